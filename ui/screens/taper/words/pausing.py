"""A pause before it is saved: every date before and after, and what moved it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pharmreview.domain.taper.plan import Pause, Step, StepKind
from ui import text as words_of
from ui.screens.taper.words.doses import day_words
from ui.screens.taper.words.steps import length_words

PRAISE = "Well done for getting this far. A pause is part of the plan. Stay on the dose you are on."
_MOVES = (StepKind.REDUCE, StepKind.STOP)


_TWO_WEEKS = 14


@dataclass(frozen=True, slots=True)
class PauseDraft:
    """A pause being made up: reasons as codes, other words, its first day and its days."""

    reasons: tuple[str, ...] = ()
    other: str = ""
    start: date | None = None
    days: int | None = _TWO_WEEKS


@dataclass(frozen=True, slots=True)
class MovedRow:
    """One step, or the new pause itself: its dose, its date before and after, and what moved it."""

    key: str
    label: str
    total: str
    before: str
    after: str
    moved: str
    pause: bool = False
    past: bool = False


def moved_rows(
    before: Sequence[Step], after: Sequence[Step], pause: Pause | None, today: date
) -> tuple[MovedRow, ...]:
    """Every reduction with its two dates, and the new pause where it comes between them."""
    old = [s for s in before if s.kind in _MOVES]
    new = [s for s in after if s.kind in _MOVES]
    rows: list[MovedRow] = []
    told = pause is None
    for number, (one, two) in enumerate(zip(old, new, strict=True), 1):
        if pause is not None and not told and two.start > pause.start:
            rows.append(_pause_row(pause, after))
            told = True
        rows.append(_row(number, one, two, today))
    if pause is not None and not told:
        rows.append(_pause_row(pause, after))
    return tuple(rows)


def later_words(days: int) -> str:
    """ "4 weeks later", or "not moved"."""
    return "not moved" if days == 0 else f"{length_words(days)} later"


def ends_on(steps: Sequence[Step]) -> tuple[str, date | None]:
    """The last dose and the day it is reached: ("60 mg", 4 August 2027)."""
    last = next((s for s in reversed(steps) if s.kind in _MOVES), None)
    if last is None:
        return "", None
    return (day_words(last.daily_dose, last.unit) if last.daily_dose else "stopped"), last.start


def _row(number: int, one: Step, two: Step, today: date) -> MovedRow:
    past = one.end < today
    return MovedRow(
        key=f"s{number}",
        label=str(number),
        total=words_of.number(one.daily_dose),
        before=words_of.weekday_day(one.start),
        after="taken" if past else words_of.weekday_day(two.start),
        moved="" if past else later_words((two.start - one.start).days),
        past=past,
    )


def _pause_row(pause: Pause, after: Sequence[Step]) -> MovedRow:
    step = next((s for s in after if s.kind is StepKind.PAUSE and s.start == pause.start), None)
    said = "" if step is None else f"Stays on {day_words(step.daily_dose, step.unit)}."
    total = "" if step is None else words_of.number(step.daily_dose)
    until = "" if step is None else f" to {words_of.day_and_month(step.end)}"
    dates = f"Pause, {words_of.day_and_month(pause.start)}{until}."
    return MovedRow("pause", "", total, dates, said, length_words(pause.days), pause=True)
