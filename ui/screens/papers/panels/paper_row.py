"""One row of the list: a paper with its box, a text with its sign, or an issued paper with its lock."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from ui.screens.papers.offered.rows import PLAN_ROW, Row
from ui.theme.active import colour, current_theme
from ui.theme.tokens import REGULAR, SEMIBOLD, Role
from ui.widgets.marks import painting

_COMES_BACK = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
_BAR = 3
LEFT = 15
_BOX = 18
_TEXT = 43
_SIGN = 16
_RIGHT = 12
_TONES = {"tick": "done", "warning": "cautionline", "lock": "ink2", "circle": "ink2"}


class PaperRow(QCheckBox):
    """One paper. Space includes it, arrows move, and the row that takes the keys is the one shown."""

    stepped = Signal(int)
    wanted = Signal()
    """Space or the box: include it or not."""
    entered = Signal()
    """Enter, or a press on a row without a box."""
    looked_at = Signal()

    def __init__(self, row: Row, *, boxed: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = row
        self._boxed = boxed
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_row(row)

    def show_row(self, row: Row) -> None:
        """Show how the paper stands now."""
        self.row = row
        self.setChecked(row.ticked)
        self.setAccessibleName(row.title)
        self.setAccessibleDescription(". ".join(part for part in (row.spoken, row.note) if part))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = current_theme().px(200)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, current_theme().px(32))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = self._room(width)
        title = painting.wrapped_height(self.row.title, room, Role.TABLE, SEMIBOLD)
        note = painting.wrapped_height(self.row.note, room, Role.LABEL, REGULAR) if self.row.note else 0
        return max(title + note + 15, current_theme().px(44))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        way = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(key))
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
        elif way is not None:
            self.stepped.emit(way)
        elif key == Qt.Key.Key_Space:
            (self.wanted if self.row.can_tick else self.entered).emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if self.row.can_tick and self._boxed and event.position().x() < self._text_start():
            self.wanted.emit()
        else:
            self.entered.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() not in _COMES_BACK:
            self.looked_at.emit()

    def hitButton(self, place: QPoint) -> bool:  # noqa: N802 - Qt names it
        return self.rect().contains(place)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        row = self.row
        if row.chosen:
            painter.fillRect(self.rect(), colour("tint"))
            painter.fillRect(QRect(0, 0, _BAR, self.height()), colour("accent"))
        elif self.underMouse():
            painter.fillRect(self.rect(), colour("raised"))
        painter.fillRect(QRect(0, 0, self.width(), 1), colour("line"))
        if self._boxed and (row.can_tick or (row.sign == "circle" and row.id == PLAN_ROW)):
            self._paint_box(painter)
        elif self._boxed:
            side = current_theme().px(_BOX)
            painting.sign(painter, "message", QRect(LEFT, (self.height() - side) // 2, side, side), "ink2")
        left, room = self._text_start(), self._room(self.width())
        title = painting.wrapped_height(row.title, room, Role.TABLE, SEMIBOLD)
        note = painting.wrapped_height(row.note, room, Role.LABEL, REGULAR) if row.note else 0
        top = (self.height() - title - note) // 2
        ink = "ink2" if row.id == PLAN_ROW else "ink"
        area = QRect(left, top, room, title)
        painting.words(painter, area, row.title, ink, Role.TABLE, SEMIBOLD, painting.WRAPPED)
        area = QRect(left, top + title, room, note)
        painting.words(painter, area, row.note, "ink2", Role.LABEL, REGULAR, painting.WRAPPED)
        if row.sign:
            self._paint_sign(painter)
        painter.end()

    def _paint_box(self, painter: QPainter) -> None:
        side = current_theme().px(_BOX)
        square = QRect(LEFT, (self.height() - side) // 2, side, side)
        on = self.row.ticked
        edge = "accent" if on else ("edge" if self.row.can_tick else "line")
        painting.box(
            painter, square, ground="surface", edge=edge, radius=4, width=1.5, dashed=not self.row.can_tick
        )
        if on:
            painting.sign(painter, "tick", square.adjusted(2, 2, -2, -2), "accent")

    def _paint_sign(self, painter: QPainter) -> None:
        side = current_theme().px(_SIGN)
        area = QRect(self.width() - _RIGHT - side, (self.height() - side) // 2, side, side)
        tone = _TONES[self.row.sign]
        if self.row.sign == "circle":
            ring = QRect(0, 0, side // 2, side // 2)
            ring.moveCenter(area.center())
            painting.box(painter, ring, edge=tone, radius=side / 4, width=1.5)
        else:
            painting.sign(painter, self.row.sign, area, tone)

    def _text_start(self) -> int:
        return LEFT + current_theme().px(_BOX) + 10 if self._boxed else LEFT

    def _room(self, width: int) -> int:
        return width - self._text_start() - _RIGHT - current_theme().px(_SIGN) - 8
