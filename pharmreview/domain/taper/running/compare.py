"""Two plans, or two versions of one, side by side."""

from datetime import date
from decimal import Decimal

from pharmreview.domain.taper.plan import Step, StepKind, TaperPlan
from pharmreview.domain.value import Exact, Value


class Measures(Value):
    """What a plan asks of a person: its length, its reductions, the units a day, the issues to fetch.

    `largest_percent` leaves stopping out; `most_units` are tablets, capsules, patches or measures in a day.
    """

    ends: date
    days: int
    reductions: int
    largest_percent: Exact
    most_units: Exact
    issues: int


class Difference(Value):
    """A day from which two plans differ in a medicine; None where a plan does not speak of it."""

    medicine: str
    day: date
    one: Exact | None
    other: Exact | None


def measures(plan: TaperPlan) -> Measures:
    """A plan in figures. It must have steps."""
    fallen = [s for s in plan.steps if s.kind is StepKind.REDUCE]
    steps = [s for s in plan.steps if s.kind is not StepKind.START]
    shares = [s.reduction / (s.daily_dose + s.reduction) * 100 for s in fallen]
    return Measures(
        ends=plan.steps[-1].end,
        days=(plan.steps[-1].end - plan.steps[0].end).days,
        reductions=len(fallen) + sum(s.kind is StepKind.STOP for s in plan.steps),
        largest_percent=max(shares, default=Decimal(0)),
        most_units=max((_units(s) for s in steps), default=Decimal(0)),
        issues=sum(1 for issue in plan.issues if issue.items),
    )


def dose_on(plan: TaperPlan, medicine: str, day: date) -> Exact | None:
    """The daily dose that a plan gives of a medicine on a day; None before the plan or for another medicine.

    After its last day a plan keeps its last dose.
    """
    dose: Exact | None = None
    for step in (s for s in plan.steps if s.start <= day):
        if step.medicine == medicine:
            dose = step.daily_dose
        elif dose is None:
            dose = next((k.daily_dose for k in step.unchanged if k.medicine == medicine), None)
    return dose


def differences(one: TaperPlan, other: TaperPlan) -> tuple[Difference, ...]:
    """Each day on which the doses of two plans begin to differ in another way, oldest first."""
    found: list[Difference] = []
    medicines = dict.fromkeys(s.medicine for plan in (one, other) for s in plan.steps)
    for medicine in medicines:
        days = sorted({s.start for plan in (one, other) for s in plan.steps if s.medicine == medicine})
        before: tuple[Exact | None, Exact | None] = (None, None)
        for day in days:
            now = (dose_on(one, medicine, day), dose_on(other, medicine, day))
            if now != before and now[0] != now[1]:
                found.append(Difference(medicine=medicine, day=day, one=now[0], other=now[1]))
            before = now
    return tuple(sorted(found, key=lambda d: (d.day, d.medicine)))


def _units(step: Step) -> Decimal:
    """Units at once or in a day; a measure of a liquid counts as one."""
    return sum(
        (Decimal(1) if i.unit is not None else i.count for d in step.doses for i in d.items), Decimal(0)
    )
