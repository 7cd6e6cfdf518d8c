"""What the import knows, and what it shows of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pharmreview.domain.caseload.searches.changes import Movement
from pharmreview.domain.lines.row import ONE_PERSON
from ui import text as words_of
from ui.screens.intake.mapping.state import LAYOUTS
from ui.screens.intake.pasting.state import Pasted
from ui.screens.intake.rows.explaining import Explained, explain, explain_moved
from ui.screens.intake.rows.mending import Mending
from ui.screens.intake.rows.moving import MOVEMENT_WORDS, MovedRow, Moves
from ui.screens.intake.rows.searches import id_of, offered
from ui.screens.intake.rows.sorting import PARTS_OF_ASIDE, FileRow, Heap, Sorted
from ui.screens.intake.work import Source

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from pharmreview.domain.case import Case
    from pharmreview.domain.caseload.searches.imports import ImportRecord
    from pharmreview.domain.lines.repair import Repair
    from pharmreview.services.intake import Preview
    from ui.forms.repair.props import Draft
    from ui.screens.intake.mapping.state import Columns

HEAP_WORDS = {
    Heap.FIX: "To fix",
    Heap.ASIDE: "Set aside",
    Heap.READ: "Read",
    Heap.BY_HAND: "By hand",
    Heap.EARLIER: "Earlier issues",
    Heap.TWICE: "Repeated",
    Heap.STALE: "Too old or ended",
    Heap.DOUBTFUL: "Two dosages",
    Heap.NO_DATA: "No data",
    Heap.PEOPLE: "To check",
    Heap.AGAIN: "Twice in the file",
    Heap.SHARED: "Shared number",
}
COMPARING = "Beside the list: being worked out. You can go on meanwhile."
ALWAYS = (Heap.FIX, Heap.ASIDE, Heap.READ)
OF_ROWS = (*ALWAYS, Heap.BY_HAND, *PARTS_OF_ASIDE)
OF_PEOPLE = (Heap.PEOPLE, Heap.AGAIN, Heap.SHARED)
SIDES = (("rows", "Rows"), ("people", "People"))


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the import knows. The preview is of `source`; `asked` is what was last chosen, read or not.

    `heap` is a Heap, or a Movement for the people whom the file changes. `page` is choose, check, columns
    or paste; `stopped` whether reading was. `titles` names each equivalence table by its id. `working` says
    what is going on, "" for nothing. `searches` are those the list knows, the newest last; `search` is the
    one chosen by hand.
    """

    today: date
    titles: Mapping[str, str] = field(default_factory=dict)
    page: str = "choose"
    source: Source = field(default_factory=Source)
    asked: Source = field(default_factory=Source)
    working: str = ""
    preview: Preview | None = None
    rows: Sorted | None = None
    moves: Moves | None = None
    searches: Mapping[str, ImportRecord] = field(default_factory=dict)
    search: str | None = None
    heap: Heap | Movement = Heap.FIX
    chosen: str = ""
    mending: Mending = field(default_factory=Mending)
    columns: Columns | None = None
    pasted: Pasted = field(default_factory=Pasted)
    problem: tuple[str, str] = ("", "")
    stopped: bool = False
    held: Case | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Props:
    """What the import shows. `step` is 1, 2 or 3; `main` are the words of the filled button.

    `side` is rows or people; `chips` are those of that side: id, words, count. `moved` is True where the
    rows shown are MovedRow; `case_id` is that of the one chosen among them.
    """

    page: str
    step: int
    from_file: bool
    file_name: str
    layout: str
    sum: str
    counts: tuple[int, int, int]
    side: str
    chips: tuple[tuple[str, str, int], ...]
    heap: Heap | Movement
    rows: Sequence[FileRow | MovedRow]
    chosen: str
    explained: Explained | None
    can_fix: bool
    editing: str
    draft: Draft | None
    undo: str
    notes: tuple[str, ...]
    main: str
    ready: bool
    working: str
    again: str
    can_map: bool
    columns: Columns | None
    pasted: Pasted
    problem: tuple[str, str]
    searches: tuple[tuple[str, str], ...] = ()
    search: str = ""
    case_id: str = ""

    @property
    def moved(self) -> bool:
        """Whether people whom the file changes are shown."""
        return isinstance(self.heap, Movement)


def derive(inputs: Inputs) -> Props:
    """From what is known to what is shown."""
    preview, rows = inputs.preview, inputs.rows
    shown = shown_rows(inputs)
    main, ready = _main(inputs)
    failed = bool(inputs.problem[0]) and not inputs.working
    return Props(
        page=inputs.page,
        step=3 if inputs.working == "bringing" else (2 if inputs.page == "check" else 1),
        from_file=inputs.source.path is not None,
        file_name="" if preview is None else preview.file.file_name,
        layout="" if preview is None else _layout(preview, inputs.source),
        sum="" if rows is None else rows.sum_words,
        counts=(0, 0, 0) if rows is None else tuple(rows.count(h) for h in (Heap.READ, Heap.FIX, Heap.ASIDE)),  # type: ignore[arg-type]
        side="people" if isinstance(inputs.heap, Movement) or inputs.heap in OF_PEOPLE else "rows",
        chips=() if rows is None else _chips(inputs, rows),
        heap=inputs.heap,
        rows=shown,
        chosen=inputs.chosen,
        explained=_explained(inputs, shown),
        can_fix=_can_fix(inputs, shown),
        editing=inputs.mending.open,
        draft=inputs.mending.draft,
        undo=_undo_words(inputs.mending.made),
        notes=() if preview is None else _notes(preview, inputs.moves),
        main=main,
        ready=ready and not inputs.working,
        working=inputs.working,
        again=inputs.asked.name if (failed or inputs.stopped) and inputs.asked.path is not None else "",
        can_map=failed and inputs.columns is not None and inputs.page != "columns",
        columns=inputs.columns,
        pasted=inputs.pasted,
        problem=inputs.problem,
        searches=() if _is_of_one_person(preview) else offered(inputs.searches),
        search=id_of(inputs.searches, held_beside(inputs)),
        case_id=_case_id(inputs, shown),
    )


def _is_of_one_person(preview: Preview | None) -> bool:
    """Whether it is a list pasted for one person, which is of no search."""
    return preview is not None and preview.file.layout == ONE_PERSON


def taken(inputs: Inputs, preview: Preview, rows: Sorted, searches: Mapping[str, ImportRecord]) -> Inputs:
    """What is known once a file was read: nothing of the one before it is left."""
    heap = Heap.FIX if rows.count(Heap.FIX) else Heap.READ
    first, said = rows.heap(heap), inputs.columns
    return Inputs(
        today=inputs.today,
        titles=inputs.titles,
        page="check",
        source=inputs.asked,
        asked=inputs.asked,
        columns=said if said is not None and said.mapping == inputs.asked.mapping else None,
        pasted=inputs.pasted,
        preview=preview,
        rows=rows,
        searches=searches,
        heap=heap,
        chosen=first[0].key if first else "",
    )


def held_beside(inputs: Inputs) -> str | None:
    """The name of the search it is held beside; None until that was said or found out."""
    if inputs.search is not None or inputs.moves is None:
        return inputs.search
    return inputs.moves.changes.search


def shown_rows(inputs: Inputs) -> Sequence[FileRow | MovedRow]:
    """The rows of the heap shown."""
    if inputs.rows is None:
        return ()
    if isinstance(inputs.heap, Movement):
        return () if inputs.moves is None else inputs.moves.rows[inputs.heap]
    return inputs.rows.heap(inputs.heap)


def first_of_people(inputs: Inputs) -> Heap | Movement:
    """The heap of people to look at first: one to check, else one the file changes, else none to check."""
    rows, moves = inputs.rows, inputs.moves
    found: list[Heap | Movement] = [heap for heap in OF_PEOPLE if rows is not None and rows.count(heap)]
    if moves is not None:
        found += [each for each in MOVEMENT_WORDS if each is not Movement.SAME and moves.rows[each]]
    return found[0] if found else OF_PEOPLE[0]


def _main(inputs: Inputs) -> tuple[str, bool]:
    """The words of the filled button, and whether it can be pressed."""
    if inputs.page == "columns":
        return "Read with these columns", inputs.columns is not None and inputs.columns.ready
    if inputs.page == "paste":
        return "Read the list", bool(inputs.pasted.lines)
    people = 0 if inputs.preview is None else inputs.preview.counts.people
    words = f"Bring in {words_of.count(people, 'person', 'people')}"
    return words, inputs.page == "check" and inputs.preview is not None


def _layout(preview: Preview, source: Source) -> str:
    if source.mapping is not None:
        name = source.mapping.name
        said = f"Read by the columns named in “{name}”" if name else "Read by columns named by hand"
    elif source.pasted is not None:
        said = "Read as it was pasted"
    else:
        said = f"Read as {LAYOUTS.get(preview.file.layout, preview.file.layout)}"
    if preview.file.run_on is None:
        return f"{said}. It gives no date of search: judged as of {words_of.day(preview.as_of)}"
    return f"{said}, search of {words_of.day(preview.as_of)}"


def _chips(inputs: Inputs, rows: Sorted) -> tuple[tuple[str, str, int], ...]:
    """The heaps of the side shown. Those always there first; others only where they hold something."""
    if not isinstance(inputs.heap, Movement) and inputs.heap in OF_ROWS:
        heaps = [heap for heap in OF_ROWS if heap in ALWAYS or rows.count(heap) or heap is inputs.heap]
        return tuple((str(heap), HEAP_WORDS[heap], rows.count(heap)) for heap in heaps)
    moves = inputs.moves
    first = [
        (str(each), words, moves.count(each))
        for each, words in MOVEMENT_WORDS.items()
        if moves is not None and (moves.count(each) or each in (Movement.NEW, Movement.GONE))
    ]
    return (*first, *((str(heap), HEAP_WORDS[heap], rows.count(heap)) for heap in OF_PEOPLE))


def _explained(inputs: Inputs, shown: Sequence[FileRow | MovedRow]) -> Explained | None:
    found = chosen_row(inputs, shown)
    if found is None:
        return None
    place, row = found
    if isinstance(row, MovedRow):
        return explain_moved(row, place, len(shown), inputs.titles, inputs.held)
    return explain(row, place, len(shown), inputs.today)


def chosen_row(inputs: Inputs, shown: Sequence[FileRow | MovedRow]) -> tuple[int, FileRow | MovedRow] | None:
    """The chosen row with its place in the heap shown, from 1; None where it is not there."""
    if isinstance(inputs.heap, Movement) or inputs.rows is None:
        return next(((at, row) for at, row in enumerate(shown, 1) if row.key == inputs.chosen), None)
    place = inputs.rows.place_of(inputs.heap, inputs.chosen)
    return None if place is None else (place + 1, shown[place])


def _case_id(inputs: Inputs, shown: Sequence[FileRow | MovedRow]) -> str:
    found = chosen_row(inputs, shown) if isinstance(inputs.heap, Movement) else None
    return found[1].change.case_id if found is not None and isinstance(found[1], MovedRow) else ""


def _can_fix(inputs: Inputs, shown: Sequence[FileRow | MovedRow]) -> bool:
    found = chosen_row(inputs, shown)
    row = None if found is None else found[1]
    return isinstance(row, FileRow) and row.part in (Heap.FIX, Heap.BY_HAND) and bool(row.words_key)


def _undo_words(made: tuple[Repair, ...]) -> str:
    return f"Take back: {made[-1].name}" if made else ""


def _notes(preview: Preview, moves: Moves | None) -> tuple[str, ...]:
    notes = preview.file.notes
    if moves is None:
        return (COMPARING, *notes)
    older = "This search is older than the list: nothing newer is replaced."
    return (*((older,) if moves.changes.older else ()), moves_words(moves), *notes)


def moves_words(moves: Moves) -> str:
    """ "Beside the list: 3 new, 1 up, 2 down, 190 unchanged, 4 gone."."""
    said = [f"{n:,} {words.lower()}" for each, words in MOVEMENT_WORDS.items() if (n := moves.count(each))]
    return f"Beside the list: {', '.join(said) or 'nobody is in either'}."
