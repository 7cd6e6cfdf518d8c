"""The pace: six controls, in the order people say them."""

from decimal import Decimal
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.forms.editors.editor import leave_undo_to_the_case
from ui.screens.taper.pacing.pace_rules import AimRule, IntervalRule, ShareRule
from ui.screens.taper.props import Pace
from ui.theme.tokens import Role
from ui.widgets.choices.drop_down import DropDown
from ui.widgets.choices.segmented import SegmentedBar
from ui.widgets.fields.date_field import DateField
from ui.widgets.fields.dose_stepper import DoseStepper
from ui.widgets.fields.stepper import Stepper
from ui.widgets.marks.label import Label
from ui.widgets.panels.captioned import SignMark

_BASES = [("current", "current dose"), ("starting", "starting dose")]
_BAR = 2
"""Dose times that stand side by side as a bar; more of them are a list."""
_GAP = 16
_SHORT = {"percent": "Each &step"}
_LONG_SHARE = Decimal("7.5")
"""A share as long as most: room is kept for it."""


class _Problem(QWidget):
    """A sentence about one field, with its sign; hidden while there is none."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 0)
        row.setSpacing(6)
        row.addWidget(SignMark("warning", "stop", 14), 0, Qt.AlignmentFlag.AlignTop)
        self._words = Label("", Role.LABEL, "stop", wrap=True)
        row.addWidget(self._words, 1)
        self.hide()

    def say(self, sentence: str) -> None:
        self._words.setText(sentence)
        self.setVisible(bool(sentence))

    def said(self) -> str:
        return self._words.text()


class PacePanel(QWidget):
    """Size, of the, every, first step, lower first, aim. Across while there is room, else down the side."""

    percent_set: ClassVar[Signal] = Signal(object)
    basis_set: ClassVar[Signal] = Signal(str)
    interval_set: ClassVar[Signal] = Signal(object)
    start_set: ClassVar[Signal] = Signal(object)
    lower_first_set: ClassVar[Signal] = Signal(str)
    aim_set: ClassVar[Signal] = Signal(object)
    refused: ClassVar[Signal] = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._aims = AimRule()
        self._times: tuple[tuple[str, str], ...] = ()
        self._intervals, self._shares = IntervalRule(84), ShareRule(Decimal(25))
        self.percent = Stepper("Size of each step", self._shares)
        self.percent.keep_room(_LONG_SHARE)
        self.basis = DropDown("of the", _BASES)
        self.every = Stepper("Every", self._intervals)
        self.start = DateField("First step")
        self.lower_first = SegmentedBar("Lower first", [])
        self.lower_list = DropDown("Lower first", parent=self)
        self.aim = DoseStepper("Aim, a day", rule=self._aims)
        self._pace = Pace()
        self._down = False
        self._columns = 0
        self._grid = QGridLayout()
        self._frozen = Label("", Role.LABEL, "ink2", wrap=True)
        self._labels = {key: self._label(words, control) for key, words, control in self._fields()}
        self._problems = {key: _Problem() for key in self._labels}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._grid)
        for problem in self._problems.values():
            column.addWidget(problem)
        column.addWidget(self._frozen)
        self._connect()
        self._arrange(6)
        leave_undo_to_the_case(self)

    def set_down(self, *, down: bool) -> None:
        """Labels beside their controls, one under the other; or above them, side by side."""
        if down != self._down:
            self._down = down
            self._columns = 0
            self._arrange(1 if down else self._fitting())

    def show_pace(self, pace: Pace) -> None:
        """Show this pace. A field with a problem keeps what was typed in it."""
        if pace == self._pace:
            return
        before, self._pace = self._pace, pace
        self._aims.unit, self._aims.now = pace.unit, pace.dose_now
        self._intervals.most_days, self._shares.most = pace.most_days, Decimal(pace.most_percent)
        self.every.keep_room(Decimal(pace.most_days))
        if pace.doses != self.aim.choices():
            self.aim.set_choices(pace.doses)
        if pace.times != self._times:
            self._times = pace.times
            self.lower_first.set_options(pace.times)
            self.lower_list.set_options(pace.times)
            self._columns = 0
        self._show_values(pace, other_unit=before.unit != pace.unit)
        for key, problem in self._problems.items():
            problem.say(pace.problems.get(key, ""))
        self.start.set_problem(pace.problems.get("start", ""))
        self._frozen.setText(pace.frozen)
        self._frozen.setVisible(bool(pace.frozen))
        for _key, _words, control in self._fields():
            control.setEnabled(not pace.frozen)
        if not self._columns or (before.unit, before.doses, before.problems) != (
            pace.unit,
            pace.doses,
            pace.problems,
        ):
            self._arrange(1 if self._down else self._fitting())

    def problem(self, key: str) -> str:
        """The sentence beside a field, or nothing."""
        return self._problems[key].said()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(1 if self._down else self._fitting())

    def _show_values(self, pace: Pace, *, other_unit: bool) -> None:
        wrong = pace.problems
        if "percent" not in wrong and self.percent.value() != pace.percent:
            self.percent.set_value(pace.percent)
        self.basis.set_value(pace.basis)
        if "every" not in wrong and self.every.value() != Decimal(pace.every_days):
            self.every.set_value(Decimal(pace.every_days))
        if "start" not in wrong and self.start.value() != pace.start:
            self.start.set_value(pace.start)
        self.lower_first.set_value(pace.lower_first or None)
        self.lower_list.set_value(pace.lower_first or None)
        if "aim" not in wrong and (other_unit or self.aim.value() != pace.aim):
            self.aim.set_value(pace.aim)

    def _fields(self) -> tuple[tuple[str, str, QWidget], ...]:
        return (
            ("percent", "&Size of each step", self.percent),
            ("basis", "&of the", self.basis),
            ("every", "&Every", self.every),
            ("start", "&First step", self.start),
            ("lower", "&Lower first", self.lower_list if len(self._times) > _BAR else self.lower_first),
            ("aim", "&Aim, a day", self.aim),
        )

    def _label(self, words: str, control: QWidget) -> Label:
        label = Label(words, Role.LABEL, "ink2")
        label.setBuddy(control)
        return label

    def _connect(self) -> None:
        self.percent.changed.connect(self.percent_set)
        self.basis.chosen.connect(self.basis_set)
        self.every.changed.connect(self.interval_set)
        self.start.changed.connect(self._start_changed)
        self.lower_first.chosen.connect(self.lower_first_set)
        self.lower_list.chosen.connect(self.lower_first_set)
        self.aim.changed.connect(self.aim_set)
        for key, field in (("percent", self.percent), ("every", self.every), ("aim", self.aim)):
            field.refused.connect(lambda sentence, key=key: self.refused.emit(key, sentence))
        self.start.refused.connect(self._start_refused)

    def _start_changed(self, day: object) -> None:
        """Half a date is not yet a problem; an empty field is."""
        if day is not None or not self.start.typed().strip():
            self.start_set.emit(day)

    def _start_refused(self, sentence: str) -> None:
        """A day that can be read may still be one that the plan cannot use: it is asked again."""
        day = self.start.value()
        if sentence or day is None:
            self.refused.emit("start", sentence)
        else:
            self.start_set.emit(day)
            self.start.set_problem(self._pace.problems.get("start", ""))

    def _fitting(self) -> int:
        """How many fields stand side by side in the width there is: six, three or two."""
        widths = [
            max(control.sizeHint().width(), self._labels[key].sizeHint().width())
            for key, _words, control in self._shown()
        ]
        count = len(widths)
        for across in (count, 3, 2):
            rows = [widths[i : i + across] for i in range(0, count, across)]
            if max((sum(row) + _GAP * (len(row) - 1) for row in rows), default=0) <= self.width():
                return across
        return 1

    def _shown(self) -> list[tuple[str, str, QWidget]]:
        return [f for f in self._fields() if f[0] != "lower" or self._pace.times]

    def _arrange(self, across: int) -> None:
        shown = [key for key, _words, _control in self._shown()]
        arrangement = across * 100 + len(shown) + (1000 if self._down else 0)
        if arrangement == self._columns:
            return
        self._columns = arrangement
        while self._grid.takeAt(0) is not None:
            pass
        for either in (self.lower_first, self.lower_list):
            either.setParent(self)
            either.hide()
        for key, words, control in self._fields():
            self._labels[key].setBuddy(control)
            for part in (self._labels[key], control):
                if part.parentWidget() is None:  # shown like that, it would be a window of its own
                    part.setParent(self)
                part.setVisible(key in shown)
            self._labels[key].setText(_SHORT.get(key, words) if self._down else words)
        for place, (key, _words, control) in enumerate(self._shown()):
            row, column = divmod(place, max(across, 1))
            if self._down:
                self._grid.addWidget(self._labels[key], place, 0, Qt.AlignmentFlag.AlignVCenter)
                self._grid.addWidget(control, place, 1, Qt.AlignmentFlag.AlignLeft)
            else:
                top = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
                self._grid.addWidget(self._labels[key], 2 * row, column)
                self._grid.addWidget(control, 2 * row + 1, column, top)
        self._grid.setHorizontalSpacing(4 if self._down else _GAP)
        self._grid.setVerticalSpacing(2 if self._down else 5)
        for column in range(7):
            self._grid.setColumnStretch(column, 1 if not self._down and column < across else 0)
