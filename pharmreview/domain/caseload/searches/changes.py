"""What a search changes for each person: new, gone, up, down or the same; never a guess from half a total."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from pharmreview.domain.case import TotalSeen


class Movement(StrEnum):
    """How somebody stands in a search beside the one before it."""

    NEW = "new"
    GONE = "gone"
    """Kept in the store and not in this file, though in the one before it of the same search."""
    UP = "up"
    DOWN = "down"
    SAME = "same"
    UNCLEAR = "unclear"
    """The two totals cannot be compared; `Unclear` says why."""
    EARLIER = "earlier"
    """The search is older than what the store holds: noted as seen then, nothing replaced."""


class Unclear(StrEnum):
    """Why two totals cannot be compared."""

    WAS_INCOMPLETE = "was-incomplete"
    IS_INCOMPLETE = "is-incomplete"
    BOTH_INCOMPLETE = "both-incomplete"
    ANOTHER_TABLE = "another-table"
    ANOTHER_SEARCH = "another-search"
    """A search tells of somebody for the first time whom others told of before: more is known of them."""


@dataclass(frozen=True, slots=True)
class PersonChange:
    """One person in one search: who, how they moved, and the totals before and after.

    `case_id` is "" for somebody not kept yet; `first_row` is where they stand in the file, 0 for somebody
    gone. `returned` is True for somebody who was not in the search before this one. `before` is None for
    somebody new, `after` for somebody gone.
    """

    movement: Movement
    case_id: str = ""
    first_row: int = 0
    family_name: str = field(default="", repr=False)
    given_name: str = field(default="", repr=False)
    unclear: Unclear | None = None
    returned: bool = False
    before: TotalSeen | None = None
    after: TotalSeen | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """A search beside what the store holds. `people` leaves out whoever stayed the same."""

    counts: Mapping[Movement, int]
    people: tuple[PersonChange, ...]
    returned: int = 0
    older: bool = False
    """True where the search was run before the latest one of its name in the store."""
    search: str = ""
    """The name of the search it was held beside, or of the new one that it begins."""

    def of(self, movement: Movement) -> tuple[PersonChange, ...]:
        """Whoever moved this way."""
        return tuple(person for person in self.people if person.movement is movement)


def changes_of(people: Iterable[PersonChange], *, older: bool, search: str = "") -> Changes:
    """Everyone's change counted, and the unchanged left out unless they came back."""
    counts = dict.fromkeys(Movement, 0)
    moved, returned = [], 0
    for person in people:
        counts[person.movement] += 1
        returned += person.returned
        if person.returned or person.movement is not Movement.SAME:
            moved.append(person)
    return Changes(counts, tuple(moved), returned, older, search)


def movement(before: TotalSeen, after: TotalSeen, *, same_words: bool) -> tuple[Movement, Unclear | None]:
    """How the high end of a total moved. `same_words`: the rows say the same as before.

    Totals by two tables, and totals of which one is a floor, are never called up or down.
    """
    if before.table != after.table:
        return Movement.UNCLEAR, Unclear.ANOTHER_TABLE
    if not (before.complete and after.complete):
        if same_words and before.complete == after.complete:
            return Movement.SAME, None
        return Movement.UNCLEAR, _gap(before, after)
    if after.high == before.high:
        return Movement.SAME, None
    return (Movement.UP if after.high > before.high else Movement.DOWN), None


def _gap(before: TotalSeen, after: TotalSeen) -> Unclear:
    if after.complete:
        return Unclear.WAS_INCOMPLETE
    return Unclear.IS_INCOMPLETE if before.complete else Unclear.BOTH_INCOMPLETE
