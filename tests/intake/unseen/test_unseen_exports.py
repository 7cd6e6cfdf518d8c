"""Exports in shapes that the samples do not show, each written here and read as it stands."""

from datetime import date
from pathlib import Path

import pytest

from pharmreview.domain.errors import InputProblem
from pharmreview.domain.lines.row import ExportFile
from pharmreview.intake.reader import read_export

ANN, BOB, EVE = "9990001006", "9990002002", "9990004005"
DAMAGED = f"{EVE}.0"


@pytest.fixture
def opened(tmp_path: Path):
    """Write a file and read it as an export."""

    def opened(content: str | bytes, name: str = "search.csv", encoding: str = "utf-8") -> ExportFile:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return read_export(path, "auto")

    return opened


def lines(file: ExportFile) -> list[tuple[str, str, str]]:
    """Who takes what and how, by family name."""
    return [
        (p.patient.family_name.casefold().split()[-1], r.name, r.directions)
        for p in file.people
        for r in p.rows
    ]


PLAIN = (
    ("smith", "Codeine 30mg tablets", "1 qds"),
    ("jones", "Zomorph 10mg capsules", "1 bd"),
)
ROWS = (
    ("NHS Number", "Surname", "Forename", "Drug", "Directions", "Issued"),
    (ANN, "Smith", "Ann", "Codeine 30mg tablets", "1 qds", "01/11/2026"),
    (BOB, "Jones", "Bob", "Zomorph 10mg capsules", "1 bd", "2-Nov-26"),
)


def table(mark: str) -> str:
    return "".join(mark.join(row) + "\r\n" for row in ROWS)


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_that_any_separator_in_any_encoding_is_found(opened, mark, encoding):
    assert tuple(lines(opened(table(mark), encoding=encoding))) == PLAIN


def test_that_the_columns_may_stand_in_any_order(opened):
    turned = "".join(",".join(reversed(row)) + "\n" for row in ROWS)
    assert tuple(lines(opened(turned))) == PLAIN


def test_that_a_line_naming_the_separator_is_no_heading(opened):
    assert tuple(lines(opened("sep=;\n" + table(";")))) == PLAIN


def test_that_headings_in_capitals_with_underscores_are_known(opened):
    shouted = table(",").replace("NHS Number,Surname,Forename", "NHS_NUMBER,SURNAME,FORENAME")
    assert tuple(lines(opened(shouted))) == PLAIN


def test_that_a_number_with_a_decimal_tail_is_the_same_number(opened):
    file = opened(
        "NHS Number,Name,Drug,Dose,Date\n"
        f"{DAMAGED},Eve Hill,Codeine 30mg tablets,1 tds,2026-11-01\n"
        f"{EVE},Eve Hill,Zomorph 10mg capsules,1 bd,2026-11-01\n"
    )
    assert [p.patient.nhs_number for p in file.people] == [EVE]
    assert len(file.people[0].rows) == 2


def test_that_a_number_spoilt_by_a_spreadsheet_keeps_its_person(opened):
    file = opened("NHS Number,Name,Drug,Dose,Date\n9.99E+09,Eve Hill,Codeine 30mg tablets,1 tds,01/11/2026\n")
    assert [p.patient.nhs_number_problem for p in file.people] == ["damaged"]


DOUBLE = (
    "NHS Number,Name,Date of birth,Drug,Dose,Date\n"
    f"{ANN},Ann Smith,01/02/1950,Codeine 30mg tablets,1 qds,01/11/2026\n"
    f"{ANN},SMITH Ann,01-Feb-1950,Zomorph 10mg capsules,1 bd,01/11/2026\n"
)


def test_that_one_person_with_the_names_in_two_orders_counts_once(opened):
    file = opened(DOUBLE)
    assert [len(p.rows) for p in file.people] == [2]


def test_that_names_in_two_orders_born_on_two_days_stay_two_people(opened):
    file = opened(DOUBLE.replace("01-Feb-1950", "02-Feb-1950"))
    assert [len(p.rows) for p in file.people] == [1, 1]


def test_that_one_number_under_two_names_stays_two_people(opened):
    file = opened(DOUBLE.replace("SMITH Ann", "JONES Carol"))
    assert len(file.people) == 2
    assert all("same NHS number" in " ".join(p.problems) for p in file.people)


ONE_CELL = "NHS Number,Name,Medication,Date\n{},Ann Smith,{},01/11/2026\n"


@pytest.mark.parametrize(
    ("cell", "name", "directions"),
    [
        ('"Codeine 30mg tablets, 1 qds, 56 tablet"', "Codeine 30mg tablets", "1 qds"),
        ("Codeine 30mg tablets - 1 four times a day", "Codeine 30mg tablets", "1 four times a day"),
        ("Codeine 30mg tablets – ONE AT NIGHT", "Codeine 30mg tablets", "ONE AT NIGHT"),
        ("Morphine 10mg/5ml oral solution - 300ml", "Morphine 10mg/5ml oral solution - 300ml", ""),
    ],
)
def test_that_a_cell_of_name_and_directions_is_parted(opened, cell, name, directions):
    (row,) = opened(ONE_CELL.format(ANN, cell)).people[0].rows
    assert (row.name, row.directions) == (name, directions)


EMIS = (
    "Analgesic audit,,,,,,,,\n"
    "Last Run:,,,19/11/2026 12:00:01,,,,,\n"
    ",,,,,,,,\n"
    "Patient Details,,,,Strong opioids,,Weak opioids,,Read codes\n"
    'NHS Number,Family Name,Calling Name,Date Of Birth,"Name, Dosage and Quantity",Date of Issue,'
    '"Name, Dosage and Quantity",Date of Issue,Code Term\n'
    f'{ANN},Smith,Ann,01-Feb-1950,"Zomorph 10mg capsules, 1 bd, 60 capsule",01-Nov-2026,'
    '"Codeine 30mg tablets, 1-2 qds prn, 100 tablet",12/11/2026,Back pain\n'
    ',,,,"Oramorph 10mg/5ml solution, 5ml four times a day, when required, 300 ml",12-Nov-26,,,\n'
    f'{BOB},Jones,Bob,03/04/1961,,,"Tramadol 50mg capsules, 1 tds, 84 capsule",05-Nov-2026,\n'
    ",,,,,,,,\n"
)


def test_that_groups_side_by_side_and_rows_that_go_on_are_read(opened):
    file = opened(EMIS)
    assert file.layout == "emis"
    assert sorted(lines(file)) == [
        ("jones", "Tramadol 50mg capsules", "1 tds"),
        ("smith", "Codeine 30mg tablets", "1-2 qds prn"),
        ("smith", "Oramorph 10mg/5ml solution", "5ml four times a day, when required"),
        ("smith", "Zomorph 10mg capsules", "1 bd"),
    ]
    assert {r.issued for p in file.people for r in p.rows} == {
        date(2026, 11, 1),
        date(2026, 11, 12),
        date(2026, 11, 5),
    }


def test_that_a_new_line_inside_a_cell_and_blank_columns_are_borne(opened):
    file = opened(
        '"",NHS Number,"",Name,"",Medication,"",Directions\n'
        f'"",{ANN},"","SMITH, Ann","",Codeine 30mg tablets,"",'
        '"ONE\nTWICE A DAY"\n"",,"",,"",,"",\n'
    )
    assert lines(file) == [("smith", "Codeine 30mg tablets", "ONE TWICE A DAY")]


@pytest.mark.parametrize("repeats", [1, 4, 12])
def test_that_a_wide_layout_has_as_many_repeats_as_its_headings(opened, repeats):
    head = "NHS number,Full name" + ",Consultation date,Medication name,Dose" * repeats
    row = f"{ANN},Ann Smith" + "".join(f",0{n % 9 + 1}-Nov-2026,Drug {n},1 bd" for n in range(repeats))
    file = opened(f"{head}\n{row}\n")
    assert [r.name for r in file.people[0].rows] == [f"Drug {n}" for n in range(repeats)]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "photo.csv"),
        (b"Dear Doctor,\n\nThank you for seeing this lady, who takes morphine 10mg bd.\n", "letter.txt"),
        (b"<html><body><table><tr><td>NHS Number</td></tr></table></body></html>", "search.xls"),
        (b"", "empty.csv"),
        (b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n", "report.csv"),
        (b"PK\x03\x04not a workbook", "book.xlsx"),
    ],
)
def test_that_what_is_no_export_is_refused_in_words(opened, content, name):
    with pytest.raises(InputProblem) as refusal:
        opened(content, name)
    assert name in refusal.value.what
    assert refusal.value.remedy


def test_that_headings_alone_are_a_search_that_found_nobody(opened):
    assert opened(table(",").splitlines()[0]).people == ()


def test_that_strength_form_and_frequency_in_columns_of_their_own_are_joined(opened):
    file = opened(
        "NHS number;Name;Drug name;Strength;Form;Dose;Frequency;Issue date\n"
        f"{ANN};Ann Lee;Morphine sulfate;10mg/5ml;oral solution;5ml;every 4 hours;2026-11-01\n"
    )
    assert lines(file) == [("lee", "Morphine sulfate 10mg/5ml oral solution", "5ml every 4 hours")]


def test_that_columns_numbered_by_repeat_are_one_person_with_many_medicines(opened):
    file = opened(
        "NHS number,Name,Drug 1,Dose 1,Date 1,Drug 2,Dose 2,Date 2\n"
        f"{ANN},Ann Lee,Codeine 30mg tablets,1 tds,01/11/2026,Zomorph 10mg capsules,1 bd,02/11/2026\n"
        f"{BOB},Bob May,Tramadol 50mg capsules,1 bd,01/11/2026,,,\n"
    )
    assert [len(p.rows) for p in file.people] == [2, 1]


def test_that_rows_ended_by_a_return_alone_are_rows(opened):
    assert tuple(lines(opened(table(",").replace("\r\n", "\r")))) == PLAIN


def test_that_a_title_above_and_a_closing_line_below_are_no_data(opened):
    file = opened("Opioid list\n\nProduced 19 November 2026\n" + table(",") + "\nEnd of report\n")
    assert tuple(lines(file)) == PLAIN


def test_that_an_impossible_date_is_kept_as_text(opened):
    (row,) = opened(ONE_CELL.format(ANN, "Codeine 30mg tablets").replace("01/11", "31/02")).people[0].rows
    assert (row.issued, row.issued_text) == (None, "31/02/2026")
