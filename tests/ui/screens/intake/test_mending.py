"""Rows to fix put right in place: for every row that says the same, or for one person; and taken back."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.forms.repair.props import PLAIN
from ui.screens.intake.rows.sorting import Heap
from ui.screens.intake.view import IntakeView
from ui.state.desk import Desk

Drain = Callable[[Desk], None]
KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
HEAD = "Full Name,NHS Number,Date of Birth,Medication,Directions,Date of Issue\n"
ROWS = (
    '"FARROW, Ann",999 000 0018,14-Aug-1962,MST Continus 10mg tablets,as directed,10-Nov-2026',
    '"OCKLEY, Ben",999 000 0026,01-Mar-1950,MST Continus 10mg tablets,As directed,10-Nov-2026',
    '"TAMSIN, Hugh",999 000 0034,02-Mar-1951,Oxycodne 10mg tablets,one daily,10-Nov-2026',
    '"VOSS, Ingrid",999 000 0042,03-Mar-1952,,one daily,10-Nov-2026',
)


@pytest.fixture
def read(view: IntakeView, desk: Desk, drain: Drain, tmp_path: Path) -> IntakeView:
    """The screen with three rows to put right and one that names no medicine."""
    path = tmp_path / "made.csv"
    path.write_text(HEAD + "\n".join(ROWS) + "\n", encoding="utf-8")
    view.open_file(path)
    drain(desk)
    return view


def put_right(qtbot: QtBot, view: IntakeView, directions: str, how: str) -> None:
    """F2, the directions typed, how it is known, Enter."""
    editor = view.check.panel.editor
    if not editor.isVisible():
        qtbot.keyClick(view.check.table(), KEY.Key_F2)
    assert editor.directions.hasFocus()
    qtbot.keyClicks(editor.directions, directions)
    editor.how.chosen.emit(how)
    qtbot.keyClick(editor.directions, KEY.Key_Return)


def counts(view: IntakeView) -> dict[str, int]:
    return {heap: number for heap, _, number in view._model.props.chips}


def test_that_f2_opens_the_row_with_its_raw_words_and_how_they_read(qtbot: QtBot, read: IntakeView) -> None:
    qtbot.keyClick(read.check.table(), KEY.Key_F2)
    editor = read.check.panel.editor
    assert editor.isVisible()
    assert editor.medicine.value() == "MST Continus 10mg tablets"
    assert editor.directions.value() == "as directed"
    assert next(line.words for line in editor._reads.lines()) == "Does not read yet"


def test_that_what_is_plain_from_the_words_is_used_for_every_row_that_says_the_same(
    qtbot: QtBot, read: IntakeView, desk: Desk, drain: Drain
) -> None:
    put_right(qtbot, read, "one twice a day", PLAIN)
    drain(desk)
    assert (counts(read)["fix"], counts(read)["by-hand"]) == (2, 2)
    assert read._model.props.sum == "4 rows = 2 read + 2 to fix + 0 set aside"
    assert read._model.props.rows[0].row == 4  # and the next row to fix is at hand
    assert read._model.props.editing


def test_that_what_one_person_said_is_read_into_nobody_elses_row(
    qtbot: QtBot, read: IntakeView, desk: Desk, drain: Drain
) -> None:
    put_right(qtbot, read, "one twice a day", "asked the person")
    drain(desk)
    assert (counts(read)["fix"], counts(read)["by-hand"]) == (3, 1)
    (row,) = read._model.inputs.rows.heap(Heap.BY_HAND)
    assert row.name == "FARROW, Ann"
    assert row.why == "2 tablets a day, by hand"


def test_that_a_row_put_right_says_by_whom_and_how_it_is_known(
    qtbot: QtBot, read: IntakeView, desk: Desk, drain: Drain
) -> None:
    put_right(qtbot, read, "one twice a day", "the pharmacy")
    drain(desk)
    read._model.show_heap("by-hand")
    said = [line.words for line in read._model.props.explained.more]
    assert "Put right by hand" in said
    assert "How it is known: the pharmacy. For this person alone." in said
    assert any("Nia Farrow" in words for words in said)


def test_that_undo_takes_it_back_and_redo_puts_it_right_again(
    qtbot: QtBot, read: IntakeView, desk: Desk, drain: Drain
) -> None:
    put_right(qtbot, read, "one twice a day", PLAIN)
    drain(desk)
    read.undo()
    drain(desk)
    assert (counts(read)["fix"], counts(read).get("by-hand")) == (4, None)
    assert read._model.inputs.preview.repairs == ()
    read.redo()
    drain(desk)
    assert counts(read)["by-hand"] == 2


def test_that_control_enter_keeps_a_row_that_is_begun_and_brings_in_nobody(
    qtbot: QtBot, read: IntakeView, desk: Desk, drain: Drain
) -> None:
    qtbot.keyClick(read.check.table(), KEY.Key_F2)
    qtbot.keyClicks(read.check.panel.editor.directions, "one twice a day")
    qtbot.keyClick(read, KEY.Key_Return, CTRL)
    drain(desk)
    assert read._model.props.editing, "what is still missing is said"
    read.check.panel.editor.drafted.emit(replace(read._mending.props.draft, how="the GP record"))  # type: ignore[union-attr]
    qtbot.keyClick(read, KEY.Key_Return, CTRL)
    drain(desk)
    assert len(read._model.inputs.mending.made) == 1
    assert read._model.props.page == "check"


def test_that_leaving_a_row_keeps_what_was_typed(qtbot: QtBot, read: IntakeView) -> None:
    table, editor = read.check.table(), read.check.panel.editor
    qtbot.keyClick(table, KEY.Key_F2)
    qtbot.keyClicks(editor.directions, "one at ni")
    qtbot.keyClick(editor.directions, KEY.Key_Escape)
    assert not editor.isVisible()
    assert table.hasFocus()
    assert read._model.props.page == "check"
    qtbot.keyClick(table, KEY.Key_Down)
    qtbot.keyClick(table, KEY.Key_Up)
    qtbot.keyClick(table, KEY.Key_F2)
    assert editor.directions.value() == "one at ni"


def test_that_a_draft_that_does_not_read_is_not_kept(
    qtbot: QtBot, read: IntakeView, desk: Desk, drain: Drain
) -> None:
    put_right(qtbot, read, "now and then", PLAIN)
    drain(desk)
    assert counts(read)["fix"] == 4
    assert read._model.props.editing


def test_that_a_row_without_a_medicine_says_where_to_mend_it(qtbot: QtBot, read: IntakeView) -> None:
    read._model.choose(read._model.inputs.rows.heap(Heap.FIX)[-1].key)
    with qtbot.waitSignal(read.status) as said:
        qtbot.keyClick(read.check.table(), KEY.Key_F2)
    assert said.args[0].startswith("This row names no medicine.")
    assert not read.check.panel.fix.isVisible()


def test_that_nothing_is_remembered_before_the_main_action_and_everything_after(
    qtbot: QtBot, read: IntakeView, desk: Desk, drain: Drain, tmp_path: Path
) -> None:
    put_right(qtbot, read, "one twice a day", PLAIN)
    drain(desk)
    assert dict(desk.caseload().repairs()) == {}
    read._model.go_on()
    drain(desk)
    assert len(desk.caseload().repairs()) == 1
    path = tmp_path / "next.csv"
    path.write_text(HEAD + ROWS[1] + "\n", encoding="utf-8")
    read.open_file(path)
    drain(desk)
    assert read._model.props.sum == "1 row = 1 read + 0 to fix + 0 set aside"
    assert counts(read)["by-hand"] == 1


def test_that_what_the_file_would_change_follows_what_was_put_right(
    qtbot: QtBot, read: IntakeView, desk: Desk, drain: Drain
) -> None:
    before = read._model.inputs.moves
    put_right(qtbot, read, "one twice a day", PLAIN)
    drain(desk)
    after = read._model.inputs.moves
    assert before is not None
    assert after is not None
    totals = {one.change.family_name: one.after for one in after.rows["new"]}
    assert totals["FARROW"] == "20"
