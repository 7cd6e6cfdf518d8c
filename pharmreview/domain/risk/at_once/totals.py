"""What the opioids of many people come to, and over how many days they were issued, column by column."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import repeat
from operator import add, attrgetter, itemgetter, mul
from typing import NamedTuple

from pharmreview.domain.risk.at_once.side import Side
from pharmreview.domain.risk.bench import FAR, Bench
from pharmreview.domain.risk.marks.gist import NO_PARTS
from pharmreview.domain.risk.marks.heard import Heard

_EACH = tuple(itemgetter(place) for place in range(len(NO_PARTS)))
_PARTS, _IS_OPIOID = attrgetter("parts"), attrgetter("is_opioid")


class Totals(NamedTuple):
    """The totals of each person, in parts of a milligram of oral morphine a day."""

    lows: Sequence[int]
    highs: Sequence[int]
    regular_highs: Sequence[int]


class Spans(NamedTuple):
    """The last day on which an opioid was issued to each person, as a number, 0 where no day is known.

    `days` is how long before it the first was, less than 1 where no two days are known.
    """

    days: Sequence[int]
    lasts: Sequence[int]


def totals_of(side: Side, heard: Sequence[Heard], aside: Iterable[int]) -> Totals:
    """What the rows come to, but for those at the places that do not count."""
    parts = list(map(_PARTS, heard))
    for at in aside:
        parts[at] = NO_PARTS
    return Totals(*(side.sums(list(map(of, parts))) for of in _EACH))


def spans_of(bench: Bench, side: Side, heard: Sequence[Heard], issued: Sequence[date | None]) -> Spans:
    """From the first issue of an opioid to the last, of all rows, whether or not they count."""
    is_opioid = list(map(_IS_OPIOID, heard))
    numbered = zip(*map(bench.spanned.__getitem__, issued), strict=True)
    lasts, firsts = (side.most(list(map(mul, days, is_opioid))) for days in numbered)
    return Spans(list(map(add, map(add, lasts, firsts), repeat(-FAR))), lasts)
