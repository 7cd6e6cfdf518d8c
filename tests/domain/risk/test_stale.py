"""An age at which a line is stale holds for searches run from its day on."""

from datetime import date

import pytest

from pharmreview.domain.risk.rule import StaleAfter, in_force

HALF, QUARTER = (
    StaleAfter(since=date(2020, 1, 1), days=183, source="first"),
    StaleAfter(since=date(2026, 6, 1), days=91, source="second"),
)


@pytest.mark.parametrize(
    ("day", "days"),
    [(date(2019, 1, 1), 183), (date(2026, 5, 31), 183), (date(2026, 6, 1), 91), (date(2030, 1, 1), 91)],
)
def test_that_the_age_in_force_on_the_day_of_the_search_is_taken(day: date, days: int) -> None:
    assert in_force((QUARTER, HALF), day).days == days
