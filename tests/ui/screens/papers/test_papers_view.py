"""The papers screen as a person uses it: by keys, through faults, and with what is kept."""

import hashlib
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from pharmreview.domain.case import User
from pharmreview.domain.errors import PaperProblem, VaultProblem
from pharmreview.domain.patient import Practice
from tests.fakes import FakeVault
from tests.ui.conftest import settle
from tests.ui.screens.papers.conftest import (
    FakeJob,
    FakePrinting,
    ToldTimer,
    opened_with,
    reviewed_case,
    shown,
)
from ui.jobs import ManualLane
from ui.screens.papers.panels.paper_list import PaperRow
from ui.screens.papers.view import PapersView
from ui.state.desk import Desk

FULL = VaultProblem("The disk is full.", "Free some space, then try again.")


def keys(view: PapersView, key: Qt.Key, how: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key to whatever has the keys."""
    QTest.keyClick(QApplication.focusWidget() or view, key, how)


CTRL = Qt.KeyboardModifier.ControlModifier
CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier


def held(view: PapersView) -> str:
    row = QApplication.focusWidget()
    assert isinstance(row, PaperRow)
    return row.row.id


def rested(desk: Desk) -> None:
    """Let a change settle and what follows from it be made."""
    QTest.qWait(160)
    settle(desk)


def press_lane(desk: Desk) -> ManualLane:
    assert isinstance(desk.lanes.press, ManualLane)
    return desk.lanes.press


# -- making ----------------------------------------------------------------------------------------


def test_that_nothing_is_pressed_before_the_press_lane_turns(
    qtbot: QtBot, reviewed: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    pressed: list[str] = []
    work = reviewed.app.paperwork
    for name in ("prepare", "press", "page_image", "record_summary"):
        real = getattr(work, name)

        def told(*args: object, real: object = real, name: str = name, **more: object) -> object:
            pressed.append(name)
            return real(*args, **more)  # type: ignore[operator]

        monkeypatch.setattr(work, name, told)
    view = PapersView(reviewed)
    qtbot.addWidget(view)
    view.resize(1246, 664)
    view.show()
    view.entered()
    assert isinstance(reviewed.lanes.vault, ManualLane)
    reviewed.lanes.vault.drain()
    assert not pressed
    assert len(press_lane(reviewed))
    settle(reviewed)
    assert {"prepare", "press", "page_image", "record_summary"} <= set(pressed)


def test_that_every_paper_is_made_with_its_pages(view: PapersView) -> None:
    notes = {row.id: row.note for row in view.model.props.rows}
    assert notes["plan-next-step"].startswith("4 pages"), "her recorded need is large print"
    assert notes["letter-follow-up"].startswith("2 pages")
    assert view.print.text() == "Print 3 papers"
    assert view.print.isEnabled()


def test_that_the_pages_follow_the_case_after_a_rest(view: PapersView, reviewed: Desk) -> None:
    before = view.model.props.sheet.key
    changed = {**reviewed_case().answers, "decide.goal": "I want to sing again."}
    for step in ("a", "b", "c"):
        reviewed.open_case.edit(
            "Goal",
            lambda case, step=step: case.model_copy(
                update={"answers": {**changed, "decide.think_again": step}}
            ),
        )
    assert not len(press_lane(reviewed))
    QTest.qWait(160)
    assert len(press_lane(reviewed)) == 1
    settle(reviewed)
    assert view.model.props.sheet.key != before


def test_that_pages_are_asked_for_at_the_dots_they_are_shown_in(view: PapersView, reviewed: Desk) -> None:
    QTest.qWait(120)
    settle(reviewed)
    first = view.sheets.strip.shown_dots()
    assert len(first) == 2
    assert all(first)
    view.sheets.span.chosen.emit("1")
    QTest.qWait(120)
    settle(reviewed)
    (bigger,) = view.sheets.strip.shown_dots()
    assert bigger > first[0]


def test_that_a_review_that_changes_nothing_is_just_as_complete(
    qtbot: QtBot, desk: Desk, vault: FakeVault, printing: FakePrinting, told_timer: ToldTimer, tmp_path: Path
) -> None:
    answers = {"decide.decision": "OPT1", "decide.review_date": "2027-01-04"}
    opened_with(desk, reviewed_case(answers=answers, agreed=()))
    view = shown(qtbot, desk, printing, told_timer, tmp_path / "out")
    assert [row.title for row in view.model.props.rows] == ["Follow-up letter", "GP letter"]
    assert view.model.props.record
    view.print_now()
    settle(desk)
    assert [paper.kind for paper in vault.papers] == ["letter-follow-up", "letter-gp"]


def test_that_a_person_without_a_name_gets_a_sentence_and_no_paper(
    qtbot: QtBot, desk: Desk, printing: FakePrinting, told_timer: ToldTimer, tmp_path: Path
) -> None:
    case = reviewed_case()
    nobody = case.patient.model_copy(update={"given_name": "", "family_name": "", "preferred_name": ""})
    opened_with(desk, case.model_copy(update={"patient": nobody}))
    view = shown(qtbot, desk, printing, told_timer, tmp_path / "out")
    assert not view.print.isEnabled()
    assert view.sheets.empty.isVisible()
    assert "no name" in view.sheets.empty.accessibleName()


# -- by keyboard -----------------------------------------------------------------------------------


def test_that_the_list_is_walked_ticked_and_printed_by_keyboard(
    view: PapersView, reviewed: Desk, vault: FakeVault, printing: FakePrinting
) -> None:
    assert held(view) == "plan-next-step"
    keys(view, Qt.Key.Key_Down)
    assert held(view) == "plan-next-three"
    assert view.model.props.sheet.title == "Plan, next 3 steps"
    keys(view, Qt.Key.Key_Space)
    rested(reviewed)
    assert view.print.text() == "Print 4 papers"
    keys(view, Qt.Key.Key_Space)
    assert view.print.text() == "Print 3 papers"
    keys(view, Qt.Key.Key_P, CTRL)
    settle(reviewed)
    assert printing.job is not None
    assert printing.job.told.count("begin") == printing.job.told.count("end") == 3
    assert printing.job.told[-1] == "close"
    assert [paper.kind for paper in vault.papers] == ["plan-next-step", "letter-follow-up", "letter-gp"]


def test_that_the_windows_own_key_for_papers_prints_only_here(
    loose: PapersView, reviewed: Desk, printing: FakePrinting, qtbot: QtBot
) -> None:
    from PySide6.QtGui import QAction, QKeySequence
    from PySide6.QtWidgets import QLineEdit, QMainWindow

    window = QMainWindow()
    qtbot.addWidget(window)
    middle = QWidget()
    elsewhere = QLineEdit(middle)
    loose.setParent(middle)
    window.setCentralWidget(middle)
    led_here: list[bool] = []
    action = QAction("Papers", window)
    action.setShortcuts([QKeySequence("Ctrl+3"), QKeySequence("Ctrl+P")])
    action.triggered.connect(lambda: led_here.append(True))
    window.addAction(action)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    loose.show()
    loose.focus_first()
    keys(loose, Qt.Key.Key_P, CTRL)
    assert (printing.asked, len(led_here)) == (1, 0)
    elsewhere.setFocus()
    QTest.keyClick(elsewhere, Qt.Key.Key_P, CTRL)
    assert (printing.asked, len(led_here)) == (1, 1)
    settle(reviewed)


def test_that_pages_turn_by_their_keys_and_stop_at_the_ends(view: PapersView, reviewed: Desk) -> None:
    for _ in range(2):
        keys(view, Qt.Key.Key_Down)
    rested(reviewed)
    assert view.model.props.sheet.pages == 7
    keys(view, Qt.Key.Key_PageUp)
    assert view.sheets.caption.text() == "Plan, whole route, pages 1 and 2 of 7"
    for _ in range(4):
        keys(view, Qt.Key.Key_PageDown)
    assert view.sheets.caption.text() == "Plan, whole route, page 7 of 7"
    keys(view, Qt.Key.Key_PageDown)
    assert view.model.props.sheet.page == 7
    settle(reviewed)


def test_that_nothing_ticked_disables_print_and_says_so(
    view: PapersView, qtbot: QtBot, printing: FakePrinting
) -> None:
    for row in view.model.props.rows:
        if row.ticked:
            view.model.tick(row.id)
    assert not view.print.isEnabled()
    assert not view.save.isEnabled()
    assert view.list.foot.text().startswith("Nothing is ticked")
    with qtbot.waitSignal(view.status) as told:
        keys(view, Qt.Key.Key_P, CTRL)
    assert told.args is not None
    assert told.args[0].startswith("Nothing is ticked")
    assert printing.asked == 0


def test_that_tab_goes_on_from_the_paper_that_is_shown(view: PapersView, qapp: QApplication) -> None:
    shown = next(row for row in view.list.rows if row.row.chosen)
    shown.setFocus()
    QTest.keyClick(shown, Qt.Key.Key_Tab)
    assert qapp.focusWidget() not in view.list.rows
    assert shown.row.chosen


def test_that_a_plan_not_agreed_leads_to_the_builder(
    qtbot: QtBot, desk: Desk, printing: FakePrinting, told_timer: ToldTimer, tmp_path: Path
) -> None:
    opened_with(desk, reviewed_case(agreed=()))
    view = shown(qtbot, desk, printing, told_timer, tmp_path / "out")
    keys(view, Qt.Key.Key_Up)
    assert held(view) == "plan"
    with qtbot.waitSignal(view.step_wanted) as wanted:
        keys(view, Qt.Key.Key_Return)
    assert wanted.args == ["taper"]


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_that_saving_asks_for_a_form_by_keyboard(view: PapersView, reviewed: Desk, tmp_path: Path) -> None:
    keys(view, Qt.Key.Key_S, CTRL_SHIFT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    settle(reviewed)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "jean-letter-follow-up-v1.pdf",
        "jean-letter-gp-v1.pdf",
        "jean-plan-next-step-v1.pdf",
    ]


def test_that_a_page_turned_to_begins_at_its_top(view: PapersView, reviewed: Desk) -> None:
    view.sheets.span.chosen.emit("1")
    settle(reviewed)
    view.sheets.strip.setFocus()
    bar = view.sheets.strip.parentWidget().parentWidget().verticalScrollBar()  # type: ignore[attr-defined]
    QTest.qWait(50)
    keys(view, Qt.Key.Key_Down)
    assert bar.value() > 0
    keys(view, Qt.Key.Key_PageDown)
    assert view.model.props.sheet.page == 2
    assert bar.value() == 0


def test_that_a_lock_while_a_dialog_is_open_sends_nothing(
    loose: PapersView,
    reviewed: Desk,
    vault: FakeVault,
    printing: FakePrinting,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    job = FakeJob()

    def locks(_parent: QWidget) -> FakeJob:
        shiboken6.delete(loose)
        return job

    monkeypatch.setattr(printing, "ask", locks)
    loose.print_now()
    settle(reviewed)
    assert not vault.papers
    assert not job.told


# -- keeping and sending ---------------------------------------------------------------------------


def test_that_what_is_printed_was_kept_first_and_is_noted_after(
    view: PapersView, reviewed: Desk, vault: FakeVault, printing: FakePrinting
) -> None:
    assert printing.job is not None
    view.print_now()
    assert isinstance(reviewed.lanes.vault, ManualLane)
    reviewed.lanes.vault.drain()
    assert len(vault.papers) == 3
    assert not printing.job.pages
    settle(reviewed)
    kinds = [kind for kind, *_ in vault.events]
    assert kinds.count("paper-issued") == kinds.count("printed") == 3
    assert kinds.index("paper-issued") < kinds.index("printed")
    details = [detail for kind, _, _, detail in vault.events if kind == "printed"]
    assert details == [paper.id for paper in vault.papers]
    rested(reviewed)
    assert "printed 09:30" in view.model.props.rows[0].note


def test_that_the_files_hold_the_kept_bytes(
    view: PapersView, reviewed: Desk, vault: FakeVault, tmp_path: Path
) -> None:
    view.save_into_folder()
    settle(reviewed)
    assert len(list((tmp_path / "out").iterdir())) == 6
    for paper in vault.papers:
        stem = f"jean-{paper.kind}-v1"
        pdf = (tmp_path / "out" / f"{stem}.pdf").read_bytes()
        assert pdf == paper.pdf
        assert hashlib.sha256(pdf).hexdigest() == paper.sha256
        assert (tmp_path / "out" / f"{stem}.html").read_text(encoding="utf-8") == paper.html
        assert "arlow" not in stem.casefold()
    assert [kind for kind, *_ in vault.events].count("copy-saved") == 3


def test_that_sending_the_same_pages_again_keeps_no_second_paper(
    view: PapersView, reviewed: Desk, vault: FakeVault
) -> None:
    view.print_now()
    settle(reviewed)
    rested(reviewed)
    view.save_into_folder()
    settle(reviewed)
    assert len(vault.papers) == 3
    assert [paper.version for paper in vault.papers] == [1, 1, 1]


def test_that_a_letter_changed_since_is_the_next_version_and_says_which_it_replaces(
    view: PapersView, reviewed: Desk, vault: FakeVault
) -> None:
    view.print_now()
    settle(reviewed)
    reviewed.open_case.edit(
        "Goal",
        lambda case: case.model_copy(update={"answers": {**case.answers, "decide.goal": "I want to sing."}}),
    )
    view.print_now()
    settle(reviewed)
    letters = [paper for paper in vault.papers if paper.kind == "letter-follow-up"]
    assert [paper.version for paper in letters] == [1, 2]
    assert letters[1].replaces == letters[0].id
    texts = " ".join(reviewed.app.paperwork.page_texts(letters[1].pdf))
    assert "I want to sing." in " ".join(texts.split())


def test_that_an_edit_just_before_printing_is_in_what_is_printed(
    view: PapersView, reviewed: Desk, vault: FakeVault
) -> None:
    reviewed.open_case.edit(
        "Goal",
        lambda case: case.model_copy(update={"answers": {**case.answers, "decide.goal": "Dance at Easter."}}),
    )
    view.print_now()
    settle(reviewed)
    for paper in vault.papers:
        assert "Dance at Easter." in " ".join(" ".join(reviewed.app.paperwork.page_texts(paper.pdf)).split())


def test_that_a_full_disk_keeps_everything_in(
    view: PapersView, reviewed: Desk, vault: FakeVault, printing: FakePrinting, tmp_path: Path
) -> None:
    vault.refusal = FULL
    view.print_now()
    settle(reviewed)
    view.save_into_folder()
    settle(reviewed)
    assert printing.job is not None
    assert not printing.job.told
    assert not list((tmp_path / "out").iterdir())
    assert view.banner.isVisible()
    assert view.banner.title() == "Nothing went out. The disk is full."
    vault.refusal = None
    view.print_now()
    settle(reviewed)
    assert not view.banner.isVisible()
    assert len(printing.job.pages) > 0


def test_that_a_printer_that_stops_says_how_far_it_came_and_can_try_again(
    view: PapersView, reviewed: Desk, vault: FakeVault, printing: FakePrinting
) -> None:
    printing.job = FakeJob(stops_at=8)
    view.print_now()
    settle(reviewed)
    assert printing.job.told[-1] == "give up"
    assert view.banner.title() == "The printer stopped."
    assert "2 of 3 papers were printed; the rest are kept." in view.banner.reason()
    assert [kind for kind, *_ in vault.events].count("printed") == 2
    printing.job = FakeJob()
    view.print_now()
    settle(reviewed)
    assert len(vault.papers) == 3
    assert printing.job.told.count("end") == 3


def test_that_a_printer_that_takes_nothing_leaves_the_papers_to_try_again(
    view: PapersView, reviewed: Desk, printing: FakePrinting
) -> None:
    printing.job = FakeJob(takes=False)
    view.print_now()
    settle(reviewed)
    assert "Nothing was printed; the papers are kept" in view.banner.reason()
    assert view.print.isEnabled()


def test_that_a_person_who_thinks_better_of_printing_keeps_nothing(
    view: PapersView, reviewed: Desk, vault: FakeVault, printing: FakePrinting
) -> None:
    printing.job = None
    view.print_now()
    settle(reviewed)
    assert not vault.papers


def test_that_a_folder_that_is_gone_is_said_and_leaves_no_part_of_a_file(
    view: PapersView, reviewed: Desk, vault: FakeVault, tmp_path: Path
) -> None:
    (tmp_path / "out").rmdir()
    view.save_into_folder()
    settle(reviewed)
    assert "is not there" in view.banner.title()
    assert "Nothing was saved" in view.banner.reason()
    assert "copy-saved" not in [kind for kind, *_ in vault.events]


def test_that_copies_a_printer_cannot_repeat_are_sent_again(
    view: PapersView, reviewed: Desk, vault: FakeVault, printing: FakePrinting
) -> None:
    printing.job = FakeJob(copies=2)
    view.print_now()
    settle(reviewed)
    assert printing.job.told.count("end") == 6
    assert len(vault.papers) == 3


# -- issued papers ---------------------------------------------------------------------------------


def test_that_an_issued_paper_opens_and_saves_again_as_the_same_bytes(
    view: PapersView, reviewed: Desk, vault: FakeVault, tmp_path: Path
) -> None:
    view.print_now()
    settle(reviewed)
    kept = vault.papers[0]
    reviewed.open_case.edit(
        "Goal", lambda case: case.model_copy(update={"answers": {**case.answers, "decide.goal": "Other."}})
    )
    rested(reviewed)
    for row in view.list.issued:
        if row.row.id == kept.id:
            row.setFocus()
    keys(view, Qt.Key.Key_Return)
    settle(reviewed)
    assert view.sheets.locked.isVisible()
    assert view.model.props.sheet.key == kept.sha256
    view.sheets.save_copy.click()
    settle(reviewed)
    assert (tmp_path / "out" / "jean-plan-next-step-v1.pdf").read_bytes() == kept.pdf
    view.sheets.save_copy.click()
    settle(reviewed)
    assert (tmp_path / "out" / "jean-plan-next-step-v1.pdf").read_bytes() == kept.pdf
    assert len(vault.papers) == 3
    keys(view, Qt.Key.Key_Escape)
    assert not view.sheets.locked.isVisible()


def test_that_a_copy_of_an_issued_paper_prints_its_kept_pages(
    view: PapersView, reviewed: Desk, vault: FakeVault, printing: FakePrinting
) -> None:
    view.print_now()
    settle(reviewed)
    kept = vault.papers[-1]
    view.model.open_issued(kept.id)
    settle(reviewed)
    printing.job = FakeJob()
    view.sheets.print_copy.click()
    settle(reviewed)
    assert len(vault.papers) == 3
    assert printing.job.pages[0] == reviewed.app.paperwork.page_image(kept.pdf, 1, 40)


def test_that_two_issues_of_one_plan_version_have_names_of_their_own(
    view: PapersView, reviewed: Desk, vault: FakeVault, tmp_path: Path
) -> None:
    view.save_into_folder(("pdf",))
    settle(reviewed)
    first = (tmp_path / "out" / "jean-plan-next-step-v1.pdf").read_bytes()
    reviewed.open_case.edit(
        "Goal", lambda case: case.model_copy(update={"answers": {**case.answers, "decide.goal": "Other."}})
    )
    view.save_into_folder(("pdf",))
    settle(reviewed)
    assert (tmp_path / "out" / "jean-plan-next-step-v1.pdf").read_bytes() == first
    assert (tmp_path / "out" / "jean-plan-next-step-v1-2.pdf").read_bytes() != first


# -- the record and the practice -------------------------------------------------------------------


def copy_record(view: PapersView, desk: Desk, section: str = "") -> str:
    """Have the summary or a section of it copied; what is on the clipboard then."""
    view.record.copy(section)
    settle(desk)
    return QGuiApplication.clipboard().text()


def test_that_the_record_is_copied_as_plain_text_and_cleared_after_a_minute(
    view: PapersView, reviewed: Desk, told_timer: ToldTimer
) -> None:
    assert view.beside.record.state.text() == "not yet copied"
    keys(view, Qt.Key.Key_C, CTRL_SHIFT)
    settle(reviewed)
    clipboard = QGuiApplication.clipboard()
    lines = clipboard.text().split("\n")
    assert lines[0].startswith("Jean Marlow, born 14-Aug-1962, NHS No. 999 000 0018")
    assert all(part.title in clipboard.text() for part in view.model.props.record)
    assert clipboard.text().isascii()
    assert max(len(line.rstrip("\r")) for line in lines) <= 80
    assert view.beside.record.state.text() == "copied 20 Nov 2026 09:30"
    assert [wait for wait, _ in told_timer.waiting] == [60_000]
    told_timer.pass_all()
    assert clipboard.text() == ""


def test_that_section_by_section_it_is_copied_once_every_one_was(view: PapersView, reviewed: Desk) -> None:
    parts = view.model.props.record
    for part in parts[:-1]:
        assert copy_record(view, reviewed, part.title) == part.text
        assert view.beside.record.state.text() == "not yet copied"
    copy_record(view, reviewed, parts[-1].title)
    assert view.beside.record.state.text().startswith("copied")


def test_that_a_clipboard_used_for_something_else_is_left_alone(
    view: PapersView, reviewed: Desk, told_timer: ToldTimer
) -> None:
    copy_record(view, reviewed)
    QGuiApplication.clipboard().setText("a shopping list")
    told_timer.pass_all()
    assert QGuiApplication.clipboard().text() == "a shopping list"


def test_that_the_clipboard_is_cleared_even_after_the_screen_has_gone(
    qtbot: QtBot, loose: PapersView, reviewed: Desk, told_timer: ToldTimer
) -> None:
    copy_record(loose, reviewed)
    with qtbot.waitSignal(loose.destroyed):
        loose.deleteLater()
    told_timer.pass_all()
    assert QGuiApplication.clipboard().text() == ""


def test_that_a_record_that_changed_is_no_longer_called_copied(view: PapersView, reviewed: Desk) -> None:
    copy_record(view, reviewed)
    reviewed.open_case.edit(
        "Goal", lambda case: case.model_copy(update={"answers": {**case.answers, "decide.goal": "Other."}})
    )
    rested(reviewed)
    assert view.beside.record.state.text() == "changed since copied"


def test_that_a_practice_typed_here_is_kept_and_the_pages_follow(
    qtbot: QtBot, desk: Desk, printing: FakePrinting, told_timer: ToldTimer, tmp_path: Path
) -> None:
    opened_with(desk, reviewed_case())
    view = shown(qtbot, desk, printing, told_timer, tmp_path / "out")
    assert view.beside.practice.ask.isVisible()
    before = view.model.props.sheet.key
    view.beside.practice.ask_button.click()
    for letter in "Elm":
        QTest.keyClick(QApplication.focusWidget(), letter)
    QTest.qWait(160)
    settle(desk)
    assert view.model.props.sheet.key != before
    assert desk.app.practice().name == ""
    view.left()
    settle(desk)
    assert desk.app.practice() == Practice(name="Elm")
    assert not view.beside.practice.ask.isVisible()


def test_that_a_practice_that_cannot_be_kept_says_so_and_keeps_what_was_typed(
    view: PapersView, reviewed: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_self: object, _practice: Practice, _by: User) -> None:
        raise PaperProblem("There is no space left.", "Free some space.")

    monkeypatch.setattr(type(reviewed.app), "keep_practice", refuse)
    view.beside.practice.fill_in()
    QTest.keyClick(QApplication.focusWidget(), "X")
    view.left()
    settle(reviewed)
    assert view.beside.practice.problem.isVisible()
    assert view.model.props.practice is not None
    assert view.model.props.practice.name.endswith("X")


# -- people and places -----------------------------------------------------------------------------


def test_that_a_store_that_cannot_be_read_is_said_and_nothing_is_made(
    qtbot: QtBot, reviewed: Desk, vault: FakeVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_case_id: str) -> tuple[object, ...]:
        raise VaultProblem("The store cannot be read.", "Open it again.")

    monkeypatch.setattr(vault, "issued", refuse)
    view = shown(qtbot, reviewed, FakePrinting(), ToldTimer(), Path())
    assert view.banner.title() == "The store cannot be read."
    assert not view.print.isEnabled()


def test_that_another_person_starts_afresh(view: PapersView, reviewed: Desk) -> None:
    view.model.tick("plan-whole-route")
    copy_record(view, reviewed)
    other = reviewed_case(id="other")
    opened_with(reviewed, other)
    assert view.model.props.record == ()
    assert view.model.props.record_state == "not yet copied"
    view.entered()
    settle(reviewed)
    assert [row.id for row in view.model.props.rows if row.ticked] == [
        *("plan-next-step", "letter-follow-up", "letter-gp"),
    ]


def test_that_closing_the_screen_while_printing_lets_go_of_the_printer(
    qtbot: QtBot, loose: PapersView, reviewed: Desk, printing: FakePrinting
) -> None:
    loose.print_now()
    assert isinstance(reviewed.lanes.vault, ManualLane)
    reviewed.lanes.vault.drain()
    press_lane(reviewed).step()
    with qtbot.waitSignal(loose.destroyed):
        loose.deleteLater()
    settle(reviewed)
    assert printing.job is not None
    assert printing.job.told[-1] == "give up"


@pytest.mark.parametrize("size", [(870, 370), (860, 360), (1048, 600), (1246, 664)])
def test_that_every_control_has_a_name_and_room_at_every_size(
    qtbot: QtBot,
    reviewed: Desk,
    printing: FakePrinting,
    told_timer: ToldTimer,
    tmp_path: Path,
    size: tuple[int, int],
) -> None:
    view = shown(qtbot, reviewed, printing, told_timer, tmp_path / "out", size)
    assert view.size().toTuple() == size
    for control in view.findChildren(QWidget):
        if control.isVisibleTo(view) and control.focusPolicy() & Qt.FocusPolicy.TabFocus:
            assert control.accessibleName(), control
            assert control.height() >= 24, control
    page = view.sheets.strip
    assert len(page.shown_dots()) == (1 if size[0] < 960 else 2)
