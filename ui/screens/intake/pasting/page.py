"""The page on which a list is pasted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.screens.intake.pasting.state import Pasted
from ui.theme.active import current_theme
from ui.theme.fonts import even_font_of
from ui.theme.tokens import Role
from ui.widgets.fields.date_field import DateField
from ui.widgets.fields.note_field import NoteField
from ui.widgets.fields.text_field import TextField
from ui.widgets.marks.label import Label
from ui.widgets.panels.captioned import Captioned
from ui.widgets.panels.card import Card

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtCore import QEvent


class PastePage(QWidget):
    """`changed` tells what is pasted and typed now, as a Pasted."""

    changed: ClassVar[Signal] = Signal(object)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pasted = Pasted()
        self.text = NoteField("The list as it was copied", least=6, fills=True)
        self.name = TextField("Name", placeholder="FAMILY, Given")
        self.number = TextField("NHS number")
        self.born = DateField("Date of birth", latest=today, example="14 Aug 1962")
        self._said = Label("", Role.TABLE, "ink2", wrap=True)
        self._lay_out()
        self.text.typed.connect(lambda words: self._say(text=words))
        self.name.typed.connect(lambda words: self._say(name=words))
        self.number.typed.connect(lambda words: self._say(number=words))
        self.born.written.connect(lambda words: self._say(day=words))
        self.born.changed.connect(lambda day: self._say(born=day))

    def focus_first(self) -> None:
        """Go to the list, or to the name once a list is there."""
        field = self.name if self._pasted.lines else self.text
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_pasted(self, pasted: Pasted) -> None:
        """Show what is pasted and typed."""
        self._pasted = pasted
        self.text.set_value(pasted.text)
        self.name.set_value(pasted.name)
        self.number.set_value(pasted.number)
        if pasted.day != self.born.typed():
            self.born.set_typed(pasted.day)
        self._said.setText(pasted.said)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == event.Type.StyleChange:
            self._even()

    def _even(self) -> None:
        family = even_font_of(current_theme(), Role.TABLE).family()
        if self.text.font().family() != family:
            self.text.setStyleSheet(f'font-family: "{family}";')

    def _say(self, **news: object) -> None:
        self.changed.emit(replace(self._pasted, **news))  # type: ignore[arg-type]

    def _lay_out(self) -> None:
        self._even()
        card = Card("Paste a medication list")
        card.add(Captioned("&List, as it was copied", self.text), 1)
        who = QHBoxLayout()
        who.setSpacing(14)
        for label, field in (("&Name", self.name), ("N&HS number", self.number), ("&Born", self.born)):
            who.addWidget(Captioned(label, field), 1)
        card.body.addLayout(who)
        card.add(self._said)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card, 1)
