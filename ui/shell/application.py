"""The running application: one look, one ring, one last net under everything."""

import sys
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from pharmreview.bootstrap import App, bootstrap
from ui.jobs import ThreadLane
from ui.shell.display import Display
from ui.shell.window import MainWindow
from ui.state.desk import Desk, Lanes
from ui.widgets.marks.focus_ring import FocusRing


class Running(QObject):
    """What lives as long as the window does."""

    def __init__(self, qt: QApplication, app: App, lanes: Lanes | None = None) -> None:
        super().__init__()
        qt.setApplicationName("PharmReview")
        self.display = Display(app.places.settings)
        self.display.wear_remembered(qt)
        self._ring = FocusRing(qt)
        self.desk = Desk(app, lanes or Lanes(vault=ThreadLane("vault"), press=ThreadLane("press")))
        self.window = MainWindow(self.desk, self.display)


def run_window() -> int:
    """Open the window and stay until it is closed. Gives the exit status."""
    qt = QApplication(sys.argv)
    running = Running(qt, bootstrap())
    sys.excepthook = last_net(running)
    running.window.show()
    return qt.exec()


def last_net(running: Running) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    """What happens to an error nobody caught: the work is kept, the diary gets a line, the window stays."""

    def caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        running.desk.app.note_fault(error)
        running.window.show_fault(error)

    return caught
