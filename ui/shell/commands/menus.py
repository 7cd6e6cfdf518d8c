"""The display menu and the list of keys, both read from their tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QMenu, QScrollArea, QVBoxLayout, QWidget

from ui.shell.commands.actions import COMMANDS
from ui.shell.commands.place_keys import PLACE_KEYS
from ui.shell.display import THEME_WORDS, Display
from ui.theme.active import current_theme
from ui.theme.tokens import REGULAR, SEMIBOLD, Role
from ui.widgets.buttons.button import Button, Kind
from ui.widgets.marks.label import Label

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.shell.commands.actions import Actions

_SIZES = ("larger", "smaller", "usual-size")
_KEYS_HEIGHT = 380
_KEYS_WIDTH = 680


def display_menu(window: QWidget, display: Display, actions: Actions, say: Callable[[str], None]) -> QMenu:
    """The themes and the text sizes, with the one in use marked, at the foot of the window."""
    menu = QMenu(window)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    themes = QActionGroup(menu)
    for theme, words in THEME_WORDS.items():
        entry = menu.addAction(words)
        entry.setCheckable(True)
        entry.setChecked(theme is current_theme().name)
        themes.addAction(entry)

        def choose(_on: bool = False, theme: object = theme, words: str = words) -> None:
            display.choose(theme)  # type: ignore[arg-type]  # a key of THEME_WORDS
            say(f"Display: {words.lower()}")

        entry.triggered.connect(choose)
    menu.addSeparator()
    for command in _SIZES:
        menu.addAction(actions[command])
    place = QPoint(
        window.width() - menu.sizeHint().width() - 12, window.height() - menu.sizeHint().height() - 34
    )
    menu.popup(window.mapToGlobal(place))
    return menu


class KeysDialog(QDialog):
    """Every command and its keys, by where they work. Esc closes it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("PharmReview")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        inside = QWidget()
        inside.setObjectName("scrollBody")
        grid = QGridLayout(inside)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(4)
        lines = [(command.group, command.words, command.keys) for command in COMMANDS]
        lines += [(each.place, each.words, each.keys) for each in PLACE_KEYS]
        row = 0
        for group in dict.fromkeys(group for group, _, _ in lines):
            grid.addWidget(Label(group, Role.SECTION), row, 0, 1, 2)
            row += 1
            for _, words, keys in (line for line in lines if line[0] == group):
                grid.addWidget(Label(words, Role.BODY, weight=REGULAR), row, 0)
                grid.addWidget(Label(" or ".join(keys), Role.BODY, weight=SEMIBOLD), row, 1)
                row += 1
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setAccessibleName("Keys")
        done = Button("Close", Kind.FILLED, hint="Esc")
        done.clicked.connect(self.close)
        column = QVBoxLayout(self)
        column.addWidget(Label("Keys", Role.PAGE_TITLE))
        column.addWidget(area, 1)
        column.addWidget(done, 0, Qt.AlignmentFlag.AlignLeft)
        theme = current_theme()
        self.resize(min(theme.px(_KEYS_WIDTH), parent.width()), theme.px(_KEYS_HEIGHT))
        done.setFocus()

    def lines(self) -> tuple[str, ...]:
        """The words shown, in order."""
        return tuple(label.text() for label in self.findChildren(QLabel))
