"""The measures every screen is built from: themes, type, spaces, radii and sizes."""

from enum import StrEnum
from typing import Final, NamedTuple

from ui.theme.palettes import DARK, HIGH_CONTRAST, LIGHT, Palette


class ThemeName(StrEnum):
    """The three looks a person may choose."""

    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high_contrast"

    __hash__ = str.__hash__


class Role(StrEnum):
    """What a piece of text is, which settles its size and weight."""

    LABEL = "label"
    TABLE = "table"
    BODY = "body"
    SECTION = "section"
    BAND_NAME = "band_name"
    PAGE_TITLE = "page_title"
    PATIENT_SMALL = "patient_small"
    PATIENT_BODY = "patient_body"
    PATIENT_LARGE = "patient_large"
    PATIENT_GOAL = "patient_goal"

    __hash__ = str.__hash__  # a typeface is looked up by its role a thousand times a painting


REGULAR: Final = 400
MEDIUM: Final = 500
SEMIBOLD: Final = 600
BOLD: Final = 700

POINTS: Final = {
    Role.LABEL: 9.0,
    Role.TABLE: 9.75,
    Role.BODY: 10.5,
    Role.SECTION: 11.25,
    Role.BAND_NAME: 13.5,
    Role.PAGE_TITLE: 16.5,
    Role.PATIENT_SMALL: 12.75,
    Role.PATIENT_BODY: 15.75,
    Role.PATIENT_LARGE: 18.75,
    Role.PATIENT_GOAL: 20.25,
}

WEIGHTS: Final = {
    Role.LABEL: MEDIUM,
    Role.TABLE: REGULAR,
    Role.BODY: REGULAR,
    Role.SECTION: SEMIBOLD,
    Role.BAND_NAME: BOLD,
    Role.PAGE_TITLE: BOLD,
    Role.PATIENT_SMALL: REGULAR,
    Role.PATIENT_BODY: REGULAR,
    Role.PATIENT_LARGE: SEMIBOLD,
    Role.PATIENT_GOAL: BOLD,
}

SPACES: Final = (2, 4, 6, 8, 10, 12, 14, 18, 24, 32)
TEXT_SCALES: Final = (100, 115, 130)

RADIUS_FIELD: Final = 6
RADIUS_CARD: Final = 8
RADIUS_BADGE: Final = 4
RADIUS_CHIP: Final = 14

CONTROL: Final = 32
CONTROL_SMALL: Final = 28
CHIP: Final = 28
ROW: Final = 23
ROW_TWO_LINES: Final = 43
BAND: Final = 46
TOP_BAR: Final = 46
STATUS: Final = 28
APP_RAIL: Final = 68
STEPS_RAIL: Final = 176
STEPS_RAIL_FOLDED: Final = 52
STEPS_RAIL_SMALL: Final = 40
SMALLEST_TARGET: Final = 24

FOLDS_RAILS_BELOW: Final = 1180
FOLDS_BAND_BELOW: Final = 1000

_PALETTES: Final = {
    ThemeName.LIGHT: LIGHT,
    ThemeName.DARK: DARK,
    ThemeName.HIGH_CONTRAST: HIGH_CONTRAST,
}


class Theme(NamedTuple):
    """One look at one text size. `scale` is a percentage from TEXT_SCALES."""

    name: ThemeName = ThemeName.LIGHT
    scale: int = 100

    @property
    def palette(self) -> Palette:
        """The colours of this look."""
        return _PALETTES[self.name]

    def points(self, role: Role) -> float:
        """The size of the role's text, in points, at this text size."""
        return POINTS[role] * self.scale / 100

    def px(self, length: int) -> int:
        """A length that holds text, in logical pixels, grown with the text size."""
        return round(length * self.scale / 100)


def nearest_scale(scale: int) -> int:
    """The offered text size nearest to the one asked for (a setting may hold anything)."""
    return min(TEXT_SCALES, key=lambda offered: abs(offered - scale))
