"""The window: locked or open, one person at a time, nothing typed ever lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QMessageBox, QStackedWidget, QWidget

from ui import text as words_of
from ui.errors import dialog_for
from ui.jobs import Err, Ok
from ui.shell.actions import Actions
from ui.shell.idle_lock import IdleLock
from ui.shell.places import PERSONAL, make_view
from ui.shell.verbs import Verbs
from ui.state.autosave import Autosave, Keeping
from ui.state.desk import Desk

if TYPE_CHECKING:
    from pharmreview.domain.case import Case
    from pharmreview.services.access import Session
    from ui.shell.display import Display
    from ui.shell.workspace import Workspace

SMALLEST = (900, 460)
_USUAL = (1366, 738)


class MainWindow(QMainWindow):
    """One window. Its title never names anyone."""

    def __init__(self, desk: Desk, display: Display) -> None:
        super().__init__()
        self.desk = desk
        self._display = display
        self.came_from: list[str] = []
        self._back_to: tuple[str, str, str] | None = None
        self._closing = False
        self.setWindowTitle("PharmReview")
        self.setMinimumSize(*SMALLEST)
        self.resize(*_USUAL)
        self.verbs = Verbs(self, display)
        self.actions_table = Actions(self.verbs.table(), self)
        self.addActions(self.actions_table.all())
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self.unlock = make_view("unlock", desk)
        self.unlock.unlocked.connect(self._unlocked)  # type: ignore[attr-defined]
        self._stack.addWidget(self.unlock)
        self.workspace: Workspace | None = None
        self.autosave: Autosave | None = None
        self._idle = IdleLock(parent=self)
        self._idle.due.connect(self.lock)
        self._idle.minutes_left.connect(self._say_lock)
        self._enable()
        self.unlock.entered()  # type: ignore[attr-defined]

    # -- places ------------------------------------------------------------------------------------

    def go(self, place: str) -> None:
        """Go to a place by its id; "lock" locks, "settings" opens the display menu."""
        if place == "lock":
            self.lock()
        elif place == "settings":
            self.verbs.choose_display()
        elif self.workspace is not None and place != self.workspace.place:
            if place in PERSONAL and self.desk.open_case.case is None:
                return
            self.came_from.append(self.workspace.place)
            self.save_now()
            self.workspace.show_place(place)

    def open_person(self, case_id: str) -> None:
        """Open one person's review, begun today if it was not begun yet."""
        self.save_now()
        tables = self.desk.app.table_versions()

        def work() -> Case:
            verbs = self.desk.casework()
            return verbs.begin_review(verbs.open(case_id).case, tables)

        self.desk.lanes.vault.run(work, self._opened)

    def close_person(self) -> None:
        """Close the open person and go back to the list."""
        if self.workspace is not None and self.desk.open_case.case is not None:
            self._leave_field()
            self.save_now()
            self.workspace.show_place("people")
            self.desk.open_case.close()
            self._enable()

    def show_step(self, step: str) -> None:
        """Show one step of the review; the sixth is the builder."""
        if self.workspace is None:
            return
        if step == "taper":
            self.go("taper")
        else:
            self.go("review")
            self.workspace.view("review").show_step(step)  # type: ignore[attr-defined]
        self.workspace.mark_step(step)

    def adopt(self, case: Case) -> None:
        """Take up a case that another verb has just kept."""
        if self.autosave is not None:
            self.desk.open_case.adopt(case)
            self.autosave.adopt(case)
            self._enable()

    # -- lock --------------------------------------------------------------------------------------

    def lock(self) -> None:
        """Keep everything, forget the key, and show the door. The same place comes back after it."""
        if self.workspace is None or self.desk.is_locked:
            return
        self._leave_field()
        case = self.desk.open_case.case
        step = self.workspace.steps_current
        self._back_to = (self.workspace.place, case.id if case is not None else "", step)
        self.save_now()
        session = self.desk.session
        self.desk.lanes.vault.run(lambda: self.desk.app.access.lock(session), self._locked)

    def _locked(self, outcome: Ok[None] | Err) -> None:
        if self.autosave is not None and self.autosave.has_unsaved():
            self._tell(outcome)
            return
        self._idle.stop()
        self.desk.sign_out()
        if self.workspace is not None:
            self.workspace.forget()
            self._stack.removeWidget(self.workspace)
            self.workspace.deleteLater()
            self.workspace = None
        self.came_from.clear()
        at = words_of.clock_time(self.desk.clock.now())
        self.unlock.say_locked(at)  # type: ignore[attr-defined]
        self._stack.setCurrentWidget(self.unlock)
        self._enable()
        self.unlock.entered()  # type: ignore[attr-defined]

    def _unlocked(self, session: Session) -> None:
        from ui.shell.workspace import Workspace

        self.desk.sign_in(session)
        self.workspace = Workspace(self.desk, self._make)
        self.autosave = Autosave(
            self.desk.open_case,
            self.desk.lanes.vault,
            lambda case, what: self.desk.casework().save(case, what),
            self.desk.clock.now,
            self.workspace,
        )
        self.autosave.changed.connect(self._show_saving)
        self.workspace.place_wanted.connect(self.go)
        self.workspace.step_wanted.connect(self.show_step)
        self.workspace.status.try_again_wanted.connect(self.save_now)
        self.workspace.status.set_person(f"{session.user.name}, {session.user.role}".strip(", "))
        self._stack.addWidget(self.workspace)
        self._stack.setCurrentWidget(self.workspace)
        self._say_lock(self._idle.minutes)
        self._idle.start()
        self.workspace.show_place("today")
        self._enable()
        back, self._back_to = self._back_to, None
        if back is not None and back[1]:
            self.open_person(back[1])

    # -- saving ------------------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close only once everything typed is kept, or the person says to close all the same."""
        self._leave_field()
        if self.autosave is not None and self.autosave.has_unsaved():
            if self.autosave.state is Keeping.FAILED and self._closing:
                if self._close_all_the_same():
                    self._end()
                    return
                self._closing = False
                event.ignore()
                return
            self._closing = True
            self.autosave.flush()
            event.ignore()
            return
        self._end()

    def show_fault(self, error: BaseException) -> None:
        """Say calmly that something went wrong on our side, and keep the work."""
        self.save_now()
        dialog_for(error, self).open()

    def _end(self) -> None:
        self._idle.stop()
        if not self.desk.is_locked:
            session = self.desk.session
            self.desk.lanes.vault.run(lambda: self.desk.app.access.lock(session), lambda _outcome: None)
        self.desk.lanes.vault.close()
        self.desk.lanes.press.close()

    def _close_all_the_same(self) -> bool:
        said = QMessageBox(self)
        said.setWindowTitle("PharmReview")
        said.setText("The last changes could not be kept.")
        said.setInformativeText("Mend what the status line says and try again, or close and lose them.")
        stay = said.addButton("Stay", QMessageBox.ButtonRole.RejectRole)
        said.addButton("Close and lose them", QMessageBox.ButtonRole.DestructiveRole)
        said.setDefaultButton(stay)
        said.exec()
        return said.clickedButton() is not stay

    def _show_saving(self, state: Keeping, sentence: str) -> None:
        if self.workspace is None or self.autosave is None:
            return
        at = "" if self.autosave.saved_at is None else words_of.clock_time(self.autosave.saved_at)
        self.workspace.show_saving(state.value, at if state is Keeping.SAVED else "")
        if sentence:
            self.workspace.status.say(sentence)
        if (self._closing and state is Keeping.SAVED) or (self._closing and state is Keeping.FAILED):
            self.close()

    def save_now(self) -> None:
        if self.autosave is not None:
            self.autosave.flush()

    def _leave_field(self) -> None:
        focused = self.focusWidget()
        if focused is not None:
            focused.clearFocus()

    # -- wiring ------------------------------------------------------------------------------------

    def _make(self, place: str) -> QWidget:
        view = make_view(place, self.desk)
        wires: dict[str, Callable[..., object]] = {
            "case_wanted": self.open_person,
            "people_wanted": lambda *_: self.go("people"),
            "import_wanted": lambda *_: self.go("intake"),
            "brought_in": self._brought_in,
            "cancelled": lambda *_: self.go("people"),
            "step_wanted": self.show_step,
            "taper_wanted": lambda *_: self.show_step("taper"),
            "papers_wanted": lambda *_: self.go("papers"),
            "case_kept": self.adopt,
            "status": self.say,
        }
        for name, slot in wires.items():
            signal = getattr(view, name, None)
            if signal is not None and hasattr(signal, "connect"):
                signal.connect(slot)
        return view

    def _opened(self, outcome: Ok[Case] | Err) -> None:
        if isinstance(outcome, Err):
            self._tell(outcome)
            return
        if self.workspace is None or self.autosave is None:
            return
        self.desk.open_case.open(outcome.value)
        self._enable()
        self.workspace.show_place("review")
        view = self.workspace.view("review")
        step = view.opening_step()  # type: ignore[attr-defined]
        self.show_step(step)

    def _brought_in(self, said: str) -> None:
        self.go("people")
        self.say(said)

    def _tell(self, outcome: Ok[None] | Ok[Case] | Err) -> None:
        if isinstance(outcome, Err):
            dialog_for(outcome.error, self).open()

    def say(self, fact: str) -> None:
        if self.workspace is not None:
            self.workspace.status.say(fact)

    def _say_lock(self, minutes: int) -> None:
        if self.workspace is not None:
            self.workspace.status.set_lock(f"Locks after {minutes} min idle", "Ctrl+L")

    # -- commands ----------------------------------------------------------------------------------

    def _enable(self) -> None:
        open_now = self.workspace is not None
        case = self.desk.open_case.case is not None
        self.actions_table.enable("today", "people", "find", "import", "back", "lock", on=open_now)
        self.actions_table.enable(
            "papers", "close-person", "undo", "redo", "save-now", "next-step", "previous-step", on=case
        )
