"""The verbs of dev.py, with the environment and the programs they call stood in for."""

import subprocess
import sys
from collections.abc import Callable

import pytest

import dev
from workbench.refusal import Refusal


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What was called, each command as the words after the program's folder; every program succeeds."""
    made: list[list[str]] = []

    def call(command: list[object], **_: str) -> int:
        made.append([getattr(command[0], "stem", str(command[0])), *(str(each) for each in command[1:])])
        return 0

    monkeypatch.setattr(dev, "call", call)
    monkeypatch.setattr(dev, "make_ready", lambda **_: None)
    return made


def without_display(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "has_display", lambda *_: False)


def test_that_no_verb_lists_the_verbs(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main([]) == 0
    listed = [line.split()[0] for line in capsys.readouterr().out.splitlines() if line.startswith("  ")]
    assert listed == ["setup", "run", "test", "check", "fix", "bench", "shots", "spec", "checkers", "pack"]


def test_that_an_unknown_verb_is_refused_with_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["launch"]) == 2
    assert "There is no verb 'launch'" in capsys.readouterr().err


def test_that_pack_says_it_comes_later(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["pack"]) == 0
    assert "come later" in capsys.readouterr().out


def test_that_run_opens_the_window_where_there_is_a_display(
    calls: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "has_display", lambda *_: True)
    assert dev.main(["run"]) == 0
    assert calls == [["pharmreview"]]


def test_that_run_says_so_and_writes_the_demonstration_where_there_is_none(
    calls: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    without_display(monkeypatch)
    assert dev.main(["run"]) == 0
    assert "There is no display here" in capsys.readouterr().out
    assert calls == [["pharmreview", "demo", "demo-output"]]


@pytest.mark.parametrize(
    ("environ", "platform", "shown"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux", True),
        ({}, "win32", True),
        ({}, "darwin", True),
    ],
)
def test_that_a_display_is_known_by_its_variables(
    environ: dict[str, str], platform: str, shown: bool
) -> None:
    assert dev.has_display(environ, platform) is shown


def test_that_test_passes_its_arguments_on(calls: list[list[str]]) -> None:
    dev.main(["test", "tests/domain", "-k", "ome"])
    assert calls[0][1:3] == ["-m", "pytest"]
    assert calls[0][-3:] == ["tests/domain", "-k", "ome"]
    assert "-n" in calls[0]


def test_that_a_chosen_number_of_workers_is_kept(calls: list[list[str]]) -> None:
    dev.main(["test", "-n0"])
    assert calls[0][1:] == ["-m", "pytest", "-n0"]


@pytest.mark.parametrize(("processors", "expected"), [(None, 2), (1, 2), (2, 3), (3, 4), (64, 4)])
def test_that_the_workers_stay_between_two_and_four(processors: int | None, expected: int) -> None:
    assert dev.workers(processors) == expected


def failing(names: set[str]) -> Callable[..., int]:
    return lambda command, **_: int(getattr(command[0], "stem", "") in names)


def test_that_check_runs_everything_and_counts_what_failed(
    calls: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dev.main(["check"]) == 0
    assert [each[0] for each in calls] == ["ruff", "ruff", "mypy", "lint-imports", "python"]
    monkeypatch.setattr(dev, "call", failing({"mypy", "lint-imports"}))
    assert dev.main(["check"]) == 1
    assert "2 of 5 checks failed: types, imports" in capsys.readouterr().out


def test_that_check_can_leave_the_tests_to_the_test_verb(calls: list[list[str]]) -> None:
    dev.main(["check", "--without-tests"])
    assert "python" not in [each[0] for each in calls]


def test_that_fix_mends_formats_and_redraws_the_map(
    calls: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[object] = []
    monkeypatch.setattr(dev.room_map, "write", drawn.append)
    dev.main(["fix"])
    assert drawn == [dev.ROOT]
    assert calls == [["ruff", "check", "--fix"], ["ruff", "format"]]


def test_that_shots_asks_for_its_folder(calls: list[list[str]], capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["shots"]) == 1
    assert "python3 dev.py shots DIR" in capsys.readouterr().err
    assert dev.main(["shots", "pictures"]) == 0
    assert calls[-1][-1] == "pictures"


def test_that_a_refusal_is_one_sentence_and_a_failure(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(with_window: bool = False) -> None:
        raise Refusal("Install Python 3.13.")

    monkeypatch.setattr(dev, "make_ready", refuse)
    assert dev.main(["test"]) == 1
    assert capsys.readouterr().err == "Install Python 3.13.\n"


def test_that_what_a_program_compiles_is_kept_for_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    inside = "import sys; sys.exit(sys.dont_write_bytecode or not sys.pycache_prefix.startswith(sys.argv[1]))"
    assert dev.call([sys.executable, "-c", inside, dev.environment.VENV]) == 0


def test_that_dev_starts_with_nothing_installed() -> None:
    program = [
        sys.executable,
        "-I",
        "-S",
        "-c",
        f"import sys; sys.path.insert(0, {str(dev.ROOT)!r}); import dev",
    ]
    done = subprocess.run(program, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
