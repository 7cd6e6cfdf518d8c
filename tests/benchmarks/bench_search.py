"""A search from CSV to tiers beside Python's csv reader alone over the same file.

``python -m tests.benchmarks search`` measures 10,000, 100,000 and 1,000,000 lines; with the environment
variable PHARMREVIEW_BENCH_LINES the counts it names ("10000,50000"). Each count is measured in pairs: the csv
reader alone over the file, opened as text, its rows dropped, and at once the whole way over the same file,
from cold as at a first import. Each pair has a process of its own, so that its memory is its own and no pair
knows what another read; the collector is at rest before either. The tables are read and arranged before, as
the window does behind the door; what that takes, once, is printed beside. What is printed is the middle pair,
by how many times ours took, and the best of ours over the best of the floor. Cost grows in a straight line
where each further line costs the same: between the last two counts as between the first two.
"""

import csv
import gc
import json
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from time import process_time
from typing import NamedTuple

from tests.benchmarks.figure import Figure
from tests.benchmarks.search_files import RUN_ON, write_search

_COUNTS = (10_000, 100_000, 1_000_000)
_LINES_OF_THE_LIMIT = 100_000
_MOST_BENT = 1.5
_MOST_TIMES = 12.0
_MOST_TIMES_JUDGING = 6.0
_MOST_MEMORY_MB = 400
_PAIRS = 7
_PAIRS_OF_MORE = 3
"""Of a file longer than the limit speaks of: a pair takes a minute there."""


class _Pair(NamedTuple):
    """Milliseconds of the floor and of ours, of it lines to tiers, and the most megabytes held.

    `ready` is what it took before either to read the tables and to arrange them, once for every file.
    """

    floor: float
    whole: float
    judging: float
    memory: int
    ready: float


def measure() -> list[Figure]:
    """Processor time of the whole way, and of lines to tiers alone, for each count."""
    named = os.environ.get("PHARMREVIEW_BENCH_LINES")
    counts = tuple(int(count) for count in named.split(",")) if named else _COUNTS
    figures: list[Figure] = []
    costs: list[tuple[int, float]] = []
    with tempfile.TemporaryDirectory() as folder:
        for lines in counts:
            pairs = _pairs(write_search(Path(folder) / f"{lines}.csv", lines), lines)
            costs.append((lines, min(pair.whole for pair in pairs)))
            figures += _figures(lines, pairs)
    return [*figures, *_straightness(costs)]


def _pairs(path: Path, lines: int) -> list[_Pair]:
    """The pairs of one file, by how many times the floor ours took."""
    command = [sys.executable, "-m", "tests.benchmarks.bench_search", str(path)]
    number = _PAIRS if lines <= _LINES_OF_THE_LIMIT else _PAIRS_OF_MORE
    done = [subprocess.run(command, check=True, capture_output=True, text=True) for _ in range(number)]
    return sorted((_Pair(**json.loads(one.stdout)) for one in done), key=lambda pair: pair.whole / pair.floor)


def _figures(lines: int, pairs: list[_Pair]) -> list[Figure]:
    middle, most = pairs[len(pairs) // 2], max(pair.memory for pair in pairs)
    best = min(pair.whole for pair in pairs) / min(pair.floor for pair in pairs)
    name = (
        f"{lines:,} lines from CSV to tiers, the middle of {len(pairs)} pairs, "
        f"best beside best {best:.2f} times, {most:,} MB at most (limit {_MOST_MEMORY_MB})"
    )
    limit_ms = None if most <= _MOST_MEMORY_MB or lines > _LINES_OF_THE_LIMIT else 0.0
    ready = min(pair.ready for pair in pairs)
    alone = f"{lines:,} lines to tiers alone (not in either figure: {ready:.0f} ms for the tables, once)"
    return [
        Figure(name, middle.whole, middle.floor, _MOST_TIMES, limit_ms),
        Figure(alone, middle.judging, middle.floor, _MOST_TIMES_JUDGING),
    ]


def _straightness(costs: list[tuple[int, float]]) -> list[Figure]:
    """What a thousand further lines cost at the end of the line, beside what they cost at its beginning."""
    if len(costs) < 3:
        return []
    first, last = (
        (after - before) / (more - fewer) * 1000
        for (fewer, before), (more, after) in ((costs[0], costs[1]), (costs[-2], costs[-1]))
    )
    name = f"a thousand further lines towards {costs[-1][0]:,}, beside a thousand towards {costs[1][0]:,}"
    return [Figure(name, last, first, _MOST_BENT)]


def _one(path: Path) -> _Pair:
    """One pair: the floor, then the whole way from cold. The tables alone are ready, as behind the door."""
    from pharmreview.intake import reader
    from pharmreview.reference.tables import load_tables
    from pharmreview.services.intake import Intake
    from pharmreview.system.clock import SystemClock

    tables = load_tables()
    begun = process_time()
    tables.make_ready()
    ready = process_time() - begun
    intake = Intake(reader, tables, SystemClock())
    gc.collect()
    floor = _csv_alone(path)
    gc.collect()
    begun = process_time()
    file = reader.read_export(path)
    read = process_time()
    preview = intake.preview_of(file, as_of=RUN_ON)
    done = process_time()
    assert preview.counts.lines == preview.counts.read + preview.counts.other + preview.counts.unread
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return _Pair(floor * 1000, (done - begun) * 1000, (done - read) * 1000, peak, ready * 1000)


def _csv_alone(path: Path) -> float:
    begun = process_time()
    with path.open(encoding="utf-8", newline="") as stream:
        for _ in csv.reader(stream):
            pass
    return process_time() - begun


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_one(Path(sys.argv[1]))._asdict()))
