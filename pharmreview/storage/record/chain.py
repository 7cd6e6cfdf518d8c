"""Chains of entries: each holds the hash of the one before, so none can be altered, moved or taken out."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any

GENESIS = "0" * 64
"""What the first entry of a chain follows."""

_WRITER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
CHAINS = {
    "changes": "at, by_user, case_id, revision, what, changed, document_hash",
    "events": "at, by_user, kind, case_id, detail",
    "caseload": "at, by_user, kind, name, document",
    "dispatches": "at, by_user, paper_id, channel, recipient",
}
"""Each chain's table, and the columns that its hash is taken of after the number of the entry."""


def sealed(previous: str, *parts: object) -> str:
    """The hash of an entry, which holds the hash of the entry before it."""
    text = _WRITER.encode(parts)
    return hashlib.sha256(f"{previous}\n{text}".encode()).hexdigest()


def append(connection: Any, table: str, *values: object) -> int:
    """Add an entry to a chain within the caller's transaction; returns its number."""
    return append_all(connection, table, (values,))


def append_all(connection: Any, table: str, entries: Iterable[Sequence[object]]) -> int:
    """Add entries to a chain, in this order, within the caller's transaction; returns the last number."""
    last = connection.execute(f"SELECT seq, hash FROM {table} ORDER BY seq DESC LIMIT 1").fetchone()  # noqa: S608
    seq, previous = last or (0, GENESIS)
    rows = []
    for values in entries:
        seq += 1
        seal = sealed(previous, seq, *values)
        rows.append((seq, *values, previous, seal))
        previous = seal
    marks = ",".join("?" * (CHAINS[table].count(",") + 4))
    connection.executemany(
        f"INSERT INTO {table} (seq, {CHAINS[table]}, previous, hash) VALUES ({marks})",  # noqa: S608
        rows,
    )
    return int(seq)


def follows(connection: Any, table: str) -> bool:
    """Whether a chain is whole from its beginning."""
    previous = GENESIS
    query = f"SELECT previous, hash, seq, {CHAINS[table]} FROM {table} ORDER BY seq"  # noqa: S608
    for number, (before, seal, seq, *rest) in enumerate(connection.execute(query), 1):
        if before != previous or seq != number or seal != sealed(previous, seq, *rest):
            return False
        previous = seal
    return True
