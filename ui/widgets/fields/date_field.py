"""A day, typed the British way or picked from a calendar."""

from datetime import date
from typing import ClassVar

from PySide6.QtCore import QDate, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import text as words_of
from ui.text import UnreadDay, read_day
from ui.theme.active import current_theme
from ui.theme.tokens import CONTROL
from ui.widgets.fields.framed import BareEdit, FieldFrame, PartButton


class DateField(FieldFrame):
    """A typed day: "9 Dec 2026" or "09/12/2026". Alt+Down opens a calendar.

    `written` tells the text at each change a person makes; `changed` a date, or None when what is typed
    is not one; `refused` the sentence when they leave it unread (and an empty one when mended). A day
    outside the range is unread, never moved.
    """

    written: ClassVar[Signal] = Signal(str)
    changed: ClassVar[Signal] = Signal(object)
    refused: ClassVar[Signal] = Signal(str)

    def __init__(
        self,
        name: str,
        *,
        earliest: date | None = None,
        latest: date | None = None,
        example: str = "9 Dec 2026",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._earliest = earliest
        self._latest = latest
        self._last: date | None = None
        self.setAccessibleName(name)
        self._edit = BareEdit(self, pass_on=frozenset({Qt.Key.Key_Down}))
        self._edit.setAccessibleName(name)
        self._edit.setPlaceholderText(f"like {example}")
        self._open = PartButton(f"{name}: calendar (Alt+Down)", "calendar", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 1, 2, 1)
        row.setSpacing(2)
        row.addWidget(self._edit, 1)
        row.addWidget(self._open)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # a label's Alt letter asks for one
        self.setFocusProxy(self._edit)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._edit.textEdited.connect(self._typing)
        self._edit.left.connect(self.commit)
        self._edit.passed.connect(self._down)
        self._open.clicked.connect(self.open_calendar)

    def value(self) -> date | None:
        """The day typed, or None."""
        found = self._reading()
        return found if isinstance(found, date) else None

    def iso(self) -> str:
        """The day as "2026-12-09", or nothing."""
        day = self.value()
        return "" if day is None else day.isoformat()

    def typed(self) -> str:
        """The text in the field, exactly."""
        return self._edit.text()

    def set_value(self, value: date | None) -> None:
        """Show a day without telling anyone."""
        self._last = value
        self._show("" if value is None else words_of.weekday_day(value))

    def set_typed(self, typed: str) -> None:
        """Show text as it was typed, read or not, without telling anyone."""
        self._show(typed)
        self._last = self.value()
        if typed:
            self.commit()

    def set_range(self, earliest: date | None, latest: date | None) -> None:
        """The first and last days that can be used."""
        self._earliest, self._latest = earliest, latest
        if self.typed():
            self.commit()

    def commit(self) -> None:
        """Read what is typed now, as leaving the field does: tidy it, or say why it cannot be read."""
        found = self._reading()
        if isinstance(found, UnreadDay):
            self._say(found.problem)
        elif found is not None:
            self._show(words_of.weekday_day(found))
        else:
            self._say("")
        self._tell()

    def open_calendar(self) -> None:
        """Show a calendar under the field; picking a day there types it."""
        popup = QWidget(self, Qt.WindowType.Popup)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = QCalendarWidget(popup)
        calendar.setAccessibleName(f"{self.accessibleName()}: calendar")
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        for bound, put in (
            (self._earliest, calendar.setMinimumDate),
            (self._latest, calendar.setMaximumDate),
        ):
            if bound is not None:
                put(QDate(bound.year, bound.month, bound.day))
        day = self.value()
        if day is not None:
            calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        column = QVBoxLayout(popup)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(calendar)
        calendar.activated.connect(lambda chosen: self._picked(chosen, popup))
        calendar.clicked.connect(lambda chosen: self._picked(chosen, popup))
        popup.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        popup.show()
        calendar.setFocus()

    def sizeHint(self) -> QSize:
        theme = current_theme()
        return QSize(theme.px(166), theme.px(CONTROL))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _reading(self) -> date | UnreadDay | None:
        typed = self._edit.text().strip()
        if not typed:
            return None
        found = read_day(typed)
        if isinstance(found, UnreadDay):
            return found
        if self._earliest is not None and found < self._earliest:
            return UnreadDay(typed, f"Choose a day from {words_of.day(self._earliest)} onwards.")
        if self._latest is not None and found > self._latest:
            return UnreadDay(typed, f"Choose a day no later than {words_of.day(self._latest)}.")
        return found

    def _typing(self) -> None:
        self.written.emit(self.typed())
        self._say("")
        self._tell()

    def _tell(self) -> None:
        day = self.value()
        if day != self._last:
            self._last = day
            self.changed.emit(day)

    def _show(self, text: str) -> None:
        if self._edit.text() != text:
            self._edit.setText(text)
        self._say("")

    def _say(self, problem: str) -> None:
        if problem != self.problem():
            self.set_problem(problem)
            self._edit.setAccessibleDescription(problem)
            self.refused.emit(problem)

    def _down(self, event: QKeyEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()

    def _picked(self, chosen: QDate, popup: QWidget) -> None:
        self._show(words_of.weekday_day(date(chosen.year(), chosen.month(), chosen.day())))
        popup.close()
        self._edit.setFocus()
        self.written.emit(self.typed())
        self._tell()
