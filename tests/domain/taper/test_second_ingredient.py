"""Paracetamol in everything on the list, and names of the practice's list that mean nothing."""

import pytest

from pharmreview.domain.taper.plan import TaperPlan
from pharmreview.domain.taper.wishes import PracticeFormulary
from tests.domain.taper.conftest import Planner, doses
from tests.domain.taper.test_plans import MORPHINE

FIFTEEN = ("Co-codamol 15mg/500mg tablets", "TWO FOUR TIMES A DAY")
THIRTY = ("Co-codamol 30mg/500mg tablets", "ONE AS NEEDED UP TO FOUR TIMES A DAY")
ALONE = ("Paracetamol 500mg tablets", "TWO FOUR TIMES A DAY")
OXYCODONE = ("Oxycodone 40mg modified-release tablets", "ONE TWICE A DAY")


def told(plan: TaperPlan, code: str) -> list[str]:
    return [c.text for c in plan.cautions if c.code == code]


@pytest.mark.parametrize(
    ("more", "grams"), [("ONE AS NEEDED UP TO FOUR TIMES A DAY", 6000), ("ONE DAILY", 4500)]
)
def test_that_paracetamol_of_two_medicines_is_added_up(planned: Planner, more: str, grams: int) -> None:
    plan = planned(FIFTEEN, (THIRTY[0], more), order=("m1",))
    [text] = told(plan, "second-ingredient-together")
    assert text.startswith(
        f"{FIFTEEN[0]} and {THIRTY[0]} together give up to {grams} mg of paracetamol a day"
    )
    assert "4000 mg" in text
    assert told(plan, "second-ingredient-high") == []


def test_that_two_medicines_within_the_ceiling_are_not_cautioned(planned: Planner) -> None:
    four = (FIFTEEN[0], "ONE FOUR TIMES A DAY")
    plan = planned(four, (THIRTY[0], "ONE FOUR TIMES A DAY"), order=("m1",))
    assert told(plan, "second-ingredient-together") == []
    assert told(planned(FIFTEEN), "second-ingredient-together") == []
    alone = planned((FIFTEEN[0], "TWO FIVE TIMES A DAY"))
    assert [len(told(alone, f"second-ingredient-{c}")) for c in ("high", "together", "also")] == [1, 0, 0]


def test_that_paracetamol_by_itself_is_named_beside_a_medicine_that_holds_it(planned: Planner) -> None:
    [text] = told(planned(FIFTEEN, ALONE, order=("m1",)), "second-ingredient-also")
    assert ALONE[0] in text
    assert FIFTEEN[0] in text
    assert told(planned(MORPHINE, ALONE, order=("m1",)), "second-ingredient-also") == []


def test_that_paracetamol_in_a_name_with_codeine_is_not_paracetamol_by_itself(planned: Planner) -> None:
    both = planned(FIFTEEN, ("Paracetamol 500mg / Codeine 8mg tablets", "ONE AT NIGHT"), order=("m1",))
    assert told(both, "second-ingredient-also") == []


def test_that_a_name_of_the_practice_without_the_interval_is_known(planned: Planner) -> None:
    used = PracticeFormulary(used=("Oxycodone 10mg modified-release tablets",))
    plan = planned(OXYCODONE, formulary=used)
    assert doses(plan) == [80, 70, 60, 50, 40, 30, 20, 10, 0]
    assert told(plan, "formulary-not-known") == []


def test_that_a_name_of_the_practice_that_nothing_is_called_is_said(planned: Planner) -> None:
    formulary = PracticeFormulary(used=("Longtec", "Oxycontn 10mg"), switched_on=("Nothing 5mg",))
    [text] = told(planned(OXYCODONE, formulary=formulary), "formulary-not-known")
    assert "Oxycontn 10mg and Nothing 5mg" in text
    assert "Longtec" not in text
