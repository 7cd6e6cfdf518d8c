"""A sample that anybody can draw again: the same seed, size and people give the same sample on any day."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from pydantic import Field

from pharmreview.domain.errors import InputProblem
from pharmreview.domain.value import Value


class Sample(Value):
    """People drawn from a list. `drawn` are case ids in the order drawn; `among` says from how many, and
    `among_digest` from whom."""

    id: str
    at: datetime
    by: str
    seed: str
    size: int
    among: int
    among_digest: str
    drawn: tuple[str, ...] = Field(repr=False)


def drawn(size: int, seed: str, among: Sequence[str]) -> tuple[str, ...]:
    """The first `size` case ids in the order of SHA-256 over seed and id, whatever order they come in.

    Raises InputProblem for a blank seed, an empty list, a size under 1 or larger than the list.
    """
    people = set(among)
    if not people:
        raise InputProblem("There is nobody on the list to draw from.", "Clear a filter, then draw again.")
    if not seed.strip():
        raise InputProblem(
            "The sample has no seed.", "Type any word: the same one draws the same people again."
        )
    if size < 1:
        raise InputProblem("A sample holds at least one person.", "Type 1 or more.")
    if size > len(people):
        noun = "person" if len(people) == 1 else "people"
        raise InputProblem(
            f"A sample of {size:,} cannot be drawn from {len(people):,} {noun}.",
            f"Type a number up to {len(people):,}.",
        )
    return tuple(sorted(people, key=lambda person: (_place(seed.strip(), person), person))[:size])


def digest_of(among: Sequence[str]) -> str:
    """Stands for the people a sample was drawn from, whatever order they came in."""
    return hashlib.sha256("\n".join(sorted(set(among))).encode()).hexdigest()


def _place(seed: str, case_id: str) -> bytes:
    return hashlib.sha256(f"{seed}\n{case_id}".encode()).digest()
