"""Tables in which columns, headings or people do not stand as they should: nothing is lost without a word."""

import pytest

from pharmreview.domain.lines.row import ALIKE
from pharmreview.intake.people.gathering import OTHER_HEADINGS
from pharmreview.intake.people.strays import MOVED

ANN, BOB, EVE = "9990001006", "9990002002", "9990004005"


def taken(file):
    """Who takes what, how, and of which day."""
    return [
        (
            p.patient.given_name or p.patient.family_name.split()[0],
            r.name,
            r.directions,
            r.issued.isoformat() if r.issued else "",
        )
        for p in file.people
        for r in p.rows
    ]


@pytest.mark.parametrize(
    ("dose", "directions", "both"),
    [
        ("1 bd", "TWO FOUR TIMES A DAY", "1 bd TWO FOUR TIMES A DAY"),
        ("10mg", "twice a day", "10mg twice a day"),
        ("2", "2 bd", "2 bd"),
        ("", "1 bd", "1 bd"),
        ("1 BD", "1 bd", "1 BD"),
    ],
)
def test_that_a_second_column_of_directions_is_read_beside_the_first(read, dose, directions, both):
    file = read(
        "NHS Number,Name,Drug,Dose,Directions,Date issued",
        f"{ANN},Ann Smith,Codeine 30mg tablets,{dose},{directions},01/11/2026",
    )
    assert taken(file) == [("Ann", "Codeine 30mg tablets", both, "2026-11-01")]


def test_that_directions_before_the_name_belong_to_it(read):
    file = read(
        "NHS Number,Name,Dose,Directions,Drug,Date",
        f"{ANN},Ann Smith,10mg,bd,Zomorph 10mg capsules,1-Nov-26",
    )
    assert taken(file) == [("Ann", "Zomorph 10mg capsules", "10mg bd", "2026-11-01")]


def test_that_of_two_dates_of_issue_the_last_counts(read):
    file = read(
        "NHS Number,Name,Drug,Directions,Date issued,Last issued",
        f"{ANN},Ann Smith,Codeine 30mg tablets,1 bd,01/11/2025,01/11/2026",
    )
    assert taken(file)[0][3] == "2026-11-01"


def test_that_a_banner_right_above_the_headings_parts_no_columns(read):
    file = read(
        "Last Run:,,,20/11/2026 08:00:00",
        "NHS Number,Name,Drug,Directions,Date issued",
        f"{ANN},Ann Smith,Codeine 30mg tablets,1 bd,01/11/2026",
    )
    assert taken(file) == [("Ann", "Codeine 30mg tablets", "1 bd", "2026-11-01")]


def test_that_columns_that_are_not_read_are_said(read):
    file = read(
        "NHS Number,Name,Opioid,Gabapentinoids,Usual GP,Smoker",
        f'{ANN},Ann Smith,"Codeine 30mg tablets, 1 qds","Pregabalin 75mg capsules, 1 bd",,never',
    )
    assert any("“gabapentinoids”, “smoker”." in note for note in file.notes)


def test_that_other_headings_further_down_are_those_of_the_rows_below(read):
    file = read(
        "NHS Number,Name,Drug,Directions,Date issued",
        f"{ANN},Ann Smith,Codeine 30mg tablets,1 bd,01/11/2026",
        "NHS Number,Name,Date issued,Directions,Drug,Quantity",
        f"{BOB},Bob Jones,02/11/2026,1 qds,Zomorph 10mg capsules,56",
    )
    assert taken(file) == [
        ("Ann", "Codeine 30mg tablets", "1 bd", "2026-11-01"),
        ("Bob", "Zomorph 10mg capsules", "1 qds", "2026-11-02"),
    ]
    assert [s.why for s in file.set_aside] == [OTHER_HEADINGS]


@pytest.mark.parametrize("heading", ["Patient,NHS number,Drug,Directions", "Full Name,Drug,Directions"])
def test_that_a_name_alone_on_a_row_heads_the_rows_below_it(read, heading):
    blank = "," * heading.count(",")
    rest = blank[:-2]
    file = read(
        heading,
        f'"SMITH, Ann"{blank}',
        f"{rest},Codeine 30mg tablets,1 bd",
        f'"JONES, Bob"{blank}',
        f"{rest},Zomorph 10mg capsules,1 bd",
        f"Page 2 of 3{blank}",
        f"{rest},Zomorph 30mg capsules,1 bd",
    )
    assert [line[:2] for line in taken(file)] == [
        ("Ann", "Codeine 30mg tablets"),
        ("Bob", "Zomorph 10mg capsules"),
        ("Bob", "Zomorph 30mg capsules"),
    ]


@pytest.mark.parametrize(
    "row",
    [
        "Codeine 30mg tablets,2 tablets four times a day, max 4 in 24 hours,56,01/11/2026,",
        "Codeine 30mg tablets,2 tablets four times a day, when required,56,01/11/2026",
        "Codeine 30mg tablets,2 tablets four times a day,56, 4 in 24 hours",
    ],
)
def test_that_a_row_moved_by_a_comma_keeps_its_words_and_is_not_read(read, row):
    file = read(
        "NHS Number,Name,Drug,Directions,Quantity,Date issued,Notes",
        f"{ANN},Ann Smith,Zomorph 10mg capsules,1 bd,56 capsules,01/11/2026,",
        f"{ANN},Ann Smith,{row}",
    )
    plain, moved = file.people[0].rows
    assert plain.name == "Zomorph 10mg capsules"
    assert moved.name == MOVED
    assert "tablets" in moved.directions or "capsules" in moved.directions


def test_that_two_born_on_different_days_are_not_joined_by_one_without_a_day(read):
    file = read(
        "NHS Number,Name,Date of birth,Drug,Directions",
        ",Nan Blank,,Codeine 30mg tablets,1 bd",
        ",Nan Blank,03/04/1970,Zomorph 30mg capsules,1 bd",
        ",Nan Blank,03/04/1971,Zomorph 10mg capsules,1 bd",
    )
    assert [len(p.rows) for p in file.people] == [2, 1]


def test_that_a_person_again_without_a_number_is_said_to_be_perhaps_the_same(read):
    file = read(
        "NHS Number,Name,Date of birth,Drug,Directions",
        f"{ANN},Ann Smith,01/02/1950,Codeine 30mg tablets,1 bd",
        "9.99E+09,Ann Smith,01/02/1950,Zomorph 30mg capsules,1 bd",
        f"{EVE},Ann Smith,01/02/1951,Zomorph 10mg capsules,1 bd",
    )
    assert [ALIKE in p.problems for p in file.people] == [True, True, False]
    assert any("(rows 2, 3)" in note for note in file.notes)


@pytest.mark.parametrize(
    ("day", "words"), [("11/25/2026", "month first"), ("Nov 2026", "count as recent"), ("01/11/2026", "")]
)
def test_that_a_date_that_cannot_be_read_is_said(read, day, words):
    file = read("NHS Number,Name,Drug,Directions,Date issued", f"{ANN},Ann SMITH,Zomorph 10mg,1 bd,{day}")
    assert (words in " ".join(file.notes)) if words else not file.notes


@pytest.mark.parametrize("number", [(" 1", " 2"), ("", "")])
def test_that_names_side_by_side_and_then_doses_go_in_pairs(read, number):
    one, two = number
    file = read(
        f"NHS Number,Name,Drug{one},Drug{two},Dose{one},Dose{two},Date{one},Date{two}",
        f"{ANN},Ann Smith,Codeine 30mg tablets,Zomorph 10mg capsules,2 qds,,01/11/2026,2026/11/02",
    )
    assert taken(file) == [
        ("Ann", "Codeine 30mg tablets", "2 qds", "2026-11-01"),
        ("Ann", "Zomorph 10mg capsules", "", "2026-11-02"),
    ]


def test_that_the_unit_of_a_dose_may_have_a_column_of_its_own(read):
    file = read(
        "NHS Number,Name,Drug,Dose,Unit,Frequency,Quantity,Unit",
        f"{ANN},Ann Smith,Diazepam 5mg tablets,2.5,mg,bd,56,tablet",
        f"{ANN},Ann Smith,Codeine 30mg tablets,30mg,mg,qds,56,tablet",
    )
    assert [line[2] for line in taken(file)] == ["2.5 mg bd", "30mg qds"]


def test_that_of_a_wide_row_moved_by_a_comma_nothing_is_read(read):
    file = read(
        "NHS number,Full name" + ",Consultation date,Medication name,Dose" * 2,
        f"{ANN},Ann Smith,01-Nov-2026,Codeine 30mg tablets,2 qds, max 4 daily,,,",
    )
    assert {line[1] for line in taken(file)} == {MOVED}


@pytest.mark.parametrize("row", ["Subtotal,,2,", "Total: 2,,,", "Grand total,2,,", "Count,2,,"])
def test_that_a_total_below_a_person_is_no_person(read, row):
    file = read("NHS Number,Name,Drug,Directions", f"{ANN},Ann Smith,Codeine 30mg tablets,1 bd", row)
    assert len(file.people) == 1
    assert len(file.set_aside) == 1


def test_that_the_details_of_an_event_are_coded_entries(read):
    file = read(
        "NHS number,Surname,First name,Rx: Drug,Rx: Dosage,Cancer: Event date,Cancer: Event details",
        f"{ANN},Smith,Ann,Codeine 30mg tablets,1 bd,02-Mar-2025,Malignant neoplasm of breast",
        f"{BOB},Jones,Bob,Codeine 30mg tablets,1 bd,,",
    )
    ann, bob = file.people
    (entry,) = ann.patient.terms
    assert (entry.term, entry.noted.isoformat()) == ("Malignant neoplasm of breast", "2025-03-02")
    assert bob.patient.terms == ()
    assert not any("not read" in note or "coded entries" in note for note in file.notes)


def test_that_a_medicine_among_coded_entries_is_told(read):
    file = read(
        "NHS number,Surname,First name,Opioids: Drug,Opioids: Dosage,Sedatives: Event details",
        f"{ANN},Smith,Ann,Codeine 30mg tablets,1 bd,Diazepam 5mg tablets",
    )
    assert [r.name for r in file.people[0].rows] == ["Codeine 30mg tablets"]
    assert any("“Diazepam 5mg tablets” stands in a column of coded entries" in note for note in file.notes)
