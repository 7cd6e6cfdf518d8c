"""The filters over the list, with how many people each would show."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from pharmreview.domain.case import CaseState
from ui.screens.people.listing import STATES, PersonRow, is_found
from ui.widgets.marks.badge import Tier, badge_word

ALL: Final = "all"
TIER_WORDS: Final = {
    ALL: "All",
    **{
        str(tier): badge_word(tier)
        for tier in (Tier.HIGH, Tier.MEDIUM, Tier.LOW, Tier.REFER_FIRST, Tier.INCOMPLETE)
    },
}
STATE_WORDS: Final = {
    str(state): STATES[state][0]
    for state in (CaseState.PLAN_RUNNING, CaseState.ON_HOLD, CaseState.IN_REVIEW, CaseState.FOUND)
}

Counted = tuple[tuple[str, str, int], ...]


def counted(rows: Sequence[PersonRow]) -> tuple[Counted, Counted]:
    """Every filter as its id, its words and its count: tiers, then states."""
    tiers = Counter(str(row.tier) for row in rows)
    tiers[ALL] = len(rows)
    states = Counter(row.state for row in rows)
    return (
        tuple((tier, words, tiers[tier]) for tier, words in TIER_WORDS.items()),
        tuple((state, words, states[state]) for state, words in STATE_WORDS.items()),
    )


def is_kept(row: PersonRow, tier: str, state: str, find: str) -> bool:
    """Whether the filters show this row."""
    return (
        (tier == ALL or (row.tier is not None and str(row.tier) == tier))
        and (not state or row.state == state)
        and (not find.strip() or is_found(row, find))
    )
