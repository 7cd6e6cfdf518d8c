"""What would follow, or two versions side by side: chart, dates, doses, and what else moves."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.screens.taper.chart.legend import Legend, Line
from ui.screens.taper.chart.taper_chart import TaperChart
from ui.screens.taper.living.props import Comparison, Moved
from ui.screens.taper.panels.side_cards import SourcedCaution
from ui.screens.taper.table.step_columns import moved_columns
from ui.screens.taper.table.steps_table import StepsModel, StepsTable
from ui.screens.taper.words.cautions import CautionWords
from ui.screens.taper.words.pausing import MovedRow
from ui.tables.row_model import RowModel
from ui.tables.table_view import TableView
from ui.theme.tokens import REGULAR, SEMIBOLD, Role
from ui.widgets.choices.segmented import SegmentedBar
from ui.widgets.marks.label import Label
from ui.widgets.panels.card import Card, empty_out
from ui.widgets.panels.scroll import FollowingArea

DATES, DOSES = "dates", "doses"
_ONE_LINE = 14
"""Letters of a figure that stand beside what it is; a longer one stands below."""


class SeenPanel(QWidget):
    """The chart over a table: each date before and after, or the doses of the later plan in tablets."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.legend = Legend()
        self.chart = TaperChart()
        self._title = ""
        self._dates: RowModel[MovedRow] = RowModel(
            moved_columns("mg a day"),
            key=lambda row: row.key,
            closed=lambda row: "Already taken: past steps are locked." if row.past else "",
            ground=lambda row: "hatchbg" if row.pause else "",
        )
        self.dates = TableView("Dates before and after", self._dates)
        self._doses = StepsModel()
        self.doses = StepsTable(self._doses)
        self.bar = SegmentedBar("Below the chart", ((DATES, "Dates"), (DOSES, "Doses")), small=True)
        self.bar.set_value(DATES)
        self._foot = Label("", Role.LABEL, "ink2", weight=REGULAR, wrap=True)
        self._tables = QStackedWidget()
        self._lay_out()
        self.bar.chosen.connect(lambda which: self._tables.setCurrentIndex(int(which == DOSES)))

    def show_seen(self, seen: Comparison) -> None:
        """Show this."""
        after = Line(seen.after)
        lines = (Line(seen.before, "ink", dotted=True), after) if seen.before else (after,)
        self.legend.show_lines(lines, seen.later)
        self.chart.show_chart(seen.chart)
        if seen.total_title != self._title:
            self._title = seen.total_title
            self._dates.set_columns(moved_columns(seen.total_title), seen.rows)
        else:
            self._dates.set_rows(seen.rows)
        self.doses.show_table(seen.table)
        self._foot.setText(seen.foot)
        self._foot.setVisible(bool(seen.foot))

    def turn_twin(self) -> None:
        """From the chart to its table, and back."""
        shown = self._tables.currentWidget() or self.dates
        target = self.chart if shown.hasFocus() else shown
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_small(self, *, small: bool, tight: bool) -> None:
        """Less air; in the tightest place the dates alone tell what moved."""
        self.dates.put_away(*(("moved",) if tight else ()))
        self._chart_card.body.setContentsMargins(*((2, 0, 2, 2) if small else (8, 6, 8, 4)))

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
        self._tables.addWidget(self.dates)
        self._tables.addWidget(self.doses)
        table_card.add(self._tables, 1)
        below = QHBoxLayout()
        below.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignLeft)
        below.addWidget(self._foot, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._chart_card, 4)
        column.addWidget(table_card, 5)
        column.addLayout(below)


class MovesPanel(QWidget):
    """What else moves: figures, the next issue, what is to be weighed now, what to send."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._moved: tuple[Moved, ...] = ()
        self._cautions: tuple[CautionWords, ...] = ()
        moves = Card("What else moves")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        moves.body.addLayout(self._grid)
        self._issue = Label("", Role.TABLE, weight=REGULAR, wrap=True)
        issue = Card("Next issue")
        issue.add(self._issue)
        self._list = QVBoxLayout()
        self._list.setSpacing(7)
        self._still = Label("", Role.TABLE, weight=REGULAR, wrap=True)
        self._still_card = Card("Stays as it is")
        self._still_card.add(self._still)
        self._send = Label("", Role.TABLE, weight=REGULAR, wrap=True)
        send = Card("To send")
        send.add(self._send)
        inner = QWidget()
        inner.setObjectName("scrollBody")
        body = QVBoxLayout(inner)
        body.setContentsMargins(0, 0, 4, 0)
        body.setSpacing(8)
        body.addLayout(self._list)
        for card in (moves, issue, self._still_card, send):
            body.addWidget(card)
        body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        area = FollowingArea(inner)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column.addWidget(area)

    def show_moves(self, seen: Comparison, to_send: str) -> None:
        """Show this."""
        if seen.moved != self._moved:
            self._moved = seen.moved
            self._show_figures(seen.moved)
        self._issue.setText(seen.issue)
        self._send.setText(to_send)
        self._still.setText("\n".join(seen.still))
        self._still_card.setVisible(bool(seen.still))
        if seen.cautions != self._cautions:
            self._cautions = seen.cautions
            empty_out(self._list)
            for words in seen.cautions:
                self._list.addWidget(SourcedCaution(words))

    def _show_figures(self, moved: tuple[Moved, ...]) -> None:
        empty_out(self._grid)
        for at, one in enumerate(moved):
            same = one.before == one.after
            words = one.after if same else f"{one.before} → {one.after}"
            told = Label(words, Role.TABLE, weight=SEMIBOLD)
            told.setAccessibleName(f"{one.what}: {one.before}, then {one.after}")
            long = len(words) > _ONE_LINE
            self._grid.addWidget(Label(one.what, Role.LABEL, "ink2"), 2 * at, 0, 1, 2 if long else 1)
            row, column = (2 * at + 1, 0) if long else (2 * at, 1)
            self._grid.addWidget(told, row, column, 1, 2 if long else 1, Qt.AlignmentFlag.AlignRight)
