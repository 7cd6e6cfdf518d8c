"""One person in the list. The facts are kept; their words are made when a row is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pharmreview.domain.case import CaseState
from pharmreview.domain.caseload.baseline import Standing
from pharmreview.domain.risk.finding import Tier as RiskTier
from ui import text as words_of
from ui.screens.people.listing.finding import found_by
from ui.screens.people.listing.marks import marks_of
from ui.screens.people.listing.worked import Worked, sortable, total_words
from ui.widgets.marks.badge import Tier

if TYPE_CHECKING:
    from datetime import date

    from pharmreview.domain.case import Case
    from pharmreview.domain.caseload.searches.changes import Movement
    from pharmreview.domain.patient import Patient

STATES = {
    CaseState.FOUND: ("Not started", ""),
    CaseState.EXCLUDED: ("Excluded", "less"),
    CaseState.IN_REVIEW: ("In review", "pencil"),
    CaseState.NO_CHANGE: ("No change now", ""),
    CaseState.PLAN_RUNNING: ("Plan running", "stair"),
    CaseState.ON_HOLD: ("On hold", "pause"),
    CaseState.REFERRED: ("Referred", "arrow-right"),
    CaseState.REVIEWED: ("Reviewed", "tick"),
}
BADGES = {
    RiskTier.HIGH: Tier.HIGH,
    RiskTier.REFER: Tier.REFER_FIRST,
    RiskTier.INCOMPLETE: Tier.INCOMPLETE,
    RiskTier.MEDIUM: Tier.MEDIUM,
    RiskTier.LOW: Tier.LOW,
}
"""In the order of the list: what is not known stands above medium, and is never a kind of low."""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A row of the list. `work` is None until it has been worked out; `problem` why it cannot be."""

    id: str
    revision: int
    name: str
    initials: str
    title: str
    age: str
    number: str
    born: date | None
    found_by: str
    state: CaseState
    next_step: date | None
    plan_ended: bool
    marks: frozenset[str]
    work: Worked | None = None
    ome: int | None = None
    """What the total is sorted by: its high end in nanograms a day."""
    in_search: bool = True
    problem: str = ""

    @property
    def tier(self) -> Tier | None:
        """The tier in force."""
        return None if self.work is None else BADGES[self.work.tier]

    @property
    def ome_words(self) -> str:
        """The total in words, or nothing yet."""
        work = self.work
        return "" if work is None else total_words(work.low, work.high, complete=work.complete)

    @property
    def why(self) -> str:
        """Every reason for the tier, in one line."""
        if self.problem:
            return self.problem
        if self.work is None:
            return ""
        if self.work.by_hand:
            return f"Set by hand: {self.work.by_hand}"
        said = dict.fromkeys(line.rstrip(".") for line in self.work.why)
        return ". ".join(said) or "No rule raises the tier"

    @property
    def excluded(self) -> str:
        """What excludes this person, may, or was said not to, or that they are not in the latest search."""
        said = []
        if self.work is not None and self.work.excluded:
            whats = "; ".join(dict.fromkeys(self.work.excluded))
            word = "Left out" if self.work.left_out else "May be excluded"
            said.append(f"{word}: {whats[:1].lower()}{whats[1:]}")
        if self.work is not None:
            said += [f"Does not exclude: {each[:1].lower()}{each[1:]}" for each in self.work.lifted]
        if not self.in_search:
            said.append("Not in the latest search")
        return ". ".join(said)

    @property
    def next(self) -> str:
        """What comes next for this person."""
        if self.state is CaseState.PLAN_RUNNING:
            if self.next_step is not None:
                return f"Step {words_of.day_and_month(self.next_step)}"
            return "Plan has ended" if self.plan_ended else ""
        if self.state is CaseState.IN_REVIEW:
            return "Carry on"
        return self._first() if self.work is not None and self.state is CaseState.FOUND else ""

    def _first(self) -> str:
        work = self.work
        if work is not None and work.left_out:
            return "Left out"
        if work is not None and (work.excluded or work.to_check):
            return "Check exclusion"
        if work is not None and work.ask:
            return f"Ask about {words_of.count(work.ask, 'line')}"
        return "Begin review"

    def about(self, *, hidden: bool) -> str:
        """The grey words beside the name."""
        title = f"({self.title})" if self.title and not hidden else ""
        return " ".join(part for part in (title, self.age) if part)

    def shown_name(self, *, hidden: bool) -> str:
        """The name, or initials for when someone else can see the screen."""
        return self.initials if hidden else self.name

    def shown_number(self, *, hidden: bool) -> str:
        """The NHS number, or the case's own id."""
        if hidden:
            return f"Case {self.id}"
        return words_of.nhs_number(self.number) if self.number else "NHS number not known"


def row_of(
    case: Case,
    work: Worked | None,
    today: date,
    *,
    movement: Movement | None = None,
    returned: bool = False,
    in_search: bool = True,
) -> PersonRow:
    """A case as a row, with how it moved in the latest search, and whether it is in it."""
    patient = case.patient
    steps = case.agreed[-1].plan.steps if case.agreed else ()
    return PersonRow(
        id=case.id,
        revision=case.revision,
        name=words_of.person_name(patient),
        initials=initials(patient),
        title=patient.title,
        age=_age(patient, today),
        number=patient.nhs_number,
        born=patient.born,
        found_by=found_by(case),
        state=case.state,
        next_step=min((step.start for step in steps if step.start >= today), default=None),
        plan_ended=bool(steps),
        marks=marks_of(case.state, work, movement, returned=returned, in_search=in_search),
        work=work,
        ome=None if work is None else sortable(work.high, complete=work.complete),
        in_search=in_search,
    )


def standing_of(row: PersonRow) -> Standing | None:
    """Where a person stands, as a baseline counts them; None where they could not be worked out."""
    work = row.work
    if work is None:
        return None
    excluded = row.state is CaseState.EXCLUDED or bool(work.excluded)
    return Standing(
        tier=work.tier,
        cohort=work.cohort,
        high=work.high,
        complete=work.complete,
        excluded=excluded,
        in_search=row.in_search,
    )


def initials(patient: Patient) -> str:
    """ "J. M.", for when someone else can see the screen."""
    letters = [name.strip()[:1].upper() for name in (patient.given_name, patient.family_name) if name.strip()]
    return " ".join(f"{letter}." for letter in letters) or "No name"


def _age(patient: Patient, today: date) -> str:
    years = patient.age_on(today)
    age = str(years) if years is not None else patient.facts.get("age", "")
    return f"{age}y" if age.isdecimal() else age or "age not known"


def unread_row(case_id: str, error: Exception) -> PersonRow:
    """A person whose case cannot be read stays in the list, with the reason."""
    return PersonRow(
        id=case_id,
        revision=0,
        name="Not read",
        initials="Not read",
        title="",
        age="",
        number="",
        born=None,
        found_by=case_id,
        state=CaseState.FOUND,
        next_step=None,
        plan_ended=False,
        marks=frozenset(),
        problem=str(error),
    )
