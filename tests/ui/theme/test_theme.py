"""Type, sizes, signs and the style sheet."""

import re
from importlib.resources import files

import pytest
from PySide6.QtCore import QLocale, QRectF
from PySide6.QtGui import QColor, QFontInfo, QImage, QPainter
from PySide6.QtWidgets import QApplication

from ui.theme import tokens
from ui.theme.active import colour, current_theme, wear
from ui.theme.fonts import FAMILY, font_of
from ui.theme.icons import draw_icon, icon_names
from ui.theme.stylesheet import stylesheet
from ui.theme.tokens import TEXT_SCALES, Role, Theme, ThemeName, nearest_scale


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("scale", TEXT_SCALES)
def test_that_no_text_is_under_nine_points(role: Role, scale: int) -> None:
    assert Theme(scale=scale).points(role) >= 9


@pytest.mark.parametrize("name", ThemeName)
@pytest.mark.parametrize("scale", TEXT_SCALES)
def test_that_the_style_sheet_never_asks_for_text_under_nine_points(name: ThemeName, scale: int) -> None:
    sizes = [float(size) for size in re.findall(r"font-size: ([\d.]+)pt", stylesheet(Theme(name, scale)))]
    assert sizes
    assert min(sizes) >= 9
    assert "px;" not in re.findall(r"font-size: [^;]*;", stylesheet(Theme(name, scale)))


def test_that_the_style_sheet_has_no_shadow_blur_or_gradient() -> None:
    sheet = stylesheet(Theme())
    assert not re.search("gradient|shadow|blur", sheet)


def test_that_every_target_is_at_least_the_smallest_allowed() -> None:
    for height in (tokens.CONTROL, tokens.CONTROL_SMALL, tokens.CHIP, tokens.STATUS):
        assert height >= tokens.SMALLEST_TARGET


@pytest.mark.parametrize("role", Role)
def test_that_text_is_drawn_in_the_shipped_typeface(qapp: QApplication, role: Role) -> None:
    wear(qapp, Theme())
    font = font_of(current_theme(), role)
    assert QFontInfo(font).family().startswith(FAMILY)
    assert font.pointSizeF() == pytest.approx(tokens.POINTS[role])


def test_that_wearing_a_theme_sets_british_english_and_the_palette(qapp: QApplication) -> None:
    wear(qapp, Theme(ThemeName.DARK, 115))
    try:
        assert QLocale().name() == "en_GB"
        assert qapp.palette().windowText().color() == QColor(Theme(ThemeName.DARK).palette.ink)
        assert qapp.font().pointSizeF() == pytest.approx(10.5 * 1.15)
        assert colour("accent") == QColor("#7CCFDA")
    finally:
        wear(qapp, Theme())


def test_that_an_unknown_colour_is_refused() -> None:
    with pytest.raises(AttributeError):
        colour("mauve")


@pytest.mark.parametrize(("asked", "given"), [(100, 100), (0, 100), (112, 115), (125, 130), (900, 130)])
def test_that_a_text_size_from_a_setting_becomes_an_offered_one(asked: int, given: int) -> None:
    assert nearest_scale(asked) == given


@pytest.mark.parametrize("name", list(icon_names()))
def test_that_a_sign_is_a_twenty_pixel_round_line_drawing_in_the_current_colour(name: str) -> None:
    source = (files("resources") / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    for attribute in (
        'viewBox="0 0 20 20"',
        'stroke="currentColor"',
        'stroke-width="1.7"',
        'stroke-linecap="round"',
    ):
        assert attribute in source
    assert not re.search("#[0-9a-fA-F]{3,6}", source)


@pytest.mark.parametrize("name", list(icon_names()))
def test_that_a_sign_is_painted_in_the_colour_asked_for(qapp: QApplication, name: str) -> None:
    image = QImage(40, 40, QImage.Format.Format_ARGB32)
    image.fill(QColor("#FFFFFF"))
    painter = QPainter(image)
    draw_icon(painter, name, QRectF(0, 0, 40, 40), "#B3261E")
    painter.end()
    seen = {image.pixelColor(x, y).name().upper() for x in range(40) for y in range(40)}
    assert "#B3261E" in seen
