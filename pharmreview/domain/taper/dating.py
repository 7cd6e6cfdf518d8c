"""Doses laid on the calendar, with pauses that move what follows by exactly their days."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from pharmreview.domain.errors import InputProblem
from pharmreview.domain.taper.course.goal import Course
from pharmreview.domain.taper.descent.day import Day
from pharmreview.domain.taper.plan import Pause, StepKind
from pharmreview.domain.words.numbers import count

EXCEEDS_PACE = "smallest-step-exceeds-pace"
"""The flag of a reduction above what was agreed, taken because no smaller one can be made."""

BY_HAND = "set-by-hand-exceeds-pace"
"""The flag of a reduction above what was agreed that was set by hand, although a smaller one can be made."""

RISES = "dose-at-one-time-rises"
"""The flag of a lower day's total with one dose time going up, because products leave no other way."""

SWITCH = "product-switch"
"""The flag of the first step on another product of the same medicine."""

AFTER_THE_END = "pause-after-the-end"
"""The code of the problem that a pause begins when the plan has ended."""


@lru_cache(maxsize=1024)
def so_long(days: int) -> timedelta:
    """So many days, to be added to a date."""
    return timedelta(days=days)


class Stretch(NamedTuple):
    """Some days on one dose of one medicine. `day` is None for the dose now taken, as the record has it."""

    course: Course
    kind: StepKind
    days: int
    dose: Decimal
    before: Decimal
    day: Day | None
    flags: tuple[str, ...] = ()
    reason: str = ""

    def staying(self, kind: StepKind, days: int, reason: str = "") -> "Stretch":
        """The same dose for some days more."""
        return self._replace(kind=kind, days=days, before=self.dose, flags=(), reason=reason)


class Dated(NamedTuple):
    """A stretch with its first day."""

    start: date
    stretch: Stretch

    @property
    def end(self) -> date:
        """Its last day."""
        return self.start + so_long(self.stretch.days - 1)


def laid(
    stretches: Sequence[Stretch], start: date, pauses: Sequence[Pause], longest: int
) -> tuple[Dated, ...]:
    """Put stretches one after another so that the second begins on `start`, then let pauses in.

    The first stretch is the dose now taken and ends the day before. A pause keeps the dose of the day
    before it; one that falls inside a stretch divides it, and its remaining days follow as a hold.
    Raises InputProblem for a pause that is not possible.
    """
    try:
        row: list[Dated] = []
        day = start - timedelta(days=stretches[0].days)
        for stretch in stretches:
            row.append(Dated(day, stretch))
            day += so_long(stretch.days)
        for pause in _checked(pauses, start, longest):
            row = _paused(row, pause)
    except OverflowError:
        raise InputProblem(
            "The plan runs past the end of the calendar.", "Choose an earlier start or a shorter interval."
        ) from None
    return tuple(row)


def _checked(pauses: Sequence[Pause], start: date, longest: int) -> list[Pause]:
    ordered = sorted(pauses, key=lambda p: p.start)
    for pause in ordered:
        if not 1 <= pause.days <= longest:
            raise InputProblem(
                f"A pause of {count(pause.days, 'day')} is not possible.", f"Give 1 to {longest} days."
            )
        if pause.start < start:
            raise InputProblem(
                f"The pause from {pause.start} is before the first step on {start}.",
                "Move the pause into the plan, or start later.",
            )
    for one, next_one in pairwise(ordered):
        if next_one.start < one.start + timedelta(days=one.days):
            raise InputProblem(
                f"The pauses from {one.start} and {next_one.start} overlap.",
                "Join them into one, or move one.",
            )
    return ordered


def _paused(row: Sequence[Dated], pause: Pause) -> list[Dated]:
    """The row with one pause let in and all that follows moved by its days."""
    place = next((i for i, d in enumerate(row) if d.start <= pause.start <= d.end), None)
    if place is None:
        raise InputProblem(
            f"The pause from {pause.start} is after the plan has ended on {row[-1].end}.",
            "Choose an earlier day, or leave the pause out.",
            code=AFTER_THE_END,
        )
    dated = row[place]
    moved = [Dated(d.start + timedelta(days=pause.days), d.stretch) for d in row[place + 1 :]]
    before = (pause.start - dated.start).days
    stretch = dated.stretch
    if before == 0:
        kept = stretch if stretch.kind is StepKind.START else row[place - 1].stretch
        return [
            *row[:place],
            Dated(pause.start, kept.staying(StepKind.PAUSE, pause.days, pause.reason)),
            Dated(dated.start + timedelta(days=pause.days), stretch),
            *moved,
        ]
    rest = pause.start + timedelta(days=pause.days)
    return [
        *row[:place],
        Dated(dated.start, stretch._replace(days=before)),
        Dated(pause.start, stretch.staying(StepKind.PAUSE, pause.days, pause.reason)),
        Dated(rest, stretch.staying(StepKind.HOLD, stretch.days - before)),
        *moved,
    ]
