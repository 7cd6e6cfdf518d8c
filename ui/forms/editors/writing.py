"""Editors in which words are typed, or one of the person's own medicines is picked."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from pharmreview.domain.review.step import (
    MedicineField,
    NoteField,
    PersonField,
    ShownField,
    TextField,
)
from ui.forms.editors.editor import Editor, FormContext, Given, leave_undo_to_the_case, text_in
from ui.theme.tokens import Role
from ui.widgets.choices.drop_down import DropDown
from ui.widgets.fields.note_field import NoteField as NoteControl
from ui.widgets.fields.text_field import TextField as TextControl
from ui.widgets.marks import painting
from ui.widgets.marks.label import Label

_BESIDE_THE_WORDS = 44


class TextEditor(Editor):
    """A few words; also a member of the team, by name. A sentence runs over, so that none of it is cut."""

    wide = False

    def __init__(self, declared: TextField | PersonField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        said = isinstance(declared, TextField) and declared.own_words
        self.control: TextControl | NoteControl
        if said or (isinstance(declared, TextField) and declared.sentence):
            self.control = NoteControl(declared.label, least=1, most=6, own_words=said)
        else:
            self.control = TextControl(declared.label)
        leave_undo_to_the_case(self.control)
        self.control.typed.connect(lambda words: self.answered.emit("", words))
        self.control.finished.connect(self.left)
        self.column.addWidget(self.control)
        self.setFocusProxy(self.control)
        self.wide = said

    def show_given(self, given: Given) -> None:
        self.control.set_value(text_in(given))


class NoteEditor(Editor):
    """Room to write."""

    def __init__(self, declared: NoteField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        least, most = (7, 30) if declared.tall else (2, 12)
        self.control = NoteControl(declared.label, least=least, most=most, own_words=declared.own_words)
        leave_undo_to_the_case(self.control)
        self.control.typed.connect(lambda words: self.answered.emit("", words))
        self.control.finished.connect(self.left)
        self.column.addWidget(self.control)
        self.setFocusProxy(self.control)

    def show_given(self, given: Given) -> None:
        self.control.set_value(text_in(given))


class MedicineEditor(Editor):
    """One of the medicines on the person's own list. Its name is shown whole, whatever the width."""

    wide = False

    def __init__(self, declared: MedicineField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.control = DropDown(declared.label, prompt="Choose a medicine")
        self.control.setMinimumWidth(120)
        self.control.chosen.connect(self._chosen)
        self._whole = Label("", Role.TABLE, wrap=True)
        self._whole.hide()
        self._words: dict[str, str] = {}
        self.column.addWidget(self.control)
        self.column.addWidget(self._whole)
        self.setFocusProxy(self.control)

    def draw_on(self, context: FormContext) -> None:
        self._words = dict(context.medicines)
        self._offer(self.control.value())

    def show_given(self, given: Given) -> None:
        kept = text_in(given)
        self._offer(kept)
        self.control.set_value(kept or None)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _offer(self, kept: str | None) -> None:
        """The list as it is now; a choice that is no longer on it stays, by its key."""
        options = list(self._words.items())
        if kept and kept not in self._words:
            options.append((kept, kept))
        self.control.set_options(options)

    def _chosen(self, key: str) -> None:
        self._fit()
        self.answered.emit("", key)

    def _fit(self) -> None:
        words = self.control.currentText()
        cut = painting.width_of(words, Role.BODY) > self.control.width() - _BESIDE_THE_WORDS
        self._whole.setText(words)
        self._whole.setVisible(bool(words) and cut)


class ShownEditor(Editor):
    """What the app has worked out. Nothing is typed; F7 and the builder open the whole of it."""

    def __init__(self, declared: ShownField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._shows = declared.shows
        self.words = Label("", Role.BODY, wrap=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.words.setAccessibleName(declared.label)
        self.column.addWidget(self.words)

    def draw_on(self, context: FormContext) -> None:
        self.words.setText("\n".join(context.shown.get(self._shows, ("Nothing to show yet.",))))

    def show_given(self, given: Given) -> None:
        """Nothing is kept under it."""
