"""How a number was reached: lines as a sum, so that anyone can check it by hand."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui.theme.tokens import REGULAR, SEMIBOLD, Role
from ui.widgets.marks.label import Label, Rule
from ui.widgets.panels.card import empty_out


@dataclass(frozen=True, slots=True)
class WorkingLine:
    """One line of the sum, already in words: what, its dose, the factor, the result.

    A line with no result says why in `result` ("not converted", "not counted"). `total` makes it bold.
    """

    what: str
    dose: str = ""
    factor: str = ""
    result: str = ""
    total: bool = False


class WorkingPanel(QWidget):
    """The sum and, under it, the table it comes from and when that was checked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        self._foot = Label("", Role.LABEL, "ink2", weight=REGULAR, wrap=True)
        column.addLayout(self._grid)
        column.addWidget(self._foot)
        self.setAccessibleName("Working")

    def set_lines(self, lines: Sequence[WorkingLine], foot: str = "") -> None:
        """Show these lines, a hairline under each, and the source under them all."""
        empty_out(self._grid)
        for place, line in enumerate(lines):
            weight = SEMIBOLD if line.total else REGULAR
            row = place * 2
            what = Label(line.what, Role.TABLE, weight=weight, wrap=True)
            what.setAccessibleName(" ".join(part for part in (line.what, line.dose, line.factor) if part))
            what.setAccessibleDescription(line.result)
            self._grid.addWidget(what, row, 0)
            for across, part in ((1, line.dose), (2, line.factor), (3, line.result)):
                if part:
                    strong = SEMIBOLD if across == 3 and (line.factor or line.total) else weight
                    words = Label(part, Role.TABLE, weight=strong)
                    words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                    self._grid.addWidget(words, row, across)
            self._grid.addWidget(Rule(), row + 1, 0, 1, 4)
        self._foot.setText(foot)
        self._foot.setVisible(bool(foot))
