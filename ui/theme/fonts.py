"""The shipped typeface: loaded once, asked for by role."""

from functools import cache
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

import resources
from ui.theme.tokens import WEIGHTS, Role, Theme

FAMILY = "IBM Plex Sans"
_EVEN_IS_WIDER = 0.92
_FACES = ("Regular", "Medium", "SemiBold", "Bold")


class MissingTypeface(RuntimeError):
    """A shipped font file is absent or unreadable: the installation is damaged."""


@cache
def load_fonts() -> None:
    """Give Qt the shipped faces. Raises MissingTypeface when one cannot be read."""
    folder = Path(resources.__path__[0]) / "fonts"
    for face in _FACES:
        name = f"IBMPlexSans-{face}.ttf"
        if QFontDatabase.addApplicationFont(str(folder / name)) < 0:
            raise MissingTypeface(f"The font file {name} could not be read. Install the app again.")


def font_of(theme: Theme, role: Role, weight: int | None = None) -> QFont:
    """The typeface at the role's size, in points, at its own weight unless another is given."""
    return _font(theme, role, WEIGHTS[role] if weight is None else weight)


@cache
def _font(theme: Theme, role: Role, weight: int) -> QFont:
    font = QFont(FAMILY)
    font.setPointSizeF(theme.points(role))
    font.setWeight(QFont.Weight(weight))
    return font


def even_font_of(theme: Theme, role: Role) -> QFont:
    """The computer's own even letters at the role's size: text shown exactly as a file holds it."""
    font = QFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
    font.setPointSizeF(max(theme.points(role) * _EVEN_IS_WIDER, theme.points(Role.LABEL)))
    font.setWeight(QFont.Weight(WEIGHTS[role]))
    return font


def app_font(theme: Theme) -> QFont:
    """The font of anything that names no role: body text."""
    return font_of(theme, Role.BODY)
