"""The panel at the right: the chosen row in full, and the editor that puts it right."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.forms.repair.editor import RepairEditor
from ui.screens.intake.rows.explaining import Explained
from ui.widgets.buttons.button import Button
from ui.widgets.marks.label import Rule
from ui.widgets.panels.card import Card
from ui.widgets.panels.lines import Line, LineStack, Look
from ui.widgets.panels.notice import Notice, Tone
from ui.widgets.panels.scroll import FollowingArea

if TYPE_CHECKING:
    from ui.forms.repair.props import RepairProps
    from ui.screens.intake.props import Props

NONE_CHOSEN = Explained(head=(Line("No row is chosen", Look.QUIET),))


class RowPanel(QFrame):
    """`fix_wanted` asks for the editor, `undo_wanted` to take back what was put right last."""

    fix_wanted: ClassVar[Signal] = Signal()
    undo_wanted: ClassVar[Signal] = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "card")
        self._head = LineStack()
        self._raw = LineStack()
        self._said = Card(frame="note")
        self._said.add(self._raw)
        self._caution = Notice("", tone=Tone.CAUTION)
        self._more = LineStack()
        self.fix = Button("Put this row right", hint="F2")
        self.undo = Button("Take back", icon="undo", hint="Ctrl+Z", small=True)
        self.editor = RepairEditor()
        self._foot = QWidget()
        self._rule = Rule()
        self._notes = LineStack()
        self.fix.clicked.connect(self.fix_wanted)
        self.undo.clicked.connect(self.undo_wanted)
        self._lay_out()

    def show_props(self, props: Props, repair: RepairProps | None) -> None:
        """Explain the chosen row or, where the editor is open, show that."""
        said = props.explained or NONE_CHOSEN
        editing = repair is not None
        self._head.set_lines(said.head)
        self._raw.set_lines(said.raw)
        self._said.setVisible(bool(said.raw) and not editing)
        self._caution.set_words(*said.caution)
        self._caution.setVisible(bool(said.caution[0]) and not editing)
        self._more.set_lines(said.more)
        self._more.setVisible(bool(said.more) and not editing)
        self.fix.setVisible(props.can_fix and not editing)
        self.undo.setVisible(bool(props.undo) and not editing)
        self.undo.setToolTip(props.undo)
        self.undo.setAccessibleDescription(props.undo)
        if repair is not None:
            self.editor.show_props(repair)
        self.editor.setVisible(editing)
        self._foot.setVisible(editing)
        notes = () if editing else props.notes
        about = [Line("About the file", Look.STRONG), *(Line(note, Look.QUIET) for note in notes)]
        self._notes.set_lines(about if notes else [])
        self._notes.setVisible(bool(notes))
        self._rule.setVisible(bool(notes))

    def _lay_out(self) -> None:
        under = QVBoxLayout(self._foot)
        under.setContentsMargins(1, 0, 1, 10)
        under.setSpacing(10)
        under.addWidget(Rule())
        row = QVBoxLayout()
        row.setContentsMargins(15, 0, 13, 0)
        row.addWidget(self.editor.foot)
        under.addLayout(row)
        body = QWidget()
        body.setObjectName("scrollBody")
        inner = QVBoxLayout(body)
        inner.setContentsMargins(16, 12, 14, 12)
        inner.setSpacing(10)
        parts = (self._head, self._said, self._caution, self._more, self.fix, self.editor, self.undo)
        for part in (*parts, self._rule, self._notes):
            inner.addWidget(part)
        inner.addStretch(1)
        self._area = FollowingArea(body)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setAccessibleName("About the chosen row")
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self._area, 1)
        column.addWidget(self._foot)
