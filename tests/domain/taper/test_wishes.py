"""What stands in the way, what a practice uses, and several products of one ingredient."""

from decimal import Decimal

import pytest

from pharmreview.domain.errors import InputProblem
from pharmreview.domain.taper.plan import Medicine, Pace, TaperRequest
from pharmreview.domain.taper.wishes import AlsoTaken, Circumstance, FallsFirst, PracticeFormulary
from pharmreview.services.tapering import Tapering
from tests.domain.taper.conftest import START, Planner, doses
from tests.domain.taper.test_plans import MORPHINE, PREGABALIN

AIM = {"m1": Decimal(60)}
BREAKTHROUGH = ("Morphine sulfate 10mg tablets", "ONE TWICE A DAY WHEN REQUIRED")


def used(plan_steps: object) -> set[str]:
    return {i.product for s in plan_steps for d in s.doses for i in d.items}  # type: ignore[attr-defined]


@pytest.mark.parametrize("circumstance", [c for c in Circumstance if c is not Circumstance.EPILEPSY])
def test_that_what_is_so_about_the_person_keeps_every_plan_from_being_made(
    planned: Planner, circumstance: Circumstance
) -> None:
    plan = planned(MORPHINE, circumstances=(circumstance,))
    assert [r.code for r in plan.refusals] == [f"circumstance-{circumstance.value}"]
    assert (plan.steps, plan.issues) == ((), ())
    assert len(plan.refusals[0].text) > 40


def test_that_epilepsy_keeps_a_gabapentinoid_alone_from_being_reduced(planned: Planner) -> None:
    both = {"circumstances": (Circumstance.EPILEPSY,)}
    assert planned(MORPHINE, PREGABALIN, order=("m1",), **both).steps
    plan = planned(MORPHINE, PREGABALIN, order=("m2",), **both)
    assert [r.code for r in plan.refusals] == ["circumstance-epilepsy"]
    assert PREGABALIN[0] in plan.refusals[0].text


def test_that_weekly_steps_are_refused_once_use_is_known_to_be_long(planned: Planner) -> None:
    weekly = Pace(every_days=7)
    assert planned(MORPHINE, aim=AIM, pace=weekly, used_months=2).steps
    refusals = planned(MORPHINE, aim=AIM, pace=weekly, used_months=3).refusals
    assert [r.code for r in refusals] == ["weekly-needs-short-use"]
    assert planned(MORPHINE, aim=AIM, pace=Pace(every_days=14), used_months=30).steps


def test_that_years_of_use_ask_for_a_slower_pace(planned: Planner) -> None:
    def codes(pace: Pace, months: int) -> set[str]:
        return {c.code for c in planned(MORPHINE, aim=AIM, pace=pace, used_months=months).cautions}

    fast = Pace(percent=Decimal(15), every_days=28)
    assert "slower-for-long-use" in codes(fast, 60)
    assert "slower-for-long-use" not in codes(fast, 59)
    assert "slower-for-long-use" not in codes(Pace(percent=Decimal(10), every_days=28), 120)


def test_that_every_limit_says_where_it_comes_from(service: Tapering) -> None:
    settings = service.settings
    limits = {"caution_percent", "confirm_percent", "never_percent", "short_use_months", "patches_at_once"}
    assert limits <= set(settings.sources)
    assert all(hasattr(settings, name) and source for name, source in settings.sources.items())


def test_that_only_what_the_practice_uses_is_planned_with(planned: Planner) -> None:
    here = PracticeFormulary(used=("Morphine sulfate 30mg modified-release tablets", "MST Continus"))
    plan = planned(MORPHINE, aim=AIM, formulary=PracticeFormulary(used=here.used[:1]))
    assert used(plan.steps[1:]) == {here.used[0]}
    assert doses(plan) == [Decimal(d) for d in ("120", "90", "60")]


def test_that_a_medicine_the_practice_says_nothing_of_keeps_every_listed_product(planned: Planner) -> None:
    here = PracticeFormulary(used=("Pregabalin 25mg capsules",))
    assert doses(planned(MORPHINE, aim=AIM, formulary=here)) == doses(planned(MORPHINE, aim=AIM))


def test_that_a_discontinued_product_is_off_until_it_is_switched_on(planned: Planner) -> None:
    taken = ("Dihydrocodeine 30mg tablets", "TWO FOUR TIMES A DAY")
    forty = "Dihydrocodeine 40mg tablets"
    assert forty not in used(planned(taken).steps)
    assert forty in used(planned(taken, formulary=PracticeFormulary(switched_on=(forty,))).steps)


def test_that_lines_of_one_medicine_are_one_dose(service: Tapering) -> None:
    medicine = Medicine(
        id="m1",
        name="Zomorph 60mg capsules",
        directions="ONE TWICE A DAY",
        also=(AlsoTaken(name="Zomorph 10mg capsules", directions="ONE AT NIGHT"),),
    )
    plan = service.plan(TaperRequest(start=START, medicines=(medicine,), aim={"m1": Decimal(100)}))
    start = plan.steps[0]
    assert (start.daily_dose, start.ome_total) == (130, 130)
    assert [[i.count for i in d.items] for d in start.doses] == [[1], [1, 1]]
    assert doses(plan) == [Decimal(d) for d in ("130", "120", "110", "100")]
    frozen = TaperRequest(
        start=START,
        medicines=(medicine, Medicine(id="m2", name=PREGABALIN[0], directions=PREGABALIN[1])),
        order=("m2",),
    )
    kept = service.plan(frozen).steps[0]
    assert (kept.unchanged[0].daily_dose, kept.ome_total) == (130, 130)


def test_that_a_line_of_another_medicine_is_not_added(service: Tapering) -> None:
    for other in (BREAKTHROUGH, PREGABALIN):
        also = (AlsoTaken(name=other[0], directions=other[1]),)
        medicine = Medicine(id="m1", name=MORPHINE[0], directions=MORPHINE[1], also=also)
        with pytest.raises(InputProblem, match="not of the same medicine"):
            service.plan(TaperRequest(start=START, medicines=(medicine,)))


def test_that_the_person_chooses_which_part_of_one_medicine_falls_first(planned: Planner) -> None:
    aims = {"aim": {"m1": Decimal(60), "m2": Decimal(0)}}
    breakthrough = planned(MORPHINE, BREAKTHROUGH, **aims)
    assert breakthrough.steps[0].medicine == "m2"
    background = planned(MORPHINE, BREAKTHROUGH, falls_first=FallsFirst.BACKGROUND, **aims)
    assert background.steps[0].medicine == "m1"
    told = planned(MORPHINE, BREAKTHROUGH, order=("m1", "m2"), **aims)
    assert told.steps[0].medicine == "m1"
