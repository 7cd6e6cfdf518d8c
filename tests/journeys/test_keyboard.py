"""From the shut door to the papers in a folder with the keyboard alone, at both sizes of window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from tests.journeys.conftest import EXPORT, LAPTOP, SMALL, Clinic, Open

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def key(clinic: Clinic, code: Qt.Key, times: int = 1) -> None:
    """One key, so many times."""
    for _ in range(times):
        QTest.keyClick(clinic.focused(), code)
    clinic.settle()


def answer_dialog(clinic: Clinic, path: Path) -> None:
    """Paste a path into the file dialog that is open, and press Enter; a desktop gives the window back."""
    (dialog,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, QFileDialog) and w.isVisible()]
    name = dialog.findChild(QLineEdit, "fileNameEdit")
    QApplication.clipboard().setText(str(path))  # typed, it would run ahead of the dialog's own completing
    QTest.keyClick(name, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(name, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    if dialog.selectedFiles() == [str(path)]:
        QTest.keyClick(name, Qt.Key.Key_Return)
    else:
        dialog.reject()
    clinic.window.activateWindow()


def replace(clinic: Clinic, words: str) -> None:
    """Type over what is in the field that has the keys."""
    clinic.press("Ctrl+A")
    clinic.type_words(words)


@pytest.mark.parametrize("size", [LAPTOP, SMALL], ids=["1366x768", "910x512"])
def test_that_a_whole_review_is_done_without_a_mouse(
    opened: Open, tmp_path: Path, size: tuple[int, int]
) -> None:
    clinic = opened(size)
    clinic.make_store()

    clinic.press("Ctrl+I")
    assert clinic.place == "intake"
    clinic.press("Return")
    answer_dialog(clinic, EXPORT)
    clinic.settle()
    clinic.press("Alt+N", "Ctrl+Return")
    assert clinic.place == "people"

    clinic.press("Ctrl+K")
    clinic.type_words("van der")
    clinic.press("Return", "Return")
    assert (clinic.place, clinic.step) == ("review", "listen")
    assert clinic.focused().accessibleName() == "Story, in their own words"
    clinic.type_words("It began with a fall.")
    clinic.press("Ctrl+Shift+A")
    clinic.type_words("Sleep")
    clinic.press("F7", "F7")

    clinic.press("Ctrl+PgDown", "Ctrl+PgDown", "Ctrl+PgDown")
    assert clinic.step == "decide"
    clinic.tab_to("Decision")
    key(clinic, Qt.Key.Key_Home)
    key(clinic, Qt.Key.Key_Down, 3)
    clinic.tab_to("Mohammed's goal")
    clinic.type_words("Walk to the shops")
    clinic.tab_to("Review date")
    clinic.type_words("4 Jan 2027")

    clinic.press("Ctrl+PgDown")
    assert clinic.place == "taper"
    clinic.tab_to("Size of each step")
    replace(clinic, "8")
    clinic.tab_to("First step")
    replace(clinic, "8 Dec 2026")
    clinic.tab_to("Aim, a day")
    key(clinic, Qt.Key.Key_Down, 2)
    clinic.tab_to("Plan, step by step")
    key(clinic, Qt.Key.Key_Down, 2)
    clinic.press("Ctrl+H")
    replace(clinic, "2 weeks")
    clinic.press("Tab", "Ctrl+Return")
    clinic.press("Ctrl+Return")
    if clinic.place == "taper":
        clinic.type_words("These are the smallest tablets there are.")
        clinic.press("Tab", "Space", "Ctrl+Return")
    assert clinic.place == "papers"

    clinic.press("Alt+Left")
    while clinic.step != "safety":
        clinic.press("Ctrl+PgDown")
    for _ in range(20):
        if not clinic.focused().accessibleName().startswith("Who to call"):
            key(clinic, Qt.Key.Key_Space)
            clinic.press("Tab")
    clinic.press("Ctrl+PgDown", "Ctrl+Shift+F")
    if clinic.case().finish is None:
        clinic.tab_to("Reason for all that wait")
        clinic.type_words("Talked about by phone")
        clinic.press("Return")
    assert clinic.case().finish is not None

    clinic.press("Return")
    assert clinic.place == "papers"
    key(clinic, Qt.Key.Key_Down)
    key(clinic, Qt.Key.Key_Space)
    out = tmp_path / "out"
    out.mkdir()
    clinic.press("Ctrl+Shift+S")
    QTimer.singleShot(50, lambda: answer_dialog(clinic, out))
    clinic.press("Return")
    names = sorted(f.name.partition("-")[2] for f in out.iterdir())
    assert [name.partition("-v")[0] for name in names] == [
        "letter-follow-up",
        "letter-gp",
        "plan-next-step",
        "plan-next-three",
    ]
    clinic.press("Ctrl+L")
    assert clinic.place == "door"
