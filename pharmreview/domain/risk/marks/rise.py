"""A product whose daily count rose from one issue to a later one, as a rule asks it."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple, Self

from pharmreview.domain.risk.marks.heard import Heard
from pharmreview.domain.risk.rule import When


class Risen(NamedTuple):
    """The place of the row that counts, and units a day at the earlier issue and now."""

    at: int
    old: Decimal
    new: Decimal


class Rise(NamedTuple):
    """By what share of the old, in per cent, and within how many days before the search."""

    percent: Decimal
    within_days: int

    @classmethod
    def of(cls, when: When) -> Self | None:
        """The rise that a rule asks for, None where it asks for none."""
        if when.rise_percent is None:
            return None
        return cls(when.rise_percent, when.rise_within_days or 0)

    def reached(self, old: Decimal, new: Decimal) -> bool:
        """Whether it is so much."""
        return old > 0 and (new - old) * 100 >= self.percent * old

    def among(
        self,
        as_of: date,
        heard: Sequence[Heard],
        issued: Sequence[date | None],
        whys: Sequence[str | None],
    ) -> Risen | None:
        """The first opioid that rose so between an issue set aside and the one that counts."""
        for at, (now, day, why) in enumerate(zip(heard, issued, whys, strict=True)):
            dose = now.meaning.dose
            if why is not None or not now.is_opioid or dose is None or day is None:
                continue
            if (as_of - day).days > self.within_days:
                continue
            for before, since, aside in zip(heard, issued, whys, strict=True):
                was = before.meaning.dose
                if aside is None or before.key != now.key or was is None or since is None:
                    continue
                days = (day - since).days
                if (
                    was.unit == dose.unit
                    and 0 < days <= self.within_days
                    and self.reached(was.high, dose.high)
                ):
                    return Risen(at, was.high, dose.high)
        return None
