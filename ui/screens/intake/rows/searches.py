"""Of which search a file is the next: those the list knows, and a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pharmreview.domain.caseload.searches.imports import fresh_name, search_name
from ui import text as words_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pharmreview.domain.caseload.searches.imports import ImportRecord
    from pharmreview.services.intake import Preview

    Searches = Mapping[str, ImportRecord]

NEW = "new"
_KNOWN = "known:"


def offered(searches: Searches) -> tuple[tuple[str, str], ...]:
    """The searches to choose from, each by an id and its words; none before the first is in the list."""
    if not searches:
        return ()
    known = [
        (f"{_KNOWN}{name}", f"Next file after {words_of.day(record.as_of)}: {name or record.file_name}")
        for name, record in reversed(list(searches.items()))
    ]
    return (*known, (NEW, "A search of its own: nobody is gone"))


def id_of(searches: Searches, name: str | None) -> str:
    """The id of the search with a name; "" for None, which is not found out yet."""
    if name is None:
        return ""
    return f"{_KNOWN}{name}" if name in searches else NEW


def named(searches: Searches, chosen: str, preview: Preview | None) -> str | None:
    """The name of the search with an id; a new one is named after the file."""
    if chosen != NEW:
        return chosen.removeprefix(_KNOWN)
    if preview is None:
        return None
    return fresh_name(search_name(preview.file.title, preview.file.file_name), searches)
