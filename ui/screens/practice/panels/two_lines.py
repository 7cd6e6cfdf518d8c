"""A list of rows with a title, a quiet note and a sign, under headings. One stop for the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.screens.practice.rows import ListRow
from ui.theme.active import colour, current_theme
from ui.theme.tokens import REGULAR, SEMIBOLD, Role
from ui.widgets.marks import painting

if TYPE_CHECKING:
    from collections.abc import Sequence

_BAR, _LEFT, _RIGHT, _SIGN = 3, 15, 10, 16
_ROW = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


class _Painted(QStyledItemDelegate):
    """Paints a row, or the heading of a group."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListWidget) else option.rect.width()
        row = index.data(_ROW)
        if row is None:
            return QSize(width, painting.line_height(Role.LABEL) + 16)
        title, note = _heights(row, width)
        return QSize(width, max(title + note + 14, current_theme().px(34)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area: QRect = option.rect
        row = index.data(_ROW)
        if row is None:
            words = area.adjusted(_LEFT, 6, 0, 0)
            painting.words(painter, words, index.data(), "ink2", Role.LABEL, SEMIBOLD)
            return
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, colour("tint"))
            painter.fillRect(QRect(area.x(), area.y(), _BAR, area.height()), colour("accent"))
        painter.fillRect(QRect(area.x(), area.bottom(), area.width(), 1), colour("line"))
        title, note = _heights(row, area.width())
        top, room = area.y() + (area.height() - title - note) // 2, _room(row, area.width())
        words = QRect(area.x() + _LEFT, top, room, title)
        painting.words(painter, words, row.title, "ink", Role.TABLE, SEMIBOLD, painting.WRAPPED)
        words = QRect(area.x() + _LEFT, top + title, room, note)
        painting.words(painter, words, row.note, "ink2", Role.LABEL, REGULAR, painting.WRAPPED)
        if row.sign:
            side = current_theme().px(_SIGN)
            left = area.right() - _RIGHT - side
            square = QRect(left, area.y() + (area.height() - side) // 2, side, side)
            painting.sign(painter, row.sign, square, row.tone)


class TwoLineList(QListWidget):
    """`chosen` tells the row that arrows or the mouse came to, `opened` the one Enter or a press opened."""

    chosen: ClassVar[Signal] = Signal(str)
    opened: ClassVar[Signal] = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setItemDelegate(_Painted(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self._rows: tuple[ListRow, ...] = ()
        self.currentItemChanged.connect(lambda item, _before: self._tell(item))
        self.itemClicked.connect(lambda item: self.opened.emit(_id_of(item)))

    def set_rows(self, rows: Sequence[ListRow], current: str = "") -> None:
        """Show these rows without telling anyone; rows that are still there are only written over."""
        rows = tuple(rows)
        if rows != self._rows:
            self.blockSignals(True)
            if [(row.id, row.group) for row in rows] == [(row.id, row.group) for row in self._rows]:
                self._write_over(rows)
            else:
                self._fill(rows)
            self._rows = rows
            self.blockSignals(False)
            self.scheduleDelayedItemsLayout()
        self.set_current(current)

    def set_current(self, id_: str) -> None:
        """Mark a row without telling anyone."""
        item = self._item(id_)
        if item is not None and item is not self.currentItem():
            self.blockSignals(True)
            self.setCurrentItem(item)
            self.blockSignals(False)
            self.scrollToItem(item)
            self.viewport().update()

    def current(self) -> str:
        """The id of the marked row; "" where none is."""
        item = self.currentItem()
        return "" if item is None else _id_of(item)

    def step(self, way: int) -> None:
        """Go to the row after or before, round the ends."""
        ids = [row.id for row in self._rows]
        if ids:
            here = ids.index(self.current()) if self.current() in ids else (-1 if way > 0 else 0)
            item = self._item(ids[(here + way) % len(ids)])
            if item is not None:
                self.setCurrentItem(item)

    def content_height(self) -> int:
        """How tall all rows are together, in pixels."""
        return sum(self.sizeHintForRow(place) for place in range(self.count()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if self.current():
                self.opened.emit(self.current())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def sizeHint(self) -> QSize:
        return QSize(200, 120)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 40)

    def _tell(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(_id_of(item))

    def _item(self, id_: str) -> QListWidgetItem | None:
        items = (self.item(place) for place in range(self.count()))
        return next((item for item in items if item is not None and _id_of(item) == id_), None)

    def _write_over(self, rows: tuple[ListRow, ...]) -> None:
        for row in rows:
            item = self._item(row.id)
            if item is not None:
                _write(item, row)

    def _fill(self, rows: tuple[ListRow, ...]) -> None:
        self.clear()
        group = ""
        for row in rows:
            if row.group != group:
                group = row.group
                heading = QListWidgetItem(group, self)
                heading.setFlags(Qt.ItemFlag.NoItemFlags)
            _write(QListWidgetItem(self), row)


def _id_of(item: QListWidgetItem) -> str:
    row = item.data(_ROW)
    return row.id if isinstance(row, ListRow) else ""


def _write(item: QListWidgetItem, row: ListRow) -> None:
    item.setText(row.title)
    item.setData(_ROW, row)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, ". ".join(p for p in (row.title, row.note) if p))


def _room(row: ListRow, width: int) -> int:
    return width - _LEFT - _RIGHT - (current_theme().px(_SIGN) + 6 if row.sign else 0)


def _heights(row: ListRow, width: int) -> tuple[int, int]:
    room = _room(row, width)
    title = painting.wrapped_height(row.title, room, Role.TABLE, SEMIBOLD)
    return title, painting.wrapped_height(row.note, room, Role.LABEL, REGULAR) if row.note else 0
