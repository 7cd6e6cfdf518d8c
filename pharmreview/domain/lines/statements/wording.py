"""What directions were read as, in words that the reader itself reads back: one way to say it everywhere."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final

from pharmreview.domain.lines.line import Directions
from pharmreview.domain.quantity.unit import Unit
from pharmreview.domain.words.numbers import grouped

_NAMED: Final = {Unit.MICROGRAM: "micrograms", Unit.MICROGRAM_PER_HOUR: "micrograms/hour"}
_COUNTED: Final = {Unit.TABLET, Unit.CAPSULE, Unit.PATCH, Unit.SACHET, Unit.DROP, Unit.DOSE}
_FINEST: Final = Decimal("0.001")
_LONGEST_PERIOD: Final = 400
_SHORTEST_IN_DAYS: Final = 96


def quantity_words(directions: Directions, unit: Unit | None, interval_hours: Decimal | None = None) -> str:
    """ "2 to 4 tablets a day", "up to 8 tablets a day when required", "1 patch, changed every 7 days".

    What is regular beside what is as needed stands first: "2 a day and up to 1 extra a day when required".
    `unit` is that of the product where the directions name none. A part of a unit that no decimals end is
    said over the days it is taken in: "3 tablets every 7 days". `interval_hours` is how long a patch is
    worn where the directions do not say it.
    """
    unit = directions.unit or unit
    if unit is Unit.PATCH:
        hours = directions.interval_hours or interval_hours
        said = _amount(directions.low, directions.high, unit) + (
            f", changed every {span_words(hours)}" if hours else ""
        )
    else:
        said = _a_day(directions, unit)
    needed = " when required" if directions.as_needed else ""
    return f"{said}{needed}{', the dose changes' if directions.changing else ''}"


def _a_day(directions: Directions, unit: Unit | None) -> str:
    told = (directions.low, directions.high, directions.regular)
    days = _days(told)
    often = " a day" if days == 1 else f" every {days} days"
    low, high, regular = ((n * days).quantize(_FINEST).normalize() for n in told)
    if not 0 < regular < high:
        return _amount(low, high, unit) + often
    more = _amount(high - regular, high - regular, unit)
    return f"{_amount(low, regular, unit)}{often} and up to {more} extra{often}"


def _days(told: Sequence[Decimal]) -> int:
    """How many days the amounts are said over: one, or as many as make them whole."""
    if all(n == n.quantize(_FINEST) for n in told):
        return 1
    days = 1
    for number in told:
        parts, step = Fraction(number).limit_denominator(_LONGEST_PERIOD).denominator, days
        while days % parts:
            days += step
    return days


def _amount(low: Decimal, high: Decimal, unit: Unit | None) -> str:
    several = unit in _COUNTED and high > 1
    name = _NAMED.get(unit, unit.value) if unit is not None else ""
    noun = f" {name}{'' if not several else 'es' if unit is Unit.PATCH else 's'}" if name else ""
    if low == high:
        return f"{grouped(high)}{noun}"
    return f"up to {grouped(high)}{noun}" if low == 0 else f"{grouped(low)} to {grouped(high)}{noun}"


def span_words(hours: Decimal) -> str:
    """ "72 hours", "7 days": how long a patch is worn."""
    days = hours / 24
    whole = hours > _SHORTEST_IN_DAYS and days == days.to_integral_value()
    return f"{grouped(days)} days" if whole else f"{grouped(hours)} hours"
