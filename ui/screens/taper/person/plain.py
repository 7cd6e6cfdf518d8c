"""Doses and tablets as the person reads them: "50mg", "one 30mg tablet and two 10mg tablets". Pure."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from pharmreview.domain.digits import plain
from pharmreview.domain.medicines.product import Form, Product
from pharmreview.domain.quantity.unit import Unit
from pharmreview.domain.taper.plan import DoseAt, Item
from pharmreview.domain.words.numbers import grouped, in_words
from ui import text as words_of
from ui.screens.taper.words.doses import strength_words, unit_noun

_CLOSE = {Unit.MILLIGRAM: "mg", Unit.MILLILITRE: "ml"}
_APART = {Unit.MICROGRAM: "micrograms", Unit.MICROGRAM_PER_HOUR: "micrograms an hour"}
_HALF = Decimal("0.5")


def dose_plain(dose: Decimal, unit: Unit) -> str:
    """ "50mg", "12.5 micrograms an hour"."""
    if unit in _CLOSE:
        return f"{grouped(dose)}{_CLOSE[unit]}"
    return f"{grouped(dose)} {_APART.get(unit, unit.value)}"


def strength_plain(product: Product) -> str:
    """The strength as the packet has it: "30mg", "10mg in 5ml"."""
    return strength_words(product).replace(" mg", "mg").replace(" ml", "ml")


def take_words(dose: DoseAt, products: Mapping[str, Product]) -> str:
    """What is taken at one time, counted out in words; "none" where nothing is."""
    return words_of.listed([_item(item, products) for item in dose.items]) or "none"


class Mark(NamedTuple):
    """One unit to count: what stands on it, whether it is half of one, and whether it is a capsule."""

    words: str
    half: bool = False
    capsule: bool = False


def unit_marks(dose: DoseAt, products: Mapping[str, Product]) -> tuple[Mark, ...]:
    """One mark a tablet, capsule or patch. A liquid is one mark with its millilitres."""
    marks: list[Mark] = []
    for item in dose.items:
        product = products.get(item.product)
        if item.unit is not None:
            marks.append(Mark(f"{plain(item.count)}ml"))
            continue
        said = "?" if product is None else _number_on(product)
        whole, rest = divmod(item.count, 1)
        capsule = product is not None and product.form is Form.CAPSULE
        marks += [Mark(said, capsule=capsule)] * int(whole) + [Mark(said, half=True)] * int(rest > 0)
    return tuple(marks)


def _item(item: Item, products: Mapping[str, Product]) -> str:
    product = products.get(item.product)
    if product is None:
        return f"{in_words(item.count)} {item.product}"
    if item.unit is not None:
        return f"{plain(item.count)}ml of the liquid, {strength_plain(product)}"
    strength = strength_plain(product).replace(" micrograms/hour", " microgram")
    if item.count == _HALF:
        return f"half a {strength} {unit_noun(product, Decimal(1))}"
    return f"{in_words(item.count)} {strength} {unit_noun(product, item.count)}"


def _number_on(product: Product) -> str:
    strengths: Sequence[Decimal] = [i.strength for i in product.ingredients if i.strength is not None]
    return "/".join(plain(s) for s in strengths) or "?"
