"""Where a rule still holds and where it no longer does: the last day, the last dose, the last place."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from pharmreview.domain.errors import InputProblem
from pharmreview.domain.lines.row import ExportRow
from pharmreview.domain.taper.course.now.taking import Taken, taken_now
from pharmreview.domain.taper.course.order import order_of
from pharmreview.domain.taper.dating import AFTER_THE_END
from pharmreview.domain.taper.events import Event, EventKind
from pharmreview.domain.taper.pace import measured
from pharmreview.domain.taper.person.use import months_used
from pharmreview.domain.taper.plan import Medicine, Pace, Pause, StepKind, TaperPlan, TaperRequest
from pharmreview.domain.taper.running.in_time import in_time
from pharmreview.domain.taper.supply.days import bank_holidays
from pharmreview.domain.taper.wishes import ByHand, Switch
from pharmreview.reference.tables import load_tables
from pharmreview.services.tapering import Tapering
from tests.domain.taper.conftest import START, Planner
from tests.domain.taper.test_plans import MORPHINE, PREGABALIN

TO_SIXTY = {"m1": Decimal(60)}
SECOND = START + timedelta(days=28)
LATER = date(2028, 1, 1)
GAP = timedelta(days=183)


def months(*days: date, today: date) -> int | None:
    read = load_tables().read_row
    rows = [
        ExportRow(
            row=n, name="MST Continus 30mg tablets", directions="One To Be Taken Twice A Day", issued=day
        )
        for n, day in enumerate(days)
    ]
    return months_used([read(row) for row in rows], "morphine", GAP, today)


def test_that_use_is_counted_over_gaps_up_to_the_longest_and_from_the_last_issue_alone_to_today() -> None:
    last = date(2026, 11, 1)
    assert months(last, last - GAP, today=last) == 5
    assert months(last, last - GAP - timedelta(days=1), today=last) is None
    assert months(last, last - GAP, today=last + timedelta(days=1)) == 6
    assert months(last, last - timedelta(days=31), today=last + GAP) == 7
    assert months(last, last - timedelta(days=31), today=last + GAP + timedelta(days=1)) is None


def test_that_bank_holidays_are_named_and_substitute_days_say_so() -> None:
    assert [(f"{day:%d %B}", name) for day, name in bank_holidays(2027)] == [
        ("01 January", "New Year's Day"),
        ("26 March", "Good Friday"),
        ("29 March", "Easter Monday"),
        ("03 May", "Early May bank holiday"),
        ("31 May", "Spring bank holiday"),
        ("30 August", "Summer bank holiday"),
        ("27 December", "Christmas Day (substitute day)"),
        ("28 December", "Boxing Day (substitute day)"),
    ]


def test_that_six_decimal_places_can_be_meant_and_seven_cannot() -> None:
    measured(Decimal("0.000001"), "share")
    measured(Decimal(9_999_999), "share")
    for number in (Decimal("0.0000001"), Decimal(10_000_000)):
        with pytest.raises(InputProblem, match="The share is not a number"):
            measured(number, "share")


@pytest.mark.parametrize(
    ("words", "times", "each"),
    [("TAKE ONE DAILY", 1, "1"), ("TAKE ONE SIX TIMES A DAY", 6, "1"), ("TAKE THREE A DAY", 3, "1")],
)
def test_that_a_medicine_is_taken_as_often_as_its_directions_say(
    service: Tapering, words: str, times: int, each: str
) -> None:
    read = service.read(Medicine(id="m1", name="Codeine 30mg tablets", directions=words))
    assert read.product is not None
    assert read.directions is not None
    taken = taken_now(read.product, read.directions)
    assert isinstance(taken, Taken)
    assert taken.units == (Decimal(each),) * times


@pytest.mark.parametrize(
    ("name", "words", "units"),
    [
        ("MST Continus 30mg tablets", "90MG IN THE MORNING AND 60MG AT NIGHT", (3, 2)),
        ("MST Continus 60mg tablets", "180MG TWICE A DAY", (3, 3)),
    ],
)
def test_that_a_dose_by_weight_comes_to_whole_units_to_the_last_digit(
    service: Tapering, name: str, words: str, units: tuple[int, ...]
) -> None:
    read = service.read(Medicine(id="m1", name=name, directions=words))
    assert read.product is not None
    assert read.directions is not None
    taken = taken_now(read.product, read.directions)
    assert isinstance(taken, Taken)
    assert taken.units == units


def test_that_of_two_parts_of_one_medicine_the_breakthrough_comes_first_and_others_follow(
    service: Tapering,
) -> None:
    named = (
        Medicine(id="m1", name="MST Continus 30mg tablets", directions="ONE TWICE A DAY"),
        Medicine(id="m2", name="Morphine sulfate 10mg tablets", directions="ONE FOUR TIMES A DAY"),
        Medicine(id="m3", name="Gabapentin 300mg capsules", directions="ONE THREE TIMES A DAY"),
    )
    request = TaperRequest(start=START, medicines=named, aim={m.id: Decimal(0) for m in named})
    assert order_of(request, [service.read(m) for m in named]) == ("m2", "m1", "m3")


def test_that_a_later_medicine_waits_one_interval_after_the_last_step_of_the_one_before(
    planned: Planner,
) -> None:
    plan = planned(MORPHINE, PREGABALIN, order=("m1", "m2"), aim={"m1": Decimal(90), "m2": Decimal(0)})
    last = [s for s in plan.steps if s.medicine == "m1"][-1]
    wait = next(s for s in plan.steps if s.medicine == "m2")
    assert (wait.kind, wait.start, wait.days) == (StepKind.START, last.end + timedelta(days=1), 1)
    stopped = planned(PREGABALIN, MORPHINE, order=("m1", "m2"), aim={"m1": Decimal(0), "m2": Decimal(90)})
    wait = next(s for s in stopped.steps if s.medicine == "m2")
    assert (wait.kind, wait.days) == (StepKind.START, 27)


def test_that_another_form_on_the_way_is_said(planned: Planner) -> None:
    plan = planned(("Zomorph 100mg modified-release capsules", "ONE TWICE A DAY"), aim=TO_SIXTY)
    assert "form-changes" in {c.code for c in plan.cautions}
    alone = planned(MORPHINE, aim=TO_SIXTY)
    assert "form-changes" not in {c.code for c in alone.cautions}


def test_that_weekly_steps_after_long_use_are_refused_with_the_months(planned: Planner) -> None:
    plan = planned(MORPHINE, pace=Pace(every_days=7), used_months=5)
    assert [r.code for r in plan.refusals] == ["weekly-needs-short-use"]
    assert "5 months" in plan.refusals[0].text


def test_that_a_medicine_no_listed_product_stands_for_is_refused(planned: Planner) -> None:
    plan = planned(("Codeine 30mg/5ml linctus", "10ml FOUR TIMES A DAY"))
    assert [r.code for r in plan.refusals] == ["no-products"]


def test_that_five_tablets_with_paracetamol_are_never_one_dose(planned: Planner) -> None:
    plan = planned(("Co-codamol 30mg/500mg effervescent tablets", "TWO AT NIGHT"))
    assert max(i.count for s in plan.steps for d in s.doses for i in d.items) == 2
    assert all(sum(i.count for i in d.items) <= 2 for s in plan.steps for d in s.doses)


def test_that_dose_times_stay_as_they_are_where_tablets_become_a_liquid(planned: Planner) -> None:
    liquid = Switch(to=("Morphine sulfate 10mg/5ml oral solution",), confirmed=True)
    plan = planned(("Morphine sulfate 10mg tablets", "ONE THREE TIMES A DAY"), switches={"m1": liquid})
    assert {len(s.doses) for s in plan.steps} == {3}


def replanned(service: Tapering, plan: TaperPlan, *events: Event) -> TaperPlan:
    return service.replan(plan, events, LATER)


def test_that_a_step_taken_on_its_day_changes_nothing_and_is_kept(
    service: Tapering, planned: Planner
) -> None:
    plan, taken = planned(MORPHINE, aim=TO_SIXTY), Event(kind=EventKind.STEP_TAKEN, day=SECOND)
    assert replanned(service, plan, taken) == plan.model_copy(update={"events": (taken,)})


def test_that_two_things_may_happen_on_one_day(service: Tapering, planned: Planner) -> None:
    hold = Event(kind=EventKind.HOLD, day=SECOND, days=7, reason="pain flare")
    smaller = Event(kind=EventKind.SMALLER_STEP, day=SECOND, percent=Decimal(5))
    assert replanned(service, planned(MORPHINE, aim=TO_SIXTY), hold, smaller).events == (hold, smaller)


def test_that_a_pause_that_ends_on_the_day_is_over_and_one_that_overlaps_a_hold_is_joined_to_it(
    service: Tapering, planned: Planner
) -> None:
    plan = planned(MORPHINE, aim=TO_SIXTY, pauses=(Pause(start=SECOND, days=7, reason="exams"),))
    slower = Event(kind=EventKind.SMALLER_STEP, day=SECOND + timedelta(days=7), percent=Decimal(5))
    assert replanned(service, plan, slower).request.pauses == ()
    within = Event(kind=EventKind.HOLD, day=SECOND - timedelta(days=7), days=10, reason="pain flare")
    (pause,) = replanned(service, plan, within).request.pauses
    assert (pause.start, pause.days) == (within.day, 14)


def test_that_a_plan_of_named_brands_goes_on_in_those_brands(service: Tapering, planned: Planner) -> None:
    brands = tuple(f"MST Continus {n}mg tablets" for n in (5, 10, 15, 30, 60))
    plan = planned(("MST Continus 60mg tablets", "ONE TWICE A DAY"), aim=TO_SIXTY, products={"m1": brands})
    after = replanned(service, plan, Event(kind=EventKind.HOLD, day=SECOND, days=7, reason="pain flare"))
    assert after.steps[-1].daily_dose == 60
    assert {i.product for s in after.steps for d in s.doses for i in d.items} <= set(brands)


SHARES = (Decimal(5), Decimal(10))


def test_that_the_gentlest_pace_that_keeps_to_a_day_is_found(service: Tapering, planned: Planner) -> None:
    hand = {"m1": ByHand(stops=(Decimal(90),))}
    request = planned(MORPHINE, aim=TO_SIXTY).request
    found = in_time(
        request.model_copy(update={"by_hand": hand}), "m1", date(2027, 12, 1), SHARES, 84, service.plan
    )
    assert found is not None
    assert found.soon_enough
    paces = [
        (share, weeks)
        for share in SHARES
        for weeks in range(12, 1, -1)
        if ends(service, request, share, weeks) <= date(2027, 12, 1)
    ]
    assert (found.percent, found.every_days // 7) == paces[0]
    assert found.reached == ends(service, request, *paces[0])


def ends(service: Tapering, request: TaperRequest, share: Decimal, weeks: int) -> date:
    pace = Pace(percent=share, every_days=weeks * 7)
    return service.plan(request.model_copy(update={"pace": pace})).steps[-1].start


def test_that_a_day_too_soon_is_told_with_the_soonest_that_may_be_proposed(
    service: Tapering, planned: Planner
) -> None:
    request = planned(MORPHINE, aim=TO_SIXTY).request
    found = in_time(request, "m1", START + timedelta(days=3), SHARES, 84, service.plan)
    assert found is not None
    assert (found.soon_enough, found.percent, found.every_days) == (False, Decimal(10), 14)
    assert found.reached == ends(service, request, Decimal(10), 2)


def test_that_a_pace_that_ends_before_a_pause_is_passed_over(service: Tapering, planned: Planner) -> None:
    plan = planned(MORPHINE, aim=TO_SIXTY)
    pause = Pause(start=plan.steps[-1].start + timedelta(days=40), days=14, reason="holiday")
    request = plan.request.model_copy(update={"pauses": (pause,)})
    day = date(2028, 6, 1)
    found = in_time(request, "m1", day, SHARES, 84, service.plan)
    assert found is not None
    paces = [(share, weeks) for share in SHARES for weeks in range(12, 1, -1)]
    ended = []
    for share, weeks in paces:
        try:
            ended.append((ends(service, request, share, weeks), share, weeks * 7))
        except InputProblem:
            continue
    assert len(ended) < len(paces)
    first = next(one for one in ended if one[0] <= day)
    assert (found.reached, found.percent, found.every_days) == first
    early = in_time(request, "m1", START + timedelta(days=3), SHARES, 84, service.plan)
    assert early is not None
    assert not early.soon_enough
    far = request.model_copy(update={"pauses": (pause.model_copy(update={"start": date(2060, 1, 1)}),)})
    with pytest.raises(InputProblem) as told:
        in_time(far, "m1", day, SHARES, 84, service.plan)
    assert told.value.code == AFTER_THE_END


def test_that_a_share_of_which_no_plan_lasts_until_a_pause_is_passed_over(
    service: Tapering, planned: Planner
) -> None:
    pause = Pause(start=START + timedelta(days=900), days=14, reason="holiday")
    request = planned(MORPHINE, aim=TO_SIXTY).request.model_copy(update={"pauses": (pause,)})
    found = in_time(request, "m1", date(2031, 1, 1), tuple(reversed(SHARES)), 84, service.plan)
    assert found is not None
    assert (found.percent, found.soon_enough) == (Decimal(5), True)


def test_that_nothing_is_proposed_where_no_plan_is_made(service: Tapering, planned: Planner) -> None:
    request = planned(("Methadone 1mg/ml oral solution", "40ml DAILY")).request
    assert in_time(request, "m1", LATER, SHARES, 84, service.plan) is None
