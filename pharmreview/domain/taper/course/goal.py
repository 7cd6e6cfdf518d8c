"""What one medicine of a request comes down from and to, on which products and at which times of day."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pharmreview.domain.digits import plain
from pharmreview.domain.errors import InputProblem
from pharmreview.domain.lines.line import Moment
from pharmreview.domain.medicines.formulary import Formulary
from pharmreview.domain.medicines.product import Product, Release
from pharmreview.domain.ome.lookup import patch_release
from pharmreview.domain.quantity.unit import Unit, ratio
from pharmreview.domain.taper.course.allowed import Listed, Named, allowed_for, name_now
from pharmreview.domain.taper.course.refuse import ReadMedicine, not_whole, refusal
from pharmreview.domain.taper.course.taking import DAY_HOURS, Taken, at_its_interval, falls, taken_now
from pharmreview.domain.taper.descent.day import Times
from pharmreview.domain.taper.descent.makeable import below
from pharmreview.domain.taper.descent.shelf import Shelf, companion, shelf_of
from pharmreview.domain.taper.pace import AgreedPace, TaperSettings, agreed_pace
from pharmreview.domain.taper.plan import DoseAt, Item, Medicine, Refusal, TaperRequest


@dataclass(frozen=True)
class Course:
    """One medicine on its way: doses are a day's total in `unit`, or the rate worn for patches.

    `wear_days` is how long one patch is worn. `limited` is True where no prescription may be for longer
    than the limited schedules allow.
    """

    id: str
    name: str
    product: Product
    products: dict[str, Product]
    unit: Unit
    start: Decimal
    aim: Decimal
    now: tuple[DoseAt, ...]
    shelf: Shelf
    doses: tuple[int, ...]
    """Every lower dose that can be made, in grains of the shelf, lowest first."""
    times: Times
    pace: AgreedPace
    wear_days: int | None
    limited: bool
    as_needed: bool
    liquids_left_out: bool


def course_of(
    read: ReadMedicine,
    named: Sequence[Named],
    request: TaperRequest,
    formulary: Formulary,
    settings: TaperSettings,
) -> Course | Refusal:
    """Work out where one changing medicine starts, where it goes and what it may be made from.

    `named` are the products the request allows, each with its reading; empty means every listed product
    of the same medicine, route, release and interval. Raises InputProblem where the request cannot be
    meant: a product of another medicine, a negative aim, a dose time that is not one.
    """
    product, medicine = _with_interval(read), read.medicine
    start = _start(product, read, settings)
    if isinstance(start, Refusal):
        return start
    aim = _aim(request, medicine)
    facts = {"name": medicine.name, "unit": start.unit.value, "aim": plain(aim), "dose": plain(start.dose)}
    if aim >= start.dose:
        return refusal(settings, "aim-above-dose" if aim > start.dose else "already-at-aim", **facts)
    allowed, liquids = allowed_for(product, named, formulary)
    if not allowed:
        return refusal(settings, "no-products", **facts)
    shelf, doses = _shelf(product, start, aim, allowed, settings)
    if _grains(shelf, aim) not in doses:
        return refusal(settings, "aim-not-makeable", near=_near(shelf, doses, aim, start.unit), **facts)
    current = name_now(product, medicine.name, allowed, formulary)
    return Course(
        id=medicine.id,
        name=medicine.name,
        product=product,
        products={current: product, **dict(allowed)},
        unit=start.unit,
        start=start.dose,
        aim=aim,
        now=_doses_now(start.taken, current),
        shelf=shelf,
        doses=doses,
        times=_times(shelf, start, request.lower_first, medicine.name),
        pace=agreed_pace(request.pace, settings, start.unit),
        wear_days=int(product.interval_hours or 0) // DAY_HOURS if product.is_patch else None,
        limited=_limited([product, *(p for _, p in allowed)], settings),
        as_needed=start.as_needed,
        liquids_left_out=liquids,
    )


def _aim(request: TaperRequest, medicine: Medicine) -> Decimal:
    aim = request.aim.get(medicine.id, Decimal(0))
    if aim < 0:
        raise InputProblem(
            f"The aim for {medicine.name} is below nothing.", "Give 0 to stop, or a daily dose."
        )
    return aim


def _doses_now(taken: Taken, product: str) -> tuple[DoseAt, ...]:
    return tuple(
        DoseAt(when=label, items=(Item(product=product, count=units),) if units else ())
        for label, units in zip(taken.labels, taken.units, strict=True)
    )


@dataclass(frozen=True)
class _Start:
    """The dose now taken: at each time, in a day, and what reaches the person."""

    taken: Taken
    amounts: tuple[Decimal, ...]
    dose: Decimal
    release: Decimal
    unit: Unit
    as_needed: bool

    @property
    def units(self) -> Decimal:
        return sum(self.taken.units, Decimal(0))


def _start(product: Product, read: ReadMedicine, settings: TaperSettings) -> _Start | Refusal:
    name, directions = read.medicine.name, read.directions
    strength, unit = product.main.strength, product.main.unit
    if directions is None or strength is None or unit is None:
        return refusal(settings, "unread-medicine", name=name, why="its dose is not known")
    taken = taken_now(product, directions)
    if (
        taken is None
        or any(not_whole(u, product) for u in taken.units)
        or not at_its_interval(product, taken)
    ):
        return refusal(settings, "directions-conflict", name=name, directions=read.medicine.directions)
    units = sum(taken.units, Decimal(0))
    if units > settings.most_units_a_day:
        return refusal(settings, "dose-too-large", name=name, units=plain(units))
    released = patch_release(product) if product.is_patch else strength
    return _Start(
        taken=taken,
        amounts=tuple(u * strength for u in taken.units),
        dose=units * strength,
        release=units * (released or strength),
        unit=unit,
        as_needed=directions.as_needed,
    )


def _shelf(
    product: Product, start: _Start, aim: Decimal, allowed: Sequence[Listed], settings: TaperSettings
) -> tuple[Shelf, tuple[int, ...]]:
    """The products laid out, and every lower dose that they make."""
    patches = max(settings.patches_at_once, int(start.units)) if product.is_patch else None
    doses = [*start.amounts, start.dose, start.release, aim]
    shelf = shelf_of(allowed, product, doses, _ceiling(product, start.units, settings), patches)
    return shelf, below(shelf, _grains(shelf, start.dose), _grains(shelf, start.release))


def _times(shelf: Shelf, start: _Start, first: Moment | None, name: str) -> Times:
    return Times(tuple(_grains(shelf, a) for a in start.amounts), falls(start.taken.labels, first, name))


def _limited(products: Sequence[Product], settings: TaperSettings) -> bool:
    """True where a schedule, or not knowing it, keeps every issue short."""
    return any(p.schedule is None or p.schedule in settings.limited_schedules for p in products)


def _with_interval(read: ReadMedicine) -> Product:
    """The product with the interval that was asked and answered, where its own name does not tell."""
    product = read.product
    if product is None:
        raise InputProblem(f"{read.medicine.name} could not be read.", "Check the name against the record.")
    answer = read.medicine.interval_hours
    if answer is None or product.release is Release.IMMEDIATE:
        return product
    if product.interval_hours is not None and product.interval_hours != answer:
        raise InputProblem(
            f"{read.medicine.name} is {plain(product.interval_hours)}-hourly, not {plain(answer)}-hourly.",
            "Leave the interval out, or name the product that is meant.",
        )
    return product.model_copy(update={"interval_hours": answer})


def _ceiling(product: Product, units: Decimal, settings: TaperSettings) -> Decimal | None:
    """The most of the second ingredient a day: the settings' ceiling for it, else what is taken now."""
    each = companion(product)
    if each is None:
        return None
    second = product.ingredients[1]
    for entry in settings.ceilings:
        if entry.ingredient == second.name and second.unit is not None:
            return entry.most * ratio(entry.unit, second.unit)
    return each * units


def _grains(shelf: Shelf, dose: Decimal) -> int:
    grains = shelf.whole(dose)
    if grains is None:  # the shelf was made to measure the dose and the aim
        raise InputProblem(f"A dose of {plain(dose)} cannot be measured.", "Check the dose.")
    return grains


def _near(shelf: Shelf, doses: Sequence[int], aim: Decimal, unit: Unit) -> str:
    """Which doses around the aim can be made, in words."""
    grains = _grains(shelf, aim)
    near = [max(d for d in doses if d < grains), *[d for d in doses if d > grains][:1]]
    return " or ".join(f"{plain(shelf.dose(d))} {unit.value}" for d in near)
