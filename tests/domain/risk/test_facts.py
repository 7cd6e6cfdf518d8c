"""Facts told at review move the tier as coded entries do."""

from datetime import date

import pytest

from pharmreview.domain.case import Case
from pharmreview.domain.lines.row import ExportRow
from pharmreview.domain.patient import Patient
from pharmreview.domain.risk.finding import Tier
from pharmreview.reference.review_form import load_review_form
from pharmreview.reference.tables import load_tables
from pharmreview.services.assessing import assessed

AS_OF = date(2026, 11, 20)
TABLES = load_tables()
CODEINE = ExportRow(row=2, name="Codeine 30mg tablets", directions="1 twice a day", issued=date(2026, 11, 10))
FENTANYL = ExportRow(
    row=2,
    name="Matrifen 12micrograms/hour transdermal patches",
    directions="Apply one every 72 hours",
    issued=date(2026, 11, 10),
)


def judged(row: ExportRow, **facts: str):
    told = {name.replace("_", "-"): value for name, value in facts.items()}
    case = Case(id="c", patient=Patient(born=date(1970, 1, 1), facts=told), rows=(row,))
    return assessed(case, TABLES.read_row, TABLES.factors, TABLES.rules, AS_OF).assessment.tier


@pytest.mark.parametrize(
    ("facts", "tier"),
    [
        ({}, Tier.LOW),
        ({"falls": "yes"}, Tier.MEDIUM),
        ({"falls": "no"}, Tier.LOW),
        ({"falls": "not-asked"}, Tier.LOW),
        ({"substance_problem": "yes"}, Tier.MEDIUM),
        ({"early_requests": "yes"}, Tier.MEDIUM),
        ({"past_overdose": "yes"}, Tier.HIGH),
        ({"ae_visits_12_months": "1"}, Tier.LOW),
        ({"ae_visits_12_months": "2"}, Tier.HIGH),
        ({"ae_visits_12_months": "many"}, Tier.LOW),
        ({"admissions_12_months": "0"}, Tier.LOW),
        ({"admissions_12_months": "1"}, Tier.HIGH),
        ({"pregnant": "yes"}, Tier.REFER),
        ({"care_home": "yes"}, Tier.LOW),
    ],
)
def test_that_a_fact_told_at_review_moves_the_tier(facts, tier):
    assert judged(CODEINE, **facts).tier is tier


def test_that_the_reason_says_it_was_told_at_review():
    [reason] = judged(CODEINE, falls="yes").reasons
    assert reason.because.endswith("Falls, told at review")


def test_that_a_patch_in_a_care_home_told_at_review_is_a_reason():
    assert "fentanyl-care-home" in [r.code for r in judged(FENTANYL, care_home="yes").reasons]


def test_that_every_fact_a_rule_reads_is_asked_in_the_review():
    asked = {f.fact for s in load_review_form().steps for f in s.fields if f.fact}
    read = {fact for g in TABLES.rules.terms.groups for fact in g.facts}
    read |= {r.when.fact for r in TABLES.rules.rules if r.when.fact}
    assert read <= asked
