"""Stand-ins for the machine that keep everything in memory, held to the same contracts as the real ones."""

# ruff: noqa: ARG002 - a stand-in takes everything its port hands in

import json
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime

from pharmreview.domain.case import Case, CaseState, Dispatch, IssuedPaper, SavedCase, User
from pharmreview.domain.caseload.entry import Entry
from pharmreview.domain.caseload.searches.head import Glance, Head
from pharmreview.domain.errors import InputProblem, VaultProblem
from pharmreview.domain.team.access import Access, Deed


@dataclass
class FakeVault:
    """An open store in memory. `refusal`, when set, is raised by every write, and nothing is kept."""

    users: list[User] = field(default_factory=list)
    kept: dict[str, SavedCase] = field(default_factory=dict)
    changes: list[tuple[str, int, str, str]] = field(default_factory=list)
    """Case id, revision, what, by."""
    events: list[tuple[str, str, str, str]] = field(default_factory=list)
    """Kind, by, case id, detail."""
    papers: list[IssuedPaper] = field(default_factory=list)
    entries_kept: list[Entry] = field(default_factory=list)
    backups: list[str] = field(default_factory=list)
    words_left: dict[str, dict[str, str]] = field(default_factory=dict)
    refusal: VaultProblem | None = None
    closed: bool = False

    def save(self, case: Case, what: str, by: User, at: datetime) -> Case:
        return self.save_all((case,), what, by, at)[0]

    def save_all(self, cases: Sequence[Case], what: str, by: User, at: datetime) -> tuple[Case, ...]:
        by.refuse_unless(Deed.REVIEW)
        self._refuse()
        for case in cases:
            self._refuse_stale(case)
        saved = tuple(case.model_copy(update={"revision": case.revision + 1}) for case in cases)
        for case in saved:
            self.kept[case.id] = SavedCase(case=case, saved_at=at, saved_by=by.name)
            self.changes.append((case.id, case.revision, what, by.name))
        return saved

    def load(self, case_id: str) -> SavedCase:
        if case_id not in self.kept:
            raise VaultProblem(
                "This case is not in the store.", "Open it from the list.", code="vault.unknown"
            )
        return self.kept[case_id]

    def load_all(self, case_ids: Sequence[str]) -> tuple[SavedCase, ...]:
        return tuple(self.load(case_id) for case_id in case_ids)

    def each(self) -> Iterator[SavedCase]:
        yield from tuple(self.kept.values())

    def glances(self) -> Iterator[Glance]:
        for case in [saved.case for saved in self.kept.values()]:
            yield Glance(Head.model_validate(case, from_attributes=True), lambda: case)  # noqa: B023 - read before the next

    def several(self, case_ids: Sequence[str]) -> tuple[SavedCase, ...]:
        return tuple(self.kept[case_id] for case_id in case_ids if case_id in self.kept)

    def states(self) -> dict[str, CaseState]:
        return {case_id: saved.case.state for case_id, saved in self.kept.items()}

    def revisions(self) -> dict[str, int]:
        return {case_id: saved.case.revision for case_id, saved in self.kept.items()}

    @contextmanager
    def together(self) -> Iterator[None]:
        everything = ("kept", "changes", "events", "papers", "entries_kept")
        before = {name: copy(getattr(self, name)) for name in everything}
        try:
            yield
        except BaseException:
            for name, value in before.items():
                setattr(self, name, value)
            raise

    @contextmanager
    def watched(self, between: Callable[[], None]) -> Iterator[None]:
        between()
        yield

    def keep_entry(
        self, entry: Entry, event: str, by: User, at: datetime, expects: int | None = None
    ) -> Entry:
        by.refuse_unless(Deed.REVIEW)
        self._refuse()
        last = max((e.seq for e in self.entries(entry.kind) if e.name == entry.name), default=0)
        if expects is not None and expects != last:
            raise VaultProblem("Somebody changed this.", "Look again.", code="vault.stale")
        kept = entry.model_copy(update={"seq": len(self.entries_kept) + 1, "at": at, "by": by.name})
        self.entries_kept.append(kept)
        self.record_event(event, by, at, detail=f"{kept.kind} {kept.seq}")
        return kept

    def entries(self, kind: str) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries_kept if entry.kind == kind)

    def record_issue(self, paper: IssuedPaper, by: User) -> None:
        by.refuse_unless(Deed.ISSUE)
        self._refuse()
        if any(other.id == paper.id for other in self.papers) or paper.case_id not in self.kept:
            raise VaultProblem("The store refused this change.", "Repeat it.", code="vault.refused")
        self.papers.append(paper)
        self.events.append(("paper-issued", by.name, paper.case_id, paper.id))

    def record_dispatch(self, dispatch: Dispatch, event: str, by: User) -> None:
        by.refuse_unless(Deed.ISSUE)
        self._refuse()
        at = next((at for at, paper in enumerate(self.papers) if paper.id == dispatch.paper_id), None)
        if at is None:
            raise VaultProblem("The store holds no such paper.", "Issue it first.", code="vault.unknown")
        paper = self.papers[at]
        self.papers[at] = paper.model_copy(update={"dispatches": (*paper.dispatches, dispatch)})
        self.record_event(event, by, dispatch.at, paper.case_id, paper.id)

    def issued(self, case_id: str) -> tuple[IssuedPaper, ...]:
        return tuple(paper for paper in self.papers if paper.case_id == case_id)

    def went(self) -> tuple[tuple[str, str, datetime], ...]:
        return tuple((paper.case_id, paper.kind, one.at) for paper in self.papers for one in paper.dispatches)

    def record_event(
        self, kind: str, by: User | None, at: datetime, case_id: str = "", detail: str = ""
    ) -> None:
        self._refuse()
        self.events.append((str(kind), by.name if by else "", case_id, detail))

    def everyone(self) -> tuple[User, ...]:
        return tuple(self.users)

    def set_access(self, user_id: str, access: Access, by: User, at: datetime) -> None:
        by.refuse_unless(Deed.USERS)
        self._refuse()
        self.users = [u.model_copy(update={"access": access}) if u.id == user_id else u for u in self.users]
        self.record_event("access-changed", by, at, detail=user_id)

    def add_user(self, name: str, role: str, access: Access, passphrase: str, by: User, at: datetime) -> User:
        by.refuse_unless(Deed.USERS)
        self._refuse()
        if not name.strip() or name.casefold() in {user.name.casefold() for user in self.users}:
            raise InputProblem("The name is blank or taken.", "Choose another.")
        user = User(id=f"user{len(self.users) + 1}", name=name, role=role, access=access)
        self.users.append(user)
        return user

    def half_typed(self, by: User) -> dict[str, str]:
        return dict(self.words_left.get(by.id, {}))

    def keep_half_typed(self, words: dict[str, str], by: User) -> None:
        self._refuse()
        self.words_left[by.id] = words

    def back_up(self, by: User | None, at: datetime, why: str = "asked") -> str:
        self._refuse()
        self.backups.append(why)
        self.record_event("backed-up", by, at, detail=why)
        return why

    def close(self) -> None:
        self.closed = True

    def _refuse(self) -> None:
        if self.refusal is not None:
            raise self.refusal

    def _refuse_stale(self, case: Case) -> None:
        present = self.kept.get(case.id)
        if present is None and case.revision:
            raise VaultProblem(
                "This case is not in the store.", "Open it from the list.", code="vault.unknown"
            )
        if present is not None and present.case.revision != case.revision:
            raise VaultProblem(
                f"{present.saved_by} saved a newer version at {present.saved_at:%H:%M}.",
                "Open it again.",
                code="vault.stale",
            )
        json.loads(case.model_dump_json(by_alias=True))


@dataclass
class FakeOpened:
    """A store opened by somebody."""

    user: User
    store: FakeVault
    recovery_code: str = ""


@dataclass
class FakeKeeper:
    """A locked store in memory, with one user and plain passphrases."""

    vault: FakeVault = field(default_factory=FakeVault)
    passphrases: dict[str, str] = field(default_factory=dict)
    code: str = "0000-1111"

    def exists(self) -> bool:
        return bool(self.vault.users)

    def users(self) -> tuple[User, ...]:
        return tuple(self.vault.users)

    def create(self, name: str, role: str, passphrase: str, at: datetime) -> FakeOpened:
        user = User(id="user1", name=name, role=role, access=Access.LEAD)
        self.vault.users.append(user)
        self.passphrases[user.id] = unicodedata.normalize("NFC", passphrase)
        return FakeOpened(user, self.vault, self.code)

    def unlock(self, user_id: str, passphrase: str, at: datetime) -> FakeOpened:
        if self.passphrases.get(user_id) != unicodedata.normalize("NFC", passphrase):
            raise VaultProblem("They do not match.", "Type it again.", code="vault.passphrase")
        self.vault.closed = False
        return FakeOpened(next(user for user in self.vault.users if user.id == user_id), self.vault)

    def recover(self, user_id: str, code: str, passphrase: str, at: datetime) -> FakeOpened:
        if code != self.code:
            raise VaultProblem("Not the code.", "Type it again.", code="vault.passphrase")
        self.passphrases[user_id] = passphrase
        return self.unlock(user_id, passphrase, at)

    def change_passphrase(self, user_id: str, passphrase: str, new: str) -> None:
        if self.passphrases.get(user_id) != passphrase:
            raise VaultProblem("They do not match.", "Type it again.", code="vault.passphrase")
        self.passphrases[user_id] = new
