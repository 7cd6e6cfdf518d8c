"""Declared rules made ready to be asked. One that cannot be told for want of a fact is kept."""

from collections.abc import Sequence
from typing import NamedTuple

from pharmreview.domain.risk.conditions.condition import Check, Condition
from pharmreview.domain.risk.conditions.course import LONG_USE, RISE, TOTAL
from pharmreview.domain.risk.conditions.person import AGE, FACT, TERMS, UNLESS_TERMS
from pharmreview.domain.risk.conditions.taken import (
    BESIDE,
    CLASSES,
    MEDICINE,
    MODIFIED_RELEASE,
    MODIFIED_WITH_SHORT,
    REGULAR_OPIOIDS,
    STRONG_OPIOIDS,
)
from pharmreview.domain.risk.facts import Facts
from pharmreview.domain.risk.finding import Finding, Tier
from pharmreview.domain.risk.marks.mark import OPIOID, SEDATIVES, Index, Mark
from pharmreview.domain.risk.rule import Rule, RuleBook, Untold
from pharmreview.domain.risk.tier import tier_of

_MOST_REMEMBERED = 65_536

CONDITIONS = (
    TOTAL, CLASSES, BESIDE, AGE, MEDICINE, STRONG_OPIOIDS, REGULAR_OPIOIDS, MODIFIED_RELEASE,
    MODIFIED_WITH_SHORT, RISE, LONG_USE, TERMS, UNLESS_TERMS, FACT,
)  # fmt: skip
"""Every condition, in the order in which a finding says them."""


class Asked(NamedTuple):
    """A rule with the conditions that it asks, and the marks that it looks for, as bits.

    It cannot hold without `every` mark and one of each of `one_of`; a mark of `unsure` leaves it untold.
    `checks` are conditions that the marks alone do not settle, each with what is missing where it cannot be
    told.
    """

    rule: Rule
    conditions: tuple[Condition, ...]
    checks: tuple[tuple[Check, str], ...]
    every: int
    one_of: tuple[int, ...]
    unsure: int
    missing: str


class Answer(NamedTuple):
    """The rules that hold and those that cannot be told, in the order of their declaration, with their ids.

    `tier` is what they come to, `tier_of_a_floor` where the total is not whole.
    """

    holding: tuple[Asked, ...]
    ids: tuple[str, ...]
    untold: tuple[Untold, ...]
    untold_ids: tuple[str, ...]
    tier: Tier
    tier_of_a_floor: Tier


class Candidates(NamedTuple):
    """The rules that people with the same marks may meet, and what those came to whose checks said alike."""

    asked: tuple[Asked, ...]
    checks: tuple[Check, ...]
    answers: dict[tuple[bool | None, ...], Answer]


class Rules:
    """The rules of a book, ready to be asked of anybody.

    What follows from the same marks and the same checks is worked out once for everybody.
    """

    def __init__(self, book: RuleBook) -> None:
        made = [(rule, tuple(c for c in CONDITIONS if c.asked(rule.when))) for rule in book.rules]
        bits = {mark: 1 << place for place, mark in enumerate(_marks(book, made))}
        self.index = Index(bits)
        self._asked = tuple(_asked(rule, conditions, self.index) for rule, conditions in made)
        self._candidates: dict[int, Candidates] = {}

    def of(self, facts: Facts) -> Answer:
        """The rules that hold for somebody, and those that cannot be told."""
        candidates = self._candidates.get(facts.mask) or self._candidates_for(facts.mask)
        checked = tuple([check(facts) for check in candidates.checks])
        answer = candidates.answers.get(checked)
        if answer is None:
            answer = candidates.answers[checked] = _answer(candidates.asked, facts.mask, checked)
        return answer

    def _candidates_for(self, mask: int) -> Candidates:
        """The rules that somebody with these marks may meet."""
        found = tuple(
            asked
            for asked in self._asked
            if asked.every & mask == asked.every and all(some & mask for some in asked.one_of)
        )
        candidates = Candidates(found, tuple(check for asked in found for check, _ in asked.checks), {})
        if len(self._candidates) < _MOST_REMEMBERED:
            self._candidates[mask] = candidates
        return candidates


def _answer(candidates: Sequence[Asked], mask: int, checked: Sequence[bool | None]) -> Answer:
    holding: list[Asked] = []
    untold: list[Untold] = []
    said = iter(checked)
    for asked in candidates:
        answers = [(next(said), wanted) for _, wanted in asked.checks]
        if any(answer is False for answer, _ in answers):
            continue
        unknown = [wanted for answer, wanted in answers if answer is None]
        if asked.unsure & mask:
            unknown.insert(0, asked.missing)
        if unknown:
            untold.append(Untold(asked.rule, unknown[0]))
        else:
            holding.append(asked)
    rules = [asked.rule for asked in holding]
    return Answer(
        holding=tuple(holding),
        ids=tuple(rule.id for rule in rules),
        untold=tuple(untold),
        untold_ids=tuple(gap.rule.id for gap in untold),
        tier=tier_of(rules, untold, complete=True),
        tier_of_a_floor=tier_of(rules, untold, complete=False),
    )


def finding(asked: Asked, facts: Facts) -> Finding:
    """A rule that holds, in words."""
    rule = asked.rule
    words = (condition.words(rule.when, facts) for condition in asked.conditions)
    return Finding(
        code=rule.id,
        what=rule.what,
        because="; ".join(dict.fromkeys(w for w in words if w)),
        tier=rule.tier,
        source=rule.source,
    )


def _marks(book: RuleBook, made: Sequence[tuple[Rule, tuple[Condition, ...]]]) -> Sequence[Mark]:
    """Every mark that a rule may look for, or that counts towards one, once."""
    marks: list[Mark] = [OPIOID]
    marks.extend(("class", each) for each in SEDATIVES)
    marks.extend(("beside", group.id) for group in book.groups if group.sedating)
    for rule, conditions in made:
        for condition in conditions:
            for some in condition.needs(rule.when):
                marks.extend(sorted(some, key=str))
        marks.extend(("term", code) for code in rule.when.unless_terms)
    return list(dict.fromkeys(marks))


def _asked(rule: Rule, conditions: tuple[Condition, ...], index: Index) -> Asked:
    when = rule.when
    wanted = [some for condition in conditions for some in condition.needs(when)]
    return Asked(
        rule=rule,
        conditions=conditions,
        checks=tuple(
            (c.check(when, index), c.missing) for c in conditions if c.check is not None and c.checked(when)
        ),
        every=index.mask(mark for some in wanted if len(some) == 1 for mark in some),
        one_of=tuple(index.mask(some) for some in wanted if len(some) > 1),
        unsure=index.mask(mark for condition in conditions for mark in condition.unsure(when)),
        missing=next((c.missing for c in conditions if c.unsure(when)), ""),
    )
