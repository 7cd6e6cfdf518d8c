"""The file, how it was read, and the proof that its rows add up."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.screens.intake.parts.sum_bar import SumBar
from ui.theme.tokens import SEMIBOLD, Role
from ui.widgets.buttons.button import Button, Kind
from ui.widgets.marks.label import Label
from ui.widgets.panels.captioned import SignMark

if TYPE_CHECKING:
    from ui.screens.intake.props import Props


class FileCard(QFrame):
    """The file’s name, its layout, the sum in words and as a bar. `columns_wanted` asks to name columns."""

    columns_wanted: ClassVar[Signal] = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "card")
        self._name = Label("", Role.BODY, weight=SEMIBOLD)
        self._layout = Label("", Role.TABLE, "ink2", wrap=True)
        self.columns = Button("Columns", Kind.QUIET, hint="Ctrl+M", small=True)
        self.columns.setToolTip("See and change what each column holds")
        self._sum = Label("", Role.TABLE, "ink2")
        self._sum.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._bar = SumBar()
        for label in (self._name, self._layout, self._sum):
            label.setMinimumHeight(1)  # wrapped words ask for more than they need at this width
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(SignMark("papers", "ink", 18))
        head.addWidget(self._name)
        head.addWidget(self._layout, 1)
        head.addWidget(self.columns)
        head.addWidget(self._sum)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(8)
        self._column.addLayout(head)
        self._column.addWidget(self._bar)
        self.columns.clicked.connect(self.columns_wanted)

    def show_props(self, props: Props) -> None:
        """Show the file."""
        self._name.setText(props.file_name)
        self._layout.setText(props.layout)
        self._sum.setText(props.sum)
        self._bar.set_counts(*props.counts, props.sum)
        self.columns.setVisible(props.from_file)

    def set_tight(self, *, tight: bool) -> None:
        """Give room to the table."""
        self._name.setWordWrap(tight)
        self._sum.setWordWrap(tight)
        self.columns.set_hint("" if tight else "Ctrl+M")
        down = 6 if tight else 12
        self._column.setContentsMargins(14, down, 14, down)
        self._column.setSpacing(4 if tight else 8)
