"""A table's rows: sorted and filtered in Python and shown through Qt."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from itertools import chain
from operator import eq
from typing import Any, Generic

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from ui.tables.column import Cell, Column, Row, heard_title, sorting_words
from ui.tables.rows.arrangement import Arrangement, Pick
from ui.tables.rows.ticks import Ticks
from ui.text import literal

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
_NOWHERE = QModelIndex()
_MOST_CELLS = 4000


class RowModel(QAbstractTableModel, Generic[Row]):
    """Rows under columns. `key` names a row for good, so the choice survives sorting and new rows.

    `closed` gives the reason a row cannot be opened (or nothing); such a row stays, greyed, with its reason.
    `ground` gives the colour token behind a row, as pauses have. `answers` says whether a row answers to
    letters typed; without it the words of its first cell do. Rows that are `tickable` carry a box, and
    `ticks_changed` is told when boxes were ticked or cleared. Keep your own reference to the model.
    """

    ticks_changed = Signal()

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        key: Callable[[Row], Hashable],
        *,
        closed: Callable[[Row], str] | None = None,
        ground: Callable[[Row], str] | None = None,
        answers: Callable[[Row, str], bool] | None = None,
        searched_by: Callable[[Row], tuple[str, Any]] | None = None,
        tickable: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._key = key
        self._closed = closed
        self._ground = ground
        self._answers = answers
        self.tickable = tickable
        self._rows: Arrangement[Row] = Arrangement(key, searched_by)
        self._number = 0
        self._told = 0
        self._sorted_by: list[tuple[int, bool]] = []
        self.ticks = Ticks()
        self._cells: dict[tuple[int, int], Cell] = {}
        self._rows.may_sort_by(self._sort_keys())
        self.versions = 0
        """How often rows came that were not there before: sorting and filtering bring none."""

    def set_rows(self, rows: Iterable[Row]) -> None:
        """Show these rows, sorted and filtered as before."""
        before = self._rows.standing()
        keys = self.keys_shown()
        self._rows.set_rows(rows)
        self.versions += 1
        self._show(before, same=keys == self.keys_shown())

    def put(self, rows: Iterable[Row], gone: Iterable[Hashable] = ()) -> None:
        """Add these rows or put them in place of those with their keys; let others go."""
        before = self._rows.standing()
        without = list(gone)
        self._rows.put(rows, without)
        self.versions += 1
        self._show(before, same=False if without else None)

    def set_columns(self, columns: Sequence[Column[Row]], rows: Iterable[Row] | None = None) -> None:
        """Show other columns, and other rows with them when they are given; the sorting goes on by place."""
        before = self._sorts()
        self.beginResetModel()
        self.columns = tuple(columns)
        self._cells.clear()
        self.versions += 1
        self._rows.may_sort_by(self._sort_keys())
        if rows is not None:
            self._rows.set_rows(rows)
        if before != self._sorts():
            self._rows.sort(self._sorts(), anew=True)
        self._number = self._rows.number_shown()
        self.endResetModel()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def filter_by(self, pick: Pick | None, *, narrower: bool = False) -> None:
        """Show only the rows this picks; None shows all. `narrower` promises that it adds none."""
        before = self._rows.standing()
        self._rows.pick(pick, narrower=narrower)
        self._show(before)

    def sort_by(self, column_id: str, *, descending: bool = False) -> None:
        """Sort by a column; rows alike in it stay in the order they had."""
        place = next(at for at, column in enumerate(self.columns) if column.id == column_id)
        self._sort_at(place, descending=descending)

    def sorting(self) -> tuple[int, bool] | None:
        """The column sorted by last and whether it descends, or None."""
        return self._sorted_by[-1] if self._sorted_by else None

    def sorting_words(self) -> str:
        """ "Sorted by tier, then OME", or nothing: what the status line says."""
        return sorting_words([self.columns[at].title for at, _ in reversed(self._sorted_by[-2:])])

    def rows(self) -> tuple[Row, ...]:
        """The rows shown, in order."""
        return tuple(self.rows_from(0, self.rowCount()))

    def rows_from(self, first: int, most: int) -> Sequence[Row]:
        """At most so many of the rows shown, from a place on."""
        last = min(first + most, self.rowCount())
        return [self._rows.shown_at(place) for place in range(first, last)]

    def total(self) -> int:
        """How many rows there are before filtering."""
        return len(self._rows)

    def every_row(self) -> Sequence[Row]:
        """All rows, shown or not, as they came."""
        return self._rows.everything()

    def row_of(self, key: Hashable) -> Row | None:
        """The row with a key, shown or not."""
        return self._rows.row(key)

    def row_at(self, place: int) -> Row | None:
        """The row at a place, or None."""
        return self._rows.shown_at(place) if 0 <= place < self.rowCount() else None

    def key_at(self, place: int) -> Hashable | None:
        """The key of the row at a place, or None."""
        row = self.row_at(place)
        return None if row is None else self._key(row)

    def place_of(self, key: Hashable) -> int | None:
        """Where the row with a key is shown, or None."""
        return self._rows.place_of(key)

    def cell_at(self, place: int, column: int) -> Cell:
        """A cell, ready to paint. It is kept until rows, boxes or columns change."""
        at = (place, column)
        cell = self._cells.get(at)
        if cell is None:
            if len(self._cells) > _MOST_CELLS:
                self._cells.clear()
            cell = self._cells[at] = self.cell_of(self._rows.shown_at(place), column)
        return cell

    def cell_of(self, row: Row, column: int) -> Cell:
        """A row's cell in a column; the first carries the row's box."""
        cell = self.columns[column].cell(row)
        if self.tickable and not column:
            return replace(cell, tick=self._key(row) in self.ticks)
        return cell

    def next_answering(self, start: int, typed: str) -> int | None:
        """The first row from a place on, and then from the top, that answers to what was typed."""
        answers = self._answers or self._begins
        rows = self.rowCount()
        places: Iterable[int] = chain(range(start, rows), range(min(start, rows)))
        return next((at for at in places if answers(self._rows.shown_at(at), typed)), None)

    def tick(self, keys: Iterable[Hashable], *, on: bool = True) -> None:
        """Tick these rows, or clear their boxes."""
        self.ticks.end_range()
        self._tell_ticks(self.ticks.set(keys, on=on))

    def tick_only(self, keys: Iterable[Hashable]) -> None:
        """Tick these rows and no others."""
        self.ticks.end_range()
        self._tell_ticks(self.ticks.set_only(keys))

    def tick_range(self, first: int, last: int) -> None:
        """Tick the rows from one place to another besides those ticked before the range began."""
        self._tell_ticks(self.ticks.set_range(self.keys_shown(first, last)))

    def turn_tick(self, place: int) -> None:
        """Tick the row at a place, or clear its box."""
        key = self._key(self._rows.shown_at(place))
        self.tick((key,), on=key not in self.ticks)

    def keys_shown(self, first: int = 0, last: int | None = None) -> list[Hashable]:
        """The keys of the rows shown, or of those from one place to another."""
        end = self._rows.number_shown() if last is None else last + 1
        return [self._key(self._rows.shown_at(place)) for place in range(first, end)]

    def _tell_ticks(self, changed: bool) -> None:
        self._cells.clear()
        if changed and self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, 0))
        if changed:
            self.ticks_changed.emit()

    def _begins(self, row: Row, typed: str) -> bool:
        spoken = self.columns[0].cell(row).spoken.lower()
        if spoken.startswith(typed):
            return True
        return any(word.startswith(typed) for word in spoken.replace(",", " ").split())

    def reason_at(self, place: int) -> str:
        """Why the row cannot be opened, or nothing."""
        return self._closed(self._rows.shown_at(place)) if self._closed else ""

    def ground_at(self, place: int) -> str:
        """The colour token behind the row, or nothing."""
        return self._ground(self._rows.shown_at(place)) if self._ground else ""

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self._number

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid() or index.row() >= self.rowCount():
            return None
        roles = Qt.ItemDataRole
        column = self.columns[index.column()]
        row = self._rows.shown_at(index.row())
        if role == roles.DisplayRole:
            return column.cell(row).spoken
        if role == roles.CheckStateRole and self.tickable and not index.column():
            on = self._key(row) in self.ticks
            return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        if role == roles.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if role == roles.ToolTipRole:
            said = self.reason_at(index.row()) or (column.tooltip(row) if column.tooltip else None)
            return literal(said) if said else said
        if role == roles.AccessibleTextRole:
            return f"{column.title}: {self.cell_of(row, index.column()).spoken}"
        if role == roles.AccessibleDescriptionRole:
            return self.reason_at(index.row()) or None
        return row if role == ROW_ROLE else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        if orientation == Qt.Orientation.Vertical or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self.columns[section].right else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return heard_title(self.columns, section, self.sorting())
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if 0 <= column < len(self.columns) and self.columns[column].sort_key is not None:
            self._sort_at(column, descending=order == Qt.SortOrder.DescendingOrder)

    def _sort_at(self, place: int, *, descending: bool) -> None:
        self._sorted_by = [entry for entry in self._sorted_by if entry[0] != place]
        self._sorted_by.append((place, descending))
        before = self._rows.standing()
        self._rows.sort(self._sorts())
        self._show(before)

    def _sorts(self) -> list[tuple[Callable[[Row], Any], bool]]:
        keyed = ((self.columns[place].sort_key, descending) for place, descending in self._sorted_by)
        return [(sort_key, descending) for sort_key, descending in keyed if sort_key is not None]

    def _sort_keys(self) -> Iterable[Callable[[Row], Any]]:
        return (column.sort_key for column in self.columns if column.sort_key is not None)

    def _show(self, before: Sequence[int], *, same: bool | None = None) -> None:
        """Tell Qt as little as is true: that rows stand where they stood, or that they stand elsewhere."""
        self._cells.clear()
        if same is None:
            after = self._rows.standing()
            same = after is before or (len(after) == len(before) and all(map(eq, after, before)))
        told, self._told = self._told, self.versions
        if same:
            if self._number and told != self.versions:
                self.dataChanged.emit(self.index(0, 0), self.index(self._number - 1, len(self.columns) - 1))
            return
        self.beginResetModel()
        self._number = self._rows.number_shown()
        self.endResetModel()
