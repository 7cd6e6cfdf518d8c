"""The only converter between our values and what a row holds.

A column holds text, a whole number, bytes or nothing. sqlite-utils and SQLite turn a Decimal into a binary
float, so a Decimal becomes text here and a float is refused.
"""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import TypeVar

from pharmreview.domain.digits import exact, plain

Cell = str | int | bytes | None
Member = TypeVar("Member", bound=Enum)


def cell(value: object) -> Cell:
    """What a column holds for a value: Decimal as digits, date and time as ISO 8601, an enum by name.

    Raises TypeError for a float and for anything that has no written form, ValueError for a time without
    its zone.
    """
    if isinstance(value, Enum):
        return value.name
    if isinstance(value, Decimal):
        return plain(exact(value))
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise ValueError("a time is kept with its zone")
        return value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return int(value)
    if value is None or isinstance(value, str | int | bytes):
        return value
    raise TypeError(f"{type(value).__name__} has no column: write it as text first")


def row(values: Mapping[str, object]) -> dict[str, Cell]:
    """A whole row, each value as its column holds it. Raises as `cell` does."""
    return {name: cell(value) for name, value in values.items()}


def read_decimal(text: str) -> Decimal:
    """The exact number a column holds. Raises ValueError for anything else, a float included."""
    return exact(text)


def read_date(text: str) -> date:
    """The date a column holds."""
    return date.fromisoformat(text)


def read_time(text: str) -> datetime:
    """The moment a column holds, with its zone."""
    return datetime.fromisoformat(text)


def read_member(kind: type[Member], name: str) -> Member:
    """The member of an enum a column names. Raises KeyError when this version does not know it."""
    return kind[name]
