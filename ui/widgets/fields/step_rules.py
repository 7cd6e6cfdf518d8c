"""What a stepper steps through: how a value is written, read, and moved. Pure; no widget here."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple, Protocol

from pharmreview.domain.digits import plain
from ui import text as words_of

NUMBER = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,6})?")


class Reading(NamedTuple):
    """Typed text read: a value, or None with the sentence that says why not."""

    value: Decimal | None
    problem: str = ""


class StepRule(Protocol):
    """The values a stepper may hold."""

    def written(self, value: Decimal) -> str:
        """The value as the field shows it."""
        ...

    def read(self, typed: str) -> Reading:
        """The text as a value, or why not. Nothing typed is no value and no problem."""
        ...

    def neighbour(self, value: Decimal | None, way: int) -> Decimal | None:
        """The next value down (-1) or up (1), or None at the end."""
        ...

    def far(self, value: Decimal | None, way: int) -> Decimal | None:
        """The biggest allowed move down or up."""
        ...

    def ends(self) -> tuple[Decimal, Decimal] | None:
        """The lowest and highest values, or None when there are none."""
        ...


class NumberRule:
    """Whole numbers between two bounds, with a unit after them and perhaps words before."""

    def __init__(self, minimum: int, maximum: int, step: int, units: tuple[str, str], prefix: str) -> None:
        self._minimum = Decimal(minimum)
        self._maximum = Decimal(maximum)
        self._stride = Decimal(step)
        self._unit, self._unit_for_one = units
        self._prefix = prefix

    def written(self, value: Decimal) -> str:
        """ "4 weeks", "1 week", "up to 10%"."""
        unit = self._unit_for_one if value == 1 else self._unit
        gap = "" if unit in {"", "%"} else " "
        return f"{self._prefix}{words_of.number(value)}{gap}{unit}"

    def read(self, typed: str) -> Reading:
        """The number, with or without its prefix and unit; past a bound it is refused, not clamped."""
        if not typed:
            return Reading(None)
        bare = typed.lower().removeprefix(self._prefix.lower()).strip().replace(",", "")
        for unit in sorted({self._unit.lower(), self._unit_for_one.lower()} - {""}, key=len, reverse=True):
            if bare.endswith(unit):
                bare = bare.removesuffix(unit).strip()
                break
        if not re.fullmatch(r"[0-9]{1,9}", bare):
            return Reading(None, f"This is not a whole number. Type one such as {plain(self._minimum)}.")
        value = Decimal(bare)
        if not self._minimum <= value <= self._maximum:
            return Reading(None, f"Type a number from {plain(self._minimum)} to {plain(self._maximum)}.")
        return Reading(value)

    def neighbour(self, value: Decimal | None, way: int) -> Decimal | None:
        """One step on, stopping at the bounds."""
        if value is None:
            return self._minimum
        return min(max(value + way * self._stride, self._minimum), self._maximum)

    def far(self, value: Decimal | None, way: int) -> Decimal | None:
        """One step: nothing further was asked for."""
        return self.neighbour(value, way)

    def ends(self) -> tuple[Decimal, Decimal] | None:
        """The bounds."""
        return self._minimum, self._maximum


class DoseRule:
    """Doses that can be made, and nothing between them."""

    def __init__(self, unit: str, made_from: str) -> None:
        self.unit = unit
        self.choices: tuple[Decimal, ...] = ()
        self.biggest_move: Decimal | None = None
        self._made_from = made_from

    def set_choices(self, choices: Sequence[Decimal], biggest_move: Decimal | None) -> None:
        """The doses that can be made, in the unit, and the biggest single change, if any."""
        self.choices = tuple(sorted(set(choices)))
        self.biggest_move = biggest_move

    def written(self, value: Decimal) -> str:
        """ "50 mg"."""
        return words_of.dose(value, self.unit)

    def read(self, typed: str) -> Reading:
        """The dose, when it can be made; otherwise why not, with its neighbours. Nothing is rounded."""
        if not typed:
            return Reading(None)
        bare = re.sub(r"\s+", " ", typed.replace(",", "")).strip()
        if bare.lower().endswith(self.unit.lower()):
            bare = bare[: -len(self.unit)].strip()
        if not NUMBER.fullmatch(bare):
            example = words_of.number(self.choices[0]) if self.choices else "10"
            return Reading(None, f"This is not a dose in {self.unit}. Type a number, such as {example}.")
        value = Decimal(bare)
        return Reading(value) if value in self.choices else Reading(None, self._cannot(value))

    def neighbour(self, value: Decimal | None, way: int) -> Decimal | None:
        """The next makeable dose, or None past the last."""
        if value is None:
            return self.choices[0] if self.choices else None
        if way < 0:
            return max((dose for dose in self.choices if dose < value), default=None)
        return min((dose for dose in self.choices if dose > value), default=None)

    def far(self, value: Decimal | None, way: int) -> Decimal | None:
        """The furthest makeable dose within the biggest single change."""
        move = self.biggest_move
        if value is None or move is None:
            return self.neighbour(value, way)
        within = [dose for dose in self.choices if 0 < way * (dose - value) <= move]
        return max(within, key=lambda dose: abs(dose - value), default=None)

    def ends(self) -> tuple[Decimal, Decimal] | None:
        """The lowest and highest makeable doses."""
        return (self.choices[0], self.choices[-1]) if self.choices else None

    def _cannot(self, value: Decimal) -> str:
        sides = (self.neighbour(value, way) for way in (-1, 1))
        near = [self.written(side) for side in sides if side is not None]
        choose = f" Choose {words_of.listed(near, 'or')}." if near else ""
        return f"{self.written(value)} cannot be made from {self._made_from}.{choose}"
