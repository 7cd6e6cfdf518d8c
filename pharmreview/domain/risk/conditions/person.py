"""Conditions on the person: age, coded entries, and facts told at review."""

from datetime import date

from pharmreview.domain.patient import Answer
from pharmreview.domain.risk.conditions.condition import Condition
from pharmreview.domain.risk.facts import Facts
from pharmreview.domain.risk.marks.mark import AGE_UNKNOWN
from pharmreview.domain.risk.rule import When


def _told(when: When, facts: Facts) -> str:
    """What was told at review and stands for one of the groups, in words; or ""."""
    told = facts.told
    for group in facts.bench.book.terms.groups:
        if group.code in when.terms and any(told.get(fact) == Answer.YES for fact in group.facts):
            return f"{group.what}, told at review"
    return ""


def _terms(when: When, facts: Facts) -> bool | None:
    if _told(when, facts):
        return True
    noted = [entry.noted for entry in facts.entries_of(when.terms)]
    if any(day is not None and _recent(day, when, facts) for day in noted):
        return True
    return None if None in noted else False


def _recent(day: date, when: When, facts: Facts) -> bool:
    return 0 <= (facts.bench.as_of - day).days <= (when.terms_within_days or 0)


def _terms_words(when: When, facts: Facts) -> str:
    entries = facts.entries_of(when.terms)
    if when.terms_within_days is not None:
        entries = [e for e in entries if e.noted is not None and _recent(e.noted, when, facts)]
    return entries[0].term.strip() if entries else _told(when, facts)


def _fact(when: When, facts: Facts) -> bool:
    told = facts.told.get(when.fact or "", "")
    if when.fact_at_least is None:
        return told == Answer.YES
    return told.isdecimal() and int(told) >= when.fact_at_least


def _fact_words(when: When, facts: Facts) -> str:
    told = facts.told.get(when.fact or "", "")
    return "told at review" if when.fact_at_least is None else f"{told}, told at review"


AGE = Condition(
    asked=lambda when: when.age_over is not None,
    needs=lambda when: [frozenset((("older", str(when.age_over)), AGE_UNKNOWN))],
    unsure=lambda _when: frozenset((AGE_UNKNOWN,)),
    words=lambda _when, facts: f"age {facts.age}",
    missing="the date of birth is not known",
)
TERMS = Condition(
    asked=lambda when: bool(when.terms),
    needs=lambda when: [frozenset(("term", code) for code in when.terms)],
    checked=lambda when: when.terms_within_days is not None,
    check=lambda when: lambda facts: _terms(when, facts),
    words=_terms_words,
    missing="the day of the entry is not known",
)
UNLESS_TERMS = Condition(
    asked=lambda when: bool(when.unless_terms),
    never=lambda when: frozenset(("term", code) for code in when.unless_terms),
    words=lambda _when, _facts: "",
)
FACT = Condition(
    asked=lambda when: when.fact is not None,
    needs=lambda when: [frozenset((("fact", when.fact),))],
    check=lambda when: lambda facts: _fact(when, facts),
    words=_fact_words,
)
