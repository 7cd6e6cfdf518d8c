"""Of a kept case what a search is held against; the rest of it is read only where that does not settle it."""

from collections.abc import Callable
from datetime import date
from functools import cached_property

from pydantic import ConfigDict, Field

from pharmreview.domain.case import Case, Origin, Part, TotalSeen
from pharmreview.domain.value import Value


class Who(Value):
    """Of somebody's details those by which they are told from others, each as `Patient` has it."""

    model_config = ConfigDict(extra="ignore")

    family_name: str = Field(default="", repr=False)
    given_name: str = Field(default="", repr=False)
    nhs_number: str = Field(default="", repr=False)
    nhs_number_problem: str | None = None
    born: date | None = Field(default=None, repr=False)
    record_number: str = Field(default="", repr=False)


class Head(Value):
    """Whom a case is about, the files that its rows came from, and the totals seen, oldest first."""

    model_config = ConfigDict(extra="ignore")

    id: str
    patient: Who
    origin: Origin | None = None
    parts: tuple[Part, ...] = ()
    seen: tuple[TotalSeen, ...] = ()


class Glance:
    """A kept case of which only the head has been read."""

    def __init__(self, head: Head, read: Callable[[], Case]) -> None:
        self.head = head
        self._read = read

    @cached_property
    def case(self) -> Case:
        """All of it, read when first asked for."""
        return self._read()


def origins_of(one: Case | Head) -> tuple[Origin, ...]:
    """Each file that the rows of a case came from, in the order of the rows."""
    if one.parts or one.origin is None:
        return tuple([part.origin for part in one.parts])
    return (one.origin,)
