"""The middle of the builder: what the plan comes to, the chart, the table; or why there is none."""

from typing import ClassVar

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from ui.screens.taper.chart.taper_chart import TaperChart
from ui.screens.taper.panels.refused_panel import RefusedPanel
from ui.screens.taper.props import Pausing, Props
from ui.screens.taper.table.step_columns import moved_columns
from ui.screens.taper.table.steps_table import StepsModel, StepsTable
from ui.screens.taper.words.pausing import MovedRow
from ui.tables.row_model import RowModel
from ui.tables.table_view import TableView
from ui.theme.active import colour
from ui.theme.tokens import SEMIBOLD, Role
from ui.widgets.marks.label import Label
from ui.widgets.panels.card import Card


class LineSample(QWidget):
    """A short piece of the line that the words beside it are about."""

    def __init__(self, token: str, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> None:
        super().__init__()
        self._token, self._style = token, style
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As long as three letters."""
        return QSize(26, 12)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The line itself."""
        painter = QPainter(self)
        painter.setPen(QPen(colour(self._token), 3, self._style))
        middle = QRectF(self.rect()).center().y()
        painter.drawLine(0, int(middle), self.width(), int(middle))
        painter.end()


class Legend(QWidget):
    """What the lines are. While a pause is made up: before dotted, after solid, and how much later."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before_line = LineSample("ink", Qt.PenStyle.DotLine)
        self._before = Label("", Role.TABLE)
        self._after = Label("", Role.TABLE, weight=SEMIBOLD)
        self._later = Label("", Role.TABLE, weight=SEMIBOLD)
        self._after_line = LineSample("accent")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(4, 1)
        self._grid.addWidget(self._before_line, 0, 0)
        self._grid.addWidget(self._before, 0, 1)
        self._grid.addWidget(self._later, 0, 5)
        self._place_after()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_after()

    def minimumSizeHint(self) -> QSize:
        """As narrow as may be: what does not fit beside goes below."""
        return QSize(1, super().minimumSizeHint().height())

    def _place_after(self) -> None:
        """What comes after stands beside what was before, or below it where a date would be cut."""
        parts = [part for part in (self._before, self._after, self._later) if not part.isHidden()]
        needed = sum(part.sizeHint().width() for part in parts) + 2 * 26 + 6 * 8
        below = not self._before.isHidden() and needed > self.width()
        self._grid.addWidget(self._after_line, 1 if below else 0, 0 if below else 2)
        self._grid.addWidget(self._after, 1 if below else 0, 1 if below else 3)

    def show_lines(self, legend: str, pausing: Pausing | None) -> None:
        """Say them."""
        self._before_line.setVisible(pausing is not None)
        self._before.setVisible(pausing is not None)
        self._later.setVisible(pausing is not None)
        self._after.setText(legend if pausing is None else pausing.after)
        if pausing is not None:
            self._before.setText(pausing.before)
            self._later.setText(pausing.later)
        self._place_after()


class Centre(QWidget):
    """Chart and table move together; the chart stays in view while the table scrolls."""

    step_chosen: ClassVar[Signal] = Signal(object)
    moved: ClassVar[Signal] = Signal(int)
    refused: ClassVar[Signal] = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.legend = Legend()
        self.chart = TaperChart()
        self._steps = StepsModel()
        self.table = StepsTable(self._steps)
        self.refusals = RefusedPanel()
        self._moved: RowModel[MovedRow] = RowModel(
            moved_columns("mg a day"),
            key=lambda row: row.key,
            closed=lambda row: "Already taken." if row.past else "",
            ground=lambda row: "hatchbg" if row.pause else "",
        )
        self.moved_table = TableView("Dates before and after the pause", self._moved)
        self._shown = Props()
        self._lay_out()
        self.chart.step_chosen.connect(self.step_chosen.emit)
        self.chart.moved.connect(self.moved)
        self.table.chosen.connect(lambda row: self.step_chosen.emit(None if row is None else row.key))
        self.table.refused.connect(self.refused)

    def show_props(self, props: Props) -> None:
        """Show the plan, the pause being made up, or why there is neither."""
        before, self._shown = self._shown, props
        none = bool(props.refused) or props.empty is not None or not props.table.rows
        self._pages.setCurrentIndex(1 if none else 0)
        self.refusals.show_refused(props.refused, props.empty)
        if props.legend != before.legend or props.pausing != before.pausing:
            self.legend.show_lines(props.legend, props.pausing)
        self.chart.show_chart(props.chart)
        if props.table != before.table:
            self.table.show_table(props.table)
        here = self.table.current_row()
        if props.chosen is not None and (here is None or here.key != props.chosen):
            self.table.choose(props.chosen)
        self._tables.setCurrentIndex(0 if props.pausing is None else 1)
        if props.pausing is not None:
            self._moved.set_rows(props.pausing.rows)

    def turn_twin(self) -> None:
        """From the chart to its table, and back."""
        shown = self._tables.currentWidget() or self.table
        target = self.chart if shown.hasFocus() else shown
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_small(self, *, small: bool) -> None:
        """Less air, and the legend over the chart's card."""
        margins = (2, 0, 2, 2) if small else (8, 6, 8, 4)
        self._chart_card.body.setContentsMargins(*margins)
        share = (2, 3) if small else (4, 5)
        self._plan.setStretch(0, share[0])
        self._plan.setStretch(1, share[1])

    def _lay_out(self) -> None:
        self._chart_card = Card()
        layout = self._chart_card.layout()
        if layout is not None:
            layout.setContentsMargins(6, 6, 6, 4)
        self._chart_card.body.setSpacing(2)
        self._chart_card.add(self.legend)
        self._chart_card.add(self.chart, 1)
        table_card = Card()
        layout = table_card.layout()
        if layout is not None:
            layout.setContentsMargins(1, 1, 1, 1)
        self._tables = QStackedWidget()
        self._tables.addWidget(self.table)
        self._tables.addWidget(self.moved_table)
        table_card.add(self._tables, 1)
        plan = QWidget()
        self._plan = QVBoxLayout(plan)
        self._plan.setContentsMargins(0, 0, 0, 0)
        self._plan.setSpacing(10)
        self._plan.addWidget(self._chart_card, 4)
        self._plan.addWidget(table_card, 5)
        self._pages = QStackedWidget()
        self._pages.addWidget(plan)
        self._pages.addWidget(self.refusals)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
