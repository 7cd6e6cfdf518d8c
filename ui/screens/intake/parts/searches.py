"""Of which search a file is the next: those the list knows, and a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pharmreview.domain.caseload.imports import fresh_name, search_name
from ui import text as words_of

if TYPE_CHECKING:
    from ui.screens.intake.props import Inputs

NEW = "new"
_KNOWN = "known:"


def offered(inputs: Inputs) -> tuple[tuple[str, str], ...]:
    """The searches to choose from, each by an id and its words; none before the first is in the list."""
    if not inputs.searches:
        return ()
    known = [
        (f"{_KNOWN}{name}", f"Next file after {words_of.day(record.as_of)}: {name or record.file_name}")
        for name, record in reversed(list(inputs.searches.items()))
    ]
    return (*known, (NEW, "A search of its own: nobody is gone"))


def held_beside(inputs: Inputs) -> str | None:
    """The name of the search it is held beside; None until that was said or found out."""
    if inputs.search is not None or inputs.moves is None:
        return inputs.search
    return inputs.moves.changes.search


def chosen(inputs: Inputs) -> str:
    """The id of the search it is held beside; "" until that was found out."""
    name = held_beside(inputs)
    if name is None:
        return ""
    return f"{_KNOWN}{name}" if name in inputs.searches else NEW


def named_search(inputs: Inputs, chosen_id: str) -> str | None:
    """The name of the search with this id."""
    if chosen_id != NEW:
        return chosen_id.removeprefix(_KNOWN)
    if inputs.preview is None:
        return None
    file = inputs.preview.file
    return fresh_name(search_name(file.title, file.file_name), inputs.searches)
