"""What one medicine of a request starts from and is made of, and what stays beside it, worked by hand."""

from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest

from pharmreview.domain.errors import InputProblem
from pharmreview.domain.lines.line import Line, Moment
from pharmreview.domain.medicines.formulary import Formulary
from pharmreview.domain.medicines.product import Form, Ingredient, Product, Release
from pharmreview.domain.quantity.unit import Unit
from pharmreview.domain.taper.course.allowed import allowed_for
from pharmreview.domain.taper.course.goal import Ground, known_product, limited
from pharmreview.domain.taper.course.load import dose_kept
from pharmreview.domain.taper.course.now.start import Start, start_from, start_of, with_interval
from pharmreview.domain.taper.course.now.taking import falls, nearest, taken_now
from pharmreview.domain.taper.course.order import order_of
from pharmreview.domain.taper.course.refuse import ReadMedicine
from pharmreview.domain.taper.course.shelving import bounds_of, grains, laid_out, near
from pharmreview.domain.taper.descent.makeable import totals
from pharmreview.domain.taper.descent.shelf import NO_BOUNDS, Bounds, shelf_of
from pharmreview.domain.taper.events import Event, EventKind
from pharmreview.domain.taper.pace import agreed_pace
from pharmreview.domain.taper.plan import DoseAt, Item, Medicine, Pace, Pause, StepKind, TaperRequest
from pharmreview.domain.taper.wishes import AlsoTaken, PracticeFormulary, Switch
from pharmreview.reference.taper_table import load_taper_settings
from pharmreview.services.tapering import Tapering
from tests.domain.taper.conftest import START, Planner, doses
from tests.domain.taper.test_making_doses import both, tablet
from tests.domain.taper.test_plans import FENTANYL, MORPHINE, PREGABALIN
from tests.medicine_lines import line, other, patch, product, taken

SETTINGS = load_taper_settings()
SOLUTION = product("morphine", "10", form=Form.LIQUID, per_ml="5")
MODIFIED = {"release": Release.MODIFIED}
LIQUID = "Morphine sulfate 10mg/5ml oral solution"
MST = "Morphine sulfate {}mg modified-release tablets"


def read(*lines: Line) -> ReadMedicine:
    also = tuple(AlsoTaken(name=f"also {n}", directions="") for n, _ in enumerate(lines[1:]))
    medicine = Medicine(id="m1", name="It", directions="As told", also=also)
    return ReadMedicine(medicine=medicine, line=lines[0], more=lines[1:])


def started(*lines: Line) -> Start:
    found = start_of(read(*lines), SETTINGS)
    assert isinstance(found, Start)
    return found


@pytest.mark.parametrize(
    ("lines", "dose", "unit"),
    [
        ([line(product("morphine", "10"), taken("1", "2"))], "20", Unit.MILLIGRAM),
        (
            [
                line(taken_of, taken("2"))
                for taken_of in (product("morphine", "10"), product("morphine", "30"))
            ],
            "80",
            Unit.MILLIGRAM,
        ),
        ([line(SOLUTION, taken("20", unit=Unit.MILLILITRE))], "40", Unit.MILLIGRAM),
        ([line(SOLUTION, taken("20"))], "40", Unit.MILLIGRAM),
        ([line(product("morphine", None, None), taken("30", unit=Unit.MILLIGRAM))], "30", Unit.MILLIGRAM),
        ([line(patch(), taken("2"))], "50", Unit.MICROGRAM_PER_HOUR),
        ([line(product("morphine", None), taken("2"))], None, None),
        ([line(product("morphine", "10", None), taken("2"))], None, None),
        ([line(product("morphine", "10"), taken("5", unit=Unit.MILLILITRE))], None, None),
        ([line(SOLUTION, taken("2", unit=Unit.TABLET))], None, None),
        ([line(), line(product("morphine", "500", Unit.MICROGRAM), taken("2"))], None, None),
        ([line(), other()], None, None),
        ([other()], None, None),
    ],
)
def test_that_a_medicine_kept_as_it_is_has_a_dose_only_where_every_line_tells_it(
    lines: list[Line], dose: str | None, unit: Unit | None
) -> None:
    assert dose_kept(read(*lines)) == (None if dose is None else Decimal(dose), unit)


def test_that_what_reaches_the_person_is_the_label_but_for_one_patch() -> None:
    worn = patch("fentanyl", "12").model_copy(update={"interval_hours": Decimal(72)})
    changed = taken("1").model_copy(update={"interval_hours": Decimal(72)})
    begun = started(line(worn, changed))
    assert (begun.dose, begun.release, begun.units) == (12, Decimal("12.5"), 1)
    tablets = started(line(product("morphine", "10"), taken("4", times="4")))
    assert (tablets.dose, tablets.release, tablets.units) == (40, 40, 4)
    liquid = started(line(SOLUTION, taken("20", unit=Unit.MILLILITRE, times="4")))
    assert (liquid.dose, liquid.release, liquid.units) == (40, 40, 20)


def test_that_the_most_of_a_second_ingredient_at_one_time_is_found() -> None:
    of = both("30").model_copy(update={"interval_hours": None})
    begun = started(line(of, taken("5", times="2", as_needed=True)))
    assert (begun.amounts, begun.second_at_once) == ((60, 90), 1500)


def test_that_lines_of_one_medicine_are_one_dose_at_the_interval_of_the_first() -> None:
    first = product("morphine", "30", interval="12", **MODIFIED)
    more = product("morphine", "10", **MODIFIED)
    begun = started(line(first, taken("2", times="2")), line(more, taken("3", times="2", as_needed=True)))
    assert [part.product.interval_hours for part in begun.parts] == [12, 12]
    assert (begun.dose, begun.amounts, begun.as_needed) == (90, (40, 50), True)
    with pytest.raises(InputProblem) as problem:
        started(line(first, taken("2")), line(product("morphine", "30", interval="24", **MODIFIED)))
    assert problem.value.what == "also 0 is not of the same medicine, release and interval as It."
    assert problem.value.remedy == "Enter it as a medicine of its own."


def test_that_a_tablet_named_twice_at_one_time_is_counted_together(planned: Planner) -> None:
    ten = MST.format(10)
    plan = planned((ten, "ONE TWICE A DAY"))
    medicine = plan.request.medicines[0].model_copy(
        update={"also": (AlsoTaken(name=ten, directions="TWO IN THE MORNING"),)}
    )
    start = planned(medicines=(medicine,)).steps[0]
    assert [(d.when, [i.count for i in d.items]) for d in start.doses] == [("morning", [3]), ("night", [1])]


def test_that_half_of_a_tablet_that_is_never_halved_is_a_conflict(planned: Planner) -> None:
    plan = planned((MST.format(60), "HALF IN THE MORNING AND ONE AT NIGHT"))
    assert [r.code for r in plan.refusals] == ["directions-conflict"]


def test_that_what_is_really_taken_must_be_known_and_something() -> None:
    dose = DoseAt(when="night", items=(Item(product="Gone", count=Decimal(1)),))
    with pytest.raises(InputProblem) as unknown:
        start_from([dose], lambda _: None, as_needed=False)
    assert unknown.value.what == "Gone is not a product that we know."
    assert unknown.value.remedy == "Check the product table."
    with pytest.raises(InputProblem) as nothing:
        start_from([DoseAt(when="night", items=())], lambda _: None, as_needed=False)
    assert nothing.value.what == "Nothing of this medicine is taken any more."
    assert nothing.value.remedy == "Leave it out of the order."
    with pytest.raises(InputProblem) as unread:
        with_interval(read(other()))
    assert unread.value.what == "It could not be read."
    assert unread.value.remedy == "Check the name against the record."


@pytest.mark.parametrize(
    ("of", "directions", "labels", "counts"),
    [
        (product(), taken("1", times="1"), ("morning",), ["1"]),
        (product(), taken("6", times="6"), None, ["1"] * 6),
        (product(), taken("7", times="7"), None, None),
        (product("morphine", "10", **MODIFIED), taken("2"), ("morning", "night"), ["1", "1"]),
        (
            product("morphine", "500", Unit.MICROGRAM, form=Form.LIQUID, per_ml="1"),
            taken("1", times="1", unit=Unit.MILLIGRAM),
            ("morning",),
            ["2"],
        ),
    ],
)
def test_that_a_stated_number_of_times_is_kept_from_one_to_six(
    of: Product, directions: object, labels: tuple[str, ...] | None, counts: list[str] | None
) -> None:
    found = taken_now(of, directions)  # type: ignore[arg-type]
    if counts is None:
        assert found is None
        return
    assert found is not None
    assert list(found.units) == [Decimal(c) for c in counts]
    assert labels is None or found.labels == labels


def test_that_doses_named_out_of_turn_are_put_as_the_day_goes(service: Tapering) -> None:
    said = "20mg IN THE MORNING, 10mg AT MIDDAY AND 30mg AT NIGHT"
    medicine = service.read(Medicine(id="m1", name="Morphine sulfate 10mg tablets", directions=said))
    assert medicine.product is not None
    assert medicine.directions is not None
    found = taken_now(medicine.product, medicine.directions)
    assert found is not None
    assert (found.labels, found.units) == (("morning", "midday", "night"), (2, 1, 3))
    assert falls(("morning", "afternoon", "night"), Moment.EVENING, "It") == (2, 0, 1)


@pytest.mark.parametrize(
    ("found", "asked", "own", "hours"),
    [
        (product(interval="12", **MODIFIED), "24", "24", "12"),
        (product(**MODIFIED), "24", "12", "24"),
        (product(**MODIFIED), None, "12", "12"),
        (product(**MODIFIED), None, None, None),
        (product(), "24", "12", None),
    ],
)
def test_that_a_brand_is_read_at_the_interval_that_was_answered_or_else_of_the_medicine(
    found: Product, asked: str | None, own: str | None, hours: str | None
) -> None:
    listed = product(interval="12", **MODIFIED)
    medicine = Medicine(
        id="m1", name="It", directions="", interval_hours=None if asked is None else Decimal(asked)
    )
    one = other() if own is None else line(product(interval=own, **MODIFIED))
    ground = Ground(
        TaperRequest(start=START, medicines=(medicine,)),
        {},
        lambda name: SimpleNamespace(product=None if name == "Unknown" else found),  # type: ignore[arg-type, return-value]
        Formulary(table_id="t", products=(listed,)),
        SETTINGS,
    )
    reading = ReadMedicine(medicine=medicine, line=one)
    told = known_product("Brand", reading, ground)
    assert told == found.model_copy(update={"interval_hours": None if hours is None else Decimal(hours)})
    assert known_product(listed.name, reading, ground) is listed
    assert known_product("Unknown", reading, ground) is None


def test_that_one_limited_schedule_or_an_unknown_one_limits_every_issue() -> None:
    two, five = tablet("10"), tablet("30", schedule="5")
    assert [limited(p, SETTINGS) for p in ([two, five], [five], [tablet("10", schedule=None), five])] == [
        True,
        False,
        True,
    ]


def test_that_of_equal_liquids_the_form_now_taken_is_used_and_spaces_of_a_name_do_not_matter() -> None:
    def liquid(name: str, form: Form) -> Product:
        return SOLUTION.model_copy(update={"name": name, "form": form})

    drops, syrup = liquid("A drops", Form.DROPS), liquid("B syrup", Form.LIQUID)
    table = Formulary(table_id="t", products=(drops, syrup))
    for like, found in ((syrup, "B syrup"), (drops, "A drops")):
        assert [n for n, _ in allowed_for(like, (), table, PracticeFormulary())[0]] == [found]
    here = PracticeFormulary(used=("Bsyrup",))
    assert [n for n, _ in allowed_for(drops, (), table, here)[0]] == ["B syrup"]


def test_that_a_medicine_that_waits_keeps_its_first_dose_until_its_change_of_product(
    planned: Planner,
) -> None:
    plan = planned(
        PREGABALIN,
        MORPHINE,
        order=("m1", "m2"),
        aim={"m1": Decimal(250), "m2": Decimal(60)},
        switches={"m2": Switch(to=(LIQUID,), at=Decimal(80), confirmed=True)},
    )
    waiting = [s for s in plan.steps if s.medicine == "m1"]
    assert {(s.unchanged[0].daily_dose, s.ome_total, s.ome_medicine) for s in waiting} == {(120, 120, 0)}
    assert {s.unchanged[0].daily_dose for s in plan.steps if s.medicine == "m2"} == {250}


def test_that_a_medicine_left_behind_without_a_factor_keeps_its_dose(
    service: Tapering, planned: Planner
) -> None:
    plan = planned(
        ("Pethidine 50mg tablets", "TWO TWICE A DAY"),
        PREGABALIN,
        order=("m1", "m2"),
        aim={"m1": Decimal(150), "m2": Decimal(250)},
    )
    second = next(s for s in plan.steps if s.medicine == "m2" and s.kind is StepKind.REDUCE)
    slower = Event(kind=EventKind.SMALLER_STEP, day=second.start, percent=Decimal(5))
    last = service.replan(plan, [slower], second.end).steps[-1]
    assert [(k.daily_dose, k.unit) for k in last.unchanged] == [(Decimal(150), Unit.MILLIGRAM)]
    assert (last.ome_medicine, last.ome_total) == (0, None)


def test_that_a_change_of_product_is_held_as_long_as_any_dose_and_marked_once(planned: Planner) -> None:
    slow = Pace(last_hold_days=56)
    same = planned(
        MORPHINE,
        aim={"m1": Decimal(90)},
        pace=slow,
        switches={"m1": Switch(to=(LIQUID,), at=Decimal(100), confirmed=True)},
    )
    (hold,) = [s for s in same.steps if "product-switch" in s.flags]
    assert (hold.kind, hold.days) == (StepKind.HOLD, 28)
    zomorph = tuple(f"Zomorph {n}mg modified-release capsules" for n in (30, 10))
    fifteen = (MST.format(15), "THREE IN THE MORNING AND FOUR AT NIGHT")
    other_ = planned(fifteen, aim={"m1": Decimal(90)}, switches={"m1": Switch(to=zomorph, confirmed=True)})
    assert [(s.kind, s.flags) for s in other_.steps[1:]] == [
        (StepKind.REDUCE, ("product-switch",)),
        (StepKind.REDUCE, ()),
    ]


@pytest.mark.parametrize(
    ("name", "used"),
    [
        ("Zomorph 10mg modified-release capsules", "Zomorph"),
        ("MST Continus 10mg tablets", "modified-release tablets"),
    ],
)
def test_that_one_product_named_in_a_change_means_the_strengths_of_its_brand_and_form(
    planned: Planner, name: str, used: str
) -> None:
    liquid = (LIQUID, "10ML FOUR TIMES A DAY")
    plan = planned(liquid, aim={"m1": Decimal(40)}, switches={"m1": Switch(to=(name,), confirmed=True)})
    taken = {i.product for s in plan.steps[1:] for d in s.doses for i in d.items}
    assert len(taken) > 1
    assert all(used in product for product in taken)
    (said,) = [c.text for c in plan.cautions if c.code == "product-switch"]
    assert f"{name} and the other strengths of its brand and form" in said


@pytest.mark.parametrize(
    ("first", "lower"), [(Moment.MIDDAY, 0), (Moment.EVENING, 1), (Moment.NIGHT, 1), (None, 0)]
)
def test_that_the_dose_time_that_falls_first_is_the_nearest_once_a_change_renames_them(
    planned: Planner, first: Moment | None, lower: int
) -> None:
    zomorph = Switch(to=("Zomorph 10mg modified-release capsules",), confirmed=True)
    plan = planned(
        (LIQUID, "10ML FOUR TIMES A DAY"),
        aim={"m1": Decimal(60)},
        lower_first=first,
        switches={"m1": zomorph},
    )
    uneven = next(s for s in plan.steps if s.daily_dose == 70)
    counts = [sum(i.count for i in d.items) for d in uneven.doses]
    assert counts.index(min(counts)) == lower


def test_that_patches_are_issued_for_whole_wear_periods_and_the_rest_of_a_pause(planned: Planner) -> None:
    short = planned(FENTANYL, aim={"m1": Decimal(50)}, issue_days=2)
    assert {issue.days for issue in short.issues} == {3}
    paused = planned(
        FENTANYL, aim={"m1": Decimal(50)}, pauses=(Pause(start=START + timedelta(days=3), days=10),)
    )
    for one, following in zip(paused.issues, paused.issues[1:], strict=False):
        assert following.start == one.end + timedelta(days=1)
    assert paused.issues[-1].end == paused.steps[-1].end


@pytest.mark.parametrize(
    ("pace", "slow_days"),
    [
        (Pace(every_days=10), 21),
        (Pace(every_days=28), 42),
        (Pace(every_days=1), 7),
        (Pace(every_days=14), 21),
    ],
)
def test_that_the_last_steps_are_longer_by_half_in_whole_weeks(pace: Pace, slow_days: int) -> None:
    assert agreed_pace(pace, SETTINGS, Unit.MILLIGRAM).slow_days == slow_days


def test_that_a_pace_is_a_share_or_an_amount_in_either_unit() -> None:
    amount = agreed_pace(Pace(fixed=Decimal(5000), unit=Unit.MICROGRAM), SETTINGS, Unit.MILLIGRAM)
    assert (amount.asked(Decimal(60), Decimal(60)), amount.limit(Decimal(60), Decimal(60))) == (5, 5)
    assert (amount.limit(Decimal(16), Decimal(16)), amount.capped(Decimal(16), Decimal(16))) == (4, True)
    assert not amount.capped(Decimal(20), Decimal(20))
    assert (amount.percent, agreed_pace(Pace(), SETTINGS, Unit.MILLIGRAM).percent) == (0, SETTINGS.percent)
    half = agreed_pace(Pace(percent=Decimal("0.5")), SETTINGS, Unit.MILLIGRAM)
    assert half.asked(Decimal(60), Decimal(60)) == Decimal("0.3")
    most = agreed_pace(Pace(percent=Decimal(100)), SETTINGS, Unit.MILLIGRAM)
    assert (most.limit(Decimal(60), Decimal(60)), most.capped(Decimal(60), Decimal(60))) == (15, True)


def test_that_a_request_without_medicines_or_with_one_id_twice_says_how_to_mend_it() -> None:
    with pytest.raises(InputProblem) as none:
        order_of(TaperRequest(start=START, medicines=()), [])
    assert none.value.what == "The request names no medicine."
    assert none.value.remedy == "Add the medicine that is to change."
    one = Medicine(id="m1", name="It", directions="")
    with pytest.raises(InputProblem) as twice:
        order_of(TaperRequest(start=START, medicines=(one, one)), [])
    assert twice.value.what == "Two medicines of the request have the same id."
    assert twice.value.remedy == "Give each its own id."


def test_that_a_medicine_that_comes_down_later_stands_beside_the_first_in_its_own_unit(
    planned: Planner,
) -> None:
    aims = {"m1": Decimal(60), "m2": Decimal(0)}
    plan = planned(MORPHINE, (LIQUID, "10000 micrograms TWICE A DAY"), order=("m1", "m2"), aim=aims)
    (kept,) = plan.steps[1].unchanged
    assert (kept.medicine, kept.daily_dose, kept.unit) == ("m2", 20, Unit.MILLIGRAM)


def with_second(main: str, second: str, name: str, unit: Unit = Unit.MILLIGRAM) -> Product:
    made = tablet(main)
    beside = Ingredient(name=name, strength=Decimal(second), unit=unit)
    return made.model_copy(update={"ingredients": (*made.ingredients, beside)})


def test_that_a_second_ingredient_is_bounded_by_its_ceiling_or_else_by_what_is_taken_of_it() -> None:
    a_day, once = Decimal(25), Decimal(1500)
    codamol = with_second("30", "500", "paracetamol")
    assert bounds_of(codamol, a_day, once, SETTINGS) == Bounds(Decimal(4000), once)
    fine = with_second("30", "500000", "paracetamol", Unit.MICROGRAM)
    assert bounds_of(fine, a_day, once, SETTINGS) == Bounds(Decimal(4_000_000), Decimal(1_000_000))
    assert bounds_of(with_second("20", "10", "naloxone"), a_day, once, SETTINGS) == Bounds(a_day)
    assert bounds_of(tablet("20"), a_day, once, SETTINGS) == NO_BOUNDS


def test_that_a_second_ingredient_is_added_up_over_every_line(service: Tapering) -> None:
    strong, weak = with_second("20", "10", "naloxone"), with_second("5", "2.5", "naloxone")
    begun = started(line(weak, taken("2", times="2")), line(strong, taken("2", times="2")))
    assert (begun.dose, begun.second_a_day) == (50, 25)
    also = AlsoTaken(name="Targinact 20mg/10mg modified-release tablets", directions="ONE TWICE A DAY")
    weaker = ("Targinact 5mg/2.5mg modified-release tablets", "ONE TWICE A DAY")
    medicine = Medicine(id="m1", name=weaker[0], directions=weaker[1], also=(also,))
    plan = service.plan(TaperRequest(start=START, medicines=(medicine,)))
    assert doses(plan)[:3] == [50, 45, 40]


def test_that_a_liquid_dose_larger_than_any_syringe_is_measured_in_the_steps_of_the_largest() -> None:
    weak = product("morphine", "1", form=Form.LIQUID, per_ml="5")
    laid = laid_out([("Weak", weak)], weak, [Decimal(6), Decimal(0)], 1, 0, NO_BOUNDS, SETTINGS)
    assert [laid.dose(measures[-1]) for measures in laid.measures] == [6]
    assert laid.dose(totals(laid, grains(laid, Decimal(6)))[-2]) == Decimal("5.9")


def test_that_doses_around_one_that_cannot_be_made_are_named_and_one_between_grains_is_a_mistake() -> None:
    laid = shelf_of([("Ten", tablet("10"))], tablet("10"), [Decimal(15)])
    assert near(laid, (0, 2, 4, 6), Decimal(15), Unit.MILLIGRAM) == "10 mg or 20 mg"
    assert near(laid, (0, 2), Decimal(15), Unit.MILLIGRAM) == "10 mg"
    with pytest.raises(InputProblem) as problem:
        grains(laid, Decimal(7))
    assert problem.value.sentence == "A dose of 7 cannot be measured. Check the dose."


def test_that_the_later_of_two_dose_times_as_near_is_meant() -> None:
    assert nearest(Moment.MIDDAY, ("morning", "afternoon")) is Moment.AFTERNOON
    assert nearest(Moment.EVENING, ("afternoon", "night")) is Moment.NIGHT


def test_that_a_medicine_of_no_factor_keeps_its_dose_in_view_until_it_falls(planned: Planner) -> None:
    now = (DoseAt(when="morning", items=(Item(product="Meptazinol 200mg tablets", count=Decimal(2)),)),)
    plan = planned(
        MORPHINE,
        ("Meptazinol 200mg tablets", "TWO IN THE MORNING"),
        order=("m1", "m2"),
        aim={"m1": Decimal(60), "m2": Decimal(200)},
        taking={"m2": now},
    )
    waiting = [s.unchanged[0] for s in plan.steps if s.medicine == "m1"]
    assert {(kept.daily_dose, kept.unit) for kept in waiting} == {(400, Unit.MILLIGRAM)}


def test_that_a_dose_left_by_a_product_nobody_knows_is_not_guessed(planned: Planner) -> None:
    now = (DoseAt(when="morning", items=(Item(product="Mystery 200mg tablets", count=Decimal(2)),)),)
    plan = planned(MORPHINE, ("Meptazinol 200mg tablets", "ONE DAILY"), order=("m1",), taking={"m2": now})
    kept = plan.steps[-1].unchanged[0]
    assert (kept.daily_dose, kept.unit) == (None, Unit.MILLIGRAM)
    assert {s.ome_total for s in plan.steps} == {None}


def test_that_one_of_two_strengths_of_a_make_brings_the_other_and_says_so(planned: Planner) -> None:
    plan = planned(
        ("Gabapentin 400mg capsules", "TWO THREE TIMES A DAY"),
        switches={"m1": Switch(to=("Gabapentin 600mg tablets",), confirmed=True)},
        aim={"m1": Decimal(600)},
    )
    (said,) = [c.text for c in plan.cautions if c.code == "product-switch"]
    assert "Gabapentin 600mg tablets and the other strengths of its brand and form" in said
    assert {p.split()[1] for s in plan.steps for d in s.doses for p in [i.product for i in d.items]} == {
        "400mg",
        "600mg",
        "800mg",
    }
