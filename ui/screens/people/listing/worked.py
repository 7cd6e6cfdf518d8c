"""What one person amounts to, as the list keeps it: figures and reasons, and none of the working."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from pharmreview.domain.risk.finding import Tier
from ui import text as words_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from pharmreview.domain.assessment import Judged
    from pharmreview.domain.risk.rule import Rule
    from pharmreview.services.assessing import Assessed

AT_LEAST: Final = "at least "
_NANOGRAMS = 1_000_000
UNKNOWN_OME: Final = "not known"


class Worked(NamedTuple):
    """The tier in force and the total, in milligrams a day. `ask` counts lines that could not be counted."""

    tier: Tier
    low: Decimal
    high: Decimal
    complete: bool
    why: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    to_check: bool = False
    ask: int = 0
    cohort: str | None = None
    by_hand: str = ""
    """The reason that was typed where the tier was set by hand."""
    left_out: bool = False
    """Whether the pharmacist has said of everything that excludes the person that it does."""
    lifted: tuple[str, ...] = ()
    """What the pharmacist said does not exclude the person, each with the reason."""


def worked(assessed: Assessed) -> Worked:
    """What the list keeps of an assessment."""
    result = assessed.assessment
    total = result.ome
    said = tuple(
        reason.because if reason.tier is Tier.INCOMPLETE else reason.what for reason in result.tier.reasons
    )
    override = assessed.override
    return Worked(
        tier=assessed.tier,
        low=total.low.milligrams,
        high=total.high.milligrams,
        complete=total.complete,
        why=said,
        excluded=tuple(entry.what for entry in assessed.exclusions),
        to_check=bool(assessed.to_check),
        ask=len(total.not_converted),
        cohort=result.cohort,
        by_hand=override.reason if override else "",
        left_out=assessed.left_out,
        lifted=tuple(f"{each.exclusion.what}: {each.call.reason}" for each in assessed.lifted),
    )


def quickly_worked(judged: Judged, rules: Mapping[str, Rule]) -> Worked | None:
    """The same from the lean judgement; None where it takes words that only the assessment holds."""
    if not judged.complete or judged.excluded or judged.to_check or judged.tier is Tier.INCOMPLETE:
        return None
    held = (rules[rule] for rule in judged.holding)
    return Worked(
        tier=judged.tier,
        low=judged.ome_low,
        high=judged.ome_high,
        complete=True,
        why=tuple(rule.what for rule in held if rule.tier is judged.tier),
        cohort=judged.cohort,
    )


def sortable(high: Decimal, *, complete: bool) -> int | None:
    """The figure to sort by: the high end in nanograms. Nothing counted is not nought: it is none."""
    return int(high * _NANOGRAMS) if complete or high else None


def total_words(low: Decimal, high: Decimal, *, complete: bool) -> str:
    """A total in words: a floor says that it is one, and nothing counted is "not known"."""
    if sortable(high, complete=complete) is None:
        return UNKNOWN_OME
    words = words_of.ome(low, high)
    return words if complete else f"{AT_LEAST}{words}"
