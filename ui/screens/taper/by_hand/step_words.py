"""What can be done by hand with the chosen step, in words. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from pharmreview.domain.taper.plan import StepKind
from ui.screens.taper.by_hand.way import Way, hand_of
from ui.screens.taper.words.doses import dose_words
from ui.screens.taper.words.steps import length_words

_FALLS = (StepKind.REDUCE, StepKind.STOP)


@dataclass(frozen=True, slots=True)
class StepWords:
    """The chosen step, how long it is, and which gestures do something now."""

    name: str
    length: str
    can_last: bool
    can_split: bool
    can_join: bool
    split_to: str = ""
    by_hand: bool = False
    """True where any step of the medicine was set by hand."""


def step_words(way: Way, chosen: int | None, names: Mapping[int, str], *, frozen: bool) -> StepWords | None:
    """The words for the chosen step; None while none is chosen."""
    step = way.step(chosen)
    if step is None:
        return None
    falls = step.kind in _FALLS
    pause = step.kind is StepKind.PAUSE
    name = "Pause" if pause else ("Now" if step.kind is StepKind.START else f"Step {names[step.number]}")
    days = step.days if pause else way.days_on(step.daily_dose)
    middle = way.between(step) if falls else None
    lasts = pause or (step.kind is not StepKind.START and bool(step.daily_dose))
    hand = hand_of(way.request, way.medicine)
    return StepWords(
        name=name,
        length=length_words(days) if lasts else "–",
        can_last=lasts and not frozen,
        can_split=middle is not None and not frozen,
        can_join=falls and step.daily_dose in way.stops() and len(way.stops()) > 1 and not frozen,
        split_to="" if middle is None else dose_words(middle, step.unit),
        by_hand=bool(hand.stops or hand.lasting) and not frozen,
    )
