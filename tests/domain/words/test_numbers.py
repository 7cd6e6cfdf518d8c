"""Quantities in words."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pharmreview.domain.words.numbers import in_words


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


@pytest.mark.parametrize("figure", ["-1", "0.25", "1000000"])
def test_that_a_quantity_nobody_prescribes_has_no_words(figure: str) -> None:
    with pytest.raises(ValueError, match="words"):
        in_words(Decimal(figure))


@given(st.integers(0, 9999), st.integers(0, 9999))
def test_that_two_figures_never_share_their_words(one: int, two: int) -> None:
    assert (in_words(Decimal(one)) == in_words(Decimal(two))) == (one == two)
