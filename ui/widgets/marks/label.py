"""Words on a page, by role and tone."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from ui.theme.tokens import REGULAR, Role
from ui.widgets.marks import painting
from ui.widgets.marks.breaking import breakable, drawn


class Label(QLabel):
    """Words that are read, not pressed. Tone is a colour token; weight overrides the role's own."""

    def __init__(
        self,
        words: str = "",
        role: Role = Role.BODY,
        tone: str = "ink",
        *,
        weight: int | None = None,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        self._words = breakable(words)
        self._face = (role, weight)
        self._longest = ""
        self._heights: dict[int, int] = {}
        super().__init__(drawn(words) if wrap else self._words, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", str(role))
        self.setProperty("tone", tone)
        if weight is not None:
            self.setProperty("weight", str(weight))
        if wrap:
            self.setWordWrap(True)
            self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
            policy = self.sizePolicy()
            policy.setHeightForWidth(True)
            policy.setHorizontalPolicy(QSizePolicy.Policy.Expanding)
            self.setSizePolicy(policy)

    def text(self) -> str:
        """The words as they were given."""
        return self._words

    def setText(self, words: str) -> None:  # noqa: N802 - Qt's name
        """Other words. Where they are wrapped, a number stays on the line of its unit."""
        given = breakable(words)
        if given != self._words:
            self._words = given
            self._heights.clear()
            super().setText(drawn(words) if self.wordWrap() else given)

    def keep_room(self, longest: str) -> None:
        """Be at least as wide as these words: nothing beside it moves while shorter ones are said."""
        self._longest = longest
        self.setMinimumWidth(painting.width_of(longest, *self._face) if longest else 0)

    def heightForWidth(self, width: int) -> int:
        """Measured once for each width: Qt lays words out again whenever it is asked."""
        if width not in self._heights:
            self._heights[width] = super().heightForWidth(width)
        return self._heights[width]

    def changeEvent(self, event: QEvent) -> None:
        """In another typeface the words are measured anew."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._heights.clear()
            if self._longest:
                self.keep_room(self._longest)
        super().changeEvent(event)

    def set_tone(self, tone: str) -> None:
        """Change the colour token."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            restyle(self)


class OneLine(QWidget):
    """One line that ends in an ellipsis where there is no room; the whole of it is its tip and its name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_words(self, words: str) -> None:
        """Say this from now on."""
        self._words = words
        self.setToolTip(words)
        self.setAccessibleName(words)
        self.update()

    def words(self) -> str:
        """The whole of it."""
        return self._words

    def shown_words(self) -> str:
        """What there is room for."""
        metrics = QFontMetrics(painting.face(Role.LABEL, REGULAR))
        return metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, self.width())

    def sizeHint(self) -> QSize:
        return QSize(100, painting.line_height(Role.LABEL))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painting.words(painter, self.rect(), self.shown_words(), "ink2", Role.LABEL, REGULAR)
        painter.end()


class Rule(QFrame):
    """A hairline across a card."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "rule")
        self.setFixedHeight(1)


def restyle(widget: QWidget) -> None:
    """Have the style sheet look again at a widget whose properties changed."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()
