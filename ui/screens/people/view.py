"""People: filters over a table, and the chosen person explained beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.screens.people.letters.work import LetterWork
from ui.screens.people.side.side import Side
from ui.screens.people.side_work import SideWork, ask_file
from ui.screens.people.top.filter_row import FilterRow
from ui.screens.people.top.ticked_bar import TickedBar
from ui.screens.people.view_model import PeopleModel
from ui.tables.table_view import TableView
from ui.theme.active import current_theme
from ui.theme.tokens import FOLDS_BAND_BELOW, FOLDS_RAILS_BELOW
from ui.widgets.buttons.button import Button, Kind
from ui.widgets.chrome.band import TopBar
from ui.widgets.fields.text_field import TextField
from ui.widgets.panels.notice import Banner
from ui.widgets.panels.states import EmptyState

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from ui.screens.people.listing.person_row import PersonRow
    from ui.screens.people.props import Props
    from ui.screens.people.side_work import AskFile
    from ui.state.desk import Desk

_PANEL = 304
_PANEL_SMALL = 262
_DRAWER = 352
_WHOLE = 16_777_215
_LEAST_TABLE = 480
"""With less beside an open drawer, a table would cut its doses: the drawer then has the whole width."""


class PeopleView(QWidget):
    """Everyone, to choose who is next. `case_wanted` tells the id of the person to open."""

    case_wanted = Signal(str)
    import_wanted = Signal()
    status = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, file: AskFile = ask_file) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._model = PeopleModel(desk, self)
        self._rows = self._model.rows
        self._chosen_by_hand = False
        self._fact = ""
        self._done = ""
        self._is_here = False
        self.top_bar = TopBar("People")
        self.find_box = TextField("Find a person", placeholder="Find a person", icon="search", hint="Ctrl+K")
        self.hide_names = Button("Hide names", icon="eye-off", hint="F8")
        self.hide_names.setCheckable(True)
        self.filters = FilterRow()
        self.ticked_bar = TickedBar()
        self.banner = Banner()
        self.table = TableView("People", self._rows, two_lines=True)
        self.side = Side()
        self.panel = self.side.panel
        self.work = SideWork(self.side, self._model, LetterWork(desk, self), file, desk.half_typed)
        self.empty = EmptyState("No people yet", "Import a practice search. Nothing leaves this computer.")
        self.nobody = EmptyState("No one matches", stair=False)
        self._pages = QStackedWidget()
        self._fill_bar()
        self._lay_out()
        self._connect()
        self._add_keys()
        self.show_props(self._model.props)

    def entered(self) -> None:
        """Bring everyone again, and be ready to choose."""
        self._done = ""
        self._is_here = True
        self._say()
        self._model.look()
        self.focus_first()

    def left(self) -> None:
        """Nothing is typed here that must be kept; the status line is another place's."""
        self._is_here = False

    def focus_first(self) -> None:
        """Go to the table."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_find(self) -> None:
        """Go to the box that finds a person."""
        self.find_box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.find_box.selectAll()

    def tell(self, words: str) -> None:
        """Say what was done, until somebody is chosen."""
        self._kept(words)

    def show_only(self, words: str) -> None:
        """Show whoever another screen asked for, by name or by where they stand: "on hold"."""
        self._model.show_only(words)

    def show_props(self, props: Props) -> None:
        """Show what the model says."""
        self.top_bar.set_words("People", props.subtitle)
        self.filters.show_filters(props.groups, props.wanted)
        self.ticked_bar.show_words(props.ticked)
        self.find_box.set_value(props.wanted.find)
        self.hide_names.setChecked(props.hidden)
        self.nobody.set_words(*props.nobody)
        shown = {"list": self._split, "empty": self.empty, "nobody": self.nobody}.get(props.page)
        self._pages.setCurrentWidget(shown or self._split)
        if self._choose_first(props):
            return  # and was shown again, with them explained
        self.panel.offer_tables(props.others)
        self.panel.show_explained(props.explained)
        if props.problem[0]:
            self.banner.show_problem(*props.problem)
        else:
            self.banner.clear()
        if props.fact != self._fact:
            self._fact = props.fact
            self._say()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _choose_first(self, props: Props) -> bool:
        """Whoever was chosen stays chosen; until someone is, it is the first of the list."""
        first = self._rows.row_at(0)
        if first is None or (self._chosen_by_hand and self.table.choose(props.chosen)):
            return False
        self.table.choose(first.id)
        if first.id == props.chosen:
            return False
        self._model.choose(first.id)
        return True

    def _say(self) -> None:
        if not self._is_here:
            return
        words = self._rows.sorting_words().removesuffix(" mg a day")
        fact = f"{self._fact} {words}." if words and self._fact else self._fact
        self.status.emit(f"{self._done} {fact}".strip())

    def _chose(self, row: PersonRow | None) -> None:
        if row is not None:
            self._chosen_by_hand = True
            self._done = ""
            self._model.choose(row.id)

    def _open(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self.case_wanted.emit(row.id)

    def _clear(self) -> None:
        self._model.clear_filters()
        self.focus_first()
        self.status.emit(f"Filters cleared. {self._fact}")

    def _turned(self) -> None:
        self._chosen_by_hand = True
        self._fold()
        if self.side.drawer() is None:
            self.focus_first()

    def _kept(self, words: str) -> None:
        self._done = words
        self._say()

    def _leave_find(self) -> None:
        if self.find_box.value():
            self._model.find("")
        else:
            self.focus_first()

    def _connect(self) -> None:
        model = self._model
        model.shown.connect(self.show_props)
        self.table.chosen.connect(self._chose)
        self.table.opened.connect(lambda row: self.case_wanted.emit(row.id))
        self.table.sorted_by.connect(lambda _words: self._say())
        self.panel.open_wanted.connect(self._open)
        self.work.turned.connect(self._turned)
        self.work.said.connect(self._kept)
        self.filters.list.clicked.connect(lambda _on: self.work.open_list())
        self.ticked_bar.sample_wanted.connect(lambda: self.work.open_list("sample"))
        self.ticked_bar.letters_wanted.connect(self.work.open_letters)
        self.filters.mark_chosen.connect(model.choose_mark)
        self.ticked_bar.clear_wanted.connect(model.clear_ticks)
        self.find_box.typed.connect(model.find)
        self.find_box.returnPressed.connect(self.focus_first)
        self.hide_names.clicked.connect(lambda on: model.hide_names(hidden=on))
        self.filters.details.clicked.connect(lambda _on: self._fold())

    def _add_keys(self) -> None:
        for keys, work in (
            ("F8", self.hide_names.click),
            ("Ctrl+F", self.filters.focus_first),
            ("Ctrl+Shift+X", self._clear),
            ("Ctrl+Shift+T", self.work.open_tier),
            ("Ctrl+Shift+L", self.work.open_list),
            ("Ctrl+Shift+P", self.work.open_letters),
            ("F2", self.work.open_first_unread),
        ):
            QShortcut(QKeySequence(keys), self, work)
        for keys, leave in (("Down", self.focus_first), ("Esc", self._leave_find)):
            only_here = QShortcut(QKeySequence(keys), self.find_box, leave)
            only_here.setContext(Qt.ShortcutContext.WidgetShortcut)

    def _fill_bar(self) -> None:
        bring = Button("Import a search", Kind.FILLED, icon="import", hint="Ctrl+I")
        bring.clicked.connect(self.import_wanted)
        for widget in (self.find_box, self.hide_names, bring):
            self.top_bar.add_action(widget)
        first = self.empty.add_action("Import a search", icon="import", hint="Ctrl+I")
        first.clicked.connect(self.import_wanted)
        clear = self.nobody.add_action("Clear filters", hint="Ctrl+Shift+X")
        clear.clicked.connect(self._clear)
        for button in (bring, first, clear):
            button.setDefault(True)  # so that Enter presses it too

    def _lay_out(self) -> None:
        frame = self._frame = QFrame()
        frame.setProperty("frame", "card")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        inside.addWidget(self.table, 1)
        inside.addWidget(self.ticked_bar)
        self._split = QWidget()
        row = QHBoxLayout(self._split)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(frame, 1)
        row.addWidget(self.side)
        for page in (self._split, self.empty, self.nobody):
            self._pages.addWidget(page)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(10)
        self._column.addWidget(self.filters)
        self._column.addWidget(self.banner)
        self._column.addWidget(self._pages, 1)

    def _fold(self) -> None:
        """Give way by width: the panel grows smaller, then waits behind Details; the table loses Next."""
        whole = self.window().width()
        small = whole < FOLDS_BAND_BELOW
        side, edge = (10, 6) if small else (18, 14)
        self._column.setContentsMargins(side, edge, side, edge)
        self.find_box.setFixedWidth(current_theme().px(190 if small else 260))
        self.filters.details.setVisible(small)
        opened = self.side.drawer() is not None
        self.side.setVisible(not small or opened or self.filters.details.isChecked())
        width = _PANEL_SMALL if whole < FOLDS_RAILS_BELOW else _PANEL
        wide = current_theme().px(_DRAWER if opened else width)
        alone = opened and whole - wide < current_theme().px(_LEAST_TABLE)
        self._frame.setVisible(not alone)
        self.side.setMinimumWidth(0 if alone else wide)
        self.side.setMaximumWidth(_WHOLE if alone else wide)
        away = ["next"] if whole < current_theme().px(FOLDS_RAILS_BELOW) else []
        if small and self.side.isVisibleTo(self):
            away += ["why", "status"]
        self.table.put_away(*away)
