"""What events of the dose change: a step back, another product, a dose changed elsewhere, an end."""

from decimal import Decimal

from pharmreview.domain.errors import InputProblem
from pharmreview.domain.taper.dating import SWITCH
from pharmreview.domain.taper.events import Event
from pharmreview.domain.taper.plan import Medicine, StepKind, TaperPlan, TaperRequest
from pharmreview.domain.taper.running.effects.request import (
    AT_THE_AIM,
    CHANGED_ELSEWHERE,
    CHANGES,
    LOST,
    MISSED,
    STEP_BACK,
    TOLERANCE_DAYS,
    Effect,
    begun,
    days_of,
    lasting_only,
    left_until,
    moving,
    needs_reason,
    next_change,
    request_from,
)

_NOTHING = ("none", "nothing", "stopped", "not taken", "none taken", "0")


def back(plan: TaperPlan, event: Event) -> Effect:
    """To the dose before the last reduction, once, with its reason; then down again by the agreed pace."""
    needs_reason(event)
    running = moving(plan, event.day)
    own = [s for s in plan.steps if s.medicine == running.medicine and s.start <= event.day]
    lower = next((s for s in reversed(own) if s.kind is StepKind.START or s in begun(plan)), own[0])
    if lower.kind not in CHANGES:
        raise InputProblem(
            "Only the last reduction can be taken back, and only once.",
            "Hold the dose, or agree a new plan from the dose really taken.",
        )
    former = own[own.index(lower) - 1]
    days = interval(plan)
    on_lower = (event.day - lower.start).days
    request = request_from(plan, event.day, days, event.reason, running.medicine)
    changed: dict[str, object] = {"taking": {**request.taking, running.medicine: former.doses}}
    if SWITCH in lower.flags:
        changed |= _to_change_again(plan, request, running.medicine)
    request = request.model_copy(update=changed)
    cautions = (LOST,) if on_lower >= TOLERANCE_DAYS else ()
    return Effect(event.day, request, STEP_BACK, cautions, kept=days)


def _to_change_again(plan: TaperPlan, request: TaperRequest, medicine: str) -> dict[str, object]:
    """The change of product that a step back undid, to come again, with what may be used until then."""
    asked = plan.request
    switches = {id_: s for id_, s in asked.switches.items() if id_ == medicine or id_ in request.switches}
    products = {id_: p for id_, p in asked.products.items() if id_ == medicine or id_ in request.products}
    return {"switches": switches, "products": products}


def product(plan: TaperPlan, event: Event) -> Effect:
    """The same dose from another product from that day on; at a lower dose the steps keep their days."""
    if event.switch is None:
        raise InputProblem("A change of product names no product.", "Name the product to change to.")
    running, at = moving(plan, event.day), event.switch.at
    own = [s for s in plan.steps if s.medicine == running.medicine and s.start > event.day]
    if not any(s.kind in CHANGES for s in own):
        raise InputProblem(
            "No reduction of this medicine follows, so its product is not changed in this plan.",
            "Put the record right, and agree a new plan where it is to come down further.",
        )
    later = at is not None and at < running.daily_dose
    cut = next_change(plan, event.day).start if later else event.day
    request = request_from(plan, cut, 0)
    switches = {**request.switches, running.medicine: event.switch}
    changed = {"switches": switches, "by_hand": lasting_only(plan)}
    return Effect(cut, request.model_copy(update=changed))


def elsewhere(plan: TaperPlan, event: Event) -> Effect:
    """Another dose was given elsewhere: it is kept for an interval, then brought down from there."""
    needs_reason(event)
    return Effect(event.day, _really(plan, event), CHANGED_ELSEWHERE, kept=interval(plan))


def missed(plan: TaperPlan, event: Event) -> Effect:
    """Days without: what is really taken is kept for an interval, with the warning about lost tolerance.

    What was issued never came, so nothing of it counts as at home.
    """
    days = days_of(event)
    if not moving(plan, event.day).daily_dose:
        raise InputProblem(
            "Nothing is taken on that day any more, so no supply can be missed.",
            "Choose the day from which it was missed, or end the plan.",
        )
    cautions, kept = (LOST,) if days >= TOLERANCE_DAYS else (), 0
    if event.directions:
        request, kept = _really(plan, event), interval(plan)
    else:
        wait = max(left_until(plan, event.day), days)
        request = request_from(plan, event.day, wait, event.reason or "supply missed")
    return Effect(event.day, request.model_copy(update={"stock": ()}), MISSED, cautions, kept=kept)


def _really(plan: TaperPlan, event: Event) -> TaperRequest:
    """The request that plans again from what is taken now, in the record's words."""
    if not event.directions:
        raise InputProblem("What is really taken is not said.", _written_out(plan, event))
    if takes_nothing(event):
        raise InputProblem(
            "Nothing of it is taken any more: nothing is left to come down.",
            "End the plan here, or agree a new one for another medicine.",
            code=AT_THE_AIM,
        )
    running = moving(plan, event.day)
    only = lasting_only(plan)
    request = request_from(plan, event.day, interval(plan), event.reason, running.medicine, by_hand=only)
    medicines = tuple(_worded(m, event) if m.id == running.medicine else m for m in request.medicines)
    taking = {id_: doses for id_, doses in request.taking.items() if id_ != running.medicine}
    return request.model_copy(update={"medicines": medicines, "taking": taking})


def _written_out(plan: TaperPlan, event: Event) -> str:
    """How to say it: as the record has it, unless it is of another product."""
    asked = plan.request.medicines
    own = next(m for m in asked if m.id == moving(plan, event.day).medicine)
    if event.name not in ("", own.name):
        return f"Write it out as the label of {event.name} says it."
    return f"Write it out, for example {own.directions}."


def interval(plan: TaperPlan) -> int:
    """Days from one reduction to the next as agreed, not those of the step that runs: a pause is no hold."""
    return plan.request.pace.every_days or 0


def _worded(medicine: Medicine, event: Event) -> Medicine:
    words = {"name": event.name or medicine.name, "directions": event.directions, "also": ()}
    return medicine.model_copy(update=words)


def takes_nothing(event: Event) -> bool:
    """True where an event says that nothing of the medicine is taken any more."""
    return event.directions.strip(" .").casefold() in _NOTHING


def end(plan: TaperPlan, event: Event) -> Effect:
    """The dose of that day goes on: that of the plan, or what is really taken."""
    needs_reason(event)
    if not event.directions or takes_nothing(event):
        return Effect(event.day, None)
    id_ = moving(plan, event.day).medicine
    alone = {"order": (id_,), "aim": {id_: Decimal(0)}, "switches": {}}
    request = _really(plan, event).model_copy(update=alone)
    return Effect(event.day, request, ends=True, kept=interval(plan))
