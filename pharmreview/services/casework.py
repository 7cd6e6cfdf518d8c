"""A case from the list to the finished review: stamps the time, the author and the revision."""

from collections.abc import Iterator, Sequence

from pharmreview.domain.case import Case, CaseState, Earlier, Finish, SavedCase, with_version
from pharmreview.domain.errors import InputProblem
from pharmreview.domain.journey.ladder import Went
from pharmreview.domain.review.decision import ADVICE_FIRST, STAY, TAPERS
from pharmreview.domain.review.step import ReviewForm
from pharmreview.domain.review.together.again import begins_with
from pharmreview.domain.taper.plan import TaperPlan
from pharmreview.domain.team.access import Deed, why_not
from pharmreview.services.access import Session
from pharmreview.services.ports import Clock, EventKind

_STATES = {STAY: CaseState.NO_CHANGE, ADVICE_FIRST: CaseState.REFERRED}


class Casework:
    """The cases of the open store, as one user works on them. It belongs to the session's thread."""

    def __init__(self, session: Session, clock: Clock) -> None:
        self._session = session
        self._clock = clock

    def each(self) -> Iterator[SavedCase]:
        """Every case in turn, in the order they were first kept; no more than a few are held at once."""
        return self._session.vault.each()

    def several(self, case_ids: Sequence[str]) -> tuple[SavedCase, ...]:
        """These cases as last kept, in the order asked; ids the store does not hold are left out."""
        return self._session.vault.several(case_ids)

    def went(self) -> dict[str, tuple[Went, ...]]:
        """What went to whom, by the case, each by the day as the clock here tells it."""
        zone = self._clock.now().tzinfo
        found: dict[str, tuple[Went, ...]] = {}
        for case_id, kind, at in self._session.vault.went():
            found[case_id] = (*found.get(case_id, ()), Went(kind, at.astimezone(zone).date()))
        return found

    def states(self) -> dict[str, CaseState]:
        """Where every case stands by its id, in the order they were first kept."""
        return self._session.vault.states()

    def revisions(self) -> dict[str, int]:
        """The revision of every case by its id, in the order they were first kept."""
        return self._session.vault.revisions()

    def open(self, case_id: str) -> SavedCase:
        """A case as last kept; that it was looked at is recorded. Raises VaultProblem when unknown."""
        saved = self._session.vault.load(case_id)
        self._session.vault.record_event(EventKind.VIEWED, self._session.user, self._clock.now(), case_id)
        return saved

    def save(self, case: Case, what: str) -> Case:
        """Keep a case as it is now.

        Raises VaultProblem when somebody saved a newer one, or the disk refuses.
        """
        return self._session.vault.save(case, what, self._session.user, self._clock.now())

    def begin_review(self, case: Case, form: ReviewForm, tables: dict[str, str] | None = None) -> Case:
        """Open a review dated today under the tables in use, and keep it.

        A review under way, and any that a reader opens, is left as it stands. After a finished one the next
        begins: answers and plans stay. What was passed over or put aside is asked again, and so is what the
        form declares as of its day: what was asked, agreed, measured or decided. All is kept as `earlier`.
        """
        if why_not(self._session.user.access, Deed.REVIEW):
            return case
        if case.begun is not None and case.finish is None:
            if case.state is CaseState.IN_REVIEW:
                return case
            return self.save(case.model_copy(update={"state": CaseState.IN_REVIEW}), "Review taken up again")
        number = case.review_number + (1 if case.finish else 0)
        begun: dict[str, object] = {
            "state": CaseState.IN_REVIEW,
            "begun": self._clock.today(),
            "review_number": number,
            "tables": tables or case.tables,
        }
        if case.finish is not None:
            ended = Earlier(review=case.review_number, finish=case.finish, answers=case.answers)
            stay = begins_with(form, case.answers)
            begun |= {"passed": {}, "skipped": (), "finish": None, "answers": stay}
            begun |= {"earlier": (*case.earlier, ended)}
        return self.save(case.model_copy(update=begun), "Review begun")

    def agree(self, case: Case, plan: TaperPlan, reason: str = "") -> Case:
        """Freeze a plan as agreed, as the next version, and keep it.

        Raises ClinicalRefusal for a plan that was refused or has no steps.
        """
        by, at = self._session.user.name, self._clock.now()
        return self.save(with_version(case, plan, by, at, reason), "Plan agreed")

    def finish(self, case: Case, decision: str) -> Case:
        """Finish the review with a decision (an OPT code, or "" where it was passed with a reason).

        Raises InputProblem when the review was never begun or is finished already.
        """
        if case.begun is None or case.finish is not None:
            raise InputProblem(
                "There is no review under way for this person.", "Begin a review, then finish it."
            )
        finish = Finish(finished_at=self._clock.now(), finished_by=self._session.user.name, decision=decision)
        change = {"finish": finish, "state": _state_after(case, decision)}
        return self.save(case.model_copy(update=change), "Review finished")


def _state_after(case: Case, decision: str) -> CaseState:
    if case.agreed and (decision in TAPERS or not decision):
        return CaseState.PLAN_RUNNING
    return _STATES.get(decision, CaseState.REVIEWED)
