"""People who have as many rows each, side by side: their rows in columns, one person's after another's."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import compress
from operator import add, and_, or_
from typing import NamedTuple, TypeVar

T = TypeVar("T")


class Side(NamedTuple):
    """How to take columns apart in which every person has `each` cells, at least one."""

    each: int

    def by_person(self, column: Iterable[T]) -> Iterator[tuple[T, ...]]:
        """The cells of each person."""
        return zip(*[iter(column)] * self.each, strict=True)

    def by_place(self, column: Sequence[T]) -> list[Sequence[T]]:
        """The first cells of all, the second cells, and so on."""
        return [column[at :: self.each] for at in range(self.each)]

    def sums(self, column: Sequence[int]) -> list[int]:
        """What the cells of each person come to."""
        first, *more = self.by_place(column)
        made: Iterable[int] = first
        for cells in more:
            made = map(add, made, cells)
        return list(made)

    def most(self, column: Sequence[int]) -> Sequence[int]:
        """The greatest cell of each person."""
        return column if self.each == 1 else list(map(max, *self.by_place(column)))

    def marks(self, bits: Sequence[int]) -> tuple[list[int], list[int]]:
        """The bits that the cells of each person have, and those that more than one of them has."""
        first, *more = self.by_place(bits)
        held, repeated = list(first), [0] * len(first)
        for cells in more:
            repeated = list(map(or_, repeated, map(and_, held, cells)))
            held = list(map(or_, held, cells))
        return held, repeated


def places(said: Sequence[object]) -> Iterable[int]:
    """The places at which something is true."""
    return compress(range(len(said)), said)
