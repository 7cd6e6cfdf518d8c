"""A value between a minus and a plus. It never corrects what was typed."""

import re
from decimal import Decimal
from typing import ClassVar, NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pharmreview.domain.digits import plain
from ui import text as words_of
from ui.theme.active import current_theme
from ui.theme.tokens import CONTROL, SEMIBOLD, Role
from ui.widgets.fields.framed import BareEdit, FieldFrame, PartButton
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
NUMBER = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,6})?")


class Reading(NamedTuple):
    """Typed text read: a value, or None with the sentence that says why not."""

    value: Decimal | None
    problem: str = ""


class _ValueEdit(BareEdit):
    """The value itself, as wide as its words and no wider."""

    def sizeHint(self) -> QSize:
        theme = current_theme()
        width = painting.width_of(self.text(), Role.BODY, SEMIBOLD) + 26
        return QSize(max(width, theme.px(66)), theme.px(CONTROL) - 2)

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
    """What every stepper does. Subclasses say how a value is written, read, and stepped.

    `changed` tells a new, usable Decimal. `refused` tells the sentence about typed text that cannot be used
    (and an empty one when it is mended); the text itself stays. While there is a problem `value()` is None.
    """

    changed: ClassVar[Signal] = Signal(object)
    refused: ClassVar[Signal] = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value: Decimal | None = None
        self._problem = ""
        self.setAccessibleName(name)
        self._frame = _Frame(name, self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self._frame, 0, Qt.AlignmentFlag.AlignLeft)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
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

    def problem(self) -> str:
        """The sentence about what is typed, or nothing."""
        return self._problem

    def set_value(self, value: Decimal | None) -> None:
        """Show a value without telling anyone."""
        self._value = value
        self._show_text("" if value is None else self.written(value))
        self._set_problem("")

    def commit(self) -> None:
        """Read what is typed now, as leaving the field does."""
        reading = self.read(self.typed().strip())
        if reading.problem:
            self._set_problem(reading.problem)
            return
        self._accept(reading.value)

    def written(self, value: Decimal) -> str:
        """The value as the field shows it."""
        raise NotImplementedError

    def read(self, typed: str) -> Reading:
        """The text as a value, or why not."""
        raise NotImplementedError

    def neighbour(self, value: Decimal | None, way: int) -> Decimal | None:
        """The next value down (-1) or up (1), or None at the end."""
        raise NotImplementedError

    def far(self, value: Decimal | None, way: int) -> Decimal | None:
        """The biggest allowed move down or up: one step unless a subclass says more."""
        return self.neighbour(value, way)

    def ends(self) -> tuple[Decimal, Decimal] | None:
        """The lowest and highest values, or None when there are none."""
        raise NotImplementedError

    def _key(self, event: QKeyEvent) -> None:
        key, ends = event.key(), self.ends()
        ways = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        pages = {Qt.Key.Key_PageUp: 1, Qt.Key.Key_PageDown: -1}
        if key in ways:
            self._step(ways[Qt.Key(key)])
        elif key in pages:
            self._go(self.far(self._standing(), pages[Qt.Key(key)]))
        elif ends is not None:
            self._go(ends[0] if key == Qt.Key.Key_Home else ends[1])

    def _step(self, way: int) -> None:
        self._frame.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self._go(self.neighbour(self._standing(), way))

    def _standing(self) -> Decimal | None:
        """Where a step starts from: what is typed, even when that cannot be used, else the last value."""
        found = NUMBER.search(self.typed().replace(",", ""))
        return Decimal(found[0]) if found else self._value

    def _go(self, value: Decimal | None) -> None:
        if value is not None:
            self._accept(value)

    def _accept(self, value: Decimal | None) -> None:
        before, self._value = self._value, value
        self._show_text("" if value is None else self.written(value))
        self._set_problem("")
        if value != before:
            self.changed.emit(value)

    def _editing(self) -> None:
        if self._problem:
            self._set_problem("")

    def _show_text(self, text: str) -> None:
        if self._frame.edit.text() != text:
            self._frame.edit.setText(text)
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
        super().__init__(name, parent)
        self._minimum = Decimal(minimum)
        self._maximum = Decimal(maximum)
        self._stride = Decimal(step)
        self._unit = unit
        self._unit_for_one = unit_for_one or unit
        self._prefix = prefix

    def number(self) -> int | None:
        """The value as a whole number, or None."""
        value = self.value()
        return None if value is None else int(value)

    def written(self, value: Decimal) -> str:
        unit = self._unit_for_one if value == 1 else self._unit
        gap = "" if unit in {"", "%"} else " "
        return f"{self._prefix}{words_of.number(value)}{gap}{unit}"

    def read(self, typed: str) -> Reading:
        if not typed:
            return Reading(None)
        bare = typed.lower().removeprefix(self._prefix.lower()).strip().replace(",", "")
        for unit in sorted({self._unit.lower(), self._unit_for_one.lower()} - {""}, key=len, reverse=True):
            if bare.endswith(unit):
                bare = bare.removesuffix(unit).strip()
                break
        if not re.fullmatch(r"[0-9]{1,9}", bare):
            return Reading(None, f"This is not a whole number. Type one such as {plain(self._minimum)}.")
        value = Decimal(bare)
        if not self._minimum <= value <= self._maximum:
            return Reading(None, f"Type a number from {plain(self._minimum)} to {plain(self._maximum)}.")
        return Reading(value)

    def neighbour(self, value: Decimal | None, way: int) -> Decimal | None:
        if value is None:
            return self._minimum
        return min(max(value + way * self._stride, self._minimum), self._maximum)

    def ends(self) -> tuple[Decimal, Decimal] | None:
        return self._minimum, self._maximum
