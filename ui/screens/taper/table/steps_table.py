"""The plan as a table: one step a row, a pause across the doses, the chosen row always in view."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from pharmreview.domain.taper.plan import StepKind
from ui.screens.taper.table.painted_rows import Across, paint_row
from ui.screens.taper.table.step_columns import step_columns
from ui.screens.taper.words.steps import FROM, STEP, PlanTable, StepRow
from ui.tables.cell_delegate import PAD, height_at, least_width, width_on_one_line
from ui.tables.column import Cell, Column
from ui.tables.head import title_width
from ui.tables.row_model import RowModel
from ui.tables.table_view import TableView
from ui.theme.active import colour, current_theme
from ui.theme.tokens import REGULAR, Role, Theme
from ui.widgets.marks import painting

ACROSS_FROM = 2
"""The first column of a pause's words: after its sign and its date."""


class StepsModel(RowModel[StepRow]):
    """Rows of one plan. Its columns change with the medicine."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            step_columns(((STEP, "Step"), (FROM, "From"))),
            key=lambda row: row.key,
            closed=lambda row: "Already taken: past steps stay as they were." if row.past else "",
            ground=lambda row: "hatchbg" if row.kind is StepKind.PAUSE else "",
            parent=parent,
        )
        self._heads: tuple[tuple[str, str], ...] = ()

    def set_table(self, table: PlanTable) -> None:
        """Show these heads and rows: of the same heads, only the last rows come and go, the others change."""
        if table.heads != self._heads:
            self._heads = table.heads
            self.set_columns(step_columns(table.heads), table.rows)
            return
        before, now = self._number, len(table.rows)
        self._cells.clear()
        self._rows.set_rows(table.rows)
        self.versions += 1
        if now < before:
            self.beginRemoveRows(QModelIndex(), now, before - 1)
            self._number = now
            self.endRemoveRows()
        elif now > before:
            self.beginInsertRows(QModelIndex(), before, now - 1)
            self._number = now
            self.endInsertRows()
        if now:
            self.dataChanged.emit(self.index(0, 0), self.index(now - 1, len(self.columns) - 1))

    def across_at(self, place: int) -> str:
        """The words across the dose columns of a row, or nothing."""
        row = self.row_at(place)
        return "" if row is None else row.across


class StepsTable(TableView):
    """A TableView of steps whose dose columns share the width evenly and wrap before they are cut."""

    def __init__(self, model: StepsModel, parent: QWidget | None = None) -> None:
        self._steps = model
        self._heights: dict[int, int] = {}
        self._measured: dict[Column[StepRow], _Measured] = {}
        super().__init__("Plan, step by step", model, parent=parent)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def show_table(self, table: PlanTable) -> None:
        """Show a plan. Nothing is told of the chosen row: whoever shows another plan chooses in it."""
        told = self.blockSignals(True)
        self._steps.set_table(table)
        self.blockSignals(told)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint every row that is seen: the words of a plan are laid out once, however often it changes."""
        painter = QPainter(self.viewport())
        seen = event.rect()
        painter.fillRect(seen, colour("surface"))
        columns = [
            Across(at, self.columnViewportPosition(at), self.columnWidth(at))
            for at in range(len(self._steps.columns))
        ]
        chosen = self.currentIndex().row()
        place = self.rowAt(max(seen.top(), 0))
        width = max(self.viewport().width(), columns[-1].left + columns[-1].width if columns else 0)
        while 0 <= place < self._steps.rowCount() and self.rowViewportPosition(place) <= seen.bottom():
            area = QRect(0, self.rowViewportPosition(place), width, self.rowHeight(place))
            self._paint_row(painter, place, columns, area, chosen=place == chosen)
            place += 1
        painter.end()

    def _paint_row(
        self, painter: QPainter, place: int, columns: Sequence[Across], area: QRect, *, chosen: bool
    ) -> None:
        row = self._steps.row_at(place)
        if row is None:
            return
        held = [(across, self._steps.cell_at(place, across.column)) for across in columns]
        paint_row(painter, row, held, area, chosen=chosen)
        if row.across:
            words = area.adjusted(columns[ACROSS_FROM].left + PAD, 0, -PAD, -1)
            painting.words(painter, words, row.across, "ink2", Role.TABLE, REGULAR, painting.WRAPPED)

    def fit(self) -> None:
        """The same; where a row is higher than half the room there is, the table moves by less than a row."""
        super().fit()
        tall = max((self.rowHeight(at) for at in self._fitted), default=0)
        by_row, by_pixel = self.ScrollMode.ScrollPerItem, self.ScrollMode.ScrollPerPixel
        self.setVerticalScrollMode(by_pixel if 2 * tall > self.viewport().height() else by_row)

    def _fit_columns(self, room: int) -> None:
        """Widths from the longest words: fixed columns whole, dose columns the rest between them."""
        columns, rows = self._steps.columns, self._steps.rows()
        needed = [self._needed(column, rows) for column in columns]
        widths = [whole for whole, _least in needed]
        wraps = [at for at, column in enumerate(columns) if column.wraps]
        spare = room - sum(widths)
        if spare < 0 and wraps:
            self._narrow(widths, [least for _whole, least in needed], wraps, -spare)
        elif wraps:
            for at in wraps:
                widths[at] += spare // len(wraps)
        for at, width in enumerate(widths):
            if self.columnWidth(at) != width:
                self.setColumnWidth(at, width)
        self._heights.clear()

    def _needed(self, column: Column[StepRow], rows: Sequence[StepRow]) -> tuple[int, int]:
        """The width at which nothing in a column wraps, and the least that cuts no word and no dose."""
        theme, cells = current_theme(), [column.cell(row) for row in rows]
        known = self._measured.get(column)
        if known is not None and known.theme == theme and known.cells == cells:
            return known.needed
        head, held = title_width(column.title, sortable=False), set(cells)
        whole = max([head, *(_on_one_line(theme, cell) for cell in held)])
        least = max([head, *(_at_least(theme, cell) for cell in held)]) if column.wraps else whole
        self._measured[column] = _Measured(theme, cells, (whole, least))
        return whole, least

    def row_height_needed(self, place: int) -> int:
        """The height at which nothing in the row is cut, in pixels."""
        if place not in self._heights:
            self._heights[place] = self._height_needed(place)
        return self._heights[place]

    def _height_needed(self, place: int) -> int:
        across = self._steps.across_at(place)
        if not across:
            theme, columns = current_theme(), range(len(self._steps.columns))
            cells = [(self._steps.cell_at(place, at), self.columnWidth(at)) for at in columns]
            tallest = max(_height(theme, cell, width) for cell, width in cells)
            return max(tallest, self.verticalHeader().defaultSectionSize())
        room = sum(self.columnWidth(at) for at in range(ACROSS_FROM, len(self._steps.columns)))
        return max(height_at(Cell(across), room), self.verticalHeader().defaultSectionSize())

    def _widen_for(self, place: int) -> None:
        """Every row was measured: no column is narrower than its words."""

    def _column_resized(self, place: int, before: int, now: int) -> None:
        self._heights.clear()
        self._fitted.clear()
        super()._column_resized(place, before, now)

    @staticmethod
    def _narrow(widths: list[int], least: Sequence[int], wraps: Sequence[int], over: int) -> None:
        """Take the excess from the dose columns, the widest first, none below its longest word."""
        while over > 0:
            able = [at for at in wraps if widths[at] > least[at]]
            if not able:
                return
            widest = max(able, key=lambda at: widths[at])
            rest = max((widths[at] for at in able if widths[at] < widths[widest]), default=0)
            level = [at for at in able if widths[at] == widths[widest]]
            down = min(max(widths[widest] - rest, 1), -(-over // len(level)))
            for at in level:
                cut = min(down, widths[at] - least[at], over)
                widths[at] -= cut
                over -= cut


class _Measured(NamedTuple):
    """What a column held when it was measured last, and what it needed."""

    theme: Theme
    cells: list[Cell]
    needed: tuple[int, int]


@lru_cache(maxsize=4096)
def _height(_theme: Theme, cell: Cell, width: int) -> int:
    return height_at(cell, width)


@lru_cache(maxsize=4096)
def _on_one_line(_theme: Theme, cell: Cell) -> int:
    return width_on_one_line(cell)


@lru_cache(maxsize=4096)
def _at_least(_theme: Theme, cell: Cell) -> int:
    """A dose stays on one line with its unit, however narrow the column."""
    return max(least_width(cell), width_on_one_line(Cell(cell.words, bold=cell.bold)))
