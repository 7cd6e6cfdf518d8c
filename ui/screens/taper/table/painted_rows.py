"""The rows of a plan as they are painted: words laid out once, put down as often as they are seen."""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QPainter

from ui.screens.taper.words.steps import StepRow
from ui.tables.cell_delegate import GAP, PAD, paint_cell
from ui.tables.column import Cell
from ui.theme.active import colour, current_theme
from ui.theme.tokens import REGULAR, SEMIBOLD, Role, Theme
from ui.widgets.marks import painting

_BAR = 3


class Words(NamedTuple):
    """Words in a cell: how far into it they begin, how far under its upper line, and what they wrap into.

    A width of nought keeps them on one line; `high` is what they take, in pixels.
    """

    into: int
    under: int
    width: int
    high: int
    words: str
    weight: int
    tone: str


class Across(NamedTuple):
    """A column as it stands in the view: its number, its left edge and its width, in pixels."""

    column: int
    left: int
    width: int


def paint_row(
    painter: QPainter, row: StepRow, cells: Iterable[tuple[Across, Cell]], area: QRect, *, chosen: bool
) -> None:
    """One row's ground, its edges and its cells."""
    ground = "tint" if chosen else ("hatchbg" if row.across else "surface")
    painter.fillRect(area, colour(ground))
    painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), colour("line"))
    if chosen:
        painter.fillRect(QRect(area.left(), area.top(), _BAR, area.height()), colour("accent"))
    for across, cell in cells:
        _paint_cell(painter, cell, across, area, greyed=row.past)


def _paint_cell(painter: QPainter, cell: Cell, across: Across, row: QRect, *, greyed: bool) -> None:
    laid = _laid(current_theme(), cell, across.width)
    if laid is None:
        area = QRect(across.left, row.top(), across.width, row.height()).adjusted(PAD, 0, -PAD, -1)
        painter.save()
        painter.setClipRect(area)
        paint_cell(painter, area, cell, greyed=greyed)
        painter.restore()
        return
    high = max((each.under + each.high for each in laid), default=0)
    top = row.top() + (row.height() - 1 - high) / 2
    for each in laid:
        place, tone = QPointF(across.left + each.into, top + each.under), "ink2" if greyed else each.tone
        painting.put(painter, place, each.words, tone, Role.TABLE, each.weight, width=each.width)


@lru_cache(maxsize=4096)
def _laid(_theme: Theme, cell: Cell, width: int) -> tuple[Words, ...] | None:
    """The words of a cell in this width, the grey ones beside the others or under them.

    None for a cell with more than words in it.
    """
    if cell.sign or cell.badge is not None or cell.under or cell.below or cell.raw:
        return None
    parts = [
        (words, weight, tone, painting.width_of(words, Role.TABLE, weight))
        for words, weight, tone in (
            (cell.words, SEMIBOLD if cell.bold else REGULAR, cell.tone),
            (cell.quiet, REGULAR, "ink2"),
        )
        if words
    ]
    room, line = width - 2 * PAD, painting.line_height(Role.TABLE)
    taken = sum(wide for *_, wide in parts) + GAP * (len(parts) - 1)
    beside = taken <= room
    if cell.right and not beside:
        return None
    made, into, under = [], width - PAD - taken if cell.right else PAD, 0
    for words, weight, tone, wide in parts:
        high = line if wide <= room else painting.wrapped_height(words, room, Role.TABLE, weight)
        made.append(Words(into, under, 0 if wide <= room else room, high, words, weight, tone))
        into, under = (into + wide + GAP, 0) if beside else (PAD, under + high)
    return tuple(made)
