"""Runs of numbers and units in a name: 10mg/5ml, 8mg/500mg, 52.5micrograms/hour, 8/500, 24hr."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from pharmreview.domain.lines.names.grammar import DAY, EACH, HOUR, MASS, NUMBER_WORDS, VOLUME
from pharmreview.domain.quantity.unit import Unit

_JOINTS = frozenset(("/", "per", "in", "an", "a"))


_LONGEST_WORN = 7
"""Days: a larger number of them ("28 days supply") is no dosing interval."""


class Mass(NamedTuple):
    """One number of a run; `unit` is None where none is written."""

    number: Decimal
    unit: Unit | None


class Run(NamedTuple):
    """A run read as a strength, a volume or an interval.

    `per` is millilitres. `doubt` says in words why the numbers cannot be trusted, else "".
    """

    masses: tuple[Mass, ...] = ()
    per: Decimal | None = None
    hourly: bool = False
    interval_hours: Decimal | None = None
    doubt: str = ""

    @property
    def bare(self) -> bool:
        """A number or numbers without any unit."""
        return bool(self.masses) and all(mass.unit is None for mass in self.masses)


class _Item(NamedTuple):
    number: Decimal | None
    word: str


def is_number(token: str) -> bool:
    """A token that starts with a digit or a point."""
    return token[0].isdigit() or token[0] == "."


def run_at(words: Sequence[str], start: int) -> tuple[Run, int]:
    """The run that starts with the number at `start`, and where the rest of the name goes on."""
    items: list[_Item] = []
    here = start
    while True:
        item, here = _item(words, here)
        items.append(item)
        after = _next_joint(words, here)
        if after is None:
            return _meaning(items), here
        here = after


def stated_interval(words: Sequence[str], position: int) -> tuple[Decimal, int] | None:
    """An interval in words: seven day, weekly."""
    word = words[position]
    following = words[position + 1] if position + 1 < len(words) else ""
    if word == "weekly":
        return Decimal(168), 1
    if word in NUMBER_WORDS and following in DAY:
        return Decimal(24 * NUMBER_WORDS[word]), 2
    return None


def _item(words: Sequence[str], here: int) -> tuple[_Item, int]:
    number = None
    if is_number(words[here]):
        number = Decimal(words[here])
        here += 1
    word = words[here] if here < len(words) else ""
    if word == "%" or word in MASS or word in VOLUME or word in HOUR or word in DAY:
        return _Item(number, word), here + 1
    if number is None:
        return _Item(None, word), here + 1
    return _Item(number, ""), here


def _next_joint(words: Sequence[str], here: int) -> int | None:
    """Where the run goes on after a stroke or the word per, or None where it ends."""
    if here >= len(words):
        return None
    if words[here] in HOUR and words[here - 1] in MASS:
        return here
    if words[here] not in _JOINTS or here + 1 >= len(words):
        return None
    following = words[here + 1]
    measures = following in VOLUME or following in HOUR or (following in EACH and words[here] in {"/", "per"})
    if is_number(following):
        return here + 1 if words[here] == "/" or _measured(words, here + 1) else None
    return here + 1 if measures else None


def _measured(words: Sequence[str], number_at: int) -> bool:
    unit = words[number_at + 1] if number_at + 1 < len(words) else ""
    return unit in VOLUME or unit in HOUR


def _meaning(items: list[_Item]) -> Run:
    masses: list[Mass] = []
    per: Decimal | None = None
    hourly = False
    doubt = ""
    for position, (number, word) in enumerate(items):
        if word == "%":
            doubt = "the strength is given as a percentage"
        elif word in HOUR or word in DAY:
            if not masses and number is not None and word in DAY and number > _LONGEST_WORN:
                return Run()
            if not masses and number is not None:
                return Run(interval_hours=number * (24 if word in DAY else 1))
            hourly = word in HOUR and number in {None, Decimal(1)}
            doubt = doubt or ("" if hourly else "the strength is given over several hours")
        elif word in VOLUME:
            if position == 0:
                return Run() if len(items) == 1 else Run(doubt="the strength starts with a volume")
            per = VOLUME[word] * (number if number is not None else 1)
        elif word in MASS and number is not None:
            masses.append(Mass(number * MASS[word].times, MASS[word].unit))
        elif number is not None:
            masses.append(Mass(number, None))
        elif word not in EACH:
            doubt = doubt or "the strength ends in a word that is not a unit"
    if per is not None and per <= 0:
        doubt = "the strength is given in no volume"
    return Run(tuple(masses), per, hourly, None, doubt)
