"""What is kept of a whole list, in words: searches, counts, samples, settings. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pharmreview.domain.caseload.searches.changes import Movement
from ui import text as words_of
from ui.screens.people.listing.filters import COHORTS
from ui.screens.people.listing.person_row import BADGES
from ui.widgets.marks.badge import badge_word
from ui.widgets.panels.lines import Line, Look

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from decimal import Decimal

    from pharmreview.domain.caseload.baseline import Baseline, Counts, OmeBand
    from pharmreview.domain.caseload.sample import Sample
    from pharmreview.domain.caseload.searches.imports import ImportRecord
    from pharmreview.domain.caseload.settings import ListSettings
    from ui.screens.people.deciding import Kept

_MOVED = (
    (Movement.NEW, "new"),
    (Movement.GONE, "gone"),
    (Movement.UP, "up"),
    (Movement.DOWN, "down"),
    (Movement.SAME, "the same"),
    (Movement.UNCLEAR, "cannot be compared"),
    (Movement.EARLIER, "already here from a newer search"),
)


def search_lines(records: Sequence[ImportRecord], titles: Mapping[str, str]) -> tuple[Line, ...]:
    """Every search brought in, newest first."""
    if not records:
        return (Line("No search has been brought in yet.", Look.QUIET),)
    lines: list[Line] = []
    for record in reversed(records):
        lines.append(Line(f"Search of {words_of.day(record.as_of)}", Look.STRONG, apart=True))
        people = words_of.count(record.people, "person", "people")
        lines.append(Line(f"{people} in {words_of.count(record.rows, 'row')}"))
        moved = [f"{record.counts[each]:,} {words}" for each, words in _MOVED if record.counts.get(each)]
        moved += [f"{len(record.returned):,} back again"] if record.returned else []
        lines.append(Line(words_of.listed(moved)))
        when = f"{words_of.day(record.at.date())} at {words_of.clock_time(record.at)}"
        table = titles.get(record.table, record.table)
        lines.append(
            Line(f"{record.file_name}, brought in {when} by {record.by}. Totals by {table}.", Look.SMALL)
        )
    return tuple(lines)


def count_lines(counts: Counts | Baseline, line: Decimal) -> tuple[Line, ...]:
    """Counts as a baseline keeps them."""
    tiers = [f"{badge_word(badge)} {counts.tiers[tier]:,}" for tier, badge in BADGES.items()]
    lines = [
        Line(words_of.count(counts.people, "person", "people"), Look.STRONG, apart=True),
        Line(", ".join(tiers)),
    ]
    for each in counts.bands:
        if each.complete or each.incomplete:
            floor = f", and {each.incomplete:,} with an incomplete total" if each.incomplete else ""
            lines.append(Line(f"{_band(each.band)}: {each.complete:,}{floor}"))
    lines.append(Line(f"At or above {words_of.dose(line)} a day: {counts.at_or_above_line:,}"))
    cohorts = [f"{COHORTS[code]} {number:,}" for code, number in counts.cohorts.items() if code in COHORTS]
    lines += [Line(f"Cohorts: {', '.join(cohorts)}")] if cohorts else []
    if counts.excluded:
        lines.append(Line(f"Excluded and not counted: {counts.excluded:,}", Look.QUIET))
    if counts.not_in_search:
        lines.append(Line(f"Of them not in the latest search: {counts.not_in_search:,}", Look.QUIET))
    return tuple(lines)


def baseline_lines(baselines: Sequence[Baseline], titles: Mapping[str, str]) -> tuple[Line, ...]:
    """Every baseline, newest first."""
    lines: list[Line] = []
    for each in reversed(baselines):
        lines.append(Line(each.name, Look.STRONG, apart=True))
        table = titles.get(each.table, each.table)
        lines.append(Line(f"{words_of.day(each.day)}, by {each.by}. Totals by {table}.", Look.SMALL))
        lines += count_lines(each, each.high_dose_line)
    return tuple(lines)


def sample_words(sample: Sample) -> str:
    """A sample by its size and seed."""
    return f"{sample.size:,} of {sample.among:,}, seed {sample.seed}"


def again_words(sample: Sample) -> str:
    """How anybody can take the same sample."""
    people = words_of.count(sample.among, "person", "people")
    return f"To take it again: {sample.size:,} among the same {people} with the seed “{sample.seed}”."


def baselines_copied(baselines: Sequence[Baseline], titles: Mapping[str, str]) -> str:
    """Every baseline as text to paste, newest first, a blank line between them."""
    each = (baseline_lines((baseline,), titles) for baseline in reversed(baselines))
    return "\n\n".join("\n".join(line.words for line in lines) for lines in each)


def sample_copied(sample: Sample, people: Sequence[str]) -> str:
    """A sample as text to paste: how it was drawn, and each person on a line with their number in it.

    A line begins with that number, so that no spreadsheet takes a name for a formula.
    """
    drawn = f"Sample “{sample.seed}”, drawn {words_of.day(sample.at.date())} by {sample.by}."
    named = (f"{place}. {each}" for place, each in enumerate(people, 1))
    return "\n".join((drawn, again_words(sample), "", *named))


def settings_lines(kept: Kept, today: date) -> tuple[Line, ...]:
    """What the list is judged by now, and who set what and when, newest first."""
    settings, titles = kept.settings, kept.titles
    lines = [Line("High-dose lines", Look.STRONG)]
    for each in sorted(settings.high_dose_lines, key=lambda each: each.since, reverse=True):
        to_come = " (to come)" if each.since > today else ""
        lines.append(
            Line(f"{words_of.dose(each.milligrams)} a day since {words_of.day(each.since)}{to_come}")
        )
        lines.append(Line(each.source, Look.SMALL))
    lines.append(Line(f"Table in use: {titles.get(settings.table, settings.table)}", apart=True))
    lines.append(Line("A line is stale", Look.STRONG, apart=True))
    for age in sorted(settings.stale_after, key=lambda age: age.since, reverse=True):
        to_come = " (to come)" if age.since > today else ""
        lines.append(
            Line(f"after {words_of.count(age.days, 'day')} since {words_of.day(age.since)}{to_come}")
        )
        lines.append(Line(age.source, Look.SMALL))
    for place, once in enumerate(reversed(kept.set_by)):
        lines.append(Line(f"{words_of.day(once.at.date())}, set by {once.by}", Look.SMALL, apart=place == 0))
        lines.append(Line(_set_to(once.settings, titles)))
    return tuple(lines)


def _set_to(settings: ListSettings, titles: dict[str, str]) -> str:
    """Settings that once held, in one line."""
    high = ", ".join(
        f"{words_of.dose(each.milligrams)} a day since {words_of.day(each.since)}"
        for each in settings.high_dose_lines
    )
    stale = ", ".join(
        f"{words_of.count(each.days, 'day')} since {words_of.day(each.since)}"
        for each in settings.stale_after
    )
    return f"High dose {high}; table {titles.get(settings.table, settings.table)}; stale after {stale}."


def _band(band: OmeBand) -> str:
    if band.under is None:
        return f"{words_of.dose(band.since)} a day or more"
    if not band.since:
        return f"Under {words_of.dose(band.under)} a day"
    return f"{words_of.number(band.since)} to under {words_of.dose(band.under)} a day"
