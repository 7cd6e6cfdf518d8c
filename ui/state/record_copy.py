"""One key copies the summary of the open review for the GP's record, and it is kept that this was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from pharmreview.domain.case import Case, Copied, content_of
from pharmreview.domain.errors import PharmReviewError
from pharmreview.domain.paper import PaperKind
from ui import text as words_of
from ui.errors import words_for
from ui.jobs import Err, Ok
from ui.state.clipboard import ClipboardLoan
from ui.state.desk import Desk

if TYPE_CHECKING:
    from pharmreview.bootstrap import App
    from pharmreview.domain.case import User
    from pharmreview.services.assessing import Assessed


_BETWEEN = "\r\n\r\n"


def copied_words(case: Case) -> str:
    """Whether the summary was copied, when and by whom, and whether the review has changed since."""
    copied = case.copied
    if copied is None:
        return "not yet copied"
    when = f"copied {words_of.day(copied.at.date())} {words_of.clock_time(copied.at)} by {copied.by}"
    return when if copied.of == content_of(case) else f"{when}, changed since: copy it again"


class RecordCopy(QObject):
    """Makes the summary away from the screen, lends it to the clipboard, and notes it in the case."""

    status = Signal(str)
    refused = Signal(str, str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk

    def copy(self) -> None:
        """Copy the summary of the open case as it stands."""
        case, assessed = self._desk.open_case.case, self._desk.assessed
        if case is None or self._desk.is_locked:
            return
        if self._desk.open_case.held:
            self.refused.emit(self._desk.open_case.held, "Ask a lead to let you review.")
            return
        app, by = self._desk.app, self._desk.session.user

        def done(outcome: Ok[tuple[str, ...]] | Err) -> None:
            self._lend(case, outcome)

        self._desk.lanes.press.run(lambda: summary(app, case, assessed, by), done)

    def _lend(self, case: Case, outcome: Ok[tuple[str, ...]] | Err) -> None:
        open_now = self._desk.open_case.case
        if open_now is None or open_now.id != case.id or self._desk.is_locked:
            return
        if isinstance(outcome, Err):
            words = words_for(outcome.error)
            self.refused.emit(words.what, words.remedy)
            if not isinstance(outcome.error, PharmReviewError):
                raise outcome.error
            return
        ClipboardLoan(_BETWEEN.join(outcome.value), self._desk)
        noted = Copied(at=self._desk.clock.now(), by=self._desk.session.user.name, of=content_of(case))
        self._desk.open_case.edit(
            "Copied for the record", lambda now: now.model_copy(update={"copied": noted})
        )
        self.status.emit("Copied for the GP record. The clipboard is cleared after 60 seconds")


def summary(app: App, case: Case, assessed: Assessed | None, by: User) -> tuple[str, ...]:
    """The summary in as many pastes as it needs. Raises PaperProblem where it cannot be made."""
    from pharmreview.services.paperwork import PaperChoices

    choices = PaperChoices(practice=app.practice(), by=by, assessed=assessed)
    paper = app.paperwork.prepare(case, PaperKind.GP, choices, app.clock.today(), app.paper_tables)
    return app.paperwork.record_whole(paper)
