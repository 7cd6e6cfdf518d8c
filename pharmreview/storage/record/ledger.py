"""What is recorded for good besides changes: events, issued papers, and whether the record is whole."""

import hashlib
import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from pharmreview.domain.case import Channel, Dispatch, IssuedPaper, User
from pharmreview.domain.errors import PaperProblem, VaultProblem
from pharmreview.domain.value import Value
from pharmreview.storage.record import chain
from pharmreview.storage.record.rows import cell, read_member, read_time
from pharmreview.storage.vault import Vault

_ROWS_BETWEEN = 500
_PAPER_ISSUED = "paper-issued"
_PAPER_COLUMNS = (
    "id, case_id, kind, version, title, issued_at, issued_by, pdf, html, sha256, tables, template, replaces"
)


class Event(Value):
    """One event: what happened, to which case if any, by whom if known."""

    at: datetime
    kind: str
    by: str
    case_id: str
    detail: str


def record_event(
    connection: Any, kind: str, by: User | None, at: datetime, case_id: str = "", detail: str = ""
) -> None:
    """Add an event within the transaction of what it tells of."""
    chain.append(connection, "events", cell(at), by.id if by else None, kind, case_id or None, detail)


def record_issue(vault: Vault, paper: IssuedPaper, by: User) -> None:
    """Keep a paper exactly as issued, with its event.

    Raises PaperProblem when its bytes are not those its hash was taken of, VaultProblem when the store
    refuses.
    """
    if not paper.is_whole:
        raise PaperProblem(
            "The paper changed after it was made.", "Make it again and issue that one.", code="paper.hash"
        )
    values = (
        *(paper.id, paper.case_id, paper.kind, paper.version, paper.title, cell(paper.issued_at)),
        *(paper.issued_by, paper.pdf, paper.html, paper.sha256),
        *(json.dumps(paper.tables, ensure_ascii=False), paper.template, paper.replaces),
    )
    with vault.writing() as connection:
        connection.execute(
            f"INSERT INTO issued_papers (by_user, {_PAPER_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)",  # noqa: S608
            (by.id, *values),
        )
        record_event(connection, _PAPER_ISSUED, by, paper.issued_at, paper.case_id, paper.id)


def record_dispatch(vault: Vault, dispatch: Dispatch, event: str, by: User) -> None:
    """Keep that an issued paper went to somebody, with its event. Raises VaultProblem."""
    moment = cell(dispatch.at)
    with vault.writing() as connection:
        found = connection.execute(
            "SELECT case_id FROM issued_papers WHERE id = ?", (dispatch.paper_id,)
        ).fetchone()
        if found is None:
            raise VaultProblem(
                "The store holds no such paper.", "Issue it first, then send it.", code="vault.unknown"
            )
        sent = (dispatch.paper_id, cell(dispatch.channel), dispatch.recipient)
        chain.append(connection, "dispatches", moment, by.id, *sent)
        record_event(connection, event, by, dispatch.at, found[0], dispatch.paper_id)


def issued(vault: Vault, case_id: str) -> tuple[IssuedPaper, ...]:
    """The papers issued for a case, oldest first, each with whoever it went to."""
    with vault.reading() as connection:
        rows = connection.execute(
            f"SELECT {_PAPER_COLUMNS} FROM issued_papers WHERE case_id = ? ORDER BY seq",  # noqa: S608
            (case_id,),
        ).fetchall()
        went = connection.execute(
            "SELECT paper_id, recipient, channel, at, users.name FROM dispatches "
            "JOIN users ON users.id = by_user "
            "WHERE paper_id IN (SELECT id FROM issued_papers WHERE case_id = ?) ORDER BY seq",
            (case_id,),
        ).fetchall()
    names = _PAPER_COLUMNS.split(", ")
    sent = [_dispatch(*row) for row in went]
    return tuple(_paper(dict(zip(names, row, strict=True)), sent) for row in rows)


def went(vault: Vault) -> tuple[tuple[str, str, datetime], ...]:
    """Of everything that went to anybody, oldest first: whose case, which kind of paper, and when."""
    with vault.reading() as connection:
        rows = connection.execute(
            "SELECT case_id, kind, at FROM dispatches JOIN issued_papers ON id = paper_id "
            "ORDER BY dispatches.seq"
        ).fetchall()
    return tuple((case_id, kind, read_time(at)) for case_id, kind, at in rows)


def _dispatch(paper_id: str, recipient: str, channel: str, at: str, by: str) -> Dispatch:
    how = read_member(Channel, channel)
    return Dispatch(paper_id=paper_id, recipient=recipient, channel=how, at=read_time(at), by=by)


def _paper(row: dict[str, Any], sent: list[Dispatch]) -> IssuedPaper:
    told = {"issued_at": read_time(row["issued_at"]), "tables": json.loads(row["tables"])}
    went = tuple(one for one in sent if one.paper_id == row["id"])
    return IssuedPaper(**{**row, **told, "dispatches": went})


def events(vault: Vault) -> tuple[Event, ...]:
    """Every event, oldest first."""
    with vault.reading() as connection:
        rows = connection.execute(
            "SELECT at, kind, coalesce(users.name, ''), coalesce(case_id, ''), detail "
            "FROM events LEFT JOIN users ON users.id = by_user ORDER BY seq"
        ).fetchall()
    return tuple(Event(at=read_time(a), kind=k, by=b, case_id=c, detail=d) for a, k, b, c, d in rows)


def refuse_broken_record(vault: Vault) -> None:
    """Follow each chain from their beginning and hold every case against its last change.

    Raises VaultProblem when an entry was altered, removed, moved or put in, or a case differs from it.
    """
    with vault.reading() as connection:
        whole = all(chain.follows(connection, table) for table in chain.CHAINS)
        kept = connection.execute(
            "SELECT document, revision, (SELECT count(*) FROM changes WHERE case_id = cases.id), "
            "(SELECT document_hash FROM changes WHERE case_id = cases.id ORDER BY revision DESC LIMIT 1) "
            "FROM cases"
        )
        for document, revision, count, document_hash in kept:
            same = hashlib.sha256(document.encode()).hexdigest() == document_hash
            whole = whole and same and revision == count
    if not whole:
        raise VaultProblem(
            "The record of changes in this store has been altered.",
            "Keep the file as it is and put back the newest copy from its backups folder.",
            code="vault.record",
        )


def counts(vault: Vault) -> dict[str, int]:
    """How many cases, changes, events and papers there are, and how many entries of each kind."""
    with vault.reading() as connection:
        found = {
            table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
            for table in ("cases", "changes", "events", "issued_papers")
        }
        kinds = connection.execute("SELECT kind, count(*) FROM caseload GROUP BY kind ORDER BY kind")
        return found | dict(kinds.fetchall())


def _content(vault: Vault, between: Callable[[], None]) -> dict[str, tuple[int, str]]:
    """For every table, how many rows it has and a hash of all they hold."""
    found = {}
    for table in vault.db.table_names():
        count, digest = 0, hashlib.sha256()
        for row in vault.db.execute(f"SELECT * FROM [{table}] ORDER BY rowid"):  # noqa: S608
            digest.update(f"{row!r}\n".encode())
            count += 1
            if not count % _ROWS_BETWEEN:
                between()
        found[table] = (count, digest.hexdigest())
    return found


def refuse_unlike(vault: Vault, copy: Vault) -> None:
    """Raises VaultProblem when a copy is not whole, or does not hold what the store holds."""
    copy.check()
    if _content(copy, vault.between) != _content(vault, vault.between):
        raise VaultProblem(
            "The backup does not hold what the store holds.",
            "Check the disk and try again; the store has not been changed.",
            code="vault.backup",
        )
