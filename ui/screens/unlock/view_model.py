"""What the door shows: who may unlock, what went wrong, how long to wait, and the making of a store."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from ui.jobs import Err, Ok

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from pharmreview.services.access import NewStore, Session
    from ui.state.desk import Desk

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the door knows. `shut` is what is wrong, and its remedy, when nobody can be asked."""

    users: tuple[tuple[str, str], ...] | None = None
    practice: str = ""
    tables: str = ""
    locked_at: str = ""
    problem: str = ""
    shut: tuple[str, str] = ("", "")
    waiting: int = 0
    busy: bool = False
    recovery_code: str = ""
    recovering: bool = False


@dataclass(frozen=True, slots=True)
class Props:
    """What the door shows. `page` is loading, make, unlock, recover, code or shut."""

    page: str
    users: tuple[tuple[str, str], ...]
    practice: str
    tables: str
    kept: str
    problem: str
    shut: tuple[str, str]
    ready: bool
    busy: bool
    recovery_code: str


def derive(inputs: Inputs) -> Props:
    """From what is known to what is shown."""
    problem = inputs.problem
    if inputs.waiting:
        seconds = "1 second" if inputs.waiting == 1 else f"{inputs.waiting} seconds"
        problem = f"The passphrase was wrong too many times. You can try again in {seconds}."
    kept = ""
    if inputs.locked_at:
        kept = f"The screen locked at {inputs.locked_at}. You will come back to the same place."
    return Props(
        page=_page(inputs),
        users=inputs.users or (),
        practice=inputs.practice,
        tables=inputs.tables,
        kept=kept,
        problem=problem,
        shut=inputs.shut,
        ready=inputs.users is not None and not inputs.busy and not inputs.waiting,
        busy=inputs.busy,
        recovery_code=inputs.recovery_code,
    )


def _page(inputs: Inputs) -> str:
    if inputs.recovery_code:
        return "code"
    if inputs.shut[0]:
        return "shut"
    if inputs.users is None:
        return "loading"
    if not inputs.users:
        return "make"
    return "recover" if inputs.recovering else "unlock"


def tables_words(reviews: tuple[date | None, ...], today: date) -> str:
    """What is said of the clinical tables, by the day each should next be reviewed."""
    from ui.text import band_day

    if not reviews:
        return ""
    days = [day for day in reviews if day is not None]
    if len(days) < len(reviews):
        return "Some clinical tables have no review date yet. You can carry on; papers will say so."
    due = min(days)
    if due < today:
        return f"Clinical tables: a review was due {band_day(due)}. You can carry on; papers will say so."
    return f"Clinical tables in date. Next review due {band_day(due)}."


class UnlockModel(QObject):
    """Asks the door's questions on the store's lane. `unlocked` tells the session."""

    shown = Signal(object)
    unlocked = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._inputs = Inputs()
        self._new: NewStore | None = None
        self._tick: QTimer | None = None

    @property
    def props(self) -> Props:
        """What is shown now."""
        return derive(self._inputs)

    def look(self) -> None:
        """Ask who may unlock, whose practice it is, and whether the clinical tables are in date."""
        self._fold(shut=("", ""))
        self._desk.lanes.vault.run(self._users, self._told_users)
        if not self._inputs.tables:
            self._desk.lanes.press.run(self._tables, self._told_tables)

    def say_locked(self, at: datetime) -> None:
        """The screen has just locked, at this time."""
        from ui.text import clock_time

        self._fold(locked_at=clock_time(at), problem="")

    def say_problem(self, sentence: str) -> None:
        """Something went wrong that is nobody's typing."""
        self._fold(problem=sentence)

    def unlock(self, user_id: str, passphrase: str) -> None:
        """Try the door."""
        if not user_id:
            self._fold(problem="Nobody is chosen. Choose who is unlocking.")
        elif not passphrase:
            self._fold(problem="The passphrase is empty. Type it, then press Enter.")
        elif self.props.ready:
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

    def _users(self) -> tuple[tuple[tuple[str, str], ...], str]:
        app = self._desk.app
        users = app.access.users() if app.access.stores() else ()
        return tuple((u.id, f"{u.name}, {u.role}".strip(", ")) for u in users), app.practice().name

    def _tables(self) -> tuple[date | None, ...]:
        return tuple(table.next_review for table in self._desk.app.tables.provenance)

    def _ask(self, work: Callable[[], T], done: Callable[[Ok[T] | Err], None]) -> None:
        self._desk.lanes.vault.run(work, done)

    def _told_users(self, outcome: Ok[tuple[tuple[tuple[str, str], ...], str]] | Err) -> None:
        if isinstance(outcome, Err):
            from ui.errors import words_for

            self._fold(shut=words_for(outcome.error).problem)
        else:
            users, practice = outcome.value
            self._fold(users=users, practice=practice)

    def _told_tables(self, outcome: Ok[tuple[date | None, ...]] | Err) -> None:
        if isinstance(outcome, Ok):
            self._fold(tables=tables_words(outcome.value, self._desk.clock.today()))

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
            self._fold(recovery_code=outcome.value.recovery_code, problem="")

    def _refused(self, error: Exception) -> None:
        from ui.errors import words_for

        words = words_for(error)
        left = self._seconds_left() if words.code == "vault.wait" else 0
        self._fold(problem=words.sentence, waiting=left)
        if left:
            if self._tick is None:
                self._tick = QTimer(self)
                self._tick.setInterval(1000)
                self._tick.timeout.connect(self._count_down)
            self._tick.start()

    def _seconds_left(self) -> int:
        """Whole seconds, never fewer than there are."""
        return -int(-self._desk.app.access.wait().total_seconds() // 1)

    def _count_down(self) -> None:
        left = self._seconds_left()
        self._fold(waiting=left, problem="" if not left else self._inputs.problem)
        if not left and self._tick is not None:
            self._tick.stop()

    def _fold(self, **news: object) -> None:
        before = self.props
        self._inputs = replace(self._inputs, **news)  # type: ignore[arg-type]  # fields of Inputs
        if self.props != before:
            self.shown.emit(self.props)
