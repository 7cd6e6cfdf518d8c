"""What a column may be called in EMIS Web and SystmOne exports and in plain tables, as data."""

import re
import unicodedata

from pharmreview.domain.lines.mapping import NAMES_A_MEDICINE, NAMES_A_PERSON, Role

IDENTITY = NAMES_A_PERSON
PERSON = frozenset(
    {*IDENTITY, Role.TITLE, Role.BORN, Role.AGE, Role.GENDER, Role.GP, Role.ADDRESS, Role.PHONE}
)
MEDICATION = frozenset(
    {
        *NAMES_A_MEDICINE,
        Role.STRENGTH,
        Role.FORM,
        Role.DIRECTIONS,
        Role.UNIT,
        Role.FREQUENCY,
        Role.QUANTITY,
        Role.ISSUED,
    }
)
CODES = frozenset({Role.TERM, Role.NOTED, Role.TERM_TEXT})
EVENT = frozenset({*MEDICATION, *CODES, Role.DATE})

_TITLES: dict[Role, tuple[str, ...]] = {
    Role.NHS_NUMBER: ("nhs number", "nhs no", "nhs num", "nhsnumber", "nhs", "patient nhs number", "nhs id"),
    Role.RECORD: (
        "emis number",
        "emis no",
        "emis id",
        "patient id",
        "patient number",
        "patient no",
        "patientid",
        "pid",
        "record number",
        "patient reference",
        "systmone id",
        "patient identifier",
        "system number",
    ),
    Role.FULL_NAME: (
        "full name",
        "patient name",
        "patient full name",
        "patient",
        "name of patient",
        "patient's name",
    ),
    Role.FAMILY: ("family name", "surname", "last name", "patient surname", "patient family name"),
    Role.GIVEN: (
        "calling name",
        "first name",
        "forename",
        "forenames",
        "given name",
        "first names",
        "forename(s)",
        "patient forename",
        "patient first name",
        "given names",
    ),
    Role.TITLE: ("title",),
    Role.BORN: ("date of birth", "dob", "d.o.b", "birth date", "patient date of birth", "born"),
    Role.AGE: ("age", "age in years", "patient age"),
    Role.GENDER: ("gender", "sex"),
    Role.GP: (
        "usual gp's full name",
        "usual gp full name",
        "usual gp",
        "registered gp",
        "gp",
        "gp name",
        "named gp",
        "usual doctor",
        "accountable gp",
    ),
    Role.ADDRESS: ("address", "home address", "full address"),
    Role.PHONE: (
        "preferred telephone number",
        "telephone",
        "telephone number",
        "mobile",
        "mobile telephone",
        "phone",
        "phone number",
        "mobile number",
        "home telephone",
    ),
    Role.ENTRY: (
        "name, dosage and quantity",
        "name, dose and quantity",
        "name dosage and quantity",
        "name and dosage",
        "drug, dosage and quantity",
        "medication, dosage and quantity",
        "drug and dosage",
        "medication and dosage",
        "drug name, dosage and quantity",
        "medication name, dosage and quantity",
    ),
    Role.MEDICINE: (
        "drug",
        "drugs",
        "drug name",
        "medication",
        "medications",
        "medication name",
        "medicine",
        "medicines",
        "medicine name",
        "product",
        "product name",
        "item",
        "drug description",
        "medication description",
        "medication item",
        "prescribed item",
        "drug/medication",
        "drug prescribed",
        "medication prescribed",
        "item description",
        "drug details",
        "opioid",
        "opioid name",
        "opioid prescribed",
        "opioid medicine",
        "opioid medication",
        "analgesic",
        "painkiller",
    ),
    Role.STRENGTH: ("strength", "drug strength"),
    Role.FORM: ("form", "formulation", "drug form", "preparation"),
    Role.DIRECTIONS: (
        "dose",
        "dosage",
        "directions",
        "dosage instructions",
        "dose instructions",
        "dosage instruction",
        "dosage text",
        "instructions",
        "sig",
        "directions for use",
        "dose text",
        "dosage details",
        "dose directions",
        "dose/directions",
        "dosage directions",
        "medication dosage",
        "dose and directions",
        "administration instructions",
    ),
    Role.UNIT: ("dose unit", "dose units", "dosage unit", "unit of dose"),
    Role.FREQUENCY: ("frequency", "dose frequency", "how often"),
    Role.QUANTITY: (
        "quantity",
        "qty",
        "quantity issued",
        "issue quantity",
        "quantity and units",
        "quantity prescribed",
        "quantity/units",
        "amount issued",
    ),
    Role.ISSUED: (
        "date of issue",
        "issue date",
        "date issued",
        "last issue date",
        "last issued",
        "date last issued",
        "date of last issue",
        "latest issue date",
        "most recent issue date",
        "last issued date",
        "issued",
        "prescription date",
        "date prescribed",
        "last issue",
    ),
    Role.DATE: ("date", "event date", "consultation date", "date of event"),
    Role.TERM: (
        "code term",
        "code description",
        "clinical term",
        "term",
        "read term",
        "problem",
        "diagnosis",
        "condition",
        "snomed term",
        "concept term",
        "clinical code term",
        "code name",
        "rubric",
        "coded entry",
    ),
    Role.NOTED: (
        "problem date",
        "code date",
        "diagnosis date",
        "date of diagnosis",
        "date recorded",
        "date of code",
        "onset date",
    ),
    Role.TERM_TEXT: ("associated text", "code text", "free text"),
    Role.IGNORED: (
        "patient count",
        "organisation",
        "organisation code",
        "organisation name",
        "postcode",
        "ethnic origin",
        "ethnicity",
        "registration date",
        "start date",
        "end date",
        "commence date",
        "review date",
        "cost",
        "code",
        "snomed code",
        "read code",
        "dm+d code",
        "bnf code",
        "registered date",
        "deceased date",
        "next of kin",
    ),
}

BARE_UNITS = frozenset({"unit", "units", "uom", "unit of measure"})
"""Titles of a unit: of the dose right after it, of a quantity elsewhere."""

TITLES = {title: role for role, titles in _TITLES.items() for title in titles}
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


_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_COUNTER = re.compile(r"[ .(]*\d+\)?$")
_COUNTED = re.compile(r"(.+?)[ .#(]*\d+\)?[ :|–-]+(.+)")


def plain_title(text: str) -> str:
    """A heading in lower case and single spaces, with no mark at either end; "DrugName" is two words."""
    bare = unicodedata.normalize("NFKC", text).replace("_", " ").replace("’", "'").strip()
    if " " not in bare and len(bare) > 4:
        bare = _HUMP.sub(" ", bare)
    return " ".join(bare.split()).casefold().strip(" :.*#\ufeff")


def uncounted(title: str) -> str:
    """A title without the number after it: "drug 2" is "drug"."""
    return _COUNTER.sub("", title)


def role_and_prefix(title: str) -> tuple[Role | None, str]:
    """What a heading says its column holds, and the report or group named before it ("" for none).

    "Drug 2 dose" says no more than "dose" beside "drug 2".
    """
    for known in (title, uncounted(title)):
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
    if not title or len(cell) > len(title) + 8 or cell.lstrip(" :.*#\ufeff")[:1].casefold() != title[:1]:
        return False
    return plain_title(cell) == title
