"""A search from CSV to tiers beside Python's csv reader alone over the same file.

``python -m tests.benchmarks search`` measures 10,000, 100,000 and 1,000,000 lines of a plain table, and
100,000 of EMIS and of SystmOne; with the environment variable PHARMREVIEW_BENCH_LINES the counts it names,
of a plain table ("10000,50000"). The limits of time and memory are those of 100,000 lines. Each file is
measured in pairs: the csv reader alone over the file, opened as text, its rows dropped, and at once the
whole way over the same file, from cold as at a first import. Each pair has a process of its own, so that
its memory is its own and no pair knows what another read; the collector is at rest before either. The
tables are read and arranged before, as the window does behind the door; what that takes, once, is printed
beside. What is printed is the middle pair, by how many times ours took, and the best of ours over the best
of the floor.

The three sizes are measured minutes apart, and a machine that is shared is quick in one and slow in
another. The straight line is therefore drawn through how many times its own floor the middle pair of each
size took, by its lines, by what a line costs the csv reader at its best.
"""

import csv
import gc
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import process_time
from typing import NamedTuple

from tests.benchmarks.figure import Figure, StraightLine
from tests.benchmarks.search_files import LAYOUTS, RUN_ON, write_search

_COUNTS = (10_000, 100_000, 1_000_000)
_LINES_OF_THE_LIMIT = 100_000
_MOST_DEPARTURE = 0.15
_MOST_TIMES = 12.0
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

    @property
    def ratio(self) -> float:
        """How many times the floor the whole way took."""
        return self.whole / self.floor


def measure() -> Iterator[Figure | StraightLine]:
    """Processor time of the whole way for each file, then the line on which that of the plain tables lies."""
    named = os.environ.get("PHARMREVIEW_BENCH_LINES")
    counts = tuple(int(count) for count in named.split(",")) if named else _COUNTS
    plain: dict[int, list[_Pair]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for lines in counts:
            pairs = _pairs(write_search(Path(folder) / f"{lines}.csv", lines), lines)
            plain[lines] = pairs
            yield _figure(lines, "a plain table", pairs)
        for layout in LAYOUTS[1:] if named is None else ():
            path = Path(folder) / f"{layout}.csv"
            pairs = _pairs(write_search(path, _LINES_OF_THE_LIMIT, layout=layout), _LINES_OF_THE_LIMIT)
            yield _figure(_LINES_OF_THE_LIMIT, layout, pairs)
    if len(plain) > 2:
        yield _straight_line(plain)


def _straight_line(plain: dict[int, list[_Pair]]) -> StraightLine:
    """The line through the middle pair of each size, all at the pace of the quickest floor."""
    pace = min(pair.floor / lines for lines, pairs in plain.items() for pair in pairs)
    costs = tuple((lines, pairs[len(pairs) // 2].ratio * lines * pace) for lines, pairs in plain.items())
    once = "names and directions read for the first time"
    return StraightLine("lines from CSV to tiers", costs, once, _MOST_DEPARTURE)


def _pairs(path: Path, lines: int) -> list[_Pair]:
    """The pairs of one file, by how many times the floor ours took."""
    command = [sys.executable, "-m", "tests.benchmarks.bench_search", str(path)]
    number = _PAIRS if lines <= _LINES_OF_THE_LIMIT else _PAIRS_OF_MORE
    done = [subprocess.run(command, check=True, capture_output=True, text=True) for _ in range(number)]
    return sorted((_Pair(**json.loads(one.stdout)) for one in done), key=lambda pair: pair.ratio)


def _figure(lines: int, layout: str, pairs: list[_Pair]) -> Figure:
    middle, most = pairs[len(pairs) // 2], max(pair.memory for pair in pairs)
    best = min(pair.whole for pair in pairs) / min(pair.floor for pair in pairs)
    judging = middle.judging / middle.floor
    of_the_limit = lines == _LINES_OF_THE_LIMIT
    memory = f"{most:,} MB at most" + (f" (limit {_MOST_MEMORY_MB})" if of_the_limit else "")
    name = (
        f"{lines:,} lines from CSV to tiers ({layout}), the middle of {len(pairs)} pairs, "
        f"{middle.ratio - judging:.1f} times reading and {judging:.1f} judging, best beside best {best:.1f}, "
        f"{memory}, {min(pair.ready for pair in pairs):.0f} ms before for the tables"
    )
    too_much = of_the_limit and most > _MOST_MEMORY_MB
    limit_ms = 0.0 if too_much else None
    return Figure(name, middle.whole, middle.floor, _MOST_TIMES if of_the_limit else None, limit_ms)


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
