"""A change of product: explained, confirmed, at the same dose first, and never to another medicine."""

from decimal import Decimal

import pytest

from pharmreview.domain.errors import InputProblem
from pharmreview.domain.taper.plan import Step, StepKind, TaperPlan
from pharmreview.domain.taper.wishes import Switch
from pharmreview.services.tapering import Tapering
from tests.domain.taper.conftest import Planner, doses

MORPHINE = ("Morphine sulfate 30mg modified-release tablets", "ONE TWICE A DAY")
LIQUID = "Morphine sulfate 10mg/5ml oral solution"


def switched(to: str, at: str | None = None, **rest: object) -> dict[str, object]:
    asked = Switch(to=(to,), at=None if at is None else Decimal(at), **{"confirmed": True, **rest})  # type: ignore[arg-type]
    return {"switches": {"m1": asked}}


def flagged(plan: TaperPlan) -> list[Step]:
    return [s for s in plan.steps if "product-switch" in s.flags]


def used(step: Step) -> set[str]:
    return {i.product for d in step.doses for i in d.items}


def test_that_the_tail_goes_by_a_liquid_from_the_dose_that_was_chosen(planned: Planner) -> None:
    plan = planned(MORPHINE, **switched(LIQUID, "10"))
    (change,) = flagged(plan)
    before = plan.steps[plan.steps.index(change) - 1]
    assert (change.kind, change.daily_dose, before.daily_dose) == (StepKind.HOLD, 10, 10)
    assert used(change) == {LIQUID}
    assert not any(LIQUID in used(s) for s in plan.steps if s.start < change.start)
    assert doses(plan)[-10:] == [Decimal(d) for d in range(9, -1, -1)]
    assert "product-switch" in {c.code for c in plan.cautions}


def test_that_nothing_is_planned_before_the_change_is_confirmed(planned: Planner) -> None:
    plan = planned(MORPHINE, **switched(LIQUID, "10", confirmed=False))
    assert ([r.code for r in plan.refusals], plan.steps) == (["switch-not-confirmed"], ())


def test_that_patches_of_another_family_follow_at_the_same_rate(planned: Planner) -> None:
    plan = planned(
        ("Hapoctasin 70micrograms/hour transdermal patches", "APPLY ONE PATCH EVERY 72 HOURS"),
        **switched("Buprenorphine 20micrograms/hour transdermal patches", "35"),
    )
    (change,) = flagged(plan)
    assert (change.daily_dose, change.days % 7) == (35, 0)
    assert sum(i.count for d in change.doses for i in d.items) == 2
    assert doses(plan) == [Decimal(d) for d in ("70", "52.5", "35", "30", "25", "20", "15", "10", "5", "0")]
    assert "change-of-patch-family" in {c.code for c in plan.cautions}


def test_that_oxycodone_with_naloxone_goes_on_as_plain_oxycodone(planned: Planner) -> None:
    taken = ("Targinact 20mg/10mg modified-release tablets", "ONE TWICE A DAY")
    plan = planned(taken, aim={"m1": Decimal(20)}, **switched("Oxycodone 20mg modified-release tablets"))
    assert plan.steps[1].kind is StepKind.HOLD
    assert {s.ome_total for s in plan.steps[:2]} == {60}
    assert not any("Naloxone" in name for s in plan.steps[1:] for name in used(s))


def test_that_paracetamol_is_offered_where_codeine_goes_on_alone(planned: Planner) -> None:
    taken = ("Co-codamol 30mg/500mg tablets", "TWO FOUR TIMES A DAY")
    plan = planned(taken, aim={"m1": Decimal(120)}, **switched("Codeine 30mg tablets"))
    assert "paracetamol-apart" in {c.code for c in plan.cautions}
    assert not any("codamol" in name for s in plan.steps[1:] for name in used(s))


@pytest.mark.parametrize(
    ("taken", "to"),
    [
        (MORPHINE, "Oxycodone 20mg modified-release tablets (12-hourly)"),
        (("Co-codamol 8mg/500mg tablets", "TWO FOUR TIMES A DAY"), "Co-codaprin 8mg/400mg tablets"),
        (("Codeine 30mg tablets", "ONE FOUR TIMES A DAY"), "Co-codamol 30mg/500mg tablets"),
    ],
)
def test_that_another_medicine_or_a_new_ingredient_is_refused(
    planned: Planner, taken: tuple[str, str], to: str
) -> None:
    assert [r.code for r in planned(taken, **switched(to)).refusals] == ["switch-not-alike"]


def test_that_a_product_which_makes_no_near_dose_is_refused(planned: Planner) -> None:
    taken = ("Co-codamol 60mg/1000mg tablets", "ONE THREE TIMES A DAY")
    plan = planned(taken, **switched("Co-codamol 8mg/500mg/5ml oral solution"))
    assert [r.code for r in plan.refusals] == ["switch-makes-nothing"]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (switched("Nonsense 5mg tablets"), "not a product"),
        (switched(LIQUID, "10", times=9), "9 times"),
        ({"switches": {"m1": Switch(to=(), confirmed=True)}}, "names no product"),
        ({"switches": {"m7": Switch(to=(LIQUID,), confirmed=True)}}, "none of the medicines"),
    ],
)
def test_that_a_change_which_cannot_be_meant_is_a_mistake(
    planned: Planner, wrong: dict[str, object], words: str
) -> None:
    with pytest.raises(InputProblem, match=words) as problem:
        planned(MORPHINE, **wrong)
    assert problem.value.remedy


def test_that_the_dose_of_the_change_must_be_one_that_can_be_made(planned: Planner) -> None:
    assert [r.code for r in planned(MORPHINE, **switched(LIQUID, "12")).refusals] == ["aim-not-makeable"]
    assert [r.code for r in planned(MORPHINE, **switched(LIQUID, "90")).refusals] == ["aim-above-dose"]
    zomorph = tuple(f"Zomorph {n}mg modified-release capsules" for n in (10, 30))
    changed = {"m1": Switch(to=zomorph, at=Decimal(50), confirmed=True)}
    (refused,) = planned(MORPHINE, aim={"m1": Decimal(25)}, switches=changed).refusals
    assert refused.code == "aim-not-makeable"
    assert "20 mg or 30 mg" in refused.text


@pytest.mark.parametrize(
    ("medicine", "own", "smaller"),
    [
        (("Transtec 35micrograms/hour transdermal patches", "APPLY ONE PATCH TWICE A WEEK"), (35, 0), 30),
        (("Bupeaze 70micrograms/hour transdermal patches", "APPLY ONE PATCH EVERY 4 DAYS"), (35, 0), 30),
        (("MXL 60mg modified-release capsules", "ONE DAILY"), (60, 30), 55),
    ],
)
def test_that_where_products_make_only_a_large_step_others_that_make_a_smaller_one_are_found(
    planned: Planner, service: Tapering, medicine: tuple[str, str], own: tuple[int, int], smaller: int
) -> None:
    first, *_ = service.finer(planned(medicine))
    assert ((first.at, first.own), first.smaller) == (own, smaller)
    asked = Switch(to=tuple(p.name for p in first.to), at=first.at, confirmed=True)
    plan = planned(medicine, switches={"m1": asked})
    (change,) = flagged(plan)
    assert (change.kind, change.daily_dose) == (StepKind.HOLD, first.at)
    assert max(d for d in doses(plan) if d < first.at) == smaller
    assert service.finer(plan) == ()
