"""Amounts over time."""

from decimal import Decimal
from typing import Self

from pharmreview.domain.digits import plain
from pharmreview.domain.quantity.amount import Amount
from pharmreview.domain.value import Exact, Value


class DailyDose(Amount):
    """What is taken in a day, in the medicine's own unit.

    For a patch the unit is microgram/hour and the number is the rate of all patches worn at once.
    """


class Ome(Value):
    """Oral morphine equivalence, in milligrams a day. It adds only to itself.

    It compares load; it is never a dose to give, nor a ratio to switch by.
    """

    milligrams: Exact

    def __add__(self, other: Self) -> Self:
        return self.model_copy(update={"milligrams": self.milligrams + other.milligrams})

    def __lt__(self, other: Self) -> bool:
        return self.milligrams < other.milligrams

    def __le__(self, other: Self) -> bool:
        return self.milligrams <= other.milligrams

    def __str__(self) -> str:
        return f"{plain(self.milligrams)} mg OME a day"


NO_OME = Ome(milligrams=Decimal(0))
