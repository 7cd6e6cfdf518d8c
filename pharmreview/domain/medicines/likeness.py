"""Which products of the formulary a reading agrees with, and what they have in common."""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple, Protocol

from pharmreview.domain.medicines.product import Form, Ingredient, Product, Release, Route, Supply
from pharmreview.domain.quantity.unit import Unit
from pharmreview.domain.value import Exact

_MODIFIED = Release.MODIFIED
_SWALLOWED = frozenset((Form.TABLET, Form.CAPSULE, Form.SACHET, Form.GRANULES))
_POURED = frozenset((Form.LIQUID, Form.SUSPENSION, Form.LINCTUS, Form.DROPS))
_GROUP = {form: next((g for g in (_SWALLOWED, _POURED) if form in g), frozenset((form,))) for form in Form}
_GROUP[Form.OTHER] = frozenset(Form)
_SPAN = 2
_SPAN_OF_LIQUIDS = 5
_SOFT = ("sugar free", "concentrated", "caplet")
_MICROGRAMS = {Unit.MILLIGRAM: Decimal(1000), Unit.MICROGRAM: Decimal(1), Unit.MICROGRAM_PER_HOUR: Decimal(1)}

Load = tuple[bool, Exact]
"""What one unit, or one ml, holds, in micrograms; True before it where that is a rate an hour.

The first part tells a rate from an amount, so that 12 micrograms an hour is never 12 micrograms.
"""


Holds = tuple[tuple[str, bool, Load | None], ...]
"""For each ingredient its name, whether its strength is in a volume, and its load."""


class Described(Protocol):
    """Anything that has the facts by which one product is like another."""

    @property
    def ingredients(self) -> tuple[Ingredient, ...]: ...
    @property
    def form(self) -> Form: ...
    @property
    def route(self) -> Route: ...
    @property
    def release(self) -> Release: ...
    @property
    def variety(self) -> str: ...


class Looks(NamedTuple):
    """What of a product is compared with another."""

    holds: Holds
    form: Form
    route: Route
    release: Release
    kind: str

    @property
    def load(self) -> Load | None:
        """The load of the medicine of interest."""
        return self.holds[0][2]


def load_of(ingredient: Ingredient) -> Load | None:
    """The load of one ingredient; None where its strength is not known."""
    if ingredient.strength is None or ingredient.unit is None:
        return None
    amount = ingredient.strength * _MICROGRAMS[ingredient.unit]
    if ingredient.per is not None:
        amount /= ingredient.per.value
    return ingredient.unit is Unit.MICROGRAM_PER_HOUR, amount


def looks_of(product: Described) -> Looks:
    """The looks of a product, or of what a name says so far."""
    return Looks(
        tuple((i.name, i.per is not None, load_of(i)) for i in product.ingredients),
        product.form,
        product.route,
        product.release,
        _hard_kind(product.variety),
    )


def _hard_kind(variety: str) -> str:
    """The kind of tablet or liquid, less what does not change how it is taken or halved."""
    for soft in _SOFT:
        variety = variety.replace(soft, "")
    return " ".join(variety.split())


class Shelf:
    """The products of one set of ingredients, arranged once so that a reading is compared quickly."""

    def __init__(self, products: Iterable[Product]) -> None:
        self.rows = tuple((looks_of(product), product) for product in products)
        self._alike: dict[Looks, list[Product]] = {}
        self._of_strength: dict[tuple[Holds, Release], list[Product]] = {}
        self._sold: dict[tuple[Holds, Form, str], set[Release]] = {}
        for looks, product in self.rows:
            self._alike.setdefault(looks, []).append(product)
            self._of_strength.setdefault((looks.holds, looks.release), []).append(product)
            if product.supply is Supply.LISTED:
                self._sold.setdefault((looks.holds, looks.form, looks.kind), set()).add(looks.release)
        self._modified = [(looks, p.interval_hours) for looks, p in self.rows if looks.release is _MODIFIED]

    def alike(self, like: Described) -> tuple[Product, ...]:
        """Products of the same strength, form, route, release and kind.

        A liquid is compared by its concentration. First stand those of the very same kind, then those
        that say their strength in the very same way.
        """
        ways = [(i.strength, i.per) for i in like.ingredients]

        def apart(product: Product) -> tuple[bool, bool]:
            return product.variety != like.variety, [(i.strength, i.per) for i in product.ingredients] != ways

        return tuple(sorted(self._alike.get(looks_of(like), ()), key=apart))

    def intervals(self, looks: Looks) -> frozenset[Exact | None]:
        """The dosing intervals at which products of this form, release and strength exist.

        Where none has this strength but it lies between two that do, the intervals of all of them.
        """
        rows = [(other, interval) for other, interval in self._modified if other.form is looks.form]
        here = frozenset(interval for other, interval in rows if other.holds == looks.holds)
        load = looks.load
        if here or load is None:
            return here
        loads = [known for other, _ in rows if (known := other.load) is not None and known[0] == load[0]]
        within = bool(loads) and min(loads) <= load <= max(loads)
        return frozenset(interval for _, interval in rows) if within else frozenset()

    def only_modified(self, looks: Looks) -> bool:
        """No immediate-release tablet or capsule of this kind and strength is sold; a modified one is."""
        if looks.form not in {Form.TABLET, Form.CAPSULE} or len(looks.holds) > 1:
            return False
        return self._sold.get((looks.holds, looks.form, looks.kind)) == {_MODIFIED}

    def far(self, looks: Looks) -> bool:
        """The strength is under half the least or over twice the most of such forms: a slip of unit or digit.

        Liquids are made to order in many strengths: for them it is five times, which is the slip from 5 ml to
        1 ml, or more. A form that is not known is compared with them all.
        """
        load = looks.load
        if load is None:
            return False
        near = [
            (other.release, other.load[1])
            for other, _ in self.rows
            if other.load is not None
            and other.load[0] == load[0]
            and other.holds[0][1] == looks.holds[0][1]
            and other.form in _GROUP[looks.form]
        ]
        same = [amount for release, amount in near if release is looks.release]
        known = same if same and looks.form is not Form.OTHER else [amount for _, amount in near]
        if not known:
            return False
        if looks.holds[0][1]:
            return not min(known) / _SPAN_OF_LIQUIDS < load[1] < max(known) * _SPAN_OF_LIQUIDS
        return not min(known) / _SPAN <= load[1] <= max(known) * _SPAN

    def sells(self, looks: Looks, interval: Exact | None, brand: str) -> bool:
        """A product of this strength, form and release exists; under a brand none made to order.

        With `interval`, only one that is taken or worn so often.
        """
        return any(
            product.form in _GROUP[looks.form]
            and (product.supply is not Supply.SPECIAL or not brand or brand in product.brands)
            and interval in {None, product.interval_hours}
            for product in self._of_strength.get((looks.holds, looks.release), ())
        )
