"""Directions cut at their spaces, and looked at for times only where one may be: the same tokens."""

import re
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pharmreview.domain.lines.sentences import numbers, tokens
from pharmreview.domain.lines.sentences.grammar import _KINDS
from pharmreview.domain.lines.sentences.tokens import Token, Unclear

_ANYTHING = re.compile("")
_PIECES_WRITTEN = """
    take one two 1 2 24 1-2 1/2 ½ tablet(s) 10mg 5ml, od bd. nocte i ii t iv drop drops at 8 08:00 12:30 am pm
    noon midnight 0800 2000 hrs h 12 may may 2024 1st jan march 3 dec-2024 12/03/2024 2024-03-12 12.3.24
    morning: - : ; and .5 ...... don't é from (two) x3 1,000 every 4-6 hours
"""
_PIECES = st.lists(st.sampled_from(_PIECES_WRITTEN.split()), max_size=9)
_SPACES = st.sampled_from((" ", "  ", "\t", " "))


def _cut(text: str) -> list[Token] | str:
    try:
        return tokens.tokens_of(text)
    except Unclear as unclear:
        return unclear.why


@settings(max_examples=600, deadline=None)
@given(_PIECES, _SPACES)
def test_text_cut_at_its_spaces_gives_the_tokens_of_the_whole(pieces: list[str], space: str) -> None:
    text = space.join(pieces)
    quick = _cut(text)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(tokens, "_MAY_HOLD_SPACES", _ANYTHING)
        patched.setattr(tokens, "_MAY_TELL_A_TIME", _ANYTHING)
        assert quick == _cut(text)


@settings(max_examples=600, deadline=None)
@given(_PIECES)
def test_a_number_that_nothing_goes_on_with_is_folded_as_any_other(pieces: list[str]) -> None:
    def folded() -> list[Token] | str:
        try:
            return numbers.with_numbers_folded(tokens.tokens_of(" ".join(pieces)))
        except Unclear as unclear:
            return unclear.why

    quick = folded()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(numbers, "_GOES_ON", frozenset({*_KINDS, ""}))
        assert quick == folded()


def test_that_tokens_of_one_text_are_told_apart_by_all_they_hold() -> None:
    one = Token("NUM", "1", None, Fraction(1), Fraction(1))
    for other in (
        one._replace(kind="N24"),
        one._replace(high=Fraction(2)),
        one._replace(glued=True),
        one._replace(value="x"),
    ):
        assert hash(other) == hash(one)
        assert other != one
        assert len({one, other}) == 2
