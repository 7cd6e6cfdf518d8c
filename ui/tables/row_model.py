"""A table's rows: a frozen tuple, sorted and filtered in Python and shown through Qt."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, Generic

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.tables.column import Cell, Column, Row

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
_NOWHERE = QModelIndex()


class RowModel(QAbstractTableModel, Generic[Row]):
    """Rows under columns. `key` names a row for good, so the choice survives sorting and new rows.

    `closed` gives the reason a row cannot be opened (or nothing); such a row stays, greyed, with its reason.
    `ground` gives the colour token behind a row, as pauses have. Keep your own reference to the model.
    """

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        key: Callable[[Row], Hashable],
        *,
        closed: Callable[[Row], str] | None = None,
        ground: Callable[[Row], str] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._key = key
        self._closed = closed
        self._ground = ground
        self._all: tuple[Row, ...] = ()
        self._shown: tuple[Row, ...] = ()
        self._keep: Callable[[Row], bool] | None = None
        self._sorted_by: list[tuple[int, bool]] = []

    def set_rows(self, rows: Iterable[Row]) -> None:
        """Show these rows, sorted and filtered as before."""
        self._all = tuple(rows)
        self._show()

    def filter_by(self, keep: Callable[[Row], bool] | None) -> None:
        """Show only the rows this keeps; None shows all."""
        self._keep = keep
        self._show()

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
        return self._shown

    def total(self) -> int:
        """How many rows there are before filtering."""
        return len(self._all)

    def row_at(self, place: int) -> Row | None:
        """The row at a place, or None."""
        return self._shown[place] if 0 <= place < len(self._shown) else None

    def key_at(self, place: int) -> Hashable | None:
        """The key of the row at a place, or None."""
        row = self.row_at(place)
        return None if row is None else self._key(row)

    def place_of(self, key: Hashable) -> int | None:
        """Where the row with a key is shown, or None."""
        return next((at for at, row in enumerate(self._shown) if self._key(row) == key), None)

    def cell_at(self, place: int, column: int) -> Cell:
        """A cell, ready to paint."""
        return self.columns[column].cell(self._shown[place])

    def begins(self, place: int, typed: str) -> bool:
        """Whether the row's first cell, or a word in it, begins with what was typed."""
        spoken = self.cell_at(place, 0).spoken.lower()
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
        if role == roles.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if role == roles.ToolTipRole:
            return self.reason_at(index.row()) or (column.tooltip(row) if column.tooltip else None)
        if role == roles.AccessibleTextRole:
            return f"{column.title}: {column.cell(row).spoken}"
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
        self._show()

    def _show(self) -> None:
        rows = list(self._all) if self._keep is None else [row for row in self._all if self._keep(row)]
        for place, descending in self._sorted_by:
            rows = _in_order(rows, self.columns[place], descending=descending)
        if [self._key(row) for row in rows] == [self._key(row) for row in self._shown]:
            self._shown = tuple(rows)
            if rows:
                last = self.index(len(rows) - 1, len(self.columns) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._shown = tuple(rows)
        self.endResetModel()


def _in_order(rows: list[Row], column: Column[Row], *, descending: bool) -> list[Row]:
    """Rows by a column's key, stable; those without a key come last either way."""
    sort_key = column.sort_key
    if sort_key is None:
        return rows
    keyed = [(sort_key(row), row) for row in rows]
    present = [pair for pair in keyed if pair[0] is not None]
    present.sort(key=lambda pair: pair[0], reverse=descending)
    return [row for _, row in present] + [row for found, row in keyed if found is None]
