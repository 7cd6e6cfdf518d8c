"""From what the builder holds to what the person sees. Pure."""

from dataclasses import dataclass, replace

from pharmreview.domain.case import Case
from pharmreview.domain.review.answer import text_of
from pharmreview.domain.taper.plan import DoseAt, Step, StepKind, TaperPlan
from pharmreview.domain.words.days import long_day
from pharmreview.services.tapering import Choices
from ui.screens.taper.chart.chart_model import Chart, chart_of
from ui.screens.taper.person.plain import Mark, dose_plain, take_words, unit_marks
from ui.screens.taper.props import SHOW_KEY, Inputs
from ui.screens.taper.words.doses import amount_at
from ui.screens.taper.words.medicines import changing_id
from ui.screens.taper.words.steps import often_words, steps_of
from ui.screens.taper.working.figures import SAYS_KEY

NAME_KEY = "taper.person_name"
GOAL_KEY = "decide.goal"
HIDDEN = "hidden"
SAYS = (
    ("slower", "Slower", "minus"),
    ("about-right", "About right", "tick"),
    ("pause-first", "Pause first", "pause"),
    ("not-sure", "Not sure yet", "message"),
)
RANGES = (("next-step", "Next step"), ("next-3", "Next 3"), ("whole-route", "Whole route"))
_WHEN_NEEDED = "as-needed"
_NEEDED = "Take it only when you need it. This is the most to take."
_MOST = {"next-step": 1, "next-3": 3}
_FALLS = (StepKind.REDUCE, StepKind.STOP)


@dataclass(frozen=True, slots=True)
class TakeRow:
    """What is taken at one time: its name, a mark a tablet, the words, the amount."""

    when: str
    marks: tuple[Mark, ...]
    words: str
    amount: str
    patch: bool = False


@dataclass(frozen=True, slots=True)
class Take:
    """What to take from a day on, time by time, and each day. `now` is the dose before.

    `told` is what else holds then: a pause that lasts, or that it is taken only when it is needed.
    """

    head: str
    day: str
    rows: tuple[TakeRow, ...]
    each_day: str
    now: str = ""
    told: str = ""
    when_needed: bool = False


@dataclass(frozen=True, slots=True)
class Route:
    """The line going down, and the words on it."""

    chart: Chart
    title: str
    now: str
    coming: str
    end: str
    levels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything on the turned screen."""

    title: str = "My plan"
    who: str = ""
    goal: str = ""
    now: Take | None = None
    coming: Take | None = None
    route: Route | None = None
    range: str = "next-step"
    says: str = ""
    name_hidden: bool = False


def shown_of(inputs: Inputs, chosen_range: str, medicine_name: str) -> Shown:
    """The turned screen. Without a plan it has the goal and today's tablets."""
    case = inputs.case
    if case is None:
        return Shown()
    hidden = text_of(case.answers, NAME_KEY) == HIDDEN
    person = case.patient
    chosen = chosen_range or text_of(case.answers, SHOW_KEY) or "next-step"
    named = bool(person.calling_name.strip()) and not hidden
    shown = Shown(
        title=f"{_whose(person.calling_name)} plan" if named else "My plan",
        who="" if hidden else _who(case),
        goal=text_of(case.answers, GOAL_KEY).strip().strip("“”\"'"),
        range=chosen,
        says=text_of(case.answers, SAYS_KEY),
        name_hidden=hidden,
    )
    known = inputs.choices.get(changing_id(inputs.request))
    if inputs.plan is None or not isinstance(known, Choices):
        return shown
    steps = steps_of(inputs.plan.steps, changing_id(inputs.request))
    if not steps:
        return shown
    here = max((s for s in steps if s.start <= inputs.today), key=lambda s: s.start, default=steps[0])
    coming = next((s for s in steps if s.start > here.start and s.kind in _FALLS), None)
    needed = any(caution.code == _WHEN_NEEDED for caution in inputs.plan.cautions)
    told = " ".join(part for part in (_paused(here), _NEEDED if needed else "") if part)
    now = replace(_take(here, known, "Now", "", ""), told=told, when_needed=needed)
    if coming is not None:
        shown = replace(shown, coming=replace(_coming(coming, here, known), told=told, when_needed=needed))
    return replace(
        shown,
        now=now,
        route=_route(inputs, steps, (here, coming), chosen, medicine_name),
    )


def _paused(here: Step) -> str:
    """The pause of these days, and its last one."""
    if here.kind is not StepKind.PAUSE:
        return ""
    return f"You are on a pause until {long_day(here.end).rsplit(' ', 1)[0]}. Your dose stays the same."


def _coming(step: Step, here: Step, known: Choices) -> Take:
    day = long_day(step.start).rsplit(" ", 1)[0]
    return _take(step, known, "From", day, dose_plain(here.daily_dose, here.unit))


def _take(step: Step, known: Choices, head: str, day: str, now: str) -> Take:
    rows = []
    for dose in step.doses:
        amount = step.daily_dose if known.wear_days is not None else amount_at(dose, known.products)
        rows.append(
            TakeRow(
                when="Patch" if dose.when == "worn" else dose.when[:1].upper() + dose.when[1:],
                marks=unit_marks(dose, known.products),
                words=take_words(dose, known.products) + _changed(dose, known.wear_days),
                amount="?" if amount is None else dose_plain(amount, step.unit),
                patch=known.wear_days is not None,
            )
        )
    each = dose_plain(step.daily_dose, step.unit) if step.daily_dose else "none"
    return Take(head, day, tuple(rows), each, now)


def _changed(dose: DoseAt, wear_days: int | None) -> str:
    """How often a patch that is worn is changed."""
    if wear_days is None or not dose.items:
        return ""
    return f", changed {often_words(wear_days)}"


def _route(
    inputs: Inputs, steps: tuple[Step, ...], at: tuple[Step, Step | None], chosen: str, name: str
) -> Route | None:
    here, coming = at
    plan = inputs.plan
    if plan is None:
        return None
    chart = chart_of(_cut(plan, steps, here, _MOST.get(chosen)), here.medicine, inputs.today)
    if chart is None:
        return None
    last = steps[-1]
    whole = chosen not in _MOST
    end = dose_plain(last.daily_dose, last.unit) if last.daily_dose else "Stopped"
    return Route(
        chart=replace(chart, chosen=None if coming is None else coming.number),
        title=f"My {name.lower()}, step by step" if name else "My medicine, step by step",
        now="You are here",
        coming="" if coming is None else f"Next step: {_or_none(coming)}",
        end=f"{end}, then we talk" if whole else "",
        levels=tuple(dose_plain(level, here.unit) for level in chart.grid),
    )


def _cut(plan: TaperPlan, steps: tuple[Step, ...], here: Step, most: int | None) -> TaperPlan:
    """The plan as far as so many steps from here."""
    if most is None:
        return plan
    falls = [s for s in steps if s.start > here.start and s.kind in _FALLS]
    until = falls[most].start if len(falls) > most else None
    kept = tuple(s for s in steps if until is None or s.start < until)
    return plan.model_copy(update={"steps": kept})


def _or_none(step: Step) -> str:
    return dose_plain(step.daily_dose, step.unit) if step.daily_dose else "none"


def _whose(name: str) -> str:
    name = " ".join(name.split())
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def _who(case: Case) -> str:
    person = case.patient
    name = " ".join(f"{person.calling_name} {person.written_family_name}".split())
    born = "" if person.born is None else f", born {long_day(person.born).split(' ', 1)[1]}"
    return f"{name}{born}"
