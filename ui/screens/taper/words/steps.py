"""The plan as rows: one a step, one a pause, the dose now first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from pharmreview.domain.digits import plain
from pharmreview.domain.quantity.unit import Unit
from pharmreview.domain.taper.plan import DoseAt, Step, StepKind
from pharmreview.services.tapering import Choices
from ui import text as words_of
from ui.screens.taper.words.doses import (
    amount_at,
    change_words,
    day_words,
    dose_words,
    forms_differ,
    tablets,
    time_title,
    total_title,
)
from ui.tables.column import Cell

_WEEK = 7
_NONE = Cell("–", tone="ink2", right=True)
_PAUSE = Cell("", sign="pause", tone="ink2")
STEP, FROM, TOTAL, SIZE = "step", "from", "total", "size"


class StepRow(NamedTuple):
    """One row, its cells ready to paint. A pause says its words across the dose columns in `across`."""

    key: int
    kind: StepKind
    label: str
    cells: Mapping[str, Cell]
    across: str = ""
    past: bool = False

    @property
    def spoken(self) -> str:
        """The row in one line, for the status line and a screen reader."""
        if self.across:
            return f"{self.cells[FROM].spoken}. {self.across}"
        return f"Step {self.label}" if self.label.isdecimal() else self.label


@dataclass(frozen=True, slots=True)
class PlanTable:
    """The heads and rows of the plan of one medicine."""

    heads: tuple[tuple[str, str], ...] = ()
    """Ids and titles of the columns; the ids of dose times are their names."""
    rows: tuple[StepRow, ...] = field(default=())

    def row(self, key: int) -> StepRow | None:
        """The row with a key."""
        return next((r for r in self.rows if r.key == key), None)


def steps_of(steps: Sequence[Step], medicine: str) -> tuple[Step, ...]:
    """The steps of one medicine, in date order."""
    return tuple(s for s in steps if s.medicine == medicine)


def ordinals(steps: Sequence[Step]) -> dict[int, str]:
    """What each step is called: reductions count 1, 2, 3; what stays on a dose keeps its number."""
    names, counted = {}, 0
    for step in steps:
        counted += step.kind in (StepKind.REDUCE, StepKind.STOP)
        names[step.number] = "Now" if step.kind is StepKind.START else str(counted or "Now")
    return names


def plan_table(steps: Sequence[Step], choices: Choices, today: date, *, small: bool = False) -> PlanTable:
    """The table of one medicine's steps. A small one leaves out the size of the step, never a dose."""
    if not steps:
        return PlanTable()
    unit = steps[0].unit
    heads = [(STEP, "Step"), (FROM, "From"), *((d.when, time_title(d.when)) for d in steps[0].doses)]
    heads.append((TOTAL, total_title(unit)))
    if not small:
        heads.append((SIZE, "Step size"))
    names = ordinals(steps)
    named = forms_differ(steps, choices.products)
    rows = tuple(_row(step, names[step.number], steps, (choices, named), today) for step in steps)
    return PlanTable(tuple(heads), rows)


def length_words(days: int) -> str:
    """ "2 weeks" where it is whole weeks, else days."""
    if days % _WEEK:
        return words_of.count(days, "day")
    return words_of.count(days // _WEEK, "week")


def often_words(days: int) -> str:
    """ "every 2 weeks" where it is whole weeks, else days."""
    return words_of.often(days) if days % _WEEK else words_of.often(days // _WEEK, "week")


def pause_words(step: Step) -> str:
    """ "Pause: holiday, 2 weeks. Stays on 65 mg a day."."""
    why = f": {step.reason.strip().rstrip('.')}" if step.reason.strip() else ""
    return f"Pause{why}, {length_words(step.days)}. Stays on {day_words(step.daily_dose, step.unit)}."


_Made = tuple[Choices, bool]
"""What the plan is made from, and whether its forms must be named."""


def _row(step: Step, label: str, steps: Sequence[Step], made: _Made, today: date) -> StepRow:
    past = step.end < today
    cells = {FROM: _from(step, steps)}
    if step.kind is StepKind.PAUSE:
        cells[STEP] = _PAUSE
        return StepRow(step.number, step.kind, label, cells, pause_words(step), past)
    said = f"{label}, on" if step.kind is StepKind.HOLD else label
    cells[STEP] = _named(said, "lock" if past and step.kind is not StepKind.START else "")
    for dose in step.doses:
        cells[dose.when] = _dose(dose, step, *made)
    cells[TOTAL] = _total(step.daily_dose)
    cells[SIZE] = _size(step.reduction_percent, step.kind)
    return StepRow(step.number, step.kind, said, cells, past=past)


def _from(step: Step, steps: Sequence[Step]) -> Cell:
    if step.kind is not StepKind.START:
        return _dated(step.start, "ink2" if step.kind is StepKind.PAUSE else "ink")
    later = next((s.start for s in steps if s.number > step.number), step.end)
    same_year = later.year == step.end.year
    until = words_of.day_and_month(step.end) if same_year else words_of.day(step.end)
    return Cell(f"until {until}", tone="ink2")


def _dose(dose: DoseAt, step: Step, choices: Choices, named: bool) -> Cell:
    if choices.wear_days is not None:
        if not dose.items:
            return Cell("No patch", bold=True, quiet="take the last one off", wraps=True)
        worn = tablets(dose.items, choices.products)
        changed = "" if step.kind is StepKind.START else f", {change_words(choices.wear_days, step.start)}"
        return Cell(dose_words(step.daily_dose, step.unit), bold=True, quiet=worn + changed, wraps=True)
    return _swallowed(dose, step.unit, choices, named)


@lru_cache(maxsize=4096)
def _swallowed(dose: DoseAt, unit: Unit, choices: Choices, named: bool) -> Cell:
    """One dose time's cell: the same doses come back with every change of a plan."""
    amount = amount_at(dose, choices.products)
    words = "" if amount is None else dose_words(amount, unit)
    quiet = tablets(dose.items, choices.products, named=named)
    return Cell(words, bold=True, quiet=quiet, wraps=True)


@lru_cache(maxsize=4096)
def _size(percent: Decimal | None, kind: StepKind) -> Cell:
    if percent is None or kind is StepKind.HOLD:
        return _NONE
    if kind is StepKind.STOP:
        return Cell("stop", tone="ink2", right=True)
    return Cell(f"{plain(percent)}%", tone="ink2", right=True)


@lru_cache(maxsize=4096)
def _dated(on: date, tone: str) -> Cell:
    return Cell(words_of.day(on), tone=tone)


@lru_cache(maxsize=4096)
def _total(dose: Decimal) -> Cell:
    return Cell(words_of.number(dose), bold=True, right=True)


@lru_cache(maxsize=4096)
def _named(said: str, sign: str) -> Cell:
    return Cell(said, sign=sign)
