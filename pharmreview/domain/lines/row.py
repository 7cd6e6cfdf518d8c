"""Raw text as a practice's export holds it, with where it stood in the file."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple, Protocol, Self

from pydantic_core import core_schema

from pharmreview.domain.patient import Patient, Recorded
from pharmreview.domain.value import Value

SHARED_NUMBER = "Another person in this file has the same NHS number."
TWICE = "Stands in more than one place in this file; counted once."
ALIKE = "Another person in this file has the same name, and may be the same person."
"""Sentences that `ExportPerson.problems` may hold, said to everyone in the same words."""


DAY_NOT_TOLD = date.min
"""The last day of an entry that the file says is over, and not since when."""


@dataclass(frozen=True, slots=True)
class ExportRow:
    """One medication entry of one person: the words of the record, unread.

    `row` is the line of the file as a spreadsheet numbers it, from 1. `issued` is None where the file
    gives no date, or one that no fixed UK format reads; `issued_text` then keeps what it says. `ended` is the
    last day of the entry, where the file gives one, or DAY_NOT_TOLD.
    """

    __pydantic_config__ = {"strict": True, "extra": "forbid"}  # noqa: RUF012 - pydantic reads it from here

    row: int
    name: str
    directions: str = ""
    quantity: str = ""
    issued: date | None = None
    issued_text: str = ""
    ended: date | None = None


@dataclass(slots=True)
class _WrittenRow:
    """An `ExportRow` while it is made: `made.__class__ = ExportRow` freezes it.

    A frozen class fills itself six times slower, and a file holds a million of them.
    """

    row: int
    name: str
    directions: str
    quantity: str
    issued: date | None
    issued_text: str
    ended: date | None = None


Cells = tuple[Sequence[str], Sequence[str], Sequence[str], Sequence[date | None], Sequence[str]]
"""Of some rows the names, directions, quantities, days and what is written for a day, column by column."""


class Columns:
    """Rows column by column, as a file is read: the words of one row stand at one place of each column.

    A row of its own is made of them only when somebody looks at it.
    """

    __slots__ = ("directions", "ended", "issued", "issued_texts", "names", "numbers", "quantities")

    def __init__(self) -> None:
        self.numbers = array("q")
        self.names: list[str] = []
        self.directions: list[str] = []
        self.quantities: list[str] = []
        self.issued: list[date | None] = []
        self.issued_texts: list[str] = []
        self.ended: dict[int, date] = {}
        """The last days of the few rows that have one, by place."""

    def __len__(self) -> int:
        return len(self.names)

    @property
    def cells(self) -> Cells:
        """The words of the rows, without their numbers."""
        return self.names, self.directions, self.quantities, self.issued, self.issued_texts

    @classmethod
    def of(cls, rows: Iterable[ExportRow]) -> Self:
        """The same rows by column."""
        made = cls()
        made.add_rows(rows)
        return made

    def add_rows(self, rows: Iterable[ExportRow]) -> None:
        """Rows below those that are there."""
        for row in rows:
            if row.ended is not None:
                self.ended[len(self)] = row.ended
            self.add(
                [row.row], ([row.name], [row.directions], [row.quantity], [row.issued], [row.issued_text])
            )

    def add(self, numbers: Iterable[int], cells: Cells) -> None:
        """Rows with these numbers, below those that are there."""
        names, directions, quantities, issued, issued_texts = cells
        self.numbers.extend(numbers)
        self.names.extend(names)
        self.directions.extend(directions)
        self.quantities.extend(quantities)
        self.issued.extend(issued)
        self.issued_texts.extend(issued_texts)

    def in_order(self, places: Sequence[int]) -> Self:
        """The rows at these places, in this order, in columns of their own."""
        made = type(self)()
        names, directions, quantities, issued, issued_texts = (_at(places, cells) for cells in self.cells)
        made.add(_at(places, self.numbers), (names, directions, quantities, issued, issued_texts))
        made.ended = self.ended_of(places)
        return made

    def ended_of(self, places: Sequence[int]) -> dict[int, date]:
        """The last days of those at these places that have one, by where they stand among these."""
        ended = self.ended
        return {at: ended[place] for at, place in enumerate(places) if place in ended} if ended else {}

    def rows(self, start: int, end: int) -> tuple[ExportRow, ...]:
        """The rows from one place until another."""
        part = slice(start, end)
        made = tuple(
            map(
                _WrittenRow,
                self.numbers[part],
                self.names[part],
                self.directions[part],
                self.quantities[part],
                self.issued[part],
                self.issued_texts[part],
            )
        )
        for at, day in self.ended_of(range(start, start + len(made))).items():
            made[at].ended = day
        for one in made:
            one.__class__ = ExportRow  # type: ignore[assignment]
        return made  # type: ignore[return-value]


def _at(places: Sequence[int], cells: Sequence[Any]) -> list[Any]:
    return list(map(cells.__getitem__, places))


class Stretch(NamedTuple):
    """The rows of columns from one place until another: those of one person."""

    columns: Columns
    start: int
    end: int

    @property
    def length(self) -> int:
        """How many rows."""
        return self.end - self.start


class PatientLater(Recorded, Protocol):
    """A person's details, worked out when they are asked for; what the rules ask is there before."""

    def __call__(self) -> Patient:
        """All of them."""
        ...


class ExportPerson:
    """One person in an export, with every medication row and coded term that stands under them.

    `rows` keeps every medication entry, repeats included; given as a stretch of columns, they are made when
    first asked for. `problems` are sentences about the person's own details ("The NHS number fails its check
    digit."). Never altered once made; a patient given as a function is worked out when first asked for.
    """

    __slots__ = ("_patient", "_rows", "first_row", "problems", "stretch")

    def __init__(
        self,
        patient: "Patient | PatientLater",
        rows: tuple[ExportRow, ...] | Stretch,
        first_row: int,
        problems: tuple[str, ...] = (),
    ) -> None:
        self._patient = patient
        self._rows: tuple[ExportRow, ...] | None = None
        if isinstance(rows, Stretch):
            self.stretch = rows
        else:
            self._rows = rows
            self.stretch = Stretch(Columns.of(rows), 0, len(rows))
        self.first_row = first_row
        self.problems = problems

    @property
    def rows(self) -> tuple[ExportRow, ...]:
        """Every medication row."""
        kept = self._rows
        if kept is None:
            columns, start, end = self.stretch
            kept = self._rows = columns.rows(start, end)
        return kept

    @property
    def patient(self) -> Patient:
        """The person's details and coded entries."""
        kept = self._patient
        if not isinstance(kept, Patient):
            kept = self._patient = kept()
        return kept

    def patient_once(self) -> Patient:
        """Their details for somebody who goes through a whole list: made again for whoever asks next."""
        kept = self._patient
        return kept if isinstance(kept, Patient) else kept()

    def rows_once(self) -> tuple[ExportRow, ...]:
        """Their rows in the same way."""
        columns, start, end = self.stretch
        return columns.rows(start, end) if self._rows is None else self._rows

    @property
    def recorded(self) -> Recorded:
        """What the rules ask of the person; the rest is not worked out for it."""
        return self._patient

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, ExportPerson):
            return NotImplemented
        return (self.first_row, self.rows, self.problems, self.patient) == (
            other.first_row,
            other.rows,
            other.problems,
            other.patient,
        )

    def __hash__(self) -> int:
        return hash((self.first_row, self.rows))

    def __repr__(self) -> str:
        return f"ExportPerson(first_row={self.first_row})"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> core_schema.CoreSchema:
        return core_schema.is_instance_schema(cls)


class SetAsideRow(NamedTuple):
    """A row of the file that was not read as data, and why."""

    row: int
    text: str
    why: str

    def __repr__(self) -> str:
        return f"SetAsideRow(row={self.row}, why={self.why!r})"


ONE_PERSON = "pasted"
"""The layout of a list copied from a screen: all that one person takes, whatever searches they stand in."""


class ExportFile(Value):
    """A practice's search as read: every row of the file is a heading, a data row or set aside."""

    file_name: str
    digest: str
    layout: str
    """One of emis, systmone, generic, or `ONE_PERSON`."""
    run_on: datetime | None
    """When the search was run, where the file says so."""
    title: str = ""
    """What stands above the headings: the name of the search and of the practice, where the file says so."""
    rows: int
    """Data rows in the file, whether or not a medicine stands on them."""
    people: tuple[ExportPerson, ...]
    set_aside: tuple[SetAsideRow, ...] = ()
    notes: tuple[str, ...] = ()
    """Sentences about the file as a whole: shared NHS numbers, damaged columns."""
