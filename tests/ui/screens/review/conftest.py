"""The review over Jean's open case, as the window shows it."""

import pytest
from pytestqt.qtbot import QtBot

from ui.screens.review.view import ReviewView
from ui.state.desk import Desk


@pytest.fixture
def view(qtbot: QtBot, opened: Desk) -> ReviewView:
    """The review at the size it has beside the rails, with the keys in the story."""
    made = ReviewView(opened)
    qtbot.addWidget(made)
    made.resize(1122, 664)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.show_step(made.opening_step())
    return made
