"""Saving a case: the encrypted store beside plain sqlite3 writing the same bytes as durably."""

import sqlite3  # noqa: TID251 - the floor that the store is measured against
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from statistics import median
from time import perf_counter

from pharmreview.storage.keyring import Cost
from tests.benchmarks.figure import Figure
from tests.storage.filled import AT, PASSPHRASE, filled_case, room_in

_ROUNDS = 300
_WARM_UP = 30
_CASES = """CREATE TABLE cases (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL, state TEXT NOT NULL,
    saved_at TEXT NOT NULL, saved_by TEXT NOT NULL, document TEXT NOT NULL
) STRICT"""
_CHANGES = """CREATE TABLE changes (
    seq INTEGER PRIMARY KEY, at TEXT NOT NULL, by_user TEXT NOT NULL, case_id TEXT NOT NULL,
    revision INTEGER NOT NULL, what TEXT NOT NULL, changed TEXT NOT NULL, document_hash TEXT NOT NULL,
    previous TEXT NOT NULL, hash TEXT NOT NULL, UNIQUE (case_id, revision)
) STRICT"""
_COLUMNS = "seq, at, by_user, case_id, revision, what, changed, document_hash, previous, hash"


def measure() -> list[Figure]:
    """Save one case of about 50 KB in turn into the store and into a plain file, each fully synced."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        opened = room_in(folder, Cost(memory_kib=64, passes=1, lanes=1)).create("Ada", "", PASSPHRASE, AT)
        plain = _plain(folder / "plain.db")
        with closing(opened.store), closing(plain):
            ours, floor = [], []
            case = filled_case(answers=120, rows=100)
            assert 40_000 < len(case.model_dump_json()) < 60_000
            for turn in range(_ROUNDS + _WARM_UP):
                answers = {**case.answers, "typing.now": "x" * (turn % 200)}
                typed = case.model_copy(update={"answers": answers})
                begun = perf_counter()
                case = opened.store.save(typed, "typed", opened.user, AT)
                ours.append(perf_counter() - begun)
                database = opened.store._vault.db
                kept = database.execute("SELECT * FROM cases").fetchone()
                change = database.execute(
                    f"SELECT {_COLUMNS} FROM changes ORDER BY seq DESC LIMIT 1"  # noqa: S608
                ).fetchone()
                floor.append(_plainly_saved(plain, kept, change))
    return [Figure("save a case, encrypted", _typical(ours), _typical(floor), 2.0)]


def _plain(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode = WAL", "synchronous = FULL"):
        connection.execute(f"PRAGMA {pragma}")
    for table in (_CASES, _CHANGES):
        connection.execute(table)
    return connection


def _plainly_saved(connection: sqlite3.Connection, kept: tuple, change: tuple) -> float:
    begun = perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(f"INSERT INTO changes ({_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?)", change)  # noqa: S608
    connection.execute(
        "INSERT INTO cases VALUES (?,?,?,?,?,?,?) ON CONFLICT (number) DO UPDATE SET "
        "revision = excluded.revision, state = excluded.state, saved_at = excluded.saved_at, "
        "document = excluded.document",
        kept,
    )
    connection.execute("COMMIT")
    return perf_counter() - begun


def _typical(seconds: list[float]) -> float:
    return median(seconds[_WARM_UP:]) * 1000


if __name__ == "__main__":
    for figure in measure():
        sys.stdout.write(
            f"{figure.name}: {figure.ours_ms:.2f} ms, floor {figure.floor_ms:.2f} ms, "
            f"{figure.ratio:.2f} times (limit {figure.limit_ratio})\n"
        )
