"""Named rounding rules: the only place in the domain where digits are lost."""

from decimal import ROUND_HALF_UP, Decimal

_TENTH = Decimal("0.1")
_HUNDRED = Decimal(100)


def percent_shown(share: Decimal) -> Decimal:
    """A share of a dose as a percentage to one decimal place, half up: 10/120 is 8.3."""
    return (share * _HUNDRED).quantize(_TENTH, ROUND_HALF_UP)


def ome_shown(milligrams: Decimal) -> Decimal:
    """An OME as people read it: to a tenth of a milligram, half up."""
    return milligrams.quantize(_TENTH, rounding=ROUND_HALF_UP)
