"""The withdrawal guide: what to expect, when, and what to do, one rung at a time."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from pharmreview.domain.review.step import Option
from ui.forms.editors.lines import NumberMark
from ui.theme.tokens import REGULAR, SEMIBOLD, Role
from ui.widgets.marks.label import Label
from ui.widgets.panels.card import Card

_BEGINS = "It begins hours to days after a change. Slow steps make it mild. It passes."


class GuideCard(Card):
    """What may be noticed after a change, and the ladder of what to do."""

    def __init__(self, signs: Sequence[Option], ladder: Sequence[Option]) -> None:
        super().__init__("Withdrawal guide", subtitle="to talk through, whether or not a dose has changed")
        expect = ", ".join([signs[0].label, *(o.label[:1].casefold() + o.label[1:] for o in signs[1:])])
        self.add(Label(f"Expect: {expect}.", Role.BODY, wrap=True))
        self.add(Label(_BEGINS, Role.BODY, wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(8)
        for place, rung in enumerate(ladder):
            grid.addWidget(_rung(place + 1, rung), place // 2, place % 2, Qt.AlignmentFlag.AlignTop)
        for column in range(2):
            grid.setColumnStretch(column, 1)
        self.body.addLayout(grid)


def _rung(number: int, option: Option) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(NumberMark(number, sand=False), 0, Qt.AlignmentFlag.AlignTop)
    words = QGridLayout()
    words.setSpacing(1)
    words.addWidget(Label(option.label, Role.TABLE, weight=SEMIBOLD, wrap=True), 0, 0)
    words.addWidget(Label(option.words, Role.LABEL, "ink2", weight=REGULAR, wrap=True), 1, 0)
    row.addLayout(words, 1)
    return made
