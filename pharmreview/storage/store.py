"""The store as a whole: a folder with the encrypted file, its keys and its backups."""

import secrets
import shutil
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from pharmreview.domain.case import Case, Dispatch, IssuedPaper, User
from pharmreview.domain.caseload.entry import Entry
from pharmreview.domain.errors import PharmReviewError, VaultProblem
from pharmreview.domain.team.access import Access, Deed
from pharmreview.storage import keyring as keys
from pharmreview.storage import migrations
from pharmreview.storage.backups.keeping import backup_name, clear_outgrown
from pharmreview.storage.case_store import CaseStore
from pharmreview.storage.record import entries, half_typed, ledger, people
from pharmreview.storage.refusals import no_folder
from pharmreview.storage.vault import Vault

FILE_NAME = "store.pharmreview"
KEYS_NAME = "store.keys"
BACKUPS_NAME = "backups"
_MAKING = ".making-"

WriteWhole = Callable[[Path, bytes, type[PharmReviewError]], None]
"""Writes a file whole or not at all; raises the kind of refusal it is given."""


class OpenedStore(NamedTuple):
    """A store opened by somebody; the recovery code is given once, when the store is made."""

    user: User
    store: "Store"
    recovery_code: str = ""


class Store(CaseStore):
    """An open store. It belongs to the thread that opened it."""

    def __init__(self, room: "StoreRoom", vault: Vault, key: bytes) -> None:
        super().__init__(vault)
        self._room = room
        self._key = key
        self.opened_by = ""
        """The id of whoever opened it."""

    def save_all(self, cases: Sequence[Case], what: str, by: User, at: datetime) -> tuple[Case, ...]:
        """Keep several cases in one transaction: all or none."""
        by.refuse_unless(Deed.REVIEW)
        return super().save_all(cases, what, by, at)

    def record_issue(self, paper: IssuedPaper, by: User) -> None:
        """Keep an issued paper for good."""
        by.refuse_unless(Deed.ISSUE)
        ledger.record_issue(self._vault, paper, by)

    def record_dispatch(self, dispatch: Dispatch, event: str, by: User) -> None:
        """Keep that an issued paper went to somebody, with its event."""
        by.refuse_unless(Deed.ISSUE)
        ledger.record_dispatch(self._vault, dispatch, event, by)

    def issued(self, case_id: str) -> tuple[IssuedPaper, ...]:
        """The papers issued for a case, oldest first."""
        return ledger.issued(self._vault, case_id)

    def went(self) -> tuple[tuple[str, str, datetime], ...]:
        """Of everything that went to anybody, oldest first: whose case, which kind of paper, and when."""
        return ledger.went(self._vault)

    def record_event(
        self, kind: str, by: User | None, at: datetime, case_id: str = "", detail: str = ""
    ) -> None:
        """Keep for good that something happened."""
        with self._vault.writing() as connection:
            ledger.record_event(connection, kind, by, at, case_id, detail)

    def keep_entry(
        self, entry: Entry, event: str, by: User, at: datetime, expects: int | None = None
    ) -> Entry:
        """Keep something of the whole caseload, with its event."""
        by.refuse_unless(Deed.REVIEW)
        return entries.keep_entry(self._vault, entry, event, by, at, expects)

    def entries(self, kind: str) -> tuple[Entry, ...]:
        """Everything kept of one kind, oldest first."""
        return entries.entries(self._vault, kind)

    def events(self) -> tuple[ledger.Event, ...]:
        """Every event, oldest first."""
        return ledger.events(self._vault)

    def user(self, user_id: str) -> User:
        """Somebody as the store itself names them. Raises VaultProblem for a stranger to it."""
        return people.user(self._vault, user_id)

    def everyone(self) -> tuple[User, ...]:
        """Everyone the store ever named, in the order they came, with what each may do now."""
        return people.users(self._vault)

    def set_access(self, user_id: str, access: Access, by: User, at: datetime) -> None:
        """Say what somebody may do from now on; with none, their key goes too. Raises VaultProblem."""
        by.refuse_unless(Deed.USERS)
        people.keep_access(self._vault, user_id, access, by, at)
        if access is Access.NONE:
            self._room.keep(keys.without_holder(self._room.keyring(), user_id))

    def add_user(self, name: str, role: str, access: Access, passphrase: str, by: User, at: datetime) -> User:
        """Give somebody else the key. Raises InputProblem for a blank or taken name or a short passphrase."""
        by.refuse_unless(Deed.USERS)
        user = people.newcomer(name, role, {each.name for each in self.everyone()}, access)
        ring = self._room.keyring()
        holder = keys.held_by(user, self._key, passphrase, ring.store_id, self._room.cost)
        with self._vault.writing() as connection:
            people.add_row(connection, user, at)
            ledger.record_event(connection, "user-added", by, at, detail=user.id)
            people.keep_access(self._vault, user.id, access, by, at)
        self._room.keep(keys.with_holder(ring, holder))
        return user

    def half_typed(self, by: User) -> dict[str, str]:
        """What a user typed and kept nowhere yet, by its place. Raises VaultProblem."""
        return half_typed.left(self._room.folder, by.id, self._key)

    def keep_half_typed(self, words: dict[str, str], by: User) -> None:
        """Leave what a user typed and kept nowhere yet, in the place of what was left before."""
        half_typed.leave(self._room.folder, by.id, self._key, words, self._room.write_whole)

    def check(self) -> None:
        """Read every page and follow the record. Raises VaultProblem when either is not whole."""
        self._vault.check()
        ledger.refuse_broken_record(self._vault)

    def counts(self) -> dict[str, int]:
        """How many of each thing the store holds."""
        return ledger.counts(self._vault)

    def about(self) -> dict[str, object]:
        """What may be said of the store without saying anything of anyone in it."""
        copies = [event.at for event in self.events() if event.kind == "backed-up"]
        return {
            "shape": migrations.applied(self._vault),
            "bytes": self._vault.path.stat().st_size,
            "users": [user.name for user in self._room.users()],
            "last_backup": copies[-1].isoformat() if copies else None,
        }

    def back_up(self, by: User | None, at: datetime, why: str = "asked", folder: Path | None = None) -> Path:
        """A verified copy under the same key in the backups folder or another, with the keys beside it."""
        path = self._room.back_up(self._vault, at, why, folder)
        self.record_event("backed-up", by, at, detail=path.name)
        return path

    def close(self) -> None:
        """Forget the key and let go of the file."""
        self._key = b""
        self.forget()
        self._vault.close()


class StoreRoom:
    """The folder where a store lies, locked."""

    def __init__(self, folder: Path, write_whole: WriteWhole, cost: keys.Cost | None = None) -> None:
        self.folder = folder
        self.cost = cost or keys.Cost()
        self.write_whole = write_whole

    def exists(self) -> bool:
        """True when a store, or the keys to one, lies here."""
        return (self.folder / FILE_NAME).exists() or (self.folder / KEYS_NAME).exists()

    def users(self) -> tuple[User, ...]:
        """Those who may unlock the store. Raises VaultProblem when the keys cannot be read."""
        return tuple(User(id=each.id, name=each.name, role=each.role) for each in self.keyring().users)

    def keyring(self) -> keys.Keyring:
        """The keys beside the store."""
        return keys.read_keyring(self.folder / KEYS_NAME)

    def keep(self, ring: keys.Keyring) -> None:
        """Replace the keys file, whole."""
        self.write_whole(self.folder / KEYS_NAME, ring.model_dump_json(indent=1).encode(), VaultProblem)

    def create(self, name: str, role: str, passphrase: str, at: datetime) -> OpenedStore:
        """Make a store with its first user. The folder takes its name only when everything is in it."""
        if self.exists():
            raise VaultProblem(
                f"There is already a store in the folder {self.folder}.",
                "Unlock it, or choose another folder.",
                code="vault.exists",
            )
        user = people.newcomer(name, role, (), Access.LEAD)
        keys.prepared(passphrase)
        key, code, store_id = secrets.token_bytes(keys.KEY_BYTES), keys.new_code(), secrets.token_hex(16)
        holder = keys.held_by(user, key, passphrase, store_id, self.cost)
        ring = keys.new_keyring(key, store_id, holder, code, self.cost)
        making = self._made_ready()
        try:
            StoreRoom(making, self.write_whole, self.cost).keep(ring)
            _fill(making / FILE_NAME, key, store_id, user, at)
            making.rename(self.folder)
        except BaseException as error:
            shutil.rmtree(making, ignore_errors=True)
            if isinstance(error, OSError):
                raise no_folder(self.folder, error) from error
            raise
        return OpenedStore(user, self._open(key, store_id, at), code)

    def unlock(self, user_id: str, passphrase: str, at: datetime) -> OpenedStore:
        """Open the store with a user's passphrase. Raises VaultProblem and leaves everything as it was."""
        ring = self.keyring()
        return self._entered(keys.unlocked_by(ring, user_id, passphrase), ring, user_id, "unlocked", at)

    def recover(self, user_id: str, code: str, passphrase: str, at: datetime) -> OpenedStore:
        """Open the store with the printed code, and give the user a new passphrase."""
        keys.prepared(passphrase)
        ring = self.keyring()
        key = keys.unlocked_by_code(ring, code)
        opened = self._entered(key, ring, user_id, "recovered", at)
        self.keep(
            keys.with_holder(ring, keys.held_by(opened.user, key, passphrase, ring.store_id, self.cost))
        )
        return opened

    def change_passphrase(self, user_id: str, passphrase: str, new: str) -> None:
        """Wrap the same key under a new passphrase. Raises VaultProblem, or InputProblem when it is short."""
        keys.prepared(new)
        ring = self.keyring()
        key = keys.unlocked_by(ring, user_id, passphrase)
        user = next(each for each in self.users() if each.id == user_id)
        self.keep(keys.with_holder(ring, keys.held_by(user, key, new, ring.store_id, self.cost)))

    def back_up(self, vault: Vault, at: datetime, why: str, folder: Path | None = None) -> Path:
        """A verified, keyed copy and its keys, named by the time and the reason."""
        backups = folder or self.folder / BACKUPS_NAME
        try:
            backups.mkdir(mode=0o700, parents=folder is not None, exist_ok=True)
            path = backups / backup_name(at, why)
            vault.copy_to(path, ledger.refuse_unlike)
        except OSError as error:
            raise no_folder(backups, error) from error
        ring = self.keyring().model_dump_json(indent=1).encode()
        self.write_whole(path.with_suffix(".keys"), ring, VaultProblem)
        if folder is None:
            clear_outgrown(backups)
        return path

    def _entered(self, key: bytes, ring: keys.Keyring, user_id: str, kind: str, at: datetime) -> OpenedStore:
        store = self._open(key, ring.store_id, at)
        try:
            user = store.user(user_id)
            store.record_event(kind, user, at)
            store.opened_by = user_id
        except BaseException:
            store.close()
            raise
        return OpenedStore(user, store)

    def _open(self, key: bytes, store_id: str, at: datetime) -> Store:
        vault = Vault.open(self.folder / FILE_NAME, key)
        try:
            migrations.refuse_newer(vault)
            waiting = migrations.pending(vault)
            if waiting:
                self.back_up(vault, at, f"before-{waiting[0].partition('_')[0]}")
                migrations.bring_up_to_date(vault)
            migrations.refuse_other_store(vault, store_id)
        except BaseException:
            vault.close()
            raise
        return Store(self, vault, key)

    def _made_ready(self) -> Path:
        """A folder beside the final one to make the store in; what a killed attempt left goes first."""
        try:
            self.folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            for leftover in self.folder.parent.glob(f"{_MAKING}*"):
                shutil.rmtree(leftover, ignore_errors=True)
            if self.folder.is_dir():
                self.folder.rmdir()
            making = self.folder.parent / f"{_MAKING}{secrets.token_hex(4)}"
            making.mkdir(mode=0o700)
        except OSError as error:
            raise no_folder(self.folder, error) from error
        return making


def _fill(path: Path, key: bytes, store_id: str, user: User, at: datetime) -> None:
    """A new store file with its tables, its id and its first user, closed."""
    vault = Vault.create(path, key)
    try:
        migrations.bring_up_to_date(vault)
        with vault.writing() as connection:
            connection.execute("INSERT INTO app_info VALUES ('store_id', ?)", (store_id,))
            people.add_row(connection, user, at)
            ledger.record_event(connection, "created", user, at)
    finally:
        vault.close()
