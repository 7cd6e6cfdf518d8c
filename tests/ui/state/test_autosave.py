"""Autosave: everything typed reaches the store, whatever happens between."""

from datetime import UTC, datetime

import pytest
from pytestqt.qtbot import QtBot

from pharmreview.domain.case import Case
from pharmreview.domain.errors import VaultProblem
from pharmreview.domain.patient import Patient
from pharmreview.domain.review.answer import with_answer
from ui.jobs import ManualLane
from ui.state.autosave import Autosave, Keeping
from ui.state.open_case import OpenCase


class Shelf:
    """A store that keeps the last case it was given, and refuses when told to."""

    def __init__(self) -> None:
        self.kept: list[tuple[Case, str]] = []
        self.full = False

    def save(self, case: Case, what: str) -> Case:
        if self.full:
            raise VaultProblem("The disk is full.", "Free some space, then press Try again.")
        latest = self.kept[-1][0].revision + 1 if self.kept else 0
        if case.revision != latest:
            raise VaultProblem("A newer version is kept.", "Open the case again.")
        self.kept.append((case, what))
        return case.model_copy(update={"revision": case.revision + 1})


class Scene:
    """An open case, its autosave, a lane drained by hand and a shelf."""

    def __init__(self) -> None:
        self.shelf = Shelf()
        self.lane = ManualLane()
        self.open_case = OpenCase()
        moment = datetime(2026, 11, 21, 10, 12, tzinfo=UTC)
        self.autosave = Autosave(self.open_case, self.lane, self.shelf.save, lambda: moment)
        self.open_case.open(Case(id="c1", patient=Patient(family_name="Example")))

    def write(self, text: str) -> None:
        change = lambda c: c.model_copy(  # noqa: E731
            update={"answers": with_answer(c.answers, "listen.story", text)}
        )
        self.open_case.edit("write the story", change, merge="listen.story")


@pytest.fixture
def scene(qtbot: QtBot) -> Scene:
    return Scene()


def test_that_a_case_just_opened_is_saved_and_nothing_is_sent(scene: Scene) -> None:
    assert scene.autosave.state is Keeping.SAVED
    scene.autosave.flush()
    assert len(scene.lane) == 0


def test_that_an_edit_is_unsaved_then_saving_then_saved(scene: Scene) -> None:
    scene.write("It began")
    assert scene.autosave.state is Keeping.UNSAVED
    scene.autosave.flush()
    assert scene.autosave.state is Keeping.SAVING
    scene.lane.drain()
    assert scene.autosave.state is Keeping.SAVED
    assert scene.shelf.kept[-1][0].answers == {"listen.story": "It began"}


def test_that_what_was_done_is_recorded_in_words(scene: Scene) -> None:
    scene.write("x")
    scene.autosave.flush()
    scene.lane.drain()
    assert scene.shelf.kept[-1][1] == "write the story"


def test_that_typing_during_a_save_is_kept_by_the_next(scene: Scene, qtbot: QtBot) -> None:
    scene.write("It")
    scene.autosave.flush()
    scene.write("It began")
    scene.lane.drain()
    assert scene.autosave.state is Keeping.UNSAVED
    qtbot.waitUntil(lambda: len(scene.lane) == 1, timeout=3000)
    scene.lane.drain()
    assert scene.shelf.kept[-1][0].answers["listen.story"] == "It began"


def test_that_a_pause_in_typing_sends_the_save_by_itself(scene: Scene, qtbot: QtBot) -> None:
    scene.write("It began")
    qtbot.waitUntil(lambda: len(scene.lane) == 1, timeout=3000)


def test_that_a_full_disk_says_so_keeps_the_words_and_can_be_tried_again(scene: Scene) -> None:
    said: list[tuple[object, str]] = []
    scene.autosave.changed.connect(lambda state, words: said.append((state, words)))
    scene.shelf.full = True
    scene.write("It began")
    scene.autosave.flush()
    scene.lane.drain()
    assert said[-1] == (Keeping.FAILED, "The disk is full. Free some space, then press Try again.")
    assert scene.open_case.case is not None
    assert scene.open_case.case.answers["listen.story"] == "It began"
    scene.shelf.full = False
    scene.autosave.flush()
    scene.lane.drain()
    assert scene.autosave.state is Keeping.SAVED


def test_that_undo_back_to_what_is_kept_needs_no_save(scene: Scene) -> None:
    scene.write("It began")
    scene.open_case.history.undo()
    assert scene.autosave.state is Keeping.SAVED
    assert not scene.autosave.has_unsaved()


def test_that_an_undo_after_a_save_is_saved_under_the_next_revision(scene: Scene) -> None:
    scene.write("It began")
    scene.autosave.flush()
    scene.lane.drain()
    scene.open_case.history.undo()
    scene.autosave.flush()
    scene.lane.drain()
    assert [c.revision for c, _ in scene.shelf.kept] == [0, 1]
    assert scene.shelf.kept[-1][0].answers == {}


def test_that_closing_during_a_save_still_sends_the_last_words(scene: Scene) -> None:
    scene.write("It")
    scene.autosave.flush()
    scene.write("It began")
    scene.autosave.flush()
    scene.lane.close()
    assert [c.answers["listen.story"] for c, _ in scene.shelf.kept] == ["It", "It began"]


def test_that_the_outcome_for_a_case_no_longer_open_is_dropped(scene: Scene) -> None:
    scene.write("It began")
    scene.autosave.flush()
    scene.open_case.close()
    scene.lane.drain()
    assert scene.autosave.state is Keeping.NOTHING
    assert scene.shelf.kept[-1][0].answers["listen.story"] == "It began"
