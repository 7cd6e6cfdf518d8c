"""The leaflet with the pictures that were used: what stands in it, drawn and told, in every format."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from pharmreview.documents.checking.concerns import about_words, passages
from pharmreview.documents.ink import Words
from pharmreview.documents.layout.drawings import explaining
from pharmreview.documents.layout.pages import lay_out
from pharmreview.documents.press import Press, outline_of
from pharmreview.domain.errors import PaperProblem
from pharmreview.domain.paper import PaperKind, Setting
from pharmreview.domain.review.pictures.drawn import PICTURES
from pharmreview.domain.review.together.spoken import Spoken
from pharmreview.reference.review_form import load_review_form
from tests.documents.faults import faults_on_pages
from tests.documents.papers import ANSWERS, facts
from tests.documents.reading import flat, unpacked

PRESS = Press()
EVERY = ANSWERS | {
    "explain.pictures": tuple(picture.code for picture in PICTURES),
    "explain.points": tuple(f"MED{n}" for n in range(1, 12)),
}


def test_that_only_what_was_used_stands_in_the_leaflet_with_its_picture() -> None:
    pressed = PRESS.press(facts(PaperKind.TALKED, spoken=Spoken(given=("Ten Footsteps",))))
    text = flat(" ".join(PRESS.page_texts(pressed.pdf)))
    for told in (
        "Alarm set too sensitive",
        "Volume knob",
        "Two circles",
        "Ten Footsteps",
        "it can come down",
    ):
        assert told in text
    for gone in ("A loud fan", "A stuck program", "Alcohol, sleeping tablets"):
        assert gone not in text
    figures = [part for part in unpacked(pressed.pdf).split("endobj") if "/S /Figure" in part]
    assert len(figures) == 3
    assert pressed.html.count("<figure><svg") == 3
    assert 'aria-label="A volume knob for pain.' in pressed.html


@pytest.mark.parametrize("setting", list(Setting))
def test_that_every_picture_and_point_fits_its_page(setting: Setting) -> None:
    pressed = PRESS.press(facts(PaperKind.TALKED, answers=EVERY, setting=setting))
    assert faults_on_pages(pressed.pdf) == []
    assert not [c for c in pressed.concerns if c.code in ("word", "sentence")]


@pytest.mark.parametrize(("setting", "least"), [(Setting.STANDARD, 12), (Setting.LARGE, 18)])
def test_that_the_words_in_a_picture_are_as_large_as_the_setting_asks(setting: Setting, least: int) -> None:
    paper = lay_out(outline_of(facts(PaperKind.TALKED, answers=EVERY, setting=setting)))
    sizes = [
        ink.size
        for page in paper.pages
        for _, band in page.placed
        for node, ink in band.marks
        if node is not None and node.role == "Figure" and isinstance(ink, Words)
    ]
    assert len(sizes) > 20
    assert min(sizes) >= least


def test_that_a_word_processor_has_the_pictures_as_lines_and_as_dots_with_their_words() -> None:
    told = PRESS.docx(facts(PaperKind.TALKED))
    assert told == PRESS.docx(facts(PaperKind.TALKED))
    with ZipFile(BytesIO(told)) as parts:
        names = parts.namelist()
        page = parts.read("word/document.xml").decode()
    assert sum(name.endswith(".svg") for name in names) == 3
    assert sum(name.startswith("word/media/image") for name in names) == 3
    assert 'descr="A volume knob for pain.' in page
    assert page.count("svgBlip") == 3


def test_that_nothing_ticked_makes_no_leaflet() -> None:
    with pytest.raises(PaperProblem, match="would be empty"):
        PRESS.press(facts(PaperKind.TALKED, answers={}))


def test_that_every_picture_and_point_of_the_review_has_words_for_the_person() -> None:
    form = load_review_form()
    for list_id, key in (("pictures", "explain.pictures"), ("medicine-points", "explain.points")):
        told = set()
        for option in form.options(list_id).options:
            leaflet = outline_of(facts(PaperKind.TALKED, answers={key: (option.code,)}))
            said = " ".join(passages(leaflet))
            assert not list(about_words(said))
            told.add(said)
        assert len(told) == len(form.options(list_id).options)


def test_that_a_picture_begins_at_its_highest_mark() -> None:
    for picture in PICTURES:
        assert all(ink.y > 0 for ink in explaining(picture, 0, 300) if isinstance(ink, Words))
