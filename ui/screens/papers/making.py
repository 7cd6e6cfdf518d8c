"""What is worked out away from the screen: every paper of a review, pressed, with what was kept of it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pharmreview.domain.case import IssuedPaper
from pharmreview.domain.errors import PharmReviewError
from pharmreview.domain.paper import PaperKind, Pressed
from pharmreview.domain.review.answer import text_of
from pharmreview.domain.review.decision import NO_CHANGE
from pharmreview.services.paperwork import Paper, PaperChoices

if TYPE_CHECKING:
    from datetime import date

    from pharmreview.bootstrap import App
    from pharmreview.domain.case import Case, User
    from pharmreview.domain.patient import Practice
    from pharmreview.services.assessing import Assessed
    from pharmreview.services.paperwork import PaperTables, Paperwork
    from ui.jobs import Working

PLANS = (PaperKind.NEXT_STEP, PaperKind.NEXT_THREE, PaperKind.WHOLE_ROUTE)
LETTERS = (PaperKind.FOLLOW_UP, PaperKind.GP)


@dataclass(frozen=True, slots=True)
class Made:
    """A paper as it would go out now. `kept` is the issued one where these very bytes went out before."""

    paper: Paper
    pressed: Pressed
    kept: IssuedPaper | None = None


@dataclass(frozen=True, slots=True)
class Unmade:
    """Why a paper cannot be made, and how to mend it."""

    what: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """Everything the papers of one review are made from. Equal wants give equal papers."""

    case: Case
    assessed: Assessed | None
    practice: Practice
    by: User
    today: date
    issued: tuple[IssuedPaper, ...]
    enclosed: tuple[PaperKind, ...] = ()
    """The plans that go with the follow-up letter."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What was made, and the lines for the record."""

    made: Mapping[PaperKind, Made | Unmade] = field(default_factory=dict)
    record: tuple[str, ...] = ()


def nothing_changes(case: Case) -> bool:
    """Whether the decision is to leave things be for now."""
    return text_of(case.answers, "decide.decision") in NO_CHANGE


def kinds_for(case: Case) -> tuple[PaperKind, ...]:
    """The papers that can be made for a review: plans once one is agreed and something changes."""
    return (*PLANS, *LETTERS) if case.agreed and not nothing_changes(case) else LETTERS


def make_all(app: App, wanted: Wanted, working: Working) -> Batch:
    """Press every paper of the review. Belongs on the press lane; stops between papers when asked."""
    kinds = kinds_for(wanted.case)
    tables = app.paper_tables
    made: dict[PaperKind, Made | Unmade] = {}
    for place, kind in enumerate(kinds):
        working.stop_if_asked()
        working.report(place + 1, len(kinds))
        made[kind] = _make(app.paperwork, wanted, kind, tables, _titles(wanted, made))
    return Batch(made, _record(app.paperwork, made))


def _make(
    work: Paperwork, wanted: Wanted, kind: PaperKind, tables: PaperTables, enclosed: str
) -> Made | Unmade:
    """The paper as last issued where nothing has changed since, else the next version of it."""

    def made(issued: tuple[IssuedPaper, ...]) -> Made:
        choices = PaperChoices(
            practice=wanted.practice,
            by=wanted.by,
            assessed=wanted.assessed,
            enclosed=enclosed if kind is PaperKind.FOLLOW_UP else "",
        )
        paper = work.prepare(wanted.case, kind, choices, wanted.today, tables, issued)
        return Made(paper, work.press(paper))

    try:
        last = next((p for p in reversed(wanted.issued) if p.kind == kind.value), None)
        if last is not None:
            again = made(tuple(p for p in wanted.issued if p.id != last.id))
            if again.pressed.pdf == last.pdf and again.pressed.html == last.html:
                return Made(again.paper, again.pressed, last)
        return made(wanted.issued)
    except PharmReviewError as problem:
        return Unmade(problem.what, problem.remedy)


def _titles(wanted: Wanted, made: Mapping[PaperKind, Made | Unmade]) -> str:
    """The titles of the plans that go with the letter, without the person's name after the colon."""
    plans = [made[kind] for kind in wanted.enclosed if kind in made]
    titles = [one.paper.title for one in plans if isinstance(one, Made)]
    return " and ".join(title.rpartition(": ")[0] or title for title in titles)


def _record(work: Paperwork, made: Mapping[PaperKind, Made | Unmade]) -> tuple[str, ...]:
    """The lines for the record, from the clinician's letter or else from any paper that can be made."""
    papers = [made[kind] for kind in (PaperKind.GP, PaperKind.FOLLOW_UP) if kind in made]
    first = next((one for one in papers if isinstance(one, Made)), None)
    return () if first is None else work.record_lines(first.paper)


def ordinal(paper: IssuedPaper, issued: tuple[IssuedPaper, ...]) -> int:
    """Which issue of this kind and version a paper is, from 1."""
    alike = [p.id for p in issued if (p.kind, p.version) == (paper.kind, paper.version)]
    return alike.index(paper.id) + 1 if paper.id in alike else len(alike) + 1


def file_name(paper: IssuedPaper, issued: tuple[IssuedPaper, ...], ending: str) -> str:
    """A name that says what the paper is and not whose: case id, kind, version, and which issue of it."""
    which = ordinal(paper, issued)
    again = f"-{which}" if which > 1 else ""
    return f"{paper.case_id}-{paper.kind}-v{paper.version}{again}.{ending}"


def contents(paper: IssuedPaper, ending: str) -> bytes:
    """The kept bytes of a paper in one form."""
    return paper.pdf if ending == "pdf" else paper.html.encode()


def untouched(paper: IssuedPaper) -> bool:
    """Whether the kept pages are still the ones that were issued."""
    return hashlib.sha256(paper.pdf).hexdigest() == paper.sha256
