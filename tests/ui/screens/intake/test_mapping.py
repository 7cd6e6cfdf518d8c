"""Columns named by hand: proposed, said, read by, kept under a name, and offered for the next such file."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from pharmreview.domain.lines.mapping import Column, ColumnMapping, Peek, by_itself
from ui.screens.intake.mapping.state import Columns
from ui.screens.intake.view import IntakeView
from ui.state.desk import Desk

Drain = Callable[[Desk], None]
KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
ODD = "Who,Tally,Pills,What to do\nAnn Farrow,7,Codeine 30mg tablets,two four times a day\n"
SAID = {"who": "full name", "pills": "medicine", "what to do": "directions"}


@pytest.fixture
def odd(view: IntakeView, desk: Desk, drain: Drain, tmp_path: Path) -> IntakeView:
    """The screen after a file whose headings nobody knows."""
    path = tmp_path / "odd.csv"
    path.write_text(ODD, encoding="utf-8")
    view.open_file(path)
    drain(desk)
    return view


def say_all(view: IntakeView) -> None:
    for key, role in SAID.items():
        view.columns.said.emit(key, role)


def test_that_an_unknown_layout_offers_to_name_its_columns(qtbot: QtBot, odd: IntakeView) -> None:
    assert odd._model.props.problem[0]
    assert odd.name_columns.isVisible()
    assert odd.name_columns.hasFocus()
    qtbot.keyClick(odd.name_columns, KEY.Key_Return)
    assert odd._model.props.page == "columns"
    assert not odd.banner.isVisible()
    qtbot.waitUntil(odd.columns.sheet.choices["who"].hasFocus)


def test_that_one_sentence_says_what_is_missing_until_nothing_is(odd: IntakeView) -> None:
    odd._naming.open()
    assert odd.columns.wanting.title().startswith(
        "Still missing: a name or number for each person and the name of a medicine."
    )
    assert not odd.main.isEnabled()
    odd.columns.said.emit("who", "full name")
    assert odd.columns.wanting.title().startswith("Still missing: the name of a medicine.")
    say_all(odd)
    assert odd.columns.wanting.title().startswith("Nothing is missing.")
    assert odd.main.isEnabled()


def test_that_a_file_is_read_by_what_was_said_and_the_name_is_kept_with_its_people(
    qtbot: QtBot, odd: IntakeView, desk: Desk, drain: Drain
) -> None:
    odd._naming.open()
    say_all(odd)
    qtbot.keyClicks(odd.columns.name, "Clinic list")
    qtbot.keyClick(odd, KEY.Key_Return, CTRL)
    drain(desk)
    props = odd._model.props
    assert (props.page, props.sum) == ("check", "1 row = 1 read + 0 to fix + 0 set aside")
    assert "“Clinic list”" in props.layout
    assert desk.caseload().mappings.kept() == ()
    odd._model.go_on()
    drain(desk)
    assert [mapping.name for mapping in desk.caseload().mappings.kept()] == ["Clinic list"]


def keep_one(view: IntakeView, desk: Desk, drain: Drain) -> None:
    """The store keeps a mapping for such files, and the file is read once more."""
    desk.caseload().mappings.keep(ColumnMapping(name="Clinic list", roles=tuple(SAID.items())))
    view._model.read_again()
    drain(desk)


def test_that_the_next_such_file_is_read_by_the_mapping_kept_before_and_says_so(
    odd: IntakeView, desk: Desk, drain: Drain
) -> None:
    keep_one(odd, desk, drain)
    props = odd._model.props
    assert (props.page, props.sum) == ("check", "1 row = 1 read + 0 to fix + 0 set aside")
    assert props.layout.startswith("Read by the columns named in “Clinic list”")
    odd._naming.open()
    drain(desk)
    assert odd.columns.kept.value() == "Clinic list"
    assert odd.columns.sheet.choices["pills"].value() == "medicine"
    odd.columns.by.emit("")
    assert odd.columns.sheet.choices["pills"].value() is None


def test_that_a_mapping_that_no_longer_fits_says_which_column_is_gone_and_is_where_naming_begins(
    odd: IntakeView, desk: Desk, drain: Drain, tmp_path: Path
) -> None:
    keep_one(odd, desk, drain)
    path = tmp_path / "later.csv"
    path.write_text(ODD.replace("Pills", "Tablets"), encoding="utf-8")
    odd.open_file(path)
    drain(desk)
    what, remedy = odd._model.props.problem
    assert what == "later.csv no longer fits the mapping “Clinic list”: it has no column “pills”."
    assert remedy
    odd._naming.open()
    assert {key: odd.columns.sheet.choices[key].value() for key in ("who", "tablets", "what to do")} == {
        "who": "full name",
        "tablets": None,
        "what to do": "directions",
    }
    assert odd.columns.name.value() == "Clinic list"


def test_that_a_mapping_is_called_otherwise_and_deleted_where_it_is_chosen(
    qtbot: QtBot, odd: IntakeView, desk: Desk, drain: Drain
) -> None:
    keep_one(odd, desk, drain)
    odd._naming.open()
    drain(desk)
    page = odd.columns
    assert not page.rename.isEnabled()
    page.name.selectAll()
    qtbot.keyClicks(page.name, "Pain clinic")
    page.rename.click()
    drain(desk)
    assert [mapping.name for mapping in desk.caseload().mappings.kept()] == ["Pain clinic"]
    assert (page.kept.value(), page.rename.isEnabled()) == ("Pain clinic", False)
    page.delete.click()
    drain(desk)
    assert desk.caseload().mappings.kept() == ()
    assert not page.delete.isVisible()
    assert page.sheet.choices["pills"].value() == "medicine"


WHO, PILLS, WHEN = ("who", "full name"), ("pills", "medicine"), ("when", "date of issue")


@pytest.mark.parametrize(
    ("layout", "headings", "used"),
    [
        ("", {"who": "", "pills": "", "when": ""}, "all three"),
        ("", {"who": "", "pills": ""}, "two"),
        ("", {"who": "", "when": ""}, None),
        ("generic", {"who": "", "pills": "", "drug": "medicine"}, None),
        ("generic", {"who": "full name", "pills": "", "other": ""}, "two"),
    ],
)
def test_that_a_mapping_is_used_by_itself_only_where_all_its_columns_are_and_none_known_is_left_out(
    layout: str, headings: dict[str, str], used: str | None
) -> None:
    columns = tuple(Column(key=key, heading=key, role=role) for key, role in headings.items())
    peek = Peek(file_name="odd.csv", rows=(), heading_row=1, columns=columns, layout=layout, missing=())
    kept = [
        ColumnMapping(name="two", roles=(WHO, PILLS)),
        ColumnMapping(name="all three", roles=(WHO, PILLS, WHEN)),
        ColumnMapping(name="no medicine", roles=(WHO, WHEN)),
    ]
    found = by_itself(kept, peek)
    assert (None if found is None else found.name) == used


def test_that_a_recognised_file_shows_how_it_was_read_and_can_be_read_otherwise(
    qtbot: QtBot, view: IntakeView, desk: Desk, exports: dict[str, Path], drain: Drain
) -> None:
    view.open_file(exports["emis_sample"])
    drain(desk)
    qtbot.keyClick(view, KEY.Key_M, CTRL)
    drain(desk)
    assert view._model.props.page == "columns"
    assert view._model.inputs.columns.read_as.startswith("Read as EMIS search export")
    qtbot.keyClick(view, KEY.Key_Escape)
    assert view._model.props.page == "check"
    assert view._model.props.sum.startswith("66 rows")


def test_that_going_back_from_the_columns_keeps_the_refusal_of_nothing(qtbot: QtBot, odd: IntakeView) -> None:
    odd._naming.open()
    qtbot.keyClick(odd, KEY.Key_Escape)
    assert odd._model.props.page == "choose"


def test_that_a_file_without_headings_says_to_put_some_there() -> None:
    peek = Peek(file_name="bare.csv", rows=(("1", "2"),), heading_row=0, columns=(), layout="", missing=())
    columns = Columns.of(peek, ())
    assert "No row of headings" in columns.wanting
    assert not columns.ready


def test_that_headings_that_repeat_are_said_apart() -> None:
    columns = (Column(key="date", heading="Date"), Column(key="date (2)", heading="Date"))
    peek = Peek(file_name="two.csv", rows=(), heading_row=1, columns=columns, layout="", missing=())
    said = Columns.of(peek, ()).named("date (2)", "date of issue")
    assert said.mapping.roles == (("date (2)", "date of issue"),)
