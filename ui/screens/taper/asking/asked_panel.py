"""A named pace, a day to be there by, and a day to look at: beside the exact controls of the pace."""

from typing import ClassVar

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from ui.screens.taper.asking.asked import OWN, Asked
from ui.theme.tokens import SEMIBOLD, Role
from ui.widgets.buttons.button import Button
from ui.widgets.choices.drop_down import DropDown
from ui.widgets.fields.date_field import DateField
from ui.widgets.marks.label import Label
from ui.widgets.marks.painting import line_height

_LINES = 2
_LONG_TITLE = "Be at 100 mg by"


class AskedPanel(QWidget):
    """Side by side under the pace; one under the other in a small window."""

    named_set: ClassVar[Signal] = Signal(str)
    by_set: ClassVar[Signal] = Signal(object)
    by_used: ClassVar[Signal] = Signal()
    where_set: ClassVar[Signal] = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked = Asked()
        self._down: bool | None = None
        self.named = DropDown("Pace by name")
        self.by = DateField("Be there by")
        self.use = Button("Use", small=True)
        self.use.setAccessibleName("Use this pace")
        self.where = DateField("Where on")
        self._by_answer = Label("", Role.TABLE, wrap=True)
        self._where_answer = Label("", Role.TABLE, weight=SEMIBOLD, wrap=True)
        self._labels = [
            self._label("&Pace", self.named),
            self._label("&Be there by", self.by),
            self._label("&Where on", self.where),
        ]
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._by_row = QHBoxLayout()
        self._by_row.setSpacing(6)
        self._by_row.addWidget(self._by_answer, 1)
        self._by_row.addWidget(self.use)
        self.named.chosen.connect(self._named)
        self.by.changed.connect(self.by_set)
        self.where.changed.connect(self.where_set)
        self.use.clicked.connect(self.by_used)
        self.set_down(down=False)

    def set_down(self, *, down: bool) -> None:
        """One question under the other, or all in a row."""
        if down == self._down:
            return
        self._down = down
        while self._grid.takeAt(0) is not None:
            pass
        fields = (self.named, self.by, self.where)
        answers = (None, self._by_row, self._where_answer)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        for at, (label, field, answer) in enumerate(zip(self._labels, fields, answers, strict=True)):
            places = [(3 * at + n, 0) if down else (0, 3 * at + n) for n in range(3)]
            self._grid.addWidget(label, *places[0], middle)
            self._grid.addWidget(field, *places[1], middle)
            if isinstance(answer, QHBoxLayout):
                self._grid.addLayout(answer, *places[2])
            elif answer is not None:
                self._grid.addWidget(answer, *places[2])
        for column in range(9):
            self._grid.setColumnStretch(column, 0 if down else {5: 3, 8: 2}.get(column, 0))
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(2)
        self._keep_room()

    def changeEvent(self, event: QEvent) -> None:
        """Larger text needs more room."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._keep_room()

    def _keep_room(self) -> None:
        """In a row, room for a long title and two lines of answer: nothing moves as they change."""
        lines = 0 if self._down else _LINES * line_height(Role.TABLE)
        self._by_answer.setMinimumHeight(lines)
        self._where_answer.setMinimumHeight(lines)
        self._labels[1].keep_room("" if self._down else _LONG_TITLE)

    def show_asked(self, asked: Asked) -> None:
        """Show the answers; a day that is being typed stays as it is typed."""
        if asked == self._asked:
            return
        before, self._asked = self._asked, asked
        if asked.paces != before.paces:
            self.named.set_options(asked.paces)
        self.named.set_value(asked.pace)
        self.named.setToolTip(asked.source)
        self._labels[1].setText(asked.by_title.replace("Be ", "&Be ", 1))
        for field, day, was in ((self.by, asked.by, before.by), (self.where, asked.where, before.where)):
            if day != was and field.value() != day:
                field.set_value(day)
        self._by_answer.setText(asked.by_answer)
        self.use.setVisible(asked.can_use)
        self._where_answer.setText(asked.where_answer)
        for control in (self.named, self.by, self.where):
            control.setEnabled(asked.enabled or control is self.where)

    def answers(self) -> tuple[str, str]:
        """The two answers shown."""
        return self._by_answer.text(), self._where_answer.text()

    def _named(self, pace: str) -> None:
        if pace != OWN:
            self.named_set.emit(pace)
        else:
            self.named.set_value(self._asked.pace)

    @staticmethod
    def _label(words: str, control: QWidget) -> Label:
        label = Label(words, Role.LABEL, "ink2")
        label.setBuddy(control)
        return label
