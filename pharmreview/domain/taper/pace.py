"""How fast a dose may come down: the dated settings, and what was agreed with one person."""

from datetime import date
from decimal import ROUND_CEILING, Decimal
from typing import NamedTuple

from pharmreview.domain.digits import plain
from pharmreview.domain.errors import InputProblem
from pharmreview.domain.quantity.unit import Unit, ratio
from pharmreview.domain.taper.plan import Pace, PaceBasis
from pharmreview.domain.value import Exact, Value
from pharmreview.domain.words.numbers import count, often

WEEK = 7
MOST_DIGITS = 7
MOST_PLACES = 6
_LEAST = Decimal(1).scaleb(-MOST_PLACES)
_HUNDREDTH = Decimal("0.01")


class Wording(Value):
    """The words of a caution or a refusal, with its source. Braces mark what is filled in."""

    text: str
    source: str


class Ceiling(Value):
    """The most of a second ingredient that a plan may give in a day, and at one time."""

    ingredient: str
    most: Exact
    most_at_once: Exact
    unit: Unit
    source: str


class Syringe(Value):
    """An oral syringe: it measures volumes up to `holds_ml`, in whole steps of `step_ml`.

    `concentrated_only` where it is used only for liquids whose strength is stated in each ml.
    """

    holds_ml: Exact
    step_ml: Exact
    concentrated_only: bool = False
    source: str


class NamedPace(Value):
    """A pace that has a name, to begin from; anything else is set exactly."""

    id: str
    name: str
    percent: Exact
    every_days: int
    source: str


class TaperSettings(Value):
    """The defaults and the limits of every plan, as a dated table states them.

    Percentages are of the dose before a step. `slow_factor` lengthens the interval once the dose is below
    `slow_below_fraction` of the starting dose, rounded up to whole weeks.
    """

    id: str
    percent: Exact
    of: PaceBasis
    every_days: int
    slow_below_fraction: Exact
    slow_factor: Exact
    last_hold_days: int
    issue_days: int
    caution_percent: Exact
    confirm_percent: Exact
    never_percent: Exact
    longest_every_days: int
    long_use_every_days: int
    specialist_ome: Exact
    high_dose_ome: Exact
    limited_issue_days: int
    limited_schedules: tuple[str, ...]
    patches_at_once: int
    wear_periods: int
    units_at_once: int
    most_units_a_day: int
    most_ml_a_day: int
    longest_pause_days: int
    short_use_months: int
    long_use_months: int
    very_long_use_months: int
    very_high_ome: Exact
    liquid_times_a_day: int
    pregnancy_months: int
    recent_overdose_months: int
    recent_crisis_months: int
    syringes: tuple[Syringe, ...]
    paces: tuple[NamedPace, ...]
    """The named paces, the slowest first."""
    sources: dict[str, str]
    """Where each limit comes from, by its name."""
    bank_holidays: frozenset[date]
    holidays_until: date
    """The last day for which the bank holidays are known."""
    ceilings: tuple[Ceiling, ...]
    most_a_day: dict[str, Exact]
    """For an ingredient, the most milligrams that its product characteristics allow in a day."""
    cautions: dict[str, Wording]
    refusals: dict[str, Wording]


class AgreedPace(NamedTuple):
    """A pace with every default filled in, for one medicine.

    `fixed` is in that medicine's unit; where it is agreed, `percent` is 0.
    """

    percent: Decimal
    of: PaceBasis
    fixed: Decimal | None
    never_percent: Decimal
    every_days: int
    slow_below: Decimal
    slow_percent: Decimal | None
    slow_days: int
    last_hold_days: int
    wear_periods: int

    def asked(self, dose: Decimal, start: Decimal) -> Decimal:
        """The largest reduction that was agreed from a dose."""
        if self.fixed is not None:
            most = self.fixed
        else:
            base = dose if self.of is PaceBasis.CURRENT else start
            most = base * self.percent * _HUNDREDTH
        if self.slow_percent is not None and dose < start * self.slow_below:
            most = min(most, dose * self.slow_percent * _HUNDREDTH)
        return most

    def limit(self, dose: Decimal, start: Decimal) -> Decimal:
        """The largest reduction the engine chooses: what was agreed, within the share it never exceeds."""
        return min(self.asked(dose, start), dose * self.never_percent * _HUNDREDTH)

    def capped(self, dose: Decimal, start: Decimal) -> bool:
        """Whether more was agreed from a dose than the engine ever chooses."""
        return self.asked(dose, start) > dose * self.never_percent * _HUNDREDTH

    def days_on(self, dose: Decimal, start: Decimal) -> int:
        """How long a dose is kept before the next reduction."""
        return self.slow_days if dose < start * self.slow_below else self.every_days


def in_full(pace: Pace, settings: TaperSettings) -> Pace:
    """What was asked with the usual interval and share where none was: what its plan was made by."""
    percent = settings.percent if pace.percent is None and pace.fixed is None else pace.percent
    return pace.model_copy(update={"percent": percent, "every_days": pace.every_days or settings.every_days})


def measured(number: Decimal | None, what: str) -> None:
    """Refuse a number that no dose or share is written with: 10 million and more, or over 6 decimal places.

    Raises InputProblem.
    """
    if not number:
        return
    if not -MOST_PLACES <= number.adjusted() < MOST_DIGITS or number % _LEAST:
        raise InputProblem(f"The {what} is not a number that can be meant.", "Check its size and its point.")


def agreed_pace(pace: Pace, settings: TaperSettings, unit: Unit) -> AgreedPace:
    """Fill the defaults into what was asked.

    Raises InputProblem for a share that is not above 0 and at most 100 percent, both a share and a fixed
    amount, an amount in a unit that is not the medicine's, or an interval or a hold out of range.
    """
    for number, what in (
        (pace.percent, "percentage of the pace"),
        (pace.fixed, "fixed amount of the pace"),
        (pace.slow_below_fraction, "fraction below which steps slow down"),
        (pace.slow_percent, "percentage of the last steps"),
    ):
        measured(number, what)
    every = settings.every_days if pace.every_days is None else pace.every_days
    if not 1 <= every <= settings.longest_every_days:
        raise InputProblem(
            f"A step {often(every)} is not possible.", f"Choose 1 to {settings.longest_every_days} days."
        )
    hold = settings.last_hold_days if pace.last_hold_days is None else pace.last_hold_days
    if not 0 <= hold <= settings.longest_pause_days:
        raise InputProblem(
            f"Holding the last dose for {count(hold, 'day')} is not possible.",
            f"Choose 0 to {settings.longest_pause_days} days.",
        )
    slow = settings.slow_below_fraction if pace.slow_below_fraction is None else pace.slow_below_fraction
    if not 0 <= slow <= 1:
        raise InputProblem(
            f"The fraction below which steps slow down cannot be {plain(slow)}.", "Give a number from 0 to 1."
        )
    if pace.slow_percent is not None:
        _share(pace.slow_percent, "last step")
    return AgreedPace(
        percent=_percent(pace, settings),
        of=pace.of,
        fixed=_fixed(pace, unit),
        never_percent=settings.never_percent,
        every_days=every,
        slow_below=slow,
        slow_percent=pace.slow_percent,
        slow_days=_slowed(every, pace.slow_every_days, settings),
        last_hold_days=hold,
        wear_periods=settings.wear_periods,
    )


def _percent(pace: Pace, settings: TaperSettings) -> Decimal:
    if pace.percent is None:
        return settings.percent if pace.fixed is None else Decimal(0)
    if pace.fixed is not None:
        raise InputProblem("The pace names both a percentage and a fixed amount.", "Keep one of the two.")
    return _share(pace.percent, "step")


def _share(percent: Decimal, what: str) -> Decimal:
    if not 0 < percent <= 100:
        raise InputProblem(
            f"A {what} of {plain(percent)} percent is not possible.",
            "Ask for more than 0 and at most 100 percent.",
        )
    return percent


def _fixed(pace: Pace, unit: Unit) -> Decimal | None:
    if pace.fixed is None:
        return None
    if pace.fixed <= 0:
        raise InputProblem(
            f"A step of {plain(pace.fixed)} is not possible.",
            "Give an amount above 0, or leave the medicine out.",
        )
    return pace.fixed * ratio(pace.unit or unit, unit)


def _slowed(every: int, asked: int | None, settings: TaperSettings) -> int:
    """How long a dose lasts once it slows: as asked, else longer by the setting; never less than before."""
    if asked is None:
        weeks = (every * settings.slow_factor / WEEK).to_integral_value(rounding=ROUND_CEILING)
        return max(every, int(weeks) * WEEK)
    if not 1 <= asked <= settings.longest_every_days:
        raise InputProblem(
            f"A slower step {often(asked)} is not possible.",
            f"Choose 1 to {settings.longest_every_days} days.",
        )
    return max(every, asked)
