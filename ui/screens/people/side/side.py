"""The right of the list: the chosen person explained, or a drawer in their place."""

from __future__ import annotations

from functools import cached_property
from typing import ClassVar, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.screens.people.panel.panel import PersonPanel
from ui.screens.people.side.drawer import Drawer
from ui.screens.people.side.letters_drawer import LettersDrawer
from ui.screens.people.side.list_drawer import ListDrawer
from ui.screens.people.side.person_forms import CallForm, LeaveForm, TierForm
from ui.screens.people.side.repair_drawer import RepairDrawer

AnyDrawer = TypeVar("AnyDrawer", bound=Drawer)


class Side(QStackedWidget):
    """One thing at a time. Esc in a drawer goes back to the person.

    A drawer is made when it is first asked for, and told of by `made`: most stay shut all day.
    """

    made: ClassVar[Signal] = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.panel = PersonPanel()
        self.addWidget(self.panel)

    @cached_property
    def tier(self) -> TierForm:
        """Sets the chosen person's tier."""
        return self._new(TierForm())

    @cached_property
    def call(self) -> CallForm:
        """Says whether an entry of the record excludes the chosen person."""
        return self._new(CallForm())

    @cached_property
    def leave(self) -> LeaveForm:
        """Leaves the chosen person out of review for now."""
        return self._new(LeaveForm())

    @cached_property
    def list(self) -> ListDrawer:
        """What is kept of the whole list."""
        return self._new(ListDrawer())

    @cached_property
    def repair(self) -> RepairDrawer:
        """Puts an unread line right."""
        return self._new(RepairDrawer())

    @cached_property
    def letters(self) -> LettersDrawer:
        """Writes to everyone ticked."""
        return self._new(LettersDrawer())

    def _new(self, drawer: AnyDrawer) -> AnyDrawer:
        self.addWidget(drawer)
        self.made.emit(drawer)
        return drawer

    def open(self, drawer: Drawer) -> None:
        """Put a drawer in the place of the person."""
        self.setCurrentWidget(drawer)

    def close_drawer(self) -> None:
        """Back to the person."""
        self.setCurrentWidget(self.panel)

    def drawer(self) -> Drawer | None:
        """The drawer that is open, if any."""
        shown = self.currentWidget()
        return shown if isinstance(shown, Drawer) else None
