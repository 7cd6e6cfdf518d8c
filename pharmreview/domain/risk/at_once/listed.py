"""People of a list in columns, and those among them who have as many rows each."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import accumulate, chain
from operator import attrgetter, sub
from typing import NamedTuple, TypeVar

from pharmreview.domain.lines.row import Stretch
from pharmreview.domain.patient import Recorded
from pharmreview.domain.risk.facts import Written
from pharmreview.domain.risk.marks.heard import Heard

T = TypeVar("T")
_NAMES, _DIRECTIONS, _ISSUED = map(attrgetter, ("names", "directions", "issued"))
_FEWEST_SIDE_BY_SIDE = 4
"""Fewer people with as many rows are sooner judged one by one."""


class Listed(NamedTuple):
    """Many people: who can show their rows, how many these are, and what is recorded of each.

    `heard` are what all the rows say, `directions` its words and `issued` their days, one person's after
    another's. `ended` are the last days of those who have any, by their place; they are judged one by one.
    """

    written: Sequence[Written]
    lengths: Sequence[int]
    patients: Sequence[Recorded]
    heard: Sequence[Heard]
    directions: Sequence[str]
    issued: Sequence[date | None]
    ended: Mapping[int, Mapping[int, date]]

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
            if at not in self.ended:
                by_length.setdefault(length, []).append(at)
        rows = self.rows if len(by_length) > 1 or self.ended else []
        for length, places in by_length.items():
            if length and len(places) >= _FEWEST_SIDE_BY_SIDE:
                yield length, places, self._of(places, rows) if rows else self

    def _of(self, places: Sequence[int], rows: Sequence[slice]) -> "Listed":
        def own(column: Sequence[T]) -> list[T]:
            return [column[at] for at in places]

        def theirs(column: Sequence[T]) -> list[T]:
            return list(chain.from_iterable([column[rows[at]] for at in places]))

        people = own(self.written), own(self.lengths), own(self.patients)
        return Listed(*people, theirs(self.heard), theirs(self.directions), theirs(self.issued), {})


class Joined(NamedTuple):
    """Names, directions and days of the rows of many people, one person's after another's."""

    names: Sequence[str]
    directions: Sequence[str]
    issued: Sequence[date | None]
    lengths: Sequence[int]
    ended: Mapping[int, Mapping[int, date]]
    """Of each person with any, by place, the last days of their rows, by place among these."""


def joined(stretches: Sequence[Stretch]) -> Joined:
    """The rows of many people. As they were read those mostly stand together, and are taken in one piece."""
    starts, ends = [start for _, start, _ in stretches], [end for _, _, end in stretches]
    lengths = list(map(sub, ends, starts))
    held = {id(columns): columns for columns, _, _ in stretches}
    ended = _ended(stretches) if any(columns.ended for columns in held.values()) else {}
    if len(held) == 1 and starts[1:] == ends[:-1]:
        (columns,) = held.values()
        part = slice(starts[0], ends[-1])
        return Joined(columns.names[part], columns.directions[part], columns.issued[part], lengths, ended)
    names, directions, issued = (
        list(chain.from_iterable([of(columns)[start:end] for columns, start, end in stretches]))
        for of in (_NAMES, _DIRECTIONS, _ISSUED)
    )
    return Joined(names, directions, issued, lengths, ended)


def _ended(stretches: Sequence[Stretch]) -> dict[int, Mapping[int, date]]:
    each = (columns.ended_of(range(start, end)) for columns, start, end in stretches)
    return {at: ended for at, ended in enumerate(each) if ended}
