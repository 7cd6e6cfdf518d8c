"""A later review keeps what is known of the person and asks again what was of its day."""

from pharmreview.domain.review.together.again import begins_with, last_told, of_its_day
from pharmreview.reference.review_form import load_review_form

FORM = load_review_form()


def test_that_what_was_asked_agreed_or_measured_is_not_taken_into_the_next_review() -> None:
    known = {
        "listen.story": "It began on a ladder.",
        "prepare.pregnant": "no",
        "prepare.tried.TRT01.helped": "HP2",
        "taper.stops": ("pregnancy",),
        "decide.looked_at": ("OPT1", "OPT4"),
        "follow_up.referrals.REF01.offered": "2026-03-02",
        "safety.hold": "yes",
    }
    of_that_day = {
        "listen.agreed": "yes",
        "listen.mood": "yes",
        "listen.mood.note": "low in the mornings",
        "listen.prompts": ("L1",),
        "sheet.manage": "7",
        "sheet.papers.SH2.returned": "2026-03-02",
        "explain.points": ("MED9",),
        "explain.reading.other": "a book",
        "decide.confidence": "4",
        "safety.harm": "no",
        "safety.signs": ("WS01",),
        "follow_up.missed_1": "2026-02-01",
        "follow_up.withdrawal": "SV2",
        "typed.follow_up.missed_1": "first of Feb",
        "follow_up.joint.J1.signed": ("We go slowly.", "Nia", "2026-03-02T10:00:00"),
    }
    assert begins_with(FORM, known | of_that_day) == known


def test_that_no_fact_about_the_person_is_lost_with_the_day() -> None:
    afresh = of_its_day(FORM)
    facts = {f"{s.id}.{f.id}" for s in FORM.steps for f in s.fields if f.fact}
    assert facts
    assert not facts & afresh


def test_that_the_latest_review_that_holds_it_tells_what_was_answered() -> None:
    first = {"listen.agreed": "yes", "decide.confidence": "3", "listen.story": "a fall"}
    second = {"decide.confidence": "6", "sheet.papers.SH3.sent": "2026-09-01"}
    assert last_told(FORM, (first, second)) == {
        "listen.agreed": 0,
        "decide.confidence": 1,
        "sheet.papers": 1,
    }
