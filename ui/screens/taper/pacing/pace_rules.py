"""How the pace is stepped: shares, weeks as days, and an aim that lies below the dose now taken."""

import re
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from pharmreview.domain.digits import plain
from ui import text as words_of
from ui.widgets.fields.step_rules import DoseRule, Reading

_WEEK = 7
_PERCENT = re.compile(r"(?:up to )?([0-9]{1,3}(?:\.[0-9]{1,2})?) ?(?:%|percent)?")
_HUNDRED = Decimal(100)
_PARTS = tuple(Decimal(n) / 100 for n in (0, 10, 20, 25, 33, 40, 50, 66, 75, 100))
AS_ABOVE, NEVER = "as above", "never"
_OF_START = " of the start"
_TYPED = re.compile(r"([0-9]{1,4}) ?(weeks?|w|days?|d)?")


class IntervalRule:
    """Days, shown and stepped as whole weeks; days that are not whole weeks keep their own words."""

    def __init__(self, most_days: int, least_days: int = _WEEK) -> None:
        self.most_days = most_days
        self.least_days = least_days

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
        if not self.least_days <= days <= self.most_days:
            return Reading(None, f"Type from {self._least() // _WEEK} to {self.most_days // _WEEK} weeks.")
        return Reading(Decimal(days))

    def neighbour(self, value: Decimal | None, way: int) -> Decimal | None:
        """The next whole week, stopping at the ends."""
        if value is None:
            return Decimal(self._least())
        weeks, rest = divmod(int(value), _WEEK)
        moved = weeks + (1 if way > 0 else (0 if rest else -1))
        return Decimal(min(max(moved * _WEEK, self._least()), self.most_days // _WEEK * _WEEK))

    def far(self, value: Decimal | None, way: int) -> Decimal | None:
        """One week: nothing further was asked for."""
        return self.neighbour(value, way)

    def ends(self) -> tuple[Decimal, Decimal]:
        """The shortest, and the longest, in whole weeks."""
        return Decimal(self._least()), Decimal(self.most_days // _WEEK * _WEEK)

    def _least(self) -> int:
        """The days of the fewest whole weeks that are long enough."""
        return -(-self.least_days // _WEEK) * _WEEK


class ShareRule:
    """The largest share of a dose that a step may take, in percent: "up to 7.5%"; stepped by whole ones."""

    def __init__(self, most: Decimal) -> None:
        self.most = most

    def written(self, value: Decimal) -> str:
        """ "up to 7.5%"."""
        return f"up to {plain(value)}%"

    def read(self, typed: str) -> Reading:
        """A percentage with at most two decimal places; past a bound it is refused, not clamped."""
        if not typed:
            return Reading(None)
        found = _PERCENT.fullmatch(" ".join(typed.lower().split()))
        if found is None:
            return Reading(None, "This is not a percentage. Type one such as 7.5.")
        value = Decimal(found[1])
        if not 1 <= value <= self.most:
            return Reading(None, f"Type a percentage from 1 to {self._most()}.")
        return Reading(value)

    def neighbour(self, value: Decimal | None, way: int) -> Decimal | None:
        """The next whole percent, stopping at the ends."""
        if value is None:
            return Decimal(1)
        whole = value.to_integral_value(ROUND_FLOOR if way > 0 else ROUND_CEILING)
        return min(max(whole + way, Decimal(1)), self.most)

    def far(self, value: Decimal | None, way: int) -> Decimal | None:
        """One percent: nothing further was asked for."""
        return self.neighbour(value, way)

    def ends(self) -> tuple[Decimal, Decimal]:
        """The bounds."""
        return Decimal(1), self.most

    def _most(self) -> str:
        return plain(self.most.quantize(Decimal("0.01"), ROUND_FLOOR))


class SmallerShareRule(ShareRule):
    """The share of the slower part: never above the one before it, which is said as just that."""

    def written(self, value: Decimal) -> str:
        """ "as above", "up to 5%"."""
        return AS_ABOVE if value >= self.most else super().written(value)

    def read(self, typed: str) -> Reading:
        """As any share, or "as above"."""
        if typed.strip().lower() == AS_ABOVE:
            return Reading(self.most)
        reading = super().read(typed)
        if reading.problem and self.most > 1:
            return Reading(None, f"Type a percentage from 1 to {self._most()}, or \u201c{AS_ABOVE}\u201d.")
        return reading


class FractionRule:
    """A share of the starting dose, from none of it to the whole: "33% of the start", "never"."""

    def written(self, value: Decimal) -> str:
        """ "33% of the start"; for none of it "never"."""
        return f"{plain(value * _HUNDRED)}%{_OF_START}" if value else NEVER

    def read(self, typed: str) -> Reading:
        """A percentage from 0 to 100, or "never"."""
        if typed.strip().lower() == NEVER:
            return Reading(Decimal(0))
        found = _PERCENT.fullmatch(" ".join(typed.lower().split()).removesuffix(_OF_START))
        value = None if found is None else Decimal(found[1]) / _HUNDRED
        if value is None or value > 1:
            return Reading(None, f"Type a percentage from 0 to 100, such as 33, or \u201c{NEVER}\u201d.")
        return Reading(value)

    def neighbour(self, value: Decimal | None, way: int) -> Decimal | None:
        """The next usual part, stopping at the ends."""
        now = Decimal(0) if value is None else value
        if way < 0:
            return max((part for part in _PARTS if part < now), default=_PARTS[0])
        return min((part for part in _PARTS if part > now), default=_PARTS[-1])

    def far(self, value: Decimal | None, way: int) -> Decimal | None:
        """One part: nothing further was asked for."""
        return self.neighbour(value, way)

    def ends(self) -> tuple[Decimal, Decimal]:
        """None of it, and the whole."""
        return _PARTS[0], _PARTS[-1]


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
