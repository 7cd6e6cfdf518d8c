"""Directions against a corpus of published examples, which stays outside the project."""

import csv
import os
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from pharmreview.domain.lines.directions import read_directions
from pharmreview.domain.lines.line import Directions, UnreadDirections
from pharmreview.domain.quantity.unit import Unit

FOLDER = os.environ.get("PHARMREVIEW_CORPUS")
NEAR = Decimal("0.001")
"""The corpus writes times a day to four decimals."""

pytestmark = pytest.mark.skipif(
    FOLDER is None, reason="PHARMREVIEW_CORPUS does not name the folder of corpora"
)


def rows() -> list[dict[str, str]]:
    with (Path(FOLDER or "") / "dosage_dev.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def daily(reading: Directions) -> tuple[Decimal, Decimal]:
    """Low and high a day; the corpus averages patches over the days each is worn."""
    if reading.unit is Unit.PATCH and reading.interval_hours is not None:
        return (reading.low * 24 / reading.interval_hours, reading.high * 24 / reading.interval_hours)
    return reading.low, reading.high


def is_right(row: Mapping[str, str], reading: Directions) -> bool:
    """True where the quantity, the unit the text names and "as needed" are those of the corpus."""
    if row["computable"] != "1":
        return False
    low, high = daily(reading)
    near = (
        abs(low - Decimal(row["daily_qty_low"] or 0)) < NEAR
        and abs(high - Decimal(row["daily_qty_high"])) < NEAR
    )
    unit = {None: "unit"}.get(reading.unit, reading.unit.value if reading.unit else "unit")
    named = reading.unit is Unit.DOSE or unit == row["daily_unit"]
    return near and named and reading.as_needed is (row["prn"] == "1")


FORMS = ("tablet", "capsule", "patch", "oral solution", "sachet")
PROPER = {
    "tablet": "tablet",
    "capsule": "capsule",
    "ml": "oral solution",
    "patch": "patch",
    "sachet": "sachet",
}


def test_that_no_direction_is_read_wrong() -> None:
    wrong = []
    for row in rows():
        reading = read_directions(row["text"])
        if isinstance(reading, Directions) and not is_right(row, reading):
            wrong.append((row["id"], reading))
    assert wrong == []


@pytest.mark.parametrize("form", FORMS)
def test_that_no_form_of_product_makes_a_direction_wrong(form: str) -> None:
    wrong = []
    for row in rows():
        reading = read_directions(row["text"], form)
        if isinstance(reading, Directions) and reading.unit is not Unit.PATCH and not is_right(row, reading):
            wrong.append((row["id"], reading))
    assert wrong == []


def test_that_the_form_a_direction_names_never_costs_its_reading() -> None:
    clear = [row for row in rows() if row["computable"] == "1" and row["ambiguous"] == "0"]
    named = [(row, PROPER[row["daily_unit"]]) for row in clear if row["daily_unit"] in PROPER]
    lost = [
        (row["id"], form)
        for row, form in named
        if isinstance(read_directions(row["text"], form), UnreadDirections)
    ]
    assert lost == []


def test_that_every_clear_computable_direction_is_read() -> None:
    clear = [row for row in rows() if row["computable"] == "1" and row["ambiguous"] == "0"]
    unread = [row["id"] for row in clear if not isinstance(read_directions(row["text"]), Directions)]
    assert unread == []


def test_that_every_uncomputable_direction_is_refused() -> None:
    without = [row for row in rows() if row["computable"] == "0"]
    assert [row["id"] for row in without if isinstance(read_directions(row["text"]), Directions)] == []
