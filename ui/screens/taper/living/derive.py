"""From an event being made up, or two versions looked at, to what is shown. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from pharmreview.domain.case import Agreed
from pharmreview.domain.taper.events import EventKind
from pharmreview.domain.taper.plan import Caution, Step, StepKind, TaperPlan
from ui import text as words_of
from ui.screens.taper.chart.chart_model import chart_of
from ui.screens.taper.going_on.arrived import has_begun
from ui.screens.taper.living.props import (
    FIELDS,
    WEEKS,
    Comparison,
    EventDraft,
    Family,
    Inputs,
    Props,
    VersionRow,
)
from ui.screens.taper.living.words import (
    NOTES,
    TITLES,
    because,
    date_rows,
    figures,
    left_out,
    next_issue,
)
from ui.screens.taper.words.cautions import TITLES as CAUTIONS
from ui.screens.taper.words.cautions import CautionWords
from ui.screens.taper.words.doses import day_words, total_title
from ui.screens.taper.words.pausing import ends_on, later_words
from ui.screens.taper.words.steps import length_words, plan_table, steps_of

_KINDS = tuple((kind.value, TITLES[kind]) for kind in FIELDS)
_KEEPS = (EventKind.HOLD, EventKind.PAUSE)


def derive(inputs: Inputs) -> Props:
    """The props for these inputs."""
    case, running = inputs.case, inputs.running
    if case is None or running is None:
        return Props()
    if inputs.draft is not None:
        made = _happening(inputs, running)
    elif inputs.shown:
        made = _versions(inputs, case.agreed)
    else:
        made = Props()
    return replace(made, runs=has_begun(running.plan, inputs.today))


def running_step(plan: TaperPlan, inputs: Inputs) -> Step | None:
    """The step that runs today; the first before the plan begins, the last once it is over."""
    begun = [s for s in plan.steps if s.start <= inputs.today]
    return begun[-1] if begun else (plan.steps[0] if plan.steps else None)


def _happening(inputs: Inputs, running: Agreed) -> Props:
    draft, plan = inputs.draft, running.plan
    if draft is None:
        return Props()
    after = inputs.after
    number = 1 + running.version
    quiet = "Nothing changes until you save. Steps already taken stay as they are."
    seen = _comparison(plan, plan if after is None else after, inputs, quiet=after is None)
    return Props(
        is_open=True,
        happening=True,
        title="What happened",
        quiet=quiet,
        kinds=_KINDS,
        draft=draft,
        fields=FIELDS[draft.kind],
        until=_until(inputs),
        reasons=tuple((o.code, o.label) for o in inputs.reasons) if draft.kind in _KEEPS else (),
        families=inputs.families,
        note=_note(draft, inputs.families),
        warning=_warning(inputs),
        problem=inputs.problem,
        save="End the plan here" if inputs.ends_here else f"Save as version {number}",
        ends_here=inputs.ends_here,
        can_save=inputs.ends_here or (after is not None and not inputs.problem),
        seen=seen,
        to_send=f"New plan, version {number}, replaces version {running.version}.",
    )


def _note(draft: EventDraft, families: Sequence[Family]) -> str:
    """What the event means; before it, whole, what a field beside the plan may be too narrow to show."""
    family = next((f.words for f in families if f.id == draft.product), "")
    said = {EventKind.CHANGE_OF_PRODUCT: f"To {family}." if family else ""}
    taken = f"Taken now: {draft.directions.strip()}." if draft.directions.strip() else ""
    return f"{said.get(draft.kind, taken)} {NOTES[draft.kind]}".strip()


def _versions(inputs: Inputs, agreed: tuple[Agreed, ...]) -> Props:
    by_number = {a.version: a for a in agreed}
    shown, beside = by_number.get(inputs.shown, agreed[-1]), by_number.get(inputs.beside)
    seen = _comparison((beside or shown).plan, shown.plan, inputs, quiet=beside is None)
    rows = [
        VersionRow(
            a.version,
            f"Version {a.version}" + (", holds now" if a is agreed[-1] else ""),
            f"{words_of.day(a.agreed_at.date())}, {a.agreed_by}",
            because(agreed, place),
        )
        for place, a in enumerate(agreed)
    ]
    return Props(
        is_open=True,
        happening=False,
        title="Versions of this plan",
        quiet="Every version is kept as it was agreed.",
        versions=tuple(reversed(rows)),
        shown=shown.version,
        beside=0 if beside is None else beside.version,
        others=(
            ("0", "Nothing"),
            *((str(a.version), f"Version {a.version}") for a in agreed if a is not shown),
        ),
        seen=seen,
        to_send=f"Its papers say version {shown.version}"
        + (f" and that it replaces version {shown.version - 1}." if shown.version > 1 else "."),
    )


def _until(inputs: Inputs) -> str:
    draft = inputs.draft
    if draft is None or draft.day is None or draft.days is None or WEEKS not in FIELDS[draft.kind]:
        return ""
    end = words_of.weekday_day(draft.day + timedelta(days=draft.days))
    return f"Review on {end}" if draft.kind is EventKind.HOLD else f"Goes on from {end}"


def _warning(inputs: Inputs) -> str:
    """What has come to light since the plan was agreed."""
    if not inputs.standing:
        return ""
    told = " ".join(s.because for s in inputs.standing)
    return f"{told} Nothing may be reduced further now: hold the dose, or end the plan."


def _comparison(before: TaperPlan, after: TaperPlan, inputs: Inputs, *, quiet: bool) -> Comparison:
    """`quiet` where there is nothing to compare with: the plan alone."""
    step = running_step(after, inputs)
    if step is None:
        return Comparison()
    medicine = step.medicine
    old, new = steps_of(before.steps, medicine), steps_of(after.steps, medicine)
    (old_dose, old_on), (new_dose, new_on) = ends_on(old), ends_on(new)
    later = (new_on - old_on).days if old_on is not None and new_on is not None else 0
    known = inputs.choices.get(medicine)
    return Comparison(
        before="" if quiet or old_on is None else f"Before: {old_dose} by {words_of.day(old_on)}",
        after="" if new_on is None else f"{'' if quiet else 'After: '}{new_dose} by {words_of.day(new_on)}",
        later="" if quiet else _later(later, after),
        chart=chart_of(after, medicine, inputs.today, other=None if quiet else before),
        rows=date_rows(before, after, medicine, inputs.today),
        table=plan_table(new, known, inputs.today, small=True) if known is not None else Comparison().table,
        total_title=total_title(step.unit),
        foot=left_out(before, after, medicine),
        still=_kept(step),
        moved=figures(before, after, inputs.today, inputs.settings),
        issue=next_issue(after, inputs.today),
        cautions=() if quiet else _new_cautions(before, after),
    )


def _later(days: int, after: TaperPlan) -> str:
    if after.ended is not None:
        return f"ended on {words_of.day(after.ended)}"
    return f"{length_words(-days)} earlier" if days < 0 else later_words(days)


def _kept(step: Step) -> tuple[str, ...]:
    """The medicines that stand still, by name: one moves at a time."""
    return tuple(
        kept.name
        if kept.daily_dose is None or kept.unit is None
        else f"{kept.name}, {day_words(kept.daily_dose, kept.unit)}"
        for kept in step.unchanged
    )


def _new_cautions(before: TaperPlan, after: TaperPlan) -> tuple[CautionWords, ...]:
    """What is to be weighed now and was not before; the warning of lost tolerance first."""
    known = {(c.code, c.text) for c in before.cautions}
    new = [c for c in after.cautions if (c.code, c.text) not in known]
    risen = any(s.reduction < 0 for s in after.steps if s.kind is StepKind.HOLD and s not in before.steps)
    order = [*(c for c in new if c.code == "lost-tolerance-now"), *(c for c in new if c.code[:4] != "lost")]
    if risen and not any(c.code == "lost-tolerance-now" for c in order):
        order = [*(c for c in after.cautions if c.code == "lost-tolerance"), *order]
    return tuple(_card(c) for c in order)


def _card(caution: Caution) -> CautionWords:
    title = "Tolerance may be lost" if caution.code == "lost-tolerance-now" else ""
    title = title or CAUTIONS.get(caution.code, "To weigh before agreeing")
    return CautionWords(caution.code, title, caution.text, caution.source)
