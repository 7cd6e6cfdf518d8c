"""Copies of a store: opened where they lie, made where somebody asks, and put back as a store again."""

import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from pharmreview.domain.errors import InputProblem, VaultProblem
from pharmreview.storage.store import FILE_NAME, KEYS_NAME, Store, StoreRoom, WriteWhole

_RESTORED = "restored"


def is_backup(path: Path) -> bool:
    """Whether a path names a backup rather than the folder or the file of a store."""
    return not path.is_dir() and path.name != FILE_NAME


@contextmanager
def opened_at(path: Path, name: str, passphrase: str, at: datetime, write: WriteWhole) -> Iterator[Store]:
    """A store by its folder or its file, or a backup by its file: of a backup a copy, which goes afterwards.

    `name` is the user's, or "" where there is only one. Raises InputProblem for somebody it does not know,
    VaultProblem as unlocking does.
    """
    if not is_backup(path):
        room = StoreRoom(path if path.is_dir() else path.parent, write)
        with _opened(room, name, passphrase, at) as store:
            yield store
        return
    with tempfile.TemporaryDirectory(prefix="pharmreview-") as aside:
        room = StoreRoom(_laid_out(path, Path(aside) / "store"), write)
        with _opened(room, name, passphrase, at) as store:
            yield store


def restore(
    backup: Path, folder: Path, name: str, passphrase: str, at: datetime, write: WriteWhole
) -> dict[str, int]:
    """Put a backup back as a store in a new folder, checked and recorded; returns what it holds.

    The folder takes its name only when everything in it is whole; one that is there already is refused.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise VaultProblem(
            f"There is already something in {folder}.",
            "Name a new folder, or move the old one away; nothing has been changed.",
            code="vault.exists",
        )
    making = folder.parent / f".restoring-{secrets.token_hex(4)}"
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with _opened(StoreRoom(_laid_out(backup, making), write), name, passphrase, at) as store:
            store.check()
            store.record_event(_RESTORED, store.user(store.opened_by), at, detail=backup.name)
            held = store.counts()
        making.replace(folder)
    except OSError as error:
        raise VaultProblem(
            f"The folder {folder} cannot be written to.",
            "Free space there or choose another, then try again.",
            os.strerror(error.errno or 0),
            code="vault.folder",
        ) from error
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return held


@contextmanager
def _opened(room: StoreRoom, name: str, passphrase: str, at: datetime) -> Iterator[Store]:
    if not room.exists():
        raise VaultProblem(
            f"There is no store in the folder {room.folder}.",
            "Name the folder that holds store.pharmreview, or a backup beside its keys.",
            code="vault.missing",
        )
    opened = room.unlock(_user_id(room, name), passphrase, at)
    try:
        yield opened.store
    finally:
        opened.store.close()


def _user_id(room: StoreRoom, name: str) -> str:
    users = room.users()
    known = {user.name.casefold(): user.id for user in users}
    if not name and len(users) == 1:
        return users[0].id
    found = known.get(" ".join(name.split()).casefold())
    if found is None:
        names = ", ".join(user.name for user in users)
        what = f"Nobody called {name} opens this store." if name else "Several people open this store."
        raise InputProblem(what, f"Say who you are: {names}.")
    return found


def _laid_out(backup: Path, folder: Path) -> Path:
    """A backup and its keys as the folder of a store."""
    keys = backup.with_suffix(".keys")
    for path in (backup, keys):
        if not path.is_file():
            raise VaultProblem(
                f"There is no file {path.name} in {path.parent}.",
                "A backup is two files, one ending in .pharmreview and one in .keys: name the first.",
                code="vault.missing",
            )
    try:
        folder.mkdir(mode=0o700)
        shutil.copyfile(backup, folder / FILE_NAME)
        shutil.copyfile(keys, folder / KEYS_NAME)
        for path in folder.iterdir():
            path.chmod(0o600)
    except OSError as error:
        raise VaultProblem(
            f"The backup {backup.name} could not be copied.",
            "Check that the disk has space and may be written to, then try again.",
            os.strerror(error.errno or 0),
            code="vault.folder",
        ) from error
    return folder
