"""A search kept, person by person, with a record of who moved."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from enum import StrEnum
from functools import partial
from typing import NamedTuple

from pharmreview.domain.case import Case
from pharmreview.domain.caseload.searches.changes import Movement, PersonChange, Unclear
from pharmreview.domain.caseload.searches.head import Glance
from pharmreview.domain.caseload.searches.imports import ImportRecord, latest_of_each
from pharmreview.lots import stop_if_asked, until
from pharmreview.services.access import Session
from pharmreview.services.caseload.kept import Shelf
from pharmreview.services.caseload.searches.beside import Beside, Turn
from pharmreview.services.caseload.searches.people import new_id
from pharmreview.services.intake import Preview
from pharmreview.services.ports import CaseVault, Clock, EventKind, Report, ShouldStop

_WHAT = "Brought in from a search"


class Phase(StrEnum):
    """What is done while a search is brought in, one after the other."""

    COPYING = "copying"
    """The store is backed up."""
    COMPARING = "comparing"
    """Everyone in the store is looked at."""
    KEEPING = "keeping"
    """Everyone in the search is kept."""


PhaseReport = Callable[[Phase, int, int], None]
"""Told what is done and how many of how many are done; 0 of 0 where that is not counted."""


class Watch(NamedTuple):
    """Who is told what is done while a search comes in, and who says whether to stop."""

    report: PhaseReport | None = None
    should_stop: ShouldStop | None = None

    def look(self) -> None:
        """Raises Stopped when asked to stop."""
        stop_if_asked(self.should_stop)

    def copying(self, vault: CaseVault) -> AbstractContextManager[None]:
        """While the store is backed up."""
        self.told(Phase.COPYING)(0, 0)
        return vault.watched(self.look)

    def everyone(self, vault: CaseVault) -> Iterator[Glance]:
        """Everyone in the store, each looked at."""
        return until(self.should_stop, vault.glances(), self.told(Phase.COMPARING), len(vault.revisions()))

    def told(self, phase: Phase) -> Report:
        """To tell how far a phase has come."""
        report = self.report
        return (lambda _done, _total: None) if report is None else partial(report, phase)


class BroughtIn(NamedTuple):
    """What an import did, as case ids, with its record."""

    created: tuple[str, ...]
    updated: tuple[str, ...]
    unchanged: tuple[str, ...]
    record: ImportRecord


def records(shelf: Shelf[ImportRecord]) -> tuple[ImportRecord, ...]:
    """Every search brought in, oldest first, with its place in the record."""
    found = shelf.in_force().values()
    return tuple(record.model_copy(update={"number": entry.seq}) for entry, record in found)


class Importing:
    """Keeps a search, person by person, inside one transaction of the caller's."""

    def __init__(self, session: Session, clock: Clock, shelf: Shelf[ImportRecord]) -> None:
        self._session = session
        self._clock = clock
        self._shelf = shelf
        self._created: list[str] = []
        self._updated: list[str] = []
        self._unchanged: list[str] = []

    def bring_in(self, preview: Preview, beside: Beside, watch: Watch) -> BroughtIn:
        """Keep everyone and the record of it. Raises Stopped when asked to stop."""
        now, total = beside.origin.imported_at, len(preview.people)
        taken = {one.case_id for one in beside.present}
        tally, done, told = Tally(), 0, watch.told(Phase.KEEPING)
        for lot in beside.lots(to_keep=True):
            watch.look()
            told(done, total)
            done += len(lot)
            for turn, case_id in zip(lot, self._keep(lot, beside, taken), strict=True):
                tally.add(turn.change, case_id)
        for change in beside.gone():
            tally.add(change, change.case_id)
        record = self._recorded(preview, beside.search, tally, now)
        return BroughtIn(tuple(self._created), tuple(self._updated), tuple(self._unchanged), record)

    def _keep(self, lot: Sequence[Turn], beside: Beside, taken: set[str]) -> list[str]:
        """Keep some people; returns the ids of their cases."""
        cases: list[Case] = []
        ids: list[str] = []
        for turn in lot:
            if turn.match is None:
                cases.append(_fresh(turn, beside, new_id(taken)))
                self._created.append(cases[-1].id)
            elif turn.case is None:
                self._unchanged.append(turn.match.case_id)
            else:
                cases.append(beside.case_of(turn, turn.case))
                self._updated.append(turn.match.case_id)
            ids.append(cases[-1].id if turn.match is None else turn.match.case_id)
        self._session.vault.save_all(cases, _WHAT, self._session.user, beside.origin.imported_at)
        return ids

    def _recorded(self, preview: Preview, search: str, tally: "Tally", now: datetime) -> ImportRecord:
        """The record of this import; the same file again, which changed nothing, has the one it had."""
        digest, user = preview.file.digest, self._session.user
        last = latest_of_each(records(self._shelf)).get(search)
        if last is not None and last.digest == digest and not (self._created or self._updated):
            self._session.vault.record_event(EventKind.IMPORTED, user, now, detail="again")
            return last
        record = ImportRecord(
            id=new_id(set()),
            at=now,
            by=user.name,
            file_name=preview.file.file_name,
            digest=digest,
            layout=preview.file.layout,
            as_of=preview.as_of,
            table=preview.table,
            rows=preview.counts.rows,
            people=len(preview.people),
            counts=dict(tally.counts),
            moved={movement: tuple(ids) for movement, ids in tally.moved.items()},
            unclear={why: tuple(ids) for why, ids in tally.unclear.items()},
            returned=tuple(tally.returned),
            search=search,
        )
        return record.model_copy(update={"number": self._shelf.put(record.id, record).seq})


def _fresh(turn: Turn, beside: Beside, case_id: str) -> Case:
    """The case of somebody whom the store does not know."""
    after, person = turn.change.after, turn.one.person
    return Case(
        id=case_id,
        patient=person.patient_once(),
        rows=person.rows_once(),
        origin=beside.origin,
        seen=() if after is None else (after,),
    )


class Tally:
    """Who moved how, as ids, while a search is kept."""

    def __init__(self) -> None:
        self.counts: dict[Movement, int] = dict.fromkeys(Movement, 0)
        self.moved: dict[Movement, list[str]] = {}
        self.unclear: dict[Unclear, list[str]] = {}
        self.returned: list[str] = []

    def add(self, change: PersonChange, case_id: str) -> None:
        """Count one person's change."""
        self.counts[change.movement] += 1
        if change.movement is not Movement.SAME:
            self.moved.setdefault(change.movement, []).append(case_id)
        if change.unclear is not None:
            self.unclear.setdefault(change.unclear, []).append(case_id)
        if change.returned:
            self.returned.append(case_id)
