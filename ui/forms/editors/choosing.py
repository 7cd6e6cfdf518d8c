"""Editors in which something is chosen."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pharmreview.domain.review.step import (
    CodedList,
    DocumentField,
    ManyField,
    OneField,
    Option,
    YesNoField,
)
from ui.forms.editors.editor import (
    OTHER,
    SHORT_WORDS,
    Editor,
    FormContext,
    Given,
    leave_undo_to_the_case,
    named,
    text_in,
    texts_in,
)
from ui.widgets.buttons.button import Button, Kind
from ui.widgets.choices.chips import ChipOption, ChipSet
from ui.widgets.choices.drop_down import DropDown
from ui.widgets.choices.segmented import SegmentedBar
from ui.widgets.fields.text_field import TextField as TextControl

YES_NO = (("yes", "Yes"), ("no", "No"), ("not-asked", "Not asked"))
_SHORT_BAR = 5
_CHIPS_AT_FIRST = 12
_FEW = 6


def said(option: Option, name: str = "") -> str:
    """With the person, their words for it; the clinician's label where there are none or they run long."""
    words = option.words if option.words and len(option.words) <= SHORT_WORDS else option.label
    return named(words, name)


def say_what(label: str) -> TextControl:
    """The line that opens beside "Other"."""
    made = TextControl(f"{label}: other, say what", placeholder="Say what")
    leave_undo_to_the_case(made)
    made.hide()
    return made


class YesNoEditor(Editor):
    """Yes, no, or not asked; and a line of words where the declaration asks for one."""

    wide = False

    def __init__(self, declared: YesNoField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.control = SegmentedBar(declared.label, YES_NO, small=True)
        self.control.chosen.connect(lambda answer: self.answered.emit("", answer))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.control)
        self.setFocusProxy(self.control)
        self.note: TextControl | None = None
        if declared.note:
            self.grows = True
            self.note = TextControl(f"{declared.label}: {declared.note}", placeholder=declared.note)
            leave_undo_to_the_case(self.note)
            self.note.typed.connect(lambda words: self.answered.emit("note", words))
            self.note.finished.connect(self.left)
            self.note.setMinimumWidth(90)
            row.addWidget(self.note, 1)
        row.addStretch(0 if declared.note else 1)
        self.column.addLayout(row)

    def show_given(self, given: Given) -> None:
        self.control.set_value(text_in(given) or None)
        if self.note is not None:
            self.note.set_value(text_in(given, "note"))
            self.note.setVisible(text_in(given) == "yes" or bool(text_in(given, "note")))


class OneEditor(Editor):
    """One choice: a bar for a few short options, a drop-down for the rest; "Other" asks what."""

    wide = False

    def __init__(self, declared: OneField | DocumentField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._declared = declared
        self.control: SegmentedBar | DropDown | None = None
        self.other = say_what(declared.label)
        self.other.typed.connect(lambda words: self.answered.emit(OTHER, words))
        self.other.finished.connect(self.left)
        self.column.addWidget(self.other)

    def draw_on(self, context: FormContext) -> None:
        if self.control is not None:
            return
        options = _offered(context.lists[self._declared.choices], context.name)
        short = len(options) <= _SHORT_BAR and sum(len(w) + 3 for _, w in options) <= SHORT_WORDS
        label = self._declared.label
        self.control = SegmentedBar(label, options, small=True) if short else DropDown(label, options)
        self.control.chosen.connect(self._chosen)
        if not short:
            self.control.setMinimumWidth(120)
        side = Qt.AlignmentFlag.AlignLeft if short else Qt.AlignmentFlag(0)
        self.column.insertWidget(0, self.control, 0, side)
        self.setFocusProxy(self.control)

    def show_given(self, given: Given) -> None:
        if self.control is not None:
            self.control.set_value(text_in(given) or None)
        self.other.set_value(text_in(given, OTHER))
        self.other.setVisible(text_in(given) == OTHER)

    def _chosen(self, code: str) -> None:
        if code != OTHER and self.other.value():
            self.answered_together.emit({"": code, OTHER: ""})
        else:
            self.answered.emit("", code)


class ManyEditor(Editor):
    """Chips. A long list folds to what is chosen, what is suggested and the first few, until asked."""

    refused = Signal(str)

    def __init__(self, declared: ManyField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._declared = declared
        self._list: CodedList | None = None
        self._context = FormContext()
        self._chosen: tuple[str, ...] = ()
        self._seen: set[str] = set()
        self._open = False
        self.control = ChipSet(declared.label)
        self.control.changed.connect(self._changed)
        self.more = Button("More", Kind.QUIET, icon="plus", small=True)
        self.more.clicked.connect(self.unfold)
        self.other = say_what(declared.label)
        self.other.typed.connect(lambda words: self.answered.emit(OTHER, words))
        self.other.finished.connect(self.left)
        row = QHBoxLayout()
        row.addWidget(self.more)
        row.addStretch(1)
        self.column.addWidget(self.control)
        self.column.addLayout(row)
        self.column.addWidget(self.other)
        self.setFocusProxy(self.control)

    def draw_on(self, context: FormContext) -> None:
        self._list = context.lists[self._declared.choices]
        self._context = context
        self._lay_out()

    def show_given(self, given: Given) -> None:
        self._chosen = texts_in(given)
        self._lay_out()
        self.control.set_value(self._chosen)
        self.other.set_value(text_in(given, OTHER))
        self.other.setVisible(OTHER in self._chosen)

    def unfold(self) -> None:
        """Show every option."""
        self._open = True
        self._lay_out()
        self.control.setFocus()

    def _lay_out(self) -> None:
        if self._list is None:
            return
        options = [*self._list.options]
        if self._list.other:
            options.append(Option(code=OTHER, label="Other"))
        shown = [o for place, o in enumerate(options) if self._shows(o, place, len(options))]
        self._seen.update(o.code for o in shown)
        suggested = self._context.suggested
        self.control.set_options(
            [ChipOption(o.code, said(o, self._context.name), suggested=o.code in suggested) for o in shown]
        )
        self.control.set_value(self._chosen)
        hidden = len(options) - len(shown)
        self.more.set_words(f"{hidden} more")
        self.more.setVisible(hidden > 0)

    def _shows(self, option: Option, place: int, count: int) -> bool:
        """What was once shown stays: nothing vanishes from under the keys."""
        return (
            self._open
            or count <= _CHIPS_AT_FIRST
            or place < _FEW
            or option.code in self._seen
            or option.code in self._chosen
            or option.code in self._context.suggested
        )

    def _changed(self, shown: tuple[str, ...]) -> None:
        kept = [c for c in self._chosen if c in shown]
        chosen = tuple(kept + [c for c in shown if c not in kept])
        most = self._declared.most
        if most and len(chosen) > most:
            self.control.set_value(self._chosen)
            self.refused.emit(f"{most} are chosen. Let one go before choosing another.")
            return
        self.refused.emit("")
        dropped_other = OTHER in self._chosen and OTHER not in chosen
        self._chosen = chosen
        self.other.setVisible(OTHER in chosen)
        if dropped_other and self.other.value():
            self.answered_together.emit({"": chosen, OTHER: ""})
        else:
            self.answered.emit("", chosen)


def _offered(of: CodedList, name: str) -> list[tuple[str, str]]:
    options = [(o.code, said(o, name)) for o in of.options]
    return [*options, (OTHER, "Other")] if of.other else options
