"""What is typed through the real screen lands in the case, can be undone, and is there after reopening."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from pharmreview.domain.case import Earlier, Finish
from pharmreview.domain.risk.finding import Tier
from pharmreview.reference.review_form import load_review_form
from tests.ui.forms.answering import type_in
from ui.screens.review.view import ReviewView

FORM = load_review_form()
WRITTEN = {"text", "note", "person"}
EVERY = [
    (s.id, f.id) for s in FORM.steps for f in s.fields if f.kind in WRITTEN | {"yn", "scale10", "int", "date"}
]


def answers(view):
    return view.model.props.answers


def form_with(view, field_id):
    return next((f for f in view.page.forms if field_id in f._editors), None)


@pytest.mark.parametrize("step", [s.id for s in FORM.steps])
def test_that_every_simple_field_of_a_step_lands_in_the_case_and_comes_back(view, opened, step, qtbot):
    view.show_step(step)
    expected = {}
    for number, field in enumerate(FORM.step(step).fields):
        key = f"{step}.{field.id}"
        form = form_with(view, field.id)
        if form is None:
            continue
        form.reveal(key)
        control = getattr(form.editor(field.id), "control", None)
        if field.kind in WRITTEN:
            type_in(control, f"w {number}")
            expected[key] = f"w {number}"
        elif field.kind == "yn":
            control.cells()[1].click()
            expected[key] = "no"
        elif field.kind == "scale10":
            control.cells()[7].click()
            expected[key] = "7"
        elif field.kind == "int":
            least = str(max(field.least, 1))
            type_in(control, least)
            expected[key] = least
        elif field.kind == "date":
            type_in(control, "6 Jan 2027")
            expected[key] = "2027-01-06"
    view.left()
    assert {k: v for k, v in opened.open_case.case.answers.items() if k in expected} == expected
    again = ReviewView(opened)
    qtbot.addWidget(again)
    again.show_step(step)
    shown = {f"{step}.{i}" for form in again.page.forms for i in form._editors}
    assert set(expected) <= shown
    assert opened.open_case.case.answers.items() >= expected.items()


def test_that_the_story_is_typed_undone_and_redone(view, opened):
    QTest.keyClicks(view.page.story, "a fall at work")
    assert answers(view)["listen.story"] == "a fall at work"
    opened.open_case.history.undo()
    assert view.page.story.value() == ""
    opened.open_case.history.redo()
    assert view.page.story.value() == "a fall at work"


def test_that_leaving_a_field_makes_the_next_words_a_change_of_their_own(view, opened):
    QTest.keyClicks(view.page.story, "one")
    QTest.keyClick(view.page.story, Qt.Key.Key_Tab)
    view.page.story.setFocus()
    QTest.keyClicks(view.page.story, " two")
    opened.open_case.history.undo()
    assert view.page.story.value() == "one"


def test_that_text_fields_leave_undo_to_the_window(view, opened, qtbot):
    from PySide6.QtGui import QKeySequence, QShortcut

    undone = QShortcut(QKeySequence("Ctrl+Z"), view)
    undone.activated.connect(opened.open_case.history.undo)
    QTest.keyClicks(view.page.story, "fog")
    QTest.keyClick(view.page.story, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "listen.story" not in answers(view)
    assert view.page.story.value() == ""


def test_that_the_caret_stays_while_typing_in_the_middle(view):
    QTest.keyClicks(view.page.story, "ab")
    QTest.keyClick(view.page.story, Qt.Key.Key_Left)
    QTest.keyClicks(view.page.story, "xy")
    assert answers(view)["listen.story"] == "axyb"


def test_that_a_quote_is_marked_and_unmarked(view):
    QTest.keyClicks(view.page.story, "so tired")
    view.page.story.selectAll()
    QTest.keyClick(view.page.story, Qt.Key.Key_Apostrophe, Qt.KeyboardModifier.ControlModifier)
    assert answers(view)["listen.story"] == "“so tired”"
    QTest.keyClick(view.page.story, Qt.Key.Key_Apostrophe, Qt.KeyboardModifier.ControlModifier)
    assert answers(view)["listen.story"] == "so tired"


def test_that_marks_open_to_write_between_and_the_same_key_goes_on_after_them(view):
    quote = (view.page.story, Qt.Key.Key_Apostrophe, Qt.KeyboardModifier.ControlModifier)
    for words in ("I am 😴 ", "so tired", ", she says. ", "Help", " me"):
        view.page.story.insertPlainText(words)
        QTest.keyClick(*quote)
    assert answers(view)["listen.story"] == "I am 😴 “so tired”, she says. “Help” me“”"


def test_that_what_is_chosen_in_the_story_goes_on_the_agenda(view):
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClicks(view.page.story, "my sleep")
    view.page.story.selectAll()
    QTest.keyClick(view.page.story, Qt.Key.Key_A, both)
    assert answers(view)["listen.agenda"] == ("my sleep",)
    view.page.story.moveCursor(view.page.story.textCursor().MoveOperation.End)
    QTest.keyClick(view.page.story, Qt.Key.Key_A, both)
    controls = view.page.agenda.editor.controls()
    assert controls[1].hasFocus()


def test_that_the_agenda_is_written_and_moved_by_key(view, opened):
    lines = view.page.agenda.editor
    lines.controls()[0].setFocus()
    QTest.keyClicks(lines.controls()[0], "fog")
    QTest.keyClick(lines.controls()[0], Qt.Key.Key_Return)
    QTest.keyClicks(lines.controls()[1], "sleep")
    QTest.keyClick(lines.controls()[1], Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert answers(view)["listen.agenda"] == ("sleep", "fog")
    opened.open_case.history.undo()
    assert [c.value() for c in lines.controls()] == ["fog", "sleep"]


def test_that_prompts_are_ticked_by_space_and_kept_in_order(view, opened):
    rows = view.prompts.rows
    rows[4].setFocus()
    QTest.keyClick(rows[4], Qt.Key.Key_Space)
    QTest.keyClick(rows[4], Qt.Key.Key_Up)
    assert rows[3].hasFocus()
    QTest.keyClick(rows[3], Qt.Key.Key_Space)
    assert answers(view)["listen.prompts"] == ("L5", "L4")
    opened.open_case.history.undo()
    assert not rows[3].isChecked()


def test_that_a_fact_moves_the_tier_at_once_and_back_by_undo(view, opened):
    before = opened.assessed.assessment.findings
    view.show_step("prepare")
    form = form_with(view, "past_overdose")
    form.editor("past_overdose").control.cells()[0].click()
    assert opened.open_case.case.patient.facts["past-overdose"] == "yes"
    found = [f for f in opened.assessed.assessment.tier.reasons if f.code == "past-overdose"]
    assert found
    assert opened.assessed.assessment.tier.tier is Tier.HIGH
    opened.open_case.history.undo()
    assert opened.assessed.assessment.findings == before


def test_that_an_unread_date_is_there_after_reopening_and_is_no_answer(view, opened, qtbot):
    view.show_step("follow_up")
    type_in(form_with(view, "next_contact").editor("next_contact").control, "32 Dec 2026")
    view.left()
    kept = opened.open_case.case
    assert "follow_up.next_contact" not in kept.answers
    assert kept.answers["typed.follow_up.next_contact"] == "32 Dec 2026"
    again = ReviewView(opened)
    qtbot.addWidget(again)
    again.show_step("follow_up")
    control = form_with(again, "next_contact").editor("next_contact").control
    assert control.typed() == "32 Dec 2026"
    assert control.problem()


def test_that_nothing_of_one_person_stays_when_another_is_opened(view, opened):
    QTest.keyClicks(view.page.story, "private")
    other = opened.open_case.case.model_copy(update={"id": "two", "answers": {}})
    opened.open_case.open(other)
    view.entered()
    assert view.page.story.value() == ""


def test_that_deciding_tints_its_column_and_shows_in_the_record(view, opened, qapp):
    view.show_step("decide")
    for chip in view.page.which.chips()[:3]:
        chip.click()
    assert answers(view)["decide.looked_at"] == ("OPT1", "OPT2", "OPT3")
    qapp.processEvents()
    heads = view.page.table.heads
    heads["OPT1"].setFocus()
    QTest.keyClick(heads["OPT1"], Qt.Key.Key_Right)
    assert heads["OPT2"].hasFocus()
    QTest.keyClick(heads["OPT2"], Qt.Key.Key_Space)
    assert answers(view)["decide.decision"] == "OPT2"
    assert [code for code, head in heads.items() if head.isChecked()] == ["OPT2"]
    assert view.page.record.form.editor("decision").control.value() == "OPT2"
    QTest.keyClick(heads["OPT2"], Qt.Key.Key_Tab)
    cell = view.page.table.cells["OPT2.good"]
    assert cell.hasFocus()
    QTest.keyClicks(cell, "a group")
    assert answers(view)["decide.weighed.OPT2.good"] == "a group"


def test_that_a_fifth_option_is_refused_and_says_so(view):
    view.show_step("decide")
    for chip in view.page.which.chips()[:5]:
        chip.click()
    assert len(answers(view)["decide.looked_at"]) == 4
    assert "4 is the most" in view.page._pick_label.text()


def test_that_the_option_decided_on_is_always_in_view(view):
    view.show_step("decide")
    for chip in view.page.which.chips()[:4]:
        chip.click()
    view.model.answer({"decide.decision": "OPT8"})
    assert list(view.page.table.heads) == ["OPT1", "OPT2", "OPT3", "OPT8"]


def test_that_chips_of_several_lists_are_kept_each_under_its_own(view):
    view.show_step("decide")
    row = view.page.would_help
    row.unfold()
    for code in ("STR04", "HLP04"):
        next(c for c in row.chips.chips() if c.option.id == code).click()
    assert answers(view)["decide.strategies"] == ("STR04",)
    assert answers(view)["decide.helps"] == ("HLP04",)


def test_that_a_barrier_suggests_a_help_that_is_not_added(view):
    view.show_step("decide")
    row = view.page.in_the_way
    next(c for c in row.chips.chips() if c.option.id == "BAR03").click()
    dashed = {c.option.id for c in view.page.would_help.chips.chips() if c.option.suggested}
    assert dashed == {"HLP10", "STR03", "STR05"}
    assert "decide.strategies" not in answers(view)
    assert "decide.helps" not in answers(view)


def test_that_what_is_in_the_way_says_what_may_meet_it_and_what_to_do(view):
    view.show_step("decide")
    assert view.page.matches.lines() == ()
    view.model.answer({"decide.barriers": ("BAR08", "BAR10"), "decide.challenges": ("CHA06",)})
    tried, money, hospital = view.page.matches.lines()
    assert "I choose the order; slow steps" in tried
    assert "Read the last attempt in step 1" in tried
    assert "reducing is not about money" in money
    assert "Write to the hospital with one clear question." in hospital
    assert "decide.strategies" not in answers(view)


def test_that_the_story_of_the_last_review_says_that_it_is_and_keeps_its_words(view, opened):
    before = opened.clock.now().replace(year=2025, month=3, day=4)
    stood = {"listen.story": "a fall", "sheet.about": "my back", "explain.points": ("MED2",)}
    ended = Earlier(
        review=1, finish=Finish(finished_at=before, finished_by="Ada", decision=""), answers=stood
    )
    told = {**stood, "explain.points": ("MED3",)}

    def second(case):
        return case.model_copy(update={"review_number": 2, "earlier": (ended,), "answers": told})

    opened.open_case.edit("", second)
    note = view.page.of_last_review
    assert note.isVisible()
    assert note.text().startswith("What stands here is of the review finished 4 Mar 2025. It is kept:")
    assert view.page.story.value() == "a fall"
    view.model.answer({"listen.heard": "it hurts"})
    assert note.text().startswith("Some of what stands here is of the review finished 4 Mar 2025.")
    QTest.keyClicks(view.page.story, ", and worse now")
    assert note.isHidden()
    for step, shown in (("sheet", True), ("explain", False), ("safety", False)):
        view.show_step(step)
        assert view.page.of_last_review.isVisible() == shown


def test_that_a_later_review_asks_afresh_and_shows_what_was_answered_with_its_day(view, opened):
    before = opened.clock.now().replace(year=2025, month=3, day=4)
    stood = {
        "listen.agreed": "yes",
        "listen.mood": "yes",
        "explain.pictures": ("EXP3",),
        "decide.confidence": "4",
        "sheet.papers.SH2.returned": "2025-03-04",
    }
    ended = Earlier(
        review=1, finish=Finish(finished_at=before, finished_by="Ada", decision=""), answers=stood
    )
    opened.open_case.edit(
        "", lambda case: case.model_copy(update={"review_number": 2, "earlier": (ended,), "answers": {}})
    )
    assert view.page.agreed.value() is None
    assert view.page.agreed_before.text() == "Last time, 4 Mar 2025: Yes."
    told = {
        "listen": "Last time, 4 Mar 2025: Yes.",
        "sheet": "returned 4 Mar 2025.",
        "explain": "Volume knob.",
        "decide": "Last time, 4 Mar 2025: 4 of 10.",
    }
    for step, words in told.items():
        view.show_step(step)
        shown = [label.text() for label in view.page.findChildren(QLabel) if not label.isHidden()]
        assert [words for text in shown if text.endswith(words)], step


def test_that_a_call_agreed_for_today_is_kept_with_the_day_it_was_agreed(view, opened):
    today = opened.clock.today().isoformat()
    view.model.answer({"follow_up.next_contact": today})
    assert answers(view)["follow_up.next_contact.said"] == today
    view.model.answer({"follow_up.next_contact": ""})
    assert "follow_up.next_contact.said" not in answers(view)


def test_that_a_tick_on_a_page_left_open_past_midnight_is_of_the_new_day(view, opened):
    view.show_step("sheet")
    stamp = view.page.sheets.rows["SH2"].stamps["sent"]
    opened.clock.move(days=1)
    QTest.mouseClick(stamp, Qt.MouseButton.LeftButton)
    today = opened.clock.today()
    assert answers(view)["sheet.papers.SH2.sent"] == today.isoformat() == stamp.value()
    QTest.mouseClick(stamp, Qt.MouseButton.LeftButton)
    assert "sheet.papers.SH2.sent" not in answers(view)
    view.model.answer({"follow_up.mdt_listed": (today - timedelta(days=1)).isoformat()})
    assert answers(view)["follow_up.mdt_listed"] == today.isoformat()
    view.model.answer({"follow_up.referrals.REF01.note": "since May"})
    assert answers(view)["follow_up.referrals.REF01.note"] == "since May"


def test_that_words_written_after_midnight_are_of_the_new_day_and_that_is_said_once(view, opened):
    said = []
    view.status.connect(said.append)
    first = opened.clock.today()
    QTest.keyClicks(view.page.story, "a fall")
    assert said == []
    opened.clock.move(days=1)
    QTest.keyClicks(view.page.story, " at work")
    assert [one.day for one in opened.open_case.case.sittings] == [first, first + timedelta(days=1)]
    assert len(said) == 1
    assert said[0].endswith(" now: what is written from here on is kept under that day.")
    view.show_step("sheet")
    stamp = view.page.sheets.rows["SH2"].stamps["sent"]
    QTest.mouseClick(stamp, Qt.MouseButton.LeftButton)
    assert answers(view)["sheet.papers.SH2.sent"] == opened.clock.today().isoformat()
    view.show_step("listen")
    assert view.page.story.value() == "a fall at work"
