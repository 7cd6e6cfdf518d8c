"""Many rows at once: the lines of `columns.line_of`, column by column, ten times as fast.

A row that is not in the plain shape comes out without a name; it is then looked at by itself. Both ways give
the same lines: a law in the tests.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import compress, pairwise
from operator import itemgetter, ne

from pharmreview.domain.lines.mapping import Role
from pharmreview.domain.lines.row import Cells
from pharmreview.intake.blocks import Block
from pharmreview.intake.people.columns import Reader, Shape, one_cell_places, plain_places, shape_of

Sheet = Sequence[Sequence[str]]
"""The cells of many rows, column by column: as many as there are headings, and one column of blanks."""
Lines = Callable[[Sheet], Cells]
"""The lines that a block makes of rows, column by column."""


def lines_of(block: Block, width: int, reader: Reader) -> Lines | None:
    """How a block of medicine columns makes lines of many rows; None where each must be looked at."""
    shape = shape_of(block)
    if shape is Shape.MANY_COLUMNS:
        return None
    return _one_cell(block, width, reader) if shape is Shape.ONE_CELL else _plain(block, width, reader)


def _plain(block: Block, width: int, reader: Reader) -> Lines:
    pick = itemgetter(*plain_places(block, width))
    name, text, quantity = (of.__getitem__ for of in (reader.names, reader.texts, reader.quantities))

    def lines(sheet: Sheet) -> Cells:
        names, directions, quantities, issued = pick(sheet)
        words = list(map(name, names)), list(map(text, directions))
        return (*words, list(map(quantity, quantities)), *_dated(issued, words, reader))

    return lines


def _one_cell(block: Block, width: int, reader: Reader) -> Lines:
    pick = itemgetter(*one_cell_places(block, width))
    counts, entries = reader.quantities, reader.entries
    name_of, rest_of = entries.names.__getitem__, entries.rests.__getitem__
    told_apart = Role.DIRECTIONS in block.columns

    def lines(sheet: Sheet) -> Cells:
        cells, told, counted, issued = pick(sheet)
        parted = [cell.partition(", ") for cell in cells]
        names = [name_of(name) for name, _, _ in parted]
        rests = [rest_of(rest) for _, _, rest in parted]
        directions = [said for said, _ in rests]
        if told_apart:
            for at, (said, other) in enumerate(zip(told, directions, strict=True)):
                if said and said != other:
                    names[at] = ""
        quantities = [counts[c] or q if c else q for c, (_, q) in zip(counted, rests, strict=True)]
        return (names, directions, quantities, *_dated(issued, (names, directions), reader))

    return lines


def _dated(
    issued: Iterable[str], words: tuple[Sequence[str], Sequence[str]], reader: Reader
) -> tuple[Sequence[date | None], Sequence[str]]:
    """The days of rows in the plain shape: of another it is not known yet whether a date stands there."""
    if not all(map(all, words)):
        issued = [text if name and said else "" for text, name, said in zip(issued, *words, strict=True)]
    dated = list(map(reader.dates.__getitem__, issued))
    days, texts = zip(*dated, strict=True) if dated else ((), ())
    return days, texts


def runs_of(who: Sequence[tuple[str, ...]], lines: Cells) -> Iterator[tuple[int, int, bool]]:
    """Rows that stand together under the same person's cells: from, until, and whether they are plain."""
    names, directions = lines[:2]
    turns = (0, *compress(range(1, len(who)), map(ne, who[1:], who)), len(who))
    all_plain = all(names) and all(directions)
    for start, end in pairwise(turns):
        if all_plain or (all(names[start:end]) and all(directions[start:end])):
            yield start, end, True
        else:
            yield from ((at, at + 1, bool(names[at] and directions[at])) for at in range(start, end))
