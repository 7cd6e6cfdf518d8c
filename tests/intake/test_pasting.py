"""A medication list copied from a screen, with what was said of whose it is."""

from datetime import date

import pytest

from pharmreview.domain.errors import InputProblem
from pharmreview.domain.lines.mapping import NO_MEDICINE, NO_PERSON, missing
from pharmreview.intake.reader import read_pasted

LIST = "MST Continus 10mg tablets - one twice a day\n\n----\nCodeine 30mg tablets, two four times a day\n"
TABLE = "NHS Number,Name,Medication,Directions\n999 000 0018,Ann Farrow,Codeine 30mg tablets,one daily\n"


def test_that_a_list_comes_in_under_the_details_that_were_typed():
    file = read_pasted(LIST, "FARROW, Ann (Mrs)", "999 000 0018", date(1962, 8, 14))
    (person,) = file.people
    patient = person.patient
    assert (patient.family_name, patient.given_name, patient.title) == ("FARROW", "Ann", "Mrs")
    assert (patient.nhs_number, patient.nhs_number_problem) == ("9990000018", None)
    assert patient.born == date(1962, 8, 14)
    assert [row.row for row in person.rows] == [1, 4]
    assert [row.row for row in file.set_aside] == [3]


def test_that_a_number_that_fails_is_said_and_never_kept():
    (person,) = read_pasted(LIST, "Ann Farrow", "999 000 0019").people
    assert person.patient.nhs_number == ""
    assert person.problems == ("The NHS number fails its check digit.",)


def test_that_the_same_list_of_two_people_is_two_files():
    assert read_pasted(LIST, "Ann Farrow").digest != read_pasted(LIST, "Ben Ockley").digest


def test_that_a_table_names_its_own_people_whatever_was_typed():
    (person,) = read_pasted(TABLE, "OCKLEY, Ben", "999 000 0026").people
    assert person.patient.family_name.casefold() == "ann farrow"


@pytest.mark.parametrize(
    ("roles", "lacks"),
    [
        ((), (NO_PERSON, NO_MEDICINE)),
        (("full name",), (NO_MEDICINE,)),
        (("medicine, directions and quantity", "directions"), (NO_PERSON,)),
        (("record number", "medicine"), ()),
        (("date of birth", "directions"), (NO_PERSON, NO_MEDICINE)),
    ],
)
def test_that_what_no_column_holds_is_said_in_words(roles, lacks):
    assert missing(roles) == lacks


def test_that_a_quotation_mark_in_the_headings_swallows_no_line():
    text = (
        'NHS number;Full name;Medication name;"Dose\n9990000018;Ann Tester;Butec 5 patches;1 weekly\n'
        "NHS number;Full name;Medication name;Dose\n"
    )
    file = read_pasted(text)
    assert file.rows + len(file.set_aside) == 3


def test_that_lines_above_the_headings_of_a_table_are_set_aside():
    file = read_pasted("Codeine 60mg tablets, 1 qds\n" + TABLE)
    assert [row.row for row in file.set_aside] == [1, 2]


@pytest.mark.parametrize(
    "line",
    [
        "03 Nov 2026  Oxycodone 10mg modified-release tablets - 56 tablet - take one twice a day  (R)",
        "Oxycodone 10mg modified-release tablets – take one twice a day – 56 tablet – 03 Nov 2026 [A]",
    ],
)
def test_that_a_line_parted_by_dashes_is_taken_apart_and_its_mark_of_repeat_left_out(line: str) -> None:
    (row,) = read_pasted(line, "Ann Farrow").people[0].rows
    assert (row.name, row.directions, row.quantity, row.issued) == (
        "Oxycodone 10mg modified-release tablets",
        "take one twice a day",
        "56 tablet",
        date(2026, 11, 3),
    )


@pytest.mark.parametrize(
    ("text", "what"), [(" \n\t", "Nothing was pasted."), ("x" * 2_000_001, "longer than")]
)
def test_that_nothing_and_too_much_are_refused_in_a_sentence(text: str, what: str) -> None:
    with pytest.raises(InputProblem, match=what) as refused:
        read_pasted(text)
    assert refused.value.remedy
