"""The page on which the columns of a file are named."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.screens.intake.mapping.sheet import Sheet
from ui.theme.tokens import SEMIBOLD, Role
from ui.widgets.buttons.button import Button
from ui.widgets.choices.drop_down import DropDown
from ui.widgets.fields.text_field import TextField
from ui.widgets.marks.label import Label
from ui.widgets.panels.captioned import Captioned, SignMark
from ui.widgets.panels.card import Card
from ui.widgets.panels.notice import Notice, Tone

if TYPE_CHECKING:
    from ui.screens.intake.mapping.state import Columns

KEPT = "Kept with its people, and used for every file with these headings. One of the same name is replaced."
_NONE = ("", "None, as the headings say")


class ColumnsPage(QWidget):
    """`said` tells a column and what it holds; `by` the name of a kept mapping; `named` a name to keep it.

    `rename_wanted` asks to give the mapping chosen the name typed, `delete_wanted` to keep it no longer.
    """

    said: ClassVar[Signal] = Signal(str, str)
    by: ClassVar[Signal] = Signal(str)
    named: ClassVar[Signal] = Signal(str)
    rename_wanted: ClassVar[Signal] = Signal()
    delete_wanted: ClassVar[Signal] = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._file = Label("", Role.BODY, weight=SEMIBOLD)
        self._read_as = Label("", Role.TABLE, "ink2", wrap=True)
        self.wanting = Notice("", tone=Tone.CAUTION)
        self.sheet = Sheet()
        self.kept = DropDown("Mapping kept before", prompt="Choose one kept before")
        self.name = TextField("Keep it under the name", placeholder="Not kept without a name")
        self.rename = Button("Rename", small=True)
        self.delete = Button("Delete", small=True)
        self._kept_side = QWidget()
        self._kept_row = Captioned("&Use one kept before", self.kept)
        self._name_row = Captioned("&Keep it under the name", self.name, help_line=KEPT)
        self._lay_out()
        self.sheet.said.connect(self.said)
        self.kept.chosen.connect(self.by)
        self.name.typed.connect(self.named)
        self.rename.clicked.connect(self.rename_wanted)
        self.delete.clicked.connect(self.delete_wanted)

    def focus_first(self) -> None:
        """Go to the first column of which nothing is said."""
        self.sheet.focus_first()

    def show_columns(self, columns: Columns) -> None:
        """Show the columns as they are named now."""
        self._file.setText(columns.peek.file_name)
        self._read_as.setText(columns.read_as)
        self.wanting.set_words(columns.wanting)
        self.wanting.set_tone(Tone.GOOD if columns.ready else Tone.CAUTION)
        self.sheet.show_columns(columns.shown)
        names = [mapping.name for mapping in columns.kept]
        self.kept.set_options([_NONE, *((name, name) for name in names)])
        self.kept.set_value(columns.chosen or None)
        self._kept_side.setVisible(bool(names))
        if self.delete.hasFocus() or self.rename.hasFocus():
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)  # what had the keys may go away
        for button, words in ((self.rename, "Rename"), (self.delete, "Delete")):
            button.setVisible(bool(columns.chosen))
            button.setAccessibleName(f"{words} “{columns.chosen}”")
        self.rename.setEnabled(columns.can_rename)
        self.name.set_value(columns.name)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(SignMark("papers", "ink", 18))
        head.addWidget(self._file)
        head.addWidget(self._read_as, 1)
        foot = QHBoxLayout()
        foot.setSpacing(14)
        kept = QVBoxLayout(self._kept_side)
        kept.setContentsMargins(0, 0, 0, 0)
        kept.addWidget(self._kept_row)
        below = QHBoxLayout()
        below.setSpacing(8)
        for button in (self.rename, self.delete):
            below.addWidget(button)
        below.addStretch(1)
        kept.addLayout(below)
        kept.addStretch(1)
        foot.addWidget(self._kept_side, 1)
        foot.addWidget(self._name_row, 1, Qt.AlignmentFlag.AlignTop)
        foot.addStretch(1)
        card = Card("What does each column hold?")
        card.body.addLayout(head)
        card.add(self.wanting)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 6)
        column.setSpacing(10)
        column.addWidget(card)
        column.addWidget(self.sheet, 1)
        column.addLayout(foot)
