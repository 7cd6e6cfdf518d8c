"""A plan to what should be weighed before it is agreed. Cautions never block."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from pharmreview.domain.digits import plain
from pharmreview.domain.medicines.product import MedicineClass
from pharmreview.domain.quantity.rounding import percent_shown
from pharmreview.domain.quantity.unit import Unit
from pharmreview.domain.taper.course.goal import Course, Ground
from pharmreview.domain.taper.course.now.start import dose_of
from pharmreview.domain.taper.course.now.taking import twice_a_week
from pharmreview.domain.taper.course.refuse import ReadMedicine
from pharmreview.domain.taper.dating import BY_HAND, EXCEEDS_PACE, RISES
from pharmreview.domain.taper.pace import WEEK, TaperSettings
from pharmreview.domain.taper.plan import Caution, DoseAt, Issue, Step, StepKind, TaperRequest
from pharmreview.domain.taper.supply.issues import Supplied
from pharmreview.domain.taper.weighing.finer import families_of, large
from pharmreview.domain.taper.weighing.products import Code, not_listed, on_brands, on_products
from pharmreview.domain.taper.weighing.second import above_ceiling, taken_together
from pharmreview.domain.taper.weighing.supply import on_supply
from pharmreview.domain.words.numbers import count, often

_MOST_NAMED = 3
"""Other families of products that a caution names, at most."""


@dataclass(frozen=True)
class Checked:
    """A finished plan with everything it was made from."""

    request: TaperRequest
    reads: tuple[ReadMedicine, ...]
    by_course: tuple[tuple[Course, tuple[Step, ...]], ...]
    steps: tuple[Step, ...]
    supply: Supplied

    @property
    def issues(self) -> tuple[Issue, ...]:
        """Every prescription."""
        return self.supply.issues

    @property
    def courses(self) -> tuple[Course, ...]:
        """Every course, in order."""
        return tuple(course for course, _ in self.by_course)


def cautions_for(plan: Checked, ground: Ground) -> tuple[Caution, ...]:
    """Every caution that holds for a plan, the gravest first, each once a course."""
    settings = ground.settings
    found: list[Code] = [*_together(plan, ground)]
    for course, taken in plan.by_course:
        steps = list(taken)
        if steps:
            found += _size(course, steps, ground)
            found += _speed(course, plan, settings)
            found += _products(course, steps, plan, settings)
            found += on_brands(course, steps, ground)
        found += on_products(course, ground)
    found += on_supply(plan.supply, plan.steps, settings)
    cautions = []
    for code, facts in found:
        wording = settings.cautions[code]
        cautions.append(Caution(code=code, text=wording.text.format(**facts), source=wording.source))
    return tuple(cautions)


def _together(plan: Checked, ground: Ground) -> Iterable[Code]:
    """What follows from everything the person takes at once."""
    settings = ground.settings
    start, classes = plan.steps[0], {read.medicine_class for read in plan.reads}
    if start.ome_total is None:
        yield "ome-incomplete", {}
    elif start.ome_total >= settings.specialist_ome:
        yield "specialist-advice", {"ome": plain(start.ome_total), "line": plain(settings.specialist_ome)}
    elif start.ome_total >= settings.high_dose_ome:
        yield "high-dose", {"ome": plain(start.ome_total), "line": plain(settings.high_dose_ome)}
    if MedicineClass.OPIOID in classes:
        if classes & {MedicineClass.BENZODIAZEPINE, MedicineClass.Z_DRUG}:
            yield "opioid-with-benzodiazepine", {}
        if MedicineClass.GABAPENTINOID in classes:
            yield "opioid-with-gabapentinoid", {}
    yield from taken_together(plan.reads, settings)
    changing = {c.id for c in plan.courses}
    for read in plan.reads:
        taken = read.directions
        if read.medicine.id not in changing and taken is not None and taken.low != taken.high:
            yield "range-counted-high", {"name": read.medicine.name}
    if any(c.product.medicine_class is MedicineClass.OPIOID for c in plan.courses):
        yield "lost-tolerance", {}
    yield "driving", {}
    if strange := not_listed(plan.reads, ground.formulary):
        yield "strength-not-listed", {"name": " and ".join(strange)}
    wanted = (*plan.request.formulary.used, *plan.request.formulary.switched_on)
    if unknown := [name for name in wanted if not ground.formulary.called(name)]:
        yield "formulary-not-known", {"name": " and ".join(unknown)}


def _size(course: Course, steps: list[Step], ground: Ground) -> Iterable[Code]:
    """How large the steps are, beside what was agreed and what guidance says."""
    settings = ground.settings
    reductions = [s for s in steps if s.kind is StepKind.REDUCE]
    if reductions:
        shares = [s.reduction / (s.daily_dose + s.reduction) for s in reductions]
        largest = reductions[shares.index(max(shares))]
        share = max(shares) * 100
        facts = {"name": course.name, "step": _step(largest)}
        if share > settings.confirm_percent:
            yield "step-above-20-percent", facts
        elif share > settings.caution_percent:
            yield "step-above-10-percent", facts
    for flag in (EXCEEDS_PACE, BY_HAND):
        above = [s for s in steps if flag in s.flags]
        if above:
            one = len(above) == 1
            number, are = count(len(above), "reduction"), "is" if one else "are"
            yield flag, {"name": course.name, "number": number, "are": are, "first": _step(above[0])}
    yield from _finer(course, steps, ground)
    pace = course.pace
    if any(pace.capped(s.daily_dose + s.reduction, course.began) for s in steps if s.reduction):
        yield "step-limited", {"name": course.name, "most": plain(settings.never_percent)}
    if any(RISES in s.flags for s in steps):
        first = next(s for s in steps if RISES in s.flags)
        yield "dose-at-one-time-rises", {"name": course.name, "step": _step(first)}
    if steps[-1].kind is StepKind.STOP and course.wear_days is not None:
        yield "last-patch", {"name": course.name, "step": _step(steps[-1])}


def _finer(course: Course, steps: list[Step], ground: Ground) -> Iterable[Code]:
    """A large step before the last part of the way, where the same medicine is made in other products."""
    if course.switch_from is not None or course.id in ground.request.switches:
        return
    early = course.began * course.pace.slow_below
    for step in steps:
        if step.daily_dose + step.reduction < early:
            return
        if large(step, ground.settings.never_percent):
            least = min(dose_of(p) for p in course.products.values())
            families = families_of(course.product, ground.formulary)
            low = [family[0].name for family in families if min(dose_of(p) for p in family) < least]
            if low:
                facts = {"name": course.name, "step": _step(step), "to": " or ".join(low[:_MOST_NAMED])}
                yield "finer-product", facts
            return


def _speed(course: Course, plan: Checked, settings: TaperSettings) -> Iterable[Code]:
    """How often the dose falls."""
    every = course.lasting(course.pace.every_days)
    facts = {"name": course.name, "every": often(every)}
    if every < 2 * WEEK:
        yield "weekly-steps", facts
    elif every < settings.long_use_every_days:
        yield "long-use", facts
    if course.wear_days is not None and course.pace.every_days < settings.wear_periods * course.wear_days:
        asked = often(course.pace.every_days)
        yield "kept-for-two-patches", {**facts, "asked": asked, "days": count(every, "day")}
    if course.switch_from is None and _should_be_slower(course, plan, settings):
        yield "slower-for-long-use", facts
    if course.wear_days is not None and any(p.days % course.wear_days for p in plan.request.pauses):
        yield "change-day-moves", facts


def _should_be_slower(course: Course, plan: Checked, settings: TaperSettings) -> bool:
    """Years of use, or a very high dose, at more than a tenth or oftener than every four weeks."""
    months, total = plan.request.used_months, plan.steps[0].ome_total
    grave = months is not None and (
        months >= settings.very_long_use_months or (total is not None and total > settings.very_high_ome)
    )
    asked = course.pace.asked(course.start, course.began) * 100 > settings.caution_percent * course.start
    return grave and (asked or course.pace.every_days < settings.long_use_every_days)


def _above_the_most(course: Course, settings: TaperSettings) -> Iterable[Code]:
    """A dose above what may be taken of its ingredient in a day."""
    most = settings.most_a_day.get(course.product.main.name)
    if most is not None and course.unit is Unit.MILLIGRAM and course.start > most:
        yield "above-the-most", {"name": course.name, "dose": plain(course.start), "most": plain(most)}


def _products(course: Course, steps: list[Step], plan: Checked, settings: TaperSettings) -> Iterable[Code]:
    """What the products themselves ask for."""
    name = {"name": course.name}
    if course.product.medicine_class is MedicineClass.GABAPENTINOID:
        yield "gabapentinoid-epilepsy", name
    yield from _above_the_most(course, settings)
    if course.as_needed:
        yield "as-needed", name
    if course.wear_days is not None:
        yield "patch-by-brand", name
        read = next(r for r in plan.reads if r.medicine.id == course.id)
        if course.switch_from is None and any(twice_a_week(course.product, x.directions) for x in read.lines):
            yield "patch-twice-a-week", name
    doses = {id(d): d for s in steps for d in s.doses}.values()  # One dose recurs in many steps.
    now = course.product.form
    if any(course.products[p].form is not now for p in {i.product for d in doses for i in d.items}):
        yield "form-changes", name
    if course.wear_days is None and any(_units(d) > settings.units_at_once for d in doses):
        yield "many-units", {**name, "most": str(settings.units_at_once)}
    yield from above_ceiling(course, settings)
    mine = {id(i): i for issue in plan.issues if issue.medicine == course.id for i in issue.items}.values()
    if not course.shelf.measures and any(i.quantity % 1 for i in mine if i.product in course.products):
        yield "half-left-over", name
    asked = plan.request.issue_days
    if course.limited and asked is not None and asked > settings.limited_issue_days:
        yield "issue-limited", {**name, "days": str(settings.limited_issue_days)}
    if course.liquids_left_out:
        yield "liquids-left-out", name


def _units(dose: DoseAt) -> Decimal:
    """How many tablets, capsules or patches are taken at once."""
    return sum([i.count for i in dose.items if i.unit is None], Decimal(0))


def _step(step: Step) -> str:
    """A step in words: from what to what, and by how much."""
    before = step.daily_dose + step.reduction
    percent = plain(percent_shown(step.reduction / before))
    return f"{plain(before)} to {plain(step.daily_dose)} {step.unit.value} ({percent} percent)"
