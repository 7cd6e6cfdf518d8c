"""Words into lines, and what may stand on paper at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pharmreview.documents.layout.lines import lines_of
from pharmreview.documents.outline import Run, clean, words
from pharmreview.documents.press import Press
from pharmreview.documents.typeface import face
from pharmreview.domain.errors import PaperProblem
from pharmreview.domain.paper import PaperKind
from tests.documents.papers import facts

LETTERS = st.text(alphabet="abcdefghijklm.,'é€ ", min_size=0, max_size=300)


@given(LETTERS, st.integers(30, 500))
def test_that_no_line_is_wider_than_its_room_and_no_letter_is_lost(text: str, width: int) -> None:
    lines = lines_of((Run(text=text),), width, 14)
    for line in lines:
        assert line.width <= width + 0.02
    told = "".join(piece for line in lines for _, piece, _ in line.pieces)
    assert told.replace(" ", "") == text.replace(" ", "")


def test_that_a_word_wider_than_a_line_is_broken_not_clipped() -> None:
    lines = lines_of(words("W" * 500), 200, 14)
    assert len(lines) > 20
    assert sum(len(piece) for line in lines for _, piece, _ in line.pieces) == 500


def test_that_a_stop_stays_with_the_bold_word_before_it() -> None:
    text = (Run(text="Phone us on "), Run(text="01632\u00a0960\u00a0123", bold=True), Run(text="."))
    width = face().width("Phone us on ", 14) + face(bold=True).width("01632 960 123", 14) + 1
    lines = lines_of(text, width, 14)
    assert [piece for _, piece, _ in lines[-1].pieces] == ["01632 960 123", "."]


def test_that_a_new_line_in_the_text_starts_a_line() -> None:
    assert len(lines_of(words("one\ntwo\n\nthree"), 500, 12)) == 4


@pytest.mark.parametrize("sign", ["\u202e", "\u200f", "\u2066", "\x00", "\x1b", "\u200b", "\ufeff", "\u00ad"])
def test_that_signs_nobody_can_see_are_dropped(sign: str) -> None:
    assert clean(f"Jean{sign} Marlow") == "Jean Marlow"


def test_that_letters_are_composed_and_lines_kept() -> None:
    assert clean("Zoe\u0308 \r\nof\tRome") == "Zoë \nof Rome"


@pytest.mark.parametrize(
    "name", ["Łukasz Żółć", "Đặng Thị Hà", "Ἑλένη".replace("Ἑ", "Ε"), "Ольга", "Siân ŵ ŷ", "Ğüneş"]
)
def test_that_names_of_many_languages_have_their_letters(name: str) -> None:
    assert face().width(clean(name), 14) > 0


def test_that_a_sign_without_a_shape_is_refused_by_name() -> None:
    with pytest.raises(PaperProblem) as refused:
        face(bold=True).width("李", 14)
    assert refused.value.code == "paper-glyph"
    assert "李" in refused.value.what
    assert "the next search brings it in" in refused.value.remedy


def test_that_no_word_of_one_person_is_kept_for_the_next() -> None:
    Press().press(facts(PaperKind.WHOLE_ROUTE))
    assert lines_of.cache_info().currsize == 0
    assert not face()._known
    assert not face(bold=True)._known


def test_that_a_strength_too_wide_for_its_column_breaks_between_its_parts() -> None:
    width = face().width("12.8mg/500", 12)
    lines = lines_of(words("12.8mg/500mg"), width, 12)
    assert ["".join(piece for _, piece, _ in line.pieces) for line in lines] == ["12.8mg/", "500mg"]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("The evening surgery on 01632 960 777, then NHS 111", "01632 960 777,"),
        ("The letter of 2 November, as it came", "2 November,"),
        ("Your letter of 12 May 2026", "12 May"),
    ],
)
def test_that_no_line_ends_inside_a_phone_number_or_between_a_day_and_its_month(
    text: str, whole: str
) -> None:
    widest = int(face().width(whole, 14)) + 2
    for width in range(widest, widest + 300, 3):
        told = [piece for line in lines_of(words(text), width, 14) for _, piece, _ in line.pieces]
        assert any(whole in piece for piece in told), (width, told)


def test_that_a_phone_number_wider_than_its_room_is_broken_not_clipped() -> None:
    lines = lines_of(words("01632 960 777"), 40, 14)
    assert all(line.width <= 40.02 for line in lines)
