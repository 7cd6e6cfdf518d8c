"""The list in use: by keyboard, by filter, in small windows, and when the store refuses."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from pytestqt.qtbot import QtBot

from pharmreview.domain.case import Case
from pharmreview.domain.errors import VaultProblem
from tests.ui.screens.people.conftest import on_screen
from ui.screens.people.bringing import FIRST_LOT
from ui.screens.people.view import PeopleView
from ui.state.desk import Desk

Drain = Callable[[Desk], None]
KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def names(view: PeopleView) -> list[str]:
    rows = view._rows
    return [rows.cell_at(at, 0).words.partition(",")[0] for at in range(rows.rowCount())]


def test_that_the_list_is_ordered_by_tier_and_then_by_load(shown: PeopleView) -> None:
    assert names(shown) == [
        *("TAN", "NOVAK", "MARLOW", "OKORO", "PRICE"),
        *("ABARA", "MCBRIDE"),
        *("DUNNE", "LINDQVIST", "HUSSAIN", "BAILEY"),
        *("ELLIS", "WELLS"),
    ]


def test_that_the_first_of_the_list_is_explained_until_another_is_chosen(shown: PeopleView) -> None:
    assert shown.table.current_row().name == "TAN, Wei Ling"
    assert shown._model.props.chosen == shown.table.current_row().id


def test_that_typing_a_name_and_enter_opens_that_person(qtbot: QtBot, shown: PeopleView) -> None:
    qtbot.keyClicks(shown.table, "mcb")
    with qtbot.waitSignal(shown.case_wanted) as told:
        qtbot.keyClick(shown.table, KEY.Key_Return)
    row = shown.table.current_row()
    assert row.name == "MCBRIDE, Sandra"
    assert told.args == [row.id]


def test_that_a_found_person_is_opened_without_a_mouse(qtbot: QtBot, shown: PeopleView) -> None:
    shown.focus_find()
    qtbot.keyClicks(shown.find_box, "999 000 0042")
    assert names(shown) == ["NOVAK"]
    qtbot.keyClick(shown.find_box, KEY.Key_Return)
    with qtbot.waitSignal(shown.case_wanted):
        qtbot.keyClick(shown.table, KEY.Key_Return)
    assert shown.table.current_row().name == "NOVAK, Petr"


def test_that_a_filter_that_finds_no_one_says_so_and_can_be_cleared(qtbot: QtBot, shown: PeopleView) -> None:
    shown._model.choose_mark("tier", "tier:high")
    shown._model.choose_mark("state", "state:on-hold")
    assert shown._model.props.nobody == (
        "No one matches High and On hold",
        "13 people hidden by the filters.",
    )
    assert shown._pages.currentWidget() is shown.nobody
    qtbot.keyClick(shown, KEY.Key_X, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert len(names(shown)) == 13


def test_that_control_f_goes_to_the_filters(qtbot: QtBot, shown: PeopleView) -> None:
    qtbot.keyClick(shown.table, KEY.Key_F, CTRL)
    assert shown.filters.isAncestorOf(shown.focusWidget())
    qtbot.keyClick(shown.focusWidget(), KEY.Key_Right)
    qtbot.keyClick(shown.focusWidget(), KEY.Key_Space)
    assert names(shown) == ["TAN", "NOVAK", "MARLOW", "OKORO", "PRICE"]


def test_that_f8_hides_every_name_in_the_table_and_the_panel(qtbot: QtBot, shown: PeopleView) -> None:
    qtbot.keyClick(shown.table, KEY.Key_F8)
    assert shown.hide_names.isChecked()
    assert not any(name in " ".join(names(shown)) for name in ("TAN", "NOVAK"))
    assert "TAN" not in shown._model.props.explained.head[0].words  # type: ignore[union-attr]
    qtbot.keyClick(shown.table, KEY.Key_F8)
    assert "TAN" in names(shown)


def test_that_the_keys_of_the_find_box_are_not_taken_from_the_table(shown: PeopleView) -> None:
    shortcuts = shown.find_box.findChildren(QShortcut)
    assert {one.key().toString() for one in shortcuts} == {"Down", "Esc"}
    assert {one.context() for one in shortcuts} == {Qt.ShortcutContext.WidgetShortcut}


def test_that_sorting_is_said_in_words(qtbot: QtBot, shown: PeopleView) -> None:
    shown.table.setCurrentIndex(shown.table.model().index(0, 0))
    with qtbot.waitSignal(shown.status) as told:
        qtbot.keyClick(shown.table, KEY.Key_Up, CTRL)
    assert "Sorted by person, then tier." in told.args[0]
    assert names(shown)[0] == "ABARA"


def test_that_what_was_done_is_said_until_somebody_is_chosen_and_nothing_while_another_place_is_shown(
    qtbot: QtBot, shown: PeopleView, trained: Desk, drain: Drain
) -> None:
    said: list[str] = []
    shown.status.connect(said.append)
    shown.tell("13 people brought in.")
    shown._model._fold(line=None)  # as when everyone is worked out afterwards
    assert said[-1].startswith("13 people brought in. 13 of 13 shown.")
    qtbot.keyClick(shown.table, KEY.Key_Down)
    shown._model.find("tan")
    assert "brought in" not in said[-1]
    shown.left()
    said.clear()
    shown._model.find("")
    assert not said


def test_that_whoever_was_chosen_stays_chosen_when_the_list_comes_again(
    qtbot: QtBot, shown: PeopleView, trained: Desk, drain: Drain
) -> None:
    qtbot.keyClick(shown.table, KEY.Key_Down)
    before = shown.table.current_row().id
    shown.entered()
    drain(trained)
    assert shown.table.current_row().id == before


def test_that_a_person_worked_out_once_is_not_worked_out_again(shown: PeopleView, trained: Desk) -> None:
    shown.entered()
    trained.lanes.vault.step()  # type: ignore[attr-defined]
    assert len(trained.lanes.vault) == 0  # type: ignore[arg-type]


def test_that_people_come_in_lots_and_the_first_can_be_used_while_the_rest_come(
    qtbot: QtBot, desk: Desk, keep: Callable[..., Case], drain: Drain
) -> None:
    for number in range(FIRST_LOT + 5):
        keep(f"p{number:02}", ("Codeine 30mg tablets", "two four times a day"))
    view = PeopleView(desk)
    qtbot.addWidget(view)
    qtbot.addWidget(view.top_bar)
    said: list[str] = []
    view.status.connect(said.append)
    view.entered()
    desk.lanes.vault.step()  # type: ignore[attr-defined]
    assert said[-1].startswith(f"0 of {FIRST_LOT + 5} people worked out.")
    desk.lanes.vault.step()  # type: ignore[attr-defined]
    assert len(names(view)) == FIRST_LOT
    assert any(f"{FIRST_LOT} of {FIRST_LOT + 5} people worked out" in words for words in said)
    drain(desk)
    assert len(names(view)) == FIRST_LOT + 5


def test_that_an_empty_store_offers_to_import(qtbot: QtBot, desk: Desk, drain: Drain) -> None:
    view = on_screen(qtbot, desk, drain)
    assert view._pages.currentWidget() is view.empty
    assert view._model.props.page == "empty"


def test_that_a_store_that_refuses_is_said_in_place(
    qtbot: QtBot, desk: Desk, drain: Drain, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_vault: object) -> None:
        raise VaultProblem("The store cannot be read.", "Unlock it again.")

    monkeypatch.setattr(type(desk.session.vault), "revisions", refuse)
    view = on_screen(qtbot, desk, drain)
    assert view.banner.isVisible()
    assert view._model.props.problem == ("The store cannot be read.", "Unlock it again.")


def test_that_an_outcome_after_the_screen_is_gone_troubles_no_one(
    qtbot: QtBot, trained: Desk, drain: Drain
) -> None:
    from shiboken6 import delete

    view = PeopleView(trained)
    bar = view.top_bar
    view.entered()
    delete(view)
    delete(bar)
    drain(trained)


@pytest.mark.parametrize(("width", "height"), [(910, 446), (900, 434)])
def test_that_a_small_window_keeps_names_and_doses_and_folds_the_panel(
    qtbot: QtBot, trained: Desk, drain: Drain, width: int, height: int
) -> None:
    view = on_screen(qtbot, trained, drain, width, height)
    assert (view.width(), view.height()) == (width, height)
    assert not view.panel.isVisible()
    away = {c.id for at, c in enumerate(view._rows.columns) if view.table.isColumnHidden(at)}
    assert away == {"next"}
    qtbot.mouseClick(view.filters.details, Qt.MouseButton.LeftButton)
    assert view.panel.isVisible()
    away = {c.id for at, c in enumerate(view._rows.columns) if view.table.isColumnHidden(at)}
    assert not away & {"person", "tier", "ome"}


def test_that_enter_presses_the_button_that_has_the_focus(
    qtbot: QtBot, shown: PeopleView, trained: Desk
) -> None:
    shown.panel.open_button().setFocus()
    with qtbot.waitSignal(shown.case_wanted):
        qtbot.keyClick(shown.panel.open_button(), KEY.Key_Return)
