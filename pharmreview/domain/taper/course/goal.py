"""What one medicine of a request comes down from and to, on which products and at which times of day."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from pharmreview.domain.digits import plain
from pharmreview.domain.errors import InputProblem
from pharmreview.domain.lines.line import Match, Moment
from pharmreview.domain.medicines.formulary import Formulary
from pharmreview.domain.medicines.product import Product, Release
from pharmreview.domain.quantity.unit import Unit
from pharmreview.domain.taper.course.allowed import Listed, Named, allowed_for
from pharmreview.domain.taper.course.now.interval import not_made
from pharmreview.domain.taper.course.now.start import Start, start_from, start_of
from pharmreview.domain.taper.course.now.taking import DAY_HOURS, falls
from pharmreview.domain.taper.course.refuse import ReadMedicine, refusal
from pharmreview.domain.taper.course.shelving import bounds_of, grains, laid_out, near
from pharmreview.domain.taper.descent.day import Day, Times
from pharmreview.domain.taper.descent.makeable import below
from pharmreview.domain.taper.descent.shelf import Shelf
from pharmreview.domain.taper.pace import AgreedPace, TaperSettings, agreed_pace
from pharmreview.domain.taper.plan import DoseAt, Medicine, Pace, Refusal, TaperRequest
from pharmreview.domain.taper.wishes import ByHand

_KNOWN = 8
"""Medicines laid out that are kept: those of a request and of one held against it."""


@dataclass(frozen=True)
class Course:
    """One medicine on its way: doses are a day's total in `unit`, or the rate worn for patches.

    `began` is the dose that shares of the starting dose are taken of. `wear_days` is how long one patch is
    worn. `limited` is True where no prescription may be for longer than the limited schedules allow.
    """

    id: str
    name: str
    product: Product
    products: dict[str, Product]
    unit: Unit
    start: Decimal
    began: Decimal
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
    by_hand: ByHand
    switch_from: "Course | None" = None
    """The course on another product that this one goes on from."""
    first: Day | None = None
    """The same dose made from the new products, where one can be; None before any switch."""

    def lasting(self, days: int) -> int:
        """So many days at least; patches are kept for whole wear periods, never for too few."""
        return in_whole_wears(days, self.wear_days, self.pace.wear_periods)

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """What its dose times are called."""
        return tuple(dose.when for dose in self.now)


@dataclass(frozen=True)
class Ground:
    """What every course of a request stands on. `named` are the allowed products by medicine, read."""

    request: TaperRequest
    named: Mapping[str, Sequence[Named]]
    match: Callable[[str], Match]
    formulary: Formulary
    settings: TaperSettings
    known: list["Known"] = field(default_factory=list, compare=False)
    """What was laid out for earlier requests, the last first; kept by whoever plans one after another."""


class Known(NamedTuple):
    """A medicine laid out, and what that followed from."""

    asked: tuple[object, ...]
    found: Course | Refusal


def course_of(
    read: ReadMedicine, ground: Ground, at: Decimal | None = None, *, to_switch: bool = False
) -> Course | Refusal:
    """Work out where one changing medicine starts, where it goes and what it may be made from.

    `to_switch` is for a course that another one goes on from: it ends `at` that dose, None for the dose now
    taken. Without named products every listed product of the same medicine, route, release and interval is
    allowed. Raises InputProblem for a product of another medicine, an aim below nothing, no dose time.
    """
    request, id_ = ground.request, read.medicine.id
    wishes = (request.taking.get(id_), request.products.get(id_), request.lower_first, request.formulary)
    asked = (read.medicine, request.aim.get(id_), at, to_switch, *wishes)
    entry = next((known for known in ground.known if known.asked == asked), None)
    if entry is None:
        entry = Known(asked, _laid(read, ground, at, to_switch=to_switch))
    ground.known[:] = [entry, *(known for known in ground.known if known is not entry)][:_KNOWN]
    if isinstance(entry.found, Refusal):
        return entry.found
    return replace(
        entry.found,
        began=request.began.get(id_, entry.found.start),
        pace=agreed_pace(request.pace, ground.settings, entry.found.unit),
        by_hand=request.by_hand.get(id_, ByHand()),
    )


def _laid(read: ReadMedicine, ground: Ground, at: Decimal | None, *, to_switch: bool) -> Course | Refusal:
    """A course at no pace yet."""
    request, settings, medicine = ground.request, ground.settings, read.medicine
    start = _start(read, ground)
    if isinstance(start, Refusal):
        return start
    product = start.parts[0].product
    aim = aim_of(request, medicine) if not to_switch else start.dose if at is None else at
    facts = _facts(medicine, start, aim)
    if aim > start.dose or (aim == start.dose and not to_switch):
        return refusal(settings, "aim-above-dose" if aim > start.dose else "already-at-aim", **facts)
    named = ground.named.get(medicine.id, ())
    allowed, liquids = allowed_for(product, named, ground.formulary, request.formulary)
    if not allowed:
        return refusal(settings, "no-products", **facts)
    shelf, doses = _shelf(product, start, aim, allowed, settings)
    if grains(shelf, aim) not in doses and aim != start.dose:
        return refusal(settings, "aim-not-makeable", near=near(shelf, doses, aim, start.unit), **facts)
    held = start.named(allowed, ground.formulary)
    return Course(
        id=medicine.id,
        name=medicine.name,
        product=product,
        products={**{name: part.product for part, name in held}, **dict(allowed)},
        unit=start.unit,
        start=start.dose,
        began=start.dose,
        aim=aim,
        now=start.now(held),
        shelf=shelf,
        doses=doses,
        times=_times(shelf, start, request.lower_first, medicine.name),
        pace=agreed_pace(Pace(), settings, start.unit),
        wear_days=wear_days(product),
        limited=limited([product, *(p for _, p in allowed)], settings),
        as_needed=start.as_needed,
        liquids_left_out=liquids,
        by_hand=ByHand(),
    )


def _start(read: ReadMedicine, ground: Ground) -> Start | Refusal:
    """The dose really taken where a running plan says it, else what the directions state."""
    if (unknown := not_made(read, ground.formulary, ground.settings)) is not None:
        return unknown
    taking = ground.request.taking.get(read.medicine.id)
    if taking is None:
        return start_of(read, ground.settings)
    return start_from(taking, lambda name: known_product(name, read, ground), as_needed=False)


def known_product(name: str, read: ReadMedicine, ground: Ground) -> Product | None:
    """The product that a plan of this medicine means by a name."""
    same = [p for p in ground.formulary.products if p.name == name]
    if same:
        return same[0]
    found = ground.match(name).product
    if found is None or found.interval_hours is not None or found.release is Release.IMMEDIATE:
        return found
    hours = read.medicine.interval_hours or (read.product.interval_hours if read.product else None)
    return found.model_copy(update={"interval_hours": hours})


def wear_days(product: Product) -> int | None:
    """How long one patch is worn; None for what is swallowed."""
    hours = product.interval_hours
    return int(hours // DAY_HOURS) if product.is_patch and hours is not None else None


def in_whole_wears(days: int, wear: int | None, least: int) -> int:
    """So many days or a little more: whole times that one patch is worn, `least` of them at least."""
    return days if wear is None else max(least, -(-days // wear)) * wear


def limited(products: Sequence[Product], settings: TaperSettings) -> bool:
    """True where a schedule, or not knowing it, keeps every issue short."""
    return any(p.schedule is None or p.schedule in settings.limited_schedules for p in products)


def aim_of(request: TaperRequest, medicine: Medicine) -> Decimal:
    """The dose a medicine goes to. Raises InputProblem for one below nothing."""
    aim = request.aim.get(medicine.id, Decimal(0))
    if aim < 0:
        raise InputProblem(
            f"The aim for {medicine.name} is below nothing.", "Give 0 to stop, or a daily dose."
        )
    return aim


def _facts(medicine: Medicine, start: Start, aim: Decimal) -> dict[str, str]:
    return {
        "name": medicine.name,
        "unit": start.unit.value,
        "aim": plain(aim),
        "dose": plain(start.dose),
    }


def _shelf(
    product: Product, start: Start, aim: Decimal, allowed: Sequence[Listed], settings: TaperSettings
) -> tuple[Shelf, tuple[int, ...]]:
    """The products laid out, and every lower dose that they make."""
    doses = [*start.amounts, start.dose, start.release, aim]
    bounds = bounds_of(product, start.second_a_day, start.second_at_once, settings)
    shelf = laid_out(allowed, product, doses, len(start.labels), int(start.units), bounds, settings)
    return shelf, below(shelf, grains(shelf, start.dose), grains(shelf, start.release))


def _times(shelf: Shelf, start: Start, first: Moment | None, name: str) -> Times:
    return Times(tuple(grains(shelf, a) for a in start.amounts), falls(start.labels, first, name))
