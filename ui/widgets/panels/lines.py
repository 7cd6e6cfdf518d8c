"""Lines of words down a panel, each with its own look, kept and used again as the words change."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme.active import current_theme
from ui.theme.fonts import even_font_of
from ui.theme.tokens import BOLD, MEDIUM, REGULAR, SEMIBOLD, Role
from ui.widgets.marks.label import Label


class Look(StrEnum):
    """How a line is said."""

    PLAIN = "plain"
    STRONG = "strong"
    QUIET = "quiet"
    SMALL = "small"
    NAME = "name"
    FIGURE = "figure"
    RAW = "raw"
    CAUTION = "caution"


class _Type(NamedTuple):
    role: Role
    tone: str
    weight: int


_TYPES = {
    Look.PLAIN: _Type(Role.TABLE, "ink", REGULAR),
    Look.STRONG: _Type(Role.TABLE, "ink", SEMIBOLD),
    Look.QUIET: _Type(Role.TABLE, "ink2", REGULAR),
    Look.SMALL: _Type(Role.LABEL, "ink2", REGULAR),
    Look.NAME: _Type(Role.BAND_NAME, "ink", SEMIBOLD),
    Look.FIGURE: _Type(Role.PATIENT_GOAL, "ink", BOLD),
    Look.RAW: _Type(Role.TABLE, "ink", REGULAR),
    Look.CAUTION: _Type(Role.LABEL, "cautionink", MEDIUM),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its words, its look, and a larger gap above it where a new thing begins."""

    words: str
    look: Look = Look.PLAIN
    apart: bool = False


class _LineLabel(Label):
    """A line's label. Raw words take the computer's own even letters."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        type_ = _TYPES[look]
        super().__init__("", type_.role, type_.tone, weight=type_.weight, wrap=True, parent=parent)
        self.look = look
        self._even()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._even()

    def _even(self) -> None:
        if self.look is Look.RAW:
            family = even_font_of(current_theme(), Role.TABLE).family()
            if self.font().family() != family:
                self.setStyleSheet(f'font-family: "{family}";')


class LineStack(QWidget):
    """Lines one under the other. All of them wrap; none is cut."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[Line, ...] = ()
        self._labels: list[_LineLabel] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def lines(self) -> tuple[Line, ...]:
        """The lines shown."""
        return self._lines

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show these lines."""
        if tuple(lines) == self._lines:
            return
        self._lines = tuple(lines)
        for place, line in enumerate(self._lines):
            label = self._label(place, line.look)
            label.setText(line.words)
            label.setContentsMargins(0, 8 if line.apart and place else 1, 0, 1)
            label.show()
        for label in self._labels[len(self._lines) :]:
            label.hide()

    def _label(self, place: int, look: Look) -> _LineLabel:
        if place < len(self._labels) and self._labels[place].look is look:
            return self._labels[place]
        label = _LineLabel(look, self)
        if place < len(self._labels):
            old = self._labels[place]
            self._column.replaceWidget(old, label)
            old.hide()
            old.deleteLater()
            self._labels[place] = label
        else:
            self._column.addWidget(label)
            self._labels.append(label)
        return label
