"""Going from place to place: forward, back, step by step, pane by pane. One for each time the door opens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from ui.shell.places import LATER, NOBODY, PERSONAL, STEP_PLACES

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.shell.workspace import Workspace
    from ui.state.desk import Desk


@dataclass(frozen=True, slots=True)
class Where:
    """A place, the step of the review that was open, and whose review it was ("" when nobody's)."""

    place: str
    step: str = ""
    case_id: str = ""


class Travel:
    """Shows places in the workspace and remembers the way. `keep` sends what was typed to the store."""

    def __init__(self, desk: Desk, workspace: Workspace, keep: Callable[[], None]) -> None:
        self._desk = desk
        self._workspace = workspace
        self._keep = keep
        self._came_from: list[Where] = []

    def where(self) -> Where:
        """Where the person is now."""
        case = self._desk.open_case.case
        step = self._workspace.steps_current if case is not None else ""
        return Where(self._workspace.place, step, "" if case is None else case.id)

    def go(self, place: str) -> None:
        """Go to a place; one that cannot be shown says why, and the one shown looks again where it can."""
        why = self._why_not(place)
        if why:
            self._workspace.status.say(why)
        if place == self._workspace.place:
            look_again = getattr(self._workspace.view(place), "look_again", None)
            if look_again is not None:
                look_again()
        if why or place == self._workspace.place:
            return
        self._note_way()
        self._show(place)

    def _why_not(self, place: str) -> str:
        """Why a place cannot be shown now, in a sentence; empty where it can."""
        if place == "groups":
            return f"Groups: {LATER.lower()}."
        nobody = place in PERSONAL and self._desk.open_case.case is None
        return f"{NOBODY}. Ctrl+K finds one." if nobody else ""

    def show_step(self, step: str) -> None:
        """Show one step of the review. The taper has a place of its own; asked for there, its notes show."""
        if self._desk.open_case.case is None:
            return
        place = STEP_PLACES.get(step, "review")
        if place == self._workspace.place:
            place = "review"
        if (place, step) != (self._workspace.place, self._workspace.steps_current):
            self._note_way()
        self._land(place, step)

    def come_back(self, where: Where) -> None:
        """Stand where somebody stood before, with no way behind them."""
        self._came_from.clear()
        if where.place == "review" and where.step:
            self._land("review", where.step)
        else:
            self._workspace.mark_step(where.step)
            self._show(where.place)

    def back(self) -> None:
        """Go to where the person was before; what can no longer be shown is passed over."""
        here, case = self.where(), self._desk.open_case.case
        while self._came_from:
            before = self._came_from.pop()
            lost = before.place in PERSONAL and (case is None or case.id != before.case_id)
            if not lost and (before.place, before.step) != (here.place, here.step):
                if before.place == "review" and before.step:
                    self._land("review", before.step)
                else:
                    self._show(before.place)
                return

    def walk(self, way: int) -> None:
        """Go so many steps of the review on or back, and no further than its ends."""
        ids = [step.id for step in self._desk.app.form.steps]
        here = self._workspace.steps_current
        place = ids.index(here) if here in ids else 0
        self.show_step(ids[min(max(place + way, 0), len(ids) - 1)])

    def find(self) -> None:
        """Go to the list, ready to type a name."""
        self.go("people")
        ready = getattr(self._workspace.view("people"), "focus_find", None)
        if ready is not None:
            ready()

    def people(self, looked_for: str, done: str = "") -> None:
        """Go to the list, showing those asked for and saying what was done, where the list can."""
        self.go("people")
        view = self._workspace.view("people")
        for verb, words in (("show_only", looked_for), ("tell", done)):
            tell = getattr(view, verb, None)
            if words and tell is not None:
                tell(words)

    def pane(self, way: int) -> None:
        """Move to the next pane, or the one before."""
        panes = self._workspace.panes()
        focused = QApplication.focusWidget()
        here = next(
            (
                i
                for i, p in enumerate(panes)
                if focused is not None and (p is focused or p.isAncestorOf(focused))
            ),
            -1 if way > 0 else 0,
        )
        for turn in range(1, len(panes) + 1):
            first = first_inside(panes[(here + way * turn) % len(panes)])
            if first is not None:
                first.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def undo_here(self, way: int) -> bool:
        """Have the place shown undo (-1) or do again (1), where it keeps a history of its own."""
        verb = getattr(self._workspace.view(self._workspace.place), "undo" if way < 0 else "redo", None)
        if verb is None:
            return False
        verb()
        return True

    def _note_way(self) -> None:
        if self._workspace.place:
            self._came_from.append(self.where())

    def _land(self, place: str, step: str) -> None:
        self._workspace.mark_step(step)
        if place != self._workspace.place:
            self._show(place)
        if place == "review":
            self._workspace.view("review").show_step(step)  # type: ignore[attr-defined]

    def _show(self, place: str) -> None:
        self._workspace.show_place(place)
        self._keep()


def first_inside(pane: QWidget) -> QWidget | None:
    """The first thing in a pane that takes keys, in tab order; the pane itself when it does."""
    step: QWidget | None = pane
    for _ in range(10_000):
        if step is None:
            return None
        takes = step.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes and step.isVisible() and step.isEnabled() and (step is pane or pane.isAncestorOf(step)):
            return step
        step = step.nextInFocusChain()
        if step is pane:
            return None
    return None
