"""The chosen step by hand: longer and shorter, split, join, pause; each with its keys."""

from typing import ClassVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.screens.taper.by_hand.step_words import StepWords
from ui.theme.tokens import SEMIBOLD, Role
from ui.widgets.buttons.button import Button
from ui.widgets.marks.label import Label

_LONG_NAME, _LONG_TIME = "Step 40", "12 weeks"
"""Room is kept for these: the buttons stay where they are while they are pressed."""


class StepBar(QWidget):
    """One line under the chart; two in a narrow place."""

    turned: ClassVar[Signal] = Signal(int)
    """So many weeks longer, or shorter."""
    split_wanted: ClassVar[Signal] = Signal()
    join_wanted: ClassVar[Signal] = Signal()
    pause_wanted: ClassVar[Signal] = Signal()
    clear_wanted: ClassVar[Signal] = Signal()
    working_wanted: ClassVar[Signal] = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._step: StepWords | None = None
        self._down: bool | None = None
        self.name = Label("", Role.TABLE, weight=SEMIBOLD)
        self.length = Label("", Role.TABLE)
        self.shorter = Button("Shorter", icon="minus", small=True)
        self.longer = Button("Longer", icon="plus", small=True)
        self.split = Button("Split", small=True)
        self.join = Button("Join", small=True)
        self.pause = Button("Pause", icon="pause", small=True)
        self.clear = Button("Clear", small=True)
        self.working = Button("Working", small=True)
        self._buttons = (
            self.shorter,
            self.longer,
            self.split,
            self.join,
            self.pause,
            self.working,
            self.clear,
        )
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(4)
        self.shorter.clicked.connect(lambda: self.turned.emit(-1))
        self.longer.clicked.connect(lambda: self.turned.emit(1))
        self.split.clicked.connect(self.split_wanted)
        self.join.clicked.connect(self.join_wanted)
        self.pause.clicked.connect(self.pause_wanted)
        self.clear.clicked.connect(self.clear_wanted)
        self.working.clicked.connect(self.working_wanted)
        self.set_down(down=False)
        self.show_step(None)

    def set_down(self, *, down: bool) -> None:
        """In one line, or two by two where the place is narrow."""
        if down == self._down:
            return
        self._down = down
        self.name.keep_room("" if down else _LONG_NAME)
        self.length.keep_room("" if down else _LONG_TIME)
        while self._grid.takeAt(0) is not None:
            pass
        parts: tuple[QWidget, ...] = (self.name, self.length, *self._buttons)
        across = 2 if down else len(parts)
        for at, part in enumerate(parts):
            self._grid.addWidget(part, at // across, at % across)
        for column in range(len(parts) + 1):
            self._grid.setColumnStretch(column, int(not down and column == len(parts)))

    def minimumSizeHint(self) -> QSize:
        """Never what keeps a small window from folding."""
        return QSize(1, super().minimumSizeHint().height())

    def show_step(self, step: StepWords | None) -> None:
        """Show what can be done with this step; nothing while none is chosen."""
        self.setVisible(step is not None)
        if step is None or step == self._step:
            return
        self._step = step
        self.name.setText(step.name)
        self.length.setText(step.length)
        at = f"{step.name}, {step.length}"
        self._ready(self.shorter, step.can_last, f"{at}: a week shorter", "Shift+Left")
        self._ready(self.longer, step.can_last, f"{at}: a week longer", "Shift+Right")
        split = f"{step.name}: stop at {step.split_to} on the way" if step.split_to else "Split this step"
        self._ready(self.split, step.can_split, split, "Ctrl+Shift+D")
        self._ready(self.join, step.can_join, f"{step.name}: make it one with the next", "Ctrl+Shift+J")
        self._ready(self.pause, True, f"Add a pause after {step.name.lower()}", "Ctrl+H")
        self._ready(self.working, True, f"{step.name}: how its figures were reached", "Ctrl+Shift+W")
        self.clear.setVisible(step.by_hand)
        self._ready(self.clear, step.by_hand, "Take out every step that was set by hand", "Ctrl+Shift+B")

    @staticmethod
    def _ready(button: Button, ready: bool, words: str, keys: str) -> None:
        if not ready and button.hasFocus() and (beside := button.nextInFocusChain()) is not None:
            beside.setFocus(Qt.FocusReason.OtherFocusReason)
        button.setEnabled(ready)
        button.setToolTip(f"{words} ({keys})")
        button.setAccessibleName(words)
