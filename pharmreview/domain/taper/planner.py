"""A taper request to a dated plan: the best way down for each medicine, one at a time."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from pharmreview.domain.errors import InputProblem
from pharmreview.domain.medicines.formulary import Formulary
from pharmreview.domain.ome.factor import FactorTable
from pharmreview.domain.quantity.rounding import percent_shown
from pharmreview.domain.taper.check import Checked, cautions_for
from pharmreview.domain.taper.course.allowed import Named
from pharmreview.domain.taper.course.goal import Course, course_of
from pharmreview.domain.taper.course.load import Load
from pharmreview.domain.taper.course.refuse import ReadMedicine, refused
from pharmreview.domain.taper.dating import EXCEEDS_PACE, RISES, Dated, Stretch, laid
from pharmreview.domain.taper.descent.day import Day, days
from pharmreview.domain.taper.descent.makeable import Packing
from pharmreview.domain.taper.descent.route import Taken, risen, route
from pharmreview.domain.taper.descent.search import ways_down
from pharmreview.domain.taper.descent.shelf import Portion
from pharmreview.domain.taper.pace import TaperSettings, measured
from pharmreview.domain.taper.plan import DoseAt, Item, Refusal, Step, StepKind, TaperPlan, TaperRequest
from pharmreview.domain.taper.supply.issues import Items, issues_for


def plan_taper(
    request: TaperRequest,
    reads: Sequence[ReadMedicine],
    named: Mapping[str, Sequence[Named]],
    formulary: Formulary,
    table: FactorTable,
    settings: TaperSettings,
) -> TaperPlan:
    """Make the plan that was asked for, or say why there is none.

    `reads` are the request's medicines, read, in its order; `named` the products it allows by medicine,
    read too. Raises InputProblem where the request contradicts itself; what must not be planned comes back
    as refusals. The same arguments give the same plan.
    """
    order = _order(request)
    refusals: list[Refusal] = list(refused(reads, order, settings))
    courses: list[Course] = []
    if not refusals:
        by_id = {r.medicine.id: r for r in reads}
        for id_ in order:
            course = course_of(by_id[id_], named.get(id_, ()), request, formulary, settings)
            if isinstance(course, Refusal):
                refusals.append(course)
            else:
                courses.append(course)
    if refusals:
        return TaperPlan(request=request, table=table.id, refusals=tuple(refusals))
    row = laid(_stretches(courses), request.start, request.pauses, settings.longest_pause_days)
    items = [_a_day(dated.stretch) for dated in row]
    steps = _steps(row, items, Load(courses, reads, table))
    issues = issues_for(row, items, request.issue_days, settings)
    checked = Checked(request, tuple(reads), tuple(courses), steps, issues)
    return TaperPlan(
        request=request,
        table=table.id,
        steps=steps,
        issues=issues,
        cautions=cautions_for(checked, settings),
    )


def _order(request: TaperRequest) -> tuple[str, ...]:
    """Which medicines change, in turn: as asked, else those with an aim, else the first one."""
    ids = [m.id for m in request.medicines]
    if not ids:
        raise InputProblem("The request names no medicine.", "Add the medicine that is to change.")
    if len(set(ids)) < len(ids):
        raise InputProblem("Two medicines of the request have the same id.", "Give each its own id.")
    order = request.order or tuple(i for i in ids if i in request.aim) or (ids[0],)
    if len(set(order)) < len(order):
        raise InputProblem("A medicine stands twice in the order.", "Name each medicine once.")
    for what, named in (("order", order), ("aim", request.aim), ("products", request.products)):
        for id_ in named:
            if id_ not in ids:
                raise InputProblem(
                    f"The {what} names {id_!r}, which is none of the medicines.", "Use the id of a medicine."
                )
    for medicine in request.medicines:
        measured(medicine.interval_hours, f"interval of {medicine.name}")
    for id_, aim in request.aim.items():
        measured(aim, f"aim of {id_}")
        if id_ not in order:
            raise InputProblem(
                f"{id_!r} has an aim but does not stand in the order.",
                "Add it to the order, or leave out its aim.",
            )
    return order


def _stretches(courses: Sequence[Course]) -> list[Stretch]:
    """Every medicine's way down, one after another; a later one waits until the one before has settled."""
    row: list[Stretch] = []
    for course in courses:
        wait = max(1, course.pace.every_days - row[-1].days) if row else 1
        row.append(Stretch(course, StepKind.START, wait, course.start, course.start, None))
        row.extend(_way(course))
    return row


def _way(course: Course) -> Iterable[Stretch]:
    shelf, pace = course.shelf, course.pace
    start, aim = int(course.start / shelf.grain), int(course.aim / shelf.grain)

    def limit(grains: int) -> int:
        return int(pace.limit(grains * shelf.grain, course.start) // shelf.grain)

    makeable = [d for d in course.doses if d >= aim]
    path = route(
        ways_down(start, makeable, limit), lambda grains: days(shelf, grains, course.times), _taken(course)
    )
    before, amounts = course.start, course.times.most
    for place, reduction in enumerate(path):
        dose = shelf.dose(reduction.to)
        above = reduction.forced and before - dose > pace.asked(before, course.start)
        flags = (EXCEEDS_PACE,) if above else ()
        if course.wear_days is None and risen(amounts, reduction.day):
            flags = (*flags, RISES)
        last = place + 1 < len(path) and path[place + 1].to == 0
        kind = StepKind.STOP if reduction.to == 0 else StepKind.REDUCE
        yield Stretch(course, kind, _days_on(course, dose, last=last), dose, before, reduction.day, flags)
        before, amounts = dose, reduction.day.amounts


def _taken(course: Course) -> Taken:
    products = frozenset(i.product for d in course.now for i in d.items)
    return Taken(() if course.wear_days is not None else course.times.most, products)


def _days_on(course: Course, dose: Decimal, *, last: bool) -> int:
    """How long a dose lasts: patches in whole wear periods, long before stopping, a day for nothing."""
    if not dose:
        return 1
    days_on = course.pace.days_on(dose, course.start)
    if last:
        days_on = max(days_on, course.pace.last_hold_days)
    wear = course.wear_days
    return days_on if wear is None else max(course.pace.wear_periods, -(-days_on // wear)) * wear


def _a_day(stretch: Stretch) -> Items:
    """Units of each product in one day, or patches worn at once."""
    counts: dict[str, Decimal] = {}
    for dose in _doses(stretch.course, stretch.day):
        for item in dose.items:
            counts[item.product] = counts.get(item.product, Decimal(0)) + item.count
    return tuple(counts.items())


def _doses(course: Course, day: Day | None) -> tuple[DoseAt, ...]:
    if day is None:
        return course.now
    return _named(tuple(d.when for d in course.now), course.shelf.portions, day.parts)


@lru_cache(maxsize=8192)
def _named(
    times: tuple[str, ...], portions: tuple[Portion, ...], parts: tuple[Packing, ...]
) -> tuple[DoseAt, ...]:
    """Packings with their products' names, two halves of one product counted together."""
    doses: list[DoseAt] = []
    for when, part in zip(times, parts, strict=True):
        counts: dict[str, Decimal] = {}
        for index, number in part:
            portion = portions[index]
            counts[portion.product] = counts.get(portion.product, Decimal(0)) + number * portion.units
        doses.append(DoseAt(when=when, items=tuple(Item(product=p, count=c) for p, c in counts.items())))
    return tuple(doses)


def _steps(row: Sequence[Dated], items: Sequence[Items], load: Load) -> tuple[Step, ...]:
    steps: list[Step] = []
    number = 0
    for dated, taken in zip(row, items, strict=True):
        stretch = dated.stretch
        course, begins = stretch.course, stretch.kind is StepKind.START
        number += int(not begins)
        own, total = load.at(course, stretch.dose, taken)
        lost = stretch.before - stretch.dose
        steps.append(
            Step(
                number=0 if begins else number,
                medicine=course.id,
                kind=stretch.kind,
                start=dated.start,
                end=dated.end,
                days=stretch.days,
                daily_dose=stretch.dose,
                unit=course.unit,
                reduction=lost,
                reduction_percent=None if begins else percent_shown(lost / stretch.before),
                doses=_doses(course, stretch.day),
                ome_medicine=own,
                ome_total=total,
                flags=stretch.flags,
                unchanged=load.unchanged(course),
                reason=stretch.reason,
            )
        )
    return tuple(steps)
