"""Lines that are read from the right: fixed words from the right, and what is filled in whole, left to right.

A fixed phrase holds letters of its own script and marks between them, and no figure. A dose, a name or a
number stands in it by itself and is never turned round. So no guess about direction is ever made.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from pharmreview.documents.languages.shaping import shaped
from pharmreview.documents.outline import Text
from pharmreview.documents.typeface import width_of


class Piece(NamedTuple):
    """Letters between two spaces: as they are drawn from the left, their weight, and the run they are of.

    `glued` has no space before it. `data` is filled in, and reads from the left.
    """

    drawn: str
    bold: bool
    run: int
    data: bool
    glued: bool


Placed = list[tuple[float, str, bool]]
"""Where each stretch starts, from the left of the line, its letters as drawn, and its weight."""


def lines_from_the_right(row: Text, width: float, size: float) -> list[tuple[Placed, float]]:
    """One row broken into lines no wider than `width`, each with how far it reaches."""
    lines: list[list[Piece]] = [[]]
    for word in _words(row):
        if lines[-1] and _reach([*lines[-1], *word], size) > width + 0.01:
            lines.append([])
        lines[-1] += word
    return [_placed(line, size) for line in lines]


def _words(row: Text) -> list[list[Piece]]:
    """Pieces that no line may part, word by word."""
    words: list[list[Piece]] = []
    glued = False
    for number, run in enumerate(row):
        for at, letters in enumerate(run.text.split(" ")):
            glued = glued and not at
            if not letters:
                continue
            drawn = letters.replace("\u00a0", " ") if not run.lang else shaped(letters)[::-1]
            piece = Piece(drawn, run.bold, number, not run.lang, glued)
            if glued:
                words[-1].append(piece)
            else:
                words.append([piece])
            glued = True
    return words


def _reach(line: list[Piece], size: float) -> float:
    return sum(space + width_of(words, bold, size) for space, words, bold in _stretches(line, size))


def _placed(line: list[Piece], size: float) -> tuple[Placed, float]:
    """The first stretch furthest to the right."""
    right = reach = _reach(line, size)
    put: Placed = []
    for space, words, bold in _stretches(line, size):
        right -= space + width_of(words, bold, size)
        put.append((right, words, bold))
    return put, reach


def _stretches(line: list[Piece], size: float) -> Iterator[tuple[float, str, bool]]:
    """What stands together, in reading order: the space before it, its letters from the left, its weight.

    What is filled in keeps its own order; fixed words stand in the other.
    """
    for at, (_, run) in enumerate(groupby(line, key=lambda piece: piece.run)):
        stretch = list(run)
        first = stretch[0]
        words = first.drawn
        for piece in stretch[1:]:
            gap = "" if piece.glued else " "
            words = words + gap + piece.drawn if first.data else piece.drawn + gap + words
        space = 0.0 if first.glued or not at else width_of(" ", first.bold, size)
        yield space, words, first.bold
