"""From an export file, over a repair and a mapping, to the list, by keyboard; and the same search again."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.journeys.conftest import LAPTOP, SMALL, Clinic, Open
from tests.journeys.test_keyboard import answer_dialog
from ui.screens.intake.mapping.state import ROLE_WORDS

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

HEAD = "Who,Number,Born on,Pills,What to do,When"
FIRST = (
    '"FARROW, Ann",999 000 0018,14-Aug-1962,MST Continus 10mg tablets,as directed,10-Nov-2026',
    '"OCKLEY, Ben",999 000 0026,01-Mar-1950,Codeine 30mg tablets,two four times a day,10-Nov-2026',
    '"TAMSIN, Hugh",999 000 0034,02-Mar-1951,Tramadol 50mg capsules,one four times a day,10-Nov-2026',
)
SECOND = (
    FIRST[0],
    FIRST[1].replace("two four", "one four"),
    '"VOSS, Ingrid",999 000 0042,03-Mar-1952,Codeine 30mg tablets,one daily,10-Nov-2026',
)
ROLES = ("Full name", "NHS number", "Date of birth", "Medicine", "Directions", "Date of issue")


def written(folder: Path, name: str, rows: tuple[str, ...]) -> Path:
    path = folder / name
    path.write_text("\n".join((HEAD, *rows)) + "\n", encoding="utf-8")
    return path


def choose(clinic: Clinic, path: Path) -> None:
    """Ctrl+I, Enter on the button, and the path in the dialog."""
    clinic.press("Ctrl+I")
    clinic.tab_to("Choose a file")
    clinic.press("Return")
    answer_dialog(clinic, path)
    clinic.settle()


def name_columns(clinic: Clinic) -> None:
    """Each drop-down in turn, by the arrows, to what the column holds."""
    assert clinic.focused().accessibleName() == "Name its columns"
    clinic.press("Return")
    words = [each for _, each in ROLE_WORDS]
    for role in ROLES:
        QTest.keyClick(clinic.focused(), Qt.Key.Key_Home)
        for _ in range(words.index(role)):
            QTest.keyClick(clinic.focused(), Qt.Key.Key_Down)
        clinic.press("Tab")
    clinic.tab_to("Keep it under the name")
    clinic.type_words("Clinic list")
    clinic.press("Ctrl+Return")


def put_right(clinic: Clinic, directions: str) -> None:
    """F2, what the person says they take, that they were asked, Enter."""
    clinic.press("F2")
    assert clinic.focused().accessibleName() == "Directions"
    clinic.type_words(directions)
    clinic.tab_to("How do you know?")
    QTest.keyClick(clinic.focused(), Qt.Key.Key_Home)
    clinic.press("Return")


@pytest.mark.parametrize("size", [LAPTOP, SMALL], ids=["1366x768", "910x512"])
def test_that_a_strange_file_becomes_a_list_by_keyboard_and_the_next_search_brings_it_up_to_date(
    opened: Open, tmp_path: Path, size: tuple[int, int]
) -> None:
    clinic = opened(size)
    clinic.make_store()
    choose(clinic, written(tmp_path, "october.csv", FIRST))
    name_columns(clinic)
    view = clinic.view("intake")
    assert view._model.props.sum == "3 rows = 2 read + 1 to fix + 0 set aside"
    put_right(clinic, "one twice a day")
    assert view._model.props.sum == "3 rows = 3 read + 0 to fix + 0 set aside"
    clinic.press("Ctrl+Return")
    assert clinic.place == "people"
    people = {saved.case.patient.family_name: saved.case for saved in tuple(clinic.desk.casework().each())}
    assert sorted(people) == ["FARROW", "OCKLEY", "TAMSIN"]

    clinic.desk.app.clock.move(days=28)  # type: ignore[attr-defined]
    choose(clinic, written(tmp_path, "november.csv", SECOND))
    assert "“Clinic list”" in view._model.props.layout
    assert view._model.props.sum == "3 rows = 3 read + 0 to fix + 0 set aside"
    moved = {str(each): view._model.inputs.moves.count(each) for each in view._model.inputs.moves.rows}
    assert {way: n for way, n in moved.items() if n} == {"new": 1, "gone": 1, "down": 1, "same": 1}
    clinic.press("Ctrl+Return")
    said = clinic.window.workspace.status.fact()  # type: ignore[union-attr]
    assert said.startswith("1 person brought in, 2 updated. In the list: 1 down, 1 gone.")
    after = {saved.case.patient.family_name: saved.case for saved in tuple(clinic.desk.casework().each())}
    assert sorted(after) == ["FARROW", "OCKLEY", "TAMSIN", "VOSS"]
    assert {name: after[name].id for name in people} == {name: case.id for name, case in people.items()}
    assert "one four" in after["OCKLEY"].rows[0].directions
