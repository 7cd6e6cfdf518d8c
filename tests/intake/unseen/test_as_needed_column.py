"""A column that says which medicines are taken as needed, or on what kind of prescription they stand."""

import pytest

from pharmreview.domain.lines.row import DAY_NOT_TOLD

ANN = "9990001006"


@pytest.mark.parametrize(
    ("heading", "cell", "directions"),
    [
        ("PRN", "Y", "1 bd when required"),
        ("PRN", "yes", "1 bd when required"),
        ("PRN?", "✓", "1 bd when required"),
        ("As required (Y/N)", "TRUE", "1 bd when required"),
        ("PRN", "N", "1 bd"),
        ("PRN", "", "1 bd"),
        ("As needed", "no", "1 bd"),
        ("PRN", "max 4 daily", "1 bd max 4 daily"),
        ("PRN", "not sure", "1 bd not sure"),
        ("PRN/Regular", "Regular", "1 bd"),
        ("PRN/Regular", "P.R.N.", "1 bd when required"),
        ("Repeat type", "Repeat dispensing", "1 bd"),
        ("Issue Type", "Acute", "1 bd"),
        ("Issue Type", "PRN repeat", "1 bd when required"),
        ("Medication type", "non PRN", "1 bd"),
    ],
)
def test_that_what_the_column_says_stands_in_the_directions(read, heading, cell, directions):
    file = read(
        f"NHS Number,Name,Drug,Dosage,{heading},Date issued",
        f"{ANN},Ann Smith,Codeine 30mg tablets,1 bd,{cell},01/11/2026",
    )
    assert [r.directions for r in file.people[0].rows] == [directions]
    assert not any("not read" in note for note in file.notes)
    assert any("read with the directions" in note for note in file.notes)


def test_that_directions_which_say_so_do_not_say_so_twice(read):
    file = read(
        "NHS Number,Name,Drug and dosage,PRN",
        f'{ANN},Ann Smith,"Codeine 30mg tablets, 1 qds when required, 28 tablet",Y',
    )
    (row,) = file.people[0].rows
    assert (row.name, row.directions, row.quantity) == (
        "Codeine 30mg tablets",
        "1 qds when required",
        "28 tablet",
    )


def test_that_a_kind_of_prescription_may_say_that_it_is_over(read):
    file = read(
        "NHS Number,Name,Drug,Dosage,Issue type",
        f"{ANN},Ann Smith,Codeine 30mg tablets,1 bd,Past",
        f"{ANN},Ann Smith,Codeine 15mg tablets,1 bd,Repeat",
    )
    assert [r.ended for r in file.people[0].rows] == [DAY_NOT_TOLD, None]
