"""The UK products a plan may use, and how to look one up. Never guesses."""

from pharmreview.domain.medicines.product import Product, Supply
from pharmreview.domain.value import Exact, Value


class Formulary(Value):
    """Every product of the reference table, with the table's own id."""

    table_id: str
    products: tuple[Product, ...]

    def family(self, like: Product, interval_hours: Exact | None = None) -> tuple[Product, ...]:
        """Listed products of the same ingredients, route, release and dosing interval as `like`.

        `interval_hours` stands in for the product's own where that had to be asked. The order is by
        strength, smallest first, then by name, so that every search over them is repeatable.
        """
        interval = like.interval_hours if like.interval_hours is not None else interval_hours
        names = tuple(i.name for i in like.ingredients)
        found = [
            p
            for p in self.products
            if tuple(i.name for i in p.ingredients) == names
            and (p.route, p.release, p.interval_hours) == (like.route, like.release, interval)
            and p.supply is Supply.LISTED
        ]
        return tuple(sorted(found, key=lambda p: (p.main.strength or 0, p.name)))
