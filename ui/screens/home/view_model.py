"""From everyone in the store to what today asks for. No date is taken from the machine."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui import text as words_of
from ui.errors import words_for
from ui.jobs import Err, Ok

if TYPE_CHECKING:
    from pharmreview.domain.case import Case, SavedCase
    from ui.state.desk import Desk

_SOON = timedelta(days=7)
_IN_REVIEW = "in-review"
_MOST = 8


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list: whom it opens, what it says, when, and a mark beside it."""

    case_id: str
    name: str
    what: str
    when: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Resume:
    """The card of the review last worked on."""

    case_id: str
    name: str
    where: str
    words: str


@dataclass(frozen=True, slots=True)
class Inputs:
    """What Today knows."""

    today: date
    everyone: tuple[SavedCase, ...] | None = None
    names_hidden: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Props:
    """What Today shows."""

    date: str
    resume: Resume | None
    in_review: tuple[Entry, ...]
    plans: tuple[Entry, ...]
    soon: tuple[Entry, ...]
    waiting: int
    counts: tuple[tuple[str, int], ...]
    empty: str
    nobody: bool
    problem: str


def derive(inputs: Inputs) -> Props:
    """From what is known to what is shown."""
    saved = inputs.everyone or ()
    hidden = inputs.names_hidden
    open_now = sorted(
        (s for s in saved if s.case.begun is not None and s.case.finish is None),
        key=lambda s: s.saved_at,
        reverse=True,
    )
    running = [s.case for s in saved if s.case.agreed and s.case.finish is not None]
    plans = [e for c in running if (e := _next_step(c, inputs.today, hidden)) is not None]
    soon = [e for c in running if (e := _next_issue(c, inputs.today, hidden)) is not None]
    waiting = sum(s.case.begun is None for s in saved)
    nobody = inputs.everyone is not None and not saved
    quiet = inputs.everyone is not None and not (nobody or open_now or soon)
    return Props(
        date=words_of.long_day(inputs.today),
        resume=_resume(open_now[0], hidden) if open_now else None,
        in_review=tuple(_reviewing(s, hidden) for s in open_now[1 : _MOST + 1]),
        plans=tuple(plans[:_MOST]),
        soon=tuple(soon[:_MOST]),
        waiting=waiting,
        counts=(
            ("not started", waiting),
            ("in review", len(open_now)),
            ("plans running", len(running)),
            ("on hold", sum(s.case.state.value == "on-hold" for s in saved)),
        ),
        empty=f"Nothing is due. {words_of.count(len(running), 'plan is', 'plans are')} running."
        if quiet
        else "",
        nobody=nobody,
        problem=inputs.problem,
    )


def shown_name(case: Case, *, hidden: bool) -> str:
    """A person's name, or their initials and the case id while names are hidden."""
    person = case.patient
    if not hidden:
        return f"{person.given_name} {person.family_name.title()}".strip() or f"Case {case.id}"
    initials = "".join(part[:1].upper() for part in (person.given_name, person.family_name))
    return f"{initials} {case.id}"


def _resume(saved: SavedCase, hidden: bool) -> Resume:
    case = saved.case
    said = case.answers.get("decide.goal") or case.answers.get("listen.main_worry") or ""
    if not said:
        agenda = case.answers.get("listen.agenda", ())
        said = agenda[0] if isinstance(agenda, tuple) and agenda else ""
    return Resume(
        case_id=case.id,
        name=shown_name(case, hidden=hidden),
        where=f"Review {case.review_number}. Saved {_when(saved)}.",
        words="" if hidden or not isinstance(said, str) else said,
    )


def _reviewing(saved: SavedCase, hidden: bool) -> Entry:
    return Entry(
        saved.case.id,
        shown_name(saved.case, hidden=hidden),
        f"Review {saved.case.review_number}",
        f"saved {_when(saved)}",
    )


def _when(saved: SavedCase) -> str:
    return f"{words_of.day_and_month(saved.saved_at.date())} {words_of.clock_time(saved.saved_at)}"


def _next_step(case: Case, today: date, hidden: bool) -> Entry | None:
    to_come = [s for s in case.agreed[-1].plan.steps if s.start >= today and s.number > 0]
    if not to_come:
        return None
    step = to_come[0]
    dose = words_of.dose(step.daily_dose, step.unit.value)
    return Entry(
        case.id, shown_name(case, hidden=hidden), f"to {dose} a day", words_of.day(step.start), "Review first"
    )


def _next_issue(case: Case, today: date, hidden: bool) -> Entry | None:
    due = [i for i in case.agreed[-1].plan.issues if today <= i.start <= today + _SOON]
    if not due:
        return None
    issue = due[0]
    return Entry(
        case.id,
        shown_name(case, hidden=hidden),
        f"{words_of.count(issue.days, 'day')} of supply",
        words_of.weekday_day(issue.start),
    )


class HomeModel(QObject):
    """Reads the store on its lane and shows what today asks for."""

    shown = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._inputs = Inputs(today=desk.clock.today())

    @property
    def props(self) -> Props:
        """What is shown now."""
        return derive(self._inputs)

    def look(self) -> None:
        """Read the store again."""
        self._fold(today=self._desk.clock.today())
        self._desk.lanes.vault.run(lambda: self._desk.casework().everyone(), self._told)

    def turn_names(self) -> None:
        """Hide names, or show them."""
        self._fold(names_hidden=not self._inputs.names_hidden)

    def _told(self, outcome: Ok[tuple[SavedCase, ...]] | Err) -> None:
        if isinstance(outcome, Err):
            self._fold(problem=words_for(outcome.error).sentence)
        else:
            self._fold(everyone=outcome.value, problem="")

    def _fold(self, **news: object) -> None:
        before = self.props
        self._inputs = replace(self._inputs, **news)  # type: ignore[arg-type]
        if self.props != before:
            self.shown.emit(self.props)
