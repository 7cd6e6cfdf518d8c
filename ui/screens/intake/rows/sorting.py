"""A file's rows, each in exactly one heap: read, to fix, or set aside. Together they are the whole file.

A row is kept as little more than a reference to what was read, and says its words when it is shown: a file
may have a hundred thousand.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from pharmreview.domain.lines.line import Line, MedicationLine, OtherLine, Reading, Said
from pharmreview.domain.lines.repair import repair_key
from pharmreview.domain.lines.row import SHARED_NUMBER, TWICE
from pharmreview.domain.regimen.regimen import DUPLICATE, EARLIER, EARLIER_DOSAGE, SAME_DAY, UNDATED
from ui import text as words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pharmreview.domain.lines.row import ExportRow
    from pharmreview.services.intake import Preview, PreviewPerson

NO_TEXT = "(nothing is written here)"
REPEATED = "A coded entry that stands elsewhere too, or a date alone."
CODED = "A coded entry"


class Heap(StrEnum):
    """Where a row is put. FIX, ASIDE and READ add up to the file; the rest are parts of them, or people."""

    FIX = "fix"
    ASIDE = "aside"
    READ = "read"
    BY_HAND = "by-hand"
    EARLIER = "earlier"
    TWICE = "twice"
    STALE = "stale"
    DOUBTFUL = "doubtful"
    NO_DATA = "no-data"
    PEOPLE = "people"
    AGAIN = "again"
    SHARED = "shared"


PARTS_OF_ASIDE = (Heap.EARLIER, Heap.TWICE, Heap.STALE, Heap.DOUBTFUL, Heap.NO_DATA)
_KINDS = {
    DUPLICATE: Heap.TWICE,
    EARLIER: Heap.EARLIER,
    EARLIER_DOSAGE: Heap.EARLIER,
    SAME_DAY: Heap.DOUBTFUL,
    UNDATED: Heap.DOUBTFUL,
}


class Standing(NamedTuple):
    """A row, what its words say, and why it does not count; None where it does."""

    row: ExportRow
    said: Said
    aside: str | None

    @property
    def line(self) -> Line:
        """The row as it was read."""
        return self.said.on(self.row)


class FileRow(NamedTuple):
    """One entry of the file. `standing` is None for a coded entry, a row set aside, or a person's details.

    `part` is the part of its heap: why it was set aside, or that it was read by hand.
    """

    key: str
    heap: Heap
    part: Heap
    row: int | None
    person: PreviewPerson | None = None
    standing: Standing | None = None
    text: str = ""
    because: str = ""

    @property
    def name(self) -> str:
        """Whose row it is."""
        return "" if self.person is None else words_of.person_name(self.person.person.patient)

    @property
    def line(self) -> Line | None:
        """The row as it was read."""
        return None if self.standing is None else self.standing.line

    @property
    def raw(self) -> str:
        """The row's own words."""
        return self.text if self.standing is None else raw_words(self.standing)

    @property
    def words_key(self) -> str:
        """What rows that say the same have in common; "" where no medicine is named."""
        row = None if self.standing is None else self.standing.row
        return "" if row is None or not row.name.strip() else repair_key(row.name, row.directions)

    @property
    def why(self) -> str:
        """Why it is where it is, or how it reads."""
        if self.because or self.standing is None:
            return self.because
        return _why(self.standing)


@dataclass(frozen=True)
class Sorted:
    """Every row in its heap, in the order of the file. `several` is True where a row holds several entries.

    `people` are those whose own details need a look; they are no part of the sum.
    """

    rows: tuple[FileRow, ...]
    people: tuple[FileRow, ...]
    more_read: int
    several: bool
    _places: dict[Heap, dict[str, int]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def heaps(self) -> dict[Heap, tuple[FileRow, ...]]:
        """The rows of each heap and of each part of one."""
        found: dict[Heap, list[FileRow]] = {heap: [] for heap in Heap}
        for row in self.rows:
            found[row.heap].append(row)
            if row.part is not row.heap:
                found[row.part].append(row)
        for row in self.people:
            found[Heap.PEOPLE].append(row)
            problems = row.person.person.problems if row.person is not None else ()
            if TWICE in problems:
                found[Heap.AGAIN].append(row)
            if SHARED_NUMBER in problems:
                found[Heap.SHARED].append(row)
        if self.more_read:
            more = words_of.count(self.more_read, "more row")
            found[Heap.READ].append(FileRow("more", Heap.READ, Heap.READ, None, text=more, because=REPEATED))
        return {heap: tuple(rows) for heap, rows in found.items()}

    @cached_property
    def same_words(self) -> Counter[str]:
        """How many rows to fix say each thing."""
        return Counter(row.words_key for row in self.heaps[Heap.FIX])

    def place_of(self, heap: Heap, key: str) -> int | None:
        """Where a row stands in a heap, from 0."""
        if heap not in self._places:
            self._places[heap] = {row.key: at for at, row in enumerate(self.heaps[heap])}
        return self._places[heap].get(key)

    def count(self, heap: Heap) -> int:
        """How many rows stand in a heap, with those that only repeat a coded entry."""
        extra = self.more_read - 1 if heap is Heap.READ and self.more_read else 0
        return len(self.heaps[heap]) + extra

    @property
    def total(self) -> int:
        """The whole file: read, to fix and set aside."""
        return sum(self.count(heap) for heap in (Heap.READ, Heap.FIX, Heap.ASIDE))

    @property
    def sum_words(self) -> str:
        """ "312 rows = 287 read + 16 to fix + 9 set aside"; entries where a row holds several."""
        counted = words_of.count(self.total, *(("entry", "entries") if self.several else ("row", "rows")))
        read, fix, aside = (self.count(heap) for heap in (Heap.READ, Heap.FIX, Heap.ASIDE))
        return f"{counted} = {read:,} read + {fix:,} to fix + {aside:,} set aside"

    def heap(self, heap: str) -> tuple[FileRow, ...]:
        """The rows of one heap. Rows that only repeat a coded entry stand as one, last among the read."""
        return self.heaps[Heap(heap)]


def sort_out(
    preview: Preview,
    stop_if_asked: Callable[[], None] = lambda: None,
    report: Callable[[int, int], None] = lambda _done, _total: None,
) -> Sorted:
    """Put every row of a file in its heap. `stop_if_asked` is called for each person, and may raise;
    `report` is told how many rows are done.
    """
    rows: list[FileRow] = []
    people: list[FileRow] = []
    with_lines: set[int] = set()
    named: set[int] = set()
    entries = 0
    for person in preview.people:
        stop_if_asked()
        report(min(len(rows), preview.counts.rows), preview.counts.rows)
        for row in _of_person(person):
            rows.append(row)
            named.add(row.row or 0)
            if row.standing is not None:
                entries += 1
                with_lines.add(row.row or 0)
        if person.person.problems:
            people.append(_details(person))
    for each in preview.file.set_aside:
        text = each.text or NO_TEXT
        key = f"aside {each.row}"
        rows.append(FileRow(key, Heap.ASIDE, Heap.NO_DATA, each.row, text=text, because=each.why))
    rows.sort(key=lambda row: row.row or 0)
    found = Sorted(
        rows=tuple(rows),
        people=tuple(people),
        more_read=max(preview.file.rows - len(named), 0),
        several=len(with_lines) < entries,
    )
    _ = found.heaps  # made here, where nobody waits for them
    stop_if_asked()
    _ = found.same_words
    for heap in (Heap.FIX, Heap.READ):
        stop_if_asked()
        found.place_of(heap, "")
    report(preview.counts.rows, preview.counts.rows)
    return found


def _of_person(one: PreviewPerson) -> Iterator[FileRow]:
    with_lines = set()
    together = zip(one.person.rows, one.saids, one.judged.whys, strict=True)
    for place, standing in enumerate(map(Standing._make, together)):
        number = standing.row.row
        with_lines.add(number)
        heap, part = _heap(standing)
        yield FileRow(f"{number} {place}", heap, part, number, one, standing)
    terms = one.person.recorded.terms
    for number in sorted({term.row for term in terms} - with_lines - {0}):
        said = "; ".join(term.term for term in terms if term.row == number)
        yield FileRow(f"{number} coded", Heap.READ, Heap.READ, number, one, text=said, because=CODED)


def _details(one: PreviewPerson) -> FileRow:
    patient, first = one.person.patient, one.person.first_row
    details = " | ".join(part for part in (words_of.person_name(patient), patient.nhs_number) if part)
    why = " ".join(one.person.problems)
    return FileRow(f"{first} person", Heap.PEOPLE, Heap.PEOPLE, first, one, text=details, because=why)


def _heap(standing: Standing) -> tuple[Heap, Heap]:
    said = standing.said
    if standing.aside is not None:
        return Heap.ASIDE, _KINDS.get(standing.aside, Heap.STALE)
    if said.meaning.status is Reading.UNREAD or said.meaning.ask:
        return Heap.FIX, Heap.FIX
    return Heap.READ, Heap.READ if said.repaired is None else Heap.BY_HAND


def _why(standing: Standing) -> str:
    line = standing.line
    if standing.aside is not None:
        return standing.aside
    if isinstance(line, MedicationLine):
        if line.ask:
            return sentence(line.ask)
        by_hand = "" if line.repaired is None else ", by hand"
        return f"{reads_as(line)}{by_hand}"
    if isinstance(line, OtherLine):
        by_hand = "" if line.repaired is None else ", said by hand"
        return f"Another medicine, of none of the four groups under review{by_hand}"
    return sentence(line.why)


def reads_as(line: MedicationLine) -> str:
    """How a line was read, in words."""
    said = words_of.taken(line)
    return f"{said[:1].upper()}{said[1:]}"


def raw_words(standing: Standing) -> str:
    """A line as the file has it."""
    row = standing.row
    return " | ".join(part for part in (row.name, row.directions) if part.strip()) or NO_TEXT


def sentence(words: str) -> str:
    """Words as a sentence of their own."""
    words = words.strip()
    return f"{words[:1].upper()}{words[1:]}" + ("" if words.endswith((".", "?")) else ".")
