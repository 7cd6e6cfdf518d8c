"""Papers going out: kept in the store first, then printed or written, then noted as having gone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, Signal

from pharmreview.services.ports import EventKind
from ui import text as words_of
from ui.errors import words_for
from ui.jobs import Err, Ok
from ui.screens.papers.making import WORD, Made, MadeText, contents, file_name
from ui.screens.papers.outgoing.run import Going, PrintJob, Run, how_many

if TYPE_CHECKING:
    from pathlib import Path

    from pharmreview.domain.case import Case, Dispatch, IssuedPaper
    from pharmreview.services.paperwork import Paper
    from ui.state.desk import Desk

FORMS = ("pdf", "html")
"""The forms that are kept as they went out; a word processor's file is made anew, and may be changed."""
PRINTED, SAVED, TEXTED = "printed", "saved", "copied to send"


class Sending(QObject):
    """Keeps papers, then sends them. One sending at a time; every outcome is told on the screen's thread."""

    busy = Signal(str)
    """What is being done, in words; empty when it is over."""
    kept = Signal(object)
    """The papers kept just now, as the store holds them."""
    went = Signal(object, str, object)
    """An issued paper, how it went out (printed or saved), and its Dispatch where that could be kept."""
    finished = Signal(str)
    """All went out: what was done, in words."""
    refused = Signal(str, str)
    """What went wrong and how to mend it; whatever was kept stays kept."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._session = desk.session

    def keep(self, papers: Sequence[Made], then: Callable[[tuple[IssuedPaper, ...]], None]) -> None:
        """Issue papers, or find them kept already; only when all are kept does anything go out."""
        app, session, now = self.desk.app, self._session, self.desk.clock.now()
        new: list[IssuedPaper] = []

        def work() -> tuple[IssuedPaper, ...]:
            out = []
            for made in papers:
                held = made.kept
                if held is None:
                    held = app.paperwork.issue(made.paper, made.pressed, session.vault, session.user, now)
                    new.append(held)
                out.append(held)
            return tuple(out)

        def done(outcome: Ok[tuple[IssuedPaper, ...]] | Err) -> None:
            if not shiboken6.isValid(self):
                return
            if new:
                self.desk.open_case.history.clear()  # what went out on paper is changed, never undone
                self.kept.emit(tuple(new))
            if isinstance(outcome, Err):
                words = words_for(outcome.error)
                self.stop(f"Nothing went out. {words.what}", words.remedy)
            else:
                then(outcome.value)

        self.busy.emit("Keeping the papers")
        self.desk.lanes.vault.run(work, done)

    def write(
        self,
        papers: Sequence[IssuedPaper],
        issued: tuple[IssuedPaper, ...],
        folder: Path,
        forms: Sequence[str],
        to: Callable[[IssuedPaper], Going],
        editable: Mapping[str, Paper] | None = None,
    ) -> None:
        """Write kept papers into a folder, each file whole or not at all; DOCX is made of the `editable`."""
        app, files = self.desk.app, [(p, form) for p in papers for form in forms]

        def save(paper: IssuedPaper, form: str) -> None:
            held = (editable or {}).get(paper.id)
            made = app.paperwork.docx(held) if form == WORD and held is not None else contents(paper, form)
            app.write_file(folder / file_name(paper, issued, form), made)

        last = {p.id: place for place, (p, _) in enumerate(files)}

        def next_file(place: int) -> None:
            if place == len(files):
                told = words_of.count(len(files), "file")
                self.over(f"Saved {told} in {folder}, at {self.now()}. Files are not locked as the store is")
                return
            paper, form = files[place]

            def done(outcome: Ok[None] | Err) -> None:
                if not shiboken6.isValid(self):
                    return
                if isinstance(outcome, Err):
                    words = words_for(outcome.error)
                    self.stop(words.what, f"{words.remedy} {how_many(place, len(files), 'file', 'saved')}")
                elif last[paper.id] == place:
                    self.note(paper, EventKind.COPY_SAVED, SAVED, to(paper), lambda: next_file(place + 1))
                else:
                    next_file(place + 1)

            self.busy.emit(f"Saving file {place + 1} of {len(files)}")
            self.desk.lanes.press.run(lambda: save(paper, form), done)

        next_file(0)

    def print_out(
        self, papers: tuple[IssuedPaper, ...], job: PrintJob, to: Callable[[IssuedPaper], Going]
    ) -> None:
        """Send kept papers to a printer, page by page as they are made."""
        work = self.desk.app.paperwork

        def counted(outcome: Ok[list[int]] | Err) -> None:
            if not shiboken6.isValid(self):
                job.give_up()
            elif isinstance(outcome, Err):
                job.give_up()
                words = words_for(outcome.error)
                self.stop(words.what, words.remedy)
            else:
                run = Run(self, job, papers * job.copies, outcome.value * job.copies, to)
                run.begin()

        self.busy.emit("Making the pages")
        self.desk.lanes.press.run(lambda: [len(work.page_texts(p.pdf)) for p in papers], counted)

    def keep_text(self, case: Case, made: MadeText, to: Going, then: Callable[[], None]) -> None:
        """Keep a text word for word, with to whom it goes; only then is it lent to be sent."""
        app, session, now = self.desk.app, self._session, self.desk.clock.now()

        def work() -> IssuedPaper:
            vault, by = session.vault, session.user
            return made.kept or app.paperwork.issue_text(case, made.message, made.template, vault, by, now)

        def done(outcome: Ok[IssuedPaper] | Err) -> None:
            if not shiboken6.isValid(self):
                return
            if isinstance(outcome, Err):
                words = words_for(outcome.error)
                self.stop(f"Nothing was copied. {words.what}", words.remedy)
                return
            if made.kept is None:
                self.kept.emit((outcome.value,))
            then()
            over = "Kept, and copied for the messaging tool. The clipboard is cleared after 60 seconds"
            self.note(outcome.value, EventKind.COPIED_TO_SEND, TEXTED, to, lambda: self.over(over))

        self.busy.emit("Keeping the text")
        self.desk.lanes.vault.run(work, done)

    def note(
        self, paper: IssuedPaper, kind: EventKind, how: str, to: Going, then: Callable[[], None]
    ) -> None:
        """Write down to whom a paper went; it has gone, even where that cannot be written."""
        session, now, work = self._session, self.desk.clock.now(), self.desk.app.paperwork

        def done(outcome: Ok[Dispatch] | Err) -> None:
            if not shiboken6.isValid(self):
                return
            went = outcome.value if isinstance(outcome, Ok) else None
            self.went.emit(paper, f"{how} {self.now()}", went)
            if isinstance(outcome, Err):
                words = words_for(outcome.error)
                self.stop(f"The paper was {how}, but the store could not note it. {words.what}", words.remedy)
            else:
                then()

        self.desk.lanes.vault.run(lambda: work.send(paper, to, kind, session.vault, session.user, now), done)

    def stop(self, what: str, remedy: str) -> None:
        """Say that it is over, and why it went wrong."""
        self.busy.emit("")
        self.refused.emit(what, remedy)

    def say_busy(self, words: str) -> None:
        """Say what is being done now."""
        self.busy.emit(words)

    def over(self, words: str) -> None:
        """Say that it is over and what was done."""
        self.busy.emit("")
        self.finished.emit(words)

    def now(self) -> str:
        """The time, in words."""
        return words_of.clock_time(self.desk.clock.now())
