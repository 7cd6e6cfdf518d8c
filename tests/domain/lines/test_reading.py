"""A row to a line: product and directions together."""

from decimal import Decimal

import pytest

from pharmreview.domain.lines.line import MedicationLine, OtherLine, UnreadLine
from pharmreview.domain.medicines.product import MedicineClass
from pharmreview.domain.quantity.unit import Unit
from pharmreview.reference.tables import load_tables
from tests.medicine_lines import row

TABLES = load_tables()


def read(name, directions):
    return TABLES.read_row(row(name, directions))


@pytest.mark.parametrize(
    ("name", "directions", "units", "unit"),
    [
        ("MST Continus 15mg tablets", "30mg bd", "4", Unit.TABLET),
        ("Zomorph 60mg modified-release capsules", "120mg bd", "4", Unit.CAPSULE),
        ("Oramorph 10mg/5ml oral solution", "10mg four times a day", "20", Unit.MILLILITRE),
        ("OxyNorm 10mg/ml concentrate oral solution", "20mg bd", "4", Unit.MILLILITRE),
        ("Temgesic 200microgram sublingual tablets", "400mcg tds", "6", Unit.TABLET),
        ("Co-codamol 30mg/500mg tablets", "60mg qds", "8", Unit.TABLET),
    ],
)
def test_that_a_dose_by_weight_becomes_units_of_a_known_strength(name, directions, units, unit):
    line = read(name, directions)
    assert isinstance(line, MedicationLine)
    assert (line.directions.high, line.directions.unit) == (Decimal(units), unit)


def test_that_a_dose_by_weight_is_kept_where_the_strength_must_be_asked():
    line = read("Morphine tablets", "10mg bd")
    assert isinstance(line, MedicationLine)
    assert (line.directions.high, line.directions.unit) == (Decimal(20), Unit.MILLIGRAM)
    assert line.ask is not None


def test_that_a_dose_the_strength_cannot_make_is_unread():
    line = read("MST Continus 15mg tablets", "10mg bd")
    assert isinstance(line, UnreadLine)
    assert "15 mg" in line.why


@pytest.mark.parametrize(
    "directions",
    [
        "Take one zopiclone at night",
        "Zopiclone one at night",
        "one zapain twice a day",
        "10ml oramorph qds",
        "1 amitriptyline tablet nocte",
    ],
)
def test_that_the_dose_of_another_medicine_is_not_taken_for_that_of_the_product(directions):
    line = read("Codeine 30mg tablets", directions)
    assert isinstance(line, UnreadLine)


@pytest.mark.parametrize(
    ("directions", "may_be"),
    [
        ("10ml oramorph qds", True),
        ("two bd and oramorph prn", True),
        ("as directed", False),
        ("one zopiclone at night", False),
    ],
)
def test_that_an_unread_line_may_be_an_opioid_where_its_directions_name_one(directions, may_be):
    line = read("Diazepam 2mg tablets", directions)
    assert isinstance(line, UnreadLine)
    assert line.might_be_opioid is may_be


@pytest.mark.parametrize(
    "name",
    [
        "Zopiclone 7.5mg tablets",
        "Zimovane 7.5mg tablets",
    ],
)
def test_that_directions_may_name_the_medicine_that_they_are_for(name):
    line = read(name, "Take one zopiclone at night, with water")
    assert isinstance(line, MedicationLine)
    assert line.directions.high == 1


@pytest.mark.parametrize(
    "directions",
    ["one with paracetamol twice a day", "1 bd, contains codeine, max 2 a day", "codeine 30mg bd"],
)
def test_that_what_is_taken_beside_or_held_is_no_other_medicine(directions):
    line = read("Codeine 30mg tablets", directions)
    assert isinstance(line, MedicationLine)
    assert line.directions.high == 2


def test_that_a_dose_that_fits_the_paracetamol_is_unread():
    line = read("Co-codamol 8mg/500mg tablets", "1000mg qds")
    assert isinstance(line, UnreadLine)
    assert "which ingredient" in line.why


def test_that_twice_a_day_settles_a_twelve_hourly_family():
    line = read("Morphine 60mg modified-release capsules", "ONE TWICE A DAY")
    assert isinstance(line, MedicationLine)
    assert (line.product.interval_hours, line.ask) == (Decimal(12), None)


def test_that_once_a_day_does_not_settle_which_family_it_is():
    line = read("Morphine 60mg modified-release capsules", "ONE EVERY NIGHT")
    assert isinstance(line, MedicationLine)
    assert line.product.interval_hours is None
    assert line.ask is not None


def test_that_a_patch_keeps_its_question_while_its_dose_is_known():
    line = read("Buprenorphine 35micrograms/hour transdermal patches", "Apply one patch every 96 hours")
    assert isinstance(line, MedicationLine)
    assert line.ask is not None
    assert line.directions.high == 1


@pytest.mark.parametrize(
    ("name", "directions"),
    [
        ("Oramorph 10mg/5ml oral solution", "one three times a day"),
        ("Oramorph 10mg/5ml oral solution", "two tablets at night"),
        ("Tramadol 50mg capsules", "5ml three times a day"),
        ("Tramadol 50mg capsules", "one patch every 72 hours"),
        ("Fentanyl 25micrograms/hour transdermal patches", "one tablet a day"),
        ("Fentanyl 25micrograms/hour transdermal patches", "10ml four times a day"),
    ],
)
def test_that_directions_for_another_kind_of_product_are_unread(name, directions):
    line = read(name, directions)
    assert isinstance(line, UnreadLine)
    assert line.might_be_opioid


def test_that_an_unread_dosage_of_another_class_is_known_not_to_be_an_opioid():
    line = read("Zopiclone 7.5mg tablets", "as directed")
    assert isinstance(line, UnreadLine)
    assert line.medicine_class is MedicineClass.Z_DRUG
    assert not line.might_be_opioid


def test_that_an_unknown_medicine_might_be_an_opioid():
    line = read("Quortilan 30mg tablets", "One To Be Taken Twice A Day")
    assert isinstance(line, UnreadLine)
    assert line.might_be_opioid


def test_that_a_row_without_a_medicine_is_unread_and_not_lost():
    line = read("", "ONE TWICE A DAY")
    assert isinstance(line, UnreadLine)
    assert line.might_be_opioid


@pytest.mark.parametrize("name", ["Naloxegol 25mg tablets", "Loperamide 2mg capsules", "Senna 7.5mg tablets"])
def test_that_what_only_looks_like_an_opioid_is_another_medicine(name):
    assert isinstance(read(name, "ONE A DAY"), OtherLine)


def test_that_a_sentence_read_before_is_read_again_for_its_own_row():
    first = TABLES.read_row(row("Tramadol 50mg capsules", "one tds", number=4))
    second = TABLES.read_row(row("Tramadol 50mg capsules", "one tds", number=9))
    assert (first.row.row, second.row.row) == (4, 9)
    assert first.directions == second.directions


@pytest.mark.parametrize(
    ("name", "directions", "low", "high"),
    [
        ("Tramadol 50mg capsules", "1-2 qds max 300mg in 24 hours", "4", "6"),
        ("Tramadol 50mg capsules", "1-2 prn max 0.4g daily", "0", "8"),
        ("Codeine 30mg tablets", "30-60mg every 4 hours max 6 tablets", "6", "6"),
        ("Oramorph 10mg/5ml oral solution", "2.5ml every 4 hours max 20mg in 24 hours", "10", "10"),
        ("Oramorph 10mg/5ml oral solution", "5mg every 4 hours, max 12ml daily", "12", "12"),
    ],
)
def test_that_a_maximum_in_another_unit_is_counted_by_a_known_strength(name, directions, low, high):
    line = read(name, directions)
    assert isinstance(line, MedicationLine)
    assert (line.directions.low, line.directions.high) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("name", "directions"),
    [
        ("Codeine 30mg tablets", "1-2 every 4 hours, max 100mg in 24 hours"),
        ("Codeine 30mg tablets", "30-60mg every 4 hours max 6 capsules"),
        ("Co-codamol 30mg/500mg tablets", "2 qds max 240mg"),
        ("Codeine tablets", "1-2 qds max 240mg"),
    ],
)
def test_that_a_maximum_in_another_unit_is_unread_where_it_is_no_number_of_units(name, directions):
    assert isinstance(read(name, directions), UnreadLine)
