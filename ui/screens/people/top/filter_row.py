"""The filters as chips: tiers and states at once, the rest behind More filters, a group a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.screens.people.listing.filters import ALL, GROUPS, SAMPLE
from ui.theme.active import current_theme
from ui.theme.tokens import CHIP, Role
from ui.widgets.buttons.button import Button, Kind
from ui.widgets.choices.chips import ChipOption, ChipSet
from ui.widgets.choices.flow import FlowLayout
from ui.widgets.marks.label import Label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ui.screens.people.listing.filters import Counted, Wanted

_TITLES: Final = {
    "tier": "Tier",
    "state": "Status",
    "since": "Since the last search",
    "note": "To look at",
    "cohort": "Cohort",
}
_FIRST: Final = ("tier", "state")


class FilterRow(QWidget):
    """`mark_chosen` tells a group and the mark chosen in it, "" when its chip was let go of."""

    mark_chosen: ClassVar[Signal] = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sets = {group: ChipSet(_TITLES[group], single=True) for group in GROUPS}
        self.sample = ChipSet("Sample")
        self.sample.changed.connect(lambda _ids: self.mark_chosen.emit(SAMPLE, ""))
        self.more = Button("More filters", Kind.QUIET, icon="filter", small=True)
        self.list = Button("This list", Kind.QUIET, icon="folder", small=True)
        self.list.setToolTip("Searches, baselines, samples and settings (Ctrl+Shift+L)")
        self.details = Button("Details", small=True)
        self._opened = False
        self._lines: dict[str, QWidget] = {}
        for button in (self.more, self.details):
            button.setCheckable(True)
        for group, chips in self.sets.items():
            chips.changed.connect(
                lambda ids, group=group: self.mark_chosen.emit(group, ids[0] if ids else "")
            )
        self.more.clicked.connect(self._show_more)
        self._lay_out()

    def show_filters(self, groups: Mapping[str, Counted], wanted: Wanted) -> None:
        """Show each group with its counts, and what is chosen."""
        for group, options in groups.items():
            chips = self.sets[group]
            chips.set_options([ChipOption(mark, words, number) for mark, words, number in options])
            chosen = wanted.chosen(group)
            chips.set_value([chosen or ALL] if group == "tier" else [chosen])
        drawn = [ChipOption(SAMPLE, wanted.sample_name, len(wanted.sample))] if wanted.sample else []
        self.sample.set_options(drawn)
        self.sample.set_value([SAMPLE])
        self.sample.setVisible(bool(drawn))
        further = [group for group in groups if group not in _FIRST]
        self.more.setVisible(any(groups[group] for group in further))
        opened = self._opened or any(wanted.chosen(group) for group in further)
        self.more.setChecked(opened)
        for group in further:
            self._lines[group].setVisible(opened and bool(groups[group]))

    def focus_first(self) -> None:
        """Go to the first chip."""
        self.sets["tier"].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_more(self, on: bool) -> None:
        self._opened = on
        for group, line in self._lines.items():
            line.setVisible(on and bool(self.sets[group].chips()))

    def _lay_out(self) -> None:
        first = _flowing(*(self.sets[group] for group in _FIRST), self.sample)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(first, 1)
        for button in (self.more, self.list, self.details):
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        for group, chips in self.sets.items():
            if group not in _FIRST:
                title = Label(_TITLES[group], Role.LABEL, "ink2")
                title.setMinimumHeight(current_theme().px(CHIP))
                self._lines[group] = _flowing(title, chips)
                self._lines[group].hide()
                column.addWidget(self._lines[group])
        self.setSizePolicy(_tall_as_needed())


def _flowing(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    holder.setSizePolicy(_tall_as_needed())
    flow = FlowLayout(holder, gap=8)
    for widget in widgets:
        flow.addWidget(widget)
    return holder


def _tall_as_needed() -> QSizePolicy:
    policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    return policy
