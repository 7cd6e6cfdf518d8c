"""Editors in which something is typed."""

from datetime import date
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pharmreview.domain.review.step import (
    DateField,
    LinesField,
    MedicineField,
    NoteField,
    NumberField,
    PersonField,
    ScaleField,
    ShownField,
    TextField,
)
from ui.forms.editor import Editor, FormContext, Given, text_in, texts_in
from ui.theme.tokens import REGULAR, Role
from ui.widgets.buttons.button import Button, IconButton, Kind
from ui.widgets.choices.drop_down import DropDown
from ui.widgets.choices.segmented import ScaleBar
from ui.widgets.fields.date_field import DateField as DateControl
from ui.widgets.fields.note_field import NoteField as NoteControl
from ui.widgets.fields.text_field import NumberField as NumberControl
from ui.widgets.fields.text_field import TextField as TextControl
from ui.widgets.marks.label import Label


class TextEditor(Editor):
    """One line of words; also a member of the team, by name."""

    wide = False

    def __init__(self, declared: TextField | PersonField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.control = TextControl(declared.label)
        self.control.typed.connect(lambda words: self.answered.emit("", words))
        self.control.finished.connect(self.left)
        self.column.addWidget(self.control)
        self.setFocusProxy(self.control)
        self.wide = isinstance(declared, TextField) and declared.own_words

    def show_given(self, given: Given) -> None:
        self.control.set_value(text_in(given))


class NoteEditor(Editor):
    """Room to write."""

    def __init__(self, declared: NoteField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        least, most = (7, 30) if declared.tall else (2, 12)
        self.control = NoteControl(declared.label, least=least, most=most, own_words=declared.own_words)
        self.control.typed.connect(lambda words: self.answered.emit("", words))
        self.control.finished.connect(self.left)
        self.column.addWidget(self.control)
        self.setFocusProxy(self.control)

    def show_given(self, given: Given) -> None:
        self.control.set_value(text_in(given))


class DateEditor(Editor):
    """A date. What cannot be read stays as it was typed, with a sentence, and is kept as typed."""

    wide = False

    def __init__(self, declared: DateField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.control = DateControl(declared.label)
        self.refused = self.control.refused
        self.control.changed.connect(self._changed)
        self.column.addWidget(self.control)
        self.setFocusProxy(self.control)

    def show_given(self, given: Given) -> None:
        kept = text_in(given)
        if kept != self.control.iso():
            self.control.set_value(date.fromisoformat(kept) if kept else None)

    def _changed(self, day: date | None) -> None:
        if day is not None or not self.control.typed():
            self.answered.emit("", "" if day is None else day.isoformat())


class NumberEditor(Editor):
    """A number with its unit; what is typed is never altered."""

    wide = False

    def __init__(self, declared: NumberField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        most = Decimal(declared.most) if declared.most > declared.least else Decimal(999_999)
        self.control = NumberControl(
            declared.label,
            minimum=Decimal(declared.least),
            maximum=most,
            decimals=0 if declared.kind == "int" else 3,
            unit=declared.unit,
        )
        self.control.typed.connect(self._typed)
        self.control.finished.connect(self.left)
        self._help = Label("", Role.LABEL, "stop", wrap=True)
        self._help.hide()
        self.control.finished.connect(self._explain)
        self.column.addWidget(self.control)
        self.column.addWidget(self._help)
        self.setFocusProxy(self.control)

    def show_given(self, given: Given) -> None:
        kept = text_in(given)
        if kept != self.control.value().strip():
            self.control.set_value(kept)
        self._explain()

    def _typed(self, words: str) -> None:
        self.answered.emit("", words.strip())
        self._explain()

    def _explain(self) -> None:
        problem = self.control.problem()
        self._help.setText(problem)
        self._help.setVisible(bool(problem))


class ScaleEditor(Editor):
    """Nought to ten, with what the ends mean."""

    wide = False

    def __init__(self, declared: ScaleField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.control = ScaleBar(declared.label)
        self.control.chosen.connect(lambda mark: self.answered.emit("", mark))
        ends = QHBoxLayout()
        ends.addWidget(Label(f"0 {declared.low}", Role.LABEL, "ink3", weight=REGULAR))
        ends.addStretch(1)
        ends.addWidget(Label(f"10 {declared.high}", Role.LABEL, "ink3", weight=REGULAR))
        self.column.addWidget(self.control)
        self.column.addLayout(ends)
        self.setFocusProxy(self.control)

    def show_given(self, given: Given) -> None:
        self.control.set_value(text_in(given) or None)


class MedicineEditor(Editor):
    """One of the medicines on the person's own list."""

    wide = False

    def __init__(self, declared: MedicineField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.control = DropDown(declared.label, prompt="Choose a medicine")
        self.control.chosen.connect(lambda key: self.answered.emit("", key))
        self.column.addWidget(self.control)
        self.setFocusProxy(self.control)

    def draw_on(self, context: FormContext) -> None:
        self.control.set_options(context.medicines)

    def show_given(self, given: Given) -> None:
        self.control.set_value(text_in(given) or None)


class ShownEditor(Editor):
    """What the app has worked out. Nothing is typed; F7 and the builder open the whole of it."""

    def __init__(self, declared: ShownField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shows = declared.shows
        self._words = Label("", Role.BODY, wrap=True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._words.setAccessibleName(declared.label)
        self.column.addWidget(self._words)

    def draw_on(self, context: FormContext) -> None:
        self._words.setText("\n".join(context.shown.get(self._shows, ("Nothing to show yet.",))))

    def show_given(self, given: Given) -> None:
        """Nothing is kept under it."""


class LinesEditor(Editor):
    """Short lines in the person's order. Alt+Up and Alt+Down move a line; an empty one waits at the end."""

    def __init__(self, declared: LinesField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._declared = declared
        self._rows: list[tuple[QWidget, TextControl]] = []
        self._add = Button("Add a line", Kind.QUIET, icon="plus", small=True)
        self._add.clicked.connect(self._add_line)
        self._lines = QWidget()
        self._stack = type(self.column)(self._lines)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(4)
        self.column.addWidget(self._lines)
        self.column.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        self._ensure(1)

    def show_given(self, given: Given) -> None:
        lines = texts_in(given)
        if lines == self._typed():
            return
        self._ensure(max(len(lines), 1))
        for place, (_, control) in enumerate(self._rows):
            control.set_value(lines[place] if place < len(lines) else "")

    def add_line(self) -> None:
        """Give a fresh line and go to it."""
        self._add_line()

    def _typed(self) -> tuple[str, ...]:
        return tuple(c.value() for _, c in self._rows if c.value().strip())

    def _add_line(self) -> None:
        if self._declared.most and len(self._rows) >= self._declared.most:
            return
        self._ensure(len(self._rows) + 1)
        self._rows[-1][1].setFocus()

    def _ensure(self, count: int) -> None:
        while len(self._rows) > count:
            row, _ = self._rows.pop()
            row.hide()
            row.deleteLater()
        while len(self._rows) < count:
            self._rows.append(self._row(len(self._rows) + 1))
        full = bool(self._declared.most) and len(self._rows) >= self._declared.most
        self._add.setVisible(not full)

    def _row(self, number: int) -> tuple[QWidget, TextControl]:
        row = QWidget()
        control = TextControl(f"{self._declared.label}, line {number}")
        control.typed.connect(lambda _words: self.answered.emit("", self._typed()))
        control.finished.connect(self.left)
        up = IconButton(f"Move line {number} up", "chevron-up")
        down = IconButton(f"Move line {number} down", "chevron-down")
        up.clicked.connect(lambda: self._move(number - 1, -1))
        down.clicked.connect(lambda: self._move(number - 1, 1))
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(Label(str(number), Role.BODY, "ink2"))
        layout.addWidget(control, 1)
        layout.addWidget(up)
        layout.addWidget(down)
        self._stack.addWidget(row)
        if number == 1:
            self.setFocusProxy(control)
        return row, control

    def _move(self, place: int, way: int) -> None:
        there = place + way
        if not 0 <= there < len(self._rows):
            return
        here, other = self._rows[place][1], self._rows[there][1]
        words = here.value()
        here.set_value(other.value())
        other.set_value(words)
        other.setFocus()
        self.answered.emit("", self._typed())
