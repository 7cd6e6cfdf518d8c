"""UK dates, day first, by a fixed list of forms."""

import re
from collections.abc import Callable, Container
from datetime import date, datetime, time, timedelta

from pharmreview.domain.lines.row import DAY_NOT_TOLD

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "january"),
            ("feb", "february"),
            ("mar", "march"),
            ("apr", "april"),
            ("may",),
            ("jun", "june"),
            ("jul", "july"),
            ("aug", "august"),
            ("sep", "sept", "september"),
            ("oct", "october"),
            ("nov", "november"),
            ("dec", "december"),
        ),
        start=1,
    )
    for name in names
}
_TIME = r"(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?"
_NUMERIC = re.compile(rf"(\d{{1,2}})[/.-](\d{{1,2}})[/.-](\d{{4}}){_TIME}$")
_SHORT = re.compile(rf"(\d{{1,2}})([/.])(\d{{1,2}})\2(\d{{2}}){_TIME}$")
_NAMED = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?[ -]([A-Za-z]{{3,9}})[ -](\d{{4}}|\d{{2}}){_TIME}$")
_ISO = re.compile(rf"(\d{{4}})([-/.]?)(\d{{2}})\2(\d{{2}}){_TIME}$")
_AGE = re.compile(r" ?\(\d{1,3} ?(?:y|yrs?|years?)?\)$", re.IGNORECASE)
_FOUR_DIGITS = re.compile(r"\d{4}")
_DAY_NUMBER = re.compile(r"(\d{5})(?:\.\d+)?$")
_DAY_NOUGHT = date(1899, 12, 30)
_MOST_KEPT = 100_000
_SHOWN = 40
_MARKS = frozenset("/-. ")
_DAYS = {f"{day:02}": day for day in range(1, 32)}
_MONTH_ENDS: dict[str, tuple[int, int]] = {}
"""What stands after a day of two digits, once it was read, to its year and month: most dates share one."""
SHORTEST_DATE, LONGEST_DATE = 6, 60
_PAST = frozenset(
    ("past", "ended", "stopped", "discontinued", "cancelled", "inactive", "completed", "finished", "expired")
)
_SAYS_OVER = _PAST | {"y", "yes", "true"}
_SAYS_CURRENT = frozenset(("n", "no", "false", "active", "current", "ongoing", "none", "n/a", "-"))


def uk_datetime(text: str) -> datetime | None:
    """A day-first date, with a time where there is one, by a fixed list of forms; None for anything else.

    28/10/2026, 28/10/26, 28-10-2026, 28-Oct-2026, 28-Oct-26, 28 Oct 2026, 2026-10-28, 2026/10/28, 20261028.
    Two digits of a year are of this century.
    """
    if not SHORTEST_DATE <= len(text) <= LONGEST_DATE:
        return None
    text = " ".join(text.split())
    if found := _ISO.fullmatch(text):
        parts = (found[4], found[3], found[1], *found.groups()[4:])
    elif found := _NUMERIC.fullmatch(text):
        parts = found.groups()
    elif found := _SHORT.fullmatch(text):
        parts = (found[1], found[3], found[4], *found.groups()[4:])
    elif found := _NAMED.fullmatch(text):
        parts = (found[1], str(_MONTHS.get(found[2].casefold(), 0)), *found.groups()[2:])
    else:
        return None
    day, month, year, hour, minute, second = (int(part or 0) for part in parts)
    try:
        return datetime.combine(
            date(year + (2000 if year < 100 else 0), month, day), time(hour, minute, second)
        )
    except ValueError:
        return None


def uk_date(text: str) -> date | None:
    """The date of `uk_datetime`."""
    months, day = _MONTH_ENDS.get(text[2:]), _DAYS.get(text[:2])
    if months is not None and day is not None:
        try:
            return date(*months, day)
        except ValueError:
            return None
    moment = uk_datetime(text)
    if moment is not None and text[2:3] in _MARKS and text.isascii():
        if len(_MONTH_ENDS) > _MOST_KEPT:
            _MONTH_ENDS.clear()
        _MONTH_ENDS[text[2:]] = (moment.year, moment.month)
    return moment.date() if moment is not None else None


def day_number(text: str) -> date | None:
    """The date that a spreadsheet keeps as this number of days, from 1927 to 2119; None for anything else."""
    found = _DAY_NUMBER.fullmatch(text)
    return _DAY_NOUGHT + timedelta(days=int(found[1])) if found and 10_000 <= int(found[1]) < 80_000 else None


def birth_date(text: str, today: date | None) -> date | None:
    """A date of birth, also with an age in brackets after it.

    Two digits of a year are read only where one century is in the future.
    """
    if not text:
        return None
    born = uk_date(text)
    if born is None:
        text = _AGE.sub("", text.strip())
        born = uk_date(text) or day_number(text)
    if born is None or text[-4:].isdigit() or _FOUR_DIGITS.search(text):
        return born
    if today is None or born <= today:
        return None
    return born.replace(year=born.year - 100) if (born.month, born.day) != (2, 29) else None


class Dates(dict[str, tuple[date | None, str]]):
    """Each text of a date cell once: the date it states or None, and the text without blanks round it."""

    def __init__(self, told_of: Callable[[str], None] | None = None, headings: Container[str] = ()) -> None:
        """`headings`, in lower case, are no dates that could not be read: they stand again further down."""
        super().__init__()
        self._headings = headings
        self._told_of = told_of
        self.by_number = ""
        """A text that was a spreadsheet's number of days, or empty."""
        self.unread = ""
        """A text that no form reads, or empty: one with the month first, if there is one."""

    def __missing__(self, raw: str) -> tuple[date | None, str]:
        text = raw.strip()
        day = uk_date(text)
        if day is None and (day := day_number(text)) is not None:
            self.by_number = text
        if day is None and text:
            self._not_read(text)
        if len(self) > _MOST_KEPT:
            self.clear()
        self[raw] = (day, text)
        return self[raw]

    def _not_read(self, text: str) -> None:
        if text.casefold() in self._headings:
            return
        if not self.unread or (month_first(text) and not month_first(self.unread)):
            self.unread = text
        if self._told_of is not None:
            self._told_of(text)


def over(ended: str, status: str, dates: Dates) -> date | None:
    """The last day of an entry by the cells of its end and its status: None where neither says it is over."""
    said = " ".join(ended.split()).casefold()
    if said in _SAYS_OVER or (not said and status.casefold() in _PAST):
        return DAY_NOT_TOLD
    return None if said in _SAYS_CURRENT else dates[ended][0]


def month_first(text: str) -> bool:
    """True for a text such as 11/25/2026, which is a date only with the month first."""
    found = _NUMERIC.fullmatch(text) or _SHORT.fullmatch(text)
    if found is None:
        return False
    day, month = (int(part) for part in re.findall(r"\d+", text)[1::-1])
    return month <= 12 < day <= 31


def numbered_days(text: str, day: date) -> str:
    """What is to be said of a file that holds a date as a number of days."""
    return f"Some dates stand as a spreadsheet's number of days ({text} was read as {day.day} {day:%B %Y})."


def unread_dates(text: str) -> str:
    """What is to be said of a file that holds such a text for a date."""
    if month_first(text):
        return (
            f"Dates are read day first, which “{text[:_SHOWN]}” is not: if this file writes the month first, "
            "others were read wrongly. Export it again with dates such as 25/11/2026."
        )
    return f"Some dates could not be read (such as “{text[:_SHOWN]}”): lines with one count as recent."
