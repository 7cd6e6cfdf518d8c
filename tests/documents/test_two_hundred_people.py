"""Every paper for 200 varied people, looked at as it is drawn: a sample each day, all of it when asked."""

import itertools
import re

import pytest

from pharmreview.documents.checking.concerns import about_words, passages
from pharmreview.documents.outline import Format, Outline
from pharmreview.documents.press import Press, outline_of
from pharmreview.documents.render.docx import docx_of
from pharmreview.documents.render.html import html_of
from pharmreview.documents.render.pdf import pdf_of
from pharmreview.domain.paper import PaperKind, Setting
from tests.documents.people import faults_on_pages, for_person, people

PEOPLE = people()
SETTINGS = [*itertools.product(Setting, (False, True))]
_PLACE = re.compile(r"\{[a-z_]+\}")
_TYPED = {"{{x}}", "{x}", "{name}"}
"""What stands in braces in the names of people."""


def judge(outline: Outline, *, typed: str) -> None:
    """No place unfilled, no word to avoid, no long sentence, no unsafe dose."""
    told = list(passages(outline))
    for passage in told:
        assert set(_PLACE.findall(passage)) <= _TYPED, passage
        if outline.format is not Format.CLINICIAN and typed not in passage:
            assert not list(about_words(passage)), passage


def make(kind: PaperKind, number: int) -> None:
    """One paper for one person in one setting, in every format."""
    setting, cream = SETTINGS[number % len(SETTINGS)]
    outline = outline_of(for_person(kind, PEOPLE[number], setting=setting, cream=cream))
    judge(outline, typed=str(PEOPLE[number]["answers"]["decide.goal"]) or "\0")
    pdf, _ = pdf_of(outline)
    assert faults_on_pages(pdf) == []
    html = html_of(outline)
    assert "<b>" not in PEOPLE[number]["patient"].given_name or "&lt;b&gt;" in html
    if number % 5 == 0:
        assert docx_of(outline).startswith(b"PK")


@pytest.mark.parametrize("kind", list(PaperKind))
def test_that_a_sample_of_people_get_every_paper_whole_and_legible(kind: PaperKind) -> None:
    start = list(PaperKind).index(kind)
    for number in range(start, len(PEOPLE), 67):
        make(kind, number)


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
    press = Press()
    for kind in PaperKind:
        facts = for_person(kind, PEOPLE[1], setting=Setting.LARGE)
        outline = outline_of(facts)
        if outline.format is Format.CLINICIAN:
            continue
        assert not [b for b in outline.blocks if type(b).__name__ in ("Table", "KeyFacts")]
        assert "<table" not in press.press(facts).html
