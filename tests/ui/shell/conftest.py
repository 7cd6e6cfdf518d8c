"""A whole window: over a store in memory with lanes drained by hand, or over a real one with threads."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pharmreview.bootstrap import App, bootstrap
from pharmreview.domain.team.access import Access
from pharmreview.services.ports import Clock, User
from pharmreview.storage.keyring import Cost
from pharmreview.storage.store import StoreRoom
from pharmreview.system.places import Places
from pharmreview.system.whole import write_whole
from tests.fakes import FakeKeeper, FakeVault
from tests.ui.conftest import jean
from ui.jobs import ManualLane
from ui.shell.application import Running
from ui.shell.window import MainWindow
from ui.state.desk import Lanes

PASSPHRASE = "correct horse battery"
NIA = User(id="u1", name="Nia Farrow", role="clinical pharmacist", access=Access.LEAD)


class Hand:
    """The window over stand-ins: nothing happens behind its back."""

    def __init__(self, qapp: QApplication, clock: Clock, home: Path) -> None:
        self.vault = FakeVault(users=[NIA])
        self.keeper = FakeKeeper(self.vault, {NIA.id: PASSPHRASE})
        self.app: App = bootstrap(clock=clock, places=Places(home), keeper=self.keeper)
        self.store_lane, self.press_lane = ManualLane(), ManualLane()
        self.qt = qapp
        self.running = Running(qapp, self.app, Lanes(vault=self.store_lane, press=self.press_lane))
        self.window: MainWindow = self.running.window

    def settle(self) -> None:
        """Let everything that waits happen."""
        for _ in range(4):
            self.qt.processEvents()
            self.store_lane.drain()
            self.press_lane.drain()
        self.qt.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.qt.processEvents()

    def unlock(self) -> None:
        """Come in as Nia."""
        page = self.window.unlock.unlock_page  # type: ignore[attr-defined]
        page.passphrase.setText(PASSPHRASE)
        page.passphrase.returnPressed.emit()
        self.settle()

    def keep_jean(self) -> str:
        """Have Jean in the store. Gives her case id."""
        return self.vault.save(jean(), "Brought in", NIA, self.app.clock.now()).id

    def open_jean(self) -> None:
        """Open Jean's review."""
        self.window.open_person(self.keep_jean() if "jean" not in self.vault.kept else "jean")
        self.settle()


@pytest.fixture
def hand(qtbot: QtBot, qapp: QApplication, clock: Clock, tmp_path: Path) -> Iterator[Hand]:
    """A window with the door shut."""
    made = Hand(qapp, clock, tmp_path)
    qtbot.addWidget(made.window)
    with qtbot.waitExposed(made.window):
        made.window.show()
    made.window.activateWindow()
    qtbot.waitUntil(made.window.isActiveWindow)
    made.settle()
    yield made
    made.vault.refusal = None
    made.window.hide()


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication, clock: Clock, tmp_path: Path) -> Callable[[], Running]:
    """Start the program over one folder, as often as it is called, with its own threads and a real store."""
    places = Places(tmp_path)

    def started() -> Running:
        room = StoreRoom(places.store, write_whole, Cost(memory_kib=64, passes=1, lanes=1))
        running = Running(qapp, bootstrap(clock=clock, places=places, keeper=room))
        qtbot.addWidget(running.window)
        running.window.show()
        return running

    return started
