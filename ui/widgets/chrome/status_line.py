"""The status line: what is saved, one quiet fact, who is signed in, when it locks."""

from enum import StrEnum
from typing import ClassVar

from PySide6.QtCore import QEvent, QObject, QSize, Signal
from PySide6.QtGui import QShowEvent, QStatusTipEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from ui.theme.active import current_theme
from ui.theme.tokens import REGULAR, SEMIBOLD, STATUS, Role
from ui.widgets.buttons.button import Button, Kind
from ui.widgets.marks.label import Label, OneLine
from ui.widgets.panels.captioned import SignMark


class SaveState(StrEnum):
    """Whether what is on the screen is in the store. NOTHING shows no corner at all."""

    NOTHING = "nothing"
    SAVED = "saved"
    SAVING = "saving"
    UNSAVED = "unsaved"
    FAILED = "failed"


_LOOKS = {
    SaveState.SAVED: ("tick", "done", "Saved"),
    SaveState.SAVING: ("clock", "ink2", "Saving"),
    SaveState.UNSAVED: ("pencil", "ink2", "Unsaved"),
    SaveState.FAILED: ("warning", "stop", "Not saved"),
}


class StatusLine(QFrame):
    """The bar at the foot. `try_again_wanted` is told when Try again is pressed after a failed save."""

    try_again_wanted: ClassVar[Signal] = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusLine")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._state = SaveState.NOTHING
        self._sign = SignMark("tick", "done", 15)
        self._saved = Label("", Role.LABEL, "done", weight=SEMIBOLD)
        self._again = Button("Try again", Kind.QUIET, small=True)
        self._again.clicked.connect(self.try_again_wanted)
        self._fact = OneLine()
        self._who = Label("", Role.LABEL, "ink2", weight=REGULAR)
        self._locks = Label("", Role.LABEL, "ink2", weight=REGULAR)
        self._keys = Label("", Role.LABEL, "ink2", weight=SEMIBOLD)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(6)
        row.addWidget(self._sign)
        row.addWidget(self._saved)
        row.addWidget(self._again)
        row.addSpacing(12)
        row.addWidget(self._fact, 1)
        row.addWidget(self._who)
        row.addSpacing(12)
        row.addWidget(self._locks)
        row.addWidget(self._keys)
        self.show_saving(SaveState.NOTHING)

    def state(self) -> SaveState:
        """The state shown."""
        return self._state

    def show_saving(self, state: SaveState, at: str = "") -> None:
        """Show whether the work is saved, with the time ("10:12") once it is."""
        self._state = state
        shown = state is not SaveState.NOTHING
        self._sign.setVisible(shown)
        self._saved.setVisible(shown)
        self._again.setVisible(state is SaveState.FAILED)
        if shown:
            sign, tone, words = _LOOKS[state]
            self._sign.set_sign(sign, tone)
            self._saved.set_tone(tone)
            self._saved.setText(f"{words} {at}".strip())
            self._saved.setAccessibleName(self._saved.text())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.window().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say what a field sends to its window as a status tip."""
        if isinstance(event, QStatusTipEvent) and event.tip():
            self.say(event.tip())
            return True
        return super().eventFilter(watched, event)

    def say(self, fact: str) -> None:
        """Show one quiet fact, kept until the next one."""
        self._fact.set_words(fact)

    def fact(self) -> str:
        """The fact said."""
        return self._fact.words()

    def set_person(self, who: str) -> None:
        """Show who is signed in: "Nia Farrow, pharmacist"."""
        self._who.setText(who)

    def set_lock(self, words: str, keys: str = "") -> None:
        """Show when it locks, and the keys that lock it now."""
        self._locks.setText(words)
        self._keys.setText(keys)

    def sizeHint(self) -> QSize:
        return QSize(400, current_theme().px(STATUS))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, current_theme().px(STATUS))
