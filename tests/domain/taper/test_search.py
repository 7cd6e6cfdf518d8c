"""The way down is the best one by the stated wishes: proved against every way there is."""

import random
from collections.abc import Sequence
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pharmreview.domain.taper.descent.day import Day, Times, day_of, days
from pharmreview.domain.taper.descent.makeable import below
from pharmreview.domain.taper.descent.route import Reduction, Taken, route
from pharmreview.domain.taper.descent.search import ways_down
from tests.domain.taper.slow_planner import best_plans, best_ways
from tests.domain.taper.test_making_doses import shelf, tablet

NOW = Taken((), frozenset())


def plain_day(dose: int, products: int = 1, units: int = 1) -> Day:
    names = frozenset(f"p{n}" for n in range(products))
    return day_of(((),), (dose,), 0, units, names, 0)


def found(start: int, doses: Sequence[int], percent: int) -> tuple[Reduction, ...]:
    ways = ways_down(start, doses, lambda d: percent * d // 100)
    return route(ways, lambda d: (plain_day(d),), NOW)


small_cases = st.integers(2, 20).flatmap(
    lambda start: st.tuples(
        st.just(start),
        st.sets(st.integers(0, start - 1), min_size=1, max_size=9).map(sorted),
        st.integers(1, 45),
    )
)


@given(small_cases)
def test_that_no_way_down_has_fewer_or_more_even_reductions(case: tuple[int, list[int], int]) -> None:
    start, doses, percent = case
    ways = ways_down(start, doses, lambda d: percent * d // 100)
    kept = {(start,)}
    while any(way[-1] in ways.after for way in kept):
        kept = {(*way, to) for way in kept for to in ways.after[way[-1]]}
    assert {way[1:] for way in kept} == set(best_ways(start, doses, percent))


@given(small_cases, st.data())
def test_that_no_choice_of_days_costs_less_than_the_one_found(
    case: tuple[int, list[int], int], data: st.DataObject
) -> None:
    start, doses, percent = case
    names = st.frozensets(st.sampled_from("abc"), min_size=1, max_size=3)
    choice = {
        dose: [
            day_of(((), ()), (morning, dose - morning), halves, units, taken, 0)
            for morning, halves, units, taken in data.draw(
                st.lists(
                    st.tuples(st.integers(0, dose), st.integers(0, 1), st.integers(1, 4), names),
                    min_size=1,
                    max_size=3,
                ),
                label=str(dose),
            )
        ]
        for dose in doses
    }
    now = Taken((start // 2, start - start // 2), frozenset("a"))

    def weighed(way: Sequence[Day]) -> list[int]:
        total, before = [0] * 6, now
        for day in way:
            rise = sum(max(0, a - b) for a, b in zip(day.amounts, before.amounts, strict=True))
            new = len(day.products - before.products)
            apart = (day.amounts[0] - day.amounts[1]) ** 2
            more = (rise, day.halves, len(day.products), new, day.units, apart)
            total = [a + b for a, b in zip(total, more, strict=True)]
            before = Taken(day.amounts, day.products)
        return total

    best = min(
        weighed(way)
        for doses_ in best_ways(start, doses, percent)
        for way in product(*(choice[d] for d in doses_))
    )
    ways = ways_down(start, doses, lambda d: percent * d // 100)
    assert weighed([r.day for r in route(ways, choice.__getitem__, now)]) == best


def test_that_the_cheapest_day_is_taken_in_whatever_order_days_come() -> None:
    ways = ways_down(10, (0,), lambda d: d)
    dear_between = [plain_day(0, products=2), plain_day(0, products=3), plain_day(0, products=1)]
    assert [r.day for r in route(ways, lambda _dose: dear_between, NOW)] == [dear_between[-1]]


def whole_case(rng: random.Random) -> tuple[list[int], tuple[tuple[int, ...], ...], int]:
    """Strengths, the units at each time, and a percentage: small enough to try everything."""
    while True:
        strengths = sorted(rng.sample([1, 2, 3, 4, 5, 6, 8], rng.choice([1, 2, 2, 3])))
        times = [(rng.choice(strengths),) * rng.choice([1, 1, 2]) for _ in range(rng.choice([1, 2, 2, 3]))]
        if sum(map(sum, times)) <= 14:
            return strengths, tuple(sorted(times, key=sum)), rng.choice([5, 10, 15, 20, 25, 30, 40])


def proved(count: int, seed: int) -> None:
    """Whole plans of one medicine, each held against every plan there is."""
    rng = random.Random(seed)
    for _ in range(count):
        strengths, first, percent = case = whole_case(rng)
        laid = shelf(*(tablet(str(s)) for s in strengths))
        grain = int(laid.grain)
        small = tuple(tuple(unit // grain for unit in time) for time in first)
        times = Times(tuple(map(sum, small)), tuple(range(len(small))))
        start = sum(times.most)
        doses = below(laid, start, start)
        before = Taken(times.most, frozenset(f"{unit}mg tablets" for time in first for unit in time))
        ways = ways_down(start, doses, lambda d, p=percent: p * d // 100)
        way = route(ways, lambda d, laid=laid, times=times: days(laid, d, times), before)
        mine = [0] * 5
        for reduction in way:
            day = reduction.day
            new = len(day.products - before.products)
            rise = sum(max(0, b - a) for a, b in zip(before.amounts, day.amounts, strict=True))
            more = (rise, len(day.products), new, day.units, day.unevenness)
            mine = [a + b for a, b in zip(mine, more, strict=True)]
            before = Taken(day.amounts, day.products)
        least, best = best_plans(small, [s // grain for s in strengths], doses, percent)
        assert tuple(r.to for r in way) in best, case
        assert tuple(mine) == least, case


def test_that_two_thousand_whole_plans_are_as_good_as_any_there_is() -> None:
    proved(2000, seed=20261209)


@pytest.mark.soak
def test_that_fifty_thousand_whole_plans_are_as_good_as_any_there_is() -> None:
    proved(50_000, seed=7)


def test_that_two_thousand_ways_down_are_found_as_by_trying_everything() -> None:
    tried = 0
    for start in range(4, 17):
        for step in (1, 2, 3, 5):
            for percent in range(4, 44):
                doses = list(range(0, start, step))
                best = max(best_ways(start, doses, percent))
                assert tuple(r.to for r in found(start, doses, percent)) == best, (start, step, percent)
                tried += 1
    assert tried >= 2000


def test_that_a_reduction_above_its_limit_is_the_next_dose_and_says_so() -> None:
    assert [(r.to, r.forced) for r in found(10, [0, 5], 10)] == [(5, True), (0, True)]


def test_that_fewest_reductions_come_before_even_ones() -> None:
    assert [r.to for r in found(100, [80, 81, 90], 10)] == [90, 81, 80]


def test_that_equally_even_ways_are_told_apart_by_products_then_units() -> None:
    # From 12 by 9 or by 8 to 6 the shares are 1/4 and 1/3, or 1/3 and 1/4: equally even.
    ways = ways_down(12, [6, 8, 9], lambda _: 4)
    few = {9: (plain_day(9, 1, 5),), 8: (plain_day(8, 2, 1),), 6: (plain_day(6),)}
    assert [r.to for r in route(ways, few.__getitem__, NOW)] == [9, 6]
    light = {9: (plain_day(9, 1, 5),), 8: (plain_day(8, 1, 1),), 6: (plain_day(6),)}
    assert [r.to for r in route(ways, light.__getitem__, NOW)] == [8, 6]


def test_that_a_product_is_kept_where_another_would_be_as_simple() -> None:
    ways = ways_down(4, [0, 2], lambda _: 2)
    stays, changes = (
        day_of(((),), (2,), 0, 1, frozenset("b"), 0),
        day_of(((),), (2,), 0, 1, frozenset("a"), 0),
    )
    choice = {2: (changes, stays), 0: (day_of(((),), (0,), 0, 0, frozenset(), 0),)}
    assert route(ways, choice.__getitem__, Taken((4,), frozenset("b")))[0].day is stays


def test_that_a_long_way_is_found_without_recursion() -> None:
    assert len(ways_down(3000, range(3000), lambda _: 1).layers()) == 3000


def test_that_a_reduction_just_at_its_limit_is_not_forced() -> None:
    assert [(r.to, r.forced) for r in found(10, [0, 5, 9], 10)] == [(9, False), (5, True), (0, True)]


def test_that_the_lightest_day_is_found_wherever_it_stands_and_the_earlier_one_of_two_ways_alike() -> None:
    ways = ways_down(4, [0, 1, 2], lambda d: max(1, d // 2))
    end = {1: (plain_day(1),), 0: (day_of(((),), (0,), 0, 0, frozenset(), 0),)}
    lots = {**end, 2: tuple(plain_day(2, units=n) for n in (2, 3, 1))}
    assert route(ways, lots.__getitem__, NOW)[0].day.units == 1
    # Either way one product is begun: the other now, or the other at the next reduction.
    stays, changes = (day_of(((),), (2,), 0, 1, frozenset(name), 0) for name in "ba")
    alike = {**end, 2: (stays, changes), 1: (day_of(((),), (1,), 0, 1, frozenset("a"), 0),)}
    assert route(ways, alike.__getitem__, Taken((4,), frozenset("b")))[0].day is stays
    equal = {**end, 2: tuple(day_of(((),), (2,), 0, 1, frozenset(name), 0) for name in "xy")}
    assert route(ways, equal.__getitem__, NOW)[0].day.products == {"x"}


def test_that_the_squares_of_the_shares_decide_which_way_is_more_even() -> None:
    # By 9: 0.5714 and 0.4444, squares 0.5241; by 11: 0.4762 and 0.5455, squares 0.5243.
    assert [r.to for r in found(21, [0, 1, 5, 9, 11], 60)] == [9, 5, 1, 0]
