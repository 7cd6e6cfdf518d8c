"""Marks on a page, their place in the structure of the paper, and the slices pages are made of.

Lengths are points; y runs down from the top of the slice, and later of the page.
"""

from dataclasses import dataclass, field
from typing import Protocol

BLACK = (0x14 / 255, 0x22 / 255, 0x2A / 255)
GREY = (0x33 / 255, 0x44 / 255, 0x4C / 255)
TEAL = (0x0F / 255, 0x3A / 255, 0x45 / 255)
RULE = (0x8A / 255, 0x97 / 255, 0x9C / 255)
WHITE = (1.0, 1.0, 1.0)
MM = 72 / 25.4

Colour = tuple[float, float, float]


def tint(code: str) -> Colour:
    """A colour from its six hexadecimal digits."""
    red, green, blue = (int(code[i : i + 2], 16) / 255 for i in (0, 2, 4))
    return (red, green, blue)


class Node:
    """A place in the structure: its role, what it holds in reading order, and its attributes."""

    __slots__ = ("actual", "alt", "attributes", "kids", "lang", "role")

    def __init__(self, role: str, alt: str = "", attributes: tuple[tuple[str, str, str], ...] = ()) -> None:
        self.role = role
        self.alt = alt
        self.lang = ""
        """The language of its words, where it is not that of the paper."""
        self.actual = ""
        """Its words as they are read, where they stand on the page in another order or shape."""
        self.attributes = attributes
        """Owner, name and value: ("Table", "Scope", "Column")."""
        self.kids: list[Node | tuple[int, int]] = []
        """Parts, and marked content as page and number, in reading order."""

    def part(
        self,
        role: str,
        alt: str = "",
        attributes: tuple[tuple[str, str, str], ...] = (),
        *,
        lang: str = "",
        actual: str = "",
    ) -> "Node":
        """A new part after those already there."""
        made = Node(role, alt, attributes)
        made.lang, made.actual = lang, actual
        self.kids.append(made)
        return made


class Pen(Protocol):
    """What marks are drawn with; y runs down the page."""

    def text(self, x: float, y: float, words: str, size: float, bold: bool, colour: Colour) -> None:
        """Words from a baseline."""
        ...

    def line(self, x: float, y: float, to_x: float, to_y: float, width: float, colour: Colour) -> None:
        """A straight line."""
        ...

    def oblong(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: Colour | None = None,
        edge: Colour | None = None,
        edge_width: float = 0,
        radius: float = 0,
        dashed: bool = False,
    ) -> None:
        """A rectangle, filled, edged or both."""
        ...

    def disc(
        self, x: float, y: float, radius: float, fill: Colour | None, edge: Colour | None, edge_width: float
    ) -> None:
        """A circle about a point."""
        ...

    def path(
        self, points: list[tuple[float, float]], fill: Colour | None, edge: Colour | None, edge_width: float
    ) -> None:
        """Points joined in order; closed where it is filled."""
        ...

    def picture(self, x: float, y: float, width: float, height: float, content: bytes) -> None:
        """A PNG or JPEG file, its top left corner first."""
        ...


@dataclass(slots=True)
class Words:
    """Words of one weight on one line, from a baseline."""

    x: float
    y: float
    words: str
    size: float
    bold: bool = False
    colour: Colour = BLACK

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Put them down, moved by x and y."""
        pen.text(self.x + x, self.y + y, self.words, self.size, self.bold, self.colour)

    def lower(self, down: float) -> None:
        """Move it down the slice it belongs to."""
        self.y += down

    def shift(self, right: float) -> None:
        """Move it across the slice it belongs to."""
        self.x += right


@dataclass(slots=True)
class Rule:
    """A straight line."""

    x: float
    y: float
    to_x: float
    to_y: float
    width: float = 0.8
    colour: Colour = RULE

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Put it down, moved by x and y."""
        pen.line(self.x + x, self.y + y, self.to_x + x, self.to_y + y, self.width, self.colour)

    def lower(self, down: float) -> None:
        """Move it down the slice it belongs to."""
        self.y += down
        self.to_y += down

    def shift(self, right: float) -> None:
        """Move it across the slice it belongs to."""
        self.x += right
        self.to_x += right


@dataclass(slots=True)
class Oblong:
    """A rectangle, filled, edged or both."""

    x: float
    y: float
    width: float
    height: float
    fill: Colour | None = None
    edge: Colour | None = None
    edge_width: float = 0
    radius: float = 0
    dashed: bool = False

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Put it down, moved by x and y."""
        pen.oblong(
            self.x + x,
            self.y + y,
            self.width,
            self.height,
            fill=self.fill,
            edge=self.edge,
            edge_width=self.edge_width,
            radius=self.radius,
            dashed=self.dashed,
        )

    def lower(self, down: float) -> None:
        """Move it down the slice it belongs to."""
        self.y += down

    def shift(self, right: float) -> None:
        """Move it across the slice it belongs to."""
        self.x += right


@dataclass(slots=True)
class Disc:
    """A circle about a point."""

    x: float
    y: float
    radius: float
    fill: Colour | None = BLACK
    edge: Colour | None = None
    edge_width: float = 0

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Put it down, moved by x and y."""
        pen.disc(self.x + x, self.y + y, self.radius, self.fill, self.edge, self.edge_width)

    def lower(self, down: float) -> None:
        """Move it down the slice it belongs to."""
        self.y += down

    def shift(self, right: float) -> None:
        """Move it across the slice it belongs to."""
        self.x += right


@dataclass(slots=True)
class Outlined:
    """Points joined in order; closed where it is filled."""

    points: list[tuple[float, float]]
    fill: Colour | None = None
    edge: Colour | None = None
    edge_width: float = 0

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Put it down, moved by x and y."""
        pen.path([(a + x, b + y) for a, b in self.points], self.fill, self.edge, self.edge_width)

    def lower(self, down: float) -> None:
        """Move it down the slice it belongs to."""
        self.points = [(a, b + down) for a, b in self.points]

    def shift(self, right: float) -> None:
        """Move it across the slice it belongs to."""
        self.points = [(a + right, b) for a, b in self.points]


@dataclass(slots=True)
class Picture:
    """A picture from a file."""

    x: float
    y: float
    width: float
    height: float
    content: bytes

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Put it down, moved by x and y."""
        pen.picture(self.x + x, self.y + y, self.width, self.height, self.content)

    def lower(self, down: float) -> None:
        """Move it down the slice it belongs to."""
        self.y += down

    def shift(self, right: float) -> None:
        """Move it across the slice it belongs to."""
        self.x += right


Ink = Words | Rule | Oblong | Disc | Outlined | Picture
Mark = tuple[Node | None, Ink]
"""Ink with its place in the structure; None for decoration, which a screen reader passes over."""


@dataclass(eq=False)
class Frame:
    """An edge drawn round the slices that share it, once on every page they fall on."""

    x: float
    width: float
    edge: Colour
    edge_width: float
    fill: Colour | None = None
    radius: float = 0
    bar: Colour | None = None
    """A thick bar at the left in place of the edge on the other sides."""


@dataclass(eq=False)
class Band:
    """A slice that no page break cuts.

    `above` is space before it, dropped at the top of a page. `held` keeps it on the page of the next one.
    `head` is repeated above it where it opens a page. `pinned` marks stand where they say on the page, and
    the next slice starts at `resume`. `breaks` starts a page; see NewPage. `close` drops the space that
    the next slice asks for, as under a heading.
    """

    height: float
    marks: list[Mark] = field(default_factory=list)
    above: float = 0
    held: bool = False
    head: "Band | None" = None
    frame: Frame | None = None
    pinned: bool = False
    resume: float = 0
    breaks: bool = False
    close: bool = False
