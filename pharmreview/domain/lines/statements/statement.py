"""What directions state, before it is added up: statements, limits, and what stands around them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from pharmreview.domain.errors import UnitMismatch
from pharmreview.domain.lines.line import Each
from pharmreview.domain.lines.sentences.phrases.item import SMALLEST_SUPPLY, Amount, Rate
from pharmreview.domain.lines.sentences.tokens import OtherUnit, Unclear
from pharmreview.domain.lines.statements.frequency import reconciled
from pharmreview.domain.quantity.unit import WEIGHTS, Unit, ratio

COUNTED: Final = {Unit.TABLET, Unit.CAPSULE, Unit.PATCH, Unit.SACHET, Unit.DROP, Unit.DOSE, None}
MEASURED: Final = {Unit.MILLIGRAM, Unit.MICROGRAM, Unit.MILLILITRE}
_MOST_WEIGHED: Final = 10_000
"""In milligrams or micrograms: above it a unit was mistaken."""
_MOST_COUNTED: Final = 40


@dataclass
class Statement:
    """One amount and how often, with how it is joined to the statement before."""

    join: str = ""
    amount: Amount | None = None
    rates: list[tuple[str, Rate]] = field(default_factory=list)
    as_needed: bool = False
    up_to: bool = False
    ends: bool = False
    """True where a length of treatment follows: what comes next is another step."""
    extra: bool = False
    header: Rate | None = None
    """How often the text says before it names the doses one by one."""

    @property
    def rate(self) -> Rate | None:
        """The one rate that all the words about frequency agree on. Raises Unclear where they do not."""
        return reconciled(self.rates)


@dataclass
class Limit:
    """The most in 24 hours: an amount, or a number of doses."""

    amount: Amount | None
    doses: Fraction | None
    a_day: bool = False
    """True where the text says that it is for a day."""


SAID: Final = {
    "apply": "applied",
    "swap": "swapped",
    "hourly": "hourly",
    "repeat": "repeated",
    "off": "stops_between",
    "again": "again",
    "poured": "poured",
}
KEPT: Final = {"span": "spans", "parted": "parts", "strength": "strengths"}
"""What a sentence keeps of a mark: that it was said, or its value."""


@dataclass
class Sentence:
    """All that the directions state."""

    statements: list[Statement] = field(default_factory=list)
    limits: list[Limit] = field(default_factory=list)
    totals: list[Amount] = field(default_factory=list)
    spans: list[Fraction] = field(default_factory=list)
    spells: list[Fraction] = field(default_factory=list)
    parts: list[Fraction] = field(default_factory=list)
    """In how many doses a day's quantity is divided; nought where the text only says that it is."""
    strengths: list[Fraction] = field(default_factory=list)
    """What one of the product weighs where the text names it ("10mg tablets, one bd"), in micrograms."""
    glosses: list[tuple[Amount, Amount]] = field(default_factory=list)
    """A dose, and the same dose said again in another unit: 5ml (10mg)."""
    applied: bool = False
    swapped: bool = False
    hourly: bool = False
    repeated: bool = False
    """True for "may be repeated after 4 hours": only a stated maximum makes a day's quantity of it."""
    poured: bool = False
    """True where the text names the strength of a liquid: "10mg/5ml"."""
    again: bool = False
    """True for "repeat every 28 days", of a prescription; "for 5 days" before it is 5 in 28."""
    stops_between: bool = False
    """True for a break without the medicine: 21 days, then 7 days off."""

    def all_as_needed(self) -> "Sentence":
        """The sentence with every dose as needed: "when required: 2 in the morning, 1 at night"."""
        for statement in self.statements:
            statement.as_needed = True
        return self

    def day_with(self, last: Statement) -> tuple[Fraction, Fraction]:
        """What the doses and a last one come to in a day, low and high; without a frequency it is out."""
        stated = [(each.amount, each.rate) for each in (*self.statements, last)]
        doses = [(a.low * r.low, a.high * r.high) for a, r in stated if a is not None and r is not None]
        return sum((low for low, _ in doses), Fraction(0)), sum((high for _, high in doses), Fraction(0))


def in_unit_of(dose: Amount, limit: Amount) -> Amount:
    """The limit in the dose's own unit. Raises Unclear where the two do not measure the same thing."""
    if limit.unit is dose.unit or (limit.unit is None and dose.unit not in MEASURED):
        return limit
    if dose.unit is None and limit.unit not in MEASURED:
        return limit
    if limit.unit is None:
        raise Unclear("The maximum does not name its unit.")
    try:
        factor = Fraction(ratio(limit.unit, dose.unit)) if dose.unit is not None else None
    except UnitMismatch:
        factor = None
    if factor is None:
        raise OtherUnit("The maximum is stated in another unit than the dose.")
    return limit._replace(low=limit.low * factor, high=limit.high * factor, unit=dose.unit)


def with_limits_weighed(sentence: Sentence, each: Each) -> Sentence:
    """The sentence with each maximum in the unit of its dose: 240 mg is 8 of 30 mg, 8 tablets are 240 mg.

    A maximum that is no whole or half number of units stays as it is written.
    """
    doses = [said.amount for said in sentence.statements if said.amount is not None]
    for limit in sentence.limits:
        if limit.amount is not None and doses:
            limit.amount = _weighed(limit.amount, doses[0].unit, each)
    return sentence


def _weighed(limit: Amount, dose: Unit | None, each: Each) -> Amount:
    one = Fraction(each.weight)
    if limit.unit in WEIGHTS and dose not in WEIGHTS and _counts(dose, each):
        units = limit.high * Fraction(ratio(limit.unit, each.unit)) / one
        whole = dose is Unit.MILLILITRE or (units * 2).denominator == 1
        return limit._replace(low=units, high=units, unit=dose) if whole else limit
    if dose in WEIGHTS and limit.unit is not None and _counts(limit.unit, each):
        weight = limit.high * one * Fraction(ratio(each.unit, dose))
        return limit._replace(low=weight, high=weight, unit=dose)
    return limit


def _counts(unit: Unit | None, each: Each) -> bool:
    return unit is each.count or (unit is None and each.count is not Unit.MILLILITRE)


def limit_of(amount: Amount, rate: Rate | None, dose: Amount | None) -> Limit:
    """The most in 24 hours: an amount at a rate, beside this dose. Raises Unclear where it cannot be one."""
    times = Fraction(1) if rate is None else rate.high
    if amount.high > 0 and amount.unit is Unit.DOSE and (dose is None or dose.unit is not Unit.DOSE):
        return Limit(None, amount.high * times)
    if amount.low != amount.high or amount.high <= 0:
        raise Unclear("The maximum is a range or nothing, so it is not clear.")
    weighed = amount.unit in WEIGHTS and amount.high > _MOST_WEIGHED
    if weighed or (amount.unit in COUNTED and amount.high * times > _MOST_COUNTED):
        raise Unclear("The maximum is too large to be one.")
    if times > 1 and dose is not None and amount.unit is dose.unit and amount.high > dose.high:
        raise Unclear("A maximum is stated that is more than a dose, for less than a day.")
    limited = amount._replace(low=amount.low * times, high=amount.high * times)
    return Limit(limited, None, a_day=rate is not None)


def refuse_after_limit(sentence: Sentence, now: Statement, rate: Rate) -> None:
    """One when required, at most 4 a day, with meals: that is no frequency of a dose that has none."""
    limited = sentence.limits and now.amount is not None and not now.rates
    if limited and (rate.kind in {"day", "moment", "meals"} or rate.high < 1):
        raise Unclear("A maximum is stated, and after it a time that may be of it or of the dose.")


def refuse_unequal_extra(statements: Sequence[Statement]) -> None:
    """2 at night and another at lunch: it may be one more, or two."""
    said = {each.amount for each in statements if each.amount is not None}
    if len(said) > 1 or any(each.unit in COUNTED and each.high != 1 for each in said):
        raise Unclear("An extra dose is allowed, and not how many.")


def drop_supply(statements: list[Statement]) -> None:
    """Drop a quantity supplied ("28 capsule") from the end: no frequency, and too large to be a dose."""
    if len(statements) < 2:
        return
    last, before = statements[-1], statements[-2]
    if last.rates or last.join not in {"", "soft", "next"} or last.amount is None or before.amount is None:
        return
    amount = last.amount
    if last.join == "next" and amount.unit is None:
        return
    large = amount.high >= (SMALLEST_SUPPLY if amount.unit in COUNTED else 50)
    if amount.low == amount.high and (amount.supplied or (large and amount.high > 2 * before.amount.high)):
        statements.pop()
