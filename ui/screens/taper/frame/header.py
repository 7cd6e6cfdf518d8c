"""The top line: title, draft, undo and redo, a pause, what is printed, and Agree and issue."""

from collections.abc import Sequence
from typing import ClassVar

import shiboken6
from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent, QUndoStack
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.screens.taper import props
from ui.screens.taper.words.medicines import MedicineWords
from ui.theme.tokens import MEDIUM, SEMIBOLD, Role
from ui.widgets.buttons.button import Button, IconButton, Kind
from ui.widgets.choices.drop_down import DropDown
from ui.widgets.choices.segmented import SegmentedBar
from ui.widgets.marks.label import Label
from ui.widgets.marks.painting import width_of

LONG = (("next-step", "Next step only"), ("next-3", "Next 3"), ("whole-route", "Whole route"))
SHORT = (("next-step", "Next step"), ("next-3", "Next 3"), ("whole-route", "Whole"))

_AROUND = 52
_TURN, _SHORT_TURN = "Turn screen", "Turn"
_PAUSE, _SHORT_PAUSE = "Add a pause", "Pause"


class Header(QWidget):
    """Built once. Where the words do not fit they are said shorter; none is cut."""

    medicine_chosen: ClassVar[Signal] = Signal(str)

    def __init__(self, history: QUndoStack, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._history = history
        self._small = False
        self._short = False
        self._header = props.Header()
        self._told: tuple[list[MedicineWords], bool] | None = None
        self._options: list[tuple[str, str]] = []
        self._title = Label("Taper plan", Role.PAGE_TITLE)
        self._draft = Label("", Role.BODY, "ink2")
        self.undo = IconButton("Undo", "undo", hint="Ctrl+Z")
        self.redo = IconButton("Redo", "redo", hint="Ctrl+Y")
        self.pause = Button(_PAUSE, icon="pause")
        self.pause.setToolTip(f"{_PAUSE} (Ctrl+H)")
        self.happened = Button("What happened", icon="pencil", hint="Ctrl+E")
        self.compare = Button("Compare", icon="tick")
        self.compare.setCheckable(True)
        self.compare.setToolTip("Hold another pace against this plan (Ctrl+D)")
        self.turn_screen = Button(_TURN, icon="screen")
        self.turn_screen.setToolTip("Show the plan to the person (F9)")
        self.new = Button("New plan", icon="plus")
        self.notes = IconButton(
            "Notes: dates to avoid, off repeat, while it runs", "pencil", hint="Ctrl+Shift+E"
        )
        self.print_label = Label("&Print", Role.LABEL, "ink2")
        self.print_bar = SegmentedBar("Print for the person", LONG)
        self.agree = Button("Agree and issue", Kind.FILLED)
        self.medicine = DropDown("Medicine to change")
        self._locked = Label("", Role.LABEL, "ink2")
        self._lay_out()
        self.undo.clicked.connect(history.undo)
        self.redo.clicked.connect(history.redo)
        self.medicine.chosen.connect(self._medicine_chosen)
        # Bound slots go with this widget; the history outlives it.
        for told in (history.canUndoChanged, history.canRedoChanged):
            told.connect(self._history_can)
        for said in (history.undoTextChanged, history.redoTextChanged):
            said.connect(self._history_says)
        self._match_history()

    def show_header(self, shown: props.Header) -> None:
        """Show this."""
        if self.print_bar.value() != shown.show:
            self.print_bar.set_value(shown.show)
        if shown == self._header:
            return
        self._header = shown
        self._draft.setText(shown.draft)
        self.print_label.setText(f"&Print for {shown.person}" if shown.person else "&Print")
        self.agree.set_words(shown.agree)
        self.agree.setEnabled(shown.can_agree)
        self.agree.setToolTip(shown.why_not or f"{shown.agree} (Ctrl+Enter)")
        self.agree.setAccessibleDescription(shown.why_not)
        self.pause.setEnabled(shown.can_pause)
        self.compare.setEnabled(shown.can_pause or shown.comparing)
        self.compare.setChecked(shown.comparing)
        self._fold()

    def show_medicines(self, medicines: Sequence[MedicineWords], *, running: bool) -> None:
        """The medicines as a drop-down, and how many stand still."""
        self.medicine.set_value(next((m.id for m in medicines if m.changing), None))
        if (list(medicines), running) == self._told:
            return
        self._told = (list(medicines), running)
        options = [(m.id, m.name) for m in medicines if m.id]
        if options != self._options:
            self._options = options
            self.medicine.set_options(options)
            widest = max((width_of(words, Role.BODY) for _, words in options), default=0)
            self.medicine.view().setMinimumWidth(widest + _AROUND)
        self.medicine.set_value(next((m.id for m in medicines if m.changing), None))
        locked = sum(not m.changing for m in medicines)
        self._locked.setText(f"{locked} locked" if locked else "")
        self.new.setVisible(running)
        self._fold()

    def show_runs(self, *, runs: bool) -> None:
        """A plan that runs is lived with: what happened can be said."""
        self.happened.setVisible(runs)
        self.pause.setVisible(not runs)
        self._fold()

    def set_small(self, *, small: bool) -> None:
        """A small window: medicines here, the print switch beside the plan."""
        self._small = small
        self.medicine.setVisible(small)
        self._draft.setVisible(not small)
        if not small:
            self._row.removeWidget(self.print_bar)
            self._row.insertWidget(self._row.indexOf(self.agree), self.print_bar)
        self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        """Say less where the line is too short for everything."""
        self.medicine.setFixedWidth(width_of(self.medicine.currentText() or "Choose", Role.BODY) + _AROUND)
        needed = self._row.sizeHint().width() + (self._saved() if self._short else 0)
        self._say(short=self._small or needed > self.width())
        self._locked.setVisible(self._small)
        for part in (self._title, self.compare, self.turn_screen, self.notes):
            part.show()
        for part in (self._locked, self._title, self.notes, self.compare, self.turn_screen):
            if self._row.sizeHint().width() <= self.width():
                return
            part.hide()  # each is said elsewhere, or is a key away

    def _saved(self) -> int:
        """How much room the short words save, in pixels."""
        bar = sum(width_of(words, Role.TABLE, SEMIBOLD) for _, words in LONG)
        bar -= sum(width_of(words, Role.TABLE, SEMIBOLD) for _, words in SHORT)
        pause = width_of(_PAUSE, Role.BODY, MEDIUM) - width_of(_SHORT_PAUSE, Role.BODY, MEDIUM)
        turn = width_of(_TURN, Role.BODY, MEDIUM) - width_of(_SHORT_TURN, Role.BODY, MEDIUM)
        return bar + pause + turn + self.print_label.sizeHint().width() + self._row.spacing()

    def _say(self, *, short: bool) -> None:
        if short != self._short:
            self._short = short
            self.pause.set_words(_SHORT_PAUSE if short else _PAUSE)
            self.pause.setAccessibleName(_PAUSE)
            self.turn_screen.set_words(_SHORT_TURN if short else _TURN)
            self.turn_screen.setAccessibleName(_TURN)
            self.print_label.setVisible(not short)
            value = self.print_bar.value()
            self.print_bar.set_options(SHORT if short else LONG)
            self.print_bar.set_value(value)

    def _medicine_chosen(self, medicine: str) -> None:
        self.medicine_chosen.emit(medicine)

    def _history_can(self, _can: bool) -> None:
        self._match_history()

    def _history_says(self, _text: str) -> None:
        self._match_history()

    def _match_history(self) -> None:
        if not shiboken6.isValid(self._history):
            return
        undo, redo = self._history.undoText(), self._history.redoText()
        for button, other, can, text, words, keys in (
            (self.undo, self.redo, self._history.canUndo(), undo, "Undo", "Ctrl+Z"),
            (self.redo, self.undo, self._history.canRedo(), redo, "Redo", "Ctrl+Y"),
        ):
            if button.hasFocus() and not can:  # else the keys would leave the page
                other.setEnabled(True)
                other.setFocus()
            button.setEnabled(can)
            said = f"{words}: {text[:1].lower()}{text[1:]}" if text else words
            if button.accessibleName() != said:
                button.setToolTip(f"{said} ({keys})")
                button.setAccessibleName(said)

    def _lay_out(self) -> None:
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        for part in (self._title, self.medicine, self._locked, self._draft, self.undo, self.redo, self.pause):
            self._row.addWidget(part)
        self._row.addWidget(self.compare)
        self._row.addWidget(self.notes)
        self._row.addWidget(self.happened)
        self._row.addWidget(self.new)
        self._row.addStretch(1)
        self._row.addWidget(self.turn_screen)
        self._row.addWidget(self.print_label)
        self._row.addWidget(self.print_bar)
        self._row.addWidget(self.agree)
        self.print_label.setBuddy(self.print_bar)
        self.happened.hide()
        self.new.hide()
