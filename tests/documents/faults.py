"""A look at pages as they are drawn: words off the page, over one another, or cut by an edge."""

import ctypes
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

EDGE = 14 * 72 / 25.4
"""No words stand nearer to the sides of a page."""
_SHADE = 3.0
"""What is no thicker than this is a line, and no shade that words may stand on."""
_OBLONG = 18
"""A rectangle with round corners has no more parts than this; what has more is the drawing of something."""


class Extent(NamedTuple):
    """Where something is drawn, in points from the left and the foot of the page."""

    left: float
    foot: float
    right: float
    top: float

    def across(self, other: "Extent") -> float:
        """How much of the width of the page both take."""
        return min(self.right, other.right) - max(self.left, other.left)

    def down(self, other: "Extent") -> float:
        """How much of the height of the page both take."""
        return min(self.top, other.top) - max(self.foot, other.foot)

    @property
    def height(self) -> float:
        """From the foot to the top."""
        return self.top - self.foot


def faults_on_pages(pdf: bytes) -> list[str]:
    """Words that run off a page, lines of words that stand on one another, and words that an edge cuts."""
    faults = []
    document = pypdfium2.PdfDocument(pdf)
    for number, page in enumerate(document, 1):
        words = sorted(
            at for at, _ in _drawn(page, pdfium.FPDF_PAGEOBJ_TEXT) if at.right - at.left > 0.5 < at.height
        )
        edges = list(_edges(page))
        found = {
            "run off the page": _off_the_page(words, *page.get_size()),
            "are written over": _written_over(words),
            "are cut by an edge": _cut(words, edges),
        }
        faults += [
            f"page {number}: words at {one.left:.0f},{one.foot:.0f} {what}"
            for what, where in found.items()
            for one in where
        ]
    document.close()
    return faults


def _off_the_page(words: list[Extent], width: float, height: float) -> Iterator[Extent]:
    for one in words:
        if one.left < EDGE or one.foot < 10 or one.right > width - EDGE or one.top > height - 5:
            yield one


def _written_over(words: list[Extent]) -> Iterator[Extent]:
    for at, one in enumerate(words):
        for other in words[at + 1 :]:
            if other.left >= one.right - 1:
                break
            if one.across(other) > 1 and one.down(other) > 0.45 * min(one.height, other.height):
                yield one


def _cut(words: list[Extent], edges: list[Extent]) -> Iterator[Extent]:
    for one in words:
        middle = Extent(one.left + 1, one.foot + one.height * 0.3, one.right - 1, one.top - one.height * 0.3)
        if any(edge.across(middle) > 0 and edge.down(middle) > 0 for edge in edges):
            yield one


def _edges(page: Any) -> Iterator[Extent]:
    """Lines, and the two sides of every oblong: words stand beside them or inside, not across them."""
    for shape, item in _drawn(page, pdfium.FPDF_PAGEOBJ_PATH):
        parts = pdfium.FPDFPath_CountSegments(item)
        if min(shape.right - shape.left, shape.height) <= _SHADE:
            yield shape
        elif parts <= _OBLONG and pdfium.FPDFPathSegment_GetClose(
            pdfium.FPDFPath_GetPathSegment(item, parts - 1)
        ):
            yield shape._replace(right=shape.left + 0.5)
            yield shape._replace(left=shape.right - 0.5)


def _drawn(page: Any, kind: int) -> Iterator[tuple[Extent, Any]]:
    """Everything of a kind with where it is, as the page is drawn."""
    for item in page.get_objects(max_depth=1):
        sides = [ctypes.c_float() for _ in range(4)]
        if item.type == kind and pdfium.FPDFPageObj_GetBounds(item.raw, *sides):
            yield Extent(*(side.value for side in sides)), item.raw
