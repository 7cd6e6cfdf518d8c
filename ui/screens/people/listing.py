"""One person in the list: what each cell says, what it is sorted by, and what it can be found by."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pharmreview.domain.case import CaseState
from pharmreview.domain.risk.finding import Tier as RiskTier
from ui import text as words_of
from ui.widgets.marks.badge import Tier

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from pharmreview.domain.case import Case
    from pharmreview.domain.patient import Patient
    from pharmreview.services.assessing import Assessed

BADGES = {
    RiskTier.HIGH: Tier.HIGH,
    RiskTier.REFER: Tier.REFER_FIRST,
    RiskTier.INCOMPLETE: Tier.INCOMPLETE,
    RiskTier.MEDIUM: Tier.MEDIUM,
    RiskTier.LOW: Tier.LOW,
}
"""In the order of the list: what is not known stands above medium, and is never a kind of low."""

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
AT_LEAST = "at least "
UNKNOWN_OME = "not known"


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A row of the list. `tier` and `ome` are None until they have been worked out."""

    id: str
    name: str
    about: str
    number: str
    found_by: str
    state: str
    status: str
    sign: str
    tier: Tier | None = None
    ome: Decimal | None = None
    ome_words: str = ""
    why: str = ""
    excluded: str = ""
    next: str = ""


def row_of(case: Case, assessed: Assessed | None, today: date, *, hidden: bool) -> PersonRow:
    """A case as a row; hidden names give way to initials and the case's own id."""
    patient = case.patient
    status, sign = STATES[case.state]
    row = PersonRow(
        id=case.id,
        name=initials(patient) if hidden else words_of.person_name(patient),
        about=_about(patient, today, hidden=hidden),
        number=f"Case {case.id}" if hidden else _number(patient),
        found_by=_found_by(case),
        state=str(case.state),
        status=status,
        sign=sign,
        next=_next(case, today),
    )
    return row if assessed is None else _judged(row, case, assessed)


def _judged(row: PersonRow, case: Case, assessed: Assessed) -> PersonRow:
    result = assessed.assessment
    ome, words = ome_of(assessed)
    excluded = "; ".join(dict.fromkeys(e.what for e in result.exclusions))
    ask = sum(1 for item in result.ome.not_converted)
    first = row.next
    if case.state is CaseState.FOUND:
        first = "Begin review"
        if ask:
            first = f"Ask about {words_of.count(ask, 'line')}"
        if excluded or result.to_check:
            first = "Check exclusion"
    return replace(
        row,
        tier=BADGES[result.tier.tier],
        ome=ome,
        ome_words=words,
        why=why_words(assessed),
        excluded=f"May be excluded: {excluded[:1].lower()}{excluded[1:]}" if excluded else "",
        next=first,
    )


def ome_of(assessed: Assessed) -> tuple[Decimal | None, str]:
    """The figure to sort by, and the words. A floor says so; nothing counted is not nought."""
    total = assessed.assessment.ome
    words = words_of.ome(total.low.milligrams, total.high.milligrams)
    if total.complete:
        return total.high.milligrams, words
    if not total.high.milligrams:
        return None, UNKNOWN_OME
    return total.high.milligrams, f"{AT_LEAST}{words}"


def why_words(assessed: Assessed) -> str:
    """Every reason for the tier, in one line."""
    tier = assessed.assessment.tier
    said = [reason.because if reason.tier is RiskTier.INCOMPLETE else reason.what for reason in tier.reasons]
    if not said:
        return "No rule raises the tier"
    return ". ".join(line.rstrip(".") for line in dict.fromkeys(said))


def initials(patient: Patient) -> str:
    """ "J. M.", for when someone else can see the screen."""
    letters = [name.strip()[:1].upper() for name in (patient.given_name, patient.family_name) if name.strip()]
    return " ".join(f"{letter}." for letter in letters) or "No name"


def _about(patient: Patient, today: date, *, hidden: bool) -> str:
    years = patient.age_on(today)
    age = f"{years}y" if years is not None else patient.facts.get("age", "")
    age = f"{age}y" if age.isdecimal() else age
    title = f"({patient.title})" if patient.title and not hidden else ""
    return " ".join(part for part in (title, age or "age not known") if part)


def _number(patient: Patient) -> str:
    return words_of.nhs_number(patient.nhs_number) if patient.nhs_number else "NHS number not known"


def _next(case: Case, today: date) -> str:
    if case.state is CaseState.PLAN_RUNNING and case.agreed:
        steps = case.agreed[-1].plan.steps
        coming = [step.start for step in steps if step.start >= today]
        return f"Step {words_of.day_and_month(min(coming))}" if coming else "Plan has ended"
    return "Carry on" if case.state is CaseState.IN_REVIEW else ""


def _found_by(case: Case) -> str:
    patient = case.patient
    born = words_of.band_day(patient.born) if patient.born else ""
    parts = (
        patient.family_name,
        patient.given_name,
        patient.preferred_name,
        patient.title,
        patient.nhs_number,
        patient.record_number,
        born,
        case.id,
    )
    return folded(" ".join(parts))


def folded(text: str) -> str:
    """Text as it is searched: no capitals, accents, apostrophes or hyphens."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if c.isalnum() or c.isspace())


def is_found(row: PersonRow, typed: str) -> bool:
    """Whether every word typed is part of the person's name, number or date of birth."""
    return all(word in row.found_by for word in folded(typed).split())
