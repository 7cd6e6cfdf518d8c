"""One of a long list. The mouse wheel never changes it."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QListView, QSizePolicy, QWidget

from ui.theme.active import current_theme
from ui.theme.tokens import CONTROL, CONTROL_SMALL, REGULAR, Role
from ui.widgets.marks import painting

_SIGN = 16
_MOVES = {
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
}


class DropDown(QComboBox):
    """A closed list of (id, words). Until something is chosen it shows `prompt`. `chosen` tells the id.

    Where choosing `acts` at once, keys that move open the list, and only what is taken there is chosen.
    """

    chosen: ClassVar[Signal] = Signal(str)

    def __init__(
        self,
        name: str,
        options: Sequence[tuple[str, str]] = (),
        *,
        prompt: str = "Choose",
        small: bool = False,
        acts: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._prompt = prompt
        self._small = small
        self._acts = acts
        self._problem = False
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        choices = QListView(self)
        choices.setAccessibleName(f"{name}: choices")
        self.setView(choices)
        self.activated.connect(self._activated)
        self.set_options(options)

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Replace the list, keeping the choice when it is still there."""
        kept = self.value()
        self.blockSignals(True)
        self.clear()
        for option, words in options:
            self.addItem(words, option)
        self.blockSignals(False)
        self.set_value(kept)
        self.updateGeometry()

    def value(self) -> str | None:
        """The id chosen, or None."""
        chosen = self.currentData()
        return chosen if isinstance(chosen, str) else None

    def set_value(self, value: str | None) -> None:
        """Show a choice without telling anyone. An id not in the list leaves nothing chosen."""
        place = -1 if value is None else self.findData(value)
        if place == self.currentIndex():
            return
        self.blockSignals(True)
        self.setCurrentIndex(place)
        self.blockSignals(False)
        self.update()

    def set_problem(self, problem: str) -> None:
        """Mark the edge when there is a problem; the sentence itself is shown below the field."""
        self._problem = bool(problem)
        self.setAccessibleDescription(problem)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._acts and event.key() in _MOVES:
            self.showPopup()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def sizeHint(self) -> QSize:
        theme = current_theme()
        shown = [self.itemText(place) for place in range(self.count())] + [self._prompt]
        widest = max(painting.width_of(words, Role.BODY) for words in shown)
        height = theme.px(CONTROL_SMALL if self._small else CONTROL)
        return QSize(widest + 10 + 8 + theme.px(_SIGN) + 10, height)

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), current_theme().px(360)), hint.height())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = current_theme().px(_SIGN)
        painting.field_box(painter, self, self._problem)
        corner = QRect(self.width() - side - 9, (self.height() - side) // 2, side, side)
        painting.sign(painter, "chevron-down", corner, "ink2")
        words = self.currentText() or self._prompt
        ink = "ink" if self.currentText() else "ink3"
        room = QRect(10, 0, corner.x() - 14, self.height())
        painter.setFont(painting.face(Role.BODY, REGULAR))
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painting.words(painter, room, shown, ink, Role.BODY, REGULAR)
        self.setToolTip(words if shown != words else "")
        painter.end()

    def _activated(self, _place: int) -> None:
        self.update()
        self.chosen.emit(self.value() or "")
