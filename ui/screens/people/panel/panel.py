"""The panel at the right: one person's place in the list, explained."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from pharmreview.domain.lines.line import UnreadLine
from ui.screens.people.panel.beside import BesideGrid
from ui.screens.people.panel.decided import Entry
from ui.screens.people.panel.explaining import Explained
from ui.widgets.buttons.button import Button, Kind
from ui.widgets.choices.drop_down import DropDown
from ui.widgets.marks.badge import TierBadge
from ui.widgets.marks.label import Rule
from ui.widgets.panels.card import Card, empty_out
from ui.widgets.panels.lines import Line, LineStack, Look
from ui.widgets.panels.notice import Notice, Tone

_NOBODY = Explained(head=(Line("No one is chosen", Look.QUIET),))


class Part(QWidget):
    """Lines with a hairline above; gone when there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stack = LineStack()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Rule())
        column.addWidget(self._stack)

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show these lines, or nothing."""
        self._stack.set_lines(lines)
        self.setVisible(bool(lines))


class Entries(QWidget):
    """Entries of the record that exclude or might, each with a button to say whether it does."""

    answered: ClassVar[Signal] = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Entry, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)

    def show_entries(self, entries: tuple[Entry, ...]) -> None:
        """Show these, or nothing."""
        self.setVisible(bool(entries))
        if entries == self._shown:
            return
        self._shown = entries
        empty_out(self._column)
        for entry in entries:
            stack = LineStack()
            stack.set_lines(entry.lines)
            button = Button(entry.action, small=True)
            button.setAccessibleName(f"{entry.action}: {entry.exclusion.what}")
            button.clicked.connect(lambda _on=False, entry=entry: self.answered.emit(entry))
            row = QHBoxLayout()
            row.addWidget(stack, 1)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            self._column.addWidget(Rule())
            self._column.addLayout(row)


class Repairs(QWidget):
    """A button for each unread line, to put it right; `wanted` tells the line."""

    wanted: ClassVar[Signal] = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[UnreadLine, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)

    def show_lines(self, lines: tuple[UnreadLine, ...]) -> None:
        """Show these, or nothing."""
        self.setVisible(bool(lines))
        if lines == self._shown:
            return
        self._shown = lines
        empty_out(self._column)
        for place, line in enumerate(lines):
            name = LineStack()
            name.set_lines([Line(line.row.name)])
            button = Button("Put right", hint="" if place else "F2", small=True)
            button.setAccessibleName(f"Put right: {line.row.name}")
            button.clicked.connect(lambda _on=False, line=line: self.wanted.emit(line))
            row = QHBoxLayout()
            row.addWidget(name, 1)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            self._column.addLayout(row)


class PersonPanel(QFrame):
    """Who, how much, how it was reached, what was not read, and why this tier. `open_wanted` is Open."""

    open_wanted: ClassVar[Signal] = Signal()
    tier_wanted: ClassVar[Signal] = Signal()
    leave_wanted: ClassVar[Signal] = Signal()
    entry_wanted: ClassVar[Signal] = Signal(object)
    beside_wanted: ClassVar[Signal] = Signal(str)
    repair_wanted: ClassVar[Signal] = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "card")
        self.setAccessibleName("About the chosen person")
        self._head = LineStack()
        self._badge = TierBadge()
        self._excluded = Notice("", tone=Tone.CAUTION)
        self._unread = Notice("", tone=Tone.CAUTION)
        self._medicines = Part()
        self._load = LineStack()
        self._sum = LineStack()
        self._working = Card("Working", frame="note")
        self._working.add(self._sum)
        self._why = Part()
        self._decided = Part()
        self._since = Part()
        self._entries = Entries()
        self._entries.answered.connect(self.entry_wanted)
        self.compare = DropDown("Beside another table", prompt="Beside another table", small=True)
        self.compare.chosen.connect(self.beside_wanted)
        self.compare.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._beside = BesideGrid()
        self._card_beside = Card("Two tables side by side", frame="note")
        self._card_beside.add(self._beside)
        self._repairs = Repairs()
        self._repairs.wanted.connect(self.repair_wanted)
        self.set_tier = Button("Set the tier", small=True)
        self.set_tier.clicked.connect(self.tier_wanted)
        self.leave_out = Button("Leave out")
        self.leave_out.clicked.connect(self.leave_wanted)
        self._scroll = QScrollArea()
        self._open = Button("Open", Kind.FILLED, hint="Enter")
        self._open.clicked.connect(self.open_wanted)
        self._open.setDefault(True)  # so that Enter presses it too
        self._lay_out()
        self.show_explained(None)

    def show_explained(self, explained: Explained | None) -> None:
        """Explain this person, or say that no one is chosen."""
        said = explained or _NOBODY
        moved = said.head != self._head.lines()
        self._head.set_lines(said.head)
        self._badge.setVisible(said.tier is not None)
        if said.tier is not None:
            self._badge.set_tier(said.tier)
        for notice, words in ((self._excluded, said.excluded), (self._unread, said.unread)):
            notice.set_words(*words)
            notice.setVisible(bool(words[0]))
        self._medicines.set_lines(said.medicines)
        self._load.set_lines(said.load)
        self._load.setVisible(bool(said.load))
        self._sum.set_lines(said.working)
        self._working.setVisible(bool(said.working))
        self._why.set_lines(said.why)
        self._decided.set_lines(said.decided)
        self._since.set_lines(said.since)
        self._entries.show_entries(said.entries)
        self._repairs.show_lines(said.to_repair)
        self._beside.show_beside(said.beside)
        is_new = said.beside is not None and self._card_beside.isHidden()
        self._card_beside.setVisible(said.beside is not None)
        if is_new:
            QTimer.singleShot(0, self, self._show_both_tables)
        self.compare.setVisible(bool(said.working) and self.compare.count() > 0)
        for button in (self.set_tier, self.leave_out):
            button.setVisible(said.ready)
        self._open.setEnabled(explained is not None)
        if moved:
            self._scroll.verticalScrollBar().setValue(0)

    def _show_both_tables(self) -> None:
        """Bring the comparison into view, and never the drop-down that has the keys out of it."""
        self._scroll.ensureWidgetVisible(self._card_beside, 0, 0)
        self._scroll.ensureWidgetVisible(self.compare, 0, 6)

    def offer_tables(self, titles: Sequence[tuple[str, str]]) -> None:
        """The tables that the total can be held beside, by id and title; "" for none."""
        if [self.compare.itemData(at) for at in range(self.compare.count())] != [each for each, _ in titles]:
            self.compare.set_options(titles)

    def open_button(self) -> Button:
        """The filled button."""
        return self._open

    def _lay_out(self) -> None:
        body = QWidget()
        body.setObjectName("scrollBody")
        inner = QVBoxLayout(body)
        inner.setContentsMargins(16, 12, 14, 12)
        inner.setSpacing(10)
        badge = QHBoxLayout()
        badge.addWidget(self._badge, 1, Qt.AlignmentFlag.AlignLeft)
        badge.addWidget(self.set_tier)
        inner.addWidget(self._head)
        inner.addLayout(badge)
        parts = (
            self._decided,
            self._since,
            self._excluded,
            self._entries,
            self._unread,
            self._repairs,
            self._medicines,
        )
        for part in (*parts, self._load, self._working, self.compare, self._card_beside, self._why):
            inner.addWidget(part)
        inner.addStretch(1)
        self._scroll.setWidget(body)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName("About the chosen person")
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 10, 16, 12)
        foot.setSpacing(8)
        for button in (self._open, self.leave_out):
            foot.addWidget(button)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self._scroll, 1)
        column.addWidget(Rule())
        column.addLayout(foot)
