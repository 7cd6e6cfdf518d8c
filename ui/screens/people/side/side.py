"""The right of the list: the chosen person explained, or a drawer in their place."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.screens.people.panel.panel import PersonPanel
from ui.screens.people.side.drawer import Drawer
from ui.screens.people.side.letters_drawer import LettersDrawer
from ui.screens.people.side.list_drawer import ListDrawer
from ui.screens.people.side.person_forms import CallForm, TierForm
from ui.screens.people.side.repair_drawer import RepairDrawer


class Side(QStackedWidget):
    """One thing at a time. Esc in a drawer goes back to the person."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.panel = PersonPanel()
        self.tier = TierForm()
        self.call = CallForm()
        self.list = ListDrawer()
        self.repair = RepairDrawer()
        self.letters = LettersDrawer()
        self.drawers: tuple[Drawer, ...] = (self.tier, self.call, self.list, self.repair, self.letters)
        for page in (self.panel, *self.drawers):
            self.addWidget(page)

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
