"""Find the headings of an export and what each column holds, by what is written, never by position."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import zip_longest

from pharmreview.domain.errors import InputProblem
from pharmreview.domain.lines.mapping import NAMES_A_MEDICINE, ColumnMapping, Role, heading_keys
from pharmreview.intake.blocks import Block, blocks_of
from pharmreview.intake.fields.dates import uk_datetime
from pharmreview.intake.headings import (
    BARE_UNITS,
    IDENTITY,
    PERSON,
    TITLES,
    plain_title,
    role_and_prefix,
)
from pharmreview.intake.sheets.limits import Row

LAYOUTS = ("emis", "systmone", "generic")
ROWS_LOOKED_AT = 60
_LAST_RUN = (
    "last run",
    "run date",
    "report run",
    "run on",
    "date run",
    "report date",
    "date of report",
    "date of search",
    "search date",
    "search run",
    "extract date",
    "extracted on",
    "date extracted",
    "exported on",
)
_NO_TITLES = (*_LAST_RUN, "sep=")
"""What a line above the headings begins with that does not say what the report is; the last one tells a
spreadsheet the separator."""
_RUN_WORDS = re.compile(r"[a-z ]+?(?: at| on)?[ :-]+(?=\d)", re.IGNORECASE)
_GROUP_TITLES = "patient details"
_FEWEST_KNOWN = 3
_NAMED = 6
_MEASURED: dict[Role | None, Role] = {
    Role.DIRECTIONS: Role.UNIT,
    Role.STRENGTH: Role.STRENGTH_UNIT,
}
"""What a unit right after each column measures."""


@dataclass(frozen=True)
class Layout:
    """What was found: where the headings are and what each column holds."""

    name: str
    heading_row: int
    headings: tuple[str, ...]
    titles_above: tuple[str, ...]
    person: dict[Role, int]
    medicines: tuple[Block, ...]
    codes: tuple[Block, ...]
    run_on: datetime | None
    title: str = ""
    heading_lines: tuple[tuple[str, ...], ...] = ()
    """The rows, mostly one, that the headings are written on."""
    unknown: tuple[str, ...] = ()
    """Headings that say nothing that is known: their columns are not read."""

    @property
    def guesses_the_medicine(self) -> bool:
        """A column “Name” is all that may hold the medicine: it may as well hold the person."""
        columns = [b.columns for b in self.medicines]
        return all(Role.ENTRY not in c and self.headings[c[Role.MEDICINE]] == "name" for c in columns)


def find_layout(rows: Sequence[Row], mapping: ColumnMapping | None = None) -> Layout | None:
    """The layout of the first rows of a table, or None where they hold no headings of an export.

    With a mapping, the headings are those that it names.
    """
    best: tuple[int, Layout] | None = None
    for index in range(len(rows)):
        number, lines, titles, roles = _headings_at(rows, index, mapping)
        if mapping is not None and not mapping.fits(heading_keys(titles)):
            continue
        known = _known(roles)
        if known < 2 or (best is not None and (known <= best[0] or best[0] >= _FEWEST_KNOWN)):
            continue
        above = [plain_title(c) for c in rows[index - 1][1]] if index else []
        layout = _layout(number, titles, roles, above, rows[:index])
        if layout is not None:
            best = (known, replace(layout, heading_lines=lines))
    return best[1] if best else None


def _headings_at(
    rows: Sequence[Row], index: int, mapping: ColumnMapping | None
) -> tuple[int, tuple[tuple[str, ...], ...], list[str], list[tuple[Role | None, str]]]:
    """The number of the last row of headings that begin here, these row by row and as one, and their roles.

    Headings go over two rows ("Date of" above "Birth") where more of them are known so, and no figure
    stands in the second.
    """
    number, cells = rows[index]
    first = [plain_title(c) for c in cells]
    roles = proposed_roles(first, mapping)
    if (
        index + 1 < len(rows)
        and any(first)
        and not any(c.isdigit() for cell in rows[index + 1][1] for c in cell)
    ):
        after, below = rows[index + 1][0], [plain_title(c) for c in rows[index + 1][1]]
        whole = _of_two_rows(first, below)
        roles_of_whole = proposed_roles(whole, mapping)
        if _known(roles_of_whole) > max(_known(roles), _known(proposed_roles(below, mapping))):
            return after, (tuple(first), tuple(below)), whole, roles_of_whole
    return number, (tuple(first),), first, roles


def _of_two_rows(first: Sequence[str], below: Sequence[str]) -> list[str]:
    """Two rows as headings: "Date of" above "Birth" is one, "Opioid" above "Drug" and "Dose" is a group."""
    whole: list[str] = []
    group = ""
    for title, under in zip_longest(first, below, fillvalue=""):
        both = f"{title} {under}".strip()
        if title:
            group = title if under in TITLES and role_and_prefix(both)[0] is None else ""
        whole.append(f"{group}: {under}" if group and under in TITLES else both)
    return whole


def _known(roles: Sequence[tuple[Role | None, str]]) -> int:
    return sum(1 for role, _ in roles if role is not None)


def headings_again(layout: Layout, number: int, cells: Sequence[str]) -> Layout | None:
    """The layout that a row far below the headings begins, where it holds other headings of an export."""
    if sum(cell.strip().casefold() in TITLES for cell in cells) < _FEWEST_KNOWN:
        return None
    found = find_layout([(number, list(cells))])
    if found is None:
        return None
    return replace(found, name=layout.name, run_on=layout.run_on, title=layout.title)


def _layout(
    number: int,
    titles: list[str],
    roles: list[tuple[Role | None, str]],
    above: list[str],
    before: Sequence[Row],
) -> Layout | None:
    person: dict[Role, int] = {}
    for column, (role, _) in enumerate(roles):
        if role in PERSON and role is not None:
            person.setdefault(role, column)
    groups = above if _are_groups(above, titles) else []
    blocks = blocks_of(titles, roles, groups)
    medicines = tuple(b for b in blocks if b.names_a_medicine)
    if not medicines or not set(IDENTITY) & person.keys():
        return None
    run_on = _run_on(before)
    codes = tuple(b for b in blocks if Role.TERM in b.columns)
    return Layout(
        name=_name(titles, groups, roles, run_on),
        heading_row=number,
        headings=tuple(titles),
        titles_above=tuple(groups),
        person=person,
        medicines=medicines,
        codes=codes,
        run_on=run_on,
        title=_title(before[:-1] if groups else before),
        unknown=tuple(t for t, (role, _) in zip(titles, roles, strict=True) if t and role is None),
    )


def proposed_roles(
    titles: Sequence[str], mapping: ColumnMapping | None = None
) -> list[tuple[Role | None, str]]:
    """What each column holds and the report named before it, by its heading; a mapping has the last word."""
    roles = [role_and_prefix(t) for t in titles]
    prefixes = sorted({prefix for _, prefix in roles if prefix}, key=len, reverse=True)
    for column, title in enumerate(titles):
        if roles[column][0] is not None:
            continue
        for prefix in prefixes:
            tail = title[len(prefix) :].strip(" -:–")
            if title.startswith(prefix + " ") and tail in TITLES:
                roles[column] = (TITLES[tail], prefix)
                break
    for column, title in enumerate(titles):
        before, prefix = roles[column - 1] if column else (None, "")
        if title in BARE_UNITS and before in _MEASURED:
            roles[column] = (_MEASURED[before], prefix)
    if "name" in titles:
        column = titles.index("name")
        medicine_named = any(role in NAMES_A_MEDICINE for role, _ in roles)
        roles[column] = (Role.NAME if medicine_named else Role.MEDICINE, "")
    if mapping is not None:
        given = dict(mapping.roles)
        for column, key in enumerate(heading_keys(titles)):
            if key in given:
                roles[column] = (Role(given[key]), roles[column][1])
    return roles


def _are_groups(above: list[str], titles: list[str]) -> bool:
    """A row of group titles stands right above the headings, is sparser than they are, and is no banner."""
    filled = [t for t in above if t]
    if not filled or filled[0].startswith(_LAST_RUN):
        return False
    return above[0] == _GROUP_TITLES or (len(filled) > 1 and len(filled) * 2 <= len(titles))


def _title(before: Sequence[Row]) -> str:
    """The lines above the headings that say what the report is, and of which practice."""
    lines = [[" ".join(c.split()).strip("\"'") for c in cells if c.strip()] for _, cells in before]
    return ", ".join(
        line[0] for line in lines if len(line) == 1 and not plain_title(line[0]).startswith(_NO_TITLES)
    )


def _run_on(before: Sequence[Row]) -> datetime | None:
    for _, cells in before:
        if not any(plain_title(c).startswith(_LAST_RUN) for c in cells):
            continue
        for cell in cells:
            text = cell.strip().strip("\"'")
            moment = uk_datetime(text) or uk_datetime(_RUN_WORDS.sub("", text, count=1))
            if moment is not None:
                return moment
    return None


def _name(
    titles: list[str], groups: list[str], roles: list[tuple[Role | None, str]], run_on: datetime | None
) -> str:
    if groups[:1] == [_GROUP_TITLES] or "emis number" in titles or any(r is Role.ENTRY for r, _ in roles):
        return "emis"
    prefixed = any(prefix and ":" in titles[c] for c, (_, prefix) in enumerate(roles))
    wide = titles.count("consultation date") > 0 and "medication name" in titles
    if prefixed or "patient count" in titles or wide:
        return "systmone"
    return "emis" if run_on is not None else "generic"


def not_an_export(file_name: str) -> InputProblem:
    """The refusal of a file that holds no headings of an export."""
    return InputProblem(
        f"{file_name} is not a search export: no row of it has headings for a person and for a medicine.",
        "Export the search with its headings, with a name or number for each person and a medicine "
        "column, or say by hand what each column holds.",
    )


def require(layout: Layout, wanted: str, file_name: str) -> Layout:
    """The layout, if it is the one that was asked for. Raises InputProblem with what to do otherwise."""
    if wanted not in ("auto", "generic", layout.name):
        raise InputProblem(
            f"{file_name} does not have the {wanted} layout; it reads as {layout.name}.",
            "Choose the layout auto, or another file.",
        )
    return layout


def columns_not_read(unknown: Sequence[str]) -> str:
    """What is to be said of a file with columns of these titles, which are not known."""
    named = ", ".join(f"“{title}”" for title in unknown[:_NAMED])
    more = f" and {len(unknown) - _NAMED} others" if len(unknown) > _NAMED else ""
    return f"Columns not read: {named}{more}. What one holds can be said by hand (Ctrl+M)."


def as_needed_is_read(layout: Layout) -> str:
    """What is to be said of a file whose lines are taken as needed by a column; empty without one."""
    column = next((c for b in layout.medicines if (c := b.columns.get(Role.AS_NEEDED)) is not None), None)
    if column is None:
        return ""
    return f"Column “{layout.headings[column]}” is read with the directions: it may say “when required”."
