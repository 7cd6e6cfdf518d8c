"""The HTML twin: whole, escaped, sufficient in itself."""

import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from pharmreview.documents.press import Press, outline_of
from pharmreview.documents.render.html import html_of
from pharmreview.domain.paper import PaperKind
from tests.documents.every import WAYS
from tests.documents.papers import PATIENT, facts
from tests.documents.reading import flat

PRESS = Press()


def parsed(html: str) -> ET.Element:
    return ET.fromstring(html.removeprefix("<!DOCTYPE html>\n"))  # noqa: S314 - it is our own page


class Reader(HTMLParser):
    """The words of a page, without its style."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[str] = []
        self.opened: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - the parser's own
        self.opened.append(tag)

    def handle_data(self, data: str) -> None:
        if not self.opened or self.opened[-1] != "style":
            self.told.append(data)

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - the parser's own
        self.opened.append("")


def words_of(html: str) -> str:
    reader = Reader()
    reader.feed(html)
    return flat(" ".join(reader.told).replace("\u00a0", " "))


@pytest.mark.parametrize("kind", list(PaperKind))
def test_that_the_twin_is_well_formed_with_language_title_and_one_main_heading(kind: PaperKind) -> None:
    for setting, cream in WAYS:
        outline = outline_of(facts(kind, setting=setting, cream=cream))
        root = parsed(html_of(outline))
        assert root.attrib["lang"] == "en-GB"
        assert root.findtext("head/title") == outline.title
        heads = [int(part.tag[1]) for part in root.iter() if re.fullmatch(r"h\d", part.tag)]
        assert (heads[0], heads.count(1)) == (1, 1)
        assert all(after <= before + 1 for before, after in pairwise(heads))
        assert all(th.attrib.get("scope") in {"col", "row"} for th in root.iter("th"))
        assert all(table.find("caption") is not None for table in root.iter("table"))
        assert all("aria-label" in s.attrib or "aria-hidden" in s.attrib for s in root.iter("svg"))
        assert all(image.attrib["alt"] for image in root.iter("img"))


@pytest.mark.parametrize("kind", list(PaperKind))
def test_that_the_twin_asks_for_nothing_from_elsewhere(kind: PaperKind) -> None:
    html = PRESS.press(facts(kind)).html
    assert not re.search(r"<(script|link|img|iframe|object|embed)\b|src=|href=|url\(|@import|https?://", html)


@pytest.mark.parametrize("kind", list(PaperKind))
def test_that_the_twin_says_what_the_pages_say(kind: PaperKind) -> None:
    pressed = PRESS.press(facts(kind))
    pages = flat(" ".join(PRESS.page_texts(pressed.pdf)))
    twin = words_of(pressed.html)
    plain = {word for word in pages.split() if word.isalpha()}
    assert {word for word in plain if word not in twin} <= {"Page", "of"}


@pytest.mark.parametrize("name", ["<b>Jo</b>", "<script>x</script>", "{{x}}", "a&b", '"quoted"'])
def test_that_a_hostile_name_is_escaped(name: str) -> None:
    html = PRESS.press(facts(patient=PATIENT.model_copy(update={"given_name": name}))).html
    parsed(html)
    assert name in words_of(html)
    assert "<script" not in html


@pytest.mark.parametrize("kind", [PaperKind.CALL, PaperKind.MDT, PaperKind.GP])
def test_that_a_name_of_two_lines_stands_on_one_in_the_bar_of_a_clinician_s_paper(kind: PaperKind) -> None:
    patient = PATIENT.model_copy(update={"family_name": "Vale\nMarlow"})
    assert "VALE MARLOW, Jean" in PRESS.press(facts(kind, patient=patient)).html


def test_that_room_to_write_in_heads_no_row() -> None:
    html = html_of(outline_of(facts(PaperKind.SHEET)))
    assert html.count("<td>&#160;<br/>&#160;</td>") == 6
    assert 'scope="row"' not in html
