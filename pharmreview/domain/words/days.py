"""Days as British words; nothing here follows the computer's own language settings."""

from datetime import date

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def long_day(on: date) -> str:
    """ "Monday 7 December 2026"."""
    return f"{DAYS[on.weekday()]} {on.day} {MONTHS[on.month - 1]} {on.year}"


def dashed_day(on: date) -> str:
    """ "07-Dec-2026", the health service's form beside a name."""
    return f"{on.day:02d}-{MONTHS[on.month - 1][:3]}-{on.year}"
