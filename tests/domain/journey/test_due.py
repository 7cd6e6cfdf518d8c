"""What was agreed for a day is asked for until somebody has sat down with the person."""

from datetime import date, timedelta
from typing import Any

import pytest

from pharmreview.domain.case import Case, CaseState
from pharmreview.domain.journey.due import Due, agreed_on, due_of
from pharmreview.domain.patient import Patient
from pharmreview.domain.review.together.sitting import Sitting

MET = date(2026, 11, 20)
WAYS = {"CM2": "Phone call"}
AGREED: dict[str, Any] = {
    "follow_up.next_contact": "2026-12-04",
    "follow_up.contact_mode": "CM2",
    "decide.review_date": "2027-01-04",
}
CALL, AGAIN = Due(date(2026, 12, 4), "Phone call"), Due(date(2027, 1, 4), "Look again together")

SIX = Due(date(2027, 5, 20), "6-month data point", date(2027, 7, 1))
TWELVE = Due(date(2027, 11, 20), "12-month data point", date(2028, 1, 1))


def met(*days: date, steps: tuple[str, ...] = ("follow_up",), **changed: Any) -> Case:
    """Somebody met first on the 20th, and then on these days, when these steps were written in."""
    sat = (Sitting(review=1, day=MET, by="Ada", steps=("listen", "decide", "follow_up")),)
    sat += tuple(Sitting(review=1, day=day, by="Ada", steps=steps) for day in days)
    patient = Patient(family_name="A", given_name="B")
    return Case(
        **{"id": "a", "patient": patient, "begun": MET, "sittings": sat, "answers": AGREED, **changed}
    )


@pytest.mark.parametrize("today", [MET, date(2027, 1, 4), date(2027, 3, 1)])
def test_that_an_agreed_day_stays_until_somebody_sits_down(today: date) -> None:
    assert due_of(met(), today, WAYS) == (CALL, AGAIN)


@pytest.mark.parametrize(
    ("day", "left"),
    [
        (date(2026, 12, 3), (CALL, AGAIN)),
        (date(2026, 12, 4), (AGAIN,)),
        (date(2027, 1, 3), (AGAIN,)),
        (date(2027, 1, 5), ()),
    ],
)
def test_that_a_follow_up_written_on_the_day_or_later_does_it(day: date, left: tuple[Due, ...]) -> None:
    assert due_of(met(day), day, WAYS) == left


@pytest.mark.parametrize(
    ("steps", "left"),
    [
        (("prepare",), (CALL, AGAIN)),
        (("listen", "taper", "safety"), (CALL, AGAIN)),
        (("decide",), (CALL,)),
        ((), (CALL, AGAIN)),
    ],
)
def test_that_other_work_on_the_record_leaves_an_agreed_call_due(
    steps: tuple[str, ...], left: tuple[Due, ...]
) -> None:
    day = date(2027, 1, 5)
    assert due_of(met(day, steps=steps), day, WAYS) == left


@pytest.mark.parametrize(("sat_on", "left"), [(CALL.day, (CALL,)), (CALL.day + timedelta(days=1), ())])
def test_that_a_call_agreed_for_the_same_day_is_due_until_it_is_written_later_or_moved(
    sat_on: date, left: tuple[Due, ...]
) -> None:
    given = agreed_on(
        {"follow_up.next_contact": CALL.day.isoformat(), "follow_up.contact_mode": "CM2"}, CALL.day
    )
    case = met(CALL.day, sat_on, answers=given)
    assert due_of(case, CALL.day, WAYS) == left
    assert agreed_on({"follow_up.next_contact": ""}, CALL.day)["follow_up.next_contact.said"] == ""


def test_that_a_call_that_is_moved_is_due_on_its_new_day() -> None:
    moved = AGREED | {"follow_up.next_contact": "2026-12-11"}
    assert CALL._replace(day=date(2026, 12, 11)) in due_of(met(date(2026, 12, 4), answers=moved), MET, WAYS)


def test_that_a_review_that_was_only_opened_does_nothing_agreed() -> None:
    assert due_of(met(begun=date(2027, 1, 6), review_number=2), date(2027, 1, 6), WAYS) == (CALL, AGAIN)


def test_that_nobody_excluded_is_due() -> None:
    assert due_of(met(state=CaseState.EXCLUDED), MET, WAYS) == ()


def test_that_the_letter_about_the_mdt_is_due_ten_days_after_it_until_it_is_sent() -> None:
    told = {"follow_up.mdt_met": "2026-12-01"}
    assert due_of(met(answers=told), MET, WAYS) == (Due(date(2026, 12, 11), "Letter about the MDT"),)
    assert due_of(met(answers=told | {"follow_up.mdt_letter": "2026-12-05"}), MET, WAYS) == ()


@pytest.mark.parametrize(
    ("today", "kept", "point"),
    [
        (date(2027, 4, 7), {}, ()),
        (date(2027, 4, 8), {}, (SIX,)),
        (date(2027, 7, 1), {}, (SIX,)),
        (date(2027, 7, 2), {}, ()),
        (date(2027, 5, 20), {"follow_up.data.said": "2027-05-18"}, ()),
        (date(2027, 5, 20), {"follow_up.data_12.said": "2027-05-18"}, (SIX,)),
        (date(2027, 11, 20), {"follow_up.data.said": "2027-05-18"}, (TWELVE,)),
        (date(2027, 11, 20), {"follow_up.data_12.said": "2027-11-18"}, ()),
        (date(2027, 5, 20), {"follow_up.point": "DP6"}, ()),
        (date(2027, 11, 20), {"follow_up.point": "DP6"}, (TWELVE,)),
        (date(2027, 11, 20), {"follow_up.point": "DP12"}, ()),
    ],
)
def test_that_a_data_point_is_due_six_weeks_either_side_until_it_is_filled_in(
    today: date, kept: dict[str, str], point: tuple[Due, ...]
) -> None:
    assert due_of(met(answers=kept), today, WAYS) == point


def test_that_six_months_from_the_end_of_august_are_the_last_day_of_february() -> None:
    first = Sitting(review=1, day=date(2027, 8, 31), by="Ada", steps=("listen",))
    case = met(answers={}, sittings=(first,), begun=first.day)
    assert due_of(case, date(2028, 2, 29), WAYS) == (
        SIX._replace(day=date(2028, 2, 29), last=date(2028, 4, 11)),
    )
