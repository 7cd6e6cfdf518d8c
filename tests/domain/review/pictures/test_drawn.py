"""The pictures to explain with: one for each code, inside their frame, and told in words."""

import pytest

from pharmreview.domain.review.pictures.drawn import PICTURES
from pharmreview.domain.review.pictures.shapes import (
    HEIGHT,
    WIDTH,
    Disc,
    Picture,
    Stroke,
    Tone,
    Words,
    arc,
    arrow,
    box,
)
from pharmreview.reference.review_form import load_review_form

EACH = pytest.mark.parametrize("picture", PICTURES, ids=lambda p: p.code)
_WIDEST_LETTER = 56
"""The most of its size that a letter of these words takes on average, in hundredths."""


def test_that_every_picture_of_the_list_is_drawn() -> None:
    options = load_review_form().options("pictures").options
    assert [(p.code, p.title) for p in PICTURES] == [(o.code, o.label) for o in options]


@EACH
def test_that_a_picture_stays_inside_its_frame(picture: Picture) -> None:
    for shape in picture.shapes:
        if isinstance(shape, Words):
            half = len(shape.text) * shape.size * _WIDEST_LETTER // 200
            corners = [(shape.at[0] - half, shape.at[1] - shape.size), (shape.at[0] + half, shape.at[1])]
        elif isinstance(shape, Disc):
            (x, y), r = shape.at, shape.radius
            corners = [(x - r, y - r), (x + r, y + r)]
        else:
            corners = list(shape.points)
        assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in corners), shape


@EACH
def test_that_a_picture_is_told_in_words_for_someone_who_cannot_see_it(picture: Picture) -> None:
    assert len(picture.alt.split()) > 10
    assert all(len(sentence.split()) <= 20 for sentence in picture.alt.split("."))


@EACH
def test_that_words_are_written_dark_on_light(picture: Picture) -> None:
    assert {s.tone for s in picture.shapes if isinstance(s, Words)} <= {Tone.INK, Tone.MAIN}


def test_that_an_arc_begins_and_ends_on_its_circle() -> None:
    points = arc((1000, 1000), 500, 0, 180)
    assert points[0] == (1500, 1000)
    assert points[9] == (1000, 1500)
    assert points[-1] == (500, 1000)
    assert arc((0, 0), 100, 180, 0)[0] == (-100, 0)


def test_that_an_arrow_head_points_where_it_should() -> None:
    head = arrow((100, 100), (1, 0), size=20)
    assert isinstance(head, Stroke)
    assert head.points[1] == (100, 100)
    assert {x for x, _ in (head.points[0], head.points[2])} == {80}
    assert box(0, 0, 2, 1)[0] == box(0, 0, 2, 1)[-1]
