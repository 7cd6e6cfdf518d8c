"""The sheets papers are set on: margins and sizes of type, in points. A4, upright."""

from dataclasses import dataclass, replace
from functools import cache

from pharmreview.documents.ink import MM, Colour, tint
from pharmreview.documents.outline import Format, Outline
from pharmreview.domain.paper import Setting

PAGE_WIDTH = 210 * MM
PAGE_HEIGHT = 297 * MM

DL_LEFT = 24.6 * MM
DL_RIGHT = 120 * MM
DL_TOP = 39.5 * MM
DL_FOOT = 66.3 * MM
"""The window of a DL envelope, from the left and the top of the page."""
SENDER_LEFT = 125 * MM
SENDER_RIGHT = 195 * MM
BODY_TOP = 95 * MM
IDENTITY_TOP = 73 * MM


@dataclass(frozen=True)
class Sheet:
    """One way of setting a page. Sizes are of type; leadings from line to line."""

    side: float
    top: float
    foot: float
    size: float
    leading: float
    heading: float
    heading_leading: float
    heading_above: float
    heading_below: float
    heading_colour: Colour
    heading_ruled: bool
    small: float
    gap: float
    bullet_indent: float
    bullet_radius: float
    bullet_gap: float
    footer: float

    @property
    def width(self) -> float:
        """Between the margins."""
        return PAGE_WIDTH - 2 * self.side


PLAN = Sheet(
    side=16 * MM,
    top=11 * MM,
    foot=7 * MM,
    size=14,
    leading=14 * 1.34,
    heading=16.5,
    heading_leading=16.5 * 1.25,
    heading_above=4 * MM,
    heading_below=1.2 * MM,
    heading_colour=tint("14222A"),
    heading_ruled=False,
    small=12,
    gap=2 * MM,
    bullet_indent=6 * MM,
    bullet_radius=1.0 * MM,
    bullet_gap=1.0 * MM,
    footer=10.5,
)

LETTER = Sheet(
    side=15 * MM,
    top=15 * MM,
    foot=7 * MM,
    size=12.5,
    leading=16,
    heading=14,
    heading_leading=18,
    heading_above=9,
    heading_below=9,
    heading_colour=tint("14222A"),
    heading_ruled=False,
    small=11.5,
    gap=9,
    bullet_indent=6 * MM,
    bullet_radius=0.9 * MM,
    bullet_gap=1 * MM,
    footer=10.5,
)

CLINICIAN = Sheet(
    side=15 * MM,
    top=12 * MM,
    foot=7 * MM,
    size=11,
    leading=13.8,
    heading=12.5,
    heading_leading=15.5,
    heading_above=3.2 * MM,
    heading_below=1 * MM,
    heading_colour=tint("0F3A45"),
    heading_ruled=True,
    small=9.5,
    gap=1.6 * MM,
    bullet_indent=5 * MM,
    bullet_radius=0.8 * MM,
    bullet_gap=0.5 * MM,
    footer=9.5,
)

STANDARD_LETTER = replace(LETTER, size=14, leading=18.6, heading=16.5, heading_leading=20.6, small=12)
_STANDARD = {Format.PLAN: PLAN, Format.LETTER: STANDARD_LETTER, Format.CLINICIAN: CLINICIAN}
CREAM = tint("FFF6DF")


def sheet_for(outline: Outline) -> Sheet:
    """The sheet of a paper: 14 point for the person, 18 in large and simple ones, 11 for clinicians."""
    sheet = _STANDARD[outline.format]
    return sheet if outline.setting is Setting.STANDARD else _large(sheet)


@cache
def _large(sheet: Sheet) -> Sheet:
    return replace(
        sheet,
        size=18,
        leading=18 * 1.42,
        heading=22,
        heading_leading=22 * 1.25,
        small=18,
        gap=3 * MM,
        bullet_indent=8 * MM,
        bullet_radius=1.2 * MM,
        footer=14,
    )


@cache
def close_set(sheet: Sheet) -> Sheet:
    """The same sheet with less space between lines and parts. The type keeps its size."""
    return replace(
        sheet,
        leading=sheet.leading * 0.955,
        heading_above=sheet.heading_above * 0.66,
        heading_below=sheet.heading_below * 0.7,
        gap=sheet.gap * 0.7,
        bullet_gap=sheet.bullet_gap * 0.5,
        top=sheet.top * 0.85,
        foot=sheet.foot * 0.9,
    )


@cache
def closest_set(sheet: Sheet) -> Sheet:
    """Closer still between parts, and no closer between lines."""
    close = close_set(sheet)
    return replace(
        close,
        heading_above=close.heading_above * 0.7,
        heading_below=close.heading_below * 0.5,
        gap=close.gap * 0.7,
        bullet_gap=0,
    )
