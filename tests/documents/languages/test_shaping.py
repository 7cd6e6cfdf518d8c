"""Arabic letters in the shapes they take, and lines that are read from the right."""

import unicodedata

import pytest

from pharmreview.documents.languages.language import our_languages
from pharmreview.documents.languages.right_to_left import lines_from_the_right
from pharmreview.documents.languages.rows import RIGHT_TO_LEFT, rows_of
from pharmreview.documents.languages.shaping import shaped
from pharmreview.documents.outline import Run
from pharmreview.documents.typeface import face_of

UR = "ur"


@pytest.mark.parametrize(
    ("word", "shapes"),
    [
        ("بب", ["initial", "final"]),
        ("ببب", ["initial", "medial", "final"]),
        ("دب", ["isolated", "isolated"]),
        ("بدب", ["initial", "final", "isolated"]),
        ("ٹھ", ["initial", "final"]),
        ("ے", ["isolated"]),
        ("کے", ["initial", "final"]),
        ("ںب", ["isolated", "isolated"]),
    ],
)
def test_that_each_letter_takes_the_shape_of_its_place(word: str, shapes: list[str]) -> None:
    told = [unicodedata.decomposition(letter).split()[0].strip("<>") for letter in shaped(word)]
    assert told == shapes


@pytest.mark.parametrize(("word", "shown"), [("لا", "\ufefb"), ("سلام", "\ufeb3\ufefc\ufee1")])
def test_that_lam_and_alef_are_one_shape(word: str, shown: str) -> None:
    assert shaped(word) == shown


def test_that_what_has_no_shapes_stays_as_it_is() -> None:
    assert shaped("30mg, ۔") == "30mg, ۔"


def test_that_every_letter_of_every_phrase_has_a_shape_in_the_typeface() -> None:
    for known in our_languages():
        for phrase in (*known.phrases.values(), *known.weekdays, *known.months):
            for bold in (False, True):
                drawn = shaped(phrase) if known.code in RIGHT_TO_LEFT else phrase
                for word in drawn.replace("{", " ").replace("}", " ").split():
                    if not word.isascii():
                        assert face_of(word, bold).width(word, 12) > 0


def drawn(*runs: Run, width: float = 1000) -> list[list[str]]:
    """The stretches of each line from left to right."""
    lines = lines_from_the_right(runs, width, 14)
    for placed, reach in lines:
        assert reach <= width + 0.01
        starts = [start for start, _, _ in placed]
        assert starts == sorted(starts, reverse=True)
        assert min(starts) == pytest.approx(0, abs=0.01)
    return [[words for _, words, _ in sorted(placed)] for placed, _ in lines]


def test_that_what_is_filled_in_keeps_its_order_among_words_read_from_the_right() -> None:
    (line,) = drawn(Run(text="فون کریں: ", lang=UR), Run(text="01632 960 123"), Run(text="۔", lang=UR))
    assert line == ["۔", "01632 960 123", f":{shaped('کریں')[::-1]} {shaped('فون')[::-1]}"]


def test_that_two_places_beside_each_other_stand_from_the_right() -> None:
    (line,) = drawn(Run(text="دن ", lang=UR), Run(text="9 mg"), Run(text=" "), Run(text="5 ml"))
    assert line[:2] == ["5 ml", "9 mg"]


def test_that_a_long_name_goes_on_over_the_line_from_the_left() -> None:
    lines = drawn(Run(text="دوا: ", lang=UR), Run(text="Gabapentin 300mg capsules"), width=130)
    assert [line[0] for line in lines] == ["Gabapentin", "300mg capsules"]


def test_that_a_text_knows_the_language_of_each_of_its_lines() -> None:
    rows = rows_of((Run(text="One"), Run(text="\n"), Run(text="ایک ", lang=UR), Run(text="1")))
    assert [(lang, "".join(run.text for run in row)) for lang, row in rows] == [("", "One"), (UR, "ایک 1")]
