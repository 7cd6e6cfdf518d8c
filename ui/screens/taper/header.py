"""The top line: title, draft, undo and redo, a pause, what is printed, and Agree and issue."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.screens.taper import props
from ui.screens.taper.words.medicines import MedicineWords
from ui.theme.tokens import Role
from ui.widgets.buttons.button import Button, IconButton, Kind
from ui.widgets.choices.drop_down import DropDown
from ui.widgets.choices.flow import FlowLayout
from ui.widgets.choices.segmented import SegmentedBar
from ui.widgets.marks.label import Label

SHOWS = (("next-step", "Next step only"), ("next-3", "Next 3"), ("whole-route", "Whole route"))
SHORT_SHOWS = (("next-step", "Next step"), ("next-3", "Next 3"), ("whole-route", "Whole"))


class Header(QWidget):
    """Built once; folds for a small window, where the medicines become a drop-down."""

    undo_wanted: ClassVar[Signal] = Signal()
    redo_wanted: ClassVar[Signal] = Signal()
    pause_wanted: ClassVar[Signal] = Signal()
    agree_wanted: ClassVar[Signal] = Signal()
    new_wanted: ClassVar[Signal] = Signal()
    show_chosen: ClassVar[Signal] = Signal(str)
    medicine_chosen: ClassVar[Signal] = Signal(str)

    def __init__(self, history: QUndoStack, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._history = history
        self._small = False
        self._draft = Label("", Role.BODY, "ink2")
        self.undo = IconButton("Undo", "undo", hint="Ctrl+Z")
        self.redo = IconButton("Redo", "redo", hint="Ctrl+Y")
        self.pause = Button("Add a pause", icon="pause")
        self.pause.setToolTip("Add a pause (Ctrl+H)")
        self.new = Button("New plan", icon="plus")
        self.show = SegmentedBar("Print for the person", SHOWS)  # type: ignore[assignment]
        self.agree = Button("Agree and issue", Kind.FILLED)
        self.medicine = DropDown("Medicine to change")
        self._locked = Label("", Role.LABEL, "ink2")
        self.print_label = Label("&Print", Role.LABEL, "ink2")
        self._lay_out()
        self._connect()
        self._match_history()
