"""The left panel: the medicine that changes, those that do not, and the total as oral morphine."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.screens.taper.panels.medicine_card import MedicineCard
from ui.screens.taper.words.medicines import MedicineWords
from ui.theme.tokens import Role
from ui.widgets.marks.label import Label
from ui.widgets.panels.card import Card, empty_out
from ui.widgets.panels.scroll import FollowingArea
from ui.widgets.panels.working import WorkingLine, WorkingPanel


def scrolled(inner: QWidget, name: str) -> QScrollArea:
    """A widget in an area that scrolls down and never across, and always to what has the keys."""
    inner.setObjectName("scrollBody")
    area = FollowingArea(inner)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setAccessibleName(name)
    return area


class MedicinesPanel(QWidget):
    """Cards and working. A card is kept while its medicine stays, so that the keys stay where they are."""

    asked: ClassVar[Signal] = Signal(str)
    change_wanted: ClassVar[Signal] = Signal(str)
    record_wanted: ClassVar[Signal] = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[MedicineWords, ...] = ()
        self._cards: list[MedicineCard] = []
        self._working = WorkingPanel()
        self._told: tuple[tuple[WorkingLine, ...], str] = ((), "")
        head = QHBoxLayout()
        head.addWidget(Label("Medicines", Role.SECTION))
        head.addStretch(1)
        head.addWidget(Label("one at a time", Role.LABEL, "ink2"))
        self._list = QVBoxLayout()
        self._list.setSpacing(7)
        sum_card = Card()
        sum_card.add(Label("Total as oral morphine (OME)", Role.TABLE, weight=600, wrap=True))
        sum_card.add(self._working)
        inner = QWidget()
        body = QVBoxLayout(inner)
        body.setContentsMargins(0, 0, 4, 0)
        body.setSpacing(7)
        body.addLayout(self._list)
        body.addWidget(sum_card)
        body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(scrolled(inner, "Medicines"), 1)

    def cards(self) -> tuple[MedicineCard, ...]:
        """The cards, the changing one first."""
        return tuple(self._cards)

    def show_medicines(self, medicines: tuple[MedicineWords, ...]) -> None:
        """Show these, in this order."""
        if medicines == self._shown:
            return
        same = [(m.id, m.changing) for m in medicines] == [(m.id, m.changing) for m in self._shown]
        self._shown = medicines
        if not same:
            empty_out(self._list)
            self._cards = [self._card(words) for words in medicines]
        for card, words in zip(self._cards, medicines, strict=True):
            card.show_words(words)

    def show_working(self, lines: Sequence[WorkingLine], foot: str) -> None:
        """Show the sum."""
        told = (tuple(lines), foot)
        if told != self._told:
            self._told = told
            self._working.set_lines(lines, foot)

    def _card(self, words: MedicineWords) -> MedicineCard:
        card = MedicineCard(words)
        card.asked.connect(self.asked)
        card.change_wanted.connect(self.change_wanted)
        card.record_wanted.connect(self.record_wanted)
        self._list.addWidget(card)
        return card
