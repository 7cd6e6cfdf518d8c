"""Every kind of field has an editor; what is given through it is kept, and comes back."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from pharmreview.domain.review.answer import TYPED
from pharmreview.domain.review.step import LinesField, ManyField
from tests.ui.forms.answering import CONTEXT, DECLARED, GESTURES, KINDS, LIST, Held, type_in
from ui.forms.editors.editor import OTHER
from ui.forms.editors.lines import LinesEditor
from ui.forms.step_form import EDITORS, letters_for


@pytest.fixture(autouse=True)
def _worn(desk):
    """The look of the app, and a QApplication."""


def test_that_every_declared_kind_has_an_editor_a_declaration_and_a_gesture():
    assert set(KINDS) == set(EDITORS) == set(DECLARED) == set(GESTURES)


@pytest.mark.parametrize("kind", KINDS)
def test_that_an_answer_given_through_the_editor_is_kept_and_comes_back(kind, qtbot):
    @settings(max_examples=8, suppress_health_check=list(HealthCheck), deadline=None)
    @given(data=st.data())
    def told(data):
        held = Held(DECLARED[kind])
        expected = GESTURES[kind](held, data)
        assert dict(held.given) == expected
        again = held.again()
        assert dict(again.given) == expected
        shown = again.editor
        again.refresh()
        assert shown is again.editor
        assert dict(again.given) == expected
        for one in (held, again):
            one.form.hide()
            one.form.deleteLater()

    told()


@pytest.mark.parametrize("kind", ["date", "int", "dec"])
def test_that_what_cannot_be_read_is_kept_as_typed_and_is_no_answer(kind, qtbot):
    held = Held(DECLARED[kind])
    qtbot.addWidget(held.form)
    type_in(held.editor.control, "31st of never")
    (held.editor.focusProxy() or held.editor).clearFocus()
    held.editor.control.focusProxy() and held.editor.control.focusProxy().clearFocus()
    if kind == "date":
        held.editor.control.commit()
    assert dict(held.given) == {TYPED: "31st of never"}
    again = held.again()
    qtbot.addWidget(again.form)
    control = again.editor.control
    assert (control.typed() if kind == "date" else control.value()) == "31st of never"
    assert control.problem()


def test_that_a_date_spoilt_is_no_longer_the_answer(qtbot):
    held = Held(DECLARED["date"], {"s.f": "2026-12-09"})
    qtbot.addWidget(held.form)
    type_in(held.editor.control, "9")
    assert "" not in held.given


def test_that_an_empty_field_leaves_nothing_behind(qtbot):
    held = Held(DECLARED["int"])
    qtbot.addWidget(held.form)
    type_in(held.editor.control, "7")
    QTest.keyClick(held.editor.control, Qt.Key.Key_Backspace)
    assert held.answers == {}


def test_that_other_asks_what_and_forgets_it_when_let_go(qtbot):
    held = Held(DECLARED["many"])
    qtbot.addWidget(held.form)
    chip = next(c for c in held.editor.control.chips() if c.option.id == OTHER)
    chip.click()
    type_in(held.editor.other, "heat")
    assert dict(held.given) == {"": (OTHER,), OTHER: "heat"}
    chip.click()
    assert dict(held.given) == {}


def test_that_a_fourth_of_three_is_refused_and_says_why(qtbot):
    declared = ManyField(
        **{**DECLARED["many"].model_dump(exclude={"show_when"}), "most": 3}
    )  # a limit of three
    held = Held(declared)
    qtbot.addWidget(held.form)
    said = []
    held.editor.refused.connect(said.append)
    for chip in held.editor.control.chips()[:4]:
        chip.click()
    assert held.given[""] == ("C0", "C1", "C2")
    assert held.editor.control.value() == ("C0", "C1", "C2")
    assert said[-1].startswith("3 are chosen")


def test_that_cards_are_ticked_in_the_order_of_use(qtbot):
    declared = ManyField(**{**DECLARED["many"].model_dump(exclude={"show_when"}), "cards": True})
    held = Held(declared)
    qtbot.addWidget(held.form)
    for code in ("C3", "C1"):
        QTest.keyClick(held.editor.ticks[code], Qt.Key.Key_Space)
    assert held.given[""] == ("C3", "C1")
    assert held.again().editor.ticks["C1"].isChecked()


def test_that_a_row_picked_and_left_bare_is_kept_and_goes_whole(qtbot):
    held = Held(DECLARED["grid"])
    qtbot.addWidget(held.form)
    chip = held.editor.picker.chips()[2]
    chip.click()
    assert dict(held.given) == {"C2": "yes"}
    type_in(held.editor.cells["C2.b"], "x")
    chip.click()
    assert dict(held.given) == {}


def test_that_an_item_is_passed_with_a_reason_that_stays(qtbot):
    held = Held(DECLARED["checks"])
    qtbot.addWidget(held.form)
    held.editor.openers["C4"].click()
    type_in(held.editor.reasons["C4"], "no patches")
    assert held.passed == {"s.f.C4": "no patches"}
    again = held.again()
    qtbot.addWidget(again.form)
    qtbot.waitUntil(lambda: again.editor.reasons["C4"].isVisibleTo(again.form))
    assert again.editor.reasons["C4"].value() == "no patches"


def test_that_lines_move_by_key_and_go_on_by_enter(qtbot):
    held = Held(DECLARED["lines"])
    qtbot.addWidget(held.form)
    type_in(held.editor.controls()[0], "fog")
    QTest.keyClick(held.editor.controls()[0], Qt.Key.Key_Return)
    type_in(held.editor.controls()[1], "sleep")
    QTest.keyClick(held.editor.controls()[1], Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert held.given[""] == ("sleep", "fog")
    QTest.keyClick(held.editor.controls()[0], Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert held.given[""] == ("sleep", "fog")


def test_that_no_more_lines_are_taken_than_declared(qtbot):
    declared = LinesField(**{**DECLARED["lines"].model_dump(exclude={"show_when"}), "most": 2})
    held = Held(declared)
    qtbot.addWidget(held.form)
    type_in(held.editor.controls()[0], "a")
    held.editor.add_line()
    type_in(held.editor.controls()[1], "b")
    held.editor.add_line("c")
    assert held.given[""] == ("a", "b")


def test_that_showing_again_leaves_the_caret_where_it_was(qtbot):
    held = Held(DECLARED["note"], {"s.f": "a long story"})
    qtbot.addWidget(held.form)
    cursor = held.editor.control.textCursor()
    cursor.setPosition(3)
    held.editor.control.setTextCursor(cursor)
    QTest.keyClicks(held.editor.control, "x")
    assert held.given[""] == "a lxong story"
    assert held.editor.control.textCursor().position() == 4


def test_that_labels_say_the_persons_name_and_carry_an_alt_letter(qtbot):
    held = Held(DECLARED["text"])
    qtbot.addWidget(held.form)
    assert held.editor.accessibleName() == "What Jean says"


def test_that_alt_letters_differ_while_there_are_letters_left():
    marked = letters_for(["Pain", "Place", "A&E visits", "7"])
    assert marked == ["&Pain", "P&lace", "&A&&E visits", "7"]


def test_that_a_suggested_chip_is_dashed_and_never_chosen(qtbot):
    from dataclasses import replace

    held = Held(DECLARED["many"], context=replace(CONTEXT, suggested=(LIST.options[7].code,)))
    qtbot.addWidget(held.form)
    chip = next(c for c in held.editor.control.chips() if c.option.id == "C7")
    assert chip.option.suggested
    assert not chip.isChecked()
    assert held.answers == {}


@pytest.mark.parametrize("words", ["a usual sentence of someone that goes on for a while yet " * 3, "W" * 60])
def test_that_a_line_on_sand_shows_all_of_its_words_on_as_many_lines_as_they_need(qtbot, words):
    editor = LinesEditor(DECLARED["lines"], sand=True)
    qtbot.addWidget(editor)
    editor.resize(420, 300)
    editor.show()
    (line,) = editor.controls()
    one = line.height()
    line.set_value(words)
    qtbot.waitUntil(lambda: line.height() > one)
    high = line.fontMetrics().lineSpacing()
    assert line.height() >= one + high
    editor.resize(4000, 300)
    qtbot.waitUntil(lambda: line.height() == one)
