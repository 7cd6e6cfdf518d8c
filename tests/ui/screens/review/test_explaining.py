"""Explaining: pictures are shown large and ticked as used, and what was given says where it is."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from pharmreview.domain.review.reading import Reading
from ui.screens.review.explaining.reading import whence
from ui.screens.review.view import ReviewView


def test_that_a_picture_is_opened_turned_used_and_left_by_keys(view: ReviewView) -> None:
    view.show_step("explain")
    page = view.page
    button = page.tiles.buttons["EXP1"]
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    large = page.large
    assert large.isVisible()
    QTest.keyClick(large.back, Qt.Key.Key_Right)
    assert large.code == "EXP2"
    large.tick.setFocus()
    QTest.keyClick(large.tick, Qt.Key.Key_Space)
    assert view.model.props.answers["explain.pictures"] == ("EXP2",)
    QTest.keyClick(large.tick, Qt.Key.Key_Escape)
    assert page.area.isVisible()
    assert page.tiles.buttons["EXP2"].hasFocus()
    assert page.tiles.ticks["EXP2"].isChecked()


def test_that_the_first_and_last_picture_end_the_row(view: ReviewView) -> None:
    view.show_step("explain")
    large = view.page.large
    view.page.show_large("EXP1")
    large.turn(-1)
    assert large.code == "EXP1"
    assert not large.before.isEnabled()
    view.page.show_large("EXP6")
    large.turn(1)
    assert large.code == "EXP6"


def test_that_using_a_picture_is_undone_as_one_change(view: ReviewView, opened) -> None:
    view.show_step("explain")
    for code in ("EXP1", "EXP6"):
        view.page.tiles.ticks[code].click()
    assert view.model.props.answers["explain.pictures"] == ("EXP1", "EXP6")
    opened.open_case.history.undo()
    assert not view.page.tiles.ticks["EXP6"].isChecked()
    assert view.page.tiles.ticks["EXP1"].isChecked()


def test_that_reading_is_ticked_and_another_is_written_in(view: ReviewView) -> None:
    view.show_step("explain")
    card = view.page.reading
    card.ticks["RE01"].click()
    card.ticks["other"].click()
    QTest.keyClicks(card.other, "A library book")
    answers = view.model.props.answers
    assert answers["explain.reading"] == ("RE01", "other")
    assert answers["explain.reading.other"] == "A library book"


def test_that_reading_says_where_it_is_and_when_that_was_looked_at() -> None:
    day = date(2026, 11, 28)
    book = Reading(code="R", title="T", what="W", publisher="Us")
    assert whence(book, day) == ("Us", False)
    online = book.model_copy(update={"address": "https://www.us.example"})
    assert whence(online, day) == ("Us: us.example, not looked at yet", False)
    looked = online.model_copy(update={"checked": day, "next_review": date(2027, 5, 28)})
    assert whence(looked, day) == ("Us: us.example, looked at 28 Nov 2026", False)
    assert whence(looked, date(2027, 6, 1))[1]
