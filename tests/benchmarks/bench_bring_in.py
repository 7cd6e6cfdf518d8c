"""A search brought into the encrypted store beside plain sqlite3 inserting the same bytes as durably.

``python -m tests.benchmarks bring_in`` measures 10,000 people with four lines each; with the environment
variable PHARMREVIEW_BENCH_PEOPLE the counts it names ("100000"). Each count is measured in a process of its
own, so that its peak memory is its own: the preview that is brought in is part of it, and the rows that the
floors insert are not.
"""

import gc
import json
import os
import resource
import sqlite3  # noqa: TID251 - the floor that the store is measured against
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING, Any

from tests.benchmarks.bench_store import _COLUMNS, _plain
from tests.benchmarks.figure import Figure
from tests.benchmarks.search_files import LINES_EACH, RUN_ON, write_search

if TYPE_CHECKING:
    from pharmreview.storage.store import Store

_COUNTS = (10_000,)
_MOST_MEMORY_MB = 500
_MOST_MS_A_PERSON = 0.6
"""So that 100,000 people come in within a minute."""
_LIMITS = {"brought in first": 12.0, "brought in again": 36.0, "read one by one": 4.0}


def measure() -> Iterator[Figure]:
    """Processor time of a first import, of the next, and of reading everyone."""
    named = os.environ.get("PHARMREVIEW_BENCH_PEOPLE")
    counts = tuple(int(count) for count in named.split(",")) if named else _COUNTS
    with tempfile.TemporaryDirectory() as folder:
        for people in counts:
            path = write_search(Path(folder) / f"{people}.csv", people * LINES_EACH)
            command = [sys.executable, "-m", "tests.benchmarks.bench_bring_in", str(path)]
            found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
            memory = found.pop("memory")
            for name, (ours, floor) in found.items():
                said = (
                    f"{people:,} people brought in, {name}, {memory:,} MB at most (limit {_MOST_MEMORY_MB})"
                )
                limit = people * _MOST_MS_A_PERSON if memory <= _MOST_MEMORY_MB else 0.0
                yield Figure(said, ours, floor, _LIMITS[name], limit)


def _one(path: Path) -> dict[str, Any]:
    """One search: brought in, brought in again as the next month's, and everyone read."""
    from pharmreview.intake import reader
    from pharmreview.reference.tables import load_tables
    from pharmreview.services.access import Session
    from pharmreview.services.caseload.verbs import Caseload
    from pharmreview.services.intake import Intake
    from pharmreview.system.clock import SystemClock
    from tests.storage.filled import AT, PASSPHRASE, room_in

    folder, clock, tables = path.parent / path.stem, SystemClock(), load_tables()
    preview = Intake(reader, tables, clock).preview_of(reader.read_export(path), as_of=RUN_ON)
    made = room_in(folder).create("Ada", "", PASSPHRASE, AT)
    with closing(made.store):
        store = made.store
        store.back_up = lambda *_: folder  # type: ignore[method-assign] - measured by itself elsewhere
        caseload = Caseload(Session(made.user, store), clock, tables)
        first = _timed(lambda: caseload.bring_in(preview))
        newer = replace(preview, file=preview.file.model_copy(update={"digest": "newer"}))
        again = _timed(lambda: caseload.bring_in(newer))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        preview = newer = None
        floor = _plainly_kept(folder / "first.db", store, 1)
        floor_again = _plainly_kept(folder / "again.db", store, 2)
        gc.collect()
        read = _timed(lambda: _plainly_read(folder / "again.db"))
        one_by_one = _timed(lambda: sum(1 for _ in store.each()))
        return {
            "memory": peak,
            "brought in first": (first, floor),
            "brought in again": (again, floor_again),
            "read one by one": (one_by_one, read),
        }


def _timed(work: Callable[[], object]) -> float:
    begun = process_time()
    work()
    return (process_time() - begun) * 1000


def _plainly_kept(path: Path, store: "Store", revision: int) -> float:
    """Milliseconds to insert the same rows into a plain file, in one synced transaction."""
    database = store._vault.db
    cases = database.execute("SELECT * FROM cases").fetchall()
    changes = database.execute(
        f"SELECT {_COLUMNS} FROM changes WHERE revision = ?",  # noqa: S608
        (revision,),
    ).fetchall()
    with closing(_plain(path)) as plain:
        return _timed(lambda: _inserted(plain, cases, changes))


def _inserted(plain: sqlite3.Connection, cases: list[Any], changes: list[Any]) -> None:
    plain.execute("BEGIN IMMEDIATE")
    plain.executemany("INSERT INTO changes VALUES (?,?,?,?,?,?,?,?,?,?)", changes)
    plain.executemany("INSERT INTO cases VALUES (?,?,?,?,?,?,?)", cases)
    plain.execute("COMMIT")


def _plainly_read(path: Path) -> int:
    with closing(sqlite3.connect(path)) as plain:
        return sum(len(json.loads(document)) for (document,) in plain.execute("SELECT document FROM cases"))


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_one(Path(sys.argv[1]))))
