"""How the plan ends: one line that is always in view, and its exact control a key away."""

from decimal import Decimal
from typing import ClassVar

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.forms.editors.editor import leave_undo_to_the_case
from ui.screens.taper.pacing.pace_rules import FractionRule, IntervalRule, SmallerShareRule
from ui.screens.taper.working.ending import Ending
from ui.theme.tokens import REGULAR, Role
from ui.widgets.buttons.button import Button
from ui.widgets.fields.stepper import Stepper
from ui.widgets.marks.label import Label
from ui.widgets.marks.painting import line_height
from ui.widgets.panels.captioned import Captioned

KEYS = "Ctrl+Shift+T"
_GAP = 16
_LINES = 2
_NO_LAST_DOSE = "This plan does not stop: there is no last dose to keep."
_ACROSS, _DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class EndingPanel(QWidget):
    """The line under the pace. Its fields fold out below it; each change is shown at once."""

    below_set: ClassVar[Signal] = Signal(object)
    share_set: ClassVar[Signal] = Signal(object)
    every_set: ClassVar[Signal] = Signal(object)
    hold_set: ClassVar[Signal] = Signal(object)
    usual_wanted: ClassVar[Signal] = Signal()
    refused: ClassVar[Signal] = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ending = Ending()
        self._down = False
        self._shares = SmallerShareRule(Decimal(25))
        self._intervals = IntervalRule(84)
        self._holds = IntervalRule(366, least_days=0)
        self.line = Label("", Role.TABLE, weight=REGULAR, wrap=True)
        self.more = Button("Ending", small=True)
        self.more.setCheckable(True)
        self.more.setToolTip(f"Set how the plan ends ({KEYS})")
        self.below = Stepper("Slow down below, of the starting dose", FractionRule())
        self.share = Stepper("Each step there", self._shares)
        self.every = Stepper("Each dose there lasts", self._intervals)
        self.hold = Stepper("Last dose kept", self._holds)
        self.usual = Button("As usual", small=True)
        self._why = Label("", Role.LABEL, "ink2", weight=REGULAR, wrap=True)
        self._fields = {
            "below": Captioned("Slow &down below", self.below),
            "share_below": Captioned("Eac&h step there", self.share),
            "every_below": Captioned("Each dose there lasts", self.every),
            "last_hold": Captioned("Last dose &kept", self.hold),
        }
        self._lay_out()
        self._connect()
        leave_undo_to_the_case(self)

    def set_down(self, *, down: bool) -> None:
        """The fields one under the other, or side by side."""
        self._row.setDirection(_DOWN if down else _ACROSS)
        self._head.setDirection(_DOWN if down else _ACROSS)
        self._row.setSpacing(6 if down else _GAP)
        self._down = down
        self._keep_room()
        self._show_why()

    def changeEvent(self, event: QEvent) -> None:
        """Larger text needs more room."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._keep_room()

    def _show_why(self) -> None:
        """Why dose times go last: in a row of fields the tip of the line, to leave room for the plan."""
        self._why.setVisible(self._down and bool(self._ending.why_times))

    def _keep_room(self) -> None:
        """Under the pace, room for two lines: nothing moves as the words change."""
        self.line.setMinimumHeight(0 if self._down else _LINES * line_height(Role.TABLE))

    def show_ending(self, ending: Ending) -> None:
        """Show this ending. A field with a problem keeps what was typed in it."""
        self.setVisible(bool(ending.line))
        if ending == self._ending:
            return
        self._ending = ending
        self.line.setText(ending.line)
        self._shares.most = ending.above
        self._intervals.least_days, self._intervals.most_days = ending.least_days, ending.most_days
        self._holds.most_days = ending.most_hold_days
        values = (ending.below, ending.share, Decimal(ending.every_days), Decimal(ending.hold_days))
        for (name, field), control, value in zip(self._fields.items(), self._steppers(), values, strict=True):
            said = ending.problems.get(name, "")
            if not said and self._is_other(control, value):
                control.set_value(value)
            if said or not control.problem():
                field.set_problem(said)
            control.setEnabled(not ending.frozen and (ending.stops or control is not self.hold))
        self.hold.setToolTip("" if ending.stops else _NO_LAST_DOSE)
        self.usual.setEnabled(not ending.frozen and not ending.usual)
        self.usual.setToolTip(ending.usual_words)
        self._why.setText(ending.why_times)
        self.line.setToolTip(ending.why_times)
        self._show_why()

    def open(self) -> None:
        """Fold the fields out and go to the first of them; fold them up again from there."""
        opened = not self.more.isChecked()
        self.more.setChecked(opened)
        target = self.below if opened and self.below.isEnabled() else self.more
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def problem(self, name: str) -> str:
        """The sentence beside a field, or nothing."""
        return self._fields[name].problem()

    def _steppers(self) -> tuple[Stepper, ...]:
        return self.below, self.share, self.every, self.hold

    @staticmethod
    def _is_other(control: Stepper, value: Decimal) -> bool:
        """Whether a field shows another value, or the same in words that hold no more; not while typing."""
        keys = QApplication.focusWidget()
        typing = keys is not None and control.isAncestorOf(keys)
        return control.value() != value or (not typing and control.typed() != control.words_of(value))

    def _connect(self) -> None:
        told = (self.below_set, self.share_set, self.every_set, self.hold_set)
        for name, control, signal in zip(self._fields, self._steppers(), told, strict=True):
            control.changed.connect(signal)
            control.refused.connect(lambda sentence, name=name: self.refused.emit(name, sentence))
        self.usual.clicked.connect(self._as_usual)
        self.more.toggled.connect(self._fold)
        self._fold(False)

    def _as_usual(self) -> None:
        """Once it is as usual there is nothing to press: the keys go to the first field."""
        self.below.setFocus(Qt.FocusReason.OtherFocusReason)
        self.usual_wanted.emit()

    def _fold(self, opened: bool) -> None:
        self._body.setVisible(opened)

    def _lay_out(self) -> None:
        self._head = QHBoxLayout()
        self._head.setSpacing(8)
        self._head.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._head.addWidget(self.line, 1)
        self._body = QWidget()
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 2, 0, 0)
        body.setSpacing(4)
        self._row = QHBoxLayout()
        for field in self._fields.values():
            self._row.addWidget(field, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self.usual, 0, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft)
        self._row.addStretch(1)
        body.addLayout(self._row)
        body.addWidget(self._why)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._head)
        column.addWidget(self._body)
        self.set_down(down=False)
