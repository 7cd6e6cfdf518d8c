"""The practice's templates and letterhead as somebody writes them, by the keyboard."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pharmreview.domain.case import Case
from pharmreview.domain.team.access import Access
from pharmreview.services.access import Session
from pharmreview.services.ports import User
from tests.documents.papers import PRACTICE
from tests.ui.conftest import jean, settle, shown_at
from ui.screens.practice.view import PracticeView
from ui.state.desk import Desk

Keys = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


def shown(qtbot: QtBot, desk: Desk, size: tuple[int, int] = (1298, 664)) -> PracticeView:
    made = PracticeView(desk)
    qtbot.addWidget(made)
    shown_at(qtbot, made, size)
    settle(desk)
    return made


@pytest.fixture
def view(qtbot: QtBot, desk: Desk) -> Iterator[PracticeView]:
    made = shown(qtbot, desk)
    made.templates.model.choose("text-missed")
    made.templates.focus_first()
    made.templates.field.moveCursor(QTextCursor.MoveOperation.End)
    settle(desk)
    yield made
    settle(desk)


def type_words(view: PracticeView, desk: Desk, words: str) -> None:
    QTest.keyClicks(view.templates.field, words)
    settle(desk)


def test_that_every_template_is_listed_and_the_preview_follows_the_keys(
    view: PracticeView, desk: Desk
) -> None:
    assert len(view.templates.model.props.rows) == len(desk.app.templates.all())
    type_words(view, desk, " Take care.")
    assert view.templates.seen.message.words.text().endswith("Take care.")
    assert "parts" in view.templates.seen.message.count.text()
    view.templates.model.choose("letter-pause")
    settle(desk)
    assert view.templates.seen.page.isVisible()


def test_that_places_complete_and_the_half_typed_one_is_not_complained_of(
    view: PracticeView, desk: Desk
) -> None:
    field = view.templates.field
    type_words(view, desk, " {usual")
    assert field.places.isVisible()
    assert not view.templates.model.props.looks
    assert "the usual GP" in field.accessibleDescription()
    QTest.keyClick(field, Keys.Key_Tab)
    settle(desk)
    assert field.value().endswith(" {usual_gp}")
    assert not field.places.isVisible()
    assert field.hasFocus()
    QTest.keyClick(field, Keys.Key_Space, CONTROL)
    QTest.keyClick(field, Keys.Key_Escape)
    settle(desk)
    assert view.templates.model.props.looks[0].stops
    assert not view.keep.isEnabled()


def test_that_what_to_look_at_leads_to_its_words(view: PracticeView, desk: Desk) -> None:
    type_words(view, desk, " Your chronic pain.")
    view.templates.looks.step()
    assert view.templates.field.textCursor().selectedText() == "chronic"


def test_that_a_version_is_kept_compared_and_ours_put_back_with_the_words_undone(
    view: PracticeView, desk: Desk
) -> None:
    page, ours = view.templates, view.templates.field.value()
    type_words(view, desk, " Take care.")
    QTest.keyClick(page.field, Keys.Key_Return, CONTROL)
    settle(desk)
    assert desk.app.templates.current("text-missed").text == f"{ours} Take care."
    page.toggle_versions()
    assert page.versions.list.hasFocus()
    QTest.keyClick(page.versions.list, Keys.Key_Down)
    assert page.model.props.versions is not None
    assert page.model.props.versions.chosen == "ours"
    page.versions.back.click()
    settle(desk)
    assert page.field.value() == ours
    assert desk.app.templates.is_ours("text-missed")
    view.undo()
    settle(desk)
    assert page.field.value() == f"{ours} Take care."


def test_that_words_that_are_not_kept_are_there_again(qtbot: QtBot, view: PracticeView, desk: Desk) -> None:
    type_words(view, desk, " Half a sent")
    view.templates.model.choose("letter-pause")
    settle(desk)
    view.templates.model.choose("text-missed")
    settle(desk)
    assert view.templates.field.value().endswith("Half a sent")
    view.left()
    settle(desk)
    again = shown(qtbot, desk)
    again.templates.model.choose("text-missed")
    settle(desk)
    assert again.templates.field.value().endswith("Half a sent")
    assert "not kept yet" in again.templates.standing.text()


@pytest.mark.parametrize("name", ["<b>Bo</b>", "{{x}}", "{% for a in b %}", "A" + "a" * 499])
def test_that_an_odd_name_is_shown_as_it_is(qtbot: QtBot, desk: Desk, name: str) -> None:
    desk.app.keep_practice(PRACTICE, desk.session.user)
    case: Case = jean()
    patient = case.patient.model_copy(update={"given_name": name, "preferred_name": ""})
    desk.open_case.open(case.model_copy(update={"patient": patient}))
    view = shown(qtbot, desk)
    view.templates.model.choose("text-missed")
    settle(desk)
    assert view.templates.model.props.person == "open"
    assert name in view.templates.seen.message.words.text().replace("\u200b", "")
    view.templates.model.choose("letter-invitation")
    settle(desk)
    seen = view.templates.model.props.seen
    assert (seen.tried is None) is (len(name) == 500)
    assert seen.problem is None or "window of an envelope" in seen.problem[0]
    assert view.templates.seen.minimumSizeHint().width() < 500


def test_that_a_reader_may_look_and_change_nothing(qtbot: QtBot, desk: Desk) -> None:
    desk.sign_in(
        Session(User(id="u2", name="Asha Bell", role="reader", access=Access.READER), desk.session.vault)
    )
    view = shown(qtbot, desk)
    assert view.templates.field.isReadOnly()
    assert not view.keep.isEnabled()
    assert not view.templates.ours.isVisible()
    view.letterhead.choose_file()
    assert view.letterhead.banner.isVisibleTo(view.letterhead)
    view.turn_to("team")
    assert not view.team._form.isVisible()
    assert [row.member.name for row in view.team.rows.values()] == ["Nia Farrow"]


def test_that_a_lead_adds_somebody_by_keyboard_changes_them_and_lets_them_go(
    qtbot: QtBot, desk: Desk
) -> None:
    view = shown(qtbot, desk)
    view.turn_to("team")
    team = view.team
    team.focus_first()
    for words in ("Asha Bell", "nurse"):
        QTest.keyClicks(QApplication.focusWidget(), words)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    team.passphrase.setFocus()
    QTest.keyClicks(team.passphrase, "nine green bottles")
    QTest.keyClick(team.passphrase, Qt.Key.Key_Return)
    settle(desk)
    assert "differ" in team.last.problem()
    assert team.name.value() == "Asha Bell"
    QTest.keyClicks(team.again, "nine green bottles")
    QTest.keyClick(team.again, Qt.Key.Key_Return)
    settle(desk)
    asha = next(row for row in team.rows.values() if row.member.name == "Asha Bell")
    assert (asha.member.role, asha.member.access) == ("nurse", Access.REVIEWER)
    assert (team.name.value(), team.passphrase.value()) == ("", "")
    asha.access.chosen.emit("reader")
    settle(desk)
    asha = team.rows[asha.member.id]
    assert asha.member.access is Access.READER
    asha.remove.click()
    asha.sure.click()
    settle(desk)
    assert [row.member.name for row in team.rows.values()] == ["Nia Farrow"]


def picture() -> bytes:
    file = BytesIO()
    Image.new("RGB", (600, 120), "teal").save(file, "PNG")
    return file.getvalue()


def test_that_a_letterhead_is_kept_taken_away_and_a_bad_one_refused(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    view, file = shown(qtbot, desk), tmp_path / "head.png"
    model = view.letterhead.model
    file.write_bytes(picture())
    model.take(file)
    settle(desk)
    assert desk.app.practice().letterhead
    assert model.props.has_one
    for bad, what in ((picture()[:-40], "damaged"), (b"not a picture", "no PNG"), (b"x" * 2_000_001, "2 MB")):
        file.write_bytes(bad)
        model.take(file)
        settle(desk)
        assert model.props.problem is not None
        assert what in model.props.problem[0]
        assert model.props.has_one
    model.take_away()
    settle(desk)
    assert not desk.app.practice().letterhead
    assert model.props.problem is None


def test_that_what_was_said_of_one_template_is_gone_when_another_is_chosen(
    view: PracticeView, desk: Desk
) -> None:
    said: list[str] = []
    view.status.connect(said.append)
    type_words(view, desk, " {nobody}")
    view.templates.model.keep()
    assert "nobody" in said[-1]
    view.templates.model.choose("letter-pause")
    assert said[-1] == ""
