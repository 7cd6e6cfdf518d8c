"""What is asked of a plan: by when it could be at its aim, and where it would be on a day. Pure."""

from dataclasses import dataclass
from datetime import date

from pharmreview.domain.digits import plain
from pharmreview.domain.taper.pace import NamedPace, TaperSettings
from pharmreview.domain.taper.plan import Pace, Step, StepKind, TaperPlan
from pharmreview.domain.taper.running.compare import dose_on
from pharmreview.domain.taper.running.in_time import InTime
from ui import text as words_of
from ui.screens.taper.words.doses import dose_words
from ui.screens.taper.words.steps import often_words

OWN = "own"
_FALLS = (StepKind.REDUCE, StepKind.STOP)
_CHRISTMAS = (12, 25)


@dataclass(frozen=True, slots=True)
class Asked:
    """The named paces and the two questions, with their answers."""

    paces: tuple[tuple[str, str], ...] = ()
    pace: str = ""
    source: str = ""
    by_title: str = "Be there by"
    by: date | None = None
    by_answer: str = ""
    can_use: bool = False
    where: date | None = None
    where_answer: str = ""
    enabled: bool = False


def next_christmas(today: date) -> date:
    """The day that most people ask about first."""
    this_year = date(today.year, *_CHRISTMAS)
    return this_year if this_year > today else this_year.replace(year=today.year + 1)


def named_paces(settings: TaperSettings) -> tuple[tuple[str, str], ...]:
    """Each pace by its name; last the one that is set exactly."""
    return (*((p.id, p.name) for p in settings.paces), (OWN, "Own"))


def pace_now(pace: Pace, settings: TaperSettings) -> NamedPace | None:
    """The named pace that is in use; None where it was set otherwise."""
    every = pace.every_days or settings.every_days
    same = (p for p in settings.paces if p.percent == pace.percent and p.every_days == every)
    return next(same, None) if pace.fixed is None else None


def pace_words(pace: NamedPace) -> str:
    """What a named pace is, and where it comes from."""
    return f"Up to {plain(pace.percent)}% {often_words(pace.every_days)}. {pace.source}"


def by_answer(found: InTime | None, steps: tuple[Step, ...]) -> str:
    """ "10% every 3 weeks: 4 Aug 2027", or the soonest there is."""
    if found is None or not steps:
        return ""
    how = f"{plain(found.percent)}% {often_words(found.every_days)}"
    if found.soon_enough:
        return f"{how}: {words_of.day(found.reached)}"
    return f"Soonest {words_of.day(found.reached)}: {how}"


def where_answer(
    plan: TaperPlan | None, other: TaperPlan | None, steps: tuple[Step, ...], on: date | None
) -> str:
    """ "100 mg, 2 of 9 steps taken"; of two plans both."""
    if plan is None or not steps or on is None:
        return ""
    said = []
    for letter, one in (("A", plan), ("B", other)):
        dose = None if one is None else dose_on(one, steps[0].medicine, on)
        if dose is not None:
            words = dose_words(dose, steps[0].unit) if dose else "stopped"
            said.append(f"{letter}\u00a0{words}" if other is not None else words)
    if not said:
        dose = steps[0].daily_dose
        return f"{dose_words(dose, steps[0].unit)}, before step 1"
    falls = [s for s in steps if s.kind in _FALLS]
    taken = sum(s.start <= on for s in falls)
    after = f", {taken} of {words_of.count(len(falls), 'step')} taken" if other is None else ""
    return f"{', '.join(said)}{after}"
