"""What everyone said of their visits, question by question, as a card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui import text as words_of
from ui.theme.tokens import BOLD, REGULAR, SEMIBOLD, Role
from ui.widgets.marks.label import Label, Rule
from ui.widgets.panels.card import Card, empty_out
from ui.widgets.panels.notice import OwnWords

if TYPE_CHECKING:
    from pharmreview.domain.caseload.experience import Counted, Learnt, Scaled

_NOBODY = "No form has come back yet. Send “How was your visit?” one to two weeks after it."
_FEW = "Fewer than 6 forms: for learning here, and not to be passed on. Somebody may tell who said what."


class LearntCard(Card):
    """Medians of the marks from 0 to 10, how many chose what, and their own words."""

    def __init__(self) -> None:
        super().__init__("What the practice learnt")
        self.few = Label(_FEW, Role.LABEL, "cautionink", wrap=True)
        self.add(self.few)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.body.addLayout(self._rows)
        self.body.addStretch(1)

    def show_learnt(self, learnt: Learnt) -> None:
        """Show what all forms come to."""
        self.few.setVisible(learnt.few)
        self.set_subtitle(_forms(learnt))
        empty_out(self._rows)
        if not learnt.forms:
            self._rows.addWidget(Label(_NOBODY, Role.BODY, "ink2", weight=REGULAR, wrap=True))
        for scale in learnt.scales:
            self._put(scale.label, words_of.number(scale.median), _spread(scale))
        for choice in learnt.choices:
            self._put(choice.label, "", _chosen(choice))
        for told in learnt.told:
            self._rows.addSpacing(4)
            self._rows.addWidget(Label(told.label, Role.TABLE, weight=SEMIBOLD, wrap=True))
            for words in told.words:
                self._rows.addWidget(OwnWords(words))

    def _put(self, label: str, figure: str, about: str) -> None:
        row = QWidget()
        grid = QGridLayout(row)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(0)
        grid.addWidget(Label(label, Role.TABLE, wrap=True), 0, 0)
        grid.addWidget(Label(about, Role.LABEL, "ink2", wrap=True), 1, 0)
        grid.setColumnStretch(0, 1)
        if figure:
            grid.addWidget(Label(figure, Role.SECTION, weight=BOLD), 0, 1, 2, 1)
        self._rows.addWidget(row)
        self._rows.addWidget(Rule())


def _forms(learnt: Learnt) -> str:
    """How many forms, and how many of them stand in a record."""
    if not learnt.forms:
        return ""
    told = words_of.count(learnt.forms, "form")
    return f"{told}, {learnt.in_records} in a record because they asked" if learnt.in_records else told


def _spread(scale: Scaled) -> str:
    one = scale.least == scale.most
    spread = f"all {scale.least}" if one else f"from {scale.least} to {scale.most}"
    return f"median, out of 10; {words_of.count(scale.number, 'answer')}, {spread}"


def _chosen(choice: Counted) -> str:
    return "; ".join(f"{label} {number}" for label, number in choice.counts)
