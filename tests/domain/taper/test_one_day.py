"""One day's dose, worked by hand: how it is divided, from which units, and what it costs beside another."""

from decimal import Decimal

import pytest

from pharmreview.domain.medicines.product import Form, Halving, Ingredient, Per, Product, Release
from pharmreview.domain.quantity.unit import Unit
from pharmreview.domain.taper.descent.day import FIELD, Day, Times, day_of, days
from pharmreview.domain.taper.descent.makeable import (
    MOST_PACKINGS,
    below,
    cost_of,
    leanest,
    packings,
    single,
    totals,
    worn,
)
from pharmreview.domain.taper.descent.shelf import (
    NO_BOUNDS,
    Bounds,
    Shelf,
    companion,
    liquid_shelf,
    per_ml,
    second_of,
    shelf_of,
)
from tests.domain.taper.test_making_doses import both, patch, shelf, tablet


def units(laid: Shelf, day: Day) -> list[list[str]]:
    """What is taken at each time, unit by unit."""
    return [[laid.portions[i].product for i, n in part for _ in range(n)] for part in day.parts]


def strengths(*made: str) -> Shelf:
    return shelf(*(tablet(s) for s in made))


def syrup(each: str = "10", volume: str = "5", second: str | None = None) -> Product:
    per = Per(value=Decimal(volume), unit=Unit.MILLILITRE)
    parts = [Ingredient(name="codeine", strength=Decimal(each), unit=Unit.MILLIGRAM, per=per)]
    if second is not None:
        parts.append(Ingredient(name="paracetamol", strength=Decimal(second), unit=Unit.MILLIGRAM, per=per))
    return tablet(each, name="syrup", ingredients=tuple(parts), form=Form.LIQUID)


def measured(
    *syringes: list[str], often: int, doses: tuple[str, ...] = (), bounds: Bounds = NO_BOUNDS, **of: str
) -> Shelf:
    made = syrup(**of)
    volumes = [[Decimal(v) for v in one] for one in syringes]
    return liquid_shelf((made.name, made), volumes, often, [Decimal(d) for d in doses], bounds)


def test_that_a_day_is_weighed_by_halves_then_forms_products_units_and_unevenness() -> None:
    day = day_of(((), (), ()), (10, 20, 40), 1, 5, frozenset("ab"), 3)
    # 10 and 20 differ by 10, 10 and 40 by 30, 20 and 40 by 20: 100 + 900 + 400.
    assert (day.total, day.unevenness, day.simplicity) == (70, 1400, (1, 3, 2, 5))
    digits = [day.weight >> place * FIELD & ((1 << FIELD) - 1) for place in range(6)]
    assert digits == [1400, 5, 0, 2, 3, 1]
    assert day.weight >> 6 * FIELD == 0


def test_that_nothing_is_one_day_of_nothing_at_every_time() -> None:
    assert days(strengths("5"), 0, Times((4, 4), (0, 1))) == (day_of(((), ()), (0, 0), 0, 0, frozenset(), 0),)


def test_that_a_day_is_measured_with_one_syringe() -> None:
    tenths, halves = [f"0.{n}" for n in range(1, 10)], ["0.5", "1", "1.5", "2", "2.5"]
    laid = measured(tenths, halves, often=2)
    # 2.5 ml and 0.3 ml would be 28 tenths; no syringe alone measures both.
    assert days(laid, 28, Times((30, 30), (0, 1))) == ()
    [day] = [d for d in days(laid, 30, Times((30, 30), (0, 1))) if d.amounts == (15, 15)]
    assert (day.units, day.halves, day.other_form) == (2, 0, 0)


def test_that_a_day_exactly_at_the_ceiling_is_as_even_as_any() -> None:
    assert totals(shelf(both("30"), ceiling="1000"), 4) == (0, 1, 2)
    laid = shelf(both("30"), both("15"), ceiling="2000")
    [day] = days(laid, 6, Times((4, 4), (0, 1)))
    assert units(laid, day) == [["30/500", "15/500"]] * 2


def test_that_units_above_the_ceiling_give_way_to_others_of_the_same_dose() -> None:
    made = (both("60"), both("20", 1000), both("15"), both("10"))
    laid = shelf(*made, ceiling="2000")
    [day] = days(laid, 12, Times((12, 12), (0, 1)))
    assert units(laid, day) == [["15/500", "15/500"]] * 2


def test_that_days_equally_simple_are_all_kept_and_those_less_simple_are_not() -> None:
    laid = strengths("10", "15", "20", "25")
    once = Times((8,), (0,))
    assert [units(laid, d) for d in days(laid, 7, once)] == [
        [["25mg tablets", "10mg tablets"]],
        [["20mg tablets", "15mg tablets"]],
    ]
    assert [units(laid, d) for d in days(laid, 6, once)] == [[["15mg tablets"] * 2]]
    thrice = days(laid, 23, Times((6, 7, 10), (0, 1, 2)))
    assert {d.simplicity for d in thrice} == {(0, 0, 3, 6)}
    assert len(thrice) == 3


def test_that_the_most_even_of_many_divisions_is_among_those_weighed() -> None:
    laid = strengths("10", "100")
    assert days(laid, 60, Times((60,) * 6, tuple(range(6))))[0].amounts == (10,) * 6


def test_that_of_equally_simple_doses_those_nearest_an_equal_share_are_weighed() -> None:
    laid = strengths(*(str(n) for n in range(41, 61)))
    found = days(laid, 100, Times((60, 60), (0, 1)))
    assert [d.amounts for d in found] == [(50 - n, 50 + n) for n in range(6)]


def test_that_doses_fifteen_percent_of_the_day_apart_are_taken_where_that_is_simpler() -> None:
    laid = strengths("40", "60", "85", "115")
    times = Times((24, 24), (0, 1))
    assert days(laid, 40, times)[0].amounts == (17, 23)


@pytest.mark.parametrize(
    ("total", "most", "falls", "amounts"),
    [
        (60, (30, 30), (0, 1), (30, 30)),
        (60, (20, 40), (0, 1), (20, 40)),
        (50, (40, 20), (0, 1), (30, 20)),
        (50, (30, 30), (1, 0), (30, 20)),
        (80, (30, 30), (0, 1), (40, 40)),
        (30, (10, 10, 10), (1, 0, 2), (10, 10, 10)),
        (50, (20, 20, 20), (1, 0, 2), (20, 10, 20)),
        (50, (10, 20, 30), (2, 1, 0), (10, 20, 20)),
    ],
)
def test_that_a_dose_is_divided_within_what_each_time_had(
    total: int, most: tuple[int, ...], falls: tuple[int, ...], amounts: tuple[int, ...]
) -> None:
    laid = strengths("10", "20")
    found = days(laid, total // 10, Times(tuple(m // 10 for m in most), falls))
    assert tuple(a * 10 for a in found[0].amounts) == amounts


def test_that_every_dose_up_to_the_top_and_the_top_itself_can_be_taken_at_once() -> None:
    laid = measured(["1", "2", "3"], often=2)
    assert single(laid, 2) == {0, 1, 2}
    assert single(strengths("10", "15"), 6) == {0, 2, 3, 4, 5, 6}
    once = shelf_of(
        [(p.name, p) for p in (both("30"), both("15"))], both("30"), [], Bounds(None, Decimal(1000))
    )
    assert single(once, 3) == {0, 1, 2, 3}
    assert single(once, 9) == {0, 1, 2, 3, 4}
    assert single(shelf(both("30"), ceiling="1000"), 3) == {0, 1, 2, 3}


def test_that_a_measure_counts_as_one_unit_and_nothing_as_none() -> None:
    laid = measured(["1", "2", "3"], often=2)
    assert [cost_of(laid, n) for n in (0, 1, 3)] == [(0, 0, 0), (0, 0, 1), (0, 0, 1)]
    assert (packings(laid, 0), packings(laid, 3)) == (((),), (((0, 3),),))


def test_that_a_day_of_measures_stays_within_the_top_and_the_ceiling() -> None:
    # 2 mg a ml; a dose of 1 mg must be countable, so one tick of 1 ml is two grains.
    fine = measured(["1", "2", "3"], often=2, doses=("1",))
    assert totals(fine, 100) == (0, 2, 4, 6, 8, 10, 12)
    assert totals(fine, 7) == (0, 2, 4, 6)
    # 100 mg of the second ingredient a ml, at most 350 mg of it a day: 3 ml.
    bounded = measured(["1", "2"], often=4, bounds=Bounds(Decimal(350)), each="15", second="500")
    assert [bounded.dose(t) for t in totals(bounded, 1000)] == [0, 3, 6, 9]
    free = measured(["1", "2"], often=4, bounds=Bounds(Decimal(350)), each="15")
    assert [free.dose(t) for t in totals(free, 24)] == [3 * n for n in range(9)]


def test_that_a_day_of_handfuls_is_made_with_the_least_of_the_second_ingredient() -> None:
    made = (both("30"), both("10"), both("20", 250))
    laid = shelf_of([(p.name, p) for p in made], made[0], [], Bounds(Decimal(1000), Decimal(500)), None, 3)
    # Of 500 mg at once: 30, 10, 20 or twice 20. In 1,000 mg a day: two of those, or four of 20.
    assert [laid.dose(t) for t in totals(laid, 12)] == [0, 10, 20, 30, 40, 50, 60, 70, 80]
    assert [laid.dose(t) for t in totals(laid, 5)] == [0, 10, 20, 30, 40, 50]


def test_that_the_leanest_way_has_least_of_the_second_ingredient_and_then_the_largest_units() -> None:
    plain = strengths("15", "30")
    assert leanest(plain, 4) == ((0, 2),)
    assert leanest(plain, 3) == ((0, 1), (1, 1))
    assert leanest(shelf(both("30"), both("15")), 2) == ((0, 1),)
    two = shelf(both("30", 1000), both("15", 250))
    assert leanest(two, 2) == ((1, 2),)
    assert leanest(two, 3) == ((1, 3),)


def test_that_whole_units_are_dealt_out_evenly_where_no_time_can_have_an_even_share() -> None:
    made = (both("30"), both("60", 1000))
    laid = shelf_of([(p.name, p) for p in made], made[0], [], Bounds(Decimal(4000), Decimal(1000)), None, 4)
    for day in days(laid, 7, Times((2,) * 4, (0, 1, 2, 3))):
        assert day.amounts == (1, 2, 2, 2)
    # 15 and 20 mg would be seven tablets; two are allowed.
    tight = shelf(both("30"), both("5"), ceiling="1000")
    for falls, found in (((0, 1), [["5/500"], ["30/500"]]), ((1, 0), [["30/500"], ["5/500"]])):
        [day] = days(tight, 7, Times((7, 7), falls))
        assert units(tight, day) == found


def test_that_whole_units_dealt_out_keep_to_what_one_time_may_have() -> None:
    made = (both("60"), both("20"), both("15", 1000))
    laid = shelf_of([(p.name, p) for p in made], made[0], [], Bounds(Decimal(4000), Decimal(1500)), None, 3)
    # 105 mg within 4 g is 60 and three of 15: two of these at once would be 2 g.
    [day] = days(laid, 21, Times((40,) * 3, (0, 1, 2)))
    assert units(laid, day) == [["15/1000"], ["15/1000"], ["60/500", "15/1000"]]


def test_that_patches_worn_are_the_fewest_then_of_the_form_now_taken_then_true_to_their_label() -> None:
    laid = shelf(*(patch(s) for s in ("12", "25", "50")), patches=2)
    found = {laid.dose(w.release): units_worn(laid, w.packing) for w in worn(laid)}
    assert found == {
        Decimal("12.5"): ["12 patch"],
        Decimal(25): ["25 patch"],
        Decimal("37.5"): ["25 patch", "12 patch"],
        Decimal(50): ["50 patch"],
        Decimal("62.5"): ["50 patch", "12 patch"],
        Decimal(75): ["50 patch", "25 patch"],
        Decimal(100): ["50 patch", "50 patch"],
    }
    assert [w.release for w in worn(laid)] == sorted(w.release for w in worn(laid))


def units_worn(laid: Shelf, packing: tuple[tuple[int, int], ...]) -> list[str]:
    return [laid.portions[i].product for i, n in packing for _ in range(n)]


def test_that_a_patch_is_laid_out_by_its_label_and_by_what_it_gives() -> None:
    laid = shelf(patch("12"), patch("25"), patches=2)
    assert [(laid.dose(p.amount), laid.dose(p.release)) for p in laid.portions] == [
        (25, 25),
        (12, Decimal("12.5")),
    ]


def test_that_one_product_of_each_strength_is_laid_out_and_the_form_now_taken_first() -> None:
    capsule = tablet("10", name="10mg capsules", form=Form.CAPSULE)
    named = [("b", capsule), ("c", tablet("10")), ("a", tablet("10")), ("d", tablet("20"))]
    laid = shelf_of([("e", tablet("0")), *named], tablet("10"), [])
    assert {p.companion for p in laid.portions} == {0}
    assert [(p.product, p.amount, p.other_form) for p in laid.portions] == [("d", 2, 0), ("a", 1, 0)]
    other = shelf_of(named, capsule, [])
    assert [(p.product, p.amount, p.other_form) for p in other.portions] == [("d", 2, 1), ("b", 1, 0)]
    assert cost_of(shelf_of([("d", tablet("20"))], capsule, []), 3) == (0, 3, 3)


def test_that_a_scored_tablet_is_laid_out_whole_and_halved() -> None:
    scored = {"halving": Halving.SCORED, "release": Release.IMMEDIATE, "interval_hours": None}
    laid = shelf(tablet("10", **scored), tablet("5", **scored))
    assert [p.release for p in laid.portions] == [p.amount for p in laid.portions]
    assert [(laid.dose(p.amount), p.half, p.units) for p in laid.portions] == [
        (10, 0, 1),
        (5, 0, 1),
        (5, 1, Decimal("0.5")),
        (Decimal("2.5"), 1, Decimal("0.5")),
    ]


def test_that_a_half_has_half_of_the_second_ingredient() -> None:
    scored = both("30").model_copy(update={"halving": Halving.SCORED, "interval_hours": None})
    laid = shelf(scored, ceiling="4000")
    assert [(p.companion, p.half) for p in laid.portions] == [(2, 0), (1, 1)]
    assert laid.ceiling == 16


def test_that_doses_now_taken_are_whole_numbers_of_grains() -> None:
    laid = shelf_of([("a", tablet("10"))], tablet("10"), [Decimal("7.5"), Decimal(0)])
    assert (laid.grain, laid.whole(Decimal("7.5")), laid.whole(Decimal(8))) == (Decimal("2.5"), 3, None)
    assert shelf_of([("a", tablet("0"))], tablet("0"), []).grain == 1


def test_that_how_often_counts_only_where_one_time_is_bounded() -> None:
    free = shelf_of([("a", both("30"))], both("30"), [], Bounds(Decimal(4000)), None, 4)
    assert (free.often, free.at_once, free.ceiling) == (0, None, 8)
    tied = shelf_of([("a", both("30"))], both("30"), [], Bounds(Decimal(4000), Decimal(1000)), None, 4)
    assert (tied.often, tied.at_once, tied.ceiling) == (4, 2, 8)


@pytest.mark.parametrize(
    ("of", "main", "second"),
    [
        (syrup(), "2", "0"),
        (syrup(second="500"), "2", "100"),
        (both("30"), "0", "500"),
        (tablet("10"), "0", "0"),
    ],
)
def test_that_what_one_ml_or_one_unit_holds_is_told(of: Product, main: str, second: str) -> None:
    assert (per_ml(of), second_of(of)) == (Decimal(main), Decimal(second))


def test_that_a_second_ingredient_without_a_strength_is_not_counted() -> None:
    silent = both("30").model_copy(
        update={
            "ingredients": (
                both("30").ingredients[0],
                Ingredient(name="paracetamol", strength=None, unit=None),
            )
        }
    )
    assert (companion(silent), second_of(silent), companion(tablet("10"))) == (None, 0, None)
    bare = Ingredient(name="codeine", strength=None, unit=Unit.MILLIGRAM, per=syrup().main.per)
    assert per_ml(syrup().model_copy(update={"ingredients": (bare,)})) == 0


def test_that_an_equal_share_is_sought_to_the_end_of_the_tolerance() -> None:
    assert [d.amounts for d in days(strengths("10"), 17, Times((20,) * 3, (0, 1, 2)))] == [
        (5, 6, 6),
        (5, 5, 7),
    ]


@pytest.mark.parametrize(
    ("measures", "amounts"),
    [(("9", "10", "15", "19"), (9, 15, 15)), (("9", "10", "20"), (9, 10, 20))],
)
def test_that_measures_far_apart_are_divided_as_evenly_as_they_can_be(
    measures: tuple[str, ...], amounts: tuple[int, ...]
) -> None:
    laid = measured(list(measures), often=3)
    assert [d.amounts for d in days(laid, 39, Times((39,) * 3, (0, 1, 2)))] == [amounts]


def test_that_patches_labelled_or_giving_as_much_are_no_step_down() -> None:
    laid = shelf(patch("12"), patch("50"), patches=2)
    now, gives, label = (laid.whole(Decimal(n)) or 0 for n in ("25", "25", "12"))
    assert [laid.dose(d) for d in below(laid, now, gives)] == [0, 12]
    assert [laid.dose(d) for d in below(laid, label, gives)] == [0]


def test_that_no_more_ways_of_making_a_dose_are_weighed_than_are_few() -> None:
    assert len(packings(strengths(*(str(n) for n in range(1, 41))), 90)) == MOST_PACKINGS


def test_that_of_one_strength_the_tablet_that_may_be_halved_is_laid_out_unless_its_form_is_another() -> None:
    plain = {"release": Release.IMMEDIATE, "interval_hours": None}
    scored = {**plain, "halving": Halving.SCORED}
    whole, halved = tablet("10", **plain), tablet("10", **scored)
    capsule = tablet("10", form=Form.CAPSULE, **plain)
    for listed, like, wanted in (
        ([("w", whole), ("h", halved)], whole, ["h", "h"]),
        ([("c", capsule), ("h", halved)], whole, ["h", "h"]),
        ([("c", capsule), ("h", halved)], capsule, ["c", "h", "h"]),
        ([("w", whole), ("h", tablet("5", **scored))], whole, ["w", "h", "h"]),
    ):
        assert [p.product for p in shelf_of(listed, like, []).portions] == wanted
