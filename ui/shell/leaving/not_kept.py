"""What the store would not keep, said across the top of the workspace until it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.buttons.button import Kind
from ui.widgets.panels.notice import Notice, Tone

if TYPE_CHECKING:
    from collections.abc import Callable

TITLE = "Your last change is not saved"
STILL_HERE = "What you typed is still here."


class NotKept(QWidget):
    """Says what the store said, with Try again; and a way on when somebody wanted to leave."""

    try_again_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._leave: Callable[[], None] | None = None
        self.notice = Notice(TITLE, tone=Tone.STOP)
        self.again = self.notice.add_choice("Try again")
        self.lose = self.notice.add_choice("Leave without this change", kind=Kind.DANGER)
        self.again.clicked.connect(self.try_again_wanted)
        self.lose.clicked.connect(self._lost)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 0)
        column.addWidget(self.notice)
        self.hide()

    def say(self, sentence: str) -> None:
        """Say why the change is not kept."""
        self.notice.set_words(TITLE, f"{sentence} {STILL_HERE}".strip())
        self.lose.setVisible(self._leave is not None)
        self.show()

    def offer_to_leave(self, sentence: str, leave: Callable[[], None]) -> None:
        """Say it to somebody who was about to leave, and let them leave without it."""
        self._leave = leave
        self.say(sentence)
        self.again.setFocus()

    def clear(self) -> None:
        """Everything is kept again."""
        self._leave = None
        self.hide()

    def _lost(self) -> None:
        leave, self._leave = self._leave, None
        self.hide()
        if leave is not None:
            leave()
