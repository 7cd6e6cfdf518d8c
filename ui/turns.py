"""Work with a turn of its own: between one piece and the next the window answers and paints."""

from collections.abc import Callable
from typing import Protocol

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer

_SOON_MS = 1
"""Above nought, so that on every system what waits already, a key or a painting, comes first."""

Work = Callable[[], object]


class Turns(Protocol):
    """Where work waits for its turn."""

    def soon(self, owner: QObject, what: str, work: Work) -> None:
        """Do this in a turn of its own. The same thing of the same owner, asked for again, is done once."""
        ...

    def finish(self) -> None:
        """Do at once all that waits, in its order."""
        ...


class AtOnce:
    """No turns: everything is done as it is asked for."""

    def soon(self, owner: QObject, what: str, work: Work) -> None:  # noqa: ARG002  # there is no wait
        """Do it."""
        work()

    def finish(self) -> None:
        """Nothing waits."""


class InTurns:
    """One piece of work in each turn, in the order in which it was first asked for.

    Work whose owner is gone by then is left undone.
    """

    def __init__(self) -> None:
        self._waiting: dict[tuple[int, str], tuple[QObject, Work]] = {}
        self._timer = QTimer(interval=_SOON_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._next)

    def __len__(self) -> int:
        return len(self._waiting)

    def soon(self, owner: QObject, what: str, work: Work) -> None:
        """Do this in a turn of its own; asked for again meanwhile, the later work is done in its place."""
        self._waiting[id(owner), what] = owner, work
        self._timer.start()

    def finish(self) -> None:
        """Do at once all that waits, in its order."""
        while self._waiting:
            self._one()

    def _next(self) -> None:
        if self._waiting:
            self._one()
        if self._waiting:
            self._timer.start()

    def _one(self) -> None:
        owner, work = self._waiting.pop(next(iter(self._waiting)))
        if shiboken6.isValid(owner):
            work()
