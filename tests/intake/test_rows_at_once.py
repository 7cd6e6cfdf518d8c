"""Rows read column by column and one by one: the same lines, the same people, the same rows set aside."""

from itertools import count

from hypothesis import example, given
from hypothesis import strategies as st

from pharmreview.domain.lines.row import ExportFile
from pharmreview.intake.layouts import Layout, find_layout
from pharmreview.intake.people.gathering import People

_PERSON = ["NHS Number", "Surname", "Forename", "Date of Birth"]
_BESIDE = ["Dosage", "Quantity", "Date of Issue", "Code Term"]
_PLAIN = [*_PERSON, "Medication", *_BESIDE]
_ONE_CELL = [*_PERSON, "Name, Dosage and Quantity", *_BESIDE]

_WHO = st.sampled_from(
    [
        ("9990000018", "TESTER", "Ann", "01/02/1950"),
        ("999 000 0026", "Other", "Bo", "3-Mar-1961"),
        ("", "", "", ""),
        ("", "", "", "01/02/1950"),
        ("12", "Nobody", "", "soon"),
    ]
)
_MEDICINES = st.sampled_from(
    [
        "Zomorph 10mg capsules",
        "Zomorph 10mg capsules, ONE TWICE A DAY, 56 capsule",
        "Zomorph  10mg capsules , one bd",
        "Oramorph 10mg/5ml oral solution (Maker, Ltd), 5ml prn",
        "Codeine 30mg tablets - one at night",
        "Medication",
        "Total: 12",
        " ",
        "",
    ]
)
_DIRECTIONS = st.sampled_from(["ONE TWICE A DAY", "one bd", " one  bd ", "", "56"])
_QUANTITIES = st.sampled_from(["56", " 56 capsule ", ""])
_DAYS = st.sampled_from(["01/10/2026", "1 Oct 2026", "46296", "not known", ""])
_TERMS = st.sampled_from(["", "", "Falls", " Epilepsy"])
_ROW = st.builds(
    lambda who, *cells: [*who, *cells], _WHO, _MEDICINES, _DIRECTIONS, _QUANTITIES, _DAYS, _TERMS
)
_ROWS = st.lists(_ROW, max_size=12)


@given(rows=_ROWS)
@example(
    rows=[
        [
            "9990000018",
            "TESTER",
            "Ann",
            "01/02/1950",
            "Codeine 30mg tablets",
            "one bd",
            "56",
            "01/10/2026",
            "",
        ],
        ["", "", "", "", "Total: 12", "", "56", "46296", ""],
    ]
)
def test_a_name_with_its_directions_apart_reads_alike_at_once_and_row_by_row(rows: list[list[str]]) -> None:
    assert _read(_PLAIN, rows, at_once=True) == _read(_PLAIN, rows, at_once=False)


@given(rows=_ROWS)
def test_an_entry_in_one_cell_reads_alike_at_once_and_row_by_row(rows: list[list[str]]) -> None:
    assert _read(_ONE_CELL, rows, at_once=True) == _read(_ONE_CELL, rows, at_once=False)


def _read(headings: list[str], rows: list[list[str]], *, at_once: bool) -> ExportFile:
    people = People(_layout(headings), "search.csv")
    copies = [list(row) for row in rows]
    if at_once:
        people.read(2, copies)
    else:
        for number, row in zip(count(2), copies, strict=False):
            # With a blank cell past the headings a row is never one of many alike.
            people.read(number, [[*row, ""]])
    return people.file("", "generic")


def _layout(headings: list[str]) -> Layout:
    layout = find_layout([(1, headings)], None)
    assert layout is not None
    return layout
