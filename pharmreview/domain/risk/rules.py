"""Declared rules made ready to be asked. One that cannot be told for want of a fact is kept."""

from collections.abc import Iterable, Sequence
from functools import reduce
from itertools import repeat
from operator import and_, or_
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
from pharmreview.domain.risk.marks.mark import BY_NAME, MISSING, OPIOID, SEDATIVES, UNEVEN, Index, Mark
from pharmreview.domain.risk.rule import Rule, RuleBook, Untold
from pharmreview.domain.risk.tier import Tiers
from pharmreview.remembered import Remembered

_MOST_MARKS = 16

CONDITIONS = (
    TOTAL, CLASSES, BESIDE, AGE, MEDICINE, STRONG_OPIOIDS, REGULAR_OPIOIDS, MODIFIED_RELEASE,
    MODIFIED_WITH_SHORT, RISE, LONG_USE, TERMS, UNLESS_TERMS, FACT,
)  # fmt: skip
"""Every condition, in the order in which a finding says them."""


class Asked(NamedTuple):
    """A rule with the conditions that it asks, and the marks that it looks for, as bits.

    It cannot hold without `every` mark and one of each of `one_of`, nor with one of `never`; a mark of
    `unsure` leaves it untold.
    `checks` are conditions that the marks alone do not settle, each with what is missing where it cannot be
    told.
    """

    rule: Rule
    conditions: tuple[Condition, ...]
    checks: tuple[tuple[Check, str], ...]
    every: int
    one_of: tuple[int, ...]
    never: int
    unsure: int
    missing: str


class Answer(NamedTuple):
    """The rules that hold and those that cannot be told, as bits by their places among the ids of all.

    `tier` is what they come to, `tier_of_a_floor` where the total is not whole.
    """

    holding: int
    untold: int
    ids: tuple[str, ...]
    tier: Tier
    tier_of_a_floor: Tier

    def ids_of(self, bits: int) -> tuple[str, ...]:
        """The ids of some of the rules, as they were declared."""
        return tuple([each for place, each in enumerate(self.ids) if bits >> place & 1])


class Kin:
    """Rules that look for marks in common: `met` says which of them some marks meet, as bits of rules."""

    def __init__(self, marks: int, asked: Sequence[tuple[int, Asked]]) -> None:
        self.marks = marks
        self.met = Remembered(self._met)
        self._asked = asked

    def _met(self, mask: int) -> int:
        met = 0
        for bit, asked in self._asked:
            every = asked.every & mask == asked.every and not asked.never & mask
            if every and all(some & mask for some in asked.one_of):
                met |= bit
        return met


class Rules:
    """The rules of a book, ready to be asked of anybody.

    What follows from the same marks and the same checks is worked out once for everybody.
    """

    def __init__(self, book: RuleBook) -> None:
        made = [(rule, tuple(c for c in CONDITIONS if c.asked(rule.when))) for rule in book.rules]
        bits = {mark: 1 << place for place, mark in enumerate(_marks(book, made))}
        self.index = Index(bits)
        self._asked = tuple(_asked(rule, conditions, self.index) for rule, conditions in made)
        placed = [(1 << place, asked) for place, asked in enumerate(self._asked)]
        self._kin = [(kin.marks, kin.met) for kin in _kin(placed)]
        self._checks = {bit: [check for check, _ in asked.checks] for bit, asked in placed if asked.checks}
        self._checked = sum(self._checks)
        self._unsure = [(bit, asked.unsure) for bit, asked in placed if asked.unsure]
        self._doubting = reduce(or_, [unsure for _, unsure in self._unsure], 0)
        self._tiers = Tiers(book.rules)
        self._ids = tuple([rule.id for rule in book.rules])
        self._answers = Remembered(self._answer)
        self._settled = Remembered(self._settle)

    def of(self, facts: Facts) -> Answer:
        """The rules that hold for somebody, and those that cannot be told."""
        mask = facts.mask
        met = untold = 0
        for marks, kin in self._kin:
            met |= kin[mask & marks]
        if some := met & self._checked:
            met, untold = self._after_checks(some, met, facts)
        untold |= self._doubted(met, mask)
        return self._answers[met & ~untold, untold]

    def of_many(self, masks: Sequence[int]) -> list[Answer | None]:
        """The same by the marks of each of many people; None of whom the marks alone do not tell."""
        met: Iterable[int] = repeat(0, len(masks))
        for marks, kin in self._kin:
            met = map(or_, met, map(kin.__getitem__, map(and_, masks, repeat(marks))))
        doubts = [mask & self._doubting for mask in masks]
        return list(map(self._settled.__getitem__, zip(met, doubts, strict=True)))

    def _settle(self, key: tuple[int, int]) -> Answer | None:
        """The answer where rules are met and marks leave some untold; None where a check decides."""
        met, doubts = key
        if met & self._checked:
            return None
        untold = self._doubted(met, doubts)
        return self._answers[met & ~untold, untold]

    def _doubted(self, met: int, mask: int) -> int:
        """Which of the rules that are met some marks leave untold."""
        untold = 0
        if mask & self._doubting:
            for bit, unsure in self._unsure:
                if mask & unsure:
                    untold |= met & bit
        return untold

    def _after_checks(self, some: int, met: int, facts: Facts) -> tuple[int, int]:
        """What stays met of the rules that have checks, and what of it cannot be told."""
        untold = 0
        while some:
            bit = some & -some
            some ^= bit
            said = [check(facts) for check in self._checks[bit]]
            if False in said:
                met ^= bit
            elif None in said:
                untold |= bit
        return met, untold

    def holding(self, answer: Answer) -> list[Asked]:
        """The rules that hold, in the order of their declaration."""
        return self._of(answer.holding)

    def untold(self, answer: Answer, facts: Facts) -> list[Untold]:
        """The rules that cannot be told of somebody, each with what is missing."""
        gaps: list[Untold] = []
        for asked in self._of(answer.untold):
            unsure = [asked.missing] if asked.unsure & facts.mask else []
            unsure += [wanted for check, wanted in asked.checks if check(facts) is None]
            gaps.append(Untold(asked.rule, unsure[0]))
        return gaps

    def _of(self, bits: int) -> list[Asked]:
        found = []
        while bits:
            least = bits & -bits
            bits ^= least
            found.append(self._asked[least.bit_length() - 1])
        return found

    def _answer(self, key: tuple[int, int]) -> Answer:
        holding, untold = key
        return Answer(
            holding,
            untold,
            self._ids,
            self._tiers.of(holding, untold, complete=True),
            self._tiers.of(holding, untold, complete=False),
        )


def _kin(rules: Sequence[tuple[int, Asked]]) -> list[Kin]:
    """Rules put beside those with which they have most marks in common, few marks to each kin.

    Few marks come together in few ways: what each kin says is soon known, however many people there are.
    """
    grouped: list[tuple[int, list[tuple[int, Asked]]]] = []
    for bit, asked in rules:
        marks = asked.every | asked.never
        for some in asked.one_of:
            marks |= some
        room = [at for at, (held, _) in enumerate(grouped) if (held | marks).bit_count() <= _MOST_MARKS]
        at = max(room, key=lambda at: (grouped[at][0] & marks).bit_count(), default=len(grouped))
        held, members = grouped[at] if at < len(grouped) else (0, [])
        grouped[at : at + 1] = [(held | marks, [*members, (bit, asked)])]
    return [Kin(marks, members) for marks, members in grouped]


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
    """Every mark that a rule may look for, that counts towards one, or that tells of a line, once."""
    marks: list[Mark] = [OPIOID, MISSING, BY_NAME, UNEVEN]
    marks.extend(("class", each) for each in SEDATIVES)
    marks.extend(("beside", group.id) for group in book.groups if group.sedating)
    for rule, conditions in made:
        for condition in conditions:
            for some in (*condition.needs(rule.when), condition.never(rule.when)):
                marks.extend(sorted(some, key=str))
    return list(dict.fromkeys(marks))


def _asked(rule: Rule, conditions: tuple[Condition, ...], index: Index) -> Asked:
    when = rule.when
    wanted = [some for condition in conditions for some in condition.needs(when)]
    return Asked(
        rule=rule,
        conditions=conditions,
        checks=tuple(
            (c.check(when), c.missing) for c in conditions if c.check is not None and c.checked(when)
        ),
        every=index.mask(mark for some in wanted if len(some) == 1 for mark in some),
        one_of=tuple(index.mask(some) for some in wanted if len(some) > 1),
        never=index.mask(mark for condition in conditions for mark in condition.never(when)),
        unsure=index.mask(mark for condition in conditions for mark in condition.unsure(when)),
        missing=next((c.missing for c in conditions if c.unsure(when)), ""),
    )
