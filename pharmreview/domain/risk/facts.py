"""One person as the rules see them: what counts, its total, what is recorded, what was seen before."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import Protocol

from pharmreview.domain.lines.line import Said
from pharmreview.domain.lines.row import ExportRow
from pharmreview.domain.medicines.product import MedicineClass
from pharmreview.domain.patient import Answer, CodedTerm, Recorded, years_between
from pharmreview.domain.regimen.regimen import standing_of
from pharmreview.domain.risk.bench import Bench
from pharmreview.domain.risk.exclusions import said_of
from pharmreview.domain.risk.marks.gist import NOTHING, Gist
from pharmreview.domain.risk.marks.mark import Mark

_ISSUED = attrgetter("issued")
AGE_FACT = "age"
"""The fact that holds an age in years where a file gives one and no date of birth."""


_FEWEST_DAYS = 2
"""One day of issue says nothing of how long."""


class Seen(Protocol):
    """A total as an earlier search gave it, in milligrams of oral morphine a day by a named table."""

    @property
    def as_of(self) -> date: ...
    @property
    def table(self) -> str: ...
    @property
    def high(self) -> Decimal: ...
    @property
    def complete(self) -> bool: ...


class Facts:
    """One person on one day. Totals are in milligrams of oral morphine a day.

    `mask` holds the marks of everything that counts, of the coded terms and of what was told at review.
    `taken` are the gists that count; `span` is the first
    and last day of unbroken issues of opioids and `cohort` the code of so long a use, both None where
    nothing tells.
    """

    __slots__ = (
        "age",
        "bench",
        "cohort",
        "complete",
        "excluding",
        "gists",
        "high",
        "low",
        "mask",
        "regular_high",
        "rows",
        "saids",
        "seen",
        "span",
        "standing",
        "taken",
        "terms",
        "told",
    )  # fmt: skip

    def __init__(
        self,
        bench: Bench,
        rows: Sequence[ExportRow],
        saids: Sequence[Said],
        patient: Recorded,
        seen: Sequence[Seen] = (),
    ) -> None:
        self.bench = bench
        self.rows = rows
        self.saids = saids
        self.seen = seen
        self.terms = patient.terms
        self.told = patient.facts
        self.excluding = False
        self.age = age = age_of(patient, bench.as_of)
        self.gists = self.taken = gists = bench.gists(saids)
        self.standing = standing = standing_of(rows, saids, bench.limit)
        if standing.aside:
            self.taken = [gist for gist, why in zip(gists, standing.whys, strict=True) if why is None]
        mask = self._taken()
        self.complete = not mask & bench.missing
        if standing.doubts and self.complete:
            # A doubt matters only where the product might be an opioid.
            self.complete = not any(gists[at].may_be_opioid for at, _ in standing.doubts)
        self.span: tuple[date, date] | None = None
        self.cohort: str | None = None
        self.low = self.high = self.regular_high = NOTHING
        if mask & bench.opioid:
            mask |= self._opioids()
        if self.terms or self.told:
            mask |= self._recorded()
        self.mask = mask | bench.count_bits(mask & bench.counted) | bench.age_bits(age)

    def _taken(self) -> int:
        """The marks of everything that counts."""
        mask = 0
        for gist in self.taken:
            mask |= gist.bits
        if mask & self.bench.by_name:
            beside_bits = self.bench.beside_bits
            for said, gist, why in zip(self.saids, self.gists, self.standing.whys, strict=True):
                if gist.by_name and why is None:
                    mask |= beside_bits(said.name)
        return mask

    def _opioids(self) -> int:
        """The marks of the total and of how it came about; fills the totals and `span`."""
        bench, standing = self.bench, self.standing
        first, *others = [gist for gist in self.taken if gist.opioid]
        low, high = first.low, first.high
        regular = NOTHING if first.as_needed else high
        for gist in others:
            low += gist.low
            high += gist.high
            if not gist.as_needed:
                regular += gist.high
        self.low, self.high, self.regular_high = low, high, regular
        mask: int = bench.total_bits(high)
        # Repeats, and totals seen before, are the only ones that can show an earlier dose.
        if self.seen or standing.repeats:
            mask |= bench.earlier_known
        if others or self.seen or standing.aside:
            self.span = span = self._issued_since()
            if span is not None:
                days = (span[1] - span[0]).days
                self.cohort = bench.cohort(days)
                mask |= bench.issued_bits(days)
        return mask

    def _recorded(self) -> int:
        told, bench = self.told, self.bench
        mask = 0
        for term in self.terms:
            bits, excluding = bench.term_bits(term.term, term.text)
            mask |= bits
            self.excluding = self.excluding or excluding
        if told:
            marks: list[Mark] = [("fact", fact) for fact in told]
            marks.extend(
                ("term", group.code)
                for group in bench.book.terms.groups
                if group.facts and any(told.get(fact) == Answer.YES for fact in group.facts)
            )
            mask |= bench.index.mask(marks)
        return mask

    @property
    def counted(self) -> list[tuple[ExportRow, Gist]]:
        """The rows that count, each with its gist."""
        together = zip(self.rows, self.gists, self.standing.whys, strict=True)
        return [(row, gist) for row, gist, why in together if why is None]

    @property
    def names(self) -> dict[MedicineClass, list[str]]:
        """The medicines that count, by class, as the record names them."""
        found: dict[MedicineClass, list[str]] = {}
        for row, gist in self.counted:
            if gist.meaning.medicine_class is not None:
                found.setdefault(gist.meaning.medicine_class, []).append(row.name.strip())
        return found

    def named(self, groups: Sequence[str]) -> list[str]:
        """The names of other medicines that count and belong to one of the groups."""
        counted = zip(self.saids, self.gists, self.standing.whys, strict=True)
        by_name = (said.name for said, gist, why in counted if why is None and gist.by_name)
        return [name.strip() for name in by_name if set(self.bench.beside(name)) & set(groups)]

    def has(self, *marks: Mark) -> bool:
        """Whether one of the marks is there."""
        return bool(self.mask & self.bench.index.mask(marks))

    def entries_of(self, codes: Sequence[str]) -> list[CodedTerm]:
        """The coded entries that surely say what one of the groups stands for."""
        terms = self.bench.book.terms
        return [t for t in self.terms if any(sure and g.code in codes for g, sure in said_of(t, terms))]

    def _issued_since(self) -> tuple[date, date] | None:
        """The first and last day of unbroken issues of opioids, in this search and those before it.

        None where fewer than two days tell. A gap of more days than make a line stale breaks it, so that
        an old course is not joined to a new one.
        """
        bench, as_of = self.bench, self.bench.as_of
        issued = zip(map(_ISSUED, self.rows), self.gists, strict=True)
        days: set[date] = {day for day, gist in issued if gist.opioid and day is not None}
        if days and max(days) > as_of:
            days = {day for day in days if day <= as_of}
        if self.seen and days:
            # A total seen shows an issue on its day or before; only a later issue makes two of them.
            latest = max(days)
            days.update(s.as_of for s in self.seen if s.high and s.as_of < latest)
        if len(days) < _FEWEST_DAYS:
            return None
        first, last = min(days), max(days)
        if last - first > bench.stale_after:
            first = last
            for day in sorted(days, reverse=True):
                if first - day > bench.stale_after:
                    break
                first = day
        return (first, last) if first < last and last >= bench.limit.oldest else None


def age_of(patient: Recorded, as_of: date) -> int | None:
    """Age from the date of birth, else the age that the file states."""
    if patient.born is not None:
        return years_between(patient.born, as_of)
    stated = patient.facts.get(AGE_FACT, "")
    return int(stated) if stated.isdecimal() else None
