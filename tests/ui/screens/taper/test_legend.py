"""The legend over the chart: what it says of dates is never cut, however narrow it stands."""

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from ui.screens.taper.chart.legend import Legend, Line
from ui.state.desk import Desk

BEFORE = "Before: 60 mg a day by 21 Jul 2027"
AFTER = "After: 60 mg a day by 4 Aug 2027"
LATER = "2 weeks later"


@pytest.mark.parametrize("width", [310, 380, 430, 520, 700, 900])
def test_that_no_date_of_a_pause_being_made_up_is_cut(qtbot: QtBot, desk: Desk, width: int) -> None:
    holder = QWidget()
    legend = Legend(holder)
    qtbot.addWidget(holder)
    holder.show()
    legend.show_lines((Line(BEFORE, dotted=True), Line(AFTER)), LATER)
    legend.resize(width, legend.sizeHint().height())
    legend.show()
    qtbot.wait(1)
    for words in (BEFORE, AFTER, LATER):
        (label,) = [part for part in legend.findChildren(QLabel) if part.text() == words]
        assert label.isVisible()
        assert label.width() >= label.sizeHint().width(), words


def test_that_without_a_pause_it_is_one_line_that_names_the_plan(qtbot: QtBot, desk: Desk) -> None:
    legend = Legend()
    qtbot.addWidget(legend)
    legend.show_lines((Line("Up to 10%: 9 steps"),), "")
    legend.show()
    shown = [part.text() for part in legend.findChildren(QLabel) if part.isVisible()]
    assert shown == ["Up to 10%: 9 steps"]
