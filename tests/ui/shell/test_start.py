"""The door is on the screen before anything behind it is read."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

_STARTED = """
import os, sys
import ui.shell.application as application
from ui.__main__ import main

def told(desk):
    print("\\n".join(sorted(sys.modules)), flush=True)
    os._exit(0)

application._read_ahead = told  # what reads on, on a thread of its own, from the moment the door stands
sys.argv = ["pharmreview"]
main()
"""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """What the program has read when the unlock screen is first painted."""
    home = tmp_path_factory.mktemp("home")
    environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PHARMREVIEW_HOME": str(home)}
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-c", _STARTED], env=environ, cwd=root, capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "library",
    ["pydantic", "sqlite_utils", "sqlcipher3", "reportlab", "click", "openpyxl", "argon2", "cryptography"],
)
def test_that_the_door_waits_for_no_library_behind_it(loaded: set[str], library: str) -> None:
    assert "PySide6.QtWidgets" in loaded
    assert library not in loaded


@pytest.mark.parametrize(
    "room", ["ui.screens.home", "ui.shell.workspace", "ui.shell.training", "pharmreview.cli"]
)
def test_that_the_door_waits_for_no_room_behind_it(loaded: set[str], room: str) -> None:
    assert "ui.screens.unlock.view" in loaded
    assert room not in loaded
