"""The exact search: of every way down, the one that is best by the stated order of wishes.

1. No reduction is above its limit, except where no dose that the products can make lies within it: then
   the next dose below is taken, and nothing lower.
2. The fewest reductions.
3. Reductions as even as can be: the least sum of the squares of their shares of the dose, each counted to
   a millionth.
4. The fewest different products, added up over the doses of the plan.
5. The fewest units a day, added up over them.
6. The higher dose first, so that the answer is always the same.
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import NamedTuple

MILLIONTHS = 1_000_000

Weight = tuple[int, int]
"""Different products, and units a day."""


class Reduction(NamedTuple):
    """One way down from a dose. `forced` where it is the smallest that can be made and above the limit."""

    to: int
    forced: bool


def way_down(
    start: int,
    doses: Sequence[int],
    limit: Callable[[int], int],
    weight: Callable[[int], Weight],
) -> tuple[Reduction, ...]:
    """The best sequence from `start` to the lowest of `doses` (all below `start`, lowest first).

    `limit` is the largest reduction from a dose; `weight` is asked only where sequences are equally even.
    """
    points = (*doses, start)
    reach = [0] * len(points)
    fewest = [0] * len(points)
    for place in range(1, len(points)):
        dose = points[place]
        lowest = min(bisect_left(points, dose - limit(dose)), place - 1)
        reach[place] = lowest
        fewest[place] = 1 + min(fewest[lowest:place])
    forced = [
        place > 0 and points[place] - points[place - 1] > limit(points[place]) for place in range(len(points))
    ]
    layers = _layers(reach, fewest)
    after = _evenest(points, reach, fewest, layers)
    path = _lightest(points, after, weight)
    return tuple(
        Reduction(points[to], forced[origin])
        for origin, to in zip((len(points) - 1, *path), path, strict=False)
    )


def _layers(reach: Sequence[int], fewest: Sequence[int]) -> list[list[int]]:
    """The places that some shortest way passes, from the start down."""
    layers = [[len(reach) - 1]]
    while fewest[layers[-1][0]]:
        wanted = fewest[layers[-1][0]] - 1
        found = {j for i in layers[-1] for j in range(reach[i], i) if fewest[j] == wanted}
        layers.append(sorted(found))
    return layers


def _evenest(
    points: Sequence[int], reach: Sequence[int], fewest: Sequence[int], layers: Sequence[Sequence[int]]
) -> dict[int, list[int]]:
    """From each place the next places that keep the way below it as even as can be; ties all kept."""
    unevenness: dict[int, int] = dict.fromkeys(layers[-1], 0)
    after: dict[int, list[int]] = {}
    for layer in reversed(layers[:-1]):
        for place in layer:
            dose, wanted = points[place], fewest[place] - 1
            best, ways = -1, []
            for to in range(place - 1, reach[place] - 1, -1):
                if fewest[to] != wanted:
                    continue
                share = (dose - points[to]) * MILLIONTHS // dose
                cost = share * share + unevenness[to]
                if best < 0 or cost < best:
                    best, ways = cost, [to]
                elif cost == best:
                    ways.append(to)
            unevenness[place] = best
            after[place] = ways
    return after


def _lightest(
    points: Sequence[int], after: dict[int, list[int]], weight: Callable[[int], Weight]
) -> tuple[int, ...]:
    """One way through the ties: fewest products, then fewest units, then the higher dose first."""
    layers = [{len(points) - 1}]
    while ways := {to for place in layers[-1] for to in after.get(place, ())}:
        layers.append(ways)
    if all(len(layer) == 1 for layer in layers):
        return tuple(place for layer in layers[1:] for place in layer)
    best: dict[int, tuple[Weight, tuple[int, ...]]] = dict.fromkeys(layers[-1], ((0, 0), ()))
    for layer in reversed(layers[:-1]):
        for place in layer:
            answers = []
            for to in after[place]:
                (products, units), rest = best[to]
                more, heavier = weight(points[to])
                answers.append(((products + more, units + heavier), (to, *rest)))
            best[place] = min(answers, key=lambda a: (a[0], tuple(-p for p in a[1])))
    return best[len(points) - 1][1]
