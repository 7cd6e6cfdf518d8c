"""A medication list copied from a screen, line by line: nothing that was pasted is dropped."""

import csv
import hashlib
import io
import re
from dataclasses import replace
from datetime import date

from pharmreview.domain.errors import InputProblem
from pharmreview.domain.lines.row import ONE_PERSON, ExportFile, ExportPerson, ExportRow, SetAsideRow
from pharmreview.domain.patient import Patient
from pharmreview.intake.fields.names import person_name
from pharmreview.intake.fields.nhs import NUMBER_PROBLEMS, nhs_number
from pharmreview.intake.headings import plain_title, role_and_prefix
from pharmreview.intake.layouts import ROWS_LOOKED_AT, find_layout
from pharmreview.intake.pasted.columned import Columns, columns_begun_by
from pharmreview.intake.pasted.lines import (
    PastedLine,
    is_only_clutter,
    is_only_whose,
    taken_apart,
    unmarked,
)
from pharmreview.intake.people.gathering import People
from pharmreview.intake.sheets.limits import MOST_CHARACTERS, MOST_COLUMNS, Row
from pharmreview.intake.sheets.survey import without_odd
from pharmreview.intake.sheets.text import DELIMITERS

PASTED = "Pasted list"
MOST_PASTED = 2_000_000
NO_LETTERS = "Holds no words."
HEADING = "A heading of the list."
TOO_LONG = "Too long for one line of a list."
CLUTTER = "Says how often or until when something may be issued, and names no medicine."
NO_MEDICINE = "Reads as part of a letter or as the person's details, and names no strength."
_SHOWN = 200
_PAST = re.compile(
    r"(?:past|previous|stopped|discontinued|ended|inactive|historical|old|cancelled|allerg(?:y|ies)|"
    r"sensitivit(?:y|ies)|adverse reactions?)(?:\s+(?:acutes?|repeats?|medications?|medicines?|drugs?|items?|"
    r"prescriptions?|templates?|and|reactions?|sensitivities|issues))*$"
)
_HEADINGS = re.compile(
    r"(?:(?:current|active|regular|as|needed|required|prn|other|pain|new|repeat|repeats|acute|acutes|dispensing|"
    r"dispensed|template|templates|medication|medications|medicines?|drugs?|list|screen|items?|prescriptions?|"
    r"prescribed|issues?|hospital|elsewhere|over|the|counter|otc|and|of|on|full|record|date|name|dosage|dose|directions|"
    r"quantity|last|issued|line|your|my|discharge|tt[oa]s?|mar|chart|summary|care)\s*[/&,:-]?\s*)+"
)
_BRACKETED = re.compile(r"\s*\([^()]*\)\s*:?$")
"""What stands in brackets behind a heading: "Repeat (12)", "Acute (issued in the last 2 months)"."""
_HOW_MANY = re.compile(r"\s\(\d{1,3}\)(?=\s)")
_SUM = re.compile(r"(?:total|number of items|items|count|page)\b[^a-z]*", re.IGNORECASE)
_LETTER = re.compile(
    r"(?:dear|hi|hello|hiya|good (?:morning|afternoon)|(?:many |with )?thanks|thank you|kind regards|regards|"
    r"best wishes|yours|sent from|from:|to:|cc:|subject:|sent:|re:|date:|name:|"
    r"patient(?: name)?:|nhs(?: (?:no|number))?|allerg(?:y|ies)|"
    r"dob|date of birth|d\.o\.b|address|tel|phone|gp:|dr\b|page \d|printed|please (?:see|find|could|can))",
    re.IGNORECASE,
)
_GAP = " " * 20
_WIDE_GAP = re.compile(r"\s{21,}")
_WEIGHT = re.compile(r"\d\s*(?:mg|mcg|micrograms?|g\b|ml\b|%)|\d+/\d{3}\b", re.IGNORECASE)
_COLUMNS = re.compile(r"\t+|\s{2,}|\||,|;")


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
    text = without_odd(text)
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
    for delimiter in DELIMITERS:
        try:
            lines = io.StringIO(text, newline="")
            rows: list[Row] = list(enumerate(csv.reader(lines, delimiter=delimiter, strict=True), start=1))
        except csv.Error:
            continue
        if max(len(cells) for _, cells in rows[:ROWS_LOOKED_AT]) > MOST_COLUMNS:
            continue
        layout = find_layout(rows[:ROWS_LOOKED_AT])
        if layout is None or any("\n" in cell for cell in rows[layout.heading_row - 1][1]):
            continue
        people = People(layout, PASTED)
        for number, cells in rows[: layout.heading_row]:
            if words := " | ".join(cell.strip() for cell in cells if cell.strip()):
                people.set_aside.append(SetAsideRow(number, words[:_SHOWN], HEADING))
        people.read(layout.heading_row + 1, (cells for _, cells in rows[layout.heading_row :]))
        file = people.file(digest, layout.name)
        return file.model_copy(update={"layout": ONE_PERSON}) if len(file.people) == 1 else file
    return None


class _Listing:
    """The lines of one person's list, as they come."""

    def __init__(self) -> None:
        self.rows: list[ExportRow] = []
        self.aside: list[SetAsideRow] = []
        self.added = 0
        self._past = ""
        self._columns: Columns | None = None

    def take(self, number: int, line: str) -> None:
        """Read a line as a row, add it to the row above, or set it aside with a reason."""
        words = " ".join(line.split())
        why = self._why_aside(words, line)
        if why is not None:
            self.aside.append(SetAsideRow(number, words[:_SHOWN], why))
            return
        row = None if self._columns is None else self._columns.row(number, line)
        if row is not None:
            self.rows.append(row)
            return
        said = taken_apart(line)
        if not said.name and (said.directions or said.quantity or said.issued_text) and self._adds(said):
            self.added += 1
            return
        self.rows.append(
            ExportRow(
                number,
                " ".join(said.name.split()) or ("" if said.directions else words),
                " ".join(said.directions.split()),
                said.quantity,
                said.issued,
                said.issued_text,
            )
        )

    def _why_aside(self, words: str, line: str) -> str | None:
        heading = _BRACKETED.sub("", _HOW_MANY.sub("", words)).strip(" :-–—*#=[].").casefold()
        if _PAST.match(heading):
            self._past = words
            return HEADING
        if len(words) <= MOST_CHARACTERS and (begun := columns_begun_by(line)) is not None:
            self._columns = begun
            return HEADING
        if is_headings(words):
            return HEADING
        if _HEADINGS.fullmatch(heading):
            self._past = ""
            return HEADING
        if not any(c.isalpha() for c in words):
            return NO_LETTERS
        if len(words) > MOST_CHARACTERS:
            return TOO_LONG
        if self._past:
            return f"Stands under the heading “{self._past[:60]}”, so it is not taken now."
        if (_LETTER.match(unmarked(words)) and not _WEIGHT.search(words)) or is_only_whose(line):
            return NO_MEDICINE
        if is_only_clutter(line) or _SUM.fullmatch(words):
            return CLUTTER
        return None

    def _adds(self, said: PastedLine) -> bool:
        """Add to the row above what it lacks. False where there is none, or it holds that already."""
        if not self.rows:
            return False
        last = self.rows[-1]
        clash = (said.directions and last.directions) or (said.quantity and last.quantity)
        if clash or (said.issued_text and last.issued_text):
            return False
        self.rows[-1] = replace(
            last,
            directions=last.directions or said.directions,
            quantity=last.quantity or said.quantity,
            issued=last.issued or said.issued,
            issued_text=last.issued_text or said.issued_text,
        )
        return True


def _list(text: str, digest: str, patient: Patient) -> ExportFile:
    listing = _Listing()
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            listing.take(number, _WIDE_GAP.sub(_GAP, line))
    wrong = patient.nhs_number_problem
    person = ExportPerson(
        patient=patient,
        rows=tuple(listing.rows),
        first_row=1,
        problems=() if wrong is None else (NUMBER_PROBLEMS[wrong],),
    )
    return ExportFile(
        file_name=PASTED,
        digest=digest,
        layout=ONE_PERSON,
        run_on=None,
        rows=len(listing.rows) + listing.added,
        people=(person,) if listing.rows else (),
        set_aside=tuple(listing.aside),
    )


def is_headings(line: str) -> bool:
    """Whether a line is the headings of columns: two or more, and every one known."""
    titles = [plain_title(cell) for cell in _COLUMNS.split(line) if cell.strip()]
    return len(titles) > 1 and all(role_and_prefix(title)[0] is not None for title in titles)
