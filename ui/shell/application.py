"""The running application: one look, one ring, one last net under everything."""

import sys
from collections.abc import Callable
from contextlib import ExitStack
from types import TracebackType

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from pharmreview.bootstrap import App, bootstrap
from pharmreview.collecting import held_still
from ui.jobs import ThreadLane, Working
from ui.shell.display import Display
from ui.shell.places import read_ahead
from ui.shell.window import MainWindow
from ui.state.desk import Desk, Lanes
from ui.theme.active import fusion_application
from ui.turns import InTurns
from ui.widgets.marks.focus_ring import FocusRing

_TURN = 0.0002
"""Seconds after which a lane at work lets the screen have its turn. To paint the window takes a hundred turns
and more: at the interpreter's own 5 ms a lane would make it stand still for half a second."""


class Running(QObject):
    """What lives as long as the window does."""

    def __init__(self, qt: QApplication, app: App, lanes: Lanes | None = None) -> None:
        super().__init__()
        self.qt = qt
        qt.setApplicationName("PharmReview")
        self.display = Display(app.places.settings)
        self.display.wear_remembered(qt)
        self._ring = FocusRing(qt)
        self.desk = Desk(app, lanes or Lanes(ThreadLane("vault"), ThreadLane("press"), InTurns()))
        self.window = MainWindow(self.desk, self.display)


def run_window() -> int:
    """Open the window and stay until it is closed. Gives the exit status."""
    running = start(sys.argv)
    sys.excepthook = last_net(running)
    return running.qt.exec()


def start(argv: list[str]) -> Running:
    """Put the door on the screen, before anything that is behind it is read.

    What is made until then stays until the end, so the collector does not look through it.
    """
    starting = ExitStack()
    starting.enter_context(held_still(keeping=True))
    sys.setswitchinterval(_TURN)
    running = Running(fusion_application(argv), bootstrap())
    settled = running.window.unlock.settled  # type: ignore[attr-defined]
    settled.connect(starting.close)
    settled.connect(lambda: _read_ahead(running.desk), Qt.ConnectionType.SingleShotConnection)
    running.window.show()
    return running


def _read_ahead(desk: Desk) -> None:
    """While somebody types their passphrase there is time to read what is behind the door."""

    def work(working: Working) -> None:
        desk.app.tables.make_ready()
        read_ahead(working.should_stop)

    desk.lanes.press.run_long(work, lambda _outcome: None)


def last_net(running: Running) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    """What happens to an error nobody caught: the work is kept, the diary gets a line, the window stays."""

    def caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        running.desk.app.note_fault(error)
        running.window.show_fault(error)

    return caught
