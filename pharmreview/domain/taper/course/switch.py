"""A change of product on the way: the same dose first, made from other products of the same medicine."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from pharmreview.domain.digits import plain
from pharmreview.domain.errors import InputProblem
from pharmreview.domain.medicines.product import Product, Release
from pharmreview.domain.taper.course.allowed import Listed, allowed_for, of_the_make
from pharmreview.domain.taper.course.goal import Course, Ground, limited, wear_days
from pharmreview.domain.taper.course.now.taking import (
    DAY_HOURS,
    MOST_TIMES,
    TIMES_OF_DAY,
    WORN,
    falls,
    nearest,
)
from pharmreview.domain.taper.course.refuse import LIQUIDS, PLANNED, refusal
from pharmreview.domain.taper.course.shelving import bounds_of, grains, laid_out, near
from pharmreview.domain.taper.descent.day import Day, Times, days
from pharmreview.domain.taper.descent.makeable import below
from pharmreview.domain.taper.descent.shelf import Shelf, second_of
from pharmreview.domain.taper.pace import TaperSettings
from pharmreview.domain.taper.plan import DoseAt, Refusal
from pharmreview.domain.taper.wishes import Switch


def switched(course: Course, switch: Switch, aim: Decimal, ground: Ground) -> Course | Refusal:
    """The course that goes on from another one's last dose, by the products of the switch.

    Raises InputProblem where a product of the switch is not one that we know, or a number of dose times is
    not one that it can have.
    """
    settings, was = ground.settings, course.product
    to = _wanted(switch, was, ground)
    product = to[0][1]
    facts = {"name": course.name, "to": to[0][0], "unit": course.unit.value, "dose": plain(course.aim)}
    if not switch.confirmed:
        return refusal(settings, "switch-not-confirmed", **facts)
    if not _alike(product, was):
        return refusal(settings, "switch-not-alike", **facts)
    allowed = _allowed(switch, to[0], ground)
    if not allowed:
        return refusal(settings, "no-products", **facts)
    labels = _labels(course, product, switch.times, settings)
    shelf = _shelf(course, product, allowed, aim, len(labels), settings)
    doses = below(shelf, start := grains(shelf, course.aim), start)
    if grains(shelf, aim) not in doses:
        around = near(shelf, doses, aim, course.unit)
        return refusal(settings, "aim-not-makeable", near=around, aim=plain(aim), **facts)
    times, first = _first(shelf, start, labels, ground)
    if first is None and (start - max(doses)) * 100 > settings.never_percent * start:
        return refusal(settings, "switch-makes-nothing", **facts)
    return replace(
        course,
        name=allowed[0][0] if product.form in LIQUIDS else to[0][0],
        product=product,
        products={**course.products, **dict(allowed)},
        start=course.aim,
        aim=aim,
        now=tuple(DoseAt(when=label, items=()) for label in labels),
        shelf=shelf,
        doses=doses,
        times=times,
        wear_days=wear_days(product),
        limited=limited([product, *(p for _, p in allowed)], settings),
        as_needed=False,
        liquids_left_out=False,
        switch_from=course,
        first=first,
    )


def _shelf(
    course: Course,
    product: Product,
    allowed: Sequence[Listed],
    aim: Decimal,
    often: int,
    settings: TaperSettings,
) -> Shelf:
    """The new products, with no more of a second ingredient than was taken of it at the start."""
    items = [item for dose in course.now for item in dose.items]
    second = sum((i.count * second_of(course.products[i.product]) for i in items), Decimal())
    bounds = bounds_of(product, second, Decimal(), settings)
    doses = (course.aim, aim)
    return laid_out(allowed, product, doses, often, settings.patches_at_once, bounds, settings)


def _allowed(switch: Switch, first: Listed, ground: Ground) -> list[Listed]:
    """The products named; of a single one the strengths of its make too: it alone rarely goes all the way."""
    name, product = first
    named = [(n, ground.match(n)) for n in switch.to] if len(switch.to) > 1 else []
    allowed, _ = allowed_for(product, named, ground.formulary, ground.request.formulary)
    if named or product.form in LIQUIDS:
        return allowed
    return of_the_make(name, product, allowed) or [first]


def _wanted(switch: Switch, was: Product, ground: Ground) -> list[Listed]:
    """The products that the switch names, read."""
    if not switch.to:
        raise InputProblem("A change of product names no product.", "Name the product to change to.")
    found: list[Listed] = []
    for name in switch.to:
        product = _listed(name, was, ground) or ground.match(name).product
        if product is None or product.main.strength is None or product.medicine_class not in PLANNED:
            raise InputProblem(
                f"{name} is not a product that we know.", "Check its spelling against the formulary."
            )
        if product.release is Release.MODIFIED and product.interval_hours is None:
            raise InputProblem(
                f"The interval of {name} is told only by its brand.", "Name the brand that is meant."
            )
        found.append((name, product))
    return found


def _alike(product: Product, was: Product) -> bool:
    """The same medicine by the same route, with no second ingredient that was not taken before."""
    same = (product.main.name, product.route, product.main.unit) == (was.main.name, was.route, was.main.unit)
    return same and {i.name for i in product.ingredients} <= {i.name for i in was.ingredients}


def _listed(name: str, was: Product, ground: Ground) -> Product | None:
    """The product of exactly this name; where the name tells no interval, that of the one now taken."""
    found = ground.match(name).product
    same = [p for p in ground.formulary.products if p.name.casefold() == name.casefold()]
    if not same and found is not None:
        family = ground.formulary.family(found, was.interval_hours)
        same = [p for p in family if p.main == found.main and p.form is found.form]
    return same[0] if len(same) == 1 else None


def _labels(course: Course, product: Product, times: int | None, settings: TaperSettings) -> tuple[str, ...]:
    """What the dose times are called after the switch."""
    if product.is_patch:
        return (WORN,)
    if product.release is Release.MODIFIED and product.interval_hours:
        most = int(DAY_HOURS // product.interval_hours)
        usual = most
    else:
        most = MOST_TIMES
        kept = course.product.release is Release.IMMEDIATE
        usual = len(course.labels) if kept else settings.liquid_times_a_day
    often = usual if times is None else times
    if not 1 <= often <= most:
        raise InputProblem(
            f"{product.name} cannot be taken {often} times a day.", f"Choose 1 to {most} times."
        )
    return course.labels if often == len(course.labels) else TIMES_OF_DAY[often]


def _first(shelf: Shelf, start: int, labels: Sequence[str], ground: Ground) -> tuple[Times, Day | None]:
    """The dose times after the switch, and the same dose made from the new products where they can."""
    order = falls(tuple(labels), nearest(ground.request.lower_first, labels), "")
    ways = days(shelf, start, Times((start,) * len(labels), order))
    return (Times(ways[0].amounts if ways else (start,) * len(labels), order), ways[0] if ways else None)
