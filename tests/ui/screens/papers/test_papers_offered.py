"""Every paper found, set, addressed and sent from the one screen; texts kept word for word."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pharmreview.domain.case import Channel
from pharmreview.domain.paper import PaperKind, TextKind
from pharmreview.services.writing.catalogue import SHELVES
from tests.documents.papers import PRACTICE
from tests.fakes import FakeVault
from tests.ui.conftest import settle
from tests.ui.screens.papers.conftest import (
    FakePrinting,
    ToldTimer,
    opened_with,
    reviewed_case,
    shown,
)
from ui.screens.papers.making import Made, MadeText
from ui.screens.papers.panels.paper_row import PaperRow
from ui.screens.papers.view import PapersView
from ui.state.desk import Desk

CTRL = Qt.KeyboardModifier.ControlModifier


def rested(view: PapersView, desk: Desk) -> None:
    """Have what is wanted made at once, and what follows on the screen happen."""
    view.model._maker.make()
    settle(desk)
    QApplication.processEvents()
    settle(desk)


def changed(desk: Desk, **patient: Any) -> None:
    desk.open_case.edit(
        "changed", lambda case: case.model_copy(update={"patient": case.patient.model_copy(update=patient)})
    )


def may_be_texted(desk: Desk, **patient: Any) -> None:
    changed(desk, phone="07700 900 123", facts={"text-consent": "yes"}, **patient)


def test_that_any_paper_is_found_by_keyboard_and_the_rest_go_back_with_escape(
    view: PapersView, reviewed: Desk
) -> None:
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F, CTRL)
    shelves = {section.title: section for section in view.model.props.sections}
    assert list(shelves) == [shelf.value for shelf in SHELVES]
    assert len(view.model.props.rows) == len(PaperKind) + len(TextKind)
    QTest.keyClicks(view.list.find_box, "pain clin")
    assert [row.id for row in view.model.props.rows] == ["letter-hospital"]
    rested(view, reviewed)
    QTest.keyClick(view.list.find_box, Qt.Key.Key_Down)
    row = QApplication.focusWidget()
    assert isinstance(row, PaperRow)
    QTest.keyClick(row, Qt.Key.Key_Escape)
    rested(view, reviewed)
    assert not view.model.props.finding
    assert view.model.props.sheet.problem is not None
    assert view.model.props.rows[-1].id == "letter-hospital", "what is shown stays in the list"


def test_that_only_what_is_ticked_or_shown_is_pressed_and_nothing_twice(
    view: PapersView, reviewed: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = view.model._inputs.batch
    assert set(batch.made) == {PaperKind.NEXT_STEP, PaperKind.FOLLOW_UP, PaperKind.GP}
    pressed: list[str] = []
    work = reviewed.app.paperwork
    real = work.press
    monkeypatch.setattr(work, "press", lambda paper: (pressed.append(paper.kind.value), real(paper))[1])
    view.model.choose("sheet-conversation")
    rested(view, reviewed)
    assert pressed == ["sheet-conversation"]


def test_that_the_needs_set_the_format_which_can_be_changed_for_one_paper(
    view: PapersView, reviewed: Desk
) -> None:
    assert view.format.setting.value() == "large"
    before = view.model.props.sheet.key
    view.format.chosen.emit("standard", True)
    rested(view, reviewed)
    assert view.model.props.sheet.key != before
    assert view.format.reason.text().startswith("This paper: 14 point on cream.")
    view.model.choose("letter-follow-up")
    assert view.format.setting.value() == "large"
    view.model.choose("letter-gp")
    assert not view.format.isVisible(), "a letter to a colleague has no setting"


def test_that_what_is_typed_for_a_letter_is_kept_with_the_case_and_makes_it(
    view: PapersView, reviewed: Desk
) -> None:
    view.model.choose("letter-hospital")
    rested(view, reviewed)
    assert view.model.props.sheet.problem is not None
    typed = {
        "address of letter-hospital": "Pain clinic\nLarkhampton Hospital",
        "question": "Would you support a slow reduction?",
        "reply_by": "Monday 21 December 2026",
    }
    for key, words in typed.items():
        view.beside.going.fields[key].set_value(words)
        view.model.type_for(key, words)
    rested(view, reviewed)
    assert view.model.props.sheet.pages
    assert reviewed.open_case.case is not None
    assert reviewed.open_case.case.for_papers == typed
    assert view.beside.going.recipient.value() == "Pain clinic"


def test_that_to_whom_and_how_is_kept_with_each_paper_that_goes_out(
    view: PapersView, reviewed: Desk, vault: FakeVault
) -> None:
    view.model.set_going("Jean and her daughter", "post")
    assert "There is no address for Jean" in view.beside.going.how.problem()
    assert view.model.props.looks[0].title == "Plan, next step"
    view.print_now()
    settle(reviewed)
    assert not vault.papers, "what cannot be posted is not printed to be posted"
    assert view.model.props.problem is not None
    assert view.model.props.problem[0].startswith("Nothing was printed. Plan, next step: There is no")
    view.model.set_going("Jean and her daughter", "handed-over")
    view.print_now()
    settle(reviewed)
    went = {paper.kind: paper.dispatches[0] for paper in vault.papers}
    assert (went["plan-next-step"].recipient, went["plan-next-step"].channel) == (
        "Jean and her daughter",
        Channel.HANDED,
    )
    assert went["letter-gp"].channel is Channel.EMAIL
    rested(view, reviewed)
    notes = {row.id: row.note for row in view.model.props.issued}
    assert notes["jean-plan-next-step-1"].endswith("To Jean and her daughter, handed over")


def test_that_a_word_processors_file_is_saved_beside_the_kept_forms(
    view: PapersView, reviewed: Desk, vault: FakeVault, tmp_path: Path
) -> None:
    view.save_into_folder(("pdf", "docx"))
    settle(reviewed)
    saved = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    assert len(saved) == 6
    assert saved["jean-letter-gp-v1.docx"].startswith(b"PK")
    assert {went.channel for paper in vault.papers for went in paper.dispatches} == {
        Channel.FILE,
        Channel.EMAIL,
    }


def test_that_a_text_without_consent_or_number_is_refused_in_a_sentence(
    view: PapersView, reviewed: Desk, vault: FakeVault
) -> None:
    view.model.choose("text-follow-up")
    rested(view, reviewed)
    assert not view.sheets.message.isVisible(), "nothing is made that may not be sent"
    assert view.model.props.sheet.problem is not None
    assert view.model.props.sheet.problem[0].startswith("Jean has not been asked about texts")
    view.copy_text()
    settle(reviewed)
    assert not vault.papers
    changed(reviewed, facts={"text-consent": "yes"})
    rested(view, reviewed)
    row = next(row for row in view.model.props.rows if row.chosen)
    assert row.note == "May not be sent. There is no phone number for Jean: add it to the record."


def test_that_a_text_is_kept_word_for_word_before_it_is_lent_to_the_clipboard(
    view: PapersView, reviewed: Desk, vault: FakeVault, told_timer: ToldTimer
) -> None:
    may_be_texted(reviewed, preferred_name="Jean’s µ")
    view.model.choose("text-follow-up")
    rested(view, reviewed)
    view.copy_text()
    settle(reviewed)
    (kept,) = vault.papers
    assert QGuiApplication.clipboard().text() == kept.html
    assert kept.html.startswith("Hello Jean's micro,"), "plain letters wherever they say the same"
    assert view.sheets.message.count.text() == f"{len(kept.html)} of 306"
    assert kept.is_whole
    assert (kept.dispatches[0].recipient, kept.dispatches[0].channel) == ("07700 900 123", Channel.TEXT)
    rested(view, reviewed)
    view.copy_text()
    settle(reviewed)
    assert len(vault.papers) == 1, "the same words again are the same text"
    view.model.open_issued(kept.id)
    settle(reviewed)
    assert view.sheets.message.words.text() == kept.html
    assert not view.sheets.message.send.isVisible()
    told_timer.pass_all()


@pytest.mark.parametrize("name", ["<b>", "{{x}}", "n" * 500])
def test_that_an_odd_name_is_a_name_in_every_paper(
    qtbot: QtBot, desk: Desk, printing: FakePrinting, told_timer: ToldTimer, tmp_path: Path, name: str
) -> None:
    case = reviewed_case()
    patient = case.patient.model_copy(
        update={"given_name": name, "phone": "07700 900 123", "facts": {"text-consent": "yes"}}
    )
    desk.app.keep_practice(PRACTICE, desk.session.user)
    opened_with(desk, case.model_copy(update={"patient": patient}))
    view = shown(qtbot, desk, printing, told_timer, tmp_path / "out")
    view.model.choose("text-missed")
    rested(view, desk)
    made = view.model._inputs.batch.made
    assert isinstance(made[PaperKind.GP], Made)
    assert isinstance(made[TextKind.MISSED], MadeText)
    assert name in made[TextKind.MISSED].message.text
