"""Declared rules made ready to be asked. One that cannot be told for want of a fact is kept."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from pharmreview.domain.risk.bench import OPIOID, SEDATIVES, Index, Mark
from pharmreview.domain.risk.conditions.condition import Condition
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
from pharmreview.domain.risk.finding import Finding
from pharmreview.domain.risk.rule import Rule, RuleBook, When

_MOST_REMEMBERED = 65_536

CONDITIONS = (
    TOTAL, CLASSES, BESIDE, AGE, MEDICINE, STRONG_OPIOIDS, REGULAR_OPIOIDS, MODIFIED_RELEASE,
    MODIFIED_WITH_SHORT, RISE, LONG_USE, TERMS, UNLESS_TERMS, FACT,
)  # fmt: skip
"""Every condition, in the order in which a finding says them."""


class Untold(NamedTuple):
    """A rule that would hold but for a fact that is missing."""

    rule: Rule
    missing: str


class Asked(NamedTuple):
    """A rule with the conditions that it asks, and the marks that it looks for, as bits.

    It cannot hold without `every` mark and one of each of `one_of`; a mark of `unsure` leaves it untold.
    `checks` are conditions that the marks alone do not settle.
    """

    rule: Rule
    conditions: tuple[Condition, ...]
    checks: tuple[tuple[Callable[[When, Facts], bool | None], str], ...]
    every: int
    one_of: tuple[int, ...]
    unsure: int
    missing: str


class Answer(NamedTuple):
    """The rules that hold, their ids, and those that cannot be told, in the order of their declaration."""

    holding: tuple[Asked, ...]
    ids: tuple[str, ...]
    untold: tuple[Untold, ...]


class Rules:
    """The rules of a book, ready to be asked of anybody.

    What the marks alone settle is settled once for everybody with the same marks.
    """

    def __init__(self, book: RuleBook) -> None:
        made = [(rule, tuple(c for c in CONDITIONS if c.asked(rule.when))) for rule in book.rules]
        bits = {mark: 1 << place for place, mark in enumerate(_marks(book, made))}
        self.index = Index(bits)
        self._asked = tuple(_asked(rule, conditions, self.index) for rule, conditions in made)
        self._candidates: dict[int, tuple[Asked, ...]] = {}
        self._settled: dict[int, Answer] = {}

    def of(self, facts: Facts) -> Answer:
        """The rules that hold for somebody, and those that cannot be told."""
        mask = facts.mask
        settled = self._settled.get(mask)
        if settled is not None:
            return settled
        candidates = self._candidates.get(mask)
        if candidates is None:
            candidates = self._candidates_for(mask)
        answer = _answer(candidates, facts)
        if len(self._settled) < _MOST_REMEMBERED and not any(asked.checks for asked in candidates):
            self._settled[mask] = answer
        return answer

    def _candidates_for(self, mask: int) -> tuple[Asked, ...]:
        """The rules that somebody with these marks may meet."""
        found = tuple(
            asked
            for asked in self._asked
            if asked.every & mask == asked.every and all(some & mask for some in asked.one_of)
        )
        if len(self._candidates) < _MOST_REMEMBERED:
            self._candidates[mask] = found
        return found


def _answer(candidates: Sequence[Asked], facts: Facts) -> Answer:
    holding: list[Asked] = []
    untold: list[Untold] = []
    for asked in candidates:
        missing = asked.missing if asked.unsure & facts.mask else ""
        for check, wanted in asked.checks:
            answer = check(asked.rule.when, facts)
            if answer is None:
                missing = missing or wanted
            elif not answer:
                break
        else:
            if missing:
                untold.append(Untold(asked.rule, missing))
            else:
                holding.append(asked)
    return Answer(tuple(holding), tuple([asked.rule.id for asked in holding]), tuple(untold))


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
        checks=tuple((c.check, c.missing) for c in conditions if c.check is not None and c.checked(when)),
        every=index.mask(mark for some in wanted if len(some) == 1 for mark in some),
        one_of=tuple(index.mask(some) for some in wanted if len(some) > 1),
        unsure=index.mask(mark for condition in conditions for mark in condition.unsure(when)),
        missing=next((c.missing for c in conditions if c.unsure(when)), ""),
    )
