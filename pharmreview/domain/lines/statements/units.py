"""Directions counted in units of the product they stand beside: tablets, millilitres, patches worn."""

from decimal import Decimal

from pharmreview.domain.digits import plain
from pharmreview.domain.lines.line import Directions, Each, Taking, UnreadDirections, Weighed
from pharmreview.domain.medicines.product import Form, Product
from pharmreview.domain.quantity.unit import WEIGHTS, Unit, ratio

_MOST_AT_ONCE = 10
MEASURED = frozenset({Form.LIQUID, Form.DROPS, Form.LINCTUS, Form.SUSPENSION})
_MOST_PLACES = -4
_IN_DROPS = "the directions count drops, and how much one drop holds is not known: write the dose in ml or mg"
_NO_DROPS = "the directions speak of drops, the product is a {form}"
_UNIT_OF = {Form.TABLET: Unit.TABLET, Form.CAPSULE: Unit.CAPSULE, Form.SACHET: Unit.SACHET}


def each_of(product: Product) -> Each | None:
    """What one unit weighs; None for a product of several medicines, where a weight may be of any of them."""
    main = product.main
    if len(product.ingredients) > 1 or not main.strength or main.unit is None or main.unit not in WEIGHTS:
        return None
    count, units = (main.per.unit, main.per.value) if main.per else (_UNIT_OF.get(product.form), Decimal(1))
    return Each(count=count, weight=main.strength / units, unit=main.unit)


def in_units(product: Product, directions: Directions) -> Directions | UnreadDirections:
    """Directions counted in units of the product: tablets, millilitres, patches worn.

    A dose by weight is turned into units where the strength is known, and kept as it is where it is not.
    """
    if directions.weighed and not all(_agrees(product, weighed) for weighed in directions.weighed):
        return UnreadDirections(why="the weight in the directions does not agree with the product's strength")
    if product.is_patch:
        return _in_patches(product, directions)
    if directions.unit in WEIGHTS and directions.unit is not None:
        return _from_weight(product, directions, directions.unit)
    return _in_kind(product, directions)


def _in_kind(product: Product, directions: Directions) -> Directions | UnreadDirections:
    unit = directions.unit
    if unit is Unit.PATCH:
        return UnreadDirections(why=f"the directions speak of a patch, the product is a {product.form.value}")
    measured = product.form in MEASURED
    if unit is Unit.DROP:
        return UnreadDirections(why=_IN_DROPS if measured else _NO_DROPS.format(form=product.form.value))
    if measured and unit is not Unit.MILLILITRE:
        per = product.main.per
        whole = unit is Unit.DOSE and per is not None and per.unit is Unit.DOSE
        return directions if whole else UnreadDirections(why="the directions do not say how many ml")
    if unit is Unit.MILLILITRE and not measured and product.main.per is None:
        return UnreadDirections(why=f"the directions speak of ml, the product is a {product.form.value}")
    return directions


def _in_patches(product: Product, directions: Directions) -> Directions | UnreadDirections:
    if directions.unit in (None, Unit.PATCH):
        return directions
    strength = product.main.strength
    if directions.unit not in (Unit.MICROGRAM, Unit.MICROGRAM_PER_HOUR) or not strength:
        return UnreadDirections(why="the directions do not say how many patches are worn")
    low, high = directions.low / strength, directions.high / strength
    if any(n != n.to_integral_value() for n in (low, high)):
        return UnreadDirections(why="the strength in the directions is not that of the patch")
    regular = directions.regular / strength
    worn = {"low": low, "high": high, "regular": regular, "unit": Unit.PATCH, "takings": ()}
    return directions.model_copy(update=worn)


def _from_weight(product: Product, directions: Directions, unit: Unit) -> Directions | UnreadDirections:
    main = product.main
    if main.strength is None or main.unit is None:
        return directions
    if main.unit not in WEIGHTS or not main.strength:
        return UnreadDirections(why=f"a dose in {unit.value} does not fit a product in {main.unit.value}")
    if _might_be_of_another(product, directions, unit):
        return UnreadDirections(why=f"it cannot be told which ingredient the dose in {unit.value} is of")
    volume = main.per.value if main.per is not None else Decimal(1)
    one = main.strength * ratio(main.unit, unit) / volume
    said = {"low": directions.low, "high": directions.high, "regular": directions.regular}
    numbers = {name: number / one for name, number in said.items()}
    takings = tuple((t, t.low / one, t.high / one) for t in directions.takings)
    if not all(_is_plain(n) for n in (*numbers.values(), *(n for _, *both in takings for n in both))):
        each = f"{plain(main.strength)} {main.unit.value}"
        return UnreadDirections(why=f"the dose in {unit.value} cannot be made from units of {each}")
    times = directions.times_a_day
    if main.per is None and times and numbers["high"] / times > _MOST_AT_ONCE:
        return UnreadDirections(why=f"the dose in {unit.value} is more than {_MOST_AT_ONCE} units at once")
    counted = main.per.unit if main.per is not None else _UNIT_OF.get(product.form)
    return directions.model_copy(
        update={
            **numbers,
            "unit": counted,
            "takings": tuple(Taking(moment=t.moment, low=low, high=high) for t, low, high in takings),
        }
    )


def _agrees(product: Product, weighed: Weighed) -> bool:
    """The weight is that of the whole dose or, of what is counted, that of one. Unknown strengths agree."""
    for ingredient in product.ingredients:
        strength, unit = ingredient.strength, ingredient.unit
        unit = Unit.MICROGRAM if unit is Unit.MICROGRAM_PER_HOUR else unit
        if strength is None or unit is None or unit not in WEIGHTS:
            return True
        one = strength * ratio(unit, weighed.unit)
        if ingredient.per is not None:
            one /= ingredient.per.value
        elif weighed.weight == (one, one):
            return True
        if not weighed.each and weighed.weight == (weighed.units[0] * one, weighed.units[1] * one):
            return True
    return False


def _might_be_of_another(product: Product, directions: Directions, unit: Unit) -> bool:
    """A dose that also fits the larger partner of a combination: 1,000 mg of co-codamol is paracetamol."""
    main, *partners = product.ingredients
    for partner in partners:
        if partner.strength is None or partner.unit is not main.unit or partner.unit not in WEIGHTS:
            continue
        halves = directions.high * 2 / (partner.strength * ratio(partner.unit, unit))
        larger = main.strength is not None and partner.strength > main.strength
        if larger and halves >= 1 and halves == halves.to_integral_value():
            return True
    return False


def _is_plain(number: Decimal) -> bool:
    """A count with few decimal places: a third of a tablet is not one that anybody takes."""
    exponent = number.normalize().as_tuple().exponent
    return isinstance(exponent, int) and exponent >= _MOST_PLACES
