"""What the import knows, and what it shows of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ui import text as words_of
from ui.screens.intake.rows.explaining import Explained, explain
from ui.screens.intake.rows.sorting import FileRow, Heap, Sorted

if TYPE_CHECKING:
    from datetime import date

    from pharmreview.services.caseload.importing import BroughtIn
    from pharmreview.services.intake import Preview

LAYOUTS = {
    "emis": "Layout recognised: EMIS search export",
    "systmone": "Layout recognised: SystmOne report",
    "generic": "Layout recognised: a table with named columns",
}
HEAP_WORDS = {
    Heap.FIX: "To fix",
    Heap.ASIDE: "Set aside",
    Heap.READ: "Read",
    Heap.PEOPLE: "People to check",
}


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the import knows. `path` is the file last chosen; the preview is of the file last read."""

    today: date
    path: Path | None = None
    reading: bool = False
    bringing: bool = False
    preview: Preview | None = None
    rows: Sorted | None = None
    heap: Heap = Heap.FIX
    chosen: str = ""
    problem: tuple[str, str] = ("", "")
    said: str = ""


@dataclass(frozen=True, slots=True)
class Props:
    """What the import shows. `page` is choose or check; `step` is 1, 2 or 3."""

    page: str
    step: int
    file_name: str
    layout: str
    sum: str
    counts: tuple[int, int, int]
    heaps: tuple[tuple[str, str, int], ...]
    heap: Heap
    rows: tuple[FileRow, ...]
    chosen: str
    explained: Explained | None
    notes: tuple[str, ...]
    main: str
    ready: bool
    reading: bool
    again: str
    problem: tuple[str, str]
    said: str


def derive(inputs: Inputs) -> Props:
    """From what is known to what is shown."""
    preview, rows = inputs.preview, inputs.rows
    shown = () if rows is None else rows.heap(inputs.heap)
    people = 0 if preview is None else preview.counts.people
    again = inputs.path.name if inputs.path is not None and inputs.problem[0] and preview is None else ""
    return Props(
        page="choose" if preview is None else "check",
        step=1 if preview is None else (3 if inputs.bringing else 2),
        file_name="" if preview is None else preview.file.file_name,
        layout="" if preview is None else _layout(preview),
        sum="" if rows is None else rows.sum_words,
        counts=(0, 0, 0) if rows is None else (rows.read_count, len(rows.fix), len(rows.aside)),
        heaps=() if rows is None else _heaps(rows),
        heap=inputs.heap,
        rows=shown,
        chosen=inputs.chosen,
        explained=_explained(inputs, shown),
        notes=() if preview is None else preview.file.notes,
        main=f"Bring in {words_of.count(people, 'person', 'people')}",
        ready=preview is not None and not inputs.reading and not inputs.bringing,
        reading=inputs.reading,
        again=again,
        problem=inputs.problem,
        said=inputs.said,
    )


def _layout(preview: Preview) -> str:
    said = LAYOUTS.get(preview.file.layout, "Layout recognised")
    if preview.file.run_on is None:
        return f"{said}. It gives no date of search: judged as of {words_of.day(preview.as_of)}"
    return f"{said}, search of {words_of.day(preview.as_of)}"


def _heaps(rows: Sorted) -> tuple[tuple[str, str, int], ...]:
    counts = {
        Heap.FIX: len(rows.fix),
        Heap.ASIDE: len(rows.aside),
        Heap.READ: rows.read_count,
        Heap.PEOPLE: len(rows.people),
    }
    return tuple((str(heap), words, counts[heap]) for heap, words in HEAP_WORDS.items())


def _explained(inputs: Inputs, shown: tuple[FileRow, ...]) -> Explained | None:
    for place, row in enumerate(shown, start=1):
        if row.key == inputs.chosen:
            return explain(row, place, len(shown), inputs.today)
    return None


def brought_words(result: BroughtIn, unread: int) -> str:
    """ "13 people brought in, 2 updated. 1 line could not be read and stays visible."."""
    new, updated, known = len(result.created), len(result.updated), len(result.unchanged)
    if not new and not updated:
        said = f"Nothing new: {words_of.count(known, 'person was', 'people were')} already here."
    else:
        parts = [f"{words_of.count(new, 'person', 'people')} brought in"] if new else []
        parts += [f"{words_of.count(updated, 'person', 'people') if not new else updated} updated"] * bool(
            updated
        )
        parts += [f"{known:,} already here"] if known else []
        said = f"{', '.join(parts)}."
    if unread:
        stays = "stays" if unread == 1 else "stay"
        said += f" {words_of.count(unread, 'line')} could not be read and {stays} visible."
    return said
