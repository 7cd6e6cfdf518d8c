"""A table written for a test, and read."""

import pytest

from pharmreview.intake.reader import read_export


@pytest.fixture
def read(tmp_path):
    """Read the rows of a table."""

    def read(*rows: str):
        path = tmp_path / "search.csv"
        path.write_text("\n".join(rows) + "\n", encoding="utf-8")
        return read_export(path)

    return read
