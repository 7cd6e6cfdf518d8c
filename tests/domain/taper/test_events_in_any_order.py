"""Events after events: what one brought stays true whatever is entered next."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import pytest

from pharmreview.domain.errors import InputProblem
from pharmreview.domain.quantity.unit import Unit
from pharmreview.domain.taper.events import Event, EventKind
from pharmreview.domain.taper.plan import Pace, Step, StepKind, TaperPlan, TaperRequest
from pharmreview.domain.taper.wishes import Switch
from pharmreview.services.tapering import Tapering
from tests.domain.taper.conftest import START, Planner
from tests.domain.taper.test_plans import FENTANYL, MORPHINE, PREGABALIN
from tests.domain.taper.test_running_step_by_step import LATER, event, medicine, on

LIQUID = "Morphine sulfate 10mg/5ml oral solution"
EVERY_MONTH = Pace(percent=Decimal(10), every_days=28)
BACK = event(EventKind.STEP_BACK, 31, reason="withdrawal")
IN_HOSPITAL = event(EventKind.DOSE_CHANGED, 31, reason="hospital", directions="TWO TWICE A DAY")


@pytest.fixture(scope="module")
def plan(service: Tapering) -> TaperPlan:
    """120 mg, then 110 from day 0, 100 from day 28, 90 from day 56, and so on to 60."""
    aim = {"m1": Decimal(60)}
    asked = TaperRequest(start=START, medicines=(medicine("m1", MORPHINE),), aim=aim, pace=EVERY_MONTH)
    return service.plan(asked)


def told(plan: TaperPlan, most: int = 6) -> list[tuple[int, int]]:
    """The first day, counted from the start, and the dose of the first steps."""
    return [((s.start - START).days, int(s.daily_dose)) for s in plan.steps[:most]]


@pytest.mark.parametrize(("brought", "dose"), [(BACK, 110), (IN_HOSPITAL, 240)])
@pytest.mark.parametrize("day", [31, 33, 44])
def test_that_a_step_taken_after_another_dose_was_brought_never_passes_over_it(
    service: Tapering, plan: TaperPlan, brought: Event, dose: int, day: int
) -> None:
    before = service.replan(plan, [brought], LATER)
    after = service.replan(before, [event(EventKind.STEP_TAKEN, day)], LATER)
    assert told(after)[:4] == [(-1, 120), (0, 110), (28, 100), (31, dose)]
    assert after.steps == before.steps


def test_that_the_next_step_taken_early_follows_the_dose_stepped_back_to(
    service: Tapering, plan: TaperPlan
) -> None:
    after = service.replan(plan, [BACK, event(EventKind.STEP_TAKEN, 50)], LATER)
    assert told(after) == [(-1, 120), (0, 110), (28, 100), (31, 110), (50, 100), (78, 90)]


@pytest.mark.parametrize(
    "more",
    [
        event(EventKind.MISSED_SUPPLY, 31, days=2),
        event(EventKind.HOLD, 31, days=7, reason="x"),
        event(EventKind.SMALLER_STEP, 31, percent=Decimal(5)),
        event(EventKind.LONGER_STEP, 31, every_days=42),
        event(EventKind.CHANGE_OF_PRODUCT, 31, switch=Switch(to=(LIQUID,), confirmed=True)),
    ],
    ids=lambda e: e.kind.value,
)
def test_that_what_is_entered_on_the_day_of_a_step_back_leaves_its_dose(
    service: Tapering, plan: TaperPlan, more: Event
) -> None:
    after = service.replan(plan, [BACK, more], LATER)
    on_day = next(s for s in reversed(after.steps) if s.start <= on(31))
    assert (on_day.daily_dose, on_day.start) == (110, on(31))


@pytest.mark.parametrize(
    "pace",
    [event(EventKind.SMALLER_STEP, 29, percent=Decimal(5)), event(EventKind.LONGER_STEP, 29, every_days=42)],
)
@pytest.mark.parametrize("late", [1, 2])
def test_that_a_step_taken_late_after_another_pace_was_agreed_moves_what_follows(
    service: Tapering, plan: TaperPlan, pace: Event, late: int
) -> None:
    before = service.replan(plan, [pace], LATER)
    after = service.replan(before, [event(EventKind.STEP_TAKEN, 28 + late)], LATER)
    assert told(after)[:3] == told(before)[:3]
    due, moved = ([s.start for s in p.steps[3:] if s.kind is StepKind.REDUCE] for p in (before, after))
    assert [d + timedelta(days=late) for d in due] == moved


@pytest.mark.parametrize(
    ("happened", "then", "steps"),
    [
        # The pace was agreed on the day of the step, which is taken as planned.
        ([event(EventKind.SMALLER_STEP, 28, percent=Decimal(5))], 28, [(28, 100), (56, 95)]),
        # The first step of the new pace comes late: it had not begun.
        ([event(EventKind.SMALLER_STEP, 29, percent=Decimal(5))], 58, [(28, 100), (56, 100), (58, 95)]),
        # A pause ahead says nothing of the step before it.
        ([event(EventKind.PAUSE, 40, days=7)], 30, [(28, 110), (30, 100), (40, 100), (47, 100), (65, 90)]),
        # What was held since the step began leaves it where it began, whatever was held before.
        (
            [event(EventKind.HOLD, 10, days=7, reason="x"), event(EventKind.HOLD, 36, days=7, reason="y")],
            37,
            [(10, 110), (17, 110), (35, 100), (36, 100), (45, 100), (72, 90)],
        ),
        # Supply missed brings no other dose: the step that ran is what was taken up late.
        ([event(EventKind.MISSED_SUPPLY, 31, days=2)], 33, [(28, 100), (31, 100), (61, 90)]),
        # A pause that would begin on the day is over, as the step was taken.
        ([event(EventKind.PAUSE, 50, days=7)], 50, [(28, 100), (50, 90), (78, 85)]),
    ],
)
def test_that_a_step_taken_moves_only_what_was_not_settled(
    service: Tapering, plan: TaperPlan, happened: list[Event], then: int, steps: list[tuple[int, int]]
) -> None:
    after = service.replan(plan, [*happened, event(EventKind.STEP_TAKEN, then)], LATER)
    assert told(after, 2 + len(steps)) == [(-1, 120), (0, 110), *steps]


@pytest.mark.parametrize(("id_", "again"), [("m1", ("m1", "m2")), ("m2", ("m2",))])
def test_that_a_step_back_over_a_change_of_product_brings_only_its_own_back(
    service: Tapering, id_: str, again: tuple[str, ...]
) -> None:
    gabapentin = "Gabapentin 400mg capsules"
    weekly = tuple(f"Buprenorphine {n}micrograms/hour transdermal patches" for n in (20, 10, 5))
    asked = TaperRequest(
        start=START,
        medicines=(
            medicine(
                "m1", ("Hapoctasin 52.5micrograms/hour transdermal patches", "ONE PATCH EVERY 72 HOURS")
            ),
            medicine("m2", (gabapentin, "ONE TWICE A DAY")),
        ),
        order=("m1", "m2"),
        aim={"m1": Decimal(20), "m2": Decimal(0)},
        switches={
            "m1": Switch(to=weekly, at=Decimal(35), confirmed=True),
            "m2": Switch(to=("Gabapentin 600mg tablets",), at=Decimal(700), confirmed=True),
        },
        products={
            "m1": tuple(f"Hapoctasin {n}micrograms/hour transdermal patches" for n in ("35", "52.5")),
            "m2": ("Gabapentin 100mg capsules", "Gabapentin 300mg capsules", gabapentin),
        },
        pace=EVERY_MONTH,
    )
    plan = service.plan(asked)
    changed = next(s for s in plan.steps if s.medicine == id_ and "product-switch" in s.flags)
    assert changed.kind is StepKind.REDUCE
    back = Event(kind=EventKind.STEP_BACK, day=changed.start + timedelta(days=4), reason="pain")
    after = service.replan(plan, [back], LATER + timedelta(days=400))
    for kept in (after.request.switches, after.request.products):
        assert tuple(kept) == again
    assert after.request.switches[id_] == asked.switches[id_]
    assert after.request.products[id_] == asked.products[id_]


def test_that_a_change_of_product_at_the_dose_now_taken_comes_at_once(
    service: Tapering, plan: TaperPlan
) -> None:
    switch = Switch(to=(LIQUID,), at=Decimal(100), confirmed=True)
    after = service.replan(plan, [event(EventKind.CHANGE_OF_PRODUCT, 35, switch=switch)], LATER)
    assert told(after, 5) == [(-1, 120), (0, 110), (28, 100), (35, 100), (63, 90)]
    assert "product-switch" in after.steps[3].flags


def test_that_a_step_taken_in_a_hold_ends_it_and_leaves_the_past_as_it_was(
    service: Tapering, plan: TaperPlan
) -> None:
    held = service.replan(plan, [event(EventKind.HOLD, 50, days=28, reason="flare")], LATER)
    after = service.replan(held, [event(EventKind.STEP_TAKEN, 75)], LATER)
    assert told(after) == [(-1, 120), (0, 110), (28, 100), (50, 100), (75, 90), (103, 85)]
    early = service.replan(plan, [event(EventKind.HOLD, 30, days=28, reason="flare")], LATER)
    late = service.replan(early, [event(EventKind.STEP_TAKEN, 55)], LATER)
    assert told(late)[:4] == [(-1, 120), (0, 110), (28, 100), (30, 100)]


def test_that_a_pause_that_is_still_to_come_stays_when_a_step_is_taken_early(
    service: Tapering, plan: TaperPlan
) -> None:
    ahead = event(EventKind.PAUSE, 53, days=7, reason="holiday")
    after = service.replan(plan, [ahead, event(EventKind.STEP_TAKEN, 50)], LATER)
    assert told(after)[:5] == [(-1, 120), (0, 110), (28, 100), (50, 90), (53, 90)]
    assert after.steps[4].reason == "holiday"


@pytest.mark.parametrize("brought", [BACK, IN_HOSPITAL])
def test_that_nothing_is_stepped_back_to_past_another_dose(
    service: Tapering, plan: TaperPlan, brought: Event
) -> None:
    with pytest.raises(InputProblem, match="last reduction"):
        service.replan(plan, [brought, event(EventKind.STEP_BACK, 40, reason="pain")], LATER)


def test_that_a_change_of_product_at_a_lower_dose_brings_no_step_forward(
    service: Tapering, plan: TaperPlan
) -> None:
    switch = Switch(to=(LIQUID,), at=Decimal(80), confirmed=True)
    after = service.replan(plan, [event(EventKind.CHANGE_OF_PRODUCT, 35, switch=switch)], LATER)
    assert told(after) == told(plan, 6)
    changed = next(s for s in after.steps if "product-switch" in s.flags)
    assert (changed.daily_dose, changed.start) == (80, on(140))


def test_that_after_a_change_of_product_no_older_product_comes_back(
    service: Tapering, plan: TaperPlan
) -> None:
    change = event(EventKind.CHANGE_OF_PRODUCT, 31, switch=Switch(to=(LIQUID,), confirmed=True))
    with pytest.raises(InputProblem, match="last reduction"):
        service.replan(plan, [change, event(EventKind.STEP_BACK, 40, reason="pain")], LATER)
    later = service.replan(plan, [change, event(EventKind.STEP_BACK, 62, reason="pain")], LATER)
    taken = {i.product for s in later.steps if s.start >= on(31) for d in s.doses for i in d.items}
    assert taken == {LIQUID}


def test_that_a_step_back_over_a_change_of_product_with_a_reduction_leaves_the_change_to_come(
    service: Tapering, planned: Planner
) -> None:
    patches = ("Hapoctasin 52.5micrograms/hour transdermal patches", "APPLY ONE PATCH EVERY 72 HOURS")
    weekly = "Buprenorphine 20micrograms/hour transdermal patches"
    lower = tuple(weekly.replace("20", mg) for mg in ("20", "10", "5"))
    switch = Switch(to=lower, at=Decimal(35), confirmed=True)
    plan = planned(patches, aim={"m1": Decimal(0)}, switches={"m1": switch}, pace=EVERY_MONTH)
    changed = next(s for s in plan.steps if "product-switch" in s.flags)
    assert changed.kind is StepKind.REDUCE
    back = Event(kind=EventKind.STEP_BACK, day=changed.start + timedelta(days=4), reason="pain")
    after = service.replan(plan, [back], LATER)
    again = [s for s in after.steps[after.locked :] if "product-switch" in s.flags]
    assert [(s.daily_dose, s.kind) for s in again] == [(changed.daily_dose, StepKind.REDUCE)]


def test_that_no_supply_is_missed_once_nothing_is_taken(service: Tapering, planned: Planner) -> None:
    plan = planned(MORPHINE, aim={"m1": Decimal(0)}, pace=EVERY_MONTH)
    missed = Event(kind=EventKind.MISSED_SUPPLY, day=plan.steps[-1].start, days=8)
    with pytest.raises(InputProblem) as problem:
        service.replan(plan, [missed], LATER)
    assert problem.value.what == "Nothing is taken on that day any more, so no supply can be missed."
    assert problem.value.remedy == "Choose the day from which it was missed, or end the plan."


def test_that_a_hold_which_runs_into_a_pause_says_why_of_both(service: Tapering, plan: TaperPlan) -> None:
    pause = event(EventKind.PAUSE, 40, days=14, reason="holiday")
    after = service.replan(plan, [pause, event(EventKind.HOLD, 38, days=14, reason="flare")], LATER)
    assert [(p.start, p.days, p.reason) for p in after.request.pauses] == [(on(38), 16, "flare; holiday")]
    later = service.replan(plan, [pause, event(EventKind.HOLD, 38, days=2, reason="flare")], LATER)
    assert [p.reason for p in later.request.pauses] == ["flare", "holiday"]


@pytest.mark.parametrize(
    ("name", "directions", "aim"),
    [("Pethidine 50mg tablets", "TWO TWICE A DAY", 100), ("Meptazinol 200mg tablets", "TWO DAILY", 200)],
)
def test_that_a_medicine_without_a_figure_keeps_its_dose_where_a_plan_has_left_it(
    service: Tapering, planned: Planner, name: str, directions: str, aim: int
) -> None:
    plan = planned((name, directions), MORPHINE, aim={"m1": Decimal(aim), "m2": Decimal(60)})
    second = next(s for s in plan.steps if s.medicine == "m2" and s.kind is StepKind.REDUCE)
    back = Event(kind=EventKind.STEP_BACK, day=second.start + timedelta(days=5), reason="withdrawal")
    after = service.replan(plan, [back], second.end)
    kept = {(k.medicine, k.daily_dose, k.unit) for s in after.steps[after.locked :] for k in s.unchanged}
    assert kept == {("m1", Decimal(aim), Unit.MILLIGRAM)}
    assert {s.ome_total for s in after.steps} == {None}


BROUGHT = {"step-back", "dose-changed-elsewhere", "missed-supply"}
WORDS = ("ONE TWICE A DAY", "ONE DAILY", "APPLY ONE PATCH EVERY 72 HOURS")


@pytest.mark.parametrize("seed", range(40))
def test_that_events_in_any_order_never_lose_what_was_true_before(
    service: Tapering, planned: Planner, seed: int
) -> None:
    chance = random.Random(seed)
    pethidine = ("Pethidine 50mg tablets", "ONE TWICE A DAY")
    medicines = chance.sample([MORPHINE, FENTANYL, PREGABALIN, pethidine], 2)
    aims = {"m1": Decimal(0), "m2": Decimal(0)} if chance.random() < 0.3 else {"m1": Decimal(0)}
    plan = planned(*medicines, aim=aims, order=tuple(aims), pace=EVERY_MONTH)
    day = 0
    for _ in range(6):
        day += chance.randint(0, 40)
        happened = _any(chance, day)
        try:
            after = service.replan(plan, [happened], LATER)
        except InputProblem:
            continue
        if after.steps and not after.refusals:
            _holds(plan, after, happened)
            plan = after


def _any(chance: random.Random, day: int) -> Event:
    left_out = (EventKind.ENDED_EARLY, EventKind.CHANGE_OF_PRODUCT)
    kind = chance.choice([k for k in EventKind if k not in left_out])
    facts: dict[str, object] = {
        EventKind.HOLD: {"days": chance.choice([1, 7, 28])},
        EventKind.PAUSE: {"days": chance.choice([1, 14])},
        EventKind.SMALLER_STEP: {"percent": Decimal(5)},
        EventKind.LONGER_STEP: {"every_days": chance.choice([42, 56])},
        EventKind.MISSED_SUPPLY: {"days": chance.choice([2, 8])},
        EventKind.DOSE_CHANGED: {"directions": chance.choice(WORDS)},
    }.get(kind, {})
    return event(kind, day, reason="because", **facts)


def _holds(before: TaperPlan, after: TaperPlan, happened: Event) -> None:
    """What was taken before an event is told as before it; a dose rises only where an event says so."""
    known = [e.day for e in before.events if e.kind not in (EventKind.PAUSE, EventKind.STEP_TAKEN)]
    since = max(known, default=START) if happened.kind is EventKind.STEP_TAKEN else happened.day
    was, now = dict(_days(before)), dict(_days(after))
    assert {d: was[d] for d in was if d < since} == {d: now[d] for d in was if d < since}
    assert sorted(now) == [min(now) + timedelta(days=n) for n in range(len(now))]
    assert sum(s.days for s in after.steps) == len(now)
    for one, two in zip(after.steps, after.steps[1:], strict=False):
        if one.medicine == two.medicine and two.kind is not StepKind.START:
            assert two.reduction == one.daily_dose - two.daily_dose
            assert two.reduction >= 0 or BROUGHT & set(two.flags)


def _days(plan: TaperPlan) -> Iterator[tuple[date, dict[str, Decimal | None]]]:
    """What of each medicine is taken on each day of a plan."""
    for step in plan.steps:
        for n in range(step.days):
            yield step.start + timedelta(days=n), _doses(step)


def _doses(step: Step) -> dict[str, Decimal | None]:
    return {step.medicine: step.daily_dose, **{k.medicine: k.daily_dose for k in step.unchanged}}
