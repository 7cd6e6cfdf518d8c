"""An amount of something: a number with its unit."""

from decimal import Decimal
from typing import Self

from pharmreview.domain.digits import plain
from pharmreview.domain.quantity.unit import Unit, ratio
from pharmreview.domain.value import Exact, Value


class Amount(Value):
    """A number with its unit. Like adds to like; unlike raises UnitMismatch."""

    number: Exact
    unit: Unit

    def into(self, unit: Unit) -> Self:
        """The same amount in another unit of the same kind."""
        return self.model_copy(update={"number": self.number * ratio(self.unit, unit), "unit": unit})

    def times(self, factor: Decimal | int) -> Self:
        """This amount, `factor` times over."""
        return self.model_copy(update={"number": self.number * factor})

    def __add__(self, other: Self) -> Self:
        return self.model_copy(update={"number": self.number + other.into(self.unit).number})

    def __sub__(self, other: Self) -> Self:
        return self.model_copy(update={"number": self.number - other.into(self.unit).number})

    def __lt__(self, other: Self) -> bool:
        return self.number < other.into(self.unit).number

    def __le__(self, other: Self) -> bool:
        return self.number <= other.into(self.unit).number

    def __str__(self) -> str:
        return f"{plain(self.number)} {self.unit.value}"
