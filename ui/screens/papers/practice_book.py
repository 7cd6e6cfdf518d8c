"""The practice's details as they are typed, kept when typing rests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal

from pharmreview.domain.team.access import Deed
from ui.errors import words_for
from ui.jobs import Err, Ok

if TYPE_CHECKING:
    from pharmreview.domain.patient import Practice
    from ui.state.desk import Desk

RESTS_MS = 500


class PracticeBook(QObject):
    """Reads and keeps the practice's details on the press lane. What was typed is never lost to a re-read."""

    read = Signal(object)
    """The details as they were kept: a Practice."""
    told = Signal(str)
    """Why they could not be kept, with how to mend it; empty when they were."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._typed: Practice | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(RESTS_MS)
        self._rest.timeout.connect(self.keep)

    def open(self) -> None:
        """Read the details."""
        self._desk.lanes.press.run(self._desk.app.practice, self._take)

    def write(self, practice: Practice) -> None:
        """Take up what was typed; it is kept when typing rests. Whoever may only look is told so."""
        why = self._desk.why_not(Deed.REVIEW)
        if why:
            self.told.emit(why)
            return
        self._typed = practice
        self._rest.start()

    def keep(self) -> None:
        """Keep what was typed now, if anything was."""
        self._rest.stop()
        practice, app = self._typed, self._desk.app
        if practice is not None:
            by = self._desk.session.user
            self._desk.lanes.press.run(
                lambda: app.keep_practice(practice, by), lambda outcome: self._kept(practice, outcome)
            )

    def _take(self, outcome: Ok[Practice] | Err) -> None:
        if not shiboken6.isValid(self):
            return
        if isinstance(outcome, Err):
            self.told.emit(words_for(outcome.error).sentence)
        elif self._typed is None:
            self.read.emit(outcome.value)

    def _kept(self, practice: Practice, outcome: Ok[None] | Err) -> None:
        if not shiboken6.isValid(self):
            return
        if isinstance(outcome, Err):
            self.told.emit(words_for(outcome.error).sentence)
            return
        if practice == self._typed:
            self._typed = None
        self.told.emit("")
