"""One letter for many people: chosen, made away from the screen, kept for each, saved as one file."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from pharmreview.domain.case import Case, Channel
from pharmreview.domain.patient import Practice
from tests.fakes import FakeVault
from tests.ui.screens.people.conftest import Drain
from ui.jobs import ManualLane
from ui.screens.people.view import PeopleView
from ui.state.desk import Desk

ADDRESS = ("1 Elm Road", "Larkhampton", "ZZ99 3VZ")
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def listed(
    qtbot: QtBot, desk: Desk, keep: Callable[..., Case], drain: Drain, tmp_path: Path
) -> tuple[PeopleView, Path]:
    """Three people on the list, one without an address, all ticked; and the file that will be chosen."""
    desk.app.keep_practice(Practice(name="Elm Surgery", phone="01632 960 000"), desk.session.user)
    keep("a", given_name="Ann", family_name="Ash", address=ADDRESS, needs=("Large print",))
    keep("b", given_name="<b>", family_name="{{x}}", address=ADDRESS)
    keep("c", given_name="Cora", family_name="Cedar")
    path = tmp_path / "letters.pdf"
    view = PeopleView(desk, file=lambda _parent, _name: path)
    qtbot.addWidget(view)
    qtbot.addWidget(view.top_bar)
    view.resize(1280, 660)
    with qtbot.waitExposed(view):
        view.show()
    view.activateWindow()
    view.entered()
    drain(desk)
    view._rows.tick(view._rows.keys_shown())
    return view, path


def kept_in(desk: Desk) -> FakeVault:
    assert isinstance(desk.session.vault, FakeVault)
    return desk.session.vault


def test_that_letters_are_made_by_keyboard_kept_for_each_and_saved_as_one_file(
    listed: tuple[PeopleView, Path], desk: Desk, drain: Drain
) -> None:
    view, path = listed
    QTest.keyClick(view.table, Qt.Key.Key_P, CTRL_SHIFT)
    drain(desk)
    drawer = view.side.letters
    assert drawer.isVisible()
    assert drawer.channel.value() == "as-liked"
    QTest.keyClick(drawer.paper, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    drain(desk)
    papers = kept_in(desk).papers
    assert [paper.case_id for paper in papers] == ["a", "b"]
    assert {went.channel for paper in papers for went in paper.dispatches} == {Channel.POST}
    assert papers[0].dispatches[0].recipient == "Ann Ash"
    told = " ".join(desk.app.paperwork.page_texts(path.read_bytes()))
    assert "Ann Ash" in told
    assert "<b> {{x}}" in told, "what looks like a tag or a place in a name is a name"
    assert [line.words for line in drawer.not_made.lines()] == [
        "Cora Cedar: There is no address for Cora: add it to the record, or hand the letter over."
    ]


@pytest.mark.parametrize("while_keeping", [False, True])
def test_that_stopping_keeps_nothing_and_writes_nothing(
    listed: tuple[PeopleView, Path], desk: Desk, drain: Drain, while_keeping: bool
) -> None:
    view, path = listed
    view.work.open_letters()
    drain(desk)
    view.side.letters.submit.click()
    vault, press = desk.lanes.vault, desk.lanes.press
    assert isinstance(vault, ManualLane)
    assert isinstance(press, ManualLane)
    vault.drain()
    if while_keeping:
        press.drain()
    view.side.letters.progress.stop_wanted.emit()
    drain(desk)
    assert not kept_in(desk).papers
    assert not path.exists()
    assert view.side.letters.outcome.title() == "Stopped. No letter was kept or saved."


def test_that_a_letter_that_needs_something_typed_says_so_and_then_has_it(
    listed: tuple[PeopleView, Path], desk: Desk, drain: Drain
) -> None:
    view, path = listed
    view.work.open_letters()
    drain(desk)
    drawer = view.side.letters
    drawer.paper.set_value("invitation-group")
    drawer.paper.chosen.emit("invitation-group")
    drawer.submit.click()
    drain(desk)
    assert "No letter could be made." in drawer._problem.title()
    drawer.fields["group_dates"].set_value("12 and 19 January 2027, 10:30am")
    drawer.fields["group_place"].set_value("the library")
    drawer.submit.click()
    drain(desk)
    assert "the library" in " ".join(desk.app.paperwork.page_texts(path.read_bytes()))
    assert len(kept_in(desk).papers) == 2


def test_that_a_file_that_cannot_be_written_keeps_no_letter(
    listed: tuple[PeopleView, Path], desk: Desk, drain: Drain
) -> None:
    view, path = listed
    path.mkdir()
    view.work.open_letters()
    drain(desk)
    view.side.letters.submit.click()
    drain(desk)
    assert not kept_in(desk).papers
    assert view.side.letters._problem.isVisible()
