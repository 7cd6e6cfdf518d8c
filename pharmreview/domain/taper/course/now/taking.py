"""How much of a product is taken at each time of day, as the directions state it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pharmreview.domain.errors import InputProblem
from pharmreview.domain.lines.line import Directions, Moment
from pharmreview.domain.medicines.product import Product, Release
from pharmreview.domain.quantity.unit import Unit, ratio
from pharmreview.domain.taper.descent.shelf import HALF

WORN = "worn"
DAY_HOURS = 24
_LONG_WEAR, _HALF_A_WEEK = Decimal(96), Decimal(84)
TIMES_OF_DAY = {
    1: ("morning",),
    2: ("morning", "night"),
    3: ("morning", "afternoon", "night"),
    4: ("morning", "midday", "evening", "night"),
    5: ("morning", "midday", "afternoon", "evening", "night"),
    6: ("morning", "midday", "afternoon", "evening", "night", "overnight"),
}
"""What the dose times are called where the directions give only how many there are."""

MOST_TIMES = max(TIMES_OF_DAY)
_ML_PLACES = 4
USUAL_TIMES = 4
"""Dose times of an immediate-release medicine whose directions give only a daily quantity, at most."""


_DAY = ("morning", "midday", "afternoon", "evening", "night", "overnight", WORN)


def in_order(labels: Iterable[str]) -> tuple[str, ...]:
    """Each dose time once, as the day goes."""
    return tuple(sorted(dict.fromkeys(labels), key=_DAY.index))


@dataclass(frozen=True)
class Taken:
    """Units at each dose time, under the name of that time."""

    labels: tuple[str, ...]
    units: tuple[Decimal, ...]


@dataclass(frozen=True)
class Share:
    """An amount by so many and over so many, divided last: a third of three is one, to the last digit."""

    times: Decimal
    by: Decimal

    def __call__(self, amount: Decimal) -> Decimal:
        return amount * self.times / self.by


_ONE_FOR_ONE = Share(Decimal(1), Decimal(1))


def taken_now(product: Product, directions: Directions) -> Taken | None:
    """Units at each dose time; None where the directions give no whole dose for every day."""
    strength, unit = product.main.strength, product.main.unit
    if strength is None or unit is None:
        return None
    if product.main.per is not None:
        return _measured(product, directions, Share(product.main.per.value, strength))
    units_of = _ONE_FOR_ONE
    if directions.unit in (Unit.MILLIGRAM, Unit.MICROGRAM):
        if unit is Unit.MICROGRAM_PER_HOUR:
            return None
        units_of = Share(ratio(directions.unit, unit), strength)
    elif directions.unit in (Unit.MILLILITRE, Unit.MICROGRAM_PER_HOUR):
        return None
    if product.is_patch:
        # An interval that is no single one ("every 3 to 4 days") leaves open when the next patch goes on.
        if directions.interval_hours != product.interval_hours and not twice_a_week(product, directions):
            return None
        return Taken((WORN,), (directions.high,))
    if directions.interval_hours is not None and directions.interval_hours > DAY_HOURS:
        return None
    if (told := _told(directions, units_of)) is not None:
        return told
    units = units_of(directions.high)
    times = _how_often(product, directions, units)
    return None if times is None else _shared(units, times, directions.as_needed)


def twice_a_week(product: Product, directions: Directions) -> bool:
    """True for a 96-hour patch changed on two fixed days of the week, as its licence allows.

    Source: Transtec SmPC 4.2. A plan counts such a patch as worn for its 96 hours.
    """
    return product.is_patch and (product.interval_hours, directions.interval_hours) == (
        _LONG_WEAR,
        _HALF_A_WEEK,
    )


def _told(directions: Directions, units_of: Share) -> Taken | None:
    """Units at the moments that the directions name, where they name them all."""
    at: dict[Moment, Decimal] = {}
    for taking in directions.takings:
        at[taking.moment] = at.get(taking.moment, Decimal(0)) + taking.high
    if not at or sum(at.values()) != directions.high:
        return None
    ordered = sorted(at, key=list(Moment).index)
    return Taken(tuple(m.value for m in ordered), tuple(units_of(at[m]) for m in ordered))


def _measured(product: Product, directions: Directions, ml_of: Share) -> Taken | None:
    """Millilitres at each dose time, in equal parts where only their number is stated.

    A daily total alone is no dose: "20ml a day" may be four of 5 ml, and is never taken at once.
    """
    unit, ml = directions.unit, _ONE_FOR_ONE
    if unit in (Unit.MILLIGRAM, Unit.MICROGRAM):
        ml = Share(ml_of.times * ratio(unit, product.main.unit or unit), ml_of.by)
    elif unit not in (None, Unit.MILLILITRE):
        return None
    if directions.interval_hours is not None and directions.interval_hours > DAY_HOURS:
        return None
    if (told := _told(directions, ml)) is not None:
        return told
    stated = directions.times_a_day
    if stated is None and directions.interval_hours == DAY_HOURS:
        stated = Decimal(1)
    if stated is None or stated != stated.to_integral_value() or not 1 <= stated <= MOST_TIMES:
        return None
    labels, each = TIMES_OF_DAY[int(stated)], Share(ml.times, ml.by * stated)(directions.high)
    if each != round(each, _ML_PLACES):
        return None
    return Taken(labels, tuple(each for _ in labels))


def _how_often(product: Product, directions: Directions, units: Decimal) -> int | None:
    stated = directions.times_a_day
    if stated is not None:
        return int(stated) if stated == stated.to_integral_value() and 1 <= stated <= MOST_TIMES else None
    if product.release is Release.MODIFIED and product.interval_hours:
        often = int(DAY_HOURS // product.interval_hours)
        return often if units >= often else 1
    return max(1, min(USUAL_TIMES, int(units)))


def _shared(units: Decimal, times: int, as_needed: bool) -> Taken | None:
    """A daily quantity over so many times: in equal parts, else in whole units with the later times ahead."""
    labels = TIMES_OF_DAY[times]
    if not as_needed and units % (HALF * times) == 0:
        return Taken(labels, tuple(units / times for _ in labels))
    step = HALF if units % 1 else Decimal(1)
    if units % step:
        return None
    each, more = divmod(int(units / step), times)
    return Taken(labels, tuple((each + int(place >= times - more)) * step for place in range(times)))


def at_its_interval(product: Product, taken: Taken) -> bool:
    """True unless a modified-release product is taken more often than it is made for."""
    if product.release is Release.IMMEDIATE or product.is_patch or not product.interval_hours:
        return True
    return len([u for u in taken.units if u]) * product.interval_hours <= DAY_HOURS


def nearest(moment: Moment | None, labels: Sequence[str]) -> Moment | None:
    """What a chosen moment is among other dose times: itself, else the nearest of the day."""
    if moment is None or WORN in labels:
        return None
    at = _DAY.index(moment.value)
    return Moment(min(labels, key=lambda label: (abs(_DAY.index(label) - at), -_DAY.index(label))))


def falls(labels: tuple[str, ...], first: Moment | None, name: str) -> tuple[int, ...]:
    """The order in which dose times come down: as the day goes, or the chosen one first."""
    order = list(range(len(labels)))
    if first is None or len(labels) == 1:
        return tuple(order)
    wanted = [i for i in order if labels[i] == first.value]
    if not wanted and first in (Moment.EVENING, Moment.NIGHT) and labels[-1] in ("evening", "night"):
        wanted = [order[-1]]
    if not wanted:
        raise InputProblem(
            f"{name} is not taken at {first.value}, so that dose cannot fall first.",
            f"Choose one of: {', '.join(labels)}.",
        )
    return (wanted[0], *(i for i in order if i != wanted[0]))
