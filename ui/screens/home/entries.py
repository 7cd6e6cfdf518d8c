"""A short list of people, each line a way in. Arrows move, Enter opens."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme.active import current_theme
from ui.theme.tokens import MEDIUM, RADIUS_FIELD, REGULAR, SEMIBOLD, Role
from ui.widgets.buttons.button import Button, Kind
from ui.widgets.marks import painting
from ui.widgets.marks.label import Label, Rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.screens.home.lists import Entry

_SIDE = 14
_ABOVE = 6
_GAP = 12
_FAR = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class EntryLine(QAbstractButton):
    """One person: name, what, when, and a mark. Nothing is cut: what does not fit beside goes below."""

    def __init__(self, entry: Entry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry = entry
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        mark = entry.mark.words if entry.mark is not None else ""
        parts = (entry.name, entry.what, entry.when, mark)
        self.setAccessibleName(", ".join(p for p in parts if p))
        self.setText(entry.name)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = self._left_room(width)
        name = painting.wrapped_height(self.entry.name, room, Role.BODY, SEMIBOLD)
        what = painting.wrapped_height(self.entry.what, room, Role.LABEL, REGULAR)
        below = self._right_width() > 0 and not self._beside(width)
        return name + what + 2 * _ABOVE + (self._mark_height() + 4 if below else 0)

    def sizeHint(self) -> QSize:
        return QSize(220, self.heightForWidth(max(self.width(), 220)))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.heightForWidth(max(self.width(), 120)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; arrows belong to the list."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.underMouse() or self.isDown():
            painting.box(painter, self.rect(), ground="tint")
        width = self.width()
        room = self._left_room(width)
        name = painting.wrapped_height(self.entry.name, room, Role.BODY, SEMIBOLD)
        what = painting.wrapped_height(self.entry.what, room, Role.LABEL, REGULAR)
        wrapped = painting.WRAPPED
        area = QRect(_SIDE, _ABOVE, room, name)
        painting.words(painter, area, self.entry.name, "ink", Role.BODY, SEMIBOLD, wrapped)
        area = QRect(_SIDE, _ABOVE + name, room, what)
        painting.words(painter, area, self.entry.what, "ink2", Role.LABEL, REGULAR, wrapped)
        if self._beside(width):
            self._paint_right(painter, QRect(_SIDE, 0, width - 2 * _SIDE, self.height()), far=True)
        elif self._right_width():
            line = QRect(_SIDE, _ABOVE + name + what + 4, width - 2 * _SIDE, self._mark_height())
            self._paint_right(painter, line, far=False)
        painter.end()

    def _paint_right(self, painter: QPainter, area: QRect, *, far: bool) -> None:
        """The mark and the date: at the right end of the area, or from its left."""
        when = self._when_width()
        mark = self._mark_width()
        left = area.right() - self._right_width() + 1 if far else area.left()
        if self.entry.mark is not None:
            caution = self.entry.mark.caution
            side, height = current_theme().px(14), self._mark_height()
            chip = QRect(left, area.center().y() - height // 2, mark, height)
            ground, edge = ("caution", "cautionline") if caution else ("raised", "line")
            ink = "cautionink" if caution else "ink2"
            painting.box(painter, chip, ground=ground, edge=edge, radius=RADIUS_FIELD)
            sign = QRect(chip.left() + 7, chip.center().y() - side // 2, side, side)
            painting.sign(painter, self.entry.mark.icon, sign, ink)
            inside = chip.adjusted(side + 12, 0, 0, 0)
            painting.words(painter, inside, self.entry.mark.words, ink, Role.LABEL, MEDIUM)
        if when:
            place = QRect(left + (mark + _GAP if mark else 0), area.top(), when, area.height())
            how = _FAR if far else painting.LEFT
            painting.words(painter, place, self.entry.when, "ink2", Role.TABLE, REGULAR, how)

    def _when_width(self) -> int:
        return painting.width_of(self.entry.when, Role.TABLE, REGULAR) + 2 if self.entry.when else 0

    def _mark_width(self) -> int:
        if self.entry.mark is None:
            return 0
        return painting.width_of(self.entry.mark.words, Role.LABEL, MEDIUM) + current_theme().px(14) + 20

    def _mark_height(self) -> int:
        return max(current_theme().px(22), painting.line_height(Role.TABLE))

    def _right_width(self) -> int:
        when, mark = self._when_width(), self._mark_width()
        return when + mark + (_GAP if when and mark else 0)

    def _beside(self, width: int) -> bool:
        """Whether the mark and the date fit beside the longest of the words."""
        needed = max(
            painting.width_of(self.entry.name, Role.BODY, SEMIBOLD),
            painting.width_of(self.entry.what, Role.LABEL, REGULAR),
        )
        right = self._right_width()
        return right > 0 and needed + _GAP + right <= width - 2 * _SIDE

    def _left_room(self, width: int) -> int:
        taken = self._right_width() + _GAP if self._beside(width) else 0
        return max(width - 2 * _SIDE - taken, 40)


class EntryCard(QFrame):
    """A titled list. `opened` tells the case id of the line that was pressed; `all_wanted` that All was.

    A list that is all there is has no All.
    """

    opened: ClassVar[Signal] = Signal(str)
    all_wanted: ClassVar[Signal] = Signal()

    def __init__(
        self, title: str, nothing: str, *, has_all: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._has_all = has_all
        self.setProperty("frame", "card")
        self._lines: list[EntryLine] = []
        self._nothing = Label(nothing, Role.TABLE, "ink3", wrap=True)
        self._nothing.setContentsMargins(_SIDE, 10, _SIDE, 10)
        self._number = Label("", Role.LABEL, "ink2", weight=SEMIBOLD)
        self._everyone = Button("All", Kind.QUIET, small=True)
        self._everyone.setAccessibleName(f"{title}: all")
        self._everyone.clicked.connect(self.all_wanted)
        head = QHBoxLayout()
        head.setContentsMargins(_SIDE, 6, 6, 6)
        head.setSpacing(8)
        head.addWidget(Label(title, Role.SECTION))
        head.addWidget(self._number)
        self._about = Label("", Role.LABEL, "ink2")
        head.addWidget(self._about)
        head.addStretch(1)
        head.addWidget(self._everyone)
        self._list = QVBoxLayout()
        self._list.setContentsMargins(1, 0, 1, 4)
        self._list.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Rule())
        column.addWidget(self._nothing)
        column.addLayout(self._list)
        self.setAccessibleName(title)

    def set_about(self, words: str) -> None:
        """Say something quiet beside the title."""
        self._about.setText(words)

    def show_entries(self, entries: Sequence[Entry], total: int) -> None:
        """Show these lines, or the quiet words that there are none. The keys stay with their person."""
        held = next((x.entry.case_id for x in self._lines if x.hasFocus()), None)
        if [line.entry for line in self._lines] != list(entries):
            self._fill(entries)
        for line in self._lines:
            if line.entry.case_id == held and held is not None:
                line.setFocus()
        self._nothing.setVisible(not entries)
        self._everyone.setVisible(bool(entries) and self._has_all)
        self._number.setText(str(total) if total else "")

    def lines(self) -> tuple[EntryLine, ...]:
        """The lines in order."""
        return tuple(self._lines)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        here = next((i for i, x in enumerate(self._lines) if x.hasFocus()), None)
        if way is None or here is None:
            super().keyPressEvent(event)
        else:
            self._lines[min(max(here + way, 0), len(self._lines) - 1)].setFocus()

    def _fill(self, entries: Sequence[Entry]) -> None:
        while (item := self._list.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        self._lines = []
        for entry in entries:
            if self._lines:
                self._list.addWidget(Rule())
            line = EntryLine(entry)
            line.clicked.connect(lambda _=False, case=entry.case_id: self.opened.emit(case))
            self._lines.append(line)
            self._list.addWidget(line)
            line.show()  # else a layout shows it later, and until then it cannot take the keys
