"""One way to show an error."""

import sys

from pytestqt.qtbot import QtBot

from pharmreview.domain.errors import InputProblem, VaultProblem
from ui.errors import dialog_for, last_resort_text, show_in, words_for
from ui.widgets.panels.notice import Banner


def test_that_an_expected_error_is_shown_in_its_own_words() -> None:
    words = words_for(VaultProblem("The disk is full.", "Free some space, then try again.", "ENOSPC"))
    assert words.expected
    assert words.sentence == "The disk is full. Free some space, then try again."
    assert words.detail == "ENOSPC"


def test_that_a_fault_of_ours_never_repeats_what_it_was_handling() -> None:
    words = words_for(KeyError("999 000 0018"))
    assert not words.expected
    assert "999 000 0018" not in f"{words.sentence} {words.detail}"
    assert "our side" in words.what


def test_that_a_banner_says_what_and_how_to_mend_it(qtbot: QtBot) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    show_in(banner, InputProblem("The file has no rows.", "Choose another file."))
    assert not banner.isHidden()
    assert banner.title() == "The file has no rows."
    assert banner.reason() == "Choose another file."


def test_that_a_dialog_says_what_and_how_to_mend_it(qtbot: QtBot) -> None:
    box = dialog_for(InputProblem("The file is locked.", "Close it elsewhere, then try again."))
    qtbot.addWidget(box)
    assert box.text() == "The file is locked."
    assert box.informativeText() == "Close it elsewhere, then try again."


def test_that_the_last_resort_names_the_place_and_never_the_message() -> None:
    try:
        int("999 000 0018")
    except ValueError:
        kind, _, trace = sys.exc_info()
    assert kind is not None
    text = last_resort_text(kind, trace)
    assert text.startswith("ValueError at ")
    assert "test_errors" in text
    assert "999" not in text


def test_that_an_error_without_a_place_says_so() -> None:
    assert last_resort_text(RuntimeError, None) == "RuntimeError at no place"
