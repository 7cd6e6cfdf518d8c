"""What a plan does near its end, read from the plan itself. Pure."""

from dataclasses import dataclass
from decimal import Decimal

from pharmreview.domain.taper.dating import EXCEEDS_PACE
from pharmreview.domain.taper.pace import AgreedPace, TaperSettings, agreed_pace
from pharmreview.domain.taper.plan import StepKind, TaperPlan
from ui.screens.taper.words.steps import steps_of


@dataclass(frozen=True, slots=True)
class NearTheEnd:
    """What was agreed for the last part of the way, and what the plan makes of it.

    `below` is the dose below which it slows, in the unit of the steps; `forced` where products make no step
    there as small as agreed. `last` is the last dose before it
    stops, None where it does not, and `kept` the days on it, pauses among them. `all_times` is the dose down
    to which every time of day has one; `left_out` are the times that the last dose leaves out, `stay` those
    that it keeps; `comes_back` where a time that was left out has a dose again further down.
    """

    pace: AgreedPace
    below: Decimal
    reached: bool
    forced: bool
    ends_at: Decimal
    last: Decimal | None
    kept: int
    all_times: Decimal
    left_out: tuple[str, ...]
    stay: tuple[str, ...]
    comes_back: bool

    @property
    def slows(self) -> bool:
        """True where some dose of this plan lies in the slower part."""
        return self.reached and (self.pace.slow_days > self.pace.every_days or self.share is not None)

    @property
    def above(self) -> Decimal:
        """The largest share of a dose that a step may take just before the plan slows, in percent."""
        if not self.below:
            return self.pace.never_percent
        return self.pace.limit(self.below, self.below / self.pace.slow_below) / self.below * 100

    @property
    def share(self) -> Decimal | None:
        """The smaller share that holds in the slower part, in percent; None where steps stay as they are."""
        asked = self.pace.slow_percent
        return None if asked is None or asked >= self.above else asked


def near_the_end(plan: TaperPlan, medicine: str, settings: TaperSettings) -> NearTheEnd | None:
    """How the plan of one medicine ends; None where it has no step of it."""
    steps = steps_of(plan.steps, medicine)
    if not steps:
        return None
    pace = agreed_pace(plan.request.pace, settings, steps[0].unit)
    below = plan.request.began.get(medicine, steps[0].daily_dose) * pace.slow_below
    given = [s for s in steps if s.daily_dose]
    last, stop = given[-1], steps[-1] if steps[-1].kind is StepKind.STOP else None
    first = next(s for s in given if s.daily_dose == last.daily_dose)
    now = {d.when for d in given[0].doses if d.items}
    whole = [now <= {d.when for d in s.doses if d.items} for s in given]
    least = given[whole.index(False) - 1 if False in whole else -1]
    return NearTheEnd(
        pace=pace,
        below=below,
        reached=any(s.daily_dose < below for s in given),
        forced=any(EXCEEDS_PACE in s.flags and s.daily_dose + s.reduction < below for s in steps),
        ends_at=steps[-1].daily_dose,
        last=None if stop is None else last.daily_dose,
        kept=0 if stop is None or first.kind is StepKind.START else (stop.start - first.start).days,
        all_times=least.daily_dose,
        left_out=tuple(d.when for d in last.doses if d.when in now and not d.items),
        stay=tuple(d.when for d in last.doses if d.when in now and d.items),
        comes_back=True in whole[whole.index(False) :] if False in whole else False,
    )
