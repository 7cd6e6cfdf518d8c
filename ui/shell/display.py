"""The look a person chose: theme and text size; and how large the window first is.

Nothing but the look is kept outside the store.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from ui.theme.active import current_theme, wear
from ui.theme.tokens import TEXT_SCALES, Theme, ThemeName, nearest_scale

if TYPE_CHECKING:
    from pathlib import Path

SMALLEST = (900, 460)
_USUAL = QSize(1366, 738)
_TITLE_BAR = 30

THEME_WORDS = {
    ThemeName.LIGHT: "Light",
    ThemeName.DARK: "Dark",
    ThemeName.HIGH_CONTRAST: "High contrast",
}


class Display:
    """Wears a theme and remembers it in a settings file; a file that cannot be read is the usual look."""

    def __init__(self, settings: Path) -> None:
        self._settings = settings

    def remembered(self) -> Theme:
        """The look last chosen, or the usual one."""
        if not self._settings.exists():
            return Theme()
        import json

        try:
            kept = json.loads(self._settings.read_text(encoding="utf-8"))
            return Theme(ThemeName(kept["theme"]), nearest_scale(int(kept["text_size"])))
        except (OSError, ValueError, KeyError, TypeError):
            return Theme()

    def wear_remembered(self, app: QApplication) -> None:
        """Put on the look last chosen."""
        wear(app, self.remembered())

    def choose(self, theme: ThemeName) -> None:
        """Change the theme, keeping the text size."""
        self._put_on(Theme(theme, current_theme().scale))

    def grow(self, way: int) -> int:
        """One text size up or down; 0 is the usual size. Gives the size in percent."""
        sizes = list(TEXT_SCALES)
        place = sizes.index(nearest_scale(current_theme().scale))
        scale = sizes[min(max(place + way, 0), len(sizes) - 1)] if way else sizes[0]
        self._put_on(Theme(current_theme().name, scale))
        return scale

    def _put_on(self, theme: Theme) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            wear(app, theme)
        import json

        try:
            self._settings.parent.mkdir(parents=True, exist_ok=True)
            words = json.dumps({"theme": theme.name.value, "text_size": theme.scale})
            self._settings.write_text(words, encoding="utf-8")
        except OSError:
            return  # the look still changes; it is only not remembered


def first_size(room: QSize) -> QSize:
    """The usual window, or what a smaller screen has room for, in pixels without the native title bar.

    `room` is the screen without its taskbar. Where not even the smallest window fits, it is the usual one.
    """
    if room.width() < SMALLEST[0] or room.height() < SMALLEST[1]:
        return _USUAL
    inside = QSize(room.width(), room.height() - _TITLE_BAR)
    return _USUAL.boundedTo(inside).expandedTo(QSize(*SMALLEST))
