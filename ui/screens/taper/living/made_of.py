"""What the doses of a plan are made of, and what else they could be made of."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from pharmreview.domain.taper.plan import Step, TaperPlan
from pharmreview.domain.taper.weighing.finer import families_of
from pharmreview.services.tapering import Choices
from ui.screens.taper.living.props import Family
from ui.screens.taper.words.doses import family_words

if TYPE_CHECKING:
    from pharmreview.bootstrap import App

_HOURS = 24


def named_in(plans: Iterable[TaperPlan], medicine: str) -> set[str]:
    """The products that plans give of a medicine."""
    return {
        item.product
        for plan in plans
        for step in plan.steps
        if step.medicine == medicine
        for dose in step.doses
        for item in dose.items
    }


def unnamed(step: Step, plan: TaperPlan) -> str:
    """What is asked where directions alone would be read of a product that is no longer taken.

    The record's product is what a plan began from; once its steps are made from others, words such as ONE AT
    NIGHT tell no dose without a product. Nothing where they still do.
    """
    began = next(s for s in plan.steps if s.medicine == step.medicine)
    now, before = ({i.product for dose in s.doses for i in dose.items} for s in (step, began))
    if now == before or not now:
        return ""
    return f"Name the product that this is of, for example {min(now)}: the record still has {min(before)}."


def choices_of(plans: Iterable[TaperPlan], app: "App") -> Mapping[str, Choices]:
    """For each medicine, what its doses are made of: for their words, not to choose from."""
    plans = list(plans)
    found: dict[str, Choices] = {}
    for plan in plans:
        for step in plan.steps:
            if step.medicine not in found:
                found[step.medicine] = _made_of(step, plans, app)
    return found


def _made_of(step: Step, plans: Iterable[TaperPlan], app: "App") -> Choices:
    products = {
        name: p for name in named_in(plans, step.medicine) if (p := app.tapering.product(name)) is not None
    }
    hours = next((p.interval_hours for p in products.values() if p.is_patch and p.interval_hours), None)
    return Choices(
        unit=step.unit,
        start=step.daily_dose,
        doses=(),
        times=tuple(d.when for d in step.doses),
        products=products,
        wear_days=None if hours is None else int(hours // _HOURS),
    )


def families_beside(step: Step, plan: TaperPlan, app: "App") -> tuple[Family, ...]:
    """The other families of products that the medicine of a step could go on with, each liquid by itself."""
    now = next(
        (p for n in named_in([plan], step.medicine) if (p := app.tapering.product(n)) is not None), None
    )
    if now is None:
        return ()
    return tuple(
        Family(members[0].name, family_words(members[0]), tuple(p.name for p in members))
        for members in families_of(now, app.tables.formulary)
    )
