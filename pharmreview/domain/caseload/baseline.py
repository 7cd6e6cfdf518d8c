"""Counts of a list frozen on a day, so that later ones can be held against them."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from pharmreview.domain.risk.finding import Tier
from pharmreview.domain.value import Exact, Value

NO_COHORT = ""
"""Stands for people whose cohort the file cannot tell."""


class OmeBand(Value):
    """A band of oral morphine equivalents: milligrams a day, from and under; `under` None has no end."""

    since: Exact
    under: Exact | None = None

    def holds(self, high: Decimal) -> bool:
        """Whether the high end of a total lies in the band."""
        return self.since <= high and (self.under is None or high < self.under)


_EDGES = ("0", "50", "90", "120", "200")
"""50 and 90: dose bands of the CDC guideline; 90 and 120: Opioids Aware, now and before 2025; 200: the CPRD
study of long-term use, very high."""

BANDS = tuple(
    OmeBand(since=Decimal(low), under=None if high is None else Decimal(high))
    for low, high in zip(_EDGES, (*_EDGES[1:], None), strict=True)
)


class BandCount(Value):
    """How many people have a complete total in a band, and for how many the total is a floor in it."""

    band: OmeBand
    complete: int = 0
    incomplete: int = 0


class Standing(NamedTuple):
    """What a count asks of one person: where they stand now."""

    tier: Tier
    cohort: str | None
    high: Decimal
    complete: bool
    excluded: bool
    in_search: bool = True


class Counts(Value):
    """A list counted. `people` counts everyone not excluded; `excluded` the rest.

    People without any opioid stand in the band from 0. `at_or_above_line` counts totals whose high end
    reaches the high-dose line, floors included.
    """

    people: int
    excluded: int
    tiers: dict[Tier, int]
    cohorts: dict[str, int]
    bands: tuple[BandCount, ...]
    at_or_above_line: int
    not_in_search: int = 0
    """Of `people`, those who are not in the latest file of a search."""


class Baseline(Counts):
    """A list counted once and never altered: by whom, when, by which table, rules and high-dose line."""

    id: str
    name: str
    day: date
    at: datetime
    by: str
    table: str
    rules: str
    high_dose_line: Exact


def counted(standings: Iterable[Standing], line: Decimal) -> Counts:
    """Everyone counted by tier, cohort and OME band, against a high-dose line in milligrams a day."""
    tiers = dict.fromkeys(Tier, 0)
    cohorts: dict[str, int] = {}
    whole, floors = [0] * len(BANDS), [0] * len(BANDS)
    people = excluded = above = outside = 0
    for one in standings:
        if one.excluded:
            excluded += 1
            continue
        people += 1
        tiers[one.tier] += 1
        cohorts[one.cohort or NO_COHORT] = cohorts.get(one.cohort or NO_COHORT, 0) + 1
        place = next(i for i, band in enumerate(BANDS) if band.holds(one.high))
        (whole if one.complete else floors)[place] += 1
        above += one.high >= line
        outside += not one.in_search
    bands = tuple(
        BandCount(band=b, complete=w, incomplete=f) for b, w, f in zip(BANDS, whole, floors, strict=True)
    )
    return Counts(
        people=people,
        excluded=excluded,
        tiers=tiers,
        cohorts=cohorts,
        bands=bands,
        at_or_above_line=above,
        not_in_search=outside,
    )
