"""An unread line put right: what it reads as while it is typed, what is still wanted, and how it is kept."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from pharmreview.reference.tables import load_tables
from ui.forms.repair.editor import RepairEditor
from ui.forms.repair.offers import Offers
from ui.forms.repair.props import (
    PLAIN,
    Broken,
    Draft,
    RepairProps,
    derive,
    first_draft,
    how_words,
    is_for_all,
)

TABLES = load_tables()
MST = Broken("26 0", "MST Continus 10mg tablets", "take as directed", others=12)
MISSPELT = Broken("4 0", "Oxycodne 10mg tablets", "one daily", candidates=("Oxycodone",), name_reads=False)
KNOWN = "asked the person"


def shown(broken: Broken, **draft: object) -> RepairProps:
    first = first_draft(broken)
    given = Draft(**{"name": first.name, "directions": first.directions} | draft)  # type: ignore[arg-type]
    return derive(broken, given, TABLES.read_row, TABLES.factors)


def test_that_directions_are_read_as_they_are_typed_with_their_working_and_table() -> None:
    props = shown(MST, directions="one twice a day")
    assert props.reads_well
    assert props.reads == ("2 tablets a day.", f"20 mg × 1 = 20 mg OME a day by {TABLES.factors.title}.")


@pytest.mark.parametrize(
    ("draft", "wanting"),
    [
        ({}, "It does not read yet."),
        ({"directions": "when needed"}, "It does not read yet."),
        ({"name": "", "directions": "one daily"}, "It does not read yet."),
        ({"directions": "one twice a day"}, "Say how you know."),
        ({"directions": "one twice a day", "how": "other"}, "Say in a few words how you know."),
        ({"directions": "one twice a day", "how": "other", "how_else": "the ward"}, ""),
        ({"directions": "one twice a day", "how": KNOWN}, ""),
        ({"another": True, "how": KNOWN}, ""),
    ],
)
def test_that_one_sentence_says_what_is_still_wanted(draft: dict[str, object], wanting: str) -> None:
    props = shown(MST, **draft)
    assert (props.wanting, props.ready) == (wanting, not wanting)


def test_that_a_line_that_reads_as_it_stands_is_not_kept_unchanged() -> None:
    reads = Broken("3 0", "Codeine 30mg tablets", "one daily")
    assert shown(reads, how=KNOWN).wanting == "Nothing has been changed yet."


def test_that_what_cannot_be_converted_is_never_said_to_be_nothing() -> None:
    said = " ".join(shown(MST, name="Pethidine 50mg tablets", directions="one daily").reads)
    assert "Not converted to OME" in said


def test_that_an_unknown_name_says_what_it_may_be_and_chooses_nothing() -> None:
    props = shown(MISSPELT)
    assert not props.reads_well
    assert any("Oxycodone" in words for words in props.reads)


@pytest.mark.parametrize(
    ("how", "for_all", "stands_for_all"),
    [
        ("", None, True),
        (PLAIN, None, True),
        (KNOWN, None, False),
        ("the packet", None, False),
        (KNOWN, True, True),
        (PLAIN, False, False),
    ],
)
def test_that_what_one_person_says_holds_for_them_alone_until_somebody_says_for_all(
    how: str, for_all: bool | None, stands_for_all: bool
) -> None:
    assert is_for_all(Draft(how=how, for_all=for_all)) is stands_for_all


def test_that_the_other_rows_that_say_the_same_are_counted() -> None:
    assert shown(MST, how=PLAIN).same.startswith(
        "The same line stands on 12 other rows. Use it for all of them"
    )
    assert "for this person alone" in shown(MST, how=KNOWN).same
    assert "both" in shown(Broken("1", "x", "y", others=1), how=PLAIN).same


def test_that_how_it_is_known_is_kept_in_words() -> None:
    assert how_words(Draft(how=KNOWN)) == KNOWN
    assert (
        how_words(Draft(how="other", how_else=" by phone with the ward ")) == "other: by phone with the ward"
    )


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("mst 10", "MST Continus 10mg modified-release tablets"),
        ("codeine 30 tab", "Codeine 30mg tablets"),
        ("30 CODEINE", "Codeine 30mg tablets"),
    ],
)
def test_that_names_are_offered_by_the_words_typed_in_any_order(typed: str, first: str) -> None:
    assert first in Offers(TABLES.formulary).find(typed)


def test_that_every_name_offered_is_one_that_reads() -> None:
    offers = Offers(TABLES.formulary)
    for typed in ("mor", "bup", "oxy", "fent", "gab", "dia", "zop", "tram"):
        for name in offers.find(typed, most=40):
            assert TABLES.reader()(name).said("").meaning.medicine_class is not None, name


def test_that_nothing_typed_offers_nothing() -> None:
    assert Offers(TABLES.formulary).find("  ") == ()


@pytest.fixture
def editor(qtbot: QtBot, desk: object) -> RepairEditor:
    """The editor, holding what is typed as a screen would."""
    made = RepairEditor()
    qtbot.addWidget(made)
    made.offer_from(Offers(TABLES.formulary).find)
    made.drafted.connect(
        lambda draft: made.show_props(derive(MISSPELT, draft, TABLES.read_row, TABLES.factors))
    )
    made.show_props(shown(MISSPELT))
    made.resize(340, 700)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_that_a_line_is_put_right_by_keyboard_and_enter_keeps_it(qtbot: QtBot, editor: RepairEditor) -> None:
    editor.focus_first()
    assert editor.medicine.hasFocus()
    qtbot.keyClicks(editor.medicine, "oxycodone 10mg tab")
    assert "Oxycodone 10mg tablets" in editor.medicine.offered()
    editor.medicine.completer().popup().hide()
    editor.medicine.setFocus()
    editor.medicine.selectAll()
    qtbot.keyClicks(editor.medicine, "Oxycodone 10mg tablets")
    editor.medicine.completer().popup().hide()
    assert not editor.keep.isEnabled()
    editor.how.setFocus()
    qtbot.keyClick(editor.how, Qt.Key.Key_Down)
    assert editor.keep.isEnabled()
    with qtbot.waitSignal(editor.kept):
        qtbot.keyClick(editor.how, Qt.Key.Key_Return)


def test_that_a_candidate_is_taken_only_when_it_is_pressed(qtbot: QtBot, editor: RepairEditor) -> None:
    assert editor.medicine.value() == MISSPELT.name
    (chip,) = editor.candidates.chips()
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert editor.medicine.value() == "Oxycodone"


def test_that_enter_in_the_directions_keeps_and_escape_leaves(qtbot: QtBot, editor: RepairEditor) -> None:
    with qtbot.waitSignal(editor.kept):
        qtbot.keyClick(editor.directions, Qt.Key.Key_Return)
    assert "\n" not in editor.directions.value()
    with qtbot.waitSignal(editor.left):
        qtbot.keyClick(editor, Qt.Key.Key_Escape)


def test_that_another_medicine_needs_no_name_and_no_directions(qtbot: QtBot, editor: RepairEditor) -> None:
    editor.another.click()
    assert not editor.medicine.isEnabled()
    assert not editor.directions.isEnabled()
    assert editor.medicine.value() == MISSPELT.name
