"""A medication list copied from a screen, line by line: nothing that was pasted is dropped."""

import csv
import hashlib

from pharmreview.domain.errors import InputProblem
from pharmreview.domain.lines.row import ExportFile, ExportPerson, ExportRow, SetAsideRow
from pharmreview.domain.patient import Patient
from pharmreview.intake.fields import split_entry
from pharmreview.intake.layouts import find_layout
from pharmreview.intake.people import People
from pharmreview.intake.sheets.limits import Row

PASTED = "Pasted list"
MOST_PASTED = 2_000_000
NO_LETTERS = "Holds no words."


def pasted_file(text: str) -> ExportFile:
    """The pasted text as a file. Raises InputProblem where it is empty or too long."""
    if not text.strip():
        raise InputProblem("Nothing was pasted.", "Copy the medication list and paste it again.")
    if len(text) > MOST_PASTED:
        raise InputProblem(
            f"What was pasted is longer than {MOST_PASTED:,} characters.",
            "Save it as a file and import the file.",
        )
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return _table(text, digest) or _list(text, digest)


def _table(text: str, digest: str) -> ExportFile | None:
    lines = text.splitlines()
    for delimiter in ("\t", ",", ";", "|"):
        rows: list[Row] = list(enumerate(csv.reader(lines, delimiter=delimiter), start=1))
        layout = find_layout(rows[:60])
        if layout is None:
            continue
        people = People(layout)
        people.read(rows[layout.heading_row :])
        return ExportFile(
            file_name=PASTED,
            digest=digest,
            layout=layout.name,
            run_on=layout.run_on,
            rows=people.data_rows,
            people=people.people(),
            set_aside=tuple(people.set_aside),
            notes=people.notes(),
        )
    return None


def _list(text: str, digest: str) -> ExportFile:
    rows: list[ExportRow] = []
    aside: list[SetAsideRow] = []
    for number, line in enumerate(text.splitlines(), start=1):
        words = " ".join(line.split())
        if not any(c.isalpha() for c in words):
            if words:
                aside.append(SetAsideRow(row=number, text=words[:200], why=NO_LETTERS))
            continue
        name, directions, quantity = split_entry(words, "")
        rows.append(ExportRow(row=number, name=name, directions=directions, quantity=quantity))
    people = (ExportPerson(patient=Patient(), rows=tuple(rows), first_row=1),) if rows else ()
    return ExportFile(
        file_name=PASTED,
        digest=digest,
        layout="generic",
        run_on=None,
        rows=len(rows),
        people=people,
        set_aside=tuple(aside),
    )
