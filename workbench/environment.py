"""Make `.venv` at the root exactly as `uv.lock` says, and make it again only when that changed."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from workbench import interpreters, system_libraries
from workbench.interpreters import Interpreter
from workbench.refusal import Refusal

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
TOOLS = ROOT / ".tools"
UV_REQUIREMENT = ROOT / "workbench" / "uv.txt"
_STAMP = VENV / "made-from.json"
_WINDOWS = os.name == "nt"


def venv_command(name: str) -> Path:
    """The path of a program of the environment, `python` among them."""
    return VENV / ("Scripts" if _WINDOWS else "bin") / (name + (".exe" if _WINDOWS else ""))


def ingredients(root: Path = ROOT) -> dict[str, str]:
    """The digest of every file that decides what is in the environment."""
    names = ("uv.lock", "pyproject.toml", "workbench/uv.txt")
    return {name: hashlib.sha256((root / name).read_bytes()).hexdigest() for name in names}


def is_current(stamp: Path, made_from: dict[str, str], python: Path) -> bool:
    """Whether the environment was made from just these files and its Python still runs."""
    try:
        told = json.loads(stamp.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    version: object = told.get("python")
    return told.get("made_from") == made_from and version is not None and version == _python_version(python)


def _python_version(python: Path) -> str | None:
    try:
        answer = subprocess.run(
            [python, "-I", "-c", "import platform; print(platform.python_version())"],
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return answer.stdout.strip()


def ensure() -> None:
    """Make the environment, or do nothing when it is as the lock says.

    :raises Refusal: when there is no suitable Python, or the installer cannot be had or fails.
    """
    made_from = ingredients()
    if is_current(_STAMP, made_from, venv_command("python")):
        return
    found = interpreters.suitable()
    chosen = found[0]
    print(f"Making .venv with Python {chosen.text} ({chosen.path})", flush=True)
    uv = _uv(found)
    _clear_broken_venv()
    command = [str(uv), "sync", "--locked", "--no-python-downloads", "--no-progress"]
    command += ["--python", chosen.path]
    if subprocess.run(command, cwd=ROOT, env=_clean_environ(), check=False).returncode:
        raise Refusal(
            "The environment could not be made from uv.lock: mend what the lines above say and try again."
        )
    stamp = {"made_from": made_from, "python": _python_version(venv_command("python"))}
    _STAMP.write_text(json.dumps(stamp, indent=1), encoding="utf-8")


def _clear_broken_venv() -> None:
    """Remove an environment whose Python no longer runs; uv makes it anew. Anything else is left alone."""
    if (VENV / "pyvenv.cfg").exists() and _python_version(venv_command("python")) is None:
        shutil.rmtree(VENV)


def _clean_environ() -> dict[str, str]:
    ours = {
        **os.environ,
        "PIP_USER": "0",
        "PIP_REQUIRE_VIRTUALENV": "0",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }
    for name in (
        "VIRTUAL_ENV",
        "UV_PROJECT_ENVIRONMENT",
        "UV_PYTHON",
        "PYTHONHOME",
        "PYTHONPATH",
        "PIP_TARGET",
    ):
        ours.pop(name, None)
    return ours


def uv_version(requirement: str) -> str:
    """The pinned version in the text of the requirement file."""
    return requirement.partition("uv==")[2].split(maxsplit=1)[0]


def _uv(found: Sequence[Interpreter]) -> Path:
    """The pinned uv in its own folder, fetched by pip with its hash checked when it is not there yet."""
    home = TOOLS / f"uv-{uv_version(UV_REQUIREMENT.read_text(encoding='utf-8'))}"
    uv = home / "bin" / ("uv.exe" if _WINDOWS else "uv")
    if uv.exists():
        return uv
    shutil.rmtree(TOOLS, ignore_errors=True)
    TOOLS.mkdir()
    with tempfile.TemporaryDirectory(dir=TOOLS) as scratch:
        pip = _pip(found, Path(scratch))
        arrived = Path(scratch) / "uv"
        command = [
            *pip,
            "install",
            "--quiet",
            "--root-user-action=ignore",
            "--no-deps",
            "--only-binary",
            ":all:",
            "--require-hashes",
        ]
        command += ["--target", str(arrived), "-r", str(UV_REQUIREMENT)]
        if subprocess.run(command, env=_clean_environ(), check=False).returncode:
            raise Refusal(
                "The installer uv could not be fetched: mend what the lines above say and try again."
            )
        arrived.rename(home)
    return uv


def _pip(found: Sequence[Interpreter], scratch: Path) -> list[str]:
    """A command that runs pip: one that is there, or one in a scratch environment.

    :raises Refusal: with the exact command, when Python came without both and they may not be installed here.
    """
    with_pip = next((each for each in found if each.has_pip), None)
    if with_pip:
        return [with_pip.path, "-m", "pip"]
    maker = next((each for each in found if each.has_ensurepip), None)
    if maker is None:
        maker = _with_venv_package(found[0])
    subprocess.run([maker.path, "-m", "venv", str(scratch / "pip")], env=_clean_environ(), check=True)
    python = scratch / "pip" / ("Scripts/python.exe" if _WINDOWS else "bin/python")
    return [str(python), "-m", "pip"]


def _with_venv_package(interpreter: Interpreter) -> Interpreter:
    """Debian and Ubuntu ship Python without ensurepip until its venv package comes: install it or say how."""
    package = f"python3.{interpreter.version[1]}-venv"
    what = f"Python {interpreter.text} came without pip and venv"
    if not sys.platform.startswith("linux"):
        raise Refusal(f"{what}: install Python again with pip included, and run this again.")
    system_libraries.install(lambda: [package], what)
    return interpreter
