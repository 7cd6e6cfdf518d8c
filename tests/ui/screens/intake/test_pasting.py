"""A medication list copied from a GP screen: pasted, read, every line accounted for, and whose it is."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from ui.screens.intake.pasting.state import Pasted
from ui.screens.intake.view import IntakeView
from ui.state.desk import Desk

Drain = Callable[[Desk], None]
KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
LIST = "MST Continus 10mg tablets - one twice a day\n\n-----\nCodeine 30mg tablets, take as directed\n"
TABLE = (
    "NHS Number\tName\tMedication\tDirections\n"
    "999 000 0018\tAnn Farrow\tCodeine 30mg tablets\tone daily\n"
    "999 000 0026\tBen Ockley\tTramadol 50mg capsules\tone daily\n"
)


def copied(text: str) -> QMimeData:
    made = QMimeData()
    made.setText(text)
    return made


def test_that_a_copied_list_is_shown_and_its_person_asked_for(qtbot: QtBot, view: IntakeView) -> None:
    QGuiApplication.clipboard().setText(LIST)
    qtbot.keyClick(view, KEY.Key_V, CTRL)
    assert view._model.props.page == "paste"
    assert view.paste.text.value() == LIST
    assert view.paste.name.hasFocus()
    assert "Not said: a name, an NHS number and a date of birth." in view.paste._said.text()


def test_that_every_line_of_a_pasted_list_is_accounted_for(
    qtbot: QtBot, view: IntakeView, desk: Desk, drain: Drain
) -> None:
    view.take(copied(LIST))
    qtbot.keyClicks(view.paste.name, "FARROW, Ann")
    qtbot.keyClicks(view.paste.number, "999 000 0018")
    qtbot.keyClicks(view.paste.born.focusProxy(), "14/08/1962")
    qtbot.keyClick(view, KEY.Key_Return, CTRL)
    drain(desk)
    assert view._model.props.sum == "3 rows = 1 read + 1 to fix + 1 set aside"
    view._model.go_on()
    drain(desk)
    (saved,) = tuple(desk.casework().each())
    patient = saved.case.patient
    assert (patient.family_name, patient.nhs_number, patient.born) == (
        "FARROW",
        "9990000018",
        date(1962, 8, 14),
    )


def test_that_a_list_without_a_person_comes_in_and_says_so(
    view: IntakeView, desk: Desk, drain: Drain
) -> None:
    view.take(copied(LIST))
    view._model.go_on()
    drain(desk)
    view._model.show_side("people")
    view._model.show_heap("people")
    assert view._model.props.rows[0].why == "There is no NHS number."
    assert view._model.props.rows[0].name == "Name not known"


def test_that_a_pasted_table_brings_its_own_people(view: IntakeView, desk: Desk, drain: Drain) -> None:
    view.take(copied(TABLE))
    view._model.go_on()
    drain(desk)
    assert view._model.props.main == "Bring in 2 people"
    assert view._model.props.layout.startswith("Read as it was pasted")


def test_that_what_was_pasted_is_still_there_after_going_back(qtbot: QtBot, view: IntakeView) -> None:
    view.take(copied(LIST))
    qtbot.keyClick(view.paste.name, KEY.Key_Escape)
    assert view._model.props.page == "choose"
    qtbot.mouseClick(view.choose.paste_list, Qt.MouseButton.LeftButton)
    assert view.paste.text.value() == LIST


def test_that_nothing_pasted_cannot_be_read(view: IntakeView) -> None:
    view._model.show_paste()
    assert not view.main.isEnabled()
    assert "paste it here with Ctrl+V" in view.paste._said.text()
    assert view.paste.text.hasFocus()


def test_that_one_line_with_its_person_said_says_for_whom() -> None:
    pasted = Pasted("one line", "FARROW, Ann", "999 000 0018", date(1962, 8, 14))
    assert pasted.said == "1 line, for FARROW, Ann. Every line is read or shown as unread."
