"""Every paper for 200 varied people, looked at as it is drawn: a sample each day, all of it when asked."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest

from pharmreview.documents.checking.concerns import about_words, passages
from pharmreview.documents.outline import Format, Outline
from pharmreview.documents.press import Press, outline_of
from pharmreview.documents.render.docx import docx_of
from pharmreview.documents.render.html import html_of
from pharmreview.documents.render.pdf import pdf_of
from pharmreview.documents.render.preview import page_texts
from pharmreview.domain.errors import PaperProblem
from pharmreview.domain.paper import PaperFacts, PaperKind, Setting, TextKind
from tests.documents.every import WAYS
from tests.documents.faults import faults_on_pages
from tests.documents.people import HOSTILE, for_person, hostile_people, people
from tests.documents.reading import flat

PEOPLE = people()
PRESS = Press()
KINDS = list(PaperKind)
_PLACE = re.compile(r"\{[a-z_]+\}")
_TYPED = {"{{x}}", "{x}", "{name}", "{goal}"}
"""What stands in braces in the names of people."""
_WORDING = {"word", "sentence"}
"""What is judged in words for the person only; how doses are written is judged everywhere."""
_LONG_NAMES = frozenset({"sentence"})
_ACROSS_LINES = {"sentence", "two-numerals"}
"""What cannot be told once the words of a page run into one another."""
_PASSAGES = {"p", "li", "h1", "h2", "h3", "td", "th", "dt", "dd", "caption"}
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def judge(told: str, *, clinician: bool = False, but: frozenset[str] | set[str] = frozenset()) -> None:
    """No place unfilled, no unsafe dose; for the person no word to avoid and no long sentence."""
    assert set(_PLACE.findall(told)) <= _TYPED, told
    passed = but | _WORDING if clinician else but
    assert [concern for concern in about_words(told) if concern.code not in passed] == [], told


def in_html(html: str) -> tuple[str, Iterator[str]]:
    """Every word of a twin, and its passages one by one."""
    body = ET.fromstring(html.removeprefix("<!DOCTYPE html>\n")).find("body")  # noqa: S314 - our own
    assert body is not None
    return "".join(body.itertext()), (_lines(e, "br") for e in body.iter() if e.tag in _PASSAGES)


def in_docx(content: bytes) -> tuple[str, Iterator[str]]:
    """The same of a DOCX."""
    with ZipFile(BytesIO(content)) as parts:
        root = ET.fromstring(parts.read("word/document.xml"))  # noqa: S314 - our own
    return "".join(root.itertext()), (_lines(p, f"{_W}br") for p in root.iter(f"{_W}p"))


def _lines(element: ET.Element, turn: str) -> str:
    """The words of a passage; a new line starts where it does on the page."""
    return "".join(
        ("\n" if e.tag == turn else "") + (e.text or "") + ("" if e is element else e.tail or "")
        for e in element.iter()
    )


def judge_the_file(told: str, each: Iterator[str], outline: Outline, but: frozenset[str] | None) -> None:
    """Every word of the outline is in the file, nothing is left to fill, and its passages read well."""
    bare = re.sub(r"\s", "", told)
    for passage in passages(outline):
        assert re.sub(r"\s", "", passage) in bare, passage
    for passage in each:
        assert set(_PLACE.findall(passage)) <= _TYPED
        if but is not None:
            judge(passage, clinician=outline.format is Format.CLINICIAN, but=but | {"two-numerals"})


def look_at(paper: PaperFacts, but: frozenset[str]) -> None:
    """A paper in every format."""
    outline = outline_of(paper)
    clinician = outline.format is Format.CLINICIAN
    for passage in passages(outline):
        judge(passage, clinician=clinician, but=but)
    pdf, _ = pdf_of(outline)
    assert faults_on_pages(pdf) == []
    pages = flat(" ".join(page_texts(pdf)))
    one_language = not paper.language
    judge(pages, clinician=clinician, but=_ACROSS_LINES if one_language else _ACROSS_LINES | _WORDING)
    judge_the_file(*in_html(html_of(outline)), outline, but if one_language else None)
    judge_the_file(*in_docx(docx_of(outline)), outline, but if one_language else None)


def make(kind: PaperKind, person: dict[str, Any], but: frozenset[str] = frozenset()) -> None:
    """One paper for one person in every setting, every format and every language it is offered in."""
    clinician = outline_of(for_person(kind, person)).format is Format.CLINICIAN
    for code in ("", *(one.code for one in PRESS.languages(kind))):
        for setting, cream in WAYS[:1] if clinician else WAYS:
            look_at(for_person(kind, person, setting=setting, cream=cream, language=code), but)


@pytest.mark.parametrize("kind", KINDS)
def test_that_somebody_gets_every_paper_whole_and_legible(kind: PaperKind) -> None:
    make(kind, PEOPLE[11 * KINDS.index(kind) % len(PEOPLE)])


def make_or_refuse(kind: PaperKind, odd: dict[str, Any]) -> None:
    """A paper for a hostile record is whole, or refused in a sentence that says how to mend it."""
    refused: PaperProblem | None = None
    try:
        make(kind, odd, _LONG_NAMES)
    except PaperProblem as problem:
        refused = problem
    if refused is not None:
        assert re.fullmatch(r"[“A-Z].{5,200}\.", refused.what), refused.what
        assert re.fullmatch(r"[A-Z].{5,200}\.", refused.remedy), refused.remedy


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_that_a_hostile_record_makes_a_whole_paper_or_none(number: int) -> None:
    make_or_refuse(KINDS[7 * number % len(KINDS)], hostile_people()[number])


@pytest.mark.parametrize("kind", list(TextKind))
def test_that_all_of_them_get_every_text_message_whole(kind: TextKind) -> None:
    for person in PEOPLE:
        judge(PRESS.text(for_person(PaperKind.CHANGE, person), kind).text)


@pytest.mark.soak
@pytest.mark.parametrize("kind", KINDS)
def test_that_every_hostile_record_makes_a_whole_paper_or_none(kind: PaperKind) -> None:
    for odd in hostile_people():
        make_or_refuse(kind, odd)


@pytest.mark.soak
@pytest.mark.parametrize("part", range(40))
def test_that_all_of_them_get_every_paper_in_every_setting(part: int) -> None:
    """Five people at a time, so that a run that is stopped early has made every paper for some of them."""
    for person in PEOPLE[part::40]:
        for kind in KINDS:
            make(kind, person)


def test_that_words_over_one_another_off_the_page_and_across_an_edge_are_found() -> None:
    from pharmreview.documents.ink import Node
    from pharmreview.documents.render.tagged import TaggedPen

    pen = TaggedPen("t", "en-GB")
    root = Node("Document")
    pen.begin(root.part("P"))
    pen.text(100, 100, "one line of words", 12, False, (0, 0, 0))
    pen.text(110, 103, "another over it", 12, False, (0, 0, 0))
    pen.text(560, 300, "running off the page", 12, False, (0, 0, 0))
    pen.text(100, 400, "longer than the box is wide", 12, False, (0, 0, 0))
    pen.oblong(95, 380, 100, 30, edge=(0, 0, 0), edge_width=1)
    pen.end()
    pen.turn()
    pen.settle(root)
    faults = faults_on_pages(pen.close())
    for told in ("written over", "off the page", "cut by an edge"):
        assert any(told in fault for fault in faults)


def test_that_a_large_print_paper_has_no_table_and_no_type_under_18_points() -> None:
    for kind in KINDS:
        facts = for_person(kind, PEOPLE[1], setting=Setting.LARGE)
        outline = outline_of(facts)
        if outline.format is Format.CLINICIAN:
            continue
        assert not [b for b in outline.blocks if type(b).__name__ in ("Table", "KeyFacts")]
        assert "<table" not in PRESS.press(facts).html
