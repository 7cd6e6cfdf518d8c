"""Whatever takes the keys has a name, a ring it can wear, and room to be pressed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.tables.column import Column
from ui.tables.row_model import RowModel
from ui.tables.table_view import TableView
from ui.theme.active import wear
from ui.theme.tokens import SMALLEST_TARGET, Theme
from ui.widgets.buttons.button import Button, IconButton, Kind
from ui.widgets.choices.chips import ChipOption, ChipSet
from ui.widgets.choices.drop_down import DropDown
from ui.widgets.choices.segmented import ScaleBar, SegmentedBar
from ui.widgets.choices.tick_row import TickRow
from ui.widgets.chrome.app_rail import AppRail
from ui.widgets.chrome.band import PatientBand, TopBar
from ui.widgets.chrome.status_line import SaveState, StatusLine
from ui.widgets.chrome.steps_rail import Fold, StepMark, StepsRail
from ui.widgets.fields.date_field import DateField
from ui.widgets.fields.dose_stepper import DoseStepper
from ui.widgets.fields.note_field import NoteField
from ui.widgets.fields.stepper import NumberStepper
from ui.widgets.fields.text_field import NumberField, SecretField, TextField
from ui.widgets.panels.notice import CautionCard
from ui.widgets.panels.states import ProgressPanel


def every_control() -> list[QWidget]:
    steps = StepsRail("Review 1")
    steps.set_steps([StepMark("listen", 1, "Listen"), StepMark("end", 2, "Follow-up")])
    steps.set_fold(Fold.SMALL)
    status = StatusLine()
    status.show_saving(SaveState.FAILED)
    band, bar, wait = PatientBand(), TopBar("People"), ProgressPanel()
    band.set_menu_shown(shown=True)
    bar.set_menu_shown(shown=True)
    model: RowModel[str] = RowModel([Column(id="a", title="A", text=str)], key=str)
    model.set_rows(["one"])
    table = TableView("Rows", model)
    table.setProperty("model", model)
    return [
        *(Button(f"Press {kind}", kind) for kind in Kind),
        IconButton("Undo", "undo"),
        IconButton("Redo", "redo", small=True),
        SegmentedBar("Given", [("y", "Yes"), ("n", "No")], small=True),
        ScaleBar("How sure"),
        ChipSet("Goals", [ChipOption("s", "Sleep")]),
        TickRow("How is it at home?"),
        DropDown("of the", [("a", "current dose")], small=True),
        TextField("Name"),
        SecretField("Passphrase"),
        NumberField("Weight"),
        NoteField("Story"),
        DateField("First step"),
        DoseStepper("Aim"),
        NumberStepper("Every", minimum=1, maximum=12),
        CautionCard("Fast", "Long use", source="Guide"),
        AppRail(),
        steps,
        status,
        band,
        bar,
        wait,
        table,
    ]


def focusable(root: QWidget) -> list[QWidget]:
    own = {"qt_scrollarea_viewport", "qt_scrollarea_vcontainer", "qt_scrollarea_hcontainer"}
    inside = [root, *root.findChildren(QWidget)]
    return [
        widget
        for widget in inside
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and widget.focusProxy() is None
        and widget.objectName() not in own
        and not isinstance(widget.parent(), QAbstractScrollArea)
    ]


@pytest.fixture(params=[100, 130])
def controls(request: pytest.FixtureRequest, qtbot: QtBot, qapp: QApplication) -> list[QWidget]:
    wear(qapp, Theme(scale=request.param))
    made = every_control()
    for control in made:
        qtbot.addWidget(control)
        control.resize(control.sizeHint())
        control.ensurePolished()
        control.show()
    qapp.processEvents()
    return made


def test_that_everything_that_takes_keys_has_an_accessible_name(controls: list[QWidget]) -> None:
    takers = [taker for control in controls for taker in focusable(control)]
    assert len(takers) > 25
    unnamed = [type(taker).__name__ for taker in takers if not taker.accessibleName().strip()]
    assert unnamed == []


def test_that_nothing_takes_the_keys_by_the_mouse_wheel(controls: list[QWidget]) -> None:
    takers = [taker for control in controls for taker in focusable(control)]
    assert [taker for taker in takers if taker.focusPolicy() == Qt.FocusPolicy.WheelFocus] == []


def test_that_everything_pressed_is_big_enough(controls: list[QWidget]) -> None:
    small = [
        f"{button.accessibleName()} {button.width()}x{button.height()}"
        for control in controls
        for button in [control, *control.findChildren(QAbstractButton)]
        if isinstance(button, QAbstractButton)
        and button.isVisible()
        and button.accessibleName()
        and min(button.width(), button.height()) < SMALLEST_TARGET
    ]
    assert small == []


def test_that_no_words_on_a_control_are_under_nine_points(controls: list[QWidget]) -> None:
    sizes = {widget.font().pointSizeF() for control in controls for widget in focusable(control)}
    assert min(sizes) >= 9
