"""The parts of a DOCX file that the library has no word for: language, page, boxes, the window, the foot."""

import base64
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from PIL import Image

from pharmreview.documents.ink import Ink
from pharmreview.documents.languages.rows import RIGHT_TO_LEFT
from pharmreview.documents.layout.sheets import CREAM, DL_LEFT, DL_TOP, Sheet
from pharmreview.documents.outline import LetterHead, Outline
from pharmreview.documents.render.preview import page_image
from pharmreview.documents.render.svg import svg_of
from pharmreview.documents.render.tagged import TaggedPen

_SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DOTS_AN_INCH = 200
_INK = RGBColor(0x14, 0x22, 0x2A)
_NO_CLOCK = datetime(2000, 1, 1, tzinfo=UTC)
_BULLET = "ListBullet"
_LONGEST_TITLE = 255
"""What a word processor holds of a title, in letters."""


def settle(page: Any, outline: Outline, sheet: Sheet) -> None:
    """A4, margins, type, language, title, and the colour of the page."""
    section = page.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Pt(sheet.side)
    section.top_margin, section.bottom_margin = Pt(sheet.top), Pt(sheet.foot + 20)
    core = page.core_properties
    core.title, core.language, core.author = outline.title[:_LONGEST_TITLE], outline.lang, "PharmReview"
    core.created = core.modified = _NO_CLOCK
    normal = page.styles["Normal"]
    normal.font.name, normal.font.size, normal.font.color.rgb = "Arial", Pt(sheet.size), _INK
    normal.paragraph_format.space_after = Pt(sheet.gap)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), outline.lang)
    normal.element.get_or_add_rPr().append(language)
    for level, size in ((1, sheet.heading * 1.3), (2, sheet.heading)):
        style = page.styles[f"Heading {level}"]
        style.font.name, style.font.size, style.font.color.rgb = "Arial", Pt(size), _INK
        style.element.rPr.rFonts.set(qn("w:asciiTheme"), "")
        style.element.rPr.rFonts.attrib.pop(qn("w:asciiTheme"))
    if outline.cream:
        _shade_page(page, "".join(f"{round(part * 255):02X}" for part in CREAM))


def _shade_page(page: Any, colour: str) -> None:
    ground = OxmlElement("w:background")
    ground.set(qn("w:color"), colour)
    page.element.insert(0, ground)
    shown = OxmlElement("w:displayBackgroundShape")
    page.settings.element.insert(0, shown)


def in_box(page: Any) -> Any:
    """The inside of a new box: one cell with an edge."""
    return ruled(page, 1, 1).cell(0, 0)


def ruled(page: Any, rows: int, columns: int) -> Any:
    """A new table with lines. The library seeks through every style for one by its name, so ids are used."""
    made = page.add_table(rows, columns)
    made._tbl.tblStyle_val = "TableGrid"  # noqa: SLF001
    return made


def bullet(page: Any) -> Any:
    """A new paragraph with a bullet."""
    made = page.add_paragraph()
    made._p.style = _BULLET  # noqa: SLF001
    return made


def below(paragraph: Any) -> Any:
    """A new paragraph under one, in its style; under a bullet, one without a bullet."""
    made = OxmlElement("w:p")
    paragraph._p.addnext(made)  # noqa: SLF001 - the library only adds before
    style = paragraph._p.style  # noqa: SLF001
    made.style = "ListContinue" if style == _BULLET else style
    return Paragraph(made, paragraph._parent)  # noqa: SLF001


def from_the_right(paragraph: Any) -> None:
    """A paragraph that is read from the right."""
    paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))  # noqa: SLF001 - the library has no name for it


def in_language(run: Any, fixed: str) -> None:
    """A run of a line in another language: its fixed words in it, what is filled in from the left."""
    marks = run._r.get_or_add_rPr()  # noqa: SLF001 - the library has no name for it
    if fixed in RIGHT_TO_LEFT:
        marks.append(OxmlElement("w:rtl"))
    tag = OxmlElement("w:lang")
    tag.set(qn("w:bidi" if fixed in RIGHT_TO_LEFT else "w:val"), fixed or "en-GB")
    marks.append(tag)


def picture(paragraph: Any, inks: list[Ink], width: float, height: float, alt: str) -> None:
    """A drawing with its words: as lines, and as dots for a reader that draws no lines."""
    run = paragraph.add_run()
    shape = run.add_picture(BytesIO(_dots(inks, width, height)), width=Pt(width))
    shape._inline.docPr.set("descr", alt)  # noqa: SLF001 - the library has no name for it
    package = paragraph.part.package
    name = package.next_partname("/word/media/drawing%d.svg")
    lines = Part(name, "image/svg+xml", svg_of(inks, width, height, alt).encode(), package)
    kept = OxmlElement("a:extLst")
    entry = OxmlElement("a:ext")
    entry.set("uri", "{96DAC541-7B7A-43D3-8B79-37D633B846F1}")
    link = paragraph.part.relate_to(lines, RT.IMAGE)
    tag = parse_xml(f'<asvg:svgBlip xmlns:asvg="{_SVG}" xmlns:r="{_LINKS}" r:embed="{link}"/>')
    entry.append(tag)
    kept.append(entry)
    shape._inline.graphic.graphicData.pic.blipFill.blip.append(kept)  # noqa: SLF001


def _dots(inks: list[Ink], width: float, height: float) -> bytes:
    pen = TaggedPen("", "en-GB")
    for ink in inks:
        ink.draw(pen, 0, 0)
    pen.turn()
    page = page_image(pen.close(), 1, _DOTS_AN_INCH)
    image = Image.frombytes("RGBA", (page.width, page.height), page.pixels).convert("RGB")
    told, scale = BytesIO(), _DOTS_AN_INCH / 72
    image.crop((0, 0, round(width * scale), round(height * scale))).save(told, "PNG")
    return told.getvalue()


def letter_opening(page: Any, block: LetterHead, mm: Any) -> tuple[Any, Any]:
    """The practice above, then two places: the address where the window shows it, and the sender."""
    top = page.sections[0]
    top.top_margin = Mm(9)
    name = page.add_paragraph()
    if block.picture:
        name.add_run().add_picture(BytesIO(base64.b64decode(block.picture)), height=mm(20))
    else:
        name.add_run(block.practice).bold = True
    room = name.paragraph_format
    room.space_after = Pt(max(DL_TOP - mm(9).pt - (mm(20).pt if block.picture else 20), 0))
    table = page.add_table(rows=1, cols=2)
    left, right = table.rows[0].cells
    table.rows[0].height = mm(50)
    left.width, right.width = mm(110), mm(70)
    left.paragraphs[0].paragraph_format.left_indent = Pt(DL_LEFT - top.left_margin.pt - mm(1.9).pt)
    return left, right


def footer(page: Any, words: str) -> None:
    """What stands at the foot of every page, and its number."""
    paragraph = page.sections[0].footer.paragraphs[0]
    run = paragraph.add_run(f"{words} Page ")
    run.font.size = Pt(10)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        part.text = text or None
        number = paragraph.add_run()
        number.font.size = Pt(10)
        number._r.append(part)  # noqa: SLF001 - the library has no name for it
