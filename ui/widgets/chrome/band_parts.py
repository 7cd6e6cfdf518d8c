"""What stands in the band: a name, a fact with its label, a need."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.text import NOT_KNOWN, literal
from ui.theme.active import current_theme
from ui.theme.tokens import MEDIUM, REGULAR, SEMIBOLD, Role
from ui.widgets.marks import painting
from ui.widgets.marks.label import Label


@dataclass(frozen=True, slots=True)
class Need:
    """A need to act on before any print or text: its words and its sign."""

    words: str
    icon: str = "info"


class NeedChip(QWidget):
    """One need, in the band. Not pressed."""

    def __init__(self, need: Need, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._need = need
        self.setAccessibleName(f"Need: {need.words}")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        theme = current_theme()
        width = painting.width_of(self._need.words, Role.LABEL, MEDIUM) + theme.px(14) + 24
        return QSize(width, theme.px(24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painting.box(painter, self.rect(), edge="band2", radius=4)
        side = current_theme().px(14)
        painting.sign(painter, self._need.icon, QRect(8, (self.height() - side) // 2, side, side), "bandink")
        room = self.rect().adjusted(8 + side + 6, 0, 0, 0)
        painting.words(painter, room, self._need.words, "bandink", Role.LABEL, MEDIUM)
        painter.end()


class BandName(QWidget):
    """A name on as many lines as the band has room for; a longer one ends in "…" and is whole on hovering."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.setToolTip(literal(name))
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(painting.width_of(self._name, Role.BAND_NAME) + 2, painting.line_height(Role.BAND_NAME))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, painting.line_height(Role.BAND_NAME))

    def shown(self) -> str:
        """The name, or as much of it as there is room for."""
        if self._fits(self._name):
            return self._name
        least, most = 0, len(self._name)
        while least < most:
            middle = (least + most + 1) // 2
            if self._fits(f"{self._name[:middle]}…"):
                least = middle
            else:
                most = middle - 1
        return f"{self._name[:least].rstrip()}…"

    def _fits(self, words: str) -> bool:
        return painting.wrapped_height(words, self.width(), Role.BAND_NAME) <= max(
            self.height(), painting.line_height(Role.BAND_NAME)
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painting.words(painter, self.rect(), self.shown(), "bandink", Role.BAND_NAME, None, painting.WRAPPED)
        painter.end()


class BandFact(QWidget):
    """A quiet label and its heavier value, with no colon."""

    def __init__(self, label: str, value: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(7)
        row.addWidget(Label(label, Role.LABEL, "band2", weight=REGULAR))
        row.addWidget(Label(value or NOT_KNOWN, Role.BODY, "bandink", weight=SEMIBOLD))
        self.setAccessibleName(f"{label} {value or NOT_KNOWN}")
