"""What a course's own products and its change of product ask to be weighed."""

from collections.abc import Iterable

from pharmreview.domain.digits import plain
from pharmreview.domain.lines.line import MedicationLine
from pharmreview.domain.medicines.formulary import Formulary
from pharmreview.domain.medicines.product import Product, Supply
from pharmreview.domain.taper.course.allowed import brand_said, perhaps_made
from pharmreview.domain.taper.course.goal import Course, Ground
from pharmreview.domain.taper.course.refuse import LIQUIDS, ReadMedicine
from pharmreview.domain.taper.descent.shelf import companion, per_ml
from pharmreview.domain.taper.plan import Step

_ALIKE = " and the other strengths of its brand and form"
Code = tuple[str, dict[str, str]]
"""A caution and what its words are filled in with."""


def not_listed(reads: Iterable[ReadMedicine], formulary: Formulary) -> list[str]:
    """The names of those, as the record words them, whose strength no product has."""
    return [
        name
        for read in reads
        for (name, _), line in zip(read.written, (read.line, *read.more), strict=True)
        if isinstance(line, MedicationLine) and not formulary.lists(line.product)
    ]


def on_brands(course: Course, steps: Iterable[Step], ground: Ground) -> Iterable[Code]:
    """Products that a plan takes for a brand, of which the table does not tell whether that brand is made."""
    taken = {i.product for step in steps for dose in step.doses for i in dose.items}
    wanted = [*ground.request.formulary.used]
    if course.switch_from is not None and (brand := brand_said(course.name, course.product)):
        wanted.append(brand)
    names: dict[str, list[str]] = {}
    for product, brand in perhaps_made(course.products.values(), wanted):
        if product.name in taken:
            names.setdefault(brand, []).append(product.name)
    for brand, which in names.items():
        yield "brand-not-certain", {"name": course.name, "brand": brand, "products": ", ".join(which)}


def on_products(course: Course, ground: Ground) -> Iterable[Code]:
    """Cautions on liquids and on a change of product."""
    if course.product.form in LIQUIDS:
        yield from _liquid(course, ground)
    before = course.switch_from
    if before is None:
        return
    to = course.name
    facts = {"name": before.name, "to": to, "unit": course.unit.value, "dose": plain(course.start)}
    if course.first is None:
        yield "switch-without-same-dose", facts
    else:
        alone = len(ground.request.switches[course.id].to) == 1 and len(course.shelf.portions) > 1
        yield "product-switch", facts | {"to": f"{to}{_ALIKE if alone else ''}"}
    if course.wear_days is not None:
        yield "change-of-patch-family", facts
    if companion(before.product) is not None and companion(course.product) is None:
        second = before.product.ingredients[1].name
        if second == "paracetamol":
            yield "paracetamol-apart", facts


def _liquid(course: Course, ground: Ground) -> Iterable[Code]:
    name = course.shelf.portions[0].product
    tick = course.shelf.portions[0].units
    yield "measured-by-syringe", {"name": name, "step": plain(tick)}
    mine = course.products[name]
    strengths = {
        per_ml(p)
        for p in ground.formulary.products
        if p.form in LIQUIDS and p.supply is Supply.LISTED and p.route is mine.route and _same(p, mine)
    }
    others = sorted(s for s in strengths if s and s != per_ml(mine))
    if others:
        unit = course.unit.value
        told = [f"{plain(s)} {unit}" for s in others]
        yield (
            "concentrated-liquid",
            {"name": name, "each": f"{plain(per_ml(mine))} {unit}", "others": " or ".join(told)},
        )


def _same(one: Product, other: Product) -> bool:
    return [i.name for i in one.ingredients] == [i.name for i in other.ingredients]
