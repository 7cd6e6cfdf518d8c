"""Numbers that are no dose, and what stands around one: another number is never made of them."""

from decimal import Decimal

import pytest

from pharmreview.domain.lines.directions import read_directions
from pharmreview.domain.lines.line import Directions, UnreadDirections

NOTES = (
    "{} age 82",
    "{}, weight 54.5kg",
    "{} eGFR 45 (10/26)",
    "{}. BP 130/80",
    "{} pain score 7/10",
    "{}. Ring 01632 960123 if problems",
    "{} tel 0117 496 0999",
    "Room 14. {}",
    "{} (56)",
    "{} 28 tablets",
    "{} Schedule 2 CD",
    "{} (CD3)",
    "{}, issue 2 of 6",
    "{} 6 repeats",
    "{} see letter 14/10",
    "{} (12 hour release)",
    "{} for L4 disc",
    "{} not before 28 days",
    "{} Friday collection",
    "{} (reduced 10%)",
    "{} 10 year history of pain",
    "28 tabs {}",
    "({})",
)
DOSES = ("one twice a day", "1 bd", "2 tablets at night", "1-2 qds prn max 8/day", "1 mane 2 nocte")


def read(text: str) -> Directions:
    found = read_directions(text)
    assert isinstance(found, Directions), (text, found)
    return found


@pytest.mark.parametrize("note", NOTES)
def test_that_a_number_of_no_dose_changes_no_dose(note: str) -> None:
    for dose in DOSES:
        meant, found = read(dose), read(note.format(dose))
        assert (found.low, found.high, found.as_needed) == (meant.low, meant.high, meant.as_needed), note


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("1 at 0800/2000", 2, 2),
        ("1 at 0600 / 1200 / 1800 / 2400", 4, 4),
        ("1-2 qds no more than 2 at once for pain", 4, 8),
        ("1-2 qds no more than 2 at once x56", 4, 8),
        ("1-2 prn max 8/24", 0, 8),
        ("1 tab 3-4x/d", 3, 4),
        ("1 prn max 4/d", 0, 4),
        ("1-2 qds\tp\tr\tn", 4, 8),
        ("1 bd\nfor pain", 2, 2),
        ("breakfast 1, lunch 1, bed 2", 4, 4),
        ("Ring 01632 960123 if problems take two at night", 2, 2),
        ("1 mane\n2 nocte", 3, 3),
    ],
)
def test_that_what_stands_around_a_dose_is_read(text: str, low: int, high: int) -> None:
    found = read(text)
    assert (found.low, found.high) == (low, high)


@pytest.mark.parametrize(
    ("text", "low", "high", "regular"),
    [
        ("1 bd and 1 extra prn max 3/day", 2, 3, 2),
        ("10mg bd and 5mg extra prn max 25mg/day", 20, 25, 20),
        ("one twice a day and one extra when required, maximum three a day", 2, 3, 2),
        ("1 mane 2 nocte and 1 extra prn max 4/day", 3, 4, 3),
        ("PRN: 2 mane 1 nocte", 3, 3, 0),
        ("(1 in the morning and 1 at night if needed)", 2, 2, 0),
    ],
)
def test_that_what_is_regular_and_what_is_as_needed_are_told_apart(
    text: str, low: int, high: int, regular: int
) -> None:
    found = read(text)
    assert (found.low, found.high, found.regular) == (low, high, Decimal(regular))
    assert found.as_needed


@pytest.mark.parametrize(
    "text",
    [
        "bd Schedule 2 CD",
        "bd issue 2 of 6",
        "alternate days Schedule 2",
        "nocte zopiclone 2",
        "1 bd for 28 days then review group 2",
        "1 at 0800-2000",
        "1 om & on 12 Nov 2026",
        "25mg om 75mg on 12 Nov 2026",
        "1 with lunch, on 12 Nov 2026",
        "1 tds withdrawing slowly 12 Nov 2026",
        "8 daily, drop 1 every 2 weeks 12 Nov 2026",
        "1 nocte when husband away 12 Nov 2026",
        "one with meals, at bedtime",
        "same time each day. half after meals and at night",
        "one / two or three times a day",
        "1 bd and 1 extra prn max 4/day",
        "1 bd and 1 extra prn",
        "1 bd max 1 daily",
        "bed 4",
        "bed 4 x56",
        "1 at lunch, bed 4, 1 at night",
        "bed 2, lunch 1",
        "half mane / whole nocte",
        "1 nocte. Friday",
        "room 2 bd",
        "28 tabs 2 times a day",
        "as\nrequired one four times daily",
        "2\nteaspoons at night",
        "used\nto take 2 bd",
        "(1 1 bd)",
    ],
)
def test_that_what_could_be_another_number_is_unread(text: str) -> None:
    assert isinstance(read_directions(text), UnreadDirections)
