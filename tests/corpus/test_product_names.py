"""How well real product names are read. The folder named by PHARMREVIEW_CORPUS holds them."""

import csv
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from pharmreview.domain.lines.line import Match, Reading
from pharmreview.domain.lines.match import match_name
from pharmreview.domain.medicines.likeness import load_of
from pharmreview.domain.medicines.product import Form
from pharmreview.reference.vocabulary_table import load_vocabulary

_CLASS = {"z_drug": "z-drug"}
_NUMBERS = re.compile(r"\d+(?:\.\d+)?")


@pytest.fixture(scope="module")
def read(corpus: Path) -> list[tuple[dict[str, str], Match]]:
    with (corpus / "product_names_dev.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return [(row, match_name(row["name"], load_vocabulary())) for row in rows]


def _wrong(pairs: Iterator[str]) -> list[str]:
    found = list(pairs)
    print(*found, sep="\n")  # noqa: T201 - the list of failures is the point of the run
    return found


def test_that_every_name_gets_its_class(read):
    wrong = _wrong(
        row["name"]
        for row, match in read
        if match.medicine_class != _CLASS.get(row["category"], row["category"])
    )
    assert len(wrong) <= len(read) // 100


def test_that_no_name_reads_as_another_medicine_without_being_asked(read):
    assert not _wrong(
        row["name"]
        for row, match in read
        if match.status is Reading.READ and match.product and row["drug"] not in {"", match.product.main.name}
    )


def test_that_no_name_of_the_four_classes_is_another_medicine(read):
    assert not _wrong(row["name"] for row, match in read if match.status is Reading.OTHER)


def test_that_nearly_every_name_is_read_or_asked(read):
    unread = _wrong(row["name"] for row, match in read if match.status is Reading.UNREAD)
    assert len(unread) <= len(read) // 100


def test_that_no_strength_is_read_that_the_name_does_not_hold(read):
    def held(row: dict[str, str], match: Match) -> bool:
        if match.product is None or match.product.main.strength is None or match.product.brand:
            return True
        numbers = {Decimal(number) for number in _NUMBERS.findall(row["name"])}
        return bool(numbers & {match.product.main.strength, match.product.main.strength / 1000})

    assert not _wrong(row["name"] for row, match in read if not held(row, match))


def test_that_strengths_of_solid_forms_agree_with_the_source(read):
    def differs(row: dict[str, str], match: Match) -> bool:
        if (
            match.product is None
            or not row["strength_mg_per_unit"]
            or "trust the name" in row["strength_note"]
        ):
            return False
        if match.product.form not in {Form.TABLET, Form.CAPSULE, Form.SACHET, Form.LIQUID}:
            return False
        load = load_of(match.product.main)
        if match.product.variety == "unit dose vial":
            return False
        return load is not None and load[1] / 1000 != Decimal(row["strength_mg_per_unit"])

    assert not _wrong(row["name"] for row, match in read if differs(row, match))
