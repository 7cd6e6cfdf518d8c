"""Whether a plan can be where it should be by a day, and how often it would step for that."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from pharmreview.domain.errors import InputProblem
from pharmreview.domain.taper.dating import AFTER_THE_END
from pharmreview.domain.taper.pace import WEEK
from pharmreview.domain.taper.plan import StepKind, TaperPlan, TaperRequest
from pharmreview.domain.value import Exact, Value

_FALLS = (StepKind.REDUCE, StepKind.STOP)
SHORTEST_WEEKS = 2
"""Weekly steps are for short use alone: they are never proposed."""


class InTime(Value):
    """The gentlest pace that was found: the longest interval of the smallest share. `soon_enough` says
    whether it keeps to the day; where it does not, nothing that may be proposed is sooner."""

    percent: Exact
    every_days: int
    reached: date
    soon_enough: bool


def reached_on(plan: TaperPlan, medicine: str) -> date | None:
    """The first day on the last dose of a medicine; None where the plan has no reduction of it."""
    falls = [s.start for s in plan.steps if s.medicine == medicine and s.kind in _FALLS]
    return falls[-1] if falls else None


def in_time(
    request: TaperRequest,
    medicine: str,
    day: date,
    shares: tuple[Decimal, ...],
    most_days: int,
    make: Callable[[TaperRequest], TaperPlan],
) -> InTime | None:
    """How a medicine is at its aim by a day: whole weeks between steps, by each share in turn.

    A longer interval never ends sooner, so the longest that keeps to the day is found by halving. A pace that
    would end before a pause of the plan is passed over. None where no plan is made. Raises InputProblem as
    `make` does; for such a pause only where no pace lasts until it.
    """
    found: InTime | None = None
    before_pause: InputProblem | None = None
    for percent in shares:
        try:
            least, first = _shortest(request, medicine, day, percent, most_days // WEEK, make)
        except InputProblem as problem:
            if problem.code != AFTER_THE_END:
                raise
            before_pause = problem
            continue
        found, most = first, most_days // WEEK
        if found is None or not found.soon_enough:
            continue
        while least < most:
            middle = (least + most + 1) // 2
            tried = _by(request, medicine, day, percent, middle, make)
            if tried is not None and tried.soon_enough:
                found, least = tried, middle
            else:
                most = middle - 1
        return found
    if found is None and before_pause is not None:
        raise before_pause
    return found


def _shortest(
    request: TaperRequest,
    medicine: str,
    day: date,
    percent: Decimal,
    most: int,
    make: Callable[[TaperRequest], TaperPlan],
) -> tuple[int, InTime | None]:
    """The shortest interval, in weeks, whose plan lasts until its pauses, and what it comes to."""
    for weeks in range(SHORTEST_WEEKS, most):
        try:
            return weeks, _by(request, medicine, day, percent, weeks, make)
        except InputProblem as problem:
            if problem.code != AFTER_THE_END:
                raise
    return most, _by(request, medicine, day, percent, most, make)


def _by(
    request: TaperRequest,
    medicine: str,
    day: date,
    percent: Decimal,
    weeks: int,
    make: Callable[[TaperRequest], TaperPlan],
) -> InTime | None:
    """What one pace comes to."""
    pace = request.pace.model_copy(
        update={"percent": percent, "fixed": None, "unit": None, "every_days": weeks * WEEK}
    )
    stops = {id_: one.model_copy(update={"stops": ()}) for id_, one in request.by_hand.items()}
    plan = make(request.model_copy(update={"pace": pace, "by_hand": stops}))
    reached = reached_on(plan, medicine)
    if reached is None:
        return None
    return InTime(percent=percent, every_days=weeks * WEEK, reached=reached, soon_enough=reached <= day)
