"""Letters for everyone ticked: pressed and kept one by one, and all together as one PDF."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pharmreview.domain.errors import PaperProblem, PharmReviewError
from pharmreview.services.paperwork import Paper, PaperChoices
from pharmreview.services.ports import EventKind
from pharmreview.services.writing.catalogue import way_in_batch

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pharmreview.bootstrap import App
    from pharmreview.domain.case import Case, Channel, User
    from pharmreview.domain.paper import Batched, PaperKind, Pressed
    from pharmreview.services.access import Session
    from ui.jobs import Working


@dataclass(frozen=True, slots=True)
class Asked:
    """Which letter for whom, how it goes, and what was typed for all of them."""

    kind: PaperKind
    case_ids: tuple[str, ...]
    channel: Channel | None
    """How they go; None for each as the person likes."""
    typed: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Letter:
    """One person's letter, as it goes out."""

    case: Case
    paper: Paper
    pressed: Pressed
    channel: Channel


@dataclass(frozen=True, slots=True)
class NotMade:
    """Whose letter could not be made, and why."""

    who: str
    what: str


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters, all of them as one PDF, and those that could not be made."""

    letters: tuple[Letter, ...]
    together: Batched
    not_made: tuple[NotMade, ...]


def make_letters(app: App, asked: Asked, cases: tuple[Case, ...], by: User, working: Working) -> Letters:
    """Press everyone's letter. Belongs on the press lane. Raises PaperProblem where none can be made."""
    template = app.templates.current(asked.kind.value)
    typed = {name: text for name, text in asked.typed.items() if text.strip()}
    practice, tables, today = app.practice(), app.paper_tables, app.clock.today()
    letters: list[Letter] = []
    not_made: list[NotMade] = []
    for done, case in enumerate(cases):
        working.stop_if_asked()
        working.report(done, 2 * len(cases))
        choices = PaperChoices(practice=practice, by=by, details=case.for_papers | typed, template=template)
        try:
            way = way_in_batch(case, asked.kind, asked.channel)
            paper = app.paperwork.prepare(case, asked.kind, choices, today, tables)
            letters.append(Letter(case, paper, app.paperwork.press(paper), way))
        except PharmReviewError as problem:
            not_made.append(NotMade(_name(case), problem.what))
    if not letters:
        why = f" {not_made[0].what}" if not_made else ""
        raise PaperProblem(f"No letter could be made.{why}", "Put that right, or tick other people.")
    papers = [letter.paper for letter in letters]
    together = app.paperwork.press_all(
        papers, lambda at, all_: working.report(all_ + at, 2 * all_), working.should_stop
    )
    working.stop_if_asked()
    if together is None or together.unmade:
        raise PaperProblem("The letters could not be put together.", "Make them again, a few at a time.")
    return Letters(tuple(letters), together, tuple(not_made))


def keep_letters(app: App, session: Session, made: Letters) -> None:
    """Keep every letter and to whom it goes: all of them or none. Belongs on the vault lane."""
    now, vault, by = app.clock.now(), session.vault, session.user
    with vault.together():
        for letter in made.letters:
            kept = app.paperwork.issue(letter.paper, letter.pressed, vault, by, now)
            to = (_name(letter.case), letter.channel)
            app.paperwork.send(kept, to, EventKind.COPY_SAVED, vault, by, now)


def _name(case: Case) -> str:
    patient = case.patient
    names = (patient.written_given_name, patient.written_family_name)
    return " ".join(name for name in names if name.strip()) or "A person without a name"
