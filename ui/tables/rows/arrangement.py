"""Rows in an order, some of them shown: sorted, narrowed down and changed at the cost of what changes."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, Generic, TypeVar

Row = TypeVar("Row")
Pick = Callable[[Sequence[Row]], list[Row]]
"""Those of some rows to be shown, in the order given."""
SortKey = Callable[[Row], Any]


class Arrangement(Generic[Row]):
    """All rows in order, and those of them that are picked. `key` names a row for good."""

    def __init__(self, key: Callable[[Row], Hashable]) -> None:
        self._key = key
        self._rows: dict[Hashable, Row] = {}
        self._order: list[Row] = []
        self._pick: Pick[Row] | None = None
        self._sorts: list[tuple[SortKey[Row], bool]] = []
        self.shown: list[Row] = []

    def __len__(self) -> int:
        return len(self._rows)

    def row(self, key: Hashable) -> Row | None:
        """The row with a key, shown or not."""
        return self._rows.get(key)

    def everything(self) -> Sequence[Row]:
        """Every row, in order."""
        return self._order

    def set_rows(self, rows: Iterable[Row]) -> None:
        """These rows and no others."""
        given = list(rows)
        self._rows = {self._key(row): row for row in given}
        self._order = given
        self._arrange()

    def put(self, rows: Iterable[Row], gone: Iterable[Hashable] = ()) -> None:
        """Add these rows or put them in place of those with their keys; let others go."""
        for key in gone:
            self._rows.pop(key, None)
        for row in rows:
            self._rows[self._key(row)] = row
        self._order = list(self._rows.values())
        self._arrange()

    def sort(self, sorts: Sequence[tuple[SortKey[Row], bool]], *, anew: bool = False) -> None:
        """Sort by each key in turn, the last first in rank. Rows alike stay as they were.

        Only the last is new unless all are taken `anew`, as when the keys themselves have changed.
        """
        self._sorts = list(sorts)
        if anew:
            self._arrange()
            return
        if self._sorts:
            self._order = in_order(self._order, *self._sorts[-1])
        self._pick_from(self._order)

    def pick(self, pick: Pick[Row] | None, *, narrower: bool = False) -> None:
        """Show what this picks; None shows all. When it can only pick fewer, the rest is not looked at."""
        self._pick = pick
        self._pick_from(self.shown if narrower else self._order)

    def _arrange(self) -> None:
        for sort in self._sorts:
            self._order = in_order(self._order, *sort)
        self._pick_from(self._order)

    def _pick_from(self, rows: list[Row]) -> None:
        self.shown = rows if self._pick is None else self._pick(rows)


def in_order(rows: Sequence[Row], sort_key: SortKey[Row], descending: bool) -> list[Row]:
    """Rows by a key, stable; those whose key is None come last either way."""
    heaps: dict[Any, list[Row]] = {}
    for key, row in zip(map(sort_key, rows), rows, strict=True):
        if key in heaps:
            heaps[key].append(row)
        else:
            heaps[key] = [row]
    last = heaps.pop(None, [])
    return [row for key in sorted(heaps, reverse=descending) for row in heaps[key]] + last
