"""How a plan ends, in plain words and in the values of its fields. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from pharmreview.domain.digits import plain
from pharmreview.domain.quantity.unit import Unit
from pharmreview.domain.taper.pace import TaperSettings
from pharmreview.domain.taper.plan import Pace, TaperPlan
from ui import text as words_of
from ui.screens.taper.words.doses import day_words, dose_words
from ui.screens.taper.words.steps import length_words, often_words
from ui.screens.taper.working.near_the_end import NearTheEnd, near_the_end

FIELDS = ("below", "share_below", "every_below", "last_hold")
"""What is set of an ending, each by its name."""
WHY_TIMES = "A dose time is left out only where no product is small enough for every time, so it comes last."
_HUNDRED = Decimal(100)
_TWO = 2


@dataclass(frozen=True, slots=True)
class Ending:
    """The line, and each field as it holds. `share` is `above` where steps stay as they are before.

    Shares are in percent, times in days. `stops` is False where the plan has an aim: there is no last dose.
    """

    line: str = ""
    below: Decimal = Decimal(0)
    share: Decimal = Decimal(0)
    above: Decimal = Decimal(0)
    every_days: int = 0
    least_days: int = 0
    most_days: int = 0
    hold_days: int = 0
    most_hold_days: int = 0
    stops: bool = True
    usual: bool = True
    usual_words: str = ""
    why_times: str = ""
    frozen: bool = True
    problems: Mapping[str, str] = field(default_factory=dict)


def ending(
    plan: TaperPlan,
    medicine: str,
    settings: TaperSettings,
    *,
    frozen: bool,
    problems: Mapping[str, str],
) -> Ending:
    """The ending of the plan whose pace is shown."""
    near = near_the_end(plan, medicine, settings)
    if near is None:
        return Ending()
    unit = next(s.unit for s in plan.steps if s.medicine == medicine)
    asked = plan.request.pace
    return Ending(
        line=line(near, unit),
        below=near.pace.slow_below,
        share=near.above if near.share is None else near.share,
        above=near.above,
        every_days=near.pace.slow_days,
        least_days=near.pace.every_days,
        most_days=settings.longest_every_days,
        hold_days=near.pace.last_hold_days,
        most_hold_days=settings.longest_pause_days,
        stops=near.last is not None,
        usual=not any(_own(asked)),
        usual_words=_usual_words(settings),
        why_times=WHY_TIMES if near.left_out else "",
        frozen=frozen,
        problems={name: problems[name] for name in FIELDS if name in problems},
    )


def line(near: NearTheEnd, unit: Unit) -> str:
    """The ending in plain sentences."""
    said = (_slowing(near, unit), _stopping(near, unit), _times(near, unit))
    return " ".join(s for s in said if s)


def based_words(plan: TaperPlan, medicine: str, settings: TaperSettings) -> str:
    """The ending as a plan is based on it: "below 33% of the start every 6 weeks; last dose 4 weeks"."""
    near = near_the_end(plan, medicine, settings)
    if near is None:
        return ""
    said = []
    if near.slows:
        smaller = "" if near.share is None else f", up to {plain(near.share)}%"
        often = often_words(near.pace.slow_days)
        said.append(f"below {percent_words(near.pace.slow_below)} of the start {often}{smaller}")
    if near.last is not None and near.kept:
        said.append(f"last dose {length_words(near.kept)}")
    return "; ".join(said)


def percent_words(fraction: Decimal) -> str:
    """ "33%" for 0.33."""
    return f"{plain(fraction * _HUNDRED)}%"


def ended_otherwise(
    one: TaperPlan, other: TaperPlan, settings: TaperSettings
) -> tuple[tuple[str, str, str], ...]:
    """What was agreed for the end of two plans, where they differ in it: its name, and its value in each."""
    both = zip(*(_asked(plan.request.pace, settings) for plan in (one, other)), strict=True)
    return tuple((what, a, b) for (what, a), (_, b) in both if a != b)


def _asked(pace: Pace, settings: TaperSettings) -> tuple[tuple[str, str], ...]:
    fraction = settings.slow_below_fraction if pace.slow_below_fraction is None else pace.slow_below_fraction
    hold = settings.last_hold_days if pace.last_hold_days is None else pace.last_hold_days
    share = "as above" if pace.slow_percent is None else f"up to {plain(pace.slow_percent)}%"
    every = "as usual" if pace.slow_every_days is None else length_words(pace.slow_every_days)
    return (
        ("Slows below", percent_words(fraction)),
        ("Steps there", share),
        ("Doses there", every),
        ("Last dose", length_words(hold)),
    )


def _own(pace: Pace) -> tuple[bool, ...]:
    asked = (pace.slow_below_fraction, pace.slow_percent, pace.slow_every_days, pace.last_hold_days)
    return tuple(one is not None for one in asked)


def _slowing(near: NearTheEnd, unit: Unit) -> str:
    below, pace = near.below, near.pace
    if not below:
        return "It does not slow near the end."
    where = f"{day_words(below, unit)} ({percent_words(pace.slow_below)} of the start)"
    if not near.reached:
        return f"It would slow below {where}, where it does not come."
    if not near.slows:
        return f"Below {where} it goes on as above."
    lasts = (
        f" each dose lasts at least {length_words(pace.slow_days)}"
        if pace.slow_days > pace.every_days
        else ""
    )
    made = ", where products make it" if near.forced else ""
    falls = "" if near.share is None else f" each step is up to {plain(near.share)}% of the dose{made}"
    return f"Below {where}{lasts}{' and' if lasts and falls else ''}{falls}."


def _stopping(near: NearTheEnd, unit: Unit) -> str:
    if near.last is None:
        return f"It ends at {day_words(near.ends_at, unit)} and stays there."
    if not near.kept:
        return f"It stops from {dose_words(near.last, unit)} in one step."
    return f"The last dose, {dose_words(near.last, unit)}, is kept {length_words(near.kept)}; then it stops."


def _times(near: NearTheEnd, unit: Unit) -> str:
    """When dose times are left out, where a day has more than one."""
    many = len(near.left_out) + len(near.stay)
    if many < _TWO:
        return ""
    name = "Both" if many == _TWO else "All"
    if near.comes_back:
        return f"{name} dose times stay down to {day_words(near.all_times, unit)}; below, some leave one out."
    if not near.left_out:
        return f"{name} dose times stay."
    stay, gone = (words_of.listed([t.lower() for t in times]) for times in (near.stay, near.left_out))
    then = f"then {gone} is left out" if len(near.left_out) == 1 else f"then they are left out, {stay} last"
    return f"{name} dose times stay down to {day_words(near.all_times, unit)}; {then}."


def _usual_words(settings: TaperSettings) -> str:
    every = length_words(settings.last_hold_days)
    return (
        f"As the setting has it: below {percent_words(settings.slow_below_fraction)} of the start each dose "
        f"lasts {plain(settings.slow_factor)} times as long, steps as above; the last dose is kept {every}."
    )
