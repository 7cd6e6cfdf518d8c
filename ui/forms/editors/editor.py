"""What every editor is: it shows the answers under its field and tells each one that is given."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QTextEdit, QVBoxLayout, QWidget

from pharmreview.domain.review.answer import AnswerValue
from pharmreview.domain.review.step import CodedList

OTHER = "other"
"""The choice, and the part of the key, for what a coded list does not have."""
SHORT_WORDS = 46
"""The most characters that still make a chip."""

_THE_PERSON = re.compile(r"\b[Tt]he person\b")


@dataclass(frozen=True)
class FormContext:
    """What fields draw on besides the declaration: lists, the person's medicines, the team, sums."""

    lists: Mapping[str, CodedList] = field(default_factory=dict)
    medicines: tuple[tuple[str, str], ...] = ()
    """The person's medicines as (key, words)."""
    shown: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What the app has worked out, as lines of words, by what a ShownField names."""
    suggested: tuple[str, ...] = ()
    """Codes worth offering because of what else was chosen; drawn dashed, never added."""
    name: str = ""
    """What the person is called, for words that would say "the person"."""
    today: date = date.min
    """The day that a tick stamps."""
    last_time: Mapping[str, str] = field(default_factory=dict)
    """What was answered in an earlier review where this one asks afresh, by `step.field`, in words."""


Given = Mapping[str, AnswerValue]
"""The answers under one field, by the rest of the key: "" is the field itself."""


class Editor(QWidget):
    """One field's controls. It never keeps an answer of its own; it shows what the case holds."""

    answered = Signal(str, object)
    """The rest of the key, and the value: text, or a tuple of texts; "" takes the answer away."""
    answered_together = Signal(object)
    """Several answers that are one change: a dict from the rest of the key to the value."""
    left = Signal()
    wide = True
    """Whether it wants the full width of the form."""
    grows = False
    """Whether it takes the full width where nothing stands beside it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # A label's Alt letter asks its buddy's policy; the keys themselves go to the focus proxy.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(6)

    def show_given(self, given: Given) -> None:
        """Show these answers without telling anyone."""
        raise TypeError(f"{type(self).__name__} shows nothing, and was given {len(given)} answers")

    def draw_on(self, context: FormContext) -> None:
        """Take up lists, medicines and sums that have changed."""


def text_in(given: Given, key: str = "") -> str:
    """The text under a key, "" when there is none."""
    value = given.get(key, "")
    return value if isinstance(value, str) else "; ".join(value)


def texts_in(given: Given, key: str = "") -> tuple[str, ...]:
    """The texts under a key, in order."""
    value = given.get(key, ())
    return ((value,) if value else ()) if isinstance(value, str) else tuple(value)


def named(words: str, name: str) -> str:
    """The words with what the person is called in place of "the person"; as they are without a name."""
    return _THE_PERSON.sub(lambda _: name, words) if name else words


class _UndoBelongsToTheCase(QObject):
    """Keeps text controls from taking Ctrl+Z for themselves: there is one history, the case's."""

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo):
            event.ignore()
            return True
        return False


def leave_undo_to_the_case(control: QWidget) -> None:
    """Have undo and redo in this control, and in the fields inside it, be the window's."""
    keeper = _UndoBelongsToTheCase(control)
    inside: list[QWidget] = [*control.findChildren(QLineEdit), *control.findChildren(QTextEdit)]
    for widget in (control, *inside):
        widget.installEventFilter(keeper)
        if isinstance(widget, QTextEdit):
            widget.setUndoRedoEnabled(False)
