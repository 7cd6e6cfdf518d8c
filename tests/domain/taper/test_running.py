"""A running plan: past steps locked, what follows planned again from the dose really taken."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from pharmreview.domain.errors import InputProblem
from pharmreview.domain.taper.events import Event, EventKind
from pharmreview.domain.taper.plan import Pause, StepKind, TaperPlan
from pharmreview.domain.taper.running.compare import differences, dose_on, measures
from pharmreview.domain.taper.wishes import Switch
from pharmreview.services.tapering import Tapering
from tests.domain.taper.conftest import START, Planner, doses
from tests.domain.taper.test_plans import FENTANYL, MORPHINE, PREGABALIN

AIM = {"m1": Decimal(60)}
SECOND = START + timedelta(days=28)
WITHIN = SECOND + timedelta(days=14)
LATER = date(2028, 1, 1)
LIQUID = "Morphine sulfate 10mg/5ml oral solution"


@pytest.fixture
def plan(planned: Planner) -> TaperPlan:
    return planned(MORPHINE, aim=AIM)


def event(kind: EventKind, day: date = WITHIN, **rest: object) -> Event:
    return Event(kind=kind, day=day, **rest)  # type: ignore[arg-type]


def joined(plan: TaperPlan) -> bool:
    return all(a.end + timedelta(days=1) == b.start for a, b in zip(plan.steps, plan.steps[1:], strict=False))


ANY = [
    event(EventKind.STEP_TAKEN, SECOND + timedelta(days=3)),
    event(EventKind.HOLD, days=14, reason="pain flare"),
    event(EventKind.PAUSE, WITHIN + timedelta(days=40), days=21),
    event(EventKind.SMALLER_STEP, percent=Decimal(5)),
    event(EventKind.LONGER_STEP, every_days=42),
    event(EventKind.STEP_BACK, reason="withdrawal"),
    event(EventKind.CHANGE_OF_PRODUCT, switch=Switch(to=(LIQUID,), confirmed=True)),
    event(EventKind.DOSE_CHANGED, reason="hospital", directions="TWO TWICE A DAY"),
    event(EventKind.MISSED_SUPPLY, days=8),
]


@pytest.mark.parametrize("happened", ANY, ids=lambda e: e.kind.value)
def test_that_past_steps_are_locked_and_the_rest_reaches_the_aim(
    service: Tapering, plan: TaperPlan, happened: Event
) -> None:
    after = service.replan(plan, [happened], LATER)
    past = [s for s in plan.steps if s.end < happened.day and s.end < after.steps[-1].start]
    assert [s for s in after.steps if s in past][: len(past)] == list(after.steps[: len(past)])
    assert joined(after)
    assert after.steps[-1].daily_dose == 60
    assert [s.number for s in after.steps] == list(range(len(after.steps)))
    assert after.events == (happened,)
    falling = [s for s in after.steps if s.kind is StepKind.REDUCE]
    assert all(0 < s.reduction <= s.daily_dose for s in falling)
    assert after.issues[-1].end == after.steps[-1].end


@pytest.mark.parametrize("happened", ANY, ids=lambda e: e.kind.value)
def test_that_events_one_by_one_give_what_they_give_together(
    service: Tapering, plan: TaperPlan, happened: Event
) -> None:
    more = event(EventKind.HOLD, WITHIN + timedelta(days=70), days=7, reason="illness")
    together = service.replan(plan, [happened, more], LATER)
    apart = service.replan(service.replan(plan, [happened], LATER), [more], LATER)
    assert together == apart
    assert joined(together)


def test_that_a_step_on_its_day_confirms_the_plan(service: Tapering, plan: TaperPlan) -> None:
    after = service.replan(plan, [event(EventKind.STEP_TAKEN, SECOND)], LATER)
    assert after.steps == plan.steps


def test_that_a_step_taken_late_keeps_the_dose_until_then_and_moves_the_rest(
    service: Tapering, plan: TaperPlan
) -> None:
    after = service.replan(plan, [event(EventKind.STEP_TAKEN, SECOND + timedelta(days=3))], LATER)
    kept = after.steps[2]
    assert (kept.kind, kept.days, kept.daily_dose, kept.flags) == (StepKind.HOLD, 3, 110, ("kept-longer",))
    assert after.steps[3].start == SECOND + timedelta(days=3)
    assert after.steps[-1].end == plan.steps[-1].end + timedelta(days=3)


def test_that_a_hold_adds_its_days_and_nothing_else(service: Tapering, plan: TaperPlan) -> None:
    after = service.replan(plan, [event(EventKind.HOLD, days=14, reason="pain flare")], LATER)
    assert doses(after) == doses(plan)
    assert after.steps[-1].end == plan.steps[-1].end + timedelta(days=14)
    assert after.steps[3].reason == "pain flare"


def test_that_a_hold_during_a_hold_lengthens_it(service: Tapering, plan: TaperPlan) -> None:
    holds = [event(EventKind.HOLD, WITHIN + timedelta(days=n), days=14, reason="x") for n in (0, 7)]
    after = service.replan(plan, holds, LATER)
    assert [(p.start, p.days) for p in after.request.pauses] == [(WITHIN, 28)]


def test_that_pauses_which_overlap_are_a_mistake(service: Tapering, plan: TaperPlan) -> None:
    pauses = [event(EventKind.PAUSE, WITHIN + timedelta(days=n), days=14) for n in (0, 7)]
    with pytest.raises(InputProblem, match="overlap"):
        service.replan(plan, pauses, LATER)


def test_that_a_smaller_step_begins_with_the_next_reduction(service: Tapering, plan: TaperPlan) -> None:
    after = service.replan(plan, [event(EventKind.SMALLER_STEP, percent=Decimal(5))], LATER)
    assert after.steps[:3] == plan.steps[:3]
    assert after.steps[3].reduction == 5


def test_that_a_step_back_returns_to_the_dose_before_and_only_once(
    service: Tapering, plan: TaperPlan
) -> None:
    back = event(EventKind.STEP_BACK, reason="withdrawal")
    after = service.replan(plan, [back], LATER)
    step = after.steps[3]
    assert (step.daily_dose, step.reduction, step.flags) == (110, -10, ("step-back",))
    assert step.doses == plan.steps[1].doses
    assert after.cautions[0].code == "lost-tolerance-now"
    again = event(EventKind.STEP_BACK, WITHIN + timedelta(days=2), reason="withdrawal")
    with pytest.raises(InputProblem, match="only once"):
        service.replan(after, [again], LATER)


def test_that_within_a_week_tolerance_is_not_said_to_be_lost(service: Tapering, plan: TaperPlan) -> None:
    soon = event(EventKind.STEP_BACK, SECOND + timedelta(days=6), reason="withdrawal")
    assert "lost-tolerance-now" not in {c.code for c in service.replan(plan, [soon], LATER).cautions}


def test_that_before_the_first_reduction_there_is_nothing_to_take_back(
    service: Tapering, plan: TaperPlan
) -> None:
    with pytest.raises(InputProblem, match="last reduction"):
        service.replan(plan, [event(EventKind.STEP_BACK, plan.steps[0].start, reason="x")], LATER)


def test_that_a_dose_changed_elsewhere_is_kept_and_then_comes_down(
    service: Tapering, plan: TaperPlan
) -> None:
    changed = event(EventKind.DOSE_CHANGED, reason="hospital", directions="TWO TWICE A DAY")
    after = service.replan(plan, [changed], LATER)
    assert (after.steps[3].daily_dose, after.steps[3].reduction) == (240, -140)
    assert after.steps[3].flags == ("dose-changed-elsewhere",)
    assert after.steps[4].daily_dose == 220


def test_that_a_change_of_product_starts_at_the_dose_then_taken(service: Tapering, plan: TaperPlan) -> None:
    change = event(EventKind.CHANGE_OF_PRODUCT, switch=Switch(to=(LIQUID,), confirmed=True))
    after = service.replan(plan, [change], LATER)
    assert (after.steps[3].daily_dose, after.steps[3].flags) == (100, ("product-switch",))
    taken = {i.product for s in after.steps[3:] for d in s.doses for i in d.items}
    assert taken == {LIQUID}
    held = event(EventKind.HOLD, after.steps[5].start, days=7, reason="x")
    assert {i.product for d in service.replan(after, [held], LATER).steps[6].doses for i in d.items} == {
        LIQUID
    }


def test_that_days_without_supply_warn_of_lost_tolerance(service: Tapering, plan: TaperPlan) -> None:
    def codes(days: int) -> set[str]:
        missed = event(EventKind.MISSED_SUPPLY, days=days)
        return {c.code for c in service.replan(plan, [missed], LATER).cautions}

    assert "lost-tolerance-now" in codes(7)
    assert "lost-tolerance-now" not in codes(6)


def test_that_a_plan_ended_on_its_first_day_tells_the_dose_found_alone(
    service: Tapering, plan: TaperPlan
) -> None:
    found = event(EventKind.ENDED_EARLY, plan.steps[0].start, reason="found", directions="ONE AT NIGHT")
    after = service.replan(plan, [found], LATER)
    assert [(s.number, s.kind, s.daily_dose) for s in after.steps] == [(1, StepKind.HOLD, 60)]


def test_that_an_ended_plan_stops_where_it_is_and_takes_no_further_event(
    service: Tapering, plan: TaperPlan
) -> None:
    after = service.replan(plan, [event(EventKind.ENDED_EARLY, reason="asked to stop")], LATER)
    assert (after.ended, after.steps[-1].end, after.steps[-1].daily_dose) == (WITHIN, WITHIN, 100)
    with pytest.raises(InputProblem, match="ended"):
        service.replan(after, [event(EventKind.STEP_TAKEN, WITHIN)], LATER)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (event(EventKind.HOLD, days=7), "reason"),
        (event(EventKind.HOLD, reason="x"), "how many days"),
        (event(EventKind.STEP_BACK, reason=" "), "reason"),
        (event(EventKind.SMALLER_STEP, percent=Decimal(10)), "smaller"),
        (event(EventKind.LONGER_STEP, every_days=28), "longer"),
        (event(EventKind.CHANGE_OF_PRODUCT), "no product"),
        (event(EventKind.DOSE_CHANGED, reason="x"), "really taken"),
        (event(EventKind.DOSE_CHANGED, reason="x", directions="ONE AT NIGHT"), "not above the aim"),
        (
            event(
                EventKind.DOSE_CHANGED,
                reason="x",
                name="MST Continus 10mg tablets",
                directions="ONE TWICE A DAY",
            ),
            "not above the aim",
        ),
        (event(EventKind.ENDED_EARLY), "reason"),
        (event(EventKind.STEP_TAKEN, date(2040, 1, 1)), "not happened"),
        (event(EventKind.PAUSE, date(2040, 1, 1), days=3), "outside"),
    ],
)
def test_that_an_event_which_cannot_be_meant_is_a_mistake(
    service: Tapering, plan: TaperPlan, wrong: Event, words: str
) -> None:
    with pytest.raises(InputProblem, match=words) as problem:
        service.replan(plan, [wrong], LATER)
    assert problem.value.remedy


def test_that_events_are_entered_in_their_order(service: Tapering, plan: TaperPlan) -> None:
    late, early = (event(EventKind.HOLD, WITHIN - timedelta(days=n), days=7, reason="x") for n in (0, 3))
    with pytest.raises(InputProblem, match="already entered"):
        service.replan(plan, [late, early], LATER)


def test_that_the_other_medicines_stay_where_a_running_plan_left_them(
    service: Tapering, planned: Planner
) -> None:
    plan = planned(MORPHINE, PREGABALIN, order=("m1", "m2"), aim={"m1": Decimal(100), "m2": Decimal(0)})
    second = next(s for s in plan.steps if s.medicine == "m2" and s.kind is StepKind.REDUCE)
    hold = event(EventKind.SMALLER_STEP, second.start + timedelta(days=1), percent=Decimal(5))
    after = service.replan(plan, [hold], LATER)
    last = after.steps[-1]
    assert (last.medicine, last.daily_dose) == ("m2", 0)
    assert [(k.medicine, k.daily_dose) for k in last.unchanged] == [("m1", 100)]
    assert last.ome_total == 100


def test_that_patches_go_on_as_worn(service: Tapering, planned: Planner) -> None:
    plan = planned(FENTANYL)
    after = service.replan(plan, [event(EventKind.STEP_BACK, plan.steps[2].start, reason="x")], LATER)
    assert after.steps[2].daily_dose == Decimal("62.5")
    assert after.steps[-1].daily_dose == 0


def test_that_two_plans_are_measured_and_held_side_by_side(planned: Planner, plan: TaperPlan) -> None:
    paused = planned(MORPHINE, aim=AIM, pauses=(Pause(start=WITHIN, days=28),))
    one, other = measures(plan), measures(paused)
    assert (one.reductions, one.ends, one.largest_percent) == (9, plan.steps[-1].end, Decimal(10))
    assert other.days == one.days + 28
    assert dose_on(plan, "m1", date(2027, 3, 4)) == 85
    assert dose_on(plan, "m1", START - timedelta(days=2)) is None
    assert dose_on(plan, "m1", date(2040, 1, 1)) == 60
    first = differences(plan, paused)[0]
    assert (first.day, first.one, first.other) == (plan.steps[3].start, 90, 100)
    assert differences(plan, plan) == ()


def test_that_a_second_medicine_waits_until_the_first_has_reached_its_aim(
    service: Tapering, planned: Planner, plan: TaperPlan
) -> None:
    second = planned(PREGABALIN).request.model_copy(update={"start": WITHIN})
    refusal = service.waits(plan, second)
    assert refusal is not None
    assert refusal.code == "another-moves"
    assert MORPHINE[0] in refusal.text
    assert PREGABALIN[0] in refusal.text
    after = second.model_copy(update={"start": plan.steps[-1].start + timedelta(days=1)})
    assert service.waits(plan, after) is None
    ended = service.replan(plan, [event(EventKind.ENDED_EARLY, reason="asked")], LATER)
    assert service.waits(ended, second) is None
    assert service.waits(plan, plan.request.model_copy(update={"start": WITHIN})) is None


def test_that_a_hold_before_what_was_planned_anew_keeps_the_dose_for_its_days(
    service: Tapering, plan: TaperPlan
) -> None:
    longer = service.replan(plan, [event(EventKind.LONGER_STEP, every_days=42)], LATER)
    held = service.replan(
        longer, [event(EventKind.HOLD, WITHIN + timedelta(days=1), days=14, reason="illness")], LATER
    )
    due = next(s.start for s in longer.steps if s.kind is StepKind.REDUCE and s.start > WITHIN)
    falls = next(s.start for s in held.steps if s.kind is StepKind.REDUCE and s.start > WITHIN)
    assert falls == due + timedelta(days=14)
    assert joined(held)
    assert held.steps[-1].daily_dose == 60
