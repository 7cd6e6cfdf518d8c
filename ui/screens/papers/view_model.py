"""The papers' model: follows the open case, has its papers pressed, and sends them when asked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, Signal

from pharmreview.domain.case import Channel
from pharmreview.domain.paper import PaperKind, Setting
from pharmreview.domain.patient import Practice
from pharmreview.services.writing.catalogue import PLANS, offered
from ui.errors import words_for
from ui.jobs import Err, Ok
from ui.screens.papers.maker import Maker
from ui.screens.papers.making import TO_WHOM, Batch, Made, Standing, Wanted, read_standing
from ui.screens.papers.offered.inputs import (
    Inputs,
    Opened,
    is_ticked,
    recipient_of,
    setting_of,
    shown_kind,
    wanted_kinds,
)
from ui.screens.papers.outgoing.outgoing import Outgoing
from ui.screens.papers.pictures import Pictures
from ui.screens.papers.practice_book import PracticeBook
from ui.screens.papers.props import PLAN_ROW, derive

if TYPE_CHECKING:
    from pharmreview.domain.case import Case, IssuedPaper
    from pharmreview.domain.paper import PageImage
    from ui.state.desk import Desk


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
        self._maker = Maker(desk, self._wanted, self)
        self._maker.made.connect(self._take_made)
        self._maker.refused.connect(self._show_problem)
        self._pictures = Pictures(desk, self)
        self._pictures.ready.connect(self.pictured)
        self._pictures.refused.connect(self._show_problem)
        self._book = PracticeBook(desk, self)
        self._book.read.connect(self._take_practice)
        self._book.told.connect(lambda problem: self._fold(practice_problem=problem))
        self.out = Outgoing(desk, self._maker, lambda: self._inputs, self._fold, self)
        self.out.status.connect(self.status)
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
        app = self._desk.app
        self._desk.lanes.press.run(lambda: read_standing(app), self._take_templates)
        self._desk.lanes.vault.run(
            lambda: session.vault.issued(case.id), lambda o: self._take_issued(case.id, o)
        )

    def keep_typed(self) -> None:
        """Keep what is being typed now, as before locking."""
        self._book.keep()

    def leave(self) -> None:
        """Another screen is about to be shown."""
        self.keep_typed()
        self._here = False

    # -- making ------------------------------------------------------------------------------------

    def _wanted(self) -> Wanted | None:
        known = self._inputs
        if known.case is None or known.issued is None or known.practice is None or known.today is None:
            return None
        if known.templates is None or not self._here:
            return None
        return Wanted(
            case=known.case,
            assessed=self._desk.assessed,
            practice=known.practice,
            by=self._desk.session.user,
            today=known.today,
            issued=tuple(paper.model_copy(update={"dispatches": ()}) for paper in known.issued),
            kinds=wanted_kinds(known),
            enclosed=tuple(kind for kind in PLANS if is_ticked(known, kind)),
            templates=known.templates,
            settings=known.settings,
            languages=known.languages,
        )

    def _take_made(self, batch: Batch) -> None:
        self._fold(batch=batch)

    def _take_templates(self, outcome: Ok[Standing] | Err) -> None:
        if not shiboken6.isValid(self):
            return
        if isinstance(outcome, Err):
            self._show_problem(outcome.error)
            self._fold(templates={})
        else:
            standing = outcome.value
            self._fold(templates=standing.templates, blanks=standing.blanks, spoken=standing.languages)
        self._maker.make()

    def _soon(self) -> None:
        if self._here:
            self._maker.soon()

    # -- looking -----------------------------------------------------------------------------------

    def choose(self, row: str) -> None:
        """Show a paper of this review; the row of a plan not agreed shows nothing."""
        if row != PLAN_ROW and (self._inputs.opened is not None or row != shown_kind(self._inputs)):
            self._fold(chosen=offered(row), opened=None, page=1)
            self._soon()

    def look_for(self, words: str | None) -> None:
        """Show every paper whose name has these words; None goes back to what fits."""
        self._fold(find=words)

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

        def look() -> tuple[int, bool]:
            return len(work.page_texts(paper.pdf)) if paper.pdf else 0, paper.is_whole

        self._desk.lanes.press.run(look, opened)

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
            return self._inputs.opened.paper.pdf or None
        kind = shown_kind(self._inputs)
        made = self._inputs.batch.made.get(kind) if kind is not None else None
        return made.pressed.pdf if isinstance(made, Made) else None

    # -- choosing and sending ----------------------------------------------------------------------

    def tick(self, row: str) -> None:
        """Include a paper, or leave it out. A text goes by itself."""
        kind = offered(row)
        if isinstance(kind, PaperKind):
            on = not is_ticked(self._inputs, kind)
            self._fold(ticks={**self._inputs.ticks, kind: on})
            self._soon()

    def set_format(self, setting: str, *, cream: bool) -> None:
        """Set the paper shown another way than the person's needs say."""
        kind = shown_kind(self._inputs)
        if kind is not None and (Setting(setting), cream) != setting_of(self._inputs, kind):
            self._fold(settings={**self._inputs.settings, kind: (Setting(setting), cream)}, page=1)
            self._soon()

    def set_language(self, code: str) -> None:
        """Print the paper shown in another language too, by its code; "" for English alone."""
        kind = shown_kind(self._inputs)
        if kind is not None and code != self._inputs.languages.get(kind, ""):
            self._fold(languages={**self._inputs.languages, kind: code}, page=1)
            self._soon()

    def set_going(self, recipient: str, channel: str) -> None:
        """Say to whom the paper shown goes, and how."""
        kind = self.out.kind_going()
        if kind is not None:
            if recipient != recipient_of(self._inputs, kind):
                self.type_for(TO_WHOM + kind.value, recipient)
            self._fold(channels={**self._inputs.channels, kind: Channel(channel)})

    def type_for(self, key: str, typed: str) -> None:
        """Take up what was typed for papers alone; it is kept with the case."""
        case = self._inputs.case
        if case is not None and case.for_papers.get(key, "") != typed:
            self._desk.open_case.edit(
                "For papers",
                lambda now: now.model_copy(update={"for_papers": {**now.for_papers, key: typed}}),
                merge=f"paper {key}",
            )

    # -- the record and the practice ---------------------------------------------------------------

    def set_practice(self, practice: Practice) -> None:
        """Take up what was typed; it is kept when typing rests, and the pages follow."""
        if practice != self._inputs.practice:
            self._fold(practice=practice)
            self._book.write(practice)
            self._soon()

    def _take_practice(self, practice: Practice) -> None:
        self._fold(practice=practice)
        self._maker.make()

    # -- following the case ------------------------------------------------------------------------

    def _take_issued(self, case_id: str, outcome: Ok[tuple[IssuedPaper, ...]] | Err) -> None:
        if not shiboken6.isValid(self) or self._inputs.case is None or self._inputs.case.id != case_id:
            return
        if isinstance(outcome, Err):
            self._show_problem(outcome.error)
        else:
            self._fold(issued=outcome.value)
            self._maker.make()

    def _case_changed(self, before: Case | None, after: Case | None) -> None:
        if before is None or after is None or before.id != after.id:
            known = self._inputs
            self._inputs = Inputs(
                practice=known.practice,
                span=known.span,
                templates=known.templates,
                blanks=known.blanks,
                spoken=known.spoken,
            )
            self._pictures.forget()
            self._maker.forget()
        self._fold(case=after, today=self._desk.clock.today())
        self._soon()

    def refuse(self, what: str, remedy: str) -> None:
        """Say why something was not done."""
        self._fold(problem=(what, remedy))

    def _show_problem(self, error: Exception) -> None:
        self._fold(problem=words_for(error).problem)

    def _fold(self, **news: object) -> None:
        self._inputs = replace(self._inputs, **news)  # type: ignore[arg-type]  # fields of Inputs
        props = derive(self._inputs)
        if props != self.props:
            self.props = props
            self.changed.emit(props)
