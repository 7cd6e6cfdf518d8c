"""What a practice has to offer: its own sheets as PDF, and the services near it."""

import re
from collections.abc import Iterable
from datetime import date

from pydantic import Field

from pharmreview.domain.errors import InputProblem, kept_straight
from pharmreview.domain.value import Value

LARGEST_SHEET = 5_000_000
"""The most bytes of a sheet that are kept."""
_HEAD, _TAIL = 1024, 2048
_FOLDERS = re.compile(r"[/\\]")
_NOT_IN_A_NAME = re.compile(r'[<>:"|?*\ufffd]')
_DEVICES = frozenset(
    ("CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in "123456789¹²³"))
)
_LONGEST_NAME = 100


class LocalService(Value):
    """One service people can be sent on to. `kind` is its code in the list of signposting.

    `how` says how to refer or join, `reach` how people get there; `looked_at` is the day on which somebody
    last made sure of it, None where nobody has. `formerly` are the names it had here before: whoever was
    sent to one of them was sent here.
    """

    id: str
    kind: str
    name: str
    how: str = ""
    phone: str = ""
    reach: str = ""
    looked_at: date | None = None
    formerly: tuple[str, ...] = ()


def same_name(one: str, other: str) -> bool:
    """Whether two names are one, however large and small letters and spaces are written."""
    return one.casefold().split() == other.casefold().split()


def called(services: Iterable[LocalService], kind: str, name: str) -> LocalService | None:
    """The service of a kind that is called so now, or else was; None where none was."""
    of_kind = [service for service in services if service.kind == kind]
    now = (s for s in of_kind if same_name(s.name, name))
    before = (s for s in of_kind if any(same_name(was, name) for was in s.formerly))
    return next(now, None) or next(before, None)


class Sheet(Value):
    """The practice's own copy of a sheet, by the sheet's permanent code. The bytes are kept beside it."""

    code: str
    file_name: str
    size: int
    sha256: str

    @property
    def name_for_a_copy(self) -> str:
        """A name to save a copy under, wherever the file came from: no folder, drive, stream or device."""
        last = _FOLDERS.split(kept_straight(self.file_name))[-1]
        plain = " ".join(_NOT_IN_A_NAME.sub("", last).split()).strip(". ")[:_LONGEST_NAME]
        stem, dot, ending = plain.rpartition(".")
        stem = (stem if dot and ending.casefold() == "pdf" else plain).strip(". ")
        taken = not stem or stem.partition(".")[0].strip().upper() in _DEVICES
        return f"{self.code if taken else stem}.pdf"


class SheetFile(Value):
    """The bytes of a sheet, as base 64."""

    content: str = Field(repr=False)


def refuse_unless_pdf(file_name: str, content: bytes) -> None:
    """Raises InputProblem, in one sentence and a remedy, for what is no whole PDF or is too large."""
    if len(content) > LARGEST_SHEET:
        raise InputProblem(
            f"{file_name} is larger than {LARGEST_SHEET // 1_000_000} MB.",
            "Save it as a smaller PDF and attach that.",
            code="input.sheet-size",
        )
    if b"%PDF-" not in content[:_HEAD] or b"%%EOF" not in content[-_TAIL:]:
        raise InputProblem(
            f"{file_name} is not a whole PDF.", "Save it as a PDF and attach that.", code="input.sheet"
        )


def refuse_unusable(service: LocalService) -> None:
    """Raises InputProblem for a service without a name or kind."""
    if not service.name.strip():
        raise InputProblem("The service has no name.", "Type what it is called here.")
    if not service.kind:
        raise InputProblem("The service has no kind.", "Choose what kind of service it is.")
