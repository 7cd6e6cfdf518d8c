"""Coded terms as records write them, whose right answers were fixed before any of them was read."""

import csv
from pathlib import Path

import pytest

from pharmreview.domain.medicines.product import MedicineClass
from pharmreview.domain.patient import CodedTerm
from pharmreview.domain.risk.exclusions import exclusions_of, said_of
from pharmreview.reference.judging.risk_table import load_rule_book

TERMS = load_rule_book().terms
TAKEN = {
    MedicineClass.OPIOID: ["Codeine 30mg tablets"],
    MedicineClass.GABAPENTINOID: ["Gabapentin 300mg capsules"],
}
with (Path(__file__).parents[2] / "data" / "coded_terms.csv").open(encoding="utf-8") as stream:
    ROWS = [(row["term"], row["answer"]) for row in csv.DictReader(stream)]


def answer(term):
    """Exclusion codes in order, those that a person must look at with a question mark."""
    found = exclusions_of([CodedTerm(term=term)], TERMS, None, TAKEN)
    return ",".join(sorted(e.code + ("" if e.sure else "?") for e in found))


def groups(term, text=""):
    return {group.code for group, sure in said_of(CodedTerm(term=term, text=text), TERMS) if sure}


@pytest.mark.parametrize(("term", "right"), ROWS, ids=[term for term, _ in ROWS])
def test_that_a_coded_term_reads_as_its_writer_said(term, right):
    assert answer(term) == right


@pytest.mark.parametrize(("term", "right"), ROWS, ids=[term for term, _ in ROWS])
def test_that_case_and_spacing_change_nothing(term, right):
    assert answer(f"  {term.upper().replace(' ', '  ')} ") == right


@pytest.mark.parametrize(
    ("term", "code"),
    [
        ("H/O: drug overdose", "OVERDOSE"),
        ("History of falls", "FALLS"),
        ("Alcohol dependence in remission", "SUBSTANCE"),
        ("H/O: deliberate self harm", "PAST-SELF-HARM"),
        ("Chronic liver disease", "LIVER"),
        ("Moderate frailty", "FRAILTY"),
        ("Alzheimer's disease", "MEMORY"),
        ("Bereavement", "CAU3"),
        ("Death of husband", "CAU3"),
        ("Victim of domestic violence", "CAU3"),
        ("Congestive heart failure", "HEART"),
        ("Patient lacks capacity to make decision", "CAU5"),
        ("Total knee replacement", "SURGERY"),
        ("Laparoscopic cholecystectomy", "SURGERY"),
    ],
)
def test_that_conditions_are_seen_and_where_it_matters_in_the_past_too(term, code):
    assert code in groups(term)


@pytest.mark.parametrize(
    ("term", "code"),
    [
        ("H/O: deliberate self harm", "SELF-HARM"),
        ("Alcohol dependence in remission", "ALCOHOL"),
        ("FH: Alcoholism", "SUBSTANCE"),
        ("At risk of falls", "FALLS"),
        ("Respiratory depression", "MENTAL-HEALTH"),
        ("Vasectomy", "SURGERY"),
        ("Frailty index", "FRAILTY"),
        ("No falls", "FALLS"),
    ],
)
def test_that_what_is_over_denied_or_another_s_is_not_taken_for_now(term, code):
    assert code not in groups(term)
