"""The look the app is wearing now. Widgets that paint themselves ask for it each time they paint."""

from functools import lru_cache

from PySide6.QtCore import QLocale
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from ui.theme.fonts import app_font, load_fonts
from ui.theme.stylesheet import stylesheet
from ui.theme.tokens import Theme

_IN_FUSION = "inFusion"


class _Wardrobe:
    """Holds the one theme in use; a process has one look. `put_on` is False until it is worn."""

    worn = Theme()
    put_on = False


def fusion_application(argv: list[str]) -> QApplication:
    """The application, in Fusion from the start."""
    app = QApplication([*argv[:1], "-style", "fusion", *argv[1:]])
    app.setProperty(_IN_FUSION, True)
    return app


def current_theme() -> Theme:
    """The theme in use."""
    return _Wardrobe.worn


def wear(app: QApplication, theme: Theme) -> None:
    """Put the theme on: Fusion, en-GB, the shipped typeface, the palette and the style sheet.

    Every widget is told through Qt's own style, font and palette change events, unless it is worn already.
    """
    if _Wardrobe.put_on and _Wardrobe.worn == theme:
        return
    load_fonts()
    _Wardrobe.worn, _Wardrobe.put_on = theme, True
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    if not app.property(_IN_FUSION):  # asking Qt for its style costs more than all the rest of this
        app.setStyle("Fusion")
        app.setProperty(_IN_FUSION, True)
    app.setFont(app_font(theme))
    app.setPalette(_qt_palette(theme))
    app.setStyleSheet(stylesheet(theme))


def colour(token: str) -> QColor:
    """The token's colour in the theme in use. Raises AttributeError for a name that is no token."""
    return _colour(getattr(current_theme().palette, token))


@lru_cache(maxsize=256)
def _colour(value: str) -> QColor:
    return QColor(value)


def _qt_palette(theme: Theme) -> QPalette:
    tokens = theme.palette
    parts = QPalette.ColorRole
    palette = QPalette()
    for part, value in (
        (parts.Window, tokens.bg),
        (parts.WindowText, tokens.ink),
        (parts.Base, tokens.surface),
        (parts.AlternateBase, tokens.raised),
        (parts.Text, tokens.ink),
        (parts.Button, tokens.surface),
        (parts.ButtonText, tokens.ink),
        (parts.BrightText, tokens.stop),
        (parts.ToolTipBase, tokens.raised),
        (parts.ToolTipText, tokens.ink),
        (parts.PlaceholderText, tokens.ink3),
        (parts.Highlight, tokens.accent),
        (parts.HighlightedText, tokens.onaccent),
        (parts.Link, tokens.accent),
        (parts.LinkVisited, tokens.accent),
    ):
        palette.setColor(part, QColor(value))
    for part in (parts.WindowText, parts.Text, parts.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, part, QColor(tokens.ink3))
    return palette
