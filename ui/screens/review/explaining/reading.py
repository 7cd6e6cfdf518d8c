"""What was given to read or watch, each with who made it, where it is, and when that was last looked at."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pharmreview.domain.review.reading import Reading
from ui import text as words_of
from ui.forms.editors.choosing import say_what
from ui.forms.editors.editor import OTHER
from ui.theme.tokens import REGULAR, Role
from ui.widgets.choices.tick_row import TickRow
from ui.widgets.marks.label import Label
from ui.widgets.panels.captioned import SignMark
from ui.widgets.panels.card import Card

_UNDER_THE_WORDS = 29


def whence(reading: Reading, today: date) -> tuple[str, bool]:
    """Who made it, where it is and when that was looked at, in words; and whether it is to be looked at."""
    if not reading.address:
        return reading.publisher, False
    place = reading.address.removeprefix("https://").removeprefix("www.")
    if reading.checked is None:
        return f"{reading.publisher}: {place}, not looked at yet", False
    looked = f"looked at {words_of.day(reading.checked)}"
    if reading.to_check_on(today):
        return f"{reading.publisher}: {place}, {looked}. It is due again.", True
    return f"{reading.publisher}: {place}, {looked}", False


class ReadingCard(Card):
    """A tick for each thing given."""

    given = Signal(object)
    other_typed = Signal(str)
    left = Signal()

    def __init__(self, readings: tuple[Reading, ...], today: date) -> None:
        super().__init__("Reading given", subtitle="a local list, with the day each address was looked at")
        self._chosen: tuple[str, ...] = ()
        self.ticks: dict[str, TickRow] = {}
        for reading in readings:
            self.add(self._row(reading, today))
        tick = TickRow("Other")
        tick.clicked.connect(lambda _on: self._ticked())
        self.ticks[OTHER] = tick
        self.add(tick)
        self.other = say_what("Reading given")
        self.other.typed.connect(self.other_typed)
        self.other.finished.connect(self.left)
        self.add(self.other)

    def show_given(self, codes: tuple[str, ...], other: str) -> None:
        """Show what was given."""
        self._chosen = codes
        for code, tick in self.ticks.items():
            tick.setChecked(code in codes)
        self.other.set_value(other)
        self.other.setVisible(OTHER in codes)

    def _row(self, reading: Reading, today: date) -> QWidget:
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        tick = TickRow(reading.title)
        tick.clicked.connect(lambda _on: self._ticked())
        column.addWidget(tick)
        words, doubtful = whence(reading, today)
        column.addWidget(_under(Label(reading.what, Role.LABEL, "ink2", weight=REGULAR, wrap=True)))
        place = Label(words, Role.LABEL, "cautionink" if doubtful else "ink3", weight=REGULAR, wrap=True)
        column.addWidget(_under(place, "warning" if doubtful else ""))
        tick.setAccessibleDescription(f"{reading.what} {words}")
        self.ticks[reading.code] = tick
        return row

    def _ticked(self) -> None:
        ticked = [code for code, tick in self.ticks.items() if tick.isChecked()]
        kept = [c for c in self._chosen if c in ticked]
        self.given.emit(tuple(kept + [c for c in ticked if c not in kept]))


def _under(label: Label, sign: str = "") -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(_UNDER_THE_WORDS, 0, 0, 0)
    row.setSpacing(5)
    if sign:
        row.addWidget(SignMark(sign, "cautionline", 13), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label, 1)
    return made
