"""A change of product: explained, confirmed, at the same dose first, and never to another medicine."""

import re
from decimal import Decimal

import pytest

from pharmreview.domain.errors import InputProblem
from pharmreview.domain.lines.line import Moment
from pharmreview.domain.taper.plan import Pace, Step, StepKind, TaperPlan
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
        (switched(LIQUID, "10", times=7), f"^{LIQUID} cannot be taken 7 times a day. Choose 1 to 6 times.$"),
        (
            switched(MORPHINE[0], times=3),
            f"^{MORPHINE[0]} cannot be taken 3 times a day. Choose 1 to 2 times.$",
        ),
        ({"switches": {"m1": Switch(to=(), confirmed=True)}}, "names no product"),
        ({"switches": {"m7": Switch(to=(LIQUID,), confirmed=True)}}, "none of the medicines"),
    ],
)
def test_that_a_change_which_cannot_be_meant_is_a_mistake(
    planned: Planner, wrong: dict[str, object], words: str
) -> None:
    with pytest.raises(InputProblem) as problem:
        planned(MORPHINE, **wrong)
    assert re.search(words, problem.value.sentence)
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


def test_that_a_brand_whose_interval_is_told_is_taken_at_that_interval(planned: Planner) -> None:
    slow = ("Zydol SR 100mg tablets", "ONE TWICE A DAY")
    for taken, to, times in (
        (slow, "Zydol XL 200mg tablets", 1),
        (("Zydol XL 200mg tablets", "ONE DAILY"), "Zydol SR 100mg tablets", 2),
        (MORPHINE, "MXL 60mg capsules", 1),
        (slow, "Tramadol 100mg modified-release tablets", 2),
    ):
        (change,) = flagged(planned(taken, **switched(to)))
        assert len(change.doses) == times, to
        assert change.daily_dose == planned(taken).steps[0].daily_dose


@pytest.mark.parametrize(
    ("taken", "to"),
    [
        (
            ("Targinact 20mg/10mg modified-release tablets", "ONE TWICE A DAY"),
            "Oxycodone 10mg / Naloxone 5mg modified-release tablets",
        ),
        (
            ("Aspirin 500mg / Codeine 8mg dispersible tablets", "TWO THREE TIMES A DAY"),
            "Co-codaprin 8mg/400mg tablets",
        ),
    ],
)
def test_that_a_second_ingredient_may_stay_as_high_as_it_was(
    planned: Planner, taken: tuple[str, str], to: str
) -> None:
    (change,) = flagged(planned(taken, **switched(to)))
    assert change.daily_dose == planned(taken).steps[0].daily_dose


def test_that_a_refusal_of_a_change_names_both_products(planned: Planner, service: Tapering) -> None:
    codeine = "Codeine 30mg tablets"
    (refused,) = planned(MORPHINE, **switched(codeine)).refusals
    text = service.settings.refusals["switch-not-alike"].text
    assert refused.text == text.format(name=MORPHINE[0], to=codeine)
    taken = ("Codeine 30mg tablets", "ONE FOUR TIMES A DAY")
    (refused,) = planned(taken, **switched("Codeine 30mg/5ml linctus")).refusals
    assert (refused.code, taken[0] in refused.text) == ("no-products", True)


@pytest.mark.parametrize(("start", "codes"), [("FOUR", []), ("FIVE", ["switch-makes-nothing"])])
def test_that_a_change_may_begin_with_a_quarter_less_and_no_more(
    planned: Planner, start: str, codes: list[str]
) -> None:
    zomorph = tuple(f"Zomorph {n}mg modified-release capsules" for n in (30, 60))
    asked = {"m1": Switch(to=zomorph, confirmed=True)}
    plan = planned(("MST Continus 5mg tablets", f"{start} TWICE A DAY"), switches=asked)
    assert [r.code for r in plan.refusals] == codes
    assert [int(d) for d in doses(plan)] == ([] if codes else [40, 30, 0])


def test_that_what_may_be_issued_goes_by_the_products_then_taken(planned: Planner) -> None:
    solution, tablets = (LIQUID, "10ml TWICE A DAY"), "Morphine sulfate 10mg modified-release tablets"

    def longest(taken: tuple[str, str], to: str, after: bool) -> int:
        slow = {"aim": {"m1": Decimal(20)}, "pace": Pace(every_days=56), "issue_days": 56}
        plan = planned(taken, **slow, **switched(to, "30", times=2))
        (change,) = flagged(plan)
        return max(i.days for i in plan.issues if (i.start >= change.start) is after)

    assert longest(solution, tablets, after=False) == 56
    assert longest(solution, tablets, after=True) <= 30
    assert longest((tablets, "TWO TWICE A DAY"), LIQUID, after=False) <= 30
    assert longest((tablets, "TWO TWICE A DAY"), LIQUID, after=True) == 56


def test_that_what_was_said_of_the_old_product_is_not_said_of_the_new(planned: Planner) -> None:
    liquid = "Codeine 25mg/5ml oral solution"
    taken = ("Codeine 30mg tablets", "ONE FOUR TIMES A DAY WHEN REQUIRED")
    odd = {
        "products": {"m1": ("Codeine 15mg tablets", liquid)},
        "pace": Pace(every_days=35),
        "issue_days": 35,
    }
    plan = planned(taken, **odd, **switched(liquid, "60"))
    codes = [c.code for c in plan.cautions]
    assert [codes.count(c) for c in ("as-needed", "liquids-left-out", "half-left-over")] == [1, 1, 0]
    assert any(i.quantity % 1 for issue in plan.issues for i in issue.items)


def test_that_dose_times_and_which_falls_first_are_kept_where_they_can_be(planned: Planner) -> None:
    zomorph = tuple(f"Zomorph {n}mg modified-release capsules" for n in (10, 30, 60))
    taken = ("Morphine sulfate 60mg modified-release tablets", "ONE AT MIDDAY AND ONE IN THE EVENING")
    for first, (midday, evening) in ((Moment.MIDDAY, (50, 60)), (Moment.EVENING, (60, 50))):
        asked = {"m1": Switch(to=zomorph, confirmed=True)}
        plan = planned(taken, aim={"m1": Decimal(100)}, lower_first=first, switches=asked)
        assert [d.when for d in flagged(plan)[0].doses] == ["midday", "evening"]
        step = next(s for s in plan.steps if s.daily_dose == 110)
        assert [sum(strength(i.product) * i.count for i in d.items) for d in step.doses] == [midday, evening]
    often = ("Morphine sulfate 10mg tablets", "TWO FOUR TIMES A DAY")
    asked = {"m1": Switch(to=zomorph, confirmed=True)}
    (change,) = flagged(planned(often, lower_first=Moment.MIDDAY, switches=asked))
    assert [d.when for d in change.doses] == ["morning", "night"]


def strength(product: str) -> int:
    return int(next(word for word in product.split() if word.endswith("mg"))[:-2])


def test_that_a_second_ingredient_is_never_raised_by_a_change(planned: Planner) -> None:
    more = ("Aspirin 500mg / Codeine 8mg dispersible tablets",) * 2
    asked = {"m1": Switch(to=more, confirmed=True)}
    plan = planned(("Co-codaprin 8mg/400mg tablets", "TWO THREE TIMES A DAY"), switches=asked)
    assert [r.code for r in plan.refusals] == ["switch-makes-nothing"]
