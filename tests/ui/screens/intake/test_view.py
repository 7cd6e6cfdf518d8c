"""Importing as a person does it: by keyboard, by drop, by paste, and when something is wrong."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from pytestqt.qtbot import QtBot

from pharmreview.domain.errors import VaultProblem
from pharmreview.domain.risk.finding import Tier
from ui.screens.intake.parts.choosing import given_by
from ui.screens.intake.rows.sorting import Heap
from ui.screens.intake.view import IntakeView
from ui.screens.people.view import PeopleView
from ui.state.desk import Desk

Drain = Callable[[Desk], None]
Exports = dict[str, Path]
KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def kept(desk: Desk) -> int:
    return len(tuple(desk.casework().each()))


def mime(*paths: Path | str) -> QMimeData:
    made = QMimeData()
    made.setUrls([QUrl.fromLocalFile(str(p)) if isinstance(p, Path) else QUrl(p) for p in paths])
    return made


def test_that_a_search_is_imported_and_a_person_opened_by_keyboard_alone(
    qtbot: QtBot, view: IntakeView, desk: Desk, exports: Exports, drain: Drain
) -> None:
    view.open_file(exports["training"])
    drain(desk)
    assert kept(desk) == 0
    assert view.check.table().hasFocus()
    qtbot.keyClick(view.check.table(), KEY.Key_N, ALT)
    with qtbot.waitSignal(view.brought_in) as told:
        qtbot.keyClick(view.check.table(), KEY.Key_Return, CTRL)
        drain(desk)
    assert told.args == ["13 people brought in. 1 line could not be read and stays visible."]
    people = PeopleView(desk)
    qtbot.addWidget(people)
    qtbot.addWidget(people.top_bar)
    people.entered()
    drain(desk)
    qtbot.keyClicks(people.table, "marlow")
    with qtbot.waitSignal(people.case_wanted) as opened:
        qtbot.keyClick(people.table, KEY.Key_Return)
    (case,) = [saved.case for saved in tuple(desk.casework().each()) if saved.case.id == opened.args[0]]
    assert case.patient.family_name == "MARLOW"
    assert case.origin is not None
    assert case.origin.file_name == "search.csv"
    assert case.origin.as_of.isoformat() == "2026-11-23"


def test_that_nothing_is_kept_before_the_main_action(
    qtbot: QtBot, view: IntakeView, desk: Desk, exports: Exports, drain: Drain
) -> None:
    view.open_file(exports["training"])
    drain(desk)
    with qtbot.waitSignal(view.cancelled):
        qtbot.keyClick(view, KEY.Key_Escape)
    assert kept(desk) == 0
    assert desk.session.vault.events == []  # type: ignore[attr-defined]
    assert view._model.props.page == "choose"


def test_that_the_sum_and_the_chips_say_the_same(
    view: IntakeView, desk: Desk, exports: Exports, drain: Drain
) -> None:
    view.open_file(exports["emis_sample"])
    drain(desk)
    props = view._model.props
    assert props.sum == "66 rows = 57 read + 2 to fix + 7 set aside"
    rows = {heap: number for heap, _, number in props.chips}
    assert (rows["fix"], rows["aside"], rows["read"]) == (2, 7, 57)
    assert rows["earlier"] + rows["twice"] + rows["stale"] == 7
    view._model.show_side("people")
    assert str(view._model.props.heap) == "people"
    people = {heap: number for heap, _, number in view._model.props.chips}
    assert people == {"new": 25, "gone": 0, "people": 6, "again": 1, "shared": 2}
    assert props.layout == "Read as EMIS search export, search of 20 Nov 2026"
    assert any("share an NHS number" in note for note in props.notes)


def test_that_alt_n_goes_round_the_rows_to_fix_from_anywhere(
    qtbot: QtBot, view: IntakeView, desk: Desk, exports: Exports, drain: Drain
) -> None:
    view.open_file(exports["emis_sample"])
    drain(desk)
    view._model.show_heap("read")
    seen = []
    for _ in range(3):
        qtbot.keyClick(view, KEY.Key_N, ALT)
        assert view._model.props.heap is Heap.FIX
        seen.append(view.check.table().current_row().row)
    assert seen == [15, 60, 15]


def test_that_the_row_moved_to_is_the_row_explained(
    qtbot: QtBot, view: IntakeView, desk: Desk, exports: Exports, drain: Drain
) -> None:
    view.open_file(exports["emis_sample"])
    drain(desk)
    qtbot.keyClick(view.check.table(), KEY.Key_Down)
    explained = view._model.props.explained
    assert explained is not None
    assert explained.head[0].words == "Row 60 of the file. 2 of 2 shown"


def test_that_stopping_leaves_nothing_a_late_answer_is_dropped_and_it_can_be_begun_again_at_once(
    qtbot: QtBot, view: IntakeView, desk: Desk, exports: Exports, drain: Drain
) -> None:
    view.open_file(exports["training"])
    view._stop()
    drain(desk)
    assert view._model.props.page == "choose"
    assert not view._model.props.working
    assert kept(desk) == 0
    assert view.choose.retry.hasFocus()
    qtbot.keyClick(view.choose.retry, KEY.Key_Return)
    assert view.choose.button.hasFocus()
    drain(desk)
    assert (view._model.props.page, view._model.props.again) == ("check", "")


def test_that_a_long_read_shows_its_count_and_a_stop(
    view: IntakeView, desk: Desk, exports: Exports, drain: Drain
) -> None:
    told: list[tuple[int, int]] = []
    view._model.progressed.connect(lambda _doing, at, of: told.append((at, of)))
    view.open_file(exports["training"])
    assert view._model.props.working == "reading"
    assert not view._keys["Esc"].isEnabled()
    drain(desk)
    assert told
    assert told[-1][0] == told[-1][1]
    assert view._keys["Esc"].isEnabled()


def test_that_two_presses_bring_people_in_once(
    view: IntakeView, desk: Desk, exports: Exports, drain: Drain
) -> None:
    view.open_file(exports["training"])
    drain(desk)
    view._model.go_on()
    view._model.go_on()
    drain(desk)
    assert kept(desk) == 13


def test_that_the_same_file_again_brings_nothing_new(
    qtbot: QtBot, view: IntakeView, desk: Desk, exports: Exports, drain: Drain
) -> None:
    for _ in range(2):
        view.open_file(exports["training"])
        drain(desk)
        with qtbot.waitSignal(view.brought_in) as told:
            view._model.go_on()
            drain(desk)
    assert told.args[0].startswith("Nothing new: 13 people were already here.")
    assert kept(desk) == 13


def test_that_a_full_disk_keeps_the_preview_and_says_so(
    view: IntakeView, desk: Desk, exports: Exports, drain: Drain
) -> None:
    view.open_file(exports["training"])
    drain(desk)
    desk.session.vault.refusal = VaultProblem("The disk is full.", "Free some space, then try again.")  # type: ignore[attr-defined]
    view._model.go_on()
    drain(desk)
    props = view._model.props
    assert props.problem == ("The disk is full.", "Free some space, then try again.")
    assert (props.page, props.ready, props.main) == ("check", True, "Bring in 13 people")
    assert kept(desk) == 0


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("notes.csv", b"dear all\nplease find attached\n"),
        ("empty.csv", b""),
        ("photo.csv", bytes(range(256)) * 40),
        ("old.xls", b"\xd0\xcf\x11\xe0" + b"\x00" * 600),
        ("broken.xlsx", b"PK\x03\x04 nothing more"),
    ],
)
def test_that_a_file_that_is_not_an_export_is_one_sentence_and_can_be_tried_again(
    view: IntakeView, desk: Desk, drain: Drain, tmp_path: Path, name: str, content: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    view.open_file(path)
    drain(desk)
    props = view._model.props
    assert name in props.problem[0]
    assert props.problem[1].endswith(".")
    assert props.again == name
    assert view.banner.isVisible()
    assert view.choose.retry.isVisible()
    assert kept(desk) == 0


def test_that_a_mended_file_is_read_at_the_second_try(
    view: IntakeView, desk: Desk, exports: Exports, drain: Drain, tmp_path: Path
) -> None:
    path = tmp_path / "search.csv"
    view.open_file(path)
    drain(desk)
    assert "no file called search.csv" in view._model.props.problem[0]
    path.write_bytes(exports["training"].read_bytes())
    view.choose.retry.click()
    drain(desk)
    assert view._model.props.page == "check"
    assert not view.banner.isVisible()


def test_that_a_bad_second_file_leaves_the_first_preview_as_it_was(
    view: IntakeView, desk: Desk, exports: Exports, drain: Drain, tmp_path: Path
) -> None:
    view.open_file(exports["training"])
    drain(desk)
    view.open_file(tmp_path)
    drain(desk)
    props = view._model.props
    assert "is a folder" in props.problem[0]
    assert (props.page, props.file_name, props.ready) == ("check", "search.csv", True)


def test_that_headings_without_rows_are_said_to_be_no_rows(
    view: IntakeView, desk: Desk, drain: Drain, tmp_path: Path
) -> None:
    path = tmp_path / "none.csv"
    path.write_text("Full Name,NHS Number,Date of Birth,Medication,Directions\n", encoding="utf-8")
    view.open_file(path)
    drain(desk)
    assert "none.csv" in view._model.props.problem[0]
    assert view._model.props.page == "choose"


def test_that_of_several_files_none_is_read_and_that_is_said(
    view: IntakeView, desk: Desk, exports: Exports, drain: Drain
) -> None:
    view.take(mime(exports["training"], exports["emis_sample"], exports["systmone_sample"]))
    drain(desk)
    assert view._model.props.page == "choose"
    assert view._model.props.problem == (
        "3 files came at once: search.csv and emis_sample.csv and 1 more.",
        "Nothing was read. Drop or choose one file at a time.",
    )


@pytest.mark.parametrize("given", [(), ("https://example.org/search.csv",)])
def test_that_a_drop_of_no_file_says_what_to_do(given: tuple[str, ...]) -> None:
    said = given_by(mime(*given))
    assert said.path is None
    assert said.what == "That is not a file on this computer."
    assert said.remedy


def test_that_coming_back_finds_the_preview_where_it_was(
    view: IntakeView, desk: Desk, exports: Exports, drain: Drain
) -> None:
    view.open_file(exports["training"])
    drain(desk)
    view.left()
    view.entered()
    assert view._model.props.page == "check"
    assert view.check.table().hasFocus()


def test_that_an_outcome_after_the_screen_is_gone_troubles_no_one(
    desk: Desk, exports: Exports, drain: Drain
) -> None:
    from shiboken6 import delete

    view = IntakeView(desk)
    bar = view.top_bar
    view.open_file(exports["training"])
    delete(view)
    delete(bar)
    drain(desk)


@pytest.mark.parametrize(("width", "height"), [(910, 446), (900, 434)])
def test_that_a_small_window_shows_every_word_of_a_row(
    view: IntakeView, desk: Desk, exports: Exports, drain: Drain, width: int, height: int
) -> None:
    view.resize(width, height)
    view.open_file(exports["systmone_sample"])
    drain(desk)
    assert (view.width(), view.height()) == (width, height)
    table = view.check.table()
    assert table.horizontalHeader().length() <= table.viewport().width()
    assert view.check.panel.isVisible()


def test_that_a_long_heap_comes_to_its_table_lot_by_lot_and_whole(
    qtbot: QtBot, view: IntakeView, desk: Desk, drain: Drain, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.screens.intake.parts.checking.LOT", 10)
    path = tmp_path / "long.csv"
    rows = [
        f'"FARROW, Ann{n}",,14-Aug-1962,Tramadol 50mg capsules,now and then,10-Nov-2026' for n in range(45)
    ]
    path.write_text(
        "\n".join(("Full Name,NHS Number,Date of Birth,Medication,Directions,Date of Issue", *rows))
    )
    view.open_file(path)
    drain(desk)
    last = view._model.inputs.rows.heap(Heap.FIX)[-1]
    view._model.choose(last.key)
    table = view.check.table()
    qtbot.waitUntil(lambda: table.model().rowCount() == 45)
    assert table.current_row().key == last.key


def test_that_a_file_is_held_beside_the_search_one_says_it_is_the_next_of(
    view: IntakeView, desk: Desk, exports: Exports, drain: Drain
) -> None:
    model = view._model
    view.open_file(exports["training"])
    drain(desk)
    assert model.props.searches == ()
    model.go_on()
    drain(desk)
    view.open_file(exports["training"])
    drain(desk)
    model.show_side("people")
    (known, words), (own, _) = model.props.searches
    assert words.startswith("Next file after 23 Nov 2026: Opioid review")
    assert model.props.search == known
    assert view.check.search.isVisibleTo(view)
    view.check.search.chosen.emit(own)
    drain(desk)
    assert model.props.search == own
    model.go_on()
    drain(desk)
    first, second = (record.search for record in desk.caseload().imports())
    assert second == f"{first} 2"


def test_that_what_was_said_by_hand_of_somebody_is_shown_with_what_the_file_changes_of_them(
    view: IntakeView, desk: Desk, drain: Drain, tmp_path: Path
) -> None:
    head = "NHS Number,Surname,Date of Birth,Medication,Directions\n9990000018,ASHDOWN,14-Aug-1962,"
    for name, directions in (("october.csv", "1 bd"), ("november.csv", "2 bd")):
        (tmp_path / name).write_text(f"{head}MST Continus 30mg tablets,{directions}\n", encoding="utf-8")
        view.open_file(tmp_path / name)
        drain(desk)
        if name == "october.csv":
            view._model.go_on()
            drain(desk)
            (saved,) = desk.casework().each()
            desk.caseload().override_tier(saved.case, Tier.LOW, "Seen by the pain clinic")
    view._model.show_side("people")
    drain(desk)
    said = [line.words for line in view._model.props.explained.more]  # type: ignore[union-attr]
    assert said[1] == "Up by 60 mg a day"
    assert said[-3:-1] == ["This stays as it was said", "Low, set by hand: Seen by the pain clinic"]


def test_that_each_page_says_in_the_status_line_where_one_is(
    view: IntakeView, desk: Desk, exports: Exports, drain: Drain
) -> None:
    said: list[str] = []
    view.status.connect(said.append)
    view.open_file(exports["training"])
    drain(desk)
    view._naming.open()
    drain(desk)
    assert said[-1].startswith("Naming columns.")
    view._model.back()
    assert said[-1].startswith("Preview only")
    view._model.show_paste("Zomorph 10mg capsules one twice a day")
    assert said[-1].startswith("Pasting a list.")
