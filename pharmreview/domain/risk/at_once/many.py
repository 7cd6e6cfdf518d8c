"""The facts of many people, each a column: what `Facts` says of one, for all who have as many rows each.

A product in two dosages of which neither is the later, and a course that may be broken, are seldom met:
such a person is `alone`, and is looked at by `Facts`. Both ways give the same judgement: a law in the tests.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import repeat
from operator import add, and_, attrgetter, ne, or_

from pharmreview.domain.patient import years_between
from pharmreview.domain.risk.at_once.listed import Listed
from pharmreview.domain.risk.at_once.side import Side, places
from pharmreview.domain.risk.at_once.totals import spans_of, totals_of
from pharmreview.domain.risk.bench import NO_REASONS, Bench, Reasons
from pharmreview.domain.risk.facts import Written, age_of, standing_of_heard

_KEY, _IDENTITY, _BITS = map(attrgetter, ("key", "identity", "bits"))
_BORN, _FACTS, _ENTRIES = map(attrgetter, ("born", "facts", "entries"))


class Many:
    """Columns with a cell for each person, in the order in which they are given, with `each` as many rows.

    `whys` says of a person's rows why each does not count; `masks`, `totals`, `cohorts` and `reasons` are as
    `Facts` and the bench have them. Nothing that is told of somebody `alone` holds.
    """

    def __init__(self, bench: Bench, each: int, people: Listed) -> None:
        self._bench = bench
        self._side = side = Side(each)
        self._people = people
        heard, patients = people.heard, people.patients
        self.alone = [False] * len(patients)
        whys = list(map(bench.why_aside.__getitem__, people.issued))
        rising = list(self._settle_repeats(whys))
        aside = list(places(whys))
        self.whys = self._whys_of(whys, aside)
        totals = totals_of(side, heard, aside)
        self.totals = [list(map(bench.milligrams_of.__getitem__, column)) for column in totals]
        self.masks = self._marked(aside, rising, totals.highs)
        for at in places(list(map(and_, self.masks, repeat(bench.uneven)))):
            self.alone[at] = True
        self.cohorts: list[str | None] = [None] * len(patients)
        self._follow()
        self.reasons: list[Reasons] = [NO_REASONS] * len(patients)
        self._look_up()

    def _whys_of(self, whys: Sequence[str | None], aside: Iterable[int]) -> list[tuple[str | None, ...]]:
        """Why rows of each person do not count: the same for all of whom every row does."""
        each = self._side.each
        found: list[tuple[str | None, ...]] = [(None,) * each] * len(self.alone)
        for at in {row // each for row in aside}:
            found[at] = tuple(whys[at * each : (at + 1) * each])
        return found

    def _settle_repeats(self, whys: list[str | None]) -> Iterator[int]:
        """Fill in why rows of one product do not count; the places of those of whom one rose in dose."""
        people, bench, each = self._people, self._bench, self._side.each
        for at in places(self._repeating()):
            own = slice(at * each, (at + 1) * each)
            heard, issued = people.heard[own], people.issued[own]
            undated = partial(_undated, people.written[at])
            standing = standing_of_heard(bench, heard, issued, people.directions[own], undated)
            whys[own] = standing.whys
            self.alone[at] = bool(standing.doubts)
            if bench.rose(heard, issued, standing.whys):
                yield at

    def _repeating(self) -> list[bool]:
        """Who has one product more than once, by its name or by what it is."""
        side, heard = self._side, self._people.heard
        keys, identities = (map(len, map(set, side.by_person(map(of, heard)))) for of in (_KEY, _IDENTITY))
        return list(map(ne, map(add, keys, identities), repeat(2 * side.each)))

    def _marked(self, aside: Iterable[int], rising: Iterable[int], highs: Iterable[int]) -> list[int]:
        """The marks of the rows that count, of the burdens that they reach together, and of the totals."""
        bench, each, heard = self._bench, self._side.each, self._people.heard
        bits = list(map(_BITS, heard))
        for at in aside:
            bits[at] = 0
        masks, repeated = self._side.marks(bits)
        picks = list(map(and_, repeated, repeat(bench.picks)))
        for at in places(picks):
            own = range(at * each, (at + 1) * each)
            masks[at] |= bench.burden_bits[tuple([heard[row].gist for row in own if bits[row] & picks[at]])]
        for at in rising:
            if masks[at] & bench.opioid:
                masks[at] |= bench.earlier_known
        counts = map(bench.count_bits.__getitem__, map(and_, masks, repeat(bench.counted)))
        totals = map(bench.total_bits.__getitem__, highs)
        return list(map(or_, map(or_, masks, counts), totals))

    def _follow(self) -> None:
        """How long opioids have been issued: the cohort and the marks of it."""
        bench, masks = self._bench, self.masks
        today, oldest = bench.as_of.toordinal(), bench.limit.oldest.toordinal()
        days, lasts = spans_of(bench, self._side, self._people.heard, self._people.issued)
        for at in [at for at, span in enumerate(days) if span > 0 and masks[at] & bench.opioid]:
            if lasts[at] > today or days[at] > bench.stale_after.days:
                self.alone[at] = True
            elif lasts[at] >= oldest:
                self.cohorts[at], bits = bench.course[days[at]]
                masks[at] |= bits

    def _look_up(self) -> None:
        """The marks of the age, of what was told at review and of the coded entries; who may be excluded."""
        bench, patients, masks = self._bench, self._people.patients, self.masks
        borns, tolds = list(map(_BORN, patients)), list(map(_FACTS, patients))
        ages = {at: age_of(patients[at], bench.as_of) for at, born in enumerate(borns) if born is None}
        for at, age in ages.items():
            masks[at] |= bench.age_bits[age]
        for at in places(tolds):
            masks[at] |= bench.told_bits[tuple(tolds[at].items())]
        older = bench.older_by_born.of_many([born or date.max for born in borns])
        bits, excluding = zip(*map(bench.recorded_bits.__getitem__, map(_ENTRIES, patients)), strict=True)
        self.masks = masks = list(map(or_, map(or_, masks, bits), older))
        young = {at for at, born in enumerate(borns) if born is not None and born > bench.grown_by}
        for at in {*ages, *young, *places(excluding)}:
            patient = patients[at]
            age = ages[at] if at in ages else years_between(borns[at], bench.as_of)
            self.reasons[at] = bench.reasons_of(patient, masks[at], age, excluding[at])


def _undated(written: Written, at: int) -> str:
    return written.rows[at].issued_text
