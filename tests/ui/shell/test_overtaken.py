"""Two windows on one person: who is second is told what the first changed, and keeps both."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from pharmreview.domain.case import Case
from tests.ui.shell.conftest import Hand
from ui.shell.leaving.not_kept import NotKept


def opened(hand: Hand) -> Case:
    """The open case."""
    case = hand.running.desk.open_case.case
    assert case is not None
    return case


def meanwhile(hand: Hand, **answers: str) -> Case:
    """Another window keeps these answers of the same person."""
    cases = hand.running.desk.casework()
    (saved,) = cases.several((opened(hand).id,))
    told = {key.replace("__", "."): words for key, words in answers.items()}
    return cases.save(
        saved.case.model_copy(update={"answers": {**saved.case.answers, **told}}), "Kept in another window"
    )


def type_in_story(hand: Hand, words: str) -> NotKept:
    """Type in the story and let it be sent."""
    hand.window.show_step("listen")
    hand.settle()
    focused = hand.window.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, words)
    hand.window.save_now()
    hand.settle()
    assert hand.window.workspace is not None
    return hand.window.workspace.not_kept


def kept(hand: Hand) -> dict[str, object]:
    (saved,) = hand.running.desk.casework().several((opened(hand).id,))
    return dict(saved.case.answers)


def test_that_what_each_window_changed_is_named_and_both_are_kept_by_key(hand: Hand) -> None:
    hand.unlock()
    hand.open_jean()
    hand.settle()
    theirs = meanwhile(hand, follow_up__joint_apart="When to look at the codeine.")
    said = type_in_story(hand, "A fall.")
    assert said.isVisible()
    assert said.notice.title().endswith(f"saved at {hand.app.clock.now():%H:%M}")
    assert "Changed there: Follow-up, points still apart." in said.notice.reason()
    assert "Changed here: Listen, story, in their own words." in said.notice.reason()
    assert "Both can be kept." in said.notice.reason()
    shown = [button.isVisible() for button in (said.again, said.both, said.theirs)]
    assert shown == [False, True, False]
    said.both.setFocus()
    QTest.keyClick(said.both, Qt.Key.Key_Space)
    hand.settle()
    assert not said.isVisible()
    told = kept(hand)
    assert told["listen.story"] == "A fall."
    assert told["follow_up.joint_apart"] == theirs.answers["follow_up.joint_apart"]
    QTest.keyClicks(hand.window.workspace.view("review").page.story, " Then the winter.")  # type: ignore[union-attr, attr-defined]
    hand.window.save_now()
    hand.settle()
    assert kept(hand)["listen.story"] == "A fall. Then the winter."


@pytest.mark.parametrize(("ours", "stands"), [(True, "A fall."), (False, "A ladder.")])
def test_that_both_versions_of_one_answer_are_shown_and_one_is_chosen(
    hand: Hand, ours: bool, stands: str
) -> None:
    hand.unlock()
    hand.open_jean()
    hand.settle()
    meanwhile(hand, listen__story="A ladder.", sheet__about="My knees.")
    said = type_in_story(hand, "A fall.")
    assert "There: “A ladder.” Here: “A fall.”" in said.notice.reason()
    assert said.theirs.isVisible()
    (said.both if ours else said.theirs).click()
    hand.settle()
    assert kept(hand)["listen.story"] == stands
    assert kept(hand)["sheet.about"] == "My knees."
    assert opened(hand).answers["listen.story"] == stands


def test_that_a_review_begun_in_the_other_window_is_only_told(hand: Hand) -> None:
    hand.unlock()
    hand.open_jean()
    hand.settle()
    cases = hand.running.desk.casework()
    (saved,) = cases.several((opened(hand).id,))
    cases.save(saved.case.model_copy(update={"review_number": 2}), "Review begun")
    said = type_in_story(hand, "A fall.")
    assert (said.again.isVisible(), said.both.isVisible()) == (True, False)
    assert opened(hand).answers["listen.story"] == "A fall."
