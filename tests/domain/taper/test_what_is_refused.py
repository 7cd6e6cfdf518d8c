"""What is never planned or cannot be, medicine by medicine; a pace that keeps to a day; worked by hand."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from pharmreview.domain.errors import InputProblem
from pharmreview.domain.lines.line import Line
from pharmreview.domain.medicines.product import Form, MedicineClass, Product, Release, Route, Supply
from pharmreview.domain.quantity.unit import Unit
from pharmreview.domain.taper.course.order import order_of
from pharmreview.domain.taper.course.refuse import ReadMedicine, refused
from pharmreview.domain.taper.plan import Medicine, Pace, Step, StepKind, TaperPlan, TaperRequest
from pharmreview.domain.taper.running.in_time import in_time
from pharmreview.domain.taper.wishes import ByHand
from pharmreview.reference.taper_table import load_taper_settings
from tests.domain.taper.conftest import START, Planner
from tests.domain.taper.test_plans import MORPHINE
from tests.medicine_lines import line, other, patch, product, taken, unread

SETTINGS = load_taper_settings()
MODIFIED = {"release": Release.MODIFIED}
GABAPENTIN = {"medicine_class": MedicineClass.GABAPENTINOID}


def read(one: Line, id_: str = "m1", name: str = "It") -> ReadMedicine:
    return ReadMedicine(medicine=Medicine(id=id_, name=name, directions=""), line=one)


def codes(one: Line, *changing: str) -> list[str]:
    return [r.code for r in refused([read(one)], changing, SETTINGS)]


@pytest.mark.parametrize(
    ("of", "frozen", "changing"),
    [
        (product("methadone", "5"), "methadone", "methadone"),
        (
            product().model_copy(update={"supply": Supply.OUT_OF_SCOPE}),
            "opioid-dependence",
            "opioid-dependence",
        ),
        (product("buprenorphine", "2", route=Route.SUBLINGUAL), "opioid-dependence", "opioid-dependence"),
        (product("buprenorphine", "200", Unit.MICROGRAM, route=Route.SUBLINGUAL), None, None),
        (product("buprenorphine", "2", route=Route.TRANSDERMAL, form=Form.PATCH), None, None),
        (product("morphine", "2", route=Route.SUBLINGUAL), None, None),
        (
            product("fentanyl", "100", Unit.MICROGRAM),
            "immediate-release-fentanyl",
            "immediate-release-fentanyl",
        ),
        (product("fentanyl", "100", Unit.MICROGRAM, interval="12", **MODIFIED), None, None),
        (product(form=Form.INJECTION), "form-not-planned", "form-not-planned"),
        (product(form=Form.IMPLANT), "form-not-planned", "form-not-planned"),
        (product("pregabalin", form=Form.INJECTION, **GABAPENTIN), None, "form-not-planned"),
        (product(form=Form.SUPPOSITORY, route=Route.RECTAL), None, "form-not-planned"),
        (product("diazepam", medicine_class=MedicineClass.BENZODIAZEPINE), None, "class-not-planned"),
        (product("morphine", None), None, "strength-needed"),
        (product("morphine", "10", None), None, "strength-needed"),
        (product(form=Form.LIQUID), None, "strength-needed"),
        (product(form=Form.LIQUID, per_ml="5"), None, None),
        (product(**MODIFIED), None, "interval-needed"),
    ],
)
def test_that_a_product_is_refused_where_it_may_not_stand_or_may_not_change(
    of: Product, frozen: str | None, changing: str | None
) -> None:
    assert codes(line(of)) == ([] if frozen is None else [frozen])
    assert codes(line(of), "m1") == ([] if changing is None else [changing])


@pytest.mark.parametrize(
    ("one", "code"),
    [
        (line(dose=taken("0")), "nothing-taken"),
        (line(dose=taken("0.5")), None),
        (line(dose=taken("1", "2")), "dose-range"),
        (line(dose=taken("1").model_copy(update={"changing": True})), "dose-changing"),
        (other(), "class-not-planned"),
        (unread(), "unread-medicine"),
        (unread(of=product()), "unread-directions"),
    ],
)
def test_that_a_dose_is_refused_where_nobody_could_tell_what_is_taken(one: Line, code: str | None) -> None:
    assert codes(one, "m1") == ([] if code is None else [code])


def test_that_a_refusal_says_why_with_one_full_stop() -> None:
    (interval,) = refused([read(line(product(**MODIFIED)))], ["m1"], SETTINGS)
    wording = SETTINGS.refusals["interval-needed"].text
    assert interval.text == wording.format(name="It", why="the name does not tell it")
    (unknown,) = refused([read(unread(why=" Two doses are named. "))], [], SETTINGS)
    assert unknown.text == SETTINGS.refusals["unread-medicine"].text.format(
        name="It", why="Two doses are named"
    )


def test_that_weekly_steps_are_refused_by_the_name_of_the_medicine_that_changes() -> None:
    reads = [read(line(), "m1", "Kept"), read(line(), "m2", "Changed")]
    asked = TaperRequest(
        start=START, medicines=tuple(r.medicine for r in reads), pace=Pace(every_days=13), used_months=3
    )
    (found,) = refused(reads, ["m2"], SETTINGS, asked)
    assert found.code == "weekly-needs-short-use"
    assert found.text == SETTINGS.refusals[found.code].text.format(
        name="Changed", months="3", used="3 months", every="every 13 days"
    )
    for calmer in (
        {"pace": Pace(every_days=14)},
        {"used_months": 2},
        {"used_months": None},
        {"pace": Pace()},
    ):
        assert refused(reads, ["m2"], SETTINGS, asked.model_copy(update=calmer)) == ()


def test_that_a_medicine_is_of_the_class_its_line_or_its_product_tells() -> None:
    told = unread(medicine_class=MedicineClass.GABAPENTINOID)
    assert read(told).medicine_class is MedicineClass.GABAPENTINOID
    assert read(unread(of=product())).medicine_class is MedicineClass.OPIOID
    assert read(line(patch())).medicine_class is MedicineClass.OPIOID
    assert (read(unread()).medicine_class, read(other()).medicine_class) == (None, None)


def test_that_an_interval_is_a_number_that_can_be_meant() -> None:
    one = Medicine(id="m1", name="It", directions="", interval_hours=Decimal("0.0000001"))
    with pytest.raises(InputProblem, match="The interval of It is not a number"):
        order_of(TaperRequest(start=START, medicines=(one,)), [])


@pytest.mark.parametrize(
    ("stops", "products", "what", "remedy"),
    [
        (["5"], ["10", "15"], "5 mg cannot be made from its products.", "Choose another dose to stop at."),
        (
            ["111"],
            ["10", "15"],
            "111 mg cannot be made from its products.",
            "Choose another dose to stop at.",
        ),
        (
            ["80"],
            ["10"],
            "From 120 mg to 80 mg at once is 33.3 percent, and no plan goes above 25 percent.",
            "Keep a step in between.",
        ),
    ],
)
def test_that_a_stop_that_cannot_be_is_said_with_how_to_mend_it(
    planned: Planner, stops: list[str], products: list[str], what: str, remedy: str
) -> None:
    names = tuple(f"Morphine sulfate {n}mg modified-release tablets" for n in products)
    hand = {"m1": ByHand(stops=tuple(Decimal(s) for s in stops))}
    with pytest.raises(InputProblem) as problem:
        planned(MORPHINE, products={"m1": names}, by_hand=hand)
    assert (problem.value.what, problem.value.remedy) == (what, remedy)


def reached_after(weeks: int, percent: int) -> date:
    """As if every plan had 100 / percent reductions, the first on its first day."""
    return START + timedelta(days=weeks * 7 * (100 // percent - 1))


def make(request: TaperRequest) -> TaperPlan:
    pace = request.pace
    assert (pace.fixed, pace.unit, request.by_hand["m1"].stops) == (None, None, ())
    assert pace.percent is not None
    assert pace.every_days is not None
    last = reached_after(pace.every_days // 7, int(pace.percent))
    step = Step.model_construct(medicine="m1", kind=StepKind.REDUCE, start=last)
    return TaperPlan.model_construct(steps=(step,))


def test_that_the_longest_interval_of_the_smallest_share_that_keeps_to_a_day_is_found() -> None:
    fixed = Pace(fixed=Decimal(10), unit=Unit.MILLIGRAM)
    hand = {"m1": ByHand(stops=(Decimal(90),))}
    asked = TaperRequest(
        start=START, medicines=(Medicine(id="m1", name="It", directions=""),), pace=fixed, by_hand=hand
    )
    shares = (Decimal(5), Decimal(10))
    paces = [(weeks, percent) for percent in (5, 10) for weeks in range(12, 1, -1)]
    for days in range(80, 1700, 3):
        day = START + timedelta(days=days)
        found = in_time(asked, "m1", day, shares, 84, make)
        assert found is not None
        kept = [pace for pace in paces if reached_after(*pace) <= day]
        weeks, percent = kept[0] if kept else paces[-1]
        assert (found.every_days, found.percent, found.soon_enough) == (weeks * 7, percent, bool(kept))
        assert found.reached == reached_after(weeks, percent)
    for weeks in range(2, 13):
        found = in_time(asked, "m1", reached_after(weeks, 5), shares, 84, make)
        assert found is not None
        assert (found.every_days, found.soon_enough) == (weeks * 7, True)
    assert in_time(asked, "m2", START, shares, 84, make) is None
