"""Open a practice's search safely, find its layout, and take out the people and their rows."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import islice
from pathlib import Path

from pharmreview.collecting import held_still
from pharmreview.domain.errors import InputProblem, Stopped
from pharmreview.domain.lines.mapping import ColumnMapping, Peek
from pharmreview.domain.lines.row import ExportFile
from pharmreview.intake.layouts import ROWS_LOOKED_AT, Layout, find_layout, not_an_export, require
from pharmreview.intake.pasted.lists import pasted_file
from pharmreview.intake.people.gathering import People
from pharmreview.intake.proposing import check_mapping, mapping_misses, peek_at
from pharmreview.intake.sheets.limits import MOST_ROWS, Sheet, ShouldStop, too_many_rows
from pharmreview.intake.sheets.source import Source, open_source

Report = Callable[[int, int], None]
"""Told how many rows of about how many are done."""
_ROWS_BETWEEN = 1024


def read_export(
    path: Path,
    layout: str = "auto",
    mapping: ColumnMapping | None = None,
    report: Report | None = None,
    should_stop: ShouldStop | None = None,
) -> ExportFile:
    """Read a CSV file or a workbook. `layout` is auto, emis, systmone or generic.

    Every row of the file ends as a heading, as data, or set aside with a reason. `mapping` says by hand
    what columns hold. Raises InputProblem, in one sentence, for what is not an export or cannot be read,
    and Stopped when asked to stop.
    """
    if mapping is not None:
        check_mapping(mapping)
    source = open_source(path, should_stop)
    sheet, found = _found(source, path.name, mapping)
    _refuse_endless(sheet)
    people = People(require(found, layout, path.name), path.name)
    named = found.name if layout == "auto" else layout
    others = [s for s in source.sheets if s.title and s is not sheet]
    with held_still():
        _gather(people, sheet, found.heading_row, report, should_stop)
        return people.file(source.digest, named, _unread_sheets(others))


def _found(source: Source, name: str, mapping: ColumnMapping | None) -> tuple[Sheet, Layout]:
    """The first way to read the file that has the headings of an export. Raises InputProblem for none."""
    problem: InputProblem | None = None
    of_something_else = False
    for sheet in source.sheets:
        try:
            top = sheet.top(ROWS_LOOKED_AT)
            layout = find_layout(top, mapping)
        except InputProblem as error:  # another separator may still read it
            problem = problem or error
            continue
        if layout is not None:
            return sheet, layout
        of_something_else |= any(len(cells) > 1 for _, cells in top)
    if problem is None or of_something_else:
        problem = mapping_misses(name, mapping) if mapping is not None else not_an_export(name)
    raise problem


def _refuse_endless(sheet: Sheet) -> None:
    """Refuse a table past the most rows before any of it is read: to count them takes a few seconds."""
    if sheet.about > MOST_ROWS and sum(1 for _ in islice(sheet.rows(), MOST_ROWS + 1)) > MOST_ROWS:
        raise too_many_rows(sheet.name)


def _gather(
    people: People, sheet: Sheet, heading_row: int, report: Report | None, should_stop: ShouldStop | None
) -> None:
    rows = islice(sheet.rows(), heading_row, None)
    done = heading_row
    while chunk := list(islice(rows, _ROWS_BETWEEN)):
        if should_stop is not None and should_stop():
            raise Stopped
        if report is not None:
            report(done - heading_row, max(done, sheet.about))
        if done + len(chunk) > MOST_ROWS:
            raise too_many_rows(sheet.name)
        people.read(done + 1, chunk)
        done += len(chunk)


def _unread_sheets(sheets: Sequence[Sheet]) -> tuple[str, ...]:
    """What stands in the other sheets of a workbook: those that hold an export are told apart."""
    exports = [sheet.title for sheet in sheets if _holds_an_export(sheet)]
    rest = [sheet.title for sheet in sheets if sheet.title not in exports]
    notes = []
    if exports:
        notes.append(
            f"Only one sheet was read. Also an export, and not read: {_named(exports)}. "
            "Save each as a file of its own, and import them one by one."
        )
    if rest:
        notes.append(f"{'Not read' if exports else 'Only one sheet was read. Not read'}: {_named(rest)}.")
    return tuple(notes)


def _holds_an_export(sheet: Sheet) -> bool:
    try:
        return find_layout(sheet.top(ROWS_LOOKED_AT)) is not None
    except InputProblem:
        return False


def _named(titles: Sequence[str]) -> str:
    return ", ".join(f"“{title}”" for title in titles[:5]) + (" and others" if len(titles) > 5 else "")


def peek(path: Path) -> Peek:
    """The top of a file with the headings found and what they propose, for a person to map.

    Raises InputProblem for a file that cannot be opened as a table at all.
    """
    problem: InputProblem | None = None
    looks: list[Peek] = []
    for sheet in open_source(path).sheets:
        try:
            looks.append(peek_at(path.name, sheet.top(ROWS_LOOKED_AT)))
        except InputProblem as error:
            problem = problem or error
    if not looks:
        raise problem or not_an_export(path.name)
    return max(looks, key=lambda p: (bool(p.layout), sum(bool(c.role) for c in p.columns), len(p.columns)))


def read_pasted(text: str, name: str = "", number: str = "", born: date | None = None) -> ExportFile:
    """A medication list copied from a screen: that of one person, or a whole table with headings.

    The person's details are as they were typed, and may all be left out; a table brings its own.

    Every line that is not blank ends as a row or set aside with a reason. Raises InputProblem where nothing
    was pasted or it is too long.
    """
    return pasted_file(text, name, number, born)
