"""The columns of the list, with names or with initials in their place."""

from functools import cache
from operator import attrgetter

from ui.screens.people.listing.person_row import BADGES, STATES, PersonRow
from ui.screens.people.listing.worked import UNKNOWN_OME
from ui.tables.column import Column

RANK = {tier: place for place, tier in enumerate(BADGES.values())}


_AFTER: tuple[Column[PersonRow], ...] = (
    Column(
        id="tier",
        title="Tier",
        text=lambda row: "Not read" if row.problem else "",
        quiet=lambda row: "set by hand" if row.work is not None and row.work.by_hand else "",
        badge=lambda row: row.tier,
        sort_key=lambda row: None if row.tier is None else RANK[row.tier],
    ),
    Column(
        id="ome",
        title="OME mg a day",
        text=lambda row: "" if row.ome_words == UNKNOWN_OME else row.ome_words,
        quiet=lambda row: row.ome_words if row.ome_words == UNKNOWN_OME else "",
        sort_key=attrgetter("ome"),
        bold=True,
        right=True,
    ),
    Column(
        id="why",
        title="Why this tier",
        text=lambda row: row.why,
        quiet=lambda row: row.excluded,
        sort_key=attrgetter("why"),
        below=True,
        wraps=True,
    ),
    Column(
        id="status",
        title="Status",
        text=lambda row: "" if row.problem else STATES[row.state][0],
        sign=lambda row: STATES[row.state][1],
        sort_key=lambda row: STATES[row.state][0],
    ),
    Column(id="next", title="Next", text=lambda row: row.next, sort_key=lambda row: row.next or None),
)
"""`next` is the one to leave out where there is no room; never a dose or a name."""


def _by_name(row: PersonRow) -> str:
    return row.name.casefold()


@cache
def columns(*, hidden: bool) -> tuple[Column[PersonRow], ...]:
    """The columns, with names and numbers, or with initials and case ids in their place; the order stays."""
    person: Column[PersonRow] = Column(
        id="person",
        title="Person",
        text=lambda row: row.shown_name(hidden=hidden),
        quiet=lambda row: row.about(hidden=hidden),
        under=lambda row: row.shown_number(hidden=hidden),
        sort_key=_by_name,
        bold=True,
    )
    return (person, *_AFTER)
