"""A row of any list on the practice screen, as a value."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row. `tone` colours its sign; `group` is the heading it stands under."""

    id: str
    title: str
    note: str = ""
    sign: str = ""
    tone: str = "ink2"
    group: str = ""
