"""The same paper set for other eyes: large print has no tables, the simple plan says one thing at a time."""

from collections.abc import Iterator

from pharmreview.documents.outline import (
    Block,
    Box,
    BoxKind,
    Bullets,
    Cell,
    Heading,
    KeyFacts,
    Masthead,
    Outline,
    Paragraph,
    RouteChart,
    RowKind,
    Run,
    SideBySide,
    SignLine,
    Table,
    TableStyle,
    Text,
    Ticks,
    said,
)
from pharmreview.domain.paper import Setting
from pharmreview.domain.review.pictures.shapes import Picture


def set_as(outline: Outline) -> Outline:
    """The outline for its setting. Nothing that is said to the person is lost in large print."""
    if outline.setting is Setting.STANDARD:
        return outline
    blocks: list[Block] = [told for block in outline.blocks for told in _opened(block)]
    if outline.setting is Setting.SIMPLE:
        blocks = [*_one_at_a_time(blocks)]
    return outline.model_copy(update={"blocks": tuple(blocks), "pages_at_most": None})


def _opened(block: Block) -> Iterator[Block]:
    """A block with its table as a list and its columns one under the other."""
    match block:
        case Table():
            yield from _listed(block)
        case KeyFacts():
            for label, value in block.rows:
                yield Paragraph(text=(Run(text=f"{label}: ", bold=True), *value))
        case Bullets() | Ticks():
            yield block.model_copy(update={"columns": 1})
        case SideBySide():
            yield from (*block.left, *block.right)
        case Masthead():
            # The practice and its number on one line; the version and the day on the next.
            aside = (_run_on(block.aside[:2]), _run_on(block.aside[2:]))
            person = (*block.person, *filter(None, aside))
            yield block.model_copy(update={"person": person, "aside": ()})
        case _:
            yield block


def _run_on(texts: tuple[Text, ...]) -> Text:
    """Short texts one after the other, a comma between them."""
    told: list[Run] = []
    for text in texts:
        told += (Run(text=", "), *text) if told else text
    return tuple(told)


def _listed(table: Table) -> Iterator[Block]:
    """Every row as a box: what heads it, then each other cell under the name of its column.

    What to take is headed by its time and its dose.
    """
    heads = [column.head for column in table.columns]
    for row in table.rows:
        first, *rest = row.cells
        title = said(first.text)
        if table.style is TableStyle.TAKE and row.kind is not RowKind.TOTAL and rest and rest[-1].text:
            title = f"{title}: {said(rest.pop().text)}"
        at, body = first.span, []
        for cell in rest:
            body.append(_cell(heads[at] if cell.span == 1 and at < len(heads) else "", cell, table.style))
            at += cell.span
        if first.text and not title.strip():
            title, body = "", [_cell(heads[0], first, table.style), *body]
        told = [part for part in body if part.text or part.picture]
        under = [Paragraph(text=first.under)] if first.under else []
        if first.picture is not None:
            under.insert(0, Paragraph(text=(), picture=first.picture))
        if row.kind is RowKind.TOTAL or not (told or under):
            yield Paragraph(text=_total(title, [cell.text for cell in rest]))
            yield from (Paragraph(text=cell.under) for cell in row.cells if cell.under)
        else:
            tick = table.ticks and row.tick
            yield Box(kind=BoxKind.PLAIN, title=title, body=(*under, *told), tick=tick, done=row.done)


def _total(title: str, cells: list[Text]) -> Text:
    """What a day comes to: the dose first, which stands last in the table, then how many."""
    dose, *others = [text for text in reversed(cells) if text] or [()]
    told: list[Run] = [Run(text=f"{title}: ", bold=True), *dose] if dose else [Run(text=title, bold=True)]
    for text in others:
        told += (Run(text=". "), *text)
    return tuple(told)


def _cell(head: str, cell: Cell, style: TableStyle) -> Paragraph:
    """A cell under the name of its column; a step of a route takes one line for each time of day."""
    route = style is TableStyle.ROUTE
    under: Text = (Run(text="\n"), *cell.under) if cell.under else ()
    if route and cell.text and cell.under:
        under = (Run(text=" ("), *cell.under, Run(text=")"))
    text: Text = (*cell.text, *under)
    named = text and head and (route or not cell.picture)
    return Paragraph(text=(Run(text=f"{head}: ", bold=True), *text) if named else text, picture=cell.picture)


_LEFT_OUT = (RouteChart,)


def _one_at_a_time(blocks: list[Block]) -> Iterator[Block]:
    """Every section in a box of its own; charts are left out.

    A section that goes on with boxes, pictures or room to write stands open, so that none of it is shut
    out of a box that names it. Words set apart, as those that close a letter, belong to no section.
    """
    blocks = [block for block in blocks if not isinstance(block, _LEFT_OUT)]
    at = 0
    while at < len(blocks):
        heading, body = blocks[at], []
        at += 1
        if not isinstance(heading, Heading) or heading.level == 1:
            yield heading
            continue
        while at < len(blocks) and isinstance(told := blocks[at], Paragraph | Bullets) and not _apart(told):
            body.append(told)
            at += 1
        if body and not (at < len(blocks) and _goes_on(blocks[at])):
            yield Box(kind=BoxKind.PLAIN, title=heading.text, also=heading.also, body=tuple(body))
        else:
            yield heading
            yield from body


def _apart(block: Block) -> bool:
    return isinstance(block, Paragraph) and bool(block.room_above)


def _goes_on(block: Block) -> bool:
    """Whether a block belongs to the section before it and cannot stand in its box."""
    if isinstance(block, Box):
        return block.kind is BoxKind.PLAIN
    if isinstance(block, SignLine):
        return len(block.labels) == 1
    return isinstance(block, Ticks | Picture)
