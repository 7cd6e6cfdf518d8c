"""Coded terms to exclusions: what excludes, what never does, and what a person must look at."""

from datetime import date

import pytest

from pharmreview.domain.medicines.product import MedicineClass
from pharmreview.domain.patient import CodedTerm, Patient
from pharmreview.domain.risk.exclusions import exclusions_of
from pharmreview.reference.judging.risk_table import load_rule_book
from tests.medicine_lines import AS_OF

TERMS = load_rule_book().terms
OPIOID = {MedicineClass.OPIOID: ["Codeine 30mg tablets"]}
BOTH = OPIOID | {MedicineClass.GABAPENTINOID: ["Gabapentin 300mg capsules"]}


def found(term, text="", taken=OPIOID):
    return exclusions_of([CodedTerm(term=term, text=text, row=7)], TERMS, None, taken)


def read(term, text="", taken=OPIOID):
    return [(e.code, e.sure) for e in found(term, text, taken)]


@pytest.mark.parametrize(
    ("term", "code"),
    [
        ("Malignant tumor of colon", "EXC1"),
        ("Multiple myeloma", "EXC1"),
        ("Metastatic malignant neoplasm to bone", "EXC1"),
        ("Malignant melanoma of skin", "EXC1"),
        ("Primary malignant neoplasm of lung", "EXC1"),
        ("Acute lymphoblastic leukemia", "EXC1"),
        ("Adenocarcinoma of prostate", "EXC1"),
        ("Osteosarcoma of femur", "EXC1"),
        ("Ca breast", "EXC1"),
        ("Carcinoma of breast with no spread", "EXC1"),
        ("Palliative care", "EXC2"),
        ("On end of life care register", "EXC2"),
        ("On gold standards palliative care framework", "EXC2"),
        ("Palliative care plan agreed", "EXC2"),
        ("Under care of hospice", "EXC2"),
        ("Methadone maintenance", "EXC5"),
        ("Sickle cell anaemia", "EXC9"),
    ],
)
def test_that_a_term_that_says_it_excludes(term, code):
    assert (code, True) in read(term)


@pytest.mark.parametrize(
    "term",
    [
        "No H/O: cancer",
        "FH: Breast cancer",
        "Family history of leukaemia",
        "Fear of cancer",
        "Worried about cancer",
        "Bowel cancer screening programme",
        "Suspected lung cancer",
        "Fast track referral for suspected cancer",
        "?Lung cancer",
        "Palliative care not needed",
        "Not for palliative care",
        "Benign neoplasm of colon",
        "Neuroleptic malignant syndrome",
        "Malignant hypertension",
        "Sickle cell trait",
        "Mother had breast cancer",
        "At risk of cancer",
        "Cancer ruled out",
        "Hypertension",
        "Sarcoidosis",
        "",
    ],
)
def test_that_a_term_that_denies_fears_suspects_or_speaks_of_another_person_does_not(term):
    assert read(term) == []


@pytest.mark.parametrize(
    "term",
    [
        "Basal cell carcinoma of nose",
        "H/O: breast cancer",
        "Lymphoma in remission",
        "Removed from palliative care register",
        "Carcinoma in situ of cervix",
        "Neoplasm of breast",
        "Cancer care review",
        "Acute low back pain",
    ],
)
def test_that_a_doubtful_term_is_shown_and_does_not_exclude(term):
    assert [sure for _, sure in read(term)] == [False]


def test_that_a_denial_beside_the_term_casts_doubt_on_it():
    assert read("Palliative care", "not required at present") == [("EXC2", False)]


def test_that_epilepsy_asks_about_a_gabapentinoid_and_only_then():
    assert read("Epilepsy", taken=BOTH) == [("EXC6", False)]
    assert read("Epilepsy") == []
    assert read("Post-herpetic neuralgia", taken=BOTH) == [("EXC7", False)]


def test_that_a_reason_about_one_medicine_names_that_medicine_alone():
    [epilepsy] = found("Epilepsy", taken=BOTH)
    assert epilepsy.medicines == ("Gabapentin 300mg capsules",)
    [care] = found("Palliative care", taken=BOTH)
    assert care.medicines == ()


def test_that_the_entry_and_its_row_are_kept():
    [care] = found("Palliative care")
    assert (care.because, care.row) == ("Palliative care", 7)


@pytest.mark.parametrize(("born", "excluded"), [(date(2008, 11, 21), True), (date(2008, 11, 20), False)])
def test_that_under_eighteen_is_judged_on_the_day(born, excluded):
    assert bool(exclusions_of((), TERMS, Patient(born=born).age_on(AS_OF), {})) is excluded
