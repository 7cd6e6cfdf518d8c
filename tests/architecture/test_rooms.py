"""Rooms stay small and are on the map."""

import re

from tests.architecture.rules import overfull_rooms, rooms_out_of_step, too_long
from tests.architecture.source import ROOT, Source, python_files

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


def test_that_the_map_shows_every_room_and_no_other() -> None:
    architecture = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    documented = re.findall(r"^\| `((?:pharmreview|ui)(?:/\w+)*)` \|", architecture, re.MULTILINE)
    present = {source.path.rpartition("/")[0] for source in python_files("pharmreview", "ui")}
    breaches = list(rooms_out_of_step(documented, present))
    assert not breaches, "\n".join(breaches)


def test_that_a_planted_unmapped_room_is_found() -> None:
    assert list(rooms_out_of_step(["ui"], ["ui", "ui/shell"])) == ["ui/shell is not in docs/architecture.md"]
    assert list(rooms_out_of_step(["ui", "ui/shell"], ["ui"]))
    assert not list(rooms_out_of_step(["ui"], ["ui"]))
