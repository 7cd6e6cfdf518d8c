"""By what a heading that stands among the rows is told: a medicine, a person, or a closing line."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from pharmreview.domain.errors import InputProblem
from pharmreview.intake.fields.dates import uk_date
from pharmreview.intake.fields.entries import TOTAL, names_a_strength
from pharmreview.intake.fields.nhs import nhs_number
from pharmreview.intake.headings import plain_title, says_title
from pharmreview.intake.sheets.limits import Sheet
from pharmreview.lots import ShouldStop, stop_if_asked

_ROWS_BETWEEN = 512
_NUMBER = re.compile(r"(?<![\d/.])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\d/.])")
_CALLED_NHS = re.compile(r"\bnhs\b", re.IGNORECASE)
_BORN = re.compile(
    r"\b(?:d\.?o\.?b\.?|born|date of birth)[\s:.]*(\d{1,2}[ /.-](?:\d{1,2}|[a-z]{3,9})[ /.-]\d{2,4})",
    re.IGNORECASE,
)
_LIKE_PERSON = re.compile(
    r"^ *(?:[A-Z][A-Z' -]+, ?[A-Z]|(?i:mr|mrs|miss|ms|mx|master|dr|prof)\b)"
    r"|\b(?i:nhs|patient|d\.?o\.?b|born)\b|(?<!\d)\d{9,11}(?!\d)",
    re.MULTILINE,
)
_LABEL = re.compile(r"\b(?:nhs(?: (?:no|number|num))?|patient(?: name)?|name)\b[\s.:]*", re.IGNORECASE)
_LABEL_OF_A_MEDICINE = re.compile(
    r"^(?:drug|medicine|medication|item|product)(?: name)?\s*:\s*", re.IGNORECASE
)
_WEIGHT = re.compile(r"\d\s*(?:mg|mcg|micro\w*|g|ml|%)(?![a-z])", re.IGNORECASE)
_AFTER_NAME = re.compile(r"\d|\b(?:m|f|male|female|age|aged|sex|gender)\b", re.IGNORECASE)
_CLOSING = re.compile(r"(?:report|printed|exported|page \d|end of)\b", re.IGNORECASE)


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


class Headings(NamedTuple):
    """The headings of a table: the number of their row, and each as it is compared."""

    row: int
    written: list[str]
    titles: list[str]

    @classmethod
    def of(cls, row: int, written: list[str]) -> "Headings":
        """The headings that stand on a row."""
        return cls(row, written, [plain_title(heading) for heading in written])

    def again(self, cells: Sequence[str]) -> bool:
        """Whether a row says the headings once more."""
        if not cells or not (says_title(cells[0], self.titles[0]) or cells[0] == self.written[0]):
            return False
        return [plain_title(cell) for cell in cells[: len(self.titles)]] == self.titles


def rows_below(sheet: Sheet, row: int, should_stop: ShouldStop | None) -> Iterator[list[str]]:
    """The rows below a row that hold anything. Raises Stopped when asked to stop."""
    for at, cells in enumerate(islice(sheet.rows(), row, None)):
        if not at % _ROWS_BETWEEN:
            stop_if_asked(should_stop)
        if any(cells) and any(cell.strip() for cell in cells):
            yield cells


def alone(cells: Iterable[str]) -> str:
    """The one cell that a row holds; empty where it holds none or several."""
    filled = [text for cell in cells if cell and (text := cell.strip())]
    return filled[0] if len(filled) == 1 else ""


def lone_medicine(cells: Iterable[str]) -> str:
    """The medicine that stands alone on a row: a strength with its form; empty where there is none."""
    lone = alone(cells)
    if not lone or not names_a_strength(lone):
        return ""
    return " ".join(_LABEL_OF_A_MEDICINE.sub("", lone).split())


def closes(text: str) -> bool:
    """Whether a lone cell ends a table: a total, when it was printed."""
    return bool(text) and bool(TOTAL.fullmatch(text) or _CLOSING.match(text))


def states_a_weight(text: str) -> bool:
    """Whether a weight or a volume stands in a text: it is no name of a person."""
    return _WEIGHT.search(text) is not None


def may_be_person(cells: Iterable[str]) -> bool:
    """Whether a row has something of a person: a title, SURNAME, First, a number, a date of birth."""
    return _LIKE_PERSON.search("\n".join(cells)) is not None


def person_of(cells: Sequence[str]) -> list[str] | None:
    """Number, name and date of birth of a row that names a person and no medicine.

    A number that nothing calls an NHS number must have the check digit of one.
    """
    if _NUMBER.search("\n".join(cells)) is None:
        return None
    told = [" ".join(cell.split()) for cell in cells if cell.strip()]
    text = " ".join(told)
    number = _NUMBER.search(text)
    if number is None or states_a_weight(text):
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
