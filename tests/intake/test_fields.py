"""Single cells by fixed rules."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pharmreview.intake.fields.dates import birth_date, uk_date, uk_datetime
from pharmreview.intake.fields.entries import Entries, Texts, split_entry
from pharmreview.intake.fields.names import person_name
from pharmreview.intake.fields.nhs import check_digit_holds, nhs_number


@pytest.mark.parametrize(
    "text",
    ["28/10/2026", "28/10/26", "28.10.26", "28-10-2026", "28-Oct-2026", "28-Oct-26", "28 Oct 2026",
     "28 October 2026", "2026-10-28", "20261028",
     "28.10.2026",
     "28/10/2026 08:14:02", " 28-OCT-2026 "],
)  # fmt: skip
def test_that_each_uk_form_of_a_date_is_read(text):
    assert uk_date(text) == date(2026, 10, 28)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "10/28/2026",
        "31/02/2026",
        "28 Okt 2026",
        "26-10-28",
        "46323",
        "Oct 2026",
        "2026-7-5x",
        "28102026",
        "2026-1028",
    ],
)  # fmt: skip
def test_that_any_other_form_is_not_a_date(text):
    assert uk_date(text) is None


def test_that_a_day_first_date_is_never_read_month_first():
    assert uk_date("05/07/2026") == date(2026, 7, 5)
    assert uk_date("2026-07-05") == date(2026, 7, 5)


def test_that_a_time_is_kept():
    assert uk_datetime("20/11/2026 08:14:02") == datetime(2026, 11, 20, 8, 14, 2)  # noqa: DTZ001


def test_that_a_birth_year_of_two_digits_is_read_only_where_it_cannot_be_in_the_future():
    assert birth_date("01-Oct-35", date(2026, 11, 20)) == date(1935, 10, 1)
    assert birth_date("01-Oct-20", date(2026, 11, 20)) is None
    assert birth_date("01-Oct-35", None) is None
    assert birth_date("01-Oct-1935", None) == date(1935, 10, 1)


@pytest.mark.parametrize("text", ["01-Oct-1935 (91y)", "01-Oct-1935 (91)", "01/10/1935 (91 years)"])
def test_that_an_age_in_brackets_after_a_date_of_birth_is_set_aside(text):
    assert birth_date(text, None) == date(1935, 10, 1)


@given(
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    st.sampled_from(["%d/%m/%Y", "%d-%m-%Y", "%d-%b-%Y", "%d %b %Y", "%Y-%m-%d"]),
)
def test_that_a_written_date_is_read_back(day, form):
    assert uk_date(day.strftime(form)) == day


@pytest.mark.parametrize(
    ("text", "digits", "problem"),
    [
        ("999 000 0018", "9990000018", None),
        ("999-239-8221", "9992398221", None),
        ("9992398221 ", "9992398221", None),
        ("9992398221.0", "9992398221", None),
        ("９９９２３９８２２１", "9992398221", None),
        ("", "", "blank"),
        ("   ", "", "blank"),
        ("999639369", "", "length"),
        ("99923982211", "", "length"),
        ("999 123 4567", "", "check-digit"),
        ("9.99E+09", "", "damaged"),
        ("9.992398221E9", "", "damaged"),
        ("#######", "", "damaged"),
        ("NHS9992398221", "", "damaged"),
        ("9992398221.5", "", "damaged"),
        *((str(d) * 10, "", "check-digit") for d in range(10)),
    ],
)
def test_that_an_nhs_number_is_ten_digits_or_says_what_is_wrong(text, digits, problem):
    assert nhs_number(text) == (digits, problem)


digits_of_nine = st.integers(0, 10**7 - 1).map(lambda n: f"99{n:07d}")


@given(digits_of_nine, st.integers(0, 9), st.integers(1, 9))
def test_that_a_single_wrong_digit_is_caught(nine, place, shift):
    for last in "0123456789":
        number = nine + last
        if check_digit_holds(number):
            wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
            assert not check_digit_holds(wrong)


@given(digits_of_nine, st.integers(0, 8))
def test_that_two_digits_changed_over_are_caught(nine, place):
    for last in "0123456789":
        number = nine + last
        if check_digit_holds(number) and number[place] != number[place + 1]:
            swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
            assert not check_digit_holds(swapped)


@pytest.mark.parametrize(
    ("full", "parts"),
    [
        ("VAN DER BERG, Mohammed", ("", "VAN DER BERG", "Mohammed")),
        ("TESTER, Ann (Mrs)", ("Mrs", "TESTER", "Ann")),
        ("TESTER, Mrs Ann", ("Mrs", "TESTER", "Ann")),
        ("Mrs Ann Tester", ("Mrs", "Tester", "Ann")),
        ("Olivia van der Berg", ("", "Olivia van der Berg", "")),
        ("Dr Olivia van der Berg", ("Dr", "van der Berg", "Olivia")),
        ("TESTER Ann", ("", "TESTER", "Ann")),
        ("VAN DER BERG Olivia Jane", ("", "VAN DER BERG", "Olivia Jane")),
        ("Mrs TESTER Ann", ("Mrs", "TESTER", "Ann")),
        ("Ann TESTER", ("", "TESTER", "Ann")),
        ("Mrs van der Berg", ("Mrs", "van der Berg", "")),
        ("Ann VAN DER BERG", ("", "VAN DER BERG", "Ann")),
        ("Tester Ann", ("", "Tester Ann", "")),
        ("JP Tester", ("", "JP Tester", "")),
        ("ANN TESTER", ("", "ANN TESTER", "")),
        ("Ann", ("", "Ann", "")),
        ("", ("", "", "")),
    ],
)
def test_that_a_full_name_is_taken_apart(full, parts):
    assert person_name(full) == parts


@pytest.mark.parametrize(
    ("heading", "full", "parts"),
    [
        ("Surname Forename", "Tester Ann Mary", ("", "Tester", "Ann Mary")),
        ("Surname, Forename", "van der Berg Olivia", ("", "van der Berg", "Olivia")),
        ("Family name and given name", "Tester", ("", "Tester", "")),
        ("SURNAME / FORENAME / TITLE", "Tester Ann Mrs", ("Mrs", "Tester", "Ann")),
        ("Title Surname First name", "Mrs Tester Ann", ("Mrs", "Tester", "Ann")),
        ("Surname Forename", "TESTER, Ann", ("", "TESTER", "Ann")),
        ("Forename Surname", "Ann Mary Tester", ("", "Tester", "Ann Mary")),
        ("First names & last name", "Olivia van der Berg", ("", "van der Berg", "Olivia")),
        ("Surname Forename", "Ann TESTER", ("", "Ann TESTER", "")),
        ("Forename Surname", "TESTER Ann", ("", "TESTER", "Ann")),
        ("Full name", "Ann Tester", ("", "Tester", "Ann")),
        ("Name", "Tester Ann", ("", "Tester Ann", "")),
        ("Patient name", "Mrs Ann Tester", ("Mrs", "Tester", "Ann")),
    ],
)
def test_that_a_heading_of_both_names_tells_their_order(reading, heading, full, parts):
    file = reading(f'NHS Number,"{heading}",Drug,Dosage\n9990000018,"{full}",Tramadol 50mg capsules,1 tds\n')
    patient = file.people[0].patient
    assert (patient.title, patient.family_name, patient.given_name) == parts


@pytest.mark.parametrize(
    ("full", "said"),
    [
        ("Tester Ann", True),
        ("Ann Tester", True),
        ("TESTER ANN", True),
        ("TESTER Ann", False),
        ("Ann TESTER", False),
        ("TESTER, Ann", False),
        ("Mrs Ann Tester", False),
        ("Ann", False),
    ],
)
def test_that_a_file_says_where_nothing_tells_the_family_name(reading, full, said):
    for heading, read in (("Full name", "read as first name, then family name"), ("Name", "kept as written")):
        file = reading(f'{heading},Drug,Dosage\n"{full}",Tramadol 50mg capsules,1 tds\n')
        assert any(f"family name are {read} (rows 2)" in note for note in file.notes) is said


@pytest.mark.parametrize(
    ("cell", "directions", "parts"),
    [
        ("Longtec M/R tablets 10 mg, Two To Be Taken Twice A Day, 60 tablet", "Two To Be Taken Twice A Day",
         ("Longtec M/R tablets 10 mg", "Two To Be Taken Twice A Day", "60 tablet")),
        ("Amitriptyline 10mg tablets, one at night, then two, 56 tablet", "",
         ("Amitriptyline 10mg tablets", "one at night, then two", "56 tablet")),
        ("Codeine 60mg tablets (Made Up, UK Ltd), ONE BD, 84 tablet", "",
         ("Codeine 60mg tablets (Made Up, UK Ltd)", "ONE BD", "84 tablet")),
        ("Tramadol 50mg capsules,One To Be Taken Three Times A Day,21 capsule", "",
         ("Tramadol 50mg capsules", "One To Be Taken Three Times A Day", "21 capsule")),
        ("Zomorph 10mg capsules, 1,000 capsules", "", ("Zomorph 10mg capsules", "", "1,000 capsules")),
        ("Zomorph 10mg capsules", "ONE BD", ("Zomorph 10mg capsules", "ONE BD", "")),
        ("Zomorph 10mg capsules, ONE BD", "", ("Zomorph 10mg capsules", "ONE BD", "")),
        ("Zomorph 10mg capsules, ONE BD AND 2 tablets at night", "",
         ("Zomorph 10mg capsules", "ONE BD AND 2 tablets at night", "")),
        ("Oramorph 10mg/5ml, 5ml prn, max 4 a day, 2 x 100 ml", "5ml prn, max 4 a day",
         ("Oramorph 10mg/5ml", "5ml prn, max 4 a day", "2 x 100 ml")),
        ("Zomorph 30mg capsules\nONE TWICE A DAY\n56 capsule", "",
         ("Zomorph 30mg capsules", "ONE TWICE A DAY", "56 capsule")),
        ("Zomorph 30mg capsules\r\nONE TWICE A DAY", "", ("Zomorph 30mg capsules", "ONE TWICE A DAY", "")),
        ("Morphine sulfate\n10mg tablets\none bd", "", ("Morphine sulfate 10mg tablets one bd", "", "")),
    ],
)  # fmt: skip
def test_that_a_cell_of_three_things_is_taken_apart(cell, directions, parts):
    assert split_entry(cell, directions) == parts


@pytest.mark.parametrize(
    "cell",
    ["Zapain 30mg/500mg tablets, two qds, 200 tablet\nMorphine 10mg tablets",
     "Codeine 30mg tablets - one bd\nMorphine 10mg tablets",
     "Codeine 30mg tablets\nMorphine 10mg tablets\none bd"],
)  # fmt: skip
def test_that_two_medicines_in_a_cell_are_no_dose_of_either(cell):
    assert split_entry(cell, "") == (" ".join(cell.split()), "", "")
    assert Entries(Texts()).split(cell, "") == split_entry(cell, "")


def test_that_a_bracket_never_closed_hides_no_directions():
    assert split_entry("Zomorph (10mg capsules, ONE BD", "") == ("Zomorph (10mg capsules", "ONE BD", "")


def test_that_directions_that_disagree_are_kept_side_by_side():
    name, directions, _ = split_entry("Zomorph 10mg capsules, ONE BD, 56 capsule", "TWO BD")
    assert (name, directions) == ("Zomorph 10mg capsules", "TWO BD / ONE BD")
