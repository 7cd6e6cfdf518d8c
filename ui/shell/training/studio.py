"""A real window over a real store, without a screen: typed in, pressed and photographed from outside."""

from __future__ import annotations

import os
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from pharmreview.domain.errors import PaperProblem
from ui.shell.training import worked

if TYPE_CHECKING:
    from types import TracebackType

    from PySide6.QtWidgets import QApplication, QWidget

    from pharmreview.domain.case import Case

SIZES = {"": (1366, 738), "-910x512": (910, 486)}
"""The window at 1366x768 and at 910x512, less the 26 pixels that a desktop keeps for itself."""

_REST_MS = 60


class Studio:
    """Holds the window. Use it as a context: the store is locked when it is left."""

    def __init__(self, home: Path, pictures: Path) -> None:
        self._left = ExitStack()
        self._qt = _application(self._left)
        from pharmreview.bootstrap import bootstrap
        from ui.jobs import ManualLane
        from ui.shell.application import Running
        from ui.state.desk import Lanes

        home.mkdir()
        pictures.mkdir()
        self._folder = pictures
        self.pictures: list[str] = []
        self.clock = worked.TrainingClock()
        self.app = bootstrap(environ={"PHARMREVIEW_HOME": str(home)}, clock=self.clock)
        self.app.keep_practice(worked.practice(), worked.lead())
        self._vault, self._press = ManualLane(), ManualLane()
        self._running = Running(self._qt, self.app, Lanes(vault=self._vault, press=self._press))
        self.window, self.desk = self._running.window, self._running.desk
        self.window.idle.blockSignals(True)  # nobody is away while a slow machine draws
        self.window.resize(*SIZES[""])
        self.window.show()
        self.window.activateWindow()
        self.settle()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.window.close()
        self.settle()
        self.window.deleteLater()
        self._running.deleteLater()
        self._left.close()

    def settle(self) -> None:
        """Let everything that waits happen."""
        quiet = 0
        while quiet < 3:
            self._qt.processEvents()
            quiet = 0 if len(self._vault) or len(self._press) else quiet + 1
            self._vault.drain()
            self._press.drain()

    def _let_rest(self) -> None:
        """Let what is laid out over several turns of the event loop come to rest."""
        from PySide6.QtTest import QTest

        QTest.qWait(_REST_MS)
        self.settle()

    # -- what a person does ----------------------------------------------------------------------------

    def press(self, keys: str) -> None:
        """Press keys where the keys go now: "Ctrl+Return"."""
        from PySide6.QtGui import QKeySequence
        from PySide6.QtTest import QTest

        QTest.keySequence(self._focused(), QKeySequence(keys))
        self.settle()

    def type_words(self, *lines: str) -> None:
        """Type into what has the keys, with Tab between one field and the next."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        for place, words in enumerate(lines):
            if place:
                QTest.keyClick(self._focused(), Qt.Key.Key_Tab)
            QTest.keyClicks(self._focused(), words)
        self.settle()

    def view(self, place: str) -> Any:
        """The view of a place."""
        if self.window.workspace is None:
            raise LookupError(place)
        return self.window.workspace.view(place)

    def case(self) -> Case:
        """The open case, once everything typed is kept."""
        self.window.save_now()
        self.settle()
        case = self.desk.open_case.case
        if case is None:
            raise LookupError("case")
        return case

    # -- pictures --------------------------------------------------------------------------------------

    def photograph(self, name: str, at: QWidget | None = None) -> None:
        """A picture of the window at each size, with what it is of in view. Raises PaperProblem."""
        self.window.save_now()
        for suffix, (width, height) in SIZES.items():
            self.window.resize(width, height)
            self.settle()
            self._let_rest()
            _bring(at)
            self._save(self.window, f"{name}{suffix}.png")
        self.window.resize(*SIZES[""])
        self.settle()

    def find(self, words: str) -> None:
        """Open the person whom these words find in the list."""
        self.press("Ctrl+K")
        self.type_words(words)
        self.press("Down")
        self.press("Return")

    def photograph_dialog(self, name: str) -> None:
        """A picture of the dialog that is open, which is then closed as Esc does."""
        self.settle()
        self._let_rest()
        dialog = self._qt.activeModalWidget()
        if dialog is None:
            raise LookupError(name)
        self._save(dialog, f"{name}.png")
        self.press("Esc")
        self.window.activateWindow()
        self.settle()

    def _save(self, shown: QWidget, name: str) -> None:
        if not shown.grab().save(str(self._folder / name)):
            raise PaperProblem(
                f"The picture {name} could not be written.", "Free some room on the disk, and try again."
            )
        self.pictures.append(name)

    def _focused(self) -> QWidget:
        return self._qt.focusWidget() or self.window


def _bring(shown: QWidget | None) -> None:
    """Have it in view, whatever it stands in is scrolled to."""
    from PySide6.QtWidgets import QScrollArea

    above = None if shown is None else shown.parentWidget()
    while shown is not None and above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(shown)
        above = above.parentWidget()


def _application(left: ExitStack) -> QApplication:
    """The application, drawing into memory on a laptop's screen whatever screen there is; no caret blinks."""
    from PySide6.QtWidgets import QApplication

    running = QApplication.instance()
    if not isinstance(running, QApplication):
        named = left.enter_context(worked.screen_file())
        for scaling in ("QT_SCALE_FACTOR", "QT_SCREEN_SCALE_FACTORS", "QT_FONT_DPI"):
            os.environ.pop(scaling, None)
        os.environ["QT_QPA_PLATFORM"] = _platform(named)
        running = QApplication(["pharmreview"])
    flash = running.cursorFlashTime()
    running.setCursorFlashTime(0)
    left.callback(running.setCursorFlashTime, flash)
    return running


def _platform(screen: Path) -> str:
    """Qt splits this at colons, so a path that holds one is named from here, or not at all."""
    for named in (str(screen), _from_here(screen)):
        if named and ":" not in named:
            return f"offscreen:configfile={named}"
    return "offscreen"


def _from_here(path: Path) -> str:
    try:
        return Path(os.path.relpath(path)).as_posix()
    except ValueError:  # another drive
        return ""
