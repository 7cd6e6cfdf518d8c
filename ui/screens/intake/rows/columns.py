"""The columns of the tables: of rows, and of people whose total the file changes."""

from ui.screens.intake.rows.moving import MovedRow
from ui.screens.intake.rows.sorting import FileRow, Heap
from ui.tables.column import Column

_ASIDE = "Why it was set aside"
_CHECK = "What to check"
WHY_TITLES = {
    Heap.FIX: "Why it was not read",
    Heap.READ: "Reads as",
    Heap.BY_HAND: "Reads as",
    Heap.PEOPLE: _CHECK,
    Heap.AGAIN: _CHECK,
    Heap.SHARED: _CHECK,
}


def why_title(heap: Heap) -> str:
    """What the last column of a heap says."""
    return WHY_TITLES.get(heap, _ASIDE)


def columns_for(title: str) -> tuple[Column[FileRow], ...]:
    """The row, whose it is, its own words, and what became of it."""
    return (
        Column(
            id="row",
            title="Row",
            text=lambda row: "" if row.row is None else f"{row.row:,}",
            sort_key=lambda row: row.row,
            tone=lambda _row: "ink2",
            right=True,
        ),
        Column(
            id="person",
            title="Person",
            text=lambda row: row.name,
            sort_key=lambda row: row.name.casefold() or None,
            bold=True,
            wraps=True,
        ),
        Column(
            id="raw",
            title="As written in the file",
            text=lambda row: row.raw,
            sort_key=lambda row: row.raw.casefold(),
            raw=True,
            wraps=True,
        ),
        Column(
            id="why",
            title=title,
            text=lambda row: row.why,
            sign=lambda row: "pencil" if row.part is Heap.BY_HAND else "",
            wraps=True,
        ),
    )


MOVED = (
    Column[MovedRow](
        id="person",
        title="Person",
        text=lambda row: row.name,
        sort_key=lambda row: row.name.casefold() or None,
        bold=True,
        wraps=True,
    ),
    Column[MovedRow](
        id="before",
        title="In the list, mg OME",
        text=lambda row: row.before,
        sort_key=lambda row: row.before_key,
        right=True,
    ),
    Column[MovedRow](
        id="after",
        title="In this file, mg OME",
        text=lambda row: row.after,
        sort_key=lambda row: row.after_key,
        right=True,
        bold=True,
    ),
    Column[MovedRow](id="what", title="What changes", text=lambda row: row.what, wraps=True),
)
