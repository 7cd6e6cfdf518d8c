"""What a reading carries beside its low and high: moments, doses a day, reasons."""

from decimal import Decimal

import pytest

from pharmreview.domain.lines.directions import read_directions
from pharmreview.domain.lines.line import Directions, Moment, UnreadDirections
from pharmreview.domain.quantity.unit import Unit


def read(text: str, form: str | None = None) -> Directions:
    reading = read_directions(text, form)
    assert isinstance(reading, Directions), reading
    return reading


def refusal(text: str, form: str | None = None) -> str:
    reading = read_directions(text, form)
    assert isinstance(reading, UnreadDirections), reading
    return reading.why


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2 nocte 1 mane", [("morning", 1, 1), ("night", 2, 2)]),
        ("one each morning and evening", [("morning", 1, 1), ("evening", 1, 1)]),
        ("1-2 at lunchtime and 2-3 at bedtime", [("midday", 1, 2), ("night", 2, 3)]),
        ("10mg at 8am, 5mg at 3pm", [("morning", 10, 10), ("afternoon", 5, 5)]),
        ("two daily, at night", [("night", 2, 2)]),
        ("1 bd", []),
        ("1 bd and 2 nocte", []),
        ("up to 2 at night", []),
        ("1 nocte then 2 nocte", []),
    ],
)
def test_that_moments_are_given_in_the_order_of_the_day_where_all_are_named(
    text: str, expected: list[tuple[str, int, int]]
) -> None:
    found = [(taking.moment.value, taking.low, taking.high) for taking in read(text).takings]
    assert found == expected


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("1 bd", "2"),
        ("2 every 6 hours", "4"),
        ("1 mane 2 nocte", "2"),
        ("1 tds and 1 at night", "4"),
        ("1 once daily", "1"),
        ("2 daily", None),
        ("6 daily in 3 divided doses", "3"),
        ("10ml daily", "1"),
        ("10ml a day", None),
        ("10ml daily in divided doses", None),
        ("1 3-4 times a day", None),
        ("1 weekly", None),
        ("one every 4-6 hours", None),
        ("1 every 4 hours max 4 a day", "4"),
    ],
)
def test_that_doses_a_day_are_given_only_where_they_are_stated(text: str, times: str | None) -> None:
    assert read(text).times_a_day == (None if times is None else Decimal(times))


@pytest.mark.parametrize(
    ("text", "regular"),
    [
        ("one bd and one extra at night if needed", "2"),
        ("1-2 mane and 1 extra nocte prn", "2"),
        ("1 tablet three times a day plus 1 tablet at lunchtime if required", "3"),
        ("20mg twice a day and 10mg extra at night when required", "40"),
        ("2 bd for 1 week then 1 prn bd", "4"),
        ("1 tds", "3"),
        ("1 tds prn", "0"),
        ("one in the morning and one at night when required", "0"),
        ("1 prn max 4 a day", "0"),
    ],
)
def test_that_what_is_regular_is_known_from_what_is_as_needed_beside_it(text: str, regular: str) -> None:
    assert read(text).regular_high == Decimal(regular)


def test_that_a_daily_quantity_that_ends_is_exact_and_one_that_does_not_has_28_digits() -> None:
    assert read("half a tablet every other day").low == Decimal("0.25")
    assert read("one every three days").low == Decimal("0.3333333333333333333333333333")


def test_that_a_spoonful_and_a_gram_are_given_in_ml_and_mg() -> None:
    assert (read("two spoonfuls bd").unit, read("two spoonfuls bd").low) == (Unit.MILLILITRE, 20)
    assert (read("1g bd").unit, read("1g bd").low) == (Unit.MILLIGRAM, 2000)


def test_that_a_bare_number_carries_no_unit() -> None:
    assert read("1 bd").unit is None


def test_that_every_moment_of_the_day_can_be_named() -> None:
    texts = ("morning", "midday", "afternoon", "evening", "night")
    named = [read(f"one at {text}").takings[0].moment for text in texts]
    assert named == list(Moment)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("two tablets", "How often"),
        ("twice a day", "How much"),
        ("as directed", "No dose and no frequency"),
        ("1/2 bd", "1/2 could be a fraction"),
        ("1 bd, 2 tds", "Two doses"),
        ("two bd every 8 hours", "Two frequencies"),
        ("1 tds morning and night", "times of day"),
        ("1 reducing", "does not say to what"),
        ("take __ daily", "blank"),
        ("2 tablets stat", "single dose"),
        ("1-2 qds max 240mg a day", "another unit"),
    ],
)
def test_that_a_refusal_names_its_reason(text: str, words: str) -> None:
    assert words.replace("does not", "do not") in refusal(text)


def test_that_a_text_of_any_length_is_answered() -> None:
    assert "too long" in refusal("take one daily " * 100)
    assert "too long" in refusal("at " * 300)
