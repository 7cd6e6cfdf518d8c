"""Who may open the store, and what each may do in it: make it, unlock it, lock it; add and change users."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from pharmreview.domain.errors import InputProblem, VaultProblem
from pharmreview.domain.team.access import Access as May
from pharmreview.domain.team.access import Deed
from pharmreview.services.ports import Clock, EventKind, Opened, OpenStore, StoreKeeper, User

TRIES = 5
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=15)
_MOST_DOUBLINGS = 5
_NO_MATCH = "vault.passphrase"
_STORE = "store"


@dataclass(frozen=True, repr=False)
class Session:
    """Somebody's time with the store open. It belongs to the thread that unlocked it."""

    user: User
    vault: OpenStore


@dataclass(frozen=True, repr=False)
class NewStore:
    """A store just made, and the recovery code to print: it cannot be shown again."""

    session: Session
    recovery_code: str


class Access:
    """The door of the store. Five wrong tries close it for a while; each further five for twice as long."""

    def __init__(self, keeper: StoreKeeper, clock: Clock) -> None:
        self._keeper = keeper
        self._clock = clock
        self._failures: list[tuple[str, datetime]] = []  # kept in the store once it is open again
        self._wrong = 0
        self._closed_at: datetime | None = None

    def stores(self) -> tuple[str, ...]:
        """The stores on this computer: empty before the first one is made."""
        return (_STORE,) if self._keeper.exists() else ()

    def users(self) -> tuple[User, ...]:
        """Those who may unlock the store. Raises VaultProblem when its keys cannot be read."""
        return self._keeper.users()

    def create(self, name: str, role: str, passphrase: str) -> NewStore:
        """Make the store with its first user.

        Raises InputProblem for a blank name or a passphrase under twelve characters, VaultProblem when
        there is a store already or the disk refuses.
        """
        opened = self._keeper.create(name, role, passphrase, self._clock.now())
        return NewStore(Session(opened.user, opened.store), opened.recovery_code)

    @property
    def tries_left(self) -> int:
        """How many wrong tries there are before the next wait."""
        return TRIES - self._wrong % TRIES

    def wait(self) -> timedelta:
        """How long the door stays closed yet: zero when it may be tried.

        A clock set back starts the wait again and cannot lengthen it.
        """
        if self._closed_at is None:
            return timedelta(0)
        now = self._clock.now()
        if now < self._closed_at:
            self._closed_at = now
        doublings = min(self._wrong // TRIES - 1, _MOST_DOUBLINGS)
        length = min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)
        return max(length - (now - self._closed_at), timedelta(0))

    def unlock(self, user_id: str, passphrase: str) -> Session:
        """Open the store.

        Raises VaultProblem: `vault.passphrase` with the tries left, `vault.wait` while the door is closed.
        """
        self._refuse_while_closed()
        try:
            opened = self._keeper.unlock(user_id, passphrase, self._clock.now())
        except VaultProblem as problem:
            raise self._counted(problem, user_id) from problem
        return self._entered(opened)

    def recover(self, user_id: str, code: str, passphrase: str) -> Session:
        """Open with the printed recovery code and set a new passphrase. Raises as `unlock` does."""
        self._refuse_while_closed()
        try:
            opened = self._keeper.recover(user_id, code, passphrase, self._clock.now())
        except VaultProblem as problem:
            raise self._counted(problem, user_id) from problem
        return self._entered(opened)

    def lock(self, session: Session) -> None:
        """Forget the key. The store is let go of even when the disk refuses the record of it."""
        try:
            session.vault.record_event(EventKind.LOCKED, session.user, self._clock.now())
        finally:
            session.vault.close()

    def change_passphrase(self, session: Session, passphrase: str, new: str) -> None:
        """Wrap the same store key under a new passphrase; nothing else in the store changes.

        Raises VaultProblem when the present one is wrong, InputProblem when the new one is too short.
        """
        self._refuse_while_closed()
        try:
            self._keeper.change_passphrase(session.user.id, passphrase, new)
        except VaultProblem as problem:
            raise self._counted(problem, session.user.id) from problem
        self._wrong, self._closed_at = 0, None
        session.vault.record_event(EventKind.PASSPHRASE_CHANGED, session.user, self._clock.now())

    def _refuse_while_closed(self) -> None:
        left = self.wait()
        if left:
            raise _waiting(left)

    def _counted(self, problem: VaultProblem, user_id: str) -> VaultProblem:
        """The problem to show: a wrong try is counted, anything else is passed on as it is."""
        if problem.code != _NO_MATCH:
            return problem
        now = self._clock.now()
        self._wrong += 1
        self._failures.append((user_id, now))
        if self._wrong % TRIES == 0:
            self._closed_at = now
            return _waiting(self.wait())
        tries = "1 try is" if self.tries_left == 1 else f"{self.tries_left} tries are"
        return VaultProblem(problem.what, f"{problem.remedy} {tries} left before a wait.", code=_NO_MATCH)

    def _entered(self, opened: Opened) -> Session:
        """Write down the wrong tries since the store was last open, with whose name was tried."""
        known = {user.id: user for user in self._keeper.users()}
        for user_id, at in self._failures:
            opened.store.record_event(EventKind.UNLOCK_FAILED, known.get(user_id), at)
        self._failures, self._wrong, self._closed_at = [], 0, None
        return Session(opened.user, opened.store)


class Team:
    """The named users of the open store. It belongs to the session's thread."""

    def __init__(self, session: Session, clock: Clock) -> None:
        self._session = session
        self._clock = clock

    def members(self) -> tuple[User, ...]:
        """Everyone who may open the store, in the order they came."""
        return tuple(user for user in self._session.vault.everyone() if user.access is not May.NONE)

    def add(self, name: str, role: str, access: May, passphrase: str, again: str) -> User:
        """Let somebody else open the store under their own passphrase, typed twice.

        Raises InputProblem for a blank or taken name, or a passphrase that is short or not the same twice;
        VaultProblem for somebody who may not add anyone, or when the disk refuses.
        """
        by = self._session.user
        by.refuse_unless(Deed.USERS)
        if passphrase != again:
            raise InputProblem("The two passphrases differ.", "Type the same one twice.")
        return self._session.vault.add_user(name, role, access, passphrase, by, self._clock.now())

    def change(self, user_id: str, access: May) -> None:
        """Say what somebody may do from the next time they unlock; with `May.NONE`, nothing.

        Raises InputProblem for the last lead and for somebody's own access, VaultProblem for somebody who
        may not change it.
        """
        by, members = self._session.user, self.members()
        by.refuse_unless(Deed.USERS)
        if user_id == by.id:
            raise InputProblem("You cannot change your own access.", "Ask another lead to do it.")
        if all(user.id != user_id for user in members):
            raise InputProblem("This person may not open the store any more.", "Look at the list again.")
        self._session.vault.set_access(user_id, access, by, self._clock.now())


def _waiting(left: timedelta) -> VaultProblem:
    seconds = -(-left // timedelta(seconds=1))
    long = "1 second" if seconds == 1 else f"{seconds} seconds"
    long = long if seconds < 120 else f"{-(-seconds // 60)} minutes"
    return VaultProblem(
        "The passphrase was wrong too many times.", f"Wait {long}, then try again.", code="vault.wait"
    )
