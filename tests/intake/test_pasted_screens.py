"""Lists as the screens of EMIS Web, SystmOne, Vision and the summary record are copied."""

import pytest

from pharmreview.intake.pasted.lists import CLUTTER, HEADING, NO_MEDICINE
from pharmreview.intake.reader import read_pasted

CODEINE = "Codeine 30mg tablets"
ZOMORPH = "Zomorph 10mg capsules"


def said(text):
    return [
        (row.name, row.directions, row.quantity, row.issued.isoformat() if row.issued else "")
        for person in read_pasted(text).people
        for row in person.rows
    ]


def why(text):
    return [row.why for row in read_pasted(text).set_aside]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            f"R\t{CODEINE}\tTwo Four Times A Day\t224 tablet\tIssues: 12 of 12\tLast issued 03-Nov-2026",
            (CODEINE, "Two Four Times A Day", "224 tablet", "2026-11-03"),
        ),
        (
            f"{CODEINE} | Two Four Times A Day | 224 tablet | 92% | 03-Nov-2026 | 12/12 | Dr A Jones",
            (CODEINE, "Two Four Times A Day", "224 tablet", "2026-11-03"),
        ),
        (
            f"03 Nov 2026\t{CODEINE}\t56 tablets - take one twice a day\tIssue 3 of 6",
            (CODEINE, "take one twice a day", "56 tablets", "2026-11-03"),
        ),
        (
            f"{CODEINE} - 56 tablets - take one twice a day (R) Last issued 03 Nov 2026 Expires 03 Feb 2027",
            (CODEINE, "take one twice a day", "56 tablets", "2026-11-03"),
        ),
        (
            "03/11/2026 CODEINE tabs 30mg Supply (112) tablet(s) TAKE ONE 4 TIMES/DAY",
            ("CODEINE tabs 30mg", "TAKE ONE 4 TIMES/DAY", "112 tablet(s)", "2026-11-03"),
        ),
        (
            f"{CODEINE}\t2 qds\t224 tablet\t03-Nov-2026\t03-Jun-2026",
            (CODEINE, "2 qds", "224 tablet", "2026-11-03"),
        ),
        (
            f"{CODEINE} 1 qds first issued 01-Feb-2015 last issued 03-Nov-2026",
            (CODEINE, "1 qds", "", "2026-11-03"),
        ),
        (f"Repeat - {ZOMORPH} - 1 bd", (ZOMORPH, "1 bd", "", "")),
        (f"{CODEINE}; 2 qds; 224 tablet; 03/11/2026; Acute", (CODEINE, "2 qds", "224 tablet", "2026-11-03")),
        ("Amitriptyline 10mg tablets\t1/2\tnocte", ("Amitriptyline 10mg tablets", "1/2, nocte", "", "")),
    ],
)
def test_that_what_a_screen_adds_is_neither_dose_nor_date(line, expected):
    assert said(line) == [expected]


@pytest.mark.parametrize(
    "line",
    [
        f"{CODEINE}, 1 bd, NHS 999 000 0018, DOB 03/04/1950",
        f"{CODEINE} 1 bd (d.o.b. 3/4/50)",
        f"Mrs Ann Smith DOB: 03-Apr-1950 NHS No: 999 000 0018 {CODEINE} 1 bd",
        f"999 000 0018 03/04/1950 {CODEINE} 1 bd",
        f"Ann Smith, 999 000 0018, {CODEINE}, 1 bd, 03/04/1950",
    ],
)
def test_that_a_date_of_birth_is_no_date_of_issue(line):
    assert said(line) == [(CODEINE, "1 bd", "", "")]


def test_that_headings_say_what_their_columns_hold():
    text = (
        "Drug\tDosage\tQuantity\tIssues\tLast Issue\tAuthorised\n"
        f"{CODEINE}\tTwo Four Times A Day\t224 tablet\t12 of 12\t03-Nov-2026\t02-Feb-2026\n"
        f"{ZOMORPH}\t\t56 capsule\n"
    )
    assert said(text) == [
        (CODEINE, "Two Four Times A Day", "224 tablet", "2026-11-03"),
        (ZOMORPH, "", "56 capsule", ""),
    ]


def test_that_a_medicine_and_its_directions_may_stand_on_two_lines():
    text = (
        "Mrs Ann SMITH   Born 03-Apr-1950 (76y)   Gender Female   NHS No. 999 000 0018\n"
        "Drug / Dosage / Quantity\tUsage\tLast Issue\tNumber of Issues Authorised\n"
        f"A\t{CODEINE}\t \t03-Nov-2026\tIssues: 12 of 12\n"
        "\tTwo To Be Taken Four Times A Day, 224 tablet\n"
        "Issues: 3 of 6\n"
    )
    assert said(text) == [(CODEINE, "Two To Be Taken Four Times A Day", "224 tablet", "2026-11-03")]
    assert why(text) == [NO_MEDICINE, HEADING, CLUTTER]


def test_that_headings_do_not_bring_back_what_was_stopped():
    text = f"Past medication\nDrug\tDosage\n{CODEINE}\t1 qds\nRepeat (1)\n{ZOMORPH} 1 bd\n"
    assert said(text) == [(ZOMORPH, "1 bd", "", "")]


def test_that_a_doctor_before_a_medicine_does_not_take_it_away():
    assert said(f"Dr A Jones {CODEINE} 1 bd")[0][1] == "1 bd"
    assert why("Dr A Jones") == [NO_MEDICINE]
