"""Find the newest suitable Python already on this machine; none is ever downloaded.

Suitable: CPython, 64 bits, with the global lock, and with the standard modules the application needs.
Candidates are run before they are trusted, for a name on PATH may be a shim for a version not installed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from workbench.refusal import Refusal

MINORS_BY_PREFERENCE = (13, 12, 14, 11)
"""3.13 carries releases; 3.12 has the same Qt; 3.14 is young; 3.11 must keep the older Qt (docs/adr/0001)."""

_NEEDED = ("ctypes", "sqlite3", "ssl", "zoneinfo")

_PROBE = f"""
import importlib.util, json, platform, sys, sysconfig
found = lambda name: importlib.util.find_spec(name) is not None
def imports(name):
    try:
        __import__(name)
    except ImportError:
        return False
    return True
print(json.dumps({{
    "path": getattr(sys, "_base_executable", None) or sys.executable,
    "version": list(sys.version_info[:3]),
    "final": sys.version_info[3] == "final",
    "implementation": platform.python_implementation(),
    "wide": sys.maxsize > 2**32,
    "free_threaded": bool(sysconfig.get_config_var("Py_GIL_DISABLED")),
    "lacking": [name for name in {_NEEDED!r} if not imports(name)],
    "has_pip": found("pip"),
    "has_ensurepip": found("ensurepip"),
}}))
"""


@dataclass(frozen=True)
class Interpreter:
    """A Python that was run and answered.

    ``has_pip`` and ``has_ensurepip`` say whether it can fetch the installer; Debian packages both apart.
    """

    path: str
    version: tuple[int, int, int]
    has_pip: bool = True
    has_ensurepip: bool = True

    @property
    def text(self) -> str:
        return ".".join(str(part) for part in self.version)


def run_probe(candidate: str) -> str | None:
    """What the candidate answers about itself, or None when it does not run."""
    try:
        answer = subprocess.run(
            [candidate, "-I", "-c", _PROBE], capture_output=True, text=True, timeout=30, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return answer.stdout


def read_probe(answer: str | None) -> Interpreter | None:
    """A suitable interpreter, or None when the answer is missing, garbled or unsuitable."""
    try:
        told = json.loads(answer or "")
    except ValueError:
        return None
    major, minor, micro = told["version"]
    if major != 3 or minor not in MINORS_BY_PREFERENCE or not told["final"]:
        return None
    if told["implementation"] != "CPython" or not told["wide"] or told["free_threaded"] or told["lacking"]:
        return None
    return Interpreter(told["path"], (major, minor, micro), told["has_pip"], told["has_ensurepip"])


def in_order(found: Iterable[Interpreter]) -> list[Interpreter]:
    """By preference of minor version, then the newest, then as found; each once."""
    return sorted(
        dict.fromkeys(found), key=lambda each: (MINORS_BY_PREFERENCE.index(each.version[1]), -each.version[2])
    )


def candidates(environ: Mapping[str, str], windows: bool) -> Iterator[str]:
    """Paths worth trying: PATH, pyenv's versions, the usual folders, the Windows launcher, this Python."""
    folders = [Path(each) for each in environ.get("PATH", "").split(os.pathsep) if each]
    home = environ.get("HOME") or environ.get("USERPROFILE") or os.curdir
    for pyenv in filter(None, (environ.get("PYENV_ROOT"), str(Path(home, ".pyenv")))):
        folders += sorted(Path(pyenv).glob("versions/3.1[1-4].*/bin"), reverse=True)
    folders += [Path(each) for each in ("/usr/local/bin", "/usr/bin", "/opt/homebrew/bin")]
    folders += sorted(Path("/Library/Frameworks/Python.framework/Versions").glob("3.1[1-4]/bin"))
    names = [f"python3.{minor}" for minor in MINORS_BY_PREFERENCE] + ["python3", "python"]
    suffix = ".exe" if windows else ""
    seen: set[str] = set()
    for folder in folders:
        for name in names:
            path = str(folder / (name + suffix))
            if path not in seen and os.path.isfile(path):  # noqa: PTH113  a folder closed to us is no error here
                seen.add(path)
                yield path
    if windows:
        yield from launcher_paths()
    yield sys.executable


def launcher_paths(run: Callable[..., subprocess.CompletedProcess[str]] = subprocess.run) -> list[str]:
    """What the Windows launcher lists, one a line: `` -V:3.13 *  C:\\Python313\\python.exe``."""
    try:
        answer = run(["py", "-0p"], capture_output=True, text=True, timeout=30, check=True)
    except (OSError, subprocess.SubprocessError):
        return []
    lines = [
        line.split(None, 1)[-1].lstrip("* ").strip() for line in answer.stdout.splitlines() if line.strip()
    ]
    return [path for path in lines if path.lower().endswith(".exe")]


def suitable(
    paths: Iterable[str] | None = None, probe: Callable[[str], str | None] = run_probe
) -> list[Interpreter]:
    """Every suitable interpreter, best first.

    :raises Refusal: when there is none.
    """
    if paths is None:
        paths = candidates(os.environ, os.name == "nt")
    found = [interpreter for path in paths if (interpreter := read_probe(probe(path)))]
    if not found:
        raise Refusal(
            "No suitable Python was found: install 64-bit Python 3.13 (3.11 to 3.14 will do) and try again."
        )
    return in_order(found)
