"""A file dropped anywhere on the window is read at the import, whatever place was shown."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from tests.journeys.conftest import EXPORT, Open

# Qt gives no other way to make the event that a desktop sends first.
pytestmark = pytest.mark.filterwarnings("ignore:.*QDragEnterEvent:DeprecationWarning")


def dropped(onto: QWidget, mime: QMimeData) -> bool:
    """Drag over a widget and let go; whether it was taken."""
    where, how = QPointF(5, 5), Qt.DropAction.CopyAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(onto, QDragEnterEvent(where.toPoint(), how, mime, left, none))
    falling = QDropEvent(where, how, mime, left, none)
    falling.setAccepted(False)
    QApplication.sendEvent(onto, falling)
    return falling.isAccepted()


def files(*paths: Path) -> QMimeData:
    made = QMimeData()
    made.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return made


@pytest.mark.parametrize("place", ["today", "people"])
def test_that_a_file_dropped_on_any_place_is_read_at_the_import(opened: Open, place: str) -> None:
    clinic = opened()
    clinic.make_store()
    clinic.window.go(place)
    clinic.settle()
    assert dropped(clinic.window.workspace, files(EXPORT))
    clinic.settle()
    assert clinic.view("intake")._model.props.file_name == EXPORT.name


def test_that_words_dropped_on_another_place_are_left_alone(opened: Open) -> None:
    clinic = opened()
    clinic.make_store()
    words = QMimeData()
    words.setText("Codeine 30mg tablets")
    assert not dropped(clinic.window.workspace, words)
    assert clinic.place == "today"


def test_that_nothing_can_be_dropped_on_a_locked_window(opened: Open) -> None:
    clinic = opened()
    clinic.make_store()
    clinic.press("Ctrl+L")
    assert clinic.place == "door"
    assert not dropped(clinic.window.centralWidget(), files(EXPORT))
