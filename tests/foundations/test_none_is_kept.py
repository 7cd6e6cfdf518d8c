"""One Qt build drops a reference to None at every call of a void method, and dies of it (docs/adr/0001).

Asked in a process of its own: pytest keeps enough references to None to hide the loss.
"""

import os
import subprocess
import sys

import pytest

COUNT = """
import sys
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([])
label = QLabel()
before = sys.getrefcount(None)
for _ in range(1000):
    label.setEnabled(True)
assert sys.getrefcount(None) > before - 100, f"{before - sys.getrefcount(None)} references to None were lost"
"""

SOAK = """
from PySide6.QtCore import QRect
from PySide6.QtGui import QUndoCommand, QUndoStack
from PySide6.QtWidgets import QApplication, QLabel, QWidget

class Painted(QWidget):
    painted = 0
    def paintEvent(self, event):
        Painted.painted += 1

class Change(QUndoCommand):
    done = 0
    def redo(self):
        Change.done += 1

app = QApplication([])
label, widget, stack = QLabel(), Painted(), QUndoStack()
widget.show()
app.processEvents()
for _ in range(50_000):
    label.setEnabled(True)
for _ in range(10_000):
    stack.push(Change())
    widget.repaint(QRect(0, 0, 1, 1))
assert Painted.painted >= 10_000 and Change.done == 10_000
print("survived")
"""


def _run(program: str) -> subprocess.CompletedProcess[str]:
    environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(
        [sys.executable, "-c", program], env=environ, capture_output=True, text=True, check=False, timeout=120
    )


def test_that_void_qt_calls_keep_their_references_to_none() -> None:
    done = _run(COUNT)
    assert done.returncode == 0, done.stderr


def test_that_fifty_thousand_void_calls_and_ten_thousand_overrides_survive() -> None:
    done = _run(SOAK)
    assert done.stdout.strip() == "survived", done.stderr


@pytest.mark.parametrize("loss", [101, 1000])
def test_that_a_planted_loss_is_found(loss: int) -> None:
    planted = COUNT.replace(
        "sys.getrefcount(None) > before", f"sys.getrefcount(None) - {loss} - 1000 > before"
    )
    assert planted != COUNT
    assert "references to None were lost" in _run(planted).stderr
