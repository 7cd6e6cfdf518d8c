"""The changes of product that make a plan's first large step smaller, in words. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pharmreview.domain.quantity.rounding import percent_shown
from pharmreview.domain.quantity.unit import Unit
from pharmreview.domain.taper.plan import TaperPlan, TaperRequest
from pharmreview.domain.taper.weighing.finer import Finer, large
from pharmreview.domain.taper.wishes import Switch
from ui import text as words_of
from ui.screens.taper.words.doses import day_words, dose_words, family_words

NONE, OFFERED, AGREED = "", "Smaller steps by another product", "The change of product"


@dataclass(frozen=True, slots=True)
class Offer:
    """One change of product: what it is, what it makes of the step, and the wish that asks for it."""

    title: str
    words: str
    switch: Switch


def offering(plan: TaperPlan | None, most: Decimal) -> str:
    """What the button says: that smaller steps may be found, that a change was agreed, or nothing."""
    if plan is None or not plan.steps:
        return NONE
    medicine = plan.steps[0].medicine
    if medicine in plan.request.switches:
        return AGREED
    return OFFERED if any(large(s, most) for s in plan.steps if s.medicine == medicine) else NONE


def offers_of(found: Sequence[Finer], unit: Unit) -> tuple[Offer, ...]:
    """Each change in words, in the order of the product list."""
    return tuple(_offer(one, unit) for one in found)


def _offer(one: Finer, unit: Unit) -> Offer:
    at = day_words(one.at, unit)
    own = "stops" if not one.own else f"goes to {dose_words(one.own, unit)} ({_share(one.at, one.own)})"
    smaller = f"{dose_words(one.smaller, unit)} ({_share(one.at, one.smaller)})"
    words = (
        f"From {at} the plan {own} at once. These products can make {smaller} the next step. "
        f"At {at} the product is changed at the same dose first, for one interval; then it falls on."
    )
    name = family_words(one.to[0])
    switch = Switch(to=tuple(p.name for p in one.to), at=one.at, confirmed=True)
    return Offer(name[:1].upper() + name[1:], words, switch)


def agreed_words(request: TaperRequest, medicine: str, unit: Unit) -> str:
    """The change that the draft holds, in a sentence."""
    switch = request.switches[medicine]
    at = "now" if switch.at is None else f"at {day_words(switch.at, unit)}"
    return f"The product is changed {at} to {words_of.listed(list(switch.to[:2]))}."


def _share(before: Decimal, after: Decimal) -> str:
    return f"{percent_shown((before - after) / before)}% down"
