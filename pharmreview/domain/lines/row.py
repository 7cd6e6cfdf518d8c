"""Raw text as a practice's export holds it, with where it stood in the file."""

from datetime import date, datetime

from pydantic import Field

from pharmreview.domain.patient import Patient
from pharmreview.domain.value import Value


class ExportRow(Value):
    """One medication entry of one person: the words of the record, unread.

    `row` is the line of the file as a spreadsheet numbers it, from 1. `issued` is None where the file
    gives no date, or one that no fixed UK format reads; `issued_text` then keeps what it says.
    """

    row: int
    name: str
    directions: str = ""
    quantity: str = ""
    issued: date | None = None
    issued_text: str = ""


class ExportPerson(Value):
    """One person in an export, with every medication row and coded term that stands under them.

    `rows` keeps every medication entry, repeats included. `problems` are sentences about the person's
    own details ("The NHS number fails its check digit.").
    """

    patient: Patient
    rows: tuple[ExportRow, ...]
    first_row: int
    problems: tuple[str, ...] = ()


class SetAsideRow(Value):
    """A row of the file that was not read as data, and why."""

    row: int
    text: str = Field(repr=False)
    why: str


class ExportFile(Value):
    """A practice's search as read: every row of the file is a heading, a data row or set aside."""

    file_name: str
    digest: str
    layout: str
    """One of emis, systmone, generic."""
    run_on: datetime | None
    """When the search was run, where the file says so."""
    rows: int
    """Data rows in the file, whether or not a medicine stands on them."""
    people: tuple[ExportPerson, ...]
    set_aside: tuple[SetAsideRow, ...] = ()
    notes: tuple[str, ...] = ()
    """Sentences about the file as a whole: shared NHS numbers, damaged columns."""
