"""One undoable change: the case before and the case after, swapped whole."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QUndoCommand

if TYPE_CHECKING:
    from pharmreview.domain.case import Case


_MERGE_ID = 1


class CaseEdit(QUndoCommand):
    """Swaps whole cases. A run of edits under one `merge` key is one step; a run that ends where it
    began is none."""

    def __init__(self, text: str, before: Case, after: Case, merge: str, put: Callable[[Case], None]) -> None:
        super().__init__(text)
        self.before = before
        self.after = after
        self.merge = merge
        self._put = put

    def redo(self) -> None:
        """Put the case as it is after the change."""
        self._put(self.after)

    def undo(self) -> None:
        """Put the case as it was before the change."""
        self._put(self.before)

    def id(self) -> int:
        """Edits with a merge key may merge with the one just before."""
        return _MERGE_ID if self.merge else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take up the next edit of the same run."""
        if not isinstance(other, CaseEdit) or other.merge != self.merge:
            return False
        self.after = other.after
        self.setText(other.text())
        if self.after == self.before:
            self.setObsolete(True)
        return True
