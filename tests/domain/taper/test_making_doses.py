"""Doses made from whole units of real products."""

from decimal import Decimal
from itertools import product as every

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pharmreview.domain.medicines.product import (
    Form,
    Halving,
    Ingredient,
    MedicineClass,
    Per,
    Product,
    Release,
    Route,
)
from pharmreview.domain.quantity.unit import Unit
from pharmreview.domain.taper.descent.day import UNEVEN_PERCENT, Times, days
from pharmreview.domain.taper.descent.makeable import below, packings, totals, worn
from pharmreview.domain.taper.descent.shelf import NO_BOUNDS, Bounds, Shelf, liquid_shelf, shelf_of


def tablet(strength: str, **rest: object) -> Product:
    facts = {
        "name": f"{strength}mg tablets",
        "medicine_class": MedicineClass.OPIOID,
        "ingredients": (Ingredient(name="morphine", strength=Decimal(strength), unit=Unit.MILLIGRAM),),
        "form": Form.TABLET,
        "release": Release.MODIFIED,
        "route": Route.ORAL,
        "interval_hours": Decimal(12),
        "schedule": "2",
    }
    return Product(**{**facts, **rest})  # type: ignore[arg-type]


def patch(strength: str, medicine: str = "fentanyl") -> Product:
    return tablet(
        strength,
        name=f"{strength} patch",
        ingredients=(Ingredient(name=medicine, strength=Decimal(strength), unit=Unit.MICROGRAM_PER_HOUR),),
        form=Form.PATCH,
        route=Route.TRANSDERMAL,
        interval_hours=Decimal(72),
    )


def shelf(*products: Product, ceiling: str | None = None, patches: int | None = None) -> Shelf:
    listed = [(p.name, p) for p in products]
    return shelf_of(listed, products[0], [], Bounds(Decimal(ceiling)) if ceiling else NO_BOUNDS, patches)


def named(laid: Shelf, packing: tuple[tuple[int, int], ...]) -> list[tuple[str, Decimal]]:
    return [(laid.portions[i].product, n * laid.portions[i].units) for i, n in packing]


strengths = st.sets(st.sampled_from(["5", "7.5", "10", "15", "25", "30", "60"]), min_size=1, max_size=4)


@given(strengths, st.integers(1, 24))
def test_that_a_dose_is_makeable_exactly_when_some_units_make_it(found: set[str], most: int) -> None:
    laid = shelf(*(tablet(s) for s in sorted(found)))
    top = int(Decimal(most * 5) / laid.grain)
    sizes = [p.amount for p in laid.portions]
    by_hand = {
        sum(n * s for n, s in zip(counts, sizes, strict=True))
        for counts in every(*(range(top // s + 1) for s in sizes))
    }
    assert set(totals(laid, top)) == {t for t in by_hand if t <= top}


@given(strengths, st.integers(1, 40))
def test_that_a_packing_makes_its_dose_from_the_fewest_units(found: set[str], grains: int) -> None:
    laid = shelf(*(tablet(s) for s in sorted(found)))
    sizes = [p.amount for p in laid.portions]
    fewest = {
        sum(counts)
        for counts in every(*(range(grains // s + 1) for s in sizes))
        if sum(n * s for n, s in zip(counts, sizes, strict=True)) == grains
    }
    ways = packings(laid, grains)
    assert bool(ways) == bool(fewest)
    for way in ways:
        assert sum(laid.portions[i].amount * n for i, n in way) == grains
        assert sum(n for _, n in way) == min(fewest)


def test_that_only_a_scored_immediate_release_tablet_is_halved() -> None:
    scored = tablet("10", halving=Halving.SCORED, release=Release.IMMEDIATE, interval_hours=None)
    assert Decimal(5) in [shelf(scored).dose(t) for t in totals(shelf(scored), 4)]
    for whole in (
        tablet("10", halving=Halving.SCORED),
        tablet("10", halving=Halving.UNKNOWN, release=Release.IMMEDIATE, interval_hours=None),
        tablet("10", halving=Halving.SCORED, release=Release.IMMEDIATE, form=Form.CAPSULE),
    ):
        assert [shelf(whole).dose(t) for t in totals(shelf(whole), 2)] == [0, 10, 20]


def test_that_a_half_is_used_only_where_whole_units_will_not_do() -> None:
    laid = shelf(
        *(
            tablet(s, halving=Halving.SCORED, release=Release.IMMEDIATE, interval_hours=None)
            for s in ("10", "20")
        )
    )
    assert named(laid, packings(laid, laid.whole(Decimal(10)) or 0)[0]) == [("10mg tablets", Decimal(1))]
    assert Decimal("0.5") in dict(named(laid, packings(laid, laid.whole(Decimal(15)) or 0)[0])).values()


@pytest.mark.parametrize(
    ("total", "morning", "night"),
    [(110, 50, 60), (100, 50, 50), (90, 45, 45), (85, 40, 45), (80, 40, 40), (75, 35, 40), (70, 30, 40)],
)
def test_that_a_day_is_even_and_simple_with_the_smaller_dose_in_the_morning(
    total: int, morning: int, night: int
) -> None:
    laid = shelf(*(tablet(s) for s in ("5", "10", "15", "30", "60", "100", "200")))
    half = laid.whole(Decimal(60)) or 0
    day = days(laid, laid.whole(Decimal(total)) or 0, Times((half, half), (0, 1)))[0]
    assert [laid.dose(a) for a in day.amounts] == [morning, night]


def test_that_the_night_dose_falls_first_when_that_is_chosen() -> None:
    laid = shelf(*(tablet(s) for s in ("5", "10", "15", "30", "60")))
    day = days(laid, 17, Times((12, 12), (1, 0)))[0]
    assert day.amounts == (9, 8)


def test_that_a_medicine_taken_once_at_night_stays_at_night() -> None:
    laid = shelf(*(tablet(s) for s in ("5", "10", "30", "60")))
    for day in days(laid, 10, Times((0, 12), (0, 1))):
        assert day.amounts == (0, 10)


@given(strengths, st.integers(1, 40), st.integers(1, 4), st.integers(0, 3))
def test_that_the_doses_of_a_day_add_up_and_stay_within_what_each_time_had(
    found: set[str], grains: int, times: int, first: int
) -> None:
    laid = shelf(*(tablet(s) for s in sorted(found)))
    falls = tuple(sorted(range(times), key=lambda t: (t != first % times, t)))
    ways = days(laid, grains, Times((40,) * times, falls))
    assert bool(ways) == (grains in totals(laid, grains))
    for day in ways:
        assert sum(day.amounts) == grains
        assert max(day.amounts) <= 40
        assert day.amounts[falls[0]] == min(day.amounts)


def test_that_doses_are_never_further_apart_than_the_tolerance_where_that_can_be() -> None:
    laid = shelf(*(tablet(s) for s in ("5", "10", "15", "30", "60")))
    for total in range(2, 60):
        for day in days(laid, total, Times((60, 60), (0, 1))):
            apart = max(day.amounts) - min(day.amounts)
            assert apart <= max(1, total * UNEVEN_PERCENT // 100)


def test_that_two_patches_of_12_are_no_step_down_from_one_of_25() -> None:
    laid = shelf(*(patch(s) for s in ("12", "25", "37.5", "50", "75", "100")), patches=2)
    now, gives = laid.whole(Decimal(25)) or 0, laid.whole(Decimal(25)) or 0
    assert [laid.dose(d) for d in below(laid, now, gives)] == [0, 12]


def test_that_patches_are_whole_and_at_most_two_are_worn() -> None:
    laid = shelf(*(patch(s, "buprenorphine") for s in ("5", "10", "20")), patches=2)
    assert max(laid.dose(w.amount) for w in worn(laid)) == 40
    for entry in worn(laid):
        assert sum(n for _, n in entry.packing) <= 2


def both(opioid: str, paracetamol: int = 500) -> Product:
    parts = (
        Ingredient(name="codeine", strength=Decimal(opioid), unit=Unit.MILLIGRAM),
        Ingredient(name="paracetamol", strength=Decimal(paracetamol), unit=Unit.MILLIGRAM),
    )
    return tablet(opioid, name=f"{opioid}/{paracetamol}", ingredients=parts, release=Release.IMMEDIATE)


def listed(*made: Product) -> list[tuple[str, Product]]:
    return [(p.name, p) for p in made]


def test_that_no_time_of_day_has_more_of_a_second_ingredient_than_one_time_may() -> None:
    made = (both("30"), both("15"), both("8"))
    laid = shelf_of(listed(*made), made[0], [], Bounds(Decimal(4000), Decimal(1000)), None, 1)
    assert [laid.dose(t) for t in totals(laid, 60)] == [0, 8, 15, 16, 23, 30, 38, 45, 60]
    for total in totals(laid, 60):
        assert all(sum(n for _, n in part) <= 2 for part in days(laid, total, Times((60,), (0,)))[0].parts)


def test_that_six_times_of_one_gram_stay_within_four_grams_a_day() -> None:
    made = (both("30"), both("8"), both("60", 1000))
    laid = shelf_of(listed(*made), made[0], [], Bounds(Decimal(4000), Decimal(1000)), None, 6)
    assert max(totals(laid, laid.whole(Decimal(360)) or 0)) == laid.whole(Decimal(240))
    for total in totals(laid, laid.whole(Decimal(240)) or 0):
        (day, *_) = days(laid, total, Times((laid.whole(Decimal(60)) or 0,) * 6, tuple(range(6))))
        each = [sum(laid.portions[i].companion * n for i, n in part) for part in day.parts]
        assert max(each) <= (laid.at_once or 0)
        assert sum(each) <= (laid.ceiling or 0)


def test_that_a_liquid_is_measured_only_as_far_as_its_second_ingredient_allows() -> None:
    per = Per(value=Decimal(5), unit=Unit.MILLILITRE)
    parts = tuple(
        Ingredient(name=name, strength=Decimal(much), unit=Unit.MILLIGRAM, per=per)
        for name, much in (("codeine", 15), ("paracetamol", 500))
    )
    liquid = tablet("15", name="15/500 in 5 ml", ingredients=parts, form=Form.LIQUID)
    volumes = [[Decimal(n) / 2 for n in range(1, 41)]]
    laid = liquid_shelf((liquid.name, liquid), volumes, 4, [], Bounds(Decimal(4000), Decimal(1000)))
    assert laid.dose(max(laid.measures[0])) == 30
    six = liquid_shelf((liquid.name, liquid), volumes, 6, [], Bounds(Decimal(4000), Decimal(1000)))
    assert six.dose(totals(six, 10_000)[-1]) == 120


def test_that_a_second_ingredient_stays_under_its_ceiling() -> None:
    laid = shelf(both("30"), both("15"), both("8"), ceiling="4000")
    for total in totals(laid, laid.whole(Decimal(240)) or 0):
        for day in days(laid, total, Times((300,) * 4, (0, 1, 2, 3))):
            taken = sum(laid.portions[i].companion * n for part in day.parts for i, n in part)
            assert laid.ceiling is not None
            assert taken <= laid.ceiling
