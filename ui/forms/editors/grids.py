"""The editor of several rows: rows are picked, and each is answered in every column."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from pharmreview.domain.review.step import Column, GridField, Option
from ui.forms.editors.choosing import said
from ui.forms.editors.editor import (
    OTHER,
    Editor,
    FormContext,
    Given,
    leave_undo_to_the_case,
    text_in,
    texts_in,
)
from ui.theme.tokens import SEMIBOLD, Role
from ui.widgets.choices.chips import ChipOption, ChipSet
from ui.widgets.choices.drop_down import DropDown
from ui.widgets.choices.stamp import Stamp
from ui.widgets.fields.note_field import NoteField as NoteControl
from ui.widgets.fields.text_field import TextField as TextControl
from ui.widgets.marks.label import Label
from ui.widgets.panels.card import empty_out

Cell = DropDown | TextControl | NoteControl | ChipSet | Stamp

_FEW_COLUMNS = 2
_PICKED = "yes"
_NAME = "name"


class GridEditor(Editor):
    """Rows are picked from chips; each picked row is answered in every column.

    A picked row is kept under its own key, so that it stays picked with nothing else said about it.
    """

    def __init__(self, declared: GridField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._declared = declared
        self._context = FormContext()
        self._rows: tuple[str, ...] = ()
        self._given: Given = {}
        self.cells: dict[str, Cell] = {}
        self.picker = ChipSet(declared.label)
        self.picker.changed.connect(self._picked)
        self._table = QWidget()
        self._table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._grid = QGridLayout(self._table)
        self._grid.setContentsMargins(0, 4, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self.column.addWidget(self.picker)
        self.column.addWidget(self._table)
        self._table.hide()
        self.setFocusProxy(self.picker)

    def draw_on(self, context: FormContext) -> None:
        self._context = context
        name = context.name
        self.picker.set_options([ChipOption(o.code, said(o, name)) for o in self._options()])

    def show_given(self, given: Given) -> None:
        self._given = given
        answered = {key.split(".")[0] for key in given}
        rows = tuple(o.code for o in self._options() if o.code in answered)
        self.picker.set_value(rows)
        if rows != self._rows:
            self._rows = rows
            self._rebuild()
        for key, cell in self.cells.items():
            kept = text_in(given, key)
            if isinstance(cell, DropDown):
                cell.set_value(kept or None)
            elif isinstance(cell, ChipSet):
                cell.set_value(texts_in(given, key))
            else:
                cell.set_value(kept)
        self._table.setVisible(bool(rows))

    def _options(self) -> tuple[Option, ...]:
        if not self._context.lists:
            return ()
        of = self._context.lists[self._declared.rows]
        return (*of.options, Option(code=OTHER, label="Other")) if of.other else of.options

    def _picked(self, rows: tuple[str, ...]) -> None:
        changes: dict[str, str] = {r: _PICKED for r in rows if r not in self._rows}
        for code in self._rows:
            if code not in rows:
                changes |= {key: "" for key in self._given if key.split(".")[0] == code}
        self.left.emit()
        self.answered_together.emit(changes)
        self.left.emit()

    def _rebuild(self) -> None:
        empty_out(self._grid)
        self.cells = {}
        columns = self._declared.columns
        for across, column in enumerate(columns, start=1):
            if not column.stamp:
                self._grid.addWidget(Label(column.label, Role.LABEL, "ink2"), 0, across)
            self._grid.setColumnStretch(across, 1 if column.choices or column.stamp else 2)
        labels = {o.code: said(o, self._context.name) for o in self._options()}
        for down, row in enumerate(self._rows, start=1):
            self._grid.addWidget(self._row_name(row, labels[row]), down, 0, Qt.AlignmentFlag.AlignTop)
            for across, column in enumerate(columns, start=1):
                words = f"{labels[row]}: {column.label}"
                cell = self._cell(f"{row}.{column.id}", words, column)
                self._grid.addWidget(cell, down, across, Qt.AlignmentFlag.AlignTop)
        self._grid.setColumnStretch(0, 1)

    def _row_name(self, row: str, label: str) -> QWidget:
        if row == OTHER:
            return self._typed(f"{OTHER}.{_NAME}", TextControl(f"{label}: say what", placeholder="Say what"))
        name = Label(label, Role.TABLE, weight=SEMIBOLD, wrap=True)
        name.setMinimumWidth(90)
        name.setContentsMargins(0, 6, 0, 0)
        return name

    def _cell(self, key: str, words: str, column: Column) -> QWidget:
        if column.stamp:
            stamp = Stamp(column.label, words, self._context.today)
            stamp.stamped.connect(lambda day: self.answered.emit(key, day))
            self.cells[key] = stamp
            return stamp
        if column.choices:
            options = [(o.code, said(o)) for o in self._context.lists[column.choices].options]
            if column.many:
                chips = ChipSet(words)
                chips.set_options([ChipOption(code, label) for code, label in options])
                chips.changed.connect(lambda codes: self.answered.emit(key, codes))
                self.cells[key] = chips
                return chips
            made = DropDown(words, options, small=True)
            made.setMinimumWidth(90)
            made.chosen.connect(lambda code: self.answered.emit(key, code))
            self.cells[key] = made
            return made
        if len(self._declared.columns) > _FEW_COLUMNS:
            return self._typed(key, NoteControl(words, least=1, most=6))
        return self._typed(key, TextControl(words))

    def _typed(self, key: str, made: TextControl | NoteControl) -> QWidget:
        leave_undo_to_the_case(made)
        made.typed.connect(lambda typed: self.answered.emit(key, typed))
        made.finished.connect(self.left)
        self.cells[key] = made
        return made
