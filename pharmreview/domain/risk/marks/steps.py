"""Amounts that rules compare with, in order: the marks of those that a number reaches."""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from itertools import repeat
from typing import Generic, TypeVar

N = TypeVar("N", Decimal, date)
"""Numbers or days."""


class Steps(Generic[N]):
    """Amounts each with its bit. One `reached` has its bit from there on, one `under` has it below."""

    def __init__(self, reached: Iterable[tuple[N, int]], under: Iterable[tuple[N, int]] = ()):
        reached, under = list(reached), list(under)
        self._amounts = sorted({amount for amount, _ in (*reached, *under)})
        self._bits = [
            sum(bit for amount, bit in reached if amount in self._amounts[:at])
            | sum(bit for amount, bit in under if amount not in self._amounts[:at])
            for at in range(len(self._amounts) + 1)
        ]

    def bits(self, number: N | int) -> int:
        """The bits of the amounts that a number reaches, and of those that it stays under."""
        return self._bits[bisect_right(self._amounts, number)]

    def of_many(self, numbers: Iterable[N]) -> Iterable[int]:
        """The bits of each of many numbers."""
        return map(self._bits.__getitem__, map(bisect_right, repeat(self._amounts), numbers))
