"""What each kind of event changes in a plan that runs."""

from collections.abc import Callable

from pharmreview.domain.taper.events import Event, EventKind
from pharmreview.domain.taper.plan import TaperPlan
from pharmreview.domain.taper.running.effects import dose, timing
from pharmreview.domain.taper.running.effects.request import Effect


def effect_of(plan: TaperPlan, event: Event) -> Effect | None:
    """What an event changes; None where it only confirms the plan.

    Raises InputProblem where the event lacks what it needs or the plan leaves no room for it.
    """
    return _EFFECTS[event.kind](plan, event)


_EFFECTS: dict[EventKind, Callable[[TaperPlan, Event], Effect | None]] = {
    EventKind.STEP_TAKEN: timing.taken,
    EventKind.HOLD: timing.hold,
    EventKind.PAUSE: timing.hold,
    EventKind.SMALLER_STEP: timing.smaller,
    EventKind.LONGER_STEP: timing.longer,
    EventKind.STEP_BACK: dose.back,
    EventKind.CHANGE_OF_PRODUCT: dose.product,
    EventKind.DOSE_CHANGED: dose.elsewhere,
    EventKind.MISSED_SUPPLY: dose.missed,
    EventKind.ENDED_EARLY: dose.end,
}
