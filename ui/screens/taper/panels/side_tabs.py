"""The right panel of a small window: Pace, Cautions and Supply as tabs, the strongest caution pinned."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from ui.screens.taper.panels.medicines_panel import scrolled
from ui.screens.taper.panels.side_cards import CautionsPanel, pinned
from ui.screens.taper.words.cautions import CautionWords
from ui.theme.tokens import Role
from ui.widgets.choices.segmented import SegmentedBar
from ui.widgets.marks.label import Label
from ui.widgets.panels.card import Card
from ui.widgets.panels.notice import Notice

PACE, CAUTIONS, SUPPLY = range(3)


class SideTabs(Card):
    """Takes the pace, the cautions and the supply in; they are the same ones as in a wide window."""

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
        for words in ("Pace", "Cautions", "Step"):
            self.bar.addTab(words)
        self._pages = QStackedWidget()
        self._columns: list[QVBoxLayout] = []
        for _ in range(3):
            self._page()
        self._pin = Notice("")
        self._print = QHBoxLayout()
        self._print_label = Label("Print", Role.LABEL, "ink2")
        self._print.addWidget(self._print_label)
        self.body.setSpacing(3)
        self.add(self.bar)
        self.add(self._pages, 1)
        self.add(self._pin)
        self.body.addLayout(self._print)
        self.bar.currentChanged.connect(self._show_page)
        self._show_page(PACE)

    def take_in(self, pace: Sequence[QWidget], cautions: CautionsPanel, step: Sequence[QWidget]) -> None:
        """Put the panels under their tabs: of the pace, the cautions, and of the chosen step."""
        for at, widget in (
            (PACE, scrolled(_column(pace), "Pace")),
            (CAUTIONS, cautions),
            (SUPPLY, scrolled(_column(step), "The chosen step")),
        ):
            while (item := self._columns[at].takeAt(0)) is not None:
                if (old := item.widget()) is not None and old is not widget:
                    old.hide()
                    old.deleteLater()
            self._columns[at].addWidget(widget)
            widget.show()

    def take_print(self, bar: SegmentedBar) -> None:
        """Put the print switch at the foot."""
        self._print.addWidget(bar, 1)
        self._print_label.setBuddy(bar)

    def show_cautions(self, cautions: tuple[CautionWords, ...]) -> None:
        """Count them on the tab, and pin the strongest under the pace."""
        count = f"Cautions ({len(cautions)})" if cautions else "Cautions"
        if self.bar.tabText(CAUTIONS) != count:
            self.bar.setTabText(CAUTIONS, count)
        if cautions:
            title, reason, tone = pinned(cautions)
            self._pin.set_tone(tone)
            self._pin.set_words(title, reason)
        self._pin.setVisible(bool(cautions) and self.bar.currentIndex() == PACE)

    def show_tab(self, tab: int) -> None:
        """Turn to a tab."""
        self.bar.setCurrentIndex(tab)

    def _page(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        self._columns.append(column)
        self._pages.addWidget(page)

    def _show_page(self, tab: int) -> None:
        self._pages.setCurrentIndex(tab)
        self._pin.setVisible(bool(self._pin.title()) and tab == PACE)


def _column(widgets: Sequence[QWidget]) -> QWidget:
    """Panels one under the other."""
    body = QWidget()
    column = QVBoxLayout(body)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch(1)
    return body
