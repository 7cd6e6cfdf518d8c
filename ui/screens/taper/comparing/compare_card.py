"""The card of two plans: a row a measure, which of them the pace is set for, and the swap."""

from typing import ClassVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from ui.screens.taper.comparing.compared import A, B, Compared, Row
from ui.theme.tokens import REGULAR, SEMIBOLD, Role
from ui.widgets.buttons.button import Button
from ui.widgets.choices.segmented import SegmentedBar
from ui.widgets.marks.label import Label
from ui.widgets.marks.painting import line_height, width_of, words
from ui.widgets.panels.card import Card

_LONG = "9,999 days"
"""A figure as long as most: shorter ones move nothing when they change."""
_CHOICES = ((A, "A"), (B, "B"))


class Figure(QWidget):
    """One figure, at the right of its place: other words or another colour move nothing beside it."""

    def __init__(self) -> None:
        super().__init__()
        self._words, self._tone = "", "ink"
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def show_figure(self, words: str, tone: str) -> None:
        """Be this figure, in a colour token."""
        if (words, tone) != (self._words, self._tone):
            before, self._words, self._tone = self.sizeHint(), words, tone
            self.setAccessibleName(words)
            self.update()
            if self.sizeHint() != before:
                self.updateGeometry()

    def text(self) -> str:
        """Its words."""
        return self._words

    def sizeHint(self) -> QSize:
        """Room for a long figure, even while it is short."""
        width = max(width_of(words, Role.TABLE, SEMIBOLD) for words in (self._words, _LONG))
        return QSize(width, line_height(Role.TABLE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The words."""
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter = QPainter(self)
        words(painter, self.rect(), self._words, self._tone, Role.TABLE, SEMIBOLD, right)
        painter.end()


class CompareCard(Card):
    """Built once; what changes with every turn of a stepper is words."""

    changing_set: ClassVar[Signal] = Signal(str)
    swap_wanted: ClassVar[Signal] = Signal()
    working_wanted: ClassVar[Signal] = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Two plans", parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._shown: Compared | None = None
        self.body.setSpacing(5)
        self.which = SegmentedBar("The pace above changes plan", _CHOICES)
        self.use = Button("Use B", small=True)
        self.use.setToolTip("Plan B becomes the draft, and the draft becomes plan B (Ctrl+Shift+U)")
        self.working = Button("Working", small=True)
        self.working.setAccessibleName("How the figures of both plans were reached")
        self._problem = Label("", Role.LABEL, "stop", wrap=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(0, 1)
        self._rows: list[tuple[Label, Figure, Figure]] = []
        for at, (letter, token) in enumerate((("A", "accent"), ("B", "plum")), 1):
            head = Label(letter, Role.TABLE, token, weight=SEMIBOLD)
            self._grid.addWidget(head, 0, at, Qt.AlignmentFlag.AlignRight)
        self.body.addLayout(self._grid)
        self.add(self._problem)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        label = Label("&Pace of", Role.LABEL, "ink2")
        label.setBuddy(self.which)
        foot.addWidget(label)
        foot.addWidget(self.which)
        foot.addStretch(1)
        foot.addWidget(self.use)
        self.body.addLayout(foot)
        self.body.addWidget(self.working, 0, Qt.AlignmentFlag.AlignLeft)
        self.which.chosen.connect(self.changing_set)
        self.use.clicked.connect(self.swap_wanted)
        self.working.clicked.connect(self.working_wanted)
        self.hide()

    def show_compared(self, compared: Compared | None) -> None:
        """Show both plans, or nothing."""
        if compared == self._shown:
            return
        before, self._shown = self._shown, compared
        self.setVisible(compared is not None)
        if compared is None:
            return
        if self.which.value() != compared.changing:
            self.which.set_value(compared.changing)
        self._problem.setText(compared.problem)
        self._problem.setVisible(bool(compared.problem))
        self.use.setEnabled(bool(compared.rows))
        self.working.setEnabled(bool(compared.rows))
        while len(self._rows) < len(compared.rows):
            self._add_row()
        for at, parts in enumerate(self._rows):
            if at < len(compared.rows) and (
                before is None or before.rows[at : at + 1] != compared.rows[at : at + 1]
            ):
                self._say(parts, compared.rows[at])
            for part in parts:
                part.setVisible(at < len(compared.rows))

    def rows(self) -> tuple[tuple[str, str, str], ...]:
        """The words shown, row by row."""
        return tuple((what.text(), a.text(), b.text()) for what, a, b in self._rows if not what.isHidden())

    def _add_row(self) -> None:
        made = (Label("", Role.TABLE, "ink2", weight=REGULAR, wrap=True), Figure(), Figure())
        place = len(self._rows) + 1
        for column, part in enumerate(made):
            self._grid.addWidget(
                part, place, column, Qt.AlignmentFlag.AlignTop if column else Qt.AlignmentFlag(0)
            )
        self._rows.append(made)

    @staticmethod
    def _say(parts: tuple[Label, Figure, Figure], row: Row) -> None:
        what, a, b = parts
        what.setText(row.what)
        a.show_figure(row.a, "accent" if row.differs else "ink")
        b.show_figure(row.b, "plum" if row.differs else "ink")
        for part in parts:
            part.setToolTip(row.working)
        what.setAccessibleName(f"{row.what}: A {row.a}, B {row.b}")
        what.setAccessibleDescription(row.working)
