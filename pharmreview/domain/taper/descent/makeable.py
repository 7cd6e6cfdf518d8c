"""Which doses whole products can make, and from which units."""

from dataclasses import replace
from functools import lru_cache
from itertools import combinations_with_replacement
from typing import NamedTuple

from pharmreview.domain.taper.descent.shelf import Portion, Shelf

Packing = tuple[tuple[int, int], ...]
"""Portions taken together: pairs of a portion's place on the shelf and how many."""

MOST_PACKINGS = 64
"""Ways of making one dose that are weighed against each other; the first ones use the largest units."""


class Worn(NamedTuple):
    """Patches worn together: what they give, what their labels add up to, and which they are."""

    release: int
    amount: int
    packing: Packing


@lru_cache(maxsize=512)
def totals(shelf: Shelf, top: int) -> tuple[int, ...]:
    """Every dose up to `top` that what is swallowed can make in a day, lowest first, from nothing."""
    if shelf.measures:
        return _measured(shelf, top)
    if shelf.at_once is not None:
        return _in_handfuls(shelf, top)
    least = _companions(shelf, _size(top))
    limit = shelf.ceiling
    return tuple(t for t, c in enumerate(least[: top + 1]) if c is not None and (limit is None or c <= limit))


def single(shelf: Shelf, top: int) -> frozenset[int]:
    """Every dose up to `top` that can be taken at one time, nothing among them."""
    if shelf.measures:
        return frozenset((0, *(m for syringe in shelf.measures for m in syringe if m <= top)))
    if shelf.at_once is not None:
        return frozenset(_handfuls(shelf, top))
    return frozenset(totals(replace(shelf, ceiling=None), top))


def _handfuls(shelf: Shelf, top: int) -> dict[int, int]:
    """Every dose of one time up to `top`, with the least of the companion that comes with it."""
    found: dict[int, int] = {}
    for room, costs in enumerate(_costs(shelf, top)):
        for amount, cost in enumerate(costs[: top + 1]):
            if cost is not None:
                found.setdefault(amount, room)
    return found


def _in_handfuls(shelf: Shelf, top: int) -> tuple[int, ...]:
    """Days of so many times, none with more of the companion than one time and the day may have."""
    handfuls = _handfuls(shelf, top)
    most = shelf.often * (shelf.at_once or 0)
    most = most if shelf.ceiling is None else min(most, shelf.ceiling)
    day = {0: 0}
    for _ in range(shelf.often):
        longer = dict(day)
        for total, spent in day.items():
            for amount, more in handfuls.items():
                whole, now = total + amount, spent + more
                if whole <= top and now <= most and now <= longer.get(whole, now):
                    longer[whole] = now
        day = longer
    return tuple(sorted(day))


def _measured(shelf: Shelf, top: int) -> tuple[int, ...]:
    """Days of at most so many measures, as set bits of one whole number: bit n stands for n portions."""
    portion = shelf.portions[0]
    most = top // portion.amount
    if shelf.ceiling is not None and portion.companion:
        most = min(most, shelf.ceiling // portion.companion)
    reached = 0
    for syringe in shelf.measures:
        day = 1
        for _ in range(shelf.often):
            longer = day
            for measure in syringe:
                longer |= day << (measure // portion.amount)
            day = longer
        reached |= day
    return tuple(n * portion.amount for n in range(most + 1) if reached >> n & 1)


def below(shelf: Shelf, start: int, release: int) -> tuple[int, ...]:
    """Every makeable dose lower than the one now taken, lowest first.

    `release` is what the dose now taken gives; patches that only carry lower labels are not lower.
    """
    if shelf.worn_at_most is not None:
        return (0, *(w.amount for w in worn(shelf) if w.amount < start and w.release < release))
    return tuple(t for t in totals(shelf, start) if t < start)


@lru_cache(maxsize=512)
def worn(shelf: Shelf) -> tuple[Worn, ...]:
    """Every rate that patches worn together can give, lowest first, each made the simplest way.

    One rate stands once: two patches labelled 12 give what one labelled 25 gives, so going from one to
    the other is no reduction. Simplest is fewest patches, then those whose labels add up to what they
    give, then the largest single patch.
    """
    best: dict[int, tuple[tuple[int, int, int, tuple[int, ...]], Worn]] = {}
    for count in range(1, (shelf.worn_at_most or 0) + 1):
        for chosen in combinations_with_replacement(range(len(shelf.portions)), count):
            parts = [shelf.portions[i] for i in chosen]
            release = sum(p.release for p in parts)
            amount = sum(p.amount for p in parts)
            key = (count, sum(p.other_form for p in parts), abs(release - amount), chosen)
            if release not in best or key < best[release][0]:
                packing = tuple((i, chosen.count(i)) for i in sorted(set(chosen)))
                best[release] = (key, Worn(release, amount, packing))
    return tuple(entry for _, (_, entry) in sorted(best.items()))


@lru_cache(maxsize=4096)
def packings(shelf: Shelf, amount: int) -> tuple[Packing, ...]:
    """Every way to make one dose: fewest halves, then units of another form, then units; () if none."""
    if shelf.measures:
        return (((0, amount // shelf.portions[0].amount),) if amount else (),)
    costs = _costs(shelf, amount)
    if costs[-1][amount] is None:
        return ()
    found: list[Packing] = []
    _unpack(shelf, costs, (amount, len(costs) - 1), 0, (), found)
    return tuple(found)


def _unpack(
    shelf: Shelf,
    costs: "tuple[Costs, ...]",
    left: tuple[int, int],
    place: int,
    taken: Packing,
    found: list[Packing],
) -> None:
    """`left` is what is still to be made, and how much of the companion may still come with it."""
    rest, room = left
    if len(found) >= MOST_PACKINGS:
        return
    if rest == 0:
        found.append(taken)
        return
    for index in range(place, len(shelf.portions)):
        portion = shelf.portions[index]
        spent = _spent(shelf, portion)
        now = costs[room][rest]
        after = (
            costs[room - spent][rest - portion.amount] if portion.amount <= rest and spent <= room else None
        )
        if now is None or after is None or _with(after, portion) != now:
            continue
        if taken and taken[-1][0] == index:
            longer = (*taken[:-1], (index, taken[-1][1] + 1))
        else:
            longer = (*taken, (index, 1))
        _unpack(shelf, costs, (rest - portion.amount, room - spent), index, longer, found)


Cost = tuple[int, int, int]
Costs = list[Cost | None]


def _with(cost: Cost, portion: Portion) -> Cost:
    return (cost[0] + portion.half, cost[1] + portion.other_form, cost[2] + 1)


def cost_of(shelf: Shelf, amount: int) -> Cost:
    """Halves, units of another form and units that one makeable dose needs at least."""
    if shelf.measures:
        return (0, 0, int(amount > 0))
    cost = _costs(shelf, amount)[-1][amount]
    return (amount, amount, amount) if cost is None else cost


def _costs(shelf: Shelf, amount: int) -> tuple[Costs, ...]:
    """For each dose the fewest halves, units of another form, and units, in that order.

    One table for each bound of the companion at one time, from nothing on; a single one without a bound.
    """
    return _cost_tables(shelf, _size(amount))


def _spent(shelf: Shelf, portion: Portion) -> int:
    """What a portion takes of the bound at one time."""
    return 0 if shelf.at_once is None else portion.companion


def _size(top: int) -> int:
    """Tables grow in doublings, so that one serves every dose below it."""
    return 1 << top.bit_length()


@lru_cache(maxsize=256)
def _cost_tables(shelf: Shelf, top: int) -> tuple[Costs, ...]:
    tables: tuple[Costs, ...] = tuple([(0, 0, 0), *([None] * top)] for _ in range((shelf.at_once or 0) + 1))
    for portion in shelf.portions:
        step, spent = portion.amount, _spent(shelf, portion)
        for room in range(spent, len(tables)):
            without, cost = tables[room - spent], tables[room]
            for total in range(step, top + 1):
                before = without[total - step]
                if before is None:
                    continue
                mine = _with(before, portion)
                now = cost[total]
                if now is None or mine < now:
                    cost[total] = mine
    return tables


@lru_cache(maxsize=256)
def _companions(shelf: Shelf, top: int) -> tuple[int | None, ...]:
    """For each dose the least of the companion ingredient that comes with it; None if not makeable."""
    least: list[int | None] = [0, *([None] * top)]
    for portion in shelf.portions:
        step, extra = portion.amount, portion.companion
        for total in range(step, top + 1):
            before = least[total - step]
            if before is None:
                continue
            now = least[total]
            if now is None or before + extra < now:
                least[total] = before + extra
    return tuple(least)


def leanest(shelf: Shelf, amount: int) -> Packing:
    """A way to make a day's dose with the least of the companion ingredient, largest units first."""
    least = _companions(shelf, _size(amount))
    rest, counts = amount, dict.fromkeys(range(len(shelf.portions)), 0)
    while rest:
        for index, portion in enumerate(shelf.portions):
            before = least[rest - portion.amount] if portion.amount <= rest else None
            if before is not None and before + portion.companion == least[rest]:
                counts[index] += 1
                rest -= portion.amount
                break
    return tuple((i, n) for i, n in counts.items() if n)
