"""The story carried forward, beside everything that follows a review."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from ui.screens.review.story import CarriedWords
from ui.theme.tokens import SEMIBOLD, Role
from ui.widgets.marks.label import Label
from ui.widgets.panels.card import Card, empty_out
from ui.widgets.panels.notice import OwnWords
from ui.widgets.panels.scroll import ScrollBody, scrolls_down


class CarriedPanel(Card):
    """Goal, agreed summary, so far, tried, helps and what is in the way, sittings."""

    def __init__(self) -> None:
        super().__init__("Carried forward")
        self.inside = ScrollBody()
        self.column = QVBoxLayout(self.inside)
        self.column.setContentsMargins(0, 0, 6, 0)
        self.column.setSpacing(3)
        self.area = scrolls_down(self.inside)
        self.area.setObjectName("scroll")
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setAccessibleName("The story carried forward")
        self.add(self.area, 1)
        self._shown: CarriedWords | None = None

    def show_words(self, words: CarriedWords) -> None:
        """Show the story as it stands."""
        if words == self._shown:
            return
        self._shown = words
        empty_out(self.column)
        self.column.addWidget(Label(words.why, Role.LABEL, "ink2", wrap=True))
        self.column.addSpacing(4)
        if words.goal:
            self.column.addWidget(OwnWords(words.goal, words.whose_goal))
        for heading, lines in words.parts:
            self.column.addSpacing(6)
            self.column.addWidget(Label(heading, Role.TABLE, weight=SEMIBOLD, wrap=True))
            for line in lines:
                self.column.addWidget(Label(line, Role.TABLE, "ink2", wrap=True))
        if not words.goal and not words.parts:
            self.column.addWidget(Label("Nothing is agreed yet.", Role.TABLE, "ink2", wrap=True))
        self.column.addStretch(1)
