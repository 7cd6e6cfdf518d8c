"""Quantities in words."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pharmreview.domain.words.numbers import count, in_words, often


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        ("0", "zero"),
        ("1", "one"),
        ("13", "thirteen"),
        ("20", "twenty"),
        ("56", "fifty-six"),
        ("100", "one hundred"),
        ("112", "one hundred and twelve"),
        ("340", "three hundred and forty"),
        ("1000", "one thousand"),
        ("1008", "one thousand and eight"),
        ("1344", "one thousand three hundred and forty-four"),
        ("12500", "twelve thousand five hundred"),
        ("999999", "nine hundred and ninety-nine thousand nine hundred and ninety-nine"),
        ("0.5", "half"),
        ("10.5", "ten and a half"),
        ("64.4", "sixty-four point four"),
        ("0.3", "zero point three"),
        ("101.5", "one hundred and one and a half"),
    ],
)
def test_that_a_figure_is_written_as_in_british_english(figure: str, words: str) -> None:
    assert in_words(Decimal(figure)) == words


@pytest.mark.parametrize(
    ("number", "said", "comes_round"),
    [
        (0, "0 days", "every 0 days"),
        (1, "1 day", "every day"),
        (2, "2 days", "every 2 days"),
        (1200, "1,200 days", "every 1,200 days"),
    ],
)
def test_that_one_of_a_thing_is_never_counted_as_many(number: int, said: str, comes_round: str) -> None:
    assert count(number, "day") == said
    assert often(number) == comes_round


def test_that_a_plural_of_its_own_is_used() -> None:
    assert [count(n, "person", "people") for n in (1, 3)] == ["1 person", "3 people"]
    assert [often(n, "week") for n in (1, 2)] == ["every week", "every 2 weeks"]


@pytest.mark.parametrize("figure", ["-1", "0.25", "1000000"])
def test_that_a_quantity_nobody_prescribes_has_no_words(figure: str) -> None:
    with pytest.raises(ValueError, match="words"):
        in_words(Decimal(figure))


@given(st.integers(0, 9999), st.integers(0, 9999))
def test_that_two_figures_never_share_their_words(one: int, two: int) -> None:
    assert (in_words(Decimal(one)) == in_words(Decimal(two))) == (one == two)
