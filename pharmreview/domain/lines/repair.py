"""What a pharmacist says a line means where the record's words cannot be read; raw words never change."""

from datetime import datetime
from typing import Self

from pydantic import model_validator

from pharmreview.domain.errors import InputProblem
from pharmreview.domain.value import Value


class Repair(Value):
    """The meaning of a name with its directions, as somebody found it out: what, how, by whom and when.

    `name` and `directions` are the record's own words. `reads_name` is the product to read in their place,
    or "" for a medicine that is none of the four classes; `reads_directions` the directions to read.
    `how_known` says in words how it is known: asked the person, the GP record, the pharmacy, the packet.

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
        return repair_key(self.name, self.directions)


def repair_key(name: str, directions: str) -> str:
    """The words of a line without case and spacing: lines with one key say the same."""
    return f"{_folded(name)}\n{_folded(directions)}"


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
