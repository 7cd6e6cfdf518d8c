"""A layout made ready once for many rows: which cells name the person, and how each block makes a line."""

from collections.abc import Callable, Sequence
from enum import Enum, auto
from operator import itemgetter
from typing import Any

from pharmreview.domain.lines.mapping import Role
from pharmreview.domain.lines.row import ExportRow
from pharmreview.intake.blocks import Block
from pharmreview.intake.fields.as_needed import as_needed_in
from pharmreview.intake.fields.dates import Dates, over
from pharmreview.intake.fields.entries import TOTAL, Entries, Texts
from pharmreview.intake.fields.strengths import dose_in, strength_in, whole_name
from pharmreview.intake.headings import IDENTITY, TITLES
from pharmreview.intake.layouts import Layout
from pharmreview.intake.people.strays import Quantities, Strays
from pharmreview.remembered import Remembered

Cells = list[str]
"""The cells of one row: as many as there are headings, and one blank cell after them."""
Line = Callable[[int, Cells], ExportRow | None]
"""The line that a block makes of a row, None where the block is blank but perhaps for a date."""
Pick = Callable[[Sequence[Any]], tuple[Any, ...]]
"""Picks cells of a row; of many rows column by column, the columns where these stand."""

WHO = (*IDENTITY, Role.BORN)
"""What one person's rows share: with these alike, a row is the same person's without a second look."""
DETAILS = (Role.TITLE, Role.AGE, Role.GENDER, Role.GP, Role.ADDRESS, Role.POSTCODE, Role.PHONE)


class Reader:
    """What every block of a file reads with: each text, date and entry is worked out once."""

    def __init__(self) -> None:
        self.texts = Texts()
        self.strays = Strays()
        self.names = Remembered(self._name)
        """Each name of a medicine; blank for a total, which is told by the whole of its row."""
        self.quantities = Quantities(self.texts, self.strays)
        self.dates = Dates(self.strays.look_at_date, TITLES)
        self.entries = Entries(self.texts)
        self.coded_medicine = ""
        """A coded entry that reads as the name of a medicine, or empty."""

    def _name(self, raw: str) -> str:
        text = self.texts[raw]
        return "" if TOTAL.fullmatch(text) else text


def who_cells(layout: Layout) -> Pick:
    """The cells of WHO, blank where the layout has no such column."""
    return itemgetter(*_places(layout.person, WHO, len(layout.headings)))


def detail_cells(layout: Layout) -> Callable[[Cells], tuple[str, ...]]:
    """The cells of DETAILS, blank where the layout has no such column."""
    return itemgetter(*_places(layout.person, DETAILS, len(layout.headings)))


class Shape(Enum):
    """Where a block keeps what a line is made of."""

    PLAIN = auto()
    """Name, directions, quantity and date each in a column of its own."""
    ONE_CELL = auto()
    """Name, directions and quantity in one cell, with or without the directions again beside it."""
    MANY_COLUMNS = auto()
    """Strength, form or frequency apart, or two names or two dates."""


_MANY = (
    Role.ENTRY,
    Role.MEDICINE,
    Role.DIRECTIONS,
    Role.UNIT,
    Role.FREQUENCY,
    Role.STRENGTH,
    Role.STRENGTH_UNIT,
    Role.FORM,
    Role.STATUS,
    Role.AS_NEEDED,
    Role.QUANTITY,
)
_APART = {
    Role.STRENGTH,
    Role.FORM,
    Role.UNIT,
    Role.FREQUENCY,
    Role.ENDED,
    Role.STATUS,
    Role.AS_NEEDED,
}


def shape_of(block: Block) -> Shape:
    """The shape of a block of medicine columns."""
    columns = block.columns
    apart = block.units or columns.keys() & _APART
    if apart or {Role.ISSUED, Role.DATE} <= columns.keys() or {Role.ENTRY, Role.MEDICINE} <= columns.keys():
        return Shape.MANY_COLUMNS
    one_cell = Role.ENTRY in columns or Role.DIRECTIONS not in columns
    return Shape.ONE_CELL if one_cell else Shape.PLAIN


def line_of(block: Block, width: int, reader: Reader) -> Line:
    """How a block of medicine columns makes a line."""
    makers = {Shape.PLAIN: _plain_columns, Shape.ONE_CELL: _one_cell, Shape.MANY_COLUMNS: _many_columns}
    return makers[shape_of(block)](block, width, reader)


def plain_places(block: Block, width: int) -> list[int]:
    """The columns of name, directions, quantity and date of a PLAIN block."""
    return _places(block.columns, (Role.MEDICINE, Role.DIRECTIONS, Role.QUANTITY, _dated(block)), width)


def one_cell_places(block: Block, width: int) -> list[int]:
    """The columns of the entry, the directions beside it, quantity and date of a ONE_CELL block."""
    named = Role.ENTRY if Role.ENTRY in block.columns else Role.MEDICINE
    return _places(block.columns, (named, Role.DIRECTIONS, Role.QUANTITY, _dated(block)), width)


def _dated(block: Block) -> Role:
    return Role.ISSUED if Role.ISSUED in block.columns else Role.DATE


def _plain_columns(block: Block, width: int, reader: Reader) -> Line:
    pick = itemgetter(*plain_places(block, width))
    texts, dates, quantities, strays = reader.texts, reader.dates, reader.quantities, reader.strays
    date_alone_is_a_line = _dated(block) is Role.ISSUED

    def line(number: int, cells: Cells) -> ExportRow | None:
        name, directions, quantity, issued = pick(cells)
        name = texts[name]
        directions = texts[directions]
        day, day_text = dates[issued]
        quantity = quantities[quantity]
        if name or directions or quantity or (day_text and (date_alone_is_a_line or day_text in strays)):
            return ExportRow(number, name, directions, quantity, day, day_text)
        return None

    return line


def _one_cell(block: Block, width: int, reader: Reader) -> Line:
    pick = itemgetter(*one_cell_places(block, width))
    texts, dates, quantities, entries = reader.texts, reader.dates, reader.quantities, reader.entries
    names, rests, strays = entries.names, entries.rests, reader.strays
    date_alone_is_a_line = _dated(block) is Role.ISSUED

    def line(number: int, cells: Cells) -> ExportRow | None:
        entry, told, counted, issued = pick(cells)
        name, _, rest = entry.partition(", ")
        name = names[name]
        directions, quantity = rests[rest]
        if not name or not directions or (told and told != directions):
            told = texts[told]
            name, directions, quantity = entries.oddly(entry, told) if texts[entry] else ("", told, "")
        if counted and (counted := quantities[counted]):
            quantity = counted
        day, day_text = dates[issued]
        if name or directions or quantity or (day_text and (date_alone_is_a_line or day_text in strays)):
            return ExportRow(number, name, directions, quantity, day, day_text)
        return None

    return line


def _many_columns(block: Block, width: int, reader: Reader) -> Line:
    pick = itemgetter(*_places(block.columns, _MANY, width))
    pick_dates = itemgetter(*_places(block.columns, (Role.ISSUED, Role.DATE, Role.ENDED), width))
    texts, dates, split, quantities = reader.texts, reader.dates, reader.entries.split, reader.quantities
    one_cell = Role.DIRECTIONS not in block.columns
    strength_unit, dose_unit = block.units.get(Role.STRENGTH, ""), block.units.get(Role.DIRECTIONS, "")

    def line(number: int, cells: Cells) -> ExportRow | None:
        *named, counted = pick(cells)
        entry, name, directions, unit, frequency, strength, measured, form, status, needed = [
            texts[cell] for cell in named
        ]
        quantity = quantities[counted]
        issued, dated, ended = pick_dates(cells)
        if not any((entry, name, directions, frequency, quantity, strength, form, issued.strip())):
            return None
        directions = dose_in(directions, dose_unit)
        if directions and unit.casefold() not in directions.casefold():
            directions = f"{directions} {unit}"
        directions = _beside(directions, frequency)
        if entry or (one_cell and name):
            name, directions, cut = split(entry or name, directions)
            quantity = quantity or cut
        directions = _beside(directions, as_needed_in(needed))
        if strength or form:
            name = texts[whole_name(name, strength_in(strength, measured or strength_unit), form)]
        day, day_text = dates[issued if issued.strip() else dated]
        return ExportRow(
            number, name, directions, quantity, day, day_text, over(ended, status or needed, dates)
        )

    return line


def _beside(directions: str, more: str) -> str:
    """Directions of two columns; what the one says that the other says too is said once."""
    one, other = f" {directions} ".casefold(), f" {more} ".casefold()
    if other in one:
        return directions
    return more if one in other else f"{directions} {more}".strip()


def term_cells(block: Block, width: int) -> Pick:
    """The cells of a coded entry: its words, the date of a code, a date, and the text beside it."""
    roles = (Role.TERM, Role.NOTED, Role.DATE, Role.TERM_TEXT)
    return itemgetter(*_places(block.columns, roles, width))


def _places(columns: dict[Role, int], roles: Sequence[Role], width: int) -> list[int]:
    return [columns.get(role, width) for role in roles]
