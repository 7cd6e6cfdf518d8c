"""Words into lines that fit a width."""

from dataclasses import dataclass, field

from pharmreview.documents.ink import BLACK, Colour, Words
from pharmreview.documents.outline import Text
from pharmreview.documents.typeface import ASCENT, DESCENT, face


@dataclass(slots=True)
class Line:
    """One line: its words by weight, each with where it starts, and how far it reaches."""

    pieces: list[tuple[float, str, bool]] = field(default_factory=list)
    width: float = 0

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


def lines_of(text: Text, width: float, size: float) -> list[Line]:
    """Break text into lines no wider than `width`. A word wider than a line is broken where it must be.

    A hard space keeps its words together and is then written as an ordinary one.
    """
    lines = [Line()]
    spaced = False
    for run in text:
        ink = face(bold=run.bold)
        space = ink.width(" ", size)
        for row, part in enumerate(run.text.split("\n")):
            if row:
                lines.append(Line())
                spaced = False
            for at, word in enumerate(part.split(" ")):
                spaced = spaced or at > 0
                if not word:
                    continue
                spaced = _place(
                    lines, word.replace("\u00a0", " "), width, size, run.bold, space if spaced else 0
                )
    return lines


def _place(lines: list[Line], word: str, width: float, size: float, bold: bool, space: float) -> bool:
    """Put one word on the last line or a new one; False, for no space is owed after a word."""
    ink = face(bold=bold)
    needed = ink.width(word, size)
    line = lines[-1]
    hangs = not space and len(word) == 1  # a full stop after bold words stays beside them
    if hangs or line.width + (space if line.pieces else 0) + needed <= width + 0.01:
        line.add(word, needed, bold, space if line.pieces else 0)
        return False
    if space and line.pieces:
        lines.append(Line())
    while needed > width and len(word) > 1:
        cut = _fitting(word, width, size, bold)
        lines[-1].add(word[:cut], ink.width(word[:cut], size), bold, 0)
        lines.append(Line())
        word = word[cut:]
        needed = ink.width(word, size)
    if lines[-1].width + needed > width + 0.01 and lines[-1].pieces:
        lines.append(Line())
    lines[-1].add(word, needed, bold, 0)
    return False


def _fitting(word: str, width: float, size: float, bold: bool) -> int:
    """How many letters of a word fit, at least one."""
    ink = face(bold=bold)
    cut = 1
    while cut < len(word) and ink.width(word[: cut + 1], size) <= width:
        cut += 1
    return cut


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
        left = x + (width - line.width if right else 0)
        put += [
            Words(left + start, down + number * leading, piece, size, bold, colour)
            for start, piece, bold in line.pieces
        ]
    return put
