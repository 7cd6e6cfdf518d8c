"""Files to import, and the screen they are imported on."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from ui.jobs import ManualLane
from ui.screens.intake.view import IntakeView
from ui.state.desk import Desk

EXPORTS = Path(__file__).parents[3] / "data" / "exports"
TRAINING = Path(__file__).parents[4] / "resources" / "training" / "search.csv"


@pytest.fixture
def exports() -> dict[str, Path]:
    """The files by their names."""
    return {"training": TRAINING} | {path.stem: path for path in EXPORTS.glob("*sample*.csv")}


@pytest.fixture
def drain() -> Callable[[Desk], None]:
    """Do all the work that waits in either lane, and whatever it gives in turn."""

    def all_of(desk: Desk) -> None:
        vault, press = desk.lanes.vault, desk.lanes.press
        assert isinstance(vault, ManualLane)
        assert isinstance(press, ManualLane)
        QCoreApplication.processEvents()
        while len(vault) or len(press):
            vault.drain()
            press.drain()
            QCoreApplication.processEvents()

    return all_of


@pytest.fixture
def view(qtbot: QtBot, desk: Desk) -> Iterator[IntakeView]:
    """The screen, just entered."""
    made = IntakeView(desk)
    qtbot.addWidget(made)
    qtbot.addWidget(made.top_bar)
    made.resize(1280, 660)
    with qtbot.waitExposed(made):
        made.show()
    made.entered()
    yield made
    made._model.stop()
