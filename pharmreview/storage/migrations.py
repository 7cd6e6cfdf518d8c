"""The shape of the store, as steps in order. A released step is never edited."""

from typing import Any

from pharmreview.domain.errors import VaultProblem
from pharmreview.storage.vault import Database, Migrations, Vault, in_our_words

MIGRATIONS = Migrations("pharmreview")

_TABLES = (
    "CREATE TABLE app_info (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
    """CREATE TABLE users (
        id TEXT PRIMARY KEY NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL, added_at TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE cases (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL CHECK (revision > 0),
        state TEXT NOT NULL, saved_at TEXT NOT NULL, saved_by TEXT NOT NULL REFERENCES users (id),
        document TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE changes (
        seq INTEGER PRIMARY KEY, at TEXT NOT NULL, by_user TEXT NOT NULL REFERENCES users (id),
        case_id TEXT NOT NULL REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
        revision INTEGER NOT NULL, what TEXT NOT NULL, changed TEXT NOT NULL, document_hash TEXT NOT NULL,
        previous TEXT NOT NULL, hash TEXT NOT NULL, UNIQUE (case_id, revision)
    ) STRICT""",
    """CREATE TABLE issued_papers (
        seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, case_id TEXT NOT NULL REFERENCES cases (id),
        kind TEXT NOT NULL, version INTEGER NOT NULL, title TEXT NOT NULL, issued_at TEXT NOT NULL,
        issued_by TEXT NOT NULL, by_user TEXT NOT NULL REFERENCES users (id), pdf BLOB NOT NULL,
        html TEXT NOT NULL, sha256 TEXT NOT NULL, tables TEXT NOT NULL, template TEXT NOT NULL,
        replaces TEXT REFERENCES issued_papers (id)
    ) STRICT""",
    """CREATE TABLE events (
        seq INTEGER PRIMARY KEY, at TEXT NOT NULL, by_user TEXT REFERENCES users (id), kind TEXT NOT NULL,
        case_id TEXT REFERENCES cases (id), detail TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX issued_papers_of_case ON issued_papers (case_id)",
)
_APPEND_ONLY = ("changes", "issued_papers", "events")
_UNRECORDED = "WHEN NOT EXISTS (SELECT 1 FROM changes WHERE case_id = NEW.id AND revision = NEW.revision)"
_NEVER_DELETED = ("cases", "users", "app_info")


@MIGRATIONS()
def m001_cases_and_their_record(db: Any) -> None:
    """Cases, every change to them, issued papers, events; what was recorded stays as it was."""
    for statement in _TABLES:
        db.execute(statement)
    for table in (*_APPEND_ONLY, *_NEVER_DELETED):
        db.execute(
            f"CREATE TRIGGER {table}_keep BEFORE DELETE ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} are never deleted'); END"
        )
    for table in _APPEND_ONLY:
        db.execute(
            f"CREATE TRIGGER {table}_stand BEFORE UPDATE ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} are never altered'); END"
        )
    for name, event in (("cases_first_recorded", "INSERT"), ("cases_next_recorded", "UPDATE")):
        db.execute(
            f"CREATE TRIGGER {name} BEFORE {event} ON cases {_UNRECORDED} "
            "BEGIN SELECT RAISE(ABORT, 'a case is kept with its change'); END"
        )
    db.execute(
        "CREATE TRIGGER cases_step BEFORE UPDATE ON cases "
        "WHEN NEW.revision <> OLD.revision + 1 OR NEW.id <> OLD.id OR NEW.number <> OLD.number "
        "BEGIN SELECT RAISE(ABORT, 'a case moves one revision at a time'); END"
    )


_M002 = (
    """CREATE TABLE caseload (
        seq INTEGER PRIMARY KEY, at TEXT NOT NULL, by_user TEXT NOT NULL REFERENCES users (id),
        kind TEXT NOT NULL, name TEXT NOT NULL, document TEXT NOT NULL,
        previous TEXT NOT NULL, hash TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX caseload_by_name ON caseload (kind, name)",
    (
        "CREATE TRIGGER caseload_keep BEFORE DELETE ON caseload "
        "BEGIN SELECT RAISE(ABORT, 'caseload entries are never deleted'); END"
    ),
    (
        "CREATE TRIGGER caseload_stand BEFORE UPDATE ON caseload "
        "BEGIN SELECT RAISE(ABORT, 'caseload entries are never altered'); END"
    ),
)


@MIGRATIONS()
def m002_the_whole_caseload(db: Any) -> None:
    """Imports, baselines, samples, settings, mappings and repairs, each an entry that stays as it was."""
    for statement in _M002:
        db.execute(statement)


_M003 = (
    """CREATE TABLE dispatches (
        seq INTEGER PRIMARY KEY, at TEXT NOT NULL, by_user TEXT NOT NULL REFERENCES users (id),
        paper_id TEXT NOT NULL REFERENCES issued_papers (id), channel TEXT NOT NULL, recipient TEXT NOT NULL,
        previous TEXT NOT NULL, hash TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX dispatches_of_paper ON dispatches (paper_id)",
    (
        "CREATE TRIGGER dispatches_keep BEFORE DELETE ON dispatches "
        "BEGIN SELECT RAISE(ABORT, 'dispatches are never deleted'); END"
    ),
    (
        "CREATE TRIGGER dispatches_stand BEFORE UPDATE ON dispatches "
        "BEGIN SELECT RAISE(ABORT, 'dispatches are never altered'); END"
    ),
)


@MIGRATIONS()
def m003_to_whom_papers_went(db: Any) -> None:
    """To whom each issued paper went and how; for papers of before, nothing is recorded."""
    for statement in _M003:
        db.execute(statement)


def keep_triggers(db: Database, table: str, **changes: Any) -> None:
    """Alter a table as sqlite-utils does, and put back the triggers its `transform` drops.

    Raises ValueError for a table with a deferred foreign key, which `transform` would make immediate:
    alter such a table by hand.
    """
    if "DEFERRABLE" in db.table(table).schema.upper():
        raise ValueError(f"{table} has a deferred foreign key, which transform would lose")
    with db.atomic():
        triggers = db.table(table).triggers_dict
        db.table(table).transform(**changes)
        left = db.table(table).triggers_dict
        for name, statement in triggers.items():
            if name not in left:
                db.execute(statement)


def refuse_newer(vault: Vault, known: Migrations = MIGRATIONS) -> None:
    """Raises VaultProblem when the store holds a step this version does not know; nothing is altered."""
    with in_our_words():
        applied = {step.name for step in known.applied(vault.db)}
        pending = {step.name for step in known.pending(vault.db)}
    steps = {step.name for step in known._migrations}  # noqa: SLF001 - the library names them nowhere else
    if applied - steps:
        raise VaultProblem(
            "The store was made by a newer version of this program.",
            "Install that version to open it; nothing has been changed.",
            code="vault.newer",
        )
    if pending == steps:
        raise VaultProblem(
            "The store file holds no tables.",
            "Put back the newest copy from its backups folder.",
            code="vault.damaged",
        )


def applied(vault: Vault, known: Migrations = MIGRATIONS) -> tuple[str, ...]:
    """The steps the store has taken."""
    with in_our_words():
        return tuple(step.name for step in known.applied(vault.db))


def pending(vault: Vault, known: Migrations = MIGRATIONS) -> tuple[str, ...]:
    """The steps the store still lacks."""
    with in_our_words():
        return tuple(step.name for step in known.pending(vault.db))


def bring_up_to_date(vault: Vault, known: Migrations = MIGRATIONS) -> None:
    """Apply the steps the store lacks, each wholly or not at all. Raises VaultProblem."""
    with in_our_words():
        known.apply(vault.db)


def refuse_other_store(vault: Vault, store_id: str) -> None:
    """Raises VaultProblem when the keys that opened the file are those of another store."""
    with vault.reading() as connection:
        found = connection.execute("SELECT value FROM app_info WHERE name = 'store_id'").fetchone()
    if found != (store_id,):
        raise VaultProblem(
            "The keys file belongs to another store.",
            "Put back the keys file from the newest backup.",
            code="vault.keys",
        )
