"""An unread line, what has been typed to put it right, and how that reads. Nothing here is a widget."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pharmreview.domain.lines.line import Line, MedicationLine, OtherLine, UnreadLine
from pharmreview.domain.lines.row import ExportRow
from pharmreview.domain.ome.equivalence import LineOme, NotConverted, line_ome
from ui import text as words_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from pharmreview.domain.ome.factor import FactorTable

PLAIN = "plain from the words"
HOW_KNOWN = (
    ("asked the person", "Asked the person"),
    ("the GP record", "GP record"),
    ("the pharmacy", "Pharmacy"),
    ("the packet", "The packet"),
    (PLAIN, "Plain from the words"),
    ("other", "Other"),
)
"""How somebody knows what a line means: the words that are kept, and the words on the screen."""

OF_NO_GROUP = "Another medicine, of none of the four groups under review."


@dataclass(frozen=True, slots=True)
class Broken:
    """A line to put right: its words, why they were not read, and the names they may be.

    `name_reads` is True where only the directions were not read. `others` counts the other rows that say
    exactly the same.
    """

    key: str
    name: str
    directions: str
    why: str = ""
    candidates: tuple[str, ...] = ()
    name_reads: bool = True
    others: int = 0


@dataclass(frozen=True, slots=True)
class Draft:
    """What has been typed so far. `another` is a medicine of none of the four groups.

    `for_all` says whether every line that says the same is meant; None while nobody has said.
    """

    name: str = ""
    directions: str = ""
    another: bool = False
    how: str = ""
    how_else: str = ""
    for_all: bool | None = None


@dataclass(frozen=True, slots=True)
class RepairProps:
    """What the editor shows. `reads` are sentences; `reads_well` tells whether they may be kept.

    `wanting` is the one sentence that says what is missing before it can be kept; "" when nothing is.
    """

    broken: Broken
    draft: Draft
    reads: tuple[str, ...]
    reads_well: bool
    wanting: str
    same: str
    for_all: bool

    @property
    def ready(self) -> bool:
        """Whether Enter would keep it."""
        return not self.wanting


def first_draft(broken: Broken) -> Draft:
    """What stands in the fields when a line is opened: the words of the record, where they say anything."""
    return Draft(name=broken.name.strip(), directions=broken.directions.strip())


def derive(
    broken: Broken, draft: Draft, read: Callable[[ExportRow], Line], factors: FactorTable
) -> RepairProps:
    """How a draft reads now, by the words and the equivalence table in use."""
    reads, well = _reads(draft, read, factors)
    wanting = ""
    if not well:
        wanting = "It does not read yet."
    elif (draft.name.strip(), draft.directions.strip(), draft.another) == (
        broken.name.strip(),
        broken.directions.strip(),
        False,
    ):
        wanting = "Nothing has been changed yet."
    elif not draft.how:
        wanting = "Say how you know."
    elif draft.how == "other" and not draft.how_else.strip():
        wanting = "Say in a few words how you know."
    for_all = is_for_all(draft)
    return RepairProps(broken, draft, reads, well, wanting, _same(broken.others, for_all=for_all), for_all)


def is_for_all(draft: Draft) -> bool:
    """Whether a repair stands for every line that says the same, or for this person alone.

    Until somebody says otherwise: what is plain from the words holds for all, and what one person, their
    record or their packet says of one line holds for that person.
    """
    return draft.how in ("", PLAIN) if draft.for_all is None else draft.for_all


def how_words(draft: Draft) -> str:
    """How it is known, as it is kept: "asked the person", "other: by phone with the ward"."""
    return f"other: {draft.how_else.strip()}" if draft.how == "other" else draft.how


def _same(others: int, *, for_all: bool) -> str:
    if not others:
        return "Use it for every line that says the same, in later files too."
    stands = words_of.count(others, "other row")
    both = "both" if others == 1 else "all of them"
    held = "" if for_all else " As it is, it holds for this person alone."
    return f"The same line stands on {stands}. Use it for {both}, and in later files.{held}"


def _reads(
    draft: Draft, read: Callable[[ExportRow], Line], factors: FactorTable
) -> tuple[tuple[str, ...], bool]:
    if draft.another:
        return (OF_NO_GROUP, "It adds nothing to the total."), True
    if not draft.name.strip():
        return ("Choose the medicine, or say that it is another one.",), False
    line = read(ExportRow(row=0, name=draft.name.strip(), directions=draft.directions.strip()))
    if isinstance(line, OtherLine):
        return (OF_NO_GROUP, "It adds nothing to the total."), True
    if isinstance(line, UnreadLine):
        may_be = (f"It may be {words_of.listed(line.candidates, 'or')}.",) if line.candidates else ()
        return (_sentence(line.why), *may_be), False
    said = (_sentence(words_of.taken(line)), *_load(line, factors))
    return (*said, f"Still to ask: {_sentence(line.ask)}") if line.ask else said, True


def _load(line: MedicationLine, factors: FactorTable) -> tuple[str, ...]:
    load = line_ome(line, factors)
    if isinstance(load, LineOme):
        return (f"{load.working} OME a day by {factors.title}.",)
    if isinstance(load, NotConverted):
        return (f"Not converted to OME: {_sentence(load.why)}",)
    return ("It is not an opioid, so it adds nothing to the OME.",)


def _sentence(words: str) -> str:
    words = words.strip()
    return f"{words[:1].upper()}{words[1:]}" + ("" if words.endswith((".", "?")) else ".")
