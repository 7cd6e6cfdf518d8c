"""Rows in an order, some of them shown: sorted, narrowed down and changed at the cost of what changes.

A hundred thousand rows lie all over memory, and to touch each takes far longer than to look at what it is
searched by. So what rows are sorted and searched by is kept in lists of its own, gone through as they lie,
and a row itself is touched only where it is shown. A row's number is its place in those lists.
"""

from array import array
from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

Row = TypeVar("Row")
SortKey = Callable[[Row], Any]
Sort = tuple[SortKey[Row], bool]
"""What rows are sorted by, and whether from the greatest down."""


class Searched(NamedTuple):
    """What each row is searched by, by its number: its text, its tag, and its key."""

    texts: Sequence[str]
    tags: Sequence[Any]
    key_of: Callable[[int], Hashable]


class Ranks(NamedTuple):
    """The rank of what each row is sorted by, by its number, from 0; `none` stands for having nothing."""

    of: Sequence[int]
    none: int


Pick = Callable[[Searched, Iterable[int]], Sequence[int]]
"""The numbers of the rows to be shown among some, in the order given. Two that are equal pick the same."""


class _Found(NamedTuple):
    """The numbers of the rows that were picked, as they lie in memory, and as they are shown."""

    lying: Sequence[int]
    shown: Sequence[int]


_MOST_KEPT = 300_000
"""How many numbers are kept of what earlier picks found, so that a letter taken back costs nothing."""

_MANY_ALIKE = 50
"""Where at least so many rows share a key, they are put on heaps, and only the keys are sorted."""
_FEW = 8
"""Where at most one row in so many changed, each is set in its place."""


class Arrangement(Generic[Row]):
    """All rows in order, and those of them that are picked.

    `key` names a row for good; `search` gives the text and the tag it is searched by.
    """

    def __init__(
        self, key: Callable[[Row], Hashable], search: Callable[[Row], tuple[str, Any]] | None = None
    ) -> None:
        self._key = key
        self._search = search or (lambda row: ("", row))
        self._pick: Pick | None = None
        self._sorts: Sequence[Sort[Row]] = ()
        self._keyed: dict[SortKey[Row], list[Any]] = {}
        self._found = _Found((), ())
        self._earlier: dict[Pick, _Found] = {}
        self._clear()

    def __len__(self) -> int:
        return len(self._rows)

    def number_shown(self) -> int:
        """How many rows are picked."""
        return len(self._found.shown)

    def shown_at(self, place: int) -> Row:
        """The row shown at a place."""
        return self._rows[self._found.shown[place]]

    def standing(self) -> Sequence[int]:
        """The numbers of the rows shown, in order. They stay the same until rows are set anew or let go."""
        return self._found.shown

    def everything(self) -> Sequence[Row]:
        """All rows, as they came."""
        return self._rows

    def row(self, key: Hashable) -> Row | None:
        """The row with a key, shown or not."""
        number = self._numbers.get(key)
        return None if number is None else self._rows[number]

    def place_of(self, key: Hashable) -> int | None:
        """Where the row with a key is shown, or None."""
        number = self._numbers.get(key)
        try:
            return None if number is None else self._found.shown.index(number)
        except ValueError:
            return None

    def set_rows(self, rows: Iterable[Row]) -> None:
        """These rows and no others."""
        self._clear()
        self._add(rows)
        self._arrange()

    def put(self, rows: Iterable[Row], gone: Iterable[Hashable] = ()) -> None:
        """Add these rows or put them in place of those with their keys; let others go."""
        without = set(gone)
        if without:
            kept = [row for row in self._rows if self._key(row) not in without]
            self._clear()
            self._add(kept)
        changed = self._add(rows)
        if without or len(changed) * _FEW > len(self._order):
            self._arrange()
        else:
            self._set_in(changed)

    def sort(self, sorts: Sequence[Sort[Row]], *, anew: bool = False) -> None:
        """Sort by each key in turn, so that the last ranks first. Rows alike stay as they were.

        Only the last is new, unless all are taken `anew`.
        """
        self._sorts = list(sorts)
        if anew:
            self._arrange()
        elif self._sorts:
            self._in_order(self._sorts[-1:], self._order)

    def may_sort_by(self, sort_keys: Iterable[SortKey[Row]]) -> None:
        """What rows may come to be sorted by: worked out as rows come, not when it is asked for."""
        known, self._keyed = self._keyed, {}
        for sort_key in sort_keys:
            if sort_key in known or not self._rows:
                self._keyed[sort_key] = known.get(sort_key, [])

    def pick(self, pick: Pick | None, *, narrower: bool = False) -> None:
        """Show what this picks; None shows all. When it can only pick fewer, the rest is not looked at."""
        self._pick = pick
        if pick is None:
            self._found = self._all()
            return
        found = self._earlier.pop(pick, None)
        self._found = found or self._picked(pick, self._found if narrower else self._all())
        self._earlier[pick] = self._found
        while len(self._earlier) > 1 and sum(len(each.lying) for each in self._earlier.values()) > _MOST_KEPT:
            del self._earlier[next(iter(self._earlier))]

    def _clear(self) -> None:
        self._rows: list[Row] = []
        self._numbers: dict[Hashable, int] = {}
        self._texts: list[str] = []
        self._tags: list[Any] = []
        self._keyed = {sort_key: [] for sort_key in self._keyed}
        self._ranks: dict[SortKey[Row], Ranks] = {}
        self._order: Sequence[int] = ()
        self._found = self._all()

    def _add(self, rows: Iterable[Row]) -> list[int]:
        """Take rows in; returns the numbers of those that are new or not what they were."""
        changed = []
        self._ranks.clear()
        for row in rows:
            text, tag = self._search(row)
            number = self._numbers.setdefault(self._key(row), len(self._rows))
            if number == len(self._rows):
                lists: tuple[list[Any], ...] = (self._rows, self._texts, self._tags, *self._keyed.values())
                for each in lists:
                    each.append(None)
            changed.append(number)
            self._rows[number], self._texts[number], self._tags[number] = row, text, tag
            for sort_key, keys in self._keyed.items():
                keys[number] = sort_key(row)
        return changed

    def _set_in(self, changed: list[int]) -> None:
        """Set a few rows where they belong among all the others, which stay in their order."""
        moving = set(changed)
        place = self._place_key()
        others = [number for number in self._order if number not in moving]
        order, done = array("L"), 0
        for number in sorted(moving, key=place):
            at = bisect_right(others, place(number), lo=done, key=place)
            order.extend(others[done:at])
            order.append(number)
            done = at
        order.extend(others[done:])
        self._order = order
        self._pick_again()

    def _place_key(self) -> Callable[[int], tuple[Any, ...]]:
        """What a row's place among all follows from: each sort, the last one first, and then its number."""
        levels = [
            (self._keyed[sort_key], _Down if down else _same) for sort_key, down in reversed(self._sorts)
        ]

        def place(number: int) -> tuple[Any, ...]:
            found: list[Any] = []
            for keys, turned in levels:
                key = keys[number]
                found += (True, 0) if key is None else (False, turned(key))
            return (*found, number)

        return place

    def _arrange(self) -> None:
        self._in_order(self._sorts, range(len(self._rows)))

    def _in_order(self, sorts: Sequence[Sort[Row]], order: Sequence[int]) -> None:
        for sort_key, descending in sorts:
            if sort_key not in self._keyed:
                self._keyed[sort_key] = list(map(sort_key, self._rows))
            if sort_key not in self._ranks:
                self._ranks[sort_key] = ranked(self._keyed[sort_key])
            order = in_order(order, self._ranks[sort_key], descending=descending)
        self._order = order
        self._pick_again()

    def _pick_again(self) -> None:
        self._earlier.clear()
        self.pick(self._pick)

    def _all(self) -> _Found:
        return _Found(range(len(self._rows)), self._order)

    def _picked(self, pick: Pick, among: _Found) -> _Found:
        lying = pick(self._searched(), among.lying)
        if len(lying) == len(among.lying):
            return among
        kept = bytearray(len(self._rows))
        for number in lying:
            kept[number] = 1
        return _Found(lying, [number for number in among.shown if kept[number]])

    def _searched(self) -> Searched:
        return Searched(self._texts, self._tags, lambda number: self._key(self._rows[number]))


class _Down:
    """A key from the greatest down."""

    __slots__ = ("key",)

    def __init__(self, key: Any) -> None:
        self.key = key

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Down) and bool(self.key == other.key)

    def __lt__(self, other: "_Down") -> bool:
        return bool(other.key < self.key)

    def __hash__(self) -> int:
        return hash(self.key)


def _same(key: Any) -> Any:
    return key


def ranked(keys: Sequence[Any]) -> Ranks:
    """Where each key stands among them all: ranks are compared far quicker than what they stand for."""
    different = sorted({*keys} - {None})
    ranks = {key: rank for rank, key in enumerate((*different, None))}
    return Ranks([ranks[key] for key in keys], len(different))


def in_order(numbers: Iterable[int], ranks: Ranks, *, descending: bool) -> Sequence[int]:
    """Numbers by the ranks of what they stand for, stable; those with none come last either way."""
    of, none = ranks
    if none * _MANY_ALIKE > len(of):
        known = [number for number in numbers if of[number] != none]
        last = [] if len(known) == len(of) else [number for number in numbers if of[number] == none]
        known.sort(key=of.__getitem__, reverse=descending)
        return array("L", known + last)
    heaps: list[list[int]] = [[] for _ in range(none + 1)]
    for number in numbers:
        heaps[of[number]].append(number)
    order = array("L")
    for rank in reversed(range(none)) if descending else range(none):
        order.extend(heaps[rank])
    order.extend(heaps[none])
    return order
