"""When somebody is asked how their visit was, and when nobody is."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from pharmreview.domain.case import Case, CaseState, Finish
from pharmreview.domain.journey.asking import asking_since
from pharmreview.domain.journey.ladder import Went
from pharmreview.domain.patient import Patient

VISIT = datetime(2026, 11, 2, 10, 0, tzinfo=UTC)
FROM = date(2026, 11, 9)


def seen(**changed: Any) -> Case:
    facts = changed.pop("facts", {})
    finish = Finish(finished_at=VISIT, finished_by="Ada", decision="OPT1")
    patient = Patient(family_name="A", given_name="B", facts=facts)
    return Case(**{"id": "a", "patient": patient, "finish": finish, **changed})


@pytest.mark.parametrize(
    ("today", "since"),
    [(date(2026, 11, 8), None), (FROM, FROM), (date(2026, 11, 30), FROM), (date(2026, 12, 1), None)],
)
def test_that_somebody_is_asked_from_one_week_to_four_after_the_visit(
    today: date, since: date | None
) -> None:
    assert asking_since(seen(), (), today) == since


@pytest.mark.parametrize(
    "case",
    [
        seen(finish=None),
        seen(state=CaseState.EXCLUDED),
        seen(facts={"safety-hold": "yes"}),
        seen(facts={"mental-health-crisis": "yes"}),
    ],
)
def test_that_nobody_is_asked_before_a_visit_or_in_trouble(case: Case) -> None:
    assert asking_since(case, (), FROM) is None


def test_that_a_visit_is_asked_about_once() -> None:
    asked = Went("text-experience", date(2026, 11, 10))
    assert asking_since(seen(), (asked,), date(2026, 11, 12)) is None
    assert asking_since(seen(), (asked._replace(on=date(2026, 5, 1)),), FROM) == FROM
