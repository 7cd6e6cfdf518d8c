"""The products of one medicine laid out for the search: what can be made from them, and at which times."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from pharmreview.domain.digits import plain
from pharmreview.domain.errors import InputProblem
from pharmreview.domain.medicines.product import Product
from pharmreview.domain.quantity.unit import Unit, ratio
from pharmreview.domain.taper.course.allowed import Listed
from pharmreview.domain.taper.course.refuse import LIQUIDS
from pharmreview.domain.taper.descent.shelf import (
    NO_BOUNDS,
    Bounds,
    Shelf,
    companion,
    liquid_shelf,
    per_ml,
    shelf_of,
)
from pharmreview.domain.taper.pace import TaperSettings


def laid_out(
    allowed: Sequence[Listed],
    like: Product,
    doses: Iterable[Decimal],
    often: int,
    patches: int,
    bounds: Bounds,
    settings: TaperSettings,
) -> Shelf:
    """The shelf of these products. `doses` are what must be measurable; `often` the dose times of a liquid.

    `patches` are worn together now, `bounds` those of the second ingredient.
    """
    if like.form in LIQUIDS:
        doses = list(doses)
        most = max(doses) / per_ml(allowed[0][1])
        return liquid_shelf(allowed[0], volumes(allowed[0][1], settings, most), often, doses, bounds)
    worn = max(settings.patches_at_once, patches) if like.is_patch else None
    return shelf_of(allowed, like, doses, bounds, worn, often)


def volumes(product: Product, settings: TaperSettings, most: Decimal) -> list[list[Decimal]]:
    """The volumes in ml that each oral syringe measures of a liquid.

    A syringe for concentrated liquids is used only for those whose strength is stated in each ml. A dose now
    taken that is larger than any syringe is measured in the steps of the largest.
    """
    per = product.main.per
    found: list[list[Decimal]] = []
    for syringe in settings.syringes:
        if syringe.concentrated_only and (per is None or per.value != 1):
            continue
        top = syringe.holds_ml if syringe.concentrated_only else max(syringe.holds_ml, most)
        found.append([n * syringe.step_ml for n in range(1, int(top / syringe.step_ml) + 1)])
    return found


def bounds_of(product: Product, a_day: Decimal, at_once: Decimal, settings: TaperSettings) -> Bounds:
    """The most of the second ingredient: the settings' for it, else what is taken in a day now.

    `a_day` and `at_once` of it are taken now, in a day and at one time: no time need have less.
    """
    if companion(product) is None:
        return NO_BOUNDS
    second = product.ingredients[1]
    for entry in settings.ceilings:
        if entry.ingredient == second.name and second.unit is not None:
            own = ratio(entry.unit, second.unit)
            return Bounds(entry.most * own, max(entry.most_at_once * own, at_once))
    return Bounds(a_day)


def grains(shelf: Shelf, dose: Decimal) -> int:
    """A dose as the shelf counts. Raises InputProblem where it is not a whole number of its grains."""
    found = shelf.whole(dose)
    if found is None:  # the shelf was made to measure the dose and the aim
        raise InputProblem(f"A dose of {plain(dose)} cannot be measured.", "Check the dose.")
    return found


def near(shelf: Shelf, doses: Sequence[int], aim: Decimal, unit: Unit) -> str:
    """Which doses around one that cannot be made can be, in words."""
    wanted = grains(shelf, aim)
    around = [max(d for d in doses if d < wanted), *[d for d in doses if d > wanted][:1]]
    return " or ".join(f"{plain(shelf.dose(d))} {unit.value}" for d in around)
