"""Declared rules on whole rows: what holds beside which medicines, entries and dates, and what does not."""

from datetime import date, timedelta

import pytest

from pharmreview.domain.assessment import Judge
from pharmreview.domain.lines.row import ExportRow
from pharmreview.domain.patient import CodedTerm, Patient
from pharmreview.domain.risk.finding import Tier
from pharmreview.reference.tables import load_tables
from tests.medicine_lines import AS_OF

TABLES = load_tables()
JUDGE = Judge(TABLES.factors, TABLES.rules, AS_OF)
CODEINE = ("Codeine 30mg tablets", "one twice a day")
TRAMADOL = ("Tramadol 50mg capsules", "one three times a day")
GABAPENTIN = ("Gabapentin 300mg capsules", "one three times a day")


def judged(*said, terms=(), born=date(1970, 1, 1), days_ago=(10,)):
    rows = [
        ExportRow(
            row=2,
            name=one[0],
            directions=one[1],
            quantity=one[2] if len(one) > 2 else "",
            issued=AS_OF - timedelta(days),
        )
        for one in said
        for days in days_ago
    ]
    entries = tuple(CodedTerm(term=t, noted=AS_OF - timedelta(30)) for t in terms)
    read = TABLES.reader()
    return JUDGE.judge(
        rows, [read(r.name).said(r.directions) for r in rows], Patient(born=born, terms=entries)
    )


@pytest.mark.parametrize(
    ("beside", "rule", "tier"),
    [
        ("Promethazine 25mg tablets", "opioid-other-sedative", Tier.MEDIUM),
        ("Quetiapine 25mg tablets", "opioid-other-sedative", Tier.MEDIUM),
        ("Amitriptyline 10mg tablets", "opioid-other-sedative", Tier.MEDIUM),
        ("Baclofen 10mg tablets", "opioid-other-sedative", Tier.MEDIUM),
        ("Sertraline 50mg tablets", "", Tier.LOW),
        ("Senna 7.5mg tablets", "", Tier.LOW),
    ],
)
def test_that_other_sedating_medicines_are_known_by_their_names(beside, rule, tier):
    found = judged(CODEINE, (beside, "one at night"))
    assert found.tier is tier
    assert rule in (*found.holding, "")


def test_that_an_antihistamine_makes_a_second_kind_beside_a_gabapentinoid_and_an_antidepressant_does_not():
    assert judged(CODEINE, GABAPENTIN, ("Promethazine 25mg tablets", "one at night")).tier is Tier.HIGH
    assert judged(CODEINE, GABAPENTIN, ("Amitriptyline 10mg tablets", "one at night")).tier is Tier.MEDIUM


@pytest.mark.parametrize(
    "beside", ["Sertraline 50mg tablets", "Venlafaxine 75mg tablets", "Priadel 400mg tablets"]
)
def test_that_serotonin_is_seen_with_tramadol_and_not_with_codeine(beside):
    assert "serotonin" in judged(TRAMADOL, (beside, "one a day")).holding
    assert "serotonin" not in judged(CODEINE, (beside, "one a day")).holding


@pytest.mark.parametrize(
    ("said", "terms", "rule"),
    [
        (("Morphine 10mg/5ml oral solution", "5ml four times a day", "500 ml"), (), "morphine-solution-item"),
        (("Morphine 10mg/5ml oral solution", "5ml four times a day", "500"), (), "morphine-solution-item"),
        (("Abstral 100microgram sublingual tablets", "one when required"), (), "fentanyl-immediate-release"),
        (("Targinact 10mg/5mg modified-release tablets", "one twice a day"), (), "oxycodone-naloxone"),
        (("Tramacet 37.5mg/325mg tablets", "one twice a day"), (), "tramadol-paracetamol"),
        (
            ("Morphine 10mg modified-release tablets", "one twice a day"),
            ("Total knee replacement",),
            "modified-release-after-surgery",
        ),
        (CODEINE, ("Fibromyalgia",), "fibromyalgia"),
        (CODEINE, ("Cirrhosis of liver",), "liver"),
        (CODEINE, ("H/O: deliberate self-harm",), "past-self-harm"),
    ],
)
def test_that_what_is_to_be_seen_is_seen_and_moves_nobody(said, terms, rule):
    assert rule in judged(said, terms=terms).holding
    declared = {each.id: each.tier for each in TABLES.rules.rules}
    assert declared[rule] is None


@pytest.mark.parametrize(
    ("said", "terms", "rule"),
    [
        (("Morphine 10mg/5ml oral solution", "5ml four times a day", "300 ml"), (), "morphine-solution-item"),
        (("Morphine 10mg tablets", "one four times a day", "500"), (), "morphine-solution-item"),
        (
            ("Abstral 100microgram sublingual tablets", "one when required"),
            ("Malignant neoplasm of breast",),
            "fentanyl-immediate-release",
        ),
        (CODEINE, ("Total knee replacement",), "modified-release-after-surgery"),
    ],
)
def test_that_what_only_looks_like_it_is_not(said, terms, rule):
    assert rule not in judged(said, terms=terms).holding


@pytest.mark.parametrize(
    ("terms", "tier"),
    [
        (("Alcohol dependence",), Tier.HIGH),
        (("Alcohol dependence in remission",), Tier.MEDIUM),
        (("Deliberate self-harm",), Tier.HIGH),
        (("H/O: drug overdose",), Tier.HIGH),
        (("Methadone maintenance",), Tier.REFER),
        (("Depressive disorder",), Tier.LOW),
    ],
)
def test_that_entries_move_the_tier_of_somebody_on_an_opioid(terms, tier):
    assert judged(CODEINE, terms=terms).tier is tier


@pytest.mark.parametrize(
    ("days_ago", "cohort"),
    [
        ((10,), None),
        ((10, 100), None),
        ((10, 101), "COH1"),
        ((10, 100, 193), "COH2"),
        ((10, 100, 200, 300, 374), "COH2"),
        ((10, 100, 200, 300, 375), "COH3"),
        ((10, 375), None),
        ((190, 300), None),
    ],
)
def test_that_the_cohort_is_the_unbroken_span_of_issues_and_one_day_tells_nothing(days_ago, cohort):
    found = judged(CODEINE, days_ago=days_ago)
    assert found.cohort == cohort
    assert ("long-use" in found.holding) is (cohort is not None)


def test_that_medicines_that_are_no_opioid_give_no_cohort():
    assert judged(GABAPENTIN, days_ago=(10, 200)).cohort is None


def test_that_long_use_with_a_condition_is_medium():
    assert judged(CODEINE, days_ago=(10, 150), terms=("Depressive disorder",)).tier is Tier.MEDIUM
    assert judged(CODEINE, days_ago=(10, 150)).tier is Tier.LOW


def test_that_a_patch_is_said_as_morphine_a_day():
    read = TABLES.reader()
    row = ExportRow(
        row=2, name="Fentanyl 50micrograms/hour transdermal patches", directions="one every 72 hours"
    )
    said = JUDGE.assess([read(row.name).said(row.directions).on(row)], Patient(born=date(1940, 1, 1)))
    [older] = [f for f in said.findings if f.code == "older-fentanyl"]
    assert (
        older.because
        == "age 86; fentanyl patches giving 50 micrograms an hour: 120 mg of oral morphine a day"
    )
