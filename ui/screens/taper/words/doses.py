"""Doses and the tablets that make them, in words: "50 mg", "ONE 30 mg + TWO 10 mg"."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal

from pharmreview.domain.digits import plain
from pharmreview.domain.medicines.product import Form, Product, Release
from pharmreview.domain.quantity.unit import Unit
from pharmreview.domain.taper.course.refuse import LIQUIDS
from pharmreview.domain.taper.plan import DoseAt, Item, Step
from pharmreview.domain.words.days import long_day
from pharmreview.domain.words.numbers import in_words
from ui import text as words_of
from ui.screens.taper.going_on.arrived import Arrived

_UNITS = {
    Unit.MICROGRAM: "micrograms",
    Unit.MICROGRAM_PER_HOUR: "micrograms/hour",
}
_HOURS_IN_A_DAY = 24
_WEEK = 7


def unit_words(unit: Unit) -> str:
    """A unit as the screen writes it after a number."""
    return _UNITS.get(unit, unit.value)


def dose_words(dose: Decimal, unit: Unit) -> str:
    """ "50 mg", "75 micrograms/hour"."""
    return words_of.dose(dose, unit_words(unit))


def total_title(unit: Unit) -> str:
    """The head of the column of day's totals; a patch has a rate, not a day's total."""
    return unit_words(unit) if unit is Unit.MICROGRAM_PER_HOUR else f"{unit_words(unit)} a day"


def day_words(dose: Decimal, unit: Unit) -> str:
    """ "65 mg a day"; for patches "50 micrograms/hour"."""
    said = dose_words(dose, unit)
    return said if unit is Unit.MICROGRAM_PER_HOUR else f"{said} a day"


def record_words(left: Arrived) -> str:
    """What the record says of a dose that a plan has moved; nothing where it says the same."""
    if left.record is None:
        return left.directions or "no directions"
    return "" if left.record == left.dose else day_words(left.record, left.unit)


def strength_words(product: Product) -> str:
    """ "30 mg", "30 mg/500 mg" for two ingredients, "10 mg in 5 ml"; the name where none is known."""
    parts = [
        dose_words(i.strength, i.unit)
        for i in product.ingredients
        if i.strength is not None and i.unit is not None
    ]
    per = product.main.per
    return (
        "/".join(parts) + (f" in {dose_words(per.value, per.unit)}" if per and parts else "") or product.name
    )


def tablets(items: Iterable[Item], products: Mapping[str, Product], *, named: bool = False) -> str:
    """What is taken at one time: "ONE 30 mg + TWO 10 mg"; "none" where nothing is.

    `named` adds the form to each, where a plan uses more than one.
    """
    return " + ".join(_item_words(item, products, named=named) for item in items) or "none"


def _item_words(item: Item, products: Mapping[str, Product], *, named: bool) -> str:
    """Units counted in capitals; a liquid by its ml, never without its strength."""
    words = product_words(item, products, named=named)
    if item.unit is None:
        return f"{how_many(item.count)} {words}"
    return f"{dose_words(item.count, item.unit)} of {words}"


def how_many(count: Decimal) -> str:
    """A count in capitals, as tablets are counted: ONE, TWO, ONE AND A HALF, HALF of one."""
    return "HALF a" if count == Decimal("0.5") else in_words(count).upper()


def product_words(item: Item, products: Mapping[str, Product], *, named: bool) -> str:
    """The strength of an item; with its form where the plan uses more than one, or it is a patch."""
    product = products.get(item.product)
    if product is None:
        return item.product
    strength = strength_words(product)
    if product.is_patch:
        return f"{strength} patch" if item.count == 1 else f"{strength} patches"
    if not named or item.unit is not None:
        return strength
    many = "" if item.count <= 1 else "s"
    return f"{strength} {product.form.value}{many}"


def forms_differ(steps: Iterable[Step], products: Mapping[str, Product]) -> bool:
    """True where a plan uses tablets beside capsules, so that a strength alone would not tell which."""
    used = {i.product for s in steps for d in s.doses for i in d.items}
    forms = {(products[name].form, products[name].variety) for name in used if name in products}
    return len(forms) > 1


def unit_noun(product: Product, count: Decimal) -> str:
    """ "tablets", "capsule", "patches": one unit of a product, or several."""
    noun = product.form.value
    if product.main.per is not None:
        return f"ml of {noun}"
    if count == 1:
        return noun
    return f"{noun}es" if product.form is Form.PATCH else f"{noun}s"


def amount_at(dose: DoseAt, products: Mapping[str, Product]) -> Decimal | None:
    """What the items of one time add up to, in the strength's own unit; None where a strength is unknown."""
    total = Decimal(0)
    for item in dose.items:
        product = products.get(item.product)
        if product is None or product.main.strength is None:
            return None
        total += item.count * product.main.strength if item.amount is None else item.amount
    return Decimal(plain(total))


def time_title(when: str) -> str:
    """A dose time as the head of its column; what is worn is headed by what it is."""
    return "Patch" if when == "worn" else when[:1].upper() + when[1:]


def change_words(wear_days: int, start: date) -> str:
    """When a patch is changed: on a day of the week where that stays the same, else every so many days."""
    if wear_days % _WEEK == 0:
        weekday = long_day(start).split()[0]
        return f"changed {words_of.often(wear_days // _WEEK, 'week')}, on {weekday}"
    following = words_of.weekday_day(start + timedelta(days=wear_days))[:-5]
    return f"changed {words_of.often(wear_days)}, first on {following}"


def interval_words(hours: Decimal) -> str:
    """How often a product is taken or changed: "12-hourly", "once a day", "every 7 days"."""
    if hours > _HOURS_IN_A_DAY:
        return f"every {plain(hours / _HOURS_IN_A_DAY)} days"
    return "once a day (24-hourly)" if hours == _HOURS_IN_A_DAY else f"{plain(hours)}-hourly"


def family_words(product: Product) -> str:
    """ "morphine modified-release, 12-hourly"; a liquid by its whole name."""
    if product.form in LIQUIDS:
        return product.name
    names = " with ".join(i.name for i in product.ingredients)
    if product.form is Form.PATCH:
        return f"{names} patches, {interval_words(product.interval_hours or Decimal(_HOURS_IN_A_DAY))}"
    if product.release is Release.MODIFIED:
        hours = "" if product.interval_hours is None else f", {interval_words(product.interval_hours)}"
        return f"{names} modified-release{hours}"
    return f"{names} {product.form.value}s, immediate-release"
