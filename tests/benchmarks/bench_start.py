"""Cold start: our window up to the painted unlock screen, beside a bare window of the same library."""

import os
import subprocess
import sys
import tempfile
from statistics import median
from time import perf_counter

from tests.benchmarks.figure import Figure

_ROUNDS = 7
_BARE = """
import os, sys
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        os._exit(0)
app = QApplication(sys.argv)
window = Window()
window.resize(1366, 738)
window.show()
app.exec()
"""
_OURS = """
import os
from ui.shell.application import start
from PySide6.QtCore import QEvent, QObject, QTimer
class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, lambda: os._exit(0))
        return False
running = start(["pharmreview"])
painted = Painted()
running.window.unlock.installEventFilter(painted)
running.qt.exec()
"""


def measure() -> list[Figure]:
    """Whole processes up to their first paint, in turn, on a warm disk; medians of seven.

    Ours goes on until everything in the window is painted; the bare one ends as its painting begins.
    The compiled files that an installed program ships with are written by the first round, which does not
    count. Starting is one thread's work on a warm disk, so the processor's time is what a person waits on a
    computer that does nothing else, whatever else this one is doing.
    """
    with tempfile.TemporaryDirectory() as home:
        ours, floor = [], []
        for turn in range(_ROUNDS + 1):
            bare, full = _run(_BARE, home), _run(_OURS, home)
            if turn:
                floor.append(bare)
                ours.append(full)
    return [Figure("Cold start to the painted unlock screen", median(ours) * 1000, median(floor) * 1000, 2.0)]


def _run(program: str, home: str) -> float:
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environ = {**kept, "QT_QPA_PLATFORM": "offscreen", "PHARMREVIEW_HOME": home}
    began = _spent()
    subprocess.run([sys.executable, "-c", program], check=True, env=environ, capture_output=True)
    return _spent() - began


def _spent() -> float:
    """Seconds of the processor our children had; of the wall clock where a system does not tell."""
    if sys.platform == "win32":
        return perf_counter()
    import resource

    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    for figure in measure():
        print(figure)  # noqa: T201
