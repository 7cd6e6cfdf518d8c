"""The panel at the right: what to look at, the lines for the record, and the practice's details."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QTabBar, QVBoxLayout, QWidget

from pharmreview.domain.paper import RecordPart
from ui.screens.papers.panels.going import GoingCard
from ui.screens.papers.panels.practice import PracticeCard
from ui.screens.papers.props import Look, Props
from ui.theme.tokens import REGULAR, SEMIBOLD, Role
from ui.widgets.buttons.button import Button, Kind
from ui.widgets.choices.drop_down import DropDown
from ui.widgets.marks.label import Label
from ui.widgets.panels.card import Card, empty_out
from ui.widgets.panels.notice import Notice
from ui.widgets.panels.scroll import scrolls_down

_AT_FIRST = 2


class LookCard(Card):
    """What to look at before printing. It warns and never blocks."""

    def __init__(self) -> None:
        super().__init__("Look at before printing")
        self.count = Label("", Role.TABLE, "ink2", weight=SEMIBOLD)
        self.add_beside_title(self.count)
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        self.body.addLayout(self._list)
        self.more = Button("", Kind.QUIET, small=True)
        self.more.clicked.connect(self._turn)
        row = QHBoxLayout()
        row.addWidget(self.more)
        row.addStretch(1)
        self.body.addLayout(row)
        self.quiet = Label("", Role.LABEL, "ink2", weight=REGULAR, wrap=True)
        self.add(self.quiet)
        self._shown: tuple[Look, ...] = ()
        self._all = False
        self._pinned = False
        self.cards: list[Notice] = []
        self._fold()

    def show_props(self, props: Props) -> None:
        """Show each thing once."""
        self.count.setText(str(len(props.looks)) if props.looks else "")
        if props.looks:
            self.quiet.setText(_weight(props.looks))
        elif props.judged:
            self.quiet.setText("Nothing stands out in what is ticked. Read each page once before it goes.")
        else:
            self.quiet.setText("Nothing is ticked, so there is nothing to look at yet.")
        if props.looks != self._shown:
            self._shown = props.looks
            empty_out(self._list)
            self.cards = [Notice(look.title, look.reason) for look in props.looks]
            for card in self.cards:
                self._list.addWidget(card)
            self._fold()

    def set_pinned(self, *, pinned: bool) -> None:
        """As a tab of its own it shows everything."""
        self._pinned = pinned
        self._fold()

    def _turn(self) -> None:
        self._all = not self._all
        self._fold()

    def _fold(self) -> None:
        """Two at first, so that the record below stays in view."""
        hidden = max(len(self.cards) - _AT_FIRST, 0)
        for place, card in enumerate(self.cards):
            card.setVisible(self._all or self._pinned or place < _AT_FIRST)
        self.more.setVisible(bool(hidden) and not self._pinned)
        self.more.set_words("Show fewer" if self._all else f"Show {hidden} more")
        self.more.set_icon_name("chevron-up" if self._all else "chevron-down")


def _weight(looks: tuple[Look, ...]) -> str:
    """Whether what is shown stops a paper or leaves it to whoever prints."""
    said = {True: "A draft stays here.", False: "Warnings, not blocks. You decide."}
    return " ".join(said[stops] for stops in (True, False) if any(look.stops is stops for look in looks))


class RecordCard(Card):
    """The summary for the GP's record, and whether it was copied.

    `wanted` tells the title of a section to copy, or "" for the whole.
    """

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__("GP record")
        self.state = Label("", Role.LABEL, "cautionink", weight=SEMIBOLD)
        self.add_beside_title(self.state)
        self.add(
            Label("Plain text. Clears from the clipboard after 60 seconds.", Role.LABEL, "ink2", wrap=True)
        )
        self.copy = Button("Copy for GP record", icon="copy", hint="Ctrl+Shift+C", small=True)
        row = QHBoxLayout()
        row.addWidget(self.copy)
        row.addStretch(1)
        self.body.addLayout(row)
        self.section = DropDown("Copy one section", prompt="Copy one section", small=True, acts=True)
        self.section.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.add(self.section)
        for control in (self.copy, self.section):
            control.setMinimumHeight(control.sizeHint().height())
        self.copy.clicked.connect(lambda _on: self.wanted.emit(""))
        self.section.chosen.connect(self._copy_section)
        self._parts: tuple[RecordPart, ...] = ()
        self.lines = Label("", Role.LABEL, weight=REGULAR, wrap=True)
        frame = Card(frame="note")
        frame.add(self.lines)
        self.add(frame)

    def show_props(self, props: Props) -> None:
        """Show the lines as they will be copied."""
        changed = "changed since" in props.record_state
        waits = changed or props.record_state.startswith("not")
        self.state.setText("changed since copied" if changed else props.record_state.partition(" by ")[0])
        self.state.setToolTip(props.record_state)
        self.state.set_tone("cautionink" if waits else "done")
        self.copy.setEnabled(bool(props.record))
        self.section.setEnabled(bool(props.record))
        if props.record != self._parts or not props.record:
            self._parts = props.record
            self.section.set_options([(part.title, part.title.capitalize()) for part in props.record])
            self.section.set_value(None)
            self.lines.setText(_shown(props.record) or "No lines can be made yet.")

    def _copy_section(self, title: str) -> None:
        self.section.set_value(None)
        self.wanted.emit(title)

    def set_narrow(self, *, narrow: bool) -> None:
        """In a narrow panel the keys are in the tip only."""
        self.copy.set_hint("" if narrow else "Ctrl+Shift+C")
        self.copy.setToolTip("Ctrl+Shift+C")


class Beside(QWidget):
    """The four cards in one column that scrolls, or one at a time as tabs on a small window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.going, self.look = GoingCard(), LookCard()
        self.record, self.practice = RecordCard(), PracticeCard()
        self._going = False
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("To whom, look, record and practice")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        for words in ("To", "Look", "Record", "Practice"):
            self.tabs.addTab(words)
        self.tabs.currentChanged.connect(lambda _place: self._show_tab())
        inside = QWidget()
        inside.setObjectName("scrollBody")
        self._column = column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for card in self._cards():
            column.addWidget(card)
        column.addStretch(1)
        self.area = scrolls_down(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(6)
        whole.addWidget(self.tabs)
        whole.addWidget(self.area, 1)
        self._small = False
        self._asked = False
        self.set_small(small=False)

    def sizeHint(self) -> QSize:
        return QSize(300, 400)

    def set_small(self, *, small: bool, narrow: bool = False) -> None:
        """Tabs, or all four under one another."""
        self._small = small
        self.look.set_pinned(pinned=small)
        self.record.set_narrow(narrow=narrow)
        self.tabs.setVisible(small)
        self.practice.set_pinned(pinned=small)
        self._show_tab()

    def show_props(self, props: Props) -> None:
        """Show every card as it stands; the practice comes first once it had to be asked for."""
        for card in (self.look, self.record, self.practice):
            card.show_props(props)
        self.going.show_going(props.going, props.asked)
        self._going = props.going is not None or bool(props.asked)
        self._asked = self._asked or props.asks_practice
        place = 0 if self._asked else 3
        if self._column.indexOf(self.practice) != place:
            self._column.removeWidget(self.practice)
            self._column.insertWidget(place, self.practice)
        self.tabs.setTabText(1, f"Look {len(props.looks)}" if props.looks else "Look")
        self.tabs.setTabText(3, "Practice 1" if props.asks_practice else "Practice")
        missing = sum(one.needed and not one.value.strip() for one in props.asked)
        self.tabs.setTabText(0, f"To {missing}" if missing else "To")
        self.tabs.setTabVisible(0, self._going)
        self._show_tab()

    def show_practice(self) -> None:
        """Bring the practice's details forward."""
        self.tabs.setCurrentIndex(3)
        self.practice.fill_in()

    def _cards(self) -> tuple[Card, ...]:
        return (self.going, self.look, self.record, self.practice)

    def _show_tab(self) -> None:
        for place, card in enumerate(self._cards()):
            shown = not self._small or place == self.tabs.currentIndex()
            card.setVisible(shown and (self._going or card is not self.going))


def _shown(parts: tuple[RecordPart, ...]) -> str:
    """The first section as it is copied, and what else the whole holds."""
    if not parts:
        return ""
    rest = [part.title.capitalize() for part in parts[1:]]
    first = "\n".join(_unfolded(parts[0].text.splitlines()))
    return f"{first}\n\nThe whole also holds: {', '.join(rest)}." if rest else first


def _unfolded(lines: list[str]) -> list[str]:
    whole: list[str] = []
    for line in lines:
        if line.startswith("  ") and whole:
            whole[-1] += f" {line.strip()}"
        else:
            whole.append(line)
    return whole
