"""What is kept of the whole caseload: imports, baselines, samples, settings, mappings, repairs.

Nothing is altered: what is in force is the last entry under its kind and name, and every earlier one stays.
"""

from datetime import datetime
from typing import Any

from pharmreview.domain.case import User
from pharmreview.domain.caseload.entry import Entry
from pharmreview.domain.errors import VaultProblem
from pharmreview.storage.record import chain, ledger
from pharmreview.storage.record.rows import cell, read_time
from pharmreview.storage.vault import Vault

_SELECT = (
    "SELECT seq, kind, caseload.name, document, at, users.name FROM caseload "
    "JOIN users ON users.id = by_user WHERE kind = ?"
)


def keep_entry(vault: Vault, entry: Entry, event: str, by: User, at: datetime, expects: int | None) -> Entry:
    """Keep an entry with its event in one transaction; returns it with its number.

    `expects` is the number of the entry in force as the caller last saw it, 0 for none; None asks nothing.
    Raises VaultProblem when another stands there now.
    """
    with vault.writing() as connection:
        if expects is not None:
            _refuse_newer(connection, entry, expects)
        seq = chain.append(connection, "caseload", cell(at), by.id, entry.kind, entry.name, entry.document)
        ledger.record_event(connection, event, by, at, detail=f"{entry.kind} {seq}")
    return entry.model_copy(update={"seq": seq, "at": at, "by": by.name})


def entries(vault: Vault, kind: str) -> tuple[Entry, ...]:
    """Every entry of a kind, oldest first."""
    with vault.reading() as connection:
        rows = connection.execute(f"{_SELECT} ORDER BY seq", (kind,)).fetchall()
    return tuple(_entry(row) for row in rows)


def _refuse_newer(connection: Any, entry: Entry, expects: int) -> None:
    row = connection.execute(
        f"{_SELECT} AND caseload.name = ? ORDER BY seq DESC LIMIT 1", (entry.kind, entry.name)
    ).fetchone()
    if (row[0] if row else 0) == expects:
        return
    newer = _entry(row) if row else None
    when = "" if newer is None else f" at {newer.at.astimezone():%H:%M} on {newer.at.astimezone():%d %B %Y}"
    raise VaultProblem(
        f"{newer.by if newer else 'Somebody'} changed this in another window{when}.",
        "Look at what is there now, then make your change again.",
        code="vault.stale",
    )


def _entry(row: Any) -> Entry:
    seq, kind, name, document, at, by = row
    return Entry(seq=seq, kind=kind, name=name, document=document, at=read_time(at), by=by)
