"""What the lines of the chart are: each beside a piece of itself, the second below where it would be cut."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from ui.theme.active import colour
from ui.theme.tokens import SEMIBOLD, Role
from ui.widgets.marks.label import Label

_SAMPLE = 26
_GAP = 8
_MOST = 2


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the chart, in words."""

    words: str = ""
    tone: str = "accent"
    dotted: bool = False
    dashed: bool = False


class LineSample(QWidget):
    """A short piece of the line that the words beside it are about."""

    def __init__(self, line: Line | None = None) -> None:
        super().__init__()
        self._line = line or Line()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_line(self, line: Line) -> None:
        """Be a piece of this line."""
        self._line = line
        self.update()

    def sizeHint(self) -> QSize:
        """As long as three letters."""
        return QSize(_SAMPLE, 12)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The line itself."""
        painter = QPainter(self)
        style = Qt.PenStyle.DotLine if self._line.dotted else Qt.PenStyle.SolidLine
        style = Qt.PenStyle.DashLine if self._line.dashed else style
        painter.setPen(QPen(colour(self._line.tone), 3, style))
        middle = QRectF(self.rect()).center().y()
        painter.drawLine(0, int(middle), self.width(), int(middle))
        painter.end()


class Legend(QWidget):
    """Up to two lines and a word at the end. They move below one another where they would be cut."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told: tuple[tuple[Line, ...], str] | None = None
        self._placed: tuple[bool, bool] | None = None
        self._samples = [LineSample() for _ in range(_MOST)]
        self._words = [Label("", Role.TABLE, weight=SEMIBOLD) for _ in range(_MOST)]
        self._later = Label("", Role.TABLE, weight=SEMIBOLD)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(_GAP)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(4, 1)
        self._grid.addWidget(self._samples[0], 0, 0)
        self._grid.addWidget(self._words[0], 0, 1)
        self._place_second()

    def show_lines(self, lines: Sequence[Line], later: str) -> None:
        """Say them."""
        if (tuple(lines), later) == self._told:
            return
        self._told = (tuple(lines), later)
        for at, (sample, words) in enumerate(zip(self._samples, self._words, strict=True)):
            line = lines[at] if at < len(lines) else None
            sample.setVisible(line is not None)
            words.setVisible(line is not None)
            if line is not None:
                sample.show_line(line)
                words.setText(line.words)
        self._later.setText(later)
        self._later.setVisible(bool(later))
        self._place_second()

    def words(self) -> tuple[str, ...]:
        """What is said, line by line."""
        return tuple(label.text() for label in (*self._words, self._later) if not label.isHidden())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_second()

    def minimumSizeHint(self) -> QSize:
        """As narrow as may be: what does not fit beside goes below."""
        return QSize(1, super().minimumSizeHint().height())

    def _place_second(self) -> None:
        """The second line stands beside the first, or below it where a date would be cut; so does the end."""
        parts = [part for part in (*self._words, self._later) if not part.isHidden()]
        widths = [part.sizeHint().width() for part in parts]
        below = not self._words[1].isHidden() and sum(widths) + 2 * _SAMPLE + 6 * _GAP > self.width()
        beside = max(widths[:-1], default=0) + widths[-1] + _SAMPLE + 4 * _GAP if widths else 0
        ends = below and not self._later.isHidden() and beside > self.width()
        if (below, ends) == self._placed:
            return
        self._placed = (below, ends)
        self._grid.addWidget(self._later, *((2, 1, 1, 5) if ends else (0, 5)))
        self._grid.addWidget(self._samples[1], 1 if below else 0, 0 if below else 2)
        self._grid.addWidget(self._words[1], 1 if below else 0, 1 if below else 3)
