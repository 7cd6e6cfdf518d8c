"""Checking the rows: the file and its sum, the heaps, and the chosen row in full."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pharmreview.domain.caseload.searches.changes import Movement
from ui.screens.intake.parts.file_card import FileCard
from ui.screens.intake.parts.row_panel import RowPanel
from ui.screens.intake.props import HEAP_WORDS, OF_ROWS, SIDES
from ui.screens.intake.rows.columns import MOVED, columns_for, why_title
from ui.screens.intake.rows.moving import MOVEMENT_WORDS
from ui.screens.intake.rows.sorting import Heap
from ui.tables.row_model import RowModel
from ui.tables.table_view import TableView
from ui.theme.active import current_theme
from ui.theme.tokens import CHIP, Role
from ui.widgets.choices.chips import ChipOption, ChipSet
from ui.widgets.choices.drop_down import DropDown
from ui.widgets.choices.segmented import SegmentedBar
from ui.widgets.marks.label import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.forms.repair.props import RepairProps
    from ui.screens.intake.props import Props

NOBODY: dict[Heap | Movement, str] = {
    Heap.FIX: "Every row was read or set aside.",
    Heap.ASIDE: "No row was set aside.",
    Heap.READ: "No row could be read.",
    Heap.BY_HAND: "No row was put right by hand.",
    Heap.PEOPLE: "Nobody’s own details need a look.",
    Heap.AGAIN: "Nobody stands in more than one place.",
    Heap.SHARED: "No two people share an NHS number.",
    Movement.NEW: "Everyone in the file is in the list already.",
    Movement.GONE: "Everyone in the list is in the file.",
}
FIRST_LOT = 100
LOT = 1_000
"""How many rows a table takes in at once: fewer at first, since the page is painted with them."""
_PANEL = 340
_PANEL_SMALL = 262


class CheckPage(QWidget):
    """The second step. `heap_wanted` tells the chip pressed, `side_wanted` rows or people, `chosen` the key
    of the row moved to, `opened` that it is to be put right, `search_wanted` of which search
    the file is the next.
    """

    heap_wanted: ClassVar[Signal] = Signal(str)
    side_wanted: ClassVar[Signal] = Signal(str)
    chosen: ClassVar[Signal] = Signal(str)
    opened: ClassVar[Signal] = Signal()
    search_wanted: ClassVar[Signal] = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.file = FileCard()
        self.sides = SegmentedBar("Rows or people", SIDES, small=True)
        self.chips = ChipSet("Rows shown", single=True)
        self.search = DropDown("Of which search this is the next file", prompt="Which search is this?")
        self.hint = Label("Alt+N next row to fix", Role.TABLE, "ink2")
        self.panel = RowPanel()
        self._nothing = Label("", Role.BODY, "ink2")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._tables: dict[str, TableView] = {}
        self._given: dict[str, Sequence[Any]] = {}
        self._models: dict[str, RowModel[Any]] = {}
        self._kind = why_title(Heap.FIX)
        self._heap: Heap | Movement = Heap.FIX
        self._small = False
        self._chosen = ""
        self._searches: tuple[tuple[str, str], ...] = ()
        self._late: tuple[Props, RepairProps | None] | None = None
        self._pages = QStackedWidget()
        self._pages.addWidget(self._nothing)
        self._lay_out()
        self.chips.changed.connect(self._pressed)
        self.sides.chosen.connect(self.side_wanted)
        self.search.chosen.connect(self.search_wanted)

    def table(self) -> TableView:
        """The table of the heap shown, made when it is first wanted."""
        if self._kind not in self._tables:
            columns: Any = MOVED if self._kind == "moved" else columns_for(self._kind)
            model: RowModel[Any] = RowModel(columns, key=lambda row: row.key, parent=self)
            made = TableView("Rows", model)
            made.chosen.connect(self._moved)
            made.opened.connect(lambda _row: self.opened.emit())
            self._models[self._kind], self._tables[self._kind] = model, made
            self._pages.addWidget(made)
        return self._tables[self._kind]

    def make_ready(self) -> None:
        """Make the first table and its chips, and give every part its looks, while rows are still read."""
        self.table()
        if not self.chips.chips():
            self.chips.set_options([ChipOption(str(heap), HEAP_WORDS[heap], 0) for heap in OF_ROWS])
        for part in self.findChildren(QWidget):
            part.ensurePolished()

    def show_props(self, props: Props, repair: RepairProps | None, *, at_once: bool = True) -> None:
        """Show the file, one heap, and its chosen row; the last two in a turn of their own if not `at_once`,
        so that the window does not stand still for all of them.
        """
        self._show_file(props)
        self._late = (props, repair)
        if at_once:
            self._show_late()
        else:
            QTimer.singleShot(0, self, self._show_late)

    def _show_file(self, props: Props) -> None:
        self.file.show_props(props)
        self.sides.set_value(props.side)
        self.hint.setVisible(not self._small and props.side == SIDES[0][0])
        if props.searches != self._searches:
            self._searches = props.searches
            self.search.set_options(list(props.searches))
        self.search.set_value(props.search or None)
        self.search.setVisible(bool(props.searches) and props.side == SIDES[1][0])
        self.chips.set_options([ChipOption(heap, words, number) for heap, words, number in props.chips])
        self._heap = props.heap
        self.chips.set_value([str(props.heap)])
        self._kind = "moved" if isinstance(props.heap, Movement) else why_title(props.heap)
        self.table().setAccessibleName(_name(props.heap))

    def _show_late(self) -> None:
        if self._late is None:
            return
        (props, repair), self._late = self._late, None
        table = self.table()
        self._chosen = props.chosen
        if self._given.get(self._kind) is not props.rows:
            self._given[self._kind] = props.rows
            self._models[self._kind].set_rows(props.rows[:FIRST_LOT])
            self._feed(self._kind, props.rows, FIRST_LOT)
        self._nothing.setText(NOBODY.get(props.heap, "Nothing stands here."))
        self._pages.setCurrentWidget(table if props.rows else self._nothing)
        table.choose(props.chosen or None)
        self.panel.show_props(props, repair)

    def _feed(self, kind: str, rows: Sequence[Any], fed: int) -> None:
        """Give a long heap to its table lot by lot, so that the window never stands still for it."""
        if fed >= len(rows):
            return

        def more() -> None:
            if self._given.get(kind) is not rows:
                return
            self._models[kind].put(rows[fed : fed + LOT])
            if kind == self._kind and self._tables[kind].current_row() is None:
                self._tables[kind].choose(self._chosen or None)
            self._feed(kind, rows, fed + LOT)

        QTimer.singleShot(0, self, more)

    def set_small(self, *, small: bool) -> None:
        """Give way by width."""
        self.panel.setFixedWidth(current_theme().px(_PANEL_SMALL if small else _PANEL))
        self.file.set_tight(tight=small)
        self.panel.editor.leave.set_hint("" if small else "Esc")
        self._small = small
        self.hint.setVisible(not small and self.sides.value() == SIDES[0][0])

    def _moved(self, row: Any) -> None:
        if row is not None:
            self.chosen.emit(row.key)

    def _pressed(self, ids: tuple[str, ...]) -> None:
        self.heap_wanted.emit(ids[0] if ids else str(self._heap))
        self.chips.set_value([str(self._heap)])

    def _lay_out(self) -> None:
        frame = QFrame()
        frame.setProperty("frame", "card")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 8, 1, 1)
        inside.setSpacing(8)
        head = QHBoxLayout()
        head.setContentsMargins(13, 0, 13, 0)
        head.setSpacing(10)
        head.addWidget(self.sides, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.chips, 1)
        self.hint.setMinimumHeight(current_theme().px(CHIP))
        head.addWidget(self.hint, 0, Qt.AlignmentFlag.AlignTop)
        inside.addLayout(head)
        below = QHBoxLayout()
        below.setContentsMargins(13, 0, 13, 0)
        below.addWidget(self.search)
        inside.addLayout(below)
        inside.addWidget(self._pages, 1)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(frame, 1)
        row.addWidget(self.panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.file)
        column.addLayout(row, 1)


def _name(heap: Heap | Movement) -> str:
    if isinstance(heap, Movement):
        return f"People: {MOVEMENT_WORDS[heap].lower()}"
    return f"Rows: {HEAP_WORDS[heap].lower()}"
