"""What an event of a running plan asks for: from which day it is planned again, and by which request."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from pharmreview.domain.errors import InputProblem
from pharmreview.domain.taper.dating import SWITCH
from pharmreview.domain.taper.events import Event
from pharmreview.domain.taper.plan import Caution, Pause, Step, StepKind, TaperPlan, TaperRequest
from pharmreview.domain.taper.running.leftover import at_hand
from pharmreview.domain.taper.wishes import ByHand

STEP_BACK = "step-back"
CHANGED_ELSEWHERE = "dose-changed-elsewhere"
LATE = "kept-longer"
MISSED = "missed-supply"
FLAGS = (STEP_BACK, CHANGED_ELSEWHERE, LATE, MISSED)
"""Flags of the first step after an event."""

_AS_IT_IS = frozenset({STEP_BACK, CHANGED_ELSEWHERE, MISSED})
AT_THE_AIM = "at-the-aim"
"""The code of the problem that a plan has nothing left to bring down: it is ended, or a new one agreed."""

TOLERANCE_DAYS = 7
"""Days on a lower dose after which the old one may be too much (VA Opioid Taper Decision Tool 2016)."""

LOST = Caution(
    code="lost-tolerance-now",
    text="After about a week on less the body is less used to the old dose, and the dose now planned may be "
    "too much. Look again at breathing, sedatives and naloxone before it is taken.",
    source="VA Opioid Taper Decision Tool 2016",
)
CHANGES = (StepKind.REDUCE, StepKind.STOP)
_DAY = timedelta(days=1)


class Effect(NamedTuple):
    """The plan is made again from `cut` by `request`; without one it ends. `flag` is for the first step.

    Where it `ends` all the same, `request` tells the dose that is really taken. The dose of that day is
    `kept` for an interval of so many days first; patches for whole times that one is worn.
    """

    cut: date
    request: TaperRequest | None
    flag: str = ""
    cautions: tuple[Caution, ...] = ()
    ends: bool = False
    kept: int = 0


def running_at(steps: Sequence[Step], medicine: str, day: date | None = None) -> Step | None:
    """The step of a medicine that its dose on a day comes from; the last one without a day."""
    own = [s for s in steps if s.medicine == medicine and (day is None or s.start <= day)]
    return own[-1] if own else None


def moving(plan: TaperPlan, day: date) -> Step:
    """The step that runs on a day."""
    return next(s for s in reversed(plan.steps) if s.start <= day)


def next_change(plan: TaperPlan, day: date) -> Step:
    """The first reduction after a day."""
    for step in plan.steps:
        if step.start > day and step.kind in CHANGES:
            return step
    raise InputProblem("No reduction follows in this plan.", "Agree a new plan, or leave it as it is.")


def begun(plan: TaperPlan) -> tuple[Step, ...]:
    """The steps that a person takes up, each another dose or another product, oldest first."""
    return tuple(s for s in plan.steps if s.kind in CHANGES or SWITCH in s.flags or as_it_is(s))


def as_it_is(step: Step) -> bool:
    """True for another dose that is what the person takes, whatever had been planned."""
    return step.reduction != 0 and not _AS_IT_IS.isdisjoint(step.flags)


def left_until(plan: TaperPlan, day: date) -> int:
    """Days until the next reduction is due, counted from a day."""
    return (next_change(plan, day - _DAY).start - day).days


def request_from(
    plan: TaperPlan, cut: date, days: int, reason: str = "", again: str = "", **changes: object
) -> TaperRequest:
    """The request for what follows from a day: the doses really taken, kept for so many days first.

    A medicine that has reached its aim stays there, but for one whose dose an event brings up `again`.
    """
    asked = plan.request
    steps = {id_: _taken_by(plan, id_, cut) for id_ in _in_turn(plan)}
    aims = {s.medicine: s.daily_dose for s in plan.steps} | asked.aim
    still = asked.order or tuple(steps)
    above = [i for i, s in steps.items() if i in still and (s is None or s.daily_dose > aims[i])]
    order = [i for i in steps if i in above or i == again] or [list(steps)[-1]]
    began = {s.medicine: s.daily_dose for s in reversed(plan.steps)}
    behind = {id_ for id_ in asked.switches if _switched(plan, id_, cut)}
    held = [Pause(start=cut, days=days, reason=reason)] if days > 0 else []
    return asked.model_copy(
        update={
            "start": cut,
            "order": tuple(order),
            "aim": {id_: aims[id_] for id_ in order},
            "taking": {**asked.taking, **{i: s.doses for i, s in steps.items() if s is not None}},
            "began": {**began, **asked.began},
            "pauses": tuple(joined([*held, *_ahead(asked.pauses, cut)])),
            "stock": at_hand(plan, cut),
            "products": {id_: names for id_, names in asked.products.items() if id_ not in behind},
            "switches": {id_: switch for id_, switch in asked.switches.items() if id_ not in behind},
            **changes,
        }
    )


def _taken_by(plan: TaperPlan, medicine: str, cut: date) -> Step | None:
    """The step that gives what is taken by a day: of the day before, or what an event brought that day."""
    today = running_at(plan.steps, medicine, cut)
    if today is not None and today.start == cut and as_it_is(today):
        return today
    return running_at(plan.steps, medicine, cut - _DAY)


def _in_turn(plan: TaperPlan) -> tuple[str, ...]:
    """The medicines of a plan, in the order in which they change."""
    return tuple(dict.fromkeys(s.medicine for s in plan.steps))


def _ahead(pauses: Iterable[Pause], cut: date) -> list[Pause]:
    """What is left of each pause from a day on."""
    found: list[Pause] = []
    for pause in pauses:
        start, end = max(pause.start, cut), pause.start + timedelta(days=pause.days)
        if end > start:
            found.append(pause.model_copy(update={"start": start, "days": (end - start).days}))
    return found


def _switched(plan: TaperPlan, id_: str, cut: date) -> bool:
    """True once a change of product lies behind."""
    return any(s.medicine == id_ and s.start < cut and SWITCH in s.flags for s in plan.steps)


def joined(pauses: Iterable[Pause]) -> list[Pause]:
    """Pauses in order, those that overlap made one."""
    found: list[Pause] = []
    for pause in sorted(pauses, key=lambda p: p.start):
        if not found or pause.start >= found[-1].start + timedelta(days=found[-1].days):
            found.append(pause)
            continue
        first = found.pop()
        end = max(p.start + timedelta(days=p.days) for p in (first, pause))
        found.append(first.model_copy(update={"days": (end - first.start).days}))
    return found


def lasting_only(plan: TaperPlan) -> dict[str, ByHand]:
    """Without the stops that were set by hand: they were chosen for a way down that is no longer taken."""
    return {id_: one.model_copy(update={"stops": ()}) for id_, one in plan.request.by_hand.items()}


def needs_reason(event: Event) -> None:
    if not event.reason.strip():
        raise InputProblem("The reason is missing.", "Type why, in a few words.")


def days_of(event: Event) -> int:
    if event.days is None or event.days < 1:
        raise InputProblem("It is not said for how many days.", "Give at least one day.")
    return event.days
