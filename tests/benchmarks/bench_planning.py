"""The exact planner beside a greedy one: three medicines of sixty reductions each, and what a step costs."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from statistics import median
from time import process_time

from pharmreview.bootstrap import bootstrap
from pharmreview.domain.quantity.unit import Unit
from pharmreview.domain.taper.plan import (
    DoseAt,
    Issue,
    IssueItem,
    Item,
    Medicine,
    Pace,
    Step,
    StepKind,
    TaperPlan,
    TaperRequest,
)
from pharmreview.domain.words.numbers import in_words
from pharmreview.services.tapering import Tapering
from tests.benchmarks.figure import Figure

_ROUNDS = 30
_WARM_UP = 6
_LIMIT_MS = 16.0
_TIMES_GREEDY = 4.0
_EACH = 60
_START = date(2026, 12, 9)
_MST = (5, 10, 15, 30, 60, 100, 200)
_OXYCODONE = (5, 10, 15, 20, 30, 40, 60, 80, 120)
_TAKEN = (
    ("Morphine sulfate 30mg modified-release tablets", "FIVE TWICE A DAY", _MST, 300, 2, 1),
    ("OxyContin 30mg modified-release tablets", "FIVE TWICE A DAY", _OXYCODONE, 300, 2, 1),
    ("Gabapentin 400mg capsules", "FIVE THREE TIMES A DAY", (100, 300, 400, 600, 800), 6000, 3, 0),
)
"""Name, directions, strengths, dose a day, dose times, whether it counts as oral morphine."""


def measure() -> Iterator[Figure]:
    """Plan the same request with another pace each round, so that no way down is remembered.

    Processor time of the best round: what it takes at rest, whatever else this computer does meanwhile.
    """
    planner = bootstrap().tapering
    paces = [Decimal(200 + n) / 100 for n in range(_ROUNDS + _WARM_UP)]
    ours, floor = [], []
    for percent in paces:
        taken, plan = _timed(lambda p=percent: _planned(planner, p))
        falling = Counter(step.medicine for step in plan.steps if step.reduction)
        assert set(falling.values()) == {_EACH}, falling
        ours.append(taken)
        floor.append(_timed(lambda p=percent: greedy(p))[0])
    yield Figure(
        f"an exact plan of three medicines, {_EACH} reductions each, beside a greedy one",
        min(ours[_WARM_UP:]),
        min(floor[_WARM_UP:]),
        limit_ratio=_TIMES_GREEDY,
        limit_ms=_LIMIT_MS,
    )
    yield _flat(planner)


def _flat(planner: Tapering) -> Figure:
    """What a step costs in a plan with many steps, beside one with few."""
    costs: dict[str, list[float]] = {"long": [], "short": []}
    for turn in range(_ROUNDS + _WARM_UP):
        for name, percent, aim in (("long", Decimal(2), 0), ("short", Decimal(10), 100)):
            nudged = percent + Decimal(turn) / 1000
            taken, plan = _timed(lambda p=nudged, a=aim: _planned(planner, p, Decimal(a), count=1))
            costs[name].append(taken / len(plan.steps))
    long, short = (median(costs[name][_WARM_UP:]) for name in ("long", "short"))
    return Figure("a step of a long plan beside one of a short plan", long, short, limit_ratio=1.5)


def _planned(planner: Tapering, percent: Decimal, aim: Decimal = Decimal(0), count: int = 3) -> TaperPlan:
    medicines = tuple(
        Medicine(id=f"m{n}", name=name, directions=directions)
        for n, (name, directions, *_) in enumerate(_TAKEN[:count], 1)
    )
    order = tuple(m.id for m in medicines)
    aims = dict.fromkeys(order, aim)
    return planner.plan(
        TaperRequest(start=_START, medicines=medicines, order=order, aim=aims, pace=Pace(percent=percent))
    )


def greedy(percent: Decimal) -> TaperPlan:
    """The largest step within the pace each time, the largest tablets first, as the same values."""
    steps: list[Step] = []
    issues: list[Issue] = []
    day = _START
    for number, (name, _, strengths, start, times, ome) in enumerate(_TAKEN, 1):
        dose = start
        grain = min(strengths)
        while dose:
            most = int(dose * percent / 100) // grain * grain or grain
            before, dose = dose, dose - most
            doses = tuple(_taken(name, dose, times, strengths, grain))
            load = Decimal(dose * ome)
            end = day + timedelta(days=27)
            steps.append(
                Step(
                    number=len(steps) + 1,
                    medicine=f"m{number}",
                    kind=StepKind.REDUCE if dose else StepKind.STOP,
                    start=day,
                    end=end,
                    days=28,
                    daily_dose=Decimal(dose),
                    unit=Unit.MILLIGRAM,
                    reduction=Decimal(most),
                    reduction_percent=(Decimal(most * 100) / before).quantize(Decimal("0.1")),
                    doses=doses,
                    ome_medicine=load,
                    ome_total=load,
                )
            )
            issues.append(_issued(f"m{number}", day, end, doses))
            day = end + timedelta(days=1)
    request = TaperRequest(start=_START, medicines=())
    return TaperPlan(request=request, table="FPM_2020", steps=tuple(steps), issues=tuple(issues))


def _taken(name: str, dose: int, times: int, strengths: tuple[int, ...], grain: int) -> Iterator[DoseAt]:
    """An even share each, from the largest tablets first."""
    rest = dose
    for left in range(times, 0, -1):
        share = rest // left // grain * grain if left > 1 else rest
        rest -= share
        items = []
        for strength in reversed(strengths):
            count, share = divmod(share, strength)
            if count:
                items.append(Item(product=f"{name} {strength}", count=Decimal(count)))
        yield DoseAt(when=str(left), items=tuple(items))


def _issued(medicine: str, start: date, end: date, doses: tuple[DoseAt, ...]) -> Issue:
    totals: dict[str, Decimal] = {}
    for dose in doses:
        for item in dose.items:
            totals[item.product] = totals.get(item.product, Decimal(0)) + item.count * 28
    items = tuple(IssueItem(product=p, quantity=n, quantity_words=in_words(n)) for p, n in totals.items())
    return Issue(medicine=medicine, start=start, end=end, days=28, items=items)


def _timed(work: Callable[[], TaperPlan]) -> tuple[float, TaperPlan]:
    begun = process_time()
    plan = work()
    return (process_time() - begun) * 1000, plan


if __name__ == "__main__":
    for figure in measure():
        sys.stdout.write(f"{figure.line()}\n")
