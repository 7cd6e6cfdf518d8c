"""The environment is made once and again only when its ingredients change; pip and venv may be missing."""

import json
import platform
import re
import sys
from pathlib import Path

import pytest

from workbench import environment
from workbench.environment import ingredients, is_current, uv_version
from workbench.interpreters import Interpreter
from workbench.refusal import Refusal

ROOT = environment.ROOT
BARE = Interpreter("/usr/bin/python3.12", (3, 12, 3), has_pip=False, has_ensurepip=False)


@pytest.fixture
def stamp(tmp_path: Path) -> Path:
    path = tmp_path / "made-from.json"
    path.write_text(json.dumps({"made_from": {"uv.lock": "a"}, "python": platform.python_version()}))
    return path


def test_that_an_unchanged_environment_is_left_as_it_is(stamp: Path) -> None:
    assert is_current(stamp, {"uv.lock": "a"}, Path(sys.executable))


def test_that_a_changed_lock_makes_the_environment_again(stamp: Path) -> None:
    assert not is_current(stamp, {"uv.lock": "b"}, Path(sys.executable))


def test_that_a_python_that_went_away_makes_the_environment_again(stamp: Path, tmp_path: Path) -> None:
    assert not is_current(stamp, {"uv.lock": "a"}, tmp_path / "python")


@pytest.mark.parametrize("text", ["", "{", "{}", '{"made_from": {"uv.lock": "a"}, "python": null}'])
def test_that_a_spoilt_stamp_makes_the_environment_again(stamp: Path, text: str, tmp_path: Path) -> None:
    stamp.write_text(text)
    assert not is_current(stamp, {"uv.lock": "a"}, Path(sys.executable))
    assert not is_current(stamp, {"uv.lock": "a"}, tmp_path / "python")


def test_that_the_lock_the_settings_and_the_installer_decide(tmp_path: Path) -> None:
    (tmp_path / "workbench").mkdir()
    for name in ("uv.lock", "pyproject.toml", "workbench/uv.txt"):
        (tmp_path / name).write_text(name)
    before = ingredients(tmp_path)
    for name in before:
        (tmp_path / name).write_text("changed")
        assert ingredients(tmp_path) != before
        (tmp_path / name).write_text(name)
    assert ingredients(tmp_path) == before


def test_that_the_installer_is_pinned_and_hashed_for_every_platform() -> None:
    text = environment.UV_REQUIREMENT.read_text(encoding="utf-8")
    assert re.fullmatch(r"\d+\.\d+\.\d+", uv_version(text))
    assert len(re.findall(r"--hash=sha256:[0-9a-f]{64}\b", text)) >= 10
    assert "://" not in text


def test_that_the_pinned_installer_carries_the_build_backend() -> None:
    minor = ".".join(uv_version(environment.UV_REQUIREMENT.read_text(encoding="utf-8")).split(".")[:2])
    assert f'"uv_build>={minor},' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def test_that_any_python_with_pip_fetches_the_installer(tmp_path: Path) -> None:
    other = Interpreter("/usr/bin/python3.11", (3, 11, 2), has_ensurepip=False)
    assert environment._pip([BARE, other], tmp_path) == ["/usr/bin/python3.11", "-m", "pip"]


def test_that_without_pip_a_scratch_environment_is_made(tmp_path: Path) -> None:
    this = Interpreter(sys.executable, sys.version_info[:3], has_pip=False, has_ensurepip=True)
    command = environment._pip([BARE, this], tmp_path)
    assert Path(command[0]).is_relative_to(tmp_path)
    assert Path(command[0]).exists()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux systems package venv apart")
def test_that_without_pip_and_venv_the_exact_command_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment.system_libraries, "root_prefix", lambda: None)
    with pytest.raises(Refusal) as refused:
        environment._pip([BARE], tmp_path)
    assert "sudo apt-get install -y --no-install-recommends python3.12-venv" in refused.value.sentence


def test_that_a_virtual_environment_of_the_caller_does_not_leak_in(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("VIRTUAL_ENV", "UV_PROJECT_ENVIRONMENT", "PYTHONPATH"):
        monkeypatch.setenv(name, "elsewhere")
    assert not {"VIRTUAL_ENV", "UV_PROJECT_ENVIRONMENT", "PYTHONPATH"} & set(environment._clean_environ())
