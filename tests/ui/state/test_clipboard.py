"""What is lent to the clipboard is taken back, whichever way the program ends."""

import subprocess
import sys

ENDS_WITHOUT_A_WORD = """
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from ui.state.clipboard import ClipboardLoan

running = QGuiApplication([])
owner = QObject()
loan = ClipboardLoan("For the record\\r\\nNothing changed today", owner)
assert QGuiApplication.clipboard().text().startswith("For the record")
"""


def test_that_a_program_that_ends_without_closing_its_window_ends_whole() -> None:
    done = subprocess.run(
        [sys.executable, "-c", ENDS_WITHOUT_A_WORD], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
