"""Leaving waits for the store: first everything typed is kept, then the person goes, locks or closes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ui.state.autosave import Autosave, Keeping

if TYPE_CHECKING:
    from collections.abc import Callable


class WhenKept(QObject):
    """Holds at most one thing to do until the open case is in the store.

    `refused` tells the store's sentence, and what could be done all the same, when it would not keep it.
    """

    refused = Signal(str, object)

    def __init__(self, autosave: Autosave, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._autosave = autosave
        self._waiting: Callable[[], None] | None = None
        autosave.changed.connect(self._changed)

    def then(self, work: Callable[[], None]) -> None:
        """Do the work now if everything is kept, else when it is; the latest call alone is held."""
        self._waiting = None
        if not self._autosave.has_unsaved():
            work()
            return
        self._waiting = work
        self._autosave.flush()

    def _changed(self, state: Keeping, sentence: str) -> None:
        if self._waiting is None:
            return
        if state is Keeping.SAVED:
            work, self._waiting = self._waiting, None
            work()
        elif state is Keeping.FAILED:
            work, self._waiting = self._waiting, None
            self.refused.emit(sentence, work)
        elif state is Keeping.UNSAVED:
            QTimer.singleShot(0, self, self._autosave.flush)
