"""Liquids: volumes that an oral syringe measures, one strength in a plan, ml and mg said together."""

import time
from decimal import Decimal

import pytest

from pharmreview.domain.errors import InputProblem
from pharmreview.domain.quantity.unit import Unit
from pharmreview.domain.taper.plan import Pace, Step
from tests.domain.taper.conftest import Planner, doses

WEAK = ("Morphine sulfate 10mg/5ml oral solution", "5ml FOUR TIMES A DAY")
STRONG = "Morphine sulfate 20mg/ml oral solution"


def volumes(step: Step) -> list[Decimal]:
    return [i.count for d in step.doses for i in d.items]


def test_that_a_weak_liquid_comes_down_in_half_millilitres(planned: Planner) -> None:
    plan = planned(WEAK)
    assert doses(plan)[:4] == [Decimal(d) for d in ("40", "37", "34", "31")]
    assert volumes(plan.steps[1]) == [Decimal(v) for v in ("4.5", "4.5", "4.5", "5")]
    assert all(v % Decimal("0.5") == 0 for s in plan.steps for v in volumes(s))


def test_that_each_measure_says_its_volume_and_its_dose(planned: Planner) -> None:
    item = planned(WEAK).steps[1].doses[0].items[0]
    assert (item.count, item.unit, item.amount) == (Decimal("4.5"), Unit.MILLILITRE, Decimal(9))


def test_that_a_liquid_stated_in_each_ml_is_measured_in_tenths_up_to_one_ml(planned: Planner) -> None:
    plan = planned(("Pregabalin 20mg/ml oral solution", "1ml TWICE A DAY"))
    assert volumes(plan.steps[1]) == [Decimal("0.9"), Decimal("0.9")]
    plan = planned(("Pregabalin 20mg/ml oral solution", "5ml TWICE A DAY"))
    for step in plan.steps[1:-1]:
        fine = any(v % Decimal("0.5") for v in volumes(step))
        assert not fine or max(volumes(step)) <= 1


def test_that_a_dose_time_is_left_out_only_when_no_measure_is_small_enough_for_all(planned: Planner) -> None:
    for step in planned(WEAK).steps:
        assert len(volumes(step)) == min(4, int(step.daily_dose))


def test_that_a_strong_liquid_taken_often_is_planned_at_once(planned: Planner) -> None:
    begun = time.process_time()
    assert len(planned((STRONG, "10ml SIX TIMES A DAY")).steps) == 58
    assert time.process_time() - begun < 3


def test_that_two_strengths_of_a_liquid_are_never_mixed(planned: Planner) -> None:
    with pytest.raises(InputProblem, match="strengths of a liquid"):
        planned(WEAK, products={"m1": (STRONG,)})


def test_that_the_stronger_liquid_is_named_wherever_one_exists(planned: Planner) -> None:
    cautions = {c.code: c.text for c in planned(WEAK).cautions}
    assert "2 mg in each ml" in cautions["concentrated-liquid"]
    assert "20 mg in each ml" in cautions["concentrated-liquid"]
    assert "0.5 ml" in cautions["measured-by-syringe"]


def test_that_an_issue_of_a_liquid_is_in_ml_in_figures_and_words(planned: Planner) -> None:
    item = planned(("Pregabalin 20mg/ml oral solution", "1ml TWICE A DAY")).issues[0].items[0]
    assert (item.quantity, item.quantity_words) == (Decimal("50.4"), "fifty point four")


def test_that_a_volume_nobody_takes_is_refused(planned: Planner) -> None:
    plan = planned(("Morphine sulfate 10mg/5ml oral solution", "100ml FOUR TIMES A DAY"))
    assert [r.code for r in plan.refusals] == ["dose-too-large"]
    assert "400 ml" in plan.refusals[0].text


def test_that_tablets_and_a_liquid_are_not_mixed_without_a_change_of_product(planned: Planner) -> None:
    named = ("Codeine 15mg tablets", "Codeine 25mg/5ml oral solution")
    plan = planned(("Codeine 30mg tablets", "ONE FOUR TIMES A DAY"), products={"m1": named})
    assert {i.product for s in plan.steps[1:] for d in s.doses for i in d.items} == {named[0]}
    assert "liquids-left-out" in {c.code for c in plan.cautions}


def test_that_steps_are_smaller_below_the_chosen_fraction(planned: Planner) -> None:
    pace = Pace(percent=Decimal(20), slow_below_fraction=Decimal("0.5"), slow_percent=Decimal(10))
    plan = planned(("Pregabalin 20mg/ml oral solution", "10ml TWICE A DAY"), pace=pace)
    shares = {s.daily_dose + s.reduction: s.reduction / (s.daily_dose + s.reduction) for s in plan.steps[1:]}
    assert max(share for dose, share in shares.items() if 100 < dose < 200) <= Decimal("0.1")
    assert max(share for dose, share in shares.items() if dose >= 200) > Decimal("0.1")
