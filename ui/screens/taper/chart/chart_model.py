"""From a plan to what a chart shows: treads, pauses, ticks and lines, as plain values."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from pharmreview.domain.digits import plain
from pharmreview.domain.quantity.unit import Unit
from pharmreview.domain.taper.plan import Step, StepKind, TaperPlan
from pharmreview.domain.words.days import long_day
from ui.screens.taper.words.doses import total_title
from ui.screens.taper.words.steps import ordinals
from ui.text import day

_DAY = timedelta(days=1)
_LEAD_DAYS = 30
_GRID = tuple(Decimal(n) for n in (1, 2, 5, 10, 15, 20, 30, 50, 100, 150, 200, 300, 500, 1000))


class Tread(NamedTuple):
    """One flat stretch of the stair: a dose from one date up to, not including, another."""

    start: date
    end: date
    dose: Decimal
    label: str
    taken: bool
    step: int | None
    told: tuple[Step, str]
    """What it is of, and its name: what is said of it follows from these."""

    @property
    def words(self) -> str:
        """The tread as a screen reader tells it."""
        return _words(*self.told)


@dataclass(frozen=True, slots=True)
class PauseMark:
    """A pause, hatched; `words` stand above it."""

    start: date
    end: date
    words: str


@dataclass(frozen=True, slots=True)
class ChartLine:
    """A level that matters, with the words beside it."""

    dose: Decimal
    words: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything the chart draws. Dates run from `start` up to, not including, `end`."""

    head: str
    """What the doses are, over the axis: "mg a day"."""
    start: date
    end: date
    top: Decimal
    grid: tuple[Decimal, ...]
    treads: tuple[Tread, ...]
    other: tuple[Tread, ...]
    pauses: tuple[PauseMark, ...]
    reviews: tuple[date, ...]
    months: tuple[date, ...]
    today: date
    aim: ChartLine | None
    high_line: ChartLine | None
    chosen: int | None
    beside: tuple[Tread, ...] = ()
    """The plan that this one is held against, dashed."""
    asked: date | None = None
    """A day that was asked about."""

    def dose_on(self, on: date) -> Decimal | None:
        """The dose on a day that the chart shows."""
        return next((t.dose for t in self.treads if t.start <= on < t.end), None)

    def apart(self) -> tuple[date, Decimal, Decimal] | None:
        """Where both plans are furthest apart, the latest such day, the dose of this one and of the other."""
        found: tuple[date, Decimal, Decimal] | None = None
        one = two = 0
        while one < len(self.treads) and two < len(self.beside):
            first, second = self.treads[one], self.beside[two]
            gap = abs(first.dose - second.dose)
            if gap and (found is None or gap >= abs(found[1] - found[2])):
                found = (max(first.start, second.start), first.dose, second.dose)
            one += first.end <= second.end
            two += second.end <= first.end
        return found

    def place_of(self, on: date) -> float:
        """Where a day stands between the ends, from 0 to 1."""
        return (on - self.start).days / ((self.end - self.start).days or 1)


def chart_of(
    plan: TaperPlan,
    medicine: str,
    today: date,
    *,
    other: TaperPlan | None = None,
    chosen: int | None = None,
    aim: ChartLine | None = None,
    high_line: ChartLine | None = None,
    held_against: TaperPlan | None = None,
    asked: date | None = None,
    within: tuple[date, date] | None = None,
) -> Chart | None:
    """The chart of one medicine's stair, or None when the plan has no step for it.

    `other` is the plan before a change, drawn dotted over the same dates; `held_against` another one, dashed.
    `chosen` is a step number; `within` keeps the dates of the axis while a step is drawn longer.
    """
    steps = _of(plan, medicine)
    if not steps:
        return None
    before = _of(other, medicine) if other is not None else ()
    beside = _of(held_against, medicine) if held_against is not None else ()
    start, end = within or _axis(steps, max(s.end for s in (*steps, *before, *beside)) + _DAY, today)
    top = max(s.daily_dose for s in (*steps, *before, *beside))
    grid = _grid(top)
    return Chart(
        head=total_title(steps[0].unit),
        start=start,
        end=end,
        top=max(top, grid[-1]) * Decimal("1.18"),
        grid=grid,
        treads=_treads(steps, start, end, today),
        other=_treads(before, start, end, today),
        pauses=tuple(_pause(s) for s in steps if s.kind is StepKind.PAUSE),
        reviews=tuple(s.start for s in steps if s.kind in (StepKind.REDUCE, StepKind.STOP)),
        months=_months(start, end),
        today=today,
        aim=aim,
        high_line=high_line if high_line is not None and high_line.dose < top else None,
        chosen=chosen,
        beside=_treads(beside, start, end, today),
        asked=asked if asked is not None and start <= asked < end else None,
    )


def _axis(steps: tuple[Step, ...], last: date, today: date) -> tuple[date, date]:
    """The first day of the axis, and the day after its last."""
    first = min(s.start for s in steps if s.kind is not StepKind.START) if len(steps) > 1 else steps[0].start
    start = min(today, first) - timedelta(days=_LEAD_DAYS // 2)
    return start, last + timedelta(days=max(7, (last - start).days // 20))


def _of(plan: TaperPlan, medicine: str) -> tuple[Step, ...]:
    return tuple(s for s in plan.steps if s.medicine == medicine)


def _treads(steps: tuple[Step, ...], start: date, end: date, today: date) -> tuple[Tread, ...]:
    made = []
    names = ordinals(steps)
    for index, step in enumerate(steps):
        begins = start if step.kind is StepKind.START else step.start
        last = index == len(steps) - 1
        made.append(
            Tread(
                start=begins,
                end=end if last else steps[index + 1].start,
                dose=step.daily_dose,
                label=plain(step.daily_dose) if step.kind in (StepKind.REDUCE, StepKind.STOP) else "",
                taken=step.end < today,
                step=step.number,
                told=(step, names[step.number]),
            )
        )
    return tuple(made)


def _words(step: Step, name: str) -> str:
    dose = spoken(step.daily_dose, step.unit)
    if step.kind is StepKind.START:
        return f"Now, until {long_day(step.end)}, {dose}"
    if step.kind is StepKind.PAUSE:
        return f"Pause, {day(step.start)} to {day(step.end)}, stays on {dose}"
    if step.kind is StepKind.HOLD:
        return f"Step {name} goes on, {day(step.start)} to {day(step.end)}, stays on {dose}"
    if step.kind is StepKind.STOP:
        return f"Step {name}, {day(step.start)}, stop"
    less = "" if step.reduction_percent is None else f", {plain(step.reduction_percent)} percent less"
    return f"Step {name}, {day(step.start)}, {dose}{less}"


_SPOKEN = {
    Unit.MILLIGRAM: "milligrams a day",
    Unit.MICROGRAM: "micrograms a day",
    Unit.MICROGRAM_PER_HOUR: "micrograms an hour",
}


def spoken(dose: Decimal, unit: Unit) -> str:
    """A dose in full, as it is said aloud: "90 milligrams a day"."""
    return f"{plain(dose)} {_SPOKEN.get(unit, f'{unit.value} a day')}"


def _pause(step: Step) -> PauseMark:
    name = f"Pause: {step.reason}" if step.reason else "Pause"
    return PauseMark(start=step.start, end=step.end + _DAY, words=name)


def _grid(top: Decimal) -> tuple[Decimal, ...]:
    for gap in _GRID:
        if top / gap <= 5:
            break
    count = int(top / gap) + (0 if top % gap == 0 else 1)
    return tuple(gap * n for n in range(count + 1))


def _months(start: date, end: date) -> tuple[date, ...]:
    begun = 12 * start.year + start.month - (start.day == 1)
    after = 12 * end.year + end.month - (end.day == 1)
    return tuple(date(month // 12, month % 12 + 1, 1) for month in range(begun, after))
