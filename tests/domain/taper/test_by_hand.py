"""Steps set by hand: longer ones, ones in between, ones left out; and what is refused."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pharmreview.domain.errors import InputProblem
from pharmreview.domain.taper.events import Event, EventKind
from pharmreview.domain.taper.plan import Medicine, Pace, StepKind, TaperPlan, TaperRequest
from pharmreview.domain.taper.wishes import ByHand, Lasting
from pharmreview.services.tapering import Tapering
from tests.domain.taper.conftest import START, Planner, doses
from tests.domain.taper.test_plans import AIM_60, FENTANYL, MORPHINE, numbers

PACE = Pace(percent=Decimal(10))
_NINE = numbers("110", "100", "90", "85", "80", "75", "70", "65")


def set_by_hand(stops: list[Decimal] | tuple[Decimal, ...] = (), **lasting: int) -> dict[str, ByHand]:
    kept = tuple(Lasting(dose=Decimal(d[1:]), days=n) for d, n in lasting.items())
    return {"m1": ByHand(stops=tuple(stops), lasting=kept)}


def test_that_the_planners_own_stops_set_by_hand_give_the_planners_plan(planned: Planner) -> None:
    free, fixed = planned(MORPHINE, aim=AIM_60), planned(MORPHINE, aim=AIM_60, by_hand=set_by_hand(_NINE))
    assert (fixed.steps, fixed.issues, fixed.cautions) == (free.steps, free.issues, free.cautions)


def test_that_a_dose_set_to_last_longer_moves_everything_after_it(planned: Planner) -> None:
    free, longer = (
        planned(MORPHINE, aim=AIM_60),
        planned(MORPHINE, aim=AIM_60, by_hand=set_by_hand(d100=42)),
    )
    assert doses(longer) == doses(free)
    assert [s.days for s in longer.steps[:4]] == [1, 28, 42, 28]
    moved = [(b.start - a.start).days for a, b in zip(free.steps, longer.steps, strict=True)]
    assert moved == [0, 0, 0] + [14] * 7


def test_that_nothing_set_by_hand_makes_a_step_shorter_than_the_pace(planned: Planner) -> None:
    assert planned(MORPHINE, aim=AIM_60, by_hand=set_by_hand(d100=7)).steps[2].days == 28


def test_that_patches_set_to_last_longer_keep_whole_wear_periods(planned: Planner) -> None:
    plan = planned(FENTANYL, aim={"m1": Decimal(0)}, by_hand=set_by_hand(d50=43))
    assert next(s.days for s in plan.steps if s.daily_dose == 50) == 45


def test_that_a_stop_in_between_is_made_and_a_stop_left_out_is_flagged_with_its_size(
    planned: Planner,
) -> None:
    between = planned(MORPHINE, aim=AIM_60, by_hand=set_by_hand([*_NINE, Decimal(105)]))
    assert doses(between)[:4] == numbers("120", "110", "105", "100")
    without = planned(MORPHINE, aim=AIM_60, by_hand=set_by_hand([d for d in _NINE if d != 100]))
    step = next(s for s in without.steps if s.daily_dose == 90)
    assert (step.flags, str(step.reduction_percent)) == (("set-by-hand-exceeds-pace",), "18.2")
    codes = [c.code for c in without.cautions]
    assert "set-by-hand-exceeds-pace" in codes
    assert "step-above-10-percent" in codes


def test_that_a_large_step_which_products_force_is_not_called_set_by_hand(planned: Planner) -> None:
    plan = planned(
        FENTANYL, aim={"m1": Decimal(0)}, by_hand=set_by_hand(numbers("62.5", "50", "37.5", "25", "12"))
    )
    assert all(s.flags == ("smallest-step-exceeds-pace",) for s in plan.steps[1:])


@pytest.mark.parametrize(
    ("stops", "said"),
    [
        (["111"], "111 mg cannot be made"),
        (["90"], "From 90 mg to 60 mg at once is 33.3 percent, and no plan goes above 25 percent"),
    ],
)
def test_that_what_cannot_be_set_is_refused_in_words(planned: Planner, stops: list[str], said: str) -> None:
    with pytest.raises(InputProblem, match=said):
        planned(MORPHINE, aim=AIM_60, by_hand=set_by_hand(numbers(*stops)))


def test_that_stops_at_or_above_the_dose_or_below_the_aim_say_nothing(planned: Planner) -> None:
    plan = planned(MORPHINE, aim=AIM_60, by_hand=set_by_hand([*_NINE, *numbers("120", "130", "60", "30")]))
    assert doses(plan) == [Decimal(120), *_NINE, Decimal(60)]


def test_that_stops_stay_after_a_pause_and_go_with_another_pace(service: Tapering) -> None:
    medicine = Medicine(id="m1", name=MORPHINE[0], directions=MORPHINE[1])
    stops = [*_NINE, Decimal(105)]
    request = TaperRequest(
        start=START, medicines=(medicine,), aim=AIM_60, pace=PACE, by_hand=set_by_hand(stops, d90=42)
    )
    plan = service.plan(request)
    held = service.replan(plan, [Event(kind=EventKind.PAUSE, day=date(2027, 1, 10), days=7)], START)
    assert doses(held) == doses(plan)
    smaller = Event(kind=EventKind.SMALLER_STEP, day=START, percent=Decimal(5))
    after = service.replan(plan, [smaller], START)
    assert after.request.by_hand["m1"].stops == ()
    assert next(s.days for s in after.steps if s.daily_dose == 90) == 42


@given(
    drop=st.sets(st.sampled_from(_NINE), max_size=3),
    add=st.sets(st.sampled_from(numbers("115", "105", "95")), max_size=3),
    days=st.dictionaries(st.sampled_from(_NINE), st.integers(1, 84), max_size=4),
)
@settings(max_examples=60, deadline=None)
def test_that_whatever_is_set_by_hand_never_rises_and_ends_at_the_aim(
    service: Tapering, drop: set[Decimal], add: set[Decimal], days: dict[Decimal, int]
) -> None:
    medicine = Medicine(id="m1", name=MORPHINE[0], directions=MORPHINE[1])
    hand = ByHand(
        stops=tuple(({*_NINE} - drop) | add),
        lasting=tuple(Lasting(dose=d, days=n) for d, n in days.items()),
    )
    request = TaperRequest(start=START, medicines=(medicine,), aim=AIM_60, by_hand={"m1": hand})
    try:
        plan: TaperPlan = service.plan(request)
    except InputProblem:
        return
    falling = [s for s in plan.steps if s.kind is not StepKind.START]
    assert [s.daily_dose for s in falling] == sorted({*hand.stops, Decimal(60)}, reverse=True)
    assert all(s.days == max(28, days.get(s.daily_dose, 0)) for s in falling)
    assert all(s.reduction_percent is not None and s.reduction_percent <= 25 for s in falling)
