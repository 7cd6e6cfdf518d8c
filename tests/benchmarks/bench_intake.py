"""Reading a search: file to people and lines, digest included, beside Python's csv reader alone."""

import csv
import tempfile
from pathlib import Path
from time import process_time

from pharmreview.intake.reader import read_export
from tests.benchmarks.figure import Figure
from tests.benchmarks.search_files import LAYOUTS, write_search

ROWS = 100_000
_ROUNDS = 5


def measure() -> list[Figure]:
    """Read 100,000 lines of each layout: the floor and ours in turn, the best of five of each."""
    figures = []
    with tempfile.TemporaryDirectory() as folder:
        for layout in LAYOUTS:
            path = write_search(Path(folder) / f"{layout}.csv", ROWS, layout=layout)
            floor = ours = float("inf")
            for _ in range(_ROUNDS):
                floor = min(floor, bare_csv(path))
                ours = min(ours, _ours(path))
            figures.append(Figure(f"read {ROWS:,} lines ({layout})", ours * 1000, floor * 1000, 4.5))
    return figures


def bare_csv(path: Path) -> float:
    """Seconds that the csv reader alone takes over a file."""
    begun = process_time()
    with path.open(encoding="utf-8", newline="") as stream:
        for _ in csv.reader(stream):
            pass
    return process_time() - begun


def _ours(path: Path) -> float:
    begun = process_time()
    file = read_export(path)
    spent = process_time() - begun
    assert sum(len(person.rows) for person in file.people) == ROWS
    return spent
