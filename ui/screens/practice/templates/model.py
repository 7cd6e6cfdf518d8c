"""The templates page's state: what is written, tried and kept. Nothing written is lost."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal

from pharmreview.domain.paper import TemplateDraft
from pharmreview.domain.team.access import Deed
from pharmreview.services.writing.templates import drafted
from ui import text as words_of
from ui.errors import words_for
from ui.jobs import Err, Ok
from ui.screens.practice.props import EXAMPLE, OPEN, OURS, Inputs, derive, standing_of, version_text
from ui.screens.practice.templates.opening import Opened, opened
from ui.screens.practice.trying import Newest, Tried, Wanted, tried

if TYPE_CHECKING:
    from collections.abc import Callable

    from pharmreview.domain.case import Case
    from pharmreview.domain.paper import PaperFacts, PaperTemplate, Standing
    from ui.state.desk import Desk

RESTS_MS = 400
_FINEST = 160
_LONGEST_NAME = 60


class TemplatesModel(QObject):
    """Folds what happens into Inputs and tells the Props. `words_set` tells words the field must show."""

    changed = Signal(object)
    status = Signal(str)
    words_set = Signal(str, bool)
    """Words, and whether they take the place of others so that undo brings those back."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._by = desk.session.user
        self._inputs = Inputs(may_change=not desk.why_not(Deed.WORDING))
        self._facts: dict[str, PaperFacts] = {}
        self._newest = Newest(desk.lanes.press)
        self._page, self._dots = 1, 72
        self._drafted: tuple[str, str] | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(RESTS_MS)
        self._rest.timeout.connect(self.leave_draft)
        self.props = derive(self._inputs)

    # -- coming and going ------------------------------------------------------------------------------

    def enter(self) -> None:
        """Read how every template stands, and take up whoever is open."""
        desk = self._desk
        case, assessed, by, app = desk.open_case.case, desk.assessed, self._by, desk.app
        today = desk.clock.today()
        desk.lanes.press.run(lambda: opened(app, case, assessed, by, today), self._opened)

    def leave_draft(self) -> None:
        """Leave what is written as a draft now, if it is not there yet."""
        self._rest.stop()
        inputs, now = self._inputs, standing_of(self._inputs)
        if now is None or not inputs.may_change or self._drafted == (inputs.chosen, inputs.text):
            return
        self._drafted = (inputs.chosen, inputs.text)
        app, id_, text, by = self._desk.app, inputs.chosen, inputs.text, self._by
        self._desk.lanes.press.run(lambda: app.templates.leave_draft(id_, text, by), self._left)
        noted = now.model_copy(
            update={"draft": self._draft(id_, text) if text != now.template.text else None}
        )
        self._fold(standing=tuple(noted if one is now else one for one in inputs.standing))

    # -- gestures --------------------------------------------------------------------------------------

    def choose(self, id_: str) -> None:
        """Open another template, on its draft where it has one."""
        if id_ == self._inputs.chosen or not id_:
            return
        self.leave_draft()
        self._page = 1
        self._take_up(id_, self._inputs)
        self.status.emit("")

    def write(self, text: str, *, half: bool = False) -> None:
        """Take up what was typed: tried at once unless it is half a place, a draft when typing rests."""
        if text != self._inputs.text:
            self._fold(text=text)
            self._rest.start()
            if not half:
                self.try_now()

    def try_on(self, person: str) -> None:
        """Try the words on the open person or on nobody real."""
        if person in self._facts:
            self._fold(person=person)
            self.try_now()

    def turn(self, way: int) -> None:
        """The next page, or the one before."""
        good = self._inputs.good
        if good is not None and good.picture is not None:
            self._page = min(max(good.page + way, 1), good.pages)
            self.try_now()

    def set_dots(self, dots: int) -> None:
        """How fine a page is shown."""
        if abs(dots - self._dots) > 1:
            self._dots = min(dots, _FINEST)
            self.try_now()

    def keep(self) -> None:
        """Keep the words as a version of the practice's own."""
        if self.props.can_keep:
            id_, text, by = self._inputs.chosen, self._inputs.text, self._by
            self._change(lambda: self._desk.app.templates.keep(id_, text, by), "Kept")
        else:
            self.status.emit(self.props.why_not)

    def show_versions(self, *, shown: bool) -> None:
        """Open the versions on the one in use, or put them away."""
        now = standing_of(self._inputs)
        if now is not None:
            last = str(len(now.versions) - 1) if now.versions else OURS
            self._fold(version=last if shown else None)

    def look_at(self, version: str) -> None:
        """Hold another version against the words now."""
        if self._inputs.version is not None:
            self._fold(version=version)

    def put_back(self, version: str | None = None) -> None:
        """Put a version back: its words are in the field, and in use. What was written comes back by undo."""
        version, now = version or self._inputs.version, standing_of(self._inputs)
        if version is None or now is None or not self._inputs.may_change:
            return
        text, templates, id_, by = version_text(now, version), self._desk.app.templates, now.ours.id, self._by
        self.words_set.emit(text, True)
        self._fold(text=text, version=None)
        self.try_now()
        if text == now.template.text:
            self.leave_draft()
            self.status.emit(f"{now.ours.title}: back as it was kept. Ctrl+Z brings your words back")
        elif text == now.ours.text:
            self._change(lambda: templates.reset(id_, by), "Ours is back")
        else:
            self._change(lambda: templates.keep(id_, text, by), "Put back")

    # -- what comes back -------------------------------------------------------------------------------

    def _opened(self, outcome: Ok[Opened] | Err) -> None:
        if not shiboken6.isValid(self):
            return
        if isinstance(outcome, Err):
            self._say(outcome)
            return
        told = outcome.value
        self._facts = {EXAMPLE: told.example} | ({OPEN: told.open} if told.open is not None else {})
        case = self._desk.open_case.case
        facts = "" if case is None or told.open is None else _open_words(self._desk, case)
        at_open = self._inputs.person == OPEN or not self._inputs.open_facts
        person = OPEN if facts and at_open else EXAMPLE
        fresh = replace(self._inputs, standing=told.standing, open_facts=facts, person=person)
        fresh = replace(fresh, problem=told.problem)
        chosen = fresh.chosen or (told.standing[0].template.id if told.standing else "")
        self._take_up(chosen, fresh)

    def _take_up(self, id_: str, inputs: Inputs) -> None:
        now = standing_of(replace(inputs, chosen=id_))
        if now is None:
            self._fold_all(inputs)
            return
        text = now.template.text if now.draft is None or not inputs.may_change else now.draft.text
        if inputs.chosen == id_ and inputs.text and self._rest.isActive():
            text = inputs.text
        self._drafted = (id_, text)
        self._fold_all(replace(inputs, chosen=id_, text=text, version=None))
        self.words_set.emit(text, False)
        self.try_now()

    def try_now(self) -> None:
        """Try the newest words."""
        now, facts = standing_of(self._inputs), self._facts.get(self._inputs.person)
        if now is not None and facts is not None:
            wanted = Wanted(drafted(now.template, self._inputs.text), facts, self._page, self._dots)
            app = self._desk.app
            self._newest.ask(lambda: tried(app, wanted), self._tried)

    def _tried(self, outcome: Ok[Tried] | Err) -> None:
        if not shiboken6.isValid(self):
            return
        if isinstance(outcome, Err):
            self._say(outcome)
            return
        told = outcome.value
        good = self._inputs.good if told.problem is not None else told
        self._fold(tried=told, good=good)

    def _change(self, verb: Callable[[], PaperTemplate], said: str) -> None:
        self._rest.stop()
        app = self._desk.app

        def work() -> tuple[Standing, ...]:
            verb()
            return app.templates.standing()

        def told(outcome: Ok[tuple[Standing, ...]] | Err) -> None:
            if not shiboken6.isValid(self):
                return
            if isinstance(outcome, Err):
                self._say(outcome)
                return
            self._drafted = None
            self._fold(standing=outcome.value, problem=None)
            self.leave_draft()
            self.status.emit(f"{said}: {self.props.title}")

        self._desk.lanes.press.run(work, told)

    def _left(self, outcome: Ok[None] | Err) -> None:
        if not shiboken6.isValid(self):
            return
        if isinstance(outcome, Err):
            self._drafted = None
            self._say(outcome)
        elif self._inputs.problem is not None:
            self._fold(problem=None)

    def _draft(self, id_: str, text: str) -> TemplateDraft:
        return TemplateDraft(id=id_, text=text, by=self._by.name, at=self._desk.clock.now())

    def _say(self, outcome: Err) -> None:
        words = words_for(outcome.error)
        self._fold(problem=(words.what, f"{words.remedy} What you typed is still here."))

    def _fold(self, **changed: object) -> None:
        self._fold_all(replace(self._inputs, **changed))  # type: ignore[arg-type]  # fields of Inputs

    def _fold_all(self, inputs: Inputs) -> None:
        self._inputs = inputs
        props = derive(inputs)
        if props != self.props:
            self.props = props
            self.changed.emit(props)


def _open_words(desk: Desk, case: Case) -> str:
    person = case.patient
    name = words_of.listed_name(person.family_name, person.given_name)
    name = name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…"
    born = words_of.born_words(person.born, desk.clock.today())
    return f"{name}, born {born}, NHS No. {words_of.nhs_number(person.nhs_number)}"
