"""Buttons answer to the keys a person tries."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.widgets.buttons.button import Button, Kind


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_that_enter_and_space_press_a_focused_button(qtbot: QtBot, key: Qt.Key) -> None:
    button = Button("Open", Kind.OUTLINE)
    qtbot.addWidget(button)
    button.show()
    button.setFocus()
    with qtbot.waitSignal(button.clicked, timeout=500):
        qtbot.keyClick(button, key)
