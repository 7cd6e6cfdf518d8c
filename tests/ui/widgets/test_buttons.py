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


@pytest.mark.parametrize("ticked", [False, True])
def test_that_what_a_button_shows_stands_in_its_middle_ticked_or_not(qtbot: QtBot, ticked: bool) -> None:
    button = Button("Details", small=True)
    button.setCheckable(True)
    button.setChecked(ticked)
    qtbot.addWidget(button)
    button.resize(button.sizeHint())
    image = button.grab().toImage()
    middle = image.height() // 2
    ground = image.pixelColor(4, middle)
    inked = [
        x
        for x in range(3, image.width() - 3)
        if any(image.pixelColor(x, y) != ground for y in range(4, image.height() - 4))
    ]
    assert abs(inked[0] - (image.width() - 1 - inked[-1])) <= 3
