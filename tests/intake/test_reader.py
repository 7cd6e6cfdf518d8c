"""Exports in every layout to people and rows."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pharmreview.domain.errors import InputProblem
from pharmreview.domain.lines.row import DAY_NOT_TOLD
from pharmreview.intake.people.gathering import FOOTING, NOBODY, NOTHING, REPEATED_HEADINGS, SHIFTED, UNNAMED
from pharmreview.intake.reader import read_export

EMIS = (
    '"Opioid review",,,,,,,\n'
    "Last Run:,,,20/11/2026 08:14:02,,,,\n"
    "Patient Details,,,Opioids,,,Cancer,\n"
    'Full Name,EMIS Number,NHS Number,"Name, Dosage and Quantity",Date of Issue,Dose ,Code Term,Date\n'
    '"TESTER, Ann",1,999 000 0018,"Zomorph 10mg MR capsules, ONE BD, 56 capsule",28-Oct-2026,ONE BD,,\n'
    ',,,"Oramorph 10mg/5ml oral solution, 5ml qds prn, 100 ml",01-Oct-26,5ml qds prn,Asthma,01-Jan-2001\n'
    ",,,,,,Cataract,01-Jan-2002\n"
    '"TESTER, Bob",2,,"Tramadol 50mg capsules, 1 tds, 84 capsule",07/11/2026,1 tds,,\n'
)
SIMPLE = (
    "Name,NHS no.,DOB,Medication,Dosage,Qty,Date issued\n"
    "Ann Tester,9990000018,01/02/1950,Tramadol 50mg capsules,1 tds,84,28/10/2026\n"
)


def words(file):
    return [(r.row, r.name, r.directions, r.issued) for p in file.people for r in p.rows]


def test_that_emis_banner_groups_and_continuation_rows_are_read(reading):
    file = reading(EMIS)
    assert (file.layout, file.run_on, file.rows) == ("emis", datetime(2026, 11, 20, 8, 14, 2), 4)  # noqa: DTZ001
    assert file.title
    assert "Last Run" not in file.title
    ann, bob = file.people
    assert [r.name for r in ann.rows] == [
        "Zomorph 10mg MR capsules",
        "Oramorph 10mg/5ml oral solution",
    ]
    assert [(t.term, t.noted, t.row) for t in ann.patient.terms] == [
        ("Asthma", date(2001, 1, 1), 6),
        ("Cataract", date(2002, 1, 1), 7),
    ]
    assert bob.rows[0].issued == date(2026, 11, 7)
    assert bob.patient.nhs_number_problem == "blank"


def test_that_an_export_without_its_banner_is_read(reading):
    headless = EMIS.split("\n", 2)[2]
    assert len(reading(headless).people) == 2
    assert len(reading(headless.split("\n", 1)[1]).people) == 2


def test_that_groups_side_by_side_do_not_belong_together(reading):
    file = reading(
        "Patient Details,,Opioids,,Gabapentinoids,\n"
        'Full Name,EMIS Number,"Name, Dosage and Quantity",Date of Issue,'
        '"Name, Dosage and Quantity",Date of Issue\n'
        '"TESTER, Ann",1,"Codeine 30mg tablets, ONE QDS, 112 tablet",01-Oct-2026,'
        '"Pregabalin 75mg capsules, ONE BD, 56 capsule",02-Nov-2026\n'
        ',,,,"Gabapentin 300mg capsules, ONE TDS, 84 capsule",03-Nov-2026\n'
    )
    assert [(n, d, i) for _, n, d, i in words(file)] == [
        ("Codeine 30mg tablets", "ONE QDS", date(2026, 10, 1)),
        ("Pregabalin 75mg capsules", "ONE BD", date(2026, 11, 2)),
        ("Gabapentin 300mg capsules", "ONE TDS", date(2026, 11, 3)),
    ]


def test_that_flattened_headings_are_read(reading):
    file = reading(
        'Full Name,EMIS Number,"Medication Issues - Name, Dosage and Quantity",'
        "Medication Issues - Date of Issue,"
        "Medication Issues - Dose,Clinical Codes Code Term,Clinical Codes Date\n"
        '"TESTER, Ann",1,"Codeine 30mg tablets, ONE QDS, 112 tablet",01-Oct-2026,ONE QDS,Asthma,01-Jan-2001\n'
    )
    assert words(file) == [(2, "Codeine 30mg tablets", "ONE QDS", date(2026, 10, 1))]
    assert file.people[0].patient.terms[0].noted == date(2001, 1, 1)


def test_that_systmone_prefixes_are_read_whatever_they_are_called(reading):
    file = reading(
        "NHS number,Patient ID,Surname,First name,Date of birth,My search - 6m: Event date,"
        "My search - 6m: Drug,"
        "My search - 6m: Dosage,Other: Code description,Other: Event date,Patient Count\n"
        "9990000018,7,Tester,Ann,01-Feb-1950,08-Nov-2026,  Tramadol 50mg capsules  ,1 tds,"
        "Asthma,01-Jan-2001,1\n"
        "9990000018,7,Tester,Ann,01-Feb-1950,08-Nov-2026,Tramadol 50mg capsules,1 tds,"
        "Cataract,01-Jan-2002,1\n"
    )
    assert file.layout == "systmone"
    [ann] = file.people
    assert [r.name for r in ann.rows] == ["Tramadol 50mg capsules"] * 2
    assert [t.term for t in ann.patient.terms] == ["Asthma", "Cataract"]
    assert ann.rows[0].issued == date(2026, 11, 8)


def test_that_a_wide_table_is_read_sideways(reading):
    file = reading(
        "NHS number,Full name" + ",Consultation date,Medication name,Dose" * 3 + "\n"
        "9990000018,Ann Tester,30-Oct-2026,Codeine 30mg tablets,1 qds,,,,"
        "01-Sep-2026,Diazepam 2mg tablets,1 tds\n"
    )
    assert file.layout == "systmone"
    assert words(file) == [
        (2, "Codeine 30mg tablets", "1 qds", date(2026, 10, 30)),
        (2, "Diazepam 2mg tablets", "1 tds", date(2026, 9, 1)),
    ]


def test_that_a_plain_table_is_read(reading):
    file = reading(SIMPLE)
    assert file.layout == "generic"
    assert words(file) == [(2, "Tramadol 50mg capsules", "1 tds", date(2026, 10, 28))]
    assert file.people[0].patient.family_name == "Ann Tester"


def test_that_strength_form_and_frequency_columns_are_put_together(reading):
    file = reading(
        "Surname,Drug,Strength,Form,Dose,Frequency\n"
        "Tester,Tramadol,50mg,capsules,1 capsule,three times a day\n"
    )
    assert words(file) == [(2, "Tramadol 50mg capsules", "1 capsule three times a day", None)]


def test_that_a_medicine_column_without_directions_beside_it_is_split(reading):
    file = reading('Surname,Medication\nTester,"Tramadol 50mg capsules, ONE TDS, 84 capsule"\n')
    assert words(file) == [(2, "Tramadol 50mg capsules", "ONE TDS", None)]


@pytest.mark.parametrize(
    ("encoding", "separator"),
    [("utf-8", ","), ("utf-8-sig", ","), ("utf-16", ","), ("utf-16-le", ","), ("cp1252", ","), ("utf-8", ";"),
     ("utf-16", "\t"), ("utf-8", "|")],
)  # fmt: skip
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_that_every_encoding_separator_and_line_end_is_read(reading, encoding, separator, ending):
    text = SIMPLE.replace("Ann Tester", "Chloë O’Tester").replace(",", separator).replace("\n", ending)
    file = reading(text, encoding=encoding)
    assert file.people[0].patient.family_name == "Chloë O’Tester"
    assert len(words(file)) == 1


def test_that_repeated_headings_and_footings_are_set_aside_with_a_reason(reading):
    head, ann = SIMPLE.splitlines()
    file = reading(f"{head}\n{ann}\n{head}\nTotal: 1\n,,,,,,\n")
    assert [(s.row, s.why) for s in file.set_aside] == [(3, REPEATED_HEADINGS), (4, FOOTING)]
    assert file.rows == 1


@pytest.mark.parametrize(
    ("headings", "row"),
    [
        (
            "NHSNumber,PatientFullName,DateOfBirth,DrugName,Directions,IssueDate",
            "9990000018,Ann Tester,{b},{m},{d},{i}",
        ),
        (
            "nhs_number,full_name,date_of_birth,drug_name,directions,issue_date",
            "9990000018,Ann Tester,{b},{m},{d},{i}",
        ),
        ("Full name,DOB,Consultation date 1,Medication name 1,Dose 1", "Ann Tester,{b},{i},{m},{d}"),
        ("Patient,Born,Date,Drug,Dose,Problem,Problem date", "Ann TESTER,{b},{i},{m},{d},Asthma,01/01/2000"),
        ("First Name,Last Name,D.O.B.,R: Medication,R: Dosage,R: Date issued", "Ann,Tester,{b},{m},{d},{i}"),
    ],
)
def test_that_headings_are_known_however_they_are_written(reading, headings, row):
    cells = row.format(b="01/02/1950", m="Tramadol 50mg capsules", d="1 tds", i="01/11/2026")
    file = reading(f"{headings}\n{cells}\n")
    [ann] = file.people
    assert (ann.patient.written_family_name, ann.patient.given_name, ann.patient.born) == (
        "Tester",
        "Ann",
        date(1950, 2, 1),
    )
    assert words(file) == [(2, "Tramadol 50mg capsules", "1 tds", date(2026, 11, 1))]
    assert all(t.noted == date(2000, 1, 1) for t in ann.patient.terms)


def test_that_a_date_of_a_code_is_never_taken_for_a_date_of_issue(reading):
    file = reading(
        "Surname,Drug,Dose,Problem date,Problem\nTester,Tramadol 50mg capsules,1 tds,01/01/2000,Asthma\n"
    )
    assert words(file) == [(2, "Tramadol 50mg capsules", "1 tds", None)]


def test_that_a_row_that_names_nobody_is_never_given_to_somebody(reading):
    head = "NHS number,Patient ID,Rep: Drug,Rep: Dosage,Rep: Event date\n"
    file = reading(
        head + ",,Tramadol 50mg capsules,1 tds,01-Oct-2026\n"
        "9990000018,7,Codeine 30mg tablets,1 qds,\n,,Zomorph,1 bd,\n"
    )
    assert [s.why for s in file.set_aside] == [NOBODY, UNNAMED]
    assert words(file) == [(3, "Codeine 30mg tablets", "1 qds", None)]


def test_that_a_row_whose_columns_moved_is_a_line_that_no_reader_takes_for_a_medicine(reading):
    moved = '"TESTER, Cy",3,,"Zomorph 10mg capsules",28-Oct-2026,1 am, 2 nocte,Asthma,01-Jan-2001\n'
    file = reading(EMIS + moved + ",,,Codeine,,,,\n")
    assert [(r.name, r.directions) for r in file.people[-1].rows] == [(SHIFTED, ""), ("Codeine", "")]
    assert not file.people[-1].patient.terms


def test_that_a_row_with_nothing_that_is_read_is_set_aside(reading):
    file = reading(
        "Surname,Medication,Dosage,Organisation\nTester,Tramadol 50mg capsules,1 tds,Z99999\n,,,Z99999\n"
    )
    assert [s.why for s in file.set_aside] == [NOTHING]


def test_that_the_same_person_twice_is_one_person(reading):
    head, ann = SIMPLE.splitlines()
    file = reading(
        "\n".join(
            [head, ann, ann.replace("Ann Tester", "Bob Tester").replace("9990000018", "9992398221"), ann]
        )
        + "\n"
    )
    assert [len(p.rows) for p in file.people] == [2, 1]
    assert any("more than one place" in note for note in file.notes)


def test_that_two_people_who_share_a_number_are_kept_apart_and_it_is_said(reading):
    head, ann = SIMPLE.splitlines()
    file = reading("\n".join([head, ann, ann.replace("Ann", "Bob")]) + "\n")
    assert len(file.people) == 2
    assert any("share an NHS number" in note for note in file.notes)
    assert all("same NHS number" in p.problems[0] for p in file.people)


def test_that_the_same_number_and_name_with_another_birthday_is_another_person(reading):
    head, ann = SIMPLE.splitlines()
    assert len(reading("\n".join([head, ann, ann.replace("1950", "1951")]) + "\n").people) == 2


def test_that_the_same_name_and_birthday_with_another_number_is_another_person(reading):
    head, ann = SIMPLE.splitlines()
    assert len(reading("\n".join([head, ann, ann.replace("9990000018", "9992398221")]) + "\n").people) == 2


def test_that_rows_of_a_person_whose_number_fails_stay_together(reading):
    head, ann = SIMPLE.splitlines()
    wrong = ann.replace("9990000018", "9991234567")
    [person] = reading("\n".join([head, wrong, wrong.replace("Tramadol", "Codeine")]) + "\n").people
    assert (len(person.rows), person.patient.nhs_number_problem) == (2, "check-digit")


def test_that_a_date_that_cannot_be_read_is_kept_as_written(reading):
    [person] = reading(SIMPLE.replace("28/10/2026", "late October")).people
    assert (person.rows[0].issued, person.rows[0].issued_text) == (None, "late October")


def test_that_an_age_is_kept_where_there_is_no_date_of_birth(reading):
    [person] = reading("Surname,Age,Medication,Dosage\nTester,81,Tramadol 50mg capsules,1 tds\n").people
    assert person.patient.facts == {"age": "81"}


def test_that_a_layout_can_be_asked_for(reading):
    assert reading(SIMPLE, layout="generic").layout == "generic"
    with pytest.raises(InputProblem, match="does not have the emis layout"):
        reading(SIMPLE, layout="emis")


@pytest.mark.parametrize(
    ("name", "layout", "people", "lines"),
    [
        ("emis_sample.csv", "emis", 25, 66),
        ("emis_sample_groups.csv", "emis", 25, 44),
        ("systmone_sample.csv", "systmone", 25, 78),
        ("systmone_sample_wide.csv", "systmone", 25, 72),
    ],
)
def test_that_each_sample_is_read_whole(exports, name, layout, people, lines):
    file = read_export(exports / name)
    assert (file.layout, len(file.people), len(words(file))) == (layout, people, lines)
    assert not file.set_aside


cell = st.text(
    st.characters(codec="utf-8", exclude_characters="\0\r\n", exclude_categories=("Cs", "Cc")), max_size=12
)


@given(st.lists(st.lists(cell, min_size=7, max_size=7), max_size=8))
def test_that_every_row_is_data_or_set_aside(tmp_path_factory, table):
    import csv

    path = tmp_path_factory.mktemp("any") / "search.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(SIMPLE.splitlines()[0].split(","))
        writer.writerows(table)
    file = read_export(path)
    filled = sum(1 for row in table if any(c.strip() for c in row))
    assert file.rows + len(file.set_aside) == filled


ENDED = (
    "NHS number,Pain: Drug,Pain: Dosage,Pain: Quantity,Pain: Event date,Pain: Medication end date\n"
    "9990000018,Tramadol 50mg capsules,1 qds,56,01 Nov 2026,14 Nov 2026\n"
    "9990000018,Codeine 30mg tablets,1 qds,56,01 Nov 2026,\n"
    "9990000018,Diazepam 2mg tablets,1 bd,56,01 Nov 2026,unknown\n"
)


def test_that_the_end_of_a_line_is_read_from_a_column_of_its_own(reading):
    file = reading(ENDED)
    assert [row.ended for row in file.people[0].rows] == [date(2026, 11, 14), None, None]
    assert any("unknown" in note for note in file.notes)


@pytest.mark.parametrize(
    ("headings", "cells", "ended"),
    [
        ("Ended", "N", None),
        ("Ended", "Yes", DAY_NOT_TOLD),
        ("Status", "Active", None),
        ("Medication status", "Past", DAY_NOT_TOLD),
        ("End date,Status", "14/11/2026,Past", date(2026, 11, 14)),
        ("Status,End date", "Past,", DAY_NOT_TOLD),
        ("Status,End date", "Current,", None),
    ],
)
def test_that_a_line_says_whether_it_is_over(reading, headings, cells, ended):
    file = reading(
        f"NHS number,Surname,Drug,Dosage,Last issued,{headings}\n"
        f"9990000018,Tester,Tramadol 50mg capsules,1 qds,01/11/2026,{cells}\n"
    )
    assert ([row.ended for row in file.people[0].rows], file.notes) == ([ended], ())


TWO_ROWS = (
    "NHS,Patient,Date of,Drug,Dosage,Date of\nNumber,Name,Birth,Name,Text,Issue\n"
    '9990000018,"Tester, Ann",01/02/1950,Tramadol 50mg capsules,1 qds,01/11/2026\n'
)


def test_that_headings_over_two_rows_are_read_as_one_and_known_again(reading):
    file = reading(TWO_ROWS + TWO_ROWS.replace("9990000018", "9990000026").replace("Ann", "Bob"))
    assert [p.patient.born for p in file.people] == [date(1950, 2, 1)] * 2
    assert words(file) == [
        (3, "Tramadol 50mg capsules", "1 qds", date(2026, 11, 1)),
        (6, "Tramadol 50mg capsules", "1 qds", date(2026, 11, 1)),
    ]
    assert {aside.why for aside in file.set_aside} == {REPEATED_HEADINGS}


def test_that_lines_of_two_encodings_in_one_file_are_each_read_in_their_own(reading):
    heading = "NHS number,Surname,Drug,Dosage\n"
    one, other = (
        "9990000018,Müller,Tramadol 50mg capsules,1–2 qds\n",
        "9990000026,Gómez,Codeine 30mg tablets,½ bd\n",
    )
    file = reading(heading.encode() + one.encode("utf-8") + other.encode("cp1252"))
    assert [p.patient.family_name for p in file.people] == ["Müller", "Gómez"]
    assert [p.rows[0].directions for p in file.people] == ["1–2 qds", "½ bd"]


@pytest.mark.parametrize(
    ("address", "postcode", "lines"),
    [
        ("7 Larkspur Lane", "ZZ1 2YY", ("7 Larkspur Lane", "ZZ1 2YY")),
        ("7 Larkspur Lane, zz12yy", "ZZ1 2YY", ("7 Larkspur Lane, zz12yy",)),
        ("7 Larkspur Lane", "", ("7 Larkspur Lane",)),
        ("", "ZZ1 2YY", ()),
    ],
)
def test_that_a_postcode_in_its_own_column_ends_the_address_once(reading, address, postcode, lines):
    file = reading(
        "Name,NHS no.,Address,Postcode,Medication,Dosage,Qty,Date issued\n"
        f'Ann Tester,9990000018,"{address}",{postcode},Tramadol 50mg capsules,1 tds,84,28/10/2026\n'
    )
    assert file.people[0].patient.address == lines
