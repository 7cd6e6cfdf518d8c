"""Which doses, by exact search: of every way down, those that the first wishes leave.

1. No reduction is above its limit, except where no dose that the products can make lies within it: then
   the next dose below is taken, and nothing lower.
2. The fewest reductions.
3. Reductions as even as can be: the least sum of the squares of their shares of the dose, each counted to
   a millionth.

Ways that are equal by these three are told apart by what is taken in the day: see `route`.
"""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

MILLIONTHS = 1_000_000


class Descents(NamedTuple):
    """Every best way down: after each dose the doses that may follow it, the highest first.

    `forced` are the doses from which the smallest reduction that can be made is above the limit.
    """

    start: int
    after: Mapping[int, tuple[int, ...]]
    forced: frozenset[int]

    def layers(self) -> list[tuple[int, ...]]:
        """The doses that may be taken after one reduction, after two, and so on, the highest first."""
        found: list[tuple[int, ...]] = [(self.start,)]
        while lower := {to for dose in found[-1] for to in self.after.get(dose, ())}:
            found.append(tuple(sorted(lower, reverse=True)))
        return found[1:]


def ways_down(start: int, doses: Sequence[int], limit: Callable[[int], int]) -> Descents:
    """The best ways from `start` to the lowest of `doses` (all below `start`, lowest first).

    `limit` is the largest reduction from a dose.
    """
    points = (*doses, start)
    reach = [0] * len(points)
    fewest = [0] * len(points)
    forced: set[int] = set()
    for place in range(1, len(points)):
        dose = points[place]
        most = limit(dose)
        lowest = min(bisect_left(points, dose - most), place - 1)
        reach[place] = lowest
        fewest[place] = 1 + min(fewest[lowest:place])
        if dose - points[place - 1] > most:
            forced.add(dose)
    return Descents(start, _evenest(points, reach, fewest, _layers(reach, fewest)), frozenset(forced))


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
) -> dict[int, tuple[int, ...]]:
    """From each dose the next doses that keep the way below it as even as can be; ties all kept."""
    unevenness: dict[int, int] = dict.fromkeys(layers[-1], 0)
    after: dict[int, tuple[int, ...]] = {}
    for layer in reversed(layers[:-1]):
        for place in layer:
            dose, wanted = points[place], fewest[place] - 1
            costs = {
                to: ((dose - points[to]) * MILLIONTHS // dose) ** 2 + unevenness[to]
                for to in range(place - 1, reach[place] - 1, -1)
                if fewest[to] == wanted
            }
            unevenness[place] = best = min(costs.values())
            after[dose] = tuple(points[to] for to, cost in costs.items() if cost == best)
    return after
