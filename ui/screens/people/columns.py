"""The columns of the list."""

from ui.screens.people.listing import UNKNOWN_OME, PersonRow
from ui.tables.column import Column
from ui.widgets.marks.badge import Tier

_ORDER = (Tier.HIGH, Tier.REFER_FIRST, Tier.INCOMPLETE, Tier.MEDIUM, Tier.LOW)
RANK = {tier: place for place, tier in enumerate(_ORDER)}

COLUMNS: tuple[Column[PersonRow], ...] = (
    Column(
        id="person",
        title="Person",
        text=lambda row: row.name,
        quiet=lambda row: row.about,
        under=lambda row: row.number,
        sort_key=lambda row: row.name.casefold(),
        bold=True,
    ),
    Column(
        id="tier",
        title="Tier",
        text=lambda _row: "",
        badge=lambda row: row.tier,
        sort_key=lambda row: None if row.tier is None else RANK[row.tier],
    ),
    Column(
        id="ome",
        title="OME mg a day",
        text=lambda row: "" if row.ome_words == UNKNOWN_OME else row.ome_words,
        quiet=lambda row: row.ome_words if row.ome_words == UNKNOWN_OME else "",
        sort_key=lambda row: row.ome,
        bold=True,
        right=True,
    ),
    Column(
        id="why",
        title="Why this tier",
        text=lambda row: row.why,
        quiet=lambda row: row.excluded,
        below=True,
        wraps=True,
    ),
    Column(
        id="status",
        title="Status",
        text=lambda row: row.status,
        sign=lambda row: row.sign,
        sort_key=lambda row: row.status,
    ),
    Column(id="next", title="Next", text=lambda row: row.next, sort_key=lambda row: row.next or None),
)
"""`next` is the one to leave out where there is no room; never a dose or a name."""
