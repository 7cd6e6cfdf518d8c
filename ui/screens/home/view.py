"""The Today screen: carry on, what is under way, what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.screens.home.entries import EntryCard
from ui.screens.home.figures import Figures
from ui.screens.home.view_model import HomeModel, Props
from ui.theme.active import current_theme
from ui.theme.tokens import BOLD, FOLDS_BAND_BELOW, Role
from ui.widgets.buttons.button import Button, Kind
from ui.widgets.chrome.band import TopBar
from ui.widgets.fields.text_field import TextField
from ui.widgets.marks.label import Label
from ui.widgets.panels.card import Card
from ui.widgets.panels.notice import Banner, OwnWords
from ui.widgets.panels.states import EmptyState

if TYPE_CHECKING:
    from ui.screens.home.lists import Resume
    from ui.state.desk import Desk

_COLUMNS_FROM = (640, 880)
_FIND, _FIND_SMALL = 300, 160


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
        self._waits_for_keys = False
        self._date = ("", "")
        self.find_box = TextField("Find a person", placeholder="Find a person", icon="search", hint="Ctrl+K")
        self.hide_names = Button("Hide names", icon="eye-off", hint="F8")
        self.bring = Button("Import a search", icon="import", hint="Ctrl+I")
        self.top_bar = TopBar("")
        for widget in (self.find_box, self.hide_names, self.bring):
            self.top_bar.add_action(widget)
        self.banner = Banner()
        self.resume = ResumeCard()
        self.in_review = EntryCard("In review", "Nobody else is in review.")
        self.due = EntryCard("Due this week", "Nothing is due this week.", has_all=False)
        self.plans = EntryCard("Plans running", "No plan is running yet.")
        self.soon = EntryCard("Next issues in 7 days", "No issue falls in the next 7 days.")
        self.held = EntryCard("On hold", "Nobody is on hold.")
        self.reach = EntryCard("To reach", "Nobody waits to be asked again.", has_all=False)
        self.mdt = EntryCard("MDT next", "Nobody waits for the MDT.", has_all=False)
        self.figures = Figures()
        self.empty = EmptyState("No people yet", "Import a practice search. Nothing leaves this computer.")
        self.first = self.empty.add_action("Import a search", Kind.FILLED, icon="import", hint="Ctrl+I")
        self._lay_out()
        self._connect()
        self.show_props(self._model.props)

    def entered(self) -> None:
        """Read the store again, and stand ready to carry on."""
        self._model.look()
        self._waits_for_keys = not self.focus_first()

    def look_again(self) -> None:
        """Read the store again; the keys stay where they are."""
        self._model.look()

    def left(self) -> None:
        """Nothing is typed here that must be kept."""
        self.find_box.clear()

    def focus_first(self) -> bool:
        """Go to the filled button, to carry on or to bring in the first search. False when there is none."""
        for button in (self.resume.open, self.first):
            if button.isVisible():
                button.setFocus()
                return True
        return False

    def panes(self) -> tuple[QWidget, ...]:
        """What F6 moves between here."""
        shown = (
            *(self.resume, self.in_review, self.due, self.plans, self.soon, self.reach),
            *(self.held, self.mdt, self.figures),
        )
        return (self.empty,) if self.empty.isVisibleTo(self) else shown

    def show_props(self, props: Props) -> None:
        """Show what the model says."""
        self._date = (props.date, props.short_date)
        self.hide_names.set_words("Show names" if props.names_hidden else "Hide names")
        self.hide_names.set_icon_name("eye" if props.names_hidden else "eye-off")
        if props.problem[0]:
            self.banner.show_problem(*props.problem)
        else:
            self.banner.clear()
        self.empty.setVisible(props.nobody)
        self._scroll.setVisible(not props.nobody)
        self.resume.show_resume(props.resume)
        for card, listed in (
            (self.in_review, props.in_review),
            (self.due, props.due),
            (self.plans, props.plans),
            (self.soon, props.soon),
            (self.held, props.held),
            (self.reach, props.reach),
            (self.mdt, props.mdt),
        ):
            card.show_entries(listed.entries, listed.total)
        self.mdt.set_about(props.mdt_day)
        self.figures.show_counts(props.counts)
        self._fit_bar()
        if self._waits_for_keys:
            self._waits_for_keys = not self.focus_first()
        if props.empty:
            self.status.emit(props.empty)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        two, three = (current_theme().px(width) for width in _COLUMNS_FROM)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(across if self.width() >= two else down)
        self._lists.setDirection(across if self.width() >= three else down)
        small = self.window().width() < FOLDS_BAND_BELOW
        self._columns.setContentsMargins(*((10, 8, 10, 8) if small else (18, 14, 18, 14)))
        self._fit_bar()

    def _fit_bar(self) -> None:
        small = self.window().width() < current_theme().px(FOLDS_BAND_BELOW)
        self.top_bar.set_words(self._date[small])
        self.find_box.setPlaceholderText("Find" if small else "Find a person")
        self.find_box.setFixedWidth(current_theme().px(_FIND_SMALL if small else _FIND))
        self.hide_names.set_hint("" if small else "F8")
        self.bring.set_hint("" if small else "Ctrl+I")

    def _connect(self) -> None:
        self._model.shown.connect(self.show_props)
        self.hide_names.clicked.connect(self._model.turn_names)
        for button in (self.bring, self.first):
            button.clicked.connect(self.import_wanted)
        self.find_box.returnPressed.connect(lambda: self.people_wanted.emit(self.find_box.value()))
        self.resume.open.clicked.connect(lambda: self.case_wanted.emit(self.resume.case_id))
        for card, asked in (
            (self.in_review, "in review"),
            (self.plans, "plan running"),
            (self.soon, "plan running"),
            (self.held, "on hold"),
        ):
            card.opened.connect(self.case_wanted)
            card.all_wanted.connect(lambda asked=asked: self.people_wanted.emit(asked))
        for card in (self.due, self.reach, self.mdt):
            card.opened.connect(self.case_wanted)
        self.figures.pressed.connect(self.people_wanted)
        hide = QShortcut(QKeySequence("F8"), self)
        hide.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        hide.activated.connect(self._model.turn_names)

    def _lay_out(self) -> None:
        left = _column(self.resume, self.in_review)
        middle = _column(self.due, self.plans, self.soon, self.reach)
        right = _column(self.held, self.mdt, self.figures)
        self._lists = QHBoxLayout()
        self._lists.setSpacing(14)
        self._lists.addLayout(middle, 1)
        self._lists.addLayout(right, 1)
        self._columns = QHBoxLayout()
        self._columns.setSpacing(14)
        self._columns.addLayout(left, 1)
        self._columns.addLayout(self._lists, 2)
        inside = QWidget()
        inside.setObjectName("scrollBody")
        inside.setLayout(self._columns)
        self._scroll = QScrollArea()
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inside)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self.banner)
        page.addWidget(self._scroll, 1)
        page.addWidget(self.empty, 1)


def _column(*cards: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(12)
    for card in cards:
        column.addWidget(card)
    column.addStretch(1)
    return column


class ResumeCard(Card):
    """Carry on where you left off."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(frame="resume", parent=parent)
        self.case_id = ""
        self._name = Label("", Role.BAND_NAME, weight=BOLD, wrap=True)
        self._where = Label("", Role.TABLE, "ink2", wrap=True)
        self._words = OwnWords()
        self.open = Button("Open", Kind.FILLED, hint="Enter")
        self.body.setSpacing(6)
        for widget in (Label("Carry on where you left off", Role.LABEL, "accent"), self._name, self._where):
            self.add(widget)
        self.add(self._words)
        row = QHBoxLayout()
        row.setContentsMargins(0, 4, 0, 0)
        row.addWidget(self.open)
        row.addStretch(1)
        self.body.addLayout(row)

    def show_resume(self, resume: Resume | None) -> None:
        """Show the review last worked on, or nothing."""
        self.setVisible(resume is not None)
        self.case_id = "" if resume is None else resume.case_id
        if resume is not None:
            self._name.setText(resume.name)
            self._where.setText(resume.where)
            self._words.set_words(resume.words)
            self._words.setVisible(bool(resume.words))
            self.open.setAccessibleName(f"Open {resume.name}")
