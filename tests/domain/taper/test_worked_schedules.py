"""The schedules printed in docs/how-we-plan.md are the ones the engine makes."""

from fractions import Fraction

import pytest

from tests.worked_schedules import PAGE, TAKEN, page, schedule


def test_that_the_printed_schedules_are_made_again() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert page(text) == text, "run: python -m tests.worked_schedules"


@pytest.mark.parametrize(("name", "directions", "asked"), TAKEN)
def test_that_every_percentage_is_the_share_of_the_dose_before(
    name: str, directions: str, asked: dict[str, object]
) -> None:
    told = schedule(name, directions, asked).split(", ")
    before = Fraction(told[0])
    for step in told[1:]:
        dose, shown = step.removesuffix(")").split(" (")
        if shown != "other patches":
            share = (before - Fraction(dose)) / before * 100
            assert abs(share - Fraction(shown.removesuffix("*"))) <= Fraction(1, 20)
            assert shown.endswith("*") == (share > 10)
        before = Fraction(dose)
    assert before == 0
