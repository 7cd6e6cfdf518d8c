"""Find the factor of a product in a table. It matches exactly or is not found."""

from decimal import Decimal

from pharmreview.domain.medicines.product import Product, Route
from pharmreview.domain.ome.factor import Basis, Factor, FactorTable
from pharmreview.domain.value import Value

NEVER_CONVERTED = frozenset({"methadone"})
"""Medicines with no single ratio: no table's figure is used for a person (Opioids Aware gives none)."""

LABEL_TO_RELEASE = {("fentanyl", Decimal(12)): Decimal("12.5")}
"""A fentanyl patch labelled 12 micrograms an hour gives 12.5 (product characteristics of its makers)."""

_OROMUCOSAL = frozenset({Route.SUBLINGUAL, Route.BUCCAL})


class Found(Value):
    """The factor that applies."""

    factor: Factor


class Missing(Value):
    """Why no factor applies, in words."""

    why: str


def find_factor(product: Product, table: FactorTable) -> Found | Missing:
    """The factor for one unit of a product's main ingredient by its route.

    Patches look for a row of their own strength before the rate for each microgram an hour. A row of the
    exact combination comes before that of the ingredient.
    """
    medicine = product.main.name.casefold()
    if medicine in NEVER_CONVERTED:
        return Missing(why=f"{product.main.name} has no single ratio to morphine and is never converted")
    for name in _names(product):
        own = [f for f in table.factors if f.medicine == name and _route_matches(f.route, product.route)]
        if own:
            return _pick(own, product, table)
    by = f"by the {product.route.value} route" if product.route is not Route.OTHER else "in this form"
    return Missing(why=f"{table.title}: no figure for {product.main.name} {by}")


def patch_release(product: Product) -> Decimal | None:
    """What one patch gives in micrograms an hour: its label, but 12.5 for fentanyl labelled 12."""
    strength = product.main.strength
    if strength is None:
        return None
    return LABEL_TO_RELEASE.get((product.main.name.casefold(), strength), strength)


def _names(product: Product) -> tuple[str, str]:
    names = [i.name.casefold() for i in product.ingredients]
    return "/".join(names), names[0]


def _route_matches(table_route: str, route: Route) -> bool:
    return table_route == route.value or (table_route == "oromucosal" and route in _OROMUCOSAL)


def _pick(rows: list[Factor], product: Product, table: FactorTable) -> Found | Missing:
    strength = product.main.strength
    candidates = [f for f in rows if f.strength is not None and f.strength == strength]
    if not candidates:
        candidates = [f for f in rows if f.strength is None]
    usable = [f for f in candidates if f.factor is not None and f.basis is not Basis.NOT_CONVERTIBLE]
    if not usable:
        return Missing(
            why=f"{table.title}: no figure for {product.main.name} by the {product.route.value} route"
        )
    if len({f.factor for f in usable}) > 1:
        return Missing(why=f"{table.title}: more than one figure for {product.main.name}")
    return Found(factor=usable[0])
