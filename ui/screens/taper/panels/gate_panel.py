"""What agreeing waits for: a typed reason for a large step, and a second look at a very large one."""

from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.forms.editors.editor import leave_undo_to_the_case
from ui.screens.taper.words.cautions import Gate
from ui.theme.tokens import REGULAR, Role
from ui.widgets.choices.tick_row import TickRow
from ui.widgets.fields.note_field import NoteField
from ui.widgets.marks.label import Label
from ui.widgets.panels.captioned import Captioned
from ui.widgets.panels.card import Card


class GatePanel(Card):
    """Opens when Agree is pressed; closes when the plan no longer asks for it."""

    reason_typed: ClassVar[Signal] = Signal(str)
    confirmed: ClassVar[Signal] = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Before you agree", frame="resume", parent=parent)
        self._why = Label("", Role.LABEL, weight=REGULAR, wrap=True)
        self.note = NoteField("Reason for a step above 10%", least=2, most=4)
        self.tick = TickRow("", role=Role.TABLE)
        self.add(self._why)
        self._row = Captioned("&Why is it right here?", self.note)
        self.add(self._row)
        self.add(self.tick)
        self.note.typed.connect(self.reason_typed)
        self.tick.clicked.connect(self.confirmed)
        leave_undo_to_the_case(self.note)
        self.hide()

    def show_gate(self, gate: Gate, reason: str, *, opened: bool, confirmed: bool) -> None:
        """Ask for what the plan asks for."""
        show = opened and bool(gate.why)
        self._why.setText(gate.why)
        if self.note.value() != reason:
            self.note.set_value(reason)
        self.tick.set_words(gate.confirm)
        self.tick.setAccessibleName(gate.confirm or "Confirmed")
        self.tick.setVisible(bool(gate.confirm))
        self.tick.setChecked(confirmed)
        self.setVisible(show)

    def focus_first(self) -> None:
        """To what is still wanted: the reason, then the tick."""
        (self.note if self.tick.isHidden() or not self.note.value().strip() else self.tick).setFocus()
