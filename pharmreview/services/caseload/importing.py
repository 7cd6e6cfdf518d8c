"""A search beside the store: who in it is who, how they moved, and the case that each becomes."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import chain
from typing import NamedTuple

from pharmreview.domain.case import Case, Origin, SavedCase, TotalSeen
from pharmreview.domain.caseload.changes import (
    Changes,
    Movement,
    PersonChange,
    Unclear,
    changes_of,
    movement,
)
from pharmreview.domain.caseload.imports import ImportRecord, latest_of_each, proposed, search_name
from pharmreview.domain.errors import Stopped
from pharmreview.services.access import Session
from pharmreview.services.caseload.kept import Shelf
from pharmreview.services.caseload.people import (
    Known,
    brought_up_to_date,
    known,
    matched,
    new_id,
    words_of,
)
from pharmreview.services.intake import Preview, PreviewPerson, Report
from pharmreview.services.ports import Clock, EventKind

_WHAT = "Brought in from a search"

Rejudge = Callable[[Case], TotalSeen]
"""A case as it was last read, judged by the table and the repairs of the search that is coming in."""


class Turn(NamedTuple):
    """One person of a search: who they are in the store, if anyone, and how they moved."""

    one: PreviewPerson
    match: Known | None
    change: PersonChange


class Beside:
    """A preview held against everyone in the store."""

    def __init__(
        self,
        preview: Preview,
        everyone: Iterable[SavedCase],
        records: Sequence[ImportRecord],
        rejudge: Rejudge,
        search: str | None = None,
    ) -> None:
        """`search` is the name of the search this is the next file of; None leaves it to be proposed."""
        self._preview = preview
        digest, file = preview.file.digest, preview.file
        self.present = [
            known(saved.case, _before(saved.case, preview, rejudge), digest) for saved in everyone
        ]
        self._matches = matched([one.person for one in preview.people], self.present, digest)
        latest = latest_of_each(records)
        if search is None:
            named = {record.digest: name for name, record in latest.items()}
            shared = Counter(named[one.digest] for one in self._matches if one and one.digest in named)
            name = search_name(file.title, file.file_name)
            search = proposed(name, shared, len(preview.people), latest, titled=bool(file.title))
        self.search = search
        self._last_digest, self._last_day = _last_search(self.present, latest, search)
        self._current = {record.digest for record in latest.values()} or {self._last_digest} - {""}
        self.is_older = self._last_day is not None and preview.as_of < self._last_day

    def turns(self) -> Iterator[Turn]:
        """Everyone in the search, in its order."""
        for one, match in zip(self._preview.people, self._matches, strict=True):
            yield Turn(one, match, self._change(one, match))

    def gone(self) -> Iterator[PersonChange]:
        """Whoever was in the search before this one and is not in this; nobody for an older search."""
        if self.is_older:
            return
        here = {match.case_id for match in self._matches if match is not None}
        for one in self.present:
            if one.digest and one.digest == self._last_digest and one.case_id not in here:
                names = (one.family_name, one.given_name)
                yield PersonChange(Movement.GONE, one.case_id, 0, *names, before=one.before)

    def changes(self) -> Changes:
        """Everything that the search would change."""
        moved = (turn.change for turn in self.turns())
        return changes_of(chain(moved, self.gone()), older=self.is_older, search=self.search)

    def _change(self, one: PreviewPerson, match: Known | None) -> PersonChange:
        patient, after = one.person.patient, seen_in(self._preview, one)
        about = (one.person.first_row, patient.family_name, patient.given_name)
        if match is None:
            return PersonChange(Movement.NEW, "", *about, after=after)
        moved, unclear = Movement.SAME, None
        if is_newer(match, self._preview.as_of):
            moved = Movement.EARLIER
        elif match.digest != self._preview.file.digest and match.before is not None:
            floors = not (match.before.complete or after.complete)
            same_words = floors and match.words == words_of(one.person.rows)
            moved, unclear = movement(match.before, after, same_words=same_words)
        away = bool(self._current) and match.digest not in self._current and not self.is_older
        return PersonChange(
            moved, match.case_id, *about, unclear, returned=away, before=match.before, after=after
        )


def is_newer(match: Known, as_of: date) -> bool:
    """Whether the store holds somebody from a newer search than this one."""
    return match.as_of is not None and match.as_of > as_of


def seen_in(preview: Preview, one: PreviewPerson) -> TotalSeen:
    """The total of somebody in a preview, as their case will remember it."""
    found = one.judged
    return TotalSeen(
        as_of=preview.as_of,
        table=preview.table,
        low=found.ome_low,
        high=found.ome_high,
        regular_high=found.ome_regular_high,
        complete=found.complete,
        tier=found.tier.value,
    )


def with_search(case: Case, turn: Turn, origin: Origin) -> Case:
    """A case brought up to date from a search: nothing said, decided or planned in it is lost."""
    after = turn.change.after
    seen = case.seen if after is None else _seen(case, turn.change.before, after)
    if turn.change.movement is Movement.EARLIER:
        return case.model_copy(update={"seen": seen})
    patient = brought_up_to_date(case.patient, turn.one.person.patient)
    change = {"patient": patient, "rows": turn.one.person.rows, "origin": origin, "seen": seen}
    return case.model_copy(update=change)


def _seen(case: Case, before: TotalSeen | None, after: TotalSeen) -> tuple[TotalSeen, ...]:
    """The totals seen with one more, by date. One that was a floor gives way to the whole it became."""
    earlier = case.seen
    if before is not None and not earlier:
        earlier = (before,)
    elif before is not None and before.complete and not earlier[-1].complete:
        earlier = (*earlier[:-1], before)
    return tuple(sorted((*earlier, after), key=lambda total: total.as_of))


def _before(case: Case, preview: Preview, rejudge: Rejudge) -> TotalSeen | None:
    """What to compare with: the total as last seen, read again where it was a floor or by another table."""
    last = case.seen[-1] if case.seen else None
    if last is not None and last.complete and last.table == preview.table:
        return last
    return rejudge(case) if case.rows else last


def _last_search(
    present: Sequence[Known], latest: Mapping[str, ImportRecord], search: str
) -> tuple[str, date | None]:
    """The digest and day of the last file of this search; "" and None before the first."""
    if latest:
        record = latest.get(search)
        return ("", None) if record is None else (record.digest, record.as_of)
    dated = [(one.as_of, one.digest) for one in present if one.as_of is not None]
    day, digest = max(dated, default=(None, ""))
    return digest, day


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

    def bring_in(
        self,
        preview: Preview,
        beside: Beside,
        report: Report | None,
        should_stop: Callable[[], bool] | None,
    ) -> BroughtIn:
        """Keep everyone and the record of it. Raises Stopped when asked to stop."""
        now, total = self._clock.now(), len(preview.people)
        origin = Origin(
            file_name=preview.file.file_name,
            digest=preview.file.digest,
            layout=preview.file.layout,
            as_of=preview.as_of,
            imported_at=now,
        )
        taken = {one.case_id for one in beside.present}
        tally = Tally()
        for done, turn in enumerate(beside.turns()):
            if should_stop is not None and should_stop():
                raise Stopped
            if report is not None:
                report(done, total)
            tally.add(turn.change, self._keep(turn, origin, taken, now))
        for change in beside.gone():
            tally.add(change, change.case_id)
        record = self._recorded(preview, beside.search, tally, now)
        return BroughtIn(tuple(self._created), tuple(self._updated), tuple(self._unchanged), record)

    def _keep(self, turn: Turn, origin: Origin, taken: set[str], now: datetime) -> str:
        """Keep one person; returns the id of their case."""
        vault, user = self._session.vault, self._session.user
        if turn.match is None:
            after = turn.change.after
            fresh = Case(
                id=new_id(taken),
                patient=turn.one.person.patient,
                rows=turn.one.person.rows,
                origin=origin,
                seen=() if after is None else (after,),
            )
            vault.save(fresh, _WHAT, user, now)
            self._created.append(fresh.id)
            return fresh.id
        case_id = turn.match.case_id
        if turn.match.digest == origin.digest:
            self._unchanged.append(case_id)
            return case_id
        vault.save(with_search(vault.load(case_id).case, turn, origin), _WHAT, user, now)
        self._updated.append(case_id)
        return case_id

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
