"""The products that a plan may use for one medicine, under the names they are listed by."""

from collections.abc import Sequence

from pharmreview.domain.errors import InputProblem
from pharmreview.domain.lines.line import Match
from pharmreview.domain.medicines.formulary import Formulary
from pharmreview.domain.medicines.product import Product, Supply
from pharmreview.domain.taper.course.refuse import LIQUIDS, SOLIDS

Named = tuple[str, Match]
"""A product as a request names it, with what could be read of the name."""

Listed = tuple[str, Product]


def allowed_for(product: Product, named: Sequence[Named], formulary: Formulary) -> tuple[list[Listed], bool]:
    """The products a plan may use, under the names they are listed by; and whether liquids were left out."""
    family = formulary.family(product)
    pairs = (
        [(n, _resolved(n, m, product, family)) for n, m in named] if named else [(p.name, p) for p in family]
    )
    kept = [(n, p) for n, p in pairs if p.form in SOLIDS and (named or _at_hand(p, product))]
    return kept, any(p.form in LIQUIDS for _, p in pairs) and bool(named)


def _at_hand(product: Product, like: Product) -> bool:
    """Sachets and granules are offered only to somebody who takes them."""
    return product.form in SOLIDS[:2] or product.form is like.form


def _resolved(name: str, match: Match, like: Product, family: Sequence[Product]) -> Product:
    same = [p for p in family if _words(p.name) == _words(name)]
    if same:
        return same[0]
    found = match.product
    if found is not None:
        same = [p for p in family if (p.main.strength, p.form) == (found.main.strength, found.form)]
        alike = [i.name for i in found.ingredients] == [i.name for i in like.ingredients] and (
            found.route,
            found.release,
        ) == (like.route, like.release)
        if (
            alike
            and found.interval_hours in (None, like.interval_hours)
            and found.supply is not Supply.OUT_OF_SCOPE
        ):
            return same[0] if same else found.model_copy(update={"interval_hours": like.interval_hours})
        raise InputProblem(
            f"{name} is not of the same medicine, route, release and interval as {like.name}.",
            "Name only products of the medicine that changes.",
        )
    raise InputProblem(f"{name} is not a product that we know.", "Check its spelling against the formulary.")


def _words(name: str) -> str:
    return "".join(name.split()).casefold()


def name_now(product: Product, written: str, allowed: Sequence[Listed], formulary: Formulary) -> str:
    """The product now taken: named as the plan lists it, else as the formulary has it, else as written."""
    key = (product.main.strength, product.form, product.variety)
    listed = [*allowed, *((p.name, p) for p in formulary.family(product))]
    for name, other in listed:
        if (other.main.strength, other.form, other.variety) == key:
            return name
    return product.name or written
