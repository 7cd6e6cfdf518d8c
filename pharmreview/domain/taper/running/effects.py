"""What an event changes: from which day the plan is made again, from which dose, and by which request."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from pharmreview.domain.errors import InputProblem
from pharmreview.domain.taper.events import Event, EventKind
from pharmreview.domain.taper.plan import Caution, Medicine, Pause, Step, StepKind, TaperPlan, TaperRequest
from pharmreview.domain.taper.running.leftover import at_hand
from pharmreview.domain.taper.wishes import ByHand

STEP_BACK = "step-back"
CHANGED_ELSEWHERE = "dose-changed-elsewhere"
LATE = "kept-longer"
MISSED = "missed-supply"
FLAGS = (STEP_BACK, CHANGED_ELSEWHERE, LATE, MISSED)
"""Flags of the first step after an event."""

TOLERANCE_DAYS = 7
"""Days on a lower dose after which the old one may be too much (VA Opioid Taper Decision Tool 2016)."""

_CHANGES = (StepKind.REDUCE, StepKind.STOP)
_DAY = timedelta(days=1)
_LOST = Caution(
    code="lost-tolerance-now",
    text="After about a week on less the body is less used to the old dose, and the dose now planned may be "
    "too much. Look again at breathing, sedatives and naloxone before it is taken.",
    source="VA Opioid Taper Decision Tool 2016",
)


class Effect(NamedTuple):
    """The plan is made again from `cut` by `request`, if anything follows. `flag` is for the first step."""

    cut: date
    request: TaperRequest | None
    flag: str = ""
    cautions: tuple[Caution, ...] = ()


def effect_of(plan: TaperPlan, event: Event) -> Effect | None:
    """What an event changes; None where it only confirms the plan.

    Raises InputProblem where the event lacks what it needs or the plan leaves no room for it.
    """
    return _EFFECTS[event.kind](plan, event)


def running_at(steps: Sequence[Step], medicine: str, day: date | None = None) -> Step | None:
    """The step of a medicine that its dose on a day comes from; the last one without a day."""
    own = [s for s in steps if s.medicine == medicine and (day is None or s.start <= day)]
    return own[-1] if own else None


def _moving(plan: TaperPlan, day: date) -> Step:
    """The step that runs on a day."""
    return next(s for s in reversed(plan.steps) if s.start <= day)


def _next_change(plan: TaperPlan, day: date) -> Step:
    """The first reduction after a day."""
    for step in plan.steps:
        if step.start > day and step.kind in _CHANGES:
            return step
    raise InputProblem("No reduction follows in this plan.", "Agree a new plan, or leave it as it is.")


def _from(plan: TaperPlan, cut: date, days: int, reason: str = "", **changes: object) -> TaperRequest:
    """The request for what follows from a day: the doses really taken, kept for so many days first."""
    asked = plan.request
    steps = {id_: running_at(plan.steps, id_, cut - _DAY) for id_ in _in_turn(plan)}
    order = [i for i, s in steps.items() if s is None or s.daily_dose > asked.aim.get(i, 0)] or list(steps)[
        -1:
    ]
    began = {s.medicine: s.daily_dose for s in reversed(plan.steps) if s.kind is StepKind.START}
    behind = {id_ for id_ in asked.switches if _switched(plan, id_, cut)}
    held = [Pause(start=cut, days=days, reason=reason)] if days > 0 else []
    return asked.model_copy(
        update={
            "start": cut,
            "order": tuple(order),
            "aim": {id_: aim for id_, aim in asked.aim.items() if id_ in order},
            "taking": {**asked.taking, **{i: s.doses for i, s in steps.items() if s is not None}},
            "began": {**began, **asked.began},
            "pauses": tuple(_joined([*held, *_ahead(asked.pauses, cut)])),
            "stock": at_hand(plan, cut),
            "products": {id_: names for id_, names in asked.products.items() if id_ not in behind},
            "switches": {id_: switch for id_, switch in asked.switches.items() if id_ not in behind},
            **changes,
        }
    )


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
    return any(s.medicine == id_ and s.start < cut and "product-switch" in s.flags for s in plan.steps)


def _joined(pauses: Iterable[Pause]) -> list[Pause]:
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


def _left(plan: TaperPlan, day: date) -> int:
    """Days until the next reduction is due, counted from a day."""
    return (_next_change(plan, day - _DAY).start - day).days


def _taken(plan: TaperPlan, event: Event) -> Effect | None:
    """A step on its day confirms the plan; on another day the steps after it move."""
    change = [s for s in plan.steps if s.kind in _CHANGES]
    nearest = min(change, key=lambda s: abs((s.start - event.day).days))
    late = (event.day - nearest.start).days
    if late == 0:
        return None
    if late < 0:
        return Effect(event.day, _from(plan, event.day, 0))
    return Effect(nearest.start, _from(plan, nearest.start, late, event.reason or "taken later"), LATE)


def _hold(plan: TaperPlan, event: Event) -> Effect:
    """Days are added from a day on, and what follows moves by as many."""
    days = _days(event)
    if event.kind is EventKind.HOLD:
        _reason(event)
    asked = plan.request
    if event.day < asked.start and event.kind is EventKind.HOLD:
        return Effect(event.day, _from(plan, event.day, _left(plan, event.day) + days, event.reason))
    if event.day < asked.start:
        raise InputProblem(
            f"The plan was made again from {asked.start}; a pause from {event.day} is too early.",
            "Choose a later day.",
        )
    cut = asked.start if plan.locked else plan.steps[0].start
    first = next(s for s in plan.steps if s.start >= cut)
    flag = next((f for f in first.flags if f in FLAGS), "")
    pauses = _held(asked.pauses, event, days)
    still = tuple(c for c in plan.cautions if c.code == _LOST.code)
    return Effect(cut, asked.model_copy(update={"pauses": pauses}), flag, still)


def _held(pauses: Sequence[Pause], event: Event, days: int) -> tuple[Pause, ...]:
    """A hold in a pause lengthens it, and one that runs into a pause joins it; a pause stays by itself."""
    own = Pause(start=event.day, days=days, reason=event.reason)
    if event.kind is not EventKind.HOLD:
        return (*pauses, own)
    for place, pause in enumerate(pauses):
        if pause.start <= event.day < pause.start + timedelta(days=pause.days):
            longer = pause.model_copy(update={"days": pause.days + days})
            return tuple(_joined([*pauses[:place], longer, *pauses[place + 1 :]]))
    return tuple(_joined([*pauses, own]))


def _smaller(plan: TaperPlan, event: Event) -> Effect:
    pace, share = plan.request.pace, event.percent
    due = _next_change(plan, event.day)
    agreed = pace.percent or due.reduction / (due.daily_dose + due.reduction) * 100
    if share is None or share >= agreed:
        raise InputProblem("A smaller step needs a percentage below the one agreed.", "Give a smaller one.")
    cut = due.start
    smaller = pace.model_copy(update={"percent": share, "fixed": None, "unit": None})
    return Effect(cut, _from(plan, cut, 0, pace=smaller, by_hand=_lasting_only(plan)))


def _longer(plan: TaperPlan, event: Event) -> Effect:
    due, every = _next_change(plan, event.day), event.every_days
    running = _moving(plan, event.day)
    before = running.days if plan.request.pace.every_days is None else plan.request.pace.every_days
    if every is None or every <= before:
        raise InputProblem("A longer step needs more days than were agreed.", "Give a longer interval.")
    pace = plan.request.pace.model_copy(update={"every_days": every})
    return Effect(due.start, _from(plan, due.start, every - before, "longer step", pace=pace), LATE)


def _back(plan: TaperPlan, event: Event) -> Effect:
    """To the dose before the last reduction, once, with its reason; then down again by the agreed pace."""
    _reason(event)
    running = _moving(plan, event.day)
    own = [s for s in plan.steps if s.medicine == running.medicine and s.start <= event.day]
    turned = (*_CHANGES, StepKind.START)
    lower = next((s for s in reversed(own) if s.kind in turned or STEP_BACK in s.flags), own[0])
    if lower.kind not in _CHANGES:
        raise InputProblem(
            "Only the last reduction can be taken back, and only once.",
            "Hold the dose, or agree a new plan from the dose really taken.",
        )
    former = own[own.index(lower) - 1]
    days = plan.request.pace.every_days or max(running.days, former.days)
    on_lower = (event.day - lower.start).days
    request = _from(plan, event.day, days, event.reason)
    request = request.model_copy(update={"taking": {**request.taking, running.medicine: former.doses}})
    return Effect(event.day, request, STEP_BACK, (_LOST,) if on_lower >= TOLERANCE_DAYS else ())


def _product(plan: TaperPlan, event: Event) -> Effect:
    if event.switch is None:
        raise InputProblem("A change of product names no product.", "Name the product to change to.")
    medicine = _moving(plan, event.day).medicine
    request = _from(plan, event.day, 0)
    switches = {**request.switches, medicine: event.switch}
    changed = {"switches": switches, "by_hand": _lasting_only(plan)}
    return Effect(event.day, request.model_copy(update=changed))


def _elsewhere(plan: TaperPlan, event: Event) -> Effect:
    """Another dose was given elsewhere: it is kept for an interval, then brought down from there."""
    _reason(event)
    return _really(plan, event, CHANGED_ELSEWHERE, ())


def _missed(plan: TaperPlan, event: Event) -> Effect:
    """Days without: what is really taken is kept for an interval, with the warning about lost tolerance."""
    days = _days(event)
    cautions = (_LOST,) if days >= TOLERANCE_DAYS else ()
    if event.directions:
        return _really(plan, event, MISSED, cautions)
    kept = _from(plan, event.day, max(_left(plan, event.day), days), event.reason or "supply missed")
    return Effect(event.day, kept, MISSED, cautions)


def _really(plan: TaperPlan, event: Event, flag: str, cautions: tuple[Caution, ...]) -> Effect:
    """Plan again from what is taken now, in the record's words."""
    if not event.directions:
        raise InputProblem("What is really taken is not said.", "Write it out, for example ONE TWICE A DAY.")
    running = _moving(plan, event.day)
    days = plan.request.pace.every_days or running.days
    request = _from(plan, event.day, days, event.reason, by_hand=_lasting_only(plan))
    medicines = tuple(_worded(m, event) if m.id == running.medicine else m for m in request.medicines)
    taking = {id_: doses for id_, doses in request.taking.items() if id_ != running.medicine}
    return Effect(
        event.day, request.model_copy(update={"medicines": medicines, "taking": taking}), flag, cautions
    )


def _worded(medicine: Medicine, event: Event) -> Medicine:
    words = {"name": event.name or medicine.name, "directions": event.directions, "also": ()}
    return medicine.model_copy(update=words)


def _lasting_only(plan: TaperPlan) -> dict[str, ByHand]:
    """Without the stops that were set by hand: they were chosen for a way down that is no longer taken."""
    return {id_: one.model_copy(update={"stops": ()}) for id_, one in plan.request.by_hand.items()}


def _end(_plan: TaperPlan, event: Event) -> Effect:
    _reason(event)
    return Effect(event.day, None)


def _reason(event: Event) -> None:
    if not event.reason.strip():
        raise InputProblem("The reason is missing.", "Type why, in a few words.")


def _days(event: Event) -> int:
    if event.days is None or event.days < 1:
        raise InputProblem("It is not said for how many days.", "Give at least one day.")
    return event.days


_EFFECTS: dict[EventKind, Callable[[TaperPlan, Event], Effect | None]] = {
    EventKind.STEP_TAKEN: _taken,
    EventKind.HOLD: _hold,
    EventKind.PAUSE: _hold,
    EventKind.SMALLER_STEP: _smaller,
    EventKind.LONGER_STEP: _longer,
    EventKind.STEP_BACK: _back,
    EventKind.CHANGE_OF_PRODUCT: _product,
    EventKind.DOSE_CHANGED: _elsewhere,
    EventKind.MISSED_SUPPLY: _missed,
    EventKind.ENDED_EARLY: _end,
}
