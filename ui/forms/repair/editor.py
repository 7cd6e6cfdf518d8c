"""The editor: raw words, medicine, directions, how they read, how it is known, and keeping it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.forms.repair.medicine_field import MedicineField
from ui.forms.repair.props import HOW_KNOWN, Draft, RepairProps
from ui.theme.tokens import Role
from ui.widgets.buttons.button import Button, Kind
from ui.widgets.choices.chips import ChipOption, ChipSet
from ui.widgets.choices.drop_down import DropDown
from ui.widgets.choices.flow import FlowLayout
from ui.widgets.choices.tick_row import TickRow
from ui.widgets.fields.note_field import NoteField
from ui.widgets.fields.text_field import TextField
from ui.widgets.marks.label import Label
from ui.widgets.panels.captioned import Captioned, SignMark
from ui.widgets.panels.card import Card
from ui.widgets.panels.lines import Line, LineStack, Look

if TYPE_CHECKING:
    from collections.abc import Callable

ANOTHER = "Another medicine, not one of these"
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class DirectionsField(NoteField):
    """Directions, which wrap as long as they are; Enter is told and never typed."""

    entered: ClassVar[Signal] = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.entered.emit()
            return
        super().keyPressEvent(event)


class RepairEditor(QWidget):
    """Puts one line right. `drafted` tells each change as a Draft, `kept` that it is to be kept, `left` that
    the line is to be left as it is. What was typed is never let go of here: the holder keeps the draft, and
    may put `foot`, which holds the two buttons, where it never scrolls away.
    """

    drafted: ClassVar[Signal] = Signal(object)
    kept: ClassVar[Signal] = Signal()
    left: ClassVar[Signal] = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.foot = QWidget()
        self._draft = Draft()
        self._raw = LineStack()
        self._may_be = Label("It may be", Role.LABEL, "ink2")
        self.candidates = ChipSet("It may be")
        self.medicine = MedicineField("Medicine")
        self.another = TickRow(ANOTHER, role=Role.TABLE)
        self.directions = DirectionsField("Directions", least=1, most=4, placeholder="one twice a day")
        self.how = DropDown("How do you know?", HOW_KNOWN)
        self.how_else = TextField("How you know, in words", placeholder="In a few words")
        self._reads = LineStack()
        self._sign = SignMark("tick", "done", 16)
        self.for_all = TickRow("", role=Role.TABLE)
        self._wanting = Label("", Role.LABEL, "ink2", wrap=True)
        self.keep = Button("Keep", Kind.FILLED, hint="Enter")
        self.leave = Button("Leave unread", hint="Esc")
        self._lay_out()
        self._connect()

    def offer_from(self, find: Callable[[str], tuple[str, ...]]) -> None:
        """Where the names of medicines come from."""
        self.medicine.offer_from(find)

    def focus_first(self) -> None:
        """Go to what was not read: the medicine, or the directions where only they were not."""
        field = self.directions if self._starts_at_directions else self.medicine
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.selectAll()

    def show_props(self, props: RepairProps) -> None:
        """Show the line, what is typed, and how it reads."""
        draft, broken = props.draft, props.broken
        self._draft = draft
        self._starts_at_directions = broken.name_reads
        said = (broken.name, broken.directions)
        self._raw.set_lines([Line(words, Look.RAW) for words in said if words.strip()])
        self.medicine.set_value(draft.name)
        self.directions.set_value(draft.directions)
        self.candidates.set_options([ChipOption(each, each, suggested=True) for each in broken.candidates])
        self.candidates.set_value([each for each in broken.candidates if each == draft.name])
        for part in (self._may_be, self.candidates):
            part.setVisible(bool(broken.candidates))
        self.another.setChecked(draft.another)
        self.for_all.setChecked(props.for_all)
        self.for_all.set_words(props.same)
        for field in (self.medicine, self.directions, self.candidates):
            field.setEnabled(not draft.another)
        self.how.set_value(draft.how or None)
        self.how_else.set_value(draft.how_else)
        self.how_else.setVisible(draft.how == "other")
        self._show_reading(props)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.kept.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _show_reading(self, props: RepairProps) -> None:
        first = "Reads as" if props.reads_well else "Does not read yet"
        lines = [Line(first, Look.STRONG), *(Line(words) for words in props.reads)]
        self._reads.set_lines(lines)
        self._sign.set_sign(*(("tick", "done") if props.reads_well else ("warning", "cautionline")))
        self._wanting.setText(props.wanting if props.reads_well else "")
        self._wanting.setVisible(bool(self._wanting.text()))
        self.keep.setEnabled(props.ready)

    def _say(self, **news: object) -> None:
        self.drafted.emit(replace(self._draft, **news))  # type: ignore[arg-type]

    def _connect(self) -> None:
        self.medicine.given.connect(lambda words: self._say(name=words))
        self.candidates.changed.connect(self._candidate)
        self.directions.typed.connect(lambda words: self._say(directions=words))
        self.directions.entered.connect(self.kept)
        self.another.clicked.connect(lambda on: self._say(another=on))
        self.how.chosen.connect(lambda how: self._say(how=how))
        self.how_else.typed.connect(lambda words: self._say(how_else=words))
        self.for_all.clicked.connect(lambda on: self._say(for_all=on))
        self.keep.clicked.connect(self.kept)
        self.leave.clicked.connect(self.left)

    def _candidate(self, chosen: tuple[str, ...]) -> None:
        picked = [each for each in chosen if each != self._draft.name]
        if picked:
            self._say(name=picked[0])

    def _lay_out(self) -> None:
        self._starts_at_directions = True
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        raw = Card(frame="note")
        raw.add(self._raw)
        column.addWidget(raw)
        for part in (
            self._may_be,
            self.candidates,
            Captioned("&Medicine", self.medicine),
            self.another,
            Captioned("&Directions", self.directions),
            self._note(),
            Captioned("How do you &know?", self.how),
            self.how_else,
            self.for_all,
            self._wanting,
        ):
            column.addWidget(part)
        flow = FlowLayout(self.foot, gap=8)
        flow.addWidget(self.keep)
        flow.addWidget(self.leave)
        column.addWidget(self.foot)

    def _note(self) -> QWidget:
        note = Card(frame="note")
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._reads, 1)
        note.add(inside)
        return note
