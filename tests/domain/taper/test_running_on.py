"""What a running plan hands on to its next version, and what is told of two versions."""

from datetime import timedelta
from decimal import Decimal

import pytest

from pharmreview.domain.errors import InputProblem
from pharmreview.domain.quantity.unit import Unit
from pharmreview.domain.taper.events import Event, EventKind
from pharmreview.domain.taper.plan import Medicine, Pace, Pause, StepKind, TaperPlan, TaperRequest
from pharmreview.domain.taper.running.compare import differences, measures
from pharmreview.domain.taper.running.effects.request import AT_THE_AIM
from pharmreview.domain.taper.running.in_time import reached_on
from pharmreview.domain.taper.wishes import AlsoTaken, ByHand, Lasting, Stock, Switch
from pharmreview.services.tapering import Tapering
from tests.domain.taper.conftest import START, doses
from tests.domain.taper.test_plans import FENTANYL, MORPHINE, PREGABALIN
from tests.domain.taper.test_running_step_by_step import LATER, event, medicine, on

LIQUID = "Morphine sulfate 10mg/5ml oral solution"
TEN = "Morphine sulfate 10mg modified-release tablets"
SMALLER = Decimal(5)


def asked(**rest: object) -> TaperRequest:
    facts = {"start": START, "medicines": (medicine("m1", MORPHINE),), "aim": {"m1": Decimal(90)}}
    return TaperRequest(**{**facts, **rest})  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def alone(service: Tapering) -> TaperPlan:
    return service.plan(asked())


def test_that_a_dose_kept_after_missed_supply_is_no_reduction_that_could_be_taken_back(
    service: Tapering, alone: TaperPlan
) -> None:
    missed = event(EventKind.MISSED_SUPPLY, 42, days=5)
    after = service.replan(alone, [missed, event(EventKind.STEP_BACK, 50, reason="withdrawal")], LATER)
    told = [(s.daily_dose, s.flags) for s in after.steps if s.start in (on(42), on(50))]
    assert told == [(Decimal(100), ("missed-supply",)), (Decimal(110), ("step-back",))]


@pytest.mark.parametrize("kind", [EventKind.HOLD, EventKind.PAUSE])
def test_that_a_hold_on_the_first_day_changes_nothing_but_the_pauses(
    service: Tapering, alone: TaperPlan, kind: EventKind
) -> None:
    after = service.replan(alone, [event(kind, 0, days=7, reason="x")], LATER)
    pauses = (Pause(start=START, days=7, reason="x"),)
    usual = Pace(percent=Decimal(10), every_days=28)
    assert after.request == alone.request.model_copy(update={"pauses": pauses, "pace": usual})
    assert (after.locked, after.cautions) == (0, alone.cautions)
    assert [(s.kind.value, s.days, int(s.daily_dose)) for s in after.steps[:3]] == [
        ("start", 1, 120),
        ("pause", 7, 120),
        ("reduce", 28, 110),
    ]


def test_that_a_hold_on_the_day_from_which_the_plan_was_made_again_is_a_pause(service: Tapering) -> None:
    patches = service.plan(asked(medicines=(medicine("m1", FENTANYL),), aim={}))
    due = patches.steps[2].start
    slower = Event(kind=EventKind.SMALLER_STEP, day=due - timedelta(days=1), percent=SMALLER)
    hold = Event(kind=EventKind.HOLD, day=due, days=6, reason="x")
    after = service.replan(patches, [slower, hold], LATER)
    kept = next(s for s in after.steps if s.start == due)
    assert (kept.kind, kept.flags, kept.days) == (StepKind.PAUSE, (), 6)


def test_that_a_smaller_step_takes_the_place_of_a_fixed_amount(service: Tapering) -> None:
    fixed = service.plan(asked(pace=Pace(fixed=Decimal(10), unit=Unit.MILLIGRAM, every_days=21)))
    after = service.replan(fixed, [event(EventKind.SMALLER_STEP, 1, percent=SMALLER)], LATER)
    assert after.request.pace == Pace(percent=SMALLER, every_days=21)


def test_that_a_change_of_product_behind_is_not_made_again_and_one_ahead_is(service: Tapering) -> None:
    switches = {"m1": Switch(to=(LIQUID,), at=Decimal(100), confirmed=True)}
    named = {"m1": tuple(f"Morphine sulfate {n}mg modified-release tablets" for n in (5, 10, 30, 60))}
    plan = service.plan(asked(switches=switches, products=named, aim={"m1": Decimal(60)}))
    first = next(s for s in plan.steps if "product-switch" in s.flags)

    def slower(day: object) -> TaperPlan:
        happened = Event(kind=EventKind.SMALLER_STEP, day=day, percent=SMALLER)  # type: ignore[arg-type]
        return service.replan(plan, [happened], LATER)

    ahead = slower(START)
    assert (ahead.request.switches, ahead.request.products) == (switches, named)
    assert sum("product-switch" in s.flags for s in ahead.steps) == 1
    behind = slower(first.start + timedelta(days=1))
    assert (behind.request.switches, behind.request.products) == ({}, {})
    assert {i.product for d in behind.steps[-1].doses for i in d.items} == {LIQUID}
    assert sum("product-switch" in s.flags for s in behind.steps) == 1


@pytest.mark.parametrize(
    "happened",
    [
        event(EventKind.CHANGE_OF_PRODUCT, 30, switch=Switch(to=(LIQUID,), confirmed=True)),
        event(EventKind.DOSE_CHANGED, 30, reason="hospital", directions="TWO TWICE A DAY"),
    ],
    ids=lambda e: e.kind.value,
)
def test_that_stops_set_by_hand_go_with_the_way_they_were_set_for(service: Tapering, happened: Event) -> None:
    kept = (Lasting(dose=Decimal(95), days=42),)
    hand = {"m1": ByHand(stops=(Decimal(110), Decimal(100), Decimal(95)), lasting=kept)}
    after = service.replan(service.plan(asked(by_hand=hand)), [happened], LATER)
    assert after.request.by_hand == {"m1": ByHand(lasting=kept)}


def test_that_a_dose_from_a_hospital_stands_for_every_line_of_the_medicine(service: Tapering) -> None:
    two = Medicine(
        id="m1",
        name=TEN,
        directions="ONE TWICE A DAY",
        also=(AlsoTaken(name=MORPHINE[0], directions=MORPHINE[1]),),
    )
    plan = service.plan(asked(medicines=(two,)))
    assert plan.steps[0].daily_dose == 140
    changed = event(EventKind.DOSE_CHANGED, 10, reason="hospital", directions="SIX TWICE A DAY")
    after = service.replan(plan, [changed], LATER)
    assert after.request.medicines == (medicine("m1", (TEN, "SIX TWICE A DAY")),)
    assert next(s.daily_dose for s in after.steps if s.start == on(10)) == 120


def test_that_the_last_reduction_can_be_taken_back_too(service: Tapering, alone: TaperPlan) -> None:
    after = service.replan(alone, [event(EventKind.STEP_BACK, 60, reason="w")], LATER)
    assert [int(d) for d in doses(after)] == [120, 110, 100, 90, 100, 90]
    assert (after.request.order, after.request.began) == (("m1",), {"m1": 120})


@pytest.mark.parametrize("every_days", [28, None], ids=["agreed", "usual"])
def test_that_what_is_left_of_a_long_pause_is_kept_after_a_step_back(
    service: Tapering, every_days: int | None
) -> None:
    plan = service.plan(asked(pace=Pace(every_days=every_days)))
    happened = [event(EventKind.PAUSE, 40, days=60), event(EventKind.STEP_BACK, 45, reason="w")]
    after = service.replan(plan, happened, LATER)
    kept = next(s for s in after.steps if s.start == on(45))
    assert (kept.kind.value, kept.days, int(kept.daily_dose)) == ("hold", 55, 110)


def test_that_a_medicine_on_its_last_milligram_still_comes_down(service: Tapering) -> None:
    tail = (LIQUID, "0.5ml AT NIGHT")
    plan = service.plan(
        asked(medicines=(medicine("m1", tail), medicine("m2", PREGABALIN)), aim={}, order=("m1", "m2"))
    )
    assert plan.steps[0].daily_dose == 1
    after = service.replan(plan, [event(EventKind.STEP_TAKEN, 3)], LATER)
    assert after.request.order == ("m1", "m2")


def test_that_what_is_left_at_home_counts_to_the_day_and_to_the_last_unit(service: Tapering) -> None:
    ten = Stock(product="Old thing", quantity=Decimal(1))
    plan = service.plan(asked(stock=(ten,)))
    after = service.replan(plan, [event(EventKind.STEP_BACK, 29, reason="w")], LATER)
    left = {s.product: s.quantity for s in after.request.stock}
    # From day 28 on 100 mg is 30 + 2 x 10 twice a day: 28 days issued, one day taken.
    assert left == {"Old thing": 1, "Morphine sulfate 30mg modified-release tablets": 54, TEN: 108}


def test_that_each_medicine_is_at_its_aim_from_its_last_reduction(service: Tapering) -> None:
    both = (medicine("m1", MORPHINE), medicine("m2", PREGABALIN))
    plan = service.plan(
        asked(medicines=both, order=("m1", "m2"), aim={"m1": Decimal(90), "m2": Decimal(200)})
    )
    held = service.replan(plan, [event(EventKind.HOLD, 60, days=7, reason="x")], LATER)
    assert [reached_on(held, id_) for id_ in ("m1", "m2", "m3")] == [on(56), on(176), None]
    [*_, last] = differences(plan, service.plan(asked()))
    assert (last.medicine, last.other) == ("m2", None)
    first = next(d for d in differences(plan, service.plan(asked())) if d.medicine == "m2")
    assert (first.day, first.one) == (on(84), 300)


def test_that_a_measure_counts_as_one_unit_and_an_ended_plan_as_nothing_left_to_take(
    service: Tapering, alone: TaperPlan
) -> None:
    liquid = service.plan(
        asked(medicines=(medicine("m1", (LIQUID, "10ml FOUR TIMES A DAY")),), aim={"m1": Decimal(60)})
    )
    assert measures(liquid).most_units == 4
    ended = service.replan(alone, [event(EventKind.ENDED_EARLY, -1, reason="x")], LATER)
    told = measures(ended)
    assert (told.ends, told.days, told.reductions) == (on(-1), 0, 0)
    assert (told.largest_percent, told.most_units, told.issues) == (0, 0, 0)


def test_that_what_a_running_plan_gives_is_never_taken_as_needed(service: Tapering) -> None:
    needed = ("Tramadol 50mg capsules", "TWO FOUR TIMES A DAY WHEN REQUIRED")
    plan = service.plan(asked(medicines=(medicine("m1", needed),), aim={"m1": Decimal(300)}))
    assert "as-needed" in [c.code for c in plan.cautions]
    after = service.replan(plan, [event(EventKind.MISSED_SUPPLY, 5, days=1)], LATER)
    assert "as-needed" not in [c.code for c in after.cautions]


def test_that_a_plan_ended_on_the_day_of_a_reduction_keeps_what_was_issued_for_it(
    service: Tapering, alone: TaperPlan
) -> None:
    end = event(EventKind.ENDED_EARLY, 28, reason="enough")
    after = service.replan(alone, [end], LATER)
    assert ([issue.start for issue in after.issues], after.events) == ([on(0), on(28)], (end,))
    assert (after.locked, [(s.start, s.end) for s in after.steps[1:]]) == (
        3,
        [(on(0), on(27)), (on(28), on(28))],
    )


def test_that_a_dose_that_cannot_be_planned_leaves_the_steps_taken_and_says_why(
    service: Tapering, alone: TaperPlan
) -> None:
    changed = event(
        EventKind.DOSE_CHANGED, 34, reason="h", name="Methadone 5mg tablets", directions="ONE DAILY"
    )
    after = service.replan(alone, [changed], LATER)
    assert [int(s.daily_dose) for s in after.steps] == [120, 110, 100]
    assert [r.code for r in after.refusals] == ["methadone"]


def test_that_a_dose_at_or_below_the_aim_is_said_with_what_to_do(service: Tapering, alone: TaperPlan) -> None:
    with pytest.raises(InputProblem) as problem:
        service.replan(alone, [event(EventKind.DOSE_CHANGED, 30, reason="h", directions="ONE DAILY")], LATER)
    assert problem.value.what == "The dose now taken is not above the aim: nothing is left to come down."
    assert problem.value.remedy == "End the plan here, or agree a new one with a lower aim."
    assert problem.value.code == AT_THE_AIM


GABAPENTIN = ("Gabapentin 300mg capsules", "ONE THREE TIMES A DAY")


@pytest.mark.parametrize(
    ("start", "wanted", "moves"),
    [
        (-5, GABAPENTIN, MORPHINE),
        (-1, GABAPENTIN, MORPHINE),
        (83, GABAPENTIN, MORPHINE),
        (84, GABAPENTIN, PREGABALIN),
        (169, GABAPENTIN, PREGABALIN),
        (170, GABAPENTIN, None),
        (84, PREGABALIN, None),
        (83, PREGABALIN, MORPHINE),
        (83, MORPHINE, None),
    ],
)
def test_that_a_second_plan_waits_for_the_medicine_that_moves_on_its_first_day(
    service: Tapering, start: int, wanted: tuple[str, str], moves: tuple[str, str] | None
) -> None:
    both = (medicine("m1", MORPHINE), medicine("m2", PREGABALIN))
    plan = service.plan(
        asked(medicines=both, order=("m1", "m2"), aim={"m1": Decimal(90), "m2": Decimal(200)})
    )
    others = (medicine("a", ("Codeine 30mg tablets", "ONE TWICE A DAY")), medicine("b", wanted))
    for said in ({"order": ("b",)}, {"aim": {"b": Decimal(0)}}, {"medicines": others[::-1]}):
        request = asked(**{"start": on(start), "medicines": others, "aim": {}, **said})
        refusal = service.waits(plan, request)
        if moves is None:
            assert refusal is None
        else:
            assert refusal is not None
            assert wanted[0] in refusal.text
            assert moves[0] in refusal.text
            assert f" until {on(169):%d %B %Y}, so " in refusal.text


@pytest.mark.parametrize("every_days", [28, None], ids=["agreed", "usual"])
def test_that_a_dose_is_kept_as_long_as_those_of_its_own_medicine_last(
    service: Tapering, every_days: int | None
) -> None:
    both, aim = (medicine("m1", FENTANYL), medicine("m2", MORPHINE)), {"m1": Decimal(50), "m2": Decimal(0)}
    pace = Pace(every_days=every_days)
    plan = service.plan(asked(medicines=both, order=("m1", "m2"), aim=aim, pace=pace))
    after = service.replan(plan, [event(EventKind.STEP_BACK, 33, reason="w")], LATER)
    assert [(s.kind, s.days) for s in after.steps if s.start == on(33)] == [(StepKind.HOLD, 30)]


@pytest.mark.parametrize("every_days", [28, 30])
def test_that_patches_are_kept_for_whole_wear_periods_whatever_a_pause_left_of_a_step(
    service: Tapering, every_days: int
) -> None:
    plan = service.plan(
        asked(medicines=(medicine("m1", FENTANYL),), aim={}, pace=Pace(every_days=every_days))
    )
    assert {s.days for s in plan.steps if s.kind is StepKind.REDUCE} == {30, 51 if every_days == 30 else 42}
    happened = [event(EventKind.PAUSE, 36, days=6), event(EventKind.STEP_BACK, 45, reason="w")]
    after = service.replan(plan, happened, LATER)
    assert [(s.kind, s.days) for s in after.steps if s.start == on(45)] == [(StepKind.HOLD, 30)]
    last = service.plan(
        asked(medicines=(medicine("m1", (FENTANYL[0].replace("75", "12"), FENTANYL[1])),), aim={})
    )
    more = event(EventKind.DOSE_CHANGED, -1, reason="hospital", name=FENTANYL[0], directions=FENTANYL[1])
    again = service.replan(last, [more], LATER)
    assert next(s.days for s in again.steps if s.start == on(-1)) == 30


@pytest.mark.parametrize(
    ("now", "then", "days"),
    [
        ("Sevodyne 20micrograms/hour every 7 days", "Hapoctasin 35micrograms/hour every 72 hours", 30),
        ("Sevodyne 20micrograms/hour every 7 days", "Transtec 35micrograms/hour every 96 hours", 28),
        ("Hapoctasin 52.5micrograms/hour every 72 hours", "Sevodyne 20micrograms/hour every 7 days", 28),
        ("Hapoctasin 52.5micrograms/hour every 72 hours", "Transtec 35micrograms/hour every 96 hours", 28),
    ],
)
def test_that_a_patch_of_another_family_given_elsewhere_is_kept_for_whole_wear_periods_of_its_own(
    service: Tapering, now: str, then: str, days: int
) -> None:
    (name, often), (other, changed) = (words.split(" every ") for words in (now, then))
    patch = f"{name} transdermal patches", f"APPLY ONE PATCH EVERY {often}".upper()
    plan = service.plan(asked(medicines=(medicine("m1", patch),), aim={}))
    happened = event(
        EventKind.DOSE_CHANGED,
        19,
        reason="hospital",
        name=f"{other} transdermal patches",
        directions=f"APPLY ONE PATCH EVERY {changed}".upper(),
    )
    after = service.replan(plan, [happened], LATER)
    kept = next(s for s in after.steps if s.start == on(19))
    assert (kept.kind, kept.days, kept.reason) == (StepKind.HOLD, days, "hospital")
    assert next(s for s in after.steps if s.start > on(19)).start == on(19 + days)
    assert "change-day-moves" not in {c.code for c in after.cautions}


def test_that_patches_of_a_missed_supply_are_kept_for_whole_wear_periods_beside_a_pause_ahead(
    service: Tapering,
) -> None:
    patch = medicine("m1", ("Sevodyne 20micrograms/hour transdermal patches", "ONE PATCH EVERY 7 DAYS"))
    plan = service.plan(asked(medicines=(patch,), aim={}))
    ahead = event(EventKind.PAUSE, 48, days=9, reason="away")
    missed = event(
        EventKind.MISSED_SUPPLY,
        19,
        days=6,
        name="Hapoctasin 35micrograms/hour transdermal patches",
        directions="ONE PATCH EVERY 72 HOURS",
    )
    after = service.replan(plan, [ahead, missed], LATER)
    assert [p.days for p in after.request.pauses] == [38]
    assert (after.steps[-1].kind, after.steps[-1].start) == (StepKind.STOP, on(57))


def test_that_without_a_pace_a_dose_is_kept_for_the_usual_interval_however_long_most_steps_last(
    service: Tapering,
) -> None:
    tail = medicine("m1", ("Morphine sulfate 5mg modified-release tablets", "TWO TWICE A DAY"))
    stays = {"m1": ByHand(lasting=(Lasting(dose=Decimal(15), days=70), Lasting(dose=Decimal(10), days=70)))}
    plan = service.plan(asked(medicines=(tail,), aim={"m1": Decimal(5)}, by_hand=stays))
    assert [s.days for s in plan.steps if s.kind is StepKind.REDUCE] == [70, 70, 42]
    changed = event(EventKind.DOSE_CHANGED, 3, reason="hospital", directions="FOUR TWICE A DAY")
    after = service.replan(plan, [changed], LATER)
    kept = next(s for s in after.steps if s.start == on(3))
    assert (kept.daily_dose, kept.days) == (40, 28)


@pytest.mark.parametrize("every_days", [28, None], ids=["agreed", "usual"])
def test_that_a_pace_not_said_is_the_usual_one_for_smaller_and_longer_steps(
    service: Tapering, every_days: int | None
) -> None:
    plan = service.plan(asked(pace=Pace(every_days=every_days)))
    smaller = event(EventKind.SMALLER_STEP, 1, percent=Decimal(9))
    assert service.replan(plan, [smaller], LATER).request.pace == Pace(percent=Decimal(9), every_days=28)
    paused = service.replan(plan, [event(EventKind.PAUSE, 40, days=60)], LATER)
    after = service.replan(paused, [event(EventKind.LONGER_STEP, 45, every_days=42)], LATER)
    assert after.request.pace.every_days == 42


@pytest.mark.parametrize(
    ("taken", "name", "remedy"),
    [
        (FENTANYL, "", f"Write it out, for example {FENTANYL[1]}."),
        ((LIQUID, "5ml FOUR TIMES A DAY"), LIQUID, "Write it out, for example 5ml FOUR TIMES A DAY."),
        (FENTANYL, TEN, f"Write it out as the label of {TEN} says it."),
    ],
)
def test_that_what_is_really_taken_is_asked_in_words_that_fit_the_product(
    service: Tapering, taken: tuple[str, str], name: str, remedy: str
) -> None:
    plan = service.plan(asked(medicines=(medicine("m1", taken),), aim={}))
    changed = event(EventKind.DOSE_CHANGED, 3, reason="hospital", name=name)
    behind = service.plan(
        asked(medicines=(medicine("m2", PREGABALIN), medicine("m1", taken)), order=("m1",), aim={})
    )
    for running in (plan, behind):
        with pytest.raises(InputProblem) as problem:
            service.replan(running, [changed], LATER)
        assert problem.value.remedy == remedy


def test_that_a_change_of_product_due_on_the_day_of_an_event_is_still_made(service: Tapering) -> None:
    switches = {"m1": Switch(to=(LIQUID,), at=Decimal(100), confirmed=True)}
    plan = service.plan(asked(switches=switches, aim={"m1": Decimal(60)}))
    due = next(s.start for s in plan.steps if "product-switch" in s.flags)
    after = service.replan(plan, [Event(kind=EventKind.MISSED_SUPPLY, day=due, days=3)], LATER)
    assert after.request.switches == switches
    assert next(s.start for s in after.steps if "product-switch" in s.flags) > due
