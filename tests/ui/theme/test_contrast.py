"""Every pair of colours that is read together meets its figure, computed from the palettes."""

import pytest

from ui.theme.tokens import Theme, ThemeName

TEXT = 4.5
MARK = 3.0

# (front, ground, least ratio): text 4.5, edges and marks 3.0.
PAIRS = [
    ("ink", "bg", TEXT),
    ("ink", "surface", TEXT),
    ("ink", "raised", TEXT),
    ("ink", "rail", TEXT),
    ("ink", "tint", TEXT),
    ("ink", "past", TEXT),
    ("ink", "hatchbg", TEXT),
    ("ink2", "bg", TEXT),
    ("ink2", "surface", TEXT),
    ("ink2", "raised", TEXT),
    ("ink2", "rail", TEXT),
    ("ink2", "tint", TEXT),
    ("ink2", "hatchbg", TEXT),
    ("ink3", "bg", TEXT),
    ("ink3", "surface", TEXT),
    ("ink3", "raised", TEXT),
    ("bandink", "band", TEXT),
    ("band2", "band", TEXT),
    ("accent", "surface", TEXT),
    ("accent", "bg", TEXT),
    ("accent", "tint", TEXT),
    ("onaccent", "accent", TEXT),
    ("plum", "surface", TEXT),
    ("wordsink", "words", TEXT),
    ("cautionink", "caution", TEXT),
    ("accent", "caution", TEXT),
    ("stop", "surface", TEXT),
    ("stop", "rail", TEXT),
    ("stopink", "stoptint", TEXT),
    ("done", "surface", TEXT),
    ("done", "rail", TEXT),
    ("highink", "highbg", TEXT),
    ("medink", "medbg", TEXT),
    ("lowink", "lowbg", TEXT),
    ("edge", "surface", MARK),
    ("edge", "raised", MARK),
    ("wordsline", "words", MARK),
    ("cautionline", "surface", MARK),
    ("stop", "stoptint", MARK),
    ("medline", "surface", MARK),
    ("accent", "past", MARK),
    ("focusin", "focusout", MARK),
]


def _part(value: int) -> float:
    share = value / 255
    return share / 12.92 if share <= 0.03928 else ((share + 0.055) / 1.055) ** 2.4


def _luminance(colour: str) -> float:
    red, green, blue = (_part(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(front: str, ground: str) -> float:
    high, low = sorted((_luminance(front), _luminance(ground)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", ThemeName)
@pytest.mark.parametrize(("front", "ground", "least"), PAIRS)
def test_that_a_pair_read_together_meets_its_contrast_figure(
    name: ThemeName, front: str, ground: str, least: float
) -> None:
    palette = Theme(name).palette
    assert contrast(getattr(palette, front), getattr(palette, ground)) >= least


def test_that_the_contrast_formula_gives_the_figures_everyone_knows() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
