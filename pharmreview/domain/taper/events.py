"""What happens to a plan that runs: each event a value, kept with the plan in the order it happened."""

from datetime import date
from enum import StrEnum

from pharmreview.domain.taper.wishes import Switch
from pharmreview.domain.value import Exact, Value


class EventKind(StrEnum):
    """What happened, or is arranged in advance."""

    STEP_TAKEN = "step-taken"
    HOLD = "hold"
    PAUSE = "pause"
    SMALLER_STEP = "smaller-step"
    LONGER_STEP = "longer-step"
    STEP_BACK = "step-back"
    CHANGE_OF_PRODUCT = "change-of-product"
    DOSE_CHANGED = "dose-changed"
    MISSED_SUPPLY = "missed-supply"
    ENDED_EARLY = "ended-early"


class Event(Value):
    """One event of a running plan, on the day from which it counts.

    `days` is the length of a hold (to its review) or a pause; of a missed supply the days without;
    `percent` and `every_days` are the new pace of a smaller or longer step; `switch` the change of product;
    `name` and `directions` what is really taken after the dose was changed elsewhere or supply was missed.
    `reason` must be typed for a hold, a step back, a dose changed elsewhere and an end.
    """

    kind: EventKind
    day: date
    reason: str = ""
    days: int | None = None
    percent: Exact | None = None
    every_days: int | None = None
    switch: Switch | None = None
    name: str = ""
    directions: str = ""
