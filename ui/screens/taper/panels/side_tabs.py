"""The panels of a small window as tabs: pace, cautions, the chosen step; the strongest caution pinned.

Where there is no room for them beside the plan, its table and its chart are tabs as well.
"""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from ui.screens.taper.panels.medicines_panel import scrolled
from ui.screens.taper.panels.side_cards import CautionsPanel, pinned
from ui.screens.taper.words.cautions import CautionWords
from ui.theme.tokens import Role
from ui.widgets.choices.segmented import SegmentedBar
from ui.widgets.marks.label import Label
from ui.widgets.panels.card import Card
from ui.widgets.panels.notice import Notice

TABLE, CHART, PACE, CAUTIONS, SUPPLY = range(5)
_AROUND = 8
_RING = 5
"""Room over the first control for the ring around what has the keys."""
_SIDE = 3
"""Room beside it for the same."""
_OF_THE_PLAN = (TABLE, CHART)
_TITLES = ("Plan", "Chart", "Pace", "Cautions", "Step")


class SideTabs(Card):
    """Takes the pace, the cautions and the supply in; they are the same ones as in a wide window."""

    turned: ClassVar[Signal] = Signal(int)
    """A tab was turned to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(6, 0, 6, 5)
            layout.setSpacing(0)
        self.bar = QTabBar()
        self.bar.setAccessibleName("Beside the plan")
        self.bar.setExpanding(False)
        self.bar.setDrawBase(False)
        self.bar.setElideMode(Qt.TextElideMode.ElideNone)
        self.bar.setUsesScrollButtons(False)
        for words in _TITLES:
            self.bar.addTab(words)
        self._pages = QStackedWidget()
        self._columns: list[QVBoxLayout] = []
        for _ in _TITLES[PACE:]:
            self._page()
        self._pin = Notice("")
        self._cautions: tuple[CautionWords, ...] = ()
        self._print = QHBoxLayout()
        self._print_label = Label("Print", Role.LABEL, "ink2")
        self._print.addWidget(self._print_label)
        self.body.setSpacing(3)
        self.add(self.bar)
        self.add(self._pages, 1)
        self.add(self._pin)
        self.body.addLayout(self._print)
        self.bar.currentChanged.connect(self._show_page)
        self.set_alone(alone=False)
        self.show_tab(PACE)

    def take_in(self, pace: Sequence[QWidget], cautions: CautionsPanel, step: Sequence[QWidget]) -> None:
        """Put the panels under their tabs: of the pace, the cautions, and of the chosen step."""
        for at, widget in (
            (PACE, scrolled(_column(pace), "Pace")),
            (CAUTIONS, cautions),
            (SUPPLY, scrolled(_column(step), "The chosen step")),
        ):
            column = self._columns[at - PACE]
            while (item := column.takeAt(0)) is not None:
                if (old := item.widget()) is not None and old is not widget:
                    old.hide()
                    old.deleteLater()
            column.addWidget(widget)
            widget.show()

    def set_alone(self, *, alone: bool) -> None:
        """Have the plan's table and chart for tabs too, and begin with the table; or leave them out."""
        if alone == self.bar.isTabVisible(TABLE):
            return
        for tab in _OF_THE_PLAN:
            self.bar.setTabVisible(tab, alone)
        self.show_tab(TABLE if alone else PACE)

    def tab(self) -> int:
        """The tab that is turned to."""
        return self.bar.currentIndex()

    def shows_plan(self) -> bool:
        """True where a tab of the plan itself is turned to: nothing but the tabs is here then."""
        return self.tab() in _OF_THE_PLAN

    def take_print(self, bar: SegmentedBar) -> None:
        """Put the print switch at the foot."""
        self._print.addWidget(bar, 1)
        self._print_label.setBuddy(bar)

    def show_cautions(self, cautions: tuple[CautionWords, ...]) -> None:
        """Count them on the tab, and pin the strongest under the pace."""
        count = f"Cautions ({len(cautions)})" if cautions else "Cautions"
        if self.bar.tabText(CAUTIONS) != count:
            self.bar.setTabText(CAUTIONS, count)
        if cautions and cautions != self._cautions:
            title, reason, tone = pinned(cautions)
            self._pin.set_tone(tone)
            self._pin.set_words(title, reason)
        self._cautions = cautions
        self._pin.setVisible(bool(cautions) and self.bar.currentIndex() == PACE)

    def show_tab(self, tab: int) -> None:
        """Turn to a tab."""
        self.bar.setCurrentIndex(tab)

    def show_tab_of(self, widget: QWidget) -> None:
        """Turn to the tab that a widget stands behind, if it does behind one."""
        for at in range(self._pages.count()):
            if (page := self._pages.widget(at)) is not None and page.isAncestorOf(widget):
                self.show_tab(PACE + at)

    def _page(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        self._columns.append(column)
        self._pages.addWidget(page)

    def bar_height(self) -> int:
        """The height of the tabs alone, in pixels."""
        return self.bar.sizeHint().height() + _AROUND

    def fold(self) -> None:
        """Show what belongs to the tab that is turned to."""
        tab, beside = self.tab(), not self.shows_plan()
        if beside:
            self._pages.setCurrentIndex(tab - PACE)
        self._pages.setVisible(beside)
        for part in (self._print_label, self._print_label.buddy()):
            if part is not None and self._print.indexOf(part) >= 0:
                part.setVisible(beside and (tab == SUPPLY or not self.bar.isTabVisible(TABLE)))
        self._pin.setVisible(bool(self._cautions) and tab == PACE)

    def _show_page(self, tab: int) -> None:
        self.fold()
        self.turned.emit(tab)


def _column(widgets: Sequence[QWidget]) -> QWidget:
    """Panels one under the other."""
    body = QWidget()
    column = QVBoxLayout(body)
    column.setContentsMargins(_SIDE, _RING, 0, 0)
    column.setSpacing(6)
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch(1)
    return body
