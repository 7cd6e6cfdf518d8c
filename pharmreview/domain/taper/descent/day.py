"""A day's dose over its dose times: as even as the products allow, then from as few units as will do."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import product as every
from typing import NamedTuple

from pharmreview.domain.taper.descent.makeable import (
    Packing,
    cost_of,
    leanest,
    packings,
    single,
    totals,
    worn,
)
from pharmreview.domain.taper.descent.shelf import Shelf

UNEVEN_PERCENT = 15
"""How far apart the doses of a day may be, in percent of its total, where that makes the day simpler."""

MOST_SPREADS = 40
"""Ways of dividing one dose over its times that are weighed; the most even ones."""

MOST_AMOUNTS = 12
"""Single doses near an equal share that are weighed for one time of day; the simplest ones."""

MOST_DAYS = 12
"""Ways of taking one dose in a day that are kept to choose from; the simplest ones."""


FIELD = 64
"""Bits kept for each wish where the cost of a day is written as one whole number."""


class Day(NamedTuple):
    """What is taken at each dose time, with what is counted when days are compared.

    `total` is the day's dose and `weight` what the day costs by itself, the gravest wish in the highest
    bits: halves, units of another form, different products, none, units, unevenness.
    """

    parts: tuple[Packing, ...]
    amounts: tuple[int, ...]
    halves: int
    units: int
    products: frozenset[str]
    other_form: int
    total: int
    unevenness: int
    weight: int

    @property
    def simplicity(self) -> tuple[int, int, int, int]:
        """Lower is simpler: fewest halves, units of another form, different products, units."""
        return (self.halves, self.other_form, len(self.products), self.units)


def day_of(
    parts: tuple[Packing, ...],
    amounts: tuple[int, ...],
    halves: int,
    units: int,
    products: frozenset[str],
    other_form: int,
) -> Day:
    """A day with its sums. Unevenness adds up the squares of the differences between each two dose times."""
    total = sum(amounts)
    unevenness = len(amounts) * sum(a * a for a in amounts) - total**2
    weight = 0
    for count in (halves, other_form, len(products), 0, units, unevenness):
        weight = (weight << FIELD) + count
    return Day(parts, amounts, halves, units, _shared(products), other_form, total, unevenness, weight)


@lru_cache(maxsize=4096)
def _shared(products: frozenset[str]) -> frozenset[str]:
    """The same products as one value wherever they are taken: most days are compared with their like."""
    return products


class Times(NamedTuple):
    """The dose times of a medicine: the most that may be taken at each, and which falls first.

    `falls` lists the places of the times, the first to come down first.
    """

    most: tuple[int, ...]
    falls: tuple[int, ...]


@lru_cache(maxsize=4096)
def days(shelf: Shelf, total: int, times: Times) -> tuple[Day, ...]:
    """Good ways to take `total` in a day, the simplest first and the more even first among equals.

    No time has more than `times` allows when that can be, and the time that falls first has the smaller
    share. () where the shelf cannot make the dose.
    """
    if total == 0:
        return (_day(shelf, tuple(() for _ in times.most)),)
    if shelf.worn_at_most is not None:
        return tuple(_day(shelf, (w.packing,)) for w in worn(shelf) if w.amount == total)
    apart = [replace(shelf, measures=(syringe,)) for syringe in shelf.measures] or [shelf]
    found = [day for one in apart for spread in _spreads(one, total, times) for day in _packed(one, spread)]
    if found:
        return tuple(sorted(found, key=lambda d: (d.simplicity, d.unevenness, d.parts))[:MOST_DAYS])
    return (_dealt(shelf, total, times),) if total in totals(shelf, total) else ()


def _packed(shelf: Shelf, spread: tuple[int, ...]) -> tuple[Day, ...]:
    """The simplest days with these amounts at the dose times, within the ceiling."""
    amounts = sorted(set(spread))
    best: list[Day] = []
    for chosen in every(*(packings(shelf, a) for a in amounts)):
        by_amount = dict(zip(amounts, chosen, strict=True))
        day = _day(shelf, tuple(by_amount[a] for a in spread))
        if shelf.ceiling is not None and _companion(shelf, day) > shelf.ceiling:
            continue
        if best and day.simplicity > best[0].simplicity:
            continue
        if best and day.simplicity < best[0].simplicity:
            best.clear()
        best.append(day)
    return tuple(best)


def _day(shelf: Shelf, parts: tuple[Packing, ...]) -> Day:
    taken = [(shelf.portions[i], n) for part in parts for i, n in part]
    return day_of(
        parts=parts,
        amounts=tuple(sum(shelf.portions[i].amount * n for i, n in part) for part in parts),
        halves=sum(n for p, n in taken if p.half),
        units=sum(1 if p.ml is not None else n for p, n in taken),
        products=frozenset(p.product for p, _ in taken),
        other_form=sum(n for p, n in taken if p.other_form),
    )


def _companion(shelf: Shelf, day: Day) -> int:
    return sum(shelf.portions[i].companion * n for part in day.parts for i, n in part)


def _spreads(shelf: Shelf, total: int, times: Times) -> list[tuple[int, ...]]:
    """Ways to divide a dose over its times, within what each time may have if that is possible."""
    alone = single(shelf, total)
    for most in (times.most, tuple(total for _ in times.most)):
        bounds = tuple(sorted(most))
        even = _evenest(total, bounds, alone)
        if even:
            apart = max(even[0][-1] - even[0][0], total * UNEVEN_PERCENT // 100)
            found = _divided(total, bounds, _simple(shelf, total, len(bounds), alone, even[0], apart), apart)
            found.sort(key=lambda amounts: sum(n * n for n in amounts))
            return [_placed(amounts, Times(most, times.falls)) for amounts in found[:MOST_SPREADS]]
    return []


def _simple(
    shelf: Shelf, total: int, times: int, alone: frozenset[int], even: tuple[int, ...], apart: int
) -> list[int]:
    """The amounts worth taking at one time: those of the most even day, and the simplest near them."""
    middle = total // times
    near = [a for a in alone if abs(a - middle) <= apart]
    near.sort(key=lambda a: (cost_of(shelf, a), abs(a - middle), a))
    return sorted({*even, *near[:MOST_AMOUNTS]})


def _divided(total: int, bounds: tuple[int, ...], amounts: list[int], apart: int) -> list[tuple[int, ...]]:
    """Every ascending division within ascending bounds whose largest and smallest are not too far apart."""
    found: list[tuple[int, ...]] = []

    def divide(rest: int, place: int, taken: tuple[int, ...]) -> None:
        left = len(bounds) - len(taken)
        if left == 0:
            if rest == 0:
                found.append(taken)
            return
        top = min(bounds[len(taken)], taken[0] + apart) if taken else bounds[0]
        for index in range(place, len(amounts)):
            amount = amounts[index]
            if amount > top or amount * left > rest:
                break
            if min(amounts[-1], (taken[0] if taken else amount) + apart) * left >= rest:
                divide(rest - amount, index, (*taken, amount))

    divide(total, 0, ())
    return found


def _evenest(total: int, bounds: tuple[int, ...], alone: frozenset[int]) -> list[tuple[int, ...]]:
    """The ascending division within ascending bounds with the least sum of squares; [] if there is none."""
    best: list[tuple[int, ...]] = []
    largest = max(alone)
    least = [total * total * len(bounds) + 1]

    def divide(rest: int, squares: int, taken: tuple[int, ...]) -> None:
        left = len(bounds) - len(taken)
        bound, lowest = bounds[len(taken)], taken[-1] if taken else 0
        if left == 1:
            whole = squares + rest * rest
            if lowest <= rest <= bound and rest in alone and whole < least[0]:
                least[0] = whole
                best[:] = [(*taken, rest)]
            return
        for amount in range(min(bound, rest // left), lowest - 1, -1):
            after = rest - amount
            # The rest cannot be more even than in equal parts.
            if squares + amount * amount + after * after // (left - 1) >= least[0]:
                break
            if amount in alone:
                divide(after, squares + amount * amount, (*taken, amount))

    if sum(min(bound, largest) for bound in bounds) >= total:
        divide(total, 0, ())
    return best


def _placed(amounts: Sequence[int], times: Times) -> tuple[int, ...]:
    """Ascending amounts put to the times: the smallest to the time that falls first, bounds kept."""
    left = list(amounts)
    placed = [0] * len(left)
    waiting = list(times.falls)
    while waiting:
        time = waiting.pop(0)
        for index, amount in enumerate(left):
            others = left[:index] + left[index + 1 :]
            bounds = sorted(times.most[t] for t in waiting)
            if amount <= times.most[time] and all(a <= b for a, b in zip(others, bounds, strict=True)):
                placed[time] = left.pop(index)
                break
    return tuple(placed)


def _dealt(shelf: Shelf, total: int, times: Times) -> Day:
    """Whole units dealt out one by one, the largest first, each to the time that has least so far."""
    units = [i for i, n in leanest(shelf, total) for _ in range(n)]
    later = list(reversed(times.falls))
    hands: list[list[int]] = [[] for _ in times.most]
    for unit in units:
        able = [t for t in later if _holds(shelf, [*hands[t], unit])] or later
        time = min(able, key=lambda t: sum(shelf.portions[i].amount for i in hands[t]))
        hands[time].append(unit)
    return _day(shelf, tuple(tuple((i, hand.count(i)) for i in sorted(set(hand))) for hand in hands))


def _holds(shelf: Shelf, units: Sequence[int]) -> bool:
    """Whether these units may be taken at one time."""
    return shelf.at_once is None or sum(shelf.portions[i].companion for i in units) <= shelf.at_once
