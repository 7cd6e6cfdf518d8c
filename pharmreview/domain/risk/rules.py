"""Declared rules made ready to be asked. One that cannot be told for want of a fact is kept."""

from collections.abc import Sequence
from typing import NamedTuple

from pharmreview.domain.medicines.product import MedicineClass
from pharmreview.domain.risk.bench import (
    MODIFIED,
    OPIOID,
    REGULAR_MODIFIED,
    REGULAR_SHORT,
    STRONG,
    Index,
    Mark,
    Pick,
)
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
from pharmreview.domain.risk.rule import Rule, RuleBook

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
    """A rule with the conditions that it asks; `checks` are those that the marks alone do not settle."""

    rule: Rule
    conditions: tuple[Condition, ...]
    checks: tuple[Condition, ...]


class Rules:
    """The rules of a book, ready to be asked of anybody."""

    def __init__(self, book: RuleBook) -> None:
        self.asked = tuple(_asked(rule) for rule in book.rules)
        bits = {mark: 1 << place for place, mark in enumerate(_marks(book))}
        self.index = Index(bits, [_wanted(asked, bits) for asked in self.asked])

    def of(self, facts: Facts) -> tuple[list[Asked], list[Untold]]:
        """The rules that hold, and those that cannot be told, in the order in which they are declared."""
        holding: list[Asked] = []
        untold: list[Untold] = []
        for place in self.index.candidates(facts.mask):
            asked = self.asked[place]
            missing = ""
            for condition in asked.checks:
                answer = condition.holds(asked.rule.when, facts)
                if answer is None:
                    missing = missing or condition.missing
                elif not answer:
                    break
            else:
                if missing:
                    untold.append(Untold(asked.rule, missing))
                else:
                    holding.append(asked)
        return holding, untold


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


def _asked(rule: Rule) -> Asked:
    conditions = tuple(c for c in CONDITIONS if c.asked(rule.when))
    return Asked(rule, conditions, tuple(c for c in conditions if not c.settled(rule.when)))


def _marks(book: RuleBook) -> Sequence[Mark]:
    """Every mark that a rule of the book may look for, once."""
    marks: list[Mark] = [OPIOID, STRONG, MODIFIED, REGULAR_MODIFIED, REGULAR_SHORT]
    marks.extend(("class", each) for each in MedicineClass)
    marks.extend(("beside", group.id) for group in book.groups)
    marks.extend(("term", group.code) for group in book.terms.groups)
    for rule in book.rules:
        if rule.when.medicines:
            marks.append(("pick", Pick.of(rule.when)))
        if rule.when.fact is not None:
            marks.append(("fact", rule.when.fact))
    return list(dict.fromkeys(marks))


def _wanted(asked: Asked, bits: dict[Mark, int]) -> tuple[int, tuple[int, ...]]:
    """The bits a rule cannot hold without, and the sets of which it wants one; unknown marks never come."""
    every, one_of = 0, []
    for condition in asked.conditions:
        for marks in condition.needs(asked.rule.when):
            some = 0
            for mark in marks:
                some |= bits.get(mark, 0)
            if len(marks) == 1 and some:
                every |= some
            else:
                one_of.append(some)
    return every, tuple(one_of)
