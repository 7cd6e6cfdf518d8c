"""What the store would not keep, said across the top of the workspace until it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.buttons.button import Button, Kind
from ui.widgets.panels.notice import Notice, Tone

if TYPE_CHECKING:
    from collections.abc import Callable

TITLE = "Your last change is not saved"
STILL_HERE = "What you typed is still here."


class NotKept(QWidget):
    """Says what the store said, with Try again; and a way on when somebody wanted to leave."""

    try_again_wanted = Signal()
    both_wanted = Signal(bool)
    """Keep this change and the store's; whether this one stands where both changed the same thing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._leave: Callable[[], None] | None = None
        self.notice = Notice(TITLE, tone=Tone.STOP)
        self.again = self.notice.add_choice("Try again")
        self.both = self.notice.add_choice("Keep both")
        self.theirs = self.notice.add_choice("Keep both, theirs where both changed")
        self.lose = self.notice.add_choice("Leave without this change", kind=Kind.DANGER)
        self.again.clicked.connect(self.try_again_wanted)
        self.lose.clicked.connect(self._lost)
        self.both.clicked.connect(lambda: self.both_wanted.emit(True))
        self.theirs.clicked.connect(lambda: self.both_wanted.emit(False))
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 0)
        column.addWidget(self.notice)
        self.hide()

    def say(self, sentence: str) -> None:
        """Say why the change is not kept."""
        self._show(TITLE, f"{sentence} {STILL_HERE}".strip(), (self.again,))

    def say_overtaken(self, title: str, sentences: str, *, clashes: bool) -> None:
        """Say who saved first and what each changed, with the ways to keep both."""
        self.both.set_words("Keep both, mine where both changed" if clashes else "Keep both")
        self._show(title, f"{sentences} {STILL_HERE}", (self.both, *((self.theirs,) if clashes else ())))

    def _show(self, title: str, reason: str, ways: tuple[Button, ...]) -> None:
        self.notice.set_words(title, reason)
        for button in (self.again, self.both, self.theirs):
            button.setVisible(button in ways)
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
