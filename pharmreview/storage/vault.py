"""The keyed file: the only place that opens, keys and closes a store, or sees the driver's errors.

The driver is SQLCipher. sqlite-utils looks for a module named pysqlite3 before the standard one, so that
name is given to SQLCipher here, before sqlite-utils is first imported; nothing else may import either.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import sqlcipher3
from sqlcipher3 import dbapi2

from pharmreview.domain.errors import VaultProblem
from pharmreview.storage.refusals import DAMAGED, READ_ONLY, REFUSED, problem, translated

sys.modules["pysqlite3"] = sqlcipher3
sys.modules["pysqlite3.dbapi2"] = dbapi2

from sqlite_utils import Database, Migrations  # noqa: E402
from sqlite_utils import db as _sqlite_utils_db  # noqa: E402

__all__ = ["APPLICATION_ID", "Database", "Migrations", "Vault", "in_our_words", "missing"]

if vars(_sqlite_utils_db)["sqlite3"] is not sqlcipher3:
    raise ImportError("sqlite-utils was imported before the vault and would write plain text")

APPLICATION_ID = 0x50685276
"""Marks a store of this program in the file header: "PhRv"."""

_PLAIN_HEADER = b"SQLite format 3\0"
_BUSY_SECONDS = 5
_PAGES_AT_A_TIME = 1000
_ATTACH, _DENY, _ALLOW = 24, 1, 0  # sqlite3.h: SQLITE_ATTACH, SQLITE_DENY, SQLITE_OK
_PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "fullfsync = ON",
    "foreign_keys = ON",
    "recursive_triggers = ON",
    "secure_delete = FAST",  # what is left behind is encrypted; overwriting it doubles each save
    "temp_store = MEMORY",
    "cache_size = -16000",  # KiB: a page fetched again is decrypted again
    "trusted_schema = OFF",
)


def missing(path: Path) -> VaultProblem:
    """The refusal for a store that is not where it should be."""
    return VaultProblem(
        f"The store is not in the folder {path.parent}.",
        "Connect the drive or put the folder back, then try again.",
        code="vault.missing",
    )


@contextmanager
def in_our_words() -> Iterator[None]:
    """Turn the driver's errors into VaultProblem; faults of this program pass as they are."""
    try:
        yield
    except dbapi2.Error as error:
        refusal = translated(error)
        if refusal is None:
            raise
        raise refusal from error


def _refuse_strangers(path: Path) -> None:
    """Refuse what is not an encrypted file at all, without opening it as a database."""
    try:
        with path.open("rb") as file:
            beginning = file.read(len(_PLAIN_HEADER))
    except FileNotFoundError as error:
        raise missing(path) from error
    except OSError as error:
        raise problem(READ_ONLY, type(error).__name__) from error
    if not beginning:
        raise VaultProblem(
            f"The store file {path.name} is empty.",
            "Put back the newest copy from its backups folder; nothing has been changed.",
            code="vault.empty",
        )
    if beginning == _PLAIN_HEADER:
        raise _foreign(path)


def _refuse_unmarked(path: Path, connection: Any) -> None:
    if connection.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,):
        raise _foreign(path)


def _foreign(path: Path) -> VaultProblem:
    return VaultProblem(
        f"The file {path.name} was made by another program and is not a store.",
        "Move it out of the folder and put the store back; the file has not been changed.",
        code="vault.foreign",
    )


def _deny_attaching(action: int, *_: object) -> int:  # a second file would be plain text
    return _DENY if action == _ATTACH else _ALLOW


def _connected(path: Path, key: bytes) -> Any:
    """A keyed connection that has read a page, so a wrong key is known here."""
    connection = dbapi2.connect(str(path), timeout=_BUSY_SECONDS)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")  # else a wrong key is told to standard error
        connection.set_key(f"x'{key.hex()}'")
        connection.execute(
            "PRAGMA cipher_hmac_algorithm = HMAC_SHA256"
        )  # as sound here as SHA-512, and quicker
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


class Vault:
    """An open, keyed store file. It belongs to the thread that opened it."""

    def __init__(self, path: Path, key: bytes, connection: Any) -> None:
        self.path = path
        self._key = key
        self._connection = connection
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        connection.set_authorizer(_deny_attaching)
        self.db = Database(connection, execute_plugins=False)
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # begins the log
        self._files = self._standing()
        self._is_writing = self._is_spoilt = False
        self.between: Callable[[], None] = lambda: None
        """What long work on the store calls between its pieces."""

    @classmethod
    def open(cls, path: Path, key: bytes) -> "Vault":
        """Open a store that exists.

        Raises VaultProblem for a file that is missing, empty, plain, another program's, damaged, locked
        or read-only, and leaves it as it was.
        """
        _refuse_strangers(path)
        with in_our_words():
            connection = _connected(path, key)
            try:
                _refuse_unmarked(path, connection)
                return cls(path, key, connection)
            except BaseException:
                connection.close()
                raise

    @classmethod
    def create(cls, path: Path, key: bytes) -> "Vault":
        """Make a new, empty, keyed file that only its owner can read. Raises VaultProblem."""
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except OSError as error:
            raise problem(READ_ONLY, type(error).__name__) from error
        with in_our_words():
            connection = _connected(path, key)
            try:
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                return cls(path, key, connection)
            except BaseException:
                connection.close()
                raise

    @contextmanager
    def writing(self) -> Iterator[Any]:
        """One transaction that others cannot write beside: kept whole, or undone whole.

        Within another it takes part in that one, which is undone whole where a part of it fails. Raises
        VaultProblem when the disk, a lock or the database refuses; the work may be tried again.
        """
        with in_our_words():
            if self._is_writing:
                with self._part():
                    yield self._connection
                return
            self._refuse_when_moved()
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                self._is_writing, self._is_spoilt = True, False
                yield self._connection
                self._refuse_spoilt()
                self._connection.execute("COMMIT")
            except BaseException:
                with suppress(dbapi2.Error):
                    self._connection.rollback()
                raise
            finally:
                self._is_writing = False

    @contextmanager
    def _part(self) -> Iterator[None]:
        """A part of a transaction under way. After one that failed nothing more is taken."""
        self._refuse_spoilt()
        try:
            yield
        except BaseException:
            self._is_spoilt = True
            raise

    def _refuse_spoilt(self) -> None:
        if self._is_spoilt:
            raise problem(REFUSED)

    @contextmanager
    def reading(self) -> Iterator[Any]:
        """One consistent view of the store. Raises VaultProblem as `writing` does."""
        with in_our_words():
            if self._is_writing:
                yield self._connection
                return
            try:
                self._connection.execute("BEGIN")
                yield self._connection
            finally:
                with suppress(dbapi2.Error):
                    self._connection.rollback()

    @contextmanager
    def watched(self, between: Callable[[], None]) -> Iterator[None]:
        """Long work within calls `between` between its pieces; whatever that raises ends the work."""
        before, self.between = self.between, between
        try:
            yield
        finally:
            self.between = before

    def copy_to(self, path: Path, verify: Callable[["Vault", "Vault"], None]) -> None:
        """A copy under the same key, which takes its name only once `verify` has accepted it.

        Raises VaultProblem when the copy cannot be written or does not hold what the store holds.
        """
        part = path.with_name(f"{path.name}.part")
        part.unlink(missing_ok=True)
        try:
            copy = Vault.create(part, self._key)
            try:
                with self.reading() as source:
                    source.execute("SELECT count(*) FROM sqlite_master").fetchone()  # so all is of one moment
                    source.backup(
                        copy._connection,  # noqa: SLF001 - the same class
                        pages=_PAGES_AT_A_TIME,
                        progress=lambda *_: self.between(),
                    )
                    verify(self, copy)
            finally:
                copy.close()
            part.replace(path)
        except BaseException:
            for leftover in part.parent.glob(f"{part.name}*"):
                leftover.unlink()
            raise

    def check(self) -> None:
        """Read every page. Raises VaultProblem when one has been altered or damaged."""
        with self.reading() as connection:
            pages = connection.execute("PRAGMA cipher_integrity_check").fetchall()
            tree = connection.execute("PRAGMA quick_check").fetchall()
        if pages or tree != [("ok",)]:
            raise problem(DAMAGED)

    def close(self) -> None:
        """Let go of the file and forget the key. Closing twice is harmless."""
        with suppress(dbapi2.Error):
            self._connection.close()
        self._key = b""

    def _refuse_when_moved(self) -> None:
        """A file that was deleted or replaced would take saves that nobody could find again."""
        if self._standing() != self._files:
            raise missing(self.path)

    def _standing(self) -> list[tuple[int, int]]:
        """Which files stand under the names of the store and its log, whatever they hold."""
        try:
            found = [path.stat() for path in (self.path, self.path.with_name(f"{self.path.name}-wal"))]
        except OSError as error:
            raise missing(self.path) from error
        return [(status.st_dev, status.st_ino) for status in found]
