"""Sittings, a joint visit's signatures, the MDT's reasons, the story carried forward, and uptake."""

from datetime import UTC, date, datetime

import pytest

from pharmreview.domain.review.condition import Circumstance
from pharmreview.domain.review.progress import progress
from pharmreview.domain.review.together.carried import carried
from pharmreview.domain.review.together.joint import clinicians, is_agreed, signed
from pharmreview.domain.review.together.mdt import (
    Standing,
    is_listed,
    letter_due,
    not_for,
    still_to_say,
    suggested_reasons,
    waits_for,
)
from pharmreview.domain.review.together.sitting import days_of, sat, who_wrote
from pharmreview.domain.review.together.spoken import spoken
from pharmreview.domain.review.together.uptake import counted
from pharmreview.reference.review_form import load_review_form

FORM = load_review_form()
MON, TUE = date(2026, 11, 23), date(2026, 11, 24)
AT = datetime(2026, 11, 24, 11, 12, tzinfo=UTC)
HERE = {
    "follow_up.joint.J1.name": "Dr Tom Hale",
    "follow_up.joint.J1.parts": ("JP1", "JP4"),
    "follow_up.joint.J2.name": "Nia Farrow",
    "follow_up.joint_message": "Stay on 90 mg until you feel ready.",
}


def test_that_a_day_of_one_user_is_one_sitting_and_another_day_or_user_begins_another() -> None:
    sittings = sat((), 1, MON, "Nia Farrow", ("listen",))
    assert sat(sittings, 1, MON, "Nia Farrow", ("listen",)) is sittings
    sittings = sat(sittings, 1, MON, "Nia Farrow", ("sheet", "listen"))
    sittings = sat(sittings, 1, TUE, "Dr Hale", ("listen",))
    assert [(s.day, s.by, s.steps) for s in sittings] == [
        (MON, "Nia Farrow", ("listen", "sheet")),
        (TUE, "Dr Hale", ("listen",)),
    ]
    assert days_of(sittings, 1) == (MON, TUE)
    assert days_of(sittings, 2) == ()
    assert who_wrote(sittings, 1, "listen") == ("Nia Farrow", "Dr Hale")
    assert who_wrote(sittings, 1, "decide") == ()


def test_that_each_part_stands_under_the_name_of_who_had_it() -> None:
    gp, pharmacist = clinicians(HERE)
    assert (gp.name, gp.parts) == ("Dr Tom Hale", ("JP1", "JP4"))
    assert pharmacist.signature is None


def test_that_a_user_signs_in_their_own_hand_and_notes_anothers_word_as_such() -> None:
    answers = HERE | signed(HERE, "J2", "nia  farrow", AT) | signed(HERE, "J1", "Nia Farrow", AT)
    gp, pharmacist = (one.signature for one in clinicians(answers))
    assert gp is not None
    assert pharmacist is not None
    assert (pharmacist.name, pharmacist.on_their_word, pharmacist.at) == ("Nia Farrow", "", AT)
    assert (gp.name, gp.on_their_word) == ("Dr Tom Hale", "Nia Farrow")
    assert is_agreed(answers)


@pytest.mark.parametrize(
    "change",
    [{"follow_up.joint_message": "Stay on 80 mg."}, {"follow_up.joint.J2.name": "Ola Reed"}],
)
def test_that_a_signature_no_longer_holds_once_the_sentence_or_the_signer_is_another(
    change: dict[str, str],
) -> None:
    answers = HERE | signed(HERE, "J1", "Dr Tom Hale", AT) | signed(HERE, "J2", "Nia Farrow", AT)
    assert is_agreed(answers)
    assert not is_agreed(answers | change)


def test_that_one_clinician_alone_agrees_nothing_and_an_empty_sentence_is_not_signed() -> None:
    alone = {k: v for k, v in HERE.items() if ".J1." not in k}
    assert not is_agreed(alone | signed(alone, "J2", "Nia Farrow", AT))
    assert signed(HERE | {"follow_up.joint_message": " "}, "J2", "Nia Farrow", AT) == {}
    assert signed(HERE, "J3", "Nia Farrow", AT) == {}


@pytest.mark.parametrize(
    ("standing", "codes"),
    [
        (Standing(), ()),
        (Standing(findings=("rising-dose",)), ("MD2",)),
        (Standing(facts={"ae-visits-12-months": "2"}), ()),
        (Standing(facts={"ae-visits-12-months": "3", "admissions-12-months": "2"}), ("MD3", "MD4")),
        (Standing(facts={"ae-visits-12-months": "a few"}), ()),
        (Standing(holds=2), ("MD5",)),
        (Standing(findings=("methadone", "alcohol", "mental-health")), ("MD7", "MD8", "MD9")),
    ],
)
def test_that_the_record_suggests_reasons_for_the_mdt(standing: Standing, codes: tuple[str, ...]) -> None:
    assert suggested_reasons(standing) == codes


def test_that_a_crisis_and_someone_under_18_are_not_for_the_mdt() -> None:
    assert not_for(Standing(age=17, facts={"mental-health-crisis": "yes"})) != ()
    assert len(not_for(Standing(age=17))) == 1
    assert not_for(Standing(age=18)) == ()


def test_that_a_request_without_consent_is_no_place_on_the_list() -> None:
    asked = {"follow_up.mdt_question": "Who could help?", "follow_up.mdt_criteria": ("MD1",)}
    listed = asked | {"follow_up.mdt_listed": "2026-11-24"}
    assert still_to_say(asked) == ("consent to discuss",)
    assert still_to_say({}) == ("consent to discuss", "the question", "why now")
    assert not is_listed(listed)
    agreed = listed | {"follow_up.mdt_consent": "yes"}
    assert is_listed(agreed)
    assert not is_listed(agreed | {"follow_up.mdt_met": "2026-12-08"})
    assert is_listed(agreed | {"follow_up.mdt_met": "2026-11-10"})


def test_that_the_person_is_owed_a_letter_within_10_days_of_the_meeting() -> None:
    assert letter_due({}) is None
    assert letter_due({"follow_up.mdt_met": "2026-12-08"}) == date(2026, 12, 18)
    assert letter_due({"follow_up.mdt_met": "2026-12-08", "follow_up.mdt_letter": "2026-12-10"}) is None


def test_that_the_story_carried_forward_is_in_the_words_that_were_used() -> None:
    story = carried(
        FORM,
        {
            "listen.heard": "Mornings are lost.",
            "listen.agreed": "yes",
            "decide.goal": "Walk to school",
            "sheet.hope": "Walk to school",
            "listen.main_worry": "Like last time",
            "prepare.tried.TRT01.helped": "HP2",
            "prepare.tried.TRT04.helped": "HP4",
            "prepare.tried.TRT05": "yes",
            "prepare.attempts": "Once, too fast",
            "decide.barriers": ("BAR03", "other"),
            "decide.barriers.other": "The bus",
            "decide.helps": ("HLP09",),
        },
    )
    assert story.summary == "Mornings are lost."
    assert (story.goal, story.words) == ("Walk to school", "Like last time")
    assert story.tried == (
        "Physiotherapy or exercise: helped a little",
        "Injection or nerve block: harmed",
        "Surgery",
        "Reducing before: Once, too fast",
    )
    assert story.in_the_way == ("Worried the pain will get worse", "The bus")
    assert story.would_help == ("The whole team looking at it",)


def test_that_what_was_heard_is_not_carried_on_before_the_person_agreed_to_it() -> None:
    assert carried(FORM, {"listen.heard": "Mornings are lost."}).summary == ""
    assert carried(FORM, {"sheet.shared_summary": "Sleep first."}).summary == "Sleep first."


def test_that_a_later_review_carries_on_what_was_agreed_in_an_earlier_one_until_it_is_agreed_anew() -> None:
    first = {"listen.heard": "Mornings are lost.", "listen.agreed": "yes", "listen.main_worry": "Falling"}
    second = {"listen.heard": "Mornings are lost."}
    story = carried(FORM, {"listen.heard": "Nights are worse now."}, (first, second))
    assert (story.summary, story.words) == ("Mornings are lost.", "Falling")
    agreed = {"listen.heard": "Nights are worse now.", "listen.agreed": "yes"}
    assert carried(FORM, agreed, (first, second)).summary == "Nights are worse now."


def test_that_uptake_counts_people_at_each_stage_by_kind_and_service() -> None:
    walk = "follow_up.referrals.REF10"
    everyone = [
        {
            f"{walk}.service": "Walking group",
            f"{walk}.offered": "2026-11-01",
            f"{walk}.started": "2026-11-09",
        },
        {f"{walk}.service": "Walking  group", f"{walk}.offered": "2026-11-02", f"{walk}.easy": "ER3"},
        {"follow_up.referrals.REF04": "yes"},
        {},
    ]
    first, second = counted(everyone, lambda _kind, name: name)
    assert (first.kind, first.service) == ("REF10", "Walking group")
    assert (first.counts["offered"], first.counts["started"], first.counts["finished"]) == (2, 1, 0)
    assert first.hard_to_reach == 1
    assert (second.kind, second.counts["offered"]) == ("REF04", 0)


def test_that_a_folded_group_nobody_began_is_no_gap() -> None:
    before = progress(FORM, {}, {}, (), Circumstance())[7]
    assert "The question, in one sentence" not in before.empty
    begun = progress(FORM, {"follow_up.mdt_level": "ML01"}, {}, (), Circumstance())[7]
    assert "The question, in one sentence" in begun.empty


def test_that_reasons_stand_only_where_nothing_changes_and_hold_what_was_written_in() -> None:
    answers = {
        "decide.reason_no_change": ("NR12", "NR02"),
        "decide.reason_no_change.other": "A  wedding in May",
    }
    assert spoken(FORM, answers | {"decide.decision": "OPT8"}).reasons == (
        "Awaiting specialist or surgery",
        "Not the right time (life event)",
        "A wedding in May",
    )
    assert spoken(FORM, answers | {"decide.decision": "OPT5"}).reasons == ()


def test_that_a_referral_is_told_by_the_latest_that_became_of_it() -> None:
    physio, debt = "follow_up.referrals.REF03", "follow_up.referrals.REF14"
    answers = {
        f"{physio}.service": "Mill Street physio",
        f"{physio}.offered": "2026-11-24",
        f"{physio}.accepted": "2026-11-24",
        debt: "yes",
        "follow_up.referrals.other": "yes",
        "follow_up.referrals.other.declined": "2026-11-20",
        "follow_up.recovery_worker": "Sam Reed",
        "follow_up.recovery_consent": "no",
    }
    assert [(r.kind, r.service, r.stage, r.day) for r in spoken(FORM, answers).referrals] == [
        ("First-contact physio, community MSK", "Mill Street physio", "accepted", "2026-11-24"),
        ("Debt, housing, benefits", "", "", ""),
        ("Other service", "", "declined", "2026-11-20"),
        ("Recovery worker, drug and alcohol", "Sam Reed", "not agreed to pass on", ""),
    ]


def test_that_a_request_to_the_mdt_is_told_only_with_consent() -> None:
    asked = {"follow_up.mdt_level": "ML02", "follow_up.mdt_for": "2026-12-03"}
    assert spoken(FORM, asked).referrals == ()
    (told,) = spoken(FORM, asked | {"follow_up.mdt_consent": "yes"}).referrals
    assert (told.kind, told.stage) == ("PCN MDT, about every 6 weeks", "for the meeting of")


def test_that_help_with_violence_at_home_is_never_told() -> None:
    at_home = "follow_up.referrals.REF15"
    answers = {at_home: "yes", f"{at_home}.service": "Safe Doors", f"{at_home}.offered": "2026-11-24"}
    assert spoken(FORM, answers).referrals == ()


def test_that_somebody_to_come_back_to_the_mdt_waits_until_they_are_discussed_again() -> None:
    answers = {"follow_up.mdt_met": "2026-12-01", "follow_up.mdt_back": "2026-12-20"}
    back = date(2026, 12, 20)
    assert waits_for(answers, date(2026, 12, 10)) == (True, back)
    assert waits_for(answers, date(2026, 12, 21)) == (True, None), "the day passed and nobody spoke of them"
    assert waits_for(answers | {"follow_up.mdt_met": "2026-12-22"}, date(2026, 12, 23)) == (False, None)
