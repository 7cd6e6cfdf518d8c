"""Papers going out: kept in the store first, then printed or written, then noted as having gone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

import shiboken6
from PySide6.QtCore import QObject, Signal

from pharmreview.services.ports import EventKind
from ui import text as words_of
from ui.errors import words_for
from ui.jobs import Err, Ok
from ui.screens.papers.making import Made, contents, file_name

if TYPE_CHECKING:
    from pathlib import Path

    from pharmreview.domain.case import IssuedPaper
    from pharmreview.domain.paper import PageImage
    from ui.state.desk import Desk

FORMS = ("pdf", "html")
PRINTED, SAVED = "printed", "saved"


class PrintJob(Protocol):
    """A printer that was chosen. Every call may raise PaperProblem, and is made on the screen's thread."""

    @property
    def dots_an_inch(self) -> int:
        """How fine the pages are wanted."""
        ...

    @property
    def copies(self) -> int:
        """How many times each paper is to be sent."""
        ...

    def begin(self) -> None:
        """Start one paper, on a sheet of its own."""
        ...

    def add(self, page: PageImage) -> None:
        """Print the next page of it."""
        ...

    def end(self) -> None:
        """The paper is whole: let it go."""
        ...

    def close(self) -> None:
        """Everything was sent: let go of the printer."""
        ...

    def give_up(self) -> None:
        """Let go of the printer, and of a paper that is not whole."""
        ...


class Sending(QObject):
    """Keeps papers, then sends them. One sending at a time; every outcome is told on the screen's thread."""

    busy = Signal(str)
    """What is being done, in words; empty when it is over."""
    kept = Signal(object)
    """The papers kept just now, as the store holds them."""
    went = Signal(object, str)
    """An issued paper and how it went out: printed or saved."""
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
    ) -> None:
        """Write kept papers into a folder, each file whole or not at all."""
        files = [
            (p, folder / file_name(p, issued, form), contents(p, form)) for p in papers for form in forms
        ]
        app = self.desk.app
        last = {p.id: place for place, (p, _, _) in enumerate(files)}

        def next_file(place: int) -> None:
            if place == len(files):
                told = words_of.count(len(files), "file")
                self.over(f"Saved {told} in {folder}, at {self.now()}. Files are not locked as the store is")
                return
            paper, path, content = files[place]

            def done(outcome: Ok[None] | Err) -> None:
                if not shiboken6.isValid(self):
                    return
                if isinstance(outcome, Err):
                    words = words_for(outcome.error)
                    self.stop(words.what, f"{words.remedy} {_how_many(place, len(files), 'file', 'saved')}")
                elif last[paper.id] == place:
                    self.note(paper, EventKind.COPY_SAVED, SAVED, lambda: next_file(place + 1))
                else:
                    next_file(place + 1)

            self.busy.emit(f"Saving file {place + 1} of {len(files)}")
            self.desk.lanes.press.run(lambda: app.write_file(path, content), done)

        next_file(0)

    def print_out(self, papers: tuple[IssuedPaper, ...], job: PrintJob) -> None:
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
                run = _Run(self, job, papers * job.copies, outcome.value * job.copies)
                run.begin()

        self.busy.emit("Making the pages")
        self.desk.lanes.press.run(lambda: [len(work.page_texts(p.pdf)) for p in papers], counted)

    def note(self, paper: IssuedPaper, kind: EventKind, how: str, then: Callable[[], None]) -> None:
        """Write down that a paper went out; it has, even where that cannot be written."""
        session, now = self._session, self.desk.clock.now()

        def done(outcome: Ok[None] | Err) -> None:
            if not shiboken6.isValid(self):
                return
            self.went.emit(paper, f"{how} {self.now()}")
            if isinstance(outcome, Err):
                words = words_for(outcome.error)
                self.stop(f"The paper was {how}, but the store could not note it. {words.what}", words.remedy)
            else:
                then()

        self.desk.lanes.vault.run(
            lambda: session.vault.record_event(kind, session.user, now, paper.case_id, paper.id), done
        )

    def stop(self, what: str, remedy: str) -> None:
        """Say that it is over, and why it went wrong."""
        self.busy.emit("")
        self.refused.emit(what, remedy)

    def over(self, words: str) -> None:
        """Say that it is over and what was done."""
        self.busy.emit("")
        self.finished.emit(words)

    def now(self) -> str:
        """The time, in words."""
        return words_of.clock_time(self.desk.clock.now())


class _Run:
    """One printing: paper by paper, page by page, each page made on the press lane and then printed."""

    def __init__(
        self, sending: Sending, job: PrintJob, papers: Sequence[IssuedPaper], pages: Sequence[int]
    ) -> None:
        self._sending = sending
        self._job = job
        self._papers = papers
        self._pages = pages
        self._paper = 0
        self._made = 0

    def begin(self) -> None:
        """Print the next paper, or say that all are printed."""
        if self._paper == len(self._papers):
            if self._tried(self._job.close):
                told = words_of.count(len(self._papers), "paper")
                self._sending.over(f"Printed {told} at {self._sending.now()}")
        elif self._tried(self._job.begin):
            self._page(1)

    def _page(self, page: int) -> None:
        sending, paper = self._sending, self._papers[self._paper]
        work, dots = sending.desk.app.paperwork, self._job.dots_an_inch
        self._made += 1
        sending.busy.emit(f"Making page {self._made} of {sum(self._pages)}")
        sending.desk.lanes.press.run(
            lambda: work.page_image(paper.pdf, page, dots), lambda outcome: self._print(page, outcome)
        )

    def _print(self, page: int, outcome: Ok[PageImage] | Err) -> None:
        if not shiboken6.isValid(self._sending):
            self._job.give_up()
        elif isinstance(outcome, Err):
            self._give_up(outcome.error)
        elif self._tried(lambda: self._job.add(outcome.value)):
            if page < self._pages[self._paper]:
                self._page(page + 1)
            elif self._tried(self._job.end):
                paper = self._papers[self._paper]
                self._paper += 1
                self._sending.note(paper, EventKind.PRINTED, PRINTED, self.begin)

    def _tried(self, step: Callable[[], None]) -> bool:
        try:
            step()
        except Exception as error:  # noqa: BLE001 - whatever a printer driver raises must be said
            self._give_up(error)
            return False
        return True

    def _give_up(self, error: Exception) -> None:
        self._job.give_up()
        words = words_for(error)
        told = _how_many(self._paper, len(self._papers), "paper", "printed")
        self._sending.stop(words.what, f"{words.remedy} {told}")


def _how_many(done: int, total: int, noun: str, how: str) -> str:
    if not done:
        return f"Nothing was {how}; the papers are kept, so you can try again."
    return (
        f"{done} of {words_of.count(total, noun)} {'was' if done == 1 else 'were'} {how}; the rest are kept."
    )
