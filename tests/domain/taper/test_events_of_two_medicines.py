"""Two medicines, the first left at a dose: what happens later brings neither past its aim, in any order."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest

from pharmreview.domain.errors import InputProblem
from pharmreview.domain.taper.events import Event, EventKind
from pharmreview.domain.taper.plan import Medicine, Pace, Step, StepKind, TaperPlan, TaperRequest
from pharmreview.domain.taper.wishes import Switch
from pharmreview.services.tapering import Tapering
from tests.domain.taper.conftest import START, Planner
from tests.domain.taper.test_plans import FENTANYL, MORPHINE
from tests.domain.taper.test_running_step_by_step import LATER, event, on

OXYCODONE = ("OxyContin 40mg tablets", "ONE TWICE A DAY")
AIMS = {"m1": Decimal(70), "m2": Decimal(60)}
UP, DOWN = "TWO TWICE A DAY", "ONE AT NIGHT"
LIQUID = Switch(to=("Oxycodone 5mg/5ml oral solution",), confirmed=True)
HAPPENS: dict[str, tuple[EventKind, dict[str, object]]] = {
    "taken": (EventKind.STEP_TAKEN, {}),
    "hold": (EventKind.HOLD, {"days": 9, "reason": "flare"}),
    "pause": (EventKind.PAUSE, {"days": 11, "reason": "wedding"}),
    "smaller": (EventKind.SMALLER_STEP, {"percent": Decimal(7)}),
    "smaller still": (EventKind.SMALLER_STEP, {"percent": Decimal(4)}),
    "longer": (EventKind.LONGER_STEP, {"every_days": 35}),
    "longer still": (EventKind.LONGER_STEP, {"every_days": 49}),
    "back": (EventKind.STEP_BACK, {"reason": "withdrawal"}),
    "missed": (EventKind.MISSED_SUPPLY, {"days": 5}),
    "up": (EventKind.DOSE_CHANGED, {"reason": "hospital", "directions": UP}),
    "down": (EventKind.DOSE_CHANGED, {"reason": "hospital", "directions": DOWN}),
    "changed": (EventKind.CHANGE_OF_PRODUCT, {"switch": LIQUID}),
}
BROUGHT = {"step-back", "dose-changed-elsewhere", "missed-supply"}


@pytest.fixture(scope="module")
def two(service: Tapering) -> TaperPlan:
    """Oxycodone 80, 75 and 70 mg, where it stays; then morphine from 120 to 60 mg, from day 56."""
    medicines = tuple(
        Medicine(id=id_, name=name, directions=often)
        for id_, (name, often) in (("m1", OXYCODONE), ("m2", MORPHINE))
    )
    return service.plan(
        TaperRequest(
            start=START,
            medicines=medicines,
            order=("m1", "m2"),
            aim=AIMS,
            pace=Pace(percent=Decimal(10), every_days=28),
        )
    )


def of(what: str, day: int) -> Event:
    kind, told = HAPPENS[what]
    return event(kind, day, **told)


@pytest.mark.parametrize("first", HAPPENS)
@pytest.mark.parametrize(
    "days",
    [(33, 33), (40, 75), *(pytest.param(d, marks=pytest.mark.soak) for d in ((31, 33), (75, 110), (28, 56)))],
)
def test_that_any_two_events_leave_each_medicine_at_its_aim(
    service: Tapering, two: TaperPlan, first: str, days: tuple[int, int]
) -> None:
    entered = 0
    for second in HAPPENS:
        plan = two
        for happened in (of(first, days[0]), of(second, days[1])):
            try:
                after = service.replan(plan, [happened], LATER)
            except InputProblem:
                continue
            if after.refusals:
                continue
            holds(plan, after, happened)
            plan, entered = after, entered + 1
    assert entered >= 10


def holds(before: TaperPlan, after: TaperPlan, happened: Event) -> None:
    """The past stays, days join, nothing passes its aim or rises unsaid, and every dose has its supply."""
    known = [e.day for e in before.events if e.kind not in (EventKind.PAUSE, EventKind.STEP_TAKEN)]
    since = max(known, default=START) if happened.kind is EventKind.STEP_TAKEN else happened.day
    was, now = dict(taken_on(before)), dict(taken_on(after))
    assert {d: was[d] for d in was if d < since} == {d: now[d] for d in was if d < since}
    assert sorted(now) == [min(now) + timedelta(days=n) for n in range(len(now))]
    for id_, aim in AIMS.items():
        own = [s for s in after.steps if s.medicine == id_]
        assert min(s.daily_dose for s in own) == own[-1].daily_dose == aim
        last = {s.daily_dose for s in after.steps[-1:] if s.medicine == id_} or {
            k.daily_dose for k in after.steps[-1].unchanged if k.medicine == id_
        }
        assert last == {aim}
        for one, two in pairwise(own):
            assert two.daily_dose <= one.daily_dose or BROUGHT & set(two.flags)
    supplied(after)


def supplied(plan: TaperPlan) -> None:
    """What was issued until a day covers what is taken of the medicine that moves."""
    held: Counter[str] = Counter()
    for step in plan.steps:
        for day in range(step.days if step.kind is not StepKind.START else 0):
            for issue in plan.issues:
                if issue.start == step.start + timedelta(days=day):
                    held.update({i.product: i.quantity for i in issue.items})  # type: ignore[misc]
            for item in (i for dose in step.doses for i in dose.items):
                held[item.product] -= item.count  # type: ignore[assignment]
                assert held[item.product] >= 0, (step.start, item.product)


def taken_on(plan: TaperPlan) -> Iterator[tuple[date, dict[str, Decimal | None]]]:
    for step in plan.steps:
        for n in range(step.days):
            yield step.start + timedelta(days=n), all_of(step)


def all_of(step: Step) -> dict[str, Decimal | None]:
    return {step.medicine: step.daily_dose, **{k.medicine: k.daily_dose for k in step.unchanged}}


def dated(plan: TaperPlan, since: int, most: int = 5) -> list[tuple[str, int, int]]:
    """Medicine, first day from the start, and dose of the first steps that begin on or after a day."""
    steps = [s for s in plan.steps if s.start >= on(since) and s.kind is not StepKind.START]
    return [(s.medicine, (s.start - START).days, int(s.daily_dose)) for s in steps[:most]]


def test_that_a_step_back_from_the_aim_is_held_and_comes_down_again_before_the_next_medicine(
    service: Tapering, two: TaperPlan
) -> None:
    after = service.replan(two, [event(EventKind.STEP_BACK, 38, reason="w")], LATER)
    assert dated(after, 38, 3) == [("m1", 38, 75), ("m1", 66, 70), ("m2", 95, 110)]
    assert after.request.order == ("m1", "m2")


@pytest.mark.parametrize("day", [10, 40, 75])
def test_that_medicines_without_an_order_of_their_own_go_on_in_their_turn(
    service: Tapering, two: TaperPlan, day: int
) -> None:
    plain = service.plan(two.request.model_copy(update={"order": ()}))
    with_order, without = (service.replan(plan, [of("longer", day)], LATER) for plan in (two, plain))
    assert without.steps == with_order.steps
    assert without.steps[-1].medicine == "m2"


def test_that_a_dose_raised_elsewhere_at_the_aim_comes_down_again_before_the_next_medicine(
    service: Tapering, two: TaperPlan
) -> None:
    after = service.replan(two, [of("up", 38)], LATER)
    doses = [d for id_, _, d in dated(after, 38, 99) if id_ == "m1"]
    assert (doses[0], doses[-1]) == (160, 70)
    assert after.request.aim == AIMS


@pytest.mark.parametrize("day", [28, 40, 55])
def test_that_the_product_of_a_medicine_at_its_aim_is_not_changed_in_the_plan(
    service: Tapering, two: TaperPlan, day: int
) -> None:
    with pytest.raises(InputProblem) as problem:
        service.replan(two, [of("changed", day)], LATER)
    assert problem.value.sentence == (
        "No reduction of this medicine follows, so its product is not changed in this plan. "
        "Put the record right, and agree a new plan where it is to come down further."
    )
    assert "product-switch" in service.replan(two, [of("changed", 27)], LATER).steps[2].flags


@pytest.mark.parametrize("one", ["back", "smaller", "longer", "up"])
@pytest.mark.parametrize("other", ["back", "smaller", "longer", "up"])
def test_that_a_medicine_left_at_a_dose_stays_there_through_two_events_of_the_next(
    service: Tapering, two: TaperPlan, one: str, other: str
) -> None:
    still = {"smaller": "smaller still", "longer": "longer still"}.get(other, other)
    try:
        after = service.replan(two, [of(one, 90), of(still if one == other else other, 150)], LATER)
    except InputProblem:
        after = service.replan(two, [of(one, 90), of("hold", 150), of("smaller still", 151)], LATER)
    assert after.request.order == ("m2",)
    assert {s.medicine for s in after.steps if s.start > on(90)} == {"m2"}
    kept = {k.daily_dose for s in after.steps if s.start > on(60) for k in s.unchanged}
    assert kept == {Decimal(70)}


@pytest.mark.parametrize("kind", [EventKind.DOSE_CHANGED, EventKind.MISSED_SUPPLY, EventKind.ENDED_EARLY])
@pytest.mark.parametrize(
    ("name", "directions", "called"),
    [
        ("Gabapentin 300mg capsules", "ONE THREE TIMES A DAY", "Gabapentin"),
        ("Oxycodone 20mg modified-release tablets", "ONE TWICE A DAY", "Oxycodone"),
        (*FENTANYL, "Fentanyl"),
    ],
)
def test_that_another_medicine_is_never_taken_for_the_one_that_comes_down(
    service: Tapering, planned: Planner, kind: EventKind, name: str, directions: str, called: str
) -> None:
    plan = planned(MORPHINE, aim={"m1": Decimal(0)})
    happened = event(kind, 33, reason="hospital", days=3, name=name, directions=directions)
    with pytest.raises(InputProblem) as problem:
        service.replan(plan, [happened], LATER)
    assert problem.value.sentence == (
        f"{called} is not the medicine that this plan brings down. "
        "End the plan, put the record right, and agree a new plan for what is taken now."
    )


def test_that_another_product_of_the_same_medicine_given_elsewhere_goes_on(
    service: Tapering, planned: Planner
) -> None:
    plan = planned(MORPHINE, aim={"m1": Decimal(0)})
    happened = event(
        EventKind.DOSE_CHANGED,
        33,
        reason="hospital",
        name="Morphine sulfate 10mg/5ml oral solution",
        directions="7.5ML FOUR TIMES A DAY",
    )
    assert dated(service.replan(plan, [happened], LATER), 33, 1) == [("m1", 33, 60)]


def test_that_a_pause_after_the_end_of_a_plan_that_became_shorter_is_left_out_and_named(
    service: Tapering, planned: Planner
) -> None:
    plan = planned(MORPHINE, aim={"m1": Decimal(60)}, pace=Pace(percent=Decimal(10), every_days=28))
    ends = (plan.steps[-1].end - START).days
    ahead = [event(EventKind.PAUSE, ends - n, days=5, reason="away") for n in (30, 8)]
    five = "Morphine sulfate 5mg modified-release tablets"
    lower = event(EventKind.DOSE_CHANGED, 33, reason="hospital", name=five, directions="SEVEN TWICE A DAY")
    after = service.replan(plan, [*ahead, lower], LATER)
    assert after.request.pauses[1:] == ()
    told = [c for c in after.cautions if c.code == "pause-left-out"]
    assert [c.text for c in told] == [
        f"The pause from {on(ends - n):%d %B %Y} lies after the end of the plan as it is now, "
        "so it is left out. Plan it again if the plan becomes longer."
        for n in (8, 30)
    ]
    assert {c.source for c in told} == {"PharmReview, a plan that runs"}
