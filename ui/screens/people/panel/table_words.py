"""What a working says of the equivalence table it was made with: how old it is, and who checked it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ui import text as words_of

if TYPE_CHECKING:
    from pharmreview.domain.ome.factor import FactorTable


@dataclass(frozen=True, slots=True)
class TableWords:
    """The equivalence table in use: its title, and how it stands."""

    title: str = ""
    standing: str = ""


def table_words(table: FactorTable) -> TableWords:
    """A table's title and standing."""
    return TableWords(table.title, standing(table))


def standing(table: FactorTable) -> str:
    """When a table was last compared with its source and which clinician checked it, or that none has."""
    compared = f"compared with its source {_day(table.reviewed)}" if table.reviewed else ""
    checked = f"checked by {table.checker}" if table.checker else "not yet checked by a clinician"
    return ", ".join(filter(None, (compared, checked)))


def _day(written: str) -> str:
    """A date of the tables as the screen says it; anything else stays as the table has it."""
    found = words_of.read_day(written)
    return written if isinstance(found, words_of.UnreadDay) else words_of.day(found)
