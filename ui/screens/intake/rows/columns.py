"""The columns of the table of rows."""

from ui.screens.intake.rows.sorting import FileRow, Heap
from ui.tables.column import Column

WHY_TITLES = {
    Heap.FIX: "Why it was not read",
    Heap.ASIDE: "Why it was set aside",
    Heap.READ: "Reads as",
    Heap.PEOPLE: "What to check",
}


def columns_for(heap: Heap) -> tuple[Column[FileRow], ...]:
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
        Column(id="why", title=WHY_TITLES[heap], text=lambda row: row.why, wraps=True),
    )
