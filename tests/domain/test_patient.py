"""A person's age and name, as rules and papers use them."""

from datetime import date, timedelta

import pytest

from pharmreview.domain.patient import Patient, born_by, years_between


@pytest.mark.parametrize(
    ("kept", "written"),
    [
        ("MARLOW", "Marlow"),
        ("VAN DER BERG", "van der Berg"),
        ("DE SOUZA", "de Souza"),
        ("O’CONNOR", "O’Connor"),
        ("O'NEILL", "O'Neill"),
        ("MCDONALD", "McDonald"),
        ("SMITH-JONES", "Smith-Jones"),
        ("MÜLLER", "Müller"),
        ("NG", "Ng"),
        ("LE", "Le"),
        ("de Souza", "de Souza"),
        ("McLEOD", "McLEOD"),
    ],
)
def test_that_a_family_name_in_capitals_is_written_as_a_letter_writes_it(kept: str, written: str) -> None:
    assert Patient(family_name=kept).written_family_name == written


@pytest.mark.parametrize(
    ("kept", "written"),
    [("KEITH", "Keith"), ("WEI LING", "Wei Ling"), ("José", "José"), ("keith", "keith"), ("A&B", "A&B")],
)
def test_that_a_given_name_in_capitals_is_written_as_a_letter_writes_it(kept: str, written: str) -> None:
    assert Patient(given_name=kept).written_given_name == written


def test_that_a_person_born_on_29_february_is_a_year_older_on_1_march() -> None:
    person = Patient(born=date(1960, 2, 29))
    assert person.age_on(date(2026, 2, 28)) == 65
    assert person.age_on(date(2026, 3, 1)) == 66
    assert Patient().age_on(date(2026, 3, 1)) is None


def test_that_a_person_never_shows_their_details_when_printed_as_a_value() -> None:
    person = Patient(family_name="MARLOW", given_name="Jean", nhs_number="9990000018", born=date(1962, 8, 14))
    assert not {"MARLOW", "Jean", "9990000018", "1962"} & set(repr(person).replace("'", " ").split())


@pytest.mark.parametrize(
    ("listed", "written"),
    [
        ("HALE, Robin (Dr)", "Dr Robin Hale"),
        ("O'CONNOR-MCBRIDE, SAM", "Sam O'Connor-McBride"),
        ("van der Berg, Ann (Dr.)", "Dr. Ann van der Berg"),
        ("Dr Robin Hale", "Dr Robin Hale"),
        ("Harebell Lane Surgery, Room 2", "Harebell Lane Surgery, Room 2"),
        ("", ""),
    ],
)
def test_that_a_letter_writes_the_usual_gp_as_a_name_is_spoken(listed: str, written: str) -> None:
    assert Patient(usual_gp=listed).written_usual_gp == written


@pytest.mark.parametrize("day", [date(2026, 11, 20), date(2028, 2, 29), date(2027, 2, 28), date(2026, 1, 1)])
@pytest.mark.parametrize("years", [1, 3, 4, 18, 66, 128])
def test_that_whoever_was_born_by_then_is_as_many_years_old_and_nobody_born_later(
    day: date, years: int
) -> None:
    last = born_by(years, day)
    assert years_between(last, day) == years
    assert years_between(last + timedelta(days=1), day) == years - 1
