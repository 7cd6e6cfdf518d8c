"""One door to every task: `python3 dev.py VERB`. Standard library only; Python 3.11 or newer."""

import os
import subprocess
import sys

if sys.version_info < (3, 11):  # noqa: UP036  an older Python must get a sentence, not a traceback
    sys.exit("PharmReview needs Python 3.11 or newer: run dev.py with python3.13, python3.12 or python3.11.")

from collections.abc import Callable, Mapping, Sequence

from workbench import checkers as outside
from workbench import environment, room_map, system_libraries
from workbench.environment import ROOT, venv_command
from workbench.refusal import Refusal

FAST_TESTS = ("tests/architecture", "tests/foundations", "tests/domain")
SHOTS_MODULE = "ui.shell.training.shots"
BENCH_MODULE = "tests.benchmarks"
SPEC_MODULE = "tests.spec.page"


def has_display(environ: Mapping[str, str], platform: str) -> bool:
    """Whether a window can be shown: always off Linux; there with X11, Wayland or a chosen Qt platform."""
    if not platform.startswith("linux"):
        return True
    return any(environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def workers(processors: int | None) -> int:
    """How many test processes: one more than processors, since tests of the window wait; 2 to 4."""
    return min(4, max(2, (processors or 1) + 1))


def call(command: Sequence[object], **extra: str) -> int:
    """Run a program of the environment from the project's root, with what it compiles kept there."""
    kept = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(environment.VENV / "bytecode")}
    ours = {**os.environ, **kept, **extra}
    return subprocess.run([str(each) for each in command], cwd=ROOT, env=ours, check=False).returncode


def make_ready(with_window: bool = False) -> None:
    system_libraries.ensure(os.environ, with_window)
    environment.ensure()


def setup(_: Sequence[str]) -> int:
    """make the environment alone"""
    make_ready()
    print("Ready: .venv holds everything in uv.lock.")
    return 0


def run(arguments: Sequence[str]) -> int:
    """open the application; without a display, write the demonstration to demo-output"""
    shown = has_display(os.environ, sys.platform)
    make_ready(with_window=shown)
    if shown:
        return call([venv_command("pharmreview"), *arguments])
    print(
        "There is no display here, so the demonstration is written to the folder demo-output instead.",
        flush=True,
    )
    return call([venv_command("pharmreview"), "demo", "demo-output"])


def test(arguments: Sequence[str]) -> int:
    """run every test; further arguments go to pytest"""
    make_ready()
    chosen = any(each.startswith(("-n", "--numprocesses")) or each == "--pdb" for each in arguments)
    spread = [] if chosen else ["-n", str(workers(os.cpu_count()))]
    return call([venv_command("python"), "-m", "pytest", *spread, *arguments])


def check(arguments: Sequence[str]) -> int:
    """format, lint, types, imports, fast tests (not with --without-tests): all run, failures counted"""
    make_ready()
    commands: dict[str, list[object]] = {
        "format": [venv_command("ruff"), "format", "--check"],
        "lint": [venv_command("ruff"), "check"],
        "types": [venv_command("mypy")],
        "imports": [venv_command("lint-imports"), "--no-logo"],
    }
    if "--without-tests" not in arguments:
        commands["fast tests"] = [venv_command("python"), "-m", "pytest", "-q", *FAST_TESTS]
    failed = []
    for name, command in commands.items():
        print(f"== {name}", flush=True)
        if call(command):
            failed.append(name)
    print(
        f"{len(failed)} of {len(commands)} checks failed: {', '.join(failed)}"
        if failed
        else "Every check passed."
    )
    return 1 if failed else 0


def fix(_: Sequence[str]) -> int:
    """format, mend what the linter can mend, and bring the map of rooms up to date"""
    make_ready()
    room_map.write(ROOT)
    linted = call([venv_command("ruff"), "check", "--fix"])
    return call([venv_command("ruff"), "format"]) or linted


def bench(arguments: Sequence[str]) -> int:
    """print each speed beside its floor from the same run"""
    make_ready()
    return call([venv_command("python"), "-m", BENCH_MODULE, *arguments], QT_QPA_PLATFORM="offscreen")


def shots(arguments: Sequence[str]) -> int:
    """write a PNG of every screen into a folder: shots DIR"""
    if len(arguments) != 1:
        raise Refusal("Name the folder for the pictures: python3 dev.py shots DIR")
    make_ready()
    return call([venv_command("python"), "-m", SHOTS_MODULE, *arguments], QT_QPA_PLATFORM="offscreen")


def spec(_: Sequence[str]) -> int:
    """write the page How we read and count from the tests' worked examples and the tables"""
    make_ready()
    return call([venv_command("python"), "-m", SPEC_MODULE])


def checkers(_: Sequence[str]) -> int:
    """bring the checkers of papers here: axe-core and veraPDF, for test -m checkers"""
    for told in outside.fetch(os.environ):
        print(told, flush=True)
    return 0


def pack(_: Sequence[str]) -> int:
    """installers: not yet"""
    print("Installers come later; until then run PharmReview from this folder with: python3 dev.py run")
    return 0


VERBS: dict[str, Callable[[Sequence[str]], int]] = {
    verb.__name__: verb for verb in (setup, run, test, check, fix, bench, shots, spec, checkers, pack)
}


def listing() -> str:
    """Every verb with what it does."""
    lines = [f"  {name:<8} {verb.__doc__}" for name, verb in VERBS.items()]
    return "\n".join(["python3 dev.py VERB", "", *lines])


def main(arguments: Sequence[str]) -> int:
    if not arguments or arguments[0] in ("-h", "--help"):
        print(listing())
        return 0
    verb = VERBS.get(arguments[0])
    if verb is None:
        print(f"There is no verb {arguments[0]!r}.\n\n{listing()}", file=sys.stderr)
        return 2
    try:
        return verb(arguments[1:])
    except Refusal as refusal:
        print(refusal.sentence, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
