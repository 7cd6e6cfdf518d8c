"""The bar that proves the sum: the whole file, in three parts whose counts stand on them."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.active import colour, current_theme
from ui.theme.tokens import SEMIBOLD, Role
from ui.widgets.marks import painting

_HEIGHT = 26
_PAD = 10
_RADIUS = 5


class SumBar(QWidget):
    """Read, to fix and set aside, side by side. A part with nothing in it takes no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts = (0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_counts(self, read: int, fix: int, aside: int, said: str) -> None:
        """Show these counts; `said` is the sum in words."""
        self._counts = (read, fix, aside)
        self.setAccessibleName(said)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, current_theme().px(_HEIGHT))

    def parts(self) -> tuple[tuple[str, int], ...]:
        """Each part that holds something: its words and its width in pixels. Widths fill the bar."""
        words = [f"{n:,} {what}" for n, what in zip(self._counts, _WORDS, strict=True)]
        shown = [(words[at], n) for at, n in enumerate(self._counts) if n]
        if not shown:
            return ()
        least = [painting.width_of(said, Role.TABLE, SEMIBOLD) + 2 * _PAD for said, _ in shown]
        spare = max(self.width() - sum(least), 0)
        total = sum(n for _, n in shown)
        widths = [low + spare * n // total for low, (_, n) in zip(least, shown, strict=True)]
        widths[0] += self.width() - sum(widths)
        return tuple((said, width) for (said, _), width in zip(shown, widths, strict=True))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPainterPath()
        outline.addRoundedRect(self.rect().adjusted(0, 0, -1, -1), _RADIUS, _RADIUS)
        painter.setClipPath(outline)
        across = 0
        kinds = [kind for kind, n in zip(_KINDS, self._counts, strict=True) if n]
        for (said, width), (ground, ink) in zip(self.parts(), kinds, strict=True):
            room = QRect(across, 0, width, self.height())
            self._fill(painter, room, ground)
            if across:
                painter.fillRect(QRect(across, 0, 2, self.height()), colour("edge"))
            painting.words(painter, room.adjusted(_PAD, 0, 0, 0), said, ink, Role.TABLE, SEMIBOLD)
            across += width
        painter.setClipping(False)
        painter.setPen(painting.pen("edge"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(outline)
        painter.end()

    def _fill(self, painter: QPainter, room: QRect, ground: str) -> None:
        painter.fillRect(room, colour(ground))
        if ground == "hatchbg":
            painter.fillRect(room, QBrush(colour("hatch"), Qt.BrushStyle.BDiagPattern))
            said = QRect(room.x(), room.y() + 4, room.width(), room.height() - 8)
            painter.fillRect(said.adjusted(_PAD - 4, 0, -4, 0), colour("hatchbg"))


_WORDS = ("read", "to fix", "set aside")
_KINDS = (("accent", "onaccent"), ("caution", "cautionink"), ("hatchbg", "ink"))
