"""One printing: paper by paper, page by page, to a printer that was chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

import shiboken6

from pharmreview.domain.case import Channel
from pharmreview.services.ports import EventKind
from ui import text as words_of
from ui.errors import words_for
from ui.jobs import Err, Ok

if TYPE_CHECKING:
    from pharmreview.domain.case import IssuedPaper
    from pharmreview.domain.paper import PageImage
    from ui.state.desk import Desk

PRINTED = "printed"
Going = tuple[str, Channel]
"""To whom a paper goes, and how."""


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


class Tells(Protocol):
    """Whoever a printing tells how far it is, and what became of it."""

    desk: Desk

    def say_busy(self, words: str) -> None:
        """What is being done now."""
        ...

    def now(self) -> str:
        """The time, in words."""
        ...

    def over(self, words: str) -> None:
        """All was done."""
        ...

    def stop(self, what: str, remedy: str) -> None:
        """It went wrong."""
        ...

    def note(
        self, paper: IssuedPaper, kind: EventKind, how: str, to: Going, then: Callable[[], None]
    ) -> None:
        """A paper has gone."""
        ...


class Run:
    """One printing: paper by paper, page by page, each page made on the press lane and then printed."""

    def __init__(
        self,
        sending: Tells,
        job: PrintJob,
        papers: Sequence[IssuedPaper],
        pages: Sequence[int],
        to: Callable[[IssuedPaper], Going],
    ) -> None:
        self._sending = sending
        self._job = job
        self._papers = papers
        self._pages = pages
        self._to = to
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
        sending.say_busy(f"Making page {self._made} of {sum(self._pages)}")
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
                self._sending.note(paper, EventKind.PRINTED, PRINTED, self._to(paper), self.begin)

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
        told = how_many(self._paper, len(self._papers), "paper", "printed")
        self._sending.stop(words.what, f"{words.remedy} {told}")


def how_many(done: int, total: int, noun: str, how: str) -> str:
    """How far a sending came, in words."""
    if not done:
        return f"Nothing was {how}; the papers are kept, so you can try again."
    return (
        f"{done} of {words_of.count(total, noun)} {'was' if done == 1 else 'were'} {how}; the rest are kept."
    )
