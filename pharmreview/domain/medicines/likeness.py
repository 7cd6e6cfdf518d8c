"""Which products of the formulary a reading agrees with, and what they have in common."""

from collections.abc import Iterable
from decimal import Decimal

from pharmreview.domain.medicines.product import Form, Ingredient, Product, Release, Supply
from pharmreview.domain.quantity.unit import Unit
from pharmreview.domain.value import Exact

_SOFT = ("sugar free", "concentrated", "caplet")
_MICROGRAMS = {Unit.MILLIGRAM: Decimal(1000), Unit.MICROGRAM: Decimal(1), Unit.MICROGRAM_PER_HOUR: Decimal(1)}


def load_of(ingredient: Ingredient) -> tuple[bool, Exact] | None:
    """What one unit, or one ml, holds, in micrograms; None where the strength is not known.

    The first part tells a rate from an amount, so that 12 micrograms an hour is never 12 micrograms.
    """
    if ingredient.strength is None or ingredient.unit is None:
        return None
    volume = ingredient.per.value if ingredient.per else Decimal(1)
    amount = ingredient.strength * _MICROGRAMS[ingredient.unit] / volume
    return ingredient.unit is Unit.MICROGRAM_PER_HOUR, amount


def same_strength(one: Product, other: Product) -> bool:
    """The same ingredients in the same strength; a liquid by its concentration."""
    return len(one.ingredients) == len(other.ingredients) and all(
        a.name == b.name and (a.per is None) == (b.per is None) and load_of(a) == load_of(b)
        for a, b in zip(one.ingredients, other.ingredients, strict=True)
    )


def hard_kind(variety: str) -> str:
    """The kind of tablet or liquid, less what does not change how it is taken or halved."""
    for soft in _SOFT:
        variety = variety.replace(soft, "")
    return " ".join(variety.split())


def alike(product: Product, products: Iterable[Product]) -> tuple[Product, ...]:
    """Products of the same strength, form, route, release and kind; those of the very same kind first."""
    found = [
        listed
        for listed in products
        if (listed.form, listed.route, listed.release) == (product.form, product.route, product.release)
        and hard_kind(listed.variety) == hard_kind(product.variety)
        and same_strength(listed, product)
    ]
    return tuple(sorted(found, key=lambda listed: listed.variety != product.variety))


def intervals(product: Product, products: Iterable[Product]) -> frozenset[Exact | None]:
    """The dosing intervals at which products of this ingredient, form, release and strength exist.

    Where none has this strength but it lies between two that do, the intervals of all of them.
    """
    rows = [
        p
        for p in products
        if tuple(i.name for i in p.ingredients) == tuple(i.name for i in product.ingredients)
        and p.form is product.form
        and p.release is Release.MODIFIED
    ]
    here = [p.interval_hours for p in rows if same_strength(p, product)]
    load = load_of(product.main)
    if here or load is None:
        return frozenset(here)
    loads = [known for p in rows if (known := load_of(p.main)) is not None and known[0] == load[0]]
    within = bool(loads) and min(loads) <= load <= max(loads)
    return frozenset(p.interval_hours for p in rows) if within else frozenset()


def only_modified(product: Product, products: Iterable[Product]) -> bool:
    """No immediate-release tablet or capsule of this kind and strength is sold; a modified-release one is."""
    if product.form not in {Form.TABLET, Form.CAPSULE} or len(product.ingredients) > 1:
        return False
    releases = {
        p.release
        for p in products
        if p.form is product.form
        and p.supply is Supply.LISTED
        and hard_kind(p.variety) == hard_kind(product.variety)
        and same_strength(p, product)
    }
    return releases == {Release.MODIFIED}
