"""The parts of the supply page: what is set, and what it comes to."""

from datetime import date
from decimal import Decimal
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import text as words_of
from ui.forms.editors.editor import leave_undo_to_the_case
from ui.screens.taper.supplying.props import ProductRow, Props
from ui.state.half_typed import HalfTyped, Place
from ui.theme.tokens import REGULAR, SEMIBOLD, Role
from ui.widgets.buttons.button import Button
from ui.widgets.choices.flow import FlowLayout
from ui.widgets.choices.segmented import SegmentedBar
from ui.widgets.choices.tick_row import TickRow
from ui.widgets.fields.date_field import DateField
from ui.widgets.fields.stepper import NumberStepper
from ui.widgets.marks.label import Label
from ui.widgets.panels.captioned import Captioned
from ui.widgets.panels.card import Card, empty_out
from ui.widgets.panels.notice import Notice, Tone
from ui.widgets.panels.scroll import FollowingArea

_USUAL = (("7", "7 days"), ("14", "14"), ("28", "28"))
_MOST_UNITS = 9999


class SetPanel(QWidget):
    """How long an issue is, what is at home, packs and closed days, and the task of taking off repeat."""

    days_set: ClassVar[Signal] = Signal(int)
    at_home_set: ClassVar[Signal] = Signal(str, object)
    pack_set: ClassVar[Signal] = Signal(str, int)
    closed_on: ClassVar[Signal] = Signal(object)
    opened_on: ClassVar[Signal] = Signal(object)
    usual_set: ClassVar[Signal] = Signal()
    off_repeat: ClassVar[Signal] = Signal(bool)
    refused: ClassVar[Signal] = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._products: tuple[str, ...] = ()
        self._closed: tuple[tuple[str, str], ...] = ()
        self.bar = SegmentedBar("Issue for", _USUAL)
        self.own = NumberStepper("Issue for, in days", minimum=1, maximum=84, unit="days", unit_for_one="day")
        leave_undo_to_the_case(self.own)
        self._usual = Label("", Role.LABEL, "ink2", wrap=True)
        self.make_usual = Button("Make usual here", small=True)
        self.task = TickRow("Take off repeat, issue as acute", role=Role.TABLE)
        self.day = DateField("The practice is closed on", example="24 Dec 2026")
        self.add_day = Button("Add closed day", small=True)
        self.homes: dict[str, NumberStepper] = {}
        self.packs: dict[str, NumberStepper] = {}
        self._frozen = Notice("", tone=Tone.KEPT, icon="lock")
        self._stock = QVBoxLayout()
        self._days = QWidget()
        self._flow = FlowLayout(self._days)
        self._lay_out()
        self._connect()

    def show_set(self, props: Props) -> None:
        """Show what is set."""
        self.bar.set_value(str(props.days))
        if self.own.number() != props.days and not self.own.problem():
            self.own.set_value(Decimal(props.days))
        self._usual.setText(f"Usual here, for new plans: {counted_days(props.usual)}.")
        self.make_usual.set_words(f"Make {counted_days(props.days)} usual here")
        self.make_usual.setVisible(props.days != props.usual)
        self.task.setChecked(props.off_repeat)
        self._frozen.setVisible(bool(props.frozen))
        self._frozen.set_words("Length and stock stay as agreed", props.frozen)
        names = tuple(p.name for p in props.products)
        if names != self._products:
            self._products = names
            self._make_rows(props.products)
        for product in props.products:
            self._show_row(product)
        for control in (self.bar, self.own, *self.homes.values()):
            control.setEnabled(not props.frozen)
        if props.closed != self._closed:
            self._closed = props.closed
            self._show_days(props.closed)

    def find_again(self, half_typed: HalfTyped) -> None:
        """A closed day that is half typed is found again: it is the practice's, whoever is open."""
        Place(half_typed, self.day, self.day.written, self.day.set_typed).stand("closed-day")

    def focus_first(self) -> None:
        """Begin at the task."""
        self.task.setFocus()

    def _show_row(self, product: ProductRow) -> None:
        for stepper, number in (
            (self.homes[product.name], product.at_home),
            (self.packs[product.name], Decimal(product.pack)),
        ):
            if stepper.value() != number and not stepper.problem():
                stepper.set_value(number)

    def _make_rows(self, products: tuple[ProductRow, ...]) -> None:
        empty_out(self._stock)
        self.homes, self.packs = {}, {}
        for product in products:
            name = product.name
            home = NumberStepper(f"At home: {name}", minimum=0, maximum=_MOST_UNITS)
            pack = NumberStepper(f"In a pack: {name}", minimum=0, maximum=_MOST_UNITS)
            home.changed.connect(lambda value, name=name: self._told_home(name, value))
            pack.changed.connect(lambda value, name=name: self._told_pack(name, value))
            self.homes[name], self.packs[name] = home, pack
            leave_undo_to_the_case(home)
            row = QWidget()
            column = QVBoxLayout(row)
            column.setContentsMargins(0, 0, 0, 4)
            column.setSpacing(2)
            column.addWidget(Label(name, Role.LABEL, weight=SEMIBOLD, wrap=True))
            beside = QHBoxLayout()
            beside.addWidget(Captioned("At home", home))
            beside.addWidget(Captioned("In a pack here", pack))
            column.addLayout(beside)
            self._stock.addWidget(row)
            for stepper in (home, pack):
                stepper.refused.connect(self.refused)

    def _told_home(self, name: str, value: Decimal | None) -> None:
        if value is not None:
            self.at_home_set.emit(name, value)

    def _told_pack(self, name: str, value: Decimal | None) -> None:
        if value is not None:
            self.pack_set.emit(name, int(value))

    def _show_days(self, closed: tuple[tuple[str, str], ...]) -> None:
        empty_out(self._flow)
        for iso, words in closed:
            button = Button(words, icon="close", small=True)
            button.setAccessibleName(f"Closed on {words}: open after all")
            button.clicked.connect(lambda _=False, iso=iso: self.opened_on.emit(date.fromisoformat(iso)))
            self._flow.addWidget(button)
        self._days.setVisible(bool(closed))

    def _connect(self) -> None:
        self.bar.chosen.connect(lambda days: self.days_set.emit(int(days)))
        self.own.changed.connect(lambda value: None if value is None else self.days_set.emit(int(value)))
        self.own.refused.connect(self.refused)
        self.make_usual.clicked.connect(self.usual_set)
        self.task.clicked.connect(self.off_repeat)
        self.day.refused.connect(self.refused)
        self.add_day.clicked.connect(self._add_day)

    def _add_day(self) -> None:
        day = self.day.value()
        if day is None:
            self.refused.emit("Type the day on which the practice is closed, such as 24 Dec 2026.")
            return
        self.day.set_value(None)
        self.day.written.emit("")
        self.refused.emit("")
        self.closed_on.emit(day)

    def _lay_out(self) -> None:
        length = Card("Issue for")
        length.add(self._frozen)
        length.add(self.bar)
        length.add(Captioned("Or the practice's o&wn", self.own))
        length.add(self._usual)
        length.add(self.make_usual)
        length.add(self.task)
        stock = Card("At home, and packs")
        stock.add(Label("What is at home is used up first.", Role.LABEL, "ink2", wrap=True))
        stock.body.addLayout(self._stock)
        closed = Card("Closed days of the practice")
        closed.add(Captioned("C&losed on", self.day))
        closed.add(self.add_day)
        closed.add(self._days)
        inner = QWidget()
        inner.setObjectName("scrollBody")
        body = QVBoxLayout(inner)
        body.setContentsMargins(0, 0, 4, 0)
        body.setSpacing(8)
        for card in (length, stock, closed):
            body.addWidget(card)
        body.addStretch(1)
        area = FollowingArea(inner)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area)


def counted_days(days: int) -> str:
    """ "1 day", "28 days"."""
    return words_of.count(days, "day")


class FootPanel(Card):
    """What was checked, and what of the stock at home no step needs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(frame="note", parent=parent)
        self._checked = Label("", Role.LABEL, weight=REGULAR, wrap=True)
        self._left = Label("", Role.LABEL, weight=SEMIBOLD, wrap=True)
        self.add(self._checked)
        self.add(self._left)

    def show_foot(self, props: Props) -> None:
        """Say it."""
        self._checked.setText(props.checked)
        left = "; ".join(props.left)
        self._left.setText(f"Left over, to return to a pharmacy: {left}." if left else "")
        self._left.setVisible(bool(left))
