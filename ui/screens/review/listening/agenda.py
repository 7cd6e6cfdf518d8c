"""What the person wants to talk about, in their words and their order, on sand."""

from PySide6.QtCore import Signal
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
        head.addWidget(Label(title, Role.SECTION, "wordsink"))
        head.addWidget(Label(declared.help, Role.LABEL, "wordsink"))
        head.addStretch(1)
        head.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 6, 10, 10)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.editor)

    def _open_line(self) -> None:
        self.editor.add_line()

    def add_said(self, words: str) -> None:
        """Put words at the end, or open a fresh line where there are none."""
        self.editor.add_line(words)
