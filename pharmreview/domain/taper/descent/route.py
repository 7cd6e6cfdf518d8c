"""Which day's doses, by exact search: of the ways that the first wishes leave, the one best by the rest.

The cost of a way is a tuple of whole numbers, added up over its doses and compared from the left:

1. grains by which dose times go up although the day's total falls,
2. halves of tablets,
3. units of another form than the one taken at the start,
4. different products at home,
5. products begun that were not taken the step before,
6. units a day,
7. how uneven the times of the day are: the squares of the differences between each two of them.

Here the tuple is one whole number with so many bits for each entry that none runs into the next. Where all
is equal the higher dose comes first, then the larger units, so that the answer is always the same.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from pharmreview.domain.taper.descent.day import FIELD, Day
from pharmreview.domain.taper.descent.search import Descents

_RISE = 6 * FIELD
_BEGUN = 2 * FIELD
_NO_WAY = 1 << 8 * FIELD
"""More than any way costs."""


class Taken(NamedTuple):
    """What is taken before the first reduction. `amounts` are () where dose times do not matter (patches)."""

    amounts: tuple[int, ...]
    products: frozenset[str]


class Reduction(NamedTuple):
    """One reduction of a way down. `forced` where it is the smallest that can be made, above the limit."""

    to: int
    forced: bool
    day: Day


def route(descents: Descents, choices: Callable[[int], Sequence[Day]], now: Taken) -> tuple[Reduction, ...]:
    """The best of all best ways down, with what to take on each dose.

    `choices` are the days that make a dose, simplest first; they are tried together with every way that
    `descents` leaves open.
    """
    layers = [[day for dose in layer for day in choices(dose)] for layer in descents.layers()]
    before = descents.start
    found: list[Reduction] = []
    for day in _best(descents, layers, now):
        found.append(Reduction(day.total, before in descents.forced, day))
        before = day.total
    return tuple(found)


@lru_cache(maxsize=8192)
def risen(before: tuple[int, ...], after: tuple[int, ...]) -> int:
    """By how much the dose times that go up do so, together."""
    return sum(b - a for a, b in zip(before, after, strict=True) if b > a)


@lru_cache(maxsize=8192)
def begun(before: frozenset[str], after: frozenset[str]) -> int:
    """How many products are taken that were not taken before."""
    return len(after - before)


def _best(descents: Descents, layers: Sequence[Sequence[Day]], now: Taken) -> list[Day]:
    """The least cost from the first day to the last, found from the last one back."""
    if not layers:
        return []
    costs = [0] * len(layers[-1])
    nexts: list[list[int]] = []
    for depth in range(len(layers) - 2, -1, -1):
        onward = _onward(layers[depth + 1], costs)
        found = [
            _next(descents.after[day.total], day.amounts if now.amounts else (), day.products, onward)
            for day in layers[depth]
        ]
        costs = [cost for cost, _ in found]
        nexts.append([place for _, place in found])
    first = _onward(layers[0], costs)
    place = _next(descents.after[descents.start], now.amounts, now.products, first)[1]
    way = [layers[0][place]]
    for layer, later in zip(layers[1:], reversed(nexts), strict=True):
        place = later[place]
        way.append(layer[place])
    return way


_Onward = tuple[int, int, tuple[int, ...], frozenset[str]]
"""A day to go on with: what it and all after it cost whatever was taken before, its place, and itself."""


def _onward(layer: Sequence[Day], costs: Sequence[int]) -> dict[int, list[_Onward]]:
    """The days of each dose, the cheapest first and the earlier first among equals."""
    found: dict[int, list[_Onward]] = {day.total: [] for day in layer}
    for place, day in enumerate(layer):
        found[day.total].append((day.weight + costs[place], place, day.amounts, day.products))
    for days in found.values():
        days.sort()  # No two places are the same: nothing after them is ever compared.
    return found


def _next(
    allowed: Sequence[int],
    amounts: tuple[int, ...],
    products: frozenset[str],
    onward: Mapping[int, Sequence[_Onward]],
) -> tuple[int, int]:
    """The least cost of going on, and the place of the next day that has it."""
    best, chosen = _NO_WAY, -1
    for total in allowed:
        for alone, place, doses, taken in onward.get(total, ()):
            if alone > best:
                break  # What depends on the day before only adds to the cost.
            cost = alone
            if amounts and (rise := risen(amounts, doses)):
                cost += rise << _RISE
            if taken is not products:
                cost += begun(products, taken) << _BEGUN
            if cost < best or (cost == best and place < chosen):
                best, chosen = cost, place
    return best, chosen
