"""Large print, cream, letterheads, DOCX, batches and the summary for the record."""

import base64
import ctypes
from datetime import timedelta
from io import BytesIO
from itertools import pairwise
from zipfile import ZipFile
from zlib import crc32

import docx
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from PIL import Image

from pharmreview.documents.outline import Box, Paragraph, SignLine, Table, Ticks, said
from pharmreview.documents.press import Press, outline_of
from pharmreview.domain.errors import PaperProblem
from pharmreview.domain.paper import PaperFacts, PaperKind, Pressed, Setting, setting_for
from tests.documents.papers import PATIENT, PRACTICE, START, facts
from tests.documents.people import for_person, people
from tests.documents.reading import flat

PRESS = Press()


def picture(width: int, height: int, kind: str = "PNG") -> bytes:
    told = BytesIO()
    Image.new("RGB", (width, height), "#0F3A45").save(told, kind)
    return told.getvalue()


@pytest.mark.parametrize(
    ("needs", "setting", "cream"),
    [
        ((), Setting.STANDARD, False),
        (("Large print",), Setting.LARGE, False),
        (("Hearing: face to face", "Low vision"), Setting.LARGE, False),
        (("Easy read",), Setting.SIMPLE, False),
        (("Dyslexia",), Setting.STANDARD, True),
        (("Large print on cream paper",), Setting.LARGE, True),
    ],
)
def test_that_recorded_needs_choose_how_a_paper_is_set(
    needs: tuple[str, ...], setting: Setting, cream: bool
) -> None:
    assert setting_for(needs) == (setting, cream)


def test_that_large_print_says_every_dose_that_the_table_says() -> None:
    plain, large = (facts(PaperKind.WHOLE_ROUTE, setting=s) for s in (Setting.STANDARD, Setting.LARGE))
    pages = flat(" ".join(PRESS.page_texts(PRESS.press(large).pdf)))
    for row in (r for b in outline_of(plain).blocks if hasattr(b, "rows") for r in b.rows):
        for cell in getattr(row, "cells", ()):
            for word in said(cell.text).split():
                assert word.strip("+") in pages


def test_that_the_day_comes_to_its_dose_in_large_print_and_never_to_the_dose_before() -> None:
    pages = flat(" ".join(PRESS.page_texts(PRESS.press(facts(setting=Setting.LARGE)).pdf)))
    assert "Each day: 110mg. 4 tablets. You take 120mg a day now." in pages


def test_that_drawings_grow_with_the_words_beside_them() -> None:
    sizes = {}
    for setting in (Setting.STANDARD, Setting.LARGE):
        pdf = PRESS.press(facts(PaperKind.NEXT_THREE, setting=setting)).pdf
        sizes[setting] = {word: size for page in pypdfium2.PdfDocument(pdf) for word, size in drawn(page)}
    assert sizes[Setting.STANDARD]["Feb"] == 12
    assert sizes[Setting.LARGE]["Feb"] == sizes[Setting.LARGE]["0mg"] == 18
    assert sizes[Setting.LARGE]["5"] / sizes[Setting.STANDARD]["5"] == pytest.approx(18 / 14, abs=0.001)


def drawn(page: pypdfium2.PdfPage) -> list[tuple[str, float]]:
    """Each piece of text of a page with its size in points."""
    told, at = page.get_textpage(), ctypes.c_float()
    found = []
    for item in page.get_objects([pdfium.FPDF_PAGEOBJ_TEXT]):
        pdfium.FPDFTextObj_GetFontSize(item.raw, at)
        room = pdfium.FPDFTextObj_GetText(item.raw, told.raw, None, 0)
        letters = (ctypes.c_ushort * (room // 2))()
        pdfium.FPDFTextObj_GetText(item.raw, told.raw, letters, room)
        found.append((bytes(letters).decode("utf-16-le").strip("\0 "), at.value))
    return found


def test_that_a_step_has_its_square_to_tick_in_large_print_too() -> None:
    plan = facts(PaperKind.WHOLE_ROUTE, setting=Setting.LARGE, today=START + timedelta(days=40))
    steps = [b for b in outline_of(plan).blocks if isinstance(b, Box) and b.tick]
    table = next(
        b
        for b in outline_of(plan.model_copy(update={"setting": Setting.STANDARD})).blocks
        if isinstance(b, Table) and b.ticks
    )
    assert [step.done for step in steps] == [row.done for row in table.rows if row.tick]
    assert {step.done for step in steps} == {True, False}
    pdf, html = PRESS.press(plan).pdf, PRESS.press(plan).html
    assert pdf.count(b"Box to tick when done") == html.count("\u2610") == sum(not s.done for s in steps)
    page = docx.Document(BytesIO(PRESS.docx(plan)))
    heads = [t.cell(0, 0).paragraphs[0] for t in page.tables]
    assert sum(head.text.startswith("\u2611 ") for head in heads) == sum(step.done for step in steps)
    assert all(head.style.name == "Heading 2" for head in heads if head.text.startswith("\u2610"))


def closing(paper: PaperFacts) -> list[str]:
    blocks = outline_of(paper).blocks
    return [said(block.text) for block in blocks[-3:] if isinstance(block, Paragraph)]


@pytest.mark.parametrize("kind", [PaperKind.PAUSE, PaperKind.INVITATION, PaperKind.SUPPORT])
def test_that_the_close_of_a_simple_letter_stands_outside_the_box_of_its_last_section(
    kind: PaperKind,
) -> None:
    assert closing(facts(kind, setting=Setting.SIMPLE)) == closing(facts(kind))
    assert closing(facts(kind))[0] == "Yours sincerely"


@pytest.mark.parametrize("kind", [PaperKind.SHEET, PaperKind.EXPERIENCE, PaperKind.NEXT_STEP])
def test_that_no_section_of_a_simple_paper_is_half_in_a_box(kind: PaperKind) -> None:
    blocks = outline_of(facts(kind, setting=Setting.SIMPLE)).blocks
    assert any(isinstance(block, Box) for block in blocks)
    for block, after in pairwise(blocks):
        if isinstance(block, Box) and block.title and not block.tick:
            assert not isinstance(after, Ticks)
            assert not (isinstance(after, SignLine) and len(after.labels) == 1)


def test_that_cream_is_the_ground_of_every_page_and_white_otherwise() -> None:
    for cream, ground in ((True, (255, 246, 223)), (False, (255, 255, 255))):
        pdf = PRESS.press(facts(PaperKind.INVITATION, cream=cream)).pdf
        for page in pypdfium2.PdfDocument(pdf):
            assert page.render(scale=0.2).to_pil().convert("RGB").getpixel((2, 2)) == ground
    assert 'class="letter cream"' in PRESS.press(facts(PaperKind.INVITATION, cream=True)).html


def test_that_a_letterhead_stands_at_the_head_in_pdf_html_and_docx() -> None:
    practice = PRACTICE.model_copy(update={"letterhead": PRESS.letterhead(picture(1200, 240))})
    paper = facts(PaperKind.INVITATION, practice=practice)
    pressed = PRESS.press(paper)
    page = pypdfium2.PdfDocument(pressed.pdf)[0]
    assert [o for o in page.get_objects() if o.type == 3]
    assert 'alt="Letterhead of Harebell Lane Surgery"' in pressed.html
    with ZipFile(BytesIO(PRESS.docx(paper))) as parts:
        assert any(name.startswith("word/media/") for name in parts.namelist())
    assert pressed.pdf == PRESS.press(paper).pdf


def _turned() -> bytes:
    """A photograph that was held upright and says so: 20 wide and 60 high as it is kept."""
    upright = Image.Exif()
    upright[0x0112] = 6
    told = BytesIO()
    Image.new("RGB", (20, 60), "#0F3A45").save(told, "JPEG", exif=upright)
    return told.getvalue()


def _made(mode: str, kind: str, colour: int | tuple[int, ...]) -> bytes:
    told = BytesIO()
    Image.new(mode, (60, 20), colour).save(told, kind)
    return told.getvalue()


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        (_made("CMYK", "JPEG", (0, 255, 255, 0)), (254, 0, 0)),
        (_made("RGBA", "PNG", (0, 0, 0, 0)), (255, 255, 255)),
        (_made("I;16", "PNG", 128 * 256), (128, 128, 128)),
        (_turned(), (15, 58, 69)),
    ],
    ids=["printer's colours", "see-through", "sixteen bits", "a turned photograph"],
)
def test_that_any_picture_is_kept_as_paper_and_a_word_processor_show_it(
    content: bytes, shown: tuple[int, int, int]
) -> None:
    kept = PRESS.letterhead(content)
    with Image.open(BytesIO(base64.b64decode(kept))) as seen:
        assert (seen.mode, seen.size) == ("RGB", (60, 20))
        assert seen.getpixel((30, 10)) == pytest.approx(shown, abs=3)
    practice = PRACTICE.model_copy(update={"letterhead": kept})
    assert PRESS.docx(facts(PaperKind.INVITATION, practice=practice)).startswith(b"PK")


def claiming(png: bytes, side: int) -> bytes:
    """A picture whose head says that it is far larger than it is."""
    head = b"IHDR" + side.to_bytes(4, "big") * 2 + png[24:29]
    return png[:12] + head + crc32(head).to_bytes(4, "big") + png[33:]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\x89PNG" + b"0" * 50_000_000, "50.0 MB"),
        (b"%PDF-1.7", "no PNG or JPEG"),
        (b"", "no PNG or JPEG"),
        (b"<svg/>", "no PNG or JPEG"),
        (picture(5000, 10), "5000 by 10 pixels"),
        (claiming(picture(10, 10), 60_000), "more pixels than can be looked at"),
    ],
)
def test_that_a_letterhead_that_will_not_do_is_refused_in_a_sentence(content: bytes, told: str) -> None:
    with pytest.raises(PaperProblem, match=told) as refused:
        PRESS.letterhead(content)
    assert "PNG or JPEG" in refused.value.remedy
    practice = PRACTICE.model_copy(update={"letterhead": base64.b64encode(b"no").decode()})
    with pytest.raises(PaperProblem, match="letterhead"):
        PRESS.press(facts(PaperKind.INVITATION, practice=practice))


@pytest.mark.parametrize("kind", list(PaperKind))
def test_that_the_docx_says_what_the_outline_says_under_real_headings(kind: PaperKind) -> None:
    paper = facts(kind)
    told = PRESS.docx(paper)
    page = docx.Document(BytesIO(told))
    heads = [p.text for p in page.paragraphs if p.style.name.startswith("Heading")]
    wanted = [b.text for b in outline_of(paper).blocks if type(b).__name__ == "Heading"]
    assert [h for h in heads if h in wanted] == wanted
    assert page.core_properties.title == outline_of(paper).title
    assert told == PRESS.docx(paper)


def test_that_a_batch_is_one_file_that_leaves_out_what_cannot_be_made() -> None:
    nameless = PATIENT.model_copy(update={"given_name": "", "family_name": ""})
    odd = PATIENT.model_copy(update={"family_name": "李"})
    letters = [facts(PaperKind.INVITATION, patient=p) for p in (PATIENT, nameless, odd, PATIENT)]
    seen: list[int] = []
    made = PRESS.press_all(letters, lambda done: seen.append(done) is None)
    assert seen == [1, 2, 3, 4]
    assert [u.at for u in made.unmade] == [1, 2]
    assert made.pages == len(PRESS.page_texts(made.pdf)) == 2
    assert made.starts == (1, 2)
    assert all("Page 1 of 1" in flat(page) for page in PRESS.page_texts(made.pdf))
    alone: dict[int, Pressed] = {}
    together = PRESS.press_all(letters, lambda _done: True, alone.__setitem__)
    assert together == made
    assert alone == {at: PRESS.press(letters[at]) for at in (0, 3)}, "as it is when it is made by itself"
    stopped = PRESS.press_all(letters, lambda done: done < 1)
    assert stopped.pages == 1


def test_that_the_summary_is_plain_short_lines_that_name_the_person_first() -> None:
    paper = facts(PaperKind.GP)
    parts = PRESS.record_parts(paper)
    assert [p.title for p in parts][:2] == ["DECISION", "IN THEIR WORDS"]
    identity = "Jean Marlow, born 14-Aug-1962, NHS No. 999 000 0018\r\n"
    for part in parts:
        assert part.text.startswith(identity + part.title + "\r\n")
        assert part.text.isascii()
        assert "\t" not in part.text
        assert all(len(line) <= 80 for line in part.text.split("\r\n"))
        assert "\n" not in part.text.replace("\r\n", "")
    (whole,) = PRESS.record_whole(paper)
    assert whole.count(identity) == 1
    assert "NOT READ: no daily quantity is stated" in whole


def test_that_a_long_summary_is_offered_in_numbered_parts() -> None:
    many = tuple(f"Morphine {n} mg × 1 = {n} mg a day, told at length for the working." for n in range(400))
    pastes = PRESS.record_whole(facts(PaperKind.GP, ome_working=many))
    assert len(pastes) > 1
    for number, paste in enumerate(pastes, 1):
        assert paste.startswith("Jean Marlow")
        assert f"Part {number} of {len(pastes)}\r\n" in paste


def test_that_the_end_of_a_letter_never_stands_on_a_page_by_itself() -> None:
    letter = PRESS.press(for_person(PaperKind.PAUSE, people()[0], setting=Setting.LARGE))
    first, last = PRESS.page_texts(letter.pdf)
    assert "Yours sincerely" not in first
    assert "if you feel unwell" in last.split("Yours sincerely")[0]
    assert "another format" in last


def test_that_the_pharmacy_letter_of_a_plan_of_three_steps_is_one_page() -> None:
    assert PRESS.press(facts(PaperKind.PHARMACY)).pages == 1


def test_that_the_last_page_of_a_plan_of_care_is_not_nearly_empty() -> None:
    crowded = people()[0]
    last = PRESS.page_texts(PRESS.press(for_person(PaperKind.CARE_PLAN, crowded)).pdf)[-1]
    assert "Stay safe" in last
    assert "When we will review" in last


def test_that_a_second_invitation_to_somebody_with_a_long_address_is_one_page() -> None:
    assert PRESS.press(for_person(PaperKind.SECOND_INVITATION, people()[10])).pages == 1
