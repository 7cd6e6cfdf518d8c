"""Each event of a running plan, told step by step: day, length, dose, mark and reason, worked out by hand.

The plan takes morphine from 120 to 90 mg by 10 mg every 28 days, then pregabalin from 300 to 200 mg. Days are
counted from the first step.
"""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest

from pharmreview.domain.errors import InputProblem
from pharmreview.domain.taper.events import Event, EventKind
from pharmreview.domain.taper.plan import Medicine, Pace, TaperPlan, TaperRequest
from pharmreview.domain.taper.running.compare import differences, dose_on, measures
from pharmreview.domain.taper.wishes import Stock
from pharmreview.services.tapering import Tapering
from tests.domain.taper.conftest import START
from tests.domain.taper.test_plans import FENTANYL, MORPHINE, PREGABALIN

LATER = date(2029, 1, 1)
LATE, BACK, ELSEWHERE, MISSED = "kept-longer", "step-back", "dose-changed-elsewhere", "missed-supply"
EXCEEDS = "smallest-step-exceeds-pace"

Told = tuple[str, str, int, int, int, str, str]
FIRST: list[Told] = [("m1", "start", -1, 1, 120, "", ""), ("m1", "reduce", 0, 28, 110, "", "")]


def medicine(id_: str, taken: tuple[str, str]) -> Medicine:
    return Medicine(id=id_, name=taken[0], directions=taken[1])


@pytest.fixture(scope="module")
def plan(service: Tapering) -> TaperPlan:
    medicines = (medicine("m1", MORPHINE), medicine("m2", PREGABALIN))
    aim = {"m1": Decimal(90), "m2": Decimal(200)}
    return service.plan(TaperRequest(start=START, medicines=medicines, order=("m1", "m2"), aim=aim))


def on(day: int) -> date:
    return START + timedelta(days=day)


def event(kind: EventKind, day: int, **rest: object) -> Event:
    return Event(kind=kind, day=on(day), **rest)  # type: ignore[arg-type]


def told(plan: TaperPlan) -> list[Told]:
    return [
        (
            s.medicine,
            s.kind.value,
            (s.start - START).days,
            s.days,
            int(s.daily_dose),
            " ".join(s.flags),
            s.reason,
        )
        for s in plan.steps
    ]


HOLD = event(EventKind.HOLD, 40, days=14, reason="flare")
CASES: dict[str, tuple[list[Event], list[Told]]] = {
    "taken three days late": (
        [event(EventKind.STEP_TAKEN, 31)],
        [
            *FIRST,
            ("m1", "hold", 28, 3, 110, LATE, "taken later"),
            ("m1", "reduce", 31, 28, 100, "", ""),
            ("m1", "reduce", 59, 28, 90, "", ""),
            ("m2", "start", 87, 1, 300, "", ""),
        ],
    ),
    "taken late with a reason": (
        [event(EventKind.STEP_TAKEN, 29, reason="away")],
        [*FIRST, ("m1", "hold", 28, 1, 110, LATE, "away"), ("m1", "reduce", 29, 28, 100, "", "")],
    ),
    "taken three days early": (
        [event(EventKind.STEP_TAKEN, 25)],
        [
            FIRST[0],
            ("m1", "reduce", 0, 25, 110, "", ""),
            ("m1", "reduce", 25, 28, 100, "", ""),
            ("m1", "reduce", 53, 28, 90, "", ""),
            ("m2", "start", 81, 1, 300, "", ""),
        ],
    ),
    "held in a step": (
        [HOLD],
        [
            *FIRST,
            ("m1", "reduce", 28, 12, 100, "", ""),
            ("m1", "pause", 40, 14, 100, "", "flare"),
            ("m1", "hold", 54, 16, 100, "", ""),
            ("m1", "reduce", 70, 28, 90, "", ""),
        ],
    ),
    "held again before the hold is over": (
        [HOLD, event(EventKind.HOLD, 53, days=7, reason="again")],
        [
            *FIRST,
            ("m1", "reduce", 28, 12, 100, "", ""),
            ("m1", "pause", 40, 21, 100, "", "flare"),
            ("m1", "hold", 61, 16, 100, "", ""),
            ("m1", "reduce", 77, 28, 90, "", ""),
        ],
    ),
    "held again on the day after the hold": (
        [HOLD, event(EventKind.HOLD, 54, days=7, reason="again")],
        [
            *FIRST,
            ("m1", "reduce", 28, 12, 100, "", ""),
            ("m1", "pause", 40, 14, 100, "", "flare"),
            ("m1", "pause", 54, 7, 100, "", "again"),
            ("m1", "hold", 61, 16, 100, "", ""),
        ],
    ),
    "a pause ahead and then a hold": (
        [event(EventKind.PAUSE, 60, days=10, reason="holiday"), HOLD],
        [
            *FIRST,
            ("m1", "reduce", 28, 12, 100, "", ""),
            ("m1", "pause", 40, 14, 100, "", "flare"),
            ("m1", "hold", 54, 6, 100, "", ""),
            ("m1", "pause", 60, 10, 100, "", "holiday"),
            ("m1", "hold", 70, 10, 100, "", ""),
            ("m1", "reduce", 80, 28, 90, "", ""),
        ],
    ),
    "a hold on the second day of a pause": (
        [
            event(EventKind.PAUSE, 60, days=10, reason="holiday"),
            event(EventKind.HOLD, 61, days=7, reason="x"),
        ],
        [
            *FIRST,
            ("m1", "reduce", 28, 28, 100, "", ""),
            ("m1", "reduce", 56, 4, 90, "", ""),
            ("m1", "pause", 60, 17, 90, "", "holiday"),
            ("m1", "hold", 77, 24, 90, "", ""),
            ("m2", "start", 101, 1, 300, "", ""),
        ],
    ),
    "smaller steps": (
        [event(EventKind.SMALLER_STEP, 30, percent=Decimal(5))],
        [
            *FIRST,
            ("m1", "reduce", 28, 28, 100, "", ""),
            ("m1", "reduce", 56, 28, 95, "", ""),
            ("m1", "reduce", 84, 28, 90, EXCEEDS, ""),
            ("m2", "start", 112, 1, 300, "", ""),
            ("m2", "reduce", 113, 28, 275, EXCEEDS, ""),
        ],
    ),
    "longer steps": (
        [event(EventKind.LONGER_STEP, 30, every_days=42)],
        [
            *FIRST,
            ("m1", "reduce", 28, 28, 100, "", ""),
            ("m1", "hold", 56, 14, 100, LATE, "longer step"),
            ("m1", "reduce", 70, 42, 90, "", ""),
            ("m2", "start", 112, 1, 300, "", ""),
            ("m2", "reduce", 113, 42, 275, "", ""),
        ],
    ),
    "longer steps and then a hold before they begin": (
        [event(EventKind.LONGER_STEP, 30, every_days=42), event(EventKind.HOLD, 31, days=14, reason="x")],
        [
            *FIRST,
            ("m1", "reduce", 28, 3, 100, "", ""),
            ("m1", "pause", 31, 53, 100, "", "x"),
            ("m1", "reduce", 84, 42, 90, "", ""),
        ],
    ),
    "a step back": (
        [event(EventKind.STEP_BACK, 34, reason="w")],
        [
            *FIRST,
            ("m1", "reduce", 28, 6, 100, "", ""),
            ("m1", "hold", 34, 28, 110, BACK, "w"),
            ("m1", "reduce", 62, 28, 100, "", ""),
            ("m1", "reduce", 90, 28, 90, "", ""),
        ],
    ),
    "a step back from a hold": (
        [HOLD, event(EventKind.STEP_BACK, 45, reason="w")],
        [
            *FIRST,
            ("m1", "reduce", 28, 12, 100, "", ""),
            ("m1", "pause", 40, 5, 100, "", "flare"),
            ("m1", "hold", 45, 28, 110, BACK, "w"),
        ],
    ),
    "another dose from a hospital": (
        [event(EventKind.DOSE_CHANGED, 34, reason="hospital", directions="TWO TWICE A DAY")],
        [
            *FIRST,
            ("m1", "reduce", 28, 6, 100, "", ""),
            ("m1", "hold", 34, 28, 240, ELSEWHERE, "hospital"),
            ("m1", "reduce", 62, 28, 220, "", ""),
            ("m1", "reduce", 90, 28, 200, "", ""),
        ],
    ),
    "another product from a hospital": (
        [
            event(
                EventKind.DOSE_CHANGED,
                34,
                reason="hospital",
                name="Morphine sulfate 10mg modified-release tablets",
                directions="FIVE TWICE A DAY",
            )
        ],
        [
            *FIRST,
            ("m1", "reduce", 28, 6, 100, "", ""),
            ("m1", "hold", 34, 28, 100, ELSEWHERE, "hospital"),
            ("m1", "reduce", 62, 28, 90, "", ""),
        ],
    ),
    "a week without supply": (
        [event(EventKind.MISSED_SUPPLY, 34, days=7)],
        [
            *FIRST,
            ("m1", "reduce", 28, 6, 100, "", ""),
            ("m1", "hold", 34, 22, 100, MISSED, "supply missed"),
            ("m1", "reduce", 56, 28, 90, "", ""),
        ],
    ),
    "longer without supply than the step had left": (
        [event(EventKind.MISSED_SUPPLY, 34, days=40, reason="strike")],
        [
            *FIRST,
            ("m1", "reduce", 28, 6, 100, "", ""),
            ("m1", "hold", 34, 40, 100, MISSED, "strike"),
            ("m1", "reduce", 74, 28, 90, "", ""),
        ],
    ),
    "the second medicine held": (
        [event(EventKind.HOLD, 150, days=14, reason="flare")],
        [
            *FIRST,
            ("m1", "reduce", 28, 28, 100, "", ""),
            ("m1", "reduce", 56, 28, 90, "", ""),
            ("m2", "start", 84, 1, 300, "", ""),
            ("m2", "reduce", 85, 28, 275, "", ""),
            ("m2", "reduce", 113, 28, 250, "", ""),
            ("m2", "reduce", 141, 9, 225, "", ""),
            ("m2", "pause", 150, 14, 225, "", "flare"),
            ("m2", "hold", 164, 19, 225, "", ""),
            ("m2", "reduce", 183, 28, 200, EXCEEDS, ""),
        ],
    ),
    "a day without supply on the day after a reduction": (
        [event(EventKind.MISSED_SUPPLY, 29, days=1)],
        [*FIRST, ("m1", "reduce", 28, 1, 100, "", ""), ("m1", "hold", 29, 27, 100, MISSED, "supply missed")],
    ),
    "a day without supply on the last day of a step": (
        [event(EventKind.MISSED_SUPPLY, 27, days=1)],
        [
            FIRST[0],
            ("m1", "reduce", 0, 27, 110, "", ""),
            ("m1", "hold", 27, 1, 110, MISSED, "supply missed"),
            ("m1", "reduce", 28, 28, 100, "", ""),
        ],
    ),
    "without supply on the day of a reduction": (
        [event(EventKind.MISSED_SUPPLY, 28, days=5)],
        [
            *FIRST,
            ("m1", "hold", 28, 5, 110, MISSED, "supply missed"),
            ("m1", "reduce", 33, 28, 100, "", ""),
        ],
    ),
    "longer steps agreed on the day of a reduction": (
        [event(EventKind.LONGER_STEP, 28, every_days=42)],
        [
            *FIRST,
            ("m1", "reduce", 28, 28, 100, "", ""),
            ("m1", "hold", 56, 14, 100, LATE, "longer step"),
            ("m1", "reduce", 70, 42, 90, "", ""),
        ],
    ),
    "held, then taken ten days early": (
        [HOLD, event(EventKind.STEP_TAKEN, 60)],
        [
            *FIRST,
            ("m1", "reduce", 28, 12, 100, "", ""),
            ("m1", "pause", 40, 14, 100, "", "flare"),
            ("m1", "hold", 54, 6, 100, "", ""),
            ("m1", "reduce", 60, 28, 90, "", ""),
        ],
    ),
    "a hold on the first day of a pause": (
        [
            event(EventKind.PAUSE, 60, days=10, reason="holiday"),
            event(EventKind.HOLD, 60, days=7, reason="x"),
        ],
        [
            *FIRST,
            ("m1", "reduce", 28, 28, 100, "", ""),
            ("m1", "reduce", 56, 4, 90, "", ""),
            ("m1", "pause", 60, 17, 90, "", "holiday"),
            ("m1", "hold", 77, 24, 90, "", ""),
        ],
    ),
    "a hold in the first of three pauses": (
        [
            *(event(EventKind.PAUSE, day, days=5) for day in (30, 40, 50)),
            event(EventKind.HOLD, 31, days=2, reason="x"),
        ],
        [
            *FIRST,
            ("m1", "reduce", 28, 2, 100, "", ""),
            ("m1", "pause", 30, 7, 100, "", ""),
            ("m1", "hold", 37, 3, 100, "", ""),
            ("m1", "pause", 40, 5, 100, "", ""),
            ("m1", "hold", 45, 5, 100, "", ""),
            ("m1", "pause", 50, 5, 100, "", ""),
            ("m1", "hold", 55, 18, 100, "", ""),
            ("m1", "reduce", 73, 28, 90, "", ""),
        ],
    ),
    "a week without supply before a pause": (
        [event(EventKind.PAUSE, 70, days=10), event(EventKind.MISSED_SUPPLY, 34, days=7)],
        [
            *FIRST,
            ("m1", "reduce", 28, 6, 100, "", ""),
            ("m1", "hold", 34, 22, 100, MISSED, "supply missed"),
            ("m1", "reduce", 56, 14, 90, "", ""),
            ("m1", "pause", 70, 10, 90, "", ""),
        ],
    ),
    "ended early": (
        [event(EventKind.ENDED_EARLY, 34, reason="enough")],
        [*FIRST, ("m1", "reduce", 28, 7, 100, "", "")],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_that_an_event_makes_just_these_steps(service: Tapering, plan: TaperPlan, case: str) -> None:
    events, wanted = CASES[case]
    after = service.replan(plan, events, LATER)
    assert told(after)[: len(wanted)] == wanted
    assert all(a.start < b.start for a, b in pairwise(after.issues))
    assert [s.number for s in after.steps if s.kind != "start"] == list(
        range(1, 1 + sum(s.kind != "start" for s in after.steps))
    )


@pytest.mark.parametrize(
    ("happened", "warned"),
    [
        (event(EventKind.STEP_BACK, 34, reason="w"), False),
        (event(EventKind.STEP_BACK, 35, reason="w"), True),
        (event(EventKind.MISSED_SUPPLY, 34, days=6), False),
        (event(EventKind.MISSED_SUPPLY, 34, days=7), True),
        (event(EventKind.MISSED_SUPPLY, 34, days=7, directions="TWO TWICE A DAY"), True),
        (event(EventKind.DOSE_CHANGED, 40, reason="h", directions="TWO TWICE A DAY"), False),
    ],
)
def test_that_a_week_on_less_warns_of_lost_tolerance_and_six_days_do_not(
    service: Tapering, plan: TaperPlan, happened: Event, warned: bool
) -> None:
    codes = [c.code for c in service.replan(plan, [happened], LATER).cautions]
    assert ("lost-tolerance-now" in codes) is warned


def test_that_the_warning_stays_when_a_hold_follows(service: Tapering, plan: TaperPlan) -> None:
    back = event(EventKind.STEP_BACK, 35, reason="w")
    held = service.replan(plan, [back, event(EventKind.HOLD, 36, days=7, reason="x")], LATER)
    assert "lost-tolerance-now" in [c.code for c in held.cautions]
    hold = next(s for s in held.steps if s.start == on(35))
    assert (hold.flags, hold.reduction, int(hold.daily_dose)) == ((BACK,), -10, 110)


@pytest.mark.parametrize(
    ("happened", "what", "remedy"),
    [
        (
            event(EventKind.SMALLER_STEP, 30, percent=Decimal(10)),
            "A smaller step needs a percentage below the one agreed.",
            "Give a smaller one.",
        ),
        (
            event(EventKind.SMALLER_STEP, 30),
            "A smaller step needs a percentage below the one agreed.",
            "Give a smaller one.",
        ),
        (
            event(EventKind.LONGER_STEP, 30, every_days=28),
            "A longer step needs more days than were agreed.",
            "Give a longer interval.",
        ),
        (
            event(EventKind.LONGER_STEP, 30),
            "A longer step needs more days than were agreed.",
            "Give a longer interval.",
        ),
        (
            event(EventKind.SMALLER_STEP, 190, percent=Decimal(5)),
            "No reduction follows in this plan.",
            "Agree a new plan, or leave it as it is.",
        ),
        (
            event(EventKind.HOLD, 30, days=7, reason=" "),
            "The reason is missing.",
            "Type why, in a few words.",
        ),
        (event(EventKind.STEP_BACK, 30), "The reason is missing.", "Type why, in a few words."),
        (
            event(EventKind.DOSE_CHANGED, 30, directions="ONE DAILY"),
            "The reason is missing.",
            "Type why, in a few words.",
        ),
        (event(EventKind.ENDED_EARLY, 30), "The reason is missing.", "Type why, in a few words."),
        (
            event(EventKind.HOLD, 30, days=0, reason="x"),
            "It is not said for how many days.",
            "Give at least one day.",
        ),
        (event(EventKind.PAUSE, 30), "It is not said for how many days.", "Give at least one day."),
        (
            event(EventKind.DOSE_CHANGED, 30, reason="x"),
            "What is really taken is not said.",
            f"Write it out, for example {MORPHINE[1]}.",
        ),
        (
            event(EventKind.CHANGE_OF_PRODUCT, 30),
            "A change of product names no product.",
            "Name the product to change to.",
        ),
        (
            event(EventKind.STEP_BACK, -1, reason="x"),
            "Only the last reduction can be taken back, and only once.",
            "Hold the dose, or agree a new plan from the dose really taken.",
        ),
        (
            event(EventKind.HOLD, -2, days=7, reason="x"),
            f"{on(-2)} is outside the plan.",
            "Choose a day on which the plan runs, or agree a new one.",
        ),
        (
            event(EventKind.HOLD, 197, days=7, reason="x"),
            f"{on(197)} is outside the plan.",
            "Choose a day on which the plan runs, or agree a new one.",
        ),
    ],
    ids=lambda value: value.kind.value if isinstance(value, Event) else "",
)
def test_that_an_event_which_cannot_be_meant_is_said_with_how_to_mend_it(
    service: Tapering, plan: TaperPlan, happened: Event, what: str, remedy: str
) -> None:
    with pytest.raises(InputProblem) as problem:
        service.replan(plan, [happened], LATER)
    assert (problem.value.what, problem.value.remedy) == (what, remedy)


def test_that_what_has_not_happened_yet_is_entered_only_as_a_pause(
    service: Tapering, plan: TaperPlan
) -> None:
    with pytest.raises(InputProblem) as problem:
        service.replan(plan, [HOLD], on(39))
    assert problem.value.what == f"What is entered for {on(40)} has not happened yet."
    assert problem.value.remedy == "Enter it on the day, or plan a pause."
    assert service.replan(plan, [HOLD], on(40)).events == (HOLD,)
    last = event(EventKind.ENDED_EARLY, 196, reason="done")
    assert service.replan(plan, [last], LATER).ended == on(196)
    ahead = event(EventKind.PAUSE, 60, days=10)
    assert service.replan(plan, [ahead], on(0)).events == (ahead,)


def test_that_events_come_in_their_order_and_none_after_the_end(service: Tapering, plan: TaperPlan) -> None:
    with pytest.raises(InputProblem) as problem:
        service.replan(plan, [HOLD, event(EventKind.HOLD, 39, days=1, reason="x")], LATER)
    assert problem.value.what == f"Something was already entered for {on(40)}."
    later = event(EventKind.HOLD, 50, days=1, reason="x")
    with pytest.raises(InputProblem, match=f"already entered for {on(50)}"):
        service.replan(plan, [HOLD, later, event(EventKind.HOLD, 45, days=1, reason="x")], LATER)
    assert problem.value.remedy == "Enter what happened in its order."
    ended = service.replan(plan, [event(EventKind.ENDED_EARLY, 34, reason="enough")], LATER)
    assert (ended.ended, ended.locked) == (on(34), 3)
    assert {issue.start <= on(34) for issue in ended.issues} == {True}
    with pytest.raises(InputProblem) as closed:
        service.replan(ended, [event(EventKind.HOLD, 34, days=1, reason="x")], LATER)
    assert closed.value.what == f"The plan ended on {on(34)}."
    assert closed.value.remedy == "Agree a new plan from the dose taken now."


def test_that_a_pause_before_the_plan_was_made_again_is_too_early(service: Tapering, plan: TaperPlan) -> None:
    slower = service.replan(plan, [event(EventKind.LONGER_STEP, 30, every_days=42)], LATER)
    with pytest.raises(InputProblem) as problem:
        service.replan(slower, [event(EventKind.PAUSE, 40, days=7)], LATER)
    assert problem.value.what == f"The plan was made again from {on(56)}; a pause from {on(40)} is too early."
    assert problem.value.remedy == "Choose a later day."
    assert service.replan(slower, [event(EventKind.PAUSE, 70, days=7)], LATER).steps


def test_that_what_is_left_at_home_is_what_was_issued_and_not_yet_taken(
    service: Tapering, plan: TaperPlan
) -> None:
    after = service.replan(plan, [event(EventKind.STEP_BACK, 34, reason="w")], LATER)
    left = {s.product.split()[2]: int(s.quantity) for s in after.request.stock}
    assert left == {"30mg": 44, "10mg": 88}
    held = service.replan(plan, [event(EventKind.STEP_BACK, 56, reason="w")], LATER)
    assert held.request.stock == ()


def test_that_what_was_missed_is_not_counted_as_at_home(service: Tapering, plan: TaperPlan) -> None:
    for told in ({}, {"directions": "ONE TWICE A DAY"}):
        after = service.replan(plan, [event(EventKind.MISSED_SUPPLY, 34, days=8, **told)], LATER)
        assert after.request.stock == ()
        first = next(i for i in after.issues if i.start == after.request.start)
        assert all(i.quantity and not i.from_home for i in first.items)


def test_that_patches_left_over_are_not_counted_on(service: Tapering) -> None:
    patches = service.plan(TaperRequest(start=START, medicines=(medicine("m1", FENTANYL),)))
    after = service.replan(patches, [event(EventKind.STEP_BACK, 33, reason="w")], LATER)
    assert after.request.stock == ()


def test_that_stock_at_home_is_carried_over_less_what_was_used(service: Tapering) -> None:
    ten = "Morphine sulfate 10mg modified-release tablets"
    home = (Stock(product=ten, quantity=Decimal(20)), Stock(product="Old thing", quantity=Decimal(3)))
    asked = TaperRequest(
        start=START, medicines=(medicine("m1", MORPHINE),), aim={"m1": Decimal(90)}, stock=home
    )
    after = service.replan(service.plan(asked), [event(EventKind.STEP_BACK, 10, reason="w")], LATER)
    assert {s.product: int(s.quantity) for s in after.request.stock} == {
        ten: 36,
        "Morphine sulfate 30mg modified-release tablets": 18,
        "Morphine sulfate 60mg modified-release tablets": 18,
        "Old thing": 3,
    }


def test_that_a_later_version_knows_where_each_medicine_began_and_what_is_taken(
    service: Tapering, plan: TaperPlan
) -> None:
    asked = service.replan(plan, [event(EventKind.STEP_BACK, 170, reason="w")], LATER).request
    assert (asked.start, asked.order, asked.aim) == (on(170), ("m2",), {"m2": 200})
    assert asked.began == {"m1": 120, "m2": 300}
    assert set(asked.taking) == {"m1", "m2"}
    before = service.replan(plan, [event(EventKind.MISSED_SUPPLY, 34, days=3)], LATER).request
    assert (before.order, before.aim) == (("m1", "m2"), {"m1": 90, "m2": 200})
    assert set(before.taking) == {"m1"}


def test_that_a_plan_is_told_in_figures(service: Tapering, plan: TaperPlan) -> None:
    figures = measures(plan)
    assert (figures.ends, figures.days, figures.reductions) == (on(196), 197, 7)
    assert (figures.largest_percent.quantize(Decimal("0.01")), figures.most_units) == (Decimal("11.11"), 6)
    assert figures.issues == 8
    stop = service.plan(
        TaperRequest(
            start=START,
            medicines=(medicine("m1", ("Gabapentin 100mg capsules", "ONE AT NIGHT")),),
            pace=Pace(every_days=14),
        )
    )
    short = measures(stop)
    assert (short.reductions, short.largest_percent, short.most_units, short.issues) == (1, 0, 0, 0)


def test_that_two_plans_differ_from_the_day_on_which_their_doses_do(
    service: Tapering, plan: TaperPlan
) -> None:
    later = service.replan(plan, [HOLD], LATER)
    found = [
        (d.medicine, (d.day - START).days, int(d.one or 0), int(d.other or 0))
        for d in differences(plan, later)
    ]
    assert found[:3] == [("m1", 56, 90, 100), ("m2", 85, 275, 300), ("m2", 113, 250, 275)]
    assert differences(plan, plan) == ()
    assert [dose_on(plan, "m1", on(d)) for d in (-2, -1, 0, 27, 28, 84, 5000)] == [
        None,
        120,
        110,
        110,
        100,
        90,
        90,
    ]
    assert [dose_on(plan, "m2", on(d)) for d in (-1, 56, 85, 5000)] == [300, 300, 275, 200]
    assert dose_on(plan, "m9", on(30)) is None
