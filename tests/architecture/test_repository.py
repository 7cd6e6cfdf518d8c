"""What is committed: finished, of no machine, locked to known hosts, and within the import law."""

import subprocess
import sys
import tomllib

import pytest

from tests.architecture.rules import strange_hosts, unfinished_or_local
from tests.architecture.source import ROOT, Source, tracked_texts

KNOWN_HOSTS = ("pypi.org", "files.pythonhosted.org")
NOT_SEARCHED = ("uv.lock",)
CI = ".ci/run"


def test_that_nothing_committed_is_unfinished_or_tied_to_a_machine() -> None:
    sources = [source for source in tracked_texts() if source.path not in NOT_SEARCHED]
    breaches = [breach for source in sources for breach in unfinished_or_local(source)]
    allowed = [
        breach for breach in breaches if breach.startswith(f"{CI}:") and "PHARMREVIEW_CORPUS" in breach
    ]
    assert len(allowed) <= 1
    remaining = [breach for breach in breaches if breach not in allowed]
    assert not remaining, "\n".join(remaining)


@pytest.mark.parametrize(
    "line",
    [
        "# TO" + "DO: later",
        "raise NotImplemented" + "Error",
        "# FIX" + "ME",
        "open('/ho" + "me/ada/export.csv')",
        "PATH = '../sha" + "red/data'",
        "C:\\Us" + "ers\\ada",
    ],
)
def test_that_a_planted_leftover_is_found(line: str) -> None:
    assert list(unfinished_or_local(Source("pharmreview/cli.py", line)))


def test_that_ordinary_words_and_addresses_pass() -> None:
    text = "A todo-free file; see docs/home/index.md and tests/data/tmp.csv\nreturn NotImplemented\n"
    assert not list(unfinished_or_local(Source("README.md", text)))


def test_that_the_lock_names_only_the_public_hosts() -> None:
    lock = (ROOT / "uv.lock").read_text(encoding="utf-8")
    assert not strange_hosts(lock, KNOWN_HOSTS)


def test_that_a_planted_mirror_in_the_lock_is_found() -> None:
    lock = 'url = "https://files.pythonhosted.org/a.whl"\nurl = "https://mirror.example/b.whl"\n'
    assert strange_hosts(lock, KNOWN_HOSTS) == {"mirror.example"}


def test_that_every_locked_file_has_a_hash() -> None:
    packages = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))["package"]
    files = [
        each for package in packages for each in [*package.get("wheels", []), package.get("sdist")] if each
    ]
    assert len(files) > len(packages)
    assert not [each["url"] for each in files if not each.get("hash", "").startswith("sha256:")]


def test_that_the_import_law_holds() -> None:
    program = "from importlinter.cli import lint_imports; import sys; sys.exit(lint_imports(no_cache=True))"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    "contract", ["layers", "stream", "no-screen", "pure", "no-adapters", "ui-layers", "screens", "no-cycles"]
)
def test_that_each_contract_of_the_import_law_is_declared(contract: str) -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    assert contract in [each["id"] for each in settings["contracts"]]


def test_that_the_checkers_are_strict() -> None:
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    assert tools["mypy"]["strict"] is True
    assert {"pharmreview", "ui"} <= set(tools["mypy"]["files"])
    assert {"DTZ", "TID", "BLE"} <= set(tools["ruff"]["lint"]["select"])
    banned = tools["ruff"]["lint"]["flake8-tidy-imports"]["banned-api"]
    assert {"datetime.date.today", "datetime.datetime.now", "time.time", "sqlite3"} <= set(banned)
    assert tools["pytest"]["ini_options"]["filterwarnings"][0] == "error"
    assert tools["pytest"]["ini_options"]["xfail_strict"] is True
