"""From what is known to what is shown. Pure."""

from datetime import date

from pharmreview.domain.case import Case
from pharmreview.domain.digits import plain
from pharmreview.domain.review.answer import text_of
from pharmreview.domain.taper.plan import Step, TaperPlan
from pharmreview.services.tapering import Choices
from ui.screens.taper.beside import pace_request, with_beside
from ui.screens.taper.by_hand.step_words import StepWords, step_words
from ui.screens.taper.by_hand.way import Way
from ui.screens.taper.chart.chart_model import Chart, ChartLine, chart_of
from ui.screens.taper.draft.last_answers import LastAnswers
from ui.screens.taper.draft.pausing import pausing_of
from ui.screens.taper.props import REASON_KEY, SHOW_KEY, Header, Inputs, Pace, Props, Refused
from ui.screens.taper.words import cautions as cautioning
from ui.screens.taper.words import medicines as on_record
from ui.screens.taper.words.doses import day_words, interval_words, time_title, unit_words
from ui.screens.taper.words.steps import PlanTable, ordinals, plan_table, steps_of
from ui.screens.taper.words.supply import Supply, supply_for
from ui.screens.taper.working.figures import based_on

_HIGH_LINE = "high-dose line"
_ASKS_DIRECTIONS = (
    "unread-directions",
    "dose-range",
    "dose-changing",
    "nothing-taken",
    "directions-conflict",
    "patch-interval",
    "times-not-said",
    "dose-too-large",
)
_ASKS_INTERVAL = ("interval-needed", "interval-not-made")
_NO_MOMENT = ("worn", "overnight")


def derive(inputs: Inputs, last: LastAnswers | None = None) -> Props:
    """The props for these inputs. What is remembered of a plan that is still the same is not made again."""
    case, request = inputs.case, inputs.request
    if case is None:
        return Props()
    once = last or LastAnswers()
    changing = on_record.changing_id(request)
    steps = () if inputs.plan is None else once.of(steps_of, inputs.plan.steps, changing)
    known = inputs.choices.get(changing, "")
    held, clears = cautioning.holds(case.patient.facts), text_of(case.answers, cautioning.HOLD_NOTE)
    shown = isinstance(known, Choices) and bool(steps)
    plan = inputs.plan if shown else None
    table = PlanTable()
    if isinstance(known, Choices):
        table = once.of(plan_table, steps, known, inputs.today, small=inputs.small)
    props = Props(
        header=_header(inputs, case, held=held, shown=shown),
        medicines=_cards(inputs, steps),
        working=() if inputs.assessed is None else on_record.working(inputs.assessed.assessment.ome),
        foot=_foot(inputs),
        pace=_pace(inputs, known, held=held),
        step=_step(inputs, steps, known),
        based=_based(inputs, plan, case),
        chart=chart(inputs, plan, steps),
        table=table,
        chosen=inputs.chosen,
        cautions=once.of(cautioning.cautions_of, plan, held=held, clears=clears),
        kept="" if plan is None else once.of(cautioning.kept_to, plan, steps, inputs.settings),
        not_checked=cautioning.not_checked(case.patient.facts),
        supply=once.of(_supply, plan, steps, inputs.chosen, known, inputs.today),
        gate=cautioning.gate_of(plan),
        gate_open=inputs.gate_open,
        confirmed=inputs.confirmed,
        reason=case.passed.get(REASON_KEY, ""),
        refused=_refused(inputs),
        empty=_empty(inputs),
        pausing=pausing_of(inputs, steps),
        keeping=inputs.keeping,
        problem=inputs.problem,
    )
    return with_beside(props, inputs, plan, steps, known, once)


def chart(inputs: Inputs, plan: TaperPlan | None, steps: tuple[Step, ...]) -> Chart | None:
    """The chart of the plan; while a pause is being made up, before it dotted and after it solid."""
    if plan is None or not steps:
        return None
    request, unit = plan.request, steps[0].unit
    aim = request.aim.get(steps[0].medicine)
    aim_line = None
    if aim:
        aim_line = ChartLine(aim, f"Aim {day_words(aim, unit)}")
    pausing = inputs.pausing is not None
    return chart_of(
        inputs.paused if pausing and inputs.paused is not None else plan,
        steps[0].medicine,
        inputs.today,
        other=plan if pausing else None,
        chosen=None if pausing else inputs.chosen,
        aim=aim_line,
        high_line=_high_line(inputs, steps),
        held_against=None if pausing else inputs.beside,
        asked=None if pausing else inputs.where_on,
        within=inputs.within,
    )


def _cards(inputs: Inputs, steps: tuple[Step, ...]) -> tuple[on_record.MedicineWords, ...]:
    known = on_record.AskedOf(inputs.choices, inputs.arrived, inputs.asked)
    return on_record.cards(inputs.request, inputs.assessed, known, steps[0] if steps else None)


def _based(inputs: Inputs, plan: TaperPlan | None, case: Case) -> str:
    if plan is None or inputs.assessed is None:
        return ""
    left = inputs.arrived.get(on_record.changing_id(inputs.request))
    return based_on(plan, inputs.factors, case, left, inputs.settings)


def _foot(inputs: Inputs) -> str:
    if inputs.assessed is None:
        return ""
    return on_record.foot(inputs.assessed.current, inputs.factors, inputs.arrived)


def _high_line(inputs: Inputs, steps: tuple[Step, ...]) -> ChartLine | None:
    """The high-dose line in the medicine's own dose, only where a milligram counts as a milligram of OME."""
    if inputs.assessed is None or steps[0].ome_medicine is None or not steps[0].ome_medicine:
        return None
    if steps[0].ome_medicine != steps[0].daily_dose or unit_words(steps[0].unit) != "mg":
        return None
    line = inputs.assessed.assessment.high_dose_line.milligrams
    return ChartLine(line, f"{plain(line)} mg a day: {_HIGH_LINE}")


def _header(inputs: Inputs, case: Case, *, held: bool, shown: bool) -> Header:
    refusals = inputs.plan is not None and bool(inputs.plan.refusals)
    why_not = ""
    if held:
        why_not = "A safety hold stands"
    elif not shown or refusals:
        why_not = "There is no plan to agree yet"
    elif inputs.blocked:
        why_not = inputs.blocked
    elif inputs.problems:
        why_not = next(iter(inputs.problems.values()))
    agreed = inputs.agreed
    version = len(case.agreed) + 1
    draft = f"Draft {version}" if agreed is None else f"Version {agreed.version} agreed"
    return Header(
        draft=draft,
        person=" ".join(case.patient.calling_name.split()),
        show=text_of(case.answers, SHOW_KEY) or "next-step",
        agree="Agree and issue" if agreed is None else "Print papers",
        can_agree=(not why_not or agreed is not None) and not inputs.keeping,
        why_not="" if agreed is not None else why_not,
        can_pause=shown and not refusals and not held,
        comparing=inputs.beside_request is not None,
    )


def _pace(inputs: Inputs, known: Choices | str, *, held: bool) -> Pace:
    request = inputs.request
    if request is None:
        return Pace(frozen="There is nothing to change.")
    frozen = ""
    if held:
        frozen = "A safety hold stands: nothing moves until it is cleared."
    elif inputs.running:
        frozen = (
            "This plan is running: its steps stay as agreed. Say what happened (Ctrl+E), or begin a new plan."
        )
    elif inputs.plan is None or inputs.plan.refusals:
        frozen = "There is no plan yet. What it waits for is below."
    made = known if isinstance(known, Choices) else None
    times = () if made is None else tuple((t, time_title(t)) for t in made.times if t not in _NO_MOMENT)
    first = times[0][0] if times else ""
    own = pace_request(inputs) or request
    return Pace(
        percent=own.pace.percent,
        most_percent=int(inputs.settings.never_percent),
        basis=own.pace.of.value,
        every_days=own.pace.every_days or inputs.settings.every_days,
        most_days=inputs.settings.longest_every_days,
        start=request.start,
        lower_first=first if request.lower_first is None else _time_of(request.lower_first.value, times),
        times=times if len(times) > 1 else (),
        aim=own.aim.get(on_record.changing_id(request)),
        doses=() if made is None else made.doses,
        dose_now=inputs.settings.never_percent if made is None else made.start,
        unit="mg" if made is None else unit_words(made.unit),
        frozen=frozen,
        problems={"start": inputs.blocked} | dict(inputs.problems)
        if inputs.blocked
        else dict(inputs.problems),
    )


def _time_of(moment: str, times: tuple[tuple[str, str], ...]) -> str:
    """The dose time a moment stands for: evening and night are the last of the day."""
    ids = [t for t, _ in times]
    return moment if moment in ids else (ids[-1] if ids else "")


def _step(inputs: Inputs, steps: tuple[Step, ...], known: Choices | str) -> StepWords | None:
    if inputs.plan is None or isinstance(known, str) or inputs.pausing is not None or not steps:
        return None
    way = Way.of(inputs.plan.request, steps, steps[0].medicine, known.doses)
    return step_words(way, inputs.chosen, ordinals(steps), frozen=inputs.running)


def _supply(
    plan: TaperPlan | None, steps: tuple[Step, ...], chosen: int | None, known: Choices | str, today: date
) -> Supply | None:
    step = next((s for s in steps if s.number == chosen), None)
    if plan is None or step is None or isinstance(known, str):
        return None
    return supply_for(step, ordinals(steps)[step.number], plan.issues, known, today)


def _refused(inputs: Inputs) -> tuple[Refused, ...]:
    if inputs.plan is None or not inputs.plan.refusals or inputs.request is None:
        return ()
    made = []
    because = {f"circumstance-{s.circumstance.value}": s.because for s in inputs.standing}
    for refusal in inputs.plan.refusals:
        named = [m for m in inputs.request.medicines if m.name and m.name in refusal.text]
        medicine = max(named, key=lambda m: len(m.name), default=None)
        intervals: tuple[tuple[str, str], ...] = ()
        if refusal.code in _ASKS_INTERVAL:
            intervals = tuple((plain(h), interval_words(h)) for h in inputs.intervals)
        made.append(
            Refused(
                f"{refusal.text} {because.get(refusal.code, '')}".strip(),
                refusal.source,
                "" if medicine is None else medicine.id,
                "" if medicine is None else medicine.name,
                intervals,
                ask_directions=refusal.code in _ASKS_DIRECTIONS and medicine is not None,
                example="" if medicine is None else inputs.examples.get(medicine.id, ""),
            )
        )
    return tuple(made)


def _empty(inputs: Inputs) -> tuple[str, str] | None:
    request = inputs.request
    if request is None:
        return (
            "Choose the medicine to change",
            "Nothing on this record is an opioid, a gabapentinoid or a sedative. Check the list in step 1.",
        )
    return None
