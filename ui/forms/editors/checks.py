"""Editors whose items carry their words with them: cards to tick, and items to tick or to pass over."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from pharmreview.domain.review.step import CheckField, ManyField, Option
from ui.forms.editors.choosing import say_what
from ui.forms.editors.editor import (
    OTHER,
    Editor,
    FormContext,
    Given,
    leave_undo_to_the_case,
    named,
    text_in,
    texts_in,
)
from ui.theme.active import current_theme
from ui.theme.tokens import REGULAR, Role
from ui.widgets.buttons.button import Button, Kind
from ui.widgets.choices.tick_row import TickRow
from ui.widgets.fields.text_field import TextField as TextControl
from ui.widgets.marks.label import Label, Rule
from ui.widgets.panels.card import Card

_UNDER_THE_WORDS = 29
_ABREAST_FROM = 620
_COLUMNS = 2


class _Abreast(QWidget):
    """Items two abreast where there is room, in reading order."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QWidget] = []
        self._columns = 1
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(8)

    def put(self, items: Sequence[QWidget]) -> None:
        """Show these items, in this order, and no others."""
        for gone in self._items:
            gone.hide()
            gone.deleteLater()
        self._items = list(items)
        self._place()
        for item in items:
            item.setVisible(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        columns = _COLUMNS if self.width() >= current_theme().px(_ABREAST_FROM) else 1
        if columns != self._columns:
            self._columns = columns
            self._place()

    def _place(self) -> None:
        for place, item in enumerate(self._items):
            self._grid.addWidget(item, place // self._columns, place % self._columns)
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column, 1 if column < self._columns else 0)


def _with_words(column: QVBoxLayout, words: str) -> None:
    hint = Label(words, Role.LABEL, "ink2", weight=REGULAR, wrap=True)
    hint.setContentsMargins(_UNDER_THE_WORDS, 0, 0, 0)
    column.addWidget(hint)


class CardsEditor(Editor):
    """Many choices, each a card with its words under it, ticked when used."""

    def __init__(self, declared: ManyField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._declared = declared
        self._chosen: tuple[str, ...] = ()
        self.ticks: dict[str, TickRow] = {}
        self._items = _Abreast()
        self.other = say_what(declared.label)
        self.other.typed.connect(lambda words: self.answered.emit(OTHER, words))
        self.other.finished.connect(self.left)
        self.column.addWidget(self._items)
        self.column.addWidget(self.other)

    def draw_on(self, context: FormContext) -> None:
        if self.ticks:
            return
        of = context.lists[self._declared.choices]
        options = (*of.options, Option(code=OTHER, label="Other")) if of.other else of.options
        self._items.put([self._card(option, context.name) for option in options])
        self.setFocusProxy(next(iter(self.ticks.values())))

    def show_given(self, given: Given) -> None:
        self._chosen = texts_in(given)
        for code, tick in self.ticks.items():
            tick.setChecked(code in self._chosen)
        self.other.set_value(text_in(given, OTHER))
        self.other.setVisible(OTHER in self._chosen)

    def _card(self, option: Option, name: str) -> QWidget:
        card = Card(frame="note")
        card.body.setSpacing(0)
        tick = TickRow(named(option.label, name))
        tick.clicked.connect(lambda _on: self._ticked())
        card.add(tick)
        if option.words:
            _with_words(card.body, named(option.words, name))
        card.body.addStretch(1)
        self.ticks[option.code] = tick
        return card

    def _ticked(self) -> None:
        ticked = [code for code, tick in self.ticks.items() if tick.isChecked()]
        kept = [c for c in self._chosen if c in ticked]
        self.answered.emit("", tuple(kept + [c for c in ticked if c not in kept]))


class ChecksEditor(Editor):
    """Each item is ticked as talked about, or passed over with a typed reason."""

    passed = Signal(str, str)
    """The item's code, and the reason typed for passing it; "" takes the reason away."""

    def __init__(self, declared: CheckField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._declared = declared
        self._chosen: tuple[str, ...] = ()
        self.ticks: dict[str, TickRow] = {}
        self.reasons: dict[str, TextControl] = {}
        self.openers: dict[str, Button] = {}
        self._asked: tuple[tuple[Option, ...], str] = ((), "")
        self._items = _Abreast()
        self._opened: set[str] = set()
        self.column.addWidget(self._items)

    def draw_on(self, context: FormContext) -> None:
        asked = context.lists[self._declared.choices].options, context.name
        if asked == self._asked:
            return
        self._asked = asked
        self.ticks, self.reasons, self.openers = {}, {}, {}
        self._items.put([self._item(option, context.name) for option in asked[0]])
        self.setFocusProxy(next(iter(self.ticks.values())))

    def show_given(self, given: Given) -> None:
        self._chosen = texts_in(given)
        for code, tick in self.ticks.items():
            tick.setChecked(code in self._chosen)
        self._fold()

    def show_passed(self, reasons: dict[str, str]) -> None:
        """Show the reasons typed for items that were passed, by code."""
        for code, field in self.reasons.items():
            field.set_value(reasons.get(code, ""))
        self._fold()

    def reveal(self, code: str) -> None:
        """Go to one item."""
        if code in self.ticks:
            self.ticks[code].setFocus()

    def _item(self, option: Option, name: str) -> QWidget:
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        tick = TickRow(named(option.label, name))
        tick.clicked.connect(lambda _on: self._ticked())
        opener = Button("Say why not", Kind.QUIET, small=True)
        opener.setAccessibleName(f"{option.label}: say why it was not talked about")
        opener.clicked.connect(lambda: self._open(option.code))
        reason = TextControl(
            f"{option.label}: reason, if not talked about", placeholder="Why it was not talked about"
        )
        leave_undo_to_the_case(reason)
        reason.typed.connect(lambda words: self.passed.emit(option.code, words))
        reason.finished.connect(self.left)
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(tick, 1)
        head.addWidget(opener, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        if option.words:
            _with_words(column, option.words)
        inner = QVBoxLayout()
        inner.setContentsMargins(_UNDER_THE_WORDS, 2, 0, 0)
        inner.addWidget(reason)
        column.addLayout(inner)
        column.addStretch(1)
        column.addWidget(Rule())
        self.ticks[option.code], self.reasons[option.code] = tick, reason
        self.openers[option.code] = opener
        return row

    def _open(self, code: str) -> None:
        self._opened.add(code)
        self._fold()
        self.reasons[code].setFocus()

    def _fold(self) -> None:
        """A reason is asked only where it is wanted, and stays in sight where it was given."""
        for code, reason in self.reasons.items():
            ticked = code in self._chosen
            wanted = bool(reason.value()) or code in self._opened
            reason.setVisible(wanted and not ticked)
            self.openers[code].setVisible(not ticked and not wanted)

    def _ticked(self) -> None:
        """What is ticked; what is asked no longer, and was ticked before, stays."""
        kept = tuple(code for code in self._chosen if code not in self.ticks)
        self.answered.emit("", (*(c for c, tick in self.ticks.items() if tick.isChecked()), *kept))
