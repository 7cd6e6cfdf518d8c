"""Columns that belong together: each block describes one event, a medicine or a coded entry."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter

from pharmreview.domain.lines.mapping import NAMES_A_MEDICINE, Role
from pharmreview.intake.headings import CODES, EVENT, MEDICATION, unit_in, untold

Named = tuple[Role | None, str]
"""What a column holds, and the report that its heading names before it."""

_LAST_ISSUE = re.compile(r"\b(?:last|latest|most recent)\b")
_FEWEST_RUNS = 2


@dataclass
class Block:
    """Columns that describe one event together: a medicine, or a coded entry."""

    prefix: str = ""
    columns: dict[Role, int] = field(default_factory=dict)
    units: dict[Role, str] = field(default_factory=dict)
    """The unit that the heading of a column states."""
    titled: bool = False
    issued_last: bool = False
    """The date of issue is that of the last one, by its heading."""

    @property
    def names_a_medicine(self) -> bool:
        """A block that a medicine may stand in."""
        return bool(NAMES_A_MEDICINE & self.columns.keys())


def blocks_of(titles: list[str], roles: Sequence[Named], groups: list[str]) -> list[Block]:
    """The columns in blocks, by what they hold and by the titles of groups above them."""
    blocks: list[Block] = []
    current: Block | None = None
    for column, (role, prefix) in enumerate(roles if groups else _side_by_side(titles, roles)):
        if role is None or role not in EVENT:
            continue
        titled = column < len(groups) and bool(groups[column])
        if current is None or titled or not _joins(current, role, prefix):
            current = _earlier_block(blocks, role, prefix)
            if current is None:
                current = Block(prefix=prefix, titled=titled)
                blocks.append(current)
        current.columns[role] = column
        if unit := unit_in(titles[column]):
            current.units[role] = unit
        current.issued_last |= role is Role.ISSUED and bool(_LAST_ISSUE.search(titles[column]))
    return _made_whole(blocks)


def _side_by_side(titles: list[str], roles: Sequence[Named]) -> Sequence[Named]:
    """Of "Drug 1, Drug 2, Dose 1, Dose 2" the first of each kind belong together, and the second."""
    events = [(column, role) for column, (role, prefix) in enumerate(roles) if role in EVENT and not prefix]
    runs = [[column for column, _ in run] for _, run in groupby(events, key=itemgetter(1))]
    several = [run for run in runs if len(run) > 1 and len({untold(titles[at]) for at in run}) == 1]
    if len(several) < _FEWEST_RUNS or len({len(run) for run in several}) > 1:
        return roles
    paired = list(roles)
    for run in several:
        for place, column in enumerate(run):
            paired[column] = (roles[column][0], f"#{place}")
    return paired


def _made_whole(blocks: list[Block]) -> list[Block]:
    """A column that stands twice beside one medicine begins no other: "Drug, Dose, Directions, Date"."""
    whole: list[Block] = []
    for block in blocks:
        before = whole[-1] if whole else None
        one = before is not None and not block.titled and before.prefix == block.prefix
        if before is not None and one and _is_part(before, block):
            whole[-1] = _joined(before, block)
        else:
            whole.append(block)
    return whole


def _is_part(before: Block, after: Block) -> bool:
    """Columns of a medicine without its name, after a whole one or before the one that they belong to."""
    one_named = before.names_a_medicine != after.names_a_medicine
    return one_named and not (before.columns.keys() | after.columns.keys()) & CODES


def _joined(before: Block, after: Block) -> Block:
    """One block of two: both columns of directions, the date of the last issue, else the first column."""
    columns = after.columns | before.columns
    told = [b.columns[Role.DIRECTIONS] for b in (before, after) if Role.DIRECTIONS in b.columns]
    if len(told) > 1:
        columns[Role.FREQUENCY] = told[1]
    if after.issued_last and not before.issued_last:
        columns[Role.ISSUED] = after.columns[Role.ISSUED]
    units = after.units | before.units
    return Block(before.prefix, columns, units, before.titled, before.issued_last or after.issued_last)


def _joins(block: Block, role: Role, prefix: str) -> bool:
    if role in block.columns or block.prefix != prefix:
        return False
    kinds = block.columns.keys()
    return not ((role in CODES and kinds & MEDICATION) or (role in MEDICATION and kinds & CODES))


def _earlier_block(blocks: list[Block], role: Role, prefix: str) -> Block | None:
    """A block of the same report that still wants this column: its columns need not stand together."""
    if not prefix:
        return None
    return next((b for b in blocks if _joins(b, role, prefix)), None)
