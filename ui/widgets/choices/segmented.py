"""One of two to five options side by side, and the 0 to 10 scale."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from ui.theme.active import current_theme
from ui.theme.tokens import CONTROL, CONTROL_SMALL, MEDIUM, RADIUS_FIELD, SEMIBOLD, Role
from ui.widgets.marks import painting
from ui.widgets.marks.focus_ring import take_ring


class _Segment(QRadioButton):
    """One cell of the bar. The bar paints the frame; the cell paints itself."""

    def __init__(self, words: str, side_room: int, bar: "SegmentedBar") -> None:
        super().__init__(words.replace("&", "&&"), bar)
        self._words = words
        self._side_room = side_room
        self._bar = bar
        self.setAutoExclusive(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        width = painting.width_of(self._words, Role.TABLE, SEMIBOLD) + 2 * self._side_room
        return QSize(width, self._bar.bar_height() - 2)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, _place: object) -> bool:  # noqa: N802 - Qt names it
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._bar.take_key(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        chosen = self.isChecked()
        if chosen and self.isEnabled():
            ground, ink = "accent", "onaccent"
        elif not self.isEnabled():
            ground, ink = ("past" if chosen else ""), ("ink" if chosen else "ink3")
        else:
            ground, ink = ("tint" if self.underMouse() else ""), "ink"
        if ground:
            self._fill(painter, ground)
        weight = SEMIBOLD if chosen else MEDIUM
        painting.words(painter, self.rect(), self._words, ink, Role.TABLE, weight, painting.CENTRED)
        painter.end()

    def _fill(self, painter: QPainter, ground: str) -> None:
        """A chosen cell at an end takes the bar's rounded corners; the rest of it stays square."""
        area = self.rect()
        cells = self._bar.cells()
        first, last = cells[0] is self, cells[-1] is self
        painter.save()
        painter.setClipRect(area)
        wide = area.adjusted(0 if first else -RADIUS_FIELD, 0, 0 if last else RADIUS_FIELD, 0)
        painting.box(painter, wide, ground=ground, radius=RADIUS_FIELD - 1)
        painter.restore()


class SegmentedBar(QWidget):
    """Exactly one of a few options, or none yet. `options` are (id, words) in reading order.

    Left and Right move the choice, and digits choose by place. `chosen` tells the id a person picked.
    """

    chosen: ClassVar[Signal] = Signal(str)

    def __init__(
        self,
        name: str,
        options: Sequence[tuple[str, str]],
        *,
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._small = small
        self._group = QButtonGroup(self)
        self._cells: list[_Segment] = []
        self._ids: list[str] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(1, 1, 1, 1)
        self._row.setSpacing(0)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # a label's Alt letter asks for one
        take_ring(self)
        self._group.buttonClicked.connect(self._picked)
        self.set_options(options)

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Replace the options; nothing is chosen afterwards."""
        for cell in self._cells:
            self._group.removeButton(cell)
            self._row.removeWidget(cell)
            cell.hide()
            cell.deleteLater()
        self._ids = [option for option, _ in options]
        self._cells = [_Segment(words, self._cell_room(), self) for _, words in options]
        for cell, (_, words) in zip(self._cells, options, strict=True):
            cell.setAccessibleName(f"{self.accessibleName()}: {words}")
            self._group.addButton(cell)
            self._row.addWidget(cell, 1)
        self._set_tab_stop()
        self.updateGeometry()

    def value(self) -> str | None:
        """The id of the chosen option, or None."""
        for option, cell in zip(self._ids, self._cells, strict=True):
            if cell.isChecked():
                return option
        return None

    def set_value(self, value: str | None) -> None:
        """Show a choice without telling anyone. An id that is not an option leaves nothing chosen."""
        if value is not None and value == self.value():
            return
        self._group.setExclusive(False)
        for option, cell in zip(self._ids, self._cells, strict=True):
            cell.setChecked(option == value)
        self._group.setExclusive(True)
        self._set_tab_stop()
        self.update()

    def cells(self) -> list[QAbstractButton]:
        """The cells in order."""
        return list(self._cells)

    def bar_height(self) -> int:
        """The height of the whole bar, in pixels."""
        return current_theme().px(CONTROL_SMALL if self._small else CONTROL)

    def sizeHint(self) -> QSize:
        return QSize(sum(cell.sizeHint().width() for cell in self._cells) + 2, self.bar_height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def take_key(self, cell: QAbstractButton, event: QKeyEvent) -> bool:
        """Move or choose by key; False when the key is not ours."""
        place = self.cells().index(cell)
        moves = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in moves:
            target = place if self.value() is None else place + moves[Qt.Key(event.key())]
            self._pick(min(max(target, 0), len(self._cells) - 1))
            return True
        if event.text().isdecimal() and event.text().isascii():
            return self._take_digit(int(event.text()))
        return False

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        dashed = not self.isEnabled()
        painting.box(painter, self.rect(), ground="surface", edge="edge", radius=RADIUS_FIELD, dashed=dashed)
        painter.setPen(painting.pen("line"))
        for cell in self._cells[1:]:
            painter.drawLine(cell.x() - 1, 1, cell.x() - 1, self.height() - 2)
        painter.end()

    def _cell_room(self) -> int:
        return 9 if self._small else 11

    def _take_digit(self, digit: int) -> bool:
        if 1 <= digit <= len(self._cells):
            self._pick(digit - 1)
            return True
        return False

    def _pick(self, place: int) -> None:
        cell = self._cells[place]
        cell.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not cell.isChecked():
            cell.setChecked(True)
            self._picked()

    def _picked(self) -> None:
        self._set_tab_stop()
        self.chosen.emit(self.value() or "")

    def _set_tab_stop(self) -> None:
        """Tab stops once in the bar: at the choice, or at the first cell when there is none."""
        stop = next(
            (cell for cell in self._cells if cell.isChecked()), self._cells[0] if self._cells else None
        )
        for cell in self._cells:
            policy = Qt.FocusPolicy.StrongFocus if cell is stop else Qt.FocusPolicy.ClickFocus
            cell.setFocusPolicy(policy)
        if stop is not None:
            self.setFocusProxy(stop)


class ScaleBar(SegmentedBar):
    """0 to 10 in eleven cells. Typing 1 and then 0 chooses 10."""

    def __init__(self, name: str, *, parent: QWidget | None = None) -> None:
        super().__init__(name, [(str(mark), str(mark)) for mark in range(11)], parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def number(self) -> int | None:
        """The mark chosen, or None."""
        value = self.value()
        return None if value is None else int(value)

    def sizeHint(self) -> QSize:
        widest = max(cell.sizeHint().width() for cell in self._cells)
        return QSize(11 * widest + 2, self.bar_height())

    def minimumSizeHint(self) -> QSize:
        theme = current_theme()
        return QSize(11 * theme.px(24) + 2, self.bar_height())

    def _cell_room(self) -> int:
        return 4

    def _take_digit(self, digit: int) -> bool:
        self._pick(10 if digit == 0 and self.value() == "1" else digit)
        return True
