"""What the door shows: who may unlock, what went wrong, how long to wait, and the making of a store."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from ui.errors import words_for
from ui.jobs import Err, Ok

if TYPE_CHECKING:
    from collections.abc import Callable

    from pharmreview.services.access import NewStore, Session
    from ui.state.desk import Desk

LEAST_PASSPHRASE = 12
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the door knows."""

    users: tuple[tuple[str, str], ...] | None = None
    locked_at: str = ""
    problem: str = ""
    waiting: int = 0
    busy: bool = False
    recovery_code: str = ""
    recovering: bool = False


@dataclass(frozen=True, slots=True)
class Props:
    """What the door shows. `page` is loading, make, unlock, recover or code."""

    page: str
    users: tuple[tuple[str, str], ...]
    kept: str
    problem: str
    ready: bool
    recovery_code: str


def derive(inputs: Inputs) -> Props:
    """From what is known to what is shown."""
    page = "unlock"
    if inputs.recovery_code:
        page = "code"
    elif inputs.users is None:
        page = "loading"
    elif not inputs.users:
        page = "make"
    elif inputs.recovering:
        page = "recover"
    kept = ""
    if inputs.locked_at:
        kept = f"The screen locked at {inputs.locked_at}. You will come back to the same place."
    problem = inputs.problem
    if inputs.waiting:
        seconds = "1 second" if inputs.waiting == 1 else f"{inputs.waiting} seconds"
        problem = f"The passphrase was wrong too many times. You can try again in {seconds}."
    return Props(
        page=page,
        users=inputs.users or (),
        kept=kept,
        problem=problem,
        ready=not inputs.busy and not inputs.waiting,
        recovery_code=inputs.recovery_code,
    )


class UnlockModel(QObject):
    """Asks the door's questions on the store's lane. `unlocked` tells the session."""

    shown = Signal(object)
    unlocked = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._inputs = Inputs()
        self._new: NewStore | None = None
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._count_down)

    @property
    def props(self) -> Props:
        """What is shown now."""
        return derive(self._inputs)

    def look(self) -> None:
        """Ask who may unlock."""
        self._ask(self._users, self._told_users)

    def say_locked(self, at: str) -> None:
        """The screen has just locked, at this time."""
        self._fold(locked_at=at, problem="")

    def unlock(self, user_id: str, passphrase: str) -> None:
        """Try the door."""
        if not user_id:
            self._fold(problem="Nobody is chosen. Choose who is unlocking.")
            return
        if self.props.ready:
            self._fold(busy=True, problem="")
            self._ask(lambda: self._desk.app.access.unlock(user_id, passphrase), self._entered)

    def recover(self, user_id: str, code: str, passphrase: str, again: str) -> None:
        """Open with the printed code and a new passphrase."""
        if passphrase != again:
            self._fold(problem="The two passphrases differ. Type the same one twice.")
        elif self.props.ready:
            self._fold(busy=True, problem="")
            self._ask(lambda: self._desk.app.access.recover(user_id, code, passphrase), self._entered)

    def want_recovery(self, *, wanted: bool) -> None:
        """Turn to the recovery sheet, or back."""
        self._fold(recovering=wanted, problem="")

    def make(self, name: str, role: str, passphrase: str, again: str) -> None:
        """Make the store with its first user."""
        if passphrase != again:
            self._fold(problem="The two passphrases differ. Type the same one twice.")
        elif self.props.ready:
            self._fold(busy=True, problem="")
            self._ask(lambda: self._desk.app.access.create(name, role, passphrase), self._made)

    def code_kept(self) -> None:
        """The recovery code is on paper: go in."""
        new, self._new = self._new, None
        self._fold(recovery_code="")
        if new is not None:
            self.unlocked.emit(new.session)

    def _users(self) -> tuple[tuple[str, str], ...]:
        access = self._desk.app.access
        if not access.stores():
            return ()
        return tuple((u.id, f"{u.name}, {u.role}".strip(", ")) for u in access.users())

    def _ask(self, work: Callable[[], T], done: Callable[[Ok[T] | Err], None]) -> None:
        self._desk.lanes.vault.run(work, done)

    def _told_users(self, outcome: Ok[tuple[tuple[str, str], ...]] | Err) -> None:
        if isinstance(outcome, Err):
            self._fold(users=(("", "Nobody can be read"),), problem=words_for(outcome.error).sentence)
        else:
            self._fold(users=outcome.value)

    def _entered(self, outcome: Ok[Session] | Err) -> None:
        self._fold(busy=False)
        if isinstance(outcome, Err):
            self._refused(outcome.error)
        else:
            self._fold(locked_at="", problem="", recovering=False)
            self.unlocked.emit(outcome.value)

    def _made(self, outcome: Ok[NewStore] | Err) -> None:
        self._fold(busy=False)
        if isinstance(outcome, Err):
            self._refused(outcome.error)
        else:
            self._new = outcome.value
            self._fold(recovery_code=outcome.value.recovery_code, users=None, problem="")

    def _refused(self, error: Exception) -> None:
        words = words_for(error)
        left = self._desk.app.access.wait().total_seconds() if words.code == "vault.wait" else 0
        self._fold(problem=words.sentence, waiting=round(left))
        if left:
            self._tick.start()

    def _count_down(self) -> None:
        left = round(self._desk.app.access.wait().total_seconds())
        self._fold(waiting=left, problem="" if not left else self._inputs.problem)
        if not left:
            self._tick.stop()

    def _fold(self, **news: object) -> None:
        before = self.props
        self._inputs = replace(self._inputs, **news)  # type: ignore[arg-type]
        if self.props != before:
            self.shown.emit(self.props)
