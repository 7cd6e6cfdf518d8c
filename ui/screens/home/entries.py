"""A short list of people, each line a way in. Arrows move, Enter opens."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from ui.theme.active import current_theme
from ui.theme.tokens import REGULAR, SEMIBOLD, Role
from ui.widgets.marks import painting
from ui.widgets.marks.label import Label, Rule
from ui.widgets.panels.card import Card, empty_out

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.screens.home.view_model import Entry

_HEIGHT = 47


class EntryLine(QAbstractButton):
    """One person: name, what, when."""

    def __init__(self, entry: Entry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry = entry
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        parts = (entry.name, entry.what, entry.when, entry.mark)
        self.setAccessibleName(", ".join(p for p in parts if p))
        self.setText(entry.name)

    def sizeHint(self) -> QSize:
        return QSize(220, current_theme().px(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.underMouse() or self.isDown():
            painting.box(painter, self.rect(), ground="tint", radius=4)
        line, top = painting.line_height(Role.BODY), 4
        right = painting.width_of(self.entry.when, Role.TABLE, REGULAR) + 12 if self.entry.when else 0
        width = self.width() - 28
        name = QRect(14, top, width - right, line)
        painting.words(painter, name, self.entry.name, "ink", Role.BODY, SEMIBOLD)
        what = f"{self.entry.what}. {self.entry.mark}" if self.entry.mark else self.entry.what
        painting.words(painter, QRect(14, top + line, width, line), what, "ink2", Role.LABEL, REGULAR)
        if right:
            far = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            when = QRect(14, top, width, line)
            painting.words(painter, when, self.entry.when, "ink2", Role.TABLE, REGULAR, far)
        painter.end()


class EntryCard(Card):
    """A titled list. `opened` tells the case id of the line that was pressed."""

    opened: ClassVar[Signal] = Signal(str)

    def __init__(self, title: str, nothing: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent=parent)
        self._nothing = nothing
        self._lines: list[EntryLine] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.body.addLayout(self._list)
        self.setAccessibleName(title)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these lines, or the quiet words that there are none."""
        held = next((x.entry.case_id for x in self._lines if x.hasFocus()), None)
        empty_out(self._list)
        self._lines = []
        for entry in entries:
            if self._lines:
                self._list.addWidget(Rule())
            line = EntryLine(entry)
            line.clicked.connect(lambda _=False, case=entry.case_id: self.opened.emit(case))
            self._lines.append(line)
            self._list.addWidget(line)
            if entry.case_id == held:
                line.setFocus()
        if not entries:
            self._list.addWidget(Label(self._nothing, Role.TABLE, "ink3", wrap=True))
        self.set_subtitle(str(len(entries)) if entries else "")

    def lines(self) -> tuple[EntryLine, ...]:
        """The lines in order."""
        return tuple(self._lines)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        here = next((i for i, x in enumerate(self._lines) if x.hasFocus()), None)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and here is not None:
            self._lines[here].click()
        elif way is None or here is None:
            super().keyPressEvent(event)
        else:
            self._lines[min(max(here + way, 0), len(self._lines) - 1)].setFocus()
