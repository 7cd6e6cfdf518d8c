"""What a paper may say of a visit by the record alone."""

from datetime import date

import pytest

from pharmreview.domain.journey.visits import told_of_visits

TODAY = date(2026, 12, 22)


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({}, {}),
        ({"missed_1": "2026-12-14"}, {"missed_day": date(2026, 12, 14)}),
        ({"missed_1": "2026-12-14", "missed_2": "2026-12-21"}, {"missed_day": date(2026, 12, 21)}),
        ({"missed_1": "2026-12-21", "missed_2": "2026-12-14"}, {"missed_day": date(2026, 12, 21)}),
        ({"missed_1": "soon"}, {}),
        ({"booked": "2026-12-22"}, {"appointment_day": TODAY}),
        ({"booked": "2026-12-21"}, {}),
        ({"booked": "2026-12-22", "missed_1": "2026-12-22"}, {"missed_day": TODAY}),
    ],
)
def test_that_the_last_missed_and_the_next_booked_day_are_told(
    answers: dict[str, str], told: dict[str, date]
) -> None:
    assert told_of_visits({f"follow_up.{key}": day for key, day in answers.items()}, TODAY) == told
