"""What everyone on a list is judged by on one day, and the gist of each thing that a row may say.

A gist is made once for a name with its directions and shared by every row that says the same, so that
judging a person is adding up and comparing.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple, Self

from pharmreview.domain.lines.line import Meaning, Said
from pharmreview.domain.lines.reading import MEASURED
from pharmreview.domain.lines.row import ExportRow
from pharmreview.domain.medicines.product import MedicineClass, Product, Release
from pharmreview.domain.ome.dose import daily_milligrams, worn
from pharmreview.domain.ome.equivalence import LineOme, NotConverted, line_ome
from pharmreview.domain.ome.factor import FactorTable
from pharmreview.domain.patient import CodedTerm
from pharmreview.domain.quantity.unit import Unit, ratio
from pharmreview.domain.risk.exclusions import said_of
from pharmreview.domain.risk.rule import HIGH_DOSE_LINE, RuleBook, When

NOTHING = Decimal(0)
SEDATIVES = (MedicineClass.GABAPENTINOID, MedicineClass.BENZODIAZEPINE, MedicineClass.Z_DRUG)
_WEIGHED = (Unit.MILLIGRAM, Unit.MICROGRAM)
_MOST_REMEMBERED = 65_536
_NO_ROW = ExportRow(row=0, name="")
_WORD = re.compile(r"[a-z]+")

Mark = tuple[str, object]
"""Something that rules look for: a class, a group of medicines, a coded term, a kind of release."""
OPIOID: Mark = ("class", MedicineClass.OPIOID)
MODIFIED: Mark = ("release", "modified")
REGULAR_MODIFIED: Mark = ("release", "regular modified")
REGULAR_SHORT: Mark = ("release", "regular short")
EARLIER_KNOWN: Mark = ("lines", "something earlier is known")
_STEPS = ("at-least", "under", "issued", "older", "kinds", "strong", "regular")
AGE_UNKNOWN: Mark = ("age", "unknown")


class Pick(NamedTuple):
    """Which products a rule speaks of."""

    medicines: tuple[str, ...]
    routes: tuple[str, ...]
    with_ingredient: str
    strength_over: Decimal | None
    measured: bool
    """Only what is measured in millilitres."""

    @classmethod
    def of(cls, when: When) -> Self:
        """The products that a rule's conditions name."""
        measured = when.item_over is not None
        return cls(when.medicines, when.routes, when.with_ingredient, when.strength_over, measured)

    def fits(self, product: Product) -> bool:
        """Whether a product is one of them."""
        main = product.main
        if main.name.casefold() not in self.medicines:
            return False
        if self.measured and product.form not in MEASURED:
            return False
        if self.routes and product.route.value not in self.routes:
            return False
        partners = {i.name.casefold() for i in product.ingredients[1:]}
        if self.with_ingredient and self.with_ingredient not in partners:
            return False
        if self.strength_over is None:
            return True
        if main.strength is None or main.unit is None or main.unit not in _WEIGHED:
            return False
        return main.strength * ratio(main.unit, Unit.MILLIGRAM) > self.strength_over


class Index:
    """The marks that rules look for, each a bit."""

    def __init__(self, bits: Mapping[Mark, int]) -> None:
        self.bits = bits

    def mask(self, marks: Iterable[Mark]) -> int:
        """The bits of some marks; a mark that no rule looks for has none."""
        mask = 0
        for mark in marks:
            mask |= self.bits.get(mark, 0)
        return mask


@dataclass(frozen=True, slots=True)
class Gist:
    """What rules need of what was said.

    Totals are milligrams of oral morphine a day, nothing where the line adds nothing. `missing` says that
    it should add something and cannot be converted. `patch_rate` is micrograms an hour worn, `daily`
    milligrams a day, both of the high end. `main` is the medicine; `strong` and `regular` say that it is a
    strong opioid, and an opioid that is not as needed. `by_name` says that only the name tells what it is.
    """

    meaning: Meaning
    bits: int
    low: Decimal
    high: Decimal
    as_needed: bool
    missing: bool
    may_be_opioid: bool
    opioid: bool
    patch_rate: Decimal
    daily: Decimal
    by_name: bool
    main: str
    strong: bool
    regular: bool


class Bench:
    """An equivalence table, a book of rules and a day."""

    def __init__(self, factors: FactorTable, book: RuleBook, as_of: date, index: Index) -> None:
        self.factors = factors
        self.book = book
        self.as_of = as_of
        self.index = index
        self.high_dose_line = book.high_dose_line(as_of)
        self._amounts: dict[str, Decimal] = {HIGH_DOSE_LINE: self.high_dose_line.milligrams}
        self.stale_after = timedelta(days=book.stale_after_days)
        self.oldest = as_of - self.stale_after
        self.opioid = index.mask([OPIOID])
        self.earlier_known = index.mask([EARLIER_KNOWN])
        self._steps = {kind: self._steps_of(kind) for kind in _STEPS}
        self._ages: dict[int | None, int] = {}
        self._sedating = index.mask(
            [
                *(("class", each) for each in SEDATIVES),
                *(("beside", group.id) for group in book.groups if group.sedating),
            ]
        )
        self._picks = [(key[1], bit) for key, bit in index.bits.items() if isinstance(key[1], Pick)]
        self._gists: dict[int, Gist] = {}
        self._beside: dict[str, int] = {}
        self._terms: dict[tuple[str, str], tuple[int, bool]] = {}

    def milligrams(self, text: str) -> Decimal:
        """A dose as a rule writes it: milligrams a day, or the high-dose line of the day."""
        found = self._amounts.get(text)
        if found is None:
            found = self._amounts[text] = Decimal(text)
        return found

    def _steps_of(self, kind: str) -> list[tuple[Decimal, int]]:
        """The amounts of one kind that rules compare with, and the bit of each."""
        return [
            (self.milligrams(str(mark[1])), bit) for mark, bit in self.index.bits.items() if mark[0] == kind
        ]

    def total_bits(self, high: Decimal) -> int:
        """The bits of every dose that a total reaches or stays under."""
        mask = 0
        for amount, bit in self._steps["at-least"]:
            if high >= amount:
                mask |= bit
        for amount, bit in self._steps["under"]:
            if high < amount:
                mask |= bit
        return mask

    def issued_bits(self, days: int) -> int:
        """The bits of every length of use that so many days of issues reach."""
        return _reached(days, self._steps["issued"])

    def age_bits(self, age: int | None) -> int:
        """The bits of every age that somebody is over, or that of an age nobody knows."""
        known = self._ages.get(age)
        if known is None:
            unknown = self.index.mask([AGE_UNKNOWN])
            known = unknown if age is None else _reached(age - 1, self._steps["older"])
            self._ages[age] = known
        return known

    def several_bits(self, gists: Sequence[Gist]) -> int:
        """The bits of how many different strong opioids, and regular ones, there are."""
        strong = {gist.main for gist in gists if gist.strong}
        regular = {gist.main for gist in gists if gist.regular}
        mask = _reached(len(strong), self._steps["strong"]) if strong else 0
        return mask | _reached(len(regular), self._steps["regular"]) if regular else mask

    def kind_bits(self, mask: int) -> int:
        """The bits of how many kinds of sedative are among the marks."""
        return _reached((mask & self._sedating).bit_count(), self._steps["kinds"]) if mask else 0

    def gist(self, meaning: Meaning) -> Gist:
        """The gist of a meaning, made once for all who say the same."""
        # By identity: a gist holds its meaning, so that its place in memory is not given to another.
        known = self._gists.get(id(meaning))
        if known is None:
            known = self._gist(meaning)
            if len(self._gists) < _MOST_REMEMBERED:
                self._gists[id(meaning)] = known
        return known

    def gists(self, saids: Sequence[Said]) -> list[Gist]:
        """The gist of each thing said."""
        known = self._gists
        return [known.get(id(said.meaning)) or self.gist(said.meaning) for said in saids]

    def beside(self, name: str) -> tuple[str, ...]:
        """The groups of other medicines that a name speaks of."""
        words = frozenset(_WORD.findall(name.casefold()))
        return tuple(group.id for group in self.book.groups if words & group.names)

    def beside_bits(self, name: str) -> int:
        """The bits of those groups; remembered."""
        known = self._beside.get(name)
        if known is None:
            known = self.index.mask(("beside", group) for group in self.beside(name))
            if len(self._beside) < _MOST_REMEMBERED:
                self._beside[name] = known
        return known

    def term_bits(self, term: CodedTerm) -> tuple[int, bool]:
        """The bits of the groups that an entry surely speaks of, and whether it may exclude; remembered."""
        words = (term.term, term.text)
        known = self._terms.get(words)
        if known is None:
            said = said_of(term, self.book.terms)
            bits = self.index.mask(("term", group.code) for group, sure in said if sure)
            known = (bits, any(group.effect == "exclude" for group, _ in said))
            if len(self._terms) < _MOST_REMEMBERED:
                self._terms[words] = known
        return known

    def _gist(self, meaning: Meaning) -> Gist:
        said = Said("", "", "", "", meaning)
        worth = line_ome(said.on(_NO_ROW), self.factors)
        converted = worth if isinstance(worth, LineOme) else None
        product, dose = meaning.product, meaning.dose
        return Gist(
            meaning=meaning,
            bits=self.index.mask(self._marks(meaning)) | self._picked(product),
            low=converted.low.milligrams if converted else NOTHING,
            high=converted.high.milligrams if converted else NOTHING,
            as_needed=dose is not None and dose.as_needed,
            missing=isinstance(worth, NotConverted),
            may_be_opioid=meaning.might_be_opioid,
            opioid=meaning.medicine_class is MedicineClass.OPIOID,
            patch_rate=worn(product, dose),
            daily=(daily_milligrams(product, dose) or NOTHING) if product and dose else NOTHING,
            by_name=product is None,
            main=product.main.name if product is not None else "",
            strong=product is not None and product.main.name.casefold() in self.book.strong_opioids,
            regular=_is_regular_opioid(meaning),
        )

    def _marks(self, meaning: Meaning) -> Iterable[Mark]:
        if meaning.medicine_class is not None:
            yield "class", meaning.medicine_class
        product = meaning.product
        if product is None:
            return
        if product.main.name.casefold() in self.book.strong_opioids:
            yield "strong", "1"
        if product.medicine_class is not MedicineClass.OPIOID:
            return
        modified = product.release is Release.MODIFIED
        if modified:
            yield MODIFIED
        if _is_regular_opioid(meaning):
            yield "regular", "1"
        if _is_regular_opioid(meaning):
            yield REGULAR_MODIFIED if modified else REGULAR_SHORT

    def _picked(self, product: Product | None) -> int:
        mask = 0
        if product is not None:
            for pick, bit in self._picks:
                if isinstance(pick, Pick) and pick.fits(product):
                    mask |= bit
        return mask


def _is_regular_opioid(meaning: Meaning) -> bool:
    is_opioid = meaning.medicine_class is MedicineClass.OPIOID
    return is_opioid and meaning.dose is not None and not meaning.dose.as_needed


def _reached(number: int, steps: Sequence[tuple[Decimal, int]]) -> int:
    mask = 0
    for amount, bit in steps:
        if number >= amount:
            mask |= bit
    return mask
