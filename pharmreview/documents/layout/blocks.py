"""Blocks of an outline as slices of a page, in reading order."""

from collections.abc import Callable

from pharmreview.documents.ink import BLACK, MM, Band, Disc, Frame, Mark, Node, Oblong, tint
from pharmreview.documents.ink import Rule as Line
from pharmreview.documents.languages.rows import above
from pharmreview.documents.layout.drawings import chart, explaining, picture_height, tablets_over
from pharmreview.documents.layout.lines import lines_of, nodes_of, set_lines, set_text
from pharmreview.documents.layout.openings import identity_bands, letter_head_bands, masthead_bands
from pharmreview.documents.layout.sheets import Sheet
from pharmreview.documents.layout.tables import TICK, box_to_tick, fact_bands, table_bands
from pharmreview.documents.outline import (
    Block,
    Box,
    BoxKind,
    Bullets,
    CopyBlock,
    Heading,
    IdentityBar,
    KeyFacts,
    LetterHead,
    Masthead,
    NewPage,
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
from pharmreview.domain.review.pictures.shapes import Picture
from pharmreview.domain.value import Value

_BOXES = {
    BoxKind.PAUSE: (tint("0B6270"), 2.4, tint("EEF6F7"), 2.5 * MM),
    BoxKind.SAFETY: (BLACK, 3.0, None, 2.5 * MM),
    BoxKind.PLAIN: (BLACK, 1.2, None, 0.0),
    BoxKind.QUOTE: (tint("B8722A"), 5.0, tint("FBF1E3"), 0.0),
    BoxKind.HEADLINE: (tint("0F3A45"), 1.4, None, 0.0),
}
_TITLE, _LARGE_TITLE = 1.2, 1.1
"""How much larger than the headings under it the title of a letter is; less so in large print."""
_SHORT_LIST = 8
"""Lists of no more lines than this stay on one page."""
_WIDEST = 112 * MM
"""How wide a picture that explains stands; in large print, for its words, as wide as the page lets it."""
_FROM_RIGHT = 1.2
"""Lines read from the right stand this much further apart, for their letters reach lower."""
_SHORT = 70 * MM
"""Sections taller than this do not stand side by side."""


def bands_of(block: Block, sheet: Sheet, parent: Node) -> list[Band]:
    """One block as slices, its structure added under `parent`."""
    if isinstance(block, NewPage):
        return [Band(0, breaks=True)]
    if isinstance(block, Heading | Paragraph | Bullets | Ticks):
        return _plain_bands(block, sheet, parent, sheet.side, sheet.width)
    set_block: Callable[..., list[Band]] = _SETTERS[type(block)]
    return set_block(block, sheet, parent)


def _plain_bands(
    block: Heading | Paragraph | Bullets | Ticks, sheet: Sheet, parent: Node, x: float, width: float
) -> list[Band]:
    if isinstance(block, Heading):
        return _heading_bands(block, sheet, parent, x, width)
    if isinstance(block, Paragraph):
        return _paragraph_bands(block, sheet, parent, x, width)
    return _bullet_bands(block, sheet, parent, x, width)


def _heading_bands(block: Heading, sheet: Sheet, parent: Node, x: float, width: float) -> list[Band]:
    node = parent.part(f"H{block.level}")
    text = above((Run(text=block.text, bold=True),), block.also)
    larger = (_TITLE if sheet.size < 18 else _LARGE_TITLE) if block.level == 1 else 1.0
    size, leading = sheet.heading * larger, sheet.heading_leading * larger
    lines = lines_of(text, width, size)
    marks = set_text(text, node, lines, x, 0, size, leading, colour=sheet.heading_colour)
    height = len(lines) * leading + sheet.heading_below
    if sheet.heading_ruled and block.level > 1:
        rule = height - sheet.heading_below * 0.6
        marks.append((None, Line(x, rule, x + width, rule, 0.8)))
    return [Band(height, marks, above=sheet.heading_above, held=True, close=True)]


def _paragraph_bands(block: Paragraph, sheet: Sheet, parent: Node, x: float, width: float) -> list[Band]:
    size = sheet.small if block.small else sheet.size
    leading = sheet.leading * size / sheet.size
    above = block.room_above or sheet.gap
    drawn = _drawn(block, sheet, parent, x, width, above)
    words_above = sheet.gap / 2 if drawn else above
    lines = (
        _line_bands(block.text, parent.part("P"), x, width, size, leading, words_above) if block.text else []
    )
    bands = [*drawn, *lines]
    if block.held and bands:
        bands[-1].held = True
    return bands


def _drawn(block: Paragraph, sheet: Sheet, parent: Node, x: float, width: float, above: float) -> list[Band]:
    if block.picture is None or not block.picture.marks:
        return []
    figure = parent.part("Figure", alt=block.picture.alt)
    inks, height = tablets_over(block.picture, x, width, sheet.size)
    return [Band(height, [(figure, ink) for ink in inks], above=above, held=bool(block.text))]


def _line_bands(
    text: Text, node: Node, x: float, width: float, size: float, leading: float, above: float
) -> list[Band]:
    """A slice a line; the first two and the last two lines stay together."""
    lines, nodes = lines_of(text, width, size), nodes_of(text, node)
    bands = []
    for number, line in enumerate(lines):
        put = set_lines([line], x, 0, size, leading)
        last_but_one = number == len(lines) - 2
        bands.append(
            Band(
                leading * (_FROM_RIGHT if line.from_right else 1),
                [(nodes[line.row], ink) for ink in put],
                above=0 if number else above,
                held=(number == 0 and len(lines) > 1) or last_but_one,
            )
        )
    return bands


def _bullet_bands(block: Bullets | Ticks, sheet: Sheet, parent: Node, x: float, width: float) -> list[Band]:
    ticks = isinstance(block, Ticks)
    node = parent.part("L", attributes=(("List", "ListNumbering", "None" if ticks else "Disc"),))
    gutter = 6 * MM
    wide = (width - gutter * (block.columns - 1)) / block.columns
    bands: list[Band] = []
    for start in range(0, len(block.items), block.columns):
        row = block.items[start : start + block.columns]
        set_row = [
            _item(item, sheet, node, x + at * (wide + gutter), wide, ticks) for at, item in enumerate(row)
        ]
        longest = max(len(column) for column in set_row)
        for number in range(longest):
            marks = [mark for column in set_row if number < len(column) for mark in column[number].marks]
            above = 0.0 if number else sheet.bullet_gap
            bands.append(Band(sheet.leading, marks, above=above, held=number < longest - 1))
    if len(bands) <= _SHORT_LIST:
        for band in bands[:-1]:
            band.held = True
    return bands


def _item(item: Text, sheet: Sheet, node: Node, x: float, width: float, tick: bool) -> list[Band]:
    body = node.part("LI").part("LBody")
    indent = sheet.bullet_indent + (3 * MM if tick else 0)
    bands = _line_bands(item, body, x + indent, width - indent, sheet.size, sheet.leading, 0)
    dot = Disc(x + 1 * MM + sheet.bullet_radius, sheet.leading * 0.52, sheet.bullet_radius)
    side = sheet.size * 0.82
    box = Oblong(x + 1 * MM, (sheet.leading - side) / 2, side, side, None, BLACK, 1.2, radius=1.5)
    bands[0].marks.insert(0, (None, box if tick else dot))
    return bands


def box_bands(box: Box, sheet: Sheet, parent: Node) -> list[Band]:
    """A box as slices sharing a frame, kept on one page where one page can hold them."""
    edge, edge_width, fill, radius = _BOXES[box.kind]
    barred = box.kind in (BoxKind.QUOTE, BoxKind.HEADLINE)
    frame = Frame(sheet.side, sheet.width, edge, edge_width, fill, radius, tint("B8722A") if barred else None)
    if box.kind is BoxKind.HEADLINE:
        frame.bar = edge
    pad_x = 5 * MM if sheet.size > 12 else 4 * MM
    x, width = sheet.side + pad_x, sheet.width - 2 * pad_x
    node = parent.part("Sect")
    bands: list[Band] = []
    if box.title:
        beside = TICK + pad_x if box.tick else 0
        bands += _box_title(box, sheet, node, x, width - beside)
        if box.tick:
            bands[0].marks += box_to_tick(
                node, x + width - TICK, (sheet.heading_leading - TICK) / 2, done=box.done
            )
    titled = len(bands)
    for part in box.body:
        bands += _plain_bands(part, sheet, node, x, width)
    bands[0].above = 0
    if box.title and box.body and isinstance(box.body[0], Paragraph):
        bands[titled].above = 0
    pad = 2.6 * MM
    top = Band(pad, above=sheet.heading_above if sheet.size > 12 else 3 * MM, held=True, frame=frame)
    for band in bands:
        band.frame = frame
        band.held = True
        band.height += band.above
        for _, ink in band.marks:
            ink.lower(band.above)
        band.above = 0
    return [top, *bands, Band(pad + 0.6 * MM, frame=frame)]


def _box_title(box: Box, sheet: Sheet, node: Node, x: float, width: float) -> list[Band]:
    role = {BoxKind.QUOTE: "P", BoxKind.HEADLINE: "H1"}.get(box.kind)
    if role is not None:
        title = words(box.title, bold=True)
        return _line_bands(title, node.part(role), x, width, sheet.size, sheet.leading, 0)
    return _heading_bands(Heading(level=2, text=box.title, also=box.also), sheet, node, x, width)


def _copy_bands(block: CopyBlock, sheet: Sheet, parent: Node) -> list[Band]:
    text = words("\n".join(block.lines))
    box = Box(kind=BoxKind.PLAIN, body=(Paragraph(text=text, small=True),))
    bands = box_bands(box, sheet, parent)
    for band in bands[:-1]:
        band.held = band is bands[0] or band is bands[-2]
    return bands


def _chart_bands(route: RouteChart, sheet: Sheet, parent: Node) -> list[Band]:
    inks, height = chart(route, sheet.width, sheet.small)
    node = parent.part("Figure", alt=route.alt)
    for ink in inks:
        ink.shift(sheet.side)
    return [Band(height, [(node, ink) for ink in inks], above=3 * MM, held=True)]


def _picture_bands(picture: Picture, sheet: Sheet, parent: Node) -> list[Band]:
    node = parent.part("Figure", alt=picture.alt)
    width = _WIDEST if sheet.size < 18 else sheet.width
    inks = explaining(picture, sheet.side, width)
    for ink in inks:
        ink.lower(2 * MM)
    return [
        Band(picture_height(picture, width) + 2 * MM, [(node, ink) for ink in inks], above=1 * MM, held=True)
    ]


def _sign_bands(block: SignLine, sheet: Sheet, parent: Node) -> list[Band]:
    node = parent.part("P")
    gap = 5 * MM
    labels = [lines_of(words(label), sheet.width, sheet.size) for label in block.labels]
    room = (
        sheet.width
        - sum(lines[0].width + gap for lines in labels if lines[0].width)
        - gap * (len(labels) - 1)
    )
    x = sheet.side
    marks: list[Mark] = []
    for number, lines in enumerate(labels):
        marks += [(node, ink) for ink in set_lines(lines, x, 0, sheet.size, sheet.leading)]
        x += lines[0].width + (gap if lines[0].width else 0)
        share = room
        if len(labels) > 1:
            share = room * (0.35 if number == 0 else 0.65 / (len(labels) - 1))
        marks.append((None, Line(x, sheet.leading, x + share, sheet.leading, 1.2, BLACK)))
        x += share + gap
    blank = not any(block.labels)
    return [Band(sheet.leading + 2, marks, above=4.5 * MM if blank else 2.5 * MM)]


def _side_by_side(block: SideBySide, sheet: Sheet, parent: Node) -> list[Band]:
    gutter = 8 * MM
    half = (sheet.width - gutter) / 2
    trial = Node("Div")
    columns = [
        [_plain_bands(part, sheet, trial, 0, half) for part in side] for side in (block.left, block.right)
    ]
    tall = max(sum(band.height + band.above for part in side for band in part) for side in columns)
    if tall > _SHORT or not (block.left and block.right):
        return [b for part in (*block.left, *block.right) for b in bands_of(part, sheet, parent)]
    joined = Band(0, above=sheet.heading_above)
    for at, side in enumerate((block.left, block.right)):
        down, close = 0.0, False
        for part in side:
            for band in _plain_bands(part, sheet, parent, sheet.side + at * (half + gutter), half):
                down += band.above if down and not close else 0
                close = band.close
                for _, ink in band.marks:
                    ink.lower(down)
                joined.marks += band.marks
                down += band.height
        joined.height = max(joined.height, down)
    return [joined]


_SETTERS: dict[type[Value], Callable[..., list[Band]]] = {
    Masthead: masthead_bands,
    LetterHead: letter_head_bands,
    IdentityBar: identity_bands,
    Table: table_bands,
    KeyFacts: fact_bands,
    Box: box_bands,
    RouteChart: _chart_bands,
    Picture: _picture_bands,
    SignLine: _sign_bands,
    SideBySide: _side_by_side,
    CopyBlock: _copy_bands,
}
