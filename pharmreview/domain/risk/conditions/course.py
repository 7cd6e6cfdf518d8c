"""Conditions on how much in all, and how it came about: the total, a rise, how long."""

from decimal import Decimal

from pharmreview.domain.digits import plain
from pharmreview.domain.risk.conditions.condition import Condition
from pharmreview.domain.risk.facts import Facts
from pharmreview.domain.risk.marks.mark import EARLIER_KNOWN, OPIOID, Mark
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


def _rose(when: When, old: Decimal, new: Decimal) -> bool:
    share = when.rise_percent or Decimal(0)
    return old > 0 and (new - old) * 100 >= share * old


def _rise_in_file(when: When, facts: Facts) -> str:
    """A product whose daily count rose between an issue within the days and its latest, in words; or ""."""
    as_of, within = facts.bench.as_of, when.rise_within_days or 0
    whys = facts.standing.whys
    for at, (why, heard, issued) in enumerate(zip(whys, facts.heard, facts.issued, strict=True)):
        now = heard.gist.meaning.dose
        if why is not None or not heard.is_opioid or now is None or issued is None:
            continue
        if (as_of - issued).days > within:
            continue
        for aside, before, since in zip(whys, facts.heard, facts.issued, strict=True):
            was = before.gist.meaning.dose
            if (
                aside is None
                or before.key != heard.key
                or was is None
                or since is None
                or was.unit != now.unit
            ):
                continue
            if 0 < (issued - since).days <= within and _rose(when, was.high, now.high):
                return f"{facts.rows[at].name.strip()}: {plain(was.high)} a day, then {plain(now.high)}"
    return ""


def _rise_between_searches(when: When, facts: Facts) -> str:
    """A total that rose since an earlier search within the days, both whole and by one table, in words."""
    bench, within = facts.bench, when.rise_within_days or 0
    if not facts.complete:
        return ""
    for before in facts.seen:
        days = (bench.as_of - before.as_of).days
        alike = before.complete and before.table == bench.factors.id and 0 < days <= within
        if alike and _rose(when, before.high, facts.high):
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
