"""In the place of the plan while there is none: why, what to do instead, and what can be answered here."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.screens.taper.panels.medicines_panel import scrolled
from ui.screens.taper.props import Refused
from ui.state.half_typed import Place
from ui.theme.tokens import Role
from ui.widgets.buttons.button import Button
from ui.widgets.choices.flow import FlowLayout
from ui.widgets.fields.text_field import TextField
from ui.widgets.marks.label import Label
from ui.widgets.panels.captioned import Captioned
from ui.widgets.panels.card import Card, empty_out
from ui.widgets.panels.notice import Notice, Tone
from ui.widgets.panels.states import EmptyState

if TYPE_CHECKING:
    from ui.state.half_typed import HalfTyped
    from ui.state.open_case import OpenCase


class RefusedPanel(QWidget):
    """Refusals one under the other, or the empty state. No schedule is shown beside them."""

    interval_told: ClassVar[Signal] = Signal(str, object)
    directions_told: ClassVar[Signal] = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[str, tuple[Refused, ...], tuple[str, str] | None] | None = None
        self._half_typed: HalfTyped | None = None
        self._open_case: OpenCase | None = None
        self._empty = EmptyState("", "")
        inner = QWidget()
        self._list = QVBoxLayout()
        self._list.setSpacing(10)
        body = QVBoxLayout(inner)
        body.setContentsMargins(0, 0, 4, 0)
        body.addLayout(self._list)
        body.addStretch(1)
        self._scroll = scrolled(inner, "Why there is no plan")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._empty)
        column.addWidget(self._scroll)

    def find_again(self, half_typed: HalfTyped, open_case: OpenCase) -> None:
        """What is typed here is found again for the same person."""
        self._half_typed, self._open_case = half_typed, open_case

    def show_refused(self, refused: tuple[Refused, ...], empty: tuple[str, str] | None) -> None:
        """Say why there is no plan."""
        shown = (self._open_case.id if self._open_case is not None else "", refused, empty)
        if shown == self._shown:
            return
        self._shown = shown
        self._empty.setVisible(empty is not None)
        self._scroll.setVisible(bool(refused))
        if empty is not None:
            self._empty.set_words(*empty)
        empty_out(self._list)
        for one in refused:
            self._list.addWidget(self._card(one))

    def first(self) -> QWidget | None:
        """The first thing that can be answered here; None where there is nothing."""
        able = (w for w in self.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus)
        return next((w for w in able if w.isVisibleTo(self) and w.isEnabled()), None)

    def _card(self, one: Refused) -> QWidget:
        notice = Notice("No plan is made for this", one.text, tone=Tone.CAUTION)
        card = Card(frame="plain")
        card.add(notice)
        card.add(Label(f"Source: {one.source}", Role.LABEL, "ink2", wrap=True))
        if one.intervals:
            card.add(Label(f"How often is {one.name} taken or changed?", Role.TABLE, wrap=True))
            choices = QWidget()
            flow = FlowLayout(choices)
            for hours, words in one.intervals:
                button = Button(words[:1].upper() + words[1:], small=True)
                button.clicked.connect(
                    lambda _=False, hours=hours: self.interval_told.emit(one.medicine, Decimal(hours))
                )
                flow.addWidget(button)
            card.add(choices)
        if one.ask_directions:
            card.add(self._asks(one))
        return card

    def _asks(self, one: Refused) -> QWidget:
        field = TextField(f"What is really taken of {one.name}", placeholder=one.example)
        place = None
        if self._half_typed is not None and self._open_case is not None:
            place = Place(self._half_typed, field, field.typed, field.set_value)
            place.stand(f"taken/{self._open_case.id}/{one.medicine}")
        use = Button("Plan from this", small=True)
        use.clicked.connect(lambda: self._told(one, field, place))
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Captioned("What is &really taken, in the words of a label", field))
        column.addWidget(use, 0, Qt.AlignmentFlag.AlignLeft)
        return made

    def _told(self, one: Refused, field: TextField, place: Place | None) -> None:
        words = " ".join(field.value().split())
        if words:
            if place is not None:
                place.let_go()
            self.directions_told.emit(one.medicine, words)
        else:
            field.set_problem(f"Write what is taken, for example {one.example}.")
