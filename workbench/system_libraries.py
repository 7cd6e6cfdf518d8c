"""The shared libraries Qt needs from a Linux system, asked of the loader itself, not of a package list."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from workbench.refusal import Refusal

Run = Callable[..., "subprocess.CompletedProcess[str]"]

WITHOUT_A_SCREEN = {
    "libglib-2.0.so.0": ("libglib2.0-0t64", "libglib2.0-0"),
    "libgthread-2.0.so.0": ("libglib2.0-0t64", "libglib2.0-0"),
    "libGL.so.1": ("libgl1",),
    "libEGL.so.1": ("libegl1",),
    "libxkbcommon.so.0": ("libxkbcommon0",),
    "libfontconfig.so.1": ("libfontconfig1",),
    "libfreetype.so.6": ("libfreetype6",),
    "libdbus-1.so.3": ("libdbus-1-3",),
}
"""Loader name to the Debian packages that carry it, the newest name first."""

X11 = {
    "libxcb-cursor.so.0": ("libxcb-cursor0",),
    "libxcb-icccm.so.4": ("libxcb-icccm4",),
    "libxcb-image.so.0": ("libxcb-image0",),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1",),
    "libxcb-render-util.so.0": ("libxcb-render-util0",),
    "libxcb-render.so.0": ("libxcb-render0",),
    "libxcb-shape.so.0": ("libxcb-shape0",),
    "libxcb-xkb.so.1": ("libxcb-xkb1",),
    "libxcb-util.so.1": ("libxcb-util1",),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0",),
    "libX11-xcb.so.1": ("libx11-xcb1",),
    "libxcb-randr.so.0": ("libxcb-randr0",),
    "libxcb-sync.so.1": ("libxcb-sync1",),
    "libxcb-xfixes.so.0": ("libxcb-xfixes0",),
}

WAYLAND = {
    "libwayland-client.so.0": ("libwayland-client0",),
    "libwayland-cursor.so.0": ("libwayland-cursor0",),
    "libwayland-egl.so.1": ("libwayland-egl1",),
}

_TRY_EACH = """
import ctypes, sys
for name in sys.argv[1:]:
    try:
        ctypes.CDLL(name)
    except OSError:
        print(name)
"""


def needed(environ: Mapping[str, str], with_window: bool) -> dict[str, tuple[str, ...]]:
    """The libraries for tests and pictures, and with a window those of the display that is there."""
    libraries = dict(WITHOUT_A_SCREEN)
    if with_window and environ.get("DISPLAY"):
        libraries |= X11
    if with_window and environ.get("WAYLAND_DISPLAY"):
        libraries |= WAYLAND
    return libraries


def missing(libraries: Iterable[str], run: Run = subprocess.run) -> list[str]:
    """The loader names that do not load, tried in a process of its own."""
    answer = run([sys.executable, "-c", _TRY_EACH, *libraries], capture_output=True, text=True, check=True)
    return answer.stdout.split()


def uses_apt(os_release: str) -> bool:
    """Whether ``/etc/os-release`` names Debian, Ubuntu or a system made from them."""
    told = dict(line.split("=", 1) for line in os_release.splitlines() if "=" in line)
    families = f"{told.get('ID', '')} {told.get('ID_LIKE', '')}".replace('"', "").split()
    return "debian" in families or "ubuntu" in families


def packages_for(
    names: Iterable[str], libraries: Mapping[str, tuple[str, ...]], known: Callable[[str], bool]
) -> list[str]:
    """The packages that carry these libraries, by the name this system knows, or else the oldest name."""
    chosen = {next((each for each in libraries[name] if known(each)), libraries[name][-1]) for name in names}
    return sorted(chosen)


def _apt_knows(package: str) -> bool:
    answer = subprocess.run(["apt-cache", "pkgnames", package], capture_output=True, text=True, check=False)
    return package in answer.stdout.split()


def root_prefix() -> list[str] | None:
    """What goes before a command that needs root: nothing, or sudo without a password; None if neither."""
    if os.geteuid() == 0:
        return []
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return ["sudo", "-n"]
    return None


def by_hand(packages: Sequence[str]) -> str:
    """The exact command for a person with an administrator's password."""
    return f"sudo apt-get update && sudo apt-get install -y --no-install-recommends {shlex.join(packages)}"


def install(packages_after_update: Callable[[], Sequence[str]], what_for: str) -> None:
    """Install Debian packages without a question, where this account may.

    :param packages_after_update: asked again once the lists are fresh, for names differ between releases.
    :raises Refusal: with the exact command, when this account may not or apt-get fails.
    """
    prefix = root_prefix()
    if prefix is None or not shutil.which("apt-get"):
        raise Refusal(f"{what_for}. Run: {by_hand(packages_after_update())}")
    quiet = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    subprocess.run([*quiet, "update"], check=False)
    packages = packages_after_update()
    print(f"{what_for}: installing {' '.join(packages)}", flush=True)
    done = subprocess.run([*quiet, "install", "-y", "--no-install-recommends", *packages], check=False)
    if done.returncode:
        raise Refusal(f"apt-get could not install what is missing. Run: {by_hand(packages)}")


def ensure(environ: Mapping[str, str], with_window: bool) -> None:
    """Have every needed library in place, on Linux; other systems bring their own.

    :raises Refusal: naming the command on Debian and Ubuntu, the libraries elsewhere.
    """
    if not sys.platform.startswith("linux"):
        return
    libraries = needed(environ, with_window)
    lacking = missing(libraries)
    if not lacking:
        return
    release = Path("/etc/os-release")
    if not uses_apt(release.read_text(encoding="utf-8") if release.exists() else ""):
        raise Refusal(
            f"Install the packages of your system that hold {', '.join(lacking)}, and run this again."
        )
    install(
        lambda: packages_for(lacking, libraries, _apt_knows), "System libraries that Qt needs are missing"
    )
    still = missing(libraries)
    if still:
        raise Refusal(f"The packages were installed but {', '.join(still)} still cannot be loaded.")
