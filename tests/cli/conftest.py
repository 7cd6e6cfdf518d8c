"""The command line, run inside the test."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from pharmreview.cli.main import group


@pytest.fixture
def run() -> Callable[..., Result]:
    """Run a verb; the result holds standard output and standard error apart."""

    def run_verb(*args: object) -> Result:
        return CliRunner().invoke(group, [str(a) for a in args], prog_name="pharmreview")

    return run_verb


@pytest.fixture
def lines(run: Callable[..., Result]) -> Callable[..., list[dict[str, Any]]]:
    """Run a verb that must succeed, and read one JSON object a line."""

    def read(*args: object) -> list[dict[str, Any]]:
        result = run(*args)
        assert (result.exit_code, result.stderr) == (0, "")
        return [json.loads(line) for line in result.stdout.splitlines()]

    return read


@pytest.fixture
def document(run: Callable[..., Result]) -> Callable[..., Any]:
    """Run a verb that must succeed, and read its one JSON document."""

    def read(*args: object) -> Any:
        result = run(*args)
        assert (result.exit_code, result.stderr) == (0, "")
        return json.loads(result.stdout)

    return read


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., Path]:
    """Write a table for one test."""

    def write(text: str | bytes, name: str = "table.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write
