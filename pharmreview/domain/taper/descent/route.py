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

from collections.abc import Callable, Sequence
from typing import NamedTuple

from pharmreview.domain.taper.descent.day import FIELD, Day
from pharmreview.domain.taper.descent.search import Descents

_RISE = 6 * FIELD
_BEGUN = 2 * FIELD
_BY_ITSELF = 3 * FIELD
"""Above these bits of its weight stand the wishes that a day meets whatever was taken before it."""


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
    one_way = all(len(to) == 1 for to in descents.after.values())
    way = _best(descents, [_simplest(layer) for layer in layers] if one_way else layers, now)
    if one_way and _rises(way, now):
        way = _best(descents, layers, now)
    before = descents.start
    found: list[Reduction] = []
    for day in way:
        found.append(Reduction(day.total, before in descents.forced, day))
        before = day.total
    return tuple(found)


def risen(amounts: tuple[int, ...], day: Day) -> int:
    """By how much the dose times that go up do so, together."""
    if not amounts:
        return 0
    return sum(a - b for a, b in zip(day.amounts, amounts, strict=True) if a > b)


def _simplest(days: Sequence[Day]) -> list[Day]:
    """Days that tie for the wishes that do not depend on the day before.

    Where one dose follows another without choice and no dose time has to go up, the best way passes only
    through these: each of its days can be the simplest of its own dose, so their sum is the least there is.
    """
    least = min(day.weight for day in days) >> _BY_ITSELF
    return [day for day in days if day.weight >> _BY_ITSELF == least]


def _rises(way: Sequence[Day], now: Taken) -> bool:
    amounts = now.amounts
    for day in way:
        if risen(amounts, day):
            return True
        amounts = day.amounts if amounts else ()
    return False


def _best(descents: Descents, layers: Sequence[Sequence[Day]], now: Taken) -> list[Day]:
    """The least cost from the first day to the last, found from the last one back."""
    if not layers:
        return []
    costs = [0] * len(layers[-1])
    nexts: list[list[int]] = []
    for depth in range(len(layers) - 2, -1, -1):
        found = [
            _next(
                descents.after[day.total],
                day.amounts if now.amounts else (),
                day.products,
                layers[depth + 1],
                costs,
            )
            for day in layers[depth]
        ]
        costs = [cost for cost, _ in found]
        nexts.append([place for _, place in found])
    place = _next(descents.after[descents.start], now.amounts, now.products, layers[0], costs)[1]
    way = [layers[0][place]]
    for layer, later in zip(layers[1:], reversed(nexts), strict=True):
        place = later[place]
        way.append(layer[place])
    return way


def _next(
    allowed: Sequence[int],
    amounts: tuple[int, ...],
    products: frozenset[str],
    layer: Sequence[Day],
    costs: Sequence[int],
) -> tuple[int, int]:
    """The least cost of going on, and the day of the next layer that has it."""
    best, chosen = -1, -1
    for place, day in enumerate(layer):
        if day.total not in allowed:
            continue
        cost = day.weight + costs[place] + (len(day.products - products) << _BEGUN)
        if amounts:
            for after, before in zip(day.amounts, amounts, strict=True):
                if after > before:
                    cost += (after - before) << _RISE
        if best < 0 or cost < best:
            best, chosen = cost, place
    return best, chosen
