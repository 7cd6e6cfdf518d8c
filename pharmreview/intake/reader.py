"""A practice's search export, in whatever layout it has, to people and their rows. Nothing is guessed."""

from itertools import islice
from pathlib import Path

from pharmreview.domain.errors import InputProblem
from pharmreview.domain.lines.row import ExportFile
from pharmreview.intake.layouts import ROWS_LOOKED_AT, Layout, find_layout, not_an_export, require
from pharmreview.intake.people import People
from pharmreview.intake.sheets.limits import Sheet
from pharmreview.intake.sheets.source import open_source


def read_export(path: Path, layout: str = "auto") -> ExportFile:
    """Read a CSV file or a workbook. `layout` is auto, emis, systmone or generic.

    Every row of the file ends as a heading, as data, or set aside with a reason. Raises InputProblem, in
    one sentence, for what is not an export or cannot be read.
    """
    source = open_source(path)
    problem: InputProblem | None = None
    for sheet in source.sheets:
        try:
            found = find_layout(tuple(islice(sheet.rows(), ROWS_LOOKED_AT)))
        except InputProblem as error:  # another separator may still read it
            problem = problem or error
            continue
        if found is not None:
            return _read(path.name, source.digest, sheet, require(found, layout, path.name), layout)
    raise problem or not_an_export(path.name)


def _read(file_name: str, digest: str, sheet: Sheet, layout: Layout, wanted: str) -> ExportFile:
    rows = sheet.rows()
    for number, _ in rows:
        if number == layout.heading_row:
            break
    people = People(layout)
    people.read(rows)
    return ExportFile(
        file_name=file_name,
        digest=digest,
        layout=layout.name if wanted == "auto" else wanted,
        run_on=layout.run_on,
        rows=people.data_rows,
        people=people.people(),
        set_aside=tuple(people.set_aside),
        notes=people.notes(),
    )
