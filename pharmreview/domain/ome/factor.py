"""Factors to oral morphine, as a named and dated table states them."""

from enum import StrEnum

from pharmreview.domain.quantity.unit import Unit
from pharmreview.domain.value import Exact, Value


class Basis(StrEnum):
    """What a factor is multiplied by."""

    PER_MILLIGRAM = "per-mg"
    PER_PATCH = "per-patch-strength"
    PER_MICROGRAM_PER_HOUR = "per-microgram-per-hour"
    NOT_CONVERTIBLE = "not-convertible"


class Factor(Value):
    """One row of an equivalence table.

    `factor` is None when the table gives no figure: such a medicine is not converted, and is never zero.
    For PER_PATCH the factor is the milligrams of oral morphine a day for one patch of `strength`.
    """

    medicine: str
    route: str
    basis: Basis
    factor: Exact | None
    strength: Exact | None = None
    strength_unit: Unit | None = None
    range_low: Exact | None = None
    range_high: Exact | None = None
    source: str = ""
    year: str = ""
    confidence: str = ""
    note: str = ""


class FactorTable(Value):
    """A named equivalence table. `comparison_only` tables never make a person's total.

    `reviewed` is the ISO day it was last compared with its source, `checker` the clinician who signed it
    off ("" until one has).
    """

    id: str
    title: str
    source: str
    reviewed: str
    comparison_only: bool
    factors: tuple[Factor, ...]
    checker: str = ""
