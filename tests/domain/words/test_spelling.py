"""How far two spellings are apart."""

from hypothesis import given
from hypothesis import strategies as st

from pharmreview.domain.words.spelling import letters_of, places_of, steps_between

WORDS = st.text(alphabet="abcde", min_size=1, max_size=10)


def slowly(one: str, other: str) -> int:
    """The same distance by the textbook's table, cell by cell."""
    table = [[row + column for column in range(len(other) + 1)] for row in range(len(one) + 1)]
    for row in range(1, len(one) + 1):
        for column in range(1, len(other) + 1):
            same = one[row - 1] == other[column - 1]
            least = min(
                table[row - 1][column] + 1,
                table[row][column - 1] + 1,
                table[row - 1][column - 1] + (not same),
            )
            swapped = row > 1 and column > 1 and one[row - 2 : row] == other[column - 2 : column][::-1]
            table[row][column] = min(least, table[row - 2][column - 2] + 1) if swapped else least
    return table[-1][-1]


@given(one=WORDS, other=WORDS)
def test_that_the_steps_are_those_of_the_textbook(one: str, other: str) -> None:
    assert steps_between(one, places_of(one), other) == slowly(one, other)


@given(one=WORDS, other=WORDS)
def test_that_words_with_other_letters_are_never_nearer_than_their_letters_allow(
    one: str, other: str
) -> None:
    apart = (letters_of(one) ^ letters_of(other)).bit_count()
    assert steps_between(one, places_of(one), other) * 2 >= apart
