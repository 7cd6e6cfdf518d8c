"""On which day to issue: never a weekend, a bank holiday or a day on which the practice is closed."""

from collections.abc import Collection
from datetime import date, timedelta

_SATURDAY = 5
_MOST_DAYS_SHUT = 31
_DAY = timedelta(days=1)


def open_day(day: date, shut: Collection[date]) -> date | None:
    """The last working day on or before a day; None where the practice is shut for a month before it.

    `shut` are bank holidays and the practice's own closed days.
    """
    found = day
    for _ in range(_MOST_DAYS_SHUT):
        if found.weekday() < _SATURDAY and found not in shut:
            return found
        found -= _DAY
    return None


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the anonymous algorithm (Nature, 1876)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    x = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * x) // 451
    month, before = divmod(h + x - 7 * m + 114, 31)
    return date(year, month, before + 1)


def bank_holidays(year: int) -> tuple[tuple[date, str], ...]:
    """The bank holidays of England and Wales in a year, by rule: none that is proclaimed for once.

    A day that falls on a weekend is kept on the next weekday that is no bank holiday already.
    """
    sunday = easter(year)
    found = {
        sunday - timedelta(days=2): "Good Friday",
        sunday + timedelta(days=1): "Easter Monday",
        _monday(date(year, 5, 1)): "Early May bank holiday",
        _monday(date(year, 5, 25)): "Spring bank holiday",
        _monday(date(year, 8, 25)): "Summer bank holiday",
    }
    fixed = [(1, 1, "New Year's Day"), (12, 25, "Christmas Day"), (12, 26, "Boxing Day")]
    for month, day, name in sorted(fixed, key=lambda f: date(year, f[0], f[1]).weekday() >= _SATURDAY):
        when = date(year, month, day)
        moved = when
        while moved.weekday() >= _SATURDAY or moved in found:
            moved += timedelta(days=1)
        found[moved] = name if moved == when else f"{name} (substitute day)"
    return tuple(sorted(found.items()))


def _monday(day: date) -> date:
    """The first Monday on or after a day."""
    return day + timedelta(days=-day.weekday() % 7)
