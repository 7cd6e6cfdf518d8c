"""The list at the left: the papers of this review, then what was issued before."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QVBoxLayout, QWidget

from ui.screens.papers.props import Props, Row
from ui.theme.active import colour, current_theme
from ui.theme.tokens import REGULAR, SEMIBOLD, Role
from ui.widgets.marks import painting
from ui.widgets.marks.label import Label, Rule
from ui.widgets.panels.card import Card, empty_out
from ui.widgets.panels.scroll import scrolls_down

_COMES_BACK = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
_BAR = 3
_LEFT = 15
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
        if self.row.can_tick and event.position().x() < self._text_start():
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
        if self._boxed:
            self._paint_box(painter)
        left, room = self._text_start(), self._room(self.width())
        title = painting.wrapped_height(row.title, room, Role.TABLE, SEMIBOLD)
        note = painting.wrapped_height(row.note, room, Role.LABEL, REGULAR) if row.note else 0
        top = (self.height() - title - note) // 2
        ink = "ink" if row.can_tick or not self._boxed else "ink2"
        area = QRect(left, top, room, title)
        painting.words(painter, area, row.title, ink, Role.TABLE, SEMIBOLD, painting.WRAPPED)
        area = QRect(left, top + title, room, note)
        painting.words(painter, area, row.note, "ink2", Role.LABEL, REGULAR, painting.WRAPPED)
        if row.sign:
            self._paint_sign(painter)
        painter.end()

    def _paint_box(self, painter: QPainter) -> None:
        side = current_theme().px(_BOX)
        square = QRect(_LEFT, (self.height() - side) // 2, side, side)
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
        return _LEFT + current_theme().px(_BOX) + 10 if self._boxed else _LEFT

    def _room(self, width: int) -> int:
        return width - self._text_start() - _RIGHT - current_theme().px(_SIGN) - 8


class PaperList(Card):
    """Both lists. `chosen`, `ticked`, `entered` and `issued_wanted` tell a row's id."""

    chosen = Signal(str)
    ticked = Signal(str)
    entered = Signal(str)
    issued_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        own = self.layout()
        if own is not None:
            own.setContentsMargins(1, 0, 1, 1)
        self.rows: list[PaperRow] = []
        self.issued: list[PaperRow] = []
        self._inside = QWidget()
        self._inside.setObjectName("scrollBody")
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._now, self._before = QVBoxLayout(), QVBoxLayout()
        self._before_title = self._heading("Issued papers")
        for part in (self._now, self._before):
            part.setSpacing(0)
        self._column.addWidget(self._heading("For this review"))
        self._column.addLayout(self._now)
        self._column.addWidget(self._before_title)
        self._column.addLayout(self._before)
        self._column.addStretch(1)
        self._area = scrolls_down(self._inside)
        self.body.setSpacing(0)
        self.add(self._area, 1)
        self._rule = Rule()
        self.foot = Label("", Role.LABEL, "ink2", weight=REGULAR, wrap=True)
        self.foot.setContentsMargins(_LEFT, 8, 12, 8)
        self.add(self._rule)
        self.add(self.foot)

    def show_props(self, props: Props) -> None:
        """Show the papers as they stand; rows that are still there keep the keys."""
        self.rows = self._fill(self._now, self.rows, props.rows, boxed=True)
        self.issued = self._fill(self._before, self.issued, props.issued, boxed=False)
        self._before_title.setVisible(bool(props.issued))
        self.foot.setText(props.foot)

    def set_foot_shown(self, *, shown: bool) -> None:
        """The words at the foot give way on a small window, unless they say what to do."""
        self._rule.setVisible(shown)
        self.foot.setVisible(shown)

    def focus_first(self) -> None:
        """The row that is shown takes the keys."""
        every = [*self.rows, *self.issued]
        for row in [r for r in every if r.row.chosen] or every[:1]:
            row.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(
        self, place: QVBoxLayout, shown: list[PaperRow], rows: tuple[Row, ...], *, boxed: bool
    ) -> list[PaperRow]:
        if [row.row.id for row in shown] == [row.id for row in rows]:
            for widget, row in zip(shown, rows, strict=True):
                widget.show_row(row)
            return shown
        held = next((w.row.id for w in shown if w.hasFocus()), "")
        empty_out(place)
        made = [PaperRow(row, boxed=boxed) for row in rows]
        for widget in made:
            self._wire(widget, boxed=boxed)
            place.addWidget(widget)
        for widget in made:
            if held and widget.row.id == held:
                widget.setFocus(Qt.FocusReason.OtherFocusReason)
        return made

    def _wire(self, row: PaperRow, *, boxed: bool) -> None:
        row.stepped.connect(lambda way: self._step(row, way))
        row.looked_at.connect(lambda: self._area.ensureWidgetVisible(row, 0, 8))
        if boxed:
            row.looked_at.connect(lambda: self.chosen.emit(row.row.id))
            row.wanted.connect(lambda: self.ticked.emit(row.row.id))
            row.entered.connect(lambda: self.entered.emit(row.row.id))
        else:
            row.entered.connect(lambda: self.issued_wanted.emit(row.row.id))

    def _step(self, row: PaperRow, way: int) -> None:
        every = [*self.rows, *self.issued]
        place = every.index(row) + way
        if 0 <= place < len(every):
            every[place].setFocus(Qt.FocusReason.OtherFocusReason)

    @staticmethod
    def _heading(words: str) -> Label:
        heading = Label(words, Role.SECTION)
        heading.setContentsMargins(_LEFT, 11, 8, 9)
        return heading
