"""The record's lines, lent to the clipboard for a minute."""

from __future__ import annotations

import atexit
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QMimeData, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

_KEEP_OUT_OF_HISTORY = 'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"'
"""Tells Windows to leave what is lent out of its clipboard history and of what it sends to other devices."""
LENT_FOR_MS = 60_000
Later = Callable[[int, Callable[[], None]], None]


def clear_if_it_holds(text: str) -> bool:
    """Clear the clipboard if this text is on it; whether it was. Systems differ in how they end a line."""
    if QGuiApplication.instance() is None:
        return False
    clipboard = QGuiApplication.clipboard()
    still = clipboard.text().splitlines() == text.splitlines()
    if still:
        clipboard.clear()
    return still


class ClipboardLoan(QObject):
    """Puts text on the clipboard and takes it back after a minute, or on leaving, if it is still there.

    It belongs to whatever outlives the screen, so that locking does not leave the text behind. Whichever way
    the program ends it is taken back first: what Python lent, Qt cannot put away once Python has gone.
    """

    taken_back = Signal(bool)
    """Told once, when the minute is over: whether the text was still there and is gone now."""

    def __init__(self, text: str, parent: QObject, later: Later | None = None) -> None:
        super().__init__(parent)
        self._text = text
        lent = QMimeData()
        lent.setText(text)
        lent.setData(_KEEP_OUT_OF_HISTORY, b"")
        QGuiApplication.clipboard().setMimeData(lent)
        running = QGuiApplication.instance()
        if running is not None:
            running.aboutToQuit.connect(self.take_back)
        self._on_leaving = partial(clear_if_it_holds, text)
        atexit.register(self._on_leaving)
        (later or self._later)(LENT_FOR_MS, self.take_back)

    def take_back(self) -> None:
        """Clear the clipboard if it still holds what was lent. Doing it twice is harmless."""
        text, self._text = self._text, ""
        if not text:
            return
        atexit.unregister(self._on_leaving)
        still = clear_if_it_holds(text)
        self.taken_back.emit(still)
        self.deleteLater()

    def _later(self, wait: int, then: Callable[[], None]) -> None:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(then)
        timer.start(wait)
