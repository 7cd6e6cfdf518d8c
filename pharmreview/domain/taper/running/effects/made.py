"""What the request of an event comes to: of the same medicine, its pauses within the plan."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from pharmreview.domain.errors import InputProblem
from pharmreview.domain.medicines.product import Product
from pharmreview.domain.taper.course.goal import in_whole_wears, wear_days
from pharmreview.domain.taper.dating import AFTER_THE_END
from pharmreview.domain.taper.plan import Caution, Pause, Step, TaperPlan, TaperRequest
from pharmreview.domain.taper.running.effects.request import Effect, joined, moving


class Makers(NamedTuple):
    """How a request is planned from nothing, and the product that a plan names."""

    plan: Callable[[TaperRequest], TaperPlan]
    product: Callable[[str], Product | None]


def made_of(plan: TaperPlan, effect: Effect, request: TaperRequest, makers: Makers, wears: int) -> TaperPlan:
    """The plan of what follows an event of a plan; `wears` is how often a patch is worn at the least.

    Raises InputProblem for what cannot be planned, and for a dose that is of another medicine.
    """
    made = _planned(request, plan.request.pauses, makers)
    if effect.kept and made.steps:
        _same_medicine(moving(plan, effect.cut), made.steps[0], makers)
    worn = [p for p in _products(made.steps[:1], makers) if p.is_patch] if effect.kept else []
    whole = in_whole_wears(effect.kept, wear_days(worn[0]), wears) if worn else effect.kept
    if whole == effect.kept:
        return made
    longer = Pause(start=effect.cut, days=whole, reason=request.pauses[0].reason)
    pauses = tuple(joined([longer, *request.pauses]))
    return _planned(request.model_copy(update={"pauses": pauses}), plan.request.pauses, makers)


def _planned(request: TaperRequest, before: tuple[Pause, ...], makers: Makers) -> TaperPlan:
    """The plan without the pauses of `before` that now lie after its end; a caution names each."""
    left_out: list[Caution] = []
    while True:
        try:
            made = makers.plan(request)
        except InputProblem as problem:
            last = max(request.pauses, key=lambda p: p.start, default=None)
            if problem.code != AFTER_THE_END or last is None or last not in before:
                raise
            rest = tuple(p for p in request.pauses if p is not last)
            request = request.model_copy(update={"pauses": rest})
            left_out.append(_left_out(last))
        else:
            return made.model_copy(update={"cautions": (*made.cautions, *left_out)}) if left_out else made


def _left_out(pause: Pause) -> Caution:
    return Caution(
        code="pause-left-out",
        text=f"The pause from {pause.start:%d %B %Y} lies after the end of the plan as it is now, so it is "
        "left out. Plan it again if the plan becomes longer.",
        source="PharmReview, a plan that runs",
    )


def _same_medicine(before: Step, now: Step, makers: Makers) -> None:
    """Refuse a dose of another ingredient, route or unit: it cannot go on from what was taken until then."""
    was, found = (list(_products([step], makers)) for step in (before, now))
    for one in found:
        if was and _kind(one) != _kind(was[0]):
            raise InputProblem(
                f"{one.main.name.capitalize()} is not the medicine that this plan brings down.",
                "End the plan, put the record right, and agree a new plan for what is taken now.",
            )


def _kind(product: Product) -> tuple[object, ...]:
    return product.main.name, product.route, product.main.unit


def _products(steps: Iterable[Step], makers: Makers) -> Iterable[Product]:
    for item in (i for step in steps for dose in step.doses for i in dose.items):
        product = makers.product(item.product)
        if product is not None:
            yield product
