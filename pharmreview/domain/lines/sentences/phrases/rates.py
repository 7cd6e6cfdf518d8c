"""How often: intervals, times a day, moments of the day, meals, and lengths of time."""

from fractions import Fraction
from typing import Final

from pharmreview.domain.lines.line import Moment
from pharmreview.domain.lines.sentences.phrases.amounts import numbers
from pharmreview.domain.lines.sentences.phrases.item import HOURS_A_DAY, Mark, Part, Rate
from pharmreview.domain.lines.sentences.tokens import Unclear
from pharmreview.domain.lines.sentences.vocabulary import SHORTENED_MOMENTS, UNKNOWN

LONGEST_SLIP: Final = 5
AT_A_NUMBER: Final = "A number after 'at' could be a time of day or a dose."
_SHORTEST_SUPPLY: Final = 28
_MOST_WITH_A_CROSS: Final = 4
"""In "1 x 3 daily": a larger number may be the strength of "2 x 5mg daily", or what is supplied."""
LONGEST_INTERVAL: Final = 366


def _per_day(part: Part) -> tuple[Fraction, Fraction, Fraction]:
    """Days in the period that ends the phrase, low and high, and hours where it is exact."""
    days = Fraction(1)
    low = high = Fraction(1)
    for token in part:
        if token.kind in {"HOUR", "HOURLY"}:
            days = Fraction(1, HOURS_A_DAY)
        elif token.kind == "MINUTE":
            days = Fraction(1, HOURS_A_DAY * 60)
        elif token.kind in {"PERIOD", "PERIODLY"} and isinstance(token.value, Fraction):
            days = token.value
        elif token.kind in {"NUM", "N24"}:
            low, high = token.low, token.high
        elif token.kind == "ORD" and isinstance(token.value, Fraction):
            low = high = token.value
        elif token.kind in {"OTHER", "ALT", "ALTDAY"}:
            low = high = Fraction(2)
    if low <= 0:
        raise Unclear("How often is not clear.")
    return days * low, days * high, days


def every(part: Part) -> Rate:
    """Every 4 to 6 hours, 8 hourly, every other day, alternate nights, weekly, q4h."""
    low, high, _ = _per_day(part)
    _refuse_minutes(low)
    if high > LONGEST_INTERVAL:
        raise Unclear("How often is stated is too seldom to be a daily quantity.")
    exact = low * HOURS_A_DAY if low == high else None
    kind = "rate"
    if low == high == 1:
        kind = "day"
        hourly = part[0].kind in {"EVERY", "Q", "N24"} and part[-1].kind in {"HOUR", "HOURLY"}
        exact = Fraction(HOURS_A_DAY) if hourly else None
    return Rate(1 / high, 1 / low, kind, interval=exact, said=_said_as(part, kind))


def _said_as(part: Part, kind: str) -> str:
    """What tells "a day", which counts the whole day, from "every day" and "daily"."""
    kinds = {token.kind for token in part}
    if part[-1].kind == "DAILY":
        return "daily"
    if "PERIOD" in kinds and kinds & {"OTHER", "ALT"}:
        return "alternate"
    return "whole day" if kind == "day" and "EVERY" not in kinds else ""


def at_intervals(part: Part) -> Rate:
    """At 12 hour intervals, at 4 hourly intervals."""
    if not part[-1].text.startswith("interval"):
        raise Unclear(AT_A_NUMBER)
    return every(part[1:-1])


def swapped(part: Part) -> Rate:
    """Change every 7 days: how long one patch or dressing is worn."""
    return every(part[1:])._replace(swap=True)


def _refuse_minutes(days: Fraction) -> None:
    if days < Fraction(1, HOURS_A_DAY):
        raise Unclear("More than once an hour is too often to be a daily quantity.")


def times_in(part: Part) -> Rate:
    """Twice a day, 3 times daily, once every 3 days, one to two times a week, twice every 8 hours."""
    low, high, end = _count(part)
    if part[0].kind == "X" and high > _MOST_WITH_A_CROSS:
        raise Unclear("A number could be a dose or a number of times.")
    days_low, days_high, _ = _per_day(part[end:])
    _refuse_minutes(days_low)
    exact = days_low * HOURS_A_DAY / low if low == high and days_low == days_high and days_low != 1 else None
    return Rate(low / days_high, high / days_low, "rate", interval=exact)


def times(part: Part) -> Rate:
    """Once, twice, three times: how often, with the period left to other words."""
    low, high, _ = _count(part)
    return Rate(low, high, "count")


def _count(part: Part) -> tuple[Fraction, Fraction, int]:
    """The number of times at the head of a phrase, and where the period begins."""
    counts = [at for at, token in enumerate(part) if token.kind in {"ADV", "NUM", "N24"}]
    first = counts[0]
    low, high, last = part[first].low, part[first].high, first
    if len(counts) > 1 and all(
        token.kind in {"DASH", "TO", "OR", "SLASH", "TIMES"} for token in part[first + 1 : counts[1]]
    ):
        last = counts[1]
        high = part[last].high
        if high <= low:
            raise Unclear("How often is not clear.")
    if low <= 0:
        raise Unclear("How often is not clear.")
    return low, high, last + 1


def abbreviated(part: Part) -> Rate:
    """Od, bd, tds, qds; tds-qds is a range."""
    found = [token.low for token in part if token.kind == "ABBR"]
    if len(found) > 1 and found[-1] <= found[0]:
        raise Unclear("How often is not clear.")
    return Rate(found[0], found[-1], "rate")


def moment(part: Part) -> Rate:
    """In the morning, at bedtime, nocte, at 08:00. A short odd word after "and" may be another time."""
    if part[-1].kind == UNKNOWN:
        if len(part[-1].text) <= LONGEST_SLIP:
            raise Unclear("A list of times of day ends in a word that cannot be read.")
        part = part[:-2]
    at = next((token.value for token in part if isinstance(token.value, Moment)), Moment.NIGHT)
    return Rate(Fraction(1), Fraction(1), "moment", (at,), said=_said(part))


def _said(part: Part) -> str:
    kinds = [token.kind for token in part]
    short = part[-1].text in SHORTENED_MOMENTS or kinds[-1] == "ON"
    if short or kinds[-1] == "CLOCK":
        return "short" if short else "clock"
    return "slashed" if kinds[0] == "SLASH" else "before" if {"HOUR", "MINUTE"} & set(kinds) else ""


def meals(_: Part) -> Rate:
    """With meals counts as three a day."""
    return Rate(Fraction(3), Fraction(3), "meals")


def each_time(part: Part) -> Mark:
    """Per dose, at any one time, per course: not a daily quantity."""
    if any(token.low != 1 for token in numbers(part)):
        raise Unclear("A number of times is stated without how often.")
    return Mark("each")


def spell(part: Part) -> Mark:
    """For 5 days, 7/7, after a week: how long it is taken, or how long a patch is worn."""
    return span(part)._replace(name="spell")


def longest(part: Part) -> Mark:
    """Max 28 days, maximum 2 weeks: how long it may be taken; "max 8 day" may be a number a day."""
    if part[-1].text in {"day", "d"}:
        raise Unclear("A maximum is stated that cannot be read.")
    return Mark("spell") if part[-1].kind == "SPELL" else spell(part)


def supplied_again(part: Part) -> Mark:
    """Repeat every 28 days, repeat monthly: a prescription's; a dose may be repeated sooner."""
    if _per_day(part)[0] < _SHORTEST_SUPPLY:
        raise Unclear("How often the dose is repeated is not stated.")
    return Mark("again")


def span(part: Part) -> Mark:
    """A length of time that nothing around it explains: 72 hours, 7 days."""
    low, high, _ = _per_day(part)
    return Mark("span", low * HOURS_A_DAY if low == high else Fraction(0))
