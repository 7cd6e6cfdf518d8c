"""What a picture is made of: lines, discs and words on a grid of whole numbers, with named tones."""

from enum import StrEnum

from pharmreview.domain.value import Value

WIDTH, HEIGHT = 2400, 1500
"""The grid of every picture. One of its units is a tenth of a printer's point at 24 by 15 centimetres."""

Point = tuple[int, int]


class Tone(StrEnum):
    """How a mark is inked. Whoever draws chooses the colours; black and white must do."""

    INK = "ink"
    MAIN = "main"
    SOFT = "soft"
    WARM = "warm"
    FAINT = "faint"
    PAPER = "paper"


class Stroke(Value):
    """A line through points, closed and filled where `fill` is given."""

    points: tuple[Point, ...]
    tone: Tone | None = Tone.INK
    width: int = 22
    fill: Tone | None = None


class Disc(Value):
    """A disc about a point."""

    at: Point
    radius: int
    tone: Tone | None = Tone.INK
    width: int = 22
    fill: Tone | None = None


class Words(Value):
    """Words whose middle stands at a point on their foot line."""

    at: Point
    text: str
    size: int = 125
    bold: bool = False
    tone: Tone = Tone.INK


Shape = Stroke | Disc | Words


class Picture(Value):
    """One picture: code, title, what it says to somebody who cannot see it, and its marks in order."""

    code: str
    title: str
    alt: str
    shapes: tuple[Shape, ...]


_SINES = (0, 174, 342, 500, 643, 766, 866, 940, 985, 1000)
_TURN, _STEP = 360, 10


def arc(at: Point, radius: int, start: int, end: int, *, squash: int = 1000) -> tuple[Point, ...]:
    """Points along a circle from one angle to another, in tens of degrees clockwise from the right.

    `squash` is its height as thousandths of its width.
    """
    way = _STEP if end >= start else -_STEP
    return tuple(
        (at[0] + radius * _sine(angle + 90) // 1000, at[1] + radius * _sine(angle) * squash // 1_000_000)
        for angle in range(start, end + way, way)
    )


def box(left: int, top: int, right: int, bottom: int) -> tuple[Point, ...]:
    """The corners of an upright box, ending where it began."""
    return ((left, top), (right, top), (right, bottom), (left, bottom), (left, top))


def arrow(tip: Point, along: Point, *, tone: Tone = Tone.INK, size: int = 70) -> Stroke:
    """The head of an arrow at its tip, pointing along one of the eight ways (each part -1, 0 or 1)."""
    x, y = tip
    across, down = along
    left = (x - size * across + size * down // 2, y - size * down - size * across // 2)
    right = (x - size * across - size * down // 2, y - size * down + size * across // 2)
    return Stroke(points=(left, tip, right, left), tone=tone, fill=tone, width=8)


def _sine(angle: int) -> int:
    """The sine of whole tens of degrees, in thousandths."""
    turned = angle % _TURN
    sign = -1 if turned >= _TURN // 2 else 1
    half = turned % (_TURN // 2)
    quarter = half if half <= 90 else 180 - half
    return sign * _SINES[quarter // _STEP]
