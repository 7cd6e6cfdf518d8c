"""A case from the list to the finished review: stamps the time, the author and the revision."""

import secrets
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from pharmreview.domain.case import Agreed, Case, CaseState, Finish, Origin, SavedCase
from pharmreview.domain.errors import ClinicalRefusal, InputProblem
from pharmreview.domain.lines.row import ExportFile, ExportPerson
from pharmreview.domain.patient import Patient
from pharmreview.domain.review.decision import ADVICE_FIRST, STAY, TAPERS
from pharmreview.domain.taper.plan import TaperPlan
from pharmreview.services.access import Session
from pharmreview.services.ports import Clock, EventKind

_ID_SYMBOLS = "23456789abcdefghjkmnpqrstvwxyz"
_ID_LENGTH = 10
_STATES = {STAY: CaseState.NO_CHANGE, ADVICE_FIRST: CaseState.REFERRED}
_Key = tuple[str, str, date]


class BroughtIn(NamedTuple):
    """What an import did, as case ids."""

    created: tuple[str, ...]
    updated: tuple[str, ...]
    unchanged: tuple[str, ...]


class Casework:
    """The cases of the open store, as one user works on them. It belongs to the session's thread."""

    def __init__(self, session: Session, clock: Clock) -> None:
        self._session = session
        self._clock = clock

    def everyone(self) -> tuple[SavedCase, ...]:
        """Every case, in the order they were first kept."""
        return self._session.vault.all()

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

    def bring_in(self, file: ExportFile, origin: Origin) -> BroughtIn:
        """Keep everyone in an export, all or none.

        A person already here by NHS number or record number, with the date of birth, has their rows and
        details brought up to date and keeps every answer, fact and plan. Whenever two people could be
        meant, a new case is made: two people are never joined.
        """
        present = [saved.case for saved in self.everyone()]
        matches = _matched(file.people, present, origin.digest)
        taken = {case.id for case in present}
        created, updated, unchanged = [], [], []
        for person, match in zip(file.people, matches, strict=True):
            if match is None:
                fresh = Case(id=_new_id(taken), patient=person.patient, rows=person.rows, origin=origin)
                taken.add(fresh.id)
                created.append(fresh)
            elif match.origin is not None and match.origin.digest == origin.digest:
                unchanged.append(match)
            else:
                patient = brought_up_to_date(match.patient, person.patient)
                change = {"patient": patient, "rows": person.rows, "origin": origin}
                updated.append(match.model_copy(update=change))
        now, user = self._clock.now(), self._session.user
        self._session.vault.save_all((*created, *updated), "Brought in from a search", user, now)
        self._session.vault.record_event(EventKind.IMPORTED, user, now, detail=origin.digest)
        return BroughtIn(*(tuple(case.id for case in cases) for cases in (created, updated, unchanged)))

    def begin_review(self, case: Case, tables: dict[str, str] | None = None) -> Case:
        """Open a review dated today under the tables in use, and keep it.

        A review under way is left as it stands. After a finished one the next begins: answers and plans
        stay; what was passed over or put aside is asked again.
        """
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
            begun |= {"passed": {}, "skipped": (), "finish": None}
        return self.save(case.model_copy(update=begun), "Review begun")

    def agree(self, case: Case, plan: TaperPlan, reason: str = "") -> Case:
        """Freeze a plan as agreed, as the next version, and keep it.

        Raises ClinicalRefusal for a plan that was refused or has no steps.
        """
        if plan.refusals:
            raise ClinicalRefusal(plan.refusals[0].text, "Change the plan before it is agreed.")
        if not plan.steps:
            raise ClinicalRefusal("The plan has no steps.", "Add a reduction before it is agreed.")
        agreed = Agreed(
            version=len(case.agreed) + 1,
            agreed_at=self._clock.now(),
            agreed_by=self._session.user.name,
            plan=plan,
            reason=reason,
            tables=case.tables,
        )
        change = {"agreed": (*case.agreed, agreed), "taper": plan.request}
        return self.save(case.model_copy(update=change), "Plan agreed")

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


def _new_id(taken: set[str]) -> str:
    """A short random id that says nothing about the person, and cannot be taken for a name or a number."""
    while True:
        fresh = "".join(secrets.choice(_ID_SYMBOLS) for _ in range(_ID_LENGTH))
        if fresh not in taken and not fresh.isalpha() and not fresh.isdigit():
            return fresh


def brought_up_to_date(kept: Patient, seen: Patient) -> Patient:
    """A person's details from a newer export, without losing what it leaves out or what was learnt here."""
    news = {name: getattr(seen, name) for name in Patient.model_fields if getattr(seen, name)}
    if seen.nhs_number and seen.nhs_number_problem is None:
        news["nhs_number_problem"] = None
    if kept.nhs_number and kept.nhs_number_problem is None and seen.nhs_number_problem is not None:
        for damaged in ("nhs_number", "nhs_number_problem"):
            news.pop(damaged, None)
    news["facts"] = {**seen.facts, **kept.facts}
    return kept.model_copy(update=news)


def _valid_nhs(patient: Patient) -> str:
    return patient.nhs_number if patient.nhs_number_problem is None else ""


def _keys(patient: Patient) -> tuple[_Key, ...]:
    if patient.born is None:
        return ()
    found = (("nhs", _valid_nhs(patient)), ("record", patient.record_number))
    return tuple((kind, number, patient.born) for kind, number in found if number)


def _identity(patient: Patient) -> tuple[object, ...]:
    names = (patient.family_name.casefold(), patient.given_name.casefold())
    return (_valid_nhs(patient), patient.record_number, patient.born, *names)


def _matched(people: Sequence[ExportPerson], present: Sequence[Case], digest: str) -> list[Case | None]:
    """For each person the case that is theirs, or None.

    The same row of the same file decides first, then all details alike; then a number with the date of
    birth, if nobody else in the file or the store has it and no valid NHS number contradicts it.
    """
    patients = [person.patient for person in people]
    earlier = _unique(
        ((_identity(case.patient), case.rows), case)
        for case in present
        if case.origin is not None and case.origin.digest == digest
    )
    whole = _unique((_identity(case.patient), case) for case in present)
    alike = Counter(_identity(patient) for patient in patients)
    keyed = _unique((key, case) for case in present for key in _keys(case.patient))
    shared = Counter(key for patient in patients for key in _keys(patient))
    found: list[Case | None] = []
    for person, patient in zip(people, patients, strict=True):
        who = _identity(patient)
        same = earlier.get((who, person.rows))
        if same is None and alike[who] == 1 and (_valid_nhs(patient) or patient.record_number):
            same = whole.get(who)
        found.append(same or _by_number(patient, keyed, shared))
    claims = Counter(case.id for case in found if case is not None)
    return [case if case is not None and claims[case.id] == 1 else None for case in found]


def _by_number(patient: Patient, keyed: dict[object, Case], shared: Counter[_Key]) -> Case | None:
    candidates = {keyed[key].id: keyed[key] for key in _keys(patient) if shared[key] == 1 and key in keyed}
    if len(candidates) != 1:
        return None
    (case,) = candidates.values()
    here, there = _valid_nhs(case.patient), _valid_nhs(patient)
    return None if here and there and here != there else case


def _unique(pairs: Iterable[tuple[object, Case]]) -> dict[object, Case]:
    """The pairs whose first is held by one case only."""
    pairs = list(pairs)
    times = Counter(key for key, _ in pairs)
    return {key: case for key, case in pairs if times[key] == 1}
