"""A form on how a visit was, typed in by keys among those without a name."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from pharmreview.domain.team.access import Access
from pharmreview.services.access import Session
from pharmreview.services.ports import User
from tests.ui.conftest import settle, shown_at
from tests.ui.screens.practice.test_practice import CONTROL, shown
from ui.screens.practice.view import EXPERIENCE
from ui.state.desk import Desk


def test_that_a_form_is_half_typed_found_again_put_in_and_taken_out_by_keys(qtbot: QtBot, desk: Desk) -> None:
    view = shown(qtbot, desk)
    view.turn_to(EXPERIENCE)
    page = view.experience
    page.focus_first()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_9)
    page.form.reveal("follow_up.exp_best")
    QTest.keyClicks(QApplication.focusWidget(), "Nobody rushed me")
    settle(desk)
    assert desk.half_typed.words("experience/follow_up.exp_best") == "Nobody rushed me"
    again = shown(qtbot, desk)
    again.turn_to(EXPERIENCE)
    assert again.experience.model.props.typed["follow_up.exp_time"] == "9"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, CONTROL)
    settle(desk)
    told = [label.text() for label in again.experience.learnt.findChildren(QLabel)]
    assert any("“Nobody rushed me”" in words for words in told)
    assert any("Fewer than 6 forms" in words for words in told)
    assert not desk.half_typed.words("experience/follow_up.exp_best")
    assert not again.experience.model.props.typed
    again.experience.take_out.click()
    settle(desk)
    assert again.experience.model.props.learnt.forms == 0
    again.experience.keep()
    settle(desk)
    assert again.experience.banner.isVisible()


def test_that_a_reader_sees_what_was_said_and_types_nothing(qtbot: QtBot, desk: Desk) -> None:
    reader = User(id="u2", name="Asha Bell", role="reader", access=Access.READER)
    desk.sign_in(Session(reader, desk.session.vault))
    view = shown(qtbot, desk)
    view.turn_to(EXPERIENCE)
    assert not view.experience._entry.isVisible()
    assert view.experience.learnt.isVisible()


def test_that_a_page_keeps_its_shape_at_every_height_of_the_window(qtbot: QtBot, desk: Desk) -> None:
    view = shown(qtbot, desk)
    view.templates.model.choose("letter-pause")
    settle(desk)
    page = view.templates.seen.page
    for height in range(600, 900, 20):
        shown_at(qtbot, view, (1298, height))
        assert abs(page.height() * 210 - page.width() * 297) < 2 * 210
