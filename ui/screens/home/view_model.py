"""From everyone in the store to what today asks for. No date is taken from the machine."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from pharmreview.domain.case import CaseState
from pharmreview.domain.words.days import long_day
from ui import text as words_of
from ui.errors import words_for
from ui.jobs import Err, Ok
from ui.screens.home.lists import (
    MOST,
    Entry,
    Resume,
    at_mdt,
    due_soon,
    next_issue,
    next_step,
    on_hold,
    resume_of,
    reviewing,
    running,
    to_ask,
    to_reach,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pharmreview.domain.case import Case, SavedCase
    from pharmreview.domain.journey.ladder import Went
    from ui.state.desk import Desk


_MOST_DUE = 30
"""So many are listed of what has no longer list behind it."""
_COUNTED = (
    (CaseState.FOUND, "not started", "not started"),
    (CaseState.IN_REVIEW, "in review", "in review"),
    (CaseState.PLAN_RUNNING, "plan running", "plans running"),
    (CaseState.ON_HOLD, "on hold", "on hold"),
)


@dataclass(frozen=True, slots=True)
class Inputs:
    """What Today knows. `steps` are the review's, as id and title, `ways` the words for ways of contact.

    `met` are those whose review was ever begun, None before the store has been asked; `states` says of
    everyone where they stand.
    """

    today: date
    steps: tuple[tuple[str, str], ...] = ()
    ways: Mapping[str, str] = field(default_factory=dict)
    met: tuple[SavedCase, ...] | None = None
    states: Mapping[CaseState, int] = field(default_factory=dict)
    went: Mapping[str, tuple[Went, ...]] = field(default_factory=dict)
    """What went to whom, by the case."""
    names_hidden: bool = False
    problem: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Count:
    """A number, what it counts, and the words that ask People for them."""

    number: int
    words: str
    ask: str


@dataclass(frozen=True, slots=True)
class Listed:
    """The first lines of a list, and how many there are in all."""

    entries: tuple[Entry, ...] = ()
    total: int = 0


@dataclass(frozen=True, slots=True)
class Props:
    """What Today shows."""

    date: str
    short_date: str
    resume: Resume | None
    in_review: Listed
    due: Listed
    plans: Listed
    soon: Listed
    held: Listed
    reach: Listed
    mdt: Listed
    mdt_day: str
    """When the MDT next meets, in words; empty where no day is known."""
    counts: tuple[Count, ...]
    empty: str
    nobody: bool
    names_hidden: bool
    problem: tuple[str, str]


def derive(inputs: Inputs) -> Props:
    """From what is known to what is shown."""
    saved, today, hidden = inputs.met or (), inputs.today, inputs.names_hidden
    under_way = [s for s in saved if s.case.begun is not None and s.case.finish is None]
    under_way.sort(key=lambda s: s.saved_at, reverse=True)
    plans = [s.case for s in saved if running(s.case)]
    due = _dated([line for s in saved for line in due_soon(s.case, today, inputs.ways, hidden=hidden)])
    steps = _in_order([(_due(c, today), next_step(c, today, hidden=hidden)) for c in plans])
    soon = _in_order([(_issued(c, today), next_issue(c, today, hidden=hidden)) for c in plans])
    held = [e for s in saved if (e := on_hold(s.case, today, hidden=hidden)) is not None]
    reach = _dated(
        [
            line(s.case, inputs.went.get(s.case.id, ()), today, hidden=hidden)
            for s in saved
            for line in (to_reach, to_ask)
        ]
    )
    mdt = _dated([at_mdt(s.case, today, hidden=hidden) for s in saved])
    nobody = inputs.met is not None and not (saved or inputs.states)
    quiet = inputs.met is not None and not (nobody or under_way or due or soon or reach or mdt)
    return Props(
        date=long_day(today),
        short_date=words_of.weekday_day(today),
        resume=resume_of(under_way[0], inputs.steps, today, hidden=hidden) if under_way else None,
        in_review=_listed([reviewing(s, inputs.steps, today, hidden=hidden) for s in under_way[1:]]),
        due=_listed([entry for _, entry in due], _MOST_DUE),
        plans=_listed(steps),
        soon=_listed(soon),
        held=_listed(held),
        reach=_listed([entry for _, entry in reach], _MOST_DUE),
        mdt=_listed([entry for _, entry in mdt], _MOST_DUE),
        mdt_day=words_of.weekday_day(mdt[0][0]) if mdt and mdt[0][0] != date.max else "",
        counts=tuple(_count(inputs.states, *each) for each in _COUNTED),
        empty=f"Nothing is due. {words_of.count(len(plans), 'plan is', 'plans are')} running."
        if quiet
        else "",
        nobody=nobody,
        names_hidden=hidden,
        problem=inputs.problem,
    )


def _dated(found: Sequence[tuple[date, Entry] | None]) -> list[tuple[date, Entry]]:
    """Those there are, by their day and then by name."""
    return sorted((one for one in found if one is not None), key=lambda each: (each[0], each[1].name))


def _count(states: Mapping[CaseState, int], state: CaseState, one: str, many: str) -> Count:
    number = states.get(state, 0)
    return Count(number, one if number == 1 else many, one)


def _listed(entries: list[Entry], most: int = MOST) -> Listed:
    return Listed(tuple(entries[:most]), len(entries))


def _in_order(dated: list[tuple[date | None, Entry | None]]) -> list[Entry]:
    known = [(day, entry) for day, entry in dated if day is not None and entry is not None]
    return [entry for _day, entry in sorted(known, key=lambda each: (each[0], each[1].name))]


def _due(case: Case, today: date) -> date | None:
    return next((s.start for s in case.agreed[-1].plan.steps if s.start >= today and s.number > 0), None)


def _issued(case: Case, today: date) -> date | None:
    return next((i.due for i in case.agreed[-1].plan.issues if i.items and i.start >= today), None)


Read = tuple["tuple[SavedCase, ...]", Counter[CaseState], "dict[str, tuple[Went, ...]]"]
"""Whoever was met, where everyone stands, and what went to whom."""


class HomeModel(QObject):
    """Reads the store on its lane and shows what today asks for."""

    shown = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        steps = tuple((step.id, step.title) for step in desk.app.form.steps)
        ways = {way.code: way.label for way in desk.app.form.options("contact-mode").options}
        self._inputs = Inputs(today=desk.clock.today(), steps=steps, ways=ways)

    @property
    def props(self) -> Props:
        """What is shown now."""
        return derive(self._inputs)

    def look(self) -> None:
        """Read the store again."""
        self._fold(today=self._desk.clock.today())
        self._desk.lanes.vault.run(self._seen, self._told)

    def turn_names(self) -> None:
        """Hide names, or show them."""
        self._fold(names_hidden=not self._inputs.names_hidden)

    def _seen(self) -> Read:
        """Whoever was met, with times as the clock on this desk tells them, and where everyone stands."""
        zone, casework = self._desk.clock.now().tzinfo, self._desk.casework()
        states = casework.states()
        went = casework.went()
        met = casework.several(
            [id_ for id_, state in states.items() if state is not CaseState.FOUND or id_ in went]
        )
        told = (s.model_copy(update={"saved_at": s.saved_at.astimezone(zone)}) for s in met)
        return tuple(told), Counter(states.values()), went

    def _told(self, outcome: Ok[Read] | Err) -> None:
        if not isValid(self):
            return
        if isinstance(outcome, Err):
            self._fold(problem=words_for(outcome.error).problem)
        else:
            met, states, went = outcome.value
            self._desk.went = went
            self._fold(met=met, states=states, went=went, problem=("", ""))

    def _fold(self, **news: object) -> None:
        before = self.props
        self._inputs = replace(self._inputs, **news)  # type: ignore[arg-type]  # fields of Inputs
        if self.props != before:
            self.shown.emit(self.props)
