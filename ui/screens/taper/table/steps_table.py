"""The plan as a table: one step a row, a pause across the doses, the chosen row always in view."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from pharmreview.domain.taper.plan import StepKind
from ui.screens.taper.table.step_columns import step_columns
from ui.screens.taper.words.steps import FROM, STEP, PlanTable, StepRow
from ui.tables.cell_delegate import PAD, CellDelegate, height_at, least_width, width_on_one_line
from ui.tables.column import Cell, Column
from ui.tables.head import title_width
from ui.tables.row_model import RowModel
from ui.tables.table_view import TableView
from ui.theme.tokens import REGULAR, Role
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
        """Show these heads and rows."""
        if table.heads != self._heads:
            self._heads = table.heads
            self.set_columns(step_columns(table.heads), table.rows)
        else:
            self.set_rows(table.rows)

    def across_at(self, place: int) -> str:
        """The words across the dose columns of a row, or nothing."""
        row = self.row_at(place)
        return "" if row is None else row.across


class StepsDelegate(CellDelegate):
    """Paints a pause's words over the columns they run across."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        model = index.model()
        if not isinstance(model, StepsModel) or index.column() != ACROSS_FROM:
            return
        words = model.across_at(index.row())
        if words:
            area = QRect(option.rect).adjusted(PAD, 0, -PAD, -1)
            painting.words(painter, area, words, "ink2", Role.TABLE, REGULAR, painting.WRAPPED)


class StepsTable(TableView):
    """A TableView of steps whose dose columns share the width evenly and wrap before they are cut."""

    def __init__(self, model: StepsModel, parent: QWidget | None = None) -> None:
        self._steps = model
        self._spanned: tuple[int, ...] = ()
        self._heights: dict[int, int] = {}
        super().__init__("Plan, step by step", model, parent=parent)
        self._own_delegate = StepsDelegate(self)
        self.setItemDelegate(self._own_delegate)

    def show_table(self, table: PlanTable) -> None:
        """Show a plan; the chosen row is kept while it is there."""
        if self._spanned:
            self.clearSpans()
        self._spanned = tuple(at for at, row in enumerate(table.rows) if row.across)
        self._steps.set_table(table)
        width = len(table.heads) - ACROSS_FROM
        for at in self._spanned:
            self.setSpan(at, ACROSS_FROM, 1, width)

    def fit(self) -> None:
        """The same; where a row is higher than half the room there is, the table moves by less than a row."""
        super().fit()
        tall = max((self.rowHeight(at) for at in self._fitted), default=0)
        by_row, by_pixel = self.ScrollMode.ScrollPerItem, self.ScrollMode.ScrollPerPixel
        self.setVerticalScrollMode(by_pixel if 2 * tall > self.viewport().height() else by_row)

    def _fit_columns(self, room: int) -> None:
        """Widths from the longest words: fixed columns whole, dose columns the rest between them."""
        columns, rows = self._steps.columns, self._steps.rows()
        cells = [_distinct(column.cell(row) for row in rows) for column in columns]
        widths = [_wanted(column, held) for column, held in zip(columns, cells, strict=True)]
        wraps = [at for at, column in enumerate(columns) if column.wraps]
        spare = room - sum(widths)
        if spare < 0 and wraps:
            least = [_least(column, held) for column, held in zip(columns, cells, strict=True)]
            self._narrow(widths, least, wraps, -spare)
        elif wraps:
            for at in wraps:
                widths[at] += spare // len(wraps)
        for at, width in enumerate(widths):
            if self.columnWidth(at) != width:
                self.setColumnWidth(at, width)
        self._heights.clear()

    def row_height_needed(self, place: int) -> int:
        """The height at which nothing in the row is cut, in pixels."""
        if place not in self._heights:
            self._heights[place] = self._height_needed(place)
        return self._heights[place]

    def _height_needed(self, place: int) -> int:
        across = self._steps.across_at(place)
        if not across:
            return super().row_height_needed(place)
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


def _distinct(cells: Iterable[Cell]) -> Sequence[Cell]:
    """One cell of those that look alike: told apart by their words, which costs less than by all of them."""
    return tuple({(cell.words, cell.quiet, cell.bold, cell.sign): cell for cell in cells}.values())


def _head(column: Column[StepRow]) -> int:
    return title_width(column.title, sortable=False)


def _wanted(column: Column[StepRow], cells: Iterable[Cell]) -> int:
    return max([_head(column), *(width_on_one_line(cell) for cell in cells)])


def _least(column: Column[StepRow], cells: Iterable[Cell]) -> int:
    if not column.wraps:
        return _wanted(column, cells)
    return max([_head(column), *(max(least_width(cell), _dose_width(cell)) for cell in cells)])


def _dose_width(cell: Cell) -> int:
    """A dose stays on one line with its unit, however narrow the column."""
    return width_on_one_line(Cell(cell.words, bold=cell.bold))
