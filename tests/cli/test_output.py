"""What is written for a spreadsheet: no cell of it is ever a formula."""

import csv
import io
from itertools import product

import pytest

from pharmreview.cli.output import as_text, write_csv

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
BEFORE = ("", " ", "   ", '"', "'", '" ', "\t", "\u00a0", "\ufeff", "\u200b", "\u202e", "\r\n")
REST = ("1+1", 'HYPERLINK("x")', "cmd|' /C calc'!A0", "SUM(A1:A9)", "A1", "", "2-1")


@pytest.mark.parametrize(("before", "start"), list(product(BEFORE, STARTS)))
def test_that_a_formula_is_text_whatever_stands_before_its_mark(before, start):
    for rest in REST:
        assert as_text(before + start + rest).startswith("'")


@pytest.mark.parametrize("cell", ["-5", "+5", "-0.25", "12", "0", "-1000000"])
def test_that_a_number_stays_a_number(cell):
    assert as_text(cell) == cell


@pytest.mark.parametrize(
    "cell", ["", "Tester", "O'Neil", "1-2 tablets", "a=b", '"quoted"', "10mg/5ml", "x@y.example"]
)
def test_that_other_words_stay_as_they_are(cell):
    assert as_text(cell) == cell


def test_that_a_table_written_out_reads_back_with_every_cell_in_its_place(capfdbinary):
    write_csv(("name", "total"), [("=1+1", "-5"), ('a"b', "x,y"), ("\u202eAnn", "<b>")])
    rows = list(csv.reader(io.StringIO(capfdbinary.readouterr().out.decode(), newline="")))
    assert rows == [["name", "total"], ["'=1+1", "-5"], ['a"b', "x,y"], ["\u202eAnn", "<b>"]]
