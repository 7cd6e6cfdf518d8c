"""Choosing, pressing, and the mouse wheel that must change nothing."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QKeySequence, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QScrollArea, QSpinBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.buttons.button import Button, IconButton, Kind
from ui.widgets.choices.chips import ChipOption, ChipSet
from ui.widgets.choices.drop_down import DropDown
from ui.widgets.choices.flow import FlowLayout
from ui.widgets.choices.segmented import ScaleBar, SegmentedBar
from ui.widgets.choices.tick_row import TickRow
from ui.widgets.marks.wheel_guard import WheelGuard

YES_NO = [("yes", "Yes"), ("no", "No"), ("unasked", "Not asked")]


def turn_wheel(widget: QWidget) -> QWheelEvent:
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle,
        QPointF(widget.mapToGlobal(middle.toPoint())),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)
    return event


@pytest.fixture
def bar(qtbot: QtBot) -> SegmentedBar:
    made = SegmentedBar("Naloxone kit given", YES_NO)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def chips(qtbot: QtBot) -> ChipSet:
    options = [
        ChipOption("sleep", "Sleep"),
        ChipOption("mood", "Mood"),
        ChipOption("work", "Work", suggested=True),
    ]
    made = ChipSet("Goals", options)
    qtbot.addWidget(made)
    made.show()
    return made


def test_that_nothing_is_chosen_until_someone_chooses(bar: SegmentedBar) -> None:
    assert bar.value() is None


def test_that_a_press_chooses_one_and_tells_it(bar: SegmentedBar, qtbot: QtBot) -> None:
    told: list[str] = []
    bar.chosen.connect(told.append)
    qtbot.mouseClick(bar.cells()[1], Qt.MouseButton.LeftButton)
    assert bar.value() == "no"
    assert told == ["no"]
    assert [cell.isChecked() for cell in bar.cells()] == [False, True, False]


def test_that_left_right_and_digits_choose(bar: SegmentedBar, qtbot: QtBot) -> None:
    bar.set_value("yes")
    qtbot.keyClick(bar.cells()[0], Qt.Key.Key_Right)
    assert bar.value() == "no"
    qtbot.keyClick(bar.cells()[1], Qt.Key.Key_3)
    assert bar.value() == "unasked"
    qtbot.keyClick(bar.cells()[2], Qt.Key.Key_Right)
    assert bar.value() == "unasked"
    qtbot.keyClick(bar.cells()[2], Qt.Key.Key_9)
    assert bar.value() == "unasked"


def test_that_showing_a_choice_tells_nobody_and_can_show_none(bar: SegmentedBar) -> None:
    told: list[str] = []
    bar.chosen.connect(told.append)
    bar.set_value("yes")
    bar.set_value(None)
    assert bar.value() is None
    assert told == []


def test_that_tab_stops_once_in_a_bar(bar: SegmentedBar) -> None:
    bar.set_value("no")
    stops = [cell for cell in bar.cells() if cell.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == [bar.cells()[1]]


def test_that_ten_is_typed_on_the_scale_as_one_and_nought(qtbot: QtBot) -> None:
    scale = ScaleBar("How sure are you that you can?")
    qtbot.addWidget(scale)
    scale.show()
    qtbot.keyClick(scale.cells()[0], Qt.Key.Key_1)
    assert scale.number() == 1
    qtbot.keyClick(scale.cells()[1], Qt.Key.Key_0)
    assert scale.number() == 10
    qtbot.keyClick(scale.cells()[10], Qt.Key.Key_0)
    assert scale.number() == 0
    assert len(scale.cells()) == 11


def test_that_chips_are_walked_by_arrows_and_ticked_by_space(chips: ChipSet, qtbot: QtBot) -> None:
    told: list[tuple[str, ...]] = []
    chips.changed.connect(told.append)
    chips.activateWindow()
    chips.chips()[0].setFocus()
    qtbot.waitUntil(chips.chips()[0].hasFocus)
    qtbot.keyClick(chips.chips()[0], Qt.Key.Key_Space)
    qtbot.keyClick(chips.chips()[0], Qt.Key.Key_Right)
    assert chips.chips()[1].hasFocus()
    qtbot.keyClick(chips.chips()[1], Qt.Key.Key_Space)
    assert told == [("sleep",), ("sleep", "mood")]


def test_that_a_suggestion_is_never_chosen_for_anyone(chips: ChipSet) -> None:
    assert chips.value() == ()
    assert chips.chips()[2].accessibleName() == "Work, suggested"


def test_that_new_options_keep_what_was_chosen_among_them(chips: ChipSet) -> None:
    chips.set_value(["mood", "work"])
    chips.set_options([ChipOption("mood", "Mood", count=3), ChipOption("walk", "Walking")])
    assert chips.value() == ("mood",)
    assert chips.chips()[0].accessibleName() == "Mood, 3"


def test_that_a_single_choice_of_chips_lets_go_of_the_others(qtbot: QtBot) -> None:
    filters = ChipSet("Filters", [ChipOption("all", "All"), ChipOption("high", "High")], single=True)
    qtbot.addWidget(filters)
    filters.show()
    filters.set_value(["all"])
    qtbot.mouseClick(filters.chips()[1], Qt.MouseButton.LeftButton)
    assert filters.value() == ("high",)


def test_that_chips_wrap_instead_of_being_cut(qtbot: QtBot) -> None:
    page = QWidget()
    flow = FlowLayout(page)
    buttons = [Button(f"Button number {place}") for place in range(6)]
    for button in buttons:
        flow.addWidget(button)
    qtbot.addWidget(page)
    page.resize(320, 300)
    page.show()
    assert flow.heightForWidth(320) > flow.heightForWidth(2000)
    assert all(button.geometry().right() <= 320 for button in buttons)
    assert all(button.width() >= button.sizeHint().width() for button in buttons)


@pytest.mark.parametrize("focused", [False, True])
def test_that_the_wheel_never_changes_a_drop_down(qtbot: QtBot, focused: bool) -> None:
    drop = DropDown("of the", [("a", "current dose"), ("b", "starting dose")])
    drop.set_value("a")
    qtbot.addWidget(drop)
    drop.show()
    drop.activateWindow()
    if focused:
        drop.setFocus()
        qtbot.waitUntil(drop.hasFocus)
    event = turn_wheel(drop)
    assert drop.value() == "a"
    assert not event.isAccepted()


@pytest.mark.parametrize("guarded", [QSpinBox, QComboBox])
def test_that_a_guarded_box_lets_the_page_scroll_instead(
    qtbot: QtBot, qapp: QApplication, guarded: type[QSpinBox | QComboBox]
) -> None:
    area, body = QScrollArea(), QWidget()
    column = QVBoxLayout(body)
    field, box = QLineEdit(), guarded()
    if isinstance(box, QComboBox):
        box.addItems(["10 mg", "5 mg"])
    else:
        box.setValue(20)
    shown = box.currentText() if isinstance(box, QComboBox) else box.text()
    for part in (field, box):
        column.addWidget(part)
    column.addStretch(1)
    body.setMinimumHeight(2000)
    area.setWidget(body)
    guard = WheelGuard(area)
    guard.watch_all(area)
    qtbot.addWidget(area)
    area.resize(200, 200)
    with qtbot.waitExposed(area):
        area.show()
    area.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    place = QPointF(box.mapTo(area, box.rect().center()))
    QTest.wheelEvent(area.windowHandle(), place, QPoint(0, -120))
    qapp.processEvents()
    assert (box.currentText() if isinstance(box, QComboBox) else box.text()) == shown
    assert area.verticalScrollBar().value() > 0
    assert box.focusPolicy() == Qt.FocusPolicy.StrongFocus


def test_that_an_unguarded_box_is_changed_by_the_wheel(qtbot: QtBot) -> None:
    """The trap itself, so that a guard that does nothing cannot pass unseen."""
    spin = QSpinBox()
    spin.setValue(20)
    qtbot.addWidget(spin)
    spin.show()
    turn_wheel(spin)
    assert spin.value() == 19


def test_that_an_unknown_choice_leaves_a_drop_down_with_none(qtbot: QtBot) -> None:
    drop = DropDown("of the", [("a", "current dose")], prompt="Choose which")
    qtbot.addWidget(drop)
    drop.set_value("gone")
    assert drop.value() is None
    drop.set_options([("b", "other")])
    assert drop.value() is None


def test_that_a_drop_down_tells_only_what_a_person_picks(qtbot: QtBot) -> None:
    drop = DropDown("of the", [("a", "current dose"), ("b", "starting dose")])
    qtbot.addWidget(drop)
    drop.show()
    told: list[str] = []
    drop.chosen.connect(told.append)
    drop.set_value("a")
    qtbot.keyClick(drop, Qt.Key.Key_Down)
    assert told == ["b"]


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_that_where_choosing_acts_at_once_keys_that_move_open_the_list_and_every_choice_is_reached(
    qtbot: QtBot,
) -> None:
    drop = DropDown("Copy", [("a", "plan"), ("b", "risks"), ("c", "codes")], acts=True)
    told: list[str] = []
    drop.chosen.connect(lambda id_: (told.append(id_), drop.set_value(None)))
    qtbot.addWidget(drop)
    drop.show()
    for wanted in ("a", "c"):
        QTest.keyClick(drop, Qt.Key.Key_Down)
        assert drop.view().isVisible()
        while drop.view().currentIndex().row() < "abc".index(wanted):
            QTest.keyClick(drop.view(), Qt.Key.Key_Down)
        QTest.keyClick(drop.view(), Qt.Key.Key_Return)
    assert told == ["a", "c"]


def test_that_a_tick_row_is_tall_enough_for_its_words(qtbot: QtBot) -> None:
    words = "Has anything hard happened that your body still carries? You do not have to tell me."
    row = TickRow(words)
    qtbot.addWidget(row)
    assert row.heightForWidth(160) > row.heightForWidth(600)
    assert row.accessibleName() == words


def test_that_a_button_follows_its_command(qtbot: QtBot) -> None:
    action = QAction("Next: Priorities")
    action.setShortcut(QKeySequence("Ctrl+PgDown"))
    button = Button.for_action(action, Kind.FILLED)
    qtbot.addWidget(button)
    button.show()
    pressed: list[bool] = []
    action.triggered.connect(lambda: pressed.append(True))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    action.setEnabled(False)
    action.setText("Finish")
    assert pressed == [True]
    assert not button.isEnabled()
    assert button.accessibleName() == "Finish"


def test_that_no_button_is_a_default_by_accident(qtbot: QtBot) -> None:
    button = Button("Put on safety hold", Kind.DANGER)
    qtbot.addWidget(button)
    assert not button.autoDefault()
    assert not button.isDefault()


def test_that_a_sign_alone_still_has_its_name_and_tip(qtbot: QtBot) -> None:
    undo = IconButton("Undo", "undo", hint="Ctrl+Z")
    qtbot.addWidget(undo)
    assert undo.accessibleName() == "Undo"
    assert undo.toolTip() == "Undo (Ctrl+Z)"
    assert undo.sizeHint().width() >= 24


def test_that_chips_in_a_line_too_narrow_for_them_wrap_and_none_is_cut(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder)
    chips = ChipSet("Tier", [ChipOption(str(at), f"Option number {at}") for at in range(6)])
    flow.addWidget(chips)
    holder.resize(300, holder.heightForWidth(300))
    holder.show()
    assert all(chips.rect().contains(chip.geometry()) for chip in chips.chips())
    assert holder.rect().contains(chips.geometry())


def test_that_a_chip_wider_than_its_room_wraps_and_nothing_is_cut(qtbot: QtBot) -> None:
    long = "Clear benefit at acceptable dose, few harms at all that anybody noticed"
    made = ChipSet("Reasons", [ChipOption("a", long), ChipOption("b", "Pregnancy")])
    qtbot.addWidget(made)
    assert made.minimumSizeHint().width() <= 160
    made.resize(220, made.heightForWidth(220))
    made.show()
    wrapped, short = made.chips()
    assert wrapped.width() <= 220
    assert wrapped.height() >= 2 * short.height() - 10
    assert short.geometry().top() >= wrapped.geometry().bottom()
    assert made.heightForWidth(900) == short.height()
