"""A medicine on a row of its own above those who take it, and a column for each medicine."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from pharmreview.domain.lines.mapping import Role
from pharmreview.intake.fields.answers import NO
from pharmreview.intake.fields.entries import names_a_strength
from pharmreview.intake.headings import IDENTITY, PERSON, plain_title, role_and_prefix
from pharmreview.intake.sheets.limits import Row, Sheet
from pharmreview.intake.turned.signs import (
    Headings,
    HeadingsUnclear,
    Turned,
    alone,
    closes,
    lone_medicine,
    rows_below,
    states_a_weight,
)
from pharmreview.lots import ShouldStop

MEDICINES_ABOVE = "Each medicine stands on a row of its own, above the people who take it."
MEDICINES_ACROSS = (
    "Each medicine has a column of its own: its heading was read as the medicine, and its cells as the "
    "directions."
)
OF_A_LINE = {Role.DIRECTIONS: "Dosage", Role.QUANTITY: "Quantity", Role.ISSUED: "Date of issue"}
"""What beside its name may be told of a medicine that is a heading, and what its column is then called."""


def medicines_above(sheet: Sheet, top: Sequence[Row], should_stop: ShouldStop | None = None) -> Turned | None:
    """The table with a column for the medicine, on every row.

    `top` ends with the headings. None where no medicine stands right above them or below. Raises
    HeadingsUnclear where another row may be a medicine's.
    """
    headings = Headings.of(*top[-1])
    first = lone_medicine(top[-2][1]) if len(top) > 1 else ""
    below = next(rows_below(sheet, headings.row, should_stop), [])
    if not first and not lone_medicine(below):
        return None
    says_who = _Who(headings)
    for cells in rows_below(sheet, headings.row, should_stop):
        if not (says_who.of(cells) or lone_medicine(cells) or closes(alone(cells)) or headings.again(cells)):
            raise HeadingsUnclear(sheet.name)
    return Turned(replace(sheet, rows=lambda: _rows(sheet, headings, first)), MEDICINES_ABOVE)


def _rows(sheet: Sheet, headings: Headings, now: str) -> Iterator[list[str]]:
    width = len(headings.titles)
    for at, cells in enumerate(sheet.rows(), start=1):
        if at < headings.row:
            yield cells
        elif at == headings.row or headings.again(cells):
            yield [*_filled(cells, width), "Drug"]
        elif name := lone_medicine(cells):
            now = name
            yield []
        else:
            told = any(cell.strip() for cell in cells) and not closes(alone(cells))
            yield [*_filled(cells, width), now if told else "", *cells[width:]]


def _filled(cells: list[str], width: int) -> list[str]:
    return [*cells[:width], *([""] * (width - len(cells)))]


class _Who:
    """Whether a row names a person: a number under its heading, and no weight where a name stands."""

    def __init__(self, headings: Headings) -> None:
        roles = [role_and_prefix(title)[0] for title in headings.titles]
        self._named = [
            at
            for at, (role, title) in enumerate(zip(roles, headings.titles, strict=True))
            if role in IDENTITY or title == "name"
        ]
        self._numbers = [at for at, role in enumerate(roles) if role in {Role.NHS_NUMBER, Role.RECORD}]

    def of(self, cells: Sequence[str]) -> bool:
        """Whether these cells do."""
        width = len(cells)
        numbered = any(at < width and any(c.isdigit() for c in cells[at]) for at in self._numbers)
        return numbered and not any(at < width and states_a_weight(cells[at]) for at in self._named)


class _Spread(NamedTuple):
    """A medicine whose name is a heading: its columns by what they hold."""

    name: str
    columns: dict[Role, int]


def medicines_across(sheet: Sheet, headed: Row) -> Turned:
    """The table with the name of each medicine before what its cells say of it.

    Raises HeadingsUnclear where a heading is neither a person's nor a medicine with its strength and form,
    or a medicine has two columns.
    """
    number, headings = headed
    medicines: dict[str, _Spread] = {}
    person: list[int] = []
    for column, heading in enumerate(headings):
        role, before = role_and_prefix(plain_title(heading))
        if names_a_strength(heading):
            told = role if role in OF_A_LINE and before else None
            name = heading[: len(before)] if told else heading
            spread = medicines.setdefault(plain_title(name), _Spread(" ".join(name.split()), {}))
            if (told or Role.DIRECTIONS) in spread.columns:
                raise HeadingsUnclear(sheet.name)
            spread.columns[told or Role.DIRECTIONS] = column
        elif role in PERSON or role is Role.IGNORED or plain_title(heading) in {"", "name"}:
            person.append(column)
        else:
            raise HeadingsUnclear(sheet.name)
    spreads = list(medicines.values())

    def rows() -> Iterator[list[str]]:
        for at, cells in enumerate(sheet.rows(), start=1):
            if at < number:
                yield cells
            elif at == number:
                yield [*(headings[column] for column in person), *_titles_of(spreads)]
            else:
                yield _across(cells, person, spreads, len(headings))

    return Turned(replace(sheet, rows=rows), MEDICINES_ACROSS)


def _titles_of(spreads: Sequence[_Spread]) -> list[str]:
    titles: list[str] = []
    for place, spread in enumerate(spreads, start=1):
        titles += [f"Drug {place}", *(f"{OF_A_LINE[role]} {place}" for role in spread.columns)]
    return titles


def _across(cells: list[str], person: Sequence[int], spreads: Sequence[_Spread], width: int) -> list[str]:
    """A row with the name of each medicine before the cells that say something of it; more cells stay."""
    cells = [*cells, *([""] * (width - len(cells)))]
    made = [cells[column] for column in person]
    for spread in spreads:
        said = [cells[column] for column in spread.columns.values()]
        taken = [text if text.strip().casefold() not in NO else "" for text in said]
        made += [spread.name, *taken] if any(taken) else [""] * (len(said) + 1)
    return [*made, *cells[width:]]
