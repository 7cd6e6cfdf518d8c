"""What the pharmacist said of a person beside what the rules say, and what changed since the last search."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pharmreview.domain.words.days import MONTHS
from ui import text as words_of
from ui.screens.people.listing.person_row import BADGES
from ui.widgets.marks.badge import badge_word
from ui.widgets.panels.lines import Line, Look

if TYPE_CHECKING:
    from datetime import date

    from pharmreview.domain.case import Case, ExclusionCall, TotalSeen
    from pharmreview.domain.risk.finding import Exclusion, Tier
    from pharmreview.services.assessing import Assessed


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the record that excludes, or might; `stands` is what was said of it, None for nothing."""

    exclusion: Exclusion
    lines: tuple[Line, ...]
    stands: bool | None

    @property
    def action(self) -> str:
        """What the button beside it says."""
        return "Answer" if self.stands is None and not self.exclusion.sure else "Change"


def tier_word(tier: Tier) -> str:
    """A tier as its badge has it."""
    return badge_word(BADGES[tier])


def override_lines(assessed: Assessed) -> tuple[Line, ...]:
    """The tier set by hand: by whom, when, why, and what the rules say; nothing without one."""
    said = assessed.override
    if said is None:
        return ()
    when = words_of.day(said.at.date())
    lines = [
        Line(f"{tier_word(said.tier)}, set by hand", Look.STRONG),
        Line(f"{said.by}, {when}: {said.reason}"),
        Line(f"The rules say {tier_word(assessed.assessment.tier.tier).lower()}.", Look.QUIET),
    ]
    if assessed.rules_moved and assessed.tier_when_overridden is not None:
        then = tier_word(assessed.tier_when_overridden).lower()
        lines.append(Line(f"They said {then} then: look again.", Look.CAUTION))
    return tuple(lines)


def rules_lines(assessed: Assessed) -> tuple[Line, ...]:
    """What the rules say of the tier, for whoever is about to set it."""
    tier = assessed.assessment.tier
    reasons = [Line(reason.what, Look.QUIET) for reason in tier.reasons]
    return (
        Line(f"The rules say {tier_word(tier.tier).lower()}.", Look.STRONG),
        *reasons,
        *override_lines(assessed),
    )


def entries_of(assessed: Assessed, today: date) -> tuple[Entry, ...]:
    """Every entry that excludes, might, or was said not to, and what the pharmacist said by hand."""
    found = [*assessed.exclusions, *assessed.to_check, *(each.exclusion for each in assessed.lifted)]
    return tuple(_entry(each, assessed.call_on(each), today) for each in found)


def _entry(exclusion: Exclusion, call: ExclusionCall | None, today: date) -> Entry:
    where = f", row {exclusion.row}" if exclusion.row else ""
    what = f"{exclusion.what[:1].upper()}{exclusion.what[1:]}"
    lines = [Line(what, Look.STRONG)]
    if exclusion.because:
        lines.append(Line(f"From the record{where}: “{exclusion.because}”.", Look.QUIET))
    if call is not None:
        stands = "Excludes" if call.stands else "Does not exclude"
        lines.append(Line(f"{stands}. {call.by}, {words_of.day(call.at.date())}: {call.reason}"))
        if call.stands and call.look_again is not None:
            due = call.is_due(today)
            again = f"Look again {'since' if due else 'on'} {words_of.day(call.look_again)}."
            lines.append(Line(again, Look.CAUTION if due else Look.QUIET))
    elif not exclusion.sure:
        lines.append(Line("To check: does it exclude?", Look.CAUTION))
    return Entry(exclusion, tuple(lines), None if call is None else call.stands)


def since_lines(case: Case, *, in_search: bool) -> tuple[Line, ...]:
    """How the total last moved between searches, and whether they are in the latest."""
    lines = [] if in_search else [Line("Not in the latest search", Look.CAUTION)]
    moved = next(
        (pair for pair in reversed(list(zip(case.seen, case.seen[1:], strict=False))) if _moved(*pair)), None
    )
    if moved is not None:
        before, after = moved
        since = f"{after.as_of.day} {MONTHS[after.as_of.month - 1]} {after.as_of.year}"
        lines.append(Line(f"{_total(before)} → {_total(after)} mg a day since {since}", Look.STRONG))
        lines.append(Line(_unlike(before, after), Look.SMALL))
    return tuple(line for line in lines if line.words)


def _moved(before: TotalSeen, after: TotalSeen) -> bool:
    return (before.high, before.complete) != (after.high, after.complete)


def _total(seen: TotalSeen) -> str:
    if not seen.complete and not seen.high:
        return "not known"
    return f"{'' if seen.complete else 'at least '}{words_of.ome(seen.low, seen.high)}"


def _unlike(before: TotalSeen, after: TotalSeen) -> str:
    if before.table != after.table:
        return f"The first by {before.table}, the second by {after.table}: they cannot be compared."
    if not (before.complete and after.complete):
        return "A total that is a floor cannot be compared."
    return ""
