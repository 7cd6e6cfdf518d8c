"""Practice: what the whole practice shares. Templates, letterhead, people, what was said: a page each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.screens.practice.experience.page import ExperiencePage
from ui.screens.practice.letterhead.page import LetterheadPage
from ui.screens.practice.team.page import TeamPage
from ui.screens.practice.templates.page import TemplatesPage
from ui.widgets.buttons.button import Button, Kind
from ui.widgets.choices.segmented import SegmentedBar
from ui.widgets.chrome.band import TopBar

if TYPE_CHECKING:
    from ui.state.desk import Desk

TEMPLATES, LETTERHEAD, TEAM, EXPERIENCE = "templates", "letterhead", "team", "experience"
_PAGES = (
    (TEMPLATES, "Templates"),
    (LETTERHEAD, "Letterhead"),
    (TEAM, "People"),
    (EXPERIENCE, "What people said"),
)


class PracticeView(QWidget):
    """One page at a time, under a bar of its own: nobody's record is shown here as theirs."""

    status = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.templates = TemplatesPage(desk)
        self.letterhead = LetterheadPage(desk)
        self.team = TeamPage(desk)
        self.experience = ExperiencePage(desk)
        self._by_name: dict[str, TemplatesPage | LetterheadPage | TeamPage | ExperiencePage] = {
            TEMPLATES: self.templates,
            LETTERHEAD: self.letterhead,
            TEAM: self.team,
            EXPERIENCE: self.experience,
        }
        self.top_bar = TopBar("Practice", "wording, letterhead, people")
        self.pages = SegmentedBar("Practice", _PAGES, small=True)
        self.keep = Button("Keep this version", Kind.FILLED, icon="save", hint="Ctrl+Enter", small=True)
        self.top_bar.add_action(self.pages)
        self.top_bar.add_action(self.keep)
        self._stack = QStackedWidget()
        for page in self._by_name.values():
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.pages.chosen.connect(self.turn_to)
        self.keep.clicked.connect(self.templates.model.keep)
        self.templates.keep_fits.connect(self._show_keep)
        for tells in (self.templates.model, self.letterhead, self.team, self.experience):
            tells.status.connect(self.status)
        for keys, does in (
            ("Ctrl+Return", self._keep),
            ("Ctrl+Enter", self._keep),
            ("Ctrl+O", self._choose_file),
            ("Ctrl+Shift+H", self._other_page),
        ):
            # Wherever in the window the keys are, for the bar of the place stands outside its page.
            QShortcut(QKeySequence(keys), self, does)
        self.turn_to(TEMPLATES)

    # -- the shell's contract --------------------------------------------------------------------------

    def entered(self) -> None:
        """Read what is kept, and put the keys where the work is."""
        self.templates.model.enter()
        self.letterhead.model.enter()
        self.team.model.enter()
        self.experience.model.enter()
        self._page().focus_first()

    def left(self) -> None:
        """Leave what is written as a draft."""
        self.keep_typed()
        self.team.forget_secrets()

    def keep_typed(self) -> None:
        """Leave what is being written as a draft now, as before locking."""
        self.templates.model.leave_draft()

    def undo(self) -> None:
        """Undo in the words, wherever the keys are."""
        self.templates.field.undo()

    def redo(self) -> None:
        """Do again in the words."""
        self.templates.field.redo()

    def panes(self) -> tuple[QWidget, ...]:
        """What F6 moves between."""
        return self.templates.panes() if self._on_templates() else (self._page(),)

    # -- pages -----------------------------------------------------------------------------------------

    def turn_to(self, page: str) -> None:
        """Show one of the pages."""
        self.pages.set_value(page)
        self._stack.setCurrentWidget(self._by_name[page])
        self.keep.setVisible(page == TEMPLATES)

    def _other_page(self) -> None:
        names = list(self._by_name)
        here = names.index(self.pages.value() or TEMPLATES)
        self.turn_to(names[(here + 1) % len(names)])
        self._page().focus_first()

    def _keep(self) -> None:
        if self._on_templates():
            self.templates.model.keep()
        elif self._page() is self.experience:
            self.experience.keep()

    def _choose_file(self) -> None:
        if self._page() is self.letterhead:
            self.letterhead.choose_file()

    def _page(self) -> TemplatesPage | LetterheadPage | TeamPage | ExperiencePage:
        return self._by_name[self.pages.value() or TEMPLATES]

    def _on_templates(self) -> bool:
        return self._stack.currentWidget() is self.templates

    def _show_keep(self, fits: bool, why: str) -> None:
        self.keep.setEnabled(fits)
        self.keep.setToolTip(why)
