"""An import as it is remembered: the file, when, by whom, how many people, and who moved."""

from collections.abc import Sequence
from datetime import date, datetime

from pydantic import Field

from pharmreview.domain.case import Case
from pharmreview.domain.caseload.changes import Movement, Unclear
from pharmreview.domain.value import Value


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


def latest(records: Sequence[ImportRecord]) -> ImportRecord | None:
    """The search that says who is on the list now: the newest by its own date, then by when it came in."""
    return max(records, key=lambda record: (record.as_of, record.at), default=None)


def is_in(case: Case, record: ImportRecord) -> bool:
    """Whether somebody stands in this search as they were last read."""
    return case.origin is not None and case.origin.digest == record.digest
