"""What events of dates and pace change: a step taken, a hold, a pause, smaller steps, longer steps."""

from collections.abc import Sequence
from datetime import date, timedelta

from pharmreview.domain.errors import InputProblem
from pharmreview.domain.taper.events import Event, EventKind
from pharmreview.domain.taper.plan import Pause, Step, TaperPlan, TaperRequest
from pharmreview.domain.taper.running.effects.request import (
    FLAGS,
    LATE,
    LOST,
    Effect,
    as_it_is,
    begun,
    days_of,
    joined,
    lasting_only,
    left_until,
    needs_reason,
    next_change,
    request_from,
)


def taken(plan: TaperPlan, event: Event) -> Effect | None:
    """A step on its day confirms the plan; on another day the steps after it move.

    It is the step that begins nearest to the day. A dose that an event brought is what is taken already: that
    it was taken up confirms the plan, and moves nothing.
    """
    nearest = min(begun(plan), key=lambda s: abs((s.start - event.day).days))
    if as_it_is(nearest):
        return None
    late, why = (event.day - nearest.start).days, event.reason or "taken later"
    if late > 0 and _settled(plan, nearest):
        day = max(event.day, plan.request.start)
        return hold(plan, Event(kind=EventKind.HOLD, day=day, days=late, reason=why))
    if late > 0:
        return Effect(nearest.start, request_from(plan, nearest.start, late, why), LATE)
    return None if late == 0 else Effect(event.day, _at_once(plan, event.day))


def _settled(plan: TaperPlan, step: Step) -> bool:
    """True for a step whose days stay as they are told, as more was entered or agreed since it began."""
    since = (e.day for e in plan.events if e.kind not in (EventKind.STEP_TAKEN, EventKind.PAUSE))
    return step.start < max(since, default=step.start) or step.start < plan.request.start


def _at_once(plan: TaperPlan, day: date) -> TaperRequest:
    """The request by which the next reduction comes on a day: a hold or pause that runs by then is over."""
    request = request_from(plan, day, 0)
    ahead = tuple(p for p in request.pauses if p.start > day)
    return request.model_copy(update={"pauses": ahead})


def hold(plan: TaperPlan, event: Event) -> Effect:
    """Days are added from a day on, and what follows moves by as many."""
    days = days_of(event)
    if event.kind is EventKind.HOLD:
        needs_reason(event)
    asked = plan.request
    if event.day < asked.start and event.kind is EventKind.HOLD:
        return Effect(
            event.day, request_from(plan, event.day, left_until(plan, event.day) + days, event.reason)
        )
    if event.day < asked.start:
        raise InputProblem(
            f"The plan was made again from {asked.start}; a pause from {event.day} is too early.",
            "Choose a later day.",
        )
    cut = asked.start if plan.locked else plan.steps[0].start
    first = next(s for s in plan.steps if s.start >= cut)
    flag = next((f for f in first.flags if f in FLAGS), "")
    pauses = _held(asked.pauses, event, days)
    still = tuple(c for c in plan.cautions if c.code == LOST.code)
    return Effect(cut, asked.model_copy(update={"pauses": pauses}), flag, still)


def _held(pauses: Sequence[Pause], event: Event, days: int) -> tuple[Pause, ...]:
    """A hold in a pause lengthens it, and one that runs into a pause joins it; a pause stays by itself."""
    own = Pause(start=event.day, days=days, reason=event.reason)
    if event.kind is not EventKind.HOLD:
        return (*pauses, own)
    for place, pause in enumerate(pauses):
        if pause.start <= event.day < pause.start + timedelta(days=pause.days):
            longer = pause.model_copy(update={"days": pause.days + days})
            return tuple(joined([*pauses[:place], longer, *pauses[place + 1 :]]))
    into = [p.reason for p in pauses if own.start < p.start < own.start + timedelta(days=days) and p.reason]
    why = "; ".join(dict.fromkeys([event.reason, *into]))
    return tuple(joined([*pauses, own.model_copy(update={"reason": why})]))


def smaller(plan: TaperPlan, event: Event) -> Effect:
    pace, share = plan.request.pace, event.percent
    due = next_change(plan, event.day)
    agreed = pace.percent or due.reduction / (due.daily_dose + due.reduction) * 100
    if share is None or share >= agreed:
        raise InputProblem("A smaller step needs a percentage below the one agreed.", "Give a smaller one.")
    cut = due.start
    smaller = pace.model_copy(update={"percent": share, "fixed": None, "unit": None})
    return Effect(cut, request_from(plan, cut, 0, pace=smaller, by_hand=lasting_only(plan)))


def longer(plan: TaperPlan, event: Event) -> Effect:
    due, every = next_change(plan, event.day), event.every_days
    before = plan.request.pace.every_days or 0
    if every is None or every <= before:
        raise InputProblem("A longer step needs more days than were agreed.", "Give a longer interval.")
    pace = plan.request.pace.model_copy(update={"every_days": every})
    return Effect(due.start, request_from(plan, due.start, every - before, "longer step", pace=pace), LATE)
