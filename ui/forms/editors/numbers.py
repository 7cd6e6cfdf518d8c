"""Editors of dates, numbers and marks. What cannot be read stays as it was typed and is no answer."""

from datetime import date
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pharmreview.domain.digits import plain
from pharmreview.domain.review.answer import TYPED
from pharmreview.domain.review.step import DateField, NumberField, ScaleField
from ui.forms.editors.editor import Editor, Given, leave_undo_to_the_case, text_in
from ui.theme.tokens import REGULAR, Role
from ui.widgets.choices.segmented import ScaleBar
from ui.widgets.fields.date_field import DateField as DateControl
from ui.widgets.fields.text_field import NumberField as NumberControl
from ui.widgets.marks.label import Label

_LARGEST = Decimal(999_999)


class _ReadingEditor(Editor):
    """Keeps what is read as the answer, and what is not read apart from it, never both."""

    wide = False
    refused = Signal(str)
    """The sentence that says how to mend what is typed; "" when it is mended."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept = ("", "")

    def show_given(self, given: Given) -> None:
        kept = (text_in(given), text_in(given, TYPED))
        if kept != self._kept:
            self._kept = kept
            self._show(*kept)

    def _tell(self, read: str, typed: str) -> None:
        if (read, typed) != self._kept:
            self._kept = (read, typed)
            self.answered_together.emit({"": read, TYPED: typed})

    def _show(self, read: str, typed: str) -> None:
        raise TypeError(f"{type(self).__name__} has no control for {read or typed}")


class DateEditor(_ReadingEditor):
    """A date. What cannot be read stays as it was typed, with a sentence, and is kept as typed."""

    def __init__(self, declared: DateField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.control = DateControl(declared.label)
        leave_undo_to_the_case(self.control)
        self.control.refused.connect(self._refused)
        self.control.changed.connect(self._changed)
        self.column.addWidget(self.control)
        self.setFocusProxy(self.control)

    def _show(self, read: str, typed: str) -> None:
        day = _day(read)
        if day is None:
            self.control.set_typed(typed or read)
        elif day != self.control.value():
            self.control.set_value(day)

    def _changed(self, day: date | None) -> None:
        self._tell("" if day is None else day.isoformat(), self.control.typed() if day is None else "")
        if day is not None or not self.control.typed():
            self.left.emit()

    def _refused(self, problem: str) -> None:
        self.refused.emit(problem)
        if problem:
            self._tell("", self.control.typed())
            self.left.emit()


class NumberEditor(_ReadingEditor):
    """A number with its unit; what is typed is never altered."""

    def __init__(self, declared: NumberField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        most = Decimal(declared.most) if declared.most > declared.least else _LARGEST
        self.control = NumberControl(
            declared.label,
            minimum=Decimal(declared.least),
            maximum=most,
            decimals=0 if declared.kind == "int" else 3,
            unit=declared.unit,
        )
        leave_undo_to_the_case(self.control)
        self.control.typed.connect(self._typed)
        self.control.finished.connect(self._explain)
        self.control.finished.connect(self.left)
        self.column.addWidget(self.control)
        self.setFocusProxy(self.control)

    def _show(self, read: str, typed: str) -> None:
        self.control.set_value(read or typed)
        self.control.finished.emit()

    def _typed(self, words: str) -> None:
        number = self.control.number()
        self._tell("" if number is None else plain(number), words if number is None else "")
        self._explain()

    def _explain(self) -> None:
        self.refused.emit(self.control.problem())


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


def _day(read: str) -> date | None:
    try:
        return date.fromisoformat(read)
    except ValueError:
        return None
