"""One line of text, a secret, or a number."""

import re
from decimal import Decimal
from typing import ClassVar

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from pharmreview.domain.digits import plain
from ui.theme.active import current_theme
from ui.theme.tokens import MEDIUM, REGULAR, Role
from ui.widgets.buttons.button import Button, Kind
from ui.widgets.marks import painting
from ui.widgets.marks.label import restyle

_SIGN = 16
_COMES_BACK = (
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)
"""Ways to lose the keys for a moment, after which typing goes on where it was."""


class TextField(QLineEdit):
    """A line of text. `typed` tells each change a person makes; `finished` when they leave or press Enter."""

    typed: ClassVar[Signal] = Signal(str)
    finished: ClassVar[Signal] = Signal()

    def __init__(
        self,
        name: str,
        *,
        placeholder: str = "",
        icon: str = "",
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self._hint = hint
        self._said = ""
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setAcceptDrops(False)  # a file dropped here is meant for the window
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.textEdited.connect(self.typed)
        self.editingFinished.connect(self.finished)
        self._make_room()

    def value(self) -> str:
        """What is typed, exactly."""
        return self.text()

    def set_value(self, value: str) -> None:
        """Show text from its beginning without telling anyone; the caret stays when nothing changed."""
        if value != self.text():
            self.setText(value)
            if not self.hasFocus():
                self.setCursorPosition(0)

    def problem(self) -> str:
        """The sentence that says what is wrong, or nothing."""
        return self._said

    def set_problem(self, problem: str) -> None:
        """Mark or clear the problem edge."""
        if problem != self._said:
            self._said = problem
            self.setAccessibleDescription(problem)
            self.setProperty("problem", "true" if problem else "false")
            restyle(self)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() is Qt.FocusReason.OtherFocusReason:
            self.end(False)  # put here by the program: typing goes on behind what stands

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _COMES_BACK:
            self.setCursorPosition(0)  # a long line is read from its beginning

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        side = current_theme().px(_SIGN)
        if self._icon:
            painting.sign(painter, self._icon, QRect(10, (self.height() - side) // 2, side, side), "ink")
        if self._hint:
            area = self.rect().adjusted(0, 0, -10, 0)
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painting.words(painter, area, self._hint, "ink3", Role.LABEL, MEDIUM, right)
        painter.end()

    def sizeHint(self) -> QSize:
        return QSize(max(current_theme().px(180), self._least_width()), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._least_width(), super().sizeHint().height())

    def _least_width(self) -> int:
        margins = self.textMargins()
        prompt = painting.width_of(self.placeholderText(), Role.BODY, REGULAR)
        return max(prompt, current_theme().px(48)) + margins.left() + margins.right() + 30

    def _make_room(self) -> None:
        left = current_theme().px(_SIGN) + 8 if self._icon else 0
        right = painting.width_of(self._hint, Role.LABEL, MEDIUM) + 6 if self._hint else 0
        self.setTextMargins(left, 0, right, 0)


class SecretField(TextField):
    """A passphrase: hidden until Show is pressed, pasting allowed, never kept in an undo list."""

    def __init__(self, name: str, *, parent: QWidget | None = None) -> None:
        super().__init__(name, parent=parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self._show = Button("Show", Kind.QUIET, icon="eye", small=True, parent=self)
        self._show.setAccessibleName(f"Show the {name.lower()}")
        self._show.setCursor(Qt.CursorShape.ArrowCursor)
        self._show.clicked.connect(self._turn)
        self.setTextMargins(0, 0, self._show.sizeHint().width() + 4, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        size = self._show.sizeHint()
        self._show.setGeometry(
            self.width() - size.width() - 3, (self.height() - size.height()) // 2, size.width(), size.height()
        )

    def _turn(self) -> None:
        hidden = self.echoMode() == QLineEdit.EchoMode.Password
        self.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        self._show.set_words("Hide" if hidden else "Show")
        self._show.setAccessibleName(f"{'Hide' if hidden else 'Show'} the {self.accessibleName().lower()}")
        self._show.set_icon_name("eye-off" if hidden else "eye")


_NUMBER = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,6})?")


class NumberField(TextField):
    """A typed number between two bounds, never altered. `changed` tells a Decimal or None."""

    changed: ClassVar[Signal] = Signal(object)

    def __init__(
        self,
        name: str,
        *,
        minimum: Decimal = Decimal(0),
        maximum: Decimal = Decimal(999_999),
        decimals: int = 0,
        unit: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, hint=unit, parent=parent)
        self._minimum = minimum
        self._maximum = maximum
        self._decimals = decimals
        self._last: Decimal | None = None
        self.typed.connect(self._read_again)
        self.finished.connect(self._say)

    def number(self) -> Decimal | None:
        """The number typed, or None while it cannot be used."""
        return None if self._fault() else self._read()

    def set_number(self, number: Decimal | None) -> None:
        """Show a number without telling anyone."""
        self._last = number
        self.set_value("" if number is None else plain(number))
        self._say()

    def sizeHint(self) -> QSize:
        return QSize(current_theme().px(110), super().sizeHint().height())

    def _read(self) -> Decimal | None:
        text = self.text().strip().replace(",", "")
        return Decimal(text) if _NUMBER.fullmatch(text) else None

    def _fault(self) -> str:
        if not self.text().strip():
            return ""
        number = self._read()
        if number is None:
            return "This is not a number. Type digits only, such as 12."
        if number != round(number, self._decimals):
            return (
                "Type a whole number."
                if not self._decimals
                else f"Use at most {self._decimals} decimal places."
            )
        if not self._minimum <= number <= self._maximum:
            return f"Type a number from {plain(self._minimum)} to {plain(self._maximum)}."
        return ""

    def _read_again(self) -> None:
        if not self._fault():
            self.set_problem("")
        number = self.number()
        if number != self._last:
            self._last = number
            self.changed.emit(number)

    def _say(self) -> None:
        self.set_problem(self._fault())
