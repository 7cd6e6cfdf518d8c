"""What agreed versions have brought medicines to: a plan goes on from there, whatever the record says."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from pharmreview.domain.errors import InputProblem
from pharmreview.domain.quantity.unit import Unit
from pharmreview.domain.taper.plan import Medicine, StepKind, TaperPlan, TaperRequest
from pharmreview.services.tapering import Choices

if TYPE_CHECKING:
    from pharmreview.domain.case import Agreed, Case
    from pharmreview.services.tapering import Tapering


@dataclass(frozen=True, slots=True)
class Arrived:
    """What a version has brought a medicine to, and since when.

    `record` is the dose by the record's own words, None where they come to no dose; `directions` are those.
    """

    version: int
    dose: Decimal
    unit: Unit
    since: date
    record: Decimal | None
    directions: str


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
        id_: Arrived(
            version=versions[one.place].version,
            dose=one.step.daily_dose,
            unit=one.step.unit,
            since=one.since,
            record=_by_record(own[id_], tapering),
            directions=own[id_].directions,
        )
        for id_, one in found.items()
        if taken.get(id_) == one.step.doses
    }


def _by_record(medicine: Medicine, tapering: "Tapering") -> Decimal | None:
    """What the record's own words come to; None where they come to no dose."""
    try:
        found = tapering.choices(medicine)
    except InputProblem:
        return None
    return found.start if isinstance(found, Choices) else None
