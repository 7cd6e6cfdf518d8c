"""Tables in which a medicine or a person stands as a heading: read where it is certain, else refused."""

import pytest

from pharmreview.domain.errors import InputProblem
from pharmreview.intake.reader import peek, read_export
from pharmreview.intake.turned.medicines import MEDICINES_ABOVE, MEDICINES_ACROSS
from pharmreview.intake.turned.people import PEOPLE_ABOVE
from pharmreview.intake.turned.signs import HeadingsUnclear

ANN, BOB, EVE = "9990001006", "9990002002", "9990004005"
CODEINE, ZOMORPH = "Codeine 30mg tablets", "Zomorph 10mg capsules"


def lines(file):
    """Who takes what and how, with the row that it stands on."""
    return [(p.patient.nhs_number, r.row, r.name, r.directions) for p in file.people for r in p.rows]


def test_that_a_column_for_each_medicine_is_read(read):
    file = read(
        f"NHS Number,Name,Date of birth,{CODEINE},{ZOMORPH}",
        f"{ANN},Ann Smith,01/02/1950,1-2 qds prn,N",
        f"{BOB},Bob Jones,03/03/1961,,1 bd",
        f"{EVE},Eve Hill,04/05/1944,Y,56",
        "9990000000,Una Low,04/05/1944,,",
        "Total: 3",
    )
    assert lines(file) == [
        (ANN, 2, CODEINE, "1-2 qds prn"),
        (BOB, 3, ZOMORPH, "1 bd"),
        (EVE, 4, CODEINE, "Y"),
        (EVE, 4, ZOMORPH, "56"),
    ]
    assert [p.patient.family_name.split()[-1] for p in file.people] == ["Smith", "Jones", "Hill", "Low"]
    assert [row.row for row in file.set_aside] == [6]
    assert MEDICINES_ACROSS in file.notes


def test_that_the_columns_of_one_medicine_may_be_several(read):
    file = read(
        "Practice list,,,,",
        f"NHS Number,Surname,{CODEINE} - Dosage,{CODEINE} - Date of issue,"
        f"{ZOMORPH} - Dosage,{ZOMORPH}: Quantity",
        f"{ANN},Smith,1 qds,01/11/2026,1 bd,56",
    )
    (person,) = file.people
    assert [(r.name, r.directions, r.quantity, str(r.issued)) for r in person.rows] == [
        (CODEINE, "1 qds", "", "2026-11-01"),
        (ZOMORPH, "1 bd", "56", "None"),
    ]


def test_that_people_above_what_they_take_are_read(read):
    file = read(
        "Drug,Directions,Quantity,Date of issue",
        f'"SMITH, Ann (Mrs)   DOB 01/02/1950   NHS {ANN[:3]} {ANN[3:6]} {ANN[6:]}",,,',
        f"{CODEINE},1 qds,100,01/11/2026",
        f"{ZOMORPH},1 bd,56,01/11/2026",
        f"Bob Jones,03-Mar-1961,{BOB},",
        f'"HILL, Eve",NHS No: {EVE},,',
        "Aspirin,75mg od,28,02/11/2026",
        "Report printed 20/11/2026,,,",
    )
    assert lines(file) == [
        (ANN, 3, CODEINE, "1 qds"),
        (ANN, 4, ZOMORPH, "1 bd"),
        (EVE, 7, "Aspirin", "75mg od"),
    ]
    people = [(p.patient.family_name, p.patient.given_name, str(p.patient.born)) for p in file.people]
    assert people == [("SMITH", "Ann", "1950-02-01"), ("Jones", "Bob", "1961-03-03"), ("HILL", "Eve", "None")]
    assert [row.row for row in file.set_aside] == [8]
    assert PEOPLE_ABOVE in file.notes


def test_that_a_person_may_stand_above_headings_that_come_again(read):
    file = read(
        f"Patient: Ann Smith NHS Number: {ANN} DOB: 01/02/1950",
        "Medication,Dosage",
        f"{CODEINE},1 qds",
        "",
        f"Patient: Bob Jones NHS Number: {BOB} DOB: 03/03/1961",
        "Medication,Dosage",
        f"{ZOMORPH},1 bd",
    )
    assert lines(file) == [(ANN, 3, CODEINE, "1 qds"), (BOB, 7, ZOMORPH, "1 bd")]


def test_that_a_medicine_above_its_people_is_read(read):
    file = read(
        "NHS Number,Name,DOB,Dosage",
        CODEINE,
        f"{ANN},Ann Smith,01/02/1950,1 qds",
        f"{BOB},Bob Jones,03/03/1961,2 qds prn",
        ZOMORPH,
        f"{BOB},Bob Jones,03/03/1961,1 bd",
        "Total: 3",
    )
    assert lines(file) == [
        (ANN, 3, CODEINE, "1 qds"),
        (BOB, 4, CODEINE, "2 qds prn"),
        (BOB, 6, ZOMORPH, "1 bd"),
    ]
    assert [p.patient.family_name.split()[0] for p in file.people] == ["Ann", "Bob"]
    assert MEDICINES_ABOVE in file.notes


def test_that_a_medicine_may_stand_above_headings_that_come_again(read):
    headed = "NHS Number,Surname,Forename,Dosage"
    file = read(
        f"Drug: {CODEINE},,,", headed, f"{ANN},Smith,Ann,1 qds", ZOMORPH, headed, f"{BOB},Jones,Bob,1 od"
    )
    assert lines(file) == [(ANN, 3, CODEINE, "1 qds"), (BOB, 6, ZOMORPH, "1 od")]


@pytest.mark.parametrize(
    "rows",
    [
        (f"NHS Number,Name,{CODEINE},Oramorph", f"{ANN},Ann Smith,1 qds,5ml qds"),
        (f"NHS Number,Name,{CODEINE},{CODEINE}", f"{ANN},Ann Smith,1 qds,1 bd"),
        ("NHS Number,Name,Dosage", CODEINE, f"{ANN},Ann Smith,1 qds", "Oramorph", f"{BOB},Bob Jones,5ml qds"),
        (
            "NHS Number,Name,Dosage",
            CODEINE,
            f"{ANN},Ann Smith,1 qds",
            f"{ZOMORPH},n=1",
            f"{BOB},Bob Jones,1 bd",
        ),
        ("Drug,Dosage", f"SMITH Ann NHS {ANN}", f"{CODEINE},1 qds", "JONES Bob", f"{ZOMORPH},1 bd"),
        (
            "Drug,Dosage",
            f"SMITH Ann NHS {ANN}",
            f"{CODEINE},1 qds",
            '"JONES, Bob",03/03/1961',
            f"{ZOMORPH},1 bd",
        ),
        ("Drug,Dosage", f"SMITH Ann NHS {ANN}", f"{CODEINE},1 qds", "Mr Jones,born 1961", f"{ZOMORPH},1 bd"),
        ("Drug,dm+d code,Dosage", f"SMITH Ann NHS {ANN}", f"{CODEINE},3222711001,1 qds"),
    ],
)
def test_that_what_may_be_anothers_is_refused_with_what_to_do(read, rows):
    with pytest.raises(HeadingsUnclear) as refusal:
        read(*rows)
    assert "not certain whose" in str(refusal.value)


def test_that_a_column_called_name_may_still_hold_the_medicine(read):
    file = read("NHS number,Name,Dosage", f"{ANN},{CODEINE},1 qds")
    assert lines(file) == [(ANN, 2, CODEINE, "1 qds")]


def test_that_a_table_without_people_is_no_export(read):
    with pytest.raises(InputProblem, match="not a search export"):
        read("Drug,Dosage", f"{CODEINE},1 qds")


def test_that_the_columns_are_shown_as_they_are_read(tmp_path):
    path = tmp_path / "across.csv"
    path.write_text(f"NHS Number,Name,{CODEINE}\n{ANN},Ann Smith,1 qds\n", encoding="utf-8")
    look = peek(path)
    assert [c.heading for c in look.columns] == ["NHS Number", "Name", "Drug 1", "Dosage 1"]
    assert (look.layout, look.missing) == ("generic", ())
    assert [r.name for r in read_export(path).people[0].rows] == [CODEINE]
