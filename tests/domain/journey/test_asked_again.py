"""No sitting overwrites another, and 12 months do not overwrite 6."""

from datetime import UTC, date, datetime
from typing import Any

from pharmreview.domain.case import Case, Earlier, Finish
from pharmreview.domain.journey.asked_again import asked_on, dated, points_apart, told_so_far, written_in
from pharmreview.domain.patient import Patient
from pharmreview.domain.review.together.again import begins_with
from pharmreview.domain.review.together.sitting import Sitting
from pharmreview.reference.review_form import load_review_form

FORM = load_review_form()
JUNE, JULY, AUGUST = date(2027, 6, 3), date(2027, 7, 8), date(2027, 8, 12)
SINCE = {
    "follow_up.sleep": "BW3",
    "follow_up.effects": ("EFF02", "other"),
    "follow_up.effects.other": "itching",
    "typed.follow_up.withdrawal_days": "a few",
}
SAID = {"follow_up.since.said": JUNE.isoformat()}
ELSEWHERE = {"follow_up.next_contact": "2027-07-08", "listen.story": "A fall from a horse."}


def case_of(answers: dict[str, Any], **changed: Any) -> Case:
    return Case(id="a", patient=Patient(family_name="A", given_name="B"), answers=answers, **changed)


def sat_on(*days: date) -> tuple[Sitting, ...]:
    return tuple(Sitting(review=1, day=day, by="Ada", steps=("follow_up",)) for day in days)


def ended(answers: dict[str, Any], day: date, review: int = 1) -> Earlier:
    at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return Earlier(
        review=review, finish=Finish(finished_at=at, finished_by="Ada", decision=""), answers=answers
    )


def test_that_each_sitting_asks_since_last_time_and_the_one_before_is_kept_whole() -> None:
    before = case_of(SINCE | SAID | ELSEWHERE)
    assert asked_on(before, FORM, JUNE) == before, "the same day goes on"
    asked = asked_on(before, FORM, JULY)
    assert asked.answers == ELSEWHERE
    (told,) = asked.told_before
    assert (told.review, told.group, told.day, told.answers) == (1, "follow_up.since", JUNE, SINCE)


def test_that_only_what_is_written_in_gives_way_and_a_third_sitting_keeps_both() -> None:
    case = case_of(SINCE | SAID | ELSEWHERE)
    assert written_in(case, FORM, JULY, ("follow_up.take_up", "listen.story")) == case
    for day, sleep in ((JULY, "BW2"), (AUGUST, "BW1")):
        case = written_in(case, FORM, day, ("follow_up.sleep",))
        case = case.model_copy(update={"answers": case.answers | {"follow_up.sleep": sleep}})
        case = dated(case, FORM, day, ("follow_up.sleep",))
    assert [(one.day, one.answers["follow_up.sleep"]) for one in case.told_before] == [
        (JUNE, "BW3"),
        (JULY, "BW2"),
    ]
    now = {"follow_up.sleep": "BW1", "follow_up.since.said": AUGUST.isoformat()}
    assert case.answers == ELSEWHERE | now


def test_that_what_has_no_day_is_of_the_last_sitting_before_and_stays_where_none_is_known() -> None:
    (told,) = asked_on(case_of(SINCE, sittings=sat_on(JUNE, JULY)), FORM, JULY).told_before
    assert told.day == JUNE
    unknown = case_of(SINCE, sittings=sat_on(JULY))
    assert asked_on(unknown, FORM, JULY) == unknown


def test_that_a_finished_review_is_shown_as_it_ended_and_tells_the_next() -> None:
    finish = ended({}, JULY).finish
    over = case_of(SINCE | SAID, finish=finish)
    assert asked_on(over, FORM, AUGUST) == over
    assert begins_with(FORM, over.answers) == {}
    first = asked_on(case_of(SINCE | SAID), FORM, JULY).told_before
    second = case_of({}, told_before=first, earlier=(ended({"follow_up.sleep": "BW1"}, AUGUST),))
    days = [(one.day, one.answers["follow_up.sleep"]) for one in told_so_far(second, FORM)]
    assert days == [(JUNE, "BW3"), (AUGUST, "BW1")]


def test_that_a_day_goes_with_the_last_answer_of_its_group() -> None:
    told = dated(case_of({"follow_up.ae_visits_12": "2"}), FORM, JULY, ("follow_up.ae_visits_12",))
    assert told.answers["follow_up.data_12.said"] == "2027-07-08"
    assert "follow_up.data.said" not in told.answers
    none = told.model_copy(update={"answers": {"follow_up.data_12.said": "2027-07-08"}})
    assert dated(none, FORM, AUGUST, ("follow_up.ae_visits_12",)).answers == {}


def test_that_answers_of_one_form_for_both_points_stand_under_the_point_they_were_of() -> None:
    both = {
        "follow_up.result": "RS5",
        "follow_up.reason_increased": ("other",),
        "follow_up.reason_increased.other": "a winter alone",
        "typed.follow_up.gp_visits": "lots",
    }
    six = {"follow_up.result": "RS3", "follow_up.gp_visits": "4"}
    late = both | ELSEWHERE | {"follow_up.point": "DP12"}
    apart = points_apart(case_of(late, sittings=sat_on(JUNE, AUGUST)), FORM)
    assert apart.answers == ELSEWHERE | {
        "follow_up.result_12": "RS5",
        "follow_up.reason_increased_12": ("other",),
        "follow_up.reason_increased_12.other": "a winter alone",
        "typed.follow_up.gp_visits_12": "lots",
        "follow_up.data_12.said": "2027-08-12",
    }
    assert points_apart(apart, FORM) == apart
    earlier = (ended(six | {"follow_up.point": "DP6"}, JUNE),)
    found = points_apart(case_of(late, earlier=earlier), FORM).answers
    assert {key: found[key] for key in six} == six
    assert (found["follow_up.result_12"], found["follow_up.data.said"]) == ("RS5", "2027-06-03")


def test_that_answers_of_six_months_and_of_no_named_point_are_of_six_months() -> None:
    six = {"follow_up.result": "RS3"}
    named = case_of(six | {"follow_up.point": "DP6"}, sittings=sat_on(JUNE))
    assert points_apart(named, FORM).answers == six | {"follow_up.data.said": "2027-06-03"}
    assert points_apart(case_of(six), FORM).answers == six
