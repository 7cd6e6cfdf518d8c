"""Dates, doses and numbers as the words a person reads, and typed dates read back.

Nothing here follows the computer's own language settings: the words are always British English.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from pharmreview.domain.lines.statements.wording import quantity_words
from pharmreview.domain.quantity.rounding import ome_shown
from pharmreview.domain.quantity.unit import Unit
from pharmreview.domain.words import numbers
from pharmreview.domain.words.days import DAYS, MONTHS, dashed_day
from pharmreview.domain.words.numbers import grouped

if TYPE_CHECKING:
    from pharmreview.domain.lines.line import MedicationLine
    from pharmreview.domain.patient import Patient

NOT_KNOWN = "Not known"

count, often = numbers.count, numbers.often

_UP_TO = 10


def literal(words: str) -> str:
    """Words for a tooltip, which takes anything in angle brackets for markup unless they are spelt out."""
    return f"<qt>{html.escape(words)}</qt>" if "<" in words else words


def day(on: date) -> str:
    """ "9 Dec 2026"."""
    return f"{on.day} {MONTHS[on.month - 1][:3]} {on.year}"


def day_and_month(on: date) -> str:
    """ "9 Dec", where the year is plain from the page."""
    return f"{on.day} {MONTHS[on.month - 1][:3]}"


def weekday_day(on: date) -> str:
    """ "Wed 9 Dec 2026", as date fields show it."""
    return f"{DAYS[on.weekday()][:3]} {day(on)}"


def band_day(on: date | None) -> str:
    """ "09-Dec-2026", the health service's form beside a name; "Not known" when missing."""
    return NOT_KNOWN if on is None else dashed_day(on)


def clock_time(moment: datetime) -> str:
    """ "10:12"."""
    return f"{moment.hour:02d}:{moment.minute:02d}"


def age_on(born: date, on: date) -> int:
    """Whole years lived on a day. A birthday on 29 February counts from 1 March in other years."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def born_words(born: date | None, on: date) -> str:
    """ "14-Aug-1962 (64y)", or "Not known"."""
    return NOT_KNOWN if born is None else f"{band_day(born)} ({age_on(born, on)}y)"


def nhs_number(digits: str | None) -> str:
    """ "999 000 0018"; "Not known" when missing; anything not ten digits long is shown as it came."""
    if digits is None or not digits.strip():
        return NOT_KNOWN
    bare = re.sub(r"\s", "", digits)
    if not re.fullmatch(r"[0-9]{10}", bare):
        return digits
    return f"{bare[:3]} {bare[3:6]} {bare[6:]}"


def number(value: Decimal | int) -> str:
    """Plain digits in thousands: "3,080", "37.5". No digit is lost."""
    return grouped(Decimal(value))


def dose(value: Decimal | int, unit: str = "mg") -> str:
    """ "50 mg", for the screen (papers for the person write "50mg")."""
    return f"{number(value)} {unit}"


def ome(low: Decimal, high: Decimal) -> str:
    """An OME without its unit, to a tenth of a milligram: "120", "120 to 126"."""
    first, last = number(ome_shown(low)), number(ome_shown(high))
    return last if first == last else f"{first} to {last}"


def apart(name: str) -> str:
    """A name read from the right as a unit of its own, so that the words about it keep their order."""
    from_the_right = any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in name)
    return f"\u2068{name}\u2069" if from_the_right else name


def person_name(patient: Patient) -> str:
    """ "MARLOW, Jean", or that the name is not known."""
    return listed_name(patient.family_name, patient.given_name)


def listed_name(family: str, given: str) -> str:
    """ "MARLOW, Jean", or that the name is not known."""
    return ", ".join(part for part in (family.upper(), given) if part) or "Name not known"


def taken(line: MedicationLine) -> str:
    """What is taken as it was read: "2 tablets a day", "up to 2 tablets a day when required", "1 patch"."""
    product = line.product
    form = product.form.value
    own = Unit.PATCH if product.is_patch else Unit(form) if form in _COUNTED else Unit.DOSE
    return quantity_words(line.directions, own, product.interval_hours)


_COUNTED = (Unit.TABLET.value, Unit.CAPSULE.value, Unit.SACHET.value)


def in_words(how_many: int) -> str:
    """ "three" up to ten, then digits; nought is "no"."""
    if how_many == 0:
        return "no"
    return numbers.in_words(Decimal(how_many)) if 0 < how_many <= _UP_TO else f"{how_many:,}"


def listed(items: list[str] | tuple[str, ...], last: str = "and") -> str:
    """ "60, 65 or 70 mg" style lists: commas, then the last word."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


@dataclass(frozen=True, slots=True)
class UnreadDay:
    """Typed text that is not a day, with the sentence that says how to mend it."""

    typed: str
    problem: str


_HOW = "Type it like 9 Dec 2026 or 09/12/2026."
_NUMBERS = re.compile(r"(\d{1,2})([/.\-])(\d{1,2})(?:\2(\d+))?", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_NAMED = re.compile(r"(?:([a-z]+)[ ,]+)?(\d{1,2})(?:st|nd|rd|th)?[ \-]([a-z]+)(?:[ ,\-]+(\d+))?", re.ASCII)


def read_day(typed: str) -> date | UnreadDay:
    """Read one typed day in a fixed list of British forms; anything else is unread, with the reason.

    Read: "9 Dec 2026", "9 December 2026", "Wed 9 Dec 2026", "09/12/2026", "9.12.2026", "09-Dec-2026" and
    "2026-12-09". The day always comes before the month. A year is four digits; nothing is ever assumed.
    """
    text = " ".join(typed.lower().split())
    if iso := _ISO.fullmatch(text):
        return _day_of(typed, int(iso[3]), int(iso[2]), iso[1])
    if numbers := _NUMBERS.fullmatch(text):
        return _day_of(typed, int(numbers[1]), int(numbers[3]), numbers[4])
    if named := _NAMED.fullmatch(text):
        month = _named(named[3], MONTHS)
        if month is None:
            return UnreadDay(typed, f"“{named[3]}” is not a month. {_HOW}")
        found = _day_of(typed, int(named[2]), month + 1, named[4])
        return found if isinstance(found, UnreadDay) else _on_weekday(typed, found, named[1])
    return UnreadDay(typed, f"This is not a date. {_HOW}")


def _named(word: str, names: tuple[str, ...]) -> int | None:
    if word == "sept":
        word = "sep"
    for position, name in enumerate(names):
        if word in (name.lower(), name[:3].lower()):
            return position
    return None


def _on_weekday(typed: str, found: date, word: str | None) -> date | UnreadDay:
    if word is None:
        return found
    weekday = _named(word, DAYS)
    if weekday is None:
        return UnreadDay(typed, f"“{word}” is not a day of the week. {_HOW}")
    if weekday != found.weekday():
        right = DAYS[found.weekday()]
        return UnreadDay(typed, f"{day(found)} is a {right}, not a {DAYS[weekday]}. Check the date.")
    return found


def _day_of(typed: str, day_number: int, month: int, year: str | None) -> date | UnreadDay:
    if year is None:
        return UnreadDay(typed, f"The year is missing. {_HOW}")
    if len(year) != 4 or not 1900 <= int(year) <= 2199:
        return UnreadDay(typed, "Type the year in full, four digits, such as 2026.")
    if not 1 <= month <= 12:
        return UnreadDay(typed, f"There is no month {month}. The day comes first, such as 09/12/2026.")
    try:
        return date(int(year), month, day_number)
    except ValueError:
        problem = f"{MONTHS[month - 1]} {year} has no day {day_number}. Check the day."
        return UnreadDay(typed, problem)
