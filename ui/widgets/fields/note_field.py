"""Several lines of text, in a field that grows with them."""

from typing import ClassVar

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent, QStatusTipEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QSizePolicy, QTextEdit, QWidget

from ui.theme.tokens import Role
from ui.widgets.marks import painting
from ui.widgets.marks.label import restyle

_AROUND = 18
_BY_KEYS = frozenset(
    {
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.BacktabFocusReason,
        Qt.FocusReason.ShortcutFocusReason,
        Qt.FocusReason.OtherFocusReason,
    }
)
LONGEST_PASTE = 100_000
"""Letters put in at once: about 40 pages. More would hold the window for seconds."""


class NoteField(QTextEdit):
    """Plain text that grows from `least` lines to `most`, then scrolls. Tab leaves it.

    `typed` tells each change a person makes; `finished` when they leave. With `own_words` it is the sand
    field for what the person said. With `fills` it takes whatever height there is beyond its lines.
    """

    typed: ClassVar[Signal] = Signal(str)
    finished: ClassVar[Signal] = Signal()

    def __init__(
        self,
        name: str,
        *,
        placeholder: str = "",
        least: int = 2,
        most: int = 12,
        own_words: bool = False,
        fills: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._least = least
        self._most = most
        self._fills = fills
        self._said = ""
        self.setAcceptRichText(False)
        self.setAcceptDrops(False)  # a file dropped here is meant for the window
        self.setTabChangesFocus(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        upright = QSizePolicy.Policy.Expanding if fills else QSizePolicy.Policy.Fixed
        self.setSizePolicy(QSizePolicy.Policy.Expanding, upright)
        self.document().setDocumentMargin(2)
        if own_words:
            self.setProperty("own", "true")
        self.textChanged.connect(self._changed)
        self._grow()

    def value(self) -> str:
        """What is typed, exactly."""
        return self.toPlainText()

    def set_value(self, value: str) -> None:
        """Show text without telling anyone. Nothing moves when it is already there."""
        if value == self.toPlainText():
            return
        self._said = value
        place = self.textCursor().position()
        self.setPlainText(value)
        cursor = self.textCursor()
        cursor.setPosition(min(place, len(value)), QTextCursor.MoveMode.MoveAnchor)
        self.setTextCursor(cursor)
        self._grow()

    def set_problem(self, problem: str) -> None:
        """Mark or clear the problem edge."""
        self.setAccessibleDescription(problem)
        self.setProperty("problem", "true" if problem else "false")
        restyle(self)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt names it
        words = source.text()
        if len(words) > LONGEST_PASTE:
            said = f"Not put in: {len(words):,} letters copied; at most {LONGEST_PASTE:,} at once."
            QApplication.sendEvent(self.window(), QStatusTipEvent(said))
        else:
            self.insertPlainText(words)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Keys that come to words nobody has stood in yet go on at their end."""
        super().focusInEvent(event)
        if (
            event.reason() in _BY_KEYS
            and self.textCursor().atStart()
            and not self.textCursor().hasSelection()
        ):
            self.moveCursor(QTextCursor.MoveOperation.End)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.finished.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self._grow()

    def sizeHint(self) -> QSize:
        return QSize(320, self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.minimumHeight())

    def _changed(self) -> None:
        self._grow()
        said = self.toPlainText()
        # Qt tells of new colours as it tells of new text.
        if said != self._said:
            self._said = said
            self.typed.emit(said)

    def _grow(self) -> None:
        line = painting.line_height(Role.BODY)
        wanted = int(self.document().size().height()) - 4
        height = min(max(wanted, self._least * line), self._most * line) + _AROUND
        over = wanted + _AROUND > self.height() if self._fills else wanted > self._most * line
        bars = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(bars.ScrollBarAsNeeded if over else bars.ScrollBarAlwaysOff)
        if self._fills:
            self.setMinimumHeight(height)
        elif height != self.height() or height != self.minimumHeight():
            self.setFixedHeight(height)
