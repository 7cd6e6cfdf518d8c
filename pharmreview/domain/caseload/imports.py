"""An import as it is remembered: the file, when, by whom, how many people, and who moved."""

from collections.abc import Sequence
from datetime import date, datetime

from pydantic import Field

from pharmreview.domain.case import Case
from pharmreview.domain.caseload.changes import Movement, Unclear
from pharmreview.domain.value import Value


class Moved(Value):
    """Somebody whose place changed at an import, by case id alone."""

    case_id: str
    movement: Movement
    unclear: Unclear | None = None
    returned: bool = False


class ImportRecord(Value):
    """One search brought in. `moved` leaves out whoever stayed the same; `settings` is the revision of the
    list settings then in force, 0 for those the tables ship with."""

    id: str
    at: datetime
    by: str
    file_name: str = Field(repr=False)
    digest: str
    layout: str
    as_of: date
    table: str
    settings: int = 0
    rows: int
    people: int
    counts: dict[Movement, int]
    returned: int = 0
    moved: tuple[Moved, ...] = Field(default=(), repr=False)


def latest(records: Sequence[ImportRecord]) -> ImportRecord | None:
    """The search that says who is on the list now: the newest by its own date, then by when it came in."""
    return max(records, key=lambda record: (record.as_of, record.at), default=None)


def is_in(case: Case, record: ImportRecord) -> bool:
    """Whether somebody stands in this search as they were last read."""
    return case.origin is not None and case.origin.digest == record.digest
