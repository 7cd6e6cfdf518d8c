"""What the import says in the status line: where one is, and what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pharmreview.domain.caseload.searches.changes import Movement
from ui import text as words_of
from ui.screens.intake.rows.moving import MOVEMENT_WORDS
from ui.screens.intake.rows.sorting import Heap

if TYPE_CHECKING:
    from pharmreview.services.caseload.searches.importing import BroughtIn
    from ui.screens.intake.props import Inputs


def page_words(inputs: Inputs) -> str:
    """Where one is, and that nothing is kept yet."""
    if inputs.page == "columns":
        return "Naming columns. Nothing is read again before you say so."
    if inputs.page == "paste":
        return "Pasting a list. Nothing saved yet."
    if inputs.page == "check" and inputs.rows is not None:
        return f"Preview only, nothing saved yet. {inputs.rows.count(Heap.FIX):,} to fix."
    return ""


def brought_words(result: BroughtIn, unread: int) -> str:
    """ "13 people brought in, 2 updated. 1 line could not be read and stays visible."."""
    created, updated, known = (len(ids) for ids in (result.created, result.updated, result.unchanged))
    if not created and not updated:
        said = f"Nothing new: {words_of.count(known, 'person was', 'people were')} already here."
    else:
        parts = [f"{words_of.count(created, 'person', 'people')} brought in"] if created else []
        more = words_of.count(updated, "person", "people") if not created else f"{updated:,}"
        parts += [f"{more} updated"] * bool(updated)
        parts += [f"{known:,} already here"] if known else []
        said = f"{', '.join(parts)}."
    if unread:
        stays = "stays" if unread == 1 else "stay"
        said += f" {words_of.count(unread, 'line')} could not be read and {stays} visible."
    return f"{said}{_moved_words(result)}"


def _moved_words(result: BroughtIn) -> str:
    """ " In the list: 1 up, 2 down, 4 gone.": who moved, by the record of the import."""
    counts = {} if result.record is None else result.record.counts
    told = (Movement.UP, Movement.DOWN, Movement.UNCLEAR, Movement.GONE)
    said = [f"{counts[each]:,} {MOVEMENT_WORDS[each].lower()}" for each in told if counts.get(each)]
    return f" In the list: {', '.join(said)}." if said else ""
