"""Where a clinical table comes from, who checked it, and when it must be looked at again."""

from collections.abc import Mapping
from datetime import date

from pharmreview.domain.value import Value


class Provenance(Value):
    """The pedigree of one clinical table.

    `author` drew it up, `checker` is the clinician who signed it off (None until one has). `reviewed` is
    when it was last compared with its source; after `next_review` it is overdue, which is said on screen
    and never locks anyone out.
    """

    id: str
    title: str
    source: str
    author: str
    checker: str | None = None
    reviewed: date | None = None
    next_review: date | None = None
    comparison_only: bool = False
    note: str = ""

    def overdue_on(self, day: date) -> bool:
        """Past its next review, or never given one."""
        return self.next_review is None or day > self.next_review


def provenance_of(entry: Mapping[str, object]) -> Provenance:
    """Read a `[provenance]` entry of a data file; an empty checker means nobody has signed it off.

    Raises pydantic's ValidationError where a fact is missing: a table without a pedigree is not used.
    """
    facts = dict(entry)
    facts["checker"] = facts.get("checker") or None
    return Provenance.model_validate(facts)
