"""A dose said in two ways is held against the product's strength: where they disagree, the line is unread."""

import pytest

from pharmreview.domain.lines.line import MedicationLine, UnreadLine
from pharmreview.domain.lines.reading import read_row
from pharmreview.domain.lines.row import ExportRow
from pharmreview.reference.vocabulary_table import load_vocabulary

ORAMORPH = "Morphine sulfate 10mg/5ml oral solution"
OXYCODONE = "Oxycodone 5mg capsules"
BUTEC = "Butec 10micrograms/hour transdermal patches"


def line(name: str, directions: str) -> object:
    return read_row(ExportRow(row=1, name=name, directions=directions), load_vocabulary())


@pytest.mark.parametrize(
    ("name", "directions", "units"),
    [
        (ORAMORPH, "2.5ml (5mg) qds", 10),
        (ORAMORPH, "5mg (2.5ml) qds", 10),
        (OXYCODONE, "one 5mg capsule bd", 2),
        (OXYCODONE, "two (10mg) bd", 4),
        (OXYCODONE, "2 x 5mg capsules bd", 4),
        (OXYCODONE, "1 bd, 5mg bd", 2),
        (OXYCODONE, "2 bd 10mg", 4),
        (OXYCODONE, "5mg capsules, one bd", 2),
        (OXYCODONE, "1-2 (5-10mg) qds", 8),
        ("Co-codamol 30mg/500mg tablets", "take one 500mg tablet qds", 4),
        ("Clonazepam 500microgram tablets", "0.5mg (1 tablet) nocte", 1),
        (BUTEC, "Apply TWO 10mcg patches every 7 days", 2),
    ],
)
def test_that_two_ways_that_agree_are_read(name: str, directions: str, units: int) -> None:
    found = line(name, directions)
    assert isinstance(found, MedicationLine), found
    assert found.directions.high == units


@pytest.mark.parametrize(
    ("name", "directions"),
    [
        (ORAMORPH, "2.5ml (10mg) qds"),
        (ORAMORPH, "5mg (5ml) qds"),
        (OXYCODONE, "two 10mg capsules bd"),
        (OXYCODONE, "1 capsule (10mg) bd"),
        (OXYCODONE, "20mg (two capsules) bd"),
        (BUTEC, "Apply TWO 20mcg patches every 7 days"),
        ("Zomorph 10mg capsules", "1g bd"),
        (OXYCODONE, "1 bd, 10mg bd"),
        (OXYCODONE, "1 bd 20mg"),
        ("Codeine 30mg tablets", "Morphine 10mg tablets one bd"),
        (OXYCODONE, "Two qds, Oramorph 10mg/5ml oral solution"),
    ],
)
def test_that_two_ways_that_disagree_are_unread(name: str, directions: str) -> None:
    assert isinstance(line(name, directions), UnreadLine)
