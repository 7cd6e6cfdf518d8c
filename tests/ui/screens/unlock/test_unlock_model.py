"""What the door shows, from what it knows."""

from datetime import date

import pytest

from ui.screens.unlock.caps_lock import caps_lock_after
from ui.screens.unlock.view_model import Inputs, derive, tables_words

NIA = (("u1", "Nia Farrow, clinical pharmacist"),)
TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("inputs", "page", "ready"),
    [
        (Inputs(), "loading", False),
        (Inputs(users=()), "make", True),
        (Inputs(users=NIA), "unlock", True),
        (Inputs(users=NIA, busy=True), "unlock", False),
        (Inputs(users=NIA, waiting=30), "unlock", False),
        (Inputs(users=NIA, recovering=True), "recover", True),
        (Inputs(users=(), recovery_code="AB12-CD34"), "code", True),
        (Inputs(shut=("It is damaged.", "Put it back.")), "shut", False),
        (Inputs(users=NIA, shut=("It is damaged.", "Put it back.")), "shut", True),
    ],
)
def test_which_page_the_door_shows_and_whether_it_may_be_tried(
    inputs: Inputs, page: str, ready: bool
) -> None:
    shown = derive(inputs)
    assert (shown.page, shown.ready) == (page, ready)


@pytest.mark.parametrize(
    ("waiting", "words"),
    [
        (30, "You can try again in 30 seconds."),
        (1, "You can try again in 1 second."),
    ],
)
def test_that_the_wait_is_counted_down_in_words(waiting: int, words: str) -> None:
    assert derive(Inputs(users=NIA, waiting=waiting, problem="Before")).problem.endswith(words)


def test_that_what_was_kept_says_when_the_screen_locked() -> None:
    shown = derive(Inputs(users=NIA, locked_at="12:41"))
    assert shown.kept == "The screen locked at 12:41. You will come back to the same place."
    assert derive(Inputs(users=NIA)).kept == ""


@pytest.mark.parametrize(
    ("reviews", "words"),
    [
        ((), ""),
        ((date(2027, 5, 17), date(2028, 1, 1)), "Clinical tables in date. Next review due 17-May-2027."),
        ((TODAY,), "Clinical tables in date. Next review due 20-Nov-2026."),
        (
            (date(2026, 11, 17), date(2028, 1, 1)),
            "Clinical tables: a review was due 17-Nov-2026. You can carry on; papers will say so.",
        ),
        (
            (date(2027, 5, 17), None),
            "Some clinical tables have no review date yet. You can carry on; papers will say so.",
        ),
    ],
)
def test_what_is_said_of_the_clinical_tables(reviews: tuple[date | None, ...], words: str) -> None:
    assert tables_words(reviews, TODAY) == words


@pytest.mark.parametrize(
    ("text", "shift", "before", "after"),
    [
        ("a", False, False, False),
        ("A", False, False, True),
        ("A", True, True, False),
        ("a", True, False, True),
        ("é", False, True, False),
        ("3", False, True, True),
        ("!", True, True, True),
        ("", False, True, True),
        ("字", False, False, False),
    ],
)
def test_that_caps_lock_is_told_from_letters_only(text: str, shift: bool, before: bool, after: bool) -> None:
    assert caps_lock_after(text, shift=shift, before=before) is after
