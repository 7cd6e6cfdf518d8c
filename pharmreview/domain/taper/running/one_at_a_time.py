"""One medicine moves at a time: what keeps a second plan from beginning while one runs."""

from datetime import date

from pharmreview.domain.taper.course.refuse import refusal
from pharmreview.domain.taper.pace import TaperSettings
from pharmreview.domain.taper.plan import Refusal, TaperPlan, TaperRequest


def still_moving(running: TaperPlan, request: TaperRequest, settings: TaperSettings) -> Refusal | None:
    """Why a request may not begin beside a running plan; None once that plan's medicines stay where they are.

    A plan that was ended, or whose last reduction lies before the first day asked for, no longer moves. A
    request for the very medicine that moves is a new version of the plan, not a second one.
    """
    last = running.steps[-1] if running.steps else None
    if last is None or running.ended is not None or _settled(running, request.start):
        return None
    moving = next(s for s in reversed(running.steps) if s.start <= request.start or s is running.steps[0])
    asked = (*request.order, *request.aim, request.medicines[0].id)[0]
    names = {m.id: m.name for m in running.request.medicines}
    wanted = {m.id: m.name for m in request.medicines}
    if wanted.get(asked) == names[moving.medicine]:
        return None
    return refusal(
        settings,
        "another-moves",
        name=wanted.get(asked, asked),
        other=names[moving.medicine],
        until=f"{last.start:%d %B %Y}",
    )


def _settled(running: TaperPlan, day: date) -> bool:
    """Whether the last dose of a plan is reached before a day."""
    last = running.steps[-1]
    final = (last.medicine, last.daily_dose)
    return next(s.start for s in running.steps if (s.medicine, s.daily_dose) == final) < day
