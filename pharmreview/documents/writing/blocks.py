"""Lines of a template with their places filled, as blocks of an outline."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby, zip_longest
from math import sqrt
from types import MappingProxyType

from pharmreview.documents.outline import (
    Block,
    Box,
    BoxKind,
    Bullets,
    Cell,
    Column,
    Heading,
    NewPage,
    Paragraph,
    Row,
    Run,
    SideBySide,
    SignLine,
    Table,
    TableStyle,
    Text,
    Ticks,
    said,
    words,
)
from pharmreview.documents.writing.filling.fixed import Fixed
from pharmreview.documents.writing.grammar import Line, Values, filled, listed_place, places_in, values_of

_BOXES = {
    "box": BoxKind.PLAIN,
    "safety": BoxKind.SAFETY,
    "pause": BoxKind.PAUSE,
    "quote": BoxKind.QUOTE,
}
_TO_WRITE_IN = ".."
_ROOM = "\u00a0\n\u00a0"
"""Two lines to write on, in a cell."""
_SHORT = 26
"""Things to tick of no more letters than this stand in two columns."""


Marked = tuple[Line, Block]
"""A block with the first line it comes from."""
_NONE: Fixed = MappingProxyType({})


def blocks_of(lines: Sequence[Line], values: Values, fixed: Fixed = _NONE) -> list[Block]:
    """The blocks of a template, in order. Raises PaperProblem for a place nobody knows."""
    return [block for _, block in marked_blocks(lines, values, fixed)]


def marked_blocks(lines: Sequence[Line], values: Values, fixed: Fixed = _NONE) -> list[Marked]:
    """The same, each with the first line it comes from.

    Where the lines and the values of their places are those of a letter before, so are the blocks.
    """
    return _beside(_marked(lines, values, fixed))


def _marked(lines: Sequence[Line], values: Values, fixed: Fixed) -> Iterator[Marked]:
    """Words with a block right under them stay on its page."""
    runs = [(kind, tuple(run)) for kind, run in groupby(lines, key=_kind)]
    for (kind, told), (after, _) in zip_longest(runs, runs[1:], fillvalue=("", ())):
        if kind == "block":
            for line in told:
                yield from ((line, block) for block in fixed[listed_place(line.words)]())
        elif kind != "blank":
            named = tuple((place, values[place]) for place in _named(told) if place in values)
            blocks = _written(kind, told, named)
            yield from ((told[0], _held(block) if after == "block" else block) for block in blocks)


def _kind(line: Line) -> str:
    """What kind a line is; a line that goes on is words."""
    return "words" if line.kind == "more" else line.kind


def _held(block: Block) -> Block:
    return block.model_copy(update={"held": True}) if isinstance(block, Paragraph) else block


def _beside(marked: Iterable[Marked]) -> list[Marked]:
    """Each section that is to stand beside the one before it put there, where that one says anything."""
    told: list[Marked] = []
    right: list[Heading | Paragraph] | None = None
    for line, block in marked:
        if right is not None and isinstance(block, Paragraph):
            right.append(block)
            told[-1] = (told[-1][0], told[-1][1].model_copy(update={"right": tuple(right)}))
            continue
        right = None
        left = _section(told) if line.kind == "beside" else []
        if len(left) > 1 and isinstance(block, Heading):
            right = [block]
            first = told[-len(left)][0]
            told[-len(left) :] = [(first, SideBySide(left=tuple(left), right=tuple(right)))]
        else:
            told.append((line, block))
    return told


def _section(told: Sequence[Marked]) -> list[Heading | Paragraph]:
    """The last heading with the paragraphs under it; nothing where something else stands there."""
    found: list[Heading | Paragraph] = []
    for _, block in reversed(told):
        if not isinstance(block, Heading | Paragraph):
            return []
        found.insert(0, block)
        if isinstance(block, Heading):
            return found
    return []


def forget_blocks() -> None:
    """Let go of the blocks written so far: the words of one person are not kept for the next."""
    _written.cache_clear()


@lru_cache(maxsize=512)
def _named(lines: tuple[Line, ...]) -> tuple[str, ...]:
    return tuple(place for line in lines for place in places_in(line.words))


@lru_cache(maxsize=512)
def _written(
    kind: str, lines: tuple[Line, ...], named: tuple[tuple[str, str | tuple[str, ...]], ...]
) -> tuple[Block, ...]:
    return tuple(_WRITERS[kind](list(lines), dict(named)))


def _paragraph(lines: list[Line], values: Values) -> Iterator[Paragraph]:
    """A line of words starts a line of the paragraph; one that goes on runs on from it."""
    told: list[Run] = []
    starts = False
    for line in lines:
        starts = starts or line.kind != "more"
        text = filled(line.words, values, line.number)
        if text:
            told += (Run(text="\n" if starts else " "), *text) if told else text
            starts = False
    if told:
        yield Paragraph(text=tuple(told))


def _headings(lines: list[Line], values: Values) -> Iterator[Heading]:
    for line in lines:
        text = said(filled(line.words.removeprefix("## "), values, line.number))
        if text:
            yield Heading(level=2, text=text)


def _items(lines: list[Line], values: Values) -> tuple[Text, ...]:
    items: list[Text] = []
    for line in lines:
        place = listed_place(line.words)
        if place:
            items += (words(entry) for entry in values_of(place, values, line.number))
        else:
            items.append(filled(line.words, values, line.number))
    return tuple(item for item in items if item)


def _bullets(lines: list[Line], values: Values) -> Iterator[Bullets]:
    items = _items(lines, values)
    if items:
        yield Bullets(items=items)


def _ticks(lines: list[Line], values: Values) -> Iterator[Ticks]:
    items = _items(lines, values)
    if items:
        short = len(items) > 1 and all(len(said(item)) <= _SHORT for item in items)
        yield Ticks(items=items, columns=2 if short else 1)


def _box(lines: list[Line], values: Values) -> Iterator[Box]:
    title, inner = "", []
    for line in lines:
        if line.words.startswith("## "):
            title = said(filled(line.words.removeprefix("## "), values, line.number))
        elif line.words.startswith("- "):
            inner.append(line._replace(kind="bullet", words=line.words.removeprefix("- ")))
        else:
            inner.append(line._replace(kind="words"))
    body = tuple(b for b in blocks_of(inner, values) if isinstance(b, Paragraph | Bullets))
    if body:
        yield Box(kind=_BOXES[lines[0].kind], title=title, body=body)


def _table(lines: list[Line], values: Values) -> Iterator[Table]:
    head, *rest = [[cell.strip() for cell in line.words.strip("|").split("|")] for line in lines]
    rows = []
    for cells in rest:
        padded = [*cells, *[""] * len(head)][: len(head)]
        rows.append(Row(cells=tuple(_cell(cell, values, lines[0].number) for cell in padded)))
    if rows:
        summary = ", ".join(name for name in head if name)
        columns = tuple(
            Column(head=name or "What", share=share)
            for name, share in zip(head, _shares(head, rest), strict=True)
        )
        yield Table(style=TableStyle.ROUTE, summary=summary, columns=columns, rows=tuple(rows))


def _shares(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    """What each column takes of the width, in percent: alike; more room to write where its head asks more."""
    alike = 100 // len(head)
    asked = [
        sqrt(len(name)) if any(row[at : at + 1] == [_TO_WRITE_IN] for row in rows) else 0
        for at, name in enumerate(head)
    ]
    room = 100 - alike * asked.count(0)
    return [int(room * share / sum(asked)) if share else alike for share in asked]


def _cell(cell: str, values: Values, number: int) -> Cell:
    return Cell(text=(Run(text=_ROOM),) if cell == _TO_WRITE_IN else filled(cell, values, number))


def _lines_to_write_on(lines: list[Line], values: Values) -> Iterator[SignLine]:
    for line in lines:
        labels = [said(filled(part.strip(), values, line.number)) for part in line.words.split("|")]
        yield SignLine(labels=tuple(labels))


def _page(_lines: list[Line], _values: Values) -> Iterator[NewPage]:
    yield NewPage()


_WRITERS: dict[str, Callable[[list[Line], Values], Iterator[Block]]] = {
    "words": _paragraph,
    "heading": _headings,
    "beside": _headings,
    "bullet": _bullets,
    "tick": _ticks,
    "box": _box,
    "safety": _box,
    "pause": _box,
    "quote": _box,
    "row": _table,
    "line": _lines_to_write_on,
    "page": _page,
}
