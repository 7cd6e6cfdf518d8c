"""Case: one person's open work, one frozen value; the unit of save, of undo and of print.

Nothing derived is kept here. Lines, regimen, totals, tier and a draft plan are worked out again from the
rows, the facts and the request; only what was agreed or issued is frozen.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from pydantic import Field

from pharmreview.domain.errors import ClinicalRefusal
from pharmreview.domain.lines.row import ExportRow
from pharmreview.domain.patient import Patient
from pharmreview.domain.review.answer import Answers
from pharmreview.domain.review.together.sitting import Sitting, ToldBefore
from pharmreview.domain.risk.finding import Tier
from pharmreview.domain.taper.plan import TaperPlan, TaperRequest
from pharmreview.domain.team.access import Access, Deed, refuse_unless
from pharmreview.domain.value import Exact, Value


class CaseState(StrEnum):
    """Where a case stands. A case may move back; nothing is deleted."""

    FOUND = "found"
    EXCLUDED = "excluded"
    IN_REVIEW = "in-review"
    NO_CHANGE = "no-change-now"
    PLAN_RUNNING = "plan-running"
    ON_HOLD = "on-hold"
    REFERRED = "referred"
    REVIEWED = "reviewed"


class Origin(Value):
    """The file a case came from."""

    file_name: str
    digest: str
    layout: str
    as_of: date
    imported_at: datetime


class Part(Value):
    """How many of a case's rows came from one file: the newest of one search, or a pasted list."""

    origin: Origin
    rows: int
    behind: tuple[ExportRow, ...] = ()
    """Its rows where a pasted list stands in for them; they count again when that gives way."""


class Agreed(Value):
    """A plan as it was agreed: the request, and the plan frozen with the tables it was made from."""

    version: int
    agreed_at: datetime
    agreed_by: str
    plan: TaperPlan
    reason: str = ""
    tables: dict[str, str] = Field(default_factory=dict)


class Finish(Value):
    """How a review was finished, by whom and when."""

    finished_at: datetime
    finished_by: str
    decision: str
    """The OPT code of the decision record, or "" where it was passed with a reason."""


class Copied(Value):
    """That the summary was copied for the GP's record: when, by whom, and a digest of what it was made of."""

    at: datetime
    by: str
    of: str


class TierOverride(Value):
    """The tier the pharmacist gave in the place of the one the rules gave, and why."""

    tier: Tier
    reason: str
    by: str
    at: datetime


class ExclusionCall(Value):
    """The pharmacist's word on one exclusion: whether it stands for this person, and why.

    `code` and `because` are those of the exclusion, so that a call on one entry says nothing of another.
    With a day to `look_again`, what stands until then waits for a call from that day on.
    """

    code: str
    because: str
    stands: bool
    reason: str
    by: str
    at: datetime
    look_again: date | None = None

    def is_due(self, today: date) -> bool:
        """Whether the day to look again has come."""
        return self.stands and self.look_again is not None and self.look_again <= today


@dataclass(frozen=True, slots=True)
class TotalSeen:
    """A person's total as one import gave it: milligrams of oral morphine a day, by a named table."""

    __pydantic_config__ = {"strict": True, "extra": "forbid"}  # noqa: RUF012 - pydantic reads it from here

    as_of: date
    table: str
    low: Exact
    high: Exact
    regular_high: Exact
    complete: bool
    tier: str


class Earlier(Value):
    """A review before this one: how it ended, and what stood in it when the next began."""

    review: int
    finish: Finish
    answers: Answers = Field(default_factory=dict, repr=False)


class Case(Value):
    """One person's review, from the row in the list to the papers."""

    id: str
    revision: int = 0
    patient: Patient
    rows: tuple[ExportRow, ...] = ()
    origin: Origin | None = None
    """The newest file that rows came from: the one whose day the case is judged on."""
    parts: tuple[Part, ...] = ()
    """Which rows came from which file, in the order of the rows; empty where all came from `origin`."""
    state: CaseState = CaseState.FOUND
    review_number: int = 1
    begun: date | None = None
    answers: Answers = Field(default_factory=dict, repr=False)
    passed: dict[str, str] = Field(default_factory=dict, repr=False)
    """Must items passed over, with the reason that was typed; keyed as answers are."""
    skipped: tuple[str, ...] = ()
    """Ids of steps put aside to come back to."""
    sittings: tuple[Sitting, ...] = ()
    """Who worked on which step on which day, for a review spread over several."""
    told_before: tuple[ToldBefore, ...] = ()
    """What each sitting asks, as the sittings before the latest told it; the first of them first."""
    copied: Copied | None = None
    for_papers: dict[str, str] = Field(default_factory=dict, repr=False)
    """What was typed for papers alone, by the place it fills: an appointment, a question, an address."""
    private_note: str = Field(default="", repr=False)
    """The clinician's own, kept apart from the answers so that no paper and no summary can reach it."""
    taper: TaperRequest | None = None
    """The draft being built; its plan is worked out, never kept."""
    beside: TaperRequest | None = None
    """Another draft that the one being built is held against: of it pace, aim and steps set by hand count."""
    agreed: tuple[Agreed, ...] = ()
    finish: Finish | None = None
    earlier: tuple[Earlier, ...] = ()
    """The reviews before this one, the first of them first."""
    tables: dict[str, str] = Field(default_factory=dict)
    """Table ids and review dates the case was begun under."""
    tier_override: TierOverride | None = None
    exclusion_calls: tuple[ExclusionCall, ...] = ()
    """The latest call on each exclusion; earlier ones are in the record of changes."""
    seen: tuple[TotalSeen, ...] = ()
    """The total at each import, by the date of the search, oldest first; kept when the rows have gone."""


def with_version(case: Case, plan: TaperPlan, by: str, at: datetime, reason: str = "") -> Case:
    """The case with a plan frozen as its next version; a plan that was ended no longer runs.

    Raises ClinicalRefusal for a plan that was refused or has no steps.
    """
    if plan.refusals:
        raise ClinicalRefusal(plan.refusals[0].text, "Change the plan before it is agreed.")
    if not plan.steps:
        raise ClinicalRefusal("The plan has no steps.", "Add a reduction before it is agreed.")
    agreed = Agreed(
        version=len(case.agreed) + 1,
        agreed_at=at,
        agreed_by=by,
        plan=plan,
        reason=reason,
        tables=case.tables,
    )
    over = plan.ended is not None and case.state is CaseState.PLAN_RUNNING
    return case.model_copy(
        update={
            "agreed": (*case.agreed, agreed),
            "taper": plan.request,
            "state": CaseState.REVIEWED if over else case.state,
        }
    )


def content_of(case: Case) -> str:
    """A digest of what a summary for the record says: the answers, the plan agreed, how it was finished."""
    answers = sorted((key, value) for key, value in case.answers.items())
    finish = None if case.finish is None else (case.finish.finished_at.isoformat(), case.finish.decision)
    facts = sorted(case.patient.facts.items())
    said = (case.review_number, len(case.agreed), finish, facts, answers)
    return hashlib.sha256(repr(said).encode("utf-8", "backslashreplace")).hexdigest()


class User(Value):
    """Someone who may open the store."""

    id: str
    name: str
    role: str
    """What they are, in their own words, as papers show it."""
    access: Access = Access.READER

    def refuse_unless(self, deed: Deed) -> None:
        """Raises VaultProblem for somebody who may not do it."""
        refuse_unless(self.access, deed)


class SavedCase(Value):
    """A case as the store holds it, with who last saved it and when."""

    case: Case
    saved_at: datetime
    saved_by: str


class Channel(StrEnum):
    """How a paper reaches somebody. The value is kept with every dispatch and never changes."""

    HANDED = "handed-over"
    POST = "post"
    EMAIL = "e-mail"
    NHS_APP = "nhs-app"
    TEXT = "text"
    PHONE = "phone"
    FILE = "file"


class Dispatch(Value):
    """An issued paper going to somebody: to whom, how, when, and who sent it."""

    paper_id: str
    recipient: str = Field(repr=False)
    channel: Channel
    at: datetime
    by: str


class IssuedPaper(Value):
    """A paper exactly as it was issued: bytes, words, versions, who, when, to whom.

    A text message has no pages: `pdf` is empty, and `html` holds its words.
    """

    id: str
    case_id: str
    kind: str
    version: int
    title: str
    issued_at: datetime
    issued_by: str
    pdf: bytes = Field(repr=False)
    html: str = Field(repr=False)
    sha256: str
    tables: dict[str, str]
    template: str
    replaces: str | None = None
    dispatches: tuple[Dispatch, ...] = ()
    """To whom it went, and how; empty where that was not recorded."""

    @property
    def is_whole(self) -> bool:
        """Whether the bytes kept are those the digest was taken of."""
        return digest_of(self.pdf, self.html) == self.sha256


def digest_of(pdf: bytes, words: str) -> str:
    """The digest of an issued paper: of its pages, or of the words of one that has none."""
    return hashlib.sha256(pdf or words.encode("utf-8", "surrogatepass")).hexdigest()
