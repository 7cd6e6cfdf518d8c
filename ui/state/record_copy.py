"""One key copies the summary of the open review for the GP's record, and it is kept that this was done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, Signal

from pharmreview.domain.case import Case, Copied, content_of
from pharmreview.domain.errors import PharmReviewError
from pharmreview.domain.paper import PaperKind
from ui import text as words_of
from ui.errors import words_for
from ui.jobs import Err, Ok
from ui.state.clipboard import ClipboardLoan, Later
from ui.state.desk import Desk

if TYPE_CHECKING:
    from pharmreview.bootstrap import App
    from pharmreview.domain.case import User
    from pharmreview.domain.paper import RecordPart
    from pharmreview.services.assessing import Assessed
    from pharmreview.services.paperwork import Paper


_BETWEEN = "\r\n\r\n"


def copied_words(case: Case) -> str:
    """Whether the summary was copied, when and by whom, and whether the review has changed since."""
    copied = case.copied
    if copied is None:
        return "not yet copied"
    when = f"copied {words_of.day(copied.at.date())} {words_of.clock_time(copied.at)} by {copied.by}"
    return when if copied.of == content_of(case) else f"{when}, changed since: copy it again"


class RecordCopy(QObject):
    """Makes the summary away from the screen, lends it to the clipboard, and notes it in the case.

    Section by section it is copied once all of them were, with nothing changed in between.
    """

    status = Signal(str)
    refused = Signal(str, str)

    def __init__(self, desk: Desk, parent: QObject | None = None, later: Later | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._later = later
        self._copied: tuple[str, frozenset[str]] = ("", frozenset())

    def copy(self, section: str = "") -> None:
        """Copy the summary of the open case as it stands, whole or the section of this title."""
        case, assessed = self._desk.open_case.case, self._desk.assessed
        if case is None or self._desk.is_locked:
            return
        if self._desk.open_case.held:
            self.refused.emit(self._desk.open_case.held, "Ask a lead to let you review.")
            return
        app, by = self._desk.app, self._desk.session.user

        def done(outcome: Ok[Summary] | Err) -> None:
            self._lend(case, section, outcome)

        self._desk.lanes.press.run(lambda: summary(app, case, assessed, by), done)

    def _lend(self, case: Case, section: str, outcome: Ok[Summary] | Err) -> None:
        open_now = self._desk.open_case.case
        if open_now is None or open_now.id != case.id or self._desk.is_locked:
            return
        if isinstance(outcome, Err):
            words = words_for(outcome.error)
            self.refused.emit(words.what, words.remedy)
            if not isinstance(outcome.error, PharmReviewError):
                raise outcome.error
            return
        made = outcome.value
        text = made.text_of(section)
        if not text:
            self.refused.emit(f"There is no section {section} in this summary now.", "Copy it whole.")
            return
        loan = ClipboardLoan(text, self._desk, self._later)
        loan.taken_back.connect(self._say_taken_back)
        left = self._left(case, section, made)
        if left:
            told = words_of.count(left, "section")
            self.status.emit(f"Copied {section} for the GP record. {told} not yet copied")
            return
        noted = Copied(at=self._desk.clock.now(), by=self._desk.session.user.name, of=content_of(case))
        self._desk.open_case.edit(
            "Copied for the record", lambda now: now.model_copy(update={"copied": noted})
        )
        self.status.emit("Copied for the GP record. The clipboard is cleared after 60 seconds")

    def _left(self, case: Case, section: str, made: Summary) -> int:
        """How many sections are not copied yet, with this one."""
        if not section:
            return 0
        of = f"{case.id} {content_of(case)}"
        before = self._copied[1] if self._copied[0] == of else frozenset()
        self._copied = (of, before | {section})
        return len({part.title for part in made.parts} - self._copied[1])

    def _say_taken_back(self, still_there: bool) -> None:
        if still_there and shiboken6.isValid(self):
            self.status.emit("The GP record lines were cleared from the clipboard")


@dataclass(frozen=True, slots=True)
class Summary:
    """The summary by section, and whole in as many pastes as it needs."""

    parts: tuple[RecordPart, ...]
    whole: tuple[str, ...]

    def text_of(self, section: str) -> str:
        """What is copied: a section by its title, or the whole for ""."""
        if not section:
            return _BETWEEN.join(self.whole)
        return next((part.text for part in self.parts if part.title == section), "")


def summary(app: App, case: Case, assessed: Assessed | None, by: User) -> Summary:
    """The summary of a case. Raises PaperProblem where it cannot be made."""
    paper = paper_for_record(app, case, assessed, by)
    return Summary(app.paperwork.record_summary(paper), app.paperwork.record_whole(paper))


def paper_for_record(app: App, case: Case, assessed: Assessed | None, by: User) -> Paper:
    """What the summary is made of. Raises PaperProblem where it cannot be prepared."""
    from pharmreview.services.paperwork import PaperChoices

    choices = PaperChoices(practice=app.practice(), by=by, assessed=assessed)
    return app.paperwork.prepare(case, PaperKind.GP, choices, app.clock.today(), app.paper_tables)
