"""People of a list in columns, and those among them who have as many rows each."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import accumulate, chain
from typing import NamedTuple, TypeVar

from pharmreview.domain.patient import Recorded
from pharmreview.domain.risk.facts import Written
from pharmreview.domain.risk.marks.heard import Heard

T = TypeVar("T")
_FEWEST_SIDE_BY_SIDE = 4
"""Fewer people with as many rows are sooner judged one by one."""


class Listed(NamedTuple):
    """Many people: who can show their rows, how many these are, and what is recorded of each.

    `heard` are what all the rows say, `directions` its words and `issued` their days, one person's after
    another's.
    """

    written: Sequence[Written]
    lengths: Sequence[int]
    patients: Sequence[Recorded]
    heard: Sequence[Heard]
    directions: Sequence[str]
    issued: Sequence[date | None]

    @property
    def rows(self) -> list[slice]:
        """Where the rows of each person stand."""
        together = zip(accumulate(self.lengths), self.lengths, strict=True)
        return [slice(end - length, end) for end, length in together]

    def alike(self) -> Iterator[tuple[int, Sequence[int], "Listed"]]:
        """People who have as many rows each, at least one: how many, the places of these people, and they.

        Those who have few of their like are left out.
        """
        by_length: dict[int, list[int]] = {}
        for at, length in enumerate(self.lengths):
            by_length.setdefault(length, []).append(at)
        rows = self.rows if len(by_length) > 1 else []
        for length, places in by_length.items():
            if length and len(places) >= _FEWEST_SIDE_BY_SIDE:
                yield length, places, self._of(places, rows) if rows else self

    def _of(self, places: Sequence[int], rows: Sequence[slice]) -> "Listed":
        def own(column: Sequence[T]) -> list[T]:
            return [column[at] for at in places]

        def theirs(column: Sequence[T]) -> list[T]:
            return list(chain.from_iterable([column[rows[at]] for at in places]))

        people = own(self.written), own(self.lengths), own(self.patients)
        return Listed(*people, theirs(self.heard), theirs(self.directions), theirs(self.issued))
