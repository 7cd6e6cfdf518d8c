"""The filters over the list: one choice in each group, with how many people it would show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from pharmreview.domain.case import CaseState
from pharmreview.domain.caseload.searches.changes import Movement
from ui.screens.people.listing import marks
from ui.screens.people.listing.finding import narrows, typed_words
from ui.screens.people.listing.person_row import BADGES, STATES
from ui.widgets.marks.badge import badge_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ui.tables.rows.arrangement import Pick, Searched

ALL: Final = "tier:all"
SAMPLE: Final = "sample"
_TIERS = ("high", "medium", "low", "refer", "incomplete")
_STATES = (CaseState.PLAN_RUNNING, CaseState.ON_HOLD, CaseState.IN_REVIEW, CaseState.FOUND)
COHORTS: Final = {
    "COH1": "3 to 6 months",
    "COH2": "6 to 12 months",
    "COH3": "Over 1 year",
    "COH4": "High dose",
    "COH5": "Risky combination",
    "COH6": "Older person on patches",
    "COH7": "Tramadol",
    "COH8": "Gabapentinoids",
    "COH9": "Other cohort",
}
WORDS: Final[Mapping[str, str]] = {
    ALL: "All",
    **{f"tier:{tier}": badge_word(BADGES[tier]) for tier in BADGES},
    **{f"state:{state}": words for state, (words, _) in STATES.items()},
    **{f"cohort:{code}": words for code, words in COHORTS.items()},
    f"since:{Movement.NEW}": "New",
    f"since:{Movement.GONE}": "Gone",
    f"since:{Movement.UP}": "Up",
    f"since:{Movement.DOWN}": "Down",
    f"since:{Movement.UNCLEAR}": "Cannot be compared",
    marks.RETURNED: "Back again",
    marks.EXCLUDED: "May be excluded",
    marks.TO_CHECK: "Exclusion to check",
    marks.BY_HAND: "Tier set by hand",
    marks.NOT_IN_SEARCH: "Not in the latest search",
}
GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "tier": (ALL, *(f"tier:{tier}" for tier in _TIERS)),
    "state": tuple(f"state:{state}" for state in _STATES),
    "since": (*(f"since:{each}" for each in ("new", "gone", "up", "down", "unclear")), marks.RETURNED),
    "note": (marks.EXCLUDED, marks.TO_CHECK, marks.BY_HAND, marks.NOT_IN_SEARCH),
    "cohort": tuple(f"cohort:{code}" for code in COHORTS),
}
Counted = tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class _Picker:
    """Picks those with every mark whom every word finds, of a sample's people where there is one."""

    marks: frozenset[str]
    words: tuple[str, ...]
    sample: frozenset[str]

    def __call__(self, by: Searched, numbers: Iterable[int]) -> Sequence[int]:
        found = marks.picked(by, numbers, self.marks, self.words)
        return [number for number in found if by.key_of(number) in self.sample] if self.sample else found


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom the list shows: one mark at most of each group, whoever the words find, a sample's people."""

    marks: frozenset[str] = frozenset()
    find: str = ""
    sample: frozenset[str] = frozenset()
    sample_name: str = ""

    def chosen(self, group: str) -> str:
        """The mark chosen in a group, or "" for none."""
        return next((mark for mark in self.marks if mark.startswith(f"{group}:")), "")

    def choosing(self, group: str, mark: str) -> Wanted:
        """The same with another mark in a group, or none; the group of a sample is let go of."""
        if group == SAMPLE:
            return replace(self, sample=frozenset(), sample_name="")
        others = frozenset(each for each in self.marks if not each.startswith(f"{group}:"))
        return replace(self, marks=others if mark in {"", ALL} else others | {mark})

    def in_words(self) -> list[str]:
        """What is wanted, for "No one matches …"."""
        said = [WORDS[mark] for group in GROUPS for mark in GROUPS[group] if mark in self.marks]
        said += [self.sample_name] if self.sample else []
        return said + ([f"“{self.find.strip()}”"] if self.find.strip() else [])

    def picker(self) -> Pick | None:
        """What picks the rows to show; None where everyone is shown."""
        words = typed_words(self.find)
        return _Picker(self.marks, words, self.sample) if words or self.sample or self.marks else None

    def narrows(self, before: Wanted) -> bool:
        """Whether everyone shown was shown before."""
        same_sample = not before.sample or before.sample == self.sample
        return (
            self.marks >= before.marks
            and same_sample
            and narrows(typed_words(before.find), typed_words(self.find))
        )


def counted(counts: Mapping[str, int], total: int) -> dict[str, Counted]:
    """Each group as its marks, their words and their counts. Tiers and states always stand there; the rest
    only where they would show somebody."""
    always = {*GROUPS["tier"], *GROUPS["state"]}
    return {
        group: tuple(
            (mark, WORDS[mark], total if mark == ALL else counts.get(mark, 0))
            for mark in options
            if mark in always or counts.get(mark)
        )
        for group, options in GROUPS.items()
    }
