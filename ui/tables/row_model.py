"""A table's rows: sorted and filtered in Python and shown through Qt."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from typing import Any, Generic

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from ui.tables.column import Cell, Column, Row
from ui.tables.rows.arrangement import Arrangement, Pick
from ui.tables.rows.ticks import Ticks

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
_NOWHERE = QModelIndex()


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
        self._rows: Arrangement[Row] = Arrangement(key)
        self._shown: Sequence[Row] = ()
        self._sorted_by: list[tuple[int, bool]] = []
        self.ticks = Ticks()
        self.versions = 0
        """How often rows came that were not there before: sorting and filtering bring none."""

    def set_rows(self, rows: Iterable[Row]) -> None:
        """Show these rows, sorted and filtered as before."""
        before = self._shown
        self._rows.set_rows(rows)
        self.versions += 1
        self._show(before)

    def put(self, rows: Iterable[Row], gone: Iterable[Hashable] = ()) -> None:
        """Add these rows or put them in place of those with their keys; let others go."""
        before = self._shown
        self._rows.put(rows, gone)
        self.versions += 1
        self._show(before)

    def set_columns(self, columns: Sequence[Column[Row]], rows: Iterable[Row] | None = None) -> None:
        """Show other columns, and other rows with them when they are given; the sorting goes on by place."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self.versions += 1
        if rows is not None:
            self._rows.set_rows(rows)
        self._rows.sort(self._sorts(), anew=True)
        self._shown = self._rows.shown
        self.endResetModel()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def filter_by(self, pick: Pick[Row] | None, *, narrower: bool = False) -> None:
        """Show only the rows this picks; None shows all. `narrower` promises that it adds none."""
        before = self._shown
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
        titles = [self.columns[at].title for at, _ in reversed(self._sorted_by[-2:])]
        if not titles:
            return ""
        said = [title if title[:2].isupper() else title[:1].lower() + title[1:] for title in titles]
        return f"Sorted by {', then '.join(said)}"

    def rows(self) -> tuple[Row, ...]:
        """The rows shown, in order."""
        return tuple(self._shown)

    def rows_from(self, first: int, most: int) -> Sequence[Row]:
        """At most so many of the rows shown, from a place on."""
        return self._shown[first : first + most]

    def total(self) -> int:
        """How many rows there are before filtering."""
        return len(self._rows)

    def row_of(self, key: Hashable) -> Row | None:
        """The row with a key, shown or not."""
        return self._rows.row(key)

    def row_at(self, place: int) -> Row | None:
        """The row at a place, or None."""
        return self._shown[place] if 0 <= place < len(self._shown) else None

    def key_at(self, place: int) -> Hashable | None:
        """The key of the row at a place, or None."""
        row = self.row_at(place)
        return None if row is None else self._key(row)

    def place_of(self, key: Hashable) -> int | None:
        """Where the row with a key is shown, or None."""
        row = self._rows.row(key)
        if row is None:
            return None
        return next((at for at, shown in enumerate(self._shown) if shown is row), None)

    def is_shown(self, row: Row) -> bool:
        """Whether this very row is among those shown."""
        return any(shown is row for shown in self._shown)

    def cell_at(self, place: int, column: int) -> Cell:
        """A cell, ready to paint."""
        return self.cell_of(self._shown[place], column)

    def cell_of(self, row: Row, column: int) -> Cell:
        """A row's cell in a column; the first carries the row's box."""
        cell = self.columns[column].cell(row)
        if self.tickable and not column:
            return replace(cell, tick=self._key(row) in self.ticks)
        return cell

    def next_answering(self, start: int, typed: str) -> int | None:
        """The first row from a place on, and then from the top, that answers to what was typed."""
        answers = self._answers or self._begins
        for places in (range(start, len(self._shown)), range(min(start, len(self._shown)))):
            for place in places:
                if answers(self._shown[place], typed):
                    return place
        return None

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
        key = self._key(self._shown[place])
        self.tick((key,), on=key not in self.ticks)

    def keys_shown(self, first: int = 0, last: int | None = None) -> list[Hashable]:
        """The keys of the rows shown, or of those from one place to another."""
        return list(map(self._key, self._shown[first : None if last is None else last + 1]))

    def _tell_ticks(self, changed: bool) -> None:
        if changed and self._shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._shown) - 1, 0))
        if changed:
            self.ticks_changed.emit()

    def _begins(self, row: Row, typed: str) -> bool:
        spoken = self.columns[0].cell(row).spoken.lower()
        if spoken.startswith(typed):
            return True
        return any(word.startswith(typed) for word in spoken.replace(",", " ").split())

    def reason_at(self, place: int) -> str:
        """Why the row cannot be opened, or nothing."""
        return self._closed(self._shown[place]) if self._closed else ""

    def ground_at(self, place: int) -> str:
        """The colour token behind the row, or nothing."""
        return self._ground(self._shown[place]) if self._ground else ""

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        roles = Qt.ItemDataRole
        column = self.columns[index.column()]
        row = self._shown[index.row()]
        if role == roles.DisplayRole:
            return column.cell(row).spoken
        if role == roles.CheckStateRole and self.tickable and not index.column():
            on = self._key(row) in self.ticks
            return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        if role == roles.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if role == roles.ToolTipRole:
            return self.reason_at(index.row()) or (column.tooltip(row) if column.tooltip else None)
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
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if 0 <= column < len(self.columns) and self.columns[column].sort_key is not None:
            self._sort_at(column, descending=order == Qt.SortOrder.DescendingOrder)

    def _sort_at(self, place: int, *, descending: bool) -> None:
        self._sorted_by = [entry for entry in self._sorted_by if entry[0] != place]
        self._sorted_by.append((place, descending))
        before = self._shown
        self._rows.sort(self._sorts())
        self._show(before)

    def _sorts(self) -> list[tuple[Callable[[Row], Any], bool]]:
        keyed = ((self.columns[place].sort_key, descending) for place, descending in self._sorted_by)
        return [(sort_key, descending) for sort_key, descending in keyed if sort_key is not None]

    def _show(self, before: Sequence[Row]) -> None:
        """Tell Qt as little as is true: rows that changed where they stand, or that they stand elsewhere."""
        after = self._rows.shown
        if len(after) == len(before) and list(map(self._key, after)) == list(map(self._key, before)):
            self._shown = after
            changed = [
                at
                for at, pair in enumerate(zip(before, after, strict=True))
                if pair[0] is not pair[1] and pair[0] != pair[1]
            ]
            if changed:
                edge = self.index(changed[-1], len(self.columns) - 1)
                self.dataChanged.emit(self.index(changed[0], 0), edge)
            return
        self.beginResetModel()
        self._shown = after
        self.endResetModel()
