"""What everyone on a list is judged by on one day.

What was said is looked at once, and shared by every row that says the same, so that judging a person is
adding up and comparing.
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from pharmreview.domain.lines.line import Meaning, Said
from pharmreview.domain.medicines.product import Product
from pharmreview.domain.ome.factor import FactorTable
from pharmreview.domain.ome.lookup import find_factor
from pharmreview.domain.patient import CodedTerm
from pharmreview.domain.risk.exclusions import said_of
from pharmreview.domain.risk.marks.gist import NO_TRAITS, Gist, Traits, gist_of
from pharmreview.domain.risk.marks.mark import (
    AGE_UNKNOWN,
    BY_NAME,
    EARLIER_KNOWN,
    MISSING,
    OPIOID,
    SEDATIVES,
    Index,
)
from pharmreview.domain.risk.marks.pick import Pick
from pharmreview.domain.risk.rule import HIGH_DOSE_LINE, RuleBook

_MOST_REMEMBERED = 65_536
_WORD = re.compile(r"[a-z]+")
_STEPS = ("at-least", "under", "issued", "older", "kinds", "strong", "regular")


class Bench:
    """An equivalence table, a book of rules and a day."""

    def __init__(self, factors: FactorTable, book: RuleBook, as_of: date, index: Index) -> None:
        self.factors = factors
        self.book = book
        self.as_of = as_of
        self.index = index
        self.high_dose_line = book.high_dose_line(as_of)
        self._amounts: dict[str, Decimal] = {HIGH_DOSE_LINE: self.high_dose_line.milligrams}
        self.stale_after = timedelta(days=book.stale_after_on(as_of).days)
        self.oldest = as_of - self.stale_after
        self.opioid = index.mask([OPIOID])
        self.earlier_known = index.mask([EARLIER_KNOWN])
        self.missing = index.mask([MISSING])
        self.by_name = index.mask([BY_NAME])
        self._steps = {kind: self._steps_of(kind) for kind in _STEPS}
        self._ages: dict[int | None, int] = {}
        self._issued: dict[int, int] = {}
        self._cohorts: dict[int, str | None] = {}
        self._several: dict[tuple[int, int], int] = {}
        self._sedating = index.mask(
            [
                *(("class", each) for each in SEDATIVES),
                *(("beside", group.id) for group in book.groups if group.sedating),
            ]
        )
        self._picks = [(key[1], bit) for key, bit in index.bits.items() if isinstance(key[1], Pick)]
        self._gists: dict[int, Gist] = {}
        self._traits: dict[int, Traits] = {}
        self._totals: dict[Decimal, int] = {}
        self._kinds: dict[int, int] = {}
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
        """The bits of every dose that a total reaches or stays under; remembered."""
        known = self._totals.get(high)
        if known is None:
            known = _reached(high, self._steps["at-least"])
            for amount, bit in self._steps["under"]:
                if high < amount:
                    known |= bit
            if len(self._totals) < _MOST_REMEMBERED:
                self._totals[high] = known
        return known

    def issued_bits(self, days: int) -> int:
        """The bits of every length of use that so many days of issues reach; remembered."""
        known = self._issued.get(days)
        if known is None:
            known = self._issued[days] = _reached(days, self._steps["issued"])
        return known

    def cohort(self, days: int) -> str | None:
        """The cohort of those to whom opioids have been issued for so many days, if any; remembered."""
        if days in self._cohorts:
            return self._cohorts[days]
        fitting = (
            c.code
            for c in self.book.cohorts
            if days >= c.since_days and (c.under_days is None or days < c.under_days)
        )
        found = self._cohorts[days] = next(fitting, None)
        return found

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
        numbers = (len(strong), len(regular))
        known = self._several.get(numbers)
        if known is None:
            known = self._several[numbers] = _reached(len(strong), self._steps["strong"]) | _reached(
                len(regular), self._steps["regular"]
            )
        return known

    def kind_bits(self, mask: int) -> int:
        """The bits of how many kinds of sedative are among the marks."""
        sedating = mask & self._sedating
        known = self._kinds.get(sedating)
        if known is None:
            known = self._kinds[sedating] = _reached(sedating.bit_count(), self._steps["kinds"])
        return known

    def gist(self, meaning: Meaning) -> Gist:
        """The gist of a meaning, made once for all who say the same."""
        # By identity: a gist holds its meaning, so that its place in memory is not given to another.
        known = self._gists.get(id(meaning))
        if known is None:
            known = gist_of(meaning, self._traits_of(meaning.product), self.index)
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

    def _traits_of(self, product: Product | None) -> Traits:
        if product is None:
            return NO_TRAITS
        # By identity, as with gists: traits hold their product.
        known = self._traits.get(id(product))
        if known is None:
            main = product.main.name
            picked = 0
            for pick, bit in self._picks:
                if isinstance(pick, Pick) and pick.fits(product):
                    picked |= bit
            factor = find_factor(product, self.factors)
            known = Traits(product, main, main.casefold() in self.book.strong_opioids, picked, factor)
            if len(self._traits) < _MOST_REMEMBERED:
                self._traits[id(product)] = known
        return known


def _reached(number: int | Decimal, steps: Sequence[tuple[Decimal, int]]) -> int:
    mask = 0
    for amount, bit in steps:
        if number >= amount:
            mask |= bit
    return mask
