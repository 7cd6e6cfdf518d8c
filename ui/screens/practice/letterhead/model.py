"""The letterhead page's state: the picture that is kept, and a letter that carries it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from pharmreview.domain.paper import PaperKind
from pharmreview.domain.team.access import Deed
from ui.screens.practice.told import told_to
from ui.screens.practice.trying import Newest, Tried, Wanted, tried

if TYPE_CHECKING:
    from pathlib import Path

    from pharmreview.bootstrap import App
    from pharmreview.domain.paper import PageImage
    from ui.errors import ErrorWords
    from ui.state.desk import Desk

MOST_BYTES = 2_000_000
_NONE = "There is no letterhead: letters begin with the practice's name and address."
_ONE = "Letters begin with this picture."


@dataclass(frozen=True, slots=True)
class Props:
    """Everything the page shows."""

    has_one: bool = False
    state: str = ""
    why_not: str = ""
    """Why it may not be changed by whoever is here; empty where it may."""
    picture: PageImage | None = None
    problem: tuple[str, str] | None = None


class LetterheadModel(QObject):
    """Reads, keeps and takes away the picture on the press lane."""

    changed = Signal(object)
    status = Signal(str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._newest = Newest(desk.lanes.press)
        self._dots = 72
        self.props = Props(why_not=desk.why_not(Deed.WORDING))

    def enter(self) -> None:
        """See what is kept."""
        app, dots = self._desk.app, self._dots
        self._newest.ask(lambda: _shown(app, dots), told_to(self, self._seen, self._failed))

    def set_dots(self, dots: int) -> None:
        """How fine the letter is shown."""
        if abs(dots - self._dots) > 1:
            self._dots = dots
            self.enter()

    def take(self, path: Path) -> None:
        """Keep the picture of a file; one that will not do is refused in a sentence, and nothing changes."""
        app, by = self._desk.app, self._desk.session.user

        def work() -> str:
            kept = app.paperwork.letterhead(app.read_file(path, MOST_BYTES))
            app.keep_practice(app.practice().model_copy(update={"letterhead": kept}), by)
            return "Letters now begin with your picture"

        self._desk.lanes.press.run(work, told_to(self, self._changed, self._failed))

    def take_away(self) -> None:
        """Go back to the name and address."""
        app, by = self._desk.app, self._desk.session.user

        def work() -> str:
            app.keep_practice(app.practice().model_copy(update={"letterhead": ""}), by)
            return "The letterhead is taken away"

        self._desk.lanes.press.run(work, told_to(self, self._changed, self._failed))

    def _changed(self, said: str) -> None:
        self._fold(problem=None)
        self.status.emit(said)
        self.enter()

    def _failed(self, words: ErrorWords) -> None:
        self._fold(problem=words.problem)

    def _seen(self, found: tuple[bool, Tried]) -> None:
        has_one, told = found
        problem = told.problem or self.props.problem
        self._fold(has_one=has_one, state=_ONE if has_one else _NONE, picture=told.picture, problem=problem)

    def _fold(self, **changed: object) -> None:
        self.props = replace(self.props, **changed)  # type: ignore[arg-type]  # fields of Props
        self.changed.emit(self.props)


def _shown(app: App, dots: int) -> tuple[bool, Tried]:
    """Whether there is a letterhead, and an invitation that carries it."""
    practice = app.practice()
    facts = app.templates.example(practice)
    template = app.templates.current(PaperKind.INVITATION.value)
    return bool(practice.letterhead), tried(app, Wanted(template, facts, 1, dots))
