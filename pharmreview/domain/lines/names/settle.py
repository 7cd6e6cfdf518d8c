"""From the pieces of a name to one product: form, release, interval and schedule, or what to ask."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from pharmreview.domain.digits import plain
from pharmreview.domain.lines.names.doses import Doses
from pharmreview.domain.lines.names.grammar import misspelt
from pharmreview.domain.lines.names.lexicon import Entry, Kind, Lexicon
from pharmreview.domain.lines.names.parts import Parts
from pharmreview.domain.lines.names.tidy import words_of
from pharmreview.domain.medicines.likeness import Shelf, load_of, looks_of
from pharmreview.domain.medicines.product import Form, Ingredient, Product, Release, Route, Supply
from pharmreview.domain.medicines.product_name import name_of, strength_text
from pharmreview.domain.medicines.vocabulary import Brand, Substance
from pharmreview.domain.value import Exact

_NO_INTERVAL = frozenset((Form.INJECTION, Form.IMPLANT, Form.SUPPOSITORY, Form.OTHER))
_LONG_INTERVALS = frozenset((Decimal(12), Decimal(24)))
_WHOLE = frozenset((Form.TABLET, Form.CAPSULE, Form.PATCH))
_LOOSE = frozenset((Form.INJECTION, Form.OTHER))
_ON_SKIN = (Form.OTHER, Route.OTHER)
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


class _Facts(NamedTuple):
    """What a name says so far."""

    ingredients: tuple[Ingredient, ...]
    form: Form
    route: Route
    release: Release
    variety: str


def settle(parts: Parts, doses: Doses, brand: Brand | None, compound: str, lexicon: Lexicon) -> Settled:
    """Put the product together. Every fact comes from the name, the brand or the one product there is."""
    asks = [doses.ask] if doses.ask else []
    asks += [f"“{word}” may be “{whole}” misspelt" for word in parts.strangers if (whole := misspelt(word))]
    shelf = lexicon.shelf_of(tuple(ingredient.name for ingredient in doses.ingredients))
    form, route, variety = _form(parts, doses, brand, shelf, asks)
    facts = _Facts(doses.ingredients, form, route, _release(parts, brand, form), variety)
    if parts.shape.form in {None, Form.TABLET}:
        facts = _under_the_tongue(facts, shelf, asks)
    facts = _doubted_release(facts, parts, shelf, asks)
    interval = _interval(facts, parts, brand, shelf, asks)
    facts = _doubted_strength(facts, brand, shelf, asks)
    main = lexicon.substances.get(doses.ingredients[0].name)
    found = Product(
        name="",
        medicine_class=main.medicine_class if main else None,
        ingredients=facts.ingredients,
        form=form,
        release=facts.release,
        route=facts.route,
        interval_hours=interval,
        schedule=_schedule(main, facts),
        brand=brand.name if brand else "",
        variety=facts.variety,
        supply=Supply.UNCONFIRMED,
        source=lexicon.vocabulary.table_id,
    )
    return Settled(_as_listed(found, compound, shelf), tuple(asks))


def _form(
    parts: Parts, doses: Doses, brand: Brand | None, shelf: Shelf, asks: list[str]
) -> tuple[Form, Route, str]:
    shape = parts.shape
    settled = brand.form if brand else None
    variety = shape.variety or (brand.variety if brand else "")
    if brand and brand.variety and shape.variety == "sugar free":
        variety = f"{brand.variety} sugar free"
    if parts.two_forms:
        asks.append("the name states two forms")
    by_nose = settled is Form.NASAL_SPRAY and (shape.form, shape.route) == (Form.OTHER, Route.NASAL)
    if shape.form is not None and not by_nose:
        if settled is not None and settled is not shape.form and brand is not None:
            asks.append(f"{brand.name} comes as {settled.value}, and the name says {shape.form.value}")
        elif settled is None and brand is not None and (shape.form, shape.route) == _ON_SKIN:
            asks.append(f"no {brand.name} {shape.variety} is known")
        stated = shape.route or _USUAL_ROUTE.get(shape.form, Route.ORAL)
        if brand and brand.route and stated is Route.ORAL:
            stated = brand.route
        granules = shape.form is Form.SACHET and _release(parts, brand, shape.form) is Release.MODIFIED
        return Form.GRANULES if granules else shape.form, stated, variety
    if settled is None and _rated(doses):
        settled = Form.PATCH
    only_route = None
    if settled is None:
        settled, only_route = _only_kind(doses, brand, shelf)
        if settled is None or brand is None:
            asks.append("the name does not state the form")
    if settled is None:
        return Form.OTHER, only_route or Route.OTHER, variety
    known = (brand.route if brand else None) or shape.route or only_route
    route = known or _USUAL_ROUTE.get(settled, Route.ORAL)
    return settled, route, variety


def _rated(doses: Doses) -> bool:
    load = load_of(doses.ingredients[0])
    return load is not None and load[0]


def _only_kind(doses: Doses, brand: Brand | None, shelf: Shelf) -> tuple[Form | None, Route | None]:
    """The one form and the one route in which the table has this brand, or this ingredient.

    At this strength, where the name states one; without it no form is taken from the table.
    """
    wanted = tuple((i.name, i.per is not None, load_of(i)) for i in doses.ingredients)
    stated = all(load is not None for _, _, load in wanted)
    kinds = [looks for looks, p in shelf.rows if (not stated or looks.holds == wanted) and sold_as(p, brand)]
    forms = {looks.form for looks in kinds}
    routes = {looks.route for looks in kinds}
    return (
        next(iter(forms)) if stated and len(forms) == 1 else None,
        next(iter(routes)) if len(routes) == 1 else None,
    )


def sold_as(product: Product, brand: Brand | None) -> bool:
    """The table has the product under this brand, or no brand is asked for."""
    if brand is None:
        return True
    own = brand.name.casefold()
    return any(name.casefold().startswith(own) for name in (product.brand, *product.brands) if name)


def _release(parts: Parts, brand: Brand | None, form: Form) -> Release:
    if form is Form.PATCH or parts.modified or (brand and brand.release is Release.MODIFIED):
        return Release.MODIFIED
    return Release.IMMEDIATE


def _schedule(substance: Substance | None, facts: _Facts) -> str | None:
    if substance is None:
        return None
    main = facts.ingredients[0]
    load = load_of(main)
    concentration = load[1] / 1000 if load is not None and main.per is not None else None
    return substance.schedule_of(facts.form, facts.variety, main.strength, concentration)


def _under_the_tongue(facts: _Facts, shelf: Shelf, asks: list[str]) -> _Facts:
    """A tablet of a medicine that has no tablets to swallow is what the table has, or is asked."""
    if facts.form is not Form.TABLET or facts.route is not Route.ORAL:
        return facts
    tablets = [(looks, p) for looks, p in shelf.rows if looks.form is Form.TABLET]
    if not tablets or any(looks.route is Route.ORAL for looks, _ in tablets):
        return facts
    load = load_of(facts.ingredients[0])
    kinds = {(p.route, p.variety) for looks, p in tablets if looks.load == load}
    routes = {route for route, _ in kinds}
    if len(routes) != 1:
        asks.append("whether the tablet goes under the tongue, in the cheek or is swallowed is not stated")
        return facts._replace(route=Route.OTHER)
    variety = next(iter(kinds))[1] if len(kinds) == 1 else facts.variety or "sublingual"
    return facts._replace(route=next(iter(routes)), variety=variety)


def _doubted_release(facts: _Facts, parts: Parts, shelf: Shelf, asks: list[str]) -> _Facts:
    if parts.immediate and facts.release is Release.MODIFIED:
        asks.append("the name says both immediate and modified release")
    elif facts.release is not Release.IMMEDIATE or parts.immediate:
        return facts
    elif (hours := parts.interval_hours) is not None and hours in _LONG_INTERVALS:
        asks.append(f"the name says {plain(hours)}-hourly, and not that the release is modified")
        return facts._replace(release=Release.MODIFIED)
    elif shelf.only_modified(looks_of(facts)):
        asks.append("only modified-release products of this strength are known, and the name does not say so")
        return facts._replace(release=Release.MODIFIED)
    return facts


def _doubted_strength(facts: _Facts, brand: Brand | None, shelf: Shelf, asks: list[str]) -> _Facts:
    """Doubt a strength that no product comes near, or that the brand or patch is not known in.

    Where the slip may be one of unit, digit or volume the strength is left open; a solid keeps its own.
    """
    looks = looks_of(facts)
    interval, name = (brand.interval_hours, brand.name) if brand is not None else (None, "")
    if looks.load is None or not shelf.rows or shelf.sells(looks, interval, name):
        return facts
    main = facts.ingredients[0]
    far = shelf.far(looks)
    if far:
        asks.append(f"{strength_text(main)} is far from every strength of {main.name} that is known")
    elif facts.form in _WHOLE or (brand is not None and facts.form not in _LOOSE):
        asks.append(f"no {name or f'{main.name} {facts.form.value}'} of {strength_text(main)} is known")
    else:
        return facts
    left_open = far or looks.holds[0][1]
    return _Facts(tuple(_open(i) for i in facts.ingredients), *facts[1:]) if left_open else facts


def _open(ingredient: Ingredient) -> Ingredient:
    return Ingredient(name=ingredient.name, strength=None, unit=None, salt=ingredient.salt)


def _interval(
    facts: _Facts, parts: Parts, brand: Brand | None, shelf: Shelf, asks: list[str]
) -> Exact | None:
    own = brand.interval_hours if brand is not None else None
    if facts.release is Release.IMMEDIATE or (facts.form in _NO_INTERVAL and own is None):
        return None
    stated = parts.interval_hours
    known = frozenset((own,)) if own is not None else shelf.intervals(looks_of(facts))
    if brand is not None and own not in {None, Decimal(24)} and "xl" in parts.tags:
        asks.append(f"XL is said of what is taken once a day, and {brand.name} is {plain(own)}-hourly")
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


def _as_listed(found: Product, compound: str, shelf: Shelf) -> Product:
    """The table's own product where the name means exactly that, else its facts under the name's own."""
    rows = [p for p in shelf.alike(found) if found.interval_hours in {None, p.interval_hours}]
    own = [p for p in rows if found.brand and found.brand in {p.brand, *p.brands}]
    row = next(iter(own or [p for p in rows if not p.brand] or rows), None)
    name = {"name": _own_name(found, compound, shelf)}
    if row is None:
        return found.model_copy(update=name)
    whole = found.interval_hours == row.interval_hours and found.brand == row.brand
    if whole and [_bare(i) for i in found.ingredients] == [_bare(i) for i in row.ingredients]:
        salted = any(
            i.salt not in {"", j.salt} for i, j in zip(found.ingredients, row.ingredients, strict=True)
        )
        return row.model_copy(update={"ingredients": found.ingredients}) if salted else row
    kept = {
        "ingredients": found.ingredients,
        "interval_hours": found.interval_hours,
        "brand": found.brand,
        "brands": (),
        "variety": found.variety,
    }
    return row.model_copy(update=name | kept)


def _own_name(product: Product, compound: str, shelf: Shelf) -> str:
    """The product's name, with the interval where the name alone would leave it to be asked."""
    name = name_of(product, product.brand, compound)
    if product.brand or not product.interval_hours or len(shelf.intervals(looks_of(product))) < 2:
        return name
    return f"{name} ({plain(product.interval_hours)}-hourly)"


def _bare(ingredient: Ingredient) -> tuple[object, ...]:
    return ingredient.name, ingredient.strength, ingredient.unit, ingredient.per
