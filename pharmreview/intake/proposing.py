"""What the columns of a file may hold, for a person to look at and to say otherwise."""

from collections.abc import Sequence
from itertools import zip_longest

from pharmreview.domain.errors import InputProblem
from pharmreview.domain.lines.mapping import Column, ColumnMapping, Peek, Role, heading_keys, missing
from pharmreview.intake.headings import plain_title
from pharmreview.intake.layouts import find_layout, proposed_roles
from pharmreview.intake.sheets.limits import Row

ROWS_SHOWN = 12
_EXAMPLES = 3


def peek_at(file_name: str, rows: Sequence[Row]) -> Peek:
    """The top of one table of a file."""
    layout = find_layout(rows)
    at = layout.heading_row if layout is not None else _likely_headings(rows)
    lines = len(layout.heading_lines) if layout is not None else 1
    headed = [cells for number, cells in rows if at - lines < number <= at]
    written = [" ".join(pair).strip() for pair in zip_longest(*headed, fillvalue="")]
    titles = [plain_title(c) for c in written]
    roles = [role for role, _ in proposed_roles(titles)]
    below = [cells for number, cells in rows if number > at]
    columns = tuple(
        Column(
            key=key,
            heading=" ".join(written[place].split()),
            role=role.value if role is not None else "",
            examples=_examples(below, place),
        )
        for place, (key, role) in enumerate(zip(heading_keys(titles), roles, strict=True))
        if key
    )
    return Peek(
        file_name=file_name,
        rows=tuple(tuple(cells) for _, cells in rows[:ROWS_SHOWN]),
        heading_row=at,
        columns=columns,
        layout=layout.name if layout is not None else "",
        missing=missing(role.value for role in roles if role is not None),
    )


def check_mapping(mapping: ColumnMapping) -> None:
    """Raises InputProblem for a mapping that names a role nobody knows, or no person or no medicine."""
    known = {role.value for role in Role}
    for heading, role in mapping.roles:
        if role not in known:
            raise InputProblem(
                f"The mapping {mapping.name} says that “{heading}” holds “{role}”, which is not known.",
                "Choose again what that column holds.",
            )


def mapping_misses(file_name: str, mapping: ColumnMapping) -> InputProblem:
    """The refusal of a file in which a mapping does not find its headings."""
    headings = ", ".join(f"“{heading}”" for heading, _ in mapping.roles)
    return InputProblem(
        f"{file_name} has no row with the headings that the mapping {mapping.name} names ({headings}), "
        "or they hold no person or no medicine.",
        "Choose another mapping, or say again what each column holds.",
    )


def _likely_headings(rows: Sequence[Row]) -> int:
    """The number of the first of the fullest rows whose cells are words, most different; 0 for none."""
    best, at = 1, 0
    for number, cells in rows:
        words = [plain_title(c) for c in cells if c.strip()]
        differ = len(set(words)) * 2 > len(words)
        if len(words) > best and differ and not any(w[:1].isdigit() for w in words):
            best, at = len(words), number
    return at


def _examples(rows: Sequence[list[str]], column: int) -> tuple[str, ...]:
    found: list[str] = []
    for cells in rows:
        text = cells[column].strip() if column < len(cells) else ""
        if text and text not in found:
            found.append(text)
        if len(found) == _EXAMPLES:
            break
    return tuple(found)
