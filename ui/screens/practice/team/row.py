"""One person who uses the store: their name, what they may do, and taking it away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pharmreview.domain.team.access import Access
from ui.theme.tokens import SEMIBOLD, Role
from ui.widgets.buttons.button import Button, Kind
from ui.widgets.choices.segmented import SegmentedBar
from ui.widgets.marks.label import Label

if TYPE_CHECKING:
    from ui.screens.practice.team.model import Member

MAY = ((Access.READER.value, "Reader"), (Access.REVIEWER.value, "Reviewer"), (Access.LEAD.value, "Lead"))


class MemberRow(QWidget):
    """`changed` tells what they may do from now on; taking it away is asked twice."""

    changed = Signal(object)

    def __init__(self, member: Member, *, may_change: bool) -> None:
        super().__init__()
        self.member = member
        self.access = SegmentedBar(f"What {member.name} may do", MAY, small=True)
        self.access.set_value(member.access.value)
        self.remove = Button("Take away", Kind.QUIET, small=True)
        self.remove.setAccessibleName(f"Take {member.name}'s access away")
        self.sure = Button("Take it away", small=True)
        self.sure.setAccessibleName(f"Yes, take {member.name}'s access away")
        self.keep = Button("Leave it", Kind.QUIET, small=True)
        about = f"{member.name} will not open this store again under this name. What they did stays."
        self._asking = QWidget()
        self._lay_out(may_change=may_change and not member.is_me, about=about)
        self.access.chosen.connect(lambda value: self.changed.emit(Access(value)))
        self.remove.clicked.connect(lambda: self._ask(asked=True))
        self.keep.clicked.connect(lambda: self._ask(asked=False))
        self.sure.clicked.connect(lambda: self.changed.emit(Access.NONE))

    def _ask(self, *, asked: bool) -> None:
        self._asking.setVisible(asked)
        self.remove.setVisible(not asked)
        (self.keep if asked else self.remove).setFocus()

    def _lay_out(self, *, may_change: bool, about: str) -> None:
        member = self.member
        names = QVBoxLayout()
        names.setSpacing(1)
        names.addWidget(Label(member.name, Role.TABLE, weight=SEMIBOLD, wrap=True))
        role = ", ".join(part for part in (member.role, "you" if member.is_me else "") if part)
        if role:
            names.addWidget(Label(role, Role.LABEL, "ink2", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addLayout(names, 1)
        if may_change:
            row.addWidget(self.access)
            row.addWidget(self.remove)
        else:
            row.addWidget(Label(member.access.value.capitalize(), Role.TABLE, "ink2"))
        asking = QHBoxLayout(self._asking)
        asking.setContentsMargins(0, 0, 0, 0)
        asking.addWidget(Label(about, Role.LABEL, "cautionink", wrap=True), 1)
        asking.addWidget(self.sure)
        asking.addWidget(self.keep)
        self._asking.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 6, 0, 6)
        whole.setSpacing(6)
        whole.addLayout(row)
        whole.addWidget(self._asking)
