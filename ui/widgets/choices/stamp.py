"""A day given by a tick: it says that something was done, and when that was noted."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui import text as words_of
from ui.widgets.choices.chips import Chip, ChipOption


class Stamp(Chip):
    """A chip that stamps today. Pressed again it takes the day away."""

    stamped = Signal(str)
    """The day in ISO form, "" where it was taken away."""

    def __init__(self, words: str, name: str, today: date, parent: QWidget | None = None) -> None:
        super().__init__(ChipOption(words, words), parent)
        self._words = words
        self._name = name
        self._today = today
        self._day = ""
        self._say()
        self.clicked.connect(self._pressed)

    def value(self) -> str:
        """The day in ISO form, or ""."""
        return self._day

    def set_value(self, day: str) -> None:
        """Show a day, or none."""
        self._day = day
        self.setChecked(bool(day))
        self._say()

    def _pressed(self) -> None:
        self.set_value("" if self._day else self._today.isoformat())
        self.stamped.emit(self._day)

    def _say(self) -> None:
        read = words_of.read_day(self._day) if self._day else None
        when = words_of.day(read) if isinstance(read, date) else self._day
        self.set_option(ChipOption(self._words, f"{self._words} {when}" if when else self._words))
        self.setAccessibleName(f"{self._name}, {when}" if when else self._name)
