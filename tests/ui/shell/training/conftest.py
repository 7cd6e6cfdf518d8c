"""The worked example made twice into one folder, by the installed command, on a machine without a display."""

import hashlib
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[4]


@dataclass(frozen=True)
class Ran:
    """How the command ended."""

    status: int
    out: str
    err: str


def run_demo(folder: Path) -> Ran:
    """Run the verb as a person without a display would."""
    environ = {
        k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    done = subprocess.run(
        [sys.executable, "-m", "ui", "demo", str(folder)],
        cwd=ROOT,
        env=environ,
        capture_output=True,
        text=True,
        timeout=280,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def digests(folder: Path) -> dict[str, str]:
    """The digest of every paper and picture, by its name in the folder."""
    files = [f for f in folder.rglob("*") if f.suffix in (".pdf", ".html", ".png", ".json")]
    return {
        f.relative_to(folder).as_posix(): hashlib.sha256(f.read_bytes()).hexdigest()
        for f in files
        if "training" not in f.relative_to(folder).parts
    }


@dataclass(frozen=True)
class Example:
    """The folder as it stands after the second run, and what the first had left."""

    folder: Path
    runs: tuple[Ran, Ran]
    first: dict[str, str]
    first_pictures: dict[str, bytes]


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Example:
    """Made once for all the tests that look at it."""
    folder = tmp_path_factory.mktemp("example") / "demo-output"
    before = run_demo(folder)
    first = digests(folder)
    pictures = {path.name: path.read_bytes() for path in (folder / "screens").iterdir()}
    return Example(folder, (before, run_demo(folder)), first, pictures)
