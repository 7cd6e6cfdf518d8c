"""The window: locked or open, one person at a time, nothing typed ever lost."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from ui.shell.display import SMALLEST, first_size
from ui.shell.places import make_view

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent

    from pharmreview.domain.case import Case
    from pharmreview.services.access import Session
    from ui.shell.commands.actions import Actions
    from ui.shell.display import Display
    from ui.shell.leaving.idle_lock import IdleLock
    from ui.shell.opened import Opened
    from ui.shell.travel import Travel, Where
    from ui.shell.workspace import Workspace
    from ui.state.autosave import Autosave
    from ui.state.desk import Desk


class MainWindow(QMainWindow):
    """One window. Its title never names anyone."""

    def __init__(self, desk: Desk, display: Display) -> None:
        super().__init__()
        self.desk = desk
        self.display = display
        self.opened: Opened | None = None
        """All there is once the store is open; None while the door is shut."""
        self._back_to: tuple[str, Where] | None = None
        self._may_close = False
        self._is_closing = False
        self.setWindowTitle("PharmReview")
        self.setMinimumSize(*SMALLEST)
        self.resize(first_size(self.screen().availableSize()))
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self.unlock = make_view("unlock", desk)
        self.unlock.unlocked.connect(self._unlocked)  # type: ignore[attr-defined]
        self.unlock.settled.connect(self._enable)  # type: ignore[attr-defined]
        self._stack.addWidget(self.unlock)
        desk.open_case.changed.connect(self._enable_at_change)
        self.unlock.entered()  # type: ignore[attr-defined]

    # -- what is made after the door is on the screen ------------------------------------------------

    @cached_property
    def actions_table(self) -> Actions:
        """Every command, once."""
        from ui.shell.commands.actions import Actions
        from ui.shell.commands.verbs import verbs

        made = Actions(verbs(self, self.desk.open_case.history, self.display), self)
        self.addActions(made.all())
        return made

    @cached_property
    def idle(self) -> IdleLock:
        """Locks when nobody is here."""
        from ui.shell.leaving.idle_lock import IdleLock

        made = IdleLock(parent=self)
        made.due.connect(self.lock)
        made.minutes_left.connect(self._say_minutes)
        return made

    @property
    def workspace(self) -> Workspace | None:
        """The room behind the door; None while it is shut."""
        return None if self.opened is None else self.opened.workspace

    @property
    def autosave(self) -> Autosave | None:
        """What keeps the open case; None while the door is shut."""
        return None if self.opened is None else self.opened.autosave

    @property
    def travel(self) -> Travel | None:
        """The way about; None while the door is shut."""
        return None if self.opened is None else self.opened.travel

    def _enable(self) -> None:
        """Let only those commands be used that can do something now."""
        inside = self.opened is not None and not self.unlock.isVisibleTo(self)
        turned = self.workspace is not None and self.workspace.is_turned
        person = self.desk.open_case.case is not None
        self.actions_table.fit(inside=inside, person=person, turned=turned)

    def _enable_at_change(self, before: Case | None, after: Case | None) -> None:
        if (before is None) is not (after is None):
            self._enable()

    # -- places ----------------------------------------------------------------------------------------

    def go(self, place: str) -> None:
        """Go to a place by its id; "lock" locks, "settings" opens the display menu."""
        if place == "lock":
            self.lock()
        elif place == "settings":
            self.choose_display()
        else:
            self._inside(lambda opened: opened.travel.go(place))

    def show_step(self, step: str) -> None:
        """Show one step of the review; the sixth is the builder."""
        self._inside(lambda opened: opened.travel.show_step(step))

    def open_person(self, case_id: str) -> None:
        """Open one person, once everything else is kept."""
        self._inside(lambda opened: opened.open_person(case_id))

    def close_person(self) -> None:
        """Close the open person and go back to the list, once everything is kept."""
        self._inside(lambda opened: opened.close_person())

    def adopt(self, case: Case) -> None:
        """Take up a case that another verb has just kept."""
        if self.opened is not None:
            self.opened.adopt(case)

    def turn(self) -> None:
        """Turn the screen to the person, or back to the same place."""
        self._inside(lambda opened: opened.turn())
        self._enable()

    # -- the door --------------------------------------------------------------------------------------

    def lock(self) -> None:
        """Keep everything, forget the key, and show the door. The same place comes back after it."""
        if self.opened is not None and not self.desk.is_locked:
            self.opened.leave(self._lock)

    def _lock(self) -> None:
        """Show the door at once; put everything away when the lanes have told what they were still doing."""
        if self.opened is None:
            return
        session, lanes = self.desk.session, self.desk.lanes
        self._back_to = (session.user.id, self.opened.travel.where())
        self.idle.stop()
        self._stack.setCurrentWidget(self.unlock)
        self.unlock.say_locked(self.desk.clock.now())  # type: ignore[attr-defined]
        lanes.vault.run(
            lambda: self.desk.app.access.lock(session),
            lambda _outcome: lanes.press.run(lambda: None, lambda _outcome: self._put_away(session)),
        )
        self._enable()
        self.unlock.entered()  # type: ignore[attr-defined]

    def _put_away(self, session: Session) -> None:
        """Nothing of a patient stays in a widget."""
        if self.opened is None or self.desk.is_locked or self.desk.session is not session:
            return
        opened, self.opened = self.opened, None
        opened.workspace.forget()
        self.desk.sign_out()
        self._stack.removeWidget(opened.workspace)
        opened.workspace.deleteLater()
        self._enable()

    def _unlocked(self, session: Session) -> None:
        from ui.shell.opened import Opened

        if not self.desk.is_locked:
            self._put_away(self.desk.session)
        self.desk.sign_in(session)
        self.desk.ask_what_holds()
        self.opened = opened = Opened(self.desk, self._make)
        opened.workspace.place_wanted.connect(self.go)
        opened.workspace.step_wanted.connect(self.show_step)
        self._stack.addWidget(opened.workspace)
        self._stack.setCurrentWidget(opened.workspace)
        self.unlock.left()  # type: ignore[attr-defined]
        self._say_minutes(self.idle.minutes)
        self.idle.start()
        who, where = self._back_to or ("", None)
        self._back_to = None
        self._enable()
        if where is None or who != session.user.id:
            opened.travel.go("today")
        else:
            opened.come_back(where)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802 - Qt names it
        """Tab and Shift+Tab, in reading order."""
        from ui.shell.commands.tab_order import beside

        found = beside(self, self.focusWidget(), forward=forward)
        if found is None:
            return False
        found.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
        return True

    # -- saving and leaving ----------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close only once everything typed is kept, or the person says to close all the same."""
        if self.opened is not None and not self._may_close:
            self._is_closing = True
            self.opened.leave(self._close_now)
            self._is_closing = False
            if not self._may_close:
                event.ignore()
                return
        self._end()

    def save_now(self) -> None:
        """Send what is not kept to the store."""
        if self.opened is not None:
            self.opened.autosave.flush()

    def show_fault(self, error: BaseException) -> None:
        """Say calmly that something went wrong on our side, and keep the work."""
        from ui.errors import words_for

        self.save_now()
        words = words_for(error)
        if self.opened is not None:
            self.opened.workspace.banner.show_problem(words.what, words.remedy)
        else:
            self.unlock.say_fault(words.sentence)  # type: ignore[attr-defined]

    def choose_display(self) -> None:
        """Offer the themes and the text sizes."""
        from ui.shell.commands.menus import display_menu

        display_menu(self, self.display, self.actions_table, self.say)

    def show_keys(self) -> None:
        """Show every command and its keys."""
        from ui.shell.commands.menus import KeysDialog

        KeysDialog(self).open()

    def _close_now(self) -> None:
        self._may_close = True
        if not self._is_closing:
            self.close()

    def _end(self) -> None:
        if not self.desk.is_locked:
            self.idle.stop()
            session = self.desk.session
            self.desk.lanes.vault.run(lambda: self.desk.app.access.lock(session), lambda _outcome: None)
        self.desk.lanes.press.close()
        self.desk.lanes.vault.close()
        if self.opened is not None:
            self.opened.workspace.forget()
        self.desk.sign_out()

    # -- wiring ----------------------------------------------------------------------------------------

    def _make(self, place: str) -> QWidget:
        view = make_view(place, self.desk)
        wires: dict[str, Callable[..., object]] = {
            "case_wanted": self.open_person,
            "people_wanted": lambda words="": self._inside(lambda opened: opened.travel.people(words)),
            "import_wanted": lambda *_: self.go("intake"),
            "brought_in": self._brought_in,
            "cancelled": lambda *_: self.go("people"),
            "step_wanted": self.show_step,
            "taper_wanted": lambda *_: self.show_step("taper"),
            "turn_wanted": self.turn,
            "papers_wanted": lambda *_: self.go("papers"),
            "next_review_wanted": lambda *_: self._inside(lambda opened: opened.begin_next_review()),
            "finishing": self.save_now,
            "case_kept": self.adopt,
            "status": self.say,
        }
        for name, slot in wires.items():
            signal = getattr(view, name, None)
            if signal is not None and hasattr(signal, "connect"):
                signal.connect(slot)
        return view

    def _brought_in(self, said: str) -> None:
        self._inside(lambda opened: opened.travel.people("", said))

    def say(self, fact: str) -> None:
        """Say one quiet fact in the status line."""
        if self.opened is not None:
            self.opened.workspace.status.say(fact)

    def _say_minutes(self, minutes: int) -> None:
        if self.opened is not None:
            self.opened.workspace.status.set_lock(f"Locks after {minutes} min idle", "Ctrl+L")

    def _inside(self, do: Callable[[Opened], object]) -> None:
        if self.opened is not None:
            do(self.opened)
