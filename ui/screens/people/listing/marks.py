"""What marks a row for the filters, and how many rows carry each mark, counted as rows come and go."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from pharmreview.domain.caseload.searches.changes import Movement

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pharmreview.domain.case import CaseState
    from pharmreview.domain.risk.finding import Tier
    from ui.screens.people.listing.worked import Worked
    from ui.tables.rows.arrangement import Searched

EXCLUDED = "note:excluded"
TO_CHECK = "note:to-check"
BY_HAND = "note:by-hand"
NOT_IN_SEARCH = "note:not-in-search"
RETURNED = "since:returned"


def marks_of(
    state: CaseState, work: Worked | None, movement: Movement | None, *, returned: bool, in_search: bool
) -> frozenset[str]:
    """Every mark of one person; people alike share one set."""
    notes: tuple[str, ...] = () if in_search else (NOT_IN_SEARCH,)
    if work is not None:
        notes += (EXCLUDED,) if work.excluded else ()
        notes += (TO_CHECK,) if work.to_check else ()
        notes += (BY_HAND,) if work.by_hand else ()
    if returned:
        notes += (RETURNED,)
    movement = None if movement is Movement.SAME else movement
    return _shared(state, work.tier if work else None, work.cohort if work else None, movement, notes)


@lru_cache(maxsize=4096)
def _shared(
    state: CaseState, tier: Tier | None, cohort: str | None, movement: Movement | None, notes: tuple[str, ...]
) -> frozenset[str]:
    marks = [f"state:{state}", *notes]
    marks += [f"tier:{tier}"] if tier else []
    marks += [f"cohort:{cohort}"] if cohort else []
    marks += [f"since:{movement}"] if movement else []
    return frozenset(marks)


class Tally:
    """How many rows carry each mark."""

    def __init__(self) -> None:
        self._alike: Counter[frozenset[str]] = Counter()
        self.total = 0

    def change(self, before: frozenset[str] | None, after: frozenset[str] | None) -> None:
        """The marks of one row that came, went, or is not what it was."""
        if before is not None:
            self._alike[before] -= 1
        if after is not None:
            self._alike[after] += 1
        self.total += (after is not None) - (before is not None)

    def counts(self) -> dict[str, int]:
        """Each mark with its count."""
        counts: Counter[str] = Counter()
        for marks, number in self._alike.items():
            for mark in marks:
                counts[mark] += number
        return counts


def picked(
    by: Searched, numbers: Iterable[int], marks: frozenset[str], words: tuple[str, ...]
) -> Sequence[int]:
    """The numbers of those who carry every mark and are found by every word, in the order given."""
    texts, tags = by.texts, by.tags
    if marks:
        numbers = [number for number in numbers if marks <= tags[number]]
    for word in words:
        numbers = [number for number in numbers if word in texts[number]]
    return list(numbers)
