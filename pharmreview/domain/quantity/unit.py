"""The closed set of units, and exact ratios between like units."""

from decimal import Decimal
from enum import StrEnum
from typing import Final

from pharmreview.domain.errors import UnitMismatch


class Unit(StrEnum):
    """What a number counts. The value is how the unit is written in files and on the command line."""

    MILLIGRAM = "mg"
    MICROGRAM = "microgram"
    MICROGRAM_PER_HOUR = "microgram/hour"
    MILLILITRE = "ml"
    TABLET = "tablet"
    CAPSULE = "capsule"
    PATCH = "patch"
    SACHET = "sachet"
    DROP = "drop"
    DOSE = "dose"


WEIGHTS: Final = frozenset({Unit.MILLIGRAM, Unit.MICROGRAM})
"""The units in which a dose is weighed."""
_MICROGRAMS = {Unit.MILLIGRAM: Decimal(1000), Unit.MICROGRAM: Decimal(1)}


def ratio(from_unit: Unit, to_unit: Unit) -> Decimal:
    """How many `to_unit` make one `from_unit`, exactly.

    Raises UnitMismatch where the two do not measure the same thing.
    """
    if from_unit is to_unit:
        return Decimal(1)
    if from_unit in _MICROGRAMS and to_unit in _MICROGRAMS:
        return _MICROGRAMS[from_unit] / _MICROGRAMS[to_unit]
    raise UnitMismatch(
        f"{from_unit.value} cannot be turned into {to_unit.value}.",
        "Check which unit the record means.",
    )
