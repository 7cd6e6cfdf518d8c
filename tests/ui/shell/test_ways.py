"""Ways from one place to another that a single screen cannot show by itself."""

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.ui.shell.conftest import Hand
from ui.widgets.fields.text_field import TextField


def press(hand: Hand, keys: str) -> None:
    """Press keys where they go now."""
    QTest.keySequence(hand.window.focusWidget() or hand.window, QKeySequence(keys))
    hand.settle()


def place(hand: Hand) -> tuple[str, str]:
    workspace = hand.window.workspace
    assert workspace is not None
    return workspace.place, workspace.steps_current


def test_that_the_builder_leads_to_the_notes_of_its_step_and_they_lead_back(hand: Hand) -> None:
    hand.unlock()
    hand.open_jean()
    hand.window.show_step("taper")
    hand.settle()
    assert place(hand) == ("taper", "taper")
    press(hand, "Ctrl+Shift+E")
    assert place(hand) == ("review", "taper")
    press(hand, "Ctrl+Return")
    assert place(hand) == ("taper", "taper")
    press(hand, "Alt+Left")
    assert place(hand) == ("review", "taper")


def test_that_pressing_the_sixth_step_again_turns_between_builder_and_notes(hand: Hand) -> None:
    hand.unlock()
    hand.open_jean()
    seen = []
    for _ in range(3):
        hand.window.show_step("taper")
        hand.settle()
        seen.append(place(hand)[0])
    assert seen == ["taper", "review", "taper"]


def test_that_walking_from_the_notes_goes_on_to_the_safety_net(hand: Hand) -> None:
    hand.unlock()
    hand.open_jean()
    hand.window.show_step("taper")
    hand.window.show_step("taper")
    hand.settle()
    press(hand, "Ctrl+PgDown")
    assert place(hand) == ("review", "safety")


@pytest.mark.parametrize(("typed", "shown"), [("marlow", 1), ("nobody at all", 0)])
def test_that_a_name_typed_on_today_finds_the_person_in_the_list(hand: Hand, typed: str, shown: int) -> None:
    hand.keep_jean()
    hand.unlock()
    workspace = hand.window.workspace
    assert workspace is not None
    (box,) = [f for f in workspace.findChildren(TextField) if f.accessibleName() == "Find a person"]
    QTest.keyClicks(box, typed)
    press_in = QKeySequence("Return")
    QTest.keySequence(box, press_in)
    hand.settle()
    people = workspace.view("people")
    assert workspace.place == "people"
    assert people.find_box.value() == typed  # type: ignore[attr-defined]
    assert people.table.model().rowCount() == shown  # type: ignore[attr-defined]


def test_that_a_count_on_today_leads_to_those_it_counts(hand: Hand) -> None:
    hand.keep_jean()
    hand.unlock()
    workspace = hand.window.workspace
    assert workspace is not None
    for words, shown in (("not started", 1), ("on hold", 0), ("plans running", 0)):
        workspace.view("today").people_wanted.emit(words)  # type: ignore[attr-defined]
        hand.settle()
        people = workspace.view("people")
        assert people.find_box.value() == ""  # type: ignore[attr-defined]
        assert people.table.model().rowCount() == shown  # type: ignore[attr-defined]


def test_that_the_date_on_today_is_whole_in_a_small_window(hand: Hand) -> None:
    hand.unlock()
    hand.keep_jean()
    for width, height in ((1366, 738), (910, 486), (900, 460)):
        hand.window.resize(width, height)
        hand.settle()
        bar = hand.window.workspace.view("today").top_bar  # type: ignore[union-attr, attr-defined]
        title = bar.findChildren(type(bar._title))[0]
        assert title.width() >= title.sizeHint().width(), width


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("Ctrl+3", "Open a person first. Ctrl+K finds one."),
        ("Ctrl+P", "Open a person first. Ctrl+K finds one."),
        ("Ctrl+4", "Groups: comes in a later version."),
    ],
)
def test_that_keys_to_a_place_that_cannot_be_shown_say_why(hand: Hand, keys: str, said: str) -> None:
    hand.unlock()
    workspace = hand.window.workspace
    assert workspace is not None
    press(hand, keys)
    assert workspace.place == "today"
    assert workspace.status.fact() == said


def test_that_the_keys_of_practice_work_while_its_bar_has_the_keys(hand: Hand) -> None:
    hand.unlock()
    hand.window.go("practice")
    hand.settle()
    workspace = hand.window.workspace
    assert workspace is not None
    view = workspace.view("practice")
    asked: list[QWidget] = []
    view.letterhead._ask = asked.append
    view.pages.setFocus()
    for page, keys in (("letterhead", "Ctrl+O"), ("templates", "Ctrl+O"), ("templates", "Ctrl+Shift+V")):
        view.turn_to(page)
        view.pages.setFocus()
        press(hand, keys)
    assert asked == [hand.window]
    assert view.templates.versions.isVisible()
    hand.window.go("today")
    press(hand, "Ctrl+O")
    assert asked == [hand.window]


def test_that_today_asked_for_while_it_is_shown_looks_again_and_leaves_the_keys(hand: Hand) -> None:
    hand.unlock()
    press(hand, "Ctrl+1")
    today = hand.window.workspace.view("today")
    before = hand.window.focusWidget()
    today.find_box.setFocus()
    hand.keep_jean()
    assert today.empty.isVisible()
    press(hand, "Ctrl+1")
    assert not today.empty.isVisible()
    assert place(hand)[0] == "today"
    assert before is not None
