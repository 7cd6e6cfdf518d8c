"""Tables as slices, a row to a slice, the head ready to be repeated where a page ends."""

from dataclasses import dataclass

from pharmreview.documents.ink import BLACK, MM, WHITE, Band, Colour, Frame, Mark, Node, Oblong, tint
from pharmreview.documents.ink import Rule as Edge
from pharmreview.documents.languages.rows import above
from pharmreview.documents.layout.drawings import MARK, picture_size, tablets
from pharmreview.documents.layout.lines import lines_of, set_lines, set_text, widest_word
from pharmreview.documents.layout.sheets import Sheet
from pharmreview.documents.outline import (
    Cell,
    Column,
    KeyFacts,
    Row,
    RowKind,
    Run,
    Table,
    TableStyle,
    said,
    words,
)
from pharmreview.documents.typeface import face

_THIN = tint("B6C0C4")
_SHADES = {RowKind.TOTAL: tint("EAF3F4"), RowKind.CURRENT: tint("EAF3F4"), RowKind.PAUSE: tint("F1EEE5")}
_COLUMN_HEAD = (("Table", "Scope", "Column"),)
_ROW_HEAD = (("Table", "Scope", "Row"),)
TICK = 5 * MM
"""How wide and high a box to tick stands."""
_BESIDE = 4 * MM
_OVER = 1 * MM
_LONG = 24
"""A route of more rows than this is set closer."""


@dataclass(frozen=True)
class _Look:
    """How one style of table is set."""

    pad_x: float
    pad_y: float
    size: float
    leading: float
    under: float
    under_leading: float
    big: float
    head_size: float
    dark: bool
    edge: float
    rule: float
    rule_colour: Colour


def _look(table: Table, sheet: Sheet) -> _Look:
    if table.style is TableStyle.TAKE:
        return _Look(3.5 * MM, 2 * MM, 14, 14 * 1.3, 12, 15, 17, 14, True, 1.6, 1.0, BLACK)
    if table.style is TableStyle.ROUTE:
        dense = len(table.rows) > _LONG
        pad, leading, under = (0.45 * MM, 16.0, 13.4) if dense else (0.9 * MM, 17.0, 14.6)
        return _Look(1.6 * MM, pad, 14, leading, 12, under, 14, 13, True, 1.4, 0.9, BLACK)
    leading = sheet.leading
    return _Look(
        0, 0.8 * MM, sheet.size, leading, sheet.size, leading, sheet.size, sheet.size, False, 0, 0.6, _THIN
    )


def table_bands(table: Table, sheet: Sheet, parent: Node) -> list[Band]:
    """A table as slices: its head, then a slice a row."""
    node = parent.part("Table", attributes=(("Table", "Summary", table.summary),))
    return _Setting(table, sheet, node).bands()


class _Setting:
    def __init__(self, table: Table, sheet: Sheet, node: Node) -> None:
        self.table = table
        self.sheet = sheet
        self.node = node
        self.look = _look(table, sheet)
        self.tick = 13 * MM if table.ticks else 0.0
        room = sheet.width - self.tick
        self.widths = [room * column.share / 100 for column in table.columns]
        edge = self.look.edge
        self.frame = Frame(sheet.side, sheet.width, BLACK, edge) if edge else None

    def bands(self) -> list[Band]:
        head = self._head()
        head.above = self.sheet.gap
        rows = [self._row(row, number) for number, row in enumerate(self.table.rows)]
        last_but_one = len(rows) - 2
        for number, (band, row) in enumerate(zip(rows, self.table.rows, strict=True)):
            band.head = head
            after = self.table.rows[number + 1] if number <= last_but_one else None
            band.held = after is not None and (
                number == last_but_one
                or after.kind in (RowKind.TOTAL, RowKind.CONTINUED)
                or self.table.style is TableStyle.TAKE
            )
            if row.kind is RowKind.CONTINUED:
                band.head = None
        return [head, *rows]

    def _cell_width(self, at: int, span: int) -> float:
        clear = 0 if self.look.dark or at + span == len(self.widths) else 3 * MM
        return sum(self.widths[at : at + span]) - 2 * self.look.pad_x - clear

    def _left(self, at: int) -> float:
        return self.sheet.side + self.tick + sum(self.widths[:at]) + self.look.pad_x

    def _head(self) -> Band:
        look, side, wide = self.look, self.sheet.side, self.sheet.width
        line = self.node.part("TR")
        marks: list[Mark] = []
        heights = []
        if self.table.ticks:
            done = Column(head="Done", share=0)
            marks += self._head_cell(line, done, side + 1.5 * MM, self.tick, look.under)[0]
        for at, column in enumerate(self.table.columns):
            put, height = self._head_cell(
                line, column, self._left(at), self._cell_width(at, 1), look.head_size
            )
            marks += put
            heights.append(height)
        tall = max(heights) + 2 * look.pad_y
        ground: Mark = (None, Oblong(side, 0, wide, tall, BLACK))
        if not look.dark:
            ground = (None, Edge(side, tall, side + wide, tall, look.rule, look.rule_colour))
        return Band(tall, [ground, *marks], held=True, frame=self.frame)

    def _head_cell(
        self, line: Node, column: Column, x: float, width: float, size: float
    ) -> tuple[list[Mark], float]:
        look = self.look
        node = line.part("TH", attributes=_COLUMN_HEAD)
        text = above(words(column.head, bold=True), column.also)
        lines = lines_of(text, width, size)
        how = {"width": width, "right": column.right, "colour": WHITE if look.dark else BLACK}
        put = set_text(text, node, lines, x, look.pad_y, size, look.leading, **how)
        return put, len(lines) * look.leading

    def _row(self, row: Row, number: int) -> Band:
        look = self.look
        line = self.node.part("TR")
        put = [self._tick_cell(line, row)] if self.table.ticks else []
        at = 0
        for cell in row.cells:
            put.append(self._cell(cell, self._cell_node(line, cell, row, heads=at == 0), at))
            at += cell.span
        above = 0.0 if row.kind is RowKind.CONTINUED else look.pad_y
        tall = max(height for _, height in put)
        band = Band(tall + above + look.pad_y, frame=self.frame)
        band.marks = self._background(row, band.height, number)
        for marks, height in put:
            down = above + ((tall - height) / 2 if look.dark else 0)
            for _, ink in marks:
                ink.lower(down)
            band.marks += marks
        return band

    def _cell_node(self, line: Node, cell: Cell, row: Row, *, heads: bool) -> Node:
        heads = heads and row.kind is not RowKind.CONTINUED and not is_blank(cell)
        attributes = _ROW_HEAD if heads else ()
        if cell.span > 1:
            attributes = (*attributes, ("Table", "ColSpan", str(cell.span)))
        return line.part("TH" if heads else "TD", attributes=attributes)

    def _tick_cell(self, line: Node, row: Row) -> tuple[list[Mark], float]:
        node = line.part("TD")
        if not row.tick:
            return [], 0.0
        return box_to_tick(node, self.sheet.side + (self.tick - TICK) / 2, 0, done=row.done), TICK

    def _cell(self, cell: Cell, node: Node, at: int) -> tuple[list[Mark], float]:
        look = self.look
        width, left = self._cell_width(at, cell.span), self._left(at)
        right = self.table.columns[at].right and cell.span == 1
        marks: list[Mark] = []
        height = above = 0.0
        if cell.picture is not None and cell.picture.marks:
            over = self.table.style is TableStyle.ROUTE
            # Beside words a picture gives way to them: none of them may be broken.
            beside = max(min(width * 0.56, width - _BESIDE - widest_word(cell.text, look.size)), MARK)
            room = width if over else beside
            wide, height = picture_size(cell.picture, room)
            figure = node.part("Figure", alt=cell.picture.alt)
            marks += [(figure, ink) for ink in tablets(cell.picture, left, 0, room)]
            if over:
                height, above = 0.0, height + _OVER
            else:
                left, width = left + wide + _BESIDE, width - wide - _BESIDE
        size = look.big if right else look.size
        leading = look.leading * size / look.size
        lines = lines_of(cell.text, width, size) if cell.text else []
        under = lines_of(cell.under, width, look.under) if cell.under else []
        tall = above + len(lines) * leading + len(under) * look.under_leading
        top = max((height - tall) / 2, 0) + above
        for _, ink in marks:
            ink.lower(max((tall - height) / 2, 0) if not above else 0)
        how = {"width": width, "right": right}
        marks += set_text(cell.text, node, lines, left, top, size, leading, **how)
        top += len(lines) * leading
        marks += set_text(cell.under, node, under, left, top, look.under, look.under_leading, **how)
        return marks, max(height, tall)

    def _background(self, row: Row, height: float, number: int) -> list[Mark]:
        look = self.look
        side, wide = self.sheet.side, self.sheet.width
        marks: list[Mark] = []
        if look.dark and row.kind in _SHADES:
            marks.append((None, Oblong(side, 0, wide, height, _SHADES[row.kind])))
        if look.dark and number:
            rule = 2.0 if row.kind is RowKind.TOTAL else look.rule
            marks.append((None, Edge(side, 0, side + wide, 0, rule, look.rule_colour)))
        elif not look.dark and not self._continues(number):
            marks.append((None, Edge(side, height, side + wide, height, look.rule, look.rule_colour)))
        return marks

    def _continues(self, number: int) -> bool:
        after = self.table.rows[number + 1 :]
        return bool(after) and after[0].kind is RowKind.CONTINUED


def box_to_tick(node: Node, left: float, top: float, *, done: bool) -> list[Mark]:
    """A square to tick with a pen, from its upper left corner on; ticked already where it is done."""
    figure = node.part("Figure", alt="Done" if done else "Box to tick when done")
    marks: list[Mark] = [(figure, Oblong(left, top, TICK, TICK, WHITE, BLACK, 1.3, 1 * MM))]
    if done:
        down, foot, up = left + 0.22 * TICK, left + 0.42 * TICK, left + 0.8 * TICK
        deep = top + 0.75 * TICK
        marks.append((figure, Edge(down, top + 0.52 * TICK, foot, deep, 1.6, BLACK)))
        marks.append((figure, Edge(foot, deep, up, top + 0.25 * TICK, 1.6, BLACK)))
    return marks


def is_blank(cell: Cell) -> bool:
    """Whether a cell is room to write in, which heads no row."""
    return cell.picture is None and not said(cell.text).strip()


def fact_bands(facts: KeyFacts, sheet: Sheet, parent: Node) -> list[Band]:
    """Pairs as a table of two columns without a visible head; the labels head their rows."""
    node = parent.part("Table", attributes=(("Table", "Summary", facts.summary),))
    natural = max(face(bold=True).width(label, sheet.size) for label, _ in facts.rows)
    first = min(natural + 6 * MM, sheet.width * 0.48)
    pad = 1.15 * MM
    bands = []
    for number, (label, text) in enumerate(facts.rows):
        line = node.part("TR")
        labels = lines_of((Run(text=label, bold=True),), first - 3 * MM, sheet.size)
        values = lines_of(text, sheet.width - first, sheet.size)
        height = max(len(labels), len(values), 1) * sheet.leading + 2 * pad
        head = line.part("TH", attributes=_ROW_HEAD)
        value = line.part("TD")
        marks: list[Mark] = [(head, i) for i in set_lines(labels, sheet.side, pad, sheet.size, sheet.leading)]
        marks += [(value, i) for i in set_lines(values, sheet.side + first, pad, sheet.size, sheet.leading)]
        if number < len(facts.rows) - 1:
            marks.append((None, Edge(sheet.side, height, sheet.side + sheet.width, height, 0.8)))
        bands.append(
            Band(height, marks, above=0 if number else sheet.gap / 2, held=not number and len(facts.rows) > 1)
        )
    return bands
