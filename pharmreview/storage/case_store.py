"""Cases and every change to them: saved together, or neither."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from typing import Any

from pharmreview.collecting import held_still
from pharmreview.domain.case import Case, CaseState, SavedCase, User
from pharmreview.domain.caseload.searches.head import Glance
from pharmreview.domain.errors import VaultProblem
from pharmreview.domain.value import Value
from pharmreview.lots import in_lots
from pharmreview.storage.record import chain
from pharmreview.storage.record.documents import (
    Written,
    applied,
    differences,
    read_case,
    read_glance,
    standing,
    written,
)
from pharmreview.storage.record.rows import cell, read_member, read_time
from pharmreview.storage.vault import Vault

_SAVED = "SELECT document, saved_at, users.name FROM cases JOIN users ON users.id = saved_by"

_STANDS = "SELECT cases.id, cases.revision, saved_at, users.name FROM cases JOIN users ON users.id = saved_by"
_NUMBERED = _SAVED.replace("SELECT", "SELECT cases.number,")
_INSERT = (
    "INSERT INTO cases (revision, state, saved_at, saved_by, document, id) VALUES (?,?,?,?,CAST(? AS TEXT),?)"
)
_UPDATE = (
    "UPDATE cases SET revision = ?, state = ?, saved_at = ?, saved_by = ?, document = CAST(? AS TEXT) "
    "WHERE id = ?"
)
_LOT = 500
_Stands = tuple[int, str, str]


class Change(Value):
    """One entry of the record: who changed what in a case, and when."""

    revision: int
    at: datetime
    by: str
    what: str


def _saved(document: str, saved_at: str, saved_by: str) -> SavedCase:
    return SavedCase(case=read_case(document), saved_at=read_time(saved_at), saved_by=saved_by)


class CaseStore:
    """The cases of an open vault."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._open: dict[str, Written] = {}  # the cases at hand, so that a save need not read them back

    def save(self, case: Case, what: str, by: User, at: datetime) -> Case:
        """Keep a case with its change in one transaction; returns it with its next revision.

        Raises VaultProblem when the store holds a newer revision, or refuses.
        """
        return self.save_all((case,), what, by, at)[0]

    def save_all(self, cases: Sequence[Case], what: str, by: User, at: datetime) -> tuple[Case, ...]:
        """Keep several cases in one transaction: all or none. Raises as `save` does."""
        with self._vault.writing() as connection:
            kept = [made for lot in in_lots(cases, _LOT) for made in self._put(connection, lot, what, by, at)]
        if kept:
            self._open = {kept[-1].case.id: kept[-1]}
        return tuple([each.case for each in kept])

    def _put(
        self, connection: Any, cases: Sequence[Case], what: str, by: User, at: datetime
    ) -> list[Written]:
        """Write a lot of cases: first what changed in each, then each as it now is."""
        stands, at_hand = self._standing(connection, cases), dict(self._open)
        moment = str(cell(at))
        changes: list[tuple[object, ...]] = []
        new: list[tuple[object, ...]] = []
        moved: list[tuple[object, ...]] = []
        made: list[Written] = []
        for case in cases:
            before = _before(connection, case, stands, at_hand)
            kept = case.model_copy(update={"revision": case.revision + 1})
            fresh = written(kept, before)
            document, state = fresh.document, cell(kept.state)
            digest = hashlib.sha256(document).hexdigest()
            changes.append((moment, by.id, kept.id, kept.revision, what, differences(before, fresh), digest))
            (new if before is None else moved).append(
                (kept.revision, state, moment, by.id, document, kept.id)
            )
            stands[kept.id], at_hand[kept.id] = (kept.revision, moment, by.name), fresh
            made.append(fresh)
        chain.append_all(connection, "changes", changes)
        for statement, rows in ((_INSERT, new), (_UPDATE, moved)):
            if rows:
                connection.executemany(statement, rows)
        return made

    @staticmethod
    def _standing(connection: Any, cases: Sequence[Case]) -> dict[str, _Stands]:
        """Where each of these stands in the store, by its id: its revision, when it was saved and by whom."""
        ids = [case.id for case in cases]
        found = connection.execute(f"{_STANDS} WHERE cases.id IN ({_marks(ids)})", ids)
        return {case_id: tuple(stands) for case_id, *stands in found}

    def load(self, case_id: str) -> SavedCase:
        """The case as last kept. Raises VaultProblem when there is none."""
        return self.load_all((case_id,))[0]

    def load_all(self, case_ids: Sequence[str]) -> tuple[SavedCase, ...]:
        """These cases as last kept, in the order asked, at hand to be saved. Raises as `load` does."""
        found = self.several(case_ids)
        if len(found) != len(case_ids):
            raise _unknown()
        self._open = {each.case.id: standing(each.case) for each in found}
        return found

    def each(self) -> Iterator[SavedCase]:
        """Every case in turn, in the order they were first kept; no more than a few are held at once.

        A case saved meanwhile comes as it is when its turn comes.
        """
        return (_saved(*row) for row in self._every())

    def glances(self) -> Iterator[Glance]:
        """Every case in the same way, each read only as far as its head."""
        return (read_glance(document) for document, *_ in self._every())

    def _every(self) -> Iterator[tuple[str, str, str]]:
        last = 0
        while True:
            with self._vault.reading() as connection:
                rows = connection.execute(
                    f"{_NUMBERED} WHERE cases.number > ? ORDER BY cases.number LIMIT {_LOT}", (last,)
                ).fetchall()
            for last, *row in rows:  # noqa: B007 - the number of the last one, for the next lot
                yield (*row,)
            if len(rows) < _LOT:
                return

    def several(self, case_ids: Sequence[str]) -> tuple[SavedCase, ...]:
        """These cases as last kept, in the order asked; ids the store does not hold are left out."""
        found: dict[str, SavedCase] = {}
        with self._vault.reading() as connection:
            for lot in in_lots(case_ids, _LOT):
                for row in connection.execute(f"{_SAVED} WHERE cases.id IN ({_marks(lot)})", lot):
                    saved = _saved(*row)
                    found[saved.case.id] = saved
        return tuple(found[case_id] for case_id in case_ids if case_id in found)

    def states(self) -> dict[str, CaseState]:
        """Where every case stands by its id, in the order they were first kept."""
        with self._vault.reading() as connection:
            rows = connection.execute("SELECT id, state FROM cases ORDER BY number").fetchall()
        return {case_id: read_member(CaseState, name) for case_id, name in rows}

    def revisions(self) -> dict[str, int]:
        """The revision of every case by its id, in the order they were first kept."""
        with self._vault.reading() as connection:
            return dict(connection.execute("SELECT id, revision FROM cases ORDER BY number").fetchall())

    @contextmanager
    def together(self) -> Iterator[None]:
        """Everything kept within is kept in one transaction: all of it or none."""
        try:
            with held_still(), self._vault.writing():
                yield
        except BaseException:
            self.forget()
            raise

    def watched(self, between: Callable[[], None]) -> AbstractContextManager[None]:
        """Long work within calls `between` between its pieces; whatever that raises ends the work."""
        return self._vault.watched(between)

    def forget(self) -> None:
        """Let go of the cases at hand."""
        self._open = {}

    def history(self, case_id: str) -> tuple[Change, ...]:
        """Every change to a case, oldest first."""
        with self._vault.reading() as connection:
            rows = connection.execute(
                "SELECT revision, at, users.name, what FROM changes JOIN users ON users.id = by_user "
                "WHERE case_id = ? ORDER BY revision",
                (case_id,),
            ).fetchall()
        return tuple(Change(revision=r, at=read_time(at), by=by, what=what) for r, at, by, what in rows)

    def as_it_was(self, case_id: str, revision: int) -> Case:
        """The case at an earlier revision, made again from its changes. Raises VaultProblem when unknown."""
        with self._vault.reading() as connection:
            rows = connection.execute(
                "SELECT changed FROM changes WHERE case_id = ? AND revision <= ? ORDER BY revision",
                (case_id, revision),
            ).fetchall()
        if not rows or len(rows) != revision:
            raise _unknown()
        state: dict[str, Any] = {}
        for (changed,) in rows:
            state = applied(state, changed)
        return read_case(json.dumps({**state, "revision": revision}))


def _before(
    connection: Any, case: Case, stands: Mapping[str, _Stands], at_hand: Mapping[str, Written]
) -> Written | None:
    """The case as it stands in the store, or None for a new one; refuses a stale or unknown one."""
    if case.id not in stands:
        if case.revision:
            raise _unknown()
        return None
    revision, saved_at, name = stands[case.id]
    if revision != case.revision:
        raise _stale(name, read_time(saved_at))
    known = at_hand.get(case.id)
    if known is not None and known.case.revision == revision:
        return known
    (document,) = connection.execute("SELECT document FROM cases WHERE id = ?", (case.id,)).fetchone()
    return standing(read_case(document))


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))


def _unknown() -> VaultProblem:
    return VaultProblem(
        "This case is not in the store.", "Go back to the list and open it from there.", code="vault.unknown"
    )


def _stale(name: str, when: datetime) -> VaultProblem:
    local = when.astimezone()
    return VaultProblem(
        f"{name} saved a newer version of this case at {local:%H:%M} on {local.day} {local:%B %Y}.",
        "Open the case again to see it, then make your change there.",
        code="vault.stale",
    )
