"""What a phrase of directions comes to: an amount, a rate, or a mark between them."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from pharmreview.domain.lines.line import Moment
from pharmreview.domain.lines.sentences.tokens import Token
from pharmreview.domain.quantity.unit import Unit

HOURS_A_DAY: Final = 24
SMALLEST_SUPPLY: Final = 7


class Amount(NamedTuple):
    """How much: at one time, or a day, as the phrases around it say."""

    low: Fraction
    high: Fraction
    unit: Unit | None = None
    strength: bool = False
    """True where it may be a product's strength: it follows a word that is not a direction."""
    of: tuple[Fraction, Unit] | None = None
    """The weight of one, where it is said: the 30 mg of "two 30mg tablets"."""
    supplied: bool = False
    """True for "28 capsule": a number of more than one with a singular noun, as a quantity is written."""
    named: bool = False
    """True where a word that is no direction stands before it: it may be the name of another medicine."""


class Rate(NamedTuple):
    """How often, as times a day. `kind` is what the words state: a rate, a bare day, moments or a count."""

    low: Fraction
    high: Fraction
    kind: str = "rate"
    moments: tuple[Moment, ...] = ()
    interval: Fraction | None = None
    said: str = ""
    """A moment: "short" (mane), "clock", "before" it, "slashed" (the second of "eve/night"); a day:
    daily; every other week: alternate."""
    swap: bool = False
    """True for "change every 7 days", which says how long one is worn."""


class Mark(NamedTuple):
    """A word that joins, limits or changes what stands around it."""

    name: str
    value: Fraction | str | None = None


Item = Amount | Rate | Mark
Part = Sequence[Token]
