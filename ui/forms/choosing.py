"""Editors in which something is chosen."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pharmreview.domain.review.step import (
    CodedList,
    DocumentField,
    ManyField,
    OneField,
    Option,
    YesNoField,
)
from ui.forms.editor import OTHER, Editor, FormContext, Given, text_in, texts_in
from ui.widgets.buttons.button import Button, Kind
from ui.widgets.choices.chips import ChipOption, ChipSet
from ui.widgets.choices.drop_down import DropDown
from ui.widgets.choices.segmented import SegmentedBar
from ui.widgets.fields.text_field import TextField as TextControl

_YES_NO = (("yes", "Yes"), ("no", "No"), ("not-asked", "Not asked"))
_SHORT_BAR = 4
_SHORT_WORDS = 46
_CHIPS_AT_FIRST = 12


class YesNoEditor(Editor):
    """Yes, no, or not asked; and a line of words where the declaration asks for one."""

    wide = False

    def __init__(self, declared: YesNoField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.control = SegmentedBar(declared.label, _YES_NO, small=True)
        self.control.chosen.connect(lambda answer: self.answered.emit("", answer))
        self.column.addWidget(self.control, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self.control)
        self._note: TextControl | None = None
        if declared.note:
            self._note = TextControl(f"{declared.label}: {declared.note}", placeholder=declared.note)
            self._note.typed.connect(lambda words: self.answered.emit("note", words))
            self._note.finished.connect(self.left)
            self.column.addWidget(self._note)

    def show_given(self, given: Given) -> None:
        self.control.set_value(text_in(given) or None)
        if self._note is not None:
            self._note.set_value(text_in(given, "note"))
            self._note.setVisible(text_in(given) == "yes" or bool(text_in(given, "note")))


class OneEditor(Editor):
    """One choice: a bar for a few short options, a drop-down for the rest; "Other" asks what."""

    wide = False

    def __init__(self, declared: OneField | DocumentField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._declared = declared
        self.control: SegmentedBar | DropDown | None = None
        self._other = TextControl(f"{declared.label}: other, say what", placeholder="Say what")
        self._other.typed.connect(lambda words: self.answered.emit(OTHER, words))
        self._other.finished.connect(self.left)
        self._other.hide()
        self.column.addWidget(self._other)

    def draw_on(self, context: FormContext) -> None:
        if self.control is not None:
            return
        options = _offered(context.lists[self._declared.choices])
        short = len(options) <= _SHORT_BAR and sum(len(w) for _, w in options) <= _SHORT_WORDS
        label = self._declared.label
        self.control = SegmentedBar(label, options, small=True) if short else DropDown(label, options)
        self.control.chosen.connect(lambda code: self.answered.emit("", code))
        side = Qt.AlignmentFlag.AlignLeft if short else Qt.AlignmentFlag(0)
        self.column.insertWidget(0, self.control, 0, side)
        self.setFocusProxy(self.control)

    def show_given(self, given: Given) -> None:
        if self.control is not None:
            self.control.set_value(text_in(given) or None)
        self._other.set_value(text_in(given, OTHER))
        self._other.setVisible(text_in(given) == OTHER)


class ManyEditor(Editor):
    """Chips. A long list folds to what is chosen, what is suggested and the first few, until asked."""

    def __init__(self, declared: ManyField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._declared = declared
        self._list: CodedList | None = None
        self._suggested: tuple[str, ...] = ()
        self._chosen: tuple[str, ...] = ()
        self._open = False
        self.control = ChipSet(declared.label)
        self.control.changed.connect(self._changed)
        self._more = Button("More", Kind.QUIET, icon="plus", small=True)
        self._more.clicked.connect(self._unfold)
        self._other = TextControl(f"{declared.label}: other, say what", placeholder="Say what")
        self._other.typed.connect(lambda words: self.answered.emit(OTHER, words))
        self._other.finished.connect(self.left)
        self._other.hide()
        row = QHBoxLayout()
        row.addWidget(self._more)
        row.addStretch(1)
        self.column.addWidget(self.control)
        self.column.addLayout(row)
        self.column.addWidget(self._other)
        self.setFocusProxy(self.control)

    def draw_on(self, context: FormContext) -> None:
        self._list = context.lists[self._declared.choices]
        self._suggested = context.suggested
        self._lay_out()

    def show_given(self, given: Given) -> None:
        self._chosen = texts_in(given)
        self._lay_out()
        self.control.set_value(self._chosen)
        self._other.set_value(text_in(given, OTHER))
        self._other.setVisible(OTHER in self._chosen)

    def _lay_out(self) -> None:
        if self._list is None:
            return
        options = [*self._list.options]
        if self._list.other:
            options.append(Option(code=OTHER, label="Other"))
        shown = [o for place, o in enumerate(options) if self._shows(o, place, len(options))]
        self.control.set_options(
            [ChipOption(o.code, _words(o), suggested=o.code in self._suggested) for o in shown]
        )
        self.control.set_value(self._chosen)
        hidden = len(options) - len(shown)
        self._more.set_words(f"{hidden} more")
        self._more.setVisible(hidden > 0)

    def _shows(self, option: Option, place: int, count: int) -> bool:
        few = count <= _CHIPS_AT_FIRST
        return (
            self._open
            or few
            or place < _CHIPS_AT_FIRST // 2
            or option.code in self._chosen
            or option.code in self._suggested
        )

    def _unfold(self) -> None:
        self._open = True
        self._lay_out()
        self.control.setFocus()

    def _changed(self, shown: tuple[str, ...]) -> None:
        kept = [c for c in self._chosen if c in shown]
        chosen = tuple(kept + [c for c in shown if c not in kept])
        if self._declared.most and len(chosen) > self._declared.most:
            chosen = chosen[-self._declared.most :]
        self._chosen = chosen
        self.control.set_value(chosen)
        self._other.setVisible(OTHER in chosen)
        self.answered.emit("", chosen)


def _offered(of: CodedList) -> list[tuple[str, str]]:
    options = [(o.code, o.label) for o in of.options]
    return [*options, (OTHER, "Other")] if of.other else options


def _words(option: Option) -> str:
    """With the person, their words for it; the clinician's label where there are none or they run long."""
    return option.words if option.words and len(option.words) <= _SHORT_WORDS else option.label
