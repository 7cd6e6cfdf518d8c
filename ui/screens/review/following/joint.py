"""A joint visit on one record: who is here and which part is whose, one sentence, and who signed it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QWidget

from pharmreview.domain.case import User
from pharmreview.domain.review.answer import Answers, chosen, text_of
from pharmreview.domain.review.step import Option
from pharmreview.domain.review.together.joint import (
    MESSAGE,
    PLACES,
    Clinician,
    clinicians,
    is_agreed,
    same_name,
)
from ui import text as words_of
from ui.forms.editors.editor import leave_undo_to_the_case
from ui.theme.tokens import Role
from ui.widgets.buttons.button import Button, Kind
from ui.widgets.choices.chips import ChipOption, ChipSet
from ui.widgets.choices.flow import FlowLayout
from ui.widgets.fields.note_field import NoteField
from ui.widgets.fields.text_field import TextField
from ui.widgets.marks.label import Label, Rule
from ui.widgets.panels.captioned import Captioned, SignMark
from ui.widgets.panels.card import Card, empty_out

_GRID = "follow_up.joint"
_AT_FIRST = 2


class ClinicianRow(QWidget):
    """One clinician: name and role, the parts they have, and what they bring, under their own name."""

    given = Signal(str, object)
    left = Signal()

    def __init__(self, place: str, ordinal: str, parts: Sequence[Option]) -> None:
        super().__init__()
        self.place = place
        self.name = TextField(f"{ordinal} clinician, name", placeholder="Name")
        self.role = TextField(f"{ordinal} clinician, role", placeholder="Role")
        self.view = NoteField(f"{ordinal} clinician, what they bring", least=1, most=6)
        self.view.setPlaceholderText("What they bring: what they know, and what they would do")
        self.parts = ChipSet(f"{ordinal} clinician, part in the visit")
        self.parts.set_options([ChipOption(o.code, o.words or o.label) for o in parts])
        self.parts.changed.connect(lambda codes: self._tell("parts", codes))
        for part, field in (("name", self.name), ("role", self.role), ("view", self.view)):
            leave_undo_to_the_case(field)
            field.typed.connect(lambda words, part=part: self._tell(part, words))
            field.finished.connect(self.left)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.addWidget(self.name, 0, 0)
        grid.addWidget(self.role, 0, 1)
        grid.addWidget(self.parts, 1, 0, 1, 2)
        grid.addWidget(self.view, 2, 0, 1, 2)
        grid.addWidget(Rule(), 3, 0, 1, 2)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)

    def show_answers(self, answers: Answers) -> None:
        """Show this clinician as the answers have them."""
        key = f"{_GRID}.{self.place}"
        self.name.set_value(text_of(answers, f"{key}.name"))
        self.role.set_value(text_of(answers, f"{key}.role"))
        self.view.set_value(text_of(answers, f"{key}.view"))
        self.parts.set_value(chosen(answers, f"{key}.parts"))

    def _tell(self, part: str, value: object) -> None:
        self.given.emit(f"{_GRID}.{self.place}.{part}", value)


class SignatureLine(QWidget):
    """Who has signed the sentence, and a button for each who has not."""

    sign_wanted = Signal(str)
    keys_left = Signal()
    """The button that had the keys is gone, for what it asked for is done."""

    def __init__(self) -> None:
        super().__init__()
        self.buttons: dict[str, Button] = {}
        self._flow = FlowLayout(self, gap=8)
        self._shown: tuple[object, ...] = ()

    def show_clinicians(self, here: Sequence[Clinician], sentence: str, user: str) -> None:
        """Show the signatures of everyone here under this sentence."""
        shown = (tuple(here), bool(sentence), user)
        if shown == self._shown:
            return
        self._shown = shown
        at = QApplication.focusWidget()
        held = at is not None and self.isAncestorOf(at)
        empty_out(self._flow)
        self.buttons = {}
        for one in here:
            if one.signature is not None and one.signature.holds:
                self._flow.addWidget(_signed(one))
            else:
                self._flow.addWidget(self._button(one, user, ready=bool(sentence)))
        if held:
            self.keys_left.emit()

    def first_button(self) -> Button | None:
        """The button of the first who has not signed."""
        return next((button for button in self.buttons.values() if button.isEnabled()), None)

    def _button(self, one: Clinician, user: str, *, ready: bool) -> Button:
        mine = same_name(one.name, user)
        again = "sign again" if one.signature is not None else "sign"
        words = f"{one.name}: {again}" if mine else f"{one.name}: {again}, on their word"
        button = Button(words, small=True, hint="Ctrl+Shift+G" if mine else "")
        changed = "The sentence has changed since it was signed." if one.signature is not None else ""
        button.setAccessibleDescription(changed)
        button.setToolTip(changed)
        button.setEnabled(ready)
        button.clicked.connect(lambda: self.sign_wanted.emit(one.place))
        self.buttons[one.place] = button
        return button


def _signed(one: Clinician) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 4, 0, 4)
    row.setSpacing(5)
    row.addWidget(SignMark("tick", "done", 15))
    signature = one.signature
    words = one.name
    if signature is not None:
        at = f"{words_of.day(signature.at.date())} {words_of.clock_time(signature.at)}"
        noted = f", on their word, noted by {signature.on_their_word}" if signature.on_their_word else ""
        words = f"{one.name}, {at}{noted}"
    row.addWidget(Label(words, Role.TABLE, "done"))
    return made


class JointCard(Card):
    """Everyone here, one sentence signed by all of them."""

    given = Signal(str, object)
    given_together = Signal(object)
    """Several answers that are one change: a dict from the key to the value."""
    sign_wanted = Signal(str)
    left = Signal()

    def __init__(self, places: Sequence[Option], parts: Sequence[Option]) -> None:
        super().__init__("Who is here today", subtitle="each part is kept under its own name")
        self.rows: dict[str, ClinicianRow] = {}
        self._answers: Answers = {}
        self._user: User | None = None
        self._open = _AT_FIRST
        for option in places:
            row = ClinicianRow(option.code, option.label.split()[0], parts)
            row.given.connect(self.given)
            row.left.connect(self.left)
            self.rows[option.code] = row
            self.add(row)
        self.more = Button("Add a clinician", Kind.QUIET, icon="plus", small=True)
        self.more.clicked.connect(self._add_clinician)
        self.here = Button("I am here", Kind.QUIET, icon="person", small=True)
        self.here.clicked.connect(self._put_me)
        ways = QHBoxLayout()
        for button in (self.here, self.more):
            ways.addWidget(button)
        ways.addStretch(1)
        self.body.addLayout(ways)
        self.message = NoteField("One message, in one sentence, signed by both", least=2, most=5)
        leave_undo_to_the_case(self.message)
        self.message.typed.connect(lambda words: self.given.emit(MESSAGE, words))
        self.message.finished.connect(self.left)
        self.add(Captioned("One &message, in one sentence, signed by both", self.message))
        self.signatures = SignatureLine()
        self.signatures.sign_wanted.connect(self.sign_wanted)
        self.signatures.keys_left.connect(self._keep_keys)
        self.add(self.signatures)
        self.agreed = Label("", Role.LABEL, "ink2", wrap=True)
        self.add(self.agreed)

    def show_answers(self, answers: Answers, user: User | None) -> None:
        """Show the joint visit as it stands, to this user."""
        self._answers, self._user = answers, user
        here = clinicians(answers)
        named = {one.place for one in here}
        for place, row in self.rows.items():
            row.show_answers(answers)
            row.setVisible(place in named or PLACES.index(place) < self._open)
        self.more.setVisible(any(row.isHidden() for row in self.rows.values()))
        name = "" if user is None else user.name
        self.here.setVisible(not any(same_name(one.name, name) for one in here))
        self.message.set_value(text_of(answers, MESSAGE))
        self.signatures.show_clinicians(here, text_of(answers, MESSAGE).strip(), name)
        self.agreed.setText(_state(answers, here))

    def sign_mine(self) -> None:
        """Sign as the user who is signed in, where they are here."""
        for one in clinicians(self._answers):
            if self._user is not None and same_name(one.name, self._user.name):
                self.sign_wanted.emit(one.place)

    def _keep_keys(self) -> None:
        """After a signature the keys go to whoever signs next, else back to the sentence."""
        goes_to = self.signatures.first_button() or self.message
        goes_to.show()  # a button just made is otherwise shown a turn later, and cannot take the keys yet
        goes_to.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_clinician(self) -> None:
        self._open = min(self._open + 1, len(PLACES))
        self.show_answers(self._answers, self._user)
        hidden_before = PLACES[self._open - 1]
        self.rows[hidden_before].name.setFocus()

    def _put_me(self) -> None:
        free = next((p for p in PLACES if not text_of(self._answers, f"{_GRID}.{p}.name").strip()), None)
        if free is not None and self._user is not None:
            given = {f"{_GRID}.{free}.name": self._user.name}
            if self._user.role and not text_of(self._answers, f"{_GRID}.{free}.role").strip():
                given[f"{_GRID}.{free}.role"] = self._user.role
            self.left.emit()
            self.given_together.emit(given)
            self.left.emit()
            self.rows[free].role.setFocus(Qt.FocusReason.OtherFocusReason)


def _state(answers: Answers, here: Sequence[Clinician]) -> str:
    if len(here) < _AT_FIRST:
        return "A joint visit has two clinicians or more."
    if is_agreed(answers):
        return "Everyone here has signed this sentence as it stands."
    lapsed = [one.name for one in here if one.signature is not None and not one.signature.holds]
    if lapsed:
        return f"The sentence has changed since {words_of.listed(lapsed)} signed it."
    return "Not yet signed by everyone here."
