"""Finishing: what waits and the way through it; and the calm page after it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.forms.editors.editor import leave_undo_to_the_case
from ui.screens.review.props import Finished, Finishing
from ui.state.half_typed import HalfTyped
from ui.theme.tokens import Role
from ui.widgets.buttons.button import Button, Kind
from ui.widgets.choices.flow import FlowLayout
from ui.widgets.fields.text_field import TextField
from ui.widgets.marks.label import Label
from ui.widgets.panels.card import Card
from ui.widgets.panels.notice import Notice, Tone
from ui.widgets.panels.states import StairMark


class FinishPanel(QWidget):
    """Which safety items wait, said in place, with a way through by a typed reason."""

    go_wanted = Signal()
    pass_wanted = Signal(str)
    stay_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._half_typed: HalfTyped | None = None
        self._case_id = ""
        self.notice = Notice("", tone=Tone.CAUTION, icon="shield")
        self.reason = TextField("Reason for all that wait", placeholder="Reason for all that wait")
        self.reason.setMinimumWidth(180)
        leave_undo_to_the_case(self.reason)
        self.go = Button("Go to Safety net", small=True)
        self.pass_all = Button("Pass them all and finish", small=True)
        self.stay = Button("Not now", Kind.QUIET, hint="Esc", small=True)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.go)
        row.addWidget(self.reason, 1)
        row.addWidget(self.pass_all)
        row.addWidget(self.stay)
        inside = QWidget()
        inside.setLayout(row)
        row.setContentsMargins(24, 4, 0, 2)
        own = self.notice.layout()
        if own is not None:
            own.addWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 0, 0, 0)
        column.addWidget(self.notice)
        self.go.clicked.connect(self.go_wanted)
        self.stay.clicked.connect(self.stay_wanted)
        self.pass_all.clicked.connect(self._pass)
        self.reason.returnPressed.connect(self._pass)
        self.reason.typed.connect(self._ready)
        self.hide()

    def find_again(self, half_typed: HalfTyped) -> None:
        """Leave a reason that is half typed, to be found again with its person."""
        self._half_typed = half_typed

    def show_finishing(self, finishing: Finishing | None, case_id: str) -> None:
        """Show what waits, or nothing."""
        if self._case_id != case_id:
            self.hide()
        self._case_id = case_id
        appears = finishing is not None and self.isHidden()
        self.setVisible(finishing is not None)
        if finishing is None:
            return
        self.notice.set_words(
            finishing.title,
            "; ".join(finishing.items) + ". Tick each as talked about, or type one reason for all of them.",
        )
        if appears:
            held = self._half_typed
            self.reason.set_value("" if held is None else held.words(f"finish/{case_id}"))
            self._ready(self.reason.value())
            self.go.setFocus()

    def _ready(self, words: str) -> None:
        self.pass_all.setEnabled(bool(words.strip()))
        if self._half_typed is not None:
            self._half_typed.write(f"finish/{self._case_id}", words)

    def _pass(self) -> None:
        if self.reason.value().strip():
            reason = self.reason.value()
            self._ready("")
            self.pass_wanted.emit(reason)


class FinishedPage(QScrollArea):
    """A finished review: what was decided, and what can be done next."""

    papers_wanted = Signal()
    copy_wanted = Signal()
    look_wanted = Signal()
    next_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("scroll")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        card = Card()
        card.setMaximumWidth(640)
        self.title = Label("", Role.PAGE_TITLE, wrap=True)
        self.decision = Label("", Role.SECTION, wrap=True)
        self.kindly = Label("", Role.BODY, "ink2", wrap=True)
        self.next = Label("", Role.BODY, wrap=True)
        own = card.layout()
        if own is not None:
            own.setContentsMargins(28, 24, 28, 24)
        card.body.setSpacing(12)
        card.add(StairMark())
        for words in (self.title, self.decision, self.kindly, self.next):
            card.add(words)
        self._add_ways(card)
        inside = QWidget()
        inside.setObjectName("scrollBody")
        column = QVBoxLayout(inside)
        column.setContentsMargins(6, 6, 6, 6)
        column.addWidget(card)
        column.addStretch(1)
        column.setAlignment(card, Qt.AlignmentFlag(0))
        self.setWidget(inside)

    def _add_ways(self, card: Card) -> None:
        self.papers = Button("Papers", Kind.FILLED, icon="papers", hint="Ctrl+P")
        self.copy = Button("Copy for the record", icon="copy", hint="Ctrl+Shift+C")
        self.copied = Label("", Role.BODY, "ink2", wrap=True)
        card.add(self.copied)
        self.look = Button("Look through it again")
        actions = QWidget()
        flow = FlowLayout(actions, gap=8)
        flow.addWidget(self.papers)
        flow.addWidget(self.copy)
        flow.addWidget(self.look)
        self.again = Button("Begin the next review")
        flow.addWidget(self.again)
        card.add(actions)
        self.papers.clicked.connect(self.papers_wanted)
        self.copy.clicked.connect(self.copy_wanted)
        self.look.clicked.connect(self.look_wanted)
        self.again.clicked.connect(self.next_wanted)

    def show_finished(self, finished: Finished, copied: str) -> None:
        """Show how it ended, and whether the record has its summary."""
        self.copied.setText(f"Summary for the record: {copied}.")
        self.title.setText(finished.title)
        self.decision.setText(finished.decision)
        self.kindly.setText(finished.kindly)
        self.kindly.setVisible(bool(finished.kindly))
        self.next.setText(finished.next)
