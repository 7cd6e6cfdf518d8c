"""Which other products of a medicine make a smaller step, and from which dose."""

from decimal import Decimal

import pytest

from pharmreview.domain.medicines.formulary import Formulary
from pharmreview.domain.medicines.product import Form, Ingredient, Release, Route, Supply
from pharmreview.domain.quantity.unit import Unit
from pharmreview.domain.taper.plan import Step
from pharmreview.domain.taper.weighing import finer as weighing_finer
from pharmreview.domain.taper.weighing.finer import families_of, large
from pharmreview.domain.taper.wishes import Switch
from pharmreview.services.tapering import Tapering
from tests.domain.taper.conftest import Planner
from tests.domain.taper.test_making_doses import both, patch, tablet
from tests.domain.taper.test_plans import FENTANYL, MORPHINE

PLAIN = {"release": Release.IMMEDIATE, "interval_hours": None}
TRAMADOL = ("Tramadol 50mg capsules", "ONE TWICE A DAY")
SLOW, DROPS, SOLUTION = (
    "Tramadol 50mg modified-release capsules",
    "Tramadol 100mg/ml oral drops",
    "Tramadol 50mg/5ml oral solution",
)

ZOMORPH = "Zomorph 10mg modified-release capsules"
STRONG = "Morphine sulfate 20mg/ml concentrated oral solution"
MORPHINE_SOLUTION = "Morphine sulfate 10mg/5ml oral solution"


@pytest.mark.parametrize(
    ("reduction", "dose", "is_large"),
    [("25", 75, False), ("26", 74, True), ("0.5", 1, True), ("0", 75, False), ("-80", 160, False)],
)
def test_that_a_reduction_above_the_share_no_plan_exceeds_is_large(
    reduction: str, dose: int, is_large: bool
) -> None:
    step = Step.model_construct(reduction=Decimal(reduction), daily_dose=Decimal(dose))
    assert large(step, Decimal(25)) is is_large


def test_that_products_of_one_kind_are_a_family_and_each_liquid_one_by_itself() -> None:
    now = tablet("10", name="now")
    same = [tablet("20", name="as often"), tablet("20", name="capsules", form=Form.CAPSULE)]
    once = [tablet("30", name=f"once {n}", interval_hours=Decimal(24)) for n in (1, 2)]
    often = [tablet("5", name="plain", **PLAIN), tablet("5", name="plain, soluble", **PLAIN)]
    liquids = [tablet("2", name=n, form=Form.LIQUID, **PLAIN) for n in ("one liquid", "another")]
    out = [
        tablet("5", name="special", supply=Supply.SPECIAL, **PLAIN),
        tablet("5", name="injection", form=Form.INJECTION, **PLAIN),
        tablet("5", name="by another route", route=Route.RECTAL, **PLAIN),
        both("5"),
        tablet("5", name="with more").model_copy(
            update={
                "ingredients": (
                    Ingredient(name="morphine", strength=Decimal(5), unit=Unit.MILLIGRAM),
                    Ingredient(name="naloxone", strength=Decimal(5), unit=Unit.MILLIGRAM),
                )
            }
        ),
    ]
    table = Formulary(table_id="t", products=(now, *same, *once, *out, *often, *liquids))
    found = [[p.name for p in family] for family in families_of(now, table)]
    assert found == [
        ["once 1", "once 2"],
        ["plain", "plain, soluble"],
        ["one liquid"],
        ["another"],
    ]


def test_that_patches_are_of_one_family_by_how_long_they_are_worn() -> None:
    three, week = patch("25"), patch("12").model_copy(update={"interval_hours": Decimal(168)})
    table = Formulary(table_id="t", products=(three, patch("50"), week))
    assert families_of(three, table) == ((week,),)


@pytest.mark.parametrize(
    ("medicine", "found"),
    [
        (TRAMADOL, [(SLOW, 100, 50, 75), (DROPS, 100, 50, 90), (SOLUTION, 100, 50, 95)]),
        (
            ("Gabapentin 300mg capsules", "ONE THREE TIMES A DAY"),
            [("Gabapentin 50mg/ml oral solution", 300, 200, 275)],
        ),
        (FENTANYL, []),
    ],
)
def test_that_each_family_that_makes_a_smaller_step_is_told_with_that_step(
    service: Tapering, planned: Planner, medicine: tuple[str, str], found: list[tuple[str, int, int, int]]
) -> None:
    told = service.finer(planned(medicine))
    assert [(f.to[0].name, int(f.at), int(f.own), int(f.smaller)) for f in told] == found


@pytest.mark.parametrize(
    ("medicine", "rest", "step", "to"),
    [
        (TRAMADOL, {}, "100 to 50 mg (50 percent)", SOLUTION),
        (
            ("MXL 60mg modified-release capsules", "ONE DAILY"),
            {},
            "60 to 30 mg (50 percent)",
            f"{ZOMORPH} or {STRONG} or {MORPHINE_SOLUTION}",
        ),
        (MORPHINE, {}, None, None),
        (TRAMADOL, {"switches": {"m1": Switch(to=(DROPS,), confirmed=True)}}, None, None),
    ],
)
def test_that_a_large_step_names_what_else_the_medicine_is_made_as(
    service: Tapering,
    planned: Planner,
    medicine: tuple[str, str],
    rest: dict[str, object],
    step: str | None,
    to: str | None,
) -> None:
    told = [c.text for c in planned(medicine, **rest).cautions if c.code == "finer-product"]
    text = service.settings.cautions["finer-product"].text
    assert told == ([] if step is None else [text.format(name=medicine[0], step=step, to=to)])


def test_that_a_family_that_cannot_be_used_hides_none_after_it(
    service: Tapering, planned: Planner, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan, real = planned(TRAMADOL), weighing_finer.families_of
    usual = service.finer(plan)
    assert usual
    unusable = ((tablet("50", name="Nonsense"),), (service.product("Codeine 30mg tablets"),))
    monkeypatch.setattr(weighing_finer, "families_of", lambda *asked: (*unusable, *real(*asked)))
    assert service.finer(plan) == usual
