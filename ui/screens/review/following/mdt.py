"""The MDT: a request with its reasons, what keeps it back, and what came of it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from pharmreview.domain.review.answer import Answers, text_of
from pharmreview.domain.review.together.mdt import is_listed, letter_due, still_to_say
from ui import text as words_of
from ui.forms.step_form import StepForm
from ui.theme.tokens import Role
from ui.widgets.buttons.button import Button
from ui.widgets.choices.segmented import SegmentedBar
from ui.widgets.marks.label import Label
from ui.widgets.panels.card import Card
from ui.widgets.panels.notice import Notice, Tone

LISTED = "follow_up.mdt_listed"
_PAGES = (("request", "Request"), ("outcome", "Outcome"))


class MdtCard(Card):
    """Request or outcome. Without consent a request stays a draft, and names nobody."""

    list_wanted = Signal(bool)
    """Put the person on the MDT list, or take them off it."""

    def __init__(self, request: StepForm, outcome: StepForm) -> None:
        super().__init__("MDT")
        self.which = SegmentedBar("Request or outcome", _PAGES, small=True)
        self.which.set_value("request")
        self.which.chosen.connect(self.show_page)
        self.add_beside_title(self.which)
        self.not_for = Notice("", tone=Tone.CAUTION, icon="warning")
        self.not_for.hide()
        self._on_list = False
        self._request, self._outcome = QWidget(), QWidget()
        self.list_button = Button("Put on MDT list", hint="Ctrl+Enter")
        self.papers = Button("Print request", icon="print", hint="Ctrl+P")
        self.list_button.clicked.connect(lambda: self.list_wanted.emit(not self._on_list))
        self.state = Label("", Role.TABLE, "ink2", wrap=True)
        self.letter = Label("", Role.TABLE, "ink2", wrap=True)
        self.add(self.not_for)
        self._fill(self._request, request)
        self._fill(self._outcome, outcome)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(self.list_button)
        foot.addWidget(self.papers)
        foot.addStretch(1)
        own = self._request.layout()
        if isinstance(own, QVBoxLayout):
            own.addLayout(foot)
            own.addWidget(self.state)
        other = self._outcome.layout()
        if isinstance(other, QVBoxLayout):
            other.addWidget(self.letter)
        self.show_page("request")

    def show_page(self, page: str) -> None:
        """Show the request or what came of it."""
        at = QApplication.focusWidget()
        self.which.set_value(page)
        self._request.setVisible(page == "request")
        self._outcome.setVisible(page == "outcome")
        if at is not None and any(
            p.isHidden() and p.isAncestorOf(at) for p in (self._request, self._outcome)
        ):
            self.which.setFocus()

    def show_answers(self, answers: Answers, not_for: tuple[str, ...], name: str) -> None:
        """Show how the request stands."""
        self.not_for.setVisible(bool(not_for))
        if not_for:
            self.not_for.set_words("Not the way now", " ".join(not_for))
        lacks = still_to_say(answers)
        self._on_list = is_listed(answers)
        self.list_button.set_words("Take off the list" if self._on_list else "Put on MDT list")
        self.list_button.setEnabled(self._on_list or not lacks)
        self.state.setText(_state(answers, lacks, on_list=self._on_list))
        due = letter_due(answers)
        whom = name or "the person"
        self.letter.setText("" if due is None else f"Letter to {whom} by {words_of.weekday_day(due)}.")
        self.letter.setVisible(due is not None)

    def _fill(self, holder: QWidget, form: StepForm) -> None:
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(form)
        self.add(holder)


def _state(answers: Answers, lacks: tuple[str, ...], *, on_list: bool) -> str:
    if on_list:
        since = words_of.read_day(text_of(answers, LISTED))
        return (
            "On the list."
            if isinstance(since, words_of.UnreadDay)
            else f"On the list since {words_of.day(since)}."
        )
    if lacks:
        return f"A draft without a name. Still to say: {words_of.listed(lacks)}."
    return "Ready for the list."
