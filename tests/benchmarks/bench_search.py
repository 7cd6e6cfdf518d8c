"""A search from CSV to tiers beside Python's csv reader alone over the same file.

``python -m tests.benchmarks search`` measures 10,000, 100,000 and 1,000,000 lines; with the environment
variable PHARMREVIEW_BENCH_LINES the counts it names ("10000,50000"). Cost grows in a straight line where each
further line costs the same: between the last two counts as between the first two. Each count is measured in a
process of its own, so that its peak memory is its own.
"""

import csv
import json
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from time import process_time

from tests.benchmarks.figure import Figure
from tests.benchmarks.search_files import RUN_ON, write_search

_COUNTS = (10_000, 100_000, 1_000_000)
_LINES_OF_THE_LIMIT = 100_000
_MOST_BENT = 1.5
_MOST_TIMES = 12.0
_MOST_TIMES_JUDGING = 6.0
_MOST_MEMORY_MB = 400
_ROUNDS = 3


def measure() -> list[Figure]:
    """Processor time of the whole way, and of lines to tiers alone, for each count."""
    named = os.environ.get("PHARMREVIEW_BENCH_LINES")
    counts = tuple(int(count) for count in named.split(",")) if named else _COUNTS
    figures: list[Figure] = []
    costs: list[tuple[int, float]] = []
    with tempfile.TemporaryDirectory() as folder:
        for lines in counts:
            path = Path(folder) / f"{lines}.csv"
            write_search(path, lines)
            command = [sys.executable, "-m", "tests.benchmarks.bench_search", str(path)]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            found = json.loads(done.stdout)
            whole, judging, floor = (found[key] for key in ("whole", "judging", "floor"))
            memory = f"{found['memory']:,} MB at most (limit {_MOST_MEMORY_MB})"
            name = f"{lines:,} lines from CSV to tiers, {memory}"
            limit_ms = None if found["memory"] <= _MOST_MEMORY_MB or lines > _LINES_OF_THE_LIMIT else 0.0
            costs.append((lines, whole))
            figures.append(Figure(name, whole, floor, _MOST_TIMES, limit_ms))
            figures.append(Figure(f"{lines:,} lines to tiers alone", judging, floor, _MOST_TIMES_JUDGING))
    return [*figures, *_straightness(costs)]


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


def _one(path: Path) -> dict[str, float]:
    """One file: the floor's best of three, then the whole way once from cold, as at a first import."""
    from pharmreview.intake import reader
    from pharmreview.reference.tables import load_tables
    from pharmreview.services.intake import Intake
    from pharmreview.system.clock import SystemClock

    floor = min(_csv_alone(path) for _ in range(_ROUNDS))
    tables = load_tables()
    for part in ("vocabulary", "rules", "factors"):
        getattr(tables, part)
    intake = Intake(reader, tables, SystemClock())
    begun = process_time()
    file = reader.read_export(path)
    read = process_time()
    preview = intake.preview_of(file, as_of=RUN_ON)
    done = process_time()
    assert preview.counts.lines == preview.counts.read + preview.counts.other + preview.counts.unread
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {
        "floor": floor * 1000,
        "whole": (done - begun) * 1000,
        "judging": (done - read) * 1000,
        "memory": peak,
    }


def _csv_alone(path: Path) -> float:
    begun = process_time()
    with path.open(encoding="utf-8", newline="") as stream:
        for _ in csv.reader(stream):
            pass
    return process_time() - begun


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_one(Path(sys.argv[1]))))
