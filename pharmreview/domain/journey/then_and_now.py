"""Dose and OME at the start and on a later day, in lines that say whence each comes, with the sum."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import takewhile
from typing import NamedTuple

from pharmreview.domain.assessment import Assessment
from pharmreview.domain.case import Agreed, Case, TotalSeen
from pharmreview.domain.digits import plain
from pharmreview.domain.lines.directions import read_directions
from pharmreview.domain.lines.line import Directions, MedicationLine, UnreadLine
from pharmreview.domain.medicines.product import MedicineClass
from pharmreview.domain.quantity.rounding import percent_shown
from pharmreview.domain.quantity.unit import Unit
from pharmreview.domain.taper.plan import Medicine, Step, StepKind
from pharmreview.domain.taper.running.effects.request import running_at
from pharmreview.domain.words.days import dashed_day

WITHIN_PERCENT = Decimal(10)
"""Less than this either way is called unchanged. Project review content section 9.4."""


def then_and_now(case: Case, assessment: Assessment | None, day: date) -> tuple[str, ...]:
    """What each plan came to by a day, what the lists say by then, and the lines of a list that is of now.

    Nothing is guessed: what no plan and no search tells is left out, and a total with a range or a line that
    could not be counted has no percentage, and says why.
    """
    by_plan = tuple(_by_plans(case, day))
    asked = ("A plan says what was agreed. Ask what is really taken.",) if by_plan else ()
    return (*by_plan, *asked, *_by_lists(case, assessment, day))


def _by_plans(case: Case, day: date) -> Iterator[str]:
    """Each medicine of each plan, once: of several versions that began alike, by the last."""
    agreed = [one for one in case.agreed if one.agreed_at.date() <= day]
    for place, one in enumerate(agreed):
        after = agreed[place + 1 :]
        until = min(day, after[0].agreed_at.date()) if after else day
        for medicine in one.plan.request.medicines:
            start, step = _start(one, medicine.id), running_at(one.plan.steps, medicine.id, until)
            if start is None or any(_start(later, medicine.id) == start for later in after):
                continue
            if step is None or step.kind is StepKind.START:
                if not after:
                    yield f"By plan version {one.version}: {_taken(medicine, start)}, not changed yet."
            else:
                yield _moved(one, medicine, start, step)


def _start(agreed: Agreed, medicine: str) -> Step | None:
    return next((s for s in agreed.plan.steps if s.medicine == medicine and s.kind is StepKind.START), None)


def _moved(agreed: Agreed, medicine: Medicine, start: Step, step: Step) -> str:
    own = [s for s in agreed.plan.steps if s.medicine == medicine.id and s.start <= step.start]
    since = min(s.start for s in takewhile(lambda s: s.doses == step.doses, reversed(own)))
    then = f"{_taken(medicine, start)} at the start ({dashed_day(start.start)})"
    now = _dose(step) if step.daily_dose else "stopped"
    told = f"By plan version {agreed.version}: {then}, {now} from {dashed_day(since)}"
    if not start.ome_medicine or step.ome_medicine is None:
        return f"{told}."
    return f"{told}. OME {_of_two(start.ome_medicine, step.ome_medicine)}."


def _taken(medicine: Medicine, step: Step) -> str:
    read = read_directions(medicine.directions)
    most = "up to " if isinstance(read, Directions) and read.as_needed else ""
    return f"{' '.join(medicine.name.split())}, {most}{_dose(step)}"


def _dose(step: Step) -> str:
    worn = step.unit is Unit.MICROGRAM_PER_HOUR
    return f"{plain(step.daily_dose)} {'micrograms/hour' if worn else f'{step.unit.value} a day'}"


class _Total(NamedTuple):
    as_of: date
    table: str
    low: Decimal
    high: Decimal
    complete: bool

    def __str__(self) -> str:
        span = plain(self.high) if self.low == self.high else f"{plain(self.low)} to {plain(self.high)}"
        return f"{'' if self.complete else 'at least '}{span} mg on {dashed_day(self.as_of)}"


def _by_lists(case: Case, assessment: Assessment | None, day: date) -> Iterator[str]:
    seen = [_of_search(one) for one in case.seen if one.as_of <= day]
    now = None if assessment is None or assessment.regimen.as_of > day else _of_now(assessment)
    begun = min((one.day for one in case.sittings), default=day)
    totals = [one for one in seen if now is None or one.as_of < now.as_of] + ([now] if now else [])
    if not totals:
        return
    then = max((one for one in totals if one.as_of <= begun), key=lambda one: one.as_of, default=totals[0])
    last = totals[-1]
    if last.as_of == then.as_of:
        yield f"By the list: OME {then} by table {then.table}. No later list tells what became of it."
    else:
        yield _between(then, last)
    if assessment is not None and now is last:
        yield from _lines(assessment)


def _of_search(seen: TotalSeen) -> _Total:
    return _Total(seen.as_of, seen.table, seen.low, seen.high, seen.complete)


def _of_now(assessment: Assessment) -> _Total:
    ome = assessment.ome
    low, high = ome.low.milligrams, ome.high.milligrams
    return _Total(assessment.regimen.as_of, ome.table, low, high, ome.complete)


def _between(then: _Total, now: _Total) -> str:
    told = f"By the lists: OME {then}, {now}"
    whole = (one.low == one.high and one.complete for one in (then, now))
    if then.table != now.table:
        return f"{told}. Counted by two tables ({then.table}, {now.table}), so not compared."
    if not all(whole):
        return f"{told}, by table {now.table}. Not exact on both days, so no percentage."
    return (
        f"{told}, by table {now.table}. OME {_of_two(then.high, now.high)}: {_called(then.high, now.high)}."
    )


def _of_two(then: Decimal, now: Decimal) -> str:
    """From one total to the other, with the sum of the percentage to one decimal place."""
    told = f"{plain(then)} to {plain(now)} mg a day"
    if then == now or not then:
        return told
    rounded = plain(percent_shown(abs(then - now) / then))
    more, less = (now, then) if now > then else (then, now)
    sign = "more" if now > then else "less"
    return f"{told}, {rounded}% {sign} (({plain(more)} - {plain(less)}) / {plain(then)})"


def _called(then: Decimal, now: Decimal) -> str:
    """The word of the data set for a change of the total, by the exact figures."""
    if not now:
        return "no opioid counted now" if then else "none then and now"
    if not then:
        return "increased"
    percent = (then - now) / then * 100
    if percent >= WITHIN_PERCENT:
        return "reduced, by the 10% rule"
    return "unchanged, within 10%" if percent > -WITHIN_PERCENT else "increased, by the 10% rule"


def _lines(assessment: Assessment) -> Iterator[str]:
    """Each line of now that an opioid or a sedating medicine stands in, with its sum or its directions."""
    sums = {
        line.row: f"{line.working}{f', {line.need}' if line.need else ''}" for line in assessment.ome.working
    }
    for line in assessment.regimen.current:
        name, directions = (" ".join(words.split()) for words in (line.row.name, line.row.directions))
        if isinstance(line, UnreadLine):
            yield f"Now: {name}: not read: {line.why.rstrip('.')}."
        elif isinstance(line, MedicationLine):
            of = sums.get(line.row.row) if line.product.medicine_class is MedicineClass.OPIOID else None
            yield f"Now: {name}: {directions.rstrip('.')}{f'. {of}' if of else ''}."
