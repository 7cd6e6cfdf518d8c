"""What the driver's errors mean to whoever sits at the screen: one sentence, and how to mend it."""

import os
from pathlib import Path

from pharmreview.domain.errors import VaultProblem

FULL = (
    "vault.full",
    "The disk that holds the store is full.",
    "Free some space on it and try again; what you typed is still on the screen.",
)
DISK = (
    "vault.disk",
    "The disk that holds the store could not be read or written.",
    "Check that it has space and is still connected, then try again; what you typed is still on the screen.",
)
BUSY = (
    "vault.busy",
    "Another program is using the store.",
    "Close it, or wait until it has finished, then try again.",
)
READ_ONLY = (
    "vault.read-only",
    "The store's folder or file may not be written to.",
    "Ask whoever looks after this computer to allow it, then try again.",
)
DAMAGED = (
    "vault.damaged",
    "The store is damaged, or is not the one these keys belong to.",
    "Put back the newest copy from its backups folder; nothing has been changed.",
)
REFUSED = (
    "vault.refused",
    "The store refused this change to keep its record whole.",
    "Open the case again and repeat the change.",
)
_SENTENCES = {
    "SQLITE_FULL": FULL,
    "SQLITE_IOERR": DISK,
    "SQLITE_BUSY": BUSY,
    "SQLITE_LOCKED": BUSY,
    "SQLITE_READONLY": READ_ONLY,
    "SQLITE_PERM": READ_ONLY,
    "SQLITE_CANTOPEN": READ_ONLY,
    "SQLITE_NOTADB": DAMAGED,
    "SQLITE_CORRUPT": DAMAGED,
    "SQLITE_CONSTRAINT": REFUSED,
}


def translated(error: Exception) -> VaultProblem | None:
    """The driver's error in our words, or None when it is a fault of this program."""
    name = str(getattr(error, "sqlite_errorname", ""))
    for beginning, words in _SENTENCES.items():
        if name.startswith(beginning):
            return problem(words, name)
    return None


def problem(words: tuple[str, str, str], detail: str = "") -> VaultProblem:
    code, what, remedy = words
    return VaultProblem(what, remedy, detail, code=code)


def no_folder(folder: Path, error: OSError) -> VaultProblem:
    """That a folder cannot be made or written to, and why the system says so."""
    return VaultProblem(
        f"The folder {folder} cannot be made or written to.",
        "Free space there or ask whoever looks after this computer to allow it, then try again.",
        os.strerror(error.errno or 0),
        code="vault.folder",
    )
