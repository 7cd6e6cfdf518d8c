"""How many people are ticked, and what can be done with them."""

from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.theme.active import current_theme
from ui.theme.tokens import SEMIBOLD, Role
from ui.widgets.buttons.button import Button
from ui.widgets.marks.label import Label, Rule

_ROOM_FOR_KEYS = 700


class TickedBar(QFrame):
    """Shown at the foot of the list while anyone is ticked."""

    clear_wanted: ClassVar[Signal] = Signal()
    sample_wanted: ClassVar[Signal] = Signal()
    letters_wanted: ClassVar[Signal] = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tickedBar")
        self._words = Label("", Role.TABLE, weight=SEMIBOLD, wrap=True)
        self.letters = Button("Write to them", icon="papers", hint="Ctrl+Shift+P", small=True)
        self.sample = Button("Take a sample of them", small=True)
        self.clear = Button("Clear ticks", hint="Esc", small=True)
        self.letters.clicked.connect(self.letters_wanted)
        self.sample.clicked.connect(self.sample_wanted)
        self.clear.clicked.connect(self.clear_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Rule())
        row = QHBoxLayout()
        column.addLayout(row)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(8)
        row.addWidget(self._words, 1)
        row.addWidget(self.letters)
        row.addWidget(self.sample)
        row.addWidget(self.clear)
        self.setAccessibleName("Ticked people")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < current_theme().px(_ROOM_FOR_KEYS)
        self.letters.set_hint("" if narrow else "Ctrl+Shift+P")
        self.sample.set_words("Take a sample" if narrow else "Take a sample of them")
        self.clear.set_hint("" if narrow else "Esc")

    def show_words(self, words: str) -> None:
        """Say how many are ticked; nothing hides the bar."""
        self._words.setText(words)
        self.setVisible(bool(words))
