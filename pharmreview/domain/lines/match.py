"""A product name as a record writes it → the product, what must be asked, or why it cannot be read.

By grammar and vocabulary, never by a list of names. A misspelt medicine is never put right: it is unread,
with the names it may be. A fact that only the brand tells (the interval of a shared code) is asked.
"""

from collections.abc import Sequence
from functools import lru_cache

from pharmreview.domain.lines.line import Match, Reading
from pharmreview.domain.lines.names.doses import doses_of
from pharmreview.domain.lines.names.lexicon import Entry, Kind, Lexicon, Near, lexicon_of
from pharmreview.domain.lines.names.parts import Parts, Pieces, parts_of, pieces_of
from pharmreview.domain.lines.names.settle import brand_of, settle, sold_as
from pharmreview.domain.medicines.product import Form, MedicineClass, Product, Route
from pharmreview.domain.medicines.product_name import name_of
from pharmreview.domain.medicines.vocabulary import Brand, Vocabulary

_TARGETS = frozenset((Kind.SUBSTANCE, Kind.COMPOUND, Kind.BRAND))
_RANK = tuple(MedicineClass)
_CANDIDATES = 5
_LEADING_STRANGERS = 2
_STRANGERS = 6
_LONGEST = 1000
"""Letters of a name; the longest that records hold have fewer than two hundred."""


def make_words_ready(vocabulary: Vocabulary) -> None:
    """Arrange a vocabulary for finding, so that the first name does not wait for it."""
    lexicon_of(vocabulary)


@lru_cache(maxsize=65_536)
def match_name(name: str, vocabulary: Vocabulary) -> Match:
    """Read one product name as far as it can be read."""
    if len(name) > _LONGEST:
        return Match(status=Reading.UNREAD, why="The text is too long to be the name of a medicine.")
    lexicon = lexicon_of(vocabulary)
    return _matched(pieces_of(name, lexicon), lexicon)


@lru_cache(maxsize=16_384)
def _matched(pieces: Pieces, lexicon: Lexicon) -> Match:
    """The product that words name, read once for every supplier and spelling of them."""
    parts = parts_of(pieces.words, lexicon)
    targets = [entry for entry in parts.entries if entry.kind in _TARGETS]
    if not targets:
        return _of_no_class(parts, lexicon)
    medicine_class = _main_class(targets, lexicon)
    if problem := _strange(parts, pieces.denial, lexicon) or _contradiction(targets):
        nearest = _nearest(parts, lexicon)
        return Match(
            status=Reading.UNREAD,
            medicine_class=medicine_class,
            why=problem,
            candidates=_candidates(nearest),
        )
    of = _ingredients_of(parts.entries, targets, lexicon)
    if problem := _two_medicines(of, parts, lexicon, either="or" in pieces.words):
        return Match(status=Reading.UNREAD, medicine_class=medicine_class, why=problem)
    brand = brand_of(targets, parts, of)
    shape = parts.shape
    form = shape.form or (brand.form if brand else None)
    doses = doses_of(parts, of, brand, form, lexicon)
    if doses.unread:
        return Match(status=Reading.UNREAD, medicine_class=medicine_class, why=doses.unread)
    compound = next((entry.name for entry in targets if entry.kind is Kind.COMPOUND), "")
    settled = settle(parts, doses, brand, compound, lexicon)
    why = "; ".join(settled.asks)
    return Match(
        status=Reading.ASK if why else Reading.READ,
        medicine_class=medicine_class,
        product=settled.product,
        why=why[0].upper() + why[1:] + "." if why else None,
        candidates=_meant(settled.product, parts, brand, lexicon) if doses.ask else (),
    )


def _meant(product: Product, parts: Parts, brand: Brand | None, lexicon: Lexicon) -> tuple[str, ...]:
    """The products that a name without a whole strength may mean, where they are few."""
    numbers = {mass.number for _, run in parts.runs for mass in run.masses if mass.unit is None}
    rows = lexicon.shelf_of(tuple(ingredient.name for ingredient in product.ingredients)).rows
    names = [
        name_of(row, brand.name if brand else "") if brand or row.brand else row.name
        for looks, row in rows
        if sold_as(row, brand)
        and (not numbers or row.main.strength in numbers)
        and looks.form in {product.form, *((looks.form,) if product.form is Form.OTHER else ())}
    ]
    once = tuple(dict.fromkeys(names))
    return once if len(once) <= _CANDIDATES else ()


def _main_class(targets: Sequence[Entry], lexicon: Lexicon) -> MedicineClass | None:
    classes = [c for entry in targets if (c := lexicon.class_of(entry.of))]
    return min(classes, key=_RANK.index) if classes else None


def _ingredients_of(entries: Sequence[Entry], targets: Sequence[Entry], lexicon: Lexicon) -> tuple[str, ...]:
    """Every ingredient once: those of a brand or compound as it orders them, else the opioid first."""
    whole = [entry for entry in targets if entry.kind is not Kind.SUBSTANCE]
    named = [name for entry in (*whole, *entries) if entry.kind is not Kind.OTHER_NAME for name in entry.of]
    once = list(dict.fromkeys(named))
    if whole:
        return tuple(once)

    def rank(name: str) -> int:
        medicine_class = lexicon.class_of((name,))
        return _RANK.index(medicine_class) if medicine_class else len(_RANK)

    return tuple(sorted(once, key=rank))


def _strange(parts: Parts, denial: str, lexicon: Lexicon) -> str:
    """Why words that nobody knows, or that deny it, stop the name from being read; "" where they do not."""
    if denial:
        return f"The text says “{denial}”: whether this is taken must be asked."
    if parts.dangling:
        return "The name ends where a second medicine would stand."
    if parts.joined:
        return f"The name joins on a second medicine that is not known: {parts.joined[0]}."
    if parts.leading > _LEADING_STRANGERS or len(parts.strangers) > _STRANGERS:
        return "The text holds too many words that are no part of a product's name."
    for word in parts.strangers:
        if near := [near for near in lexicon.near(word) if near.is_ingredient]:
            return f"“{word}” is not known; it may be {near[0].name} misspelt."
        if lexicon.class_by_ending(word) or lexicon.within(word):
            return f"“{word}” looks like a second medicine, and is not known."
    return ""


def _contradiction(targets: Sequence[Entry]) -> str:
    brands = [entry for entry in targets if entry.kind is Kind.BRAND]
    compounds = [entry for entry in targets if entry.kind is Kind.COMPOUND]
    if len({entry.name for entry in brands}) > 1:
        return f"The name holds two brands, {brands[0].name} and {brands[1].name}."
    if len({entry.name for entry in compounds}) > 1:
        return f"The name holds two compounds, {compounds[0].name} and {compounds[1].name}."
    for whole in (*brands, *compounds):
        for entry in targets:
            if entry.kind is Kind.SUBSTANCE and not set(entry.of) <= set(whole.of):
                return f"The name says both {whole.name} and {entry.name}, which {whole.name} does not hold."
    if brands and compounds and set(brands[0].of) != set(compounds[0].of):
        return f"The name says both {brands[0].name} and {compounds[0].name}, which are not the same."
    return ""


def _two_medicines(of: Sequence[str], parts: Parts, lexicon: Lexicon, *, either: bool) -> str:
    """Two medicines of the four classes, each with its strength, are two lines unless a product is both.

    So are one medicine "or" another, whatever their strengths.
    """
    classed = [name for name in of if lexicon.class_of((name,))]
    strengths = sum(len(run.masses) for _, run in parts.runs)
    if len(classed) < 2 or lexicon.shelf_of(tuple(of)).rows or (strengths < 2 and not either):
        return ""
    return f"The name holds two medicines, {classed[0]} and {classed[1]}, and no product of both is known."


def _of_no_class(parts: Parts, lexicon: Lexicon) -> Match:
    """A name without any word of the four classes: another medicine, or unread."""
    if not parts.entries and not parts.strangers:
        return Match(status=Reading.UNREAD, why="The text names no medicine.")
    nearest = _nearest(parts, lexicon)
    most = 1 if parts.entries else None
    near_class = next(
        (n.medicine_class for n in nearest if n.medicine_class and (most is None or n.steps <= most)), None
    )
    given_away = next((c for word in parts.strangers if (c := _given_away(word, lexicon))), None)
    half = _half_named(parts, nearest, lexicon)
    if not near_class and not given_away and not half and _is_other(parts, lexicon):
        return Match(status=Reading.OTHER)
    why = f"No medicine is known by the name “{' '.join(parts.strangers)}”."
    if parts.dangling:
        why = "The name ends where a second medicine would stand."
    elif half:
        why = f"The name may be {half} misspelt."
    elif parts.entries and parts.strangers:
        why = f"The name also holds a word that is not known: “{parts.strangers[0]}”."
    elif nearest:
        why = f"“{parts.strangers[0]}” is not known as a medicine; it may be misspelt."
    return Match(
        status=Reading.UNREAD,
        medicine_class=given_away or near_class,
        why=why,
        candidates=tuple(dict.fromkeys((*((half,) if half else ()), *_candidates(nearest)))),
    )


def _given_away(word: str, lexicon: Lexicon) -> MedicineClass | None:
    return lexicon.class_by_ending(word) or lexicon.class_of((lexicon.within(word),))


def _half_named(parts: Parts, nearest: Sequence[Near], lexicon: Lexicon) -> str:
    known = [entry.words[0] for entry in parts.entries]
    spelt = [near.name.casefold().split()[0] for near in nearest]
    return lexicon.half_named([*known, *spelt], [*parts.strangers, *parts.words])


def _is_other(parts: Parts, lexicon: Lexicon) -> bool:
    if parts.entries:
        return not parts.joined and not parts.dangling
    if any(lexicon.is_other_by_stem(word) for word in parts.strangers):
        return not parts.joined and not parts.dangling
    shape = parts.shape
    return shape.form is Form.OTHER and shape.route is Route.OTHER and shape.variety not in {"powder", ""}


def _nearest(parts: Parts, lexicon: Lexicon) -> list[Near]:
    found = {near for word in parts.strangers for near in lexicon.near(word)}
    return sorted(found, key=lambda near: (near.steps, near.medicine_class is None, near.name))


def _candidates(nearest: Sequence[Near]) -> tuple[str, ...]:
    names = (near.name[0].upper() + near.name[1:] for near in nearest)
    return tuple(dict.fromkeys(names))[:_CANDIDATES]
