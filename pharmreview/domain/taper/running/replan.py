"""A running plan after an event: what has been taken stays, what follows is planned again.

Every version is a whole plan: the steps that were taken, locked as they were, then the steps from the dose
really taken. Its request asks for what follows, so that the same request and events give the same plan.
"""

from collections.abc import Sequence
from datetime import date

from pharmreview.domain.errors import InputProblem
from pharmreview.domain.taper.events import Event, EventKind
from pharmreview.domain.taper.pace import TaperSettings, in_full
from pharmreview.domain.taper.plan import Step, StepKind, TaperPlan
from pharmreview.domain.taper.running.effects.by_kind import effect_of
from pharmreview.domain.taper.running.effects.made import Makers, made_of
from pharmreview.domain.taper.running.effects.request import AT_THE_AIM, FLAGS, running_at
from pharmreview.domain.taper.running.ending import ended, until

_AT_THE_AIM = ("aim-above-dose", "already-at-aim")
"""Refusals of a way down that is already behind."""


def replan(
    plan: TaperPlan, events: Sequence[Event], today: date, makers: Makers, settings: TaperSettings
) -> TaperPlan:
    """The plan after these further events, each taken in turn. Its request says the pace it is made by.

    Raises InputProblem for an event that has not happened yet (only a pause may lie ahead), that lies before
    the one before it, that lacks its reason, or that the plan leaves no room for.
    """
    for event in events:
        if plan.ended is not None:
            raise InputProblem(
                f"The plan ended on {plan.ended}.", "Agree a new plan from the dose taken now."
            )
        _in_turn(plan, event, today)
        plan = _after(plan, event, makers, settings)
    return plan


def _in_turn(plan: TaperPlan, event: Event, today: date) -> None:
    """Refuse an event out of its time."""
    if event.kind is not EventKind.PAUSE and event.day > today:
        raise InputProblem(
            f"What is entered for {event.day} has not happened yet.",
            "Enter it on the day, or plan a pause.",
        )
    if not plan.steps or not plan.steps[0].start <= event.day <= plan.steps[-1].end:
        raise InputProblem(
            f"{event.day} is outside the plan.", "Choose a day on which the plan runs, or agree a new one."
        )
    happened = [e.day for e in plan.events if e.kind is not EventKind.PAUSE]
    if event.kind is not EventKind.PAUSE and happened and event.day < max(happened):
        raise InputProblem(
            f"Something was already entered for {max(happened)}.", "Enter what happened in its order."
        )


def _after(plan: TaperPlan, event: Event, makers: Makers, settings: TaperSettings) -> TaperPlan:
    events = (*plan.events, event)
    pace = in_full(plan.request.pace, settings)
    told = plan.model_copy(update={"request": plan.request.model_copy(update={"pace": pace})})
    effect = effect_of(told, event)
    if effect is None:
        return plan.model_copy(update={"events": events})
    made = None
    if effect.request is not None:
        made = made_of(told, effect, effect.request, makers, settings.wear_periods)
    if effect.ends or made is None:
        return ended(plan, event, made).model_copy(update={"events": events})
    if any(r.code in _AT_THE_AIM for r in made.refusals):
        raise InputProblem(
            "The dose now taken is not above the aim: nothing is left to come down.",
            "End the plan here, or agree a new one with a lower aim.",
            code=AT_THE_AIM,
        )
    locked = tuple(short for step in plan.steps if (short := until(step, effect.cut)) is not None)
    kept = tuple(issue for issue in plan.issues if issue.start < effect.cut)
    return made.model_copy(
        update={
            "steps": (*locked, *_following(locked, made, effect.flag or _brought(plan, effect.cut))),
            "issues": (*kept, *made.issues),
            "cautions": (*effect.cautions, *made.cautions),
            "locked": len(locked),
            "events": events,
        }
    )


def _brought(plan: TaperPlan, day: date) -> str:
    """What an earlier event of the same day brought: its dose stays, and says so."""
    return next((f for s in plan.steps if s.start == day for f in s.flags if f in FLAGS), "")


def _following(locked: Sequence[Step], made: TaperPlan, flag: str) -> list[Step]:
    """The new steps, numbered on from the locked ones; the first says what the event was."""
    if not made.steps:
        return []
    number, found = max((s.number for s in locked), default=0), []
    for place, step in enumerate(made.steps[1:] if locked else made.steps):
        changed: dict[str, object] = {}
        if step.kind is not StepKind.START:
            number += 1
            changed["number"] = number
        if place == 0 and step.kind is StepKind.PAUSE and flag:
            before = running_at(locked, step.medicine)
            rise = before.daily_dose - step.daily_dose if before is not None else step.reduction
            changed |= {"kind": StepKind.HOLD, "flags": (flag,), "reduction": rise}
        found.append(step.model_copy(update=changed))
    return found
