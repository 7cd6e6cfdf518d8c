"""What a heading says its column holds, and the unit or report that it names with it."""

import re
import unicodedata
from itertools import product

from pharmreview.domain.lines.mapping import NAMES_A_MEDICINE, NAMES_A_PERSON, Role
from pharmreview.intake.fields.strengths import parted_title
from pharmreview.intake.titles import TITLES_OF

IDENTITY = NAMES_A_PERSON
PERSON = frozenset(
    {
        *IDENTITY,
        Role.TITLE,
        Role.BORN,
        Role.AGE,
        Role.GENDER,
        Role.GP,
        Role.ADDRESS,
        Role.POSTCODE,
        Role.PHONE,
    }
)
MEDICATION = frozenset(
    {
        *NAMES_A_MEDICINE,
        Role.STRENGTH,
        Role.STRENGTH_UNIT,
        Role.FORM,
        Role.DIRECTIONS,
        Role.UNIT,
        Role.FREQUENCY,
        Role.AS_NEEDED,
        Role.QUANTITY,
        Role.ISSUED,
        Role.ENDED,
        Role.STATUS,
    }
)
CODES = frozenset({Role.TERM, Role.NOTED, Role.TERM_TEXT})
EVENT = frozenset({*MEDICATION, *CODES, Role.DATE})

BARE_UNITS = frozenset({"unit", "units", "uom", "unit of measure"})
"""Titles of a unit: of the dose or the strength right before it, of a quantity elsewhere."""


def _in_order(first: Role, then: Role) -> set[str]:
    """Titles of a column that holds both names of a person: "surname, forename", "title/surname/forename"."""
    return {
        mark.join(parts)
        for mark in (" ", ", ", "/", " / ", " & ", " and ")
        for pair in product(TITLES_OF[first], TITLES_OF[then])
        for parts in (pair, ("title", *pair), (*pair, "title"))
    }


TITLES = {
    **{title: role for role, titles in TITLES_OF.items() for title in titles},
    **dict.fromkeys(_in_order(Role.FAMILY, Role.GIVEN), Role.FAMILY_FIRST),
    **dict.fromkeys(_in_order(Role.GIVEN, Role.FAMILY), Role.FULL_NAME),
}
"""Every known title, in lower case and single spaces, with what its column holds."""

DISTINCT = tuple(
    sorted(
        (
            t
            for t, role in TITLES.items()
            if role in {Role.ENTRY, Role.ISSUED, Role.TERM, Role.TERM_TEXT} and " " in t
        ),
        key=len,
        reverse=True,
    )
)
"""Titles plain enough to be known at the end of a longer heading, longest first."""


_OF_THE_PERSON = "patient details"
"""The group whose title is put before the headings of a person where groups are flattened."""
_IN_A_UNIT = frozenset({Role.STRENGTH, Role.DIRECTIONS})
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_COUNTER = re.compile(r"[ .(]*\d+\)?$")
_COUNTED = re.compile(r"(.+?)[ .#(]*\d+\)?[ :|–-]+(.+)")


def plain_title(text: str) -> str:
    """A heading in lower case and single spaces, with no mark at either end; "DrugName" is two words."""
    bare = unicodedata.normalize("NFKC", text).replace("_", " ").replace("’", "'").strip()
    if " " not in bare and len(bare) > 4:
        bare = _HUMP.sub(" ", bare)
    return " ".join(bare.split()).casefold().strip(" :.*#?\ufeff")


def uncounted(title: str) -> str:
    """A title without the number after it: "drug 2" is "drug"."""
    return _COUNTER.sub("", title)


def untold(title: str) -> str:
    """A title without the unit and the number after it: "strength 2 (mg)" is "strength"."""
    return uncounted(parted_title(uncounted(title))[0])


def unit_in(title: str) -> str:
    """The unit that a heading states for its column, empty where it states none."""
    return parted_title(uncounted(title))[1]


def role_and_prefix(title: str) -> tuple[Role | None, str]:
    """What a heading says its column holds, and the report or group named before it ("" for none).

    "Drug 2 dose" says no more than "dose" beside "drug 2", and "strength (mg)" no more than "strength".
    """
    bare, unit = parted_title(uncounted(title))
    if unit:
        role, prefix = role_and_prefix(bare)
        return (role, prefix) if role in _IN_A_UNIT else (None, "")
    for known in (title, uncounted(title), title.removeprefix(_OF_THE_PERSON).lstrip(":-– ")):
        if known in TITLES:
            return TITLES[known], ""
    if (counted := _COUNTED.fullmatch(title)) and TITLES.get(counted[1]) in NAMES_A_MEDICINE:
        of_it = Role.MEDICINE if counted[2] == "name" else TITLES.get(counted[2])
        if of_it is not None:
            return of_it, ""
    for mark in (": ", ":", " - ", " – ", "|"):
        prefix, found, tail = title.rpartition(mark)
        if found and tail.strip() in TITLES:
            return TITLES[tail.strip()], prefix.strip()
    for known in DISTINCT:
        if title.endswith(" " + known):
            return TITLES[known], title[: -len(known)].strip(" -:–")
    return None, ""


def says_title(cell: str, title: str) -> bool:
    """Whether a cell is a known title; most are not, and are told by their length or first letter."""
    if not title or len(cell) > len(title) + 8 or cell.lstrip(" :.*#?\ufeff")[:1].casefold() != title[:1]:
        return False
    return plain_title(cell) == title
