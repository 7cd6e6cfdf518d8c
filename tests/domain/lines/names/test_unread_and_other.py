"""Names of other medicines, and names that cannot be read: never the one for the other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pharmreview.domain.lines.line import Match, Reading
from pharmreview.domain.lines.match import match_name
from pharmreview.domain.medicines.product import MedicineClass
from pharmreview.reference.vocabulary_table import load_vocabulary


def match(name: str) -> Match:
    return match_name(name, load_vocabulary())


@pytest.mark.parametrize(
    "name",
    [
        "NALOXEGOL 25MG TABLETS",
        "Naltrexone 50mg tablets",
        "Naloxone 400micrograms/1ml solution for injection ampoules",
        "Methylnaltrexone bromide 12mg/0.6ml solution for injection vials",
        "Apomorphine 50mg/5ml solution for injection ampoules",
        "Loperamide 2mg capsules",
        "Methocarbamol 750mg tablets",
        "Pholcodine 5mg/5ml oral solution",
        "Dextromethorphan 7.5mg/5ml oral solution",
        "Co-careldopa 12.5mg/50mg tablets",
        "Co-amoxiclav 500mg/125mg tablets",
        "Co-phenotrope 2.5mg/25microgram tablets",
        "Nurofen 200mg tablets",
        "Solpadeine Headache tablets",
        "Feminax Express tablets",
        "Panadol Extra tablets",
    ],
)
def test_that_a_look_alike_is_another_medicine(name):
    assert match(name) == Match(status=Reading.OTHER)


@pytest.mark.parametrize(
    "name",
    [
        "Paracetamol 500mg tablets",
        "Omeprazole 20mg gastro-resistant capsules",
        "Laxido Orange oral powder sachets sugar free (Galen Ltd)",
        "Amitriptyline 10mg tablets",
        "Senna 7.5mg tablets",
        "Fostair 100micrograms/dose / 6micrograms/dose inhaler",
        "Estradiol 50micrograms/24hours transdermal patches",
        "Adcal-D3 caplets",
        "Lantus 100units/ml solution for injection 3ml pre-filled SoloStar pens",
        "Accu-Chek Mobile testing strips",
        "Allevyn Gentle Border dressing 10cm x 10cm",
        "Nystatin 100,000units/ml oral suspension",
        "Zelprazole 20mg capsules",
        "Foobarin 1% cream",
    ],
)
def test_that_another_medicine_is_told_apart(name):
    assert match(name) == Match(status=Reading.OTHER)


@pytest.mark.parametrize(
    ("name", "medicine_class", "candidate"),
    [
        ("Zomrph 10mg caps", MedicineClass.OPIOID, "Zomorph"),
        ("Tramodol 50mg capsules", MedicineClass.OPIOID, "Tramadol"),
        ("co-codamal 30mg/500mg tablets", MedicineClass.OPIOID, "Co-codamol"),
        ("Pregablin 75mg capsules", MedicineClass.GABAPENTINOID, "Pregabalin"),
        ("Diazapam 2mg tablets", MedicineClass.BENZODIAZEPINE, "Diazepam"),
        ("Zopliclone 7.5mg tablets", MedicineClass.Z_DRUG, "Zopiclone"),
    ],
)
def test_that_a_misspelt_medicine_is_unread_with_the_name_it_may_be(name, medicine_class, candidate):
    found = match(name)
    assert (found.status, found.medicine_class, found.product) == (Reading.UNREAD, medicine_class, None)
    assert candidate in found.candidates


@pytest.mark.parametrize(
    "name", ["Quortilan 30mg tablets", "Zapp 3.75mg tabs", "", "  ", "10mg tablets", "???"]
)
def test_that_an_unknown_name_is_unread_and_never_another_medicine(name):
    found = match(name)
    assert found.status is Reading.UNREAD
    assert found.why


def test_that_the_ending_of_an_unknown_name_gives_its_class_away():
    found = match("Frobazepam 10mg tablets")
    assert (found.status, found.medicine_class) == (Reading.UNREAD, MedicineClass.BENZODIAZEPINE)


@pytest.mark.parametrize(
    "name",
    [
        "Paracetamol 500mg / Codine 30mg tablets",
        "Paracetamol 500mg / Quortilan 30mg tablets",
        "Paracetamol 500mg / Co",
        "Aspirin 500mg /",
        "Paracetamol codeinephosphate tablets",
        "Panadol Utra tablets",
        "Nurofen Pls tablets",
        "Codeine 30mg + Paracetmol 500mg tablets",
        "Morphine 10mg / Quortilan 5mg tablets",
        "Tramadol 37.5mg/325mg tablets",
        "Zomorph oxycodone 10mg capsules",
        "Zomorph / Longtec 10mg",
        "A register of everyone prescribed the equivalent of 120mg of morphine daily",
    ],
)
def test_that_a_second_medicine_which_is_not_known_stops_the_reading(name):
    found = match(name)
    assert found.status is Reading.UNREAD
    assert found.why


@given(st.text(max_size=80))
def test_that_any_text_at_all_gets_an_answer(text):
    found = match(text)
    assert (found.product is not None) == (found.status in {Reading.READ, Reading.ASK})
    assert (found.why is None) == (found.status in {Reading.READ, Reading.OTHER})


def test_that_a_text_far_too_long_for_a_name_is_unread_at_once():
    assert match(f"Morphine {'a' * 991}").why != match("a" * 1001).why
    assert match("a" * 900_000) == Match(
        status=Reading.UNREAD, why="The text is too long to be the name of a medicine."
    )


@given(
    st.sampled_from(
        (
            "Oxycodone 20mg modified-release tablets",
            "Morphine sulfate 10mg/5ml oral solution",
            "Co-codamol 30mg/500mg effervescent tablets",
            "Fentanyl 12micrograms/hour transdermal patches",
            "Tramadol 37.5mg / Paracetamol 325mg tablets",
        )
    ),
    st.data(),
)
def test_that_a_cut_off_name_never_reads_as_a_different_strength_or_release(name, data):
    whole = match(name).product
    cut = match(name[: data.draw(st.integers(1, len(name)))])
    assert cut.status is not Reading.OTHER
    if cut.status is Reading.READ:
        assert cut.product is not None
        assert whole is not None
        assert (cut.product.ingredients, cut.product.release) == (whole.ingredients, whole.release)


@pytest.mark.parametrize(
    "name",
    ["Co-dydramol 10/500 tablets 20mg", "Co-codamol 30/500 caps 15mg", "Tramacet 37.5/325 tablets 75mg"],
)
def test_that_two_strengths_that_do_not_agree_are_asked(name: str) -> None:
    found = match_name(name, load_vocabulary())
    assert found.status is Reading.ASK
    assert found.product is not None
    assert all(ingredient.strength is None for ingredient in found.product.ingredients)


def test_that_an_opiate_without_its_name_is_no_medicine() -> None:
    assert match_name("Opiate patch", load_vocabulary()).status is Reading.UNREAD
