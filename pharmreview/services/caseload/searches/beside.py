"""A search beside the store: who in it is who, how they moved, and the case that each becomes."""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import chain
from typing import NamedTuple

from pharmreview.domain.case import Case, Origin, SavedCase, TotalSeen
from pharmreview.domain.caseload.searches.changes import (
    Changes,
    Movement,
    PersonChange,
    Unclear,
    changes_of,
    movement,
)
from pharmreview.domain.caseload.searches.head import Glance
from pharmreview.domain.caseload.searches.imports import ImportRecord, latest_of_each, proposed, search_name
from pharmreview.domain.caseload.searches.parts import rows_from, with_part
from pharmreview.domain.lines.repair import repair_key
from pharmreview.domain.lines.row import ONE_PERSON, ExportRow
from pharmreview.lots import in_lots, until
from pharmreview.services.caseload.judging import total_seen
from pharmreview.services.caseload.searches.people import (
    Knowing,
    Known,
    brought_up_to_date,
    matched,
    words_of,
)
from pharmreview.services.intake import Preview, PreviewPerson

_LOOKED_AT = 40

Rejudge = Callable[[Case], TotalSeen]
"""A case judged by the table and the repairs of the search that is coming in."""
Load = Callable[[Sequence[str]], Sequence[SavedCase]]
"""Cases as the store holds them."""
PEOPLE_IN_A_LOT = 100
"""How many people are held whole at a time, and between two looks at whether to stop."""


class Turn(NamedTuple):
    """One person of a search: who they are in the store, if anyone, and how they moved."""

    one: PreviewPerson
    match: Known | None
    change: PersonChange
    case: Case | None
    """Their case as it stands, where it has been looked at."""


class Store(NamedTuple):
    """What a preview is held against."""

    everyone: Iterable[Glance]
    load: Load
    records: Sequence[ImportRecord]
    rejudge: Rejudge


class Beside:
    """A preview held against everyone in the store."""

    def __init__(
        self,
        preview: Preview,
        store: Store,
        now: datetime,
        search: str | None = None,
        should_stop: Callable[[], bool] | None = None,
    ) -> None:
        """`search` is the name of the search this is the next file of; None leaves it to be proposed.

        Raises Stopped in `changes` when asked to stop.
        """
        file = preview.file
        self._preview = preview
        self._load, self._rejudge = store.load, store.rejudge
        self._is_pasted = file.layout == ONE_PERSON
        knowing = Knowing(file.digest)
        self.present = [knowing.known(one, _before(one, preview, store.rejudge)) for one in store.everyone]
        self._should_stop = should_stop
        self._matches = matched([one.person for one in preview.people], self.present, file.digest)
        latest = latest_of_each(store.records)
        if search is None:
            search = self._proposed(latest)
        self.search = search
        self._own = _files_of(search, file.digest, store.records, self.present)
        self._last_digest, self._last_day = self._last_of_the_search(latest)
        self._current = {record.digest for record in latest.values()} or {self._last_digest} - {""}
        self.is_older = self._last_day is not None and preview.as_of < self._last_day
        self.origin = Origin(
            file_name=file.file_name,
            digest=file.digest,
            layout=file.layout,
            as_of=preview.as_of,
            imported_at=now,
        )

    def lots(self, *, to_keep: bool = False) -> Iterator[tuple[Turn, ...]]:
        """Everyone in the search, in its order, some at a time; `to_keep` with the case that each changes."""
        pairs = zip(self._preview.people, self._matches, strict=True)
        for lot in in_lots(pairs, PEOPLE_IN_A_LOT):
            known = [match for _, match in lot if match is not None and not self.holds(match)]
            wanted = [match.case_id for match in known if to_keep or self._is_read_beside_others(match)]
            cases = {saved.case.id: saved.case for saved in self._load(wanted)} if wanted else {}
            yield tuple(
                self._turn(one, match, None if match is None else cases.get(match.case_id))
                for one, match in lot
            )

    def holds(self, match: Known) -> bool:
        """Whether the store has somebody from this very file."""
        return match.since((self.origin.digest,)) is not None

    def _is_read_beside_others(self, match: Known) -> bool:
        return self._others_of(match) and not self._is_earlier(match)

    def gone(self) -> Iterator[PersonChange]:
        """Whoever was in the file of this search before this one and is not in this.

        Nobody for an older file, and nobody for a list pasted for one person.
        """
        if self.is_older or not self._last_digest:
            return
        here = {match.case_id for match in self._matches if match is not None}
        away = (one for one in self.present if one.since((self._last_digest,)) and one.case_id not in here)
        for lot in in_lots(away, PEOPLE_IN_A_LOT):
            for one, saved in zip(lot, self._load([one.case_id for one in lot]), strict=True):
                patient = saved.case.patient
                names = (patient.family_name, patient.given_name)
                yield PersonChange(Movement.GONE, one.case_id, 0, *names, before=one.before)

    def changes(self) -> Changes:
        """Everything that the search would change."""
        moved = map(_named, chain.from_iterable(until(self._should_stop, self.lots())))
        return changes_of(chain(moved, self.gone()), older=self.is_older, search=self.search)

    def case_of(self, turn: Turn, case: Case) -> Case:
        """A case brought up to date from the search: nothing said, decided or planned in it is lost."""
        after, match = turn.change.after, turn.match
        if turn.change.movement is Movement.EARLIER:
            told = after if match is None or not self._others_of(match) else None
            return case if told is None else case.model_copy(update={"seen": _seen(case, turn, told)})
        person = turn.one.person
        return self._with_rows(
            case,
            person.rows_once(),
            patient=brought_up_to_date(case.patient, person.patient_once()),
            seen=case.seen if after is None else _seen(case, turn, after),
        )

    def _with_rows(self, case: Case, rows: tuple[ExportRow, ...], **also: object) -> Case:
        return with_part(case, self.origin, rows, self._own, **also)

    def _turn(self, one: PreviewPerson, match: Known | None, case: Case | None) -> Turn:
        after = total_seen(one.judged, self._preview.as_of, self._preview.table)
        if match is None:
            change = PersonChange(Movement.NEW, first_row=one.person.first_row, after=after)
        else:
            change = self._moved(one, match, case, after)
        return Turn(one, match, change, case)

    def _moved(self, one: PreviewPerson, match: Known, case: Case | None, after: TotalSeen) -> PersonChange:
        """How somebody whom the store knows moved; `after` is what the search alone tells of them."""
        files = [digest for digest, _ in match.files]
        moved, unclear = Movement.SAME, None
        if self._is_earlier(match):
            moved = Movement.EARLIER
        elif self.origin.digest not in files:
            together = None
            if case is not None and self._others_of(match):
                together = self._with_rows(case, one.person.rows_once())
                after = self._rejudge(together)
            if match.before is not None:
                floors = not (match.before.complete or after.complete)
                same = floors and match.words == words_of(
                    one.person.rows_once() if together is None else together.rows
                )
                moved, unclear = movement(match.before, after, same_words=same)
            if moved in (Movement.UP, Movement.DOWN) and self._joins(match):
                moved, unclear = Movement.UNCLEAR, Unclear.ANOTHER_SEARCH
        away = bool(self._current) and self._current.isdisjoint(files) and not self.is_older
        away = away and match.pasted is None and not self._is_pasted
        return PersonChange(
            moved,
            match.case_id,
            one.person.first_row,
            unclear=unclear,
            returned=away,
            before=match.before,
            after=after,
        )

    def _is_earlier(self, match: Known) -> bool:
        """Whether the store holds somebody from a newer file of this search, or a newer pasted list."""
        days = (match.since(self._own), match.pasted)
        return any(day is not None and day > self.origin.as_of for day in days)

    def _joins(self, match: Known) -> bool:
        """Whether this search tells of somebody for the first time whom others told of before."""
        return match.since(self._own) is None and self._others_of(match)

    def _others_of(self, match: Known) -> bool:
        """Whether somebody's rows are also those of other searches, which a pasted list stands in for."""
        if self._is_pasted or match.pasted is not None:
            return False
        return any(digest not in self._own for digest, _ in match.files)

    def _proposed(self, latest: Mapping[str, ImportRecord]) -> str:
        """The search this file is most likely of: one whose people and medicines it shares, or a new one."""
        file, people = self._preview.file, self._preview.people
        name = search_name(file.title, file.file_name)
        if self._is_pasted:
            return name
        named = {record.digest: name for name, record in latest.items()}
        shared = Counter(
            named[digest]
            for match in self._matches
            if match is not None
            for digest, _ in match.files
            if digest in named
        )
        alike = {name: n for name, n in shared.items() if self._speaks_of_the_same(latest[name].digest)}
        return proposed(name, alike, len(people), latest, titled=bool(file.title))

    def _speaks_of_the_same(self, digest: str) -> bool:
        """Whether half of those in both files have a medicine in both, by the first forty of them.

        A search for another class of medicine holds the same people and none of the same lines.
        """
        pairs = zip(self._preview.people, self._matches, strict=True)
        both = [
            (one, match) for one, match in pairs if match is not None and match.since((digest,)) is not None
        ]
        looked_at = both[:_LOOKED_AT]
        alike = 0
        for (one, _), saved in zip(
            looked_at, self._load([match.case_id for _, match in looked_at]), strict=True
        ):
            before = {repair_key(row.name, "") for row in rows_from(saved.case, digest)}
            alike += not before.isdisjoint(repair_key(row.name, "") for row in one.person.rows_once())
        return 2 * alike >= min(len(both), _LOOKED_AT)

    def _last_of_the_search(self, latest: Mapping[str, ImportRecord]) -> tuple[str, date | None]:
        """The digest and day of the last file of this search; "" and None before the first."""
        if self._is_pasted:
            return "", None
        if latest:
            record = latest.get(self.search)
            return ("", None) if record is None else (record.digest, record.as_of)
        dated = [(day, digest) for one in self.present for digest, day in one.files]
        day, digest = max(dated, default=(None, ""))
        return digest, day


def _named(turn: Turn) -> PersonChange:
    """How somebody moved, with their name where they did."""
    change = turn.change
    if change.movement is Movement.SAME and not change.returned:
        return change
    patient = turn.one.person.patient_once()
    return replace(change, family_name=patient.family_name, given_name=patient.given_name)


def _seen(case: Case, turn: Turn, after: TotalSeen) -> tuple[TotalSeen, ...]:
    """The totals seen with one more, by date.

    One that was a floor gives way to the whole it became. One that another search adds to gives way too: what
    was not known then is not a rise.
    """
    earlier, before = case.seen, turn.change.before
    if before is not None and not earlier:
        earlier = (before,)
    elif before is not None and before.complete and not earlier[-1].complete:
        earlier = (*earlier[:-1], before)
    if turn.change.unclear is Unclear.ANOTHER_SEARCH:
        earlier = earlier[:-1]
    return tuple(sorted((*earlier, after), key=lambda total: total.as_of))


def _before(glance: Glance, preview: Preview, rejudge: Rejudge) -> TotalSeen | None:
    """What to compare with: the total as last seen, read again where it was a floor or by another table."""
    last = glance.head.seen[-1] if glance.head.seen else None
    if last is not None and last.complete and last.table == preview.table:
        return last
    return rejudge(glance.case) if glance.case.rows else last


def _files_of(
    search: str, digest: str, records: Sequence[ImportRecord], present: Iterable[Known]
) -> Container[str]:
    """The digests of every file of a search, this one among them; before the first record, of every file."""
    if not records:
        return {digest, *(each for one in present for each, _ in one.files)}
    return {digest, *(record.digest for record in records if record.search == search)}
