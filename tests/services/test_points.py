"""What was found at 6 and 12 months goes into the record: every answer in words, and what was worked out."""

from datetime import UTC, date, datetime

from pharmreview.domain.case import Agreed, Case
from pharmreview.domain.review.together.again import said_key
from pharmreview.reference.review_form import load_review_form
from pharmreview.services.writing.points import points
from tests.documents.papers import PATIENT, morphine_plan

FORM = load_review_form()
SAID = date(2027, 5, 20)
ANSWERS = {
    said_key("follow_up", "data"): SAID.isoformat(),
    "follow_up.seen_by": "Ada Reed",
    "follow_up.attended": "yes",
    "follow_up.attended.note": "came by bus",
    "follow_up.result": "RS3",
    "follow_up.medicines_stopped": ("Codeine\n30mg tablets", "Zopiclone"),
    "follow_up.gp_visits": "4",
    "follow_up.goal_progress": "7",
}


def case(answers: dict[str, str | tuple[str, ...]]) -> Case:
    plan = Agreed(
        version=1, agreed_at=datetime(2026, 11, 24, tzinfo=UTC), agreed_by="Ada", plan=morphine_plan()
    )
    return Case(id="c", patient=PATIENT, answers=answers, agreed=(plan,))


def test_that_a_point_tells_every_answer_in_words_and_the_plan_on_its_day() -> None:
    (point,) = points(FORM, case(ANSWERS), None)
    assert (point.title, point.day) == ("6 months", SAID)
    reduced = next(o.label for o in FORM.options("result").options if o.code == "RS3")
    assert point.lines[:5] == (
        "Seen by: Ada Reed.",
        "Attended: yes, came by bus.",
        f"Result: {reduced.rstrip('.')}.",
        "Medicines stopped: Codeine 30mg tablets; Zopiclone.",
        "GP visits in 6 months: 4.",
    )
    assert point.lines[5].startswith(
        "By plan version 1: Morphine sulfate 60mg modified-release tablets, 120 mg a day"
    )


def test_that_what_was_not_filled_in_is_not_told() -> None:
    assert points(FORM, case({"follow_up.result": "RS3"}), None) == ()


def test_that_twelve_months_are_told_beside_six() -> None:
    later = {said_key("follow_up", "data_12"): "2027-11-20", "follow_up.result_12": "RS4"}
    six, twelve = points(FORM, case(ANSWERS | later), None)
    assert [six.title, twelve.title] == ["6 months", "12 months"]
    assert not any("GP visits" in line for line in twelve.lines)
