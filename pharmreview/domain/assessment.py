"""The spine: lines to regimen to OME to findings to tier, on one page."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from pharmreview.domain.lines.line import Line
from pharmreview.domain.ome.equivalence import OmeTotal, equivalence
from pharmreview.domain.ome.factor import FactorTable
from pharmreview.domain.patient import Patient
from pharmreview.domain.regimen.regimen import Regimen, regimen_of
from pharmreview.domain.risk.conditions import Facts
from pharmreview.domain.risk.exclusions import exclusions_of
from pharmreview.domain.risk.finding import Exclusion, Finding, Tier, TierResult
from pharmreview.domain.risk.rule import DatedLine, RuleBook
from pharmreview.domain.risk.rules import findings_of
from pharmreview.domain.risk.tier import tier_of
from pharmreview.domain.value import Value

AGE_FACT = "age"
"""The fact that holds an age in years where a file gives one and no date of birth."""


class Assessment(Value):
    """What a person takes, how much it adds up to, and how worried to be, with every reason.

    `exclusions` are sure; `to_check` are entries that might exclude and that a person must look at.
    `cohort` is a COH code, or None where the file cannot tell.
    """

    as_of: date
    regimen: Regimen
    ome: OmeTotal
    findings: tuple[Finding, ...]
    exclusions: tuple[Exclusion, ...]
    to_check: tuple[Exclusion, ...]
    tier: TierResult
    high_dose_line: DatedLine
    rules: str
    untold: tuple[str, ...] = ()
    """Ids of rules that cannot be told for want of a fact."""
    cohort: str | None = None


class Judged(NamedTuple):
    """What a person amounts to, without the words: cheap enough for everyone on a list.

    Totals are milligrams of oral morphine a day by one table, as `OmeTotal` counts them. `holding` are the
    ids of the rules that hold, `untold` of those that cannot be told, `excluded` and `to_check` exclusion
    codes. `assess` gives the words of the same judgement.
    """

    tier: Tier
    ome_low: Decimal
    ome_high: Decimal
    ome_regular_high: Decimal
    complete: bool
    holding: tuple[str, ...]
    untold: tuple[str, ...]
    excluded: tuple[str, ...]
    to_check: tuple[str, ...]
    cohort: str | None


def judge(
    lines: Sequence[Line], patient: Patient, factors: FactorTable, book: RuleBook, as_of: date
) -> Judged:
    """Judge one person on a date: the same judgement as `assess`, without its words."""
    found = assess(lines, patient, factors, book, as_of)
    rules = {rule.id for rule in book.rules}
    return Judged(
        tier=found.tier.tier,
        ome_low=found.ome.low.milligrams,
        ome_high=found.ome.high.milligrams,
        ome_regular_high=found.ome.regular_high.milligrams,
        complete=found.ome.complete,
        holding=tuple(f.code for f in found.findings if f.code in rules),
        untold=found.untold,
        excluded=tuple(e.code for e in found.exclusions),
        to_check=tuple(e.code for e in found.to_check),
        cohort=found.cohort,
    )


def assess(
    lines: Sequence[Line], patient: Patient, factors: FactorTable, book: RuleBook, as_of: date
) -> Assessment:
    """Assess one person on a date, by one equivalence table and one book of rules."""
    regimen = regimen_of(lines, as_of, book.stale_after_days)
    ome = equivalence(regimen, factors)
    age = age_of(patient, as_of)
    facts = Facts(regimen=regimen, ome=ome, patient=patient, age=age, book=book)
    findings, untold = findings_of(facts)
    if factors.comparison_only:
        findings = (*findings, _comparison(factors))
    exclusions = exclusions_of(patient, facts.classes, book.terms, age)
    return Assessment(
        as_of=as_of,
        regimen=regimen,
        ome=ome,
        findings=findings,
        exclusions=tuple(e for e in exclusions if e.sure),
        to_check=tuple(e for e in exclusions if not e.sure),
        tier=tier_of(ome, findings, untold),
        high_dose_line=book.high_dose_line(as_of),
        rules=book.id,
        untold=tuple(gap.rule.id for gap in untold),
    )


def _comparison(factors: FactorTable) -> Finding:
    return Finding(
        code="comparison-table",
        what="The total is for comparison only",
        because=f"{factors.id} is not a British clinical table",
        tier=None,
        source=factors.source,
    )


def age_of(patient: Patient, as_of: date) -> int | None:
    """Age from the date of birth, else the age that the file states."""
    born = patient.age_on(as_of)
    if born is not None:
        return born
    stated = patient.facts.get(AGE_FACT, "")
    return int(stated) if stated.isdecimal() else None
