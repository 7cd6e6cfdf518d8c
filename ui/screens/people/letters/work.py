"""From what was asked to a file on the disk: bring the people, press, keep and write; stopped when told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from pharmreview.domain.team.access import Deed
from pharmreview.services.writing.batch import BATCHED
from ui import text as words_of
from ui.errors import words_for
from ui.jobs import Err, Ok, Stopped
from ui.screens.people.letters.making import Asked, Letters, keep_letters, make_letters

if TYPE_CHECKING:
    from pathlib import Path

    from pharmreview.domain.case import Case, SavedCase
    from pharmreview.domain.paper import Blank, PaperTemplate
    from ui.jobs import Working
    from ui.state.desk import Desk

Offer = tuple[tuple["PaperTemplate", tuple["Blank", ...]], ...]


class LetterWork(QObject):
    """One batch at a time. Every outcome is told on the screen's thread."""

    offered = Signal(object)
    """The letters that many can get, each with what it asks to be typed."""
    told = Signal(int, int)
    """How far it is of how much."""
    done = Signal(str, object)
    """What was made, in words, and whose letters could not be made: NotMade."""
    refused = Signal(str, str)
    stopped = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._working: Working | None = None
        self._busy = False

    def look(self) -> None:
        """Bring the letters that can be chosen."""
        templates = self._desk.app.templates

        def work() -> Offer:
            found = [templates.current(kind.value) for kind in BATCHED]
            return tuple((template, templates.blanks(template)) for template in found)

        def brought(outcome: Ok[Offer] | Err) -> None:
            if isValid(self):
                if isinstance(outcome, Err):
                    self._refuse(outcome.error)
                else:
                    self.offered.emit(outcome.value)

        self._desk.lanes.press.run(work, brought)

    def make(self, asked: Asked, path: Path) -> None:
        """Make the letters, keep them, and write them as one file."""
        if self._busy:
            return
        why = self._desk.why_not(Deed.ISSUE)
        if why:
            self.refused.emit(why, "Ask a lead to let you issue papers.")
            return
        self._busy = True
        session = self._desk.session

        def brought(outcome: Ok[tuple[SavedCase, ...]] | Err) -> None:
            if not isValid(self):
                return
            if isinstance(outcome, Err):
                self._refuse(outcome.error)
            else:
                self._press(asked, path, tuple(saved.case for saved in outcome.value))

        self._desk.lanes.vault.run(lambda: session.vault.several(asked.case_ids), brought)

    def stop(self) -> None:
        """Stop: nothing is kept, and nothing is written."""
        if self._working is not None:
            self._working.ask_to_stop()

    def _press(self, asked: Asked, path: Path, cases: tuple[Case, ...]) -> None:
        app, by = self._desk.app, self._desk.session.user

        def made(outcome: Ok[Letters] | Err) -> None:
            if not isValid(self):
                return
            self._working = None
            if isinstance(outcome, Err):
                self._refuse(outcome.error)
            else:
                self._keep(path, outcome.value)

        self._working = self._desk.lanes.press.run_long(
            lambda at: make_letters(app, asked, cases, by, at), made, self.told.emit
        )

    def _keep(self, path: Path, letters: Letters) -> None:
        app, session = self._desk.app, self._desk.session

        def kept(outcome: Ok[None] | Err) -> None:
            if not isValid(self):
                return
            self._working = None
            if isinstance(outcome, Err):
                self._refuse(outcome.error)
                return
            self._busy = False
            self._desk.ask_what_went()
            told = words_of.count(len(letters.letters), "letter")
            pages = words_of.count(letters.together.pages, "page")
            self.done.emit(f"{told}, {pages}, kept and saved as {path}", letters.not_made)

        self._working = self._desk.lanes.vault.run_long(
            lambda at: keep_letters(app, session, letters, path, at), kept, self.told.emit
        )

    def _refuse(self, error: Exception) -> None:
        self._busy = False
        if isinstance(error, Stopped):
            self.stopped.emit()
        else:
            words = words_for(error)
            self.refused.emit(words.what, words.remedy)
