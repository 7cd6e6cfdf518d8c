"""Open a practice's search safely, find its layout, and take out the people and their rows."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path

from pharmreview.domain.errors import InputProblem, Stopped
from pharmreview.domain.lines.mapping import ColumnMapping, Peek
from pharmreview.domain.lines.row import ExportFile
from pharmreview.intake.layouts import ROWS_LOOKED_AT, Layout, find_layout, not_an_export, require
from pharmreview.intake.pasting import pasted_file
from pharmreview.intake.people import People
from pharmreview.intake.proposing import check_mapping, mapping_misses, peek_at
from pharmreview.intake.sheets.limits import Row, Sheet
from pharmreview.intake.sheets.source import open_source

Report = Callable[[int, int], None]
ShouldStop = Callable[[], bool]
_ROWS_BETWEEN = 500


def read_export(
    path: Path,
    layout: str = "auto",
    mapping: ColumnMapping | None = None,
    report: Report | None = None,
    should_stop: ShouldStop | None = None,
) -> ExportFile:
    """Read a CSV file or a workbook. `layout` is auto, emis, systmone or generic.

    Every row of the file ends as a heading, as data, or set aside with a reason. `mapping` says by hand
    what columns hold. `report` is told rows done of an estimated total. Raises InputProblem, in one
    sentence, for what is not an export or cannot be read, and Stopped when asked to stop.
    """
    if mapping is not None:
        check_mapping(mapping)
    source = open_source(path)
    problem: InputProblem | None = None
    for sheet in source.sheets:
        try:
            found = find_layout(tuple(islice(sheet.rows(), ROWS_LOOKED_AT)), mapping)
        except InputProblem as error:  # another separator may still read it
            problem = problem or error
            continue
        if found is not None:
            wanted = require(found, layout, path.name)
            return _read(path, source.digest, sheet, wanted, layout, report, should_stop)
    if mapping is not None:
        raise problem or mapping_misses(path.name, mapping)
    raise problem or not_an_export(path.name)


def peek(path: Path) -> Peek:
    """The top of a file with the headings found and what they propose, for a person to map.

    Raises InputProblem for a file that cannot be opened as a table at all.
    """
    problem: InputProblem | None = None
    looks: list[Peek] = []
    for sheet in open_source(path).sheets:
        try:
            looks.append(peek_at(path.name, tuple(islice(sheet.rows(), ROWS_LOOKED_AT))))
        except InputProblem as error:
            problem = problem or error
    if not looks:
        raise problem or not_an_export(path.name)
    return max(
        looks,
        key=lambda look: (bool(look.layout), sum(bool(c.role) for c in look.columns), len(look.columns)),
    )


def read_pasted(text: str, name: str = "", number: str = "", born: date | None = None) -> ExportFile:
    """A medication list copied from a screen: that of one person, or a whole table with headings.

    The person's details are as they were typed, and may all be left out; a table brings its own.

    Every line that is not blank ends as a row or set aside with a reason. Raises InputProblem where nothing
    was pasted or it is too long.
    """
    return pasted_file(text, name, number, born)


def _read(
    path: Path,
    digest: str,
    sheet: Sheet,
    layout: Layout,
    wanted: str,
    report: Report | None,
    should_stop: ShouldStop | None,
) -> ExportFile:
    rows = sheet.rows()
    for number, _ in rows:
        if number == layout.heading_row:
            break
    people = People(layout)
    people.read(_watched(rows, path.stat().st_size, report, should_stop))
    return ExportFile(
        file_name=path.name,
        digest=digest,
        layout=layout.name if wanted == "auto" else wanted,
        run_on=layout.run_on,
        rows=people.data_rows,
        people=people.people(),
        set_aside=tuple(people.set_aside),
        notes=people.notes(),
    )


def _watched(
    rows: Iterator[Row], size: int, report: Report | None, should_stop: ShouldStop | None
) -> Iterator[Row]:
    """The rows, with a look at whether to stop, and word of how far, every few hundred."""
    characters = 0
    for done, row in enumerate(rows, start=1):
        characters += sum(map(len, row[1])) + len(row[1])
        if done % _ROWS_BETWEEN == 0:
            if should_stop is not None and should_stop():
                raise Stopped
            if report is not None:
                report(done, max(done, done * size // max(characters, 1)))
        yield row
