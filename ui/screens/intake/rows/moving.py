"""Who a file changes, with both totals: new, gone, up, down, or not to be compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pharmreview.domain.caseload.searches.changes import Movement, PersonChange, Unclear
from ui import text as words_of

if TYPE_CHECKING:
    from decimal import Decimal

    from pharmreview.domain.case import TotalSeen
    from pharmreview.domain.caseload.searches.changes import Changes

MOVEMENT_WORDS = {
    Movement.NEW: "New",
    Movement.UP: "Up",
    Movement.DOWN: "Down",
    Movement.UNCLEAR: "Cannot tell",
    Movement.GONE: "Gone",
    Movement.EARLIER: "Older search",
    Movement.SAME: "Unchanged",
}
_WHAT = {
    Movement.NEW: "Not in the list yet",
    Movement.UP: "Up",
    Movement.DOWN: "Down",
    Movement.GONE: "In the list, not in this file. They stay in the list.",
    Movement.EARLIER: "The list holds a newer search: nothing of it is replaced.",
    Movement.SAME: "Unchanged",
}
_UNCLEAR = {
    Unclear.WAS_INCOMPLETE: "The total before was incomplete, so up or down cannot be told.",
    Unclear.IS_INCOMPLETE: "The total is incomplete now, so up or down cannot be told.",
    Unclear.BOTH_INCOMPLETE: "Both totals are incomplete, so up or down cannot be told.",
    Unclear.ANOTHER_TABLE: "The two totals are by different tables, so up or down cannot be told.",
    Unclear.ANOTHER_SEARCH: "Another search tells of them too: more is known, which is no change of dose.",
}


class MovedRow(NamedTuple):
    """One person whom the file changes."""

    key: str
    change: PersonChange

    @property
    def name(self) -> str:
        """ "MARLOW, Jean"."""
        return words_of.listed_name(self.change.family_name, self.change.given_name)

    @property
    def before(self) -> str:
        """The total that the list holds."""
        return total_words(self.change.before)

    @property
    def after(self) -> str:
        """The total of this file."""
        return total_words(self.change.after)

    @property
    def before_key(self) -> Decimal | None:
        """For sorting."""
        return None if self.change.before is None else self.change.before.high

    @property
    def after_key(self) -> Decimal | None:
        """For sorting."""
        return None if self.change.after is None else self.change.after.high

    @property
    def what(self) -> str:
        """What changes, in words."""
        change = self.change
        said = _WHAT[change.movement] if change.unclear is None else _UNCLEAR[change.unclear]
        back = " Back after a search without them." if change.returned else ""
        by = _difference(change)
        return f"{said}{by}{back}"


@dataclass(frozen=True)
class Moves:
    """What a file changes in the list, with the rows that show it made once, where nobody waits."""

    changes: Changes
    rows: Mapping[Movement, tuple[MovedRow, ...]]

    @classmethod
    def of(cls, changes: Changes) -> Moves:
        """The rows of every movement."""
        rows = {
            each: tuple(MovedRow(f"{one.case_id} {one.first_row}", one) for one in changes.of(each))
            for each in Movement
        }
        return cls(changes, rows)

    def count(self, movement: Movement) -> int:
        """How many people moved this way, also where they are not listed."""
        return self.changes.counts.get(movement, 0)


def total_words(total: TotalSeen | None) -> str:
    """ "120", "at least 40", or nothing where there is no total."""
    if total is None:
        return ""
    least = "" if total.complete else "at least "
    return f"{least}{words_of.ome(total.low, total.high)}"


def _difference(change: PersonChange) -> str:
    if change.before is None or change.after is None or change.movement not in (Movement.UP, Movement.DOWN):
        return ""
    by = abs(change.after.high - change.before.high)
    return f" by {words_of.ome(by, by)} mg a day"
