"""What everyone on a list is judged by on one day.

What was said is looked at once, and shared by every row that says the same, so that judging a person is
adding up and comparing.
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import reduce
from operator import or_

from pharmreview.domain.lines.line import Meaning, wording_of
from pharmreview.domain.lines.repair import Repair
from pharmreview.domain.medicines.product import MedicineClass, Product
from pharmreview.domain.ome.factor import FactorTable
from pharmreview.domain.ome.lookup import find_factor
from pharmreview.domain.patient import Answer, CodedTerm, EntryWords, Recorded, born_by
from pharmreview.domain.regimen.regimen import Limit, Standing
from pharmreview.domain.risk.exclusions import UNDER_AGE, reasons_for, said_of
from pharmreview.domain.risk.marks.gist import (
    NOTHING,
    PARTS,
    Gist,
    Traits,
    gist_of,
    looked_at,
    no_traits,
    opioid_marks,
)
from pharmreview.domain.risk.marks.heard import Heard
from pharmreview.domain.risk.marks.mark import (
    AGE_UNKNOWN,
    EARLIER_KNOWN,
    MISSING,
    OPIOID,
    SEDATIVES,
    UNEVEN,
    Index,
    Mark,
)
from pharmreview.domain.risk.marks.pick import Burden, Pick
from pharmreview.domain.risk.marks.rise import Rise
from pharmreview.domain.risk.marks.steps import Steps
from pharmreview.domain.risk.rule import HIGH_DOSE_LINE, RuleBook
from pharmreview.remembered import Remembered

_MOST_REMEMBERED = 65_536
_COUNTED = ("kinds", "strong", "regular")
"""What rules count different ones of: kinds of sedative, strong opioids, regular opioids."""
Reasons = tuple[tuple[str, ...], tuple[str, ...]]
"""Exclusion codes: of what is sure, and of what must be looked at."""
NO_REASONS: Reasons = ((), ())
FAR = date.max.toordinal()
_WORD = re.compile(r"[a-z]+")


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
        self.limit = Limit.on(as_of, self.stale_after)
        self.opioid = index.mask([OPIOID])
        self.earlier_known = index.mask([EARLIER_KNOWN])
        self.missing = index.mask([MISSING])
        self.uneven = index.mask([UNEVEN])
        self.classes = index.mask(("class", each) for each in MedicineClass)
        self.totals = Steps(self._amounts_of("at-least"), self._amounts_of("under"))
        self._issued = Steps(self._amounts_of("issued"))
        older = [(int(years), bit) for years, bit in self._amounts_of("older")]
        self._older = Steps((Decimal(years), bit) for years, bit in older)
        self.grown_by = born_by(UNDER_AGE, as_of)
        self.older_by_born = Steps[date](
            (), [(_after(born_by(years + 1, as_of)), bit) for years, bit in older]
        )
        sedating = [("beside", group.id) for group in book.groups if group.sedating]
        self._counts = {kind: Steps(self._amounts_of(kind)) for kind in _COUNTED}
        self._counted = dict.fromkeys(_COUNTED, 0)
        self._counted["kinds"] = index.mask([*(("class", each) for each in SEDATIVES), *sedating])
        self.counted = self._counted["kinds"]
        self._mains: dict[tuple[str, str], int] = {}
        kinds = [(key[1], bit) for key, bit in index.bits.items()]
        self._picks = [(pick, bit) for pick, bit in kinds if isinstance(pick, Pick)]
        burdens = [(burden, bit) for burden, bit in kinds if isinstance(burden, Burden)]
        self._burdens = [(each, bit, index.mask([("pick", each.pick)])) for each, bit in burdens]
        self._gists: dict[tuple[object, ...], Gist] = {}
        self._traits: dict[int, Traits] = {}
        self.picks = reduce(or_, [bit for _, bit in self._picks], 0)
        self._rises = [rise for rule in book.rules if (rise := Rise.of(rule.when)) is not None]
        self._begin_to_remember()

    def _begin_to_remember(self) -> None:
        """What is asked of very many people, each answer worked out once."""
        self.wordings = Remembered(wording_of)
        self.milligrams_of = Remembered(_milligrams_of)
        self.total_bits = Remembered(self._total_bits)
        self.spanned = Remembered(_spanned)
        self.why_aside = Remembered(self.limit.why_aside)
        self.each_once = Remembered(self._each_once)
        self.age_bits = Remembered(self._age_bits)
        self.count_bits = Remembered(self._count_bits)
        self.beside_bits = Remembered(self._beside_bits)
        self.burden_bits = Remembered(self._burden_bits)
        self.course = Remembered(self._course)
        self.recorded_bits = Remembered(self._recorded_bits)
        self.told_bits = Remembered(self._told_bits)
        self._reasons = Remembered(self._reasons_for)

    def milligrams(self, text: str) -> Decimal:
        """A dose as a rule writes it: milligrams a day, or the high-dose line of the day."""
        found = self._amounts.get(text)
        if found is None:
            found = self._amounts[text] = Decimal(text)
        return found

    def _amounts_of(self, kind: str) -> list[tuple[Decimal, int]]:
        """The amounts of one kind that rules compare with, and the bit of each."""
        return [
            (self.milligrams(str(mark[1])), bit) for mark, bit in self.index.bits.items() if mark[0] == kind
        ]

    def _course(self, days: int) -> tuple[str | None, int]:
        """The cohort of those to whom opioids have been issued for so many days, if any; and their bits."""
        bits = self._issued.bits(days)
        for cohort in self.book.cohorts:
            if days >= cohort.since_days and (cohort.under_days is None or days < cohort.under_days):
                return cohort.code, bits
        return None, bits

    def _each_once(self, whys: tuple[str | None, ...]) -> Standing:
        """How rows stand of which no two are of one product, by why each does not count."""
        return Standing(whys, aside=any(whys))

    def _age_bits(self, age: int | None) -> int:
        """The bits of every age that somebody is over, or that of an age nobody knows."""
        return self.index.mask([AGE_UNKNOWN]) if age is None else self._older.bits(age - 1)

    def _total_bits(self, parts: int) -> int:
        """The bits of a total in parts of a milligram."""
        return self.totals.bits(self.milligrams_of[parts])

    def _count_bits(self, marks: int) -> int:
        """The bits of how many of the marks there are of each kind that is counted."""
        bits = 0
        for kind, steps in self._counts.items():
            bits |= steps.bits((marks & self._counted[kind]).bit_count())
        return bits

    def _main_bit(self, kind: str, main: str) -> int:
        """The bit of a medicine among those of its kind, which are counted: given out as they are met."""
        bit = self._mains.get((kind, main))
        if bit is None:
            bit = self._mains[kind, main] = 1 << (len(self.index.bits) + len(self._mains))
            self._counted[kind] |= bit
            self.counted |= bit
        return bit

    def gist(self, meaning: Meaning) -> Gist:
        """The gist of a meaning, made once for all who say the same."""
        # A gist holds its product, so that the place in memory by which it is known is not given to another.
        key = looked_at(meaning)
        known = self._gists.get(key)
        if known is None:
            known = gist_of(meaning, self._traits_of(meaning.product), self.index)
            if known.picked:
                known.bits |= self._burden_bits((known,))
            if len(self._gists) < _MOST_REMEMBERED:
                self._gists[key] = known
        return known

    def heard(self, key: str, meaning: Meaning, repaired: Repair | None, beside: int) -> Heard:
        """What is said under a key; `beside` are the bits of a name that alone tells what it is."""
        gist = self.gist(meaning)
        bits = gist.bits | beside if gist.by_name else gist.bits
        return Heard(meaning, gist, key, gist.identity or key, bits, gist.parts, gist.is_opioid, repaired)

    def rose(self, heard: Sequence[Heard], issued: Sequence[date | None], whys: Sequence[str | None]) -> bool:
        """Whether an opioid rose between these rows by as much as any rule asks."""
        return any(rise.among(self.as_of, heard, issued, whys) is not None for rise in self._rises)

    def beside(self, name: str) -> tuple[str, ...]:
        """The groups of other medicines that a name speaks of."""
        words = frozenset(_WORD.findall(name.casefold()))
        return tuple(group.id for group in self.book.groups if words & group.names)

    def _beside_bits(self, name: str) -> int:
        """The bits of those groups."""
        return self.index.mask(("beside", group) for group in self.beside(name))

    def _burden_bits(self, picked: tuple[Gist, ...]) -> int:
        """The bits of the burdens that lines of products picked by rules reach together.

        What one reaches by itself is in its own bits.
        """
        bits = 0
        marks = reduce(or_, [gist.bits for gist in picked])
        for burden, bit, pick in self._burdens:
            if marks & pick:
                gists = [gist for gist in picked if gist.bits & pick]
                worn = sum([gist.patch_rate for gist in gists], NOTHING)
                if burden.reached(worn, sum([gist.daily for gist in gists], NOTHING)):
                    bits |= bit
        return bits

    def _recorded_bits(self, entries: tuple[EntryWords, ...]) -> tuple[int, bool]:
        """The bits of the groups that entries surely speak of, and whether any may exclude."""
        terms = self.book.terms
        said = [each for term, text in entries for each in said_of(CodedTerm(term=term, text=text), terms)]
        bits = self.index.mask(("term", group.code) for group, sure in said if sure)
        return bits, any(group.effect == "exclude" for group, _ in said)

    def _told_bits(self, told: tuple[tuple[str, str], ...]) -> int:
        """The bits of what was told at review: each fact with its answer."""
        answers = dict(told)
        marks: list[Mark] = [("fact", fact) for fact in answers]
        marks.extend(
            ("term", group.code)
            for group in self.book.terms.groups
            if any(answers.get(fact) == Answer.YES for fact in group.facts)
        )
        return self.index.mask(marks)

    def reasons_of(self, patient: Recorded, mask: int, age: int | None, excluding: bool) -> Reasons:
        """The codes of what surely excludes somebody, and of what must be looked at.

        By their marks and their age; `excluding` says that a coded entry may be a reason.
        """
        # Only an age under 18 is a reason: nobody else's makes a question of its own to remember.
        young = age if age is not None and age < UNDER_AGE else None
        if not excluding and young is None:
            return NO_REASONS
        return self._reasons[patient.entries, mask & self.classes, young]

    def _reasons_for(self, who: tuple[tuple[EntryWords, ...], int, int | None]) -> Reasons:
        entries, classes, age = who
        terms = [CodedTerm(term=term, text=text) for term, text in entries]
        taken = {each for each in MedicineClass if classes & self.index.mask([("class", each)])}
        reasons = reasons_for(terms, self.book.terms, age, taken.__contains__)
        sure = tuple([reason.code for reason in reasons if reason.sure])
        return sure, tuple([reason.code for reason in reasons if not reason.sure])

    def _traits_of(self, product: Product | None) -> Traits:
        # By identity, as with gists: traits hold their product.
        known = self._traits.get(id(product))
        if known is None:
            known = no_traits(self.index) if product is None else self._traits_anew(product)
            if len(self._traits) < _MOST_REMEMBERED:
                self._traits[id(product)] = known
        return known

    def _traits_anew(self, product: Product) -> Traits:
        main = product.main.name
        is_strong = main.casefold() in self.book.strong_opioids
        picked = sum(bit for pick, bit in self._picks if isinstance(pick, Pick) and pick.fits(product))
        own, regular = opioid_marks(product, strong=is_strong)
        return Traits(
            product=product,
            main=main,
            bits=picked,
            opioid=self.index.mask(own) | (self._main_bit("strong", main) if is_strong else 0),
            regular=self.index.mask(regular) | self._main_bit("regular", main),
            strong=is_strong,
            picked=bool(picked),
            factor=find_factor(product, self.factors),
        )


def _after(day: date) -> date:
    return day + timedelta(days=1)


def _milligrams_of(parts: int) -> Decimal:
    """Parts of a milligram as milligrams."""
    return Decimal(parts) / PARTS


def _spanned(day: date | None) -> tuple[int, int]:
    """The number of a day, and how long before the last of all days it is; 0 of no day."""
    return (0, 0) if day is None else (day.toordinal(), FAR - day.toordinal())
