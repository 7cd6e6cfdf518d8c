"""One letter dropped, or two swapped, in a word of directions or of a name: never another answer."""

import re
from collections.abc import Iterator

import pytest

from pharmreview.domain.lines.directions import read_directions
from pharmreview.domain.lines.line import Directions, Reading
from pharmreview.domain.lines.match import match_name
from pharmreview.reference.vocabulary_table import load_vocabulary

SENTENCES = (
    "one with breakfast, lunch and dinner",
    "take half after meals and at bedtime",
    "one tablet on mondays and thursdays",
    "1 tablet monday, wednesday and friday",
    "one gram four times a day",
    "twenty milligrams three times daily",
    "one in the morning and two at night",
    "1 tds for one week then 1 bd",
    "two tablets every six hours, maximum eight in 24 hours",
    "one tablet in the morning and one extra tablet at lunch when required",
    "500 micrograms at night",
    "apply one patch every seven days",
    "one every other evening",
)
NAMES = (
    "Morphine sulfate 30mg modified-release tablets",
    "Oxycodone 10mg immediate-release capsules",
    "Dihydrocodeine 60mg modified-release tablets",
    "Co-codamol 30mg/500mg effervescent tablets",
    "Buprenorphine 10micrograms/hour transdermal patches",
    "Pregabalin 75mg capsules",
    "Diazepam 2mg/5ml oral suspension",
    "Zopiclone 7.5mg tablets",
    "Targinact 20mg/10mg modified-release tablets",
)
REAL = {"one": {"on"}, "and": {"an", "ad"}, "two": {"to"}, "meals": {"meal"}, "dinner": {"inner"}}


def slips(text: str, shortest: int) -> Iterator[str]:
    """The text with one letter of one word dropped, or two neighbours swapped, but for the first letter."""
    for found in re.finditer(rf"[A-Za-z]{{{shortest},}}", text):
        word = found[0]
        for at in range(1, len(word)):
            for slip in (word[:at] + word[at + 1 :], word[:at] + word[at : at + 2][::-1] + word[at + 2 :]):
                if slip != word and slip not in REAL.get(word, ()):
                    yield text[: found.start()] + slip + text[found.end() :]


@pytest.mark.parametrize("text", SENTENCES)
def test_that_a_slip_in_directions_is_forgiven_or_refused(text: str) -> None:
    meant = read_directions(text)
    assert isinstance(meant, Directions)
    for slip in slips(text, 3):
        found = read_directions(slip)
        assert not isinstance(found, Directions) or (found.low, found.high) == (meant.low, meant.high), slip


@pytest.mark.parametrize("text", SENTENCES)
def test_that_a_slip_in_a_first_letter_is_forgiven_or_refused(text: str) -> None:
    meant = read_directions(text)
    assert isinstance(meant, Directions)
    for found in re.finditer(r"[A-Za-z]{4,}", text):
        word = found[0]
        for slip in {word[1:], word[0] + word, word[1] + word[0] + word[2:]} - REAL.get(word, set()):
            reading = read_directions(text[: found.start()] + slip + text[found.end() :])
            same = isinstance(reading, Directions) and (reading.low, reading.high) == (meant.low, meant.high)
            assert same or not isinstance(reading, Directions), slip


@pytest.mark.parametrize(
    ("meant", "slipped"),
    [
        ("one twice a day", "one wice a day"),
        ("one twice a day", "one tvvice a day"),
        ("one twice a day", "one tiwec a day"),
        ("one twice daily", "one tiwec daily"),
        ("one twice daily", "one daily tiwec"),
        ("one three times a day", "one there times a day"),
        ("one in the morning and one at night", "one in the morning and on at night"),
        ("two in the morning and two at night", "two in the morning and to at night"),
        ("one or two at night", "on or two at night"),
        ("two and a half tablets daily", "to and a half tablets daily"),
        ("1 qds", "1 qd"),
        ("1 qds max 4", "1 ds max 4"),
        ("1 bd-tds", "1 bd-dts"),
        ("one up to four times a day", "one u to four times a day"),
        ("1 tds prn", "1 tds rpn"),
        ("one twice a day when required", "one twice a day khen required"),
        ("10mg bd", "10gm bd"),
        ("10mg bd", "1Omg bd"),
        ("one tablet at 8am and 8pm", "one tablet at 8am ad 8pm"),
        ("1 tablet in the morning and two at night", "i tables in the morning and two at night"),
        ("60mg maximum in 24 hours", "maximumof 60mg in 24 hours"),
    ],
)
def test_that_a_slip_which_would_change_the_dose_is_unread(meant: str, slipped: str) -> None:
    assert meant != slipped
    assert not isinstance(read_directions(slipped), Directions)


@pytest.mark.parametrize(
    ("meant", "slipped"),
    [
        ("one twice a day", "one twcie a day"),
        ("one twice a day", "one tewice a day"),
        ("two three times a day", "two thre times a day"),
        ("one every eight hours", "one every eigth hours"),
        ("one every twelve hours", "one evry twleve hours"),
    ],
)
def test_that_one_slip_in_a_long_number_is_forgiven(meant: str, slipped: str) -> None:
    reading = read_directions(meant)
    assert isinstance(reading, Directions)
    assert read_directions(slipped) == reading


@pytest.mark.parametrize("name", NAMES)
def test_that_a_slip_in_a_name_never_makes_another_medicine(name: str) -> None:
    vocabulary = load_vocabulary()
    meant = match_name(name, vocabulary).product
    assert meant is not None
    for slip in slips(name, 4):
        found = match_name(slip, vocabulary)
        assert found.status is not Reading.OTHER, slip
        if found.product is not None:
            assert found.product.release is meant.release, slip
            assert [i.name for i in found.product.ingredients] == [i.name for i in meant.ingredients], slip
            pairs = zip(found.product.ingredients, meant.ingredients, strict=True)
            assert all(one.strength in {None, other.strength} for one, other in pairs), slip
