"""A table on the screen: rows to choose, open and find, with no dose, medicine or date ever cut short."""

from collections.abc import Hashable
from typing import Any, ClassVar

from PySide6.QtCore import QElapsedTimer, QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.tables.cell_delegate import CellDelegate, height_at, least_width
from ui.tables.fitting import MEASURED_ROWS, Widths, width_needed
from ui.tables.head import Head
from ui.tables.row_model import RowModel
from ui.tables.ticking import is_tick_press, take_tick_key
from ui.theme.active import current_theme
from ui.theme.tokens import ROW, ROW_TWO_LINES

FIND_PAUSE_MS = 1000


class TableView(QTableView):
    """Shows a RowModel. `opened` tells a row on Enter or a double press; `chosen` the row moved to, or None;
    `ticked` a row on Space; `refused` the reason when a closed row was asked to open; `sorted_by` the words.
    """

    opened: ClassVar[Signal] = Signal(object)
    chosen: ClassVar[Signal] = Signal(object)
    ticked: ClassVar[Signal] = Signal(object)
    refused: ClassVar[Signal] = Signal(str)
    sorted_by: ClassVar[Signal] = Signal(str)
    _across = 0

    def __init__(
        self, name: str, model: RowModel[Any], *, two_lines: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._two_lines = two_lines
        self._held: Hashable | None = None
        self._typed = ""
        self._since = QElapsedTimer()
        self._fitting = False
        self._widths = Widths(model)
        self._fitted: set[int] = set()
        self._put_away: frozenset[int] = frozenset()
        self._pulled: set[int] = set()
        self._delegate = CellDelegate(self)
        self._head = Head(self)
        self.setAccessibleName(name)
        self.setHorizontalHeader(self._head)
        self.setItemDelegate(self._delegate)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setWordWrap(True)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(10)
        self.setModel(model)
        model.modelReset.connect(self._rows_replaced)
        model.dataChanged.connect(self.fit)
        self._head.sectionClicked.connect(self.sort_at)
        self._head.sectionResized.connect(self._column_resized)
        self.verticalScrollBar().valueChanged.connect(self._fit_shown_rows)
        self.doubleClicked.connect(lambda _index: self._open())
        self.fit()

    def current_row(self) -> Any:
        """The chosen row, or None."""
        index = self.currentIndex()
        return self._model.row_at(index.row()) if index.isValid() else None

    def choose(self, key: Hashable | None) -> bool:
        """Move to the row with this key, quietly; False (and nothing chosen) when it is not shown."""
        place = None if key is None else self._model.place_of(key)
        self._held = key
        self.blockSignals(True)
        self.setCurrentIndex(QModelIndex() if place is None else self._model.index(place, self._at()))
        self.blockSignals(False)
        self._keep_in_view()
        self.viewport().update()
        return place is not None

    def sort_at(self, column: int) -> None:
        """Sort by a column, or turn its order round when it is sorted by already."""
        if self._model.columns[column].sort_key is None:
            return
        descending = self._model.sorting() == (column, False)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self._model.sort(column, order)
        self._head.tell()
        self.sorted_by.emit(self._model.sorting_words())

    def put_away(self, *column_ids: str) -> None:
        """Leave these columns out, where there is no room for them; all others are shown."""
        ids = [column.id for column in self._model.columns]
        away = frozenset(ids.index(column) for column in column_ids)
        if away != self._put_away:
            self._put_away = away
            self._fitting = True
            for place in range(len(ids)):
                self.setColumnHidden(place, place in away)
            self._fitting = False
            self.fit()

    def fit(self) -> None:
        """Give each column the width its longest cell needs, and what is left to the columns that wrap."""
        if self._fitting:
            return
        # Rows that grow may bring a scroll bar, which takes room from the columns.
        for _ in range(2):
            room = self.viewport().width()
            self._fitting = True
            self._fit_columns(room)
            self._fitted.clear()
            base = current_theme().px(ROW_TWO_LINES if self._two_lines else ROW)
            self.verticalHeader().setDefaultSectionSize(base)
            self._fitting = False
            self._fit_shown_rows()
            self._keep_in_view()
            if self.viewport().width() == room:
                return

    def _fit_columns(self, room: int) -> None:
        for place, width in enumerate(self._widths.fitted(room, self._put_away)):
            if width and self.columnWidth(place) != width:
                self.setColumnWidth(place, width)

    def row_height_needed(self, place: int) -> int:
        """The height at which nothing in the row is cut, in pixels."""
        columns = [at for at in range(len(self._model.columns)) if at not in self._put_away]
        tallest = max(
            (height_at(self._model.cell_at(place, at), self.columnWidth(at)) for at in columns), default=0
        )
        return max(tallest, self.verticalHeader().defaultSectionSize())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._take_key(event):
            super().keyPressEvent(event)

    def currentChanged(  # noqa: N802 - Qt names it
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(current, previous)
        self._keep_in_view()
        self._across = current.column() if current.isValid() else self._across
        if current.row() != previous.row():
            self._held = self._model.key_at(current.row()) if current.isValid() else None
            self.chosen.emit(self.current_row())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._widths.forget()
            self.fit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if self._model.tickable and is_tick_press(self, event):
            self._tick()

    def _take_key(self, event: QKeyEvent) -> bool:
        key, mods, last = event.key(), event.modifiers(), self._model.rowCount() - 1
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not mods & Qt.KeyboardModifier.ControlModifier:
            self._open()
        elif key == Qt.Key.Key_Up and mods & Qt.KeyboardModifier.ControlModifier:
            self.sort_at(self._at())
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End} and last >= 0:
            self.setCurrentIndex(self._model.index(0 if key == Qt.Key.Key_Home else last, self._at()))
        elif key == Qt.Key.Key_C and mods == Qt.KeyboardModifier.ControlModifier:
            self._copy()
        elif key == Qt.Key.Key_Space and not self._finding():
            self._tick()
        elif self._model.tickable and take_tick_key(self, self._model, key, mods):
            pass
        elif event.text().isprintable() and event.text() and mods in _PLAIN:
            self._find(event.text())
        else:
            return False
        return True

    def _tick(self) -> None:
        row = self.current_row()
        if row is not None:
            if self._model.tickable:
                self._model.turn_tick(self.currentIndex().row())
            self.ticked.emit(row)

    def _open(self) -> None:
        row = self.current_row()
        if row is None:
            return
        if reason := self._model.reason_at(self.currentIndex().row()):
            self.refused.emit(reason)
        else:
            self.opened.emit(row)

    def _copy(self) -> None:
        index = self.currentIndex()
        if index.isValid():
            cells = (self._model.cell_at(index.row(), at) for at in range(len(self._model.columns)))
            QGuiApplication.clipboard().setText("\t".join(cell.spoken for cell in cells))

    def _finding(self) -> bool:
        return bool(self._typed) and self._since.isValid() and self._since.elapsed() < FIND_PAUSE_MS

    def _find(self, letter: str) -> None:
        self._typed = self._typed + letter.lower() if self._finding() else letter.lower()
        self._since.start()
        start = max(self.currentIndex().row(), 0) + (1 if len(self._typed) == 1 else 0)
        place = self._model.next_answering(start, self._typed)
        if place is not None:
            self.setCurrentIndex(self._model.index(place, self._at()))

    def _at(self) -> int:
        return min(self._across, len(self._model.columns) - 1)

    def _rows_replaced(self) -> None:
        self.fit()
        self._head.tell()
        if self._held is not None and not self.choose(self._held):
            self._held = None
            self.chosen.emit(None)

    def _column_resized(self, place: int, _before: int, now: int) -> None:
        if self._fitting:
            return
        self._pulled.add(place)
        self._fitted.clear()
        cells = [self._model.cell_at(at, place) for at in range(min(self._model.rowCount(), MEASURED_ROWS))]
        least = max((least_width(cell) for cell in cells), default=24)
        if now < least:
            self.setColumnWidth(place, least)
        self._fit_shown_rows()

    def _fit_shown_rows(self) -> None:
        """Rows on the screen grow to hold their words, columns their longest word; the rest wait."""
        if self._fitting or not self._model.rowCount():
            return
        self._fitting = True
        place, used = max(self.rowAt(0), 0), 0
        while place < self._model.rowCount() and used < self.viewport().height() + 60:
            used += self._fit_row(place)
            place += 1
        self._fitting = False

    def _widen_for(self, place: int) -> None:
        for at in range(len(self._model.columns)):
            if at in self._put_away:
                continue
            cell = self._model.cell_at(place, at)
            whole = not cell.wraps and at not in self._pulled
            least = width_needed(cell, self.viewport().width(), whole=whole)
            if self.columnWidth(at) < least:
                self._fitted.clear()
                self.setColumnWidth(at, least)
                if not cell.wraps:
                    self._widths.widen(at, least)

    def _keep_in_view(self) -> None:
        """Rows grow as they come into view and may push the chosen one out again: bring it back."""
        index = self.currentIndex()
        if not index.isValid():
            return
        self._fitting = True
        self._fit_row(index.row())
        self._fitting = False
        for _ in range(2):
            before = self.verticalScrollBar().value()
            self.scrollTo(index)
            if self.verticalScrollBar().value() == before:
                return
            self._fit_shown_rows()

    def _fit_row(self, place: int) -> int:
        if place in self._fitted:
            return self.rowHeight(place)
        self._widen_for(place)
        self._fitted.add(place)
        height = self.row_height_needed(place)
        if height != self.rowHeight(place):
            self.setRowHeight(place, height)
        return height


_PLAIN = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.KeypadModifier,
)
