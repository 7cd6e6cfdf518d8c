"""Paints a cell: bold words, grey words beside or below, a sign, a badge. Words wrap and are never cut."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.tables.column import Cell
from ui.tables.row_model import RowModel
from ui.theme.active import colour, current_theme
from ui.theme.tokens import RADIUS_BADGE, REGULAR, ROW, SEMIBOLD, Role
from ui.widgets.marks import painting
from ui.widgets.marks.badge import Tier, badge_size, paint_badge
from ui.widgets.marks.breaking import drawn

PAD = 8
GAP = 8
_SIGN = 15
_BOX = 16
_BAR = 3


def sign_room(cell: Cell) -> int:
    """The width the cell's box and its sign take, in pixels."""
    sign = current_theme().px(_SIGN) + 6 if cell.sign else 0
    return sign if cell.tick is None else sign + tick_room()


def tick_room() -> int:
    """The width of a row's box with the gap after it, in pixels."""
    return current_theme().px(_BOX) + 10


def width_on_one_line(cell: Cell) -> int:
    """The width at which nothing in the cell wraps, in pixels."""
    if cell.badge is not None:
        beside = painting.width_of(cell.quiet, Role.TABLE, REGULAR) if cell.quiet else 0
        return max(badge_size(cell.badge).width(), beside) + sign_room(cell) + 2 * PAD
    words = _widest(cell.words, _weight(cell))
    quiet = painting.width_of(cell.quiet, Role.TABLE, REGULAR) if cell.quiet else 0
    across = max(words, quiet) if cell.below else words + (_gap(cell) + quiet if quiet else 0)
    if cell.under:
        across = max(across, _widest(cell.under, REGULAR))
    return across + sign_room(cell) + 2 * PAD + 2


def _widest(words: str, weight: int) -> int:
    """The width of the longest of the lines that words are written on, in pixels."""
    return max(painting.width_of(line, Role.TABLE, weight) for line in words.split("\n"))


def least_width(cell: Cell) -> int:
    """The width of the longest word that is drawn unbroken: a column is never narrower."""
    if cell.badge is not None:
        return width_on_one_line(cell)
    words = f"{cell.words} {cell.quiet} {cell.under}"
    longest = max(drawn(words).replace("\u200b", " ").replace("\n", " ").split(" "), key=len)
    return painting.width_of(longest, Role.TABLE, _weight(cell)) + sign_room(cell) + 2 * PAD + 4


def height_at(cell: Cell, width: int) -> int:
    """The height the cell needs at a width, in pixels, with nothing cut."""
    if cell.badge is not None:
        return badge_size(cell.badge).height() + 6 + (painting.line_height(Role.TABLE) if cell.quiet else 0)
    room = width - 2 * PAD - sign_room(cell)
    return _upper_height(cell, room) + _under_height(cell, room) + 5


def _upper_height(cell: Cell, room: int) -> int:
    """The words, and the grey words beside or below them."""
    words = painting.wrapped_height(cell.words, room, Role.TABLE, _weight(cell)) if cell.words else 0
    quiet = painting.wrapped_height(cell.quiet, room, Role.TABLE, REGULAR) if cell.quiet else 0
    return max(words, quiet) if _is_beside(cell, room) else words + quiet


def _under_height(cell: Cell, room: int) -> int:
    return painting.wrapped_height(cell.under, room, Role.TABLE, REGULAR) if cell.under else 0


def _is_beside(cell: Cell, room: int) -> bool:
    if cell.below or not cell.quiet:
        return False
    words = painting.width_of(cell.words, Role.TABLE, _weight(cell))
    return words + _gap(cell) + painting.width_of(cell.quiet, Role.TABLE, REGULAR) <= room


def _gap(cell: Cell) -> int:
    return GAP if cell.words else 0


def _weight(cell: Cell) -> int:
    if cell.raw:
        return painting.EVEN
    return SEMIBOLD if cell.bold else REGULAR


class CellDelegate(QStyledItemDelegate):
    """Paints every cell of a RowModel."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        model = index.model()
        if not isinstance(model, RowModel):
            return QSize(0, current_theme().px(ROW))
        cell = model.cell_at(index.row(), index.column())
        return QSize(width_on_one_line(cell), max(current_theme().px(ROW), height_at(cell, 10_000)))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        model = index.model()
        if not isinstance(model, RowModel):
            return
        area = QRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setClipRect(area)
        ground = "tint" if chosen else model.ground_at(index.row())
        if ground:
            painter.fillRect(area, colour(ground))
        painter.setPen(painting.pen("line"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        if chosen and index.column() == 0:
            painter.fillRect(QRect(area.x(), area.y(), _BAR, area.height()), colour("accent"))
        cell = model.cell_at(index.row(), index.column())
        greyed = bool(model.reason_at(index.row()))
        paint_cell(painter, area.adjusted(PAD, 0, -PAD, -1), cell, greyed=greyed)
        painter.restore()


def paint_cell(painter: QPainter, area: QRect, cell: Cell, *, greyed: bool = False) -> None:
    """The cell's own marks inside an area already padded."""
    if cell.tick is not None:
        _paint_box(painter, area, ticked=cell.tick)
        area = area.adjusted(tick_room(), 0, 0, 0)
    if cell.badge is not None:
        _paint_badge(painter, area, cell.badge, cell.quiet)
        return
    ink = "ink2" if greyed and cell.tone == "ink" else cell.tone
    if cell.sign:
        side = current_theme().px(_SIGN)
        painting.sign(
            painter, cell.sign, QRect(area.x(), area.y() + (area.height() - side) // 2, side, side), ink
        )
        area = area.adjusted(side + 6, 0, 0, 0)
    side_flag = Qt.AlignmentFlag.AlignRight if cell.right else Qt.AlignmentFlag.AlignLeft
    under = _under_height(cell, area.width())
    if under:
        top = area.y() + max((area.height() - under - _upper_height(cell, area.width())) // 2, 0)
        upper = _upper_height(cell, area.width())
        flow = int(side_flag | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
        lower = QRect(area.x(), top + upper, area.width(), under)
        painting.words(painter, lower, cell.under, "ink2", Role.TABLE, REGULAR, flow)
        area = QRect(area.x(), top, area.width(), upper)
    if not cell.quiet:
        middle = int(side_flag | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)
        painting.words(painter, area, cell.words, ink, Role.TABLE, _weight(cell), middle)
    elif _is_beside(cell, area.width()):
        _paint_beside(painter, area, cell, ink)
    else:
        _paint_below(painter, area, cell, ink, side_flag)


def _paint_badge(painter: QPainter, area: QRect, badge: Tier, quiet: str) -> None:
    """A badge, and grey words under it."""
    if not quiet:
        paint_badge(painter, area, badge)
        return
    under = painting.line_height(Role.TABLE)
    height = badge_size(badge).height()
    top = area.y() + max((area.height() - height - under - 2) // 2, 0)
    paint_badge(painter, QRect(area.x(), top, area.width(), height), badge)
    lower = QRect(area.x(), top + height + 2, area.width(), under)
    painting.words(painter, lower, quiet, "ink2", Role.TABLE, REGULAR)


def _paint_box(painter: QPainter, area: QRect, *, ticked: bool) -> None:
    side = current_theme().px(_BOX)
    place = QRect(area.x(), area.y() + (area.height() - side) // 2, side, side)
    ground, edge = ("accent", "accent") if ticked else ("surface", "edge")
    painting.box(painter, place, ground=ground, edge=edge, radius=RADIUS_BADGE)
    if ticked:
        painting.sign(painter, "tick", place.adjusted(2, 2, -2, -2), "onaccent")


def _paint_below(painter: QPainter, area: QRect, cell: Cell, ink: str, side: Qt.AlignmentFlag) -> None:
    words = painting.wrapped_height(cell.words, area.width(), Role.TABLE, _weight(cell)) if cell.words else 0
    quiet = painting.wrapped_height(cell.quiet, area.width(), Role.TABLE, REGULAR)
    top = area.y() + max((area.height() - words - quiet) // 2, 0)
    flow = int(side | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
    upper = QRect(area.x(), top, area.width(), words)
    lower = QRect(area.x(), top + words, area.width(), quiet)
    painting.words(painter, upper, cell.words, ink, Role.TABLE, _weight(cell), flow)
    painting.words(painter, lower, cell.quiet, "ink2", Role.TABLE, REGULAR, flow)


def _paint_beside(painter: QPainter, area: QRect, cell: Cell, ink: str) -> None:
    words = painting.width_of(cell.words, Role.TABLE, _weight(cell))
    quiet = painting.width_of(cell.quiet, Role.TABLE, REGULAR)
    start = area.right() - words - _gap(cell) - quiet + 1 if cell.right else area.x()
    first = QRect(start, area.y(), words + 1, area.height())
    second = QRect(start + words + _gap(cell), area.y(), quiet + 1, area.height())
    painting.words(painter, first, cell.words, ink, Role.TABLE, _weight(cell))
    painting.words(painter, second, cell.quiet, "ink2", Role.TABLE, REGULAR)
