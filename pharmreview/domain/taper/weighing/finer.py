"""Other products of a medicine that make a smaller step, where those a plan uses make only a large one."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from pharmreview.domain.errors import InputProblem
from pharmreview.domain.medicines.formulary import Formulary
from pharmreview.domain.medicines.product import Product, Release, Supply
from pharmreview.domain.taper.course.goal import Course, Ground
from pharmreview.domain.taper.course.refuse import LIQUIDS, SOLIDS
from pharmreview.domain.taper.course.switch import switched
from pharmreview.domain.taper.plan import Refusal, Step
from pharmreview.domain.taper.wishes import Switch

Family = tuple[Product, ...]
"""Products that a plan can go by together: of one kind, each liquid by itself."""


def large(step: Step, most: Decimal) -> bool:
    """True for a reduction above so many percent of the dose before it."""
    return step.reduction * 100 > most * (step.daily_dose + step.reduction)


class Finer(NamedTuple):
    """A change of product at a dose that both make: `smaller` is the next dose then, `own` without it."""

    to: Family
    at: Decimal
    own: Decimal
    smaller: Decimal


def finer(course: Course, steps: Sequence[Step], ground: Ground) -> tuple[Finer, ...]:
    """The changes of product that make the first large step smaller, as the product list has them.

    A step is large above the share that no plan exceeds where products allow it. Of several large steps it
    is the first from a dose that other products make too. () where a change of product is agreed already.
    """
    if ground.request.switches.get(course.id) is not None or course.switch_from is not None:
        return ()
    most = ground.settings.never_percent
    for step in steps:
        before = step.daily_dose + step.reduction
        if not large(step, most):
            continue
        found = tuple(_found(course, before, step.daily_dose, ground))
        if found:
            return found
    return ()


def _found(course: Course, at: Decimal, own: Decimal, ground: Ground) -> Iterable[Finer]:
    for family in families_of(course.product, ground.formulary):
        switch = Switch(to=tuple(p.name for p in family), confirmed=True)
        try:
            after = switched(replace(course, aim=at), switch, course.aim, ground)
        except InputProblem:
            continue
        if isinstance(after, Refusal) or after.first is None:
            continue
        smaller = after.shelf.dose(max(after.doses))
        if smaller > own:
            yield Finer(family, at, own, smaller)


def families_of(now: Product, formulary: Formulary) -> tuple[Family, ...]:
    """The other listed families of a medicine by the same route, with nothing that is not in it now."""
    theirs = {i.name for i in now.ingredients}
    families: dict[tuple[object, ...], list[Product]] = {}
    for product in formulary.products:
        alike = product.main.name == now.main.name and product.route == now.route
        if not alike or product.supply is not Supply.LISTED or product.form not in (*SOLIDS, *LIQUIDS):
            continue
        if {i.name for i in product.ingredients} <= theirs and _kind(product) != _kind(now):
            families.setdefault(_kind(product), []).append(product)
    return tuple(tuple(members) for members in families.values())


def _kind(product: Product) -> tuple[object, ...]:
    liquid = product.form in LIQUIDS
    return (
        tuple(i.name for i in product.ingredients),
        product.release,
        product.interval_hours if product.release is Release.MODIFIED or product.is_patch else None,
        product.name if liquid else product.is_patch,
    )
