"""An outline as a DOCX file with real headings, lists and table heads, to be edited or read there."""

from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from pharmreview.documents.ink import MM
from pharmreview.documents.languages.rows import RIGHT_TO_LEFT, rows_of
from pharmreview.documents.layout.drawings import explaining, picture_height
from pharmreview.documents.layout.sheets import sheet_for
from pharmreview.documents.outline import (
    Block,
    Box,
    BoxKind,
    Bullets,
    Cell,
    CopyBlock,
    Heading,
    IdentityBar,
    KeyFacts,
    LetterHead,
    Masthead,
    NewPage,
    Outline,
    Paragraph,
    RouteChart,
    Run,
    SideBySide,
    SignLine,
    Table,
    Text,
    Ticks,
    words,
)
from pharmreview.documents.render.docx_parts import (
    below,
    bullet,
    footer,
    from_the_right,
    in_box,
    in_language,
    letter_opening,
    picture,
    ruled,
    settle,
)
from pharmreview.domain.review.pictures.shapes import Picture
from pharmreview.domain.value import Value

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)


def docx_of(outline: Outline) -> bytes:
    """The file. The same outline makes the same bytes."""
    page: Any = Document()
    settle(page, outline, sheet_for(outline))
    for block in outline.blocks:
        _put(page, block)
    footer(page, outline.footer)
    rough = BytesIO()
    page.save(rough)
    return _without_clock(rough)


def _without_clock(rough: BytesIO) -> bytes:
    """The same parts, each stamped with the first day a zip file knows."""
    told = BytesIO()
    with ZipFile(rough) as parts, ZipFile(told, "w", ZIP_DEFLATED) as clean:
        for name in parts.namelist():
            entry = ZipInfo(name, _FIRST_DAY)
            entry.compress_type = ZIP_DEFLATED
            clean.writestr(entry, parts.read(name))
    return told.getvalue()


def _put(page: Any, block: Block) -> None:
    write: Callable[[Any, Any], None] = _WRITERS[type(block)]
    write(page, block)


def _runs(paragraph: Any, text: Text) -> Any:
    """The lines of a text; one in another language is a paragraph of its own. Gives the last paragraph."""
    place, before = paragraph, ""
    for at, (lang, row) in enumerate(rows_of(text)):
        if at and (lang or before):
            place = below(place)
        elif at:
            place.add_run().add_break(WD_BREAK.LINE)
        if lang in RIGHT_TO_LEFT:
            from_the_right(place)
        for run in row:
            made = place.add_run(run.text)
            made.bold = run.bold
            if lang:
                in_language(made, run.lang)
        before = lang
    return place


def _heading(page: Any, block: Heading) -> None:
    heading = page.add_heading(block.text, level=block.level)
    if block.also:
        _runs(below(heading), block.also)


def _paragraph(page: Any, block: Paragraph) -> None:
    shown = words(block.picture.alt) if block.picture and not block.text else block.text
    paragraph = page.add_paragraph()
    _runs(paragraph, shown)
    if block.room_above:
        paragraph.paragraph_format.space_before = Pt(block.room_above)


def _bullets(page: Any, block: Bullets) -> None:
    for item in block.items:
        _runs(bullet(page), item)


def _ticks(page: Any, block: Ticks) -> None:
    for item in block.items:
        _runs(page.add_paragraph(), (Run(text="\u2610 "), *item))


def _table(page: Any, block: Table) -> None:
    ticks = int(block.ticks)
    table = ruled(page, 1, len(block.columns) + ticks)
    heads = [*(["Done"] if ticks else []), *(column.head for column in block.columns)]
    for place, head in zip(table.rows[0].cells, heads, strict=True):
        place.paragraphs[0].add_run(head).bold = True
    for place, column in zip(table.rows[0].cells[ticks:], block.columns, strict=True):
        _runs(below(place.paragraphs[0]), column.also) if column.also else None
    repeat = OxmlElement("w:tblHeader")
    repeat.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeat)  # noqa: SLF001 - the library has no name for it
    for row in block.rows:
        places = table.add_row().cells
        if ticks and row.tick:
            places[0].text = _to_tick(row.done)
        at = ticks
        for cell in row.cells:
            end = min(at + cell.span, len(places)) - 1
            place = places[at].merge(places[end]) if end > at else places[at]
            _cell(place.paragraphs[0], cell)
            at += cell.span


def _to_tick(done: bool) -> str:
    return "\u2611" if done else "\u2610"


def _cell(paragraph: Any, cell: Cell) -> None:
    shown = cell.text or (words(cell.picture.alt) if cell.picture else ())
    last = _runs(paragraph, shown)
    if any(run.lang for run in cell.under):
        _runs(below(last), cell.under)
    elif cell.under:
        last.add_run().add_break(WD_BREAK.LINE)
        _runs(last, cell.under)


def _facts(page: Any, block: KeyFacts) -> None:
    table = ruled(page, 0, 2)
    for label, value in block.rows:
        first, second = table.add_row().cells
        first.paragraphs[0].add_run(label).bold = True
        _runs(second.paragraphs[0], value)


def _box(page: Any, block: Box) -> None:
    inside = in_box(page)
    if block.title:
        first = inside.paragraphs[0]
        ticked = f"{_to_tick(block.done)} " if block.tick else ""
        first.add_run(f"{ticked}{block.title}").bold = True
        if block.kind is not BoxKind.QUOTE:
            first._p.style = "Heading1" if block.kind is BoxKind.HEADLINE else "Heading2"  # noqa: SLF001
        _runs(below(inside.paragraphs[0]), block.also) if block.also else None
    for part in block.body:
        if isinstance(part, Paragraph):
            _runs(inside.add_paragraph(), part.text or (words(part.picture.alt) if part.picture else ()))
        else:
            for item in part.items:
                _runs(bullet(inside), item)


def _chart(page: Any, block: RouteChart) -> None:
    page.add_paragraph(block.alt)


def _explaining(page: Any, block: Picture) -> None:
    width = 112 * MM
    height = picture_height(block, width)
    picture(page.add_paragraph(), explaining(block, 0, width), width, height, block.alt)


def _sign(page: Any, block: SignLine) -> None:
    page.add_paragraph("   ".join(f"{label} ______________________".strip() for label in block.labels))


def _side(page: Any, block: SideBySide) -> None:
    for part in (*block.left, *block.right):
        _put(page, part)


def _new_page(page: Any, _block: NewPage) -> None:
    page.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _masthead(page: Any, block: Masthead) -> None:
    page.add_heading(block.title, level=1)
    for line in (*block.person, *block.aside):
        paragraph = _runs(page.add_paragraph(), line)
        paragraph.paragraph_format.space_after = Pt(0)


def _letter_head(page: Any, block: LetterHead) -> None:
    left, right = letter_opening(page, block, Mm)
    for place, lines in ((left, [words(line) for line in block.address]), (right, block.sender)):
        paragraph = place.paragraphs[0]
        for at, line in enumerate(lines):
            if at:
                paragraph.add_run().add_break(WD_BREAK.LINE)
            _runs(paragraph, line)
    page.add_paragraph()


def _identity(page: Any, block: IdentityBar) -> None:
    _runs(page.add_paragraph(), tuple(run for part in block.parts for run in (*part, Run(text="    "))))


def _copy(page: Any, block: CopyBlock) -> None:
    paragraph = _runs(in_box(page).paragraphs[0], words("\n".join(block.lines)))
    for run in paragraph.runs:
        run.font.color.rgb = RGBColor(0x14, 0x22, 0x2A)


_WRITERS: dict[type[Value], Callable[[Any, Any], None]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Bullets: _bullets,
    Ticks: _ticks,
    Table: _table,
    KeyFacts: _facts,
    Box: _box,
    RouteChart: _chart,
    Picture: _explaining,
    SignLine: _sign,
    SideBySide: _side,
    NewPage: _new_page,
    Masthead: _masthead,
    LetterHead: _letter_head,
    IdentityBar: _identity,
    CopyBlock: _copy,
}
