"""One medicine beside the plan: open and teal where it changes, pale with a lock where it stands still."""

from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.screens.taper.words.medicines import MedicineWords
from ui.theme.tokens import REGULAR, SEMIBOLD, Role
from ui.widgets.buttons.button import Button
from ui.widgets.marks.focus_ring import take_ring
from ui.widgets.marks.label import Label, restyle
from ui.widgets.panels.captioned import SignMark

_PRESSES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class MedicineCard(QFrame):
    """Enter or a press on a locked card asks why it is locked; the answer opens inside it."""

    asked: ClassVar[Signal] = Signal(str)
    change_wanted: ClassVar[Signal] = Signal(str)
    record_wanted: ClassVar[Signal] = Signal(str)

    def __init__(self, words: MedicineWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._state = Label("", Role.LABEL, "ink2", weight=REGULAR)
        self._sign = SignMark("lock", "ink2", 15)
        self._name = Label("", Role.BODY if words.changing else Role.TABLE, weight=SEMIBOLD, wrap=True)
        self._record = Label("", Role.LABEL, "ink2", wrap=True)
        self._taking = Label("", Role.TABLE, wrap=True)
        self._aside = Label("", Role.LABEL, "stop", wrap=True)
        self._answer = Label("", Role.LABEL, "ink", wrap=True)
        self._instead = Button("Change this one instead", small=True)
        self._use_record = Button("Use the record's words", small=True)
        self._instead.clicked.connect(lambda: self.change_wanted.emit(self._words.id))
        self._use_record.clicked.connect(lambda: self.record_wanted.emit(self._words.id))
        self._lay_out()
        take_ring(self, 8)
        self.show_words(words)

    def words(self) -> MedicineWords:
        """What the card says."""
        return self._words

    def show_words(self, words: MedicineWords) -> None:
        """Say this from now on."""
        self._words = words
        moves = words.changing and not words.why_not
        frame = "chosen" if moves else "locked"
        if self.property("frame") != frame:
            self.setProperty("frame", frame)
            restyle(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if words.locked else Qt.FocusPolicy.NoFocus)
        self._sign.set_sign("pencil" if moves else "lock", "accent" if moves else "ink2")
        self._state.setText("Changing now" if moves else "Cannot change yet" if words.changing else "Locked")
        self._state.set_tone("accent" if moves else "ink2")
        self._name.setText(words.name)
        self._put(self._record, words.record)
        self._taking.setText("\n".join(words.taking))
        self._put(self._aside, words.differs)
        self._put(self._answer, words.asked)
        self._instead.setVisible(bool(words.asked) and not words.why_not)
        self._use_record.setVisible(bool(words.differs))
        self._use_record.set_words("Use the record's dose" if words.left else "Use the record's words")
        said = ", ".join((words.name, *words.taking, self._state.text()))
        self.setAccessibleName(said)
        self.setAccessibleDescription(words.asked or words.why_not)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter or Space asks why it is locked."""
        if self._words.locked and event.key() in _PRESSES:
            self.asked.emit(self._words.id)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A press asks the same."""
        if self._words.locked and self.rect().contains(event.position().toPoint()):
            self.asked.emit(self._words.id)

    @staticmethod
    def _put(label: Label, words: str) -> None:
        label.setText(words)
        label.setVisible(bool(words))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 7, 10, 7)
        column.setSpacing(2)
        state = QHBoxLayout()
        state.setSpacing(6)
        state.addWidget(self._sign)
        state.addWidget(self._state, 1)
        parts = (self._name, self._record, self._taking)
        if self._words.changing:
            column.addLayout(state)
        for part in parts:
            column.addWidget(part)
        if not self._words.changing:
            column.addLayout(state)
        for last in (self._aside, self._use_record, self._answer, self._instead):
            column.addWidget(last)
