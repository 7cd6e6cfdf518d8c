"""What somebody has said of a file's columns so far, and what of it the screen shows. No widget here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pharmreview.domain.lines.mapping import ColumnMapping, Role, by_itself, missing, nearest
from ui import text as words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pharmreview.domain.lines.mapping import Peek

LAYOUTS = {
    "emis": "EMIS search export",
    "systmone": "SystmOne report",
    "generic": "a table with named columns",
}
_WRITTEN = {Role.NHS_NUMBER: "NHS number", Role.GP: "Usual GP", Role.IGNORED: "Not read"}
ROLE_WORDS = tuple((role.value, _WRITTEN.get(role, role.value.capitalize())) for role in Role)
"""Each thing that a column may hold: its id, and its words."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One column: its key, its heading, what it is said to hold ("" for nothing yet), and its first cells."""

    key: str
    heading: str
    role: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """A file's columns as they are named now. `kept` are mappings kept before that fit it, or nearly do.

    `chosen` is the name of the one its columns were named by, "" for none; `name` is what is typed.
    """

    peek: Peek
    roles: tuple[str, ...]
    kept: tuple[ColumnMapping, ...] = ()
    name: str = ""
    chosen: str = ""

    @classmethod
    def of(cls, peek: Peek, kept: Sequence[ColumnMapping], half_typed: str = "") -> Columns:
        """What the headings propose; a mapping kept before that fits goes before it and a half typed name."""
        here = {column.key for column in peek.columns}
        best = by_itself(kept, peek) or nearest(kept, peek)
        fitting = tuple(mapping for mapping in kept if mapping.fits(here) or mapping is best)
        made = cls(peek, tuple(column.role for column in peek.columns), fitting, half_typed)
        return made if best is None else made.by(best.name)

    def named(self, key: str, role: str) -> Columns:
        """The same with another say for one column."""
        keys = [column.key for column in self.peek.columns]
        roles = [role if each == key else old for each, old in zip(keys, self.roles, strict=True)]
        return replace(self, roles=tuple(roles))

    def by(self, name: str) -> Columns:
        """The same by a mapping kept before, or for "" as the headings say."""
        given = next((dict(each.roles) for each in self.kept if each.name == name), {})
        roles = tuple(given.get(column.key, column.role) for column in self.peek.columns)
        return replace(self, roles=roles, name=name, chosen=name)

    def among(self, kept: Sequence[ColumnMapping], chosen: str) -> Columns:
        """The same beside the mappings kept now, of which this one is chosen; its columns stay as named."""
        fresh = Columns.of(self.peek, kept)
        return replace(fresh, roles=self.roles, name=chosen or self.name, chosen=chosen)

    @property
    def can_rename(self) -> bool:
        """Whether the mapping chosen may take the name typed."""
        typed, taken = " ".join(self.name.split()), {each.name.casefold() for each in self.kept}
        free = typed.casefold() == self.chosen.casefold() or typed.casefold() not in taken
        return bool(self.chosen and typed) and typed != self.chosen and free

    def under(self, name: str) -> Columns:
        """The same, to be kept under this name."""
        return replace(self, name=name)

    @property
    def mapping(self) -> ColumnMapping:
        """What was said, for every column that holds something."""
        said = zip(self.peek.columns, self.roles, strict=True)
        roles = tuple((column.key, role) for column, role in said if role)
        return ColumnMapping(name=self.name.strip(), roles=roles)

    @property
    def ready(self) -> bool:
        """Whether the file can be read so."""
        return bool(self.peek.columns) and not missing(self.roles)

    @property
    def read_as(self) -> str:
        """Which layout was found by itself, in words."""
        if not self.peek.layout:
            return "No layout that is known was found."
        row = f", with its headings in row {self.peek.heading_row:,}" if self.peek.heading_row else ""
        return f"Read as {LAYOUTS.get(self.peek.layout, self.peek.layout)}{row}."

    @property
    def wanting(self) -> str:
        """The one sentence that says what is still missing, or that nothing is."""
        if not self.peek.columns:
            return "No row of headings was found. Put one above the rows, save the file, and read it again."
        lacks = missing(self.roles)
        if lacks:
            return f"Still missing: {words_of.listed(lacks)}. Choose it above the column that holds it."
        return "Nothing is missing. Read the file, and check its rows before anyone is brought in."

    @property
    def shown(self) -> tuple[Shown, ...]:
        """Each column with its first cells."""
        return tuple(
            Shown(column.key, column.heading, role, column.examples)
            for column, role in zip(self.peek.columns, self.roles, strict=True)
        )
