"""What was issued over every version of a plan covers what is taken, day by day and product by product."""

import random
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

import pytest

from pharmreview.domain.errors import InputProblem
from pharmreview.domain.taper.events import Event, EventKind
from pharmreview.domain.taper.plan import Pace, StepKind, TaperPlan
from pharmreview.domain.taper.running.leftover import at_hand
from pharmreview.domain.taper.wishes import Stock
from pharmreview.services.tapering import Tapering
from tests.domain.taper.conftest import START, Planner

MORPHINE = ("MST Continus 60mg tablets", "ONE TWICE A DAY")
MEDICINES = (
    MORPHINE,
    ("Gabapentin 300mg capsules", "TWO THREE TIMES A DAY"),
    ("Oramorph 10mg/5ml oral solution", "10ML FOUR TIMES A DAY"),
    ("Co-codamol 30mg/500mg tablets", "TWO FOUR TIMES A DAY"),
)
HAPPENS: tuple[tuple[EventKind, dict[str, object]], ...] = (
    (EventKind.HOLD, {"days": 14, "reason": "flare"}),
    (EventKind.PAUSE, {"days": 7, "reason": "exams"}),
    (EventKind.SMALLER_STEP, {"percent": Decimal(4)}),
    (EventKind.LONGER_STEP, {"every_days": 56}),
    (EventKind.STEP_BACK, {"reason": "withdrawal"}),
    (EventKind.STEP_TAKEN, {}),
)
TEN = "Morphine sulfate 10mg modified-release tablets"


def event(kind: EventKind, day: date, **rest: object) -> Event:
    return Event(kind=kind, day=day, **rest)  # type: ignore[arg-type]


def first_short(plan: TaperPlan, stock: tuple[Stock, ...]) -> tuple[date, str] | None:
    """The first day on which what was at home and issued until then is less than what is taken."""
    held: Counter[str] = Counter()
    for one in stock:
        held[one.product] += one.quantity  # type: ignore[assignment]  # counted in decimals
    for step in plan.steps:
        for place in range(step.days if step.kind is not StepKind.START else 0):
            day = step.start + timedelta(days=place)
            for issue in plan.issues:
                for got in issue.items if issue.start == day else ():
                    held[got.product] += got.quantity  # type: ignore[assignment]
            for item in (i for dose in step.doses for i in dose.items):
                held[item.product] -= item.count  # type: ignore[assignment]
                if held[item.product] < 0:
                    return day, item.product
    return None


@pytest.mark.parametrize("seed", range(10))
def test_that_nobody_runs_short_however_much_happens_to_a_plan(
    planned: Planner, service: Tapering, seed: int
) -> None:
    chance = random.Random(seed)
    medicine, days = MEDICINES[seed % len(MEDICINES)], chance.choice([7, 14, 28])
    bare = planned(medicine, issue_days=days, pace=Pace(percent=Decimal(10), every_days=28))
    used = [i.product for s in bare.steps for d in s.doses for i in d.items]
    stock = tuple(Stock(product=p, quantity=Decimal(chance.randrange(5, 60))) for p in {*used[:1], used[4]})
    plan = planned(medicine, issue_days=days, pace=Pace(percent=Decimal(10), every_days=28), stock=stock)
    day = START
    for _ in range(5):
        day += timedelta(days=chance.randrange(3, 50))
        kind, told = chance.choice(HAPPENS)
        try:
            plan = service.replan(plan, [event(kind, day, **told)], day)
        except InputProblem:
            continue
        assert first_short(plan, stock) is None


def test_that_what_an_earlier_version_left_is_used_once(planned: Planner, service: Tapering) -> None:
    plan = planned(MORPHINE, aim={"m1": Decimal(60)}, stock=(Stock(product=TEN, quantity=Decimal(40)),))
    back = START + timedelta(days=68)
    second = service.replan(plan, [event(EventKind.STEP_BACK, back, reason="withdrawal")], back)
    # Of 56 + 84 tablets for 28 days at 90 mg, 12 days are taken: 16 times 2 and 3 are left.
    thirty = "Morphine sulfate 30mg modified-release tablets"
    assert {s.product: s.quantity for s in second.request.stock} == {thirty: 32, TEN: 48}
    later = back + timedelta(days=41)
    third = service.replan(second, [event(EventKind.LONGER_STEP, later, every_days=42)], later)
    assert third.request.stock == ()
    assert not any(
        i.from_home for issue in third.issues if issue.start >= third.request.start for i in issue.items
    )


def test_that_patches_at_home_are_used_once(planned: Planner, service: Tapering) -> None:
    ten = "Buprenorphine 10micrograms/hour transdermal patches"
    butec = ("Butec 15micrograms/hour transdermal patches", "APPLY ONE PATCH EVERY 7 DAYS")
    plan = planned(butec, stock=(Stock(product=ten, quantity=Decimal(3)),))
    assert next(i.from_home for i in plan.issues[0].items if i.product == ten) == 3
    day = START + timedelta(days=30)
    held = service.replan(plan, [event(EventKind.SMALLER_STEP, day, percent=Decimal(5))], day)
    assert held.request.stock == ()
    later = planned(("Butec 20micrograms/hour transdermal patches", butec[1]), stock=plan.request.stock)
    before = later.steps[2].start - timedelta(days=9)
    kept = service.replan(later, [event(EventKind.SMALLER_STEP, before, percent=Decimal(5))], before)
    assert (kept.request.start, kept.request.stock) == (later.steps[2].start, plan.request.stock)


def test_that_of_a_day_before_a_version_nothing_is_said_to_be_at_home(
    planned: Planner, service: Tapering
) -> None:
    plan = planned(MORPHINE, aim={"m1": Decimal(60)})
    back, late = date(2027, 1, 13), date(2027, 1, 18)
    second = service.replan(plan, [event(EventKind.STEP_BACK, back, reason="withdrawal")], back)
    assert second.request.stock
    assert at_hand(second, back) == second.request.stock
    assert at_hand(second, back - timedelta(days=1)) == ()
    third = service.replan(second, [event(EventKind.STEP_TAKEN, late)], late)
    assert (third.request.start, third.request.stock) == (back, second.request.stock)
    assert first_short(third, third.request.stock) is None
