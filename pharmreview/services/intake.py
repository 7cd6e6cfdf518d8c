"""A file to a preview: everyone in it, what they take, what it adds up to, and what could not be read."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import accumulate, chain, repeat
from operator import attrgetter
from pathlib import Path
from typing import Protocol, TypedDict, Unpack

from pharmreview.collecting import held_still
from pharmreview.domain.assessment import Assessment, Judge, Judged
from pharmreview.domain.lines.line import Reading, Said, wording_of
from pharmreview.domain.lines.mapping import ColumnMapping, Peek
from pharmreview.domain.lines.reading import Named
from pharmreview.domain.lines.repair import Repair, RepairBook, repair_key
from pharmreview.domain.lines.row import ExportFile, ExportPerson
from pharmreview.domain.ome.factor import FactorTable
from pharmreview.domain.regimen.regimen import DUPLICATE, Entry
from pharmreview.domain.risk.at_once.hearing import Hearing
from pharmreview.domain.risk.at_once.listed import Listed, joined
from pharmreview.domain.risk.marks.heard import Heard
from pharmreview.domain.risk.rule import RuleBook
from pharmreview.domain.value import Value
from pharmreview.lots import stop_if_asked
from pharmreview.services.ports import Clock, Door, Report, ShouldStop

_PARTS = 10
_PARTS_READING = 6
"""Reading takes about six tenths of the work on a row, judging the rest."""
_PEOPLE_BETWEEN = 500
_STRETCH, _RECORDED = attrgetter("stretch"), attrgetter("recorded")
_HEARD, _GIST, _WHYS = map(attrgetter, ("heard", "gist", "judged.whys"))


class Tables(Protocol):
    """What a preview needs of the clinical tables."""

    @property
    def rules(self) -> RuleBook:
        """Risk rules, terms and dated settings."""
        ...

    def factor_table(self, table_id: str | None) -> FactorTable:
        """The table of an id, or the one in use for None; InputProblem for an unknown id."""
        ...

    def reader(self, repairs: Mapping[str, Repair]) -> Callable[[str], Named]:
        """What each name says with its directions, a pharmacist's word first."""
        ...


class How(TypedDict, total=False):
    """By what a file is judged, and who is told how far.

    `as_of` is the day judged on: the one given, else the search's own, else today. `table` is the id of an
    equivalence table, `rules` stand for those of the tables where the practice has settings of its own, and
    `repairs` are the pharmacist's words in force.
    """

    as_of: date | None
    table: str | None
    rules: RuleBook | None
    repairs: Mapping[str, Repair] | None
    report: Report | None
    should_stop: ShouldStop | None


@dataclass(slots=True, eq=False)
class PreviewPerson:
    """One person of a file and the lean judgement of them; words and working are made when asked for.

    Never altered once made; a frozen one takes several times as long to make.
    """

    person: ExportPerson
    judged: Judged
    lot: Sequence[Heard] = field(repr=False)
    """What the rows of all those say who were read together, the person's from place `start` on."""
    start: int = field(repr=False)
    judge: Judge = field(repr=False)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, PreviewPerson):
            return NotImplemented
        return (self.person, self.judged, self.saids) == (other.person, other.judged, other.saids)

    def __hash__(self) -> int:
        return hash((self.person, self.judged))

    @property
    def heard(self) -> Sequence[Heard]:
        """What the rows say, one for each of the person's rows, without the words."""
        return self.lot[self.start : self.start + self.person.stretch.length]

    @property
    def saids(self) -> tuple[Said, ...]:
        """What the rows say, one for each of the person's rows."""
        columns, start, end = self.person.stretch
        together = zip(self.heard, columns.directions[start:end], strict=True)
        return tuple([each.said(wording_of(directions)) for each, directions in together])

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every row as a line, counted or set aside with its reason."""
        together = zip(self.person.rows, self.saids, self.judged.whys, strict=True)
        return tuple(Entry(line=said.on(row), counted=why is None, why=why) for row, said, why in together)

    @property
    def assessment(self) -> Assessment:
        """The judgement with its words: for a person who is looked at, not for a whole list."""
        lines = [said.on(row) for row, said in zip(self.person.rows, self.saids, strict=True)]
        return self.judge.assess(lines, self.person.patient)


class Counts(Value):
    """What was in the file. Rows are those that hold data; lines are medicines: read + other + unread."""

    rows: int
    lines: int
    read: int
    other: int
    unread: int
    people: int
    duplicates: int


@dataclass(frozen=True, slots=True)
class Preview:
    """A file as it would come in. Nothing is kept yet.

    `repairs` were made on it and are kept with it; `in_force` were there when it was read.
    """

    file: ExportFile
    as_of: date
    table: str
    people: tuple[PreviewPerson, ...]
    counts: Counts
    repairs: tuple[Repair, ...] = ()
    in_force: tuple[Repair, ...] = field(default=(), repr=False)


class Intake:
    """Reads a practice's search without keeping anything."""

    def __init__(self, door: Door, tables: Tables, clock: Clock) -> None:
        self._door = door
        self._tables = tables
        self._clock = clock

    def preview(
        self, path: Path, *, layout: str = "auto", mapping: ColumnMapping | None = None, **how: Unpack[How]
    ) -> Preview:
        """Read and judge everyone in a file; `mapping` says by hand what its columns hold.

        `report` is told rows, those of a file not yet read through by its size. Raises InputProblem for a
        file that cannot be read or an unknown table, Stopped when asked to stop.
        """
        self._tables.factor_table(how.get("table"))
        report = how.get("report")
        reading = None if report is None else _first_part(report)
        file = self._door.read_export(path, layout, mapping, reading, how.get("should_stop"))
        return self.preview_of(file, **how)

    def pasted(
        self, text: str, name: str = "", number: str = "", born: date | None = None, **how: Unpack[How]
    ) -> Preview:
        """Judge a medication list copied from a screen, with the person's details as they were typed."""
        return self.preview_of(self._door.read_pasted(text, name, number, born), **how)

    def preview_of(self, file: ExportFile, **how: Unpack[How]) -> Preview:
        """Judge everyone in a file that was read."""
        day = how.get("as_of") or (file.run_on.date() if file.run_on else self._clock.today())
        factors = self._tables.factor_table(how.get("table"))
        repairs = tuple((how.get("repairs") or {}).values())
        judge = Judge(factors, how.get("rules") or self._tables.rules, day)
        words = _Words(self._tables, judge, RepairBook.of(repairs))
        watched = _watched(file.people, how.get("report"), how.get("should_stop"))
        with held_still():
            people = list(chain.from_iterable(map(words.judged, watched)))
        return Preview(
            file=file,
            as_of=day,
            table=factors.id,
            people=tuple(people),
            counts=_counts(file, people, {id(one.lot): one.lot for one in people}.values()),
            in_force=repairs,
        )

    def peek(self, path: Path) -> Peek:
        """The top of a file, for a person to say what its columns hold. Raises InputProblem."""
        return self._door.peek(path)

    def repaired(self, preview: Preview, repairs: Mapping[str, Repair]) -> Preview:
        """The same file by these repairs and no others; only people whose lines they change are read again.

        The preview that comes back holds those of them that were not in force when the file was read.
        """
        if not preview.people:
            return preview
        before = {r.key: r for r in (*preview.in_force, *preview.repairs)}
        after = {r.key: r for r in repairs.values()}
        changed = {
            repair_key(r.name, r.directions)
            for r in (*before.values(), *after.values())
            if before.get(r.key) != after.get(r.key)
        }
        words = _Words(self._tables, preview.people[0].judge, RepairBook.of(after.values()))
        again = [
            one.person
            for one in preview.people
            if any(repair_key(row.name, row.directions) in changed for row in one.person.rows)
        ]
        anew = {id(one.person): one for one in words.judged(again)}
        people = [anew.get(id(one.person), one) for one in preview.people]
        return replace(
            preview,
            people=tuple(people),
            counts=_counts(preview.file, people, map(_HEARD, people)),
            repairs=tuple(r for r in after.values() if r not in preview.in_force),
        )


class _Words:
    """What rows say, by the repairs in force, and everyone judged by it."""

    def __init__(self, tables: Tables, judge: Judge, repairs: RepairBook) -> None:
        self._tables = tables
        self._judge = judge
        self._repairs = repairs
        self._heard = self._hearing(repairs.general)

    def judged(self, people: Sequence[ExportPerson]) -> list[PreviewPerson]:
        """People read and judged: a few hundred at a time, so that others have their turn."""
        listed = self._listed(people)
        judge, starts = self._judge, accumulate(listed.lengths, initial=0)
        judged = judge.judge_all(listed)
        return list(map(PreviewPerson, people, judged, repeat(listed.heard), starts, repeat(judge)))

    def _listed(self, people: Sequence[ExportPerson]) -> Listed:
        names, directions, issued, lengths, ended = joined(list(map(_STRETCH, people)))
        if self._repairs.personal:
            heard: list[Heard] = []
            for person, length, end in zip(people, lengths, accumulate(lengths), strict=True):
                own = slice(end - length, end)
                heard += self._hearing_of(person).of(names[own], directions[own])
        else:
            heard = self._heard.of(names, directions)
        return Listed(people, lengths, list(map(_RECORDED, people)), heard, directions, issued, ended)

    def _hearing_of(self, person: ExportPerson) -> Hearing:
        """By the repairs for everybody and the person's own."""
        return self._hearing(self._repairs.for_person(person.patient))

    def _hearing(self, repairs: Mapping[str, Repair]) -> Hearing:
        return Hearing(self._judge.bench, self._tables.reader(repairs))


def _first_part(report: Report) -> Report:
    """Tell of reading as the first part of the work on each row."""
    return lambda done, of: report(done * _PARTS_READING // _PARTS, of)


def _watched(
    people: Sequence[ExportPerson], report: Report | None, should_stop: ShouldStop | None
) -> Iterator[Sequence[ExportPerson]]:
    """The people a few hundred at a time, with a look at whether to stop, and word of how far."""
    lengths = [end - start for _, start, end in map(_STRETCH, people)]
    rows, done = sum(lengths), 0
    for place in range(0, len(people), _PEOPLE_BETWEEN):
        stop_if_asked(should_stop)
        if report is not None:
            report((rows * _PARTS_READING + done * (_PARTS - _PARTS_READING)) // _PARTS, rows)
        some = people[place : place + _PEOPLE_BETWEEN]
        yield some
        done += sum(lengths[place : place + _PEOPLE_BETWEEN])
    if report is not None:
        report(rows, rows)


def _counts(file: ExportFile, people: Sequence[PreviewPerson], heard: Iterable[Iterable[Heard]]) -> Counts:
    # Many lines share few meanings: each is looked at once.
    gists = Counter(map(_GIST, chain.from_iterable(heard)))
    lines: Counter[Reading] = Counter()
    for gist, number in gists.items():
        lines[gist.status] += number
    return Counts(
        rows=file.rows,
        lines=gists.total(),
        read=lines[Reading.READ],
        other=lines[Reading.OTHER],
        unread=lines[Reading.UNREAD],
        people=len(people),
        duplicates=sum(map(tuple.count, map(_WHYS, people), repeat(DUPLICATE))),
    )
