"""A file to a preview: everyone in it with what they take, what it adds up to, and what could not be read."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Protocol

from pharmreview.domain.assessment import Assessment, assess
from pharmreview.domain.errors import Stopped
from pharmreview.domain.lines.line import Line, OtherLine, UnreadLine
from pharmreview.domain.lines.repair import Repair
from pharmreview.domain.lines.row import ExportFile, ExportPerson, ExportRow
from pharmreview.domain.ome.factor import FactorTable
from pharmreview.domain.regimen.regimen import DUPLICATE
from pharmreview.domain.risk.rule import RuleBook
from pharmreview.domain.value import Value
from pharmreview.services.ports import Clock

Report = Callable[[int, int], None]
"""Told how many people of how many are done."""


class Tables(Protocol):
    """What a preview needs of the clinical tables."""

    @property
    def rules(self) -> RuleBook:
        """Risk rules, terms and dated settings."""
        ...

    def factor_table(self, table_id: str | None) -> FactorTable:
        """The table of an id, or the one in use for None; InputProblem for an unknown id."""
        ...

    def read_row(self, row: ExportRow) -> Line:
        """One row read."""
        ...


class PreviewPerson(Value):
    """One person of a file, and their assessment. Lines stand in `assessment.regimen.entries`."""

    person: ExportPerson
    assessment: Assessment


class Counts(Value):
    """What was in the file. Rows are those that hold data; lines are medicines: read + other + unread."""

    rows: int
    lines: int
    read: int
    other: int
    unread: int
    people: int
    duplicates: int


class Preview(Value):
    """A file as it would come in. Nothing is kept yet."""

    file: ExportFile
    as_of: date
    table: str
    people: tuple[PreviewPerson, ...]
    counts: Counts
    repairs: tuple[Repair, ...] = ()
    """Repairs made on this preview and not kept yet."""


class Intake:
    """Reads a practice's search without keeping anything."""

    def __init__(self, read_export: Callable[[Path, str], ExportFile], tables: Tables, clock: Clock) -> None:
        self._read_export = read_export
        self._tables = tables
        self._clock = clock

    def preview(
        self,
        path: Path,
        *,
        layout: str = "auto",
        as_of: date | None = None,
        table: str | None = None,
        report: Report | None = None,
        should_stop: Callable[[], bool] | None = None,
    ) -> Preview:
        """Read and assess everyone in a file, as of a date: the one given, the search's own, or today.

        Raises InputProblem for a file that cannot be read or an unknown table, Stopped when asked to stop.
        """
        factors = self._tables.factor_table(table)
        file = self._read_export(path, layout)
        day = as_of or (file.run_on.date() if file.run_on else self._clock.today())
        people = []
        for done, person in enumerate(file.people):
            if should_stop is not None and should_stop():
                raise Stopped
            if report is not None:
                report(done, len(file.people))
            people.append(self.assess(person, factors, day))
        return Preview(
            file=file, as_of=day, table=factors.id, people=tuple(people), counts=_counts(file, people)
        )

    def assess(self, person: ExportPerson, factors: FactorTable, as_of: date) -> PreviewPerson:
        """Assess one person of a file."""
        lines = [self._tables.read_row(row) for row in person.rows]
        assessment = assess(lines, person.patient, factors, self._tables.rules, as_of)
        return PreviewPerson(person=person, assessment=assessment)


def _counts(file: ExportFile, people: list[PreviewPerson]) -> Counts:
    kinds: Counter[str] = Counter()
    for one in people:
        for entry in one.assessment.regimen.entries:
            kinds["duplicates"] += entry.why == DUPLICATE
            kinds[_kind(entry.line)] += 1
    return Counts(
        rows=file.rows,
        lines=kinds["read"] + kinds["other"] + kinds["unread"],
        read=kinds["read"],
        other=kinds["other"],
        unread=kinds["unread"],
        people=len(people),
        duplicates=kinds["duplicates"],
    )


def _kind(line: Line) -> str:
    if isinstance(line, OtherLine):
        return "other"
    return "unread" if isinstance(line, UnreadLine) else "read"
