"""Where the panels stand: beside the plan in a wide window, behind tabs in a small one; only ever moved."""

from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.screens.taper.asking.asked_panel import AskedPanel
from ui.screens.taper.centre import Centre
from ui.screens.taper.comparing.compare_card import CompareCard
from ui.screens.taper.frame.folding import LEFT, LEFT_PAUSING, RIGHT, TIGHT, is_small
from ui.screens.taper.frame.header import Header
from ui.screens.taper.pacing.ending_panel import EndingPanel
from ui.screens.taper.pacing.pace_panel import PacePanel
from ui.screens.taper.pacing.pause_panel import PausePanel
from ui.screens.taper.panels.medicines_panel import MedicinesPanel
from ui.screens.taper.panels.side_cards import CautionsPanel, SupplyCard
from ui.screens.taper.panels.side_tabs import CHART, TABLE, SideTabs
from ui.theme.active import current_theme
from ui.widgets.panels.card import Card
from ui.widgets.panels.notice import Banner, Notice

_ANY = 16_777_215
"""Qt's own word for a size without a limit."""


class Parts(Protocol):
    """What is placed."""

    header: Header
    banner: Banner
    turn: Notice
    medicines: MedicinesPanel
    pace: PacePanel
    ending: EndingPanel
    centre: Centre
    cautions: CautionsPanel
    supply: SupplyCard
    pause: PausePanel
    asked: AskedPanel
    compare: CompareCard
    tabs: SideTabs


class Placing:
    """The layout of one page. `mode` is how the panels stand now; "" before they were placed."""

    def __init__(self, page: QWidget, parts: Parts) -> None:
        self.mode = ""
        self._page = page
        self._parts = parts
        self._pausing = False
        self._pace_card = Card()
        self._left, pause_left = QStackedWidget(), QWidget()
        self._pause_left = QVBoxLayout(pause_left)
        self._left.addWidget(parts.medicines)
        self._left.addWidget(pause_left)
        self._side, pause_side = QStackedWidget(), QWidget()
        self._pause_side = QVBoxLayout(pause_side)
        self._side.addWidget(parts.tabs)
        self._side.addWidget(pause_side)
        self._side.setMinimumHeight(1)  # else the pause, which is not in view, would hold it up
        self._right = QWidget()
        self._right_column = QVBoxLayout(self._right)
        for column in (self._pause_left, self._pause_side, self._right_column):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(8)
        self._grid = self._gridded()
        self._outer = QVBoxLayout(page)
        self._outer.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        for part in (parts.header, parts.banner, parts.turn):
            self._outer.addWidget(part)
        self._outer.addLayout(self._grid, 1)

    @property
    def is_small(self) -> bool:
        """True where the panels stand behind tabs."""
        return is_small(self.mode)

    @property
    def is_pausing(self) -> bool:
        """True while the place of the medicines is taken by a pause that is made up."""
        return self._pausing

    def arrange(self, mode: str, *, anew: bool = False) -> bool:
        """Put the panels where this width has room for them; False where they stand there already."""
        if mode == self.mode and not anew:
            return False
        self.mode = mode
        keys = QApplication.focusWidget()
        small, parts = self.is_small, self._parts
        self._outer.setContentsMargins(*((10, 5, 10, 5) if small else (16, 10, 14, 10)))
        self._outer.setSpacing(5 if small else 10)
        parts.header.set_small(small=small)
        parts.centre.set_small(small=small)
        beside = small and mode != TIGHT
        parts.pace.set_down(down=beside)
        parts.asked.set_down(down=beside)
        parts.ending.set_down(down=beside)
        parts.centre.steps.set_down(down=beside)
        parts.cautions.heading.setVisible(not small)
        self._left.setVisible(not small)
        self._side.setVisible(small)
        self._right.setVisible(not small)
        self._right.setFixedWidth(current_theme().px(RIGHT[mode]))
        parts.tabs.set_alone(alone=mode == TIGHT)
        self._move(small=small)
        if small and keys is not None:
            parts.tabs.show_tab_of(keys)
        for moved in (
            parts.pace,
            parts.asked,
            parts.ending,
            parts.cautions,
            parts.pause,
            parts.header.print_bar,
        ):
            moved.show()
        self._place_pause()
        if keys is not None and self._page.isAncestorOf(keys) and keys.isVisible() and not keys.hasFocus():
            keys.setFocus(Qt.FocusReason.OtherFocusReason)  # a panel that is moved lets go of the keys
        return True

    def show_pausing(self, *, pausing: bool) -> None:
        """Give a pause that is made up the place of the medicines, or take it back."""
        if pausing != self._pausing:
            self._pausing = pausing
            self._place_pause()

    def _place_pause(self) -> None:
        pausing = self._pausing
        for stack in (self._left, self._side):
            stack.setCurrentIndex(1 if pausing else 0)
        self._pace_card.setVisible(not pausing and not self.is_small)
        left = LEFT[self.mode] if not pausing or not LEFT[self.mode] else LEFT_PAUSING
        self._left.setFixedWidth(current_theme().px(left))
        self.place_side()

    def bring(self, tab: int) -> None:
        """Have the panels of a tab in view, where they stand behind tabs."""
        if self.is_small and not self._pausing:
            self._parts.tabs.show_tab(tab)

    def bring_plan(self, chart: bool) -> None:
        """Have the chart in view, or the table, where there is room for one of them."""
        if self._is_alone:
            self._parts.tabs.show_tab(CHART if chart else TABLE)

    @property
    def _is_alone(self) -> bool:
        """True where the tabs stand over the plan: a pause is made up beside it at every size."""
        return self.mode == TIGHT and not self._pausing

    def place_side(self) -> None:
        """The tabs beside the plan; where there is no room for both, over it or in its place."""
        alone, tabs = self._is_alone, self._parts.tabs
        panel = alone and not tabs.shows_plan()
        if alone:
            self._side.setMinimumWidth(0)
            self._side.setMaximumWidth(_ANY)
            self._grid.addWidget(self._side, 0, 1, 1, 3)
            self._grid.addWidget(self._parts.centre, 1, 1, 1, 3)
        else:
            self._side.setFixedWidth(current_theme().px(RIGHT[self.mode or TIGHT]))
            self._grid.addWidget(self._side, 0, 3, 2, 1)
            self._grid.addWidget(self._parts.centre, 1, 1)
        tabs.fold()
        self._side.setMaximumHeight(tabs.bar_height() if alone and not panel else _ANY)
        self._grid.setVerticalSpacing((5 if alone else 0) if self.is_small else 10)
        self._grid.setRowStretch(0, int(panel))
        self._grid.setRowStretch(1, int(not panel))
        shown = tabs.tab() if alone else None
        self._parts.centre.show_part(table=shown in (None, TABLE), chart=shown in (None, CHART))

    def _move(self, *, small: bool) -> None:
        parts = self._parts
        if small:
            parts.tabs.take_in(
                (parts.pace, parts.asked, parts.ending),
                parts.cautions,
                (parts.centre.steps, parts.compare, parts.supply),
            )
            parts.tabs.take_print(parts.header.print_bar)
            self._pause_side.addWidget(parts.pause)
        else:
            self._pace_card.add(parts.pace)
            self._pace_card.add(parts.asked)
            self._pace_card.add(parts.ending)
            parts.centre.take_steps()
            self._right_column.addWidget(parts.compare)
            self._right_column.addWidget(parts.cautions, 1)
            self._right_column.addWidget(parts.supply)
            self._pause_left.addWidget(parts.pause)

    def _gridded(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        grid.addWidget(self._left, 0, 0, 2, 1)
        grid.addWidget(self._pace_card, 0, 1, 1, 2)
        grid.addWidget(self._parts.centre, 1, 1)
        grid.addWidget(self._right, 1, 2)
        grid.addWidget(self._side, 0, 3, 2, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(1, 1)
        return grid
