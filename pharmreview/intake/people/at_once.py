"""Many rows at once: the lines of `columns.line_of`, made column by column, ten times as fast.

A row that is not in the plain shape comes out without a name; it is then looked at by itself. Both ways give
the same lines: a law in the tests.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import compress, pairwise
from operator import attrgetter, itemgetter, ne

from pharmreview.domain.lines.mapping import Role
from pharmreview.domain.lines.row import ExportRow, WrittenRow
from pharmreview.intake.blocks import Block
from pharmreview.intake.people.columns import Reader, Shape, one_cell_places, plain_places, shape_of

_WORDS = attrgetter("name", "directions")
Columns = Sequence[Sequence[str]]
"""The cells of many rows, column by column: as many as there are headings, and one column of blanks."""
Lines = Callable[[int, Columns], list[ExportRow]]
"""The lines that a block makes of rows numbered from the first."""


def lines_of(block: Block, width: int, reader: Reader) -> Lines | None:
    """How a block of medicine columns makes lines of many rows; None where each must be looked at."""
    shape = shape_of(block)
    if shape is Shape.MANY_COLUMNS:
        return None
    return _one_cell(block, width, reader) if shape is Shape.ONE_CELL else _plain(block, width, reader)


def _plain(block: Block, width: int, reader: Reader) -> Lines:
    pick = itemgetter(*plain_places(block, width))
    text, quantity = reader.texts.__getitem__, reader.quantities.__getitem__

    def lines(first: int, columns: Columns) -> list[ExportRow]:
        names, directions, quantities, issued = pick(columns)
        counted = map(quantity, quantities)
        return _made(first, map(text, names), map(text, directions), counted, issued, reader)

    return lines


def _one_cell(block: Block, width: int, reader: Reader) -> Lines:
    pick = itemgetter(*one_cell_places(block, width))
    counts, entries = reader.quantities, reader.entries
    name_of, rest_of = entries.names.__getitem__, entries.rests.__getitem__
    told_apart = Role.DIRECTIONS in block.columns

    def lines(first: int, columns: Columns) -> list[ExportRow]:
        cells, told, counted, issued = pick(columns)
        parted = [cell.partition(", ") for cell in cells]
        names = [name_of(name) for name, _, _ in parted]
        rests = [rest_of(rest) for _, _, rest in parted]
        if told_apart:
            for at, (said, (directions, _)) in enumerate(zip(told, rests, strict=True)):
                if said and said != directions:
                    names[at] = ""
        quantities = [counts[c] or q if c else q for c, (_, q) in zip(counted, rests, strict=True)]
        return _made(first, names, (directions for directions, _ in rests), quantities, issued, reader)

    return lines


def _made(
    first: int,
    names: Iterable[str],
    directions: Iterable[str],
    quantities: Iterable[str],
    issued: Sequence[str],
    reader: Reader,
) -> list[ExportRow]:
    dated = [reader.dates[text] for text in issued]
    days, texts = zip(*dated, strict=True) if dated else ((), ())
    numbers = range(first, first + len(dated))
    made = list(map(WrittenRow, numbers, names, directions, quantities, days, texts))
    for one in made:
        one.__class__ = ExportRow  # type: ignore[assignment]
    return made  # type: ignore[return-value]


def runs_of(who: Sequence[tuple[str, ...]], made: Sequence[ExportRow]) -> Iterator[tuple[int, int, bool]]:
    """Rows that stand together under the same person's cells: from, until, and whether they are plain."""
    turns = compress(range(1, len(who)), map(ne, who[1:], who))
    for start, end in pairwise((0, *turns, len(who))):
        if all(map(all, map(_WORDS, made[start:end]))):
            yield start, end, True
        else:
            yield from ((at, at + 1, all(_WORDS(made[at]))) for at in range(start, end))
