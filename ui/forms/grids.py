"""Editors of several rows: grids, and items to tick or to pass with a reason."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from pharmreview.domain.review.step import CheckField, GridField, Option
from ui.forms.editor import Editor, FormContext, Given, text_in, texts_in
from ui.theme.tokens import REGULAR, SEMIBOLD, Role
from ui.widgets.choices.chips import ChipOption, ChipSet
from ui.widgets.choices.drop_down import DropDown
from ui.widgets.choices.tick_row import TickRow
from ui.widgets.fields.note_field import NoteField as NoteControl
from ui.widgets.fields.text_field import TextField as TextControl
from ui.widgets.marks.label import Label

_FEW_COLUMNS = 2


class GridEditor(Editor):
    """Rows are picked from chips; each picked row is answered in every column."""

    def __init__(self, declared: GridField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._declared = declared
        self._context = FormContext()
        self._opened: list[str] = []
        self._cells: dict[str, DropDown | TextControl | NoteControl] = {}
        self._given: Given = {}
        self._rows = ChipSet(declared.label)
        self._rows.changed.connect(self._picked)
        self._table = QWidget()
        self._table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._grid = QGridLayout(self._table)
        self._grid.setContentsMargins(0, 4, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self.column.addWidget(self._rows)
        self.column.addWidget(self._table)
        self._table.hide()
        self.setFocusProxy(self._rows)

    def draw_on(self, context: FormContext) -> None:
        self._context = context
        options = context.lists[self._declared.rows].options
        self._rows.set_options([ChipOption(o.code, o.label) for o in options])

    def show_given(self, given: Given) -> None:
        self._given = given
        answered = {key.split(".")[0] for key in given}
        self._opened = [c for c in self._opened if c in answered or c in self._rows.value()]
        self._opened += [o.code for o in self._options() if o.code in answered and o.code not in self._opened]
        self._rows.set_value(self._opened)
        self._build()

    def _options(self) -> tuple[Option, ...]:
        return self._context.lists[self._declared.rows].options if self._context.lists else ()

    def _picked(self, rows: tuple[str, ...]) -> None:
        closed = [c for c in self._opened if c not in rows]
        self._opened = [c for c in self._opened if c in rows] + [r for r in rows if r not in self._opened]
        for code in closed:
            for key in [k for k in self._given if k.split(".")[0] == code]:
                self.answered.emit(key, "")
        self._build()

    def _build(self) -> None:
        wanted = [f"{row}.{c.id}" for row in self._opened for c in self._declared.columns]
        if list(self._cells) != wanted:
            self._rebuild()
        for key, cell in self._cells.items():
            kept = text_in(self._given, key)
            if isinstance(cell, DropDown):
                cell.set_value(kept or None)
            else:
                cell.set_value(kept)
        self._table.setVisible(bool(self._opened))

    def _rebuild(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._cells = {}
        for across, column in enumerate(self._declared.columns, start=1):
            self._grid.addWidget(Label(column.label, Role.LABEL, "ink2"), 0, across)
            self._grid.setColumnStretch(across, 1)
        labels = {o.code: o.label for o in self._options()}
        for down, row in enumerate(self._opened, start=1):
            name = Label(labels.get(row, row), Role.TABLE, weight=SEMIBOLD, wrap=True)
            name.setMinimumWidth(90)
            self._grid.addWidget(name, down, 0, Qt.AlignmentFlag.AlignTop)
            for across, column in enumerate(self._declared.columns, start=1):
                words = f"{labels.get(row, row)}: {column.label}"
                cell = self._cell(f"{row}.{column.id}", words, column.choices)
                self._grid.addWidget(cell, down, across, Qt.AlignmentFlag.AlignTop)
        self._grid.setColumnStretch(0, 1)

    def _cell(self, key: str, words: str, choices: str) -> QWidget:
        made: DropDown | TextControl | NoteControl
        if choices:
            made = DropDown(
                words, [(o.code, o.label) for o in self._context.lists[choices].options], small=True
            )
            made.chosen.connect(lambda code: self.answered.emit(key, code))
        elif len(self._declared.columns) > _FEW_COLUMNS:
            made = NoteControl(words, least=1, most=6)
            made.typed.connect(lambda typed: self.answered.emit(key, typed))
            made.finished.connect(self.left)
        else:
            made = TextControl(words)
            made.typed.connect(lambda typed: self.answered.emit(key, typed))
            made.finished.connect(self.left)
        self._cells[key] = made
        return made


class ChecksEditor(Editor):
    """Each item is ticked as talked about, or passed with a typed reason."""

    passed = Signal(str, str)
    """The item's code and the reason typed for passing it; "" takes the reason away."""

    def __init__(self, declared: CheckField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._declared = declared
        self._ticks: dict[str, TickRow] = {}
        self._reasons: dict[str, TextControl] = {}
        self._chosen: tuple[str, ...] = ()
        self.column.setSpacing(2)

    def draw_on(self, context: FormContext) -> None:
        if self._ticks:
            return
        for option in context.lists[self._declared.choices].options:
            self.column.addWidget(self._item(option))
        first = next(iter(self._ticks.values()))
        self.setFocusProxy(first)

    def show_given(self, given: Given) -> None:
        self._chosen = texts_in(given)
        for code, tick in self._ticks.items():
            tick.setChecked(code in self._chosen)
            self._reasons[code].setVisible(code not in self._chosen)

    def show_passed(self, reasons: dict[str, str]) -> None:
        """Show the reasons typed for items that were passed, by code."""
        for code, field in self._reasons.items():
            field.set_value(reasons.get(code, ""))

    def _item(self, option: Option) -> QWidget:
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 2, 0, 4)
        column.setSpacing(2)
        tick = TickRow(option.label)
        tick.clicked.connect(lambda _on: self._ticked())
        reason = TextControl(
            f"{option.label}: reason, if not talked about", placeholder="Or say why it was not talked about"
        )
        reason.typed.connect(lambda words: self.passed.emit(option.code, words))
        reason.finished.connect(self.left)
        column.addWidget(tick)
        if option.words:
            hint = Label(option.words, Role.LABEL, "ink2", weight=REGULAR, wrap=True)
            hint.setContentsMargins(29, 0, 0, 0)
            column.addWidget(hint)
        inner = QVBoxLayout()
        inner.setContentsMargins(29, 0, 0, 0)
        inner.addWidget(reason)
        column.addLayout(inner)
        self._ticks[option.code], self._reasons[option.code] = tick, reason
        return row

    def _ticked(self) -> None:
        chosen = tuple(code for code, tick in self._ticks.items() if tick.isChecked())
        self.answered.emit("", chosen)
