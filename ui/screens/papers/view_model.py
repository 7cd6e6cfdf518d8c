"""The papers' model: follows the open case, has its papers pressed, and sends them when asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal

from pharmreview.domain.paper import PaperKind
from pharmreview.domain.patient import Practice
from ui import text as words_of
from ui.errors import words_for
from ui.jobs import Err, Ok, Stopped
from ui.screens.papers.making import PLANS, Batch, Made, Wanted, make_all, untouched
from ui.screens.papers.outgoing.sending import FORMS, PrintJob, Sending
from ui.screens.papers.pictures import Pictures
from ui.screens.papers.practice_book import PracticeBook
from ui.screens.papers.props import PLAN_ROW, Inputs, Opened, derive, is_ticked, shown_kind, ticked

if TYPE_CHECKING:
    from pathlib import Path

    from pharmreview.domain.case import Case, IssuedPaper
    from pharmreview.domain.paper import PageImage
    from ui.jobs import Working
    from ui.state.desk import Desk

SETTLES_MS = 100


class PapersModel(QObject):
    """Folds what happens into inputs. Nothing is pressed on the screen's thread."""

    changed = Signal(object)
    """New props."""
    pictured = Signal()
    """Another page has its picture."""
    status = Signal(str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._inputs = Inputs()
        self.props = derive(self._inputs)
        self._here = False
        self._made_for: Wanted | None = None
        self._under_way: tuple[Wanted, Working] | None = None
        self._when_made: Callable[[], None] | None = None
        self._settle = QTimer(self, singleShot=True, interval=SETTLES_MS)
        self._settle.timeout.connect(self.make)
        self._pictures = Pictures(desk, self)
        self._pictures.ready.connect(self.pictured)
        self._pictures.refused.connect(self._show_problem)
        self._book = PracticeBook(desk, self)
        self._book.read.connect(self._take_practice)
        self._book.told.connect(lambda problem: self._fold(practice_problem=problem))
        self._sending = Sending(desk, self)
        self._sending.busy.connect(lambda words: self._fold(busy=words))
        self._sending.kept.connect(self._take_kept)
        self._sending.went.connect(self._take_gone)
        self._sending.finished.connect(self.status)
        self._sending.refused.connect(lambda what, remedy: self._fold(problem=(what, remedy)))
        desk.open_case.changed.connect(self._case_changed)
        desk.assessed_again.connect(self._soon)
        self._fold(case=desk.open_case.case, today=desk.clock.today())

    # -- here and away -----------------------------------------------------------------------------

    def enter(self) -> None:
        """The screen is shown: look up what was issued, read the practice, and make the papers."""
        self._here = True
        case = self._desk.open_case.case
        self._fold(case=case, today=self._desk.clock.today())
        if case is None:
            return
        session = self._desk.session
        self._book.open()
        self._desk.lanes.vault.run(
            lambda: session.vault.issued(case.id), lambda o: self._take_issued(case.id, o)
        )

    def leave(self) -> None:
        """Another screen is about to be shown."""
        self._book.keep()
        self._here = False

    # -- making ------------------------------------------------------------------------------------

    def make(self) -> None:
        """Have the papers pressed for the case as it stands, if they are not already."""
        self._settle.stop()
        wanted = self._wanted()
        if wanted is None or not self._here or wanted == self._made_for:
            return
        if self._under_way is not None:
            if self._under_way[0] == wanted:
                return
            self._under_way[1].ask_to_stop()
        app = self._desk.app
        working = self._desk.lanes.press.run_long(
            lambda at: make_all(app, wanted, at), lambda outcome: self._take_made(wanted, outcome)
        )
        self._under_way = (wanted, working)

    def _wanted(self) -> Wanted | None:
        known = self._inputs
        if known.case is None or known.issued is None or known.practice is None or known.today is None:
            return None
        return Wanted(
            case=known.case,
            assessed=self._desk.assessed,
            practice=known.practice,
            by=self._desk.session.user,
            today=known.today,
            issued=known.issued,
            enclosed=tuple(kind for kind in PLANS if is_ticked(known, kind)),
        )

    def _take_made(self, wanted: Wanted, outcome: Ok[Batch] | Err) -> None:
        if not shiboken6.isValid(self):
            return
        if self._under_way is not None and self._under_way[0] == wanted:
            self._under_way = None
        if wanted != self._wanted():
            self.make()
        elif isinstance(outcome, Ok):
            self._made_for = wanted
            copied = self._inputs.copied if outcome.value.record == self._inputs.batch.record else ""
            self._fold(batch=outcome.value, copied=copied)
            then, self._when_made = self._when_made, None
            if then is not None:
                then()
        elif isinstance(outcome.error, Stopped):
            self.make()
        else:
            self._when_made = None
            self._show_problem(outcome.error)

    def _soon(self) -> None:
        if self._here:
            self._settle.start()

    # -- looking -----------------------------------------------------------------------------------

    def choose(self, row: str) -> None:
        """Show a paper of this review; the row of a plan not agreed shows nothing."""
        if row != PLAN_ROW and (self._inputs.opened is not None or row != shown_kind(self._inputs)):
            self._fold(chosen=PaperKind(row), opened=None, page=1)

    def open_issued(self, paper_id: str) -> None:
        """Take out an issued paper, exactly as it was kept."""
        paper = next((p for p in self._inputs.issued or () if p.id == paper_id), None)
        if paper is None:
            return
        work = self._desk.app.paperwork

        def opened(outcome: Ok[tuple[int, bool]] | Err) -> None:
            if not shiboken6.isValid(self) or paper not in (self._inputs.issued or ()):
                return
            if isinstance(outcome, Err):
                self._show_problem(outcome.error)
            else:
                self._fold(opened=Opened(paper, *outcome.value), page=1)

        self._desk.lanes.press.run(lambda: (len(work.page_texts(paper.pdf)), untouched(paper)), opened)

    def back_to_review(self) -> None:
        """Put the issued paper back."""
        self._fold(opened=None, page=1)

    def turn(self, way: int) -> None:
        """Go forward or back by as many pages as are side by side."""
        page = self.props.sheet.page + way * self._inputs.span
        if 1 <= page <= self.props.sheet.pages:
            self._fold(page=page)

    def set_span(self, span: int) -> None:
        """How many pages are side by side."""
        self._fold(span=span, page=(self.props.sheet.page - 1) // span * span + 1)

    def picture(self, page: int, dots_an_inch: int) -> PageImage | None:
        """A page of the paper shown; None while it is being made, then `pictured` is told."""
        pdf = self._shown_pdf()
        return None if pdf is None else self._pictures.of(self.props.sheet.key, pdf, page, dots_an_inch)

    def _shown_pdf(self) -> bytes | None:
        if self._inputs.opened is not None:
            return self._inputs.opened.paper.pdf
        kind = shown_kind(self._inputs)
        made = self._inputs.batch.made.get(kind) if kind is not None else None
        return made.pressed.pdf if isinstance(made, Made) else None

    # -- choosing and sending ----------------------------------------------------------------------

    def tick(self, row: str) -> None:
        """Include a paper, or leave it out."""
        kind = PaperKind(row)
        on = not is_ticked(self._inputs, kind)
        self._fold(ticks={**self._inputs.ticks, kind: on})
        self._soon()

    def print_ticked(self, job: PrintJob) -> None:
        """Keep the ticked papers as they are now, then print them."""
        self._send(lambda papers: self._sending.print_out(papers, job))

    def save_ticked(self, folder: Path, forms: Sequence[str] = FORMS) -> None:
        """Keep the ticked papers as they are now, then write them into a folder."""
        self._send(lambda papers: self._sending.write(papers, self._inputs.issued or papers, folder, forms))

    def print_copy(self, job: PrintJob) -> None:
        """Print the issued paper that is open, from the bytes that were kept."""
        if self._inputs.opened is not None and not self._inputs.busy:
            self._fold(problem=None)
            self._sending.print_out((self._inputs.opened.paper,), job)

    def save_copy(self, folder: Path) -> None:
        """Write the issued paper that is open, from the bytes that were kept."""
        if self._inputs.opened is not None and not self._inputs.busy:
            self._fold(problem=None)
            self._sending.write((self._inputs.opened.paper,), self._inputs.issued or (), folder, FORMS)

    def _send(self, then: Callable[[tuple[IssuedPaper, ...]], None]) -> None:
        """What goes out is what the case says now: where it is being made again, sending waits for it."""
        if not self.props.can_send:
            return
        self._fold(problem=None, today=self._desk.clock.today())
        if self._made_for != self._wanted():
            self._when_made = lambda: self._send(then)
            self.make()
            return
        made = [self._inputs.batch.made.get(kind) for kind in ticked(self._inputs)]
        self._sending.keep([one for one in made if isinstance(one, Made)], then)

    def _take_kept(self, papers: tuple[IssuedPaper, ...]) -> None:
        case = self._inputs.case
        if case is not None and self._inputs.issued is not None:
            self._fold(issued=(*self._inputs.issued, *(p for p in papers if p.case_id == case.id)))
            self._soon()

    def _take_gone(self, paper: IssuedPaper, how: str) -> None:
        self._fold(went={**self._inputs.went, paper.id: how})

    # -- the record and the practice ---------------------------------------------------------------

    def say_copied(self) -> None:
        """The lines are on the clipboard."""
        at = words_of.clock_time(self._desk.clock.now())
        self._fold(copied=f"copied {at}")
        self.status.emit("Copied for the GP record. The clipboard is cleared after 60 seconds")

    def say_taken_back(self, still_there: bool) -> None:
        """The minute is over."""
        if still_there:
            self.status.emit("The GP record lines were cleared from the clipboard")

    def set_practice(self, practice: Practice) -> None:
        """Take up what was typed; it is kept when typing rests, and the pages follow."""
        if practice != self._inputs.practice:
            self._fold(practice=practice)
            self._book.write(practice)
            self._soon()

    def _take_practice(self, practice: Practice) -> None:
        self._fold(practice=practice)
        self.make()

    # -- following the case ------------------------------------------------------------------------

    def _take_issued(self, case_id: str, outcome: Ok[tuple[IssuedPaper, ...]] | Err) -> None:
        if not shiboken6.isValid(self) or self._inputs.case is None or self._inputs.case.id != case_id:
            return
        if isinstance(outcome, Err):
            self._show_problem(outcome.error)
        else:
            self._fold(issued=outcome.value)
            self.make()

    def _case_changed(self, before: Case | None, after: Case | None) -> None:
        if before is None or after is None or before.id != after.id:
            self._inputs = Inputs(practice=self._inputs.practice, span=self._inputs.span)
            self._pictures.forget()
            self._made_for, self._when_made = None, None
        self._fold(case=after, today=self._desk.clock.today())
        self._soon()

    def _show_problem(self, error: Exception) -> None:
        words = words_for(error)
        self._fold(problem=(words.what, words.remedy))

    def _fold(self, **news: object) -> None:
        self._inputs = replace(self._inputs, **news)  # type: ignore[arg-type]  # fields of Inputs
        props = derive(self._inputs)
        if props != self.props:
            self.props = props
            self.changed.emit(props)
