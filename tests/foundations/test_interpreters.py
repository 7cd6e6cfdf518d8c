"""Which Python the environment is made with."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from workbench import interpreters
from workbench.interpreters import Interpreter, candidates, in_order, launcher_paths, read_probe, suitable
from workbench.refusal import Refusal


def answer(path: str, version: tuple[int, int, int]) -> str:
    """What a suitable Python says of itself."""
    told = {
        "path": path,
        "version": list(version),
        "final": True,
        "implementation": "CPython",
        "wide": True,
        "free_threaded": False,
        "lacking": [],
        "has_pip": True,
        "has_ensurepip": True,
    }
    return json.dumps(told)


def test_that_the_order_is_313_then_312_then_314_then_311() -> None:
    versions = [(3, 11, 9), (3, 14, 1), (3, 12, 4), (3, 13, 0)]
    found = in_order(Interpreter(str(version), version) for version in versions)
    assert [each.version[1] for each in found] == [13, 12, 14, 11]


def test_that_the_newest_of_one_minor_version_comes_first() -> None:
    found = in_order([Interpreter("old", (3, 13, 2)), Interpreter("new", (3, 13, 11))])
    assert [each.path for each in found] == ["new", "old"]


def test_that_of_equals_the_first_found_is_chosen_and_none_is_listed_twice() -> None:
    same = [Interpreter("a", (3, 13, 2)), Interpreter("b", (3, 13, 2)), Interpreter("a", (3, 13, 2))]
    assert [each.path for each in in_order(same)] == ["a", "b"]


def test_that_a_name_that_does_not_run_is_passed_over() -> None:
    answers = {"shim": None, "garbled": "not installed", "real": answer("/opt/py/python3.12", (3, 12, 1))}
    assert [each.path for each in suitable(answers, answers.get)] == ["/opt/py/python3.12"]


@pytest.mark.parametrize(
    "told",
    [
        {"version": [3, 10, 13]},
        {"version": [3, 15, 0]},
        {"version": [2, 7, 18]},
        {"implementation": "PyPy"},
        {"wide": False},
        {"free_threaded": True},
        {"final": False},
        {"lacking": ["ssl"]},
    ],
)
def test_that_an_unsuitable_python_is_refused(told: dict[str, object]) -> None:
    assert read_probe(answer("python", (3, 13, 0))) is not None
    usual = json.loads(answer("python", (3, 13, 0)))
    assert read_probe(json.dumps(usual | told)) is None


def test_that_no_suitable_python_is_a_sentence_naming_the_version_to_install() -> None:
    with pytest.raises(Refusal) as refused:
        suitable(["a", "b"], lambda _: None)
    assert "install 64-bit Python 3.13" in refused.value.sentence


def test_that_path_pyenv_and_this_python_are_all_tried(tmp_path: Path) -> None:
    for name in (
        "bin/python3.12",
        ".pyenv/versions/3.13.0/bin/python3.13",
        ".pyenv/versions/3.9.1/bin/python3",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    searched = os.pathsep.join([str(tmp_path / "bin"), str(tmp_path / "nowhere")])
    tried = list(candidates({"PATH": searched, "HOME": str(tmp_path)}, windows=False))
    assert tried[0] == str(tmp_path / "bin" / "python3.12")
    assert str(tmp_path / ".pyenv/versions/3.13.0/bin/python3.13") in tried
    assert not [path for path in tried if "3.9.1" in path]
    assert tried[-1] == interpreters.sys.executable


def test_that_the_windows_launcher_is_read() -> None:
    lines = [
        " -V:3.13 *        C:\\Python313\\python.exe",
        " -V:3.11    C:\\Program Files\\Python311\\python.exe",
    ]
    text = "\n".join(lines)

    def run(*_: object, **__: object) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess([], 0, stdout=text)

    assert launcher_paths(run) == ["C:\\Python313\\python.exe", "C:\\Program Files\\Python311\\python.exe"]


def test_that_a_missing_windows_launcher_gives_nothing() -> None:
    def run(*_: object, **__: object) -> subprocess.CompletedProcess[str]:
        raise FileNotFoundError

    assert launcher_paths(run) == []


def test_that_this_python_answers_the_probe() -> None:
    found = read_probe(interpreters.run_probe(interpreters.sys.executable))
    assert found is not None
    assert found.version == interpreters.sys.version_info[:3]


def test_that_a_file_that_is_no_python_does_not_answer(tmp_path: Path) -> None:
    (tmp_path / "python3.13").write_text("not a program", encoding="utf-8")
    assert interpreters.run_probe(str(tmp_path / "python3.13")) is None
