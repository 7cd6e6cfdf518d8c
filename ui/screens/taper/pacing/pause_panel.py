"""Making up a pause: why, from when, for how long, and what is printed. Nothing changes until it is saved."""

from dataclasses import replace
from decimal import Decimal
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.screens.taper.pacing.pace_rules import IntervalRule
from ui.screens.taper.panels.medicines_panel import scrolled
from ui.screens.taper.props import Pausing
from ui.screens.taper.words.pausing import PauseDraft
from ui.theme.tokens import REGULAR, SEMIBOLD, Role
from ui.widgets.buttons.button import Button, Kind
from ui.widgets.choices.chips import ChipOption, ChipSet
from ui.widgets.fields.date_field import DateField
from ui.widgets.fields.stepper import Stepper
from ui.widgets.fields.text_field import TextField
from ui.widgets.marks.label import Label
from ui.widgets.panels.captioned import Captioned
from ui.widgets.panels.card import Card

_LONGEST_DAYS = 364


class PausePanel(QWidget):
    """Tells every change of the draft; the model answers with what it would move."""

    drafted: ClassVar[Signal] = Signal(object)
    refused: ClassVar[Signal] = Signal(str)
    save_wanted: ClassVar[Signal] = Signal()
    cancel_wanted: ClassVar[Signal] = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft = PauseDraft()
        self._problem = ""
        self.reasons = ChipSet("Reason")
        self.other = TextField("Other reason", placeholder="In their own words")
        self.start = DateField("From")
        self.length = Stepper("For", IntervalRule(_LONGEST_DAYS))
        self._until = Label("", Role.BODY, weight=SEMIBOLD, wrap=True)
        self._stays = Label("", Role.LABEL, "ink2", weight=REGULAR, wrap=True)
        self._printed = Label("", Role.TABLE, weight=REGULAR, wrap=True)
        self.save = Button("Save pause", Kind.FILLED, hint="Ctrl+Enter")
        self.cancel = Button("Cancel", hint="Esc")
        self._from = Captioned("&From", self.start)
        self._for = Captioned("F&or", self.length)
        self._lay_out()
        self._connect()

    def show_pausing(self, pausing: Pausing, person: str) -> None:
        """Show the draft and what it does."""
        self._draft = pausing.draft
        self.reasons.set_options([ChipOption(code, words) for code, words in pausing.reasons])
        self.reasons.set_value(pausing.draft.reasons)
        if self.other.value() != pausing.draft.other:
            self.other.set_value(pausing.draft.other)
        if pausing.draft.start is not None and self.start.value() != pausing.draft.start:
            self.start.set_value(pausing.draft.start)
        days = pausing.draft.days
        if days is not None and self.length.value() != Decimal(days):
            self.length.set_value(Decimal(days))
        self._problem = pausing.problem
        self._from.set_problem(pausing.problem)
        self._until.setText(pausing.until)
        self._stays.setText(pausing.stays)
        self._printed.setText(f"Printed for {person}: {pausing.printed}" if person else pausing.printed)
        self.save.setEnabled(pausing.can_save)

    def focus_first(self) -> None:
        """Begin at how long."""
        self.length.setFocus()

    def _tell(self, draft: PauseDraft) -> None:
        if draft != self._draft:
            self._draft = draft
            self.drafted.emit(draft)

    def _connect(self) -> None:
        self.reasons.changed.connect(lambda codes: self._tell(replace(self._draft, reasons=codes)))
        self.other.typed.connect(lambda words: self._tell(replace(self._draft, other=words)))
        self.start.changed.connect(lambda day: self._tell(replace(self._draft, start=day)))
        self.start.refused.connect(self._start_refused)
        self.length.changed.connect(self._length_changed)
        self.length.refused.connect(self._length_refused)
        self.save.clicked.connect(self.save_wanted)
        self.cancel.clicked.connect(self.cancel_wanted)

    def _start_refused(self, sentence: str) -> None:
        """A day that can be read may still be one that the plan cannot use: its sentence stands."""
        if sentence:
            self.refused.emit(sentence)
        else:
            self._from.set_problem(self._problem)

    def _length_changed(self, days: Decimal | None) -> None:
        self._tell(replace(self._draft, days=None if days is None else int(days)))

    def _length_refused(self, sentence: str) -> None:
        if sentence:
            self._tell(replace(self._draft, days=None))

    def _lay_out(self) -> None:
        card = Card("Add a pause")
        card.add(Label("Nothing changes until you save.", Role.LABEL, "ink2", wrap=True))
        card.add(self._from)
        card.add(self._for)
        card.add(self._until)
        card.add(self._stays)
        card.add(Label("Reason", Role.LABEL, "ink2"))
        card.add(self.reasons)
        card.add(Captioned("Other &reason", self.other))
        note = Card(frame="note")
        note.add(self._printed)
        card.add(note)
        inner = QWidget()
        body = QVBoxLayout(inner)
        body.setContentsMargins(0, 0, 4, 0)
        body.addWidget(card)
        body.addStretch(1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.save, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(scrolled(inner, "Add a pause"), 1)
        column.addLayout(buttons)
