"""Ink as a picture inside HTML, for drawings that both twins share."""

import base64
from html import escape

from pharmreview.documents.ink import Colour, Ink


class _SvgPen:
    """Writes each mark as an element."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def text(self, x: float, y: float, words: str, size: float, bold: bool, colour: Colour) -> None:
        weight = ' font-weight="700"' if bold else ""
        place = f'x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" fill="{_hex(colour)}"{weight}'
        self.told.append(f"<text {place}>{escape(words)}</text>")

    def line(self, x: float, y: float, to_x: float, to_y: float, width: float, colour: Colour) -> None:
        ends = f'x1="{x:.1f}" y1="{y:.1f}" x2="{to_x:.1f}" y2="{to_y:.1f}"'
        self.told.append(f'<line {ends} stroke="{_hex(colour)}" stroke-width="{width:g}"/>')

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
        box = f'x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" rx="{radius:g}"'
        dash = ' stroke-dasharray="3 3"' if dashed else ""
        self.told.append(f"<rect {box} {_paint(fill, edge, edge_width)}{dash}/>")

    def disc(
        self, x: float, y: float, radius: float, fill: Colour | None, edge: Colour | None, edge_width: float
    ) -> None:
        self.told.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" {_paint(fill, edge, edge_width)}/>'
        )

    def picture(self, x: float, y: float, width: float, height: float, content: bytes) -> None:
        """A PNG or JPEG file, its top left corner first."""
        kind = "png" if content.startswith(b"\x89PNG") else "jpeg"
        data = base64.b64encode(content).decode("ascii")
        place = f'x="{x:.2f}" y="{y:.2f}" width="{width:.2f}" height="{height:.2f}"'
        self.told.append(f'<image {place} href="data:image/{kind};base64,{data}"/>')

    def path(
        self, points: list[tuple[float, float]], fill: Colour | None, edge: Colour | None, edge_width: float
    ) -> None:
        joined = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        name = "polygon" if fill else "polyline"
        self.told.append(f'<{name} points="{joined}" {_paint(fill, edge, edge_width)}/>')


def svg_of(inks: list[Ink], width: float, height: float, alt: str) -> str:
    """Marks as one picture with its words for someone who cannot see it."""
    pen = _SvgPen()
    for ink in inks:
        ink.draw(pen, 0, 0)
    box = f'viewBox="0 0 {width:.1f} {height:.1f}" width="{width:.0f}"'
    return f'<svg {box} role="img" aria-label="{escape(alt)}">{"".join(pen.told)}</svg>'


def _paint(fill: Colour | None, edge: Colour | None, edge_width: float) -> str:
    stroke = f' stroke="{_hex(edge)}" stroke-width="{edge_width:g}"' if edge else ""
    return f'fill="{_hex(fill) if fill else "none"}"{stroke}'


def _hex(colour: Colour) -> str:
    return "#" + "".join(f"{round(part * 255):02X}" for part in colour)
