"""What the services need of the machine, as Protocols; adapters stand behind them, fakes in tests."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from pharmreview.domain.case import Case, CaseState, Dispatch, IssuedPaper, SavedCase, User
from pharmreview.domain.caseload.entry import Entry
from pharmreview.domain.caseload.searches.head import Glance
from pharmreview.domain.lines.mapping import ColumnMapping, Peek
from pharmreview.domain.lines.row import ExportFile
from pharmreview.domain.team.access import Access
from pharmreview.lots import Report, ShouldStop

__all__ = [
    "CaseVault",
    "Clock",
    "Door",
    "EventKind",
    "IssuedPaper",
    "OpenStore",
    "Opened",
    "Report",
    "SavedCase",
    "ShouldStop",
    "StoreKeeper",
    "User",
]


class Clock(Protocol):
    """The only source of the date and the time."""

    def today(self) -> date:
        """The local date."""
        ...

    def now(self) -> datetime:
        """The time, aware of its zone."""
        ...


class Door(Protocol):
    """Where a practice's search comes in."""

    def read_export(
        self,
        path: Path,
        layout: str = "auto",
        mapping: ColumnMapping | None = None,
        report: Report | None = None,
        should_stop: ShouldStop | None = None,
    ) -> ExportFile:
        """The people of a file. Raises InputProblem where it cannot be read, Stopped when asked to stop."""
        ...

    def read_pasted(
        self, text: str, name: str = "", number: str = "", born: date | None = None
    ) -> ExportFile:
        """The people of a list copied from a screen. Raises InputProblem where nothing was pasted."""
        ...

    def peek(self, path: Path) -> Peek:
        """The top of a file with what its headings propose. Raises InputProblem."""
        ...


class EventKind(StrEnum):
    """What is recorded besides changes to a case."""

    CREATED = "created"
    UNLOCKED = "unlocked"
    UNLOCK_FAILED = "unlock-failed"
    LOCKED = "locked"
    PASSPHRASE_CHANGED = "passphrase-changed"  # noqa: S105 - the name of an event
    RECOVERED = "recovered"
    ACCESS_CHANGED = "access-changed"
    USER_ADDED = "user-added"
    BACKED_UP = "backed-up"
    IMPORTED = "imported"
    VIEWED = "viewed"
    PAPER_ISSUED = "paper-issued"
    PRINTED = "printed"
    COPY_SAVED = "copy-saved"
    COPIED_TO_SEND = "copied-to-send"
    BASELINE_FROZEN = "baseline-frozen"
    SAMPLE_TAKEN = "sample-taken"
    SETTINGS_KEPT = "settings-kept"
    MAPPING_KEPT = "mapping-kept"
    MAPPING_WITHDRAWN = "mapping-withdrawn"
    REPAIRED = "repaired"
    RESTORED = "restored"
    REPAIR_WITHDRAWN = "repair-withdrawn"
    SHEET_KEPT = "sheet-kept"
    SERVICE_KEPT = "service-kept"
    EXPERIENCE_KEPT = "experience-kept"


class CaseVault(Protocol):
    """The open store, as the services use it. It belongs to the thread that opened it."""

    def save(self, case: Case, what: str, by: User, at: datetime) -> Case:
        """Keep a case and its audit entry in one transaction; returns it with its next revision.

        Raises VaultProblem when a newer revision is already kept, or the disk refuses.
        """
        ...

    def save_all(self, cases: Sequence[Case], what: str, by: User, at: datetime) -> tuple[Case, ...]:
        """Keep several cases in one transaction: all of them or none."""
        ...

    def load(self, case_id: str) -> SavedCase:
        """The case as last kept. Raises VaultProblem when there is none."""
        ...

    def load_all(self, case_ids: Sequence[str]) -> tuple[SavedCase, ...]:
        """These cases as last kept, in the order asked, at hand to be saved. Raises as `load` does."""
        ...

    def each(self) -> Iterator[SavedCase]:
        """Every case in turn, in the order they were first kept; no more than a few are held at once."""
        ...

    def glances(self) -> Iterator[Glance]:
        """Every case in the same way, each read only as far as its head."""
        ...

    def several(self, case_ids: Sequence[str]) -> tuple[SavedCase, ...]:
        """These cases as last kept, in the order asked; ids the store does not hold are left out."""
        ...

    def states(self) -> dict[str, CaseState]:
        """Where every case stands by its id, in the order they were first kept."""
        ...

    def revisions(self) -> dict[str, int]:
        """The revision of every case by its id, in the order they were first kept."""
        ...

    def together(self) -> AbstractContextManager[None]:
        """Everything kept within is kept in one transaction: all of it or none."""
        ...

    def watched(self, between: Callable[[], None]) -> AbstractContextManager[None]:
        """Long work within calls `between` between its pieces; whatever that raises ends the work."""
        ...

    def keep_entry(
        self, entry: Entry, event: str, by: User, at: datetime, expects: int | None = None
    ) -> Entry:
        """Keep something of the whole caseload, with its event, for good; returns it with its number.

        Raises VaultProblem (`vault.stale`) where `expects` is given and is not the number of the last
        entry under the same kind and name, 0 for none.
        """
        ...

    def entries(self, kind: str) -> tuple[Entry, ...]:
        """Everything kept of one kind, oldest first."""
        ...

    def record_issue(self, paper: IssuedPaper, by: User) -> None:
        """Keep an issued paper for good."""
        ...

    def record_dispatch(self, dispatch: Dispatch, event: str, by: User) -> None:
        """Keep for good that an issued paper went to somebody; `event` is one of EventKind.

        Raises VaultProblem for a paper the store does not hold.
        """
        ...

    def issued(self, case_id: str) -> tuple[IssuedPaper, ...]:
        """The papers issued for a case, oldest first."""
        ...

    def went(self) -> tuple[tuple[str, str, datetime], ...]:
        """Of everything that went to anybody, oldest first: whose case, which kind of paper, and when."""
        ...

    def record_event(
        self, kind: str, by: User | None, at: datetime, case_id: str = "", detail: str = ""
    ) -> None:
        """Keep for good that something happened; `kind` is one of EventKind, `detail` an id or a code."""
        ...


class OpenStore(CaseVault, Protocol):
    """The open store, as unlocking and locking use it."""

    def everyone(self) -> tuple[User, ...]:
        """Everyone the store ever named, in the order they came, with what each may do now."""
        ...

    def set_access(self, user_id: str, access: Access, by: User, at: datetime) -> None:
        """Say for good what somebody may do from now on; with `Access.NONE` their key goes too."""
        ...

    def add_user(self, name: str, role: str, access: Access, passphrase: str, by: User, at: datetime) -> User:
        """Give somebody else the key under their own passphrase.

        Raises InputProblem when the name is blank or taken, or the passphrase is too short.
        """
        ...

    def half_typed(self, by: User) -> dict[str, str]:
        """What a user typed and kept nowhere yet, by its place. Raises VaultProblem."""
        ...

    def keep_half_typed(self, words: dict[str, str], by: User) -> None:
        """Leave what a user typed and kept nowhere yet, in the place of what was left before."""
        ...

    def back_up(self, by: User | None, at: datetime, why: str = "asked") -> object:
        """A verified copy under the same key, beside the store. Raises VaultProblem when the disk refuses."""
        ...

    def close(self) -> None:
        """Forget the key and let go of the file."""
        ...


class Opened(Protocol):
    """A store opened by somebody; `recovery_code` is given once, when the store is made."""

    @property
    def user(self) -> User:
        """Who opened it."""
        ...

    @property
    def store(self) -> OpenStore:
        """What they opened."""
        ...

    @property
    def recovery_code(self) -> str:
        """The code to print, or "" when the store was there before."""
        ...


class StoreKeeper(Protocol):
    """The place where the store lies, locked."""

    def exists(self) -> bool:
        """True when there is a store to unlock."""
        ...

    def users(self) -> tuple[User, ...]:
        """The people who may unlock it, by name. Raises VaultProblem when the keys cannot be read."""
        ...

    def create(self, name: str, role: str, passphrase: str, at: datetime) -> Opened:
        """Make a store with its first user: wholly, or not at all.

        Raises InputProblem for a blank name or a short passphrase, VaultProblem when there is a store
        already or the disk refuses.
        """
        ...

    def unlock(self, user_id: str, passphrase: str, at: datetime) -> Opened:
        """Open the store. Raises VaultProblem; its code is `vault.passphrase` when they do not match."""
        ...

    def recover(self, user_id: str, code: str, passphrase: str, at: datetime) -> Opened:
        """Open with the printed code and give the user a new passphrase."""
        ...

    def change_passphrase(self, user_id: str, passphrase: str, new: str) -> None:
        """Wrap the same store key under a new passphrase."""
        ...
