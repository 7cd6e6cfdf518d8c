"""From the pieces of a name to one product: form, release, interval and schedule, or what to ask."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from pharmreview.domain.digits import plain
from pharmreview.domain.lines.names.doses import Doses
from pharmreview.domain.lines.names.lexicon import Entry, Kind, Lexicon
from pharmreview.domain.lines.names.parts import Parts
from pharmreview.domain.lines.names.tidy import words_of
from pharmreview.domain.medicines.likeness import alike, intervals, load_of, only_modified
from pharmreview.domain.medicines.product import Form, Ingredient, Product, Release, Route
from pharmreview.domain.medicines.product_name import name_of
from pharmreview.domain.medicines.vocabulary import Brand
from pharmreview.domain.value import Exact

_NO_INTERVAL = frozenset((Form.INJECTION, Form.IMPLANT, Form.SUPPOSITORY, Form.OTHER))
_USUAL_ROUTE = {Form.PATCH: Route.TRANSDERMAL, Form.INJECTION: Route.INJECTED, Form.IMPLANT: Route.INJECTED}


class Settled(NamedTuple):
    """The product as far as it is settled, and what must still be asked, in words."""

    product: Product
    asks: tuple[str, ...]


def brand_of(targets: Sequence[Entry], parts: Parts, of: Sequence[str]) -> Brand | None:
    """The brand named, narrowed by what else the name says; what its namesakes do not share is left open."""
    entry = next((entry for entry in targets if entry.kind is Kind.BRAND), None)
    if entry is None:
        return None
    fits = _narrowed(entry, parts)
    if len(fits) == 1:
        return fits[0].model_copy(update={"of": tuple(of)})
    first = fits[0]
    same = {
        field: getattr(first, field)
        for field in ("form", "route", "release", "variety", "interval_hours", "strengths", "per_ml")
        if len({getattr(brand, field) for brand in fits}) == 1
    }
    return Brand(name=entry.name, of=tuple(of), **same)


def _narrowed(entry: Entry, parts: Parts) -> list[Brand]:
    fits = list(entry.brands)
    if parts.modified:
        tagged = [b for b in fits if not set(parts.tags).isdisjoint(words_of(b.name))]
        fits = tagged or [b for b in fits if b.release is Release.MODIFIED] or fits
    else:
        fits = [b for b in fits if words_of(b.name) == entry.words] or fits
    if parts.interval_hours is not None:
        fits = [b for b in fits if b.interval_hours == parts.interval_hours] or fits
    form = parts.shape.form
    return [b for b in fits if b.form in {None, form}] or fits if form else fits


def settle(parts: Parts, doses: Doses, brand: Brand | None, compound: str, lexicon: Lexicon) -> Settled:
    """Put the product together. Every fact comes from the name, the brand or the one product there is."""
    asks = [doses.ask] if doses.ask else []
    products = lexicon.products_of(tuple(ingredient.name for ingredient in doses.ingredients))
    shape = parts.shape
    form, route, variety = _form(parts, doses, brand, products, asks)
    main = lexicon.substances.get(doses.ingredients[0].name)
    draft = Product(
        name="",
        medicine_class=main.medicine_class if main else None,
        ingredients=doses.ingredients,
        form=form,
        release=_release(parts, brand, form),
        route=route,
        interval_hours=None,
        schedule=main.schedule_of(form, doses.ingredients[0].strength, _mg_per_ml(doses)) if main else None,
        brand=brand.name if brand else "",
        variety=variety,
        source=lexicon.vocabulary.table_id,
    )
    if shape.form in {None, Form.TABLET}:
        draft = _under_the_tongue(draft, products, asks)
    draft = _doubted_release(draft, parts, products, asks)
    draft = draft.model_copy(update={"interval_hours": _interval(draft, parts, brand, products, asks)})
    return Settled(_as_listed(draft, compound, products), tuple(asks))


def _form(
    parts: Parts, doses: Doses, brand: Brand | None, products: Sequence[Product], asks: list[str]
) -> tuple[Form, Route, str]:
    shape = parts.shape
    settled = brand.form if brand else None
    variety = shape.variety or (brand.variety if brand else "")
    if brand and brand.variety and shape.variety == "sugar free":
        variety = f"{brand.variety} sugar free"
    if shape.form is not None:
        if settled is not None and settled is not shape.form and brand is not None:
            asks.append(f"{brand.name} comes as {settled.value}, and the name says {shape.form.value}")
        stated = shape.route or _USUAL_ROUTE.get(shape.form, Route.ORAL)
        if brand and brand.route and stated is Route.ORAL:
            stated = brand.route
        granules = shape.form is Form.SACHET and _release(parts, brand, shape.form) is Release.MODIFIED
        return Form.GRANULES if granules else shape.form, stated, variety
    if settled is None and _rated(doses):
        settled = Form.PATCH
    if settled is None:
        settled = _only_form(doses, brand, products)
        asks.append("the name does not state the form")
    if settled is None:
        return Form.OTHER, Route.OTHER, variety
    route = (brand.route if brand else None) or shape.route or _USUAL_ROUTE.get(settled, Route.ORAL)
    return settled, route, variety


def _rated(doses: Doses) -> bool:
    load = load_of(doses.ingredients[0])
    return load is not None and load[0]


def _only_form(doses: Doses, brand: Brand | None, products: Sequence[Product]) -> Form | None:
    """The one form in which the table has this brand, or this ingredient, at this strength."""
    wanted = [(i.name, load_of(i), i.per is None) for i in doses.ingredients]
    if any(load is None for _, load, _ in wanted):
        return None
    forms = {
        p.form
        for p in products
        if [(i.name, load_of(i), i.per is None) for i in p.ingredients] == wanted and _sold_as(p, brand)
    }
    return next(iter(forms)) if len(forms) == 1 else None


def _sold_as(product: Product, brand: Brand | None) -> bool:
    if brand is None:
        return True
    own = brand.name.casefold()
    return any(name.casefold().startswith(own) for name in (product.brand, *product.brands) if name)


def _release(parts: Parts, brand: Brand | None, form: Form) -> Release:
    if form is Form.PATCH or parts.modified or (brand and brand.release is Release.MODIFIED):
        return Release.MODIFIED
    return Release.IMMEDIATE


def _mg_per_ml(doses: Doses) -> Decimal | None:
    main = doses.ingredients[0]
    load = load_of(main)
    return load[1] / 1000 if load is not None and main.per is not None else None


def _under_the_tongue(draft: Product, products: Sequence[Product], asks: list[str]) -> Product:
    """A tablet of a medicine that has no tablets to swallow is what the table has, or is asked."""
    if draft.form is not Form.TABLET or draft.route is not Route.ORAL:
        return draft
    names = [i.name for i in draft.ingredients]
    tablets = [p for p in products if p.form is Form.TABLET and [i.name for i in p.ingredients] == names]
    if not tablets or any(p.route is Route.ORAL for p in tablets):
        return draft
    kinds = {(p.route, p.variety) for p in tablets if load_of(p.main) == load_of(draft.main)}
    routes = {route for route, _ in kinds}
    if len(routes) != 1:
        asks.append("whether the tablet goes under the tongue, in the cheek or is swallowed is not stated")
        return draft.model_copy(update={"route": Route.OTHER})
    variety = next(iter(kinds))[1] if len(kinds) == 1 else draft.variety or "sublingual"
    return draft.model_copy(update={"route": next(iter(routes)), "variety": variety})


def _doubted_release(draft: Product, parts: Parts, products: Sequence[Product], asks: list[str]) -> Product:
    if parts.immediate and draft.release is Release.MODIFIED:
        asks.append("the name says both immediate and modified release")
    elif draft.release is Release.IMMEDIATE and only_modified(draft, products) and not parts.immediate:
        asks.append("only modified-release products of this strength are known, and the name does not say so")
        return draft.model_copy(update={"release": Release.MODIFIED})
    return draft


def _interval(
    draft: Product, parts: Parts, brand: Brand | None, products: Sequence[Product], asks: list[str]
) -> Exact | None:
    if draft.release is Release.IMMEDIATE or draft.form in _NO_INTERVAL:
        return None
    stated = parts.interval_hours
    known = intervals(draft, products)
    if brand is not None and brand.interval_hours is not None:
        known = frozenset((brand.interval_hours,))
    if stated is not None and (not known or stated in known):
        return stated
    if stated is not None:
        asks.append(f"the name says {plain(stated)}-hourly, which is not how this product is used")
        return None
    if len(known) == 1 and (only := next(iter(known))) is not None:
        return only
    choices = sorted(interval for interval in known if interval is not None)
    words = " or ".join(f"{plain(interval)}-hourly" for interval in choices)
    asks.append(f"the dosing interval depends on the brand{': ' + words if len(choices) > 1 else ''}")
    return None


def _as_listed(draft: Product, compound: str, products: Sequence[Product]) -> Product:
    """The table's own product where the name means exactly that, else its facts under the name's own."""
    rows = [p for p in alike(draft, products) if draft.interval_hours in {None, p.interval_hours}]
    own = [p for p in rows if draft.brand and draft.brand in {p.brand, *p.brands}]
    plain_rows = [p for p in rows if not p.brand]
    row = next(iter(own or plain_rows or rows), None)
    if row is None:
        return draft.model_copy(update={"name": _own_name(draft, compound, products)})
    whole = draft.interval_hours == row.interval_hours and draft.brand == row.brand
    if whole and [_bare(i) for i in draft.ingredients] == [_bare(i) for i in row.ingredients]:
        return row
    kept = {
        "ingredients": draft.ingredients,
        "interval_hours": draft.interval_hours,
        "brand": draft.brand,
        "brands": (),
        "variety": draft.variety,
    }
    copy = row.model_copy(update=kept)
    return copy.model_copy(update={"name": _own_name(copy, compound, products)})


def _own_name(product: Product, compound: str, products: Sequence[Product]) -> str:
    """The product's name, with the interval where the name alone would leave it to be asked."""
    shared = not product.brand and len(intervals(product, products)) > 1
    told = f" ({plain(product.interval_hours)}-hourly)" if shared and product.interval_hours else ""
    return name_of(product, compound) + told


def _bare(ingredient: Ingredient) -> Ingredient:
    return ingredient.model_copy(update={"salt": ""})
