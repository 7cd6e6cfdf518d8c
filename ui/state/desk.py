"""What every screen shares: the app, who is signed in, the open case and what it amounts to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from pharmreview.domain.team.access import Deed, why_not
from ui.jobs import Err, Lane, Ok
from ui.state.half_typed import HalfTyped
from ui.state.open_case import OpenCase
from ui.turns import AtOnce, Turns

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from pharmreview.bootstrap import App
    from pharmreview.domain.case import Case, IssuedPaper
    from pharmreview.domain.journey.ladder import Went
    from pharmreview.domain.review.condition import Circumstance
    from pharmreview.domain.review.progress import StepProgress, Waiting
    from pharmreview.services.access import Session, Team
    from pharmreview.services.assessing import Assessed
    from pharmreview.services.caseload.experience import Experience
    from pharmreview.services.caseload.judging import Judging
    from pharmreview.services.caseload.offering import Offering
    from pharmreview.services.caseload.verbs import Caseload
    from pharmreview.services.casework import Casework
    from pharmreview.services.ports import Clock


@dataclass(frozen=True, slots=True)
class Lanes:
    """One lane for the store, one for files and papers, and the turns of the window's own long work."""

    vault: Lane
    press: Lane
    turns: Turns = field(default_factory=AtOnce)


class Desk(QObject):
    """The shared things. Screens read them; only `open_case.edit` changes a case."""

    assessed_again = Signal(object)
    """Told when the open case's assessment changed: an Assessed, or None when no case is open."""

    def __init__(self, app: App, lanes: Lanes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.app = app
        self.lanes = lanes
        self.open_case = OpenCase(self)
        self.revisions: dict[str, int] = {}
        """The revision of each case that this window last saw kept; used on the vault lane."""
        self.judging: Judging | None = None
        """By what everyone is judged, settings and repairs of the store included; None before it is told."""
        self.half_typed = HalfTyped(lanes.vault, self)
        self.went: Mapping[str, tuple[Went, ...]] = {}
        """What went to whom, by the case, as the store last told it."""
        self._session: Session | None = None
        self._assessed: Assessed | None = None
        self.open_case.changed.connect(self._changed)

    @property
    def clock(self) -> Clock:
        """The date and the time."""
        return self.app.clock

    @property
    def session(self) -> Session:
        """Who is signed in, with the open store. Raises RuntimeError while locked."""
        if self._session is None:
            raise RuntimeError("the store is locked")
        return self._session

    @property
    def is_locked(self) -> bool:
        """True while nobody is signed in."""
        return self._session is None

    def sign_in(self, session: Session) -> None:
        """Begin somebody's time with the store open."""
        self._session = session
        self.open_case.held = self.why_not(Deed.REVIEW)

    def why_not(self, deed: Deed) -> str:
        """Why whoever is signed in may not do it, in one sentence; empty where they may."""
        return why_not(self.session.user.access, deed)

    def team(self) -> Team:
        """The verbs of who uses the store, to be used on the vault lane only."""
        return self.app.team(self.session)

    def ask_what_holds(self) -> None:
        """Ask the store for settings and repairs, and judge the open case by them: after either changed."""
        session = self.session

        def told(outcome: Ok[Judging] | Err) -> None:
            if isinstance(outcome, Ok) and self._session is session:
                before, self.judging = self.judging, outcome.value
                changed = before is None or before.in_force != outcome.value.in_force
                if changed and self.open_case.case is not None:
                    self._judge(self.open_case.case)

        self.lanes.vault.run(lambda: self.caseload().judging(), told)

    def ask_what_went(self) -> None:
        """Ask the store what went to whom."""
        session = self.session

        def told(outcome: Ok[dict[str, tuple[Went, ...]]] | Err) -> None:
            if isinstance(outcome, Ok) and self._session is session:
                self.went = outcome.value

        self.lanes.vault.run(lambda: self.casework().went(), told)

    def note_went(self, paper: IssuedPaper, on: date) -> None:
        """Take up that an issued paper has just gone to somebody."""
        from pharmreview.domain.journey.ladder import Went

        before = self.went.get(paper.case_id, ())
        self.went = {**self.went, paper.case_id: (*before, Went(paper.kind, on))}

    def sign_out(self) -> None:
        """Forget who was signed in and what was open."""
        self.open_case.close()
        self._session = None
        self.judging = None
        self.went = {}
        self.half_typed.end()
        self.revisions.clear()

    def keep(
        self, case: Case, verb: Callable[[Casework, Case], Case], done: Callable[[Ok[Case] | Err], None]
    ) -> None:
        """Have a verb keep a case on the vault lane, after every save already sent there.

        The case goes under the revision this window last kept: somebody else's newer one is refused.
        """

        def work() -> Case:
            revision = self.revisions.get(case.id, case.revision)
            kept = verb(self.casework(), case.model_copy(update={"revision": revision}))
            self.revisions[kept.id] = kept.revision
            return kept

        self.lanes.vault.run(work, done)

    def casework(self) -> Casework:
        """The verbs of cases, to be used on the vault lane only."""
        from pharmreview.services.casework import Casework

        return Casework(self.session, self.clock)

    def caseload(self) -> Caseload:
        """The verbs of everyone in the store together, to be used on the vault lane only."""
        return self.app.caseload(self.session)

    def offering(self) -> Offering:
        """The verbs of the practice's sheets and services, to be used on the vault lane only."""
        return self.app.offering(self.session)

    def experience(self) -> Experience:
        """The verbs of what people said of their visits, to be used on the vault lane only."""
        return self.app.experience(self.session)

    @property
    def assessed(self) -> Assessed | None:
        """What the open case amounts to; None when none is open."""
        return self._assessed

    @property
    def circumstance(self) -> Circumstance:
        """What conditions in the review ask about."""
        if self._assessed is not None:
            return self._assessed.circumstance
        from pharmreview.domain.review.condition import Circumstance

        return Circumstance()

    def progress(self) -> tuple[StepProgress, ...]:
        """How each step of the open review stands; empty when no case is open."""
        from pharmreview.domain.review.progress import progress

        case = self.open_case.case
        if case is None:
            return ()
        sat = [one for one in case.sittings if one.review == case.review_number]
        written = {step for one in sat for step in one.steps} if case.earlier else None
        return progress(self.app.form, case.answers, case.passed, case.skipped, self.circumstance, written)

    def waiting(self) -> tuple[Waiting, ...]:
        """What finishing the open review waits for."""
        from pharmreview.domain.review.progress import waiting_for

        case = self.open_case.case
        if case is None:
            return ()
        return waiting_for(self.app.form, case.answers, case.passed, self.circumstance)

    def _changed(self, before: Case | None, after: Case | None) -> None:
        if before is None or after is None or _judged_by(before) != _judged_by(after):
            self._judge(after)

    def _judge(self, case: Case | None) -> None:
        assess = self.app.assessed if self.judging is None else self.judging.assessed
        self._assessed = None if case is None else assess(case)
        self.assessed_again.emit(self._assessed)


def _judged_by(case: Case) -> tuple[object, ...]:
    """Everything of a case that its tier, total and lines follow from."""
    return case.rows, case.patient, case.origin, case.tier_override, case.exclusion_calls, case.seen
