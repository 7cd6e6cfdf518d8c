"""The way down is the best one by the stated wishes: proved against every way there is."""

from collections.abc import Iterator, Sequence

from hypothesis import given
from hypothesis import strategies as st

from pharmreview.domain.taper.descent.search import MILLIONTHS, Reduction, way_down


def every_way(start: int, doses: Sequence[int], percent: int) -> Iterator[tuple[int, ...]]:
    """All sequences from start to the lowest dose that the pace allows, by trying each."""
    if start == doses[0]:
        yield ()
        return
    lower = [d for d in doses if d < start]
    near = [d for d in lower if (start - d) * 100 <= percent * start]
    for dose in near or [max(lower)]:
        for rest in every_way(dose, doses, percent):
            yield (dose, *rest)


def badness(start: int, way: Sequence[int], weights: Sequence[tuple[int, int]]) -> tuple[object, ...]:
    unevenness, products, units, before = 0, 0, 0, start
    for dose in way:
        unevenness += ((before - dose) * MILLIONTHS // before) ** 2
        products, units = products + weights[dose][0], units + weights[dose][1]
        before = dose
    return len(way), unevenness, products, units, tuple(-d for d in way)


small_cases = st.integers(2, 20).flatmap(
    lambda start: st.tuples(
        st.just(start),
        st.sets(st.integers(0, start - 1), min_size=1, max_size=9).map(sorted),
        st.integers(1, 45),
        st.lists(st.tuples(st.integers(0, 3), st.integers(0, 6)), min_size=start, max_size=start),
    )
)


@given(small_cases)
def test_that_no_way_down_is_better_than_the_one_found(
    case: tuple[int, list[int], int, list[tuple[int, int]]],
) -> None:
    start, doses, percent, weights = case
    best = min(every_way(start, doses, percent), key=lambda way: badness(start, way, weights))
    found = way_down(start, doses, lambda d: percent * d // 100, lambda d: weights[d])
    assert tuple(r.to for r in found) == best


def test_that_two_thousand_small_cases_are_solved_as_by_trying_everything() -> None:
    tried = 0
    for start in range(4, 17):
        for step in (1, 2, 3, 5):
            for percent in range(4, 44):
                doses = list(range(0, start, step))
                weights = [((d * 7) % 3, (d * 5) % 4) for d in range(start)]
                best = min(every_way(start, doses, percent), key=lambda w: badness(start, w, weights))
                limit = {d: percent * d // 100 for d in (*doses, start)}
                found = way_down(start, doses, limit.__getitem__, weights.__getitem__)
                assert tuple(r.to for r in found) == best, (start, step, percent)
                tried += 1
    assert tried >= 2000


def test_that_a_reduction_above_its_limit_is_the_next_dose_and_says_so() -> None:
    assert way_down(10, [0, 5], lambda _: 1, lambda _: (0, 0)) == (Reduction(5, True), Reduction(0, True))


def test_that_fewest_reductions_come_before_even_ones() -> None:
    found = way_down(100, [80, 81, 90], lambda d: d // 10, lambda _: (0, 0))
    assert [r.to for r in found] == [90, 81, 80]


def test_that_equally_even_ways_are_told_apart_by_products_then_units() -> None:
    # From 12 by 9 or by 8 to 6 the shares are 1/4 and 1/3, or 1/3 and 1/4: equally even.
    few = {9: (1, 5), 8: (2, 1), 6: (1, 1)}
    assert [r.to for r in way_down(12, [6, 8, 9], lambda _: 4, few.__getitem__)] == [9, 6]
    light = {9: (1, 5), 8: (1, 1), 6: (1, 1)}
    assert [r.to for r in way_down(12, [6, 8, 9], lambda _: 4, light.__getitem__)] == [8, 6]


def test_that_a_long_way_is_found_without_recursion() -> None:
    found = way_down(3000, range(3000), lambda _: 1, lambda _: (0, 0))
    assert len(found) == 3000
