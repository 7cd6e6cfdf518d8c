"""Nothing typed is lost: closing, locking and moving on wait for the store, and say so when it refuses."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from pharmreview.domain.errors import VaultProblem
from tests.ui.conftest import jean
from tests.ui.shell.conftest import PASSPHRASE, Hand
from ui.jobs import Err, Ok
from ui.shell.application import Running
from ui.widgets.chrome.status_line import SaveState

SENTENCE = "It began with the fall, and half way through this sent"
FULL = VaultProblem("The disk is full.", "Free some space, then try again.", code="vault.full")


def make_store(qtbot: QtBot, running: Running) -> None:
    """The first run: a name, a role, a passphrase twice, the code written down."""
    door = running.window.unlock
    qtbot.waitUntil(lambda: "make_page" in vars(door) and vars(door)["make_page"].isVisible())
    page = door.make_page  # type: ignore[attr-defined]
    page.name.setText("Nia Farrow")
    page.role.setText("clinical pharmacist")
    page.passphrase.setText(PASSPHRASE)
    page.again.setText(PASSPHRASE)
    QTest.keyClick(page.again, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "code_page" in vars(door) and vars(door)["code_page"].isVisible())
    code = door.code_page  # type: ignore[attr-defined]
    assert code.code.text().count("-") > 3
    QTest.keyClick(code.done, Qt.Key.Key_Space)
    qtbot.keyClick(code.go, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: running.window.workspace is not None)


def unlock(qtbot: QtBot, running: Running) -> None:
    """Come in by passphrase."""
    page = running.window.unlock.unlock_page  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: page.who.value() is not None)
    QTest.keyClicks(page.passphrase, PASSPHRASE)
    QTest.keyClick(page.passphrase, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: running.window.workspace is not None)


def keep_jean(qtbot: QtBot, running: Running) -> str:
    """Have Jean in the store, by the store's own lane."""
    told: list[str] = []

    def done(outcome: Ok[str] | Err) -> None:
        assert isinstance(outcome, Ok)
        told.append(outcome.value)

    desk = running.desk
    desk.lanes.vault.run(lambda: desk.casework().save(jean(), "Brought in").id, done)
    qtbot.waitUntil(lambda: bool(told))
    return told[0]


def story_of(qtbot: QtBot, running: Running, case_id: str) -> QWidget:
    """Open a person, and give the field of their story with the keys in it."""
    running.window.open_person(case_id)
    qtbot.waitUntil(lambda: running.desk.open_case.case is not None)
    running.window.show_step("listen")
    assert running.window.workspace is not None
    story = running.window.workspace.view("review").page.story  # type: ignore[attr-defined]
    assert isinstance(story, QWidget)
    story.setFocus()
    return story


def close(qtbot: QtBot, running: Running) -> None:
    """Close at once, and wait only until the window has gone."""
    running.window.close()
    qtbot.waitUntil(lambda: not running.window.isVisible())


def test_that_half_a_sentence_is_there_after_closing_and_opening_again(
    qtbot: QtBot, start: Callable[[], Running]
) -> None:
    first = start()
    make_store(qtbot, first)
    case_id = keep_jean(qtbot, first)
    QTest.keyClicks(story_of(qtbot, first, case_id), SENTENCE)
    close(qtbot, first)
    second = start()
    unlock(qtbot, second)
    story = story_of(qtbot, second, case_id)
    assert story.toPlainText() == SENTENCE  # type: ignore[attr-defined]
    assert second.desk.open_case.case is not None
    assert second.desk.open_case.case.answers["listen.story"] == SENTENCE
    close(qtbot, second)


def test_that_locking_and_unlocking_a_real_store_comes_back_to_the_same_words(
    qtbot: QtBot, start: Callable[[], Running]
) -> None:
    running = start()
    make_store(qtbot, running)
    QTest.keyClicks(story_of(qtbot, running, keep_jean(qtbot, running)), SENTENCE)
    running.window.lock()
    qtbot.waitUntil(lambda: running.window.workspace is None)
    assert running.desk.open_case.case is None
    unlock(qtbot, running)
    qtbot.waitUntil(lambda: running.desk.open_case.case is not None)
    workspace = running.window.workspace
    assert workspace is not None
    assert (workspace.place, workspace.steps_current) == ("review", "listen")
    page = workspace.view("review").page  # type: ignore[attr-defined]
    assert page.story.toPlainText() == SENTENCE
    close(qtbot, running)


def test_that_a_window_closed_at_the_door_goes_at_once(qtbot: QtBot, start: Callable[[], Running]) -> None:
    running = start()
    close(qtbot, running)
    running.window.close()


def type_a_story(hand: Hand) -> QWidget:
    """Unlock, open Jean, and type."""
    hand.unlock()
    hand.open_jean()
    hand.window.show_step("listen")
    hand.settle()
    story = hand.window.focusWidget()
    assert story is not None
    QTest.keyClicks(story, SENTENCE)
    return story


def shown_story(hand: Hand) -> str:
    """What the story says on the screen."""
    assert hand.window.workspace is not None
    return str(hand.window.workspace.view("review").page.story.toPlainText())  # type: ignore[attr-defined]


def test_that_closing_with_a_full_disk_stays_open_and_says_so(hand: Hand) -> None:
    type_a_story(hand)
    hand.vault.refusal = FULL
    hand.window.close()
    hand.settle()
    assert hand.window.isVisible()
    workspace = hand.window.workspace
    assert workspace is not None
    assert workspace.not_kept.isVisible()
    assert workspace.not_kept.notice.reason() == f"{FULL.sentence} What you typed is still here."
    assert workspace.status.state() is SaveState.FAILED
    assert shown_story(hand) == SENTENCE
    hand.window.close()
    hand.settle()
    assert hand.window.isVisible()


def test_that_closing_goes_on_once_there_is_room_again(hand: Hand) -> None:
    type_a_story(hand)
    hand.vault.refusal = FULL
    hand.window.close()
    hand.settle()
    hand.vault.refusal = None
    workspace = hand.window.workspace
    assert workspace is not None
    workspace.not_kept.again.click()
    hand.settle()
    assert not workspace.not_kept.isVisible()
    assert hand.window.isVisible()
    hand.window.close()
    hand.settle()
    assert not hand.window.isVisible()
    assert hand.vault.kept["jean"].case.answers["listen.story"] == SENTENCE


def test_that_one_may_leave_without_a_change_the_store_will_not_take(hand: Hand) -> None:
    type_a_story(hand)
    hand.vault.refusal = FULL
    hand.window.close()
    hand.settle()
    assert hand.window.workspace is not None
    hand.window.workspace.not_kept.lose.click()
    hand.settle()
    assert not hand.window.isVisible()
    assert hand.vault.closed


def test_that_a_failed_save_by_itself_offers_no_way_to_lose_it(hand: Hand) -> None:
    type_a_story(hand)
    hand.vault.refusal = FULL
    hand.window.save_now()
    hand.settle()
    workspace = hand.window.workspace
    assert workspace is not None
    assert workspace.not_kept.isVisible()
    assert not workspace.not_kept.lose.isVisible()


def test_that_locking_waits_for_the_store_and_keeps_the_words_on_the_screen(hand: Hand) -> None:
    type_a_story(hand)
    hand.vault.refusal = FULL
    hand.window.lock()
    hand.settle()
    assert hand.window.workspace is not None
    assert not hand.vault.closed
    assert shown_story(hand) == SENTENCE


def test_that_somebody_else_is_not_opened_over_words_not_kept(hand: Hand) -> None:
    type_a_story(hand)
    other = jean().model_copy(update={"id": "other"})
    hand.vault.save(other, "Brought in", hand.vault.users[0], hand.app.clock.now())
    hand.vault.refusal = FULL
    hand.window.open_person("other")
    hand.settle()
    assert hand.running.desk.open_case.case is not None
    assert hand.running.desk.open_case.case.id == "jean"
    assert shown_story(hand) == SENTENCE


def test_that_putting_a_person_away_keeps_them_first(hand: Hand) -> None:
    type_a_story(hand)
    hand.window.close_person()
    hand.settle()
    assert hand.running.desk.open_case.case is None
    assert hand.vault.kept["jean"].case.answers["listen.story"] == SENTENCE


def test_that_what_is_typed_while_the_last_words_are_saved_is_kept_before_closing(hand: Hand) -> None:
    story = type_a_story(hand)
    hand.window.close()
    QTest.keyClicks(story, "ence")
    hand.settle()
    hand.settle()
    assert not hand.window.isVisible()
    assert hand.vault.kept["jean"].case.answers["listen.story"] == f"{SENTENCE}ence"


@pytest.mark.parametrize("times", [1, 2])
def test_that_closing_forgets_the_key_however_often_it_is_asked(hand: Hand, times: int) -> None:
    type_a_story(hand)
    for _ in range(times):
        hand.window.close()
        hand.settle()
    assert not hand.window.isVisible()
    assert hand.vault.closed


def test_that_a_finished_review_is_opened_as_it_stands_and_the_next_is_begun_by_asking(hand: Hand) -> None:
    hand.unlock()
    hand.open_jean()
    case = hand.running.desk.open_case.case
    assert case is not None
    hand.window.adopt(hand.running.desk.casework().finish(case, "OPT1"))
    hand.window.close_person()
    hand.settle()
    hand.window.open_person("jean")
    hand.settle()
    opened = hand.running.desk.open_case.case
    assert opened is not None
    assert opened.review_number == 1
    assert opened.finish is not None
    assert hand.window.workspace is not None
    hand.window.say("Review finished")
    hand.window.workspace.view("review").finished_page.again.click()  # type: ignore[attr-defined]
    hand.settle()
    begun = hand.running.desk.open_case.case
    assert begun is not None
    assert begun.review_number == 2
    assert begun.finish is None
    assert hand.window.workspace.status.fact() == "", "the review before is no longer what was just done"


def test_that_what_is_half_typed_in_the_directory_is_there_for_another_person_and_after_a_lock(
    hand: Hand,
) -> None:
    hand.unlock()
    hand.open_jean()
    other = jean().model_copy(update={"id": "other"})
    hand.vault.save(other, "x", hand.window.desk.session.user, hand.window.desk.clock.now())

    def typed() -> str:
        hand.window.show_step("follow_up")
        hand.settle()
        directory = hand.window.workspace.view("review").page.directory  # type: ignore[union-attr]
        return "" if directory.editor.isHidden() else directory.editor.fields["name"].value()

    assert typed() == ""
    directory = hand.window.workspace.view("review").page.directory  # type: ignore[union-attr]
    directory.edit(None)
    QTest.keyClicks(directory.editor.fields["name"], "Walking group")
    hand.window.open_person("other")
    hand.settle()
    assert typed() == "Walking group"
    hand.window.lock()
    hand.settle()
    hand.unlock()
    assert typed() == "Walking group"
    directory = hand.window.workspace.view("review").page.directory  # type: ignore[union-attr]
    directory.editor.kind.set_value("REF10")
    directory.editor.keep.click()
    hand.settle()
    assert directory.editor.isHidden()
    assert not hand.window.desk.half_typed.words("service/new/name")
