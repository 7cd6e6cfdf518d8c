"""What is worked out away from the screen: papers that are shown or ticked, and the text that is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from pharmreview.domain.case import IssuedPaper
from pharmreview.domain.errors import PharmReviewError
from pharmreview.domain.paper import PaperKind, Pressed, RecordPart, TextKind, TextMessage
from pharmreview.services.paperwork import Paper, PaperChoices
from pharmreview.services.writing.catalogue import Offered
from ui.state.record_copy import paper_for_record

if TYPE_CHECKING:
    from datetime import date

    from pharmreview.bootstrap import App
    from pharmreview.domain.case import Case, User
    from pharmreview.domain.paper import Blank, PaperLanguage, PaperTemplate, Setting
    from pharmreview.domain.patient import Practice
    from pharmreview.services.assessing import Assessed
    from ui.jobs import Working

WORD = "docx"
ADDRESSED = "address of "
"""Before the id of a letter: the key of the address typed for it."""
TO_WHOM = "to whom of "
"""Before the id of a paper: the key of the person it was said to go to."""


@dataclass(frozen=True, slots=True)
class Made:
    """A paper as it would go out now. `kept` is the issued one where these very bytes went out before."""

    paper: Paper
    pressed: Pressed
    kept: IssuedPaper | None = None


@dataclass(frozen=True, slots=True)
class MadeText:
    """A text message as it would be sent now; `kept` is the issued one where it says the very same."""

    message: TextMessage
    template: str
    kept: IssuedPaper | None = None


@dataclass(frozen=True, slots=True)
class Unmade:
    """Why a paper cannot be made, and how to mend it; `forbidden` where the person did not agree to it."""

    what: str
    remedy: str
    forbidden: bool = False


Outcome = Made | MadeText | Unmade


class Standing(NamedTuple):
    """What papers can be made: templates by id, what each asks to be typed, languages beside English."""

    templates: dict[str, PaperTemplate]
    blanks: dict[str, tuple[Blank, ...]]
    languages: dict[PaperKind, tuple[PaperLanguage, ...]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Everything the papers of one review are made from. Equal wants give equal papers."""

    case: Case
    assessed: Assessed | None
    practice: Practice
    by: User
    today: date
    issued: tuple[IssuedPaper, ...]
    kinds: tuple[Offered, ...] = ()
    enclosed: tuple[PaperKind, ...] = ()
    """The plans that go with the follow-up letter."""
    templates: Mapping[str, PaperTemplate] = field(default_factory=dict)
    settings: Mapping[Offered, tuple[Setting, bool]] = field(default_factory=dict)
    languages: Mapping[Offered, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Batch:
    """What was made, and the summary for the record by section."""

    made: Mapping[Offered, Outcome] = field(default_factory=dict)
    record: tuple[RecordPart, ...] = ()


def make_all(app: App, wanted: Wanted, working: Working, held: Batch) -> Batch:
    """Press what is wanted; what `held` has already is not pressed again. Belongs on the press lane."""
    made: dict[Offered, Outcome] = {}
    for place, kind in enumerate(wanted.kinds):
        working.stop_if_asked()
        working.report(place + 1, len(wanted.kinds))
        enclosed = _titles(wanted, made) if kind is PaperKind.FOLLOW_UP else ""
        try:
            if isinstance(kind, TextKind):
                made[kind] = _text(app, wanted, kind)
            else:
                made[kind] = _make(app, wanted, kind, enclosed, held.made.get(kind))
        except PharmReviewError as problem:
            made[kind] = Unmade(problem.what, problem.remedy, problem.code == "paper-consent")
    return Batch(made, _record(app, wanted))


def read_standing(app: App) -> Standing:
    """What papers can be made as the templates stand now. Raises PaperProblem."""
    templates = {template.id: template for template in app.templates.all()}
    blanks = {id_: app.templates.blanks(template) for id_, template in templates.items()}
    return Standing(templates, blanks, {kind: app.paperwork.languages(kind) for kind in PaperKind})


def address_typed(wanted: Wanted, kind: PaperKind) -> tuple[str, ...]:
    """Whom a colleague's letter is addressed to: as typed, or the pharmacy that the practice names."""
    typed = wanted.case.for_papers.get(ADDRESSED + kind.value, "")
    if kind is PaperKind.PHARMACY and not typed.strip():
        typed = wanted.practice.pharmacy
    return tuple(line.strip() for line in typed.split("\n") if line.strip())


def _choices(wanted: Wanted, kind: Offered, enclosed: str = "") -> PaperChoices:
    setting, cream = wanted.settings.get(kind, (None, None))
    return PaperChoices(
        practice=wanted.practice,
        by=wanted.by,
        assessed=wanted.assessed,
        enclosed=enclosed,
        recipient=address_typed(wanted, kind) if isinstance(kind, PaperKind) else (),
        details={
            name: text for name, text in wanted.case.for_papers.items() if text.strip() and " " not in name
        },
        template=wanted.templates.get(kind.value),
        setting=setting,
        cream=cream,
        language=wanted.languages.get(kind, ""),
    )


def _make(app: App, wanted: Wanted, kind: PaperKind, enclosed: str, held: Outcome | None) -> Made:
    """The paper as last issued where nothing has changed since, else the next version of it."""
    work, tables = app.paperwork, app.paper_tables

    def made(issued: tuple[IssuedPaper, ...]) -> Made:
        choices = _choices(wanted, kind, enclosed)
        paper = work.prepare(wanted.case, kind, choices, wanted.today, tables, issued)
        same = isinstance(held, Made) and held.paper == paper
        return Made(paper, held.pressed if same and isinstance(held, Made) else work.press(paper))

    last = next((p for p in reversed(wanted.issued) if p.kind == kind.value), None)
    if last is not None:
        again = made(tuple(p for p in wanted.issued if p.id != last.id))
        if again.pressed.pdf == last.pdf and again.pressed.html == last.html:
            return Made(again.paper, again.pressed, last)
    return made(wanted.issued)


def _text(app: App, wanted: Wanted, kind: TextKind) -> MadeText:
    template = wanted.templates.get(kind.value) or app.templates.current(kind.value)
    choices = _choices(wanted, kind)
    message = app.paperwork.text(wanted.case, kind, choices, wanted.today, app.paper_tables)
    last = next((p for p in reversed(wanted.issued) if p.kind == kind.value), None)
    same = last is not None and last.html == message.text
    return MadeText(message, f"{template.id}/{template.version}", last if same else None)


def _titles(wanted: Wanted, made: Mapping[Offered, Outcome]) -> str:
    """The titles of the plans that go with the letter, without the person's name after the colon."""
    plans = [made[kind] for kind in wanted.enclosed if kind in made]
    titles = [one.paper.title for one in plans if isinstance(one, Made)]
    return " and ".join(title.rpartition(": ")[0] or title for title in titles)


def _record(app: App, wanted: Wanted) -> tuple[RecordPart, ...]:
    """The summary for the record by section; none where it cannot be made."""
    try:
        paper = paper_for_record(app, wanted.case, wanted.assessed, wanted.by)
        return app.paperwork.record_summary(paper)
    except PharmReviewError:
        return ()


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
