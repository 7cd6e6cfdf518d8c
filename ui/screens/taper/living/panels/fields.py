"""Saying what happened: the kind of event, then only what that kind asks."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.screens.taper.living.props import (
    DAY,
    DAYS_WITHOUT,
    EVERY,
    PERCENT,
    PRODUCT,
    REASON,
    TAKEN,
    WEEKS,
    EventDraft,
    Props,
)
from ui.screens.taper.pacing.pace_rules import IntervalRule, ShareRule
from ui.theme.tokens import REGULAR, SEMIBOLD, Role
from ui.widgets.choices.chips import ChipOption, ChipSet
from ui.widgets.choices.drop_down import DropDown
from ui.widgets.choices.tick_row import TickRow
from ui.widgets.fields.date_field import DateField
from ui.widgets.fields.note_field import NoteField
from ui.widgets.fields.stepper import NumberStepper, Stepper
from ui.widgets.marks.label import Label
from ui.widgets.panels.captioned import Captioned
from ui.widgets.panels.card import Card
from ui.widgets.panels.notice import Notice, Tone
from ui.widgets.panels.scroll import FollowingArea

_LONGEST_DAYS = 364
_MOST_EVERY = 84


def _lines(name: str, placeholder: str) -> NoteField:
    """A field that is as high as what is typed: nothing that is said of a dose is cut."""
    return NoteField(name, placeholder=placeholder, least=1, most=4)


class EventPanel(QWidget):
    """Tells every change of the draft; the model answers with what would follow."""

    kind_chosen: ClassVar[Signal] = Signal(str)
    drafted: ClassVar[Signal] = Signal(object)
    refused: ClassVar[Signal] = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft = EventDraft()
        self.kind = DropDown("What happened, or would help now")
        self.day = DateField("Day")
        self.weeks = Stepper("For", IntervalRule(_LONGEST_DAYS))
        self.without = NumberStepper("Days without", minimum=1, maximum=60, unit="days", unit_for_one="day")
        self.percent = Stepper("Size of each step", ShareRule(Decimal(25)))
        self.every = Stepper("Each dose lasts", IntervalRule(_MOST_EVERY))
        self.directions = _lines("What is taken now", "ONE TWICE A DAY")
        self.name = _lines("Product now, if another", "As the record has it")
        self.product = DropDown("Change to")
        for long in (self.kind, self.product):
            long.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.agreed = TickRow("Explained, and agreed with the person", role=Role.TABLE)
        self.reasons = ChipSet("Reason")
        self.words = _lines("Reason, in words", "In a few words")
        self._until = Label("", Role.BODY, weight=SEMIBOLD, wrap=True)
        self._note = Label("", Role.TABLE, weight=REGULAR, wrap=True)
        self._warning = Notice("", tone=Tone.STOP)
        self._rows: Mapping[str, tuple[QWidget, ...]] = {}
        self._lay_out()
        self._connect()

    def show_event(self, props: Props) -> None:
        """Show the draft, and only what its kind asks."""
        draft = self._draft = props.draft
        if self.kind.count() != len(props.kinds):
            self.kind.set_options(props.kinds)
        self.kind.set_value(draft.kind.value)
        self._fill(draft)
        chips = [ChipOption(code, words) for code, words in props.reasons]
        self.reasons.set_options(chips)
        self.reasons.set_value(draft.reasons)
        self.product.set_options([(f.id, f.words) for f in props.families])
        self.product.set_value(draft.product or None)
        for name, row in self._rows.items():
            for part in row:
                part.setVisible(name in props.fields)
        self.reasons.setVisible(bool(chips) and REASON in props.fields)
        self._say(self._until, props.until)
        self._say(self._note, props.note)
        self._warning.setVisible(bool(props.warning))
        self._warning.set_words("Come to light since", props.warning)

    def focus_first(self) -> None:
        """Begin at the kind."""
        self.kind.setFocus()

    def _fill(self, draft: EventDraft) -> None:
        if draft.day is not None and self.day.value() != draft.day:
            self.day.set_value(draft.day)
        for stepper, number in (
            (self.weeks, draft.days),
            (self.without, draft.days),
            (self.percent, draft.percent),
            (self.every, draft.every_days),
        ):
            if number is not None and stepper.value() != Decimal(number) and not stepper.problem():
                stepper.set_value(Decimal(number))
        for field, words in (
            (self.directions, draft.directions),
            (self.name, draft.name),
            (self.words, draft.words),
        ):
            if field.value() != words:
                field.set_value(words)
        self.agreed.setChecked(draft.confirmed)

    @staticmethod
    def _say(label: Label, words: str) -> None:
        label.setText(words)
        label.setVisible(bool(words))

    def _tell(self, **news: object) -> None:
        draft = replace(self._draft, **news)  # type: ignore[arg-type]  # fields of EventDraft
        if draft != self._draft:
            self._draft = draft
            self.drafted.emit(draft)

    def _connect(self) -> None:
        self.kind.chosen.connect(self.kind_chosen)
        self.day.changed.connect(lambda day: self._tell(day=day))
        self.day.refused.connect(self.refused)
        for stepper, name in (
            (self.weeks, "days"),
            (self.without, "days"),
            (self.percent, "percent"),
            (self.every, "every_days"),
        ):
            stepper.changed.connect(lambda value, name=name: self._number(name, value))
            stepper.refused.connect(self.refused)
        for field, name in ((self.directions, "directions"), (self.name, "name"), (self.words, "words")):
            field.typed.connect(lambda words, name=name: self._tell(**{name: words.replace("\n", " ")}))
        self.reasons.changed.connect(lambda codes: self._tell(reasons=codes))
        self.product.chosen.connect(lambda id_: self._tell(product=id_))
        self.agreed.clicked.connect(lambda ticked: self._tell(confirmed=ticked))

    def _number(self, name: str, value: Decimal | None) -> None:
        if value is not None:
            self._tell(**{name: value if name == "percent" else int(value)})

    def _lay_out(self) -> None:
        day, weeks = Captioned("&Day", self.day), Captioned("F&or", self.weeks)
        self._rows = {
            DAY: (day,),
            WEEKS: (weeks,),
            DAYS_WITHOUT: (Captioned("Days with&out", self.without),),
            PERCENT: (Captioned("Size of each &step", self.percent),),
            EVERY: (Captioned("Each dose &lasts", self.every),),
            TAKEN: (
                Captioned("What is ta&ken now", self.directions),
                Captioned("&Product, if another", self.name),
            ),
            PRODUCT: (Captioned("C&hange to", self.product), self.agreed),
            REASON: (self.reasons, Captioned("&Reason, in words", self.words)),
        }
        card = Card()
        card.add(Captioned("&What happened, or would help", self.kind))
        card.add(self._warning)
        for row in self._rows.values():
            for part in row:
                card.add(part)
            if row[0] is weeks:
                card.add(self._until)
        note = Card(frame="note")
        note.add(self._note)
        card.add(note)
        inner = QWidget()
        inner.setObjectName("scrollBody")
        body = QVBoxLayout(inner)
        body.setContentsMargins(0, 0, 4, 0)
        body.addWidget(card)
        body.addStretch(1)
        area = FollowingArea(inner)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area, 1)
