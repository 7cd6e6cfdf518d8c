"""Files written for one test."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pharmreview.domain.lines.row import ExportFile
from pharmreview.intake.reader import read_export

EXPORTS = Path(__file__).parent.parent / "data" / "exports"


@pytest.fixture
def exports() -> Path:
    """The folder of synthetic exports."""
    return EXPORTS


@pytest.fixture
def reading(tmp_path: Path) -> Callable[..., ExportFile]:
    """Read text (or bytes) as if it were an export."""

    def read(
        content: str | bytes, *, encoding: str = "utf-8", name: str = "search.csv", layout: str = "auto"
    ) -> ExportFile:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return read_export(path, layout)

    return read
