"""Rooms stay small and are on the map."""

from pathlib import Path

import pytest

from tests.architecture.rules import overfull_rooms, too_long
from tests.architecture.source import ROOT, Source, python_files
from workbench import room_map

PRODUCT = python_files("pharmreview", "ui", "workbench")


def test_that_files_and_functions_stay_short() -> None:
    sources = [*PRODUCT, Source("dev.py", (ROOT / "dev.py").read_text(encoding="utf-8"))]
    breaches = [breach for source in sources for breach in too_long(source)]
    assert not breaches, "\n".join(breaches)


def test_that_a_planted_long_file_is_found() -> None:
    assert list(too_long(Source("ui/long.py", "one = 1\n" * 301)))
    assert not list(too_long(Source("ui/long.py", "one = 1\n" * 300)))


def test_that_a_planted_long_function_is_found() -> None:
    body = "    one = 1\n"
    assert list(too_long(Source("ui/long.py", "def long():\n" + body * 40)))
    assert not list(too_long(Source("ui/long.py", "def long():\n" + body * 39)))
    docstring = '    """One\n' + "    more\n" * 5 + '    """\n'
    assert not list(too_long(Source("ui/long.py", "def long():\n" + docstring + body * 39)))


def test_that_rooms_stay_small() -> None:
    breaches = list(overfull_rooms(source.path for source in PRODUCT))
    assert not breaches, "\n".join(breaches)


def test_that_a_planted_overfull_room_is_found() -> None:
    seven = [f"ui/widgets/w{number}.py" for number in range(7)] + ["ui/widgets/__init__.py"]
    assert not list(overfull_rooms(seven))
    assert list(overfull_rooms([*seven, "ui/widgets/w7.py"]))


def test_that_every_room_says_what_it_holds() -> None:
    assert [room for room, purpose in room_map.rooms(ROOT).items() if not purpose] == []


def test_that_every_folder_of_code_is_a_room() -> None:
    folders = {source.path.rpartition("/")[0] for source in python_files("pharmreview", "ui")}
    assert folders == set(room_map.rooms(ROOT))


def test_that_the_map_shows_every_room_and_no_other() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert room_map.with_rooms(page, room_map.rooms(ROOT)) == page, "run: python3 dev.py fix"


def test_that_a_new_room_changes_the_map_and_a_lost_one_leaves_it() -> None:
    page = f"before\n{room_map.BEGINS}\n{room_map.ENDS}\nafter\n"
    two = room_map.with_rooms(page, {"ui": "The screen.", "ui/shell": "The window."})
    assert "| `ui/shell` | The window. |" in two
    one = room_map.with_rooms(two, {"ui": "The screen."})
    assert "ui/shell" not in one
    assert one.startswith("before\n")
    assert one.endswith("\nafter\n")
    assert room_map.with_rooms(one, {"ui": "The screen."}) == one


def test_that_a_page_without_its_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="marks"):
        room_map.with_rooms("no table here", {"ui": "The screen."})


def test_that_a_rooms_purpose_is_its_first_paragraph(tmp_path: Path) -> None:
    for folder in ("pharmreview", "ui"):
        (tmp_path / folder).mkdir()
    (tmp_path / "pharmreview" / "__init__.py").write_text('"""True without\na screen.\n\nMore."""\n')
    (tmp_path / "ui" / "__init__.py").write_text("")
    assert room_map.rooms(tmp_path) == {"pharmreview": "True without a screen.", "ui": ""}
