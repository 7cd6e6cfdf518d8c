"""Laws: a written direction is read back; nothing raises; case, spacing and small talk change nothing."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from pharmreview.domain.lines.directions import read_directions
from pharmreview.domain.lines.line import Directions, UnreadDirections
from pharmreview.domain.quantity.unit import Unit

WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight")
NOUNS: tuple[tuple[Unit | None, str], ...] = (
    (None, ""),
    (Unit.TABLET, " tablet"),
    (Unit.TABLET, " tabs"),
    (Unit.CAPSULE, " capsules"),
    (Unit.MILLILITRE, " ml"),
    (Unit.MILLILITRE, " mls"),
    (Unit.MILLIGRAM, " mg"),
    (Unit.MILLIGRAM, " milligrams"),
)
FREQUENCIES: dict[str, tuple[Fraction, Fraction]] = {
    "once daily": (Fraction(1), Fraction(1)),
    "bd": (Fraction(2), Fraction(2)),
    "twice a day": (Fraction(2), Fraction(2)),
    "three times a day": (Fraction(3), Fraction(3)),
    "4 times/day": (Fraction(4), Fraction(4)),
    "QDS": (Fraction(4), Fraction(4)),
    "every 4 to 6 hours": (Fraction(4), Fraction(6)),
    "8 hourly": (Fraction(3), Fraction(3)),
    "q6h": (Fraction(4), Fraction(4)),
    "at night": (Fraction(1), Fraction(1)),
    "in the morning and at bedtime": (Fraction(2), Fraction(2)),
    "every other day": (Fraction(1, 2), Fraction(1, 2)),
    "up to four times a day": (Fraction(0), Fraction(4)),
}
LEADS = ("", "take ", "Take ", "to be taken: ", "as directed, ", "please take ")
TAILS = (
    "",
    " with food",
    " for pain",
    " dissolved in a glass of water",
    ". Swallow whole",
    ", do not chew",
    " for 7 days",
    " as directed by your doctor",
    " 30 minutes before food",
    ". May cause drowsiness. Do not drive",
)
VOCABULARY = """
    one 1 2 1-2 half 1/2 two 5ml 10mg tablets patch a the bd tds daily every other day 6 hours night morning
    and or then , . - ( ) up to max 8 24 in prn as directed reduce to by for week not do if when x at on
    / q 4 h times once twice weekly with meals water before change stop Mon Fri am 08:00 total spoonful
"""

Dose = tuple[str, Fraction, Fraction]


def span(low: int, more: int, join: str) -> Dose:
    return f"{low}{join}{low + more}", Fraction(low), Fraction(low + more)


counts = st.integers(1, 8)
doses = st.one_of(
    counts.map(lambda whole: (str(whole), Fraction(whole), Fraction(whole))),
    counts.map(lambda whole: (WORDS[whole], Fraction(whole), Fraction(whole))),
    st.integers(1, 7).map(lambda whole: (f"{whole}.5", whole + Fraction(1, 2), whole + Fraction(1, 2))),
    st.builds(span, st.integers(1, 4), st.integers(1, 4), st.sampled_from(("-", " - ", " to ", " or "))),
)
directions = st.builds(
    lambda lead, dose, noun, often: f"{lead}{dose[0]}{noun[1]} {often}",
    st.sampled_from(LEADS),
    doses,
    st.sampled_from(NOUNS),
    st.sampled_from(sorted(FREQUENCIES)),
)
sentences = st.lists(st.sampled_from(VOCABULARY.split()), max_size=14).map(" ".join)


@given(
    doses, st.sampled_from(NOUNS), st.sampled_from(sorted(FREQUENCIES)), st.sampled_from(LEADS), st.booleans()
)
def test_that_a_written_direction_is_read_back(
    dose: Dose, noun: tuple[Unit | None, str], often: str, lead: str, as_needed: bool
) -> None:
    number, low, high = dose
    low_times, high_times = FREQUENCIES[often]
    reading = read_directions(f"{lead}{number}{noun[1]} {often}{' when required' * as_needed}")
    assert isinstance(reading, Directions)
    assert (reading.low, reading.high) == (low * low_times, high * high_times)
    assert (reading.unit, reading.as_needed, reading.changing) == (noun[0], as_needed, False)


@given(
    st.one_of(st.text(max_size=80), sentences),
    st.sampled_from([None, "patch", "tablet", "oral solution", "?"]),
)
def test_that_any_text_is_read_or_refused_with_a_reason(text: str, form: str | None) -> None:
    reading = read_directions(text, form)
    if isinstance(reading, UnreadDirections):
        assert reading.why.endswith(".")
    else:
        assert 0 <= reading.low <= reading.high
        assert reading.high > 0


@given(st.one_of(sentences, directions))
def test_that_case_and_spacing_change_nothing(text: str) -> None:
    expected = read_directions(text)
    assert read_directions(text.upper()) == expected
    assert read_directions(text.title()) == expected
    assert read_directions("  " + text.replace(" ", "   ") + " ") == expected


@given(directions, st.sampled_from(TAILS), st.sampled_from(TAILS))
def test_that_small_talk_changes_nothing(text: str, tail: str, second: str) -> None:
    assert read_directions(f"{text}{tail}{second}") == read_directions(text)


@given(directions, st.sampled_from(("", ",", ".", " and", " or")), st.integers(2, 9))
def test_that_a_second_frequent_dose_is_never_swallowed(text: str, join: str, number: int) -> None:
    first = read_directions(text)
    both = read_directions(f"{text}{join} {number} tablets five times a day")
    if isinstance(both, Directions):
        assert isinstance(first, Directions)
        assert both.high == first.high + 5 * number
