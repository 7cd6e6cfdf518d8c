"""A declared step as a form: rendered from the declaration, never written by hand."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pharmreview.domain.review.answer import Answers, AnswerValue
from pharmreview.domain.review.step import Field, Step
from ui.forms.choosing import ManyEditor, OneEditor, YesNoEditor
from ui.forms.editor import Editor, FormContext, Given
from ui.forms.grids import ChecksEditor, GridEditor
from ui.forms.section import Section
from ui.forms.writing import (
    DateEditor,
    LinesEditor,
    MedicineEditor,
    NoteEditor,
    NumberEditor,
    ScaleEditor,
    ShownEditor,
    TextEditor,
)
from ui.widgets.panels.captioned import Captioned

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
    "many": ManyEditor,
    "scale10": ScaleEditor,
    "med": MedicineEditor,
    "grid": GridEditor,
    "checks": ChecksEditor,
    "shown": ShownEditor,
}
"""The editor of every kind of field; a test over the declared union keeps it whole."""


class StepForm(QWidget):
    """Every field of a step, in its groups. It shows answers and tells what is given; it keeps nothing.

    `only` limits it to some groups, for screens that place a group somewhere of its own.
    """

    answered = Signal(str, object)
    """The whole key, and the value: text, or a tuple of texts; "" takes the answer away."""
    passed = Signal(str, str)
    """The key of a must item and the reason typed for passing it."""
    left = Signal()

    def __init__(
        self, step: Step, only: tuple[str, ...] | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._step = step
        self._editors: dict[str, Editor] = {}
        self._rows: dict[str, Captioned] = {}
        self._sections: list[Section] = []
        self._shown: tuple[str, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for group in step.groups:
            if only is None or group.id in only:
                section = Section(group)
                self._sections.append(section)
                column.addWidget(section)
                for field in step.fields:
                    if field.group == group.id:
                        self._add(section, field)
        column.addStretch(1)

    def show_answers(
        self,
        answers: Answers,
        passed: dict[str, str],
        shown: tuple[str, ...],
        context: FormContext,
    ) -> None:
        """Show what the case holds. `shown` are the ids of the fields that show now."""
        for field_id, editor in self._editors.items():
            editor.draw_on(context)
            given = self._given(answers, field_id)
            editor.show_given(given)
            if isinstance(editor, ChecksEditor):
                editor.show_passed(self._reasons(passed, field_id))
            self._rows[field_id].set_done(done=bool(given))
            self._rows[field_id].setVisible(field_id in shown)
        if shown != self._shown:
            self._shown = shown
            for section in self._sections:
                section.lay_out()
        for section in self._sections:
            section.say(self._answered_in(section, answers))

    def editor(self, field_id: str) -> Editor:
        """The editor of a field. Raises KeyError for one this form does not show."""
        return self._editors[field_id]

    def reveal(self, key: str) -> None:
        """Open what is folded and go to the field of this key."""
        field_id = key.split(".")[1]
        for section in self._sections:
            if any(f.id == field_id and f.group == section.group_id for f in self._step.fields):
                section.unfold()
        editor = self._editors.get(field_id)
        if editor is not None:
            (editor.focusProxy() or editor).setFocus()

    def first_editor(self) -> Editor | None:
        """The first editor, or None in a form of no fields."""
        return next(iter(self._editors.values()), None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for section in self._sections:
            section.fit(self.width())

    def _add(self, section: Section, field: Field) -> None:
        editor = EDITORS[field.kind](field)
        marked = field.must or field.wanted
        label = field.label.replace("&", "&&")
        row = Captioned(label, editor, help_line=field.help, must=marked and field.kind != "checks")
        editor.answered.connect(lambda rest, value: self.answered.emit(self._key(field.id, rest), value))
        editor.left.connect(self.left)
        if isinstance(editor, ChecksEditor):
            editor.passed.connect(lambda code, words: self.passed.emit(self._key(field.id, code), words))
        section.add_row(row, wide=editor.wide)
        self._editors[field.id], self._rows[field.id] = editor, row

    def _key(self, field_id: str, rest: str) -> str:
        return f"{self._step.id}.{field_id}" + (f".{rest}" if rest else "")

    def _given(self, answers: Answers, field_id: str) -> Given:
        key = f"{self._step.id}.{field_id}"
        given: dict[str, AnswerValue] = {
            k[len(key) + 1 :]: v for k, v in answers.items() if k.startswith(f"{key}.")
        }
        if key in answers:
            given[""] = answers[key]
        return given

    def _reasons(self, passed: dict[str, str], field_id: str) -> dict[str, str]:
        start = f"{self._step.id}.{field_id}."
        return {k[len(start) :]: v for k, v in passed.items() if k.startswith(start)}

    def _answered_in(self, section: Section, answers: Answers) -> int:
        ids = [f.id for f in self._step.fields if f.group == section.group_id]
        return sum(bool(self._given(answers, i)) for i in ids)
