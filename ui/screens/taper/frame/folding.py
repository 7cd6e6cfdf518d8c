"""How the panels stand: by the width of the window, and by the size of its text."""

from ui.theme.tokens import FOLDS_BAND_BELOW, FOLDS_RAILS_BELOW

WIDE, NARROW, SMALL, TIGHT = "wide", "narrow", "small", "tight"
"""Beside the plan at both sides; the same, narrower; as tabs beside it; as tabs in its place."""
LEFT = {WIDE: 222, NARROW: 200, SMALL: 0, TIGHT: 0}
LEFT_PAUSING = 286
RIGHT = {WIDE: 258, NARROW: 240, SMALL: 262, TIGHT: 262}
_BESIDE_FROM = 800
"""Where the plan keeps room for its rows beside a panel, in logical pixels at a text size of 100 percent."""


def mode_for(width: int, scale: int) -> str:
    """How the panels stand in a window of a width, in logical pixels, at a text size in percent."""
    worth = width * 100 // scale
    if worth < _BESIDE_FROM:
        return TIGHT
    if worth < FOLDS_BAND_BELOW or (scale > 100 and worth < FOLDS_RAILS_BELOW):
        return SMALL
    return NARROW if worth < FOLDS_RAILS_BELOW else WIDE


def is_small(mode: str) -> bool:
    """True where the panels stand behind tabs."""
    return mode in (SMALL, TIGHT)
