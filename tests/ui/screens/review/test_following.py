"""Follow-up: a joint visit is signed, the MDT waits for consent, referrals are stamped."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from tests.ui.forms.answering import type_in
from ui import text as words_of
from ui.forms.editors.writing import ShownEditor
from ui.screens.review.view import ReviewView

BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def page(view: ReviewView):
    view.show_step("follow_up")
    return view.page


def answers(view: ReviewView):
    return view.model.props.answers


def drain(desk) -> None:
    while len(desk.lanes.vault):
        desk.lanes.vault.drain()


def test_that_a_joint_visit_is_written_and_signed_by_keys(view, page) -> None:
    page.show_part("joint")
    page.joint.here.setFocus()
    QTest.keyClick(page.joint.here, Qt.Key.Key_Space)
    assert page.joint.rows["J1"].role.hasFocus(), "the button is gone; the keys go on beside the name"
    assert answers(view)["follow_up.joint.J1.name"] == "Nia Farrow"
    assert answers(view)["follow_up.joint.J1.role"] == view.model.props.user.role != ""
    type_in(page.joint.rows["J2"].name, "Dr Tom Hale")
    type_in(page.joint.message, "Stay on 90 mg.")
    QTest.keyClick(page.joint.message, Qt.Key.Key_G, BOTH)
    assert answers(view)["follow_up.joint.J1.signed"][:2] == ("Stay on 90 mg.", "Nia Farrow")
    assert "Not yet signed" in page.joint.agreed.text()
    page.joint.signatures.buttons["J2"].click()
    assert answers(view)["follow_up.joint.J2.signed"][3] == "Nia Farrow"
    assert "Everyone here has signed" in page.joint.agreed.text()
    type_in(page.joint.message, " Or 80.")
    assert "has changed since" in page.joint.agreed.text()
    assert set(page.joint.signatures.buttons) == {"J1", "J2"}


def test_that_after_a_signature_the_keys_go_to_whoever_signs_next_and_then_to_the_sentence(
    qapp, page
) -> None:
    page.show_part("joint")
    page.joint.here.click()
    type_in(page.joint.rows["J2"].name, "Dr Tom Hale")
    type_in(page.joint.message, "Stay on 90 mg.")
    qapp.processEvents()  # the buttons were made for what was typed, and are shown a turn later
    page.joint.signatures.buttons["J1"].setFocus()
    QTest.keyClick(page.joint.signatures.buttons["J1"], Qt.Key.Key_Space)
    assert page.joint.signatures.buttons["J2"].hasFocus()
    QTest.keyClick(page.joint.signatures.buttons["J2"], Qt.Key.Key_Space)
    assert page.joint.message.hasFocus()


def test_that_a_third_clinician_is_added_and_keeps_the_parts_chosen(view, page) -> None:
    page.show_part("joint")
    page.joint.more.click()
    row = page.joint.rows["J3"]
    assert row.name.hasFocus()
    next(c for c in row.parts.chips() if c.option.id == "JP4").click()
    assert answers(view)["follow_up.joint.J3.parts"] == ("JP4",)


def test_that_the_mdt_list_waits_for_consent_and_says_so(view, page) -> None:
    view.model.answer({"follow_up.mdt_question": "Who?", "follow_up.mdt_criteria": ("MD1",)})
    page.show_part("mdt")
    assert not page.mdt.list_button.isEnabled()
    assert "A draft without a name" in page.mdt.state.text()
    assert "consent to discuss" in page.mdt.state.text()
    view.model.answer({"follow_up.mdt_consent": "yes"})
    page.mdt.list_button.click()
    assert answers(view)["follow_up.mdt_listed"] == view.model.props.context.today.isoformat()
    assert "On the list since" in page.mdt.state.text()
    page.mdt.list_button.click()
    assert "follow_up.mdt_listed" not in answers(view)


def test_that_reasons_the_record_speaks_for_are_dashed_and_not_chosen(view, page) -> None:
    view.show_step("prepare")
    view.model.answer({"prepare.ae_visits": "3"})
    view.show_step("follow_up")
    assert "MD3" in view.model.props.context.suggested
    assert "follow_up.mdt_criteria" not in answers(view)


def test_that_a_letter_is_owed_after_the_meeting(view, page) -> None:
    view.model.answer({"follow_up.mdt_met": "2026-12-08"})
    assert "Fri 18 Dec 2026" in page.mdt.letter.text()
    view.model.answer({"follow_up.mdt_letter": "2026-12-10"})
    assert page.mdt.letter.text() == ""


def test_that_a_referral_is_picked_stamped_and_let_go(view, page, opened) -> None:
    page.show_part("signpost")
    chips = page.signposts.picker.chips()
    next(c for c in chips if c.option.id == "REF04").click()
    card = page.signposts.cards["REF04"]
    card.stamps["offered"].click()
    today = view.model.props.context.today.isoformat()
    assert answers(view)["follow_up.referrals.REF04.offered"] == today
    card.stamps["offered"].click()
    assert "follow_up.referrals.REF04.offered" not in answers(view)
    type_in(card.note, "asks about the bus")
    next(c for c in page.signposts.picker.chips() if c.option.id == "REF04").click()
    assert not any(k.startswith("follow_up.referrals") for k in answers(view))
    opened.open_case.history.undo()
    assert answers(view)["follow_up.referrals.REF04.note"] == "asks about the bus"


def test_that_the_practice_edits_its_directory_and_people_are_sent_there(qapp, view, page, opened) -> None:
    page.show_part("signpost")
    page.directory.add_button.click()
    editor = page.directory.editor
    editor.kind.set_value("REF04")
    type_in(editor.fields["name"], "Talking Space")
    editor.keep.click()
    drain(opened)
    (service,) = view.model.props.offers.services
    assert service.name == "Talking Space"
    assert editor.isHidden()
    chip = next(c for c in page.signposts.picker.chips() if c.option.id == "REF04")
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_Space)
    qapp.processEvents()
    assert qapp.focusWidget() is chip, "no other window comes up for a moment and takes the keys"
    card = page.signposts.cards["REF04"]
    card._near.chips()[0].click()
    assert answers(view)["follow_up.referrals.REF04.service"] == "Talking Space"
    card.stamps["offered"].click()
    page.directory.count.click()
    drain(opened)
    told = [label.text() for label in page.directory.findChildren(QLabel)]
    assert "People so far: offered 1." in told, "the stamp of a moment ago counts"


def test_that_a_service_that_cannot_be_kept_says_why_beside_what_was_typed(view, page, opened) -> None:
    page.show_part("signpost")
    page.directory.add_button.click()
    type_in(page.directory.editor.fields["phone"], "01632 960 555")
    page.directory.editor.keep.click()
    drain(opened)
    assert "has no name" in page.directory.problem.text()
    assert page.directory.editor.fields["phone"].value() == "01632 960 555"


def test_that_the_story_goes_along_beside_the_follow_up(view, page) -> None:
    view.model.answer({"decide.goal": "Walk to school", "sheet.shared_summary": "Mornings matter."})
    words = view.model.props.carried
    assert words.goal == "Walk to school"
    assert ("Agreed summary", ("Mornings matter.",)) in words.parts
    assert any(heading == "Sittings" for heading, _ in words.parts)


def test_that_work_on_another_day_is_another_sitting(view, opened, clock) -> None:
    view.model.answer({"listen.heard": "one"})
    clock.move(days=7)
    view.model.answer({"decide.goal": "two"})
    sittings = opened.open_case.case.sittings
    assert [s.steps for s in sittings] == [("listen",), ("decide",)]
    assert view.model.props.sitting.startswith("sitting 2")


def test_that_with_room_the_joint_visit_and_the_mdt_stand_side_by_side(view, page, qapp) -> None:
    view.resize(1122, 664)
    page.show_part("joint")
    qapp.processEvents()
    assert page.joint.isVisible()
    assert page.mdt.isVisible()
    assert view.wants_room
    assert page.carried.mapTo(view, QPoint()).x() < page.joint.mapTo(view, QPoint()).x()
    view.resize(870, 416)
    assert not page.mdt.isVisible()
    assert not view.wants_room
    page.joint.message.setFocus()
    page.show_part("mdt")
    assert page.mdt.isAncestorOf(qapp.focusWidget()), "keys that were in a part that went come to this one"


def test_that_ctrl_enter_in_the_mdt_puts_the_person_on_its_list(view, page) -> None:
    view.model.answer(
        {
            "follow_up.mdt_consent": "yes",
            "follow_up.mdt_question": "Is there help with sleep?",
            "follow_up.mdt_criteria": ("MD1",),
        }
    )
    page.show_part("mdt")
    page.focus_first()
    QTest.keySequence(page.mdt.list_button, "Ctrl+Return")
    assert answers(view).get("follow_up.mdt_listed")
    assert view.model.props.finished is None


def beside(page, field: str) -> str:
    """The quiet words under a field of the follow-up."""
    form = next(one for one in page.forms if field in one._editors)
    quiet = form._rows[field]._quiet
    return "" if quiet is None or quiet.isHidden() else quiet.text()


def test_that_twelve_months_stand_beside_six_and_overwrite_nothing(view, opened, page) -> None:
    page.show_part("data")
    view.model.answer({"follow_up.result": "RS3", "follow_up.challenges": ("CHA03", "other")})
    view.model.answer({"follow_up.challenges.other": "no bus"})
    six_on = words_of.day(opened.clock.today())
    opened.clock.move(days=180)
    page.show_part("data_12")
    form = next(one for one in page.forms if "result_12" in one._editors)
    assert form.isVisible()
    form.answered.emit({"follow_up.result_12": "RS5"})
    assert answers(view)["follow_up.result"] == "RS3"
    assert beside(page, "result_12") == f"At 6 months, {six_on}: Reduced."
    assert beside(page, "challenges_12").endswith("; no bus.")
    assert "reason_increased_12" in view.model.props.shown
    assert "reason_increased" not in view.model.props.shown


def test_that_a_second_sitting_asks_since_last_time_anew_beside_the_first(view, opened, page) -> None:
    page.show_part("since")
    form = next(one for one in page.forms if "went_well" in one._editors)
    control = form.editor("went_well").control
    type_in(control, "Walked to the shop")
    view.model.answer({"follow_up.sleep": "BW3", "follow_up.next_contact": "2027-02-01"})
    first = words_of.day(opened.clock.today())
    view.model.leave_field()
    opened.clock.move(days=28)
    view.show_step("follow_up")
    assert "follow_up.went_well" not in answers(view)
    assert beside(page, "went_well") == f"Last time, {first}: Walked to the shop."
    assert opened.open_case.case.answers["follow_up.went_well"] == "Walked to the shop", "nothing written yet"
    type_in(control, "Slept")
    second = words_of.day(opened.clock.today())
    case = opened.open_case.case
    assert case.answers["follow_up.went_well"] == "Slept"
    assert "follow_up.sleep" not in case.answers
    assert case.answers["follow_up.next_contact"] == "2027-02-01"
    assert case.told_before[0].answers == {
        "follow_up.went_well": "Walked to the shop",
        "follow_up.sleep": "BW3",
    }
    opened.clock.move(days=28)
    view.show_step("follow_up")
    assert beside(page, "went_well") == f"Last time, {second}: Slept. Before, {first}: Walked to the shop."
    opened.open_case.history.undo()
    assert opened.open_case.case.told_before == ()
    assert opened.open_case.case.answers["follow_up.sleep"] == "BW3"


@pytest.mark.parametrize("part", ["since", "data", "data_12", "experience"])
def test_that_a_part_of_the_follow_up_fits_a_small_window(view, page, qapp, part) -> None:
    view.model.answer({"follow_up.result": "RS4", "follow_up.result_12": "RS5", "follow_up.exp_asked": "yes"})
    view.resize(870, 416)
    page.show_part(part)
    for _ in range(4):  # panels inside panels settle one after the other
        qapp.processEvents()
    assert page.body.minimumSizeHint().width() <= page.area.viewport().width()


def test_that_dose_and_ome_then_and_now_stand_over_the_form_of_6_months_and_take_no_letter(page) -> None:
    page.show_part("data")
    shown = next(one for one in page.findChildren(ShownEditor) if one.isVisible())
    assert shown.words.text().startswith("By the list: OME ")
    assert "\nNow: " in shown.words.text()
    labels = [one.text() for one in page.findChildren(QLabel) if one.text().endswith("at the start and now")]
    assert labels == ["Dose and OME, at the start and now"] * 2
