"""How the figures of a step were reached, as lines anyone can check; and what the plan is based on."""

from collections.abc import Sequence
from decimal import Decimal

from pharmreview.domain.case import Case
from pharmreview.domain.digits import plain
from pharmreview.domain.ome.factor import FactorTable
from pharmreview.domain.review.answer import text_of
from pharmreview.domain.taper.pace import TaperSettings
from pharmreview.domain.taper.plan import Issue, PaceBasis, Step, StepKind, TaperPlan
from pharmreview.services.tapering import Choices
from ui import text as words_of
from ui.screens.taper.going_on.arrived import Arrived
from ui.screens.taper.words.doses import (
    amount_at,
    day_words,
    dose_words,
    record_words,
    strength_words,
    time_title,
)
from ui.screens.taper.words.steps import length_words
from ui.screens.taper.working.ending import based_words
from ui.screens.taper.working.near_the_end import near_the_end
from ui.widgets.panels.working import WorkingLine

SAYS_KEY = "taper.person_says"
"""Where the person's answer on the turned screen is kept."""

SAID = {
    "slower": "slower",
    "about-right": "about right",
    "pause-first": "pause first",
    "not-sure": "not sure yet",
}
_FALLS = (StepKind.REDUCE, StepKind.STOP)


def based_on(
    plan: TaperPlan, table: FactorTable, case: Case, left: Arrived | None, settings: TaperSettings
) -> str:
    """The tables, the rules and the date that a plan stands on, and where an earlier plan left the dose.

    Before it, what the person says of the plan.
    """
    pace = plan.request.pace
    rule = "" if pace.percent is None else f"; steps up to {plain(pace.percent)}% of the {pace.of.value} dose"
    listed = "" if case.origin is None else f"the list of {words_of.day(case.origin.as_of)}; "
    says = text_of(case.answers, SAYS_KEY)
    said = f"{case.patient.calling_name.strip() or 'The person'} says: {SAID[says]}. " if says in SAID else ""
    ends = based_words(plan, plan.request.order[0], settings)
    ending = f"; {ends}" if ends else ""
    return f"{said}{_started(left)}Based on {listed}{table.title}; UK products{rule}{ending}."


def _started(left: Arrived | None) -> str:
    """The dose that an earlier plan reached, with the record's where that is another."""
    if left is None:
        return ""
    record = record_words(left)
    said = f" (the record says {record})" if record else ""
    dose, since = day_words(left.dose, left.unit), words_of.day(left.since)
    return f"Starts from {dose}, reached with version {left.version} on {since}{said}. "


def working_of(
    step: Step, plan: TaperPlan, choices: Choices, settings: TaperSettings
) -> tuple[WorkingLine, ...]:
    """Dose, fall, length, total as oral morphine and issue of one step, each with what it is made from."""
    lines = [*_dose(step, choices)]
    if step.reduction and step.kind in _FALLS:
        lines += _fall(step, plan, settings)
    if step.kind is not StepKind.START and step.daily_dose:
        lines += _length(step, plan, settings)
    if step.ome_medicine is not None and step.daily_dose:
        factor = plain(_rounded(step.ome_medicine / step.daily_dose))
        dose = dose_words(step.daily_dose, step.unit)
        lines.append(
            WorkingLine(
                f"As oral morphine: {dose} × {factor}", result=words_of.dose(_rounded(step.ome_medicine))
            )
        )
    if step.ome_total is not None:
        lines.append(
            WorkingLine("With everything else that counts", result=words_of.dose(_rounded(step.ome_total)))
        )
    issue = next(
        (i for i in plan.issues if i.medicine == step.medicine and i.start <= step.start <= i.end), None
    )
    if issue is not None:
        lines += _issue(issue, choices)
    return tuple(lines)


def _dose(step: Step, choices: Choices) -> Sequence[WorkingLine]:
    lines = []
    for dose in step.doses:
        parts = []
        for item in dose.items:
            product = choices.products.get(item.product)
            strength = item.product if product is None else strength_words(product)
            many = f"{plain(item.count)} ml" if item.unit is not None else plain(item.count)
            parts.append(f"{many} × {strength}")
        amount = amount_at(dose, choices.products)
        said = "?" if amount is None else dose_words(amount, step.unit)
        lines.append(WorkingLine(f"{time_title(dose.when)}: {' + '.join(parts) or 'nothing'}", result=said))
    if len(lines) > 1:
        lines.append(WorkingLine("A day", result=dose_words(step.daily_dose, step.unit), total=True))
    return lines


def _agreed(step: Step, before: Decimal, plan: TaperPlan, settings: TaperSettings) -> Sequence[WorkingLine]:
    """The most that a step from a dose may take, by the share that holds there."""
    near, pace = near_the_end(plan, step.medicine, settings), plan.request.pace
    share, where = (pace.percent if pace.of is PaceBasis.CURRENT else None), ""
    if near is not None and near.share is not None and before < near.below:
        share, where = near.share, f", below {dose_words(near.below, step.unit)}"
    if share is None:
        return ()
    most = dose_words(_rounded(before * share / 100), step.unit)
    words = f"Agreed{where}, at most: {plain(share)}% of {dose_words(before, step.unit)}"
    return (WorkingLine(words, result=most),)


def _fall(step: Step, plan: TaperPlan, settings: TaperSettings) -> Sequence[WorkingLine]:
    before = step.daily_dose + step.reduction
    fall = dose_words(step.reduction, step.unit)
    share = "" if step.reduction_percent is None else f"{plain(step.reduction_percent)}%"
    lines = [WorkingLine(f"Falls by {fall} ÷ {dose_words(before, step.unit)}", result=share)]
    lines += _agreed(step, before, plan, settings)
    if "smallest-step-exceeds-pace" in step.flags:
        lines.append(WorkingLine("Products make no smaller step", result="above pace"))
    if "set-by-hand-exceeds-pace" in step.flags:
        lines.append(WorkingLine("Set by hand; a smaller one can be made", result="above pace"))
    return lines


def _length(step: Step, plan: TaperPlan, settings: TaperSettings) -> Sequence[WorkingLine]:
    every = plan.request.pace.every_days or settings.every_days
    lines = [
        WorkingLine(
            f"{words_of.day(step.start)} to {words_of.day(step.end)}, both counted",
            result=words_of.count(step.days, "day"),
        )
    ]
    if step.kind in _FALLS and step.days != every:
        why = _why_longer(step, plan, settings)
        lines.append(WorkingLine(f"The pace is {length_words(every)}; {why}", result=length_words(step.days)))
    return lines


def _why_longer(step: Step, plan: TaperPlan, settings: TaperSettings) -> str:
    """What a dose lasts longer for than the pace alone would have it, or shorter."""
    hand = plan.request.by_hand.get(step.medicine)
    if hand is not None and any(one.dose == step.daily_dose for one in hand.lasting):
        return "set by hand"
    if any(
        p.start > step.start and p.start == step.end.fromordinal(step.end.toordinal() + 1)
        for p in plan.request.pauses
    ):
        return "a pause begins"
    near = near_the_end(plan, step.medicine, settings)
    said = []
    if near is not None and step.daily_dose < near.below and near.pace.slow_days > near.pace.every_days:
        slow = length_words(near.pace.slow_days)
        said.append(f"below {day_words(near.below, step.unit)} at least {slow}")
    if near is not None and step.daily_dose == near.last:
        said.append(f"the last dose at least {length_words(near.pace.last_hold_days)}")
    return words_of.listed(said) if said else "whole patches"


def _issue(issue: Issue, choices: Choices) -> Sequence[WorkingLine]:
    lines = []
    for item in issue.items:
        product = choices.products.get(item.product)
        what = item.product if product is None else strength_words(product)
        a_day = plain(_rounded((item.quantity + item.from_home) / issue.days))
        lines.append(
            WorkingLine(
                f"Issue of {what}: {a_day} a day × {words_of.count(issue.days, 'day')}"
                + (f" − {plain(item.from_home)} at home" if item.from_home else ""),
                result=words_of.number(item.quantity),
            )
        )
    return lines


def _rounded(number: Decimal) -> Decimal:
    """At most three decimal places, without trailing noughts."""
    return Decimal(plain(number.quantize(Decimal("0.001"))))
