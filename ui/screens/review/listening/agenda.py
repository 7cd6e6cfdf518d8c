"""What the person wants to talk about, in their words and their order, on sand."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from pharmreview.domain.review.step import LinesField
from ui.forms.editors.lines import LinesEditor
from ui.theme.tokens import Role
from ui.widgets.buttons.button import Button, Kind
from ui.widgets.marks.label import Label
from ui.widgets.panels.notice import BarFrame

ASKED = "What would you like to make sure we talk about?"


class AgendaPanel(BarFrame):
    """The agenda: numbered lines, first things first."""

    given = Signal(object)
    left = Signal()

    def __init__(self, declared: LinesField, title: str) -> None:
        super().__init__("words", "words", "wordsline")
        self.editor = LinesEditor(declared, sand=True, placeholder=ASKED)
        self.editor.answered.connect(lambda _rest, lines: self.given.emit(lines))
        self.editor.left.connect(self.left)
        self.add = Button("Add a line", Kind.QUIET, icon="plus", small=True)
        self.add.setToolTip("Ctrl+Shift+A adds what is chosen in the story")
        self.add.clicked.connect(self._open_line)
        head = QHBoxLayout()
        head.setSpacing(8)
        self._title = Label(title, Role.SECTION, "wordsink")
        head.addWidget(self._title)
        self._help = Label(declared.help, Role.LABEL, "wordsink")
        head.addWidget(self._help)
        head.addStretch(1)
        head.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 6, 10, 10)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.editor)

    def _open_line(self) -> None:
        self.editor.add_line()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The quiet words give way where there is no room for them."""
        super().resizeEvent(event)
        taken = self._title.sizeHint().width() + self.add.sizeHint().width() + 60
        self._help.setVisible(taken + self._help.sizeHint().width() <= self.width())

    def minimumSizeHint(self) -> QSize:
        return QSize(260, super().minimumSizeHint().height())

    def add_said(self, words: str) -> None:
        """Put words at the end, or open a fresh line where there are none."""
        self.editor.add_line(words)
