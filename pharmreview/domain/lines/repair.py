"""What a pharmacist says a line means where the record's words cannot be read; raw words never change."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Self

from pydantic import model_validator

from pharmreview.domain.errors import InputProblem
from pharmreview.domain.patient import Patient
from pharmreview.domain.value import Value


class Repair(Value):
    """The meaning of a name with its directions, as somebody found it out: what, how, by whom and when.

    `name` and `directions` are the record's own words. `reads_name` is the product to read in their place,
    or "" for a medicine that is none of the four classes; `reads_directions` the directions to read.
    `how_known` says in words how it is known: asked the person, the GP record, the pharmacy, the packet.
    `whose` is the `person_key` of the one person it speaks of, or "" where it stands for every line that
    says the same: what one person says of their own "as directed" is never read into somebody else's.

    Raises InputProblem for a line that names no medicine (its words would stand for anyone's line), or
    where nothing says how it is known.
    """

    name: str
    directions: str
    reads_name: str
    reads_directions: str
    how_known: str
    by: str
    at: datetime
    whose: str = ""

    @model_validator(mode="after")
    def _says_enough(self) -> Self:
        if not self.name.strip():
            raise InputProblem(
                "A line without a medicine cannot be repaired for every line like it.",
                "Correct it in the GP record and search again.",
            )
        if not self.how_known.strip():
            raise InputProblem(
                "The repair does not say how it is known.",
                "Say who told you: the person, the GP record, the pharmacy, the packet.",
            )
        return self

    @property
    def key(self) -> str:
        """What the lines it stands for have in common."""
        return repair_key(self.name, self.directions, self.whose)


def repair_key(name: str, directions: str, whose: str = "") -> str:
    """The words of a line without case and spacing: lines with one key say the same, of one person or all."""
    words = f"{_folded(name)}\n{_folded(directions)}"
    return f"{words}\n{whose}" if whose else words


def person_key(patient: Patient) -> str:
    """What names one person for a repair that is theirs alone: number, record, or name with date of birth."""
    if patient.nhs_number and patient.nhs_number_problem is None:
        return f"nhs {patient.nhs_number}"
    if patient.record_number:
        return f"record {patient.record_number}"
    names = _folded(f"{patient.family_name}, {patient.given_name}")
    return f"name {names} {'' if patient.born is None else patient.born.isoformat()}"


@dataclass(frozen=True, slots=True)
class RepairBook:
    """Repairs in force, those for everyone apart from those of one person, ready to be looked up by line."""

    general: Mapping[str, Repair] = field(default_factory=dict)
    personal: Mapping[str, Mapping[str, Repair]] = field(default_factory=dict)

    @classmethod
    def of(cls, repairs: Iterable[Repair]) -> "RepairBook":
        """These repairs; of two for the same line the later in order is in force."""
        general: dict[str, Repair] = {}
        personal: dict[str, dict[str, Repair]] = {}
        for repair in repairs:
            place = personal.setdefault(repair.whose, {}) if repair.whose else general
            place[repair_key(repair.name, repair.directions)] = repair
        return cls(general, personal)

    def for_person(self, patient: Patient) -> Mapping[str, Repair]:
        """The repairs by which one person's rows are read: their own before those for everyone."""
        own = self.personal.get(person_key(patient)) if self.personal else None
        return {**self.general, **own} if own else self.general


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
