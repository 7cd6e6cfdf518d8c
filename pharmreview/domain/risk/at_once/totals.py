"""What the opioids of many people come to, and over how many days they were issued, column by column."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from itertools import repeat
from operator import add, attrgetter, mul
from typing import NamedTuple

from pharmreview.domain.risk.at_once.side import Side
from pharmreview.domain.risk.bench import Bench
from pharmreview.domain.risk.marks.gist import NO_SHARE
from pharmreview.domain.risk.marks.heard import Heard

_SHARE, _IS_OPIOID = attrgetter("share"), attrgetter("is_opioid")
_FAR = date.max.toordinal()


class Totals(NamedTuple):
    """The totals of each person, in milligrams of oral morphine a day."""

    lows: Sequence[Decimal]
    highs: Sequence[Decimal]
    regular_highs: Sequence[Decimal]


class Spans(NamedTuple):
    """The last day on which an opioid was issued to each person, as a number, 0 where no day is known.

    `days` is how long before it the first was, less than 1 where no two days are known.
    """

    days: Sequence[int]
    lasts: Sequence[int]


def totals_of(side: Side, heard: Sequence[Heard], aside: Iterable[int]) -> Totals:
    """What the rows come to, but for those at the places that do not count."""
    shares = list(map(_SHARE, heard))
    for at in aside:
        shares[at] = NO_SHARE
    return Totals(*(side.together(add, column) for column in zip(*shares, strict=True)))


def spans_of(bench: Bench, side: Side, heard: Sequence[Heard], issued: Sequence[date | None]) -> Spans:
    """From the first issue of an opioid to the last, of all rows, whether or not they count."""
    is_opioid = list(map(_IS_OPIOID, heard))
    days = list(map(bench.day_numbers.__getitem__, issued))
    before = [day and _FAR - day for day in days]
    lasts, firsts = (list(map(max, side.by_person(map(mul, each, is_opioid)))) for each in (days, before))
    return Spans(list(map(add, map(add, lasts, firsts), repeat(-_FAR))), lasts)
