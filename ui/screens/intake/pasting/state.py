"""What was pasted and whose it is. Nothing here is a widget."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ui import text as words_of

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Pasted:
    """The text, and the person's details as typed. All of them may be left out."""

    text: str = ""
    name: str = ""
    number: str = ""
    born: date | None = None
    day: str = ""
    """The date of birth as it is typed; `born` is what it reads as."""

    @property
    def lines(self) -> int:
        """How many lines hold something."""
        return sum(1 for line in self.text.splitlines() if line.strip())

    @property
    def said(self) -> str:
        """What reading it now would mean, in one sentence."""
        if not self.lines:
            return "Copy the list in the GP system, then paste it here with Ctrl+V."
        lacks = [words for words, there in self._details() if not there]
        lines = words_of.count(self.lines, "line")
        if not lacks:
            return f"{lines}, for {self.name.strip()}. Every line is read or shown as unread."
        return (
            f"{lines}. Not said: {words_of.listed(lacks, 'and')}. The person comes in without, and may stand "
            "twice if they are here already. A table that names its people needs none of these."
        )

    def _details(self) -> tuple[tuple[str, bool], ...]:
        return (
            ("a name", bool(self.name.strip())),
            ("an NHS number", bool(self.number.strip())),
            ("a date of birth", self.born is not None),
        )
