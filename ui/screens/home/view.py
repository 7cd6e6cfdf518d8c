"""The Today screen: carry on, what is under way, what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.screens.home.entries import EntryCard
from ui.screens.home.view_model import HomeModel, Props
from ui.theme.tokens import BOLD, FOLDS_BAND_BELOW, Role
from ui.widgets.buttons.button import Button, Kind
from ui.widgets.chrome.band import TopBar
from ui.widgets.fields.text_field import TextField
from ui.widgets.marks.label import Label
from ui.widgets.panels.card import Card
from ui.widgets.panels.notice import Banner, OwnWords
from ui.widgets.panels.states import EmptyState

if TYPE_CHECKING:
    from ui.state.desk import Desk


class HomeView(QWidget):
    """Today. It opens people; it changes nothing."""

    case_wanted = Signal(str)
    people_wanted = Signal(str)
    import_wanted = Signal()
    status = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._model = HomeModel(desk, self)
        self._find = TextField("Find a person", placeholder="Find a person", icon="search", hint="Ctrl+K")
        self._find.setMinimumWidth(240)
        self._hide = Button("Hide names", icon="eye-off", hint="F8")
        self._import = Button("Import a search", icon="import", hint="Ctrl+I")
        self.top_bar = TopBar("")
        for widget in (self._find, self._hide, self._import):
            self.top_bar.add_action(widget)
        self._banner = Banner()
        self._resume = _ResumeCard()
        self._in_review = EntryCard("In review", "Nobody else is in review.")
        self._plans = EntryCard("Plans running", "No plan is running yet.")
        self._soon = EntryCard("Next issues in 7 days", "No issue falls in the next 7 days.")
        self._counts = _Counts()
        self._empty = EmptyState(
            "Start with your practice's list",
            "Bring in a search from EMIS Web or SystmOne. Nothing leaves this computer.",
        )
        self._first = self._empty.add_action("Import a search", Kind.FILLED, icon="import", hint="Ctrl+I")
        self._lay_out()
        self._connect()
        self.show_props(self._model.props)

    def entered(self) -> None:
        """Read the store again, and stand ready to carry on."""
        self._model.look()
        if self._resume.isVisible():
            self._resume.open.setFocus()

    def left(self) -> None:
        """Nothing is being typed here that must be kept."""

    def show_props(self, props: Props) -> None:
        """Show what the model says."""
        self.top_bar.set_words(props.date)
        if props.problem:
            self._banner.show_problem("The list could not be read.", props.problem)
        else:
            self._banner.clear()
        self._empty.setVisible(props.nobody)
        self._scroll.setVisible(not props.nobody)
        came = props.resume is not None and not self._resume.isVisible()
        self._resume.show_resume(props, self.isVisible())
        if came and self.isVisible():
            self._resume.open.setFocus()
        self._in_review.show_entries(props.in_review)
        self._plans.show_entries(props.plans)
        self._soon.show_entries(props.soon)
        self._counts.show_counts(props.counts)
        if props.empty:
            self.status.emit(props.empty)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < FOLDS_BAND_BELOW - 100
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(way)

    def _connect(self) -> None:
        self._model.shown.connect(self.show_props)
        self._hide.clicked.connect(self._model.turn_names)
        for button in (self._import, self._first):
            button.clicked.connect(self.import_wanted)
        self._find.returnPressed.connect(lambda: self.people_wanted.emit(self._find.value()))
        self._resume.open.clicked.connect(lambda: self.case_wanted.emit(self._resume.case_id))
        for card in (self._in_review, self._plans, self._soon):
            card.opened.connect(self.case_wanted)
        self._counts.pressed.connect(self.people_wanted)
        hide = QShortcut(QKeySequence("F8"), self)
        hide.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        hide.activated.connect(self._model.turn_names)

    def _lay_out(self) -> None:
        self._columns = QHBoxLayout()
        self._columns.setSpacing(14)
        for stretch, cards in ((4, (self._resume, self._in_review)), (4, (self._plans, self._soon))):
            column = QVBoxLayout()
            column.setSpacing(12)
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
            self._columns.addLayout(column, stretch)
        right = QVBoxLayout()
        right.addWidget(self._counts)
        right.addStretch(1)
        self._columns.addLayout(right, 3)
        inside = QWidget()
        inside.setObjectName("scrollBody")
        inside.setLayout(self._columns)
        self._columns.setContentsMargins(18, 14, 18, 14)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(inside)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self._banner)
        page.addWidget(self._scroll, 1)
        page.addWidget(self._empty, 1)


class _ResumeCard(Card):
    """Carry on where you left off."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(frame="resume", parent=parent)
        self.case_id = ""
        self._name = Label("", Role.BAND_NAME, weight=BOLD, wrap=True)
        self._where = Label("", Role.TABLE, "ink2", wrap=True)
        self._words = OwnWords()
        self.open = Button("Open", Kind.FILLED, hint="Enter")
        self.open.setDefault(True)
        self.open.setAutoDefault(True)
        self.add(Label("Carry on where you left off", Role.LABEL, "accent"))
        for widget in (self._name, self._where, self._words):
            self.add(widget)
        row = QHBoxLayout()
        row.addWidget(self.open)
        row.addStretch(1)
        self.body.addLayout(row)

    def show_resume(self, props: Props, _shown: bool) -> None:
        """Show the review last worked on, or nothing."""
        self.setVisible(props.resume is not None)
        if props.resume is not None:
            self.case_id = props.resume.case_id
            self._name.setText(props.resume.name)
            self._where.setText(props.resume.where)
            self._words.set_words(props.resume.words)
            self._words.setVisible(bool(props.resume.words))
            self.open.setAccessibleName(f"Open {props.resume.name}")


class _Counts(Card):
    """Small counts, each a way to its list."""

    pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("On the list", parent=parent)
        self._buttons: dict[str, Button] = {}

    def show_counts(self, counts: tuple[tuple[str, int], ...]) -> None:
        """Show these counts."""
        for words, number in counts:
            if words not in self._buttons:
                button = Button("", Kind.QUIET)
                button.clicked.connect(lambda _=False, words=words: self.pressed.emit(words))
                self._buttons[words] = button
                self.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            self._buttons[words].set_words(f"{number} {words}")
