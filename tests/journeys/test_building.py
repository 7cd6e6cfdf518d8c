"""A plan built beside the person: by hand, held against another, turned to them. By keys alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.journeys.conftest import EXPORT, LAPTOP, SMALL, Clinic, Open

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def _at_the_plan(clinic: Clinic) -> None:
    """A person with a goal, and the builder open."""
    clinic.make_store()
    clinic.press("Ctrl+I")
    clinic.view("intake").open_file(EXPORT)
    clinic.settle()
    clinic.press("Alt+N", "Ctrl+Return")
    clinic.find_person("van der")
    while clinic.step != "decide":
        clinic.press("Ctrl+PgDown")
    clinic.tab_to("Mohammed's goal")
    clinic.type_words("Walk to the shops")
    clinic.press("Ctrl+PgDown")
    assert clinic.place == "taper"


@pytest.mark.parametrize("size", [LAPTOP, SMALL], ids=["1366x768", "910x512"])
def test_that_a_plan_is_shaped_compared_and_shown_to_the_person_by_keys(
    opened: Open, size: tuple[int, int]
) -> None:
    clinic = opened(size)
    _at_the_plan(clinic)
    model = clinic.view("taper").model
    clinic.tab_to("Plan, step by step")
    table = clinic.focused()
    clinic.press("Shift+Right", "Shift+Right", "Ctrl+Shift+J")
    taper = clinic.case().taper
    assert taper is not None
    (hand,) = taper.by_hand.values()
    assert hand.stops
    assert hand.lasting
    clinic.press("Ctrl+D")
    assert model.props.compared.rows
    clinic.press("Ctrl+Shift+U", "Ctrl+Z", "Ctrl+D")
    assert clinic.case().beside is None

    workspace = clinic.window.workspace
    assert workspace is not None
    clinic.press("F9")
    assert workspace.is_turned
    clinic.press("Ctrl+2", "Ctrl+Z", "Ctrl+PgDown")
    assert (workspace.place, workspace.is_turned) == ("taper", True)
    clinic.press("2", "Right")
    QTest.keyClick(clinic.focused(), Qt.Key.Key_Return)
    clinic.settle()
    assert clinic.case().answers["taper.person_says"] == "pause-first"
    clinic.press("Esc")
    assert (workspace.is_turned, clinic.focused()) == (False, table)

    clinic.press("F9", "F9")
    assert not workspace.is_turned
    clinic.press("F9", "Ctrl+L")
    assert clinic.place == "door"
    clinic.unlock()
    assert clinic.case().answers["taper.person_says"] == "pause-first"
    assert not clinic.window.workspace.is_turned
