"""The state of what people said: the form being typed, what all come to, and what came of asking."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from pharmreview.domain.caseload.experience import Learnt, questions
from pharmreview.domain.review.answer import Answers, AnswerValue, with_answer
from pharmreview.domain.team.access import Deed
from ui.screens.practice.told import told_to

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pharmreview.services.caseload.experience import Experience
    from ui.state.desk import Desk

_PLACE = "experience/"


@dataclass(frozen=True, slots=True)
class Props:
    """What the page shows. `typed` is the form that came back, not put in yet; `why_not` why nothing may be.

    `last` is what the form put in last is taken out by.
    """

    learnt: Learnt = field(default_factory=Learnt)
    typed: Answers = field(default_factory=dict)
    why_not: str = ""
    last: str = ""
    problem: tuple[str, str] = ("", "")


class ExperienceModel(QObject):
    """Asks the store on its lane, and tells Props. What is half typed is left as it is typed."""

    changed = Signal(object)
    status = Signal(str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._keys = tuple(f"follow_up.{f.id}" for f in questions(desk.app.form))
        self.props = Props(why_not=desk.why_not(Deed.REVIEW))
        self.find_again()
        desk.half_typed.read.connect(self.find_again)

    def find_again(self) -> None:
        """Take up what was half typed."""
        held = self._desk.half_typed
        found = {key: words for key in self._every_key() if (words := held.words(_PLACE + key))}
        self._fold(typed={**found, **self.props.typed})

    def enter(self) -> None:
        """See what everyone said."""
        self._run(lambda _experience: None)

    def answer(self, given: Mapping[str, AnswerValue]) -> None:
        """Take up what was typed for one question or several."""
        typed = self.props.typed
        for key, value in given.items():
            typed = with_answer(typed, key, value)
            self._desk.half_typed.write(_PLACE + key, value if isinstance(value, str) else "; ".join(value))
        self._fold(typed=typed)

    def put_in(self) -> None:
        """Put the form with the others."""
        typed = self.props.typed

        def told(name: str | None) -> None:
            self._desk.half_typed.forget(_PLACE)
            self._fold(typed={}, last=name or "")
            self.status.emit("Put with the others, without a name")

        self._run(lambda experience: experience.put_in(typed), told)

    def take_out(self) -> None:
        """Take the form put in last out again."""
        name = self.props.last

        def told(_name: str | None) -> None:
            self._fold(last="")
            self.status.emit("Taken out again")

        self._run(lambda experience: experience.take_out(name), told)

    def _every_key(self) -> tuple[str, ...]:
        return (*self._keys, *(f"{key}.other" for key in self._keys))

    def _run(
        self,
        verb: Callable[[Experience], str | None],
        told: Callable[[str | None], None] = lambda _name: None,
    ) -> None:
        desk = self._desk

        def work() -> tuple[str | None, Learnt]:
            experience = desk.experience()
            return verb(experience), experience.learnt()

        def done(found: tuple[str | None, Learnt]) -> None:
            name, learnt = found
            self._fold(learnt=learnt, problem=("", ""))
            told(name)

        heard = told_to(self, done, lambda words: self._fold(problem=words.problem))
        desk.lanes.vault.run(work, heard)

    def _fold(self, **news: object) -> None:
        self.props = replace(self.props, **news)  # type: ignore[arg-type]  # fields of Props
        self.changed.emit(self.props)
