"""What the import has done away from the screen: reading on one lane, the store on the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, TypedDict

from pharmreview.collecting import held_still
from pharmreview.domain.caseload.searches.imports import latest_of_each
from pharmreview.domain.errors import InputProblem
from pharmreview.domain.errors import Stopped as WasStopped
from pharmreview.domain.lines.mapping import by_itself, nearest
from pharmreview.lots import let_go
from pharmreview.services.caseload.searches.importing import Phase
from ui import text as words_of
from ui.jobs import Stopped
from ui.screens.intake.pasting.state import Pasted
from ui.screens.intake.rows.moving import Moves
from ui.screens.intake.rows.sorting import Sorted, sort_out

if TYPE_CHECKING:
    from pathlib import Path

    from pharmreview.bootstrap import App
    from pharmreview.domain.caseload.searches.imports import ImportRecord
    from pharmreview.domain.caseload.settings import ListSettings
    from pharmreview.domain.lines.mapping import ColumnMapping, Peek
    from pharmreview.domain.lines.repair import Repair
    from pharmreview.domain.risk.rule import RuleBook
    from pharmreview.services.caseload.searches.importing import BroughtIn
    from pharmreview.services.intake import Preview
    from ui.jobs import Lane, Working
    from ui.state.desk import Desk


_DOING = {
    Phase.COPYING: "Making a copy of the list as it is, before anything is changed",
    Phase.COMPARING: "Comparing with the list",
    Phase.KEEPING: "Bringing people in",
}


@dataclass(frozen=True, slots=True)
class Source:
    """What is read: a file, by the columns as somebody named them where they did, or what was pasted."""

    path: Path | None = None
    mapping: ColumnMapping | None = None
    pasted: Pasted | None = None

    @property
    def name(self) -> str:
        """What it is called on the screen."""
        return "the pasted list" if self.path is None else self.path.name


@dataclass(frozen=True, slots=True)
class Known:
    """What the store remembers: repairs by their keys, mappings of columns, what lists are judged by, and
    the latest file of each search by the search's name.

    `settings` is None until the store has been asked.
    """

    repairs: Mapping[str, Repair] = field(default_factory=dict)
    mappings: tuple[ColumnMapping, ...] = ()
    settings: ListSettings | None = None
    searches: Mapping[str, ImportRecord] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unread:
    """A file whose layout was not found, and its top where that can be looked at."""

    problem: InputProblem
    peek: Peek | None


class Found(NamedTuple):
    """A file as it would come in, its rows, and the mapping that was kept for files like it, if any."""

    preview: Preview
    rows: Sorted
    mapping: ColumnMapping | None = None


class How(TypedDict):
    """What every reading is done by."""

    repairs: Mapping[str, Repair]
    table: str | None
    rules: RuleBook | None
    report: Callable[[int, int], None]
    should_stop: Callable[[], bool]


def known_to(desk: Desk) -> Known:
    """What the store remembers. On the vault lane."""
    caseload = desk.caseload()
    repairs, mappings = dict(caseload.repairs()), caseload.mappings.kept()
    searches = latest_of_each(caseload.imports())
    return Known(repairs=repairs, mappings=mappings, settings=caseload.settings(), searches=searches)


def read(app: App, source: Source, known: Known, working: Working) -> Found | Unread:
    """Read a file or a pasted list and sort its rows. On the press lane; raises Stopped."""
    with held_still(keeping=True):
        return _read(app, source, known, working)


def _read(app: App, source: Source, known: Known, working: Working) -> Found | Unread:
    intake, settings = app.intake, known.settings
    how: How = {
        "repairs": known.repairs,
        "table": None if settings is None else settings.table,
        "rules": None if settings is None else settings.applied_to(app.tables.rules),
        "report": working.report,
        "should_stop": working.should_stop,
    }
    mapping, peek = source.mapping, None
    try:
        if source.path is not None:
            if mapping is None and known.mappings:
                peek = top_of(app, source.path)
                mapping = by_itself(known.mappings, peek)
            preview = intake.preview(source.path, mapping=mapping, **how)
        else:
            said = source.pasted or Pasted()
            preview = intake.pasted(said.text, said.name, said.number, said.born, **how)
    except WasStopped:
        raise Stopped from None
    except InputProblem as problem:
        if source.path is None:
            raise
        return _unread(problem, peek or _top_of(app, source.path), known.mappings)
    working.stop_if_asked()
    working.turn_to("Sorting the rows")
    return Found(preview, sort_out(preview, working.stop_if_asked, working.report), mapping)


def _unread(problem: InputProblem, peek: Peek | None, kept: Sequence[ColumnMapping]) -> Unread:
    """Why a file was not read: where a mapping nearly fits it, what that mapping misses."""
    near = None if peek is None or not peek.columns else nearest(kept, peek)
    if peek is None or near is None:
        return Unread(problem, peek if peek is not None and peek.columns else None)
    gone = near.lacks(column.key for column in peek.columns)
    named = words_of.listed([f"“{heading}”" for heading in gone])
    return Unread(
        InputProblem(
            f"{peek.file_name} no longer fits the mapping “{near.name}”: it has no column {named}.",
            "Name its columns again, beginning from that mapping; kept under its name they replace it.",
        ),
        peek,
    )


def top_of(app: App, path: Path) -> Peek:
    """The top of a file, for somebody who wants to say what its columns hold. On the press lane."""
    return app.intake.peek(path)


def again(app: App, preview: Preview, repairs: Mapping[str, Repair]) -> Found:
    """The same file by other repairs: only the people whose lines they speak of are read again."""
    with held_still(keeping=True):
        mended = app.intake.repaired(preview, repairs)
        return Found(mended, sort_out(mended))


def moves(desk: Desk, preview: Preview, search: str | None, working: Working) -> Moves:
    """What bringing it in, as the next file of a search, would change. On the vault lane; keeps nothing."""
    try:
        with held_still(keeping=True):
            return Moves.of(desk.caseload().compare(preview, search, working.should_stop))
    except WasStopped:
        raise Stopped from None


def bring_in(
    desk: Desk, preview: Preview, mapping: ColumnMapping | None, search: str | None
) -> Callable[[Working], BroughtIn]:
    """Keep everyone, all or none, with the repairs made and a named mapping. On the vault lane."""

    def work(working: Working) -> BroughtIn:
        def report(phase: Phase, done: int, of: int) -> None:
            working.turn_to(_DOING[phase])
            working.report(done, of)

        caseload = desk.caseload()
        try:
            result = caseload.bring_in(preview, report, working.should_stop, search)
        except WasStopped:
            raise Stopped from None
        if mapping is not None:
            caseload.mappings.keep(mapping, replacing=True)
        return result

    return work


def _top_of(app: App, path: Path) -> Peek | None:
    try:
        return top_of(app, path)
    except InputProblem:
        return None


def put_away(lane: Lane, preview: Preview | None, rows: Sorted | None, moves: Moves | None) -> None:
    """Let go of what was read a few people at a time, away from the screen."""
    held: list[object] = []
    if preview is not None:
        held += preview.people
    if rows is not None:
        held += rows.rows
    if moves is not None:
        held += moves.changes.people
    if held and not lane.is_closed:
        lane.run(lambda: let_go(held, lane.give_way), lambda _outcome: None)
