"""Tables in which a medicine or a person stands as a heading, turned into ones with a column for each.

Only where it is certain which is which: a medicine is told by a strength with its form, a person by a number
of ten digits. Every row keeps its number.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from pharmreview.domain.errors import InputProblem
from pharmreview.domain.lines.mapping import NAMES_A_MEDICINE, Role
from pharmreview.intake.fields.answers import NO
from pharmreview.intake.fields.dates import uk_date
from pharmreview.intake.fields.entries import TOTAL, names_a_strength
from pharmreview.intake.fields.nhs import nhs_number
from pharmreview.intake.headings import IDENTITY, PERSON, plain_title, role_and_prefix
from pharmreview.intake.sheets.limits import Row, Sheet

MEDICINES_ACROSS = (
    "Each medicine has a column of its own: its heading was read as the medicine, and its cells as the "
    "directions."
)
MEDICINES_ABOVE = "Each medicine stands on a row of its own, above the people who take it."
PEOPLE_ABOVE = "Each person stands on a row of their own, above what they take."

_OF_A_LINE = frozenset({Role.DIRECTIONS, Role.QUANTITY, Role.ISSUED})
_NUMBER = re.compile(r"(?<![\d/.])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\d/.])")
_BORN = re.compile(
    r"\b(?:d\.?o\.?b\.?|born|date of birth)[\s:.]*(\d{1,2}[ /.-](?:\d{1,2}|[a-z]{3,9})[ /.-]\d{2,4})",
    re.IGNORECASE,
)
_CALLED_NHS = re.compile(r"\bnhs\b", re.IGNORECASE)
_LABEL = re.compile(r"\b(?:nhs(?: (?:no|number|num))?|patient(?: name)?|name)\b[\s.:]*", re.IGNORECASE)
_LIKE_PERSON = re.compile(
    r"^[A-Z][A-Z' -]+, ?[A-Z]|^(?:mr|mrs|miss|ms|mx|master|dr|prof)\b|\b(?:nhs|patient|d\.?o\.?b|born)\b"
    r"|(?<!\d)\d{9,11}(?!\d)",
)
_WEIGHT = re.compile(r"\d\s*(?:mg|mcg|micro\w*|g|ml|%)(?![a-z])", re.IGNORECASE)
_AFTER_NAME = re.compile(r"\d|\b(?:m|f|male|female|age|aged|sex|gender)\b", re.IGNORECASE)
_LABEL_OF_A_MEDICINE = re.compile(
    r"^(?:drug|medicine|medication|item|product)(?: name)?\s*:\s*", re.IGNORECASE
)
_CLOSING = re.compile(r"(?:report|printed|exported|page \d|end of)\b", re.IGNORECASE)
_PERSON = ["NHS number", "Full name", "Date of birth"]
_NOBODY = ["", "", ""]


class HeadingsUnclear(InputProblem):
    """The refusal of a table in which it is not certain whose a row or a column is."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} has people or medicines as headings, and it is not certain whose each row or column is.",
            "Export it with the person and the medicine on every row; or write each medicine with its "
            "strength and form, and each person with the NHS number.",
        )


class Turned(NamedTuple):
    """A table as it is read, and what is to be said of how it stands in the file."""

    sheet: Sheet
    said: str


def turned(sheet: Sheet, rows_looked_at: int) -> Turned | None:
    """The table with a column for each person and medicine; None where none of them stands as a heading.

    All rows are looked at. Raises HeadingsUnclear where it is not certain whose a row or column is, and
    InputProblem past the limits of a table.
    """
    top = sheet.top(rows_looked_at)
    for at, (_, cells) in enumerate(top):
        roles = {role for role, _ in map(role_and_prefix, map(plain_title, cells))}
        if roles & NAMES_A_MEDICINE and not roles.intersection(IDENTITY):
            return _people_above(sheet, top[: at + 1])
        if not roles.intersection(IDENTITY):
            continue
        if roles & NAMES_A_MEDICINE:
            return None
        if any(map(names_a_strength, cells)):
            return _medicines_across(sheet, top[at])
        if roles & _OF_A_LINE:
            return _medicines_above(sheet, top[: at + 1])
    return None


def _with_rows(sheet: Sheet, rows: Callable[[], Iterator[list[str]]]) -> Sheet:
    return replace(sheet, rows=rows)


# ------------------------------------------------------------------------------------- medicines across
class _Spread(NamedTuple):
    """Where a medicine stands whose name is a heading: its columns by what they hold."""

    name: str
    columns: dict[Role, int]


_TITLES = {Role.DIRECTIONS: "Dosage", Role.QUANTITY: "Quantity", Role.ISSUED: "Date of issue"}


def _medicines_across(sheet: Sheet, headed: Row) -> Turned:
    """People down, medicines across: each becomes a name and what its cells say of it."""
    number, headings = headed
    medicines: dict[str, _Spread] = {}
    person: list[int] = []
    for column, heading in enumerate(headings):
        role, before = role_and_prefix(plain_title(heading))
        if names_a_strength(heading):
            told = role if role in _OF_A_LINE and before else Role.DIRECTIONS
            name = heading[: len(before)] if role in _OF_A_LINE and before else heading
            spread = medicines.setdefault(plain_title(name), _Spread(" ".join(name.split()), {}))
            if told in spread.columns:
                raise HeadingsUnclear(sheet.name)
            spread.columns[told] = column
        elif role in PERSON or role is Role.IGNORED or plain_title(heading) in {"", "name"}:
            person.append(column)
        else:
            raise HeadingsUnclear(sheet.name)
    spreads = list(medicines.values())

    def rows() -> Iterator[list[str]]:
        for at, cells in enumerate(sheet.rows(), start=1):
            if at < number:
                yield cells
            elif at == number:
                yield [*(headings[c] for c in person), *_titles_of(spreads)]
            else:
                yield _across(cells, person, spreads, len(headings))

    return Turned(_with_rows(sheet, rows), MEDICINES_ACROSS)


def _titles_of(spreads: Sequence[_Spread]) -> list[str]:
    titles: list[str] = []
    for place, spread in enumerate(spreads, start=1):
        titles += [f"Drug {place}", *(f"{_TITLES[role]} {place}" for role in spread.columns)]
    return titles


def _across(cells: list[str], person: Sequence[int], spreads: Sequence[_Spread], width: int) -> list[str]:
    """A row with the name of each medicine before the cells that say something of it; more cells stay."""
    cells = [*cells, *([""] * (width - len(cells)))]
    made = [cells[column] for column in person]
    for spread in spreads:
        said = [cells[column] for column in spread.columns.values()]
        taken = [text if text.strip().casefold() not in NO else "" for text in said]
        made += [spread.name, *taken] if any(taken) else [""] * (len(said) + 1)
    return [*made, *cells[width:]]


# -------------------------------------------------------------------------------------- medicines above
def _medicines_above(sheet: Sheet, top: Sequence[Row]) -> Turned | None:
    """A medicine on a row of its own, and below it those who take it. None where no row is one."""
    number, headings = top[-1]
    titles = [plain_title(h) for h in headings]
    medicine = _lone_medicine(top[-2][1]) if len(top) > 1 else ""
    if not (_medicines_stand_alone(sheet, number, titles) or medicine):
        return None

    def rows() -> Iterator[list[str]]:
        now = medicine
        for at, cells in enumerate(sheet.rows(), start=1):
            if at < number:
                yield cells
            elif at == number or _heads(cells, titles):
                yield [*_filled(cells, len(titles)), "Drug"]
            elif name := _lone_medicine(cells):
                now = name
                yield []
            else:
                told = any(c.strip() for c in cells) and not _closes(_alone(cells))
                yield [*_filled(cells, len(titles)), now if told else "", *cells[len(titles) :]]

    return Turned(_with_rows(sheet, rows), MEDICINES_ABOVE)


def _medicines_stand_alone(sheet: Sheet, number: int, titles: Sequence[str]) -> bool:
    """Whether a medicine stands alone below the headings. Raises HeadingsUnclear where another row may."""
    found, certain = False, True
    for cells in islice(sheet.rows(), number, None):
        if _lone_medicine(cells):
            found = True
        elif any(cell.strip() for cell in cells) and not _closes(_alone(cells)):
            certain &= _says_who(cells, titles)
    if found and not certain:
        raise HeadingsUnclear(sheet.name)
    return found


def _heads(cells: Sequence[str], titles: Sequence[str]) -> bool:
    return [plain_title(cell) for cell in cells[: len(titles)]] == titles


def _filled(cells: list[str], width: int) -> list[str]:
    return [*cells[:width], *([""] * (width - len(cells)))]


def _alone(cells: Sequence[str]) -> str:
    """The one cell that a row holds; empty where it holds none or several."""
    filled = [text for cell in cells if (text := cell.strip())]
    return filled[0] if len(filled) == 1 else ""


def _lone_medicine(cells: Sequence[str]) -> str:
    lone = _alone(cells)
    return " ".join(_LABEL_OF_A_MEDICINE.sub("", lone).split()) if names_a_strength(lone) else ""


def _closes(text: str) -> bool:
    return bool(TOTAL.fullmatch(text) or _CLOSING.match(text))


def _says_who(cells: Sequence[str], titles: Sequence[str]) -> bool:
    """The headings again, or a row with a number under its heading and no weight where a name stands."""
    if _heads(cells, titles):
        return True
    who = [(role_and_prefix(t)[0], c) for t, c in zip(titles, cells, strict=False)]
    named = [cell for title, cell in zip(titles, cells, strict=False) if title == "name"]
    held = [*named, *(cell for role, cell in who if role in IDENTITY)]
    numbers = [cell for role, cell in who if role in {Role.NHS_NUMBER, Role.RECORD}]
    return any(any(c.isdigit() for c in n) for n in numbers) and not any(map(_WEIGHT.search, held))


# ----------------------------------------------------------------------------------------- people above
def _people_above(sheet: Sheet, top: Sequence[Row]) -> Turned | None:
    """A person on a row of their own, and below it what they take. None where no row is one."""
    number, headings = top[-1]
    titles = [plain_title(h) for h in headings]
    if any(role_and_prefix(title)[0] is Role.IGNORED for title in titles):
        raise HeadingsUnclear(sheet.name)  # a code may be taken for a person's number
    above = [(at, _person_of(cells)) for at, cells in top[:-1]]
    first = next((at for at, person in reversed(above) if person), 0)
    if first and (first != number - 1 or sum(bool(person) for _, person in above) > 1):
        raise HeadingsUnclear(sheet.name)
    if not (_people_stand_alone(sheet, number, titles) or first):
        return None

    def rows() -> Iterator[list[str]]:
        now = _NOBODY
        for at, cells in enumerate(sheet.rows(), start=1):
            person = _person_of(cells) if at >= (first or number) else None
            if at == (first or number):
                yield [*_PERSON, *headings]
                now = person or now
            elif at < number:
                yield cells
            elif at == number:
                yield now
            elif person:
                now = person
                yield now
            elif _heads(cells, titles):
                yield [*_PERSON, *cells]
            elif _closes(lone := _alone(cells)):
                yield ["", lone]
            else:
                yield [*(now if any(c.strip() for c in cells) else _NOBODY), *cells]

    return Turned(_with_rows(sheet, rows), PEOPLE_ABOVE)


def _people_stand_alone(sheet: Sheet, number: int, titles: Sequence[str]) -> bool:
    """Whether a row below the headings names a person. Raises HeadingsUnclear where another row may."""
    found, certain = False, True
    for cells in islice(sheet.rows(), number, None):
        if _person_of(cells):
            found = True
        elif lone := _alone(cells):
            certain &= names_a_strength(lone) or _closes(lone)
        elif any(_LIKE_PERSON.search(cell.strip()) for cell in cells):
            certain &= _heads(cells, titles)
    if found and not certain:
        raise HeadingsUnclear(sheet.name)
    return found


def _person_of(cells: Sequence[str]) -> list[str] | None:
    """Number, name and date of birth of a row that names a person and no medicine.

    A number that nothing calls an NHS number must have the check digit of one.
    """
    told = [" ".join(cell.split()) for cell in cells if cell.strip()]
    text = " ".join(told)
    number = _NUMBER.search(text)
    if number is None or _WEIGHT.search(text):
        return None
    if nhs_number(number[0])[1] is not None and not _CALLED_NHS.search(text):
        return None
    born = _BORN.search(text)
    day = born[1] if born is not None else next((cell for cell in told if uk_date(cell)), "")
    rest = text.replace(number[0], " ").replace(born[0] if born is not None else day or number[0], " ")
    name = " ".join(_LABEL.sub(" ", rest).split()).strip(" ,;:-|")
    if (more := _AFTER_NAME.search(name)) is not None:
        name = name[: more.start()].rstrip(" ,;:-(|")
    return [number[0], name, day]
