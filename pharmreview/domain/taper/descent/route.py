"""Which day's doses, by exact search: of the ways that the first wishes leave, the one best by the rest.

The cost of a way is a tuple of whole numbers, added up over its doses and compared from the left:

1. grains by which dose times go up although the day's total falls,
2. halves of tablets,
3. units of another form than the one taken at the start,
4. different products at home,
5. products begun that were not taken the step before,
6. units a day,
7. how uneven the times of the day are: the squares of the differences between each two of them.

Where all that is equal the higher dose comes first, then the larger units, so that the answer is always the
same.
"""

from collections.abc import Callable, Sequence
from operator import add
from typing import NamedTuple

from pharmreview.domain.taper.descent.day import Day
from pharmreview.domain.taper.descent.search import Descents

Cost = tuple[int, ...]

FREE: Cost = (0, 0, 0, 0, 0, 0, 0)


class Taken(NamedTuple):
    """What is taken before the first reduction. `amounts` are () where dose times do not matter (patches)."""

    amounts: tuple[int, ...]
    products: frozenset[str]


class Reduction(NamedTuple):
    """One reduction of a way down. `forced` where it is the smallest that can be made, above the limit."""

    to: int
    forced: bool
    day: Day


class _Ahead(NamedTuple):
    """The best that can follow a day: what it costs, and the place of the next day in its layer."""

    cost: Cost
    later: int


def route(descents: Descents, choices: Callable[[int], Sequence[Day]], now: Taken) -> tuple[Reduction, ...]:
    """The best of all best ways down, with what to take on each dose.

    `choices` are the days that make a dose, simplest first; they are tried together with every way that
    `descents` leaves open.
    """
    layers = [[day for dose in layer for day in choices(dose)] for layer in descents.layers()]
    lean = [_simplest(layer) for layer in layers]
    way = _best(descents, lean, now)
    one_way = all(len(to) == 1 for to in descents.after.values())
    if not one_way or _rises(way, now):
        way = _best(descents, layers, now)
    before = descents.start
    found: list[Reduction] = []
    for day in way:
        found.append(Reduction(day.total, before in descents.forced, day))
        before = day.total
    return tuple(found)


def cost_between(before: Taken, day: Day) -> Cost:
    """What a day costs after what was taken before it."""
    return (
        risen(before.amounts, day),
        day.halves,
        day.other_form,
        len(day.products),
        len(day.products - before.products),
        day.units,
        day.unevenness,
    )


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
    least = min(day.simplicity[:3] for day in days)
    return [day for day in days if day.simplicity[:3] == least]


def _rises(way: Sequence[Day], now: Taken) -> bool:
    amounts = now.amounts
    for day in way:
        if risen(amounts, day):
            return True
        amounts = day.amounts if amounts else ()
    return False


def _best(descents: Descents, layers: Sequence[Sequence[Day]], now: Taken) -> list[Day]:
    """The least cost from the first day to the last, found from the last one back."""
    ahead: list[list[_Ahead]] = []
    for depth in range(len(layers) - 1, -1, -1):
        if depth == len(layers) - 1:
            ahead.append([_Ahead(FREE, -1)] * len(layers[depth]))
            continue
        below, after = layers[depth + 1], ahead[-1]
        ahead.append(
            [
                _next(
                    descents.after[day.total],
                    Taken(day.amounts if now.amounts else (), day.products),
                    below,
                    after,
                )
                for day in layers[depth]
            ]
        )
    ahead.reverse()
    way: list[Day] = []
    place = _next(descents.after[descents.start], now, layers[0], ahead[0]).later if layers else -1
    for layer, after in zip(layers, ahead, strict=True):
        way.append(layer[place])
        place = after[place].later
    return way


def _next(allowed: Sequence[int], before: Taken, layer: Sequence[Day], after: Sequence[_Ahead]) -> _Ahead:
    """The best day of the next layer among the doses that may follow."""
    found = (
        (tuple(map(add, cost_between(before, day), after[place].cost)), place)
        for place, day in enumerate(layer)
        if day.total in allowed
    )
    return _Ahead(*min(found))
