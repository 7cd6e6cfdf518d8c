"""The steps rail: where the review has got to, in words and ticks, never a percentage."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from ui.theme.active import colour, current_theme
from ui.theme.tokens import (
    MEDIUM,
    REGULAR,
    SEMIBOLD,
    STEPS_RAIL,
    STEPS_RAIL_FOLDED,
    STEPS_RAIL_SMALL,
    Role,
)
from ui.widgets.chrome.rail_item import RailItem
from ui.widgets.fields.framed import PartButton
from ui.widgets.marks import painting
from ui.widgets.marks.label import Label, Rule
from ui.widgets.panels.card import empty_out


class StepState(StrEnum):
    """How far a step has come. FLAGGED is open with something that needs a look."""

    OPEN = "open"
    DONE = "done"
    SKIPPED = "skipped"
    FLAGGED = "flagged"


class Fold(StrEnum):
    """How wide the rail is: words and all, 52 px, or 40 px of numbers and ticks."""

    FULL = "full"
    NARROW = "narrow"
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class StepMark:
    """One step: its id, number and name, what is empty in words, and its state."""

    id: str
    number: int
    words: str
    note: str = ""
    state: StepState = StepState.OPEN


_WIDTHS = {Fold.FULL: STEPS_RAIL, Fold.NARROW: STEPS_RAIL_FOLDED, Fold.SMALL: STEPS_RAIL_SMALL}
_RING = 22


class _StepItem(RailItem):
    def __init__(self, mark: StepMark, fold: Fold, parent: QWidget) -> None:
        super().__init__(f"Step {mark.number}, {mark.words}. {mark.note or mark.state}", parent)
        self.mark = mark
        self._fold = fold
        if fold is not Fold.FULL:
            self.setToolTip(f"{mark.number} {mark.words}: {mark.note}" if mark.note else mark.words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        theme = current_theme()
        if self._fold is Fold.FULL:
            note = painting.wrapped_height(self.mark.note, self._note_width(), Role.LABEL, REGULAR)
            words = painting.wrapped_height(self.mark.words, self._note_width(), Role.BODY, SEMIBOLD)
            return QSize(theme.px(STEPS_RAIL), max(words + note + 14, theme.px(44)))
        return QSize(theme.px(_WIDTHS[self._fold]), theme.px(42 if self._fold is Fold.NARROW else 38))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        here = self.isChecked()
        if here or self.underMouse():
            painter.fillRect(self.rect(), colour("tint" if here else "raised"))
        if here:
            painter.fillRect(QRect(0, 0, 3, self.height()), colour("accent"))
        side = current_theme().px(_RING)
        if self._fold is Fold.FULL:
            ring = QRect(15, 8, side, side)
            self._paint_words(painter, here=here)
        else:
            ring = QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side)
        self._paint_ring(painter, ring, here=here)
        painter.end()

    def _paint_ring(self, painter: QPainter, ring: QRect, *, here: bool) -> None:
        state = self.mark.state
        done = state is StepState.DONE and not here
        edges = {StepState.DONE: "done", StepState.FLAGGED: "cautionline"}
        edge = "accent" if here else edges.get(state, "edge")
        painter.setPen(painting.pen(edge, 1.5, dashed=state is StepState.SKIPPED and not here))
        painter.setBrush(colour("accent" if here else "surface"))
        painter.drawEllipse(ring.adjusted(1, 1, -1, -1))
        if done:
            painting.sign(painter, "tick", ring.adjusted(4, 4, -4, -4), "done")
        elif state is StepState.FLAGGED and not here:
            painting.sign(painter, "warning", ring.adjusted(4, 4, -4, -4), "cautionline")
        else:
            ink = "onaccent" if here else "ink2"
            painting.words(painter, ring, str(self.mark.number), ink, Role.LABEL, SEMIBOLD, painting.CENTRED)

    def _paint_words(self, painter: QPainter, *, here: bool) -> None:
        start, width = self._text_start(), self._note_width()
        weight = SEMIBOLD if here else MEDIUM
        tall = painting.wrapped_height(self.mark.words, width, Role.BODY, SEMIBOLD)
        name = QRect(start, 7, width, tall)
        painting.words(painter, name, self.mark.words, "ink", Role.BODY, weight, painting.WRAPPED)
        note = QRect(start, 8 + tall, width, self.height() - tall - 8)
        top = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        ink = "ink2" if here else "ink3"
        painting.words(painter, note, self.mark.note, ink, Role.LABEL, REGULAR, top)

    def _text_start(self) -> int:
        return 15 + current_theme().px(_RING) + 9

    def _note_width(self) -> int:
        return current_theme().px(STEPS_RAIL) - self._text_start() - 8


class StepsRail(QFrame):
    """The steps of a review. `chosen` tells a step's id; `fold_wanted` that the arrow was pressed."""

    chosen: ClassVar[Signal] = Signal(str)
    fold_wanted: ClassVar[Signal] = Signal()

    def __init__(self, title: str = "", subtitle: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("stepsRail")
        self.setAccessibleName("Steps of the review")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._fold = Fold.FULL
        self._marks: tuple[StepMark, ...] = ()
        self._current = ""
        self._items: list[_StepItem] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 8, 0, 0)
        self._column.setSpacing(0)
        self._title = Label(title, Role.BODY, weight=SEMIBOLD)
        self._subtitle = Label(subtitle, Role.LABEL, "ink2", weight=REGULAR)
        for label in (self._title, self._subtitle):
            label.setContentsMargins(14, 0, 8, 2)
        self._unfold = PartButton("Show the names of the steps", "chevron-right", self)
        self._unfold.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._unfold.clicked.connect(self.fold_wanted)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._line = Rule()
        self._foot = Label("", Role.LABEL, "ink2", weight=REGULAR, wrap=True)
        self._foot.setContentsMargins(12, 10, 12, 10)
        for part in (self._title, self._subtitle):
            self._column.addWidget(part)
        self._column.addWidget(self._unfold, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addSpacing(4)
        self._column.addLayout(self._list)
        self._column.addStretch(1)
        self._column.addWidget(self._line)
        self._column.addWidget(self._foot)
        self._show_parts()

    def set_head(self, title: str, subtitle: str) -> None:
        """Change the words over the steps: "Review 1", "started 24-Nov-2026"."""
        self._title.setText(title)
        self._subtitle.setText(subtitle)
        self._show_parts()

    def set_foot(self, words: str) -> None:
        """Change the quiet words at the foot."""
        self._foot.setText(words)
        self._show_parts()

    def set_steps(self, marks: Sequence[StepMark]) -> None:
        """Show these steps; the keyboard stays on the step it was on."""
        if tuple(marks) == self._marks:
            return
        held = next((item.mark.id for item in self._items if item.hasFocus()), None)
        self._marks = tuple(marks)
        empty_out(self._list)
        self._items = [_StepItem(mark, self._fold, self) for mark in self._marks]
        for item in self._items:
            self._list.addWidget(item)
            item.clicked.connect(lambda _=False, step=item.mark.id: self.chosen.emit(step))
            item.show()
            if item.mark.id == held:
                item.setFocus(Qt.FocusReason.OtherFocusReason)
        self.set_current(self._current)

    def set_current(self, step: str) -> None:
        """Mark the step that is open."""
        self._current = step
        for item in self._items:
            item.setChecked(item.mark.id == step)
            here = item.mark.id == step or (not step and item is self._items[0])
            item.setFocusPolicy(Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus)

    def fold(self) -> Fold:
        """How wide it is now."""
        return self._fold

    def set_fold(self, fold: Fold) -> None:
        """Make it wide, narrow or small."""
        if fold is not self._fold:
            self._fold = fold
            marks, self._marks = self._marks, ()
            self.set_steps(marks)
            self._show_parts()

    def sizeHint(self) -> QSize:
        return QSize(current_theme().px(_WIDTHS[self._fold]), 400)

    def minimumSizeHint(self) -> QSize:
        return QSize(current_theme().px(_WIDTHS[self._fold]), 100)

    def _show_parts(self) -> None:
        wide = self._fold is Fold.FULL
        self._title.setVisible(wide and bool(self._title.text()))
        self._subtitle.setVisible(wide and bool(self._subtitle.text()))
        self._unfold.setVisible(not wide)
        self._line.setVisible(wide and bool(self._foot.text()))
        self._foot.setVisible(wide and bool(self._foot.text()))
        self.updateGeometry()
