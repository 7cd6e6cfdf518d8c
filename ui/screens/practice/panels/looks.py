"""What to look at in the words, one row each; a row leads to its letters."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.screens.practice.panels.two_lines import TwoLineList
from ui.screens.practice.props import MOST_LOOKS
from ui.screens.practice.rows import ListRow
from ui.theme.tokens import REGULAR, Role
from ui.widgets.buttons.button import Button
from ui.widgets.marks.label import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.screens.practice.props import LookAt


class LooksPanel(QWidget):
    """`wanted` tells from which letter to which somebody wants to look."""

    wanted: ClassVar[Signal] = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self._looks: tuple[LookAt, ...] = ()
        self._looked = False
        self._most = 150
        self.title = Label("", Role.TABLE, weight=600)
        self.quiet = Label("", Role.LABEL, "ink2", weight=REGULAR, wrap=True)
        self.next = Button("Next to look at", hint="Alt+N", small=True)
        self.list = TwoLineList("To look at")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.title)
        head.addWidget(self.quiet, 1)
        head.addStretch(0)
        head.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.list)
        column.addStretch(1)
        self.list.opened.connect(self._lead)
        self.next.clicked.connect(self.step)

    def show_looks(self, looks: Sequence[LookAt], *, looked: bool) -> None:
        """Show them; what stops the template comes with the sign that says so."""
        if (tuple(looks), looked) == (self._looks, self._looked):
            return
        self._looks, self._looked = tuple(looks), looked
        rows = [_row(place, look) for place, look in enumerate(self._looks)]
        self.list.set_rows(rows)
        first = "the first " if len(rows) == MOST_LOOKS else ""
        self.title.setText(f"To look at: {first}{len(rows)}" if rows else "")
        self.title.setVisible(bool(rows))
        self.quiet.setText("" if rows else "Nothing to look at: places, words and doses." if looked else "")
        self.next.setEnabled(bool(rows))
        self.list.setVisible(bool(rows))
        self._fit()

    def set_most(self, pixels: int) -> None:
        """How tall the list may grow before it scrolls; that much room is kept, so that nothing jumps."""
        self._most = pixels
        self._fit()

    def step(self) -> None:
        """Go to the next one, and to its letters."""
        if self._looks:
            self.list.step(1)
            self._lead(self.list.current())

    def _fit(self) -> None:
        self.list.setFixedHeight(max(min(self.list.content_height() + 2, self._most), 30))
        self.setFixedHeight(self.next.sizeHint().height() + 6 + self._most)

    def _lead(self, id_: str) -> None:
        if id_:
            look = self._looks[int(id_)]
            if look.start >= 0:
                self.wanted.emit(look.start, look.end)


def _row(place: int, look: LookAt) -> ListRow:
    stops = "This stops it from being kept. " if look.stops else ""
    tone = "stop" if look.stops else "cautionline"
    return ListRow(str(place), look.title, f"{stops}{look.reason}".strip(), "warning", tone)
