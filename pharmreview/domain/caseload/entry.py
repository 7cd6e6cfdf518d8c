"""One thing kept of the whole caseload, as the store holds it."""

from datetime import UTC, datetime

from pydantic import Field

from pharmreview.domain.value import Value


class Entry(Value):
    """A value of the caseload as JSON, under its kind and name, with who kept it and when.

    `seq` is its number in the store's own record, 0 before it is kept. An empty `document` withdraws what
    stood under the same kind and name.
    """

    kind: str
    name: str = Field(default="", repr=False)
    document: str = Field(repr=False)
    seq: int = 0
    at: datetime = datetime.min.replace(tzinfo=UTC)
    by: str = ""
