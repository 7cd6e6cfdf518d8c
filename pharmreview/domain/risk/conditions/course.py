"""Conditions on how much in all, and how it came about: the total, a rise, how long."""

from pharmreview.domain.digits import plain
from pharmreview.domain.risk.conditions.condition import Condition
from pharmreview.domain.risk.facts import Facts
from pharmreview.domain.risk.marks.mark import EARLIER_KNOWN, OPIOID, Mark
from pharmreview.domain.risk.marks.rise import Rise
from pharmreview.domain.risk.rule import When
from pharmreview.domain.words.days import dashed_day


def _total_marks(when: When) -> list[frozenset[Mark]]:
    marks: list[Mark] = [OPIOID]
    if when.ome_at_least is not None:
        marks.append(("at-least", when.ome_at_least))
    if when.ome_under is not None:
        marks.append(("under", when.ome_under))
    return [frozenset((mark,)) for mark in marks]


def _total_words(when: When, facts: Facts) -> str:
    floor = when.ome_at_least
    against = f" (at or above {plain(facts.bench.milligrams(floor))})" if floor is not None else ""
    return f"{plain(facts.high)} mg OME a day{against}"


def _rise_in_file(when: When, facts: Facts) -> str:
    """A product whose daily count rose between an issue within the days and its latest, in words; or ""."""
    rise = Rise.of(when)
    risen = rise and rise.among(facts.bench.as_of, facts.heard, facts.issued, facts.standing.whys)
    if risen is None:
        return ""
    return f"{facts.rows[risen.at].name.strip()}: {plain(risen.old)} a day, then {plain(risen.new)}"


def _rise_between_searches(when: When, facts: Facts) -> str:
    """A total that rose since an earlier search within the days, both whole and by one table, in words."""
    bench, rise = facts.bench, Rise.of(when)
    if rise is None or not facts.complete:
        return ""
    for before in facts.seen:
        days = (bench.as_of - before.as_of).days
        alike = before.complete and before.table == bench.factors.id and 0 < days <= rise.within_days
        if alike and rise.reached(before.high, facts.high):
            was = f"{plain(before.high)} mg OME a day on {dashed_day(before.as_of)}"
            return f"{was}, now {plain(facts.high)}"
    return ""


def _rise(when: When, facts: Facts) -> str:
    return _rise_in_file(when, facts) or _rise_between_searches(when, facts)


def _long_words(_when: When, facts: Facts) -> str:
    if facts.span is None:
        return ""
    first, last = facts.span
    days = (last - first).days
    return f"opioids issued from {dashed_day(first)} to {dashed_day(last)}, {days} days or more"


TOTAL = Condition(
    asked=lambda when: when.ome_at_least is not None or when.ome_under is not None,
    needs=_total_marks,
    words=_total_words,
)
RISE = Condition(
    asked=lambda when: when.rise_percent is not None,
    needs=lambda _when: [frozenset((OPIOID,)), frozenset((EARLIER_KNOWN,))],
    check=lambda when: lambda facts: bool(_rise(when, facts)),
    words=_rise,
)
LONG_USE = Condition(
    asked=lambda when: when.use_at_least_days is not None,
    needs=lambda when: [frozenset((OPIOID,)), frozenset((("issued", str(when.use_at_least_days)),))],
    words=_long_words,
)
