"""Checking the rows: the file and its sum, the heaps, and the chosen row in full."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from ui.screens.intake.parts.sum_bar import SumBar
from ui.screens.intake.rows.columns import columns_for
from ui.screens.intake.rows.explaining import Explained
from ui.screens.intake.rows.sorting import FileRow, Heap
from ui.tables.row_model import RowModel
from ui.tables.table_view import TableView
from ui.theme.active import current_theme
from ui.theme.tokens import SEMIBOLD, Role
from ui.widgets.choices.chips import ChipOption, ChipSet
from ui.widgets.marks.label import Label, Rule
from ui.widgets.panels.captioned import SignMark
from ui.widgets.panels.card import Card
from ui.widgets.panels.lines import Line, LineStack, Look
from ui.widgets.panels.notice import Notice, Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.screens.intake.props import Props

NAMES = {
    Heap.FIX: "Rows to fix",
    Heap.ASIDE: "Rows set aside",
    Heap.READ: "Rows read",
    Heap.PEOPLE: "People to check",
}
NOBODY = {
    Heap.FIX: "Every row was read or set aside.",
    Heap.ASIDE: "No row was set aside.",
    Heap.READ: "No row could be read.",
    Heap.PEOPLE: "Nobody’s own details need a look.",
}
_PANEL = 340
_PANEL_SMALL = 262


class FileCard(QFrame):
    """The file’s name, its layout, and the sum in words and as a bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "card")
        self._name = Label("", Role.BODY, weight=SEMIBOLD)
        self._layout = Label("", Role.TABLE, "ink2", wrap=True)
        self._sum = Label("", Role.TABLE, "ink2")
        self._sum.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._bar = SumBar()
        for label in (self._name, self._layout, self._sum):
            label.setMinimumHeight(1)  # wrapped words ask for more than they need at this width
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(SignMark("papers", "ink", 18))
        head.addWidget(self._name)
        head.addWidget(self._layout, 1)
        head.addWidget(self._sum)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(8)
        self._column.addLayout(head)
        self._column.addWidget(self._bar)

    def show_props(self, props: Props) -> None:
        """Show the file."""
        self._name.setText(props.file_name)
        self._layout.setText(props.layout)
        self._sum.setText(props.sum)
        self._bar.set_counts(*props.counts, props.sum)

    def set_tight(self, *, tight: bool) -> None:
        """Give room to the table."""
        self._name.setWordWrap(tight)
        self._sum.setWordWrap(tight)
        down = 6 if tight else 12
        self._column.setContentsMargins(14, down, 14, down)
        self._column.setSpacing(4 if tight else 8)


class RowPanel(QFrame):
    """The chosen row in full, and below it what is said of the file as a whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "card")
        self._head = LineStack()
        self._raw = LineStack()
        self._said = Card(frame="note")
        self._said.add(self._raw)
        self._caution = Notice("", tone=Tone.CAUTION)
        self._more = LineStack()
        self._notes = LineStack()
        self._rule = Rule()
        body = QWidget()
        body.setObjectName("scrollBody")
        inner = QVBoxLayout(body)
        inner.setContentsMargins(16, 12, 14, 12)
        inner.setSpacing(10)
        for part in (self._head, self._said, self._caution, self._more, self._rule, self._notes):
            inner.addWidget(part)
        inner.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(body)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName("About the chosen row")
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(scroll)

    def show_explained(self, explained: Explained | None, notes: Sequence[str]) -> None:
        """Explain this row, or say that none is chosen."""
        said = explained or Explained(head=(Line("No row is chosen", Look.QUIET),))
        self._head.set_lines(said.head)
        self._raw.set_lines(said.raw)
        self._said.setVisible(bool(said.raw))
        self._caution.set_words(*said.caution)
        self._caution.setVisible(bool(said.caution[0]))
        self._more.set_lines(said.more)
        self._more.setVisible(bool(said.more))
        about = [Line("About the file", Look.STRONG), *(Line(note, Look.QUIET) for note in notes)]
        self._notes.set_lines(about if notes else [])
        self._notes.setVisible(bool(notes))
        self._rule.setVisible(bool(notes))


class CheckPage(QWidget):
    """The second step. `heap_wanted` tells the chip pressed, `chosen` the key of the row moved to."""

    heap_wanted: ClassVar[Signal] = Signal(str)
    chosen: ClassVar[Signal] = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.file = FileCard()
        self.chips = ChipSet("Rows shown", single=True)
        self.hint = Label("Alt+N next row to fix", Role.TABLE, "ink2")
        self.panel = RowPanel()
        self._nothing = Label("", Role.BODY, "ink2")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._models = {heap: self._model(heap) for heap in Heap}
        self.tables = {heap: TableView(NAMES[heap], model) for heap, model in self._models.items()}
        self._heap = Heap.FIX
        self._given: dict[Heap, Sequence[FileRow]] = {}
        self._pages = QStackedWidget()
        self._lay_out()
        self.chips.changed.connect(self._pressed)
        for table in self.tables.values():
            table.chosen.connect(self._moved)

    def table(self) -> TableView:
        """The table of the heap shown."""
        return self.tables[self._heap]

    def show_props(self, props: Props) -> None:
        """Show the file, one heap, and its chosen row."""
        self.file.show_props(props)
        self.chips.set_options([ChipOption(heap, words, number) for heap, words, number in props.heaps])
        self._heap = props.heap
        self.chips.set_value([str(props.heap)])
        if self._given.get(props.heap) != props.rows:
            self._given[props.heap] = props.rows
            self._models[props.heap].set_rows(props.rows)
        self._nothing.setText(NOBODY[props.heap])
        self._pages.setCurrentWidget(self.table() if props.rows else self._nothing)
        row = next((row for row in props.rows if props.explained and row.key == props.chosen), None)
        self.table().choose(None if row is None else row.key)
        self.panel.show_explained(props.explained, props.notes)

    def set_small(self, *, small: bool) -> None:
        """Give way by width."""
        self.panel.setFixedWidth(current_theme().px(_PANEL_SMALL if small else _PANEL))
        self.file.set_tight(tight=small)
        self.hint.setVisible(not small)

    def _moved(self, row: FileRow | None) -> None:
        if row is not None:
            self.chosen.emit(row.key)

    def _pressed(self, ids: tuple[str, ...]) -> None:
        self.heap_wanted.emit(ids[0] if ids else str(self._heap))
        self.chips.set_value([str(self._heap)])

    def _model(self, heap: Heap) -> RowModel[FileRow]:
        return RowModel(columns_for(heap), key=lambda row: row.key, parent=self)

    def _lay_out(self) -> None:
        for page in (*self.tables.values(), self._nothing):
            self._pages.addWidget(page)
        frame = QFrame()
        frame.setProperty("frame", "card")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 8, 1, 1)
        inside.setSpacing(8)
        head = QHBoxLayout()
        head.setContentsMargins(13, 0, 13, 0)
        head.addWidget(self.chips, 1)
        head.addWidget(self.hint)
        inside.addLayout(head)
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
