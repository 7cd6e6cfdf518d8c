"""Words into lines that fit a width."""

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from pharmreview.documents.ink import BLACK, Colour, Mark, Node, Words
from pharmreview.documents.languages.right_to_left import lines_from_the_right
from pharmreview.documents.languages.rows import RIGHT_TO_LEFT, rows_of
from pharmreview.documents.outline import Text, said
from pharmreview.documents.typeface import ASCENT, DESCENT, face
from pharmreview.documents.words import HARD
from pharmreview.domain.words.days import MONTHS

_OF_A_MONTH = rf" (?=(?:{'|'.join(MONTHS)})\b)"
_ONE_FIGURE = re.compile(rf"(?<=\d) (?=\d)|(?<=\b\d){_OF_A_MONTH}|(?<=\b\d\d){_OF_A_MONTH}")
"""Spaces inside a phone number, or between a day and its month: no line ends there, whoever typed it."""


@dataclass(slots=True)
class Line:
    """One line: its words by weight, each with where it starts, and how far it reaches."""

    pieces: list[tuple[float, str, bool]] = field(default_factory=list)
    width: float = 0
    row: int = 0
    """Which line of the text itself it is part of."""
    from_right: float = 0
    """For a line read from the right, the room it stands against the right of; otherwise none."""

    def add(self, word: str, width: float, bold: bool, space: float) -> None:
        """Put a word after what is there, with a space before it or none."""
        self.width += space
        if self.pieces and self.pieces[-1][2] == bold:
            start, before, _ = self.pieces[-1]
            self.pieces[-1] = (start, f"{before} {word}" if space else before + word, bold)
        else:
            self.pieces.append((self.width, word, bold))
        self.width += width


def baseline(size: float, leading: float) -> float:
    """How far below the top of a line its letters stand."""
    return (leading - (ASCENT + DESCENT) * size) / 2 + ASCENT * size


Word = list[tuple[str, bool]]
"""Letters between two spaces, in their weights: a bold word and the full stop after it are one."""


@lru_cache(maxsize=4096)
def lines_of(text: Text, width: float, size: float) -> list[Line]:
    """Break text into lines no wider than `width`. A word wider than a line is broken where it must be.

    A hard space keeps its words together and is then written as an ordinary one. What was broken is
    remembered, for a paper may be laid out more than once; nobody changes the lines.
    """
    lines: list[Line] = []
    if any(run.lang in RIGHT_TO_LEFT for run in text):
        for number, (lang, row) in enumerate(rows_of(text)):
            lines += _of_row(lang, row, number, width, size)
        return lines
    for number, words in enumerate(_paragraphs(text)):
        lines.append(Line(row=number))
        for word in words:
            _place(lines, word, width, size)
    return lines


def _of_row(lang: str, row: Text, number: int, width: float, size: float) -> list[Line]:
    """One row of a text in which some are read from the right."""
    if lang in RIGHT_TO_LEFT:
        placed = lines_from_the_right(row, width, size)
        return [Line(pieces, reach, number, width) for pieces, reach in placed]
    return [replace(line, row=number) for line in lines_of(row, width, size)]


def nodes_of(text: Text, node: Node) -> list[Node]:
    """The place in the structure of each row: `node`, or for another language a part that names it.

    What is shaped and turned round for the page is there also as it is read.
    """
    if not any(run.lang for run in text):
        return [node] * (1 + sum(run.text.count("\n") for run in text))
    return [
        node.part("Span", lang=lang, actual=said(row) if lang in RIGHT_TO_LEFT else "") if lang else node
        for lang, row in rows_of(text)
    ]


def set_text(
    text: Text, node: Node, lines: list[Line], x: float, y: float, size: float, leading: float, **how: Any
) -> list[Mark]:
    """Lines of a text as marks in their places in the structure."""
    nodes = nodes_of(text, node)
    return [
        (nodes[line.row], ink)
        for at, line in enumerate(lines)
        for ink in set_lines([line], x, y + at * leading, size, leading, **how)
    ]


def widest_word(text: Text, size: float) -> float:
    """How wide the widest word stands; words held together by a hard space are one."""
    widths = [
        sum(face(bold=bold).width(letters, size) for letters, bold in word)
        for words in _paragraphs(text)
        for word in words
    ]
    return max(widths, default=0.0)


def forget_words() -> None:
    """Let go of everything measured: the words of one person are not kept for the next."""
    lines_of.cache_clear()
    for bold in (False, True):
        face(bold=bold).forget()


def _paragraphs(text: Text) -> list[list[Word]]:
    """The words of each line that the text itself starts."""
    told: list[list[Word]] = [[]]
    glued = False
    for run in text:
        for row, part in enumerate(run.text.split("\n")):
            if row:
                told.append([])
                glued = False
            for at, letters in enumerate(_ONE_FIGURE.sub(HARD, part).split(" ")):
                glued = glued and not at
                if not letters:
                    continue
                piece = (letters.replace(HARD, " "), run.bold)
                if glued:
                    told[-1][-1].append(piece)
                else:
                    told[-1].append([piece])
                glued = True
    return told


def _place(lines: list[Line], word: Word, width: float, size: float) -> None:
    """Put one word on the last line, or on a new one."""
    line = lines[-1]
    needed = sum(face(bold=bold).width(letters, size) for letters, bold in word)
    space = face(bold=word[0][1]).width(" ", size) if line.pieces else 0
    if line.pieces and line.width + space + needed > width + 0.01:
        line, space = Line(row=line.row), 0
        lines.append(line)
    for letters, bold in word:
        rest = letters
        while len(rest) > 1 and line.width + space + face(bold=bold).width(rest, size) > width + 0.01:
            cut = _fitting(rest, width - line.width - space, size, bold)
            line.add(rest[:cut], face(bold=bold).width(rest[:cut], size), bold, space)
            line, space, rest = Line(row=line.row), 0, rest[cut:]
            lines.append(line)
        line.add(rest, face(bold=bold).width(rest, size), bold, space)
        space = 0


def _fitting(word: str, width: float, size: float, bold: bool) -> int:
    """How many letters of a word fit, at least one."""
    ink = face(bold=bold)
    cut = 1
    while cut < len(word) and ink.width(word[: cut + 1], size) <= width:
        cut += 1
    # Rather between the parts of a strength than inside a figure.
    seam = max(word.rfind("/", 0, cut), word.rfind("-", 0, cut)) + 1
    return seam or cut


def set_lines(
    lines: list[Line],
    x: float,
    y: float,
    size: float,
    leading: float,
    *,
    width: float = 0,
    right: bool = False,
    colour: Colour = BLACK,
) -> list[Words]:
    """Lines as ink, the first at `y`; against the right edge of `width` where `right`."""
    down = y + baseline(size, leading)
    put = []
    for number, line in enumerate(lines):
        left = x + (width - line.width if right else max(line.from_right - line.width, 0))
        put += [
            Words(left + start, down + number * leading, piece, size, bold, colour)
            for start, piece, bold in line.pieces
        ]
    return put
