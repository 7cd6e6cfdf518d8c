"""A planner that tries everything: every way down and every day of each dose. It shares no code with ours.

Doses are whole numbers. A day is a tuple of dose times; a dose time a sorted tuple of the units taken at it.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations, combinations_with_replacement, product

Time = tuple[int, ...]
Day = tuple[Time, ...]
Cost = tuple[int, ...]


def every_way(start: int, doses: Sequence[int], percent: int) -> Iterator[tuple[int, ...]]:
    """All sequences from start to the lowest dose that the pace allows, by trying each."""
    if start == min(doses):
        yield ()
        return
    lower = [d for d in doses if d < start]
    near = [d for d in lower if (start - d) * 100 <= percent * start]
    for dose in near or [max(lower)]:
        for rest in every_way(dose, doses, percent):
            yield (dose, *rest)


def shape(start: int, way: Sequence[int]) -> tuple[int, int]:
    """How many reductions, and how uneven: squares of the shares in millionths."""
    squares, before = 0, start
    for dose in way:
        squares += (1_000_000 * (before - dose) // before) ** 2
        before = dose
    return len(way), squares


def best_ways(start: int, doses: Sequence[int], percent: int) -> list[tuple[int, ...]]:
    """The ways that no other way beats in number and evenness."""
    ways = list(every_way(start, doses, percent))
    least = min(shape(start, way) for way in ways)
    return [way for way in ways if shape(start, way) == least]


def one_time(amount: int, strengths: Sequence[int]) -> list[Time]:
    """Every handful of the fewest units that makes an amount; [] where none does."""
    for count in range(amount // min(strengths) + 1):
        found = [t for t in combinations_with_replacement(sorted(strengths), count) if sum(t) == amount]
        if found:
            return found
    return []


def every_day(dose: int, strengths: Sequence[int], most: Sequence[int]) -> list[Day]:
    """Every day that makes a dose within the rules: bounds, nearness, the first time the smallest."""
    singles = {a: one_time(a, strengths) for a in range(dose + 1)}
    shares = product(range(dose + 1), repeat=len(most))
    splits = [s for s in shares if sum(s) == dose and all(singles[a] for a in s)]
    bounded = [s for s in splits if all(a <= b for a, b in zip(s, most, strict=True))] or splits
    evenest = min(bounded, key=lambda s: sum(a * a for a in s))
    apart = max(max(evenest) - min(evenest), dose * 15 // 100)
    kept = [s for s in bounded if max(s) - min(s) <= apart and list(s) == sorted(s)]
    return [day for s in kept for day in product(*(singles[a] for a in s))]


def cost(first: Day, days: Sequence[Day]) -> Cost:
    """What the days of a way add up to, in the order of the wishes."""
    total, before = [0] * 5, first
    for day in days:
        now = {u for time in day for u in time}
        then = {u for time in before for u in time}
        total[0] += sum(max(0, sum(a) - sum(b)) for a, b in zip(day, before, strict=True))
        total[1] += len(now)
        total[2] += len(now - then)
        total[3] += sum(len(time) for time in day)
        total[4] += sum((sum(a) - sum(b)) ** 2 for a, b in combinations(day, 2))
        before = day
    return tuple(total)


def best_plans(
    first: Day, strengths: Sequence[int], doses: Sequence[int], percent: int
) -> tuple[Cost, list[tuple[int, ...]]]:
    """The least cost of all plans that no other beats in number and evenness, and the ways that have it."""
    start, most = sum(map(sum, first)), [sum(time) for time in first]
    ways = best_ways(start, doses, percent)
    choice = {d: every_day(d, strengths, most) for way in ways for d in way}
    costs = {way: min(cost(first, days) for days in product(*(choice[d] for d in way))) for way in ways}
    least = min(costs.values())
    return least, [way for way, mine in costs.items() if mine == least]
