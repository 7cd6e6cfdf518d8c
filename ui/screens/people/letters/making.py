"""Letters for everyone ticked: each pressed once, for itself and for all; kept and written, or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pharmreview.domain.errors import PaperProblem, PharmReviewError
from pharmreview.services.paperwork import Paper, PaperChoices
from pharmreview.services.ports import EventKind
from pharmreview.services.writing.catalogue import way_in_batch

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

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
    ready: list[tuple[Case, Paper, Channel]] = []
    not_made: list[NotMade] = []
    for case in cases:
        working.stop_if_asked()
        choices = PaperChoices(practice=practice, by=by, details=case.for_papers | typed, template=template)
        try:
            way = way_in_batch(case, asked.kind, asked.channel)
            ready.append((case, app.paperwork.prepare(case, asked.kind, choices, today, tables), way))
        except PharmReviewError as problem:
            not_made.append(NotMade(_name(case), problem.what))
    if not ready:
        raise _nobody(not_made)
    letters: list[Letter] = []
    together = app.paperwork.press_all(
        [paper for _, paper, _ in ready],
        lambda done, of: working.report(done, 2 * of),
        working.should_stop,
        lambda at, pressed: letters.append(Letter(ready[at][0], ready[at][1], pressed, ready[at][2])),
    )
    working.stop_if_asked()
    assert together is not None  # noqa: S101 - it is None only where it was stopped
    not_made += [NotMade(_name(ready[one.at][0]), one.what) for one in together.unmade]
    return Letters(tuple(letters), together, tuple(not_made))


def keep_letters(app: App, session: Session, made: Letters, path: Path, working: Working) -> None:
    """Keep every letter with to whom it goes, and write them as one file: all of it or nothing.

    Belongs on the vault lane. Stopped before the file is written, nothing is kept.
    """
    now, vault, by, of = app.clock.now(), session.vault, session.user, len(made.letters)
    with vault.together():
        for done, letter in enumerate(made.letters):
            working.stop_if_asked()
            working.report(of + done, 2 * of)
            kept = app.paperwork.issue(letter.paper, letter.pressed, vault, by, now)
            app.paperwork.send(
                kept, (_name(letter.case), letter.channel), EventKind.COPY_SAVED, vault, by, now
            )
        working.stop_if_asked()
        app.write_file(path, made.together.pdf)


def _nobody(not_made: Sequence[NotMade]) -> PaperProblem:
    why = f" {not_made[0].what}" if not_made else ""
    return PaperProblem(f"No letter could be made.{why}", "Put that right, or tick other people.")


def _name(case: Case) -> str:
    patient = case.patient
    names = (patient.written_given_name, patient.written_family_name)
    return " ".join(name for name in names if name.strip()) or "A person without a name"
