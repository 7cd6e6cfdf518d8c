"""A plan that ends before its aim: as far as it went, at the dose that is then really taken."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from pharmreview.domain.errors import InputProblem
from pharmreview.domain.taper.events import Event
from pharmreview.domain.taper.plan import Step, StepKind, TaperPlan
from pharmreview.domain.taper.running.effects.dose import takes_nothing
from pharmreview.domain.taper.running.effects.request import CHANGED_ELSEWHERE, moving, running_at


def ended(plan: TaperPlan, event: Event, found: TaperPlan | None) -> TaperPlan:
    """The plan as far as it went; nothing further is issued from it.

    The dose of that day goes on; where another one was found to be taken, it is that of the first step of
    `found`, and stands as a step of its own. Raises InputProblem where that dose cannot be told.
    """
    other = found is not None or takes_nothing(event)
    after = event.day + timedelta(days=int(not other))
    steps = [short for step in plan.steps if (short := until(step, after)) is not None]
    if other:
        steps.append(_as_found(plan, steps, event, found))
    issues = tuple(issue for issue in plan.issues if issue.start <= event.day)
    return plan.model_copy(
        update={"steps": tuple(steps), "issues": issues, "locked": len(steps), "ended": event.day}
    )


def until(step: Step, cut: date) -> Step | None:
    """A step as far as it lies before a day."""
    if step.start >= cut:
        return None
    if step.end < cut:
        return step
    end = cut - timedelta(days=1)
    return step.model_copy(update={"end": end, "days": (end - step.start).days + 1})


def _as_found(plan: TaperPlan, kept: Sequence[Step], event: Event, found: TaperPlan | None) -> Step:
    """The dose that was found to be taken, as the step after those `kept`."""
    planned = moving(plan, event.day)
    before = running_at(kept, planned.medicine) or planned
    changed: dict[str, object] = {
        "number": max((step.number for step in kept), default=0) + 1,
        "kind": StepKind.HOLD,
        "start": event.day,
        "end": event.day,
        "days": 1,
        "reduction_percent": None,
        "flags": (CHANGED_ELSEWHERE,),
        "reason": event.reason,
    }
    if found is None:
        rest = None
        if before.ome_total is not None and before.ome_medicine is not None:
            rest = before.ome_total - before.ome_medicine
        doses = tuple(dose.model_copy(update={"items": ()}) for dose in before.doses)
        told = {"daily_dose": Decimal(0), "doses": doses, "ome_medicine": Decimal(0), "ome_total": rest}
        changed |= {**told, "kind": StepKind.STOP, "reduction": before.daily_dose}
        return before.model_copy(update=changed)
    if found.refusals:
        raise InputProblem(found.refusals[0].text, "Write what is really taken, or leave it empty.")
    now = found.steps[0]
    return now.model_copy(update=changed | {"reduction": before.daily_dose - now.daily_dose})
