"""Words for dates, doses and numbers, and typed days read back."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pharmreview.domain.words.days import long_day
from ui import text
from ui.text import UnreadDay, read_day

WEDNESDAY = date(2026, 12, 9)


def test_that_a_day_is_written_the_way_each_place_writes_it() -> None:
    assert text.day(WEDNESDAY) == "9 Dec 2026"
    assert text.day_and_month(WEDNESDAY) == "9 Dec"
    assert text.weekday_day(WEDNESDAY) == "Wed 9 Dec 2026"
    assert long_day(date(2026, 12, 7)) == "Monday 7 December 2026"
    assert text.band_day(WEDNESDAY) == "09-Dec-2026"
    assert text.clock_time(datetime(2026, 12, 9, 9, 5)) == "09:05"  # noqa: DTZ001 - words only


def test_that_what_is_missing_is_said_to_be_not_known() -> None:
    assert text.band_day(None) == "Not known"
    assert text.nhs_number(None) == "Not known"
    assert text.nhs_number("  ") == "Not known"
    assert text.born_words(None, WEDNESDAY) == "Not known"


@pytest.mark.parametrize(
    ("born", "on", "years"),
    [
        (date(1962, 8, 14), date(2026, 8, 13), 63),
        (date(1962, 8, 14), date(2026, 8, 14), 64),
        (date(2000, 2, 29), date(2027, 2, 28), 26),
        (date(2000, 2, 29), date(2027, 3, 1), 27),
    ],
)
def test_that_age_counts_birthdays_reached(born: date, on: date, years: int) -> None:
    assert text.age_on(born, on) == years


def test_that_an_nhs_number_is_grouped_three_three_four() -> None:
    assert text.nhs_number("9990000018") == "999 000 0018"
    assert text.nhs_number("999 000 0018") == "999 000 0018"


def test_that_an_nhs_number_of_the_wrong_length_is_shown_as_it_came() -> None:
    assert text.nhs_number("99900018") == "99900018"


@pytest.mark.parametrize(
    ("value", "words"),
    [("50", "50 mg"), ("37.5", "37.5 mg"), ("3080", "3,080 mg"), ("50.0", "50 mg"), ("0.125", "0.125 mg")],
)
def test_that_a_dose_keeps_every_digit_and_its_unit(value: str, words: str) -> None:
    assert text.dose(Decimal(value)) == words


def test_that_counts_agree_with_their_noun() -> None:
    assert text.count(1, "person", "people") == "1 person"
    assert text.count(0, "person", "people") == "0 people"
    assert text.count(1200, "row") == "1,200 rows"
    assert text.in_words(3) == "three"
    assert text.in_words(11) == "11"


def test_that_a_list_ends_with_its_last_word() -> None:
    assert text.listed(["60", "65", "70 mg"], "or") == "60, 65 or 70 mg"
    assert text.listed(["60 mg"], "or") == "60 mg"
    assert text.listed([]) == ""


@pytest.mark.parametrize(
    "typed",
    [
        "9 Dec 2026",
        "09 december 2026",
        "Wed 9 Dec 2026",
        "Wednesday, 9 December 2026",
        "9th Dec 2026",
        "09/12/2026",
        "9/12/2026",
        "9.12.2026",
        "09-12-2026",
        "09-Dec-2026",
        "2026-12-09",
        "  9  Dec   2026 ",
    ],
)
def test_that_a_british_day_is_read(typed: str) -> None:
    assert read_day(typed) == WEDNESDAY


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "not a date"),
        ("tomorrow", "not a date"),
        ("9 Dec", "year is missing"),
        ("9/12", "year is missing"),
        ("9/12/26", "four digits"),
        ("9 Dec 26", "four digits"),
        ("9 Dec 20266", "four digits"),
        ("09/12-2026", "not a date"),
        ("12/25/2026", "no month 25"),
        ("31/04/2026", "April 2026 has no day 31"),
        ("29 Feb 2027", "February 2027 has no day 29"),
        ("Mon 9 Dec 2026", "is a Wednesday, not a Monday"),
        ("9 Foo 2026", "“foo” is not a month"),
        ("Xyz 9 Dec 2026", "“xyz” is not a day of the week"),
        ("0/12/2026", "has no day 0"),
        ("9 Ma 2026", "not a month"),
        ("9 Dec 1626", "four digits"),
        ("٩/١٢/٢٠٢٦", "not a date"),
    ],
)
def test_that_what_is_not_a_day_is_unread_and_says_why(typed: str, says: str) -> None:
    found = read_day(typed)
    assert isinstance(found, UnreadDay)
    assert found.typed == typed
    assert says in found.problem


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31)))
def test_that_every_form_a_day_is_written_in_reads_back_as_that_day(on: date) -> None:
    for words in (text.day(on), text.weekday_day(on), long_day(on), text.band_day(on), on.isoformat()):
        assert read_day(words) == on


@given(st.text(max_size=20))
def test_that_no_typed_text_breaks_the_reading(typed: str) -> None:
    found = read_day(typed)
    assert isinstance(found, date) or (found.typed == typed and found.problem.endswith("."))


@pytest.mark.parametrize("words", ["<b>Ann</b>", "<img src='x'>", "a < b & c"])
def test_that_a_tooltip_takes_no_words_for_markup(words: str) -> None:
    assert text.literal(words).startswith("<qt>")
    assert "<" not in text.literal(words).removeprefix("<qt>").removesuffix("</qt>")
    assert text.literal("Ann O'Neil & sons") == "Ann O'Neil & sons"
