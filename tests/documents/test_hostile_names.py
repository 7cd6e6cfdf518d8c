"""Names that a record should not hold, through every paper and text: ten each day, 500 when asked."""

import random
import re
import unicodedata
import xml.etree.ElementTree as ET
from functools import cache
from typing import Any

import pytest

from pharmreview.documents.outline import clean
from pharmreview.documents.press import Press, outline_of
from pharmreview.documents.render.docx import docx_of
from pharmreview.documents.render.html import html_of
from pharmreview.documents.render.pdf import pdf_of
from pharmreview.documents.render.preview import page_texts
from pharmreview.domain.errors import PaperProblem
from pharmreview.domain.paper import PaperKind, TextKind
from tests.documents.faults import faults_on_pages
from tests.documents.people import for_person, people
from tests.documents.test_two_hundred_people import in_docx, in_html

PRESS = Press()
PERSON = people()[0]
KINDS = list(PaperKind)
SEEDS = (
    *("<b>", "</p><script>x()</script>", "<!--", "]]>", "&lt;", "&#0;", "<?xml?>", '" onload="x', "`", "\\n"),
    *(
        "{{x}}",
        "{name}",
        "{% for x in y %}",
        "{goal",
        "${x}",
        "%s%n",
        "[ ]",
        "# Title",
        "- item",
        "___",
        ">! ",
    ),
    *(
        "=SUM(A1:A9)",
        "=cmd|' /C calc'!A0",
        "+44 1632",
        "-1",
        "@x",
        "' OR 1=1 --",
        "../../etc",
        "CON",
        "a:b*c?",
    ),
    *(
        "Jean\x00",
        "A\x01B",
        "A\x1bB",
        "A\x7f",
        "A\x85B",
        "a\nb",
        "a\tb",
        "\u2028x",
        "\ud800",
        "\uffff",
        "\ufeffJo",
    ),
    *(
        "\u202eevil",
        "\u2066a\u2069",
        "\u200f",
        "a\u200bb",
        "So\u00adphie",
        "Zoe\u0308",
        "E\u0323\u0300ko\u0301",
    ),
    *(
        "i\u0307",
        "\u0301",
        "x" + "\u0300" * 40,
        "\u0130stanbul",
        "ﬁona",
        "½",
        "Ⅷ",
        "ǅ",
        "𝔍𝔢𝔞𝔫",
        "\ue000",
        "🙂",
        "👩‍👩‍👧",
    ),
    *(
        "محمد",
        "שרה",
        "李明",
        "हरि",
        "Ольга",
        "Ελένη",
        "Nguyễn",
        "Żółć",
        "O’Rourke",
        "d'Arcy",
        "Jean-Luc",
        "5 mg",
    ),
    *("mcg", "10.0mg", ".5mg", "null", "NaN", "W" * 60, "A" * 500, "Jo " * 166, "i" * 500, "Ÿ" * 200),
)
"""Markup, templates, formulae, signs that cannot be seen, letters of every kind, figures, and length."""


def hostile_names() -> list[str]:
    """The same 500 names every time: each seed by itself, then two side by side."""
    luck = random.Random(500)
    joined = (luck.choice(("", " ", "-", "Jo", "’")).join(luck.sample(SEEDS, 2)) for _ in range(500))
    return [*SEEDS, *joined][:500]


NAMES = hostile_names()


def named(number: int) -> dict[str, Any]:
    """Somebody with one of the names, as given name, as family name or as what they like to be called."""
    part = ("given_name", "family_name", "preferred_name")[number % 3]
    return PERSON | {"patient": PERSON["patient"].model_copy(update={part: NAMES[number]})}


def bare(text: str) -> str:
    """The letters of a text, however they are composed, and no space.

    The same mark many times over one letter is drawn in one place, and a reader of PDF tells it once; it
    tells a hyphen at the end of a line as the sign 2.
    """
    letters = re.sub(r"\s", "", unicodedata.normalize("NFKC", text.replace("\x02", "-")))
    return re.sub(r"([\u0300-\u036f])\1+", r"\1", letters)


def tags_in(html: str) -> set[str]:
    """The elements of a twin."""
    return {e.tag for e in ET.fromstring(html.removeprefix("<!DOCTYPE html>\n")).iter()}  # noqa: S314 - our own


@cache
def tags_of(kind: PaperKind) -> set[str]:
    """The elements of a paper for somebody with a plain name."""
    return tags_in(html_of(outline_of(for_person(kind, PERSON))))


def look_at(kind: PaperKind, person: dict[str, Any]) -> None:
    """A paper whole in every format, or refused in a sentence that says what to do."""
    refused: PaperProblem | None = None
    try:
        outline = outline_of(for_person(kind, person))
        pdf, _ = pdf_of(outline)
    except PaperProblem as problem:
        refused = problem
    if refused is not None:
        assert re.fullmatch(r"[A-Z].{5,200}\.", refused.what), refused.what
        assert re.fullmatch(r"[A-Z].{5,200}\.", refused.remedy), refused.remedy
        return
    assert faults_on_pages(pdf) == []
    html, docx = html_of(outline), docx_of(outline)
    assert tags_in(html) <= tags_of(kind)
    files = (" ".join(page_texts(pdf)), in_html(html)[0], in_docx(docx)[0])
    name = bare(clean(person["patient"].family_name)).casefold()
    if kind is not PaperKind.EXPERIENCE:
        assert all(name in bare(told).casefold() for told in files)


def go_through(number: int) -> None:
    """Every paper and every text for one name."""
    person = named(number)
    for kind in KINDS:
        look_at(kind, person)
    for text in TextKind:
        said = PRESS.text(for_person(PaperKind.CHANGE, person), text).text
        assert clean(said) == said


@pytest.mark.parametrize("number", range(0, 500, 50))
def test_that_a_hostile_name_makes_a_whole_paper_or_none(number: int) -> None:
    person = named(number)
    look_at(KINDS[number // 50], person)
    look_at(KINDS[number // 50 + 10], person)


@pytest.mark.soak
@pytest.mark.parametrize("part", range(50))
def test_that_every_hostile_name_makes_every_paper_whole_or_none(part: int) -> None:
    for number in range(part, 500, 50):
        go_through(number)
