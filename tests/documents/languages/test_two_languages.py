"""Plans with a second language under the English, and why most may not go out yet."""

import re
import unicodedata
import xml.etree.ElementTree as ET
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest

from pharmreview.documents.checking.concerns import passages
from pharmreview.documents.languages import language as languages
from pharmreview.documents.languages.language import Language, our_languages
from pharmreview.documents.outline import Heading
from pharmreview.documents.press import Press, outline_of
from pharmreview.documents.render.docx import docx_of
from pharmreview.documents.render.html import html_of
from pharmreview.domain.case import User
from pharmreview.domain.errors import PaperProblem
from pharmreview.domain.paper import PaperKind, Setting
from pharmreview.domain.team.access import Access
from pharmreview.services.paperwork import Paper, Paperwork
from tests.documents.faults import faults_on_pages
from tests.documents.papers import START, facts, long_plan, patch_plan
from tests.documents.people import HALVED, _halves, _stop
from tests.documents.reading import flat, unpacked

PRESS = Press()
CODES = [one.code for one in our_languages()]
PLACES = re.compile(r"\{([a-z_]+)\}")


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("known", our_languages(), ids=CODES)
def test_that_a_phrase_holds_no_figure_and_no_letters_of_another_script(known: Language) -> None:
    script = "ARABIC" if known.code == "ur" else "LATIN"
    for key, phrase in known.phrases.items():
        words = PLACES.sub("", phrase)
        assert not any(map(str.isnumeric, words)), key
        assert all(script in unicodedata.name(letter) for letter in words if letter.isalpha()), key
        assert not any(unicodedata.combining(letter) for letter in words), key
    assert (len(known.weekdays), len(known.months)) == (7, 12)


def test_that_every_language_has_the_same_phrases_with_the_same_places() -> None:
    first, *others = [
        {k: sorted(PLACES.findall(p)) for k, p in one.phrases.items()} for one in our_languages()
    ]
    assert all(other == first for other in others)


def test_that_no_language_is_called_checked_that_nobody_checked() -> None:
    assert [(one.code, one.checked_by) for one in PRESS.languages(PaperKind.NEXT_STEP)] == [
        ("pl", ""),
        ("ur", ""),
    ]
    assert PRESS.languages(PaperKind.GP) == ()


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("setting", list(Setting))
def test_that_the_english_stands_whole_beside_the_other_language(code: str, setting: Setting) -> None:
    pressed = PRESS.press(facts(language=code, setting=setting))
    assert faults_on_pages(pressed.pdf) == []
    html = html_of(outline_of(facts(language=code, setting=setting)))
    text = bare("".join(ET.fromstring(html.removeprefix("<!DOCTYPE html>\n")).itertext()))  # noqa: S314 - our own
    for passage in passages(outline_of(facts(setting=setting))):
        assert bare(passage) in text, passage
    assert f'lang="{code}" dir="{"rtl" if code == "ur" else "ltr"}"' in html
    assert '<bdi lang="en-GB" dir="ltr">' in html


@pytest.mark.parametrize("code", CODES)
def test_that_doses_days_and_names_come_from_the_record(code: str) -> None:
    (known,) = [one for one in our_languages() if one.code == code]
    outline = outline_of(facts(language=code))
    heads = [
        flat("".join(run.text for run in b.also)) for b in outline.blocks if isinstance(b, Heading) and b.also
    ]
    assert any(known.weekdays[2] in head and "9" in head and known.months[11] in head for head in heads)
    html = html_of(outline)
    for told in ("1 × 30mg + 1 × 15mg + 1 × 5mg", "120mg", "Gabapentin 300mg capsules", "116 123", "999"):
        assert told in html.replace("&#160;", " "), told


def test_that_the_structure_names_the_language_and_says_what_is_turned_round_as_it_is_read() -> None:
    raw = unpacked(PRESS.press(facts(language="ur")).pdf)
    spans = [part for part in raw.split("endobj") if "/S /Span" in part]
    assert spans
    assert all("/Lang (ur)" in span and "/ActualText" in span for span in spans)
    polish = [p for p in unpacked(PRESS.press(facts(language="pl")).pdf).split("endobj") if "/S /Span" in p]
    assert polish
    assert all("/Lang (pl)" in span and "/ActualText" not in span for span in polish)


def test_that_a_word_processor_reads_the_lines_from_the_right() -> None:
    with ZipFile(BytesIO(docx_of(outline_of(facts(language="ur"))))) as parts:
        told = parts.read("word/document.xml").decode()
    assert told.count("<w:bidi/>") > 20
    assert told.count("<w:rtl/>") > 20
    assert '<w:lang w:bidi="ur"/>' in told


def test_that_an_unchecked_language_is_a_draft_on_every_page_that_may_not_go_out() -> None:
    paper = facts(language="ur")
    pressed = PRESS.press(paper)
    for page in PRESS.page_texts(pressed.pdf):
        assert "Draft translation, not checked: not for a person." in flat(page)
    assert pressed.refused.startswith("Nobody has checked the Urdu wording yet")
    with pytest.raises(PaperProblem, match="Nobody has checked"):
        PRESS.docx(paper)
    work = Paperwork(PRESS)
    held = Paper(case_id="c1", kind=paper.kind, title=pressed.title, version=1, facts=paper)
    vault: Any = None
    user = User(id="u1", name="Nia Farrow", role="Clinical pharmacist", access=Access.LEAD)
    with pytest.raises(PaperProblem, match="Nobody has checked"):
        work.issue(held, pressed, vault, user, datetime(2026, 11, 24, tzinfo=UTC))


def test_that_a_checked_language_goes_out_without_the_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    told = languages.language("pl").model_copy(update={"checked_by": "Somebody who reads it"})
    monkeypatch.setattr("pharmreview.documents.writing.two_languages.language", lambda _: told)
    pressed = PRESS.press(facts(language="pl"))
    assert pressed.refused == ""
    assert "Draft" not in " ".join(PRESS.page_texts(pressed.pdf))
    assert PRESS.docx(facts(language="pl")).startswith(b"PK")


def test_that_a_paper_without_a_second_language_says_so() -> None:
    with pytest.raises(PaperProblem, match="Only the plan for the next step"):
        PRESS.press(facts(PaperKind.GP, language="ur"))
    with pytest.raises(PaperProblem, match="no wording for the language"):
        PRESS.press(facts(language="../pl"))


ODD: list[dict[str, Any]] = [
    {"plan": patch_plan()},
    {"plan": patch_plan(), "today": START},
    {"plan": _stop()},
    {"plan": _halves(), "products": HALVED},
    {"plan": long_plan(3), "today": START + timedelta(days=400)},
    {"answers": {}},
]


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("odd", ODD)
def test_that_every_kind_of_plan_is_told_in_both(code: str, odd: dict[str, Any]) -> None:
    assert faults_on_pages(PRESS.press(facts(language=code, **odd)).pdf) == []


def test_that_a_half_is_told_in_figures() -> None:
    paper = facts(language="ur", plan=_halves(), products=HALVED, today=START + timedelta(days=30))
    html = html_of(outline_of(paper))
    assert "1 × 30mg + ½ × 15mg" in html.replace("&#160;", " ")
