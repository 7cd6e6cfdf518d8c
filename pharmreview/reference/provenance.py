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
    change_log: tuple[str, ...] = ()

    def overdue_on(self, day: date) -> bool:
        """Past its next review, or never given one."""
        return self.next_review is None or day > self.next_review


def provenance_of(entry: Mapping[str, object]) -> Provenance:
    """Read the `[provenance]` of a data file; an empty checker means that nobody has signed it off.

    Dates are TOML dates or ISO text. Raises pydantic's ValidationError where a fact is missing: a table
    without a pedigree is not used.
    """
    facts = {name: entry[name] for name in Provenance.model_fields if name in entry}
    facts["checker"] = facts.get("checker") or None
    for name in ("reviewed", "next_review"):
        if isinstance(text := facts.get(name), str):
            facts[name] = date.fromisoformat(text) if text else None
    if isinstance(log := facts.get("change_log"), list):
        facts["change_log"] = tuple(log)
    return Provenance.model_validate(facts)
