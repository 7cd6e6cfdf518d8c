"""The vocabulary arranged for finding: phrases by their first word, and words by how near they are spelt."""

from collections.abc import Sequence
from decimal import Decimal
from enum import Enum
from functools import cached_property, lru_cache
from typing import NamedTuple

from pharmreview.domain.lines.names.grammar import KNOWN_WORDS, RELEASE_TAGS, SALTS
from pharmreview.domain.lines.names.tidy import Tokens, words_of
from pharmreview.domain.medicines.likeness import Shelf
from pharmreview.domain.medicines.product import MedicineClass, Product
from pharmreview.domain.medicines.vocabulary import Brand, Substance, Vocabulary
from pharmreview.domain.quantity.unit import Unit
from pharmreview.domain.words.spelling import letters_of, places_of, steps_between

_TELLING = 6
_LONG = 6


class Kind(Enum):
    """What a phrase of the vocabulary is."""

    SUBSTANCE = "substance"
    COMPOUND = "compound"
    BRAND = "brand"
    OTHER_INGREDIENT = "other ingredient"
    OTHER_NAME = "other name"


class Entry(NamedTuple):
    """A phrase and what it names. `brands` holds every brand the phrase may mean."""

    words: Tokens
    kind: Kind
    name: str
    of: tuple[str, ...] = ()
    brands: tuple[Brand, ...] = ()


class Near(NamedTuple):
    """A known word that is spelt nearly as asked."""

    steps: int
    name: str
    medicine_class: MedicineClass | None
    is_ingredient: bool


_Spelling = tuple[str, int, Near]


class Lexicon:
    """Finds phrases of one vocabulary, longest first, and near spellings. Never changes once made."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.substances = {substance.name: substance for substance in vocabulary.substances}
        self.compounds = {compound.of: compound for compound in vocabulary.compounds}
        self._strengths: dict[tuple[str, ...], set[tuple[Decimal, ...]]] = {}
        self._products: dict[tuple[str, ...], list[Product]] = {}
        self._shelves: dict[tuple[str, ...], Shelf] = {}
        self._silent = KNOWN_WORDS | SALTS.keys() | vocabulary.noise
        self.patch_rates: dict[str, set[Decimal]] = {}
        for product in vocabulary.products:
            self._list(product)
        self._by_first: dict[str, list[Entry]] = {}
        entries: dict[Tokens, Entry] = {}
        for entry in (
            *_others(vocabulary),
            *_brands(vocabulary),
            *_compounds(vocabulary),
            *_substances(vocabulary),
        ):
            entries[entry.words] = entry
        for entry in entries.values():
            self._by_first.setdefault(entry.words[0], []).append(entry)
        for found in self._by_first.values():
            found.sort(key=lambda entry: -len(entry.words))
        self._goes_on = _extensions(entries)
        self._entries = entries
        self.near = lru_cache(maxsize=4096)(self._near)

    def find(self, words: Sequence[str], position: int) -> Entry | None:
        """The longest phrase that starts at `position`."""
        for entry in self._by_first.get(words[position], ()):
            if tuple(words[position : position + len(entry.words)]) == entry.words:
                return entry
        return None

    def begun(self, word: str) -> Entry | None:
        """The one substance or ingredient that a cut-off last word begins."""
        if len(word) < 6:
            return None
        kinds = {Kind.SUBSTANCE, Kind.OTHER_INGREDIENT}
        found = [
            entry
            for first, entries in self._by_first.items()
            if first.startswith(word)
            for entry in entries
            if entry.kind in kinds
        ]
        return found[0] if len({entry.name for entry in found}) == 1 else None

    def strengths_of(self, of: tuple[str, ...]) -> set[tuple[Decimal, ...]]:
        """The strengths, in mg and in the order of `of`, in which products of these ingredients exist."""
        return self._strengths.get(of, set())

    def shelf_of(self, of: tuple[str, ...]) -> Shelf:
        """The products of exactly these ingredients, in the order of `of`."""
        if of not in self._shelves:
            self._shelves[of] = Shelf(self._products.get(of, ()))
        return self._shelves[of]

    def class_of(self, of: Sequence[str]) -> MedicineClass | None:
        """The class of the first substance that has one."""
        for name in of:
            if name in self.substances:
                return self.substances[name].medicine_class
        return None

    def is_other_by_stem(self, word: str) -> bool:
        """The word ends as international names of other medicines do."""
        return len(word) >= 7 and word.endswith(self.vocabulary.stems)

    def class_by_ending(self, word: str) -> MedicineClass | None:
        """The class that the ending of an unknown word gives away."""
        for ending, medicine_class in self.vocabulary.endings:
            if word.endswith(ending):
                return medicine_class
        return None

    def within(self, word: str) -> str:
        """The ingredient whose name stands inside an unknown word, or at its start; "" where none does."""
        for substance in self.substances:
            if len(substance) >= _TELLING and substance in word:
                return substance
        for end in range(len(word) - 1, _TELLING - 1, -1):
            for entry in self._by_first.get(word[:end], ()):
                if entry.kind is Kind.OTHER_INGREDIENT and len(entry.words) == 1:
                    return entry.name
        return ""

    def half_named(self, firsts: Sequence[str], rest: Sequence[str]) -> str:
        """The brand of the four classes that begins like another brand and goes on nearly as `rest` does."""
        for first in firsts:
            for second, name in self._goes_on.get(first, ()):
                limit = 1 if len(second) < _LONG else 2
                if any(steps_between(second, places_of(second), word) <= limit for word in rest):
                    return name
        return ""

    def is_silent(self, word: str) -> bool:
        """A word that says nothing about which medicine this is."""
        return word in self._silent or len(word) == 1

    def _list(self, product: Product) -> None:
        of = tuple(ingredient.name for ingredient in product.ingredients)
        self._products.setdefault(of, []).append(product)
        strengths = [(i.strength, i.unit) for i in product.ingredients if i.strength is not None]
        if product.is_patch:
            self.patch_rates.setdefault(of[0], set()).update(number for number, _ in strengths)
        elif product.main.unit is Unit.MILLIGRAM:
            self._strengths.setdefault(of, set()).add(tuple(in_milligrams(*each) for each in strengths))

    def _near(self, word: str) -> tuple[Near, ...]:
        """Known names within one step of a short word, or two of a long one; the nearest first."""
        allowed = 0 if len(word) < 4 else 1 if len(word) < 7 else 2
        if not allowed:
            return ()
        mask = letters_of(word)
        places = places_of(word)
        found = set()
        for length in range(len(word) - allowed, len(word) + allowed + 1):
            for known, known_mask, near in self._spelt.get(length, ()):
                if (mask ^ known_mask).bit_count() <= 2 * allowed:
                    steps = steps_between(word, places, known)
                    if steps <= allowed:
                        found.add(near._replace(steps=steps))
        return tuple(sorted(found, key=lambda near: (near.steps, near.medicine_class is None, near.name)))

    @cached_property
    def _spelt(self) -> dict[int, list[_Spelling]]:
        """Known words by their length: made when a word is first met that nobody knows."""
        entries = self._entries
        spelt: dict[int, list[_Spelling]] = {}
        for words, entry in entries.items():
            last = entry.kind is Kind.COMPOUND and len(words) == 2
            word = words[-1] if last else words[0]
            borrowed = len(words) > 1 and not last and (self.is_silent(word) or (word,) in entries)
            if len(word) < 4 or borrowed:
                continue
            medicine_class = self.class_of(entry.of)
            is_ingredient = entry.kind is not Kind.OTHER_NAME
            near = Near(0, entry.name, medicine_class, is_ingredient)
            spelt.setdefault(len(word), []).append((word, letters_of(word), near))
        return spelt


def in_milligrams(number: Decimal, unit: Unit | None) -> Decimal:
    """An amount in milligrams; a number without a unit is taken as it stands."""
    return number / 1000 if unit is Unit.MICROGRAM else number


@lru_cache(maxsize=4)
def lexicon_of(vocabulary: Vocabulary) -> Lexicon:
    """The vocabulary arranged for finding, made once."""
    return Lexicon(vocabulary)


def _substances(vocabulary: Vocabulary) -> list[Entry]:
    return [
        Entry(words_of(word), Kind.SUBSTANCE, substance.name, (substance.name,))
        for substance in vocabulary.substances
        for word in _spoken(substance)
    ]


def _spoken(substance: Substance) -> tuple[str, ...]:
    return (substance.name, *substance.synonyms)


def _compounds(vocabulary: Vocabulary) -> list[Entry]:
    return [
        Entry(words_of(word), Kind.COMPOUND, compound.name, compound.of)
        for compound in vocabulary.compounds
        for word in (compound.name, *compound.also)
    ]


def _others(vocabulary: Vocabulary) -> list[Entry]:
    others = (*vocabulary.other_names, *vocabulary.other_words)
    names = [Entry(words_of(name), Kind.OTHER_NAME, name) for name in others]
    return names + [
        Entry(words_of(name), Kind.OTHER_INGREDIENT, name.casefold(), (name.casefold(),))
        for name in vocabulary.other_ingredients
    ]


def _brands(vocabulary: Vocabulary) -> list[Entry]:
    """Each brand by its own name, and by that name without its release tag: Zydol for Zydol SR and XL."""
    exact: dict[Tokens, Brand] = {words_of(brand.name): brand for brand in vocabulary.brands}
    spoken: dict[Tokens, list[Brand]] = {}
    for words, brand in exact.items():
        stem = words
        while len(stem) > 1 and (stem[-1] in RELEASE_TAGS or stem[-1] in {"hr", "hour"} or stem[-1] == "24"):
            stem = stem[:-1]
        spoken.setdefault(stem, []).append(brand)
    entries = [
        Entry(stem, Kind.BRAND, _base(brands, stem), brands[0].of, tuple(brands))
        for stem, brands in spoken.items()
    ]
    entries += [
        Entry(words, Kind.BRAND, brand.name, brand.of, (brand,))
        for words, brand in exact.items()
        if words not in spoken
    ]
    return entries


def _base(brands: list[Brand], stem: Tokens) -> str:
    plain = [brand.name for brand in brands if words_of(brand.name) == stem]
    return plain[0] if plain else brands[0].name.split()[0]


def _extensions(entries: dict[Tokens, Entry]) -> dict[str, list[tuple[str, str]]]:
    """Second words of brands of the four classes whose first word alone is another medicine's brand."""
    found: dict[str, list[tuple[str, str]]] = {}
    for words, entry in entries.items():
        alone = entries.get(words[:1])
        if entry.kind is Kind.BRAND and len(words) > 1 and alone and alone.kind is Kind.OTHER_NAME:
            found.setdefault(words[0], []).append((words[1], entry.name))
    return found
