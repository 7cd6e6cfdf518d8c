"""The middle of the builder: what the plan comes to, the chart, the table; or why there is none."""

from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from ui.screens.taper.by_hand.step_bar import StepBar
from ui.screens.taper.chart.legend import Legend, Line
from ui.screens.taper.chart.taper_chart import TaperChart
from ui.screens.taper.panels.refused_panel import RefusedPanel
from ui.screens.taper.props import Props
from ui.screens.taper.table.step_columns import moved_columns
from ui.screens.taper.table.steps_table import StepsModel, StepsTable
from ui.screens.taper.words.pausing import MovedRow
from ui.tables.row_model import RowModel
from ui.tables.table_view import TableView
from ui.theme.tokens import REGULAR, Role
from ui.widgets.marks.focus_ring import REACH
from ui.widgets.marks.label import Label, OneLine
from ui.widgets.marks.painting import wrapped_height
from ui.widgets.panels.card import Card

_TWO_LINES, _ANY = "a\na", 100


class Centre(QWidget):
    """Chart and table move together; the chart stays in view while the table scrolls."""

    step_chosen: ClassVar[Signal] = Signal(object)
    moved: ClassVar[Signal] = Signal(int)
    refused: ClassVar[Signal] = Signal(str)
    twin_wanted: ClassVar[Signal] = Signal(bool)
    """The keys go to the chart, or to the table: it should be in view."""

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
        self.steps = StepBar()
        self.based = Label("", Role.LABEL, "ink2", weight=REGULAR, wrap=True)
        self.based.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.based_short = OneLine()
        self._shown = Props()
        self._small = False
        self._lay_out()
        self.chart.step_chosen.connect(self.step_chosen.emit)
        self.chart.moved.connect(self.moved)
        self.table.chosen.connect(lambda row: self.step_chosen.emit(None if row is None else row.key))
        self.table.refused.connect(self.refused)

    def show_props(self, props: Props) -> None:
        """Show the plan, the pause being made up, or why there is neither; `paint` is to follow."""
        before, self._shown = self._shown, props
        for part in (self.chart, self.table.viewport()):
            part.setUpdatesEnabled(False)
        none = bool(props.refused) or props.empty is not None or not props.table.rows
        self._pages.setCurrentIndex(1 if none else 0)
        self.refusals.show_refused(props.refused, props.empty)
        self.legend.show_lines(*_lines(props))
        self.steps.show_step(props.step)
        self.based.setText(props.based)
        self.based_short.set_words(props.based)
        self._show_based()
        self.chart.show_chart(props.chart)
        if props.table != before.table:
            self.table.show_table(props.table)
        here = self.table.current_row()
        if props.chosen is not None and (here is None or here.key != props.chosen):
            self.table.choose(props.chosen)
        self._tables.setCurrentIndex(0 if props.pausing is None else 1)
        if props.pausing is not None:
            self._moved.set_rows(props.pausing.rows)

    def paint(self) -> None:
        """Paint the chart and the table that are shown: it takes long enough for a turn of its own."""
        for part in (self.chart, self.table.viewport()):
            part.setUpdatesEnabled(True)

    def focus_first(self) -> bool:
        """To the table or the chart, whichever is in view; False where neither is.

        Where there is no plan, to the first thing that is asked.
        """
        asked = self.refusals.first() if self._pages.currentIndex() else None
        shown = next((part for part in (self.table, self.chart) if part.isVisibleTo(self)), None)
        first = asked or shown
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        return first is not None

    def take_steps(self) -> None:
        """Have what is done with one step stand between the chart and the table."""
        self._step_place.addWidget(self.steps)

    def turn_twin(self) -> None:
        """From the chart to its table, and back."""
        shown = self._tables.currentWidget() or self.table
        target = self.chart if shown.hasFocus() else shown
        self.twin_wanted.emit(target is self.chart)
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_small(self, *, small: bool) -> None:
        """Less air; of a pause only what the legend over the chart does not say already."""
        self._small = small
        columns = moved_columns("mg a day")
        self._moved.set_columns(columns[:-1] if small else columns, self._moved.rows())
        self._show_based()
        margins = (2, 0, 2, 2) if small else (8, 6, 8, 4)
        self._chart_card.body.setContentsMargins(*margins)
        share = (2, 3) if small else (4, 5)
        self._plan.setStretch(0, share[0])
        self._plan.setStretch(2, share[1])

    def show_part(self, *, table: bool, chart: bool) -> None:
        """The table, the chart or both; what the plan comes to and what it is based on stay in view."""
        self.chart.setVisible(chart)
        self._table_card.setVisible(table)
        policy = QSizePolicy.Policy.Preferred if chart else QSizePolicy.Policy.Maximum
        self._chart_card.setSizePolicy(QSizePolicy.Policy.Preferred, policy)

    def _show_based(self) -> None:
        """Whole where there is room, else on one line with the rest in its tip and in the working."""
        told = bool(self.based_short.words())
        self.based.setMinimumHeight(
            wrapped_height(_TWO_LINES, _ANY, Role.LABEL, REGULAR)
        )  # nothing moves as the words change
        self.based.setVisible(told and not self._small)
        self.based_short.setVisible(told and self._small)

    def _lay_out(self) -> None:
        self._chart_card = Card()
        layout = self._chart_card.layout()
        if layout is not None:
            layout.setContentsMargins(6, 6, 6, 4)
        self._chart_card.body.setSpacing(REACH)
        self._chart_card.add(self.legend)
        self._chart_card.add(self.chart, 1)
        self._table_card = table_card = Card()
        layout = table_card.layout()
        if layout is not None:
            layout.setContentsMargins(1, 1, 1, 1)
        self._tables = QStackedWidget()
        self._tables.addWidget(self.table)
        self._tables.addWidget(self.moved_table)
        table_card.add(self._tables, 1)
        self._step_place = QVBoxLayout()
        self._step_place.setContentsMargins(0, 0, 0, 0)
        self._step_place.addWidget(self.steps)
        plan = QWidget()
        self._plan = QVBoxLayout(plan)
        self._plan.setContentsMargins(0, 0, 0, 0)
        self._plan.setSpacing(6)
        self._plan.addWidget(self._chart_card, 4)
        self._plan.addLayout(self._step_place)
        self._plan.addWidget(table_card, 5)
        self._plan.addWidget(self.based)
        self._plan.addWidget(self.based_short)
        self._pages = QStackedWidget()
        self._pages.addWidget(plan)
        self._pages.addWidget(self.refusals)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)


def _lines(props: Props) -> tuple[tuple[Line, ...], str]:
    """What the chart's lines are, and what is said at the end of them."""
    pausing = props.pausing
    if pausing is not None:
        return (Line(pausing.before, "ink", dotted=True), Line(pausing.after)), pausing.later
    if props.legend_b:
        return (Line(props.legend), Line(props.legend_b, "plum", dashed=True)), ""
    return (Line(props.legend),), ""
