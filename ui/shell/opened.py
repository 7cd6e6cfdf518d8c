"""What there is while the store is open: the workspace, the keeping of the open case, the way about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtWidgets import QApplication

from ui import text as words_of
from ui.errors import show_in
from ui.jobs import Err, Ok
from ui.shell.commands.dropping import Dropping
from ui.shell.leaving.overtaken import Overtaken
from ui.shell.leaving.when_kept import WhenKept
from ui.shell.travel import Travel
from ui.shell.workspace import Workspace
from ui.state.autosave import Autosave, Keeping

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QMimeData
    from PySide6.QtWidgets import QWidget

    from pharmreview.domain.case import Case
    from pharmreview.services.casework import Casework
    from ui.shell.travel import Where
    from ui.state.desk import Desk


class Opened:
    """Made when the door opens and put away when it shuts."""

    def __init__(self, desk: Desk, make: Callable[[str], QWidget]) -> None:
        self._desk = desk
        self._session = desk.session
        self.workspace = Workspace(desk, make)
        self.autosave = Autosave(
            desk.open_case,
            desk.lanes.vault,
            lambda case, what: desk.casework().save(case, what),
            desk.clock.now,
            self.workspace,
            desk.revisions,
        )
        self.travel = Travel(desk, self.workspace, self.autosave.flush)
        self.when_kept = WhenKept(self.autosave, self.workspace)
        self.when_kept.refused.connect(self.workspace.not_kept.offer_to_leave)
        self.autosave.changed.connect(self._show_saving)
        self.overtaken = Overtaken(desk, self.autosave, self.workspace.not_kept)
        self.workspace.status.try_again_wanted.connect(self.autosave.flush)
        self.workspace.not_kept.try_again_wanted.connect(self.autosave.flush)
        self._dropping = Dropping(self.workspace, self._take_dropped)
        user = desk.session.user
        looks = "may look only" if desk.open_case.held else ""
        self.workspace.status.set_person(", ".join(part for part in (user.name, user.role, looks) if part))
        desk.ask_what_went()
        desk.half_typed.begin(self._session)
        desk.open_case.refused.connect(self._say_refused)

    def _take_dropped(self, dropped: QMimeData) -> None:
        """A file dropped anywhere is read at the place that imports."""
        self.travel.go("intake")
        self.workspace.view("intake").take(dropped)  # type: ignore[attr-defined]

    def _say_refused(self, why: str) -> None:
        """What was typed or pressed was not taken up, and why."""
        if shiboken6.isValid(self.workspace):
            self.workspace.banner.show_problem(
                why, "What you typed is not kept. Ask a lead to let you review."
            )

    def turn(self) -> None:
        """Turn the screen to the person, or back to what was there, with the keys where they were."""
        if self.workspace.is_turned:
            self.workspace.turn_back()
        elif self._desk.open_case.case is not None:
            self.workspace.turn_to(self.workspace.view("taper").for_person())  # type: ignore[attr-defined]

    # -- people ----------------------------------------------------------------------------------------

    def open_person(self, case_id: str) -> None:
        """Open one person's review, begun today if it was never begun; a finished one as it stands."""

        def work() -> Case:
            cases = self._desk.casework()
            case = cases.open(case_id).case
            return case if case.finish is not None else self._begin(cases, case)

        self.leave(lambda: self._bring(work, None))

    def begin_next_review(self) -> None:
        """Begin the next review of the open person, whose last one is finished."""
        case = self._desk.open_case.case
        if case is None:
            return
        case_id = case.id

        def work() -> Case:
            cases = self._desk.casework()
            return self._begin(cases, cases.open(case_id).case)

        self.leave(lambda: self._bring(work, None))

    def _begin(self, cases: Casework, case: Case) -> Case:
        app = self._desk.app
        return cases.begin_review(case, app.form, app.table_versions())

    def close_person(self) -> None:
        """Put the open person away and go back to the list, once everything is kept."""

        def close() -> None:
            self.travel.go("people")
            self._desk.open_case.close()

        if self._desk.open_case.case is not None:
            self.leave(close)

    def adopt(self, case: Case) -> None:
        """Take up a case that another verb has just kept."""
        self._desk.open_case.adopt(case)
        self.autosave.adopt(case)

    def come_back(self, where: Where) -> None:
        """Stand where somebody stood before the door shut, with the same person open."""
        if where.case_id:
            case_id = where.case_id
            self._bring(lambda: self._desk.casework().open(case_id).case, where)
        else:
            self.travel.come_back(where)

    def leave(self, go: Callable[[], None]) -> None:
        """Commit what is being typed, and go when it is kept; what cannot be kept keeps its place."""
        focused = QApplication.focusWidget()
        if focused is not None and self.workspace.isAncestorOf(focused):
            focused.clearFocus()
        place = self.workspace.place
        keep = getattr(self.workspace.view(place), "keep_typed", None) if place else None
        if keep is not None:
            keep()
        self._desk.half_typed.flush()
        self.when_kept.then(go)

    def _bring(self, work: Callable[[], Case], where: Where | None) -> None:
        self._desk.lanes.vault.run(work, lambda outcome: self._brought(outcome, where))
        if where is None:
            self.workspace.view("review")  # made while the case is read

    def _brought(self, outcome: Ok[Case] | Err, where: Where | None) -> None:
        if self._desk.is_locked or self._desk.session is not self._session:
            return
        if isinstance(outcome, Err):
            if not self.workspace.place:
                self.travel.go("today")
            show_in(self.workspace.banner, outcome.error)
            return
        self._desk.open_case.open(outcome.value)
        if where is not None:
            self.travel.come_back(where)
        else:
            self.workspace.status.say("")
            view = self.workspace.view("review")
            self.travel.show_step(view.opening_step())  # type: ignore[attr-defined]
            view.show_ending()  # type: ignore[attr-defined]

    # -- saving ----------------------------------------------------------------------------------------

    def _show_saving(self, state: Keeping, sentence: str) -> None:
        at = self.autosave.saved_at
        shown = words_of.clock_time(at) if at is not None and state is Keeping.SAVED else ""
        self.workspace.show_saving(state.value, shown)
        if state is Keeping.FAILED:
            self.workspace.not_kept.say(sentence)
        elif state in (Keeping.SAVED, Keeping.NOTHING):
            self.workspace.not_kept.clear()
