"""The first rows of a file as a sheet, with a drop-down over each column that says what it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from ui.screens.intake.mapping.state import ROLE_WORDS
from ui.theme.active import current_theme
from ui.theme.tokens import SEMIBOLD, Role
from ui.widgets.choices.drop_down import DropDown
from ui.widgets.marks.label import Label
from ui.widgets.panels.card import empty_out
from ui.widgets.panels.lines import Line, LineStack, Look
from ui.widgets.panels.scroll import FollowingArea

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.screens.intake.mapping.state import Shown

_COLUMN = 200
UNSAID = "Choose what it holds"


class Sheet(QFrame):
    """`said` tells the key of a column and the id of what it is now said to hold."""

    said: ClassVar[Signal] = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "card")
        self.choices: dict[str, DropDown] = {}
        self._inside = QWidget()
        self._inside.setObjectName("scrollBody")
        self._grid = QGridLayout(self._inside)
        self._grid.setContentsMargins(14, 12, 14, 12)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(8)
        self._area = FollowingArea(self._inside)
        self._area.setAccessibleName("The first rows of the file")
        outer = QGridLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.addWidget(self._area)

    def show_columns(self, columns: Sequence[Shown]) -> None:
        """Show these columns; the drop-downs stay where the columns are the same ones."""
        if list(self.choices) != [column.key for column in columns]:
            self._make(columns)
        for column in columns:
            self.choices[column.key].set_value(column.role or None)

    def focus_first(self) -> None:
        """Go to the first column of which nothing is said yet, or to the first."""
        open_ones = [choice for choice in self.choices.values() if choice.value() is None]
        for choice in (open_ones or list(self.choices.values()))[:1]:
            choice.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make(self, columns: Sequence[Shown]) -> None:
        empty_out(self._grid)
        self.choices = {}
        for at, column in enumerate(columns):
            title = column.heading or "A column without a heading"
            choice = DropDown(f"What “{title}” holds", ROLE_WORDS, prompt=UNSAID)
            choice.chosen.connect(lambda role, key=column.key: self.said.emit(key, role))
            cells = LineStack()
            cells.set_lines([Line(cell, Look.RAW) for cell in column.cells] or [Line("Empty", Look.QUIET)])
            self._grid.addWidget(choice, 0, at)
            self._grid.addWidget(Label(title, Role.TABLE, weight=SEMIBOLD, wrap=True), 1, at)
            self._grid.addWidget(cells, 2, at, Qt.AlignmentFlag.AlignTop)
            self._grid.setColumnMinimumWidth(at, current_theme().px(_COLUMN))
            self.choices[column.key] = choice
        self._grid.setRowStretch(2, 1)
        self._grid.setColumnStretch(len(columns), 1)
