"""Each medicine's way down as stretches of days, one after another."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from pharmreview.domain.quantity.unit import Unit
from pharmreview.domain.taper.course.goal import Course
from pharmreview.domain.taper.dating import BY_HAND, EXCEEDS_PACE, RISES, SWITCH, Stretch
from pharmreview.domain.taper.descent.by_hand import Told, by_hand
from pharmreview.domain.taper.descent.day import Times, days
from pharmreview.domain.taper.descent.route import Reduction, Taken, risen, route
from pharmreview.domain.taper.descent.search import ways_down
from pharmreview.domain.taper.descent.shelf import Shelf
from pharmreview.domain.taper.pace import AgreedPace
from pharmreview.domain.taper.plan import StepKind


def stretches(courses: Sequence[Course]) -> list[Stretch]:
    """Every course after the one before; a later medicine waits until the one before has settled.

    A course that goes on from another by a change of product begins with the same dose made anew.
    """
    row: list[Stretch] = []
    for course in courses:
        path = _path(course)
        if course.switch_from is None:
            wait = max(1, course.pace.every_days - row[-1].days) if row else 1
            row.append(Stretch(course, StepKind.START, wait, course.start, course.start, None))
        elif course.first is not None:
            last = bool(path) and not path[0].to
            held = _days_on(course, course.start, last=last)
            row.append(
                Stretch(course, StepKind.HOLD, held, course.start, course.start, course.first, (SWITCH,))
            )
        row.extend(_way(course, path))
    return row


class _Way(NamedTuple):
    """All that a way down follows from: not on how many days each dose lasts."""

    shelf: Shelf
    doses: tuple[int, ...]
    start: Decimal
    began: Decimal
    aim: Decimal
    pace: AgreedPace
    unit: Unit
    times: Times
    stops: tuple[Decimal, ...]
    now: Taken


def _path(course: Course) -> tuple[Reduction, ...]:
    if course.first is not None:
        products = course.first.products
    else:
        products = frozenset(i.product for d in course.now for i in d.items)
    now = Taken(() if course.wear_days is not None else course.times.most, products)
    shares = course.pace._replace(every_days=0, slow_days=0, last_hold_days=0, wear_periods=0)
    way = (course.shelf, course.doses, course.start, course.began, course.aim, shares, course.unit)
    return _found(_Way(*way, course.times, course.by_hand.stops, now))


@lru_cache(maxsize=16)
def _found(way: _Way) -> tuple[Reduction, ...]:
    """The best way down; found once while only its days change."""
    shelf, pace = way.shelf, way.pace
    start, aim = int(way.start / shelf.grain), int(way.aim / shelf.grain)

    def limit(grains: int) -> int:
        return int(pace.limit(grains * shelf.grain, way.began) // shelf.grain)

    makeable = [d for d in way.doses if d >= aim]
    if way.stops:
        descents = by_hand(start, makeable, way.stops, Told(shelf, way.unit, pace))
    else:
        descents = ways_down(start, makeable, limit)
    return route(descents, lambda grains: days(shelf, grains, way.times), way.now)


def _way(course: Course, path: Sequence[Reduction]) -> Iterable[Stretch]:
    shelf, pace = course.shelf, course.pace
    before, amounts = course.start, course.times.most
    switched = course.switch_from is not None and course.first is None
    for place, reduction in enumerate(path):
        dose = shelf.dose(reduction.to)
        above = before - dose > pace.asked(before, course.began)
        flags = ((EXCEEDS_PACE if reduction.forced else BY_HAND),) if above else ()
        if course.wear_days is None and risen(amounts, reduction.day.amounts):
            flags = (*flags, RISES)
        if switched and not place and reduction.to:
            flags = (*flags, SWITCH)
        last = place + 1 < len(path) and path[place + 1].to == 0
        kind = StepKind.STOP if reduction.to == 0 else StepKind.REDUCE
        yield Stretch(course, kind, _days_on(course, dose, last=last), dose, before, reduction.day, flags)
        before, amounts = dose, reduction.day.amounts


def _days_on(course: Course, dose: Decimal, *, last: bool) -> int:
    """How long a dose lasts: patches in whole wear periods, long before stopping, a day for nothing.

    What was set by hand makes it longer, never shorter.
    """
    if not dose:
        return 1
    days_on = course.pace.days_on(dose, course.began)
    for one in course.by_hand.lasting:
        if one.dose == dose:
            days_on = max(days_on, one.days)
    if last:
        days_on = max(days_on, course.pace.last_hold_days)
    return course.lasting(days_on)
