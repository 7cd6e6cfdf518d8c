"""Practice: what the whole practice shares. Its templates and its letterhead, a page each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.screens.practice.letterhead.page import LetterheadPage
from ui.screens.practice.templates.page import TemplatesPage
from ui.widgets.buttons.button import Button, Kind
from ui.widgets.choices.segmented import SegmentedBar
from ui.widgets.chrome.band import TopBar

if TYPE_CHECKING:
    from ui.state.desk import Desk

TEMPLATES, LETTERHEAD = "templates", "letterhead"
_PAGES = ((TEMPLATES, "Templates"), (LETTERHEAD, "Letterhead"))


class PracticeView(QWidget):
    """One page at a time, under a bar of its own: nobody's record is shown here as theirs."""

    status = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.templates = TemplatesPage(desk)
        self.letterhead = LetterheadPage(desk)
        self.top_bar = TopBar("Practice", "wording and letterhead")
        self.pages = SegmentedBar("Practice", _PAGES, small=True)
        self.keep = Button("Keep this version", Kind.FILLED, icon="save", hint="Ctrl+Enter", small=True)
        self.top_bar.add_action(self.pages)
        self.top_bar.add_action(self.keep)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.templates)
        self._stack.addWidget(self.letterhead)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.pages.chosen.connect(self.turn_to)
        self.keep.clicked.connect(self.templates.model.keep)
        self.templates.keep_fits.connect(self._show_keep)
        self.templates.model.status.connect(self.status)
        self.letterhead.status.connect(self.status)
        for keys, does in (
            ("Ctrl+Return", self._keep),
            ("Ctrl+Enter", self._keep),
            ("Ctrl+O", self._choose_file),
            ("Ctrl+Shift+H", self._other_page),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(does)
        self.turn_to(TEMPLATES)

    # -- the shell's contract --------------------------------------------------------------------------

    def entered(self) -> None:
        """Read what is kept, and put the keys where the work is."""
        self.templates.model.enter()
        self.letterhead.model.enter()
        self._page().focus_first()

    def left(self) -> None:
        """Leave what is written as a draft."""
        self.templates.model.leave_draft()

    def undo(self) -> None:
        """Undo in the words, wherever the keys are."""
        self.templates.field.undo()

    def redo(self) -> None:
        """Do again in the words."""
        self.templates.field.redo()

    def panes(self) -> tuple[QWidget, ...]:
        """What F6 moves between."""
        return self.templates.panes() if self._on_templates() else (self.letterhead,)

    # -- pages -----------------------------------------------------------------------------------------

    def turn_to(self, page: str) -> None:
        """Show one of the pages."""
        self.pages.set_value(page)
        self._stack.setCurrentWidget(self.templates if page == TEMPLATES else self.letterhead)
        self.keep.setVisible(page == TEMPLATES)

    def _other_page(self) -> None:
        self.turn_to(LETTERHEAD if self._on_templates() else TEMPLATES)
        self._page().focus_first()

    def _keep(self) -> None:
        if self._on_templates():
            self.templates.model.keep()

    def _choose_file(self) -> None:
        if not self._on_templates():
            self.letterhead.choose_file()

    def _page(self) -> TemplatesPage | LetterheadPage:
        return self.templates if self._on_templates() else self.letterhead

    def _on_templates(self) -> bool:
        return self._stack.currentWidget() is self.templates

    def _show_keep(self, fits: bool, why: str) -> None:
        self.keep.setEnabled(fits)
        self.keep.setToolTip(why)
