"""A taper request to a dated plan: the best way down for each medicine, one at a time."""

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from pharmreview.domain.digits import trimmed
from pharmreview.domain.ome.factor import FactorTable
from pharmreview.domain.quantity.rounding import percent_shown
from pharmreview.domain.quantity.unit import Unit
from pharmreview.domain.taper.course.goal import Course, Ground, aim_of, course_of
from pharmreview.domain.taper.course.load import Load
from pharmreview.domain.taper.course.order import order_of
from pharmreview.domain.taper.course.refuse import ReadMedicine, refused
from pharmreview.domain.taper.course.switch import switched
from pharmreview.domain.taper.dating import Dated, laid, so_long
from pharmreview.domain.taper.descent.day import Day
from pharmreview.domain.taper.descent.makeable import Packing
from pharmreview.domain.taper.descent.shelf import Shelf
from pharmreview.domain.taper.plan import DoseAt, Item, Refusal, Step, StepKind, TaperPlan
from pharmreview.domain.taper.stretching import stretches
from pharmreview.domain.taper.supply.daily import Daily, daily
from pharmreview.domain.taper.supply.issues import supplied
from pharmreview.domain.taper.weighing.check import Checked, cautions_for
from pharmreview.domain.value import settled


def plan_taper(reads: Sequence[ReadMedicine], ground: Ground, table: FactorTable) -> TaperPlan:
    """Make the plan that was asked for, or say why there is none.

    `reads` are the request's medicines, read, in its order. Raises InputProblem where the request
    contradicts itself; what must not be planned comes back as refusals. The same arguments give the same
    plan.
    """
    request, settings = ground.request, ground.settings
    order = order_of(request, reads)
    refusals: list[Refusal] = list(refused(reads, order, settings, request))
    courses: list[Course] = []
    if not refusals:
        by_id = {r.medicine.id: r for r in reads}
        for id_ in order:
            found = _courses(by_id[id_], ground)
            if isinstance(found, Refusal):
                refusals.append(found)
            else:
                courses += found
    if refusals:
        return TaperPlan(request=request, table=table.id, refusals=tuple(refusals))
    row = laid(stretches(courses), request.start, request.pauses, settings.longest_pause_days)
    taken = [_taken(dated.stretch.course, dated.stretch.day) for dated in row]
    steps = _steps(row, taken, Load(courses, reads, ground, table))
    supply = supplied(row, taken, request, settings)
    by_course = tuple(
        (c, tuple(s for s, d in zip(steps, row, strict=True) if d.stretch.course is c)) for c in courses
    )
    checked = Checked(request, tuple(reads), by_course, steps, supply)
    return settled(
        TaperPlan,
        request=request,
        table=table.id,
        steps=steps,
        issues=supply.issues,
        cautions=cautions_for(checked, ground),
        refusals=(),
        left_over=supply.left_over,
        locked=0,
        events=(),
        ended=None,
    )


def _courses(read: ReadMedicine, ground: Ground) -> list[Course] | Refusal:
    """The course of one medicine; two where the product changes on the way."""
    switch = ground.request.switches.get(read.medicine.id)
    if switch is None:
        course = course_of(read, ground)
        return course if isinstance(course, Refusal) else [course]
    aim = aim_of(ground.request, read.medicine)
    first = course_of(read, ground, switch.at, to_switch=True)
    if isinstance(first, Refusal):
        return first
    second = switched(first, switch, aim, ground)
    return second if isinstance(second, Refusal) else [first, second]


def _taken(course: Course, day: Day | None) -> Daily:
    return daily(course.now) if day is None else _packed(course.labels, course.shelf, day.parts)


@lru_cache(maxsize=8192)
def _packed(labels: tuple[str, ...], shelf: Shelf, parts: tuple[Packing, ...]) -> Daily:
    return daily(tuple(_dose_at(when, shelf, part) for when, part in zip(labels, parts, strict=True)))


@lru_cache(maxsize=8192)
def _dose_at(when: str, shelf: Shelf, part: Packing) -> DoseAt:
    """A packing with its products' names, two halves of one product counted together."""
    counts: dict[str, Decimal] = {}
    for index, number in part:
        portion = shelf.portions[index]
        if portion.ml is not None:
            return DoseAt(when=when, items=(_measured(shelf, index, number),))
        counts[portion.product] = counts.get(portion.product, Decimal(0)) + number * portion.units
    return DoseAt(when=when, items=tuple(Item(product=p, count=c) for p, c in counts.items()))


def _measured(shelf: Shelf, index: int, number: int) -> Item:
    """One measure of a liquid: ml, and the dose they hold."""
    portion = shelf.portions[index]
    ml = trimmed(number * portion.units)
    amount = shelf.dose(number * portion.amount)
    return Item(product=portion.product, count=ml, unit=Unit.MILLILITRE, amount=amount)


def _steps(row: Sequence[Dated], taken: Sequence[Daily], load: Load) -> tuple[Step, ...]:
    steps: list[Step] = []
    number = 0
    for (start, stretch), day in zip(row, taken, strict=True):
        course, begins = stretch.course, stretch.kind is StepKind.START
        number += int(not begins)
        own, total = load.at(course, stretch.dose, day.items)
        lost = stretch.before - stretch.dose
        steps.append(
            settled(
                Step,
                number=0 if begins else number,
                medicine=course.id,
                kind=stretch.kind,
                start=start,
                end=start + so_long(stretch.days - 1),
                days=stretch.days,
                daily_dose=stretch.dose,
                unit=course.unit,
                reduction=lost,
                reduction_percent=None if begins else percent_shown(lost / stretch.before),
                doses=day.doses,
                ome_medicine=own,
                ome_total=total,
                flags=stretch.flags,
                unchanged=load.unchanged(course),
                reason=stretch.reason,
            )
        )
    return tuple(steps)
