"""A clinic's computer: the real window over a real encrypted store, opened as often as need be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pharmreview.bootstrap import bootstrap
from pharmreview.domain.case import Case
from pharmreview.storage.keyring import Cost
from pharmreview.storage.store import StoreRoom
from pharmreview.system.places import Places
from pharmreview.system.whole import write_whole
from tests.conftest import ToldClock
from ui.jobs import ManualLane
from ui.shell.application import Running
from ui.state.desk import Lanes
from ui.turns import InTurns

NAME, ROLE, PASSPHRASE = "Nia Farrow", "clinical pharmacist", "four plain words here"
EXPORT = Path(__file__).parents[1] / "data" / "exports" / "emis_sample.csv"
CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
LAPTOP, SMALL = (1366, 738), (910, 486)


class Clinic:
    """One window from start to close. What it does happens only when `settle` lets it."""

    def __init__(
        self, qt: QApplication, home: Path, clock: ToldClock, size: tuple[int, int] = LAPTOP
    ) -> None:
        places = Places(home)
        self.qt = qt
        self.app = bootstrap(clock=clock, places=places, keeper=StoreRoom(places.store, write_whole, CHEAP))
        self._lanes = (ManualLane(), ManualLane())
        self._turns = InTurns()
        self.running = Running(qt, self.app, Lanes(*self._lanes, self._turns))
        self.window, self.desk = self.running.window, self.running.desk
        self.window.resize(*size)
        self.window.show()
        self.window.activateWindow()
        self.settle()

    def settle(self) -> None:
        """Let everything that waits happen."""
        quiet = 0
        while quiet < 3:
            self.qt.processEvents()
            quiet = 0 if any(len(each) for each in (*self._lanes, self._turns)) else quiet + 1
            self._turns.finish()
            for lane in self._lanes:
                lane.drain()

    # -- hands -----------------------------------------------------------------------------------------

    def focused(self) -> QWidget:
        """What has the keys. A window in which nothing has them is a dead end for whoever uses keys."""
        found = self.qt.activePopupWidget() or self.qt.focusWidget()
        assert found is not None, "nothing has the keys"
        return found

    def press(self, *keys: str) -> None:
        """Press keys, one after the other: "Ctrl+Return"."""
        for each in keys:
            QTest.keySequence(self.focused(), QKeySequence(each))
            self.settle()

    def type_words(self, words: str) -> None:
        """Type into what has the keys."""
        QTest.keyClicks(self.focused(), words)
        self.settle()

    def click(self, widget: QWidget) -> None:
        """Press a widget with the mouse, in its middle."""
        assert widget.isVisible(), widget.accessibleName()
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.settle()

    def tab_to(self, name: str, most: int = 120) -> QWidget:
        """Press Tab until what has the keys is called this."""
        passed = []
        for _ in range(most):
            passed.append(self.focused().accessibleName())
            if passed[-1].startswith(name):
                return self.focused()
            QTest.keyClick(self.focused(), Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not reach “{name}”, only {list(dict.fromkeys(passed))}")

    # -- where things are ------------------------------------------------------------------------------

    @property
    def place(self) -> str:
        """The place shown; "door" while the store is shut."""
        return "door" if self.window.workspace is None else self.window.workspace.place

    @property
    def step(self) -> str:
        """The step marked in the rail."""
        return "" if self.window.workspace is None else self.window.workspace.steps_current

    def view(self, place: str) -> Any:
        """The view of a place, which must be the one shown."""
        assert self.window.workspace is not None
        assert self.place == place
        return self.window.workspace.view(place)

    def case(self) -> Case:
        """The open case."""
        case = self.desk.open_case.case
        assert case is not None
        return case

    # -- coming and going ------------------------------------------------------------------------------

    def make_store(self) -> None:
        """The first run, by keys alone: a name, a role, a passphrase twice, the code on paper."""
        for words in (NAME, ROLE, PASSPHRASE, PASSPHRASE):
            self.type_words(words)
            if self.focused().accessibleName() != "Passphrase again":
                QTest.keyClick(self.focused(), Qt.Key.Key_Tab)
            if self.focused().accessibleName().startswith("Show"):
                QTest.keyClick(self.focused(), Qt.Key.Key_Tab)
        self.press("Return", "Space", "Tab", "Return")
        assert self.place == "today"

    def unlock(self) -> None:
        """Come in on any other day."""
        assert self.focused().accessibleName() == "Passphrase"
        self.type_words(PASSPHRASE)
        self.press("Return")
        assert self.place != "door"

    def find_person(self, name: str) -> None:
        """From anywhere to somebody's review, by the find box."""
        self.press("Ctrl+K")
        self.type_words(name)
        self.press("Return", "Return")
        assert self.place in ("review", "taper")

    def close(self) -> None:
        """Close the window, as with its cross; it goes when everything is kept."""
        self.window.close()
        self.settle()
        assert not self.window.isVisible()
        self.window.deleteLater()
        self.qt.processEvents()


Open = Callable[..., Clinic]


@pytest.fixture
def opened(qtbot: QtBot, qapp: QApplication, clock: ToldClock, tmp_path: Path) -> Iterator[Open]:
    """Start the program over one folder, as often as it is called."""
    made: list[Clinic] = []
    (tmp_path / "home").mkdir()

    def open_it(size: tuple[int, int] = LAPTOP) -> Clinic:
        made.append(Clinic(qapp, tmp_path / "home", clock, size))
        return made[-1]

    yield open_it
    for clinic in made:
        try:
            clinic.close()
        except RuntimeError:  # it was closed by the test, and Qt has let it go
            continue
