"""Directions in the program's own words: what they say, and that the reader reads them back."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pharmreview.domain.lines.directions import read_directions
from pharmreview.domain.lines.line import Directions, UnreadDirections
from pharmreview.domain.lines.statements.doses import exact_decimal
from pharmreview.domain.lines.statements.wording import quantity_words
from pharmreview.domain.quantity.unit import Unit

UNITS = (Unit.TABLET, Unit.CAPSULE, Unit.SACHET, Unit.DOSE, Unit.MILLILITRE, Unit.MILLIGRAM, Unit.MICROGRAM)
COUNTED = (Unit.TABLET, Unit.CAPSULE, Unit.SACHET)
parts = st.builds(Fraction, st.integers(0, 60), st.sampled_from((1, 2, 4, 7, 3, 14, 30)))
patches = st.builds(
    lambda low, more, hours, needed: Directions(
        low=Decimal(low), high=Decimal(low + more), unit=Unit.PATCH, as_needed=needed, interval_hours=hours
    ),
    st.integers(0, 3),
    st.integers(1, 3),
    st.sampled_from([Decimal(hours) for hours in (24, 48, 72, 96, 120, 168)]),
    st.booleans(),
)


@pytest.mark.parametrize(
    ("written", "form", "said"),
    [
        ("1-2 qds prn max 8/24h", None, "4 to 8 a day when required"),
        ("2 tabs bd", None, "4 tablets a day"),
        ("one capsule od", None, "1 capsule a day"),
        ("up to 8 tablets a day", None, "up to 8 tablets a day"),
        ("one tablet mon, wed and fri", None, "3 tablets every 7 days"),
        ("1-2 4-6 hourly", None, "4 to 12 a day"),
        ("1000mg tds", None, "3,000 mg a day"),
        ("100 mcg bd", None, "200 micrograms a day"),
        ("2 patches weekly", "patch", "2 patches, changed every 7 days"),
        ("1 every 72 hours", "patch", "1 patch, changed every 72 hours"),
        ("2 bd for 1 week then 1 bd", None, "2 to 4 a day, the dose changes"),
        ("1-2 bd and 1 extra at night if needed", None, "2 to 4 a day and up to 1 extra a day when required"),
        ("10mg bd and 5mg extra nocte prn", None, "20 mg a day and up to 5 mg extra a day when required"),
    ],
)
def test_that_a_reading_is_said_in_one_way(written: str, form: str | None, said: str) -> None:
    found = read_directions(written, form)
    assert isinstance(found, Directions)
    assert quantity_words(found, None) == said
    again = read_directions(said, form)
    assert found.changing or (isinstance(again, Directions) and same(again, found))


def test_that_the_product_names_what_the_directions_leave_out() -> None:
    found = read_directions("1 every 72 hours", "patch")
    assert isinstance(found, Directions)
    assert quantity_words(found.model_copy(update={"interval_hours": None}), None, Decimal(168)) == (
        "1 patch, changed every 7 days"
    )
    spoken = read_directions("2 bd")
    assert isinstance(spoken, Directions)
    assert quantity_words(spoken, Unit.TABLET) == "4 tablets a day"


def same(one: Directions, other: Directions) -> bool:
    return (one.low, one.high, one.regular_high, one.unit, one.as_needed) == (
        other.low,
        other.high,
        other.regular_high,
        other.unit,
        other.as_needed,
    )


@given(parts, parts, parts, st.sampled_from(UNITS), st.sampled_from(("regular", "as needed", "in part")))
def test_that_what_is_said_is_read_back_the_same_or_refused(
    one: Fraction, other: Fraction, third: Fraction, unit: Unit, needed: str
) -> None:
    low, regular, high = sorted((one, other, third))
    if high == 0:
        return
    meant = Directions(
        low=exact_decimal(low),
        high=exact_decimal(high),
        unit=unit,
        as_needed=needed != "regular",
        regular=exact_decimal(regular if needed == "in part" and regular < high else Fraction(0)),
    )
    found = read_directions(quantity_words(meant, None))
    assert isinstance(found, UnreadDirections) or same(found, meant)
    within = (
        low >= 1
        and meant.regular == 0
        and high <= (24 if unit in COUNTED else 10)
        and high <= 10 * low
        and low.denominator == high.denominator == 1
    )
    assert not within or isinstance(found, Directions)


@given(patches)
def test_that_patches_are_read_back_with_how_long_each_is_worn(meant: Directions) -> None:
    found = read_directions(quantity_words(meant, None), "patch")
    assert isinstance(found, Directions)
    assert same(found, meant)
    assert found.interval_hours == meant.interval_hours


@given(
    st.sampled_from(("1", "2", "1-2", "one or two", "1 to 2")),
    st.sampled_from(
        ("qds", "four times a day", "every 4 hours", "every 4 to 6 hours", "up to 6 times a day", "prn")
    ),
    st.sampled_from(("max {} in 24 hours", "no more than {} a day", "maximum {} daily", "(max {}/24h)")),
    st.integers(1, 12),
)
def test_that_a_stated_maximum_caps(dose: str, often: str, limit: str, most: int) -> None:
    found = read_directions(f"{dose} tablets {often} {limit.format(most)}")
    assert isinstance(found, UnreadDirections) or found.low <= found.high <= most


@given(parts.filter(lambda part: part > 0), st.sampled_from((" ", "  ", "\t")))
def test_that_case_spacing_and_a_final_stop_change_nothing(part: Fraction, gap: str) -> None:
    text = f"take {part.numerator} tablets every {part.denominator} days"
    assert read_directions(text.upper().replace(" ", gap) + ".") == read_directions(text)
