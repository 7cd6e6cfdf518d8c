"""Steps set by hand as changes of the request: longer, split, joined. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pharmreview.domain.taper.plan import Step, StepKind, TaperRequest
from pharmreview.domain.taper.wishes import ByHand, Lasting
from ui.screens.taper.words.doses import dose_words
from ui.screens.taper.words.steps import steps_of

_FALLS = (StepKind.REDUCE, StepKind.STOP)


@dataclass(frozen=True, slots=True)
class Way:
    """The way down that is shown: the steps of the changing medicine, and every dose that could be made."""

    request: TaperRequest
    medicine: str
    steps: tuple[Step, ...]
    doses: tuple[Decimal, ...]

    @classmethod
    def of(
        cls, request: TaperRequest, steps: Sequence[Step], medicine: str, doses: Sequence[Decimal]
    ) -> "Way":
        """The way of one medicine in a plan."""
        return cls(request, medicine, steps_of(steps, medicine), tuple(doses))

    def step(self, number: int | None) -> Step | None:
        """The step of a number."""
        return next((s for s in self.steps if s.number == number), None)

    def days_on(self, dose: Decimal) -> int:
        """How long a dose is kept, pauses left out."""
        return sum(s.days for s in self.steps if s.daily_dose == dose and s.kind in (*_FALLS, StepKind.HOLD))

    def stops(self) -> list[Decimal]:
        """The doses the way stops at before the aim, highest first."""
        fallen = [s.daily_dose for s in self.steps if s.kind in _FALLS]
        return fallen[:-1]

    def between(self, step: Step) -> Decimal | None:
        """The dose nearest the middle of a reduction that can be made; the higher of two as near."""
        above, below = step.daily_dose + step.reduction, step.daily_dose
        able = [d for d in self.doses if below < d < above]
        return min(able, key=lambda d: (abs(2 * d - above - below), -d), default=None)


def hand_of(request: TaperRequest, medicine: str) -> ByHand:
    """What was set by hand of a medicine."""
    return request.by_hand.get(medicine, ByHand())


def with_days(request: TaperRequest, medicine: str, dose: Decimal, days: int | None) -> TaperRequest:
    """A dose kept for so many days; None gives its length back to the pace."""
    hand = hand_of(request, medicine)
    others = tuple(one for one in hand.lasting if one.dose != dose)
    added = () if days is None else (Lasting(dose=dose, days=days),)
    return _with(request, medicine, hand.model_copy(update={"lasting": (*others, *added)}))


def with_stops(request: TaperRequest, medicine: str, stops: Sequence[Decimal]) -> TaperRequest:
    """The way down stops at these doses before its aim."""
    kept = tuple(sorted(set(stops), reverse=True))
    return _with(request, medicine, hand_of(request, medicine).model_copy(update={"stops": kept}))


def without_stops(request: TaperRequest) -> TaperRequest:
    """The planner chooses the doses again; what was set to last longer stays."""
    hands = {id_: hand.model_copy(update={"stops": ()}) for id_, hand in request.by_hand.items()}
    kept = {id_: hand for id_, hand in hands.items() if hand != ByHand()}
    return request.model_copy(update={"by_hand": kept})


def why_no_split(step: Step | None) -> str:
    """Why a step cannot be split: nothing lies between, or it is no reduction."""
    if step is None or step.kind not in _FALLS:
        return "Choose a step that goes down: that can be split."
    above = dose_words(step.daily_dose + step.reduction, step.unit)
    return f"Products make no dose between {above} and {dose_words(step.daily_dose, step.unit)}."


def _with(request: TaperRequest, medicine: str, hand: ByHand) -> TaperRequest:
    rest = {id_: one for id_, one in request.by_hand.items() if id_ != medicine}
    return request.model_copy(update={"by_hand": rest if hand == ByHand() else {**rest, medicine: hand}})
