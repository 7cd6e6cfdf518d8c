"""Rows of an export to people, each once, with every medicine and coded entry that stands under them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from pharmreview.domain.lines.mapping import Role
from pharmreview.domain.lines.row import ExportPerson, ExportRow, SetAsideRow
from pharmreview.domain.patient import CodedTerm, Patient
from pharmreview.intake.fields import birth_date, nhs_number, person_name, split_entry, uk_date
from pharmreview.intake.headings import IDENTITY, plain_title
from pharmreview.intake.layouts import Block, Layout
from pharmreview.intake.sheets.limits import Row

REPEATED_HEADINGS = "The headings again."
NOBODY = "Names nobody, and no person stands above it."
UNNAMED = "Names nobody."
SHIFTED = "A row with more cells than headings"
NOTHING = "Holds nothing in a column that is read."
FOOTING = "Holds no medicine, and reads as a total or a note."

_CLOSING = re.compile(
    r"(grand )?(total|count|number of|patient count|end of|report|printed|exported)\b", re.IGNORECASE
)
_MOST_RIVALS = 50
_LONGEST_TITLE = 80

NUMBER_PROBLEMS = {
    "blank": "There is no NHS number.",
    "check-digit": "The NHS number fails its check digit.",
    "length": "The NHS number does not have ten digits.",
    "damaged": "The NHS number was damaged by a spreadsheet.",
}


@dataclass
class _Draft:
    """One person while the file is being read."""

    patient: Patient
    first_row: int
    typed_number: str
    key: tuple[str, str]
    last_row: int
    rows: list[ExportRow] = field(default_factory=list)
    terms: dict[tuple[str, date | None, str], CodedTerm] = field(default_factory=dict)
    shared: bool = False
    apart: bool = False


class People:
    """Gathers people from rows. The same person again adds to them; two people are never merged."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._run_day = layout.run_on.date() if layout.run_on else None
        self._drafts: list[_Draft] = []
        self._by_cells: dict[tuple[str, ...], _Draft] = {}
        self._by_id: dict[str, list[_Draft]] = {}
        self._current: _Draft | None = None
        columns = layout.medicines[0].columns
        self._medicine_column = columns.get(Role.MEDICINE, columns.get(Role.ENTRY, 0))
        self.set_aside: list[SetAsideRow] = []
        self.data_rows = 0

    def read(self, rows: Iterable[Row]) -> None:
        """Read every row below the headings; what is not data is set aside with a reason."""
        for number, cells in rows:
            if not any(c.strip() for c in cells):
                continue
            why = self._row(number, cells)
            if why is None:
                self.data_rows += 1
            else:
                text = " | ".join(c.strip() for c in cells if c.strip())
                self.set_aside.append(SetAsideRow(row=number, text=text[:200], why=why))

    def _row(self, number: int, cells: list[str]) -> str | None:
        if self._is_heading(cells):
            return REPEATED_HEADINGS
        layout = self._layout
        medicines = [(b, c) for b in layout.medicines if (c := _filled(b, cells))]
        codes = [(b, c) for b in layout.codes if (c := _filled(b, cells))]
        identity = tuple(_at(cells, layout.person.get(role)) for role in IDENTITY)
        if any(c.strip() for c in cells[len(layout.headings) :]):
            # Which cell is which is lost: the person keeps a line that is not read, never part of one.
            medicines, codes = [(layout.medicines[0], {Role.MEDICINE: SHIFTED})], []
        if not medicines and not codes:
            if not any(identity):
                return NOTHING
            if sum(1 for c in cells if c.strip()) == 1 or _CLOSING.match(cells[0].strip()):
                return FOOTING
        draft = self._person(number, cells, identity)
        if isinstance(draft, str):
            return draft
        draft.last_row = number
        draft.rows.extend(_export_row(number, block, found) for block, found in medicines)
        for _, found in codes:
            term = _term(number, found)
            draft.terms.setdefault((term.term.casefold(), term.noted, term.text), term)
        return None

    def _is_heading(self, cells: list[str]) -> bool:
        """The headings, or the group titles above them, once more: looked at only where one cell says so."""
        layout = self._layout
        if _title_at(cells, self._medicine_column) == layout.headings[self._medicine_column]:
            return tuple(plain_title(c) for c in cells) == layout.headings
        above = layout.titles_above
        return bool(above) and bool(above[0]) and _title_at(cells, 0) == above[0]

    def _person(self, number: int, cells: list[str], identity: tuple[str, ...]) -> "_Draft | str":
        if not any(identity):
            return self._continued(cells)
        born = _at(cells, self._layout.person.get(Role.BORN))
        key = (*identity, born)
        draft = self._by_cells.get(key)
        if draft is None:
            draft = self._settle(number, cells, born)
            self._by_cells[key] = draft
        elif draft is not self._current and draft.last_row != number:
            draft.apart = True
        self._current = draft
        return draft

    def _continued(self, cells: list[str]) -> "_Draft | str":
        """A row without a name or number goes on with the person above, where the layout packs rows so."""
        if self._current is None:
            return NOBODY
        named_by = [r for r in IDENTITY if r in self._layout.person]
        born = _at(cells, self._layout.person.get(Role.BORN))
        packs = self._layout.name == "emis" or (self._layout.name == "generic" and len(named_by) > 1)
        if not packs or (born and birth_date(born, self._run_day) != self._current.patient.born):
            return UNNAMED
        return self._current

    def _settle(self, number: int, cells: list[str], born_text: str) -> _Draft:
        """The draft of a person seen before under other cells, or a new one."""
        new = self._draft(number, cells, born_text)
        ids = [i for i in _ids(new) if i]
        for i in ids:
            # A number that very many share is a placeholder: it is not searched for likenesses.
            for draft in self._by_id.get(i, ())[:_MOST_RIVALS]:
                if _same_person(draft, new):
                    draft.apart = True
                    return draft
        self._drafts.append(new)
        for i in ids:
            self._by_id.setdefault(i, []).append(new)
        if new.patient.nhs_number:
            holders = self._by_id[f"nhs {new.patient.nhs_number}"]
            new.shared = len(holders) > 1
            holders[0].shared = new.shared
        return new

    def _draft(self, number: int, cells: list[str], born_text: str) -> _Draft:
        def at(role: Role) -> str:
            return _at(cells, self._layout.person.get(role))

        digits, problem = nhs_number(at(Role.NHS_NUMBER))
        title, family, given = person_name(at(Role.FULL_NAME))
        born = birth_date(born_text, self._run_day)
        age = at(Role.AGE)
        patient = Patient(
            family_name=at(Role.FAMILY) or family,
            given_name=at(Role.GIVEN) or given,
            title=at(Role.TITLE) or title,
            nhs_number=digits,
            nhs_number_problem=problem,
            born=born,
            gender=at(Role.GENDER),
            address=(at(Role.ADDRESS),) if at(Role.ADDRESS) else (),
            phone=at(Role.PHONE),
            usual_gp=at(Role.GP),
            record_number=at(Role.RECORD),
            facts={"age": age} if born is None and age.isdecimal() else {},
        )
        typed = digits
        if problem not in {None, "damaged"}:
            typed = "".join(c for c in at(Role.NHS_NUMBER) if c.isdigit())
        key = (_folded(patient.family_name), _folded(patient.given_name))
        return _Draft(patient=patient, first_row=number, typed_number=typed, key=key, last_row=number)

    def people(self) -> tuple[ExportPerson, ...]:
        """Everyone, in the order in which they first stand in the file."""
        return tuple(_person(draft, self._layout) for draft in self._drafts)

    def notes(self) -> tuple[str, ...]:
        """Sentences about the file as a whole."""
        notes = []
        again = [d for d in self._drafts if d.apart]
        if again:
            rows = ", ".join(str(d.first_row) for d in again[:5])
            rows += " and others" if len(again) > 5 else ""
            notes.append(
                f"People in more than one place: {len(again)} (first at row {rows}). Each counts once."
            )
        shared = [d for d in self._drafts if d.shared]
        if shared:
            rows = ", ".join(str(d.first_row) for d in shared[:6])
            notes.append(f"Different people share an NHS number (rows {rows}); they are kept apart.")
        if self.set_aside:
            notes.append(f"{len(self.set_aside)} rows hold no data that can be read, and are listed apart.")
        return tuple(notes)


def _ids(draft: _Draft) -> tuple[str, ...]:
    record = f"record {draft.patient.record_number}" if draft.patient.record_number else ""
    number = f"nhs {draft.typed_number}" if draft.typed_number else ""
    return (record, number) if record or number else (f"name {draft.key}",)


def _same_person(a: _Draft, b: _Draft) -> bool:
    """The same only where a number or, without any, a name agrees and nothing that both state differs."""
    if a.patient.born and b.patient.born and a.patient.born != b.patient.born:
        return False
    if any(x and y and x != y for x, y in zip(a.key, b.key, strict=True)) and not _same_words(a, b):
        return False
    if a.patient.nhs_number and b.patient.nhs_number:
        return a.patient.nhs_number == b.patient.nhs_number
    if a.patient.record_number and b.patient.record_number:
        return a.patient.record_number == b.patient.record_number
    if a.typed_number and b.typed_number:
        return a.typed_number == b.typed_number
    return a.key == b.key and any(a.key)


def _same_words(a: _Draft, b: _Draft) -> bool:
    """The same words in another order: "Ann Smith" and "SMITH Ann" under one number and one date of birth."""
    words = [sorted(f"{d.patient.family_name} {d.patient.given_name}".casefold().split()) for d in (a, b)]
    return words[0] == words[1] and a.patient.born is not None and a.patient.born == b.patient.born


def _person(draft: _Draft, layout: Layout) -> ExportPerson:
    problems = []
    if Role.NHS_NUMBER in layout.person and draft.patient.nhs_number_problem is not None:
        problems.append(NUMBER_PROBLEMS[draft.patient.nhs_number_problem])
    if draft.shared:
        problems.append("Another person in this file has the same NHS number.")
    if draft.apart:
        problems.append("Stands in more than one place in this file; counted once.")
    if Role.BORN in layout.person and draft.patient.born is None:
        problems.append("The date of birth could not be read.")
    return ExportPerson(
        patient=draft.patient.model_copy(update={"terms": tuple(draft.terms.values())}),
        rows=tuple(draft.rows),
        first_row=draft.first_row,
        problems=tuple(problems),
    )


def _export_row(number: int, block: Block, cells: dict[Role, str]) -> ExportRow:
    directions = cells.get(Role.DIRECTIONS, "")
    if frequency := cells.get(Role.FREQUENCY, ""):
        directions = f"{directions} {frequency}".strip()
    quantity = cells.get(Role.QUANTITY, "")
    name = cells.get(Role.MEDICINE, "")
    entry = cells.get(Role.ENTRY) or (name if Role.DIRECTIONS not in block.columns else "")
    if entry:
        name, directions, cut = split_entry(entry, directions)
        quantity = quantity or cut
    for role in (Role.STRENGTH, Role.FORM):
        if (more := cells.get(role, "")) and more.casefold() not in name.casefold():
            name = f"{name} {more}"
    issued = cells.get(Role.ISSUED) or cells.get(Role.DATE, "")
    return ExportRow(
        row=number,
        name=" ".join(name.split()),
        directions=" ".join(directions.split()),
        quantity=" ".join(quantity.split()),
        issued=uk_date(issued),
        issued_text=issued,
    )


def _term(number: int, cells: dict[Role, str]) -> CodedTerm:
    return CodedTerm(
        term=" ".join(cells.get(Role.TERM, "").split()),
        noted=uk_date(cells.get(Role.NOTED) or cells.get(Role.DATE, "")),
        text=cells.get(Role.TERM_TEXT, ""),
        row=number,
    )


def _filled(block: Block, cells: list[str]) -> dict[Role, str]:
    """The cells of a block by role; empty where the block holds nothing on this row but perhaps a date."""
    found = {role: text for role, column in block.columns.items() if (text := _at(cells, column))}
    return found if found.keys() - {Role.DATE, Role.ISSUED} or Role.ISSUED in found else {}


def _at(cells: list[str], column: int | None) -> str:
    return cells[column].strip() if column is not None and column < len(cells) else ""


def _title_at(cells: list[str], column: int) -> str:
    return plain_title(cells[column]) if column < len(cells) and len(cells[column]) < _LONGEST_TITLE else ""


def _folded(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
