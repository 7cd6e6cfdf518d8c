"""A declared step as a form: rendered from the declaration, never written by hand."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pharmreview.domain.review.answer import TYPED, Answers, AnswerValue
from pharmreview.domain.review.step import Field, ManyField, Step
from ui.forms.editors.checks import CardsEditor, ChecksEditor
from ui.forms.editors.choosing import ManyEditor, OneEditor, YesNoEditor
from ui.forms.editors.editor import Editor, FormContext, Given, named
from ui.forms.editors.grids import GridEditor
from ui.forms.editors.lines import LinesEditor
from ui.forms.editors.numbers import DateEditor, NumberEditor, ScaleEditor
from ui.forms.editors.writing import MedicineEditor, NoteEditor, ShownEditor, TextEditor
from ui.forms.section import Section
from ui.widgets.panels.captioned import Captioned


def _many(declared: ManyField) -> Editor:
    return CardsEditor(declared) if declared.cards else ManyEditor(declared)


EDITORS: dict[str, Callable[..., Editor]] = {
    "text": TextEditor,
    "person": TextEditor,
    "note": NoteEditor,
    "lines": LinesEditor,
    "date": DateEditor,
    "int": NumberEditor,
    "dec": NumberEditor,
    "yn": YesNoEditor,
    "one": OneEditor,
    "doc": OneEditor,
    "many": _many,
    "scale10": ScaleEditor,
    "med": MedicineEditor,
    "grid": GridEditor,
    "checks": ChecksEditor,
    "shown": ShownEditor,
}
"""The editor of every kind of field; a test over the declared union keeps it whole."""


def letters_for(labels: Iterable[str]) -> list[str]:
    """Each label with an Alt letter: its own first free letter, or its first where none is free."""
    taken: set[str] = set()
    marked = []
    for label in labels:
        letters = [(i, c.casefold()) for i, c in enumerate(label) if c.isalpha() and c.isascii()]
        free = next(((i, c) for i, c in letters if c not in taken), letters[0] if letters else None)
        if free is None:
            marked.append(label)
            continue
        place, letter = free
        taken.add(letter)
        marked.append(f"{label[:place].replace('&', '&&')}&{label[place:].replace('&', '&&')}")
    return marked


class StepForm(QWidget):
    """Every field of a step, in its groups. It shows answers and tells what is given; it keeps nothing.

    `only` limits it to some groups and `without` leaves fields out, for screens that place them somewhere
    of their own; `folds` says whether folded groups fold here; `plain` draws no frames.
    """

    answered = Signal(object)
    """What is given: a dict from whole keys to values (text, or a tuple of texts; "" takes one away)."""
    passed = Signal(str, str)
    """The key of a must item and the reason typed for passing it."""
    left = Signal()

    def __init__(
        self,
        step: Step,
        only: tuple[str, ...] | None = None,
        *,
        without: tuple[str, ...] = (),
        name: str = "",
        folds: bool = True,
        plain: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._step = step
        self._editors: dict[str, Editor] = {}
        self._rows: dict[str, Captioned] = {}
        self._sections: list[Section] = []
        self._shown: tuple[str, ...] | None = None
        self._last: dict[str, tuple[Given, dict[str, str]]] = {}
        self._context: FormContext | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        groups = [g for g in step.groups if only is None or g.id in only]
        ids = {g.id for g in groups}
        fields = [f for f in step.fields if f.group in ids and f.id not in without]
        asked = [f for f in fields if f.kind != "shown"]
        letters = letters_for(named(f.label, name) for f in asked)
        self._labels = {f.id: named(f.label, name).replace("&", "&&") for f in fields}
        self._labels |= dict(zip((f.id for f in asked), letters, strict=True))
        for group in groups:
            heading = {"title": named(group.title, name), "help": named(group.help, name)}
            section = Section(group.model_copy(update=heading), folds=folds, plain=plain)
            self._sections.append(section)
            column.addWidget(section)
            for field in fields:
                if field.group == group.id:
                    words = {"label": named(field.label, name), "help": named(field.help, name)}
                    self._add(section, field.model_copy(update=words))
        column.addStretch(1)

    def show_answers(
        self,
        answers: Answers,
        passed: dict[str, str],
        shown: tuple[str, ...],
        context: FormContext,
    ) -> None:
        """Show what the case holds. `shown` are the ids of the fields that show now.

        Only what differs from the last time is touched, so that nothing moves under the keys.
        """
        drawn = context == self._context
        self._context = context
        mine = (f"{self._step.id}.", f"{TYPED}.{self._step.id}.")
        answers = {key: value for key, value in answers.items() if key.startswith(mine)}
        for field_id, editor in self._editors.items():
            now = (self._given(answers, field_id), self._reasons(passed, field_id))
            if drawn and self._last.get(field_id) == now:
                continue
            self._last[field_id] = now
            if not drawn:
                editor.draw_on(context)
            editor.show_given(now[0])
            if isinstance(editor, ChecksEditor):
                editor.show_passed(now[1])
            self._rows[field_id].set_done(done=any(k != TYPED for k in now[0]))
            self._rows[field_id].set_quiet(context.last_time.get(self._key(field_id, ""), ""))
        if shown != self._shown:
            self._shown = shown
            for field_id, row in self._rows.items():
                row.setVisible(field_id in shown)
            for section in self._sections:
                section.lay_out()
        for section in self._sections:
            section.say(self._answered_in(section, answers))

    def editor(self, field_id: str) -> Editor:
        """The editor of a field. Raises KeyError for one this form does not show."""
        return self._editors[field_id]

    def editors(self) -> tuple[Editor, ...]:
        """Every editor, in reading order."""
        return tuple(self._editors.values())

    def reveal(self, key: str) -> None:
        """Open what is folded and go to the field of this key."""
        parts = key.split(".")
        for section in self._sections:
            if any(f.id == parts[1] and f.group == section.group_id for f in self._step.fields):
                section.unfold()
        editor = self._editors.get(parts[1])
        if isinstance(editor, ChecksEditor) and len(parts) > 2:
            editor.reveal(parts[2])
        elif editor is not None:
            (editor.focusProxy() or editor).setFocus()

    def first_editor(self) -> Editor | None:
        """The first editor that shows and takes the keys, or None."""
        found = (e for e in self._editors.values() if e.focusProxy() is not None and e.isVisibleTo(self))
        return next(found, None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for section in self._sections:
            section.fit(self.width())

    def _add(self, section: Section, field: Field) -> None:
        editor = EDITORS[field.kind](field)
        editor.setAccessibleName(field.label)
        marked = (field.must or field.wanted) and field.kind != "checks"
        row = Captioned(self._labels[field.id], editor, help_line=field.help, must=marked)
        editor.answered.connect(lambda rest, value: self.answered.emit({self._key(field.id, rest): value}))
        editor.answered_together.connect(
            lambda given: self.answered.emit({self._key(field.id, r): v for r, v in given.items()})
        )
        editor.left.connect(self.left)
        if isinstance(editor, ChecksEditor):
            editor.passed.connect(lambda code, words: self.passed.emit(self._key(field.id, code), words))
        section.add_row(row, wide=editor.wide, grows=editor.grows)
        self._editors[field.id], self._rows[field.id] = editor, row

    def _key(self, field_id: str, rest: str) -> str:
        key = f"{self._step.id}.{field_id}"
        if rest == TYPED:
            return f"{TYPED}.{key}"
        return f"{key}.{rest}" if rest else key

    def _given(self, answers: Answers, field_id: str) -> Given:
        return given_under(answers, f"{self._step.id}.{field_id}")

    def _reasons(self, passed: dict[str, str], field_id: str) -> dict[str, str]:
        start = f"{self._step.id}.{field_id}."
        return {k[len(start) :]: v for k, v in passed.items() if k.startswith(start)}

    def _answered_in(self, section: Section, answers: Answers) -> int:
        ids = [f.id for f in self._step.fields if f.group == section.group_id]
        return sum(bool(self._given(answers, i)) for i in ids)


def given_under(answers: Answers, key: str) -> Given:
    """The answers under a field's key, by the rest of the key."""
    under = f"{key}."
    given: dict[str, AnswerValue] = {k[len(under) :]: v for k, v in answers.items() if k.startswith(under)}
    for rest, whole in (("", key), (TYPED, f"{TYPED}.{key}")):
        if whole in answers:
            given[rest] = answers[whole]
    return given
