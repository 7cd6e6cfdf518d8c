"""An Alt letter on a label goes to the field it names, whatever the field is made of."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.buttons.button import Button
from ui.widgets.choices.segmented import SegmentedBar
from ui.widgets.fields.date_field import DateField
from ui.widgets.fields.dose_stepper import DoseStepper
from ui.widgets.fields.text_field import TextField
from ui.widgets.panels.captioned import Captioned

FIELDS: tuple[Callable[[], QWidget], ...] = (
    lambda: TextField("First"),
    lambda: DateField("First"),
    lambda: DoseStepper("First"),
    lambda: SegmentedBar("First", [("am", "Morning"), ("pm", "Night")]),
)


@pytest.mark.parametrize("make", FIELDS)
def test_that_an_alt_letter_goes_to_the_field(qtbot: QtBot, make: Callable[[], QWidget]) -> None:
    field, elsewhere, page = make(), Button("Elsewhere"), QWidget()
    column = QVBoxLayout(page)
    column.addWidget(elsewhere)
    column.addWidget(Captioned("&First", field))
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    elsewhere.setFocus()
    qtbot.keyClick(elsewhere, Qt.Key.Key_F, Qt.KeyboardModifier.AltModifier)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused is field or field.isAncestorOf(focused)
