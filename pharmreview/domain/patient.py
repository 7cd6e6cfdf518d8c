"""The few facts about a person that change risk, dose or the paper they read."""

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Protocol

from pydantic import Field

from pharmreview.domain.value import Value

EntryWords = tuple[str, str]
"""The words of a coded entry, and the text beside it."""


class Answer(StrEnum):
    """Yes, no, or not asked: three different things."""

    YES = "yes"
    NO = "no"
    NOT_ASKED = "not-asked"


def years_between(born: date | None, day: date) -> int | None:
    """Whole years from a date of birth to a day, or None when it is not known."""
    if born is None:
        return None
    birthday_to_come = (day.month, day.day) < (born.month, born.day)
    return day.year - born.year - birthday_to_come


def born_by(years: int, day: date) -> date:
    """The last date of birth of anybody who is so many whole years old on a day."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # that year has no 29 February
        return date(day.year - years, 2, 28)


class Patient(Value):
    """One person: who they are, and the facts that rules and papers read.

    Text fields are empty when not known. `nhs_number` holds ten digits and nothing else, or is empty;
    `nhs_number_problem` is None, or one of blank, check-digit, length, damaged.
    """

    family_name: str = Field(default="", repr=False)
    given_name: str = Field(default="", repr=False)
    title: str = Field(default="", repr=False)
    preferred_name: str = Field(default="", repr=False)
    nhs_number: str = Field(default="", repr=False)
    nhs_number_problem: str | None = None
    born: date | None = Field(default=None, repr=False)
    gender: str = ""
    address: tuple[str, ...] = Field(default=(), repr=False)
    phone: str = Field(default="", repr=False)
    usual_gp: str = ""
    record_number: str = Field(default="", repr=False)
    """The GP system's own number for the person (EMIS Number, Patient ID)."""
    needs: tuple[str, ...] = ()
    """Recorded needs in words, such as "Large print"; shown before anything is printed."""
    terms: tuple["CodedTerm", ...] = Field(default=(), repr=False)
    facts: dict[str, str] = Field(default_factory=dict, repr=False)
    """Facts gathered at review that rules read (see review steps: `fact`), as stable ids to values."""

    @property
    def entries(self) -> tuple[EntryWords, ...]:
        """The words of each coded entry, with the text beside it."""
        return tuple([(term.term, term.text) for term in self.terms])

    def age_on(self, day: date) -> int | None:
        """Whole years on a date, or None when the date of birth is not known."""
        return years_between(self.born, day)

    @property
    def written_family_name(self) -> str:
        """The family name as a letter writes it: records keep it in capitals."""
        return _out_of_capitals(self.family_name, given=False)

    @property
    def written_given_name(self) -> str:
        """The given names as a letter writes them, where the record keeps them in capitals."""
        return _out_of_capitals(self.given_name, given=True)

    @property
    def written_usual_gp(self) -> str:
        """The usual GP as a letter writes it; records list "HALE, Robin (Dr)". Anything else stays."""
        listed = _LISTED.fullmatch(" ".join(self.usual_gp.split()))
        if listed is None:
            return self.usual_gp
        family, given, title = listed.groups()
        parts = (title or "", _out_of_capitals(given, given=True), _out_of_capitals(family, given=False))
        return " ".join(part for part in parts if part)

    @property
    def calling_name(self) -> str:
        """What a letter calls the person: preferred, else given name, as recorded."""
        return self.preferred_name or self.written_given_name


_LISTED = re.compile(r"([^\d,()]+), ([^\d,()]+?)(?: \(([A-Za-z]+\.?)\))?")
_PARTICLES = frozenset(
    {"AL", "BIN", "DA", "DE", "DEL", "DEN", "DER", "DI", "DU", "EL", "LA", "LE", "VAN", "VON"}
)
_MC = "MC"


def _out_of_capitals(name: str, *, given: bool) -> str:
    """A name in capitals as it is written; anything else, and anything odd, stays as it is."""
    words = name.split()
    if not all(
        word.isupper() and word.replace("-", "").replace("'", "").replace("’", "").isalpha() for word in words
    ):
        return name
    return " ".join(_written(word, first=given or len(words) == 1) for word in words)


def _written(word: str, *, first: bool) -> str:
    """One word of a name in capitals, as it is written: van, O'Connor, McBride, Smith-Jones."""
    if word in _PARTICLES and not first:
        return word.lower()
    for joint in ("-", "'", "’"):
        if joint in word:
            return joint.join(_written(part, first=False) for part in word.split(joint))
    if word.startswith(_MC) and len(word) > len(_MC) + 1:
        return f"Mc{word[len(_MC) :].capitalize()}"
    return word.capitalize()


class CodedTerm(Value):
    """A coded entry from the record: its words, its date, and the row it came from."""

    term: str
    noted: date | None = None
    text: str = ""
    row: int = 0


class Recorded(Protocol):
    """What the rules ask of a person; whoever can tell it need not know the rest of them yet."""

    @property
    def born(self) -> date | None: ...
    @property
    def entries(self) -> tuple[EntryWords, ...]: ...
    @property
    def terms(self) -> tuple[CodedTerm, ...]: ...
    @property
    def facts(self) -> Mapping[str, str]: ...


class Practice(Value):
    """The practice a paper comes from, who prepared it, how it issues. What is empty is left off papers."""

    name: str = ""
    address: tuple[str, ...] = ()
    phone: str = ""
    email: str = ""
    hours: str = ""
    """When the phone is answered, in words: "weekdays 8:30am to 5pm"."""
    out_of_hours: str = ""
    """Who answers at other times, in words; papers say NHS 111 when it is empty."""
    prepared_by: str = ""
    prepared_by_role: str = ""
    booking_link: str = ""
    """Where an appointment is booked, as a whole address."""
    reading_link: str = ""
    """What to read before a first visit, as a whole address."""
    letterhead: str = Field(default="", repr=False)
    """The practice's own picture for the head of its letters, PNG or JPEG as base64."""
    pharmacy: str = ""
    pharmacy_phone: str = ""
    closed: tuple[date, ...] = ()
    """Days on which the practice issues nothing, beside weekends and bank holidays."""
    issue_days: int | None = Field(default=None, ge=1, le=84)
    """How long each issue of a new plan is here; None takes the documented default."""
    packs: dict[str, int] = Field(default_factory=dict)
    """How many units (ml of a liquid) a pack of a product holds here, by the product's name."""


Patient.model_rebuild()
