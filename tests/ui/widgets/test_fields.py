"""Fields: what was typed is never changed, clamped, rounded or cut."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.buttons.button import Button
from ui.widgets.chrome.status_line import StatusLine
from ui.widgets.fields.date_field import DateField
from ui.widgets.fields.dose_stepper import DoseStepper
from ui.widgets.fields.framed import BareEdit, PartButton
from ui.widgets.fields.note_field import NoteField
from ui.widgets.fields.stepper import NumberStepper, Stepper
from ui.widgets.fields.text_field import NumberField, SecretField, TextField
from ui.widgets.panels.captioned import Captioned

DOSES = [Decimal(dose) for dose in (50, 55, 60, 65, 70)]
CHRISTMAS = date(2026, 12, 25)


def edit_of(field: QWidget) -> BareEdit:
    return field.findChildren(BareEdit)[0]


def type_into(qtbot: QtBot, field: QWidget, text: str) -> None:
    edit = edit_of(field)
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClick(edit, Qt.Key.Key_Delete)
    qtbot.keyClicks(edit, text)


def leave(qtbot: QtBot, field: QWidget) -> None:
    qtbot.keyClick(edit_of(field), Qt.Key.Key_Return)


@pytest.fixture
def dose(qtbot: QtBot) -> DoseStepper:
    stepper = DoseStepper("Aim, a day")
    stepper.set_choices(DOSES, biggest_move=Decimal(10))
    stepper.set_value(Decimal(60))
    qtbot.addWidget(stepper)
    stepper.show()
    return stepper


@pytest.fixture
def day(qtbot: QtBot) -> DateField:
    field = DateField("First step", earliest=date(2026, 12, 1), latest=date(2027, 12, 31))
    qtbot.addWidget(field)
    field.show()
    return field


def test_that_an_unmakeable_dose_stays_as_typed_and_offers_its_neighbours(
    dose: DoseStepper, qtbot: QtBot
) -> None:
    told: list[object] = []
    dose.changed.connect(told.append)
    type_into(qtbot, dose, "62")
    leave(qtbot, dose)
    assert dose.typed() == "62"
    assert dose.value() is None
    assert dose.offers() == (Decimal(60), Decimal(65))
    assert dose.problem() == "62 mg cannot be made from these tablets. Choose 60 mg or 65 mg."
    assert told == []


def test_that_an_offered_dose_is_taken_by_pressing_it(dose: DoseStepper, qtbot: QtBot) -> None:
    told: list[object] = []
    dose.changed.connect(told.append)
    type_into(qtbot, dose, "62 mg")
    leave(qtbot, dose)
    offer = next(button for button in dose.findChildren(Button) if button.text() == "65 mg")
    qtbot.mouseClick(offer, Qt.MouseButton.LeftButton)
    assert dose.typed() == "65 mg"
    assert dose.problem() == ""
    assert told == [Decimal(65)]


@pytest.mark.parametrize("typed", ["65", "65mg", "65 MG", " 65 mg ", "65.0"])
def test_that_a_makeable_dose_is_read_however_it_is_spaced(
    dose: DoseStepper, qtbot: QtBot, typed: str
) -> None:
    type_into(qtbot, dose, typed)
    leave(qtbot, dose)
    assert dose.value() == Decimal(65)
    assert dose.typed() == "65 mg"


@pytest.mark.parametrize("typed", ["sixty", "60 micrograms", "6e1", "-60", "60 mg twice", "1000000000000"])
def test_that_what_is_not_a_dose_is_kept_and_said(dose: DoseStepper, qtbot: QtBot, typed: str) -> None:
    type_into(qtbot, dose, typed)
    leave(qtbot, dose)
    assert dose.typed() == typed
    assert dose.value() is None
    assert dose.problem().endswith(".")


@pytest.mark.parametrize(
    ("key", "lands"),
    [
        (Qt.Key.Key_Up, 65),
        (Qt.Key.Key_Down, 55),
        (Qt.Key.Key_PageUp, 70),
        (Qt.Key.Key_PageDown, 50),
        (Qt.Key.Key_Home, 50),
        (Qt.Key.Key_End, 70),
    ],
)
def test_that_keys_move_only_between_makeable_doses(
    dose: DoseStepper, qtbot: QtBot, key: Qt.Key, lands: int
) -> None:
    qtbot.keyClick(edit_of(dose), key)
    assert dose.value() == Decimal(lands)


def test_that_a_page_never_moves_further_than_the_biggest_allowed(dose: DoseStepper, qtbot: QtBot) -> None:
    dose.set_choices(DOSES, biggest_move=Decimal(7))
    qtbot.keyClick(edit_of(dose), Qt.Key.Key_PageDown)
    assert dose.value() == Decimal(55)


def test_that_stepping_from_an_unmakeable_dose_goes_to_its_neighbour(dose: DoseStepper, qtbot: QtBot) -> None:
    type_into(qtbot, dose, "62")
    leave(qtbot, dose)
    qtbot.keyClick(edit_of(dose), Qt.Key.Key_Up)
    assert dose.value() == Decimal(65)


def test_that_a_step_at_the_end_stays_there(dose: DoseStepper, qtbot: QtBot) -> None:
    dose.set_value(Decimal(70))
    qtbot.keyClick(edit_of(dose), Qt.Key.Key_Up)
    assert dose.value() == Decimal(70)


def test_that_the_help_line_names_the_neighbours(dose: DoseStepper) -> None:
    assert dose.help_line() == "Can be 55, 60 or 65 mg"


def test_that_an_emptied_dose_is_no_dose(dose: DoseStepper, qtbot: QtBot) -> None:
    told: list[object] = []
    dose.changed.connect(told.append)
    type_into(qtbot, dose, "")
    leave(qtbot, dose)
    assert dose.value() is None
    assert dose.problem() == ""
    assert told == [None]


def test_that_showing_a_dose_tells_nobody(dose: DoseStepper) -> None:
    told: list[object] = []
    dose.changed.connect(told.append)
    dose.set_value(Decimal(65))
    assert told == []


def test_that_minus_and_plus_are_pressed_with_the_mouse(dose: DoseStepper, qtbot: QtBot) -> None:
    minus, plus = dose.findChildren(PartButton)
    qtbot.mouseClick(plus, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(minus, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(minus, Qt.MouseButton.LeftButton)
    assert dose.value() == Decimal(55)
    assert min(minus.width(), minus.height()) >= 24


@pytest.mark.parametrize(
    ("typed", "says"),
    [("150", "from 1 to 12"), ("0", "from 1 to 12"), ("2.5", "whole number"), ("x", "whole number")],
)
def test_that_a_number_past_its_bounds_is_said_and_not_clamped(qtbot: QtBot, typed: str, says: str) -> None:
    weeks = NumberStepper("Every", minimum=1, maximum=12, unit="weeks", unit_for_one="week")
    weeks.set_value(Decimal(4))
    qtbot.addWidget(weeks)
    weeks.show()
    type_into(qtbot, weeks, typed)
    leave(qtbot, weeks)
    assert weeks.typed() == typed
    assert weeks.number() is None
    assert says in weeks.problem()


@pytest.mark.parametrize(("typed", "shown"), [("1", "1 week"), ("6 weeks", "6 weeks"), ("1 week", "1 week")])
def test_that_a_number_is_shown_with_its_unit(qtbot: QtBot, typed: str, shown: str) -> None:
    weeks = NumberStepper("Every", minimum=1, maximum=12, unit="weeks", unit_for_one="week")
    qtbot.addWidget(weeks)
    weeks.show()
    type_into(qtbot, weeks, typed)
    leave(qtbot, weeks)
    assert weeks.typed() == shown


def test_that_a_prefix_and_a_percent_sign_read_back(qtbot: QtBot) -> None:
    size: Stepper = NumberStepper("Size", minimum=1, maximum=50, unit="%", prefix="up to ")
    qtbot.addWidget(size)
    size.set_value(Decimal(10))
    assert size.typed() == "up to 10%"
    size.commit()
    assert size.value() == Decimal(10)


def test_that_a_typed_day_is_read_and_tidied(day: DateField, qtbot: QtBot) -> None:
    told: list[object] = []
    day.changed.connect(told.append)
    type_into(qtbot, day, "25/12/2026")
    leave(qtbot, day)
    assert day.value() == CHRISTMAS
    assert day.iso() == "2026-12-25"
    assert day.typed() == "Fri 25 Dec 2026"
    assert told[-1] == CHRISTMAS


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("31/11/2026", "no day 31"),
        ("30/11/2026", "1 Dec 2026 onwards"),
        ("1/1/2028", "no later than 31 Dec 2027"),
        ("soon", "not a date"),
        ("25/12/26", "four digits"),
    ],
)
def test_that_a_day_that_cannot_be_used_stays_as_typed(
    day: DateField, qtbot: QtBot, typed: str, says: str
) -> None:
    said: list[str] = []
    day.refused.connect(said.append)
    type_into(qtbot, day, typed)
    leave(qtbot, day)
    assert day.typed() == typed
    assert day.value() is None
    assert day.iso() == ""
    assert says in said[-1]
    assert says in day.problem()


def test_that_mending_a_day_clears_its_problem(day: DateField, qtbot: QtBot) -> None:
    type_into(qtbot, day, "soon")
    leave(qtbot, day)
    type_into(qtbot, day, "25 Dec 2026")
    leave(qtbot, day)
    assert day.problem() == ""
    assert day.value() == CHRISTMAS


def test_that_unread_text_comes_back_as_it_was_typed(day: DateField) -> None:
    day.set_typed("after the holiday")
    assert day.typed() == "after the holiday"
    assert "not a date" in day.problem()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_that_alt_down_opens_a_calendar_and_picking_a_day_types_it(day: DateField, qtbot: QtBot) -> None:
    told: list[object] = []
    day.changed.connect(told.append)
    day.set_value(date(2026, 12, 24))
    qtbot.keyClick(edit_of(day), Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = day.findChildren(QCalendarWidget)[0]
    assert calendar.minimumDate().toString(Qt.DateFormat.ISODate) == "2026-12-01"
    calendar.clicked.emit(calendar.selectedDate().addDays(1))
    assert day.typed() == "Fri 25 Dec 2026"
    assert told == [CHRISTMAS]


def test_that_a_note_grows_with_its_lines_and_then_scrolls(qtbot: QtBot) -> None:
    note = NoteField("Story", least=2, most=4)
    qtbot.addWidget(note)
    note.resize(300, note.height())
    note.show()
    heights = []
    for lines in (1, 3, 4, 9):
        note.set_value("\n".join(["one line"] * lines))
        heights.append(note.height())
    assert heights[0] < heights[1] < heights[2] == heights[3]
    assert note.value().count("\n") == 8


def test_that_a_note_tells_typing_and_not_filling(qtbot: QtBot) -> None:
    note = NoteField("Story")
    qtbot.addWidget(note)
    told: list[str] = []
    note.typed.connect(told.append)
    note.set_value("from the store")
    assert told == []
    qtbot.keyClicks(note, "x")
    assert told == ["xfrom the store"]


def test_that_pasted_text_is_plain(qtbot: QtBot) -> None:
    note = NoteField("Story")
    qtbot.addWidget(note)
    rich = QMimeData()
    rich.setHtml("<b>bold</b>")
    rich.setText("bold")
    note.insertFromMimeData(rich)
    assert note.value() == "bold"
    assert "font-weight:700" not in note.toHtml().split("<body", 1)[1]


def test_that_a_secret_is_hidden_until_show_is_pressed(qtbot: QtBot) -> None:
    secret = SecretField("Passphrase")
    qtbot.addWidget(secret)
    secret.show()
    assert secret.echoMode() == QLineEdit.EchoMode.Password
    show = secret.findChildren(Button)[0]
    assert show.accessibleName() == "Show the passphrase"
    qtbot.mouseClick(show, Qt.MouseButton.LeftButton)
    assert secret.echoMode() == QLineEdit.EchoMode.Normal
    assert show.accessibleName() == "Hide the passphrase"


@pytest.mark.parametrize(
    ("typed", "number", "says"),
    [
        ("72.5", Decimal("72.5"), ""),
        ("72.55", None, "1 decimal place"),
        ("500", None, "from 20 to 400"),
        ("1e2", None, "not a number"),
        ("", None, ""),
    ],
)
def test_that_a_number_field_reads_strictly_and_keeps_what_was_typed(
    qtbot: QtBot, typed: str, number: Decimal | None, says: str
) -> None:
    field = NumberField("Weight", minimum=Decimal(20), maximum=Decimal(400), decimals=1, unit="kg")
    qtbot.addWidget(field)
    field.show()
    qtbot.keyClicks(field, typed)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == typed
    assert field.number() == number
    assert says in field.problem()
    assert bool(says) == bool(field.problem())


def test_that_a_text_field_tells_typing_and_not_filling(qtbot: QtBot) -> None:
    field = TextField("NHS number")
    qtbot.addWidget(field)
    told: list[str] = []
    field.typed.connect(told.append)
    field.set_value("999")
    field.focusInEvent(QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.OtherFocusReason))
    qtbot.keyClicks(field, "0")
    assert told == ["9990"]


def test_that_a_long_line_is_shown_from_its_beginning_once_left(qtbot: QtBot) -> None:
    field, other = TextField("What for"), TextField("Next")
    for each in (field, other):
        qtbot.addWidget(each)
    field.set_value("Going back to it after last time, and ringing when it was hard")
    assert field.cursorPosition() == 0
    for reason, place in (
        (Qt.FocusReason.ActiveWindowFocusReason, len(field.text())),
        (Qt.FocusReason.TabFocusReason, 0),
    ):
        field.end(False)
        field.focusOutEvent(QFocusEvent(QEvent.Type.FocusOut, reason))
        assert field.cursorPosition() == place


def test_that_a_field_row_says_the_problem_where_its_help_was(qtbot: QtBot) -> None:
    row = Captioned("&Look again on", DateField("Look again on"), help_line="About 4 weeks on")
    qtbot.addWidget(row)
    row.show()
    assert row.problem() == ""
    type_into(qtbot, row, "soon")
    leave(qtbot, row)
    assert "not a date" in row.problem()
    type_into(qtbot, row, "25 Dec 2026")
    assert row.problem() == ""


def test_that_a_field_row_names_a_control_that_has_no_name(qtbot: QtBot) -> None:
    control = QLineEdit()
    row = Captioned("&Who is here", control)
    qtbot.addWidget(row)
    assert control.accessibleName() == "Who is here"


def test_that_an_empty_date_does_not_look_like_a_day_that_was_given(qtbot: QtBot) -> None:
    field = DateField("Next contact")
    qtbot.addWidget(field)
    assert field.focusProxy().placeholderText() == "like 9 Dec 2026"


@pytest.mark.parametrize(("letters", "taken"), [(100_000, True), (100_001, False), (1_000_000, False)])
def test_that_a_paste_too_long_to_lay_out_at_once_is_refused_in_a_sentence(
    qtbot: QtBot, letters: int, taken: bool
) -> None:
    window = QWidget()
    line, note = StatusLine(window), NoteField("Story", parent=window)
    qtbot.addWidget(window)
    window.show()
    note.set_value("What was there. ")
    copied = QMimeData()
    copied.setText("a" * letters)
    note.insertFromMimeData(copied)
    assert note.value() == ("a" * letters if taken else "") + "What was there. "
    said = f"Not put in: {letters:,} letters copied; at most 100,000 at once."
    assert line.fact() == ("" if taken else said)


def test_that_keys_that_come_to_a_filled_note_go_on_at_its_end_and_stay_where_they_were_later(
    qtbot: QtBot,
) -> None:
    window = QWidget()
    before, note = TextField("Before", parent=window), NoteField("Story", parent=window)
    qtbot.addWidget(window)
    note.set_value("It began in May.")
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    before.setFocus()
    qtbot.keyClick(before, Qt.Key.Key_Tab)
    qtbot.keyClicks(note, " Then June.")
    assert note.value() == "It began in May. Then June."
    qtbot.keyClick(note, Qt.Key.Key_Left)
    place = note.textCursor().position()
    qtbot.keyClick(note, Qt.Key.Key_Backtab)
    qtbot.keyClick(before, Qt.Key.Key_Tab)
    assert note.textCursor().position() == place
