"""What the columns of a file hold, as a person said it by hand: by heading, never by position."""

from collections.abc import Iterable, Sequence
from enum import StrEnum

from pharmreview.domain.value import Value


class Role(StrEnum):
    """What a column holds. The value is its stable id and its words."""

    NHS_NUMBER = "nhs number"
    RECORD = "record number"
    FULL_NAME = "full name"
    FAMILY = "family name"
    GIVEN = "given name"
    NAME = "name in any order"
    FAMILY_FIRST = "family name, then given name"
    TITLE = "title"
    BORN = "date of birth"
    AGE = "age"
    GENDER = "gender"
    GP = "usual gp"
    ADDRESS = "address"
    POSTCODE = "postcode"
    PHONE = "phone"
    MEDICINE = "medicine"
    ENTRY = "medicine, directions and quantity"
    STRENGTH = "strength"
    STRENGTH_UNIT = "unit of the strength"
    FORM = "form"
    DIRECTIONS = "directions"
    UNIT = "unit of the dose"
    FREQUENCY = "frequency"
    AS_NEEDED = "as needed or regular"
    QUANTITY = "quantity"
    ISSUED = "date of issue"
    ENDED = "date of the end"
    STATUS = "current or past"
    DATE = "date"
    TERM = "code term"
    NOTED = "date of a code"
    TERM_TEXT = "text beside a code"
    IGNORED = "not read"


NAMES_A_PERSON = (
    Role.NHS_NUMBER,
    Role.RECORD,
    Role.FULL_NAME,
    Role.FAMILY,
    Role.GIVEN,
    Role.NAME,
    Role.FAMILY_FIRST,
)
NAMES_A_MEDICINE = frozenset({Role.MEDICINE, Role.ENTRY})
NO_PERSON = "a name or number for each person"
NO_MEDICINE = "the name of a medicine"


def missing(roles: Iterable[str]) -> tuple[str, ...]:
    """What no column holds yet and a review cannot do without, in words, from the ids of the roles held."""
    held = set(roles)
    wanted = ((NO_PERSON, NAMES_A_PERSON), (NO_MEDICINE, NAMES_A_MEDICINE))
    return tuple(words for words, any_of in wanted if not held & {role.value for role in any_of})


class ColumnMapping(Value):
    """What each column of a kind of file holds, kept under a name.

    `roles` pairs a heading, as `heading_keys` writes it, with the id of a role. Columns that are not named
    keep the role their own heading says.
    """

    name: str
    roles: tuple[tuple[str, str], ...]

    def fits(self, headings: Iterable[str]) -> bool:
        """True where every heading that the mapping names is among these keys."""
        return not self.lacks(headings)

    def lacks(self, headings: Iterable[str]) -> tuple[str, ...]:
        """The headings the mapping names that are not among these keys, in its order."""
        here = set(headings)
        return tuple(heading for heading, _ in self.roles if heading not in here)


class Column(Value):
    """One column of a file as first seen: its key, its heading as written, a few cells, what it may hold.

    `role` is the id of the role its heading proposes, or empty where the heading is not known.
    """

    key: str
    heading: str
    role: str = ""
    examples: tuple[str, ...] = ()


class Peek(Value):
    """The top of a file, before it is read: for a person to see and to say what the columns hold."""

    file_name: str
    rows: tuple[tuple[str, ...], ...]
    """The first rows as text, blank cells kept."""
    heading_row: int
    """The row taken for the headings, from 1; 0 where no row can be."""
    columns: tuple[Column, ...]
    layout: str
    """The layout found: emis, systmone or generic; empty where columns must be named first."""
    missing: tuple[str, ...]
    """What no column holds yet and a review cannot do without, in words."""


def by_itself(kept: Sequence[ColumnMapping], peek: Peek) -> ColumnMapping | None:
    """The mapping to read a file by without asking, the one that names most columns, of those kept last.

    All its headings are there. Where the layout is known, it also speaks of each column that would be read.
    """
    here = {column.key for column in peek.columns}
    known = {column.key for column in peek.columns if column.role} if peek.layout else set()
    fitting = [m for m in kept if m.fits(here) and not missing(role for _, role in m.roles)]
    able = [m for m in fitting if known <= {heading for heading, _ in m.roles}]
    return max(reversed(able), key=lambda mapping: len(mapping.roles), default=None)


def nearest(kept: Sequence[ColumnMapping], peek: Peek) -> ColumnMapping | None:
    """Of the mappings that do not fit a file whose layout is not known, the one that half fits, or more."""
    if peek.layout:
        return None
    here = [column.key for column in peek.columns]
    half = [m for m in kept if 0 < 2 * len(m.lacks(here)) <= len(m.roles)]
    return min(reversed(half), key=lambda mapping: len(mapping.lacks(here)), default=None)


def heading_keys(titles: Iterable[str]) -> tuple[str, ...]:
    """A key for each plain heading: itself, or with its number where it stands there again."""
    keys: list[str] = []
    seen: set[str] = set()
    for title in titles:
        key, number = title, 1
        while key in seen:
            number += 1
            key = f"{title} ({number})"
        if title:
            seen.add(key)
        keys.append(key)
    return tuple(keys)
