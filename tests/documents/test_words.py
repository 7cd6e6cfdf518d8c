"""Doses, counts and dates as papers write them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pharmreview.documents import words as say
from pharmreview.domain.quantity.unit import Unit
from pharmreview.domain.words.days import long_day
from tests.documents.papers import morphine, patch, scored


def plain(text: str) -> str:
    return text.replace(say.HARD, " ")


@pytest.mark.parametrize(
    ("number", "unit", "told"),
    [
        ("50", Unit.MILLIGRAM, "50mg"),
        ("2.50", Unit.MILLIGRAM, "2.5mg"),
        ("1200", Unit.MILLIGRAM, "1,200mg"),
        ("0.5", Unit.MILLIGRAM, "0.5mg"),
        ("200", Unit.MICROGRAM, "200 micrograms"),
        ("1", Unit.MICROGRAM, "1 microgram"),
        ("37.5", Unit.MICROGRAM_PER_HOUR, "37.5 micrograms an hour"),
    ],
)
def test_that_a_dose_for_the_person_has_its_unit_in_full_and_no_trailing_zero(
    number: str, unit: Unit, told: str
) -> None:
    assert plain(say.dose(Decimal(number), unit)) == told


@given(st.decimals(min_value=Decimal("0.001"), max_value=99999, places=3))
def test_that_no_dose_ends_in_a_nought_after_the_point(number: Decimal) -> None:
    told = say.dose(number, Unit.MILLIGRAM).removesuffix("mg")
    assert "." not in told or not told.endswith("0")
    assert Decimal(told.replace(",", "")) == number


@pytest.mark.parametrize(
    ("count", "told"),
    [
        ("1", "one 30mg tablet"),
        ("2", "two 30mg tablets"),
        ("12", "twelve 30mg tablets"),
    ],
)
def test_that_a_count_is_in_words_so_that_two_numerals_never_meet(count: str, told: str) -> None:
    assert plain(say.amount(morphine(30), Decimal(count))) == told


def test_that_half_a_tablet_is_told_in_words() -> None:
    assert plain(say.amount(scored(15), Decimal("0.5"))) == "half a 15mg tablet"
    assert plain(say.amount(scored(15), Decimal("1.5"))) == "one and a half 15mg tablets"
    assert plain(say.counted(Decimal("2.5"), [scored(15)])) == "2 and a half tablets"


def test_that_a_patch_tells_its_rate() -> None:
    assert plain(say.amount(patch("25"), Decimal(1))) == "one patch (25 micrograms an hour)"
    assert plain(say.amount(patch("12"), Decimal(2))) == "two patches (12 micrograms an hour each)"


def test_that_a_clinician_reads_a_space_before_the_unit() -> None:
    assert plain(say.clinical_dose(Decimal(50), Unit.MILLIGRAM)) == "50 mg"
    assert plain(say.clinical_amount(morphine(10), Decimal(2))) == "TWO 10 mg"


def test_that_dates_are_written_out_for_the_person() -> None:
    assert long_day(date(2026, 12, 7)) == "Monday 7 December 2026"
    assert say.band_day(date(2026, 12, 7)) == "07-Dec-2026"
    assert say.band_day(None) == ""


def test_that_an_nhs_number_is_grouped_and_anything_else_is_left_out() -> None:
    assert plain(say.nhs_number("9990000018")) == "999 000 0018"
    assert say.nhs_number("12345") == ""


def test_that_lists_end_in_and() -> None:
    assert [say.listed(parts) for parts in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]


def test_that_an_answer_that_is_no_date_gives_none() -> None:
    assert say.iso_day("2026-12-07") == date(2026, 12, 7)
    assert say.iso_day("next week") is None
