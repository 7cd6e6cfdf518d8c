"""The people page's state: who uses the store, and what came of changing it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from pharmreview.domain.team.access import Access, Deed
from ui.screens.practice.told import told_to

if TYPE_CHECKING:
    from collections.abc import Callable

    from pharmreview.domain.case import User
    from ui.errors import ErrorWords
    from ui.state.desk import Desk


@dataclass(frozen=True, slots=True)
class Member:
    """One row: who, what they are, what they may do, and whether it is whoever is signed in."""

    id: str
    name: str
    role: str
    access: Access
    is_me: bool


@dataclass(frozen=True, slots=True)
class Props:
    """What the page shows. `why_not` is why whoever is here may change nothing; "" where they may."""

    members: tuple[Member, ...] = ()
    why_not: str = ""
    problem: tuple[str, str] | None = None
    """Why a change was not made."""
    add_problem: str = ""
    """Why somebody was not added, beside what was typed."""


class TeamModel(QObject):
    """Asks the store on its lane, and tells Props."""

    changed = Signal(object)
    added = Signal()
    """Somebody was added: what was typed for them may go."""
    status = Signal(str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.props = Props(why_not=desk.why_not(Deed.USERS))

    def enter(self) -> None:
        """See who uses the store."""
        self._run(lambda: None, lambda: None)

    def add(self, name: str, role: str, access: Access, passphrase: str, again: str) -> None:
        """Let somebody open the store."""

        def told() -> None:
            self.added.emit()
            self.status.emit(f"{' '.join(name.split())} may open this store now")

        self._run(lambda: self._desk.team().add(name, role, access, passphrase, again), told, adding=True)

    def change(self, user_id: str, access: Access) -> None:
        """Give somebody more or less to do, or take their access away."""
        who = next((member.name for member in self.props.members if member.id == user_id), "")
        said = f"{who} may not open this store any more"
        if access is not Access.NONE:
            said = f"{who} is a {access.value} from the next time they unlock"
        self._run(lambda: self._desk.team().change(user_id, access), lambda: self.status.emit(said))

    def _run(self, verb: Callable[[], object], told: Callable[[], None], *, adding: bool = False) -> None:
        desk, me = self._desk, self._desk.session.user.id

        def work() -> tuple[User, ...]:
            verb()
            return desk.team().members()

        def done(users: tuple[User, ...]) -> None:
            rows = tuple(Member(u.id, u.name, u.role, u.access, u.id == me) for u in users)
            self._fold(members=rows, problem=None, add_problem="")
            told()

        def failed(words: ErrorWords) -> None:
            news = {"add_problem": words.sentence} if adding else {"problem": words.problem}
            self._fold(**news)

        desk.lanes.vault.run(work, told_to(self, done, failed))

    def _fold(self, **news: object) -> None:
        self.props = replace(self.props, **news)  # type: ignore[arg-type]  # fields of Props
        self.changed.emit(self.props)
