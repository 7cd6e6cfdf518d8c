"""Small counts side by side, each a way to its list."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy, QWidget

from ui.theme.tokens import BOLD, REGULAR, Role
from ui.widgets.marks import painting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.screens.home.view_model import Count

_ABOVE = 8
_CENTRED_TOP = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap


class Figure(QAbstractButton):
    """One number over what it counts."""

    def __init__(self, count: Count, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.count = count
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_count(count)

    def show_count(self, count: Count) -> None:
        """Show another number."""
        self.count = count
        self.setText(f"{count.number} {count.words}")
        self.setAccessibleName(self.text())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        words = self.count.words.split()
        widest = max(painting.width_of(word, Role.LABEL, REGULAR) for word in words)
        lines = 2 * painting.line_height(Role.LABEL)
        return QSize(widest + 16, 2 * _ABOVE + painting.line_height(Role.PAGE_TITLE) + lines)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.underMouse() or self.isDown():
            painting.box(painter, self.rect().adjusted(1, 1, -1, -1), ground="tint", radius=6)
        tall = painting.line_height(Role.PAGE_TITLE)
        number = QRect(0, _ABOVE, self.width(), tall)
        ink = "accent" if self.count.number else "ink3"
        painting.words(painter, number, str(self.count.number), ink, Role.PAGE_TITLE, BOLD, painting.CENTRED)
        below = QRect(4, _ABOVE + tall, self.width() - 8, self.height() - _ABOVE - tall)
        painting.words(painter, below, self.count.words, "ink2", Role.LABEL, REGULAR, int(_CENTRED_TOP))
        painter.end()


class Figures(QFrame):
    """The counts. `pressed` tells the words that ask for the list behind one."""

    pressed: ClassVar[Signal] = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "card")
        self.setAccessibleName("Counts")
        self._figures: list[Figure] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(6, 4, 6, 4)
        self._row.setSpacing(2)

    def show_counts(self, counts: Sequence[Count]) -> None:
        """Show these counts; their number never changes."""
        for place, count in enumerate(counts):
            if place == len(self._figures):
                figure = Figure(count)
                figure.clicked.connect(lambda _=False, place=place: self._press(place))
                self._figures.append(figure)
                self._row.addWidget(figure)
            self._figures[place].show_count(count)

    def figures(self) -> tuple[Figure, ...]:
        """The counts in order."""
        return tuple(self._figures)

    def _press(self, place: int) -> None:
        self.pressed.emit(self._figures[place].count.ask)
