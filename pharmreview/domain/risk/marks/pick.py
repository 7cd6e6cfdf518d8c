"""Which products a rule speaks of."""

from decimal import Decimal
from typing import NamedTuple, Self

from pharmreview.domain.lines.reading import MEASURED
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
