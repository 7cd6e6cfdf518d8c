"""What directions state, before it is added up: statements, limits, and what stands around them."""

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from pharmreview.domain.errors import UnitMismatch
from pharmreview.domain.lines.sentences.phrases.item import SMALLEST_SUPPLY, Amount, Rate
from pharmreview.domain.lines.sentences.tokens import Unclear
from pharmreview.domain.lines.statements.frequency import reconciled
from pharmreview.domain.quantity.unit import Unit, ratio

COUNTED: Final = {Unit.TABLET, Unit.CAPSULE, Unit.PATCH, Unit.SACHET, Unit.DOSE, None}
MEASURED: Final = {Unit.MILLIGRAM, Unit.MICROGRAM, Unit.MILLILITRE}


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
}
KEPT: Final = {"span": "spans", "parted": "parts"}
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
    glosses: list[tuple[Amount, Amount]] = field(default_factory=list)
    """A dose, and the same dose said again in another unit: 5ml (10mg)."""
    applied: bool = False
    swapped: bool = False
    hourly: bool = False
    repeated: bool = False
    """True for "may be repeated after 4 hours": only a stated maximum makes a day's quantity of it."""
    stops_between: bool = False
    """True for a break without the medicine: 21 days, then 7 days off."""


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
        raise Unclear("The maximum is stated in another unit than the dose.")
    return limit._replace(low=limit.low * factor, high=limit.high * factor, unit=dose.unit)


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
