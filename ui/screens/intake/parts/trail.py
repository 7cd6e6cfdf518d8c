"""Where the import stands: 1 Choose file, 2 Check rows, 3 Bring in."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.active import current_theme
from ui.theme.tokens import REGULAR, SEMIBOLD, Role
from ui.widgets.marks import painting

STEPS = ("1 Choose file", "2 Check rows", "3 Bring in")
_SIGN = 15
_GAP = 10


class Trail(QWidget):
    """The steps in a line: those done have a tick, the one at hand is bold. Compact shows that one only."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._step = 1
        self._compact = False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_step(1)

    def set_step(self, step: int) -> None:
        """Stand at this step, from 1."""
        self._step = step
        self.setAccessibleName(f"Step {STEPS[step - 1]}, of {len(STEPS)}")
        self.updateGeometry()
        self.update()

    def set_compact(self, *, compact: bool) -> None:
        """Show only the step at hand."""
        if compact != self._compact:
            self._compact = compact
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._across(None), current_theme().px(24))

    def minimumSizeHint(self) -> QSize:
        width = painting.width_of(STEPS[self._step - 1], Role.TABLE, SEMIBOLD) + 1 + _GAP
        return QSize(width, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._across(painter)
        painter.end()

    def _across(self, painter: QPainter | None) -> int:
        """Paint the steps when given a painter; the width they take, in pixels."""
        side, at = current_theme().px(_SIGN), 0
        top = (self.height() - side) // 2
        shown = [(self._step, STEPS[self._step - 1])] if self._compact else list(enumerate(STEPS, start=1))
        for place, words in shown:
            if place > 1 and not self._compact:
                if painter is not None:
                    painting.sign(painter, "chevron-right", QRect(at, top, side, side), "ink2")
                at += side + _GAP
            if place < self._step:
                if painter is not None:
                    painting.sign(painter, "tick", QRect(at, top, side, side), "done")
                at += side + 5
            weight = REGULAR if place > self._step else SEMIBOLD
            tone = "done" if place < self._step else ("ink" if place == self._step else "ink2")
            width = painting.width_of(words, Role.TABLE, weight) + 1
            if painter is not None:
                area = QRect(at, 0, width, self.height())
                painting.words(painter, area, words, tone, Role.TABLE, weight)
            at += width + _GAP
        return at
