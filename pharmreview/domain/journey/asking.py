"""Asking people how their visit was: one to two weeks after it, once, and never somebody in trouble."""

from collections.abc import Sequence
from datetime import date, timedelta

from pharmreview.domain.case import Case, CaseState
from pharmreview.domain.journey.ladder import Went

AFTER, UNTIL = timedelta(days=7), timedelta(days=28)
"""Project review content section 9.5: from a week after the visit; after four it is too long ago."""
_ASKS = frozenset({"survey-experience", "text-experience"})
_HELD = ("safety-hold", "mental-health-crisis")
"""Facts of a person who is not to be asked about our service now."""


def asking_since(case: Case, went: Sequence[Went], today: date) -> date | None:
    """The day from which somebody may be asked how their visit was; None where nobody is to be asked."""
    if case.finish is None or case.state is CaseState.EXCLUDED:
        return None
    if any(case.patient.facts.get(fact) == "yes" for fact in _HELD):
        return None
    visit = case.finish.finished_at.date()
    if not visit + AFTER <= today <= visit + UNTIL:
        return None
    return None if any(one.kind in _ASKS and one.on >= visit for one in went) else visit + AFTER
