"""The products that a plan may use for one medicine, under the names they are listed by."""

from collections.abc import Iterable, Sequence

from pharmreview.domain.errors import InputProblem
from pharmreview.domain.lines.line import Match
from pharmreview.domain.medicines.formulary import Formulary
from pharmreview.domain.medicines.product import Product, Supply
from pharmreview.domain.taper.course.refuse import LIQUIDS, SOLIDS
from pharmreview.domain.taper.descent.shelf import per_ml
from pharmreview.domain.taper.wishes import PracticeFormulary

Named = tuple[str, Match]
"""A product as a request names it, with what could be read of the name."""

Listed = tuple[str, Product]


def allowed_for(
    product: Product, named: Sequence[Named], formulary: Formulary, practice: PracticeFormulary
) -> tuple[list[Listed], bool]:
    """The products a plan may use, under the names they are listed by; and whether liquids were left out.

    For a liquid that is one liquid of the very strength now taken. Raises InputProblem for a product that
    is not of the same medicine, or a liquid of another strength.
    """
    family = used_here(product, formulary, practice)
    pairs = (
        [(n, _resolved(n, m, product, formulary.family(product))) for n, m in named]
        if named
        else [(p.name, p) for p in family]
    )
    if product.form in LIQUIDS:
        return _one_liquid(product, pairs, named=bool(named)), False
    kept = [(n, p) for n, p in pairs if p.form in SOLIDS and (named or _at_hand(p, product))]
    return kept, any(p.form in LIQUIDS for _, p in pairs) and bool(named)


def used_here(product: Product, formulary: Formulary, practice: PracticeFormulary) -> list[Product]:
    """The products of a medicine that this practice uses: all listed ones until it says otherwise."""
    family = list(formulary.family(product))
    on = {p.name for n in practice.switched_on for p in formulary.called(n)}
    if on:
        asleep = [
            p.model_copy(update={"supply": Supply.LISTED})
            for p in formulary.products
            if p.supply in (Supply.SPECIAL, Supply.HISTORIC) and p.name in on
        ]
        awake = Formulary(table_id=formulary.table_id, products=(*formulary.products, *asleep))
        family = list(awake.family(product))
    used = {p.name for n in practice.used for p in formulary.called(n)}
    perhaps = {p.name for p, _ in perhaps_made(family, practice.used)}
    return [p for p in family if p.name in used or p.name in perhaps] or family


def perhaps_made(family: Iterable[Product], names: Iterable[str]) -> list[tuple[Product, str]]:
    """The products of which the table does not tell whether a brand is made that the names ask for.

    Each with that brand, which another strength of the same form is known to have.
    """
    family, said = list(family), {_words(n) for n in names}
    made = {(b, p.form, p.variety) for p in family for b in (p.brand, *p.brands) if _words(b) in said}
    return [
        (p, brand)
        for brand, form, variety in sorted(made)
        for p in family
        if p.more_brands and brand not in p.brands and (p.form, p.variety) == (form, variety)
    ]


def of_the_make(name: str, product: Product, allowed: Iterable[Listed]) -> list[Listed]:
    """Those of the form and the brand of one product: what a person changes to stays what it was called.

    A product sold by several makers is of the brand that its name says, of any where it says none.
    """
    brand = brand_said(name, product)
    return [
        (n, p)
        for n, p in allowed
        if (p.form, p.variety) == (product.form, product.variety)
        and (not brand or p.more_brands or brand in (p.brand, *p.brands))
    ]


def brand_said(name: str, product: Product) -> str:
    """The brand of a product: its own, or one of those it is sold as that its name says."""
    said = _words(name)
    return product.brand or next((b for b in product.brands if _words(b) in said), "")


def _one_liquid(like: Product, pairs: Iterable[Listed], *, named: bool) -> list[Listed]:
    """One liquid as strong as the one now taken, preferably the very same."""
    pairs = list(pairs)
    for name, product in pairs if named else ():
        if per_ml(product) != per_ml(like):
            raise InputProblem(
                f"{name} is not as strong as {like.name}: a plan never mixes two strengths of a liquid.",
                "Name one strength, or ask for a change of product.",
            )
    alike = [(n, p) for n, p in pairs if p.form in LIQUIDS and per_ml(p) == per_ml(like)]
    alike.sort(key=lambda pair: (pair[1].form, pair[1].variety) != (like.form, like.variety))
    return alike[:1]


def _at_hand(product: Product, like: Product) -> bool:
    """Sachets and granules are offered only to somebody who takes them."""
    return product.form in SOLIDS[:2] or product.form is like.form


def _resolved(name: str, match: Match, like: Product, family: Sequence[Product]) -> Product:
    same = [p for p in family if _words(p.name) == _words(name)]
    if same:
        return same[0]
    found = match.product
    if found is not None:
        same = [
            p
            for p in family
            if (p.main.strength, p.main.per, p.form) == (found.main.strength, found.main.per, found.form)
        ]
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

    def key(one: Product) -> tuple[object, ...]:
        return (one.main.strength, one.main.per, one.form, one.variety)

    listed = [*allowed, *((p.name, p) for p in formulary.family(product))]
    for name, other in listed:
        if key(other) == key(product):
            return name
    return product.name or written
