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


def test_that_a_screen_that_stacks_a_medicine_over_its_details_is_one_row_a_medicine():
    emis = (
        "Current Medication (2)\tUsage (1)\tRx Type\n"
        f"A\t{ZOMORPH}\nOne To Be Taken Twice A Day\n56 capsule\n\t9%\tRepeat\t03-Nov-2026\tIssued 7 of 12\n"
        "B\tOramorph 10mg/5ml oral solution\n2.5-5ml every 4-6 hours when required\n300 ml\n"
        "\t\tAcute\t01-Nov-2026\t20\t4/6\n"
    )
    assert said(emis)[-2:] == [
        (ZOMORPH, "One To Be Taken Twice A Day", "56 capsule", "2026-11-03"),
        ("Oramorph 10mg/5ml oral solution", "2.5-5ml every 4-6 hours when required", "300 ml", "2026-11-01"),
    ]
    systmone = (
        f"Medication\tRepeat Templates (2)\tAcute\n{ZOMORPH}\n56 capsules - Take ONE capsule TWICE a day\n"
        "Started: 12 Jan 2024   Last issued: 03 Nov 2026   Issues: 7/12\n"
        f"{CODEINE}\n100 tablets - ask pharmacist\nIssued: 02/11/2026\n"
    )
    assert said(systmone)[0] == (ZOMORPH, "Take ONE capsule TWICE a day", "56 capsules", "2026-11-03")
    assert said(systmone)[1][1] == ""


def test_that_a_medicine_written_without_its_strength_is_never_the_directions_of_the_one_above():
    for line in (
        "Zopiclone one at night",
        "Zopiclone one at night\twith water",
        "5ml Oramorph every 4 hours",
    ):
        assert said(f"{ZOMORPH}\n{line}")[0][1] == ""
        assert len(said(f"{ZOMORPH}\n{line}")) == 2


@pytest.mark.parametrize(
    "line", ["5ml every 4 hours", "ii bd", "10 ml twice a day", "Up to 8 a day", "Give one at night"]
)
def test_that_directions_on_a_line_of_their_own_are_of_the_medicine_above(line):
    assert said(f"{ZOMORPH}\n{line}") == [(ZOMORPH, line, "", "")]


def test_that_a_day_on_which_a_medicine_ended_is_never_taken_for_clutter():
    assert said(f"{CODEINE}\t2 qds\nEnded 01-Mar-2026") == [
        (CODEINE, "2 qds", "", ""),
        ("Ended 01-Mar-2026", "", "", ""),
    ]


def test_that_lines_with_their_own_labels_and_a_quantity_between_dashes_are_read():
    labelled = f"Drug: {ZOMORPH}\nDose: ONE TWICE A DAY\nQty: 56 capsule\nLast issued: 03 Nov 2026\n"
    assert said(labelled) == [(ZOMORPH, "ONE TWICE A DAY", "56 capsule", "2026-11-03")]
    assert said("Codeine 30mg Tablets - 112 - 1-2 QDS PRN") == [
        ("Codeine 30mg Tablets", "1-2 QDS PRN", "112", "")
    ]


def test_that_an_amount_before_directions_is_a_quantity_only_where_it_is_no_part_of_the_dose():
    assert said(f"{CODEINE}\n56 tablets - take one twice a day")[0][1:3] == (
        "take one twice a day",
        "56 tablets",
    )
    assert said("Oramorph 10mg/5ml oral solution\n2.5 ml - 5 ml qds")[0][1:3] == ("2.5 ml - 5 ml qds", "")
