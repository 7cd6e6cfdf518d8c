"""One key copies the summary for the record; until it is done, and after a change, the screen says so."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from pharmreview.domain.case import Case, content_of
from ui.screens.review.view import ReviewView

BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(autouse=True)
def _clean_clipboard(qapp):
    QGuiApplication.clipboard().clear()
    yield
    QGuiApplication.clipboard().clear()


def copy(view: ReviewView, opened) -> None:
    QTest.keyClick(view, Qt.Key.Key_C, BOTH)
    opened.lanes.press.drain()


def test_that_one_key_copies_plain_lines_that_name_the_person_at_the_top(view: ReviewView, opened) -> None:
    view.show_step("follow_up")
    assert view.page.copied.text() == "not yet copied"
    view.model.answer({"decide.goal": "Walk to school", "decide.decision": "OPT1"})
    copy(view, opened)
    text = QGuiApplication.clipboard().text()
    assert text.splitlines()[0].startswith("Jean Marlow")
    assert all(len(line) <= 80 for line in text.splitlines())
    assert opened.open_case.case.copied.by == "Nia Farrow"
    assert view.page.copied.text().startswith("copied ")


def test_that_why_nothing_changes_what_is_in_the_way_and_referrals_are_copied(
    view: ReviewView, opened
) -> None:
    view.model.answer(
        {
            "decide.decision": "OPT2",
            "decide.reason_no_change": ("NR05", "NR09"),
            "decide.barriers": ("BAR07",),
            "follow_up.referrals.REF09.service": "Tuesday kettle club",
            "follow_up.referrals.REF09.offered": "2026-11-20",
        }
    )
    copy(view, opened)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert "Reasons for no change: Fear of pain; Physical health not steady" in lines
    assert lines[lines.index("IN THE WAY") + 1] == "- Afraid I can never go back"
    told = lines[lines.index("REFERRALS AND SIGNPOSTING") + 1]
    assert told == "- Peer support, pain cafe (Tuesday kettle club): offered 20-Nov-2026"


def test_that_a_change_after_copying_is_said(view: ReviewView, opened) -> None:
    view.show_step("follow_up")
    copy(view, opened)
    assert "changed since" not in view.page.copied.text()
    view.model.answer({"decide.goal": "Walk to school"})
    assert "changed since: copy it again" in view.page.copied.text()
    copy(view, opened)
    assert "changed since" not in view.page.copied.text()


def test_that_what_is_copied_is_the_same_after_closing_and_opening(view: ReviewView, opened) -> None:
    view.model.answer({"decide.barriers": ("BAR03", "BAR08"), "decide.goal": "“Walk”"})
    case = opened.open_case.case
    assert content_of(Case.model_validate_json(case.model_dump_json())) == content_of(case)


def test_that_nothing_is_copied_of_a_case_that_was_put_away_meanwhile(view: ReviewView, opened) -> None:
    QTest.keyClick(view, Qt.Key.Key_C, BOTH)
    opened.open_case.close()
    opened.lanes.press.drain()
    assert QGuiApplication.clipboard().text() == ""
