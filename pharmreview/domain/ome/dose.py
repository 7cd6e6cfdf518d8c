"""How much of its own medicine a product comes to in a day, or gives in an hour."""

from decimal import Decimal

from pharmreview.domain.lines.line import Directions
from pharmreview.domain.medicines.product import Product
from pharmreview.domain.ome.lookup import patch_release
from pharmreview.domain.quantity.unit import Unit, ratio

_NOTHING = Decimal(0)
_WEIGHED = (Unit.MILLIGRAM, Unit.MICROGRAM)


def worn(product: Product | None, dose: Directions | None) -> Decimal:
    """Micrograms an hour from all patches worn at once, the high end; nothing for what is no patch."""
    if product is None or dose is None or not product.is_patch:
        return _NOTHING
    return dose.high * (patch_release(product) or _NOTHING)


def daily_milligrams(product: Product, directions: Directions) -> Decimal | None:
    """The high end of a day's dose in milligrams; None where the strength or the count does not tell."""
    if directions.unit is not None and directions.unit in _WEIGHED:
        return directions.high * ratio(directions.unit, Unit.MILLIGRAM)
    main = product.main
    if product.is_patch or main.strength is None or main.unit is None or main.unit not in _WEIGHED:
        return None
    volume = main.per.value if main.per is not None else Decimal(1)
    return directions.high * main.strength * ratio(main.unit, Unit.MILLIGRAM) / volume
