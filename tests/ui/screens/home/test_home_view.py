"""Today on the screen: carry on, lists by keyboard, hidden names, an empty store, an unread list."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from pharmreview.domain.case import CaseState
from pharmreview.domain.errors import VaultProblem
from tests.fakes import FakeVault
from tests.ui.conftest import jean
from tests.ui.screens.home.test_lists import planned
from ui.jobs import ManualLane
from ui.screens.home.view import HomeView
from ui.state.desk import Desk


@pytest.fixture
def vault(desk: Desk) -> FakeVault:
    """The store behind the desk, with four people: two in review, one with a plan, one not begun."""
    store = desk.session.vault
    assert isinstance(store, FakeVault)
    user, now = desk.session.user, desk.clock.now()
    goal = {"decide.goal": "Walk with Ellie"}
    store.save(jean().model_copy(update={"id": "older", "state": CaseState.IN_REVIEW}), "x", user, now)
    store.save(planned(id="planned"), "x", user, now)
    store.save(
        jean().model_copy(update={"id": "new", "begun": None, "state": CaseState.FOUND}), "x", user, now
    )
    newest = jean().model_copy(update={"answers": goal, "state": CaseState.IN_REVIEW})
    store.save(newest, "x", user, now + timedelta(minutes=1))
    return store


def shown(qtbot: QtBot, desk: Desk) -> HomeView:
    """Today, entered, with the store read."""
    view = HomeView(desk)
    qtbot.addWidget(view)
    view.resize(1298, 664)
    with qtbot.waitExposed(view):
        view.show()
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    view.entered()
    read(desk)
    return view


def read(desk: Desk) -> None:
    """Let the store answer."""
    lane = desk.lanes.vault
    assert isinstance(lane, ManualLane)
    lane.drain()


def words_of_view(view: HomeView) -> str:
    """Everything the screen says."""
    lines = [line.accessibleName() for card in (view.in_review, view.plans) for line in card.lines()]
    labels = [label.text() for label in view.findChildren(QLabel)]
    return "\n".join([*lines, *labels, view.resume.open.accessibleName()])


def test_that_enter_carries_on_where_one_left_off(qtbot: QtBot, desk: Desk, vault: FakeVault) -> None:
    view = shown(qtbot, desk)
    assert view.resume.open.hasFocus()
    with qtbot.waitSignal(view.case_wanted) as wanted:
        QTest.keyClick(view.resume.open, Qt.Key.Key_Return)
    assert wanted.args == ["jean"]


def test_that_arrows_move_and_enter_opens_a_line(qtbot: QtBot, desk: Desk, vault: FakeVault) -> None:
    for n in range(3):
        case = jean().model_copy(update={"id": f"more{n}", "state": CaseState.IN_REVIEW})
        vault.save(case, "x", desk.session.user, desk.clock.now() - timedelta(days=n + 1))
    view = shown(qtbot, desk)
    lines = view.in_review.lines()
    assert [line.entry.case_id for line in lines] == ["older", "more0", "more1", "more2"]
    lines[0].setFocus()
    QTest.keyClick(lines[0], Qt.Key.Key_Up)
    assert lines[0].hasFocus()
    QTest.keyClick(lines[0], Qt.Key.Key_Down)
    assert lines[1].hasFocus()
    with qtbot.waitSignal(view.case_wanted) as wanted:
        QTest.keyClick(lines[1], Qt.Key.Key_Return)
    assert wanted.args == ["more0"]


def test_that_f8_hides_every_name_and_shows_them_again(qtbot: QtBot, desk: Desk, vault: FakeVault) -> None:
    view = shown(qtbot, desk)
    assert "Jean Marlow" in words_of_view(view)
    QTest.keyClick(view.resume.open, Qt.Key.Key_F8)
    said = words_of_view(view)
    assert not any(word in said for word in ("Jean", "Marlow", "Ellie"))
    assert "JM jean" in said
    assert view.hide_names.text() == "Show names"
    view.hide_names.click()
    assert "Jean Marlow" in words_of_view(view)


def test_that_the_keys_stay_with_their_person_when_the_list_is_read_again(
    qtbot: QtBot, desk: Desk, vault: FakeVault
) -> None:
    view = shown(qtbot, desk)
    view.in_review.lines()[0].setFocus()
    case = jean().model_copy(update={"id": "another", "state": CaseState.IN_REVIEW})
    vault.save(case, "x", desk.session.user, desk.clock.now() + timedelta(seconds=5))
    view.entered()
    view.in_review.lines()[0].setFocus()
    read(desk)
    focused = next(line for line in view.in_review.lines() if line.hasFocus())
    assert focused.entry.case_id == "older"


def test_that_an_empty_store_offers_one_thing_to_do(qtbot: QtBot, desk: Desk) -> None:
    view = shown(qtbot, desk)
    assert view.empty.isVisible()
    assert not view.figures.isVisible()
    assert view.first.hasFocus()
    with qtbot.waitSignal(view.import_wanted):
        QTest.keyClick(view.first, Qt.Key.Key_Return)


def test_that_a_list_that_cannot_be_read_says_so_and_leaves_what_was_shown(
    qtbot: QtBot, desk: Desk, vault: FakeVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = shown(qtbot, desk)

    def refuse() -> None:
        raise VaultProblem("The disk cannot be read.", "Check the disk, then try again.")

    monkeypatch.setattr(vault, "states", refuse)
    view.entered()
    read(desk)
    assert view.banner.isVisible()
    assert (view.banner.title(), view.banner.reason()) == (
        "The disk cannot be read.",
        "Check the disk, then try again.",
    )
    assert view.in_review.lines()
    monkeypatch.undo()
    view.entered()
    read(desk)
    assert not view.banner.isVisible()


def test_that_a_count_asks_people_for_its_list(qtbot: QtBot, desk: Desk, vault: FakeVault) -> None:
    view = shown(qtbot, desk)
    figure = view.figures.figures()[2]
    figure.setFocus()
    with qtbot.waitSignal(view.people_wanted) as wanted:
        QTest.keyClick(figure, Qt.Key.Key_Space)
    assert wanted.args == ["plan running"]


def test_that_what_is_looked_for_goes_to_people(qtbot: QtBot, desk: Desk, vault: FakeVault) -> None:
    view = shown(qtbot, desk)
    view.find_box.setText("marlow")
    with qtbot.waitSignal(view.people_wanted) as wanted:
        view.find_box.returnPressed.emit()
    assert wanted.args == ["marlow"]


def test_that_a_quiet_day_says_nothing_is_due(qtbot: QtBot, desk: Desk) -> None:
    desk.session.vault.save(planned(), "x", desk.session.user, desk.clock.now())
    said: list[str] = []
    view = HomeView(desk)
    qtbot.addWidget(view)
    view.status.connect(said.append)
    view.entered()
    read(desk)
    assert said == ["Nothing is due. 1 plan is running."]


@pytest.mark.parametrize("width", [1298, 900, 640])
def test_that_no_line_is_cut_however_narrow(qtbot: QtBot, desk: Desk, vault: FakeVault, width: int) -> None:
    long = jean().patient.model_copy(
        update={"family_name": "LINDQVIST-FEATHERSTONEHAUGH", "given_name": "Maximilian Erik"}
    )
    case = jean().model_copy(update={"id": "long", "patient": long, "state": CaseState.IN_REVIEW})
    vault.save(case, "x", desk.session.user, desk.clock.now())
    view = shown(qtbot, desk)
    view.resize(width, 460)
    qtbot.wait(20)
    for card in (view.in_review, view.plans):
        assert card.width() <= width
        for line in card.lines():
            assert line.height() >= line.heightForWidth(line.width())


def test_that_who_waits_for_the_mdt_and_who_was_not_reached_are_on_today(
    qtbot: QtBot, desk: Desk, vault: FakeVault
) -> None:
    asked = {
        "follow_up.mdt_consent": "yes",
        "follow_up.mdt_question": "Is there another way?",
        "follow_up.mdt_criteria": ("MD5",),
        "follow_up.mdt_listed": "2026-11-18",
    }
    at = {"first": {"follow_up.mdt_for": "2026-12-03"}, "later": {}}
    for id_, more in at.items():
        case = jean().model_copy(update={"id": id_, "answers": asked | more, "state": CaseState.IN_REVIEW})
        vault.save(case, "x", desk.session.user, desk.clock.now())
    missed = {"follow_up.missed_1": "2026-11-19"}
    case = jean().model_copy(update={"id": "missed", "answers": missed, "state": CaseState.IN_REVIEW})
    vault.save(case, "x", desk.session.user, desk.clock.now())
    view = shown(qtbot, desk)
    assert [line.entry.case_id for line in view.mdt.lines()] == ["first", "later"]
    assert view._model.props.mdt_day == "Thu 3 Dec 2026"
    assert [(line.entry.case_id, line.entry.what) for line in view.reach.lines()] == [
        ("missed", "Ring today, kindly")
    ]
    with qtbot.waitSignal(view.case_wanted) as wanted:
        QTest.keyClick(view.reach.lines()[0], Qt.Key.Key_Return)
    assert wanted.args == ["missed"]
