"""The right panel: cautions with their sources, what was kept to and not checked, supply for one step."""

from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.screens.taper.panels.medicines_panel import scrolled
from ui.screens.taper.words.cautions import CautionWords
from ui.screens.taper.words.supply import Supply, SupplyLine
from ui.theme.tokens import REGULAR, SEMIBOLD, Role
from ui.widgets.buttons.button import Button, Kind
from ui.widgets.marks.label import Label, Rule
from ui.widgets.panels.captioned import SignMark
from ui.widgets.panels.card import Card
from ui.widgets.panels.notice import CautionCard, Tone


class Count(Label):
    """A small number beside a heading."""

    def __init__(self) -> None:
        super().__init__("", Role.LABEL, "ink2")

    def show_number(self, number: int) -> None:
        """Show how many there are."""
        self.setText(str(number))
        self.setAccessibleName(f"{number} in all")


class SourcedCaution(CautionCard):
    """A caution whose Source opens under its reason, and closes again. Its words may change in place."""

    def __init__(self, words: CautionWords) -> None:
        super().__init__(words.title, words.reason, source=words.source, hold=words.hold)
        self._words = words
        self.kind = _kind(words)
        self._open = False
        self.source_wanted.connect(self._turn)

    def show_caution(self, words: CautionWords) -> None:
        """Say this from now on; only for a caution of the same kind and source."""
        if words != self._words:
            self._words = words
            self._say()

    def _turn(self) -> None:
        self._open = not self._open
        self._say()

    def _say(self) -> None:
        source = f"\nSource: {self._words.source}" if self._open else ""
        self.set_words(self._words.title, self._words.reason + source)


class CautionsPanel(QWidget):
    """Every caution, then what was kept to and what was not, so that silence is not read as safety."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[CautionWords, ...] = ()
        self._cards: list[SourcedCaution] = []
        self.heading = QWidget()
        head = QHBoxLayout(self.heading)
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(Label("Cautions", Role.SECTION))
        self._count = Count()
        head.addWidget(self._count)
        head.addStretch(1)
        self._list = QVBoxLayout()
        self._list.setSpacing(7)
        self._kept = Card(frame="note")
        self._kept.body.setSpacing(2)
        self._kept_to = Label("", Role.LABEL, weight=REGULAR, wrap=True)
        self._not_checked = Label("", Role.LABEL, weight=REGULAR, wrap=True)
        for heading, words in (("Kept to", self._kept_to), ("Not checked", self._not_checked)):
            self._kept.add(Label(heading, Role.LABEL, weight=SEMIBOLD))
            self._kept.add(words)
        inner = QWidget()
        self._body = QVBoxLayout(inner)
        self._body.setContentsMargins(0, 0, 4, 0)
        self._body.setSpacing(8)
        self._body.addLayout(self._list)
        self.switching = Button("", small=True)
        self._body.addWidget(self.switching)
        self._body.addWidget(self._kept)
        self._body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.heading)
        column.addWidget(scrolled(inner, "Cautions"), 1)

    def put_first(self, widget: QWidget) -> None:
        """Put a widget over the cards: what agreeing waits for."""
        self._body.insertWidget(0, widget)

    def cards(self) -> tuple[SourcedCaution, ...]:
        """The cards, the strongest first."""
        return tuple(self._cards)

    def show_switching(self, words: str) -> None:
        """Offer to look at a change of product, by these words; nothing where there is none."""
        self.switching.setVisible(bool(words))
        if words and words != self.switching.text():
            self.switching.set_words(words)
            self.switching.setToolTip(f"{words} (Ctrl+Shift+R)")

    def show_cautions(self, cautions: tuple[CautionWords, ...], kept: str, not_checked: str) -> None:
        """Show these; cards that stay the same are left alone."""
        self._kept_to.setText(kept)
        self._not_checked.setText(not_checked)
        self._kept.setVisible(bool(kept))
        if cautions == self._shown:
            return
        self._shown = cautions
        self._count.show_number(len(cautions))
        before, self._cards = self._cards, []
        for at, words in enumerate(cautions):
            card = next((one for one in before if one.kind == _kind(words)), None)
            if card is None:
                card = SourcedCaution(words)
            else:
                before.remove(card)
                card.show_caution(words)
            if self._list.indexOf(card) != at:
                self._list.insertWidget(at, card)
            self._cards.append(card)
        for gone in before:
            self._list.removeWidget(gone)
            gone.hide()
            gone.deleteLater()


class SupplyCard(Card):
    """What to issue for the chosen step: figures, words, and the sum both ways."""

    remove_wanted: ClassVar[Signal] = Signal()
    all_wanted: ClassVar[Signal] = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Supply", parent=parent)
        self._shown: Supply | None = None
        self._rows: list[SupplyLineRow] = []
        self.body.setSpacing(4)
        self._dates = Label("", Role.LABEL, "ink2", weight=REGULAR, wrap=True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self._sums = Label("", Role.LABEL, "ink2", weight=REGULAR, wrap=True)
        self._sign = SignMark("tick", "done", 15)
        self._matches = Label("", Role.LABEL, "done", weight=SEMIBOLD, wrap=True)
        match = QHBoxLayout()
        match.setSpacing(6)
        match.addWidget(self._sign)
        match.addWidget(self._matches, 1)
        self._then = Label("", Role.LABEL, weight=SEMIBOLD, wrap=True)
        self._remove = Button("Remove this pause", icon="bin", small=True)
        self._remove.clicked.connect(self.remove_wanted)
        self.add(self._dates)
        self.body.addLayout(self._lines)
        self.add(self._sums)
        self.body.addLayout(match)
        self.add(self._then)
        self.add(self._remove)
        every = Button("All", Kind.QUIET, small=True)
        every.setAccessibleName("All issues, stock at home, packs")
        every.setToolTip("All issues, stock at home, packs (Ctrl+Shift+I)")
        every.clicked.connect(self.all_wanted)
        self.add_beside_title(every)

    def show_supply(self, supply: Supply | None) -> None:
        """Show what is issued for one step."""
        if supply == self._shown and supply is not None:
            return
        self._shown = supply
        self.setVisible(supply is not None)
        if supply is None:
            return
        self.set_title(supply.title)
        self._put(self._dates, supply.dates)
        while len(self._rows) < len(supply.lines):
            self._rows.append(SupplyLineRow())
            self._lines.addWidget(self._rows[-1])
        for at, row in enumerate(self._rows):
            if at < len(supply.lines):
                row.show_line(supply.lines[at])
            row.setVisible(at < len(supply.lines))
        self._put(self._sums, "\n".join(supply.sums))
        self._sign.setVisible(bool(supply.sums))
        self._sign.set_sign("tick" if supply.matches else "warning", "done" if supply.matches else "stop")
        self._matches.set_tone("done" if supply.matches else "stop")
        told = (
            "Supply matches the plan" if supply.matches else "Supply does not match the plan: do not issue it"
        )
        self._put(self._matches, told if supply.sums else "")
        self._put(self._then, supply.then)
        self._remove.setVisible(supply.pause)

    @staticmethod
    def _put(label: Label, words: str) -> None:
        label.setText(words)
        label.setVisible(bool(words))


class SupplyLineRow(QWidget):
    """One product: what, how many, and in words."""

    def __init__(self) -> None:
        super().__init__()
        self._what = Label("", Role.TABLE, weight=SEMIBOLD, wrap=True)
        self._quantity = Label("", Role.TABLE, weight=SEMIBOLD)
        self._in_words = Label("", Role.TABLE, "ink2", wrap=True)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self._what, 3)
        row.addWidget(self._quantity)
        row.addWidget(self._in_words, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(Rule())

    def show_line(self, line: SupplyLine) -> None:
        """Say this product."""
        self._what.setText(line.what)
        self._quantity.setText(line.quantity)
        self._in_words.setText(f"({line.in_words})")
        self.setAccessibleName(f"{line.what}: {line.quantity} ({line.in_words})")


def _kind(words: CautionWords) -> tuple[str, str, bool]:
    """What a card is made for once: the rest of its words may change in place."""
    return words.code, words.source, words.hold


def pinned(cautions: tuple[CautionWords, ...]) -> tuple[str, str, Tone]:
    """The strongest caution as it stands pinned where the list is not in view."""
    first = cautions[0]
    return first.title, first.brief, Tone.STOP if first.hold else Tone.CAUTION
