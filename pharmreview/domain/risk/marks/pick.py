"""Which products a rule speaks of, and how much of them in all."""

from decimal import Decimal
from typing import NamedTuple, Self

from pharmreview.domain.lines.statements.units import MEASURED
from pharmreview.domain.medicines.product import Product
from pharmreview.domain.quantity.unit import Unit, ratio
from pharmreview.domain.risk.rule import When

_WEIGHED = (Unit.MILLIGRAM, Unit.MICROGRAM)


class Pick(NamedTuple):
    """Which products a rule speaks of."""

    medicines: tuple[str, ...]
    routes: tuple[str, ...]
    with_ingredient: str
    strength_over: Decimal | None
    measured: bool
    """Only what is measured in millilitres."""

    @classmethod
    def of(cls, when: When) -> Self:
        """The products that a rule's conditions name."""
        measured = when.item_over is not None
        return cls(when.medicines, when.routes, when.with_ingredient, when.strength_over, measured)

    def fits(self, product: Product) -> bool:
        """Whether a product is one of them."""
        main = product.main
        if main.name.casefold() not in self.medicines:
            return False
        if self.measured and product.form not in MEASURED:
            return False
        if self.routes and product.route.value not in self.routes:
            return False
        partners = {i.name.casefold() for i in product.ingredients[1:]}
        if self.with_ingredient and self.with_ingredient not in partners:
            return False
        if self.strength_over is None:
            return True
        if main.strength is None or main.unit is None or main.unit not in _WEIGHED:
            return False
        return main.strength * ratio(main.unit, Unit.MILLIGRAM) > self.strength_over


class Burden(NamedTuple):
    """How much of the products that a rule picks it takes, of all lines together; None asks nothing."""

    pick: Pick
    worn_at_least: Decimal | None
    """Micrograms an hour worn."""
    daily_over: Decimal | None
    """Milligrams a day."""

    @classmethod
    def of(cls, when: When) -> Self | None:
        """What a rule's conditions ask of the amount, None where they ask nothing."""
        if when.patch_at_least is None and when.daily_over is None:
            return None
        return cls(Pick.of(when), when.patch_at_least, when.daily_over)

    def reached(self, worn: Decimal, daily: Decimal) -> bool:
        """Whether so much worn, and so much a day, is enough."""
        if self.worn_at_least is not None and worn < self.worn_at_least:
            return False
        return self.daily_over is None or daily > self.daily_over
