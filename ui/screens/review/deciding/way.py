"""What is in the way and what would help: several coded lists in one row of chips, with suggestions."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pharmreview.domain.review.answer import Answers, chosen, text_of
from pharmreview.domain.review.step import ManyField, Option
from ui.forms.editors.choosing import said, say_what
from ui.forms.editors.editor import OTHER, FormContext
from ui.theme.active import current_theme
from ui.theme.tokens import SEMIBOLD, Role
from ui.widgets.buttons.button import Button, Kind
from ui.widgets.choices.chips import ChipOption, ChipSet
from ui.widgets.marks.label import Label

_AT_FIRST = 3


class ChipsRow(QWidget):
    """One row over several fields of chips. What is suggested is dashed and is never added for anyone."""

    answered = Signal(object)
    left = Signal()

    def __init__(self, title: str, step_id: str, fields: Sequence[ManyField]) -> None:
        super().__init__()
        self._fields = tuple(fields)
        self._step_id = step_id
        self._open = False
        self._seen: set[str] = set()
        self._answers: Answers = {}
        self._context = FormContext()
        self.chips = ChipSet(title)
        self.chips.changed.connect(self._changed)
        self.more = Button("More", Kind.QUIET, small=True)
        self.more.clicked.connect(self.unfold)
        self.other = say_what(title)
        self.other.typed.connect(lambda words: self.answered.emit({f"{self._key(fields[0])}.{OTHER}": words}))
        self.other.finished.connect(self.left)
        label = Label(title, Role.TABLE, "ink2", weight=SEMIBOLD, wrap=True)
        label.setFixedWidth(current_theme().px(92))
        label.setContentsMargins(0, 5, 0, 0)
        head = QVBoxLayout()
        head.setSpacing(2)
        head.addWidget(label)
        head.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        head.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(self.chips)
        column.addWidget(self.other)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addLayout(head)
        row.addLayout(column, 1)

    def show_answers(self, answers: Answers, context: FormContext) -> None:
        """Show what is chosen in every field, and what may be worth adding."""
        self._answers, self._context = answers, context
        options = self._options()
        picked = {code for field in self._fields for code in chosen(answers, self._key(field))}
        shown = [o for place, o in enumerate(options) if self._shows(o.code, place, picked)]
        self._seen.update(o.code for o in shown)
        self.chips.set_options(
            [ChipOption(o.code, said(o, context.name), suggested=o.code in context.suggested) for o in shown]
        )
        self.chips.set_value(picked)
        hidden = len(options) - len(shown)
        self.more.set_words(f"{hidden} more")
        self.more.setVisible(hidden > 0)
        key = self._key(self._fields[0])
        self.other.set_value(text_of(answers, f"{key}.{OTHER}"))
        self.other.setVisible(OTHER in picked)

    def unfold(self) -> None:
        """Show every option."""
        self._open = True
        self.show_answers(self._answers, self._context)
        self.chips.setFocus()

    def _options(self) -> list[Option]:
        found = [o for field in self._fields for o in self._context.lists[field.choices].options]
        return [*found, Option(code=OTHER, label="Other")]

    def _shows(self, code: str, place: int, picked: set[str]) -> bool:
        return (
            self._open
            or (place < _AT_FIRST and not picked)
            or code in self._seen
            or code in picked
            or code in self._context.suggested
        )

    def _changed(self, shown: tuple[str, ...]) -> None:
        given: dict[str, object] = {}
        for place, field in enumerate(self._fields):
            codes = {o.code for o in self._context.lists[field.choices].options}
            codes |= {OTHER} if place == 0 else set()
            before = chosen(self._answers, self._key(field))
            after = tuple([c for c in before if c in shown] + [c for c in shown if c in codes - set(before)])
            if after != before:
                given[self._key(field)] = after
        first = self._key(self._fields[0])
        if OTHER not in shown and text_of(self._answers, f"{first}.{OTHER}"):
            given[f"{first}.{OTHER}"] = ""
        self.left.emit()
        self.answered.emit(given)
        self.left.emit()

    def _key(self, field: ManyField) -> str:
        return f"{self._step_id}.{field.id}"
