"""The one mutable thing in the window: which case is open, and what it says now."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from ui.state.case_edit import CaseEdit

if TYPE_CHECKING:
    from pharmreview.domain.case import Case


class OpenCase(QObject):
    """Holds the open case. Every change goes through `edit`, and `changed` is the only broadcast."""

    changed = Signal(object, object)
    """The case before and after; either may be None when one is opened or closed."""
    refused = Signal(str)
    """Why a change was not made."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._case: Case | None = None
        self._run = 0
        self.held = ""
        """Why nothing may be changed, in one sentence; empty where it may."""
        self.history = QUndoStack(self)
        self.history.setUndoLimit(500)

    @property
    def case(self) -> Case | None:
        """The case as it stands, or None when none is open."""
        return self._case

    @property
    def id(self) -> str:
        """The id of the case; "" when none is open."""
        return "" if self._case is None else self._case.id

    def open(self, case: Case) -> None:
        """Open a case with an empty history."""
        self.close()
        self._put(case)

    def adopt(self, case: Case) -> None:
        """Take up the case as another verb has just kept it; what went before cannot be undone past it."""
        self.history.clear()
        self._put(case)

    def close(self) -> None:
        """Close the case and forget its history."""
        self.history.clear()
        self._put(None)

    def edit(self, text: str, change: Callable[[Case], Case], merge: str = "") -> None:
        """Make a change that can be undone. `text` says what it is, for the undo tooltip.

        Edits in a row with the same `merge` key become one. A change that changes nothing leaves no trace.
        """
        if self._case is None:
            return
        after = change(self._case)
        if after == self._case:
            return
        if self.held:
            self._put_back(self._case, after)
            return
        run = f"{merge}/{self._run}" if merge else ""
        self.history.push(CaseEdit(text, self._case, after, run, self._put))

    def _put_back(self, held: Case, after: Case) -> None:
        """Have every field show again what stands, and say why."""
        self._put(after)
        self._put(held)
        self.refused.emit(self.held)

    def break_run(self) -> None:
        """End a run of merging edits, as when the field is left; the next edit is a step of its own."""
        self._run += 1

    def _put(self, case: Case | None) -> None:
        before, self._case = self._case, case
        if before is not case:
            self.changed.emit(before, case)
