"""The panel at the right: what to look at, the lines for the record, and the practice's details."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QTabBar, QVBoxLayout, QWidget

from pharmreview.domain.patient import Practice
from ui.screens.papers.props import Look, Props
from ui.theme.tokens import REGULAR, SEMIBOLD, Role
from ui.widgets.buttons.button import Button, Kind
from ui.widgets.fields.note_field import NoteField
from ui.widgets.fields.text_field import TextField
from ui.widgets.marks.label import Label
from ui.widgets.panels.captioned import Captioned
from ui.widgets.panels.card import Card, empty_out
from ui.widgets.panels.notice import Banner, Notice, Tone


class LookCard(Card):
    """What to look at before printing. It warns and never blocks."""

    def __init__(self) -> None:
        super().__init__("Look at before printing")
        self.count = Label("", Role.TABLE, "ink2", weight=SEMIBOLD)
        self.add_beside_title(self.count)
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        self.body.addLayout(self._list)
        self.quiet = Label("", Role.LABEL, "ink2", weight=REGULAR, wrap=True)
        self.add(self.quiet)
        self._shown: tuple[Look, ...] = ()
        self.cards: list[Notice] = []

    def show_props(self, props: Props) -> None:
        """Show each thing once."""
        self.count.setText(str(len(props.looks)) if props.looks else "")
        if props.looks:
            self.quiet.setText("Warnings, not blocks. You decide.")
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


class RecordCard(Card):
    """The lines for the GP's record, and whether they were copied."""

    def __init__(self) -> None:
        super().__init__("GP record")
        self.state = Label("", Role.LABEL, "cautionink", weight=SEMIBOLD)
        self.add_beside_title(self.state)
        self.add(
            Label("Plain text. Clears from the clipboard after 60 seconds.", Role.LABEL, "ink2", wrap=True)
        )
        self.lines = Label("", Role.LABEL, weight=REGULAR, wrap=True)
        frame = Card(frame="note")
        frame.add(self.lines)
        self.add(frame)
        self.copy = Button("Copy for GP record", icon="copy", hint="Ctrl+Shift+C", small=True)
        row = QHBoxLayout()
        row.addWidget(self.copy)
        row.addStretch(1)
        self.body.addLayout(row)

    def show_props(self, props: Props) -> None:
        """Show the lines as they will be copied."""
        self.state.setText(props.record_state)
        self.state.set_tone("cautionink" if props.record_state.startswith("not") else "done")
        self.lines.setText("\n".join(_unfolded(props.record)) or "No lines can be made yet.")
        self.copy.setEnabled(bool(props.record))


class PracticeCard(Card):
    """The practice's own details, for the head of its papers. Folded unless asked for."""

    changed = Signal(object)
    left_field = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.fold = Button("Practice details", Kind.QUIET, icon="chevron-down", small=True)
        self.ask = Notice(
            "Which practice do these papers come from?",
            "They go out without a name until it is filled in here.",
        )
        self.ask_button = self.ask.add_choice("Fill it in", icon="pencil")
        self.problem = Banner()
        self._name = TextField("Practice name")
        self._address = NoteField("Practice address, a line each", least=2, most=5)
        self._phone = TextField("Practice phone")
        self._hours = TextField("When the phone is answered", placeholder="weekdays 8:30am to 5pm")
        self._out = TextField("Out of hours", placeholder="NHS 111")
        self._pharmacy = TextField("Pharmacy")
        self._pharmacy_phone = TextField("Pharmacy phone")
        self._shown: Practice | None = None
        self._fields = QWidget()
        column = QVBoxLayout(self._fields)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for label, field in self._labelled():
            column.addWidget(Captioned(label, field))
            field.typed.connect(self._typed)
        head = QHBoxLayout()
        head.addWidget(self.fold)
        head.addStretch(1)
        self.body.addLayout(head)
        for part in (self.ask, self.problem, self._fields):
            self.add(part)
        self._open = False
        self._pinned = False
        self.fold.clicked.connect(lambda: self.set_open(on=not self._open))
        self.ask_button.clicked.connect(self.fill_in)
        self.set_open(on=False)

    def fill_in(self) -> None:
        """Unfold, and go to the name."""
        self.set_open(on=True)
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_open(self, *, on: bool) -> None:
        """Fold or unfold the fields."""
        self._open = on
        self._fields.setVisible(on or self._pinned)
        self.fold.set_icon_name("chevron-up" if on else "chevron-down")
        self.fold.setAccessibleDescription("unfolded" if on else "folded")

    def set_pinned(self, *, pinned: bool) -> None:
        """As a tab of its own it is always unfolded."""
        self._pinned = pinned
        self.fold.setVisible(not pinned)
        self.set_open(on=self._open)

    def show_props(self, props: Props) -> None:
        """Show the details; what is being typed is left alone."""
        self.ask.setVisible(props.asks_practice)
        if props.practice_problem:
            self.problem.say("The details are not kept", props.practice_problem, Tone.STOP)
        else:
            self.problem.clear()
        practice = props.practice
        if practice is None or practice == self._shown:
            return
        self._shown = practice
        self._name.set_value(practice.name)
        self._address.set_value("\n".join(practice.address))
        self._phone.set_value(practice.phone)
        self._hours.set_value(practice.hours)
        self._out.set_value(practice.out_of_hours)
        self._pharmacy.set_value(practice.pharmacy)
        self._pharmacy_phone.set_value(practice.pharmacy_phone)

    def _typed(self) -> None:
        if self._shown is None:
            return
        typed = {
            "name": self._name.value(),
            "address": tuple(line for line in self._address.value().split("\n") if line.strip()),
            "phone": self._phone.value(),
            "hours": self._hours.value(),
            "out_of_hours": self._out.value(),
            "pharmacy": self._pharmacy.value(),
            "pharmacy_phone": self._pharmacy_phone.value(),
        }
        self._shown = self._shown.model_copy(update=typed)
        self.changed.emit(self._shown)

    def _labelled(self) -> tuple[tuple[str, TextField | NoteField], ...]:
        return (
            ("&Name", self._name),
            ("&Address", self._address),
            ("&Phone", self._phone),
            ("&When it is answered", self._hours),
            ("&Out of hours", self._out),
            ("Phar&macy", self._pharmacy),
            ("Pharmac&y phone", self._pharmacy_phone),
        )


class Beside(QWidget):
    """The three cards in one column that scrolls, or one at a time as tabs on a small window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look, self.record, self.practice = LookCard(), RecordCard(), PracticeCard()
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Look, record and practice")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        for words in ("Look", "Record", "Practice"):
            self.tabs.addTab(words)
        self.tabs.currentChanged.connect(lambda _place: self._show_tab())
        inside = QWidget()
        inside.setObjectName("scrollBody")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for card in self._cards():
            card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
            column.addWidget(card)
        column.addStretch(1)
        self.area = QScrollArea()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(inside)
        self.area.viewport().setAutoFillBackground(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(6)
        whole.addWidget(self.tabs)
        whole.addWidget(self.area, 1)
        self._small = False
        self.set_small(small=False)

    def sizeHint(self) -> QSize:
        return QSize(300, 400)

    def set_small(self, *, small: bool) -> None:
        """Tabs, or all three under one another."""
        self._small = small
        self.tabs.setVisible(small)
        self.practice.set_pinned(pinned=small)
        self._show_tab()

    def show_props(self, props: Props) -> None:
        """Show every card as it stands."""
        for card in (self.look, self.record, self.practice):
            card.show_props(props)
        self.tabs.setTabText(0, f"Look {len(props.looks)}" if props.looks else "Look")
        self.tabs.setTabText(2, "Practice 1" if props.asks_practice else "Practice")

    def show_practice(self) -> None:
        """Bring the practice's details forward."""
        self.tabs.setCurrentIndex(2)
        self.practice.fill_in()

    def _cards(self) -> tuple[Card, ...]:
        return (self.look, self.record, self.practice)

    def _show_tab(self) -> None:
        for place, card in enumerate(self._cards()):
            card.setVisible(not self._small or place == self.tabs.currentIndex())


def _unfolded(lines: tuple[str, ...]) -> list[str]:
    """Lines folded for a plain record, joined again for a panel that wraps by itself."""
    whole: list[str] = []
    for line in lines:
        if line.startswith("  ") and whole:
            whole[-1] += f" {line.strip()}"
        else:
            whole.append(line)
    return whole
