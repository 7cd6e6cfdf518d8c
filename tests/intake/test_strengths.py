"""Strength and form in columns of their own: one whole name, and never a strength that nobody wrote."""

import pytest

HEADINGS = "NHS Number,Full Name,Drug,{},Dosage"


@pytest.mark.parametrize(
    ("headings", "cells", "name"),
    [
        ("Strength,Form", "Codeine phosphate,30mg,tablets", "Codeine phosphate 30mg tablets"),
        ("Strength (mg),Form", "Codeine phosphate,30,tablets", "Codeine phosphate 30mg tablets"),
        ("Strength mg,Form", "Codeine phosphate,30.0,tablets", "Codeine phosphate 30mg tablets"),
        ("Strength (mg),Form", "Fentanyl,25micrograms/hour,patches", "Fentanyl 25micrograms/hour patches"),
        ("Strength in mcg/hr,Form", "Fentanyl,37.5,patches", "Fentanyl 37.5mcg/hr patches"),
        ("Strength (mg/5ml),Form", "Morphine,10,oral solution", "Morphine 10mg/5ml oral solution"),
        ("Strength [mg],Dose form", "Co-codamol,30/500,tablet", "Co-codamol 30mg/500mg tablet"),
        ("Strength,Unit,Formulation", "Tramadol,50,mg,capsules", "Tramadol 50mg capsules"),
        ("Strength,Unit,Formulation", "Tramadol,50,capsule,capsules", "Tramadol 50 capsule"),
        ("Strength,Form", "Codeine,30,tablets", "Codeine 30 tablets"),
        ("Strength,Form", "Codeine 30mg tablets,30 mg,Tablet", "Codeine 30mg tablets"),
        ("Strength,Form", "Codeine 15mg tablets,5mg,tablets", "Codeine 15mg tablets 5mg"),
        ("Strength,Form", "Morphine 10mg m/r tablets,,capsules", "Morphine 10mg m/r tablets capsules"),
    ],
)
def test_that_name_strength_and_form_are_put_together(reading, headings, cells, name):
    file = reading(f"{HEADINGS.format(headings)}\n9990000018,Ann Smith,{cells},1 bd\n")
    assert [row.name for row in file.people[0].rows] == [name]


def test_that_numbered_strengths_go_to_their_own_medicines(reading):
    file = reading(
        "NHS Number,Drug 1,Drug 2,Strength 1 (mg),Strength 2 (mg),Form 1,Form 2,Dose 1,Dose 2\n"
        "9990000018,Codeine,Tramadol,30,50,tablets,capsules,1 bd,1 qds\n"
    )
    assert [(row.name, row.directions) for row in file.people[0].rows] == [
        ("Codeine 30mg tablets", "1 bd"),
        ("Tramadol 50mg capsules", "1 qds"),
    ]


@pytest.mark.parametrize(
    ("dose", "said"),
    [
        ("30", "30mg bd"),
        ('"1,200"', "1,200mg bd"),
        ("30-60", "30-60mg bd"),
        ("30mg", "30mg bd"),
        ("2 tablets", "2 tablets bd"),
    ],
)
def test_that_a_dose_takes_the_unit_of_its_heading(reading, dose, said):
    file = reading(f"NHS Number,Drug,Dose (mg),Frequency\n9990000018,Codeine 30mg tablets,{dose},bd\n")
    assert file.people[0].rows[0].directions == said
