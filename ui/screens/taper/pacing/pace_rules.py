"""How the pace is stepped: weeks as days, and an aim that lies below the dose now taken."""

import re
from decimal import Decimal

from ui import text as words_of
from ui.widgets.fields.step_rules import DoseRule, Reading

_WEEK = 7
_TYPED = re.compile(r"([0-9]{1,4}) ?(weeks?|w|days?|d)?")


class IntervalRule:
    """Days, shown and stepped as whole weeks; days that are not whole weeks keep their own words."""

    def __init__(self, most_days: int) -> None:
        self.most_days = most_days

    def written(self, value: Decimal) -> str:
        """ "4 weeks", "10 days"."""
        days = int(value)
        if days % _WEEK:
            return words_of.count(days, "day")
        return words_of.count(days // _WEEK, "week")

    def read(self, typed: str) -> Reading:
        """A bare number is weeks. What is out of range is said, never clamped."""
        if not typed:
            return Reading(None, "Type how many weeks each dose lasts, such as 4.")
        found = _TYPED.fullmatch(typed.strip().lower())
        if found is None:
            return Reading(None, "This is not a number of weeks. Type one such as 4.")
        days = int(found[1]) * (1 if (found[2] or "").startswith("d") else _WEEK)
        if not _WEEK <= days <= self.most_days:
            return Reading(None, f"Type from 1 to {self.most_days // _WEEK} weeks.")
        return Reading(Decimal(days))

    def neighbour(self, value: Decimal | None, way: int) -> Decimal | None:
        """The next whole week, stopping at the ends."""
        if value is None:
            return Decimal(_WEEK)
        weeks, rest = divmod(int(value), _WEEK)
        moved = weeks + (1 if way > 0 else (0 if rest else -1))
        return Decimal(min(max(moved * _WEEK, _WEEK), self.most_days // _WEEK * _WEEK))

    def far(self, value: Decimal | None, way: int) -> Decimal | None:
        """One week: nothing further was asked for."""
        return self.neighbour(value, way)

    def ends(self) -> tuple[Decimal, Decimal]:
        """One week, and the longest."""
        return Decimal(_WEEK), Decimal(self.most_days // _WEEK * _WEEK)


class AimRule(DoseRule):
    """Doses below the one now taken that can be made; nought is stopping."""

    def __init__(self) -> None:
        super().__init__("mg", "whole products")
        self.now = Decimal(0)

    def read(self, typed: str) -> Reading:
        """As any dose, but an aim at or above the dose now taken is said to be just that."""
        reading = super().read(typed)
        figures = re.match(r"[0-9][0-9,]*(?:\.[0-9]+)?", typed.strip())
        if reading.value is None and figures is not None and self.choices:
            value = Decimal(figures[0].replace(",", ""))
            if value >= self.now:
                highest = self.written(self.choices[-1])
                now = self.written(self.now)
                return Reading(None, f"The aim must be below the {now} now taken. Choose {highest} or less.")
        return reading
