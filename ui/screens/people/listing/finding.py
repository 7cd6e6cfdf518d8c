"""What a person is found by, and whom typed words find."""

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING
from unicodedata import normalize

from ui.text import band_day

if TYPE_CHECKING:
    from pharmreview.domain.case import Case

_NHS_DIGITS = 10
_ODD_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})


def found_by(case: "Case") -> str:
    """Everything a person is found by, as it is searched: names, numbers, date of birth, case id."""
    patient = case.patient
    names = (patient.family_name, patient.given_name, patient.preferred_name, patient.title)
    born = band_day(patient.born) if patient.born else ""
    return folded(" ".join((*names, patient.nhs_number, patient.record_number, born, case.id)))


def folded(text: str) -> str:
    """Text as it is searched: no capitals, accents, apostrophes or hyphens."""
    plain = text.casefold()
    if not plain.isascii():
        plain = normalize("NFKD", plain.translate(_ODD_LETTERS))
    return "".join([c for c in plain if c.isalnum() or c == " " or c.isspace()])


def typed_words(typed: str) -> tuple[str, ...]:
    """The words to look for, each in any place. A number of ten digits typed with spaces is one word."""
    words: list[str] = []
    for digits, run in groupby(folded(typed).split(), str.isdecimal):
        parts = tuple(run)
        joined = "".join(parts)
        words += [joined] if digits and len(joined) == _NHS_DIGITS else parts
    return tuple(dict.fromkeys(words))


def narrows(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether whoever the later words find is among those whom the earlier ones found."""
    return all(any(old in new for new in after) for old in before)


def begins(found: str, typed: str) -> bool:
    """Whether any word that somebody is found by begins with what was typed."""
    letters = folded(typed)
    return found.startswith(letters) or f" {letters}" in found
