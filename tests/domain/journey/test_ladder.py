"""The next step for somebody who was not reached: what it is, since when, and when there is none."""

from datetime import date

import pytest

from pharmreview.domain.case import Case, CaseState
from pharmreview.domain.journey.ladder import Went, next_rung
from pharmreview.domain.patient import Patient
from pharmreview.domain.review.together.sitting import Sitting

TODAY = date(2026, 11, 28)
ASKED = Went("letter-invitation", date(2026, 11, 1))
SECOND = Went("letter-second-invitation", date(2026, 11, 20))
MISSED = {"missed_1": "2026-11-10", "missed_2": "2026-11-17"}
TEXTS = {"text-consent": "yes"}


def case(*, texts: bool = True, sat: tuple[str, ...] = (), **answers: str) -> Case:
    patient = Patient(given_name="Jean", phone="1", facts=TEXTS if texts else {})
    sittings = (Sitting(review=1, day=date(2026, 11, 18), by="Nia", steps=sat),) if sat else ()
    told = {f"follow_up.{field}": value for field, value in answers.items()}
    return Case(id="c", patient=patient, answers=told, sittings=sittings, state=CaseState.IN_REVIEW)


@pytest.mark.parametrize(
    ("went", "answers", "stage", "paper", "since"),
    [
        ((ASKED,), {}, 1, "text-invite", date(2026, 11, 15)),
        ((ASKED,), {"booked": "2026-11-26"}, 2, "", date(2026, 11, 26)),
        ((ASKED,), {"booked": "2026-11-10", "missed_1": "2026-11-10"}, 2, "text-missed", date(2026, 11, 10)),
        ((ASKED,), MISSED, 3, "letter-second-invitation", date(2026, 11, 17)),
        ((ASKED, SECOND._replace(on=date(2026, 11, 2))), MISSED, 4, "", date(2026, 11, 23)),
        ((ASKED, SECOND), MISSED | {"asked_gp": "2026-11-25"}, 5, "", date(2026, 11, 25)),
        ((), MISSED | {"short_talk": "2026-11-26"}, 6, "", date(2026, 11, 26)),
    ],
)
def test_that_each_rung_follows_the_one_before(
    went: tuple[Went, ...], answers: dict[str, str], stage: int, paper: str, since: date
) -> None:
    rung = next_rung(case(**answers), went, TODAY)
    assert rung is not None
    assert (rung.stage, rung.paper, rung.since) == (stage, paper, since)


@pytest.mark.parametrize(
    ("went", "who"),
    [
        ((), case()),
        ((ASKED._replace(on=date(2026, 11, 20)),), case()),
        ((ASKED,), case(booked="2026-12-03")),
        ((ASKED, SECOND), case(**MISSED)),
        ((ASKED, Went("text-missed", date(2026, 11, 18))), case(missed_1="2026-11-17")),
        ((ASKED,), case(rang="2026-11-20")),
        ((ASKED,), case(sat=("listen",), **MISSED)),
        ((ASKED,), case(supply_checked="2026-11-27", **MISSED)),
        ((ASKED,), case().model_copy(update={"state": CaseState.EXCLUDED})),
    ],
)
def test_that_nothing_is_due_of_whom_nobody_asked_who_may_still_answer_or_who_came(
    went: tuple[Went, ...], who: Case
) -> None:
    assert next_rung(who, went, TODAY) is None


def test_that_without_consent_to_texts_somebody_rings() -> None:
    rung = next_rung(case(texts=False, missed_1="2026-11-27"), (ASKED,), TODAY)
    assert rung is not None
    assert (rung.what, rung.paper) == ("Ring today, kindly", "script-phone")


def test_that_no_rung_changes_a_dose() -> None:
    last = next_rung(case(short_talk="2026-11-26", **MISSED), (), TODAY)
    assert last is not None
    assert "No dose changes" in last.what
