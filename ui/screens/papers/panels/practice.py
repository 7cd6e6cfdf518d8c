"""The practice's own details, typed where they are missed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pharmreview.domain.patient import Practice
from ui.screens.papers.props import Props
from ui.widgets.buttons.button import Button, Kind
from ui.widgets.fields.note_field import NoteField
from ui.widgets.fields.text_field import TextField
from ui.widgets.panels.captioned import Captioned
from ui.widgets.panels.card import Card
from ui.widgets.panels.notice import Banner, Notice, Tone


class PracticeCard(Card):
    """The practice's own details, for the head of its papers. Folded unless asked for."""

    changed = Signal(object)

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
        self.ask_button.setVisible(not on and not self._pinned)
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
