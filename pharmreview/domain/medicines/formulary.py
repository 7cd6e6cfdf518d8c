"""The UK products a plan may use, and how to look one up. Never guesses."""

from functools import cached_property

from pharmreview.domain.medicines.product import Product, Supply
from pharmreview.domain.value import Exact, Value


class Formulary(Value):
    """Every product of the reference table, with the table's own id.

    Make one with other products anew: a copy would keep the families of the first.
    """

    table_id: str
    products: tuple[Product, ...]

    def family(self, like: Product, interval_hours: Exact | None = None) -> tuple[Product, ...]:
        """Listed products of the same ingredients, route, release and dosing interval as `like`.

        `interval_hours` stands in for the product's own where that had to be asked. The order is by
        strength, smallest first, then by name, so that every search over them is repeatable.
        """
        interval = like.interval_hours if like.interval_hours is not None else interval_hours
        names = tuple(i.name for i in like.ingredients)
        return self._families.get((names, like.route, like.release, interval), ())

    def intervals(self, like: Product) -> tuple[Exact, ...]:
        """Every dosing interval, in hours, that a medicine is made for by that route and release.

        Those of its own strength; where that is not in the table, those of any.
        """
        names = [i.name for i in like.ingredients]
        alike = [
            p
            for p in self.products
            if (p.route, p.release) == (like.route, like.release)
            and [i.name for i in p.ingredients] == names
            and p.interval_hours is not None
        ]
        same = [p for p in alike if p.main.strength == like.main.strength] or alike
        return tuple(sorted({p.interval_hours for p in same if p.interval_hours is not None}))

    def lists(self, product: Product) -> bool:
        """True where some product holds as much, in whatever form or brand; also where that is not known."""
        return product.holds is None or product.holds in self._held

    @cached_property
    def _held(self) -> frozenset[tuple[object, ...] | None]:
        return frozenset(p.holds for p in self.products)

    def called(self, name: str) -> tuple[Product, ...]:
        """Every product that a name or brand means, with or without the interval that a table adds to it."""
        return self._by_name.get(_plain(name), ())

    @cached_property
    def _by_name(self) -> dict[str, tuple[Product, ...]]:
        """Every product by each of its names, without its spaces and capitals."""
        found: dict[str, list[Product]] = {}
        for p in self.products:
            names = (p.name, p.name.partition(" (")[0], p.brand, *p.brands)
            for name in dict.fromkeys(_plain(n) for n in names if n):
                found.setdefault(name, []).append(p)
        return {name: tuple(products) for name, products in found.items()}

    @cached_property
    def _families(self) -> dict[tuple[object, ...], tuple[Product, ...]]:
        """Every family of listed products, by what makes them one."""
        found: dict[tuple[object, ...], list[Product]] = {}
        for p in sorted(self.products, key=lambda p: (p.main.strength or 0, p.name)):
            if p.supply is Supply.LISTED:
                names = tuple(i.name for i in p.ingredients)
                found.setdefault((names, p.route, p.release, p.interval_hours), []).append(p)
        return {key: tuple(products) for key, products in found.items()}


def _plain(name: str) -> str:
    return "".join(name.split()).casefold()
