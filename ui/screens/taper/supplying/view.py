"""The supply page: what is set at the left, every issue in turn beside it, what is to be weighed above."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from ui.screens.taper.frame.folding import is_small, mode_for
from ui.screens.taper.frame.wiring import press
from ui.screens.taper.gestures.held import Held
from ui.screens.taper.panels.side_cards import SourcedCaution
from ui.screens.taper.supplying.dates_out import FILE_NAME, DatesOut
from ui.screens.taper.supplying.panels import FootPanel, SetPanel
from ui.screens.taper.supplying.props import IssueRow, Props
from ui.screens.taper.supplying.view_model import SupplyModel
from ui.screens.taper.words.cautions import CautionWords
from ui.tables.column import Column
from ui.tables.row_model import RowModel
from ui.tables.table_view import TableView
from ui.theme.active import current_theme
from ui.widgets.buttons.button import Button, Kind
from ui.widgets.panels.card import Card, PageHeader, empty_out
from ui.widgets.panels.notice import Banner, Tone

_ON = Column[IssueRow](
    id="on", title="Issue on", text=lambda r: r.on, sign=lambda r: "lock" if r.past else ""
)
_COVERS = Column[IssueRow](id="covers", title="Covers", text=lambda r: r.covers, wraps=True)
_WHAT = Column[IssueRow](
    id="what", title="What", text=lambda r: r.what, under=lambda r: r.aside, bold=True, wraps=True
)
_COLUMNS = (_ON, _COVERS, _WHAT)
_FEW = (replace(_ON, title="Issue on, covers", under=lambda r: r.covers, wraps=True), _WHAT)
"""For a small window: what is issued has the room."""
_LEFT = 318


class SupplyView(QWidget):
    """Shown in the place of the builder while supply is looked at."""

    opened = Signal(bool)
    status = Signal(str)

    def __init__(self, held: Held, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.model = SupplyModel(held, self)
        self._shown = Props()
        self._cautions: tuple[CautionWords, ...] = ()
        self.header = PageHeader("Supply")
        self.dates = DatesOut(held, self)
        self.calendar = Button("Save the dates for a calendar", hint="Ctrl+Shift+O", icon="calendar")
        self.back = Button("Back to the plan", Kind.FILLED, hint="Ctrl+Enter")
        self.banner = Banner()
        self.set_panel, self.foot = SetPanel(), FootPanel()
        self.set_panel.find_again(held.desk.half_typed)
        self._rows: RowModel[IssueRow] = RowModel(
            _COLUMNS, key=lambda r: r.key, closed=lambda r: "Already issued." if r.past else ""
        )
        self.table = TableView("Issues, in turn", self._rows)
        self._lay_out()
        self._connect()
        self.show_props(self.model.props)

    @property
    def is_open(self) -> bool:
        """Whether it stands in the place of the builder."""
        return self._shown.is_open

    def show_props(self, props: Props) -> None:
        """Show this."""
        before, self._shown = self._shown, props
        if props.is_open:
            self.set_panel.show_set(props)
            self.foot.show_foot(props)
            self._rows.set_rows(props.rows)
            if props.cautions != self._cautions:
                self._cautions = props.cautions
                empty_out(self._list)
                for words in props.cautions:
                    self._list.addWidget(SourcedCaution(words))
            if props.problem:
                self.banner.say(props.problem, tone=Tone.CAUTION)
            else:
                self.banner.clear()
        if props.is_open != before.is_open:
            self.opened.emit(props.is_open)
            if props.is_open:
                self.set_panel.focus_first()

    def confirm(self) -> None:
        """The filled button goes back to the plan."""
        self.model.close()

    def save_dates(self) -> None:
        """Ask where the dates of the agreed plan go; said in the status line while there are none."""
        if why := self.dates.why_not():
            self.status.emit(why)
            return
        path, _ = QFileDialog.getSaveFileName(self, "Save the dates", FILE_NAME, "Calendar (*.ics)")
        if path:
            self.dates.save(Path(path).with_suffix(".ics"))

    def focus_first(self) -> None:
        """To the first thing to set."""
        self.set_panel.focus_first()

    def minimumSizeHint(self) -> QSize:
        """As small as the smallest window leaves it."""
        return QSize(420, 300)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        small = is_small(mode_for(self.window().width(), current_theme().scale))
        self._outer.setContentsMargins(*((10, 5, 10, 5) if small else (16, 10, 14, 10)))
        self.set_panel.setFixedWidth(current_theme().px(_LEFT))
        self.foot.setVisible(not small or bool(self._shown.left))
        columns = _FEW if small else _COLUMNS
        if self._rows.columns != columns:
            self._rows.set_columns(columns, self._rows.rows())

    def _connect(self) -> None:
        model, panel = self.model, self.set_panel
        model.changed.connect(self.show_props)
        model.status.connect(self.status)
        self.back.clicked.connect(model.close)
        self.calendar.clicked.connect(self.save_dates)
        press(self, "Ctrl+Shift+O", self.save_dates)
        self.dates.status.connect(self.status)
        panel.days_set.connect(model.set_days)
        panel.usual_set.connect(model.make_usual)
        panel.at_home_set.connect(model.set_at_home)
        panel.pack_set.connect(model.set_pack)
        panel.closed_on.connect(model.close_on)
        panel.opened_on.connect(model.open_on)
        panel.off_repeat.connect(lambda ticked: model.tick_off_repeat(ticked=ticked))
        panel.refused.connect(model.refuse)
        self.table.refused.connect(self.status)

    def _lay_out(self) -> None:
        self.header.add_action(self.calendar)
        self.header.add_action(self.back)
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        card = Card()
        layout = card.layout()
        if layout is not None:
            layout.setContentsMargins(1, 1, 1, 1)
        card.add(self.table, 1)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addLayout(self._list)
        right.addWidget(card, 1)
        right.addWidget(self.foot)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.set_panel)
        row.addLayout(right, 1)
        self._outer = QVBoxLayout(self)
        self._outer.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._outer.addWidget(self.header)
        self._outer.addWidget(self.banner)
        self._outer.addLayout(row, 1)
