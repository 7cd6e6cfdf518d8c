"""An import as it is remembered: the file, when, by whom, how many people, and who moved."""

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date, datetime
from itertools import chain, count

from pydantic import Field

from pharmreview.domain.case import Case
from pharmreview.domain.caseload.searches.changes import Movement, Unclear
from pharmreview.domain.caseload.searches.head import origins_of
from pharmreview.domain.lines.row import ONE_PERSON
from pharmreview.domain.value import Value

_WORD = re.compile(r"[^\W\d_]+")


class ImportRecord(Value):
    """One search brought in: how many people moved each way, and which cases; `moved` leaves out the same.

    `number` is its place in the store's own record, so that what was in force then can be told.
    """

    id: str
    at: datetime
    by: str
    file_name: str = Field(repr=False)
    digest: str
    layout: str
    as_of: date
    table: str
    rows: int
    people: int
    counts: dict[Movement, int]
    moved: dict[Movement, tuple[str, ...]] = Field(default_factory=dict, repr=False)
    unclear: dict[Unclear, tuple[str, ...]] = Field(default_factory=dict, repr=False)
    returned: tuple[str, ...] = Field(default=(), repr=False)
    """Cases that were not in the search before this one."""
    number: int = 0
    search: str = ""
    """The name by which the next file of this search is known; "" for those kept before they had one."""


def latest(records: Sequence[ImportRecord]) -> ImportRecord | None:
    """The newest import by the date of its search, then by when it came in."""
    return max(records, key=lambda record: (record.as_of, record.at), default=None)


def latest_of_each(records: Sequence[ImportRecord]) -> dict[str, ImportRecord]:
    """The newest import of each search, by its name: together they say who is on the list now.

    Lists pasted for one person are of no search.
    """
    found: dict[str, ImportRecord] = {}
    for record in sorted(records, key=lambda record: (record.as_of, record.at)):
        if record.layout != ONE_PERSON:
            found.pop(record.search, None)
            found[record.search] = record
    return found


def is_in(case: Case, records: Iterable[ImportRecord]) -> bool:
    """Whether somebody stands in one of these imports as they were last read, or was put there by hand."""
    origins = origins_of(case)
    found = {origin.digest for origin in origins}
    return any(origin.layout == ONE_PERSON for origin in origins) or any(
        record.digest in found for record in records
    )


def search_name(title: str, file_name: str) -> str:
    """What a search is called: by the title in its file, else by the file without its dates and numbers."""
    stem = title or file_name.rpartition(".")[0] or file_name
    return " ".join(stem.split()) if title else " ".join(_WORD.findall(stem)).lower() or "search"


def proposed(
    name: str, shared: Mapping[str, int], people: int, known: Mapping[str, ImportRecord], *, titled: bool
) -> str:
    """Which search a file is most likely of: one of those known, or a new one under a name not yet taken.

    A title decides. Without one it is the search most of whose people the file holds, so that nobody is
    called gone because another practice's file came in. `shared` says how many of the `people` of the file
    stand in each search now.
    """
    if titled and name in known:
        return name
    among = [each for each in known if not (titled and each)]
    best = max(among, key=lambda each: shared.get(each, 0), default=None)
    if best is not None and 2 * shared.get(best, 0) >= max(min(people, known[best].people), 1):
        return best
    return fresh_name(name, known)


def fresh_name(name: str, known: Container[str]) -> str:
    """This name, with a number where another search has it."""
    names = chain((name,), (f"{name} {number}" for number in count(2)))
    return next(each for each in names if each not in known)
