"""One person as the rules see them: what counts, its total, what is recorded, what was seen before."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import compress
from operator import attrgetter
from types import MappingProxyType
from typing import Protocol, cast

from pharmreview.domain.lines.row import ExportRow
from pharmreview.domain.medicines.product import MedicineClass
from pharmreview.domain.patient import CodedTerm, Recorded, years_between
from pharmreview.domain.regimen.regimen import (
    NOTHING_OVER,
    Over,
    Standing,
    all_differ,
    standing_of_repeats,
)
from pharmreview.domain.risk.bench import Bench
from pharmreview.domain.risk.exclusions import UNDER_AGE, said_of
from pharmreview.domain.risk.marks.gist import NOTHING, Gist, Share
from pharmreview.domain.risk.marks.heard import Heard
from pharmreview.domain.risk.marks.mark import Mark

AGE_FACT = "age"
"""The fact that holds an age in years where a file gives one and no date of birth."""


_FEWEST_DAYS = 2
"""One day of issue says nothing of how long."""
_IS_OPIOID = attrgetter("is_opioid")
_NONE_ENDED: Mapping[int, date] = MappingProxyType({})


class Written(Protocol):
    """Whoever can show the rows themselves: the words of a judgement need them, the judgement seldom."""

    @property
    def rows(self) -> Sequence[ExportRow]: ...


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

    `heard` are what the rows say and `issued` their days, one for each row. `mask` holds the marks of
    everything that counts, of the coded terms and of what was told at review. `span` is the first and last
    day of unbroken issues of opioids and `cohort` the code of so long a use, both None where nothing tells.
    `ended` are the last days of rows that have one, by place.
    """

    __slots__ = (
        "_written",
        "age",
        "bench",
        "cohort",
        "complete",
        "excluding",
        "heard",
        "high",
        "issued",
        "low",
        "mask",
        "patient",
        "regular_high",
        "seen",
        "span",
        "standing",
    )  # fmt: skip

    def __init__(
        self,
        bench: Bench,
        written: Written,
        heard: Sequence[Heard],
        issued: Sequence[date | None],
        patient: Recorded,
        seen: Sequence[Seen] = (),
        ended: Mapping[int, date] = _NONE_ENDED,
    ) -> None:
        self.bench, self._written = bench, written
        self.heard, self.issued = heard, issued
        self.seen, self.patient = seen, patient
        self.excluding = False
        self.age = age = age_of(patient, bench.as_of)
        counting = self._counting(bench.limit.over(issued, ended) if ended else NOTHING_OVER)
        standing = self.standing
        mask = repeated = 0
        for each in counting:
            repeated |= mask & each.bits
            mask |= each.bits
        if picks := repeated & bench.picks:
            mask |= bench.burden_bits[tuple([each.gist for each in counting if each.bits & picks])]
        self.complete = not mask & bench.missing
        if standing.doubts and self.complete:
            # A doubt matters only where the product might be an opioid.
            self.complete = not any(heard[at].gist.may_be_opioid for at, _ in standing.doubts)
        self.span: tuple[date, date] | None = None
        self.cohort: str | None = None
        self.low = self.high = self.regular_high = NOTHING
        if mask & bench.opioid:
            mask |= self._opioids([each.gist.share for each in counting])
        if entries := patient.entries:
            recorded, self.excluding = bench.recorded_bits[entries]
            mask |= recorded
        if told := patient.facts:
            mask |= bench.told_bits[tuple(told.items())]
        self.mask = mask | bench.count_bits[mask & bench.counted] | bench.age_bits[age]

    def _counting(self, over: Over) -> Sequence[Heard]:
        """Settles which rows count, and gives what they say."""
        heard, bench = self.heard, self.bench
        if all_differ(heard):
            whys = tuple(map(bench.why_aside.__getitem__, self.issued))
            if over:
                whys = tuple([over.get(at, why) for at, why in enumerate(whys)])
            self.standing: Standing = bench.each_once[whys]
            if not self.standing.aside:
                return heard
        else:
            self.standing = standing_of_heard(
                bench, heard, self.issued, [row.directions for row in self.rows], self._undated, over
            )
        return [each for each, why in zip(heard, self.standing.whys, strict=True) if why is None]

    def _undated(self, at: int) -> str:
        """What a row says for a date, where none is known."""
        return self.rows[at].issued_text

    def _opioids(self, shares: Sequence[Share]) -> int:
        """The marks of the total and of how it came about; fills the totals, `span` and `cohort`."""
        bench, standing = self.bench, self.standing
        self.low, self.high, self.regular_high = [sum(each, NOTHING) for each in zip(*shares, strict=True)]
        mask: int = bench.totals.bits(self.high)
        if self.seen or (standing.repeats and bench.rose(self.heard, self.issued, standing.whys)):
            mask |= bench.earlier_known
        self.span = span = self._issued_since(set(compress(self.issued, map(_IS_OPIOID, self.heard))))
        if span is not None:
            self.cohort, bits = bench.course[(span[1] - span[0]).days]
            mask |= bits
        return mask

    @property
    def is_young(self) -> bool:
        """Whether the person is known to be under the age at which anyone is reviewed."""
        return self.age is not None and self.age < UNDER_AGE

    @property
    def told(self) -> Mapping[str, str]:
        """What was told at review."""
        return self.patient.facts

    @property
    def terms(self) -> Sequence[CodedTerm]:
        """The coded entries."""
        return self.patient.terms

    @property
    def rows(self) -> Sequence[ExportRow]:
        """The rows themselves."""
        return self._written.rows

    @property
    def taken(self) -> list[Gist]:
        """The gists that count."""
        together = zip(self.heard, self.standing.whys, strict=True)
        return [each.gist for each, why in together if why is None]

    @property
    def counted(self) -> list[tuple[ExportRow, Gist]]:
        """The rows that count, each with its gist."""
        together = zip(self.rows, self.heard, self.standing.whys, strict=True)
        return [(row, each.gist) for row, each, why in together if why is None]

    @property
    def names(self) -> dict[MedicineClass, list[str]]:
        """The medicines that count, by class, as the record names them."""
        found: dict[MedicineClass, list[str]] = {}
        for row, gist in self.counted:
            if gist.medicine_class is not None:
                found.setdefault(gist.medicine_class, []).append(row.name.strip())
        return found

    def named(self, groups: Sequence[str]) -> list[str]:
        """The names of other medicines that count and belong to one of the groups."""
        by_name = (row.name for row, gist in self.counted if gist.by_name)
        return [name.strip() for name in by_name if set(self.bench.beside(name)) & set(groups)]

    def has(self, *marks: Mark) -> bool:
        """Whether one of the marks is there."""
        return bool(self.mask & self.bench.index.mask(marks))

    def entries_of(self, codes: Sequence[str]) -> list[CodedTerm]:
        """The coded entries that surely say what one of the groups stands for."""
        terms = self.bench.book.terms
        return [t for t in self.terms if any(sure and g.code in codes for g, sure in said_of(t, terms))]

    def _issued_since(self, issued: set[date | None]) -> tuple[date, date] | None:
        """The first and last day of unbroken issues of opioids, in this search and those before it.

        None where fewer than two days tell. A gap of more days than make a line stale breaks it, so that
        an old course is not joined to a new one.
        """
        bench, as_of = self.bench, self.bench.as_of
        issued.discard(None)
        days = cast("set[date]", issued)
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


def standing_of_heard(
    bench: Bench,
    heard: Sequence[Heard],
    issued: Sequence[date | None],
    directions: Sequence[str],
    undated: Callable[[int], str],
    over: Over = NOTHING_OVER,
) -> Standing:
    """Which rows count where some are of one product; `undated` as `standing_of` has it."""
    together = zip(heard, map(bench.wordings.__getitem__, directions), strict=True)
    saids = [each.said(wording) for each, wording in together]
    return standing_of_repeats(issued, saids, bench.limit, undated, over)


def age_of(patient: Recorded, as_of: date) -> int | None:
    """Age from the date of birth, else the age that the file states."""
    if patient.born is not None:
        return years_between(patient.born, as_of)
    stated = patient.facts.get(AGE_FACT, "")
    return int(stated) if stated.isdecimal() else None
