"""A person on a row of their own, and below it what they take."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pharmreview.domain.lines.mapping import Role
from pharmreview.intake.fields.entries import names_a_strength
from pharmreview.intake.headings import role_and_prefix
from pharmreview.intake.sheets.limits import Row, Sheet
from pharmreview.intake.turned.signs import (
    Headings,
    HeadingsUnclear,
    Turned,
    alone,
    closes,
    may_be_person,
    person_of,
    rows_below,
)
from pharmreview.lots import ShouldStop

PEOPLE_ABOVE = "Each person stands on a row of their own, above what they take."
_PERSON = ["NHS number", "Full name", "Date of birth"]
_NOBODY = ["", "", ""]


def people_above(sheet: Sheet, top: Sequence[Row], should_stop: ShouldStop | None = None) -> Turned | None:
    """The table with a column for each of what names a person, on every row.

    `top` ends with the headings. None where no person stands right above them or below. Raises
    HeadingsUnclear where another row may be a person's.
    """
    headings = Headings.of(*top[-1])
    above = [at for at, cells in top[:-1] if person_of(cells)]
    below = next(rows_below(sheet, headings.row, should_stop), [])
    if not above and person_of(below) is None:
        return None
    coded = any(role_and_prefix(title)[0] is Role.IGNORED for title in headings.titles)
    if coded or above not in ([], [headings.row - 1]) or not _is_certain(sheet, headings, should_stop):
        raise HeadingsUnclear(sheet.name)  # a code may be taken for a person's number
    first = above[0] if above else headings.row
    return Turned(replace(sheet, rows=lambda: _rows(sheet, headings, first)), PEOPLE_ABOVE)


def _is_certain(sheet: Sheet, headings: Headings, should_stop: ShouldStop | None) -> bool:
    """Whether every row is a person's with a number, the headings again, a closing line, or no person's."""
    for cells in rows_below(sheet, headings.row, should_stop):
        if lone := alone(cells):
            if not (person_of(cells) or names_a_strength(lone) or closes(lone)):
                return False
        elif may_be_person(cells) and not (person_of(cells) or headings.again(cells)):
            return False
    return True


def _rows(sheet: Sheet, headings: Headings, first: int) -> Iterator[list[str]]:
    """The rows with whose they are; a person above the headings changes places with them."""
    now = _NOBODY
    for at, cells in enumerate(sheet.rows(), start=1):
        if at == first:
            now = person_of(cells) or now
            yield [*_PERSON, *headings.written]
        elif at < first:
            yield cells
        elif at == headings.row:
            yield now
        elif (person := person_of(cells)) is not None:
            now = person
            yield now
        elif headings.again(cells):
            yield [*_PERSON, *cells]
        elif closes(lone := alone(cells)):
            yield ["", lone]
        else:
            yield [*(now if any(cell.strip() for cell in cells) else _NOBODY), *cells]
