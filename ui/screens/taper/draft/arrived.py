"""What agreed versions have brought medicines to: a plan goes on from there, whatever the record says."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from pharmreview.domain.errors import InputProblem
from pharmreview.domain.taper.plan import Medicine, StepKind, TaperPlan, TaperRequest
from pharmreview.services.tapering import Choices
from ui import text as words_of
from ui.screens.taper.words.doses import day_words

if TYPE_CHECKING:
    from pharmreview.domain.case import Agreed, Case
    from pharmreview.domain.taper.running.reached import Reached
    from pharmreview.services.tapering import Tapering


@dataclass(frozen=True, slots=True)
class Arrived:
    """What a version has brought a medicine to: its number, the dose and the day since in words.

    `record` is what the record says of its dose, empty where that is the same.
    """

    version: int
    dose: str
    since: str
    stopped: bool
    record: str


def has_begun(plan: TaperPlan, today: date) -> bool:
    """Whether the first change of a plan lies behind: what is past is past."""
    return any(s.start <= today for s in plan.steps if s.kind is not StepKind.START)


def begun(case: "Case", today: date, but: TaperPlan | None = None) -> "list[Agreed]":
    """The versions that have begun, the newest first, without those of one plan and its earlier versions."""
    start = but.steps[:1] if but is not None else ()
    return [a for a in reversed(case.agreed) if has_begun(a.plan, today) and a.plan.steps[:1] != start]


def arrived(
    case: "Case", request: TaperRequest | None, plan: TaperPlan | None, today: date, tapering: "Tapering"
) -> dict[str, Arrived]:
    """By medicine, what an earlier plan brought it to, for those that this plan takes up from there."""
    if request is None or not request.taking:
        return {}
    versions, taken, day = begun(case, today, plan), dict(request.taking), request.start
    if plan is not None and plan.steps:
        taken[plan.steps[0].medicine] = plan.steps[0].doses
        day = plan.steps[0].end + timedelta(days=1)
    found = tapering.reached([a.plan for a in versions], request.medicines, day - timedelta(days=1))
    own = {m.id: m for m in request.medicines}
    return {
        id_: _words(versions[one.place].version, one, _by_record(own[id_], tapering), own[id_].directions)
        for id_, one in found.items()
        if taken.get(id_) == one.step.doses
    }


def _by_record(medicine: Medicine, tapering: "Tapering") -> Choices | None:
    """What the record's own words come to; None where they come to no dose."""
    try:
        found = tapering.choices(medicine)
    except InputProblem:
        return None
    return found if isinstance(found, Choices) else None


def _words(version: int, one: "Reached", by_record: Choices | None, directions: str) -> Arrived:
    dose, record = one.step.daily_dose, directions or "no directions"
    if by_record is not None:
        record = "" if by_record.start == dose else day_words(by_record.start, by_record.unit)
    since = words_of.day(one.since)
    return Arrived(version, day_words(dose, one.step.unit), since, stopped=not dose, record=record)


def started_from(arrivals: Mapping[str, Arrived], medicine: str) -> str:
    """The dose that a plan takes up from an earlier one, in a sentence; nothing where there is none."""
    one = arrivals.get(medicine)
    if one is None:
        return ""
    record = f" (the record says {one.record})" if one.record else ""
    return f"Starts from {one.dose}, reached with version {one.version} on {one.since}{record}. "
