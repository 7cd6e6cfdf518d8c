"""What the commands of the window do, beyond going to a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QMessageBox, QWidget

from ui.shell.actions import help_lines
from ui.shell.display import THEME_WORDS, Display
from ui.shell.places import PERSONAL

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.shell.window import MainWindow


class Verbs:
    """The verbs of one window."""

    def __init__(self, window: MainWindow, display: Display) -> None:
        self._window = window
        self._display = display

    def table(self) -> dict[str, Callable[[], object]]:
        """What each command of the action table does."""
        window = self._window
        history = window.desk.open_case.history
        return {
            "today": lambda: window.go("today"),
            "people": lambda: window.go("people"),
            "papers": lambda: window.go("papers"),
            "find": self.find,
            "import": lambda: window.go("intake"),
            "close-person": window.close_person,
            "back": self.back,
            "next-pane": lambda: self.pane(1),
            "previous-pane": lambda: self.pane(-1),
            "help": self.help,
            "display": self.choose_display,
            "lock": window.lock,
            "undo": history.undo,
            "redo": history.redo,
            "save-now": window.save_now,
            "larger": lambda: self.grow(1),
            "smaller": lambda: self.grow(-1),
            "usual-size": lambda: self.grow(0),
            "next-step": lambda: self.walk(1),
            "previous-step": lambda: self.walk(-1),
        }

    def find(self) -> None:
        """Go to the list, ready to type a name."""
        self._window.go("people")
        if self._window.workspace is not None:
            self._window.workspace.view("people").focus_find()  # type: ignore[attr-defined]

    def back(self) -> None:
        """Go to the place shown before this one."""
        while self._window.came_from and self._window.workspace is not None:
            place = self._window.came_from.pop()
            if place and not (place in PERSONAL and self._window.desk.open_case.case is None):
                self._window.save_now()
                self._window.workspace.show_place(place)
                return

    def pane(self, way: int) -> None:
        """Move to the next pane, or the one before."""
        if self._window.workspace is None:
            return
        panes = self._window.workspace.panes()
        here = next(
            (i for i, p in enumerate(panes) if p.isAncestorOf(self._window.focusWidget() or self._window)), 0
        )
        target = panes[(here + way) % len(panes)]
        for inside in target.findChildren(QWidget):
            if inside.isVisible() and inside.isEnabled() and inside.focusPolicy() & Qt.FocusPolicy.TabFocus:
                inside.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def walk(self, way: int) -> None:
        """Go one step of the review on or back."""
        if self._window.workspace is None:
            return
        ids = [s.id for s in self._window.desk.app.form.steps]
        here = self._window.workspace.steps_current
        place = ids.index(here) if here in ids else 0
        self._window.show_step(ids[min(max(place + way, 0), len(ids) - 1)])

    def grow(self, way: int) -> None:
        """Larger or smaller text; 0 is the usual size."""
        self._window.say(f"Text size {self._display.grow(way)}%")

    def choose_display(self) -> None:
        """Offer the themes and text sizes."""
        menu = QMenu(self._window)
        for theme, words in THEME_WORDS.items():
            entry = menu.addAction(words)
            entry.triggered.connect(lambda _=False, theme=theme: self._display.choose(theme))
        menu.addSeparator()
        for command in ("larger", "smaller", "usual-size"):
            menu.addAction(self._window.actions_table[command])
        menu.popup(self._window.mapToGlobal(QPoint(80, self._window.height() - 220)))

    def help(self) -> None:
        """Show every key."""
        said = QMessageBox(self._window)
        said.setWindowTitle("PharmReview")
        said.setText("Keys")
        said.setInformativeText("\n".join(f"{keys}    {words}" for words, keys in help_lines()))
        said.open()
