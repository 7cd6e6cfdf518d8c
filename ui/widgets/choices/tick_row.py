"""A box to tick with its words beside it, wrapping as far as they need."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from ui.theme.active import current_theme
from ui.theme.tokens import REGULAR, SMALLEST_TARGET, Role
from ui.widgets.marks import painting

_BOX = 18
_GAP = 9


class TickRow(QCheckBox):
    """A tick box. `soft` greys the words once ticked, as used prompts do. Use `toggled` or `clicked`."""

    def __init__(
        self,
        words: str,
        *,
        role: Role = Role.BODY,
        soft: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words.replace("&", "&&"), parent)
        self._words = words
        self._role = role
        self._soft = soft
        self.setAccessibleName(words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_words(self, words: str) -> None:
        """Change the words."""
        self._words = words
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(words)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        width = self._text_start() + painting.width_of(self._words, self._role) + 4
        return QSize(min(width, 560), self.heightForWidth(min(width, 560)))

    def minimumSizeHint(self) -> QSize:
        width = current_theme().px(120)
        return QSize(width, current_theme().px(SMALLEST_TARGET))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        text = painting.wrapped_height(self._words, width - self._text_start(), self._role)
        return max(text + 6, current_theme().px(28))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def hitButton(self, _place: object) -> bool:  # noqa: N802 - Qt names it
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = current_theme().px(_BOX)
        first_line = max(painting.line_height(self._role) + 6, current_theme().px(28))
        square = QRect(2, (min(first_line, self.height()) - side) // 2, side, side)
        ticked = self.isChecked()
        ground = "accent" if ticked else ("tint" if self.underMouse() else "surface")
        edge = "accent" if ticked else "edge"
        painting.box(painter, square, ground=ground, edge=edge, radius=4, dashed=not self.isEnabled())
        if ticked:
            painting.sign(painter, "tick", square.adjusted(1, 1, -1, -1), "onaccent")
        ink = "ink2" if (ticked and self._soft) or not self.isEnabled() else "ink"
        area = QRect(self._text_start(), 0, self.width() - self._text_start(), self.height())
        painting.words(painter, area, self._words, ink, self._role, REGULAR, painting.WRAPPED)
        painter.end()

    def _text_start(self) -> int:
        return 2 + current_theme().px(_BOX) + _GAP
