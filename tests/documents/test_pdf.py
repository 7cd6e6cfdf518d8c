"""Papers as pages: what every page repeats, where things stand, what the file says of itself."""

import itertools
import re
from datetime import date

import pypdfium2
import pytest

from pharmreview.documents.layout.pages import lay_out
from pharmreview.documents.layout.sheets import BODY_TOP, DL_FOOT, DL_LEFT, DL_RIGHT, DL_TOP, PAGE_HEIGHT
from pharmreview.documents.press import Press, outline_of
from pharmreview.documents.render.pdf import pdf_of
from pharmreview.documents.writing.ours import our_template
from pharmreview.domain.errors import PaperProblem
from pharmreview.domain.paper import PaperKind
from tests.documents.every import WAYS
from tests.documents.papers import ANSWERS, PATIENT, PRACTICE, facts, long_plan, patch_plan
from tests.documents.reading import flat, unpacked

PRESS = Press()
NAMING = [kind for kind in PaperKind if kind is not PaperKind.EXPERIENCE]
"""Every paper but the nameless sheet."""
PLANS = (PaperKind.NEXT_STEP, PaperKind.NEXT_THREE, PaperKind.WHOLE_ROUTE)


@pytest.mark.parametrize("kind", list(PaperKind))
def test_that_the_same_facts_give_the_same_bytes(kind: PaperKind) -> None:
    first, again = PRESS.press(facts(kind)), Press().press(facts(kind))
    assert first.pdf == again.pdf
    assert first.html == again.html


@pytest.mark.parametrize("kind", NAMING)
def test_that_every_page_names_the_person_the_version_the_date_and_the_page(kind: PaperKind) -> None:
    pressed = PRESS.press(facts(kind))
    pages = PRESS.page_texts(pressed.pdf)
    assert len(pages) == pressed.pages
    for number, page in enumerate(pages, 1):
        text = flat(page)
        assert "Jean Marlow" in text
        assert "999 000 0018" in text
        assert re.search(r"[Vv]ersion 1", text)
        assert "24 November 2026" in text or "24-Nov-2026" in text
        assert f"Page {number} of {len(pages)}" in text


def test_that_clinicians_see_the_tables_on_every_page() -> None:
    for page in PRESS.page_texts(PRESS.press(facts(PaperKind.GP)).pdf):
        assert "FPM_2020 (2026-11-21)" in flat(page)


def test_that_the_next_step_is_two_pages_and_the_letters_one_and_two() -> None:
    counts = {kind: PRESS.press(facts(kind)).pages for kind in PaperKind}
    assert counts[PaperKind.NEXT_STEP] == 2
    assert counts[PaperKind.WHOLE_ROUTE] == 3
    assert counts[PaperKind.FOLLOW_UP] == 1
    assert counts[PaperKind.GP] == 2
    assert PRESS.press(facts(plan=patch_plan())).pages == 2


def test_that_sixty_steps_take_no_more_than_six_pages_and_repeat_the_head_of_the_table() -> None:
    pressed = PRESS.press(facts(PaperKind.WHOLE_ROUTE, plan=long_plan(60)))
    assert pressed.pages <= 6
    texts = [flat(page) for page in PRESS.page_texts(pressed.pdf)]
    assert sum("Done From Morning Evening Each day" in text for text in texts) >= 4
    assert sum(text.count("mg one") + text.count("mg two") for text in texts) >= 60


def test_that_the_address_stands_in_the_window_and_nothing_else_does() -> None:
    pdf = PRESS.press(facts(PaperKind.FOLLOW_UP)).pdf
    page = pypdfium2.PdfDocument(pdf)[0].get_textpage()
    clear = 5 * 72 / 25.4
    inside = page.get_text_bounded(DL_LEFT - 1, PAGE_HEIGHT - DL_FOOT, DL_RIGHT, PAGE_HEIGHT - DL_TOP + 1)
    around = page.get_text_bounded(
        DL_LEFT - clear, PAGE_HEIGHT - DL_FOOT - clear, DL_RIGHT + clear - 0.5, PAGE_HEIGHT - DL_TOP + clear
    )
    assert flat(inside) == "Mrs Jean Marlow 7 Sexton Row Larkhampton ZZ99 3VZ"
    assert flat(around) == flat(inside)
    above = page.get_text_bounded(0, PAGE_HEIGHT - BODY_TOP + 1, 600, PAGE_HEIGHT)
    assert "Thank you" not in above
    assert "NHS number 999 000 0018" in flat(above)


def test_that_a_long_address_is_set_smaller_and_a_longer_one_refused() -> None:
    seven = PATIENT.model_copy(update={"address": tuple(f"Line {n} of the address" for n in range(6))})
    pdf = PRESS.press(facts(PaperKind.FOLLOW_UP, patient=seven)).pdf
    page = pypdfium2.PdfDocument(pdf)[0].get_textpage()
    inside = page.get_text_bounded(DL_LEFT - 1, PAGE_HEIGHT - DL_FOOT - 1, DL_RIGHT, PAGE_HEIGHT - DL_TOP + 1)
    assert "Line 5 of the address" in flat(inside)
    many = PATIENT.model_copy(update={"address": tuple(f"Line {n}" for n in range(20))})
    with pytest.raises(PaperProblem, match="window"):
        PRESS.press(facts(PaperKind.FOLLOW_UP, patient=many))


@pytest.mark.parametrize("kind", list(PaperKind))
def test_that_the_file_is_tagged_titled_and_carries_its_letters(kind: PaperKind) -> None:
    for setting, cream in WAYS:
        outline = outline_of(facts(kind, setting=setting, cream=cream))
        raw = unpacked(pdf_of(outline)[0])
        for told in ("/StructTreeRoot", "/Marked true", "/Lang", "en-GB", "pdfuaid:part>1<", "/S /H1"):
            assert told in raw
        assert "/DisplayDocTitle true" in raw
        assert "/FontFile2" in raw
        assert "Helvetica" not in raw
        assert raw.count("BDC") + raw.count("BMC") == raw.count("EMC")
        assert f'<rdf:li xml:lang="x-default">{outline.title}</rdf:li>' in raw
        figures = [part for part in raw.split("endobj") if "/S /Figure" in part]
        assert all("/Alt" in figure and "/BBox" in figure for figure in figures)


def test_that_tables_lists_and_figures_have_their_parts() -> None:
    raw = unpacked(PRESS.press(facts(PaperKind.WHOLE_ROUTE)).pdf)
    for role in ("Table", "TR", "TH", "TD", "L", "LI", "LBody", "Figure", "H2", "P"):
        assert f"/S /{role}\n" in raw or f"/S /{role} " in raw, role
    assert "/Scope /Column" in raw
    assert "/Scope /Row" in raw
    figures = [part for part in raw.split("endobj") if "/S /Figure" in part]
    assert figures
    assert all("/Alt" in figure and "/BBox" in figure for figure in figures)


@pytest.mark.parametrize("kind", list(PaperKind))
def test_that_headings_never_skip_a_level(kind: PaperKind) -> None:
    root = lay_out(outline_of(facts(kind))).root
    levels = []

    def walk(node: object) -> None:
        role = getattr(node, "role", "")
        if re.fullmatch(r"H\d", role):
            levels.append(int(role[1]))
        for kid in getattr(node, "kids", ()):
            walk(kid)

    walk(root)
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


TO_THE_PERSON = [kind for kind in PaperKind if our_template(kind.value).address == "person"]


@pytest.mark.parametrize(
    "name",
    [
        "<b>Jo</b>",
        "{{x}}",
        "%s %(x)s",
        "{name}",
        "Robert'); DROP TABLE",
        "**Jo**",
        "\\n",
        "&lt;",
        "a" * 500,
        "Jo " * 170,
    ],
)
@pytest.mark.parametrize("kind", NAMING)
def test_that_a_hostile_name_is_printed_as_it_is(name: str, kind: PaperKind) -> None:
    patient = PATIENT.model_copy(update={"given_name": name, "family_name": "Marlow"})
    if kind in TO_THE_PERSON and len(name) > 100:
        with pytest.raises(PaperProblem, match="window"):
            PRESS.press(facts(kind, patient=patient))
        return
    pressed = PRESS.press(facts(kind, patient=patient))
    bare = re.sub(r"\s", "", " ".join(PRESS.page_texts(pressed.pdf)))
    assert re.sub(r"\s", "", name) in bare


def test_that_an_override_of_direction_in_a_name_is_dropped() -> None:
    patient = PATIENT.model_copy(update={"family_name": "Mar\u202elow"})
    pressed = PRESS.press(facts(patient=patient))
    assert "Jean Marlow" in flat(PRESS.page_texts(pressed.pdf)[0])
    assert "\u202e" not in pressed.html


def test_that_a_name_the_letters_lack_is_refused_in_a_sentence() -> None:
    patient = PATIENT.model_copy(update={"family_name": "李"})
    with pytest.raises(PaperProblem, match="No paper can show"):
        PRESS.press(facts(patient=patient))


def test_that_long_words_of_the_person_are_printed_whole() -> None:
    goal = "I want to walk. " * 120
    pressed = PRESS.press(facts(answers={**ANSWERS, "decide.goal": goal}))
    text = flat(" ".join(PRESS.page_texts(pressed.pdf)))
    assert text.count("I want to walk.") == 120
    assert [c.code for c in pressed.concerns] == ["pages"]


def test_that_nothing_stands_outside_the_margins() -> None:
    for kind in PaperKind:
        pdf = pypdfium2.PdfDocument(PRESS.press(facts(kind, practice=PRACTICE)).pdf)
        for page in pdf:
            text = page.get_textpage()
            boxes = [text.get_charbox(at) for at in range(text.count_chars())]
            seen = [box for box in boxes if box[2] > box[0]]
            assert min(box[0] for box in seen) > 14 * 72 / 25.4
            assert max(box[2] for box in seen) < (210 - 14) * 72 / 25.4
            assert min(box[1] for box in seen) > 5 * 72 / 25.4


def test_that_lines_never_overlap() -> None:
    for kind in PaperKind:
        for page in pypdfium2.PdfDocument(PRESS.press(facts(kind)).pdf):
            text = page.get_textpage()
            rects = [text.get_rect(n) for n in range(text.count_rects())]
            for at, one in enumerate(rects):
                for other in rects[at + 1 :]:
                    across = min(one[2], other[2]) - max(one[0], other[0])
                    up = min(one[3], other[3]) - max(one[1], other[1])
                    assert across < 1.5 or up < 2.5, (kind, one, other)


def test_that_a_page_can_be_seen_as_a_picture() -> None:
    pdf = PRESS.press(facts()).pdf
    image = PRESS.page_image(pdf, 1, 72)
    assert (image.width, image.height) == (596, 842)
    assert len(image.pixels) == 596 * 842 * 4
    assert image.pixels[:4] == b"\xff\xff\xff\xff"
    assert len(set(image.pixels)) > 20
    with pytest.raises(PaperProblem, match="no page 9"):
        PRESS.page_image(pdf, 9, 72)


def test_that_a_date_of_the_issue_does_not_come_from_the_machine() -> None:
    early = PRESS.press(facts(today=date(2026, 11, 24))).pdf
    assert b"2026" not in re.findall(rb"/CreationDate \((.*?)\)", early)[0]
