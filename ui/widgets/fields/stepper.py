"""A value between a minus and a plus. It never corrects what was typed."""

from decimal import Decimal
from typing import ClassVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme.active import current_theme
from ui.theme.tokens import CONTROL, SEMIBOLD, Role
from ui.widgets.fields.framed import BareEdit, FieldFrame, PartButton
from ui.widgets.fields.step_rules import NUMBER, NumberRule, StepRule
from ui.widgets.marks import painting

_STEPS = frozenset(
    {
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
    }
)


class _ValueEdit(BareEdit):
    """The value itself, as wide as its words, or as the longest that room is kept for."""

    longest = ""

    def sizeHint(self) -> QSize:
        theme = current_theme()
        shown, longest = (painting.width_of(w, Role.BODY, SEMIBOLD) for w in (self.text(), self.longest))
        return QSize(max(shown + 26, longest + 26, theme.px(66)), theme.px(CONTROL) - 2)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class _Frame(FieldFrame):
    """The one-line part: minus, value, plus, with hairlines between."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.minus = PartButton(f"{name}: lower", "minus", self)
        self.plus = PartButton(f"{name}: higher", "plus", self)
        self.edit = _ValueEdit(self, pass_on=_STEPS)
        self.edit.setProperty("strong", "true")
        self.edit.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.edit.setAccessibleName(name)
        for button in (self.minus, self.plus):
            button.setAutoRepeat(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        row.addWidget(self.minus)
        row.addWidget(self.edit, 1)
        row.addWidget(self.plus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(painting.pen("line"))
        for across in (self.minus.geometry().right(), self.plus.x()):
            painter.drawLine(across, 2, across, self.height() - 3)
        painter.end()


class Stepper(QWidget):
    """What every stepper does; its rule says how a value is written, read and stepped.

    `changed` tells a new, usable Decimal. `refused` tells the sentence about typed text that cannot be used
    (and an empty one when it is mended); the text itself stays. While there is a problem `value()` is None.
    """

    changed: ClassVar[Signal] = Signal(object)
    refused: ClassVar[Signal] = Signal(str)

    def __init__(self, name: str, rule: StepRule, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rule = rule
        self._value: Decimal | None = None
        self._problem = ""
        self.setAccessibleName(name)
        self._frame = _Frame(name, self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self._frame, 0, Qt.AlignmentFlag.AlignLeft)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # a label's Alt letter asks for one
        self.setFocusProxy(self._frame.edit)
        self._frame.minus.clicked.connect(lambda: self._step(-1))
        self._frame.plus.clicked.connect(lambda: self._step(1))
        self._frame.edit.passed.connect(self._key)
        self._frame.edit.left.connect(self.commit)
        self._frame.edit.textEdited.connect(self._editing)

    def value(self) -> Decimal | None:
        """The value shown, or None when there is none or it cannot be used."""
        return None if self._problem else self._value

    def typed(self) -> str:
        """The text in the field, exactly."""
        return self._frame.edit.text()

    def words_of(self, value: Decimal) -> str:
        """A value as the field would show it."""
        return self._rule.written(value)

    def problem(self) -> str:
        """The sentence about what is typed, or nothing."""
        return self._problem

    def set_value(self, value: Decimal | None) -> None:
        """Show a value without telling anyone."""
        self._value = value
        self._show_text("" if value is None else self._rule.written(value))
        self._set_problem("")

    def keep_room(self, value: Decimal) -> None:
        """Be wide enough for this whatever is shown: nothing beside it moves as it is stepped."""
        longest = self._rule.written(value)
        if longest != self._frame.edit.longest:
            self._frame.edit.longest = longest
            self._fit()

    def commit(self) -> None:
        """Read what is typed now, as leaving the field does."""
        reading = self._rule.read(self.typed().strip())
        if reading.problem:
            self._set_problem(reading.problem)
            return
        self._accept(reading.value)

    def _key(self, event: QKeyEvent) -> None:
        key, ends = event.key(), self._rule.ends()
        ways = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        pages = {Qt.Key.Key_PageUp: 1, Qt.Key.Key_PageDown: -1}
        if key in ways:
            self._step(ways[Qt.Key(key)])
        elif key in pages:
            self._go(self._rule.far(self._standing(), pages[Qt.Key(key)]))
        elif ends is not None:
            self._go(ends[0] if key == Qt.Key.Key_Home else ends[1])

    def _step(self, way: int) -> None:
        self._frame.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self._go(self._rule.neighbour(self._standing(), way))

    def _standing(self) -> Decimal | None:
        """Where a step starts from: what is typed, even when that cannot be used, else the last value."""
        read = self._rule.read(self.typed().strip())
        if read.value is not None:
            return read.value
        found = NUMBER.search(self.typed().replace(",", ""))
        return Decimal(found[0]) if found else self._value

    def _go(self, value: Decimal | None) -> None:
        if value is not None:
            self._accept(value)

    def _accept(self, value: Decimal | None) -> None:
        before, self._value = self._value, value
        self._show_text("" if value is None else self._rule.written(value))
        self._set_problem("")
        if value != before:
            self.changed.emit(value)

    def _editing(self) -> None:
        if self._problem:
            self._set_problem("")

    def _show_text(self, text: str) -> None:
        if self._frame.edit.text() != text:
            before = self._frame.edit.sizeHint()
            self._frame.edit.setText(text)
            if self._frame.edit.sizeHint() != before:
                self._fit()

    def _fit(self) -> None:
        self._frame.edit.updateGeometry()
        self._frame.updateGeometry()

    def _set_problem(self, problem: str) -> None:
        told = problem != self._problem
        self._problem = problem
        self._frame.set_problem(problem)
        self._frame.edit.setAccessibleDescription(problem)
        if told:
            self.refused.emit(problem)

    def minimumSizeHint(self) -> QSize:
        return self._column.minimumSize()


class NumberStepper(Stepper):
    """A whole number of something between two bounds: "4 weeks", "up to 10%".

    Typing past a bound is kept and said; it is not clamped.
    """

    def __init__(
        self,
        name: str,
        *,
        minimum: int,
        maximum: int,
        step: int = 1,
        unit: str = "",
        unit_for_one: str = "",
        prefix: str = "",
        parent: QWidget | None = None,
    ) -> None:
        units = (unit, unit_for_one or unit)
        super().__init__(name, NumberRule(minimum, maximum, step, units, prefix), parent)

    def number(self) -> int | None:
        """The value as a whole number, or None."""
        value = self.value()
        return None if value is None else int(value)
