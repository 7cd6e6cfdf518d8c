"""When papers are made: once typing rests, only what is wanted, and again where that changed meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal

from ui.jobs import Err, Ok, Stopped
from ui.screens.papers.making import Batch, Wanted, make_all

if TYPE_CHECKING:
    from ui.jobs import Working
    from ui.state.desk import Desk

SETTLES_MS = 100


class Maker(QObject):
    """Has papers pressed on the press lane. `wanted` says what is wanted now, or None for nothing."""

    made = Signal(object)
    """What was made for what is wanted now: a Batch."""
    refused = Signal(object)
    """Why nothing could be made: an error."""

    def __init__(
        self, desk: Desk, wanted: Callable[[], Wanted | None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._wanted = wanted
        self._held = Batch()
        self._made_for: Wanted | None = None
        self._under_way: tuple[Wanted, Working] | None = None
        self._then: Callable[[], None] | None = None
        self._settle = QTimer(self, singleShot=True, interval=SETTLES_MS)
        self._settle.timeout.connect(self.make)

    def forget(self) -> None:
        """Another person: nothing that was made is of use."""
        self._made_for, self._then, self._held = None, None, Batch()

    def soon(self) -> None:
        """Make them once nothing changes for a moment."""
        self._settle.start()

    def when_made(self, then: Callable[[], None]) -> bool:
        """Do it once what is wanted now is made; tells whether it has to wait."""
        if self._made_for == self._wanted():
            return False
        self._then = then
        self.make()
        return True

    def make(self) -> None:
        """Have them pressed for the case as it stands, if they are not already."""
        self._settle.stop()
        wanted = self._wanted()
        if wanted is None or wanted == self._made_for:
            return
        if self._under_way is not None:
            if self._under_way[0] == wanted:
                return
            self._under_way[1].ask_to_stop()
        app, held = self._desk.app, self._held
        working = self._desk.lanes.press.run_long(
            lambda at: make_all(app, wanted, at, held), lambda outcome: self._take(wanted, outcome)
        )
        self._under_way = (wanted, working)

    def _take(self, wanted: Wanted, outcome: Ok[Batch] | Err) -> None:
        if not shiboken6.isValid(self):
            return
        if self._under_way is not None and self._under_way[0] == wanted:
            self._under_way = None
        if wanted != self._wanted():
            self.make()
        elif isinstance(outcome, Ok):
            self._made_for, self._held = wanted, outcome.value
            self.made.emit(outcome.value)
            then, self._then = self._then, None
            if then is not None:
                then()
        elif isinstance(outcome.error, Stopped):
            self.make()
        else:
            self._then = None
            self.refused.emit(outcome.error)
