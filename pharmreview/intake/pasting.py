"""A medication list copied from a screen, line by line: nothing that was pasted is dropped."""

import csv
import hashlib
from datetime import date

from pharmreview.domain.errors import InputProblem
from pharmreview.domain.lines.row import ExportFile, ExportPerson, ExportRow, SetAsideRow
from pharmreview.domain.patient import Patient
from pharmreview.intake.fields.entries import split_entry
from pharmreview.intake.fields.names import person_name
from pharmreview.intake.fields.nhs import NUMBER_PROBLEMS, nhs_number
from pharmreview.intake.layouts import find_layout
from pharmreview.intake.people.gathering import People
from pharmreview.intake.sheets.limits import Row

PASTED = "Pasted list"
MOST_PASTED = 2_000_000
NO_LETTERS = "Holds no words."


def pasted_file(text: str, name: str = "", number: str = "", born: date | None = None) -> ExportFile:
    """The pasted text as a file: a table that names its people, or the list of the one person given.

    Raises InputProblem where it is empty or too long.
    """
    if not text.strip():
        raise InputProblem("Nothing was pasted.", "Copy the medication list and paste it again.")
    if len(text) > MOST_PASTED:
        raise InputProblem(
            f"What was pasted is longer than {MOST_PASTED:,} characters.",
            "Save it as a file and import the file.",
        )
    said = f"{text}\0{name}\0{number}\0{born}" if name or number or born else text
    digest = hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()
    return _table(text, digest) or _list(text, digest, _person(name, number, born))


def _person(name: str, number: str, born: date | None) -> Patient:
    title, family, given = person_name(name)
    digits, problem = nhs_number(number)
    return Patient(
        family_name=family,
        given_name=given,
        title=title,
        nhs_number=digits,
        nhs_number_problem=problem,
        born=born,
    )


def _table(text: str, digest: str) -> ExportFile | None:
    lines = text.splitlines()
    for delimiter in ("\t", ",", ";", "|"):
        rows: list[Row] = list(enumerate(csv.reader(lines, delimiter=delimiter), start=1))
        layout = find_layout(rows[:60])
        if layout is None:
            continue
        people = People(layout, PASTED)
        people.read(layout.heading_row + 1, (cells for _, cells in rows[layout.heading_row :]))
        return people.file(digest, layout.name)
    return None


def _list(text: str, digest: str, patient: Patient) -> ExportFile:
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
    wrong = patient.nhs_number_problem
    person = ExportPerson(
        patient=patient,
        rows=tuple(rows),
        first_row=1,
        problems=() if wrong is None else (NUMBER_PROBLEMS[wrong],),
    )
    return ExportFile(
        file_name=PASTED,
        digest=digest,
        layout="generic",
        run_on=None,
        rows=len(rows),
        people=(person,) if rows else (),
        set_aside=tuple(aside),
    )
