"""The open case: undo by whole values, merged runs, one broadcast."""

import pytest
from pytestqt.qtbot import QtBot

from pharmreview.domain.case import Case
from pharmreview.domain.patient import Patient
from pharmreview.domain.review.answer import with_answer
from ui.state.open_case import OpenCase


def _case() -> Case:
    return Case(id="c1", patient=Patient(family_name="Example", given_name="Ada", nhs_number="9990000018"))


def _write(text: str, key: str = "listen.story"):
    return lambda case: case.model_copy(update={"answers": with_answer(case.answers, key, text)})


@pytest.fixture
def opened(qtbot: QtBot) -> OpenCase:
    opened = OpenCase()
    opened.open(_case())
    return opened


def test_that_undo_after_an_edit_gives_back_the_case_as_it_was(opened: OpenCase) -> None:
    before = opened.case
    opened.edit("write the story", _write("It began in 2016."))
    opened.history.undo()
    assert opened.case == before
    opened.history.redo()
    assert opened.case is not None
    assert opened.case.answers == {"listen.story": "It began in 2016."}


def test_that_whoever_may_only_look_is_told_and_every_field_shows_again_what_stands(
    opened: OpenCase,
) -> None:
    before, told, seen = opened.case, [], []
    opened.held = "You may look here."
    opened.refused.connect(told.append)
    opened.changed.connect(lambda _before, after: seen.append(after))
    opened.edit("write", _write("It began"))
    assert (opened.case, opened.history.count(), told) == (before, 0, ["You may look here."])
    assert seen[-1] == before, "what was typed is taken off the screen again"


def test_that_typing_in_one_field_is_one_undo_step(opened: OpenCase) -> None:
    for text in ("I", "It", "It b"):
        opened.edit("write", _write(text), merge="listen.story")
    assert opened.history.count() == 1
    opened.history.undo()
    assert opened.case is not None
    assert opened.case.answers == {}


def test_that_leaving_the_field_ends_the_run(opened: OpenCase) -> None:
    opened.edit("write", _write("one"), merge="listen.story")
    opened.break_run()
    opened.edit("write", _write("one two"), merge="listen.story")
    assert opened.history.count() == 2


def test_that_edits_of_two_fields_stay_apart(opened: OpenCase) -> None:
    opened.edit("write", _write("one"), merge="listen.story")
    opened.edit("write", _write("two", "listen.heard"), merge="listen.heard")
    assert opened.history.count() == 2


def test_that_a_run_that_ends_where_it_began_leaves_no_step(opened: OpenCase) -> None:
    opened.edit("write", _write("one"), merge="listen.story")
    opened.edit("write", _write(""), merge="listen.story")
    assert opened.history.count() == 0


def test_that_a_change_that_changes_nothing_is_not_broadcast(opened: OpenCase, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(opened.changed):
        opened.edit("nothing", lambda case: case)


def test_that_every_change_is_broadcast_with_before_and_after(opened: OpenCase) -> None:
    seen: list[tuple[object, object]] = []
    opened.changed.connect(lambda before, after: seen.append((before, after)))
    before = opened.case
    opened.edit("write", _write("x"))
    opened.close()
    assert seen[0][0] is before
    assert seen[-1][1] is None
