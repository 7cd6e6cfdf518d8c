"""Open a practice's search safely, find its layout, and take out the people and their rows."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from pharmreview.collecting import held_still
from pharmreview.domain.errors import InputProblem, kept_straight
from pharmreview.domain.lines.mapping import ColumnMapping, Peek, Role
from pharmreview.domain.lines.row import ExportFile
from pharmreview.intake.headings import IDENTITY
from pharmreview.intake.layouts import ROWS_LOOKED_AT, Layout, find_layout, not_an_export, require
from pharmreview.intake.pasted.lists import pasted_file
from pharmreview.intake.people.gathering import People
from pharmreview.intake.proposing import check_mapping, mapping_misses, peek_at
from pharmreview.intake.sheets.limits import MOST_PEOPLE, MOST_ROWS, Sheet, too_many_people, too_many_rows
from pharmreview.intake.sheets.source import Source, open_source, still_being_written
from pharmreview.intake.turned.signs import HeadingsUnclear
from pharmreview.intake.turned.tables import turned
from pharmreview.lots import Report, ShouldStop, stop_if_asked

_LONGEST_NAME = 80
_ROWS_BETWEEN = 512
_ROWS_AT_ONCE = 128
"""A part of those between two looks, so few that their cells stay near the processor."""
_COUNTING = 5
"""To count rows is one part in so many of reading them."""


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
    found = _found(source, path.name, mapping, should_stop)
    first = require(found[0].layout, layout, path.name)
    together = [f for f in found if f is found[0] or _of_one_search(f.layout, first)]
    report = _refuse_endless(together, report, should_stop)
    people = People(first, _called(path), should_stop)
    named = first.name if layout == "auto" else layout
    with held_still():
        notes = _gather(people, together, report, should_stop)
        if not source.stands():
            raise still_being_written(path.name)
        apart = [f.sheet for f in found if f not in together]
        rest = [s for s in source.sheets if s.title and all(s.title != f.sheet.title for f in found)]
        stands = dict.fromkeys(f.said for f in together if f.said)
        notes = [*source.notes, *stands, *notes, *_unread_sheets(apart, rest, len(together))]
        return people.file(source.digest, named, tuple(notes))


class _Found(NamedTuple):
    """A way to read a file, the layout of its headings, and what is to be said of how it stands."""

    sheet: Sheet
    layout: Layout
    said: str = ""


def _found(
    source: Source, name: str, mapping: ColumnMapping | None, should_stop: ShouldStop | None
) -> list[_Found]:
    """Every sheet of a workbook that has the headings of an export; of text, the first way to read it.

    Raises InputProblem where there is none.
    """
    found: list[_Found] = []
    problem: InputProblem | None = None
    of_something_else = False
    for sheet in source.sheets:
        stop_if_asked(should_stop)
        try:
            top = sheet.top(ROWS_LOOKED_AT)
            layout = find_layout(top, mapping)
        except InputProblem as error:  # another separator may still read it
            problem = problem or error
            continue
        if layout is not None:
            found.append(_Found(sheet, layout))
            if not sheet.title:
                break
        of_something_else |= any(len(cells) > 1 for _, cells in top)
    if not found or (mapping is None and found[0].layout.guesses_the_medicine):
        found = _turned(source, mapping, should_stop) or found
    if found:
        return found
    if problem is None or of_something_else:
        problem = mapping_misses(name, mapping) if mapping is not None else not_an_export(name)
    raise problem


def _turned(source: Source, mapping: ColumnMapping | None, should_stop: ShouldStop | None) -> list[_Found]:
    """Every sheet of a workbook, or the first way to read text, whose people or medicines are headings.

    Raises HeadingsUnclear where it is not certain which.
    """
    found: list[_Found] = []
    for sheet in source.sheets:
        stop_if_asked(should_stop)
        try:
            made = turned(sheet, ROWS_LOOKED_AT, should_stop)
            layout = find_layout(made.sheet.top(ROWS_LOOKED_AT), mapping) if made is not None else None
        except HeadingsUnclear:
            raise
        except InputProblem:  # what is wrong with it has been said, or another separator may read it
            continue
        if made is not None and layout is not None:
            found.append(_Found(made.sheet, layout, made.said))
            if not sheet.title:
                break
    return found


def _called(path: Path) -> str:
    """The file's name as it is shown and kept: on one line, a very long one by its ends."""
    name = kept_straight(path.name)
    return name if len(name) <= _LONGEST_NAME else f"{name[:50]}…{name[-25:]}"


def _of_one_search(layout: Layout, first: Layout) -> bool:
    """Sheets of one layout or of the same headings, and not of different days, are one search cut up."""
    days = {one.run_on.date() for one in (layout, first) if one.run_on is not None}
    alike = layout.name == first.name or layout.headings == first.headings
    return alike and len(days) < 2


def _refuse_endless(
    together: Sequence[_Found], report: Report | None, should_stop: ShouldStop | None
) -> Report | None:
    """Refuse more rows or people than can be held, before any is read: to count them takes a few seconds.

    Of rows that had to be counted that is the first part of the work; returns how the rest is told.
    """
    about = sum(found.sheet.about for found in together)
    if about <= min(MOST_ROWS, MOST_PEOPLE):
        return report
    seen: set[int] = set()
    rows = 0
    for sheet, layout, _ in together:
        columns = [column for role, column in layout.person.items() if role in IDENTITY]
        for cells in sheet.rows():
            rows += 1
            if rows > MOST_ROWS:
                raise too_many_rows(sheet.name)
            if not rows % _ROWS_BETWEEN:
                stop_if_asked(should_stop)
                if report is not None:
                    report(rows // _COUNTING, max(rows, about))
            seen.add(hash(tuple([cells[at] for at in columns if at < len(cells)])))
            if len(seen) > MOST_PEOPLE:
                raise too_many_people(sheet.name)
    if report is None:
        return None
    return lambda done, of: report((of + done * (_COUNTING - 1)) // _COUNTING, of)


def _gather(
    people: People, together: Sequence[_Found], report: Report | None, should_stop: ShouldStop | None
) -> list[str]:
    """Read every sheet, one below the other; what is to be said of where each stands."""
    about = sum(found.sheet.about for found in together)
    above = 0
    stand: list[str] = []
    for sheet, layout, _ in together:
        if stand:
            people.next_sheet(layout)
        stand.append(f"{_titled(sheet)} from row {above + 1:,}")
        done = layout.heading_row
        rows = islice(sheet.rows(), done, None)
        while chunk := list(islice(rows, _ROWS_AT_ONCE)):
            below = done - layout.heading_row
            if not below % _ROWS_BETWEEN:
                stop_if_asked(should_stop)
                if report is not None:
                    report(above + below, max(above + done, about))
            if above + done + len(chunk) > MOST_ROWS:
                raise too_many_rows(sheet.name)
            people.read(above + done + 1, chunk)
            done += len(chunk)
        above += done
    if len(stand) == 1:
        return [f"It stands on {_titled(together[0].sheet)}."] if together[0].sheet.is_hidden else []
    return [f"{len(stand)} sheets were read as one search, their rows counted on: {'; '.join(stand)}."]


def _unread_sheets(apart: Sequence[Sheet], rest: Sequence[Sheet], read: int) -> tuple[str, ...]:
    """What stands in the sheets that were not read: those that hold an export are told apart."""
    notes = []
    only = "Only one sheet was read. " if read == 1 else ""
    if apart:
        notes.append(
            f"{only}Also an export, of another kind or day, and not read: {_named(apart)}. "
            "Save each as a file of its own, and import them one by one."
        )
    if rest:
        notes.append(f"{'' if apart else only}Not read: {_named(rest)}.")
    return tuple(notes)


def _named(sheets: Sequence[Sheet]) -> str:
    return ", ".join(map(_titled, sheets[:5])) + (" and others" if len(sheets) > 5 else "")


def _titled(sheet: Sheet) -> str:
    return f"“{sheet.title}” (a hidden sheet)" if sheet.is_hidden else f"“{sheet.title}”"


def peek(path: Path) -> Peek:
    """The top of a file with the headings found and what they propose, for a person to map.

    Raises InputProblem for a file that cannot be opened as a table at all.
    """
    source = open_source(path)
    looks, problem = _looks_at(path, source.sheets)
    best = max(looks, key=_known_of, default=None)
    if (
        best is None
        or not best.layout
        or any(c.key == "name" and c.role == Role.MEDICINE for c in best.columns)
    ):
        with suppress(HeadingsUnclear):
            looks, _ = _looks_at(path, [found.sheet for found in _turned(source, None, None)])
            best = max(looks, key=_known_of, default=best)
    if best is None:
        raise problem or not_an_export(path.name)
    return best


def _looks_at(path: Path, sheets: Sequence[Sheet]) -> tuple[list[Peek], InputProblem | None]:
    """The top of each sheet that can be read, and the first problem met."""
    problem: InputProblem | None = None
    looks: list[Peek] = []
    for sheet in sheets:
        try:
            looks.append(peek_at(_called(path), sheet.top(ROWS_LOOKED_AT)))
        except InputProblem as error:
            problem = problem or error
    return looks, problem


def _known_of(peek: Peek) -> tuple[bool, int, int]:
    return bool(peek.layout), sum(bool(column.role) for column in peek.columns), len(peek.columns)


def read_pasted(text: str, name: str = "", number: str = "", born: date | None = None) -> ExportFile:
    """A medication list copied from a screen: that of one person, or a whole table with headings.

    The person's details are as they were typed, and may all be left out; a table brings its own.

    Every line that is not blank ends as a row or set aside with a reason. Raises InputProblem where nothing
    was pasted or it is too long.
    """
    return pasted_file(text, name, number, born)
