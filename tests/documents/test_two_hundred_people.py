"""Every paper for 200 varied people, looked at as it is drawn: a sample each day, all of it when asked."""

import re
import xml.etree.ElementTree as ET
from io import BytesIO
from zipfile import ZipFile

import pytest

from pharmreview.documents.checking.concerns import about_words, passages
from pharmreview.documents.outline import Format, Outline
from pharmreview.documents.press import Press, outline_of
from pharmreview.documents.render.docx import docx_of
from pharmreview.documents.render.html import html_of
from pharmreview.documents.render.pdf import pdf_of
from pharmreview.documents.render.preview import page_texts
from pharmreview.domain.paper import PaperKind, Setting, TextKind
from tests.documents.every import WAYS
from tests.documents.people import faults_on_pages, for_person, people
from tests.documents.reading import flat

PEOPLE = people()
PRESS = Press()
_PLACE = re.compile(r"\{[a-z_]+\}")
_TYPED = {"{{x}}", "{x}", "{name}"}
"""What stands in braces in the names of people."""
_WORDING = {"word", "sentence"}
"""What is judged in words for the person only; how doses are written is judged everywhere."""


def judge(told: str, *, clinician: bool = False) -> None:
    """No place unfilled, no unsafe dose; for the person no word to avoid and no long sentence."""
    assert set(_PLACE.findall(told)) <= _TYPED, told
    found = [c for c in about_words(told) if not (clinician and c.code in _WORDING)]
    assert found == [], told


def judge_the_file(told: str, outline: Outline) -> None:
    """Every word of the outline is in the file, and nothing is left to fill."""
    assert set(_PLACE.findall(told)) <= _TYPED
    bare = re.sub(r"\s", "", told)
    for passage in passages(outline):
        assert re.sub(r"\s", "", passage) in bare, passage


def make(kind: PaperKind, number: int) -> None:
    """One paper for one person in every setting and every format."""
    for setting, cream in WAYS:
        outline = outline_of(for_person(kind, PEOPLE[number], setting=setting, cream=cream))
        clinician = outline.format is Format.CLINICIAN
        if clinician and setting is not Setting.STANDARD:
            continue
        for passage in passages(outline):
            judge(passage, clinician=clinician)
        pdf, _ = pdf_of(outline)
        assert faults_on_pages(pdf) == []
        pages = flat(" ".join(page_texts(pdf)))
        assert set(_PLACE.findall(pages)) <= _TYPED
        assert [c for c in about_words(pages) if c.code not in {*_WORDING, "two-numerals"}] == []
        html = html_of(outline).removeprefix("<!DOCTYPE html>\n")
        judge_the_file("".join(ET.fromstring(html).find("body").itertext()), outline)  # noqa: S314 - our own
        with ZipFile(BytesIO(docx_of(outline))) as parts:
            judge_the_file("".join(ET.fromstring(parts.read("word/document.xml")).itertext()), outline)  # noqa: S314


@pytest.mark.parametrize("kind", list(PaperKind))
def test_that_somebody_gets_every_paper_whole_and_legible(kind: PaperKind) -> None:
    make(kind, 11 * list(PaperKind).index(kind) % len(PEOPLE))


@pytest.mark.parametrize("kind", list(TextKind))
def test_that_all_of_them_get_every_text_message_whole(kind: TextKind) -> None:
    for person in PEOPLE:
        judge(PRESS.text(for_person(PaperKind.CHANGE, person), kind).text)


@pytest.mark.soak
@pytest.mark.parametrize("kind", list(PaperKind))
def test_that_all_of_them_get_every_paper_in_every_setting(kind: PaperKind) -> None:
    for number in range(len(PEOPLE)):
        make(kind, number)


def test_that_words_over_one_another_and_off_the_page_are_found() -> None:
    from pharmreview.documents.ink import Node
    from pharmreview.documents.render.tagged import TaggedPen

    pen = TaggedPen("t", "en-GB")
    root = Node("Document")
    pen.begin(root.part("P"))
    pen.text(100, 100, "one line of words", 12, False, (0, 0, 0))
    pen.text(110, 103, "another over it", 12, False, (0, 0, 0))
    pen.text(560, 300, "running off the page", 12, False, (0, 0, 0))
    pen.end()
    pen.turn()
    faults = faults_on_pages(pen.close(root))
    assert any("written over" in fault for fault in faults)
    assert any("off the page" in fault for fault in faults)


def test_that_a_large_print_paper_has_no_table_and_no_type_under_18_points() -> None:
    for kind in PaperKind:
        facts = for_person(kind, PEOPLE[1], setting=Setting.LARGE)
        outline = outline_of(facts)
        if outline.format is Format.CLINICIAN:
            continue
        assert not [b for b in outline.blocks if type(b).__name__ in ("Table", "KeyFacts")]
        assert "<table" not in PRESS.press(facts).html
