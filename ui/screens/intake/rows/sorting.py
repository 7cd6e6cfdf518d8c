"""A file's rows, each in exactly one heap: read, to fix, or set aside. Together they are the whole file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from pharmreview.domain.lines.line import Line, MedicationLine, OtherLine, UnreadLine
from ui import text as words_of

if TYPE_CHECKING:
    from pharmreview.services.intake import Preview, PreviewPerson

NO_TEXT = "(nothing is written here)"
REPEATED = "A coded entry that stands elsewhere too, or a date alone."


class Heap(StrEnum):
    """Where a row is put."""

    FIX = "fix"
    ASIDE = "aside"
    READ = "read"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class FileRow:
    """One entry of the file. `line` is None for a coded entry, a row set aside, or a person's own details."""

    key: str
    heap: Heap
    row: int | None
    name: str
    raw: str
    why: str
    person: PreviewPerson | None = None
    line: Line | None = None


@dataclass(frozen=True, slots=True)
class Sorted:
    """Every row in its heap, in the order of the file. `several` is True where a row holds several entries.

    `people` are those whose own details need a look; they are no part of the sum.
    """

    fix: tuple[FileRow, ...]
    aside: tuple[FileRow, ...]
    read: tuple[FileRow, ...]
    people: tuple[FileRow, ...]
    more_read: int
    several: bool

    @property
    def read_count(self) -> int:
        """How many were read, with those that only repeat a coded entry."""
        return len(self.read) + self.more_read

    @property
    def total(self) -> int:
        """The whole file: read, to fix and set aside."""
        return len(self.fix) + len(self.aside) + self.read_count

    @property
    def noun(self) -> str:
        """What is counted: rows, or entries where a row holds several."""
        return "entries" if self.several else "rows"

    @property
    def sum_words(self) -> str:
        """ "312 rows = 287 read + 16 to fix + 9 set aside"."""
        parts = f"{self.read_count:,} read + {len(self.fix):,} to fix + {len(self.aside):,} set aside"
        return f"{self.total:,} {self.noun} = {parts}"

    def heap(self, heap: str) -> tuple[FileRow, ...]:
        """The rows of one heap. Rows that only repeat a coded entry stand as one, last among the read."""
        if heap != Heap.READ:
            return {Heap.FIX: self.fix, Heap.ASIDE: self.aside, Heap.PEOPLE: self.people}[Heap(heap)]
        if not self.more_read:
            return self.read
        more = words_of.count(self.more_read, "more row")
        return (*self.read, FileRow("more", Heap.READ, None, "", more, REPEATED))


def sort_out(preview: Preview) -> Sorted:
    """Put every row of a file in its heap."""
    rows = [row for person in preview.people for row in _of_person(person)]
    rows += [
        FileRow(f"aside {each.row}", Heap.ASIDE, each.row, "", each.text or NO_TEXT, each.why)
        for each in preview.file.set_aside
    ]
    rows.sort(key=lambda row: row.row or 0)
    heaps = {heap: tuple(row for row in rows if row.heap is heap) for heap in Heap}
    with_lines = [row.row for row in rows if row.line is not None]
    named = {row.row for row in rows if row.person is not None and row.heap is not Heap.PEOPLE}
    return Sorted(
        fix=heaps[Heap.FIX],
        aside=heaps[Heap.ASIDE],
        read=heaps[Heap.READ],
        people=heaps[Heap.PEOPLE],
        more_read=max(preview.file.rows - len(named), 0),
        several=len(set(with_lines)) < len(with_lines),
    )


def _of_person(one: PreviewPerson) -> Iterator[FileRow]:
    name = words_of.person_name(one.person.patient)
    patient = one.person.patient
    with_lines = set()
    for place, entry in enumerate(one.assessment.regimen.entries):
        row = entry.line.row
        with_lines.add(row.row)
        heap, why = _heap(entry.line, entry.why if not entry.counted else None)
        yield FileRow(f"{row.row} {place}", heap, row.row, name, raw_words(entry.line), why, one, entry.line)
    for number in sorted({term.row for term in patient.terms} - with_lines - {0}):
        said = "; ".join(term.term for term in patient.terms if term.row == number)
        yield FileRow(f"{number} coded", Heap.READ, number, name, said, "A coded entry", one)
    if one.person.problems:
        details = " | ".join(part for part in (name, patient.nhs_number) if part)
        why = " ".join(one.person.problems)
        first = one.person.first_row
        yield FileRow(f"{first} person", Heap.PEOPLE, first, name, details, why, one)


def _heap(line: Line, aside: str | None) -> tuple[Heap, str]:
    if aside is not None:
        return Heap.ASIDE, aside
    if isinstance(line, UnreadLine):
        return Heap.FIX, _sentence(line.why)
    if isinstance(line, OtherLine):
        return Heap.READ, "Another medicine, of none of the four groups under review"
    if line.ask:
        return Heap.FIX, _sentence(line.ask)
    return Heap.READ, reads_as(line)


def reads_as(line: MedicationLine) -> str:
    """How a line was read, in words."""
    said = words_of.taken(line)
    return f"{said[:1].upper()}{said[1:]}"


def raw_words(line: Line) -> str:
    """A line as the file has it."""
    row = line.row
    return " | ".join(part for part in (row.name, row.directions) if part.strip()) or NO_TEXT


def _sentence(words: str) -> str:
    words = words.strip()
    return f"{words[:1].upper()}{words[1:]}" + ("" if words.endswith((".", "?")) else ".")
