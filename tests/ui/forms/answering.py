"""A form of one field that holds what it is told, as a case would; and a gesture for every kind of field."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import get_args

from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from pharmreview.domain.review.answer import AnswerValue
from pharmreview.domain.review.condition import ALWAYS
from pharmreview.domain.review.step import (
    CheckField,
    CodedList,
    Column,
    DateField,
    DocumentField,
    Field,
    GridField,
    Group,
    LinesField,
    ManyField,
    MedicineField,
    NoteField,
    NumberField,
    OneField,
    Option,
    PersonField,
    ScaleField,
    ShownField,
    Step,
    TextField,
    YesNoField,
)
from ui.forms.editors.checks import ChecksEditor
from ui.forms.editors.editor import FormContext
from ui.forms.editors.grids import GridEditor
from ui.forms.step_form import StepForm, given_under

KINDS = tuple(
    k for one in get_args(get_args(Field)[0]) for k in get_args(one.model_fields["kind"].annotation)
)

LIST = CodedList(
    id="list",
    title="List",
    source="ours",
    options=tuple(Option(code=f"C{n}", label=f"Choice number {n}", words=f"Words {n}") for n in range(8)),
)
CONTEXT = FormContext(
    lists={"list": LIST},
    medicines=(("MST 60mg tablets", "MST 60mg tablets"), ("Codeine 30mg", "Codeine 30mg")),
    shown={"ome": ("120 mg a day",)},
    name="Jean",
)
_BASE = {"id": "f", "label": "What the person says", "group": "g", "show_when": ALWAYS}
DECLARED: dict[str, Field] = {
    "text": TextField(kind="text", **_BASE),
    "note": NoteField(kind="note", **_BASE),
    "lines": LinesField(kind="lines", **_BASE),
    "date": DateField(kind="date", **_BASE),
    "int": NumberField(kind="int", least=0, most=100, **_BASE),
    "dec": NumberField(kind="dec", least=0, most=100, **_BASE),
    "yn": YesNoField(kind="yn", note="What", **_BASE),
    "one": OneField(kind="one", choices="list", **_BASE),
    "many": ManyField(kind="many", choices="list", **_BASE),
    "scale10": ScaleField(kind="scale10", low="no", high="yes", **_BASE),
    "person": PersonField(kind="person", **_BASE),
    "med": MedicineField(kind="med", **_BASE),
    "doc": DocumentField(kind="doc", choices="list", **_BASE),
    "grid": GridField(
        kind="grid",
        rows="list",
        columns=(Column(id="a", label="A", choices="list"), Column(id="b", label="B")),
        **_BASE,
    ),
    "checks": CheckField(kind="checks", choices="list", **_BASE),
    "shown": ShownField(kind="shown", shows="ome", **_BASE),
}


@dataclass
class Held:
    """A form over one field, with the answers it was told."""

    declared: Field
    answers: dict[str, AnswerValue] = field(default_factory=dict)
    passed: dict[str, str] = field(default_factory=dict)
    context: FormContext = CONTEXT

    def __post_init__(self) -> None:
        step = Step(
            id="s",
            number=1,
            title="S",
            purpose="p",
            groups=(Group(id="g", title="G"),),
            fields=(self.declared,),
        )
        self.form = StepForm(step, name=self.context.name)
        self.form.answered.connect(self._answer)
        self.form.passed.connect(self._pass)
        self.form.resize(640, 480)
        self.form.show()
        self.refresh()

    @property
    def editor(self):
        return self.form.editor("f")

    @property
    def given(self):
        return given_under(self.answers, "s.f")

    def refresh(self) -> None:
        self.form.show_answers(self.answers, self.passed, ("f",), self.context)

    def again(self) -> "Held":
        """The same answers in a new form, as after closing and opening."""
        return Held(self.declared, dict(self.answers), dict(self.passed), self.context)

    def _answer(self, given: dict[str, AnswerValue]) -> None:
        self.answers = {k: v for k, v in {**self.answers, **given}.items() if v}
        self.refresh()

    def _pass(self, key: str, reason: str) -> None:
        self.passed[key] = reason
        self.refresh()


def type_in(control, words: str) -> None:
    """Type words into a field as a person does."""
    target = control.focusProxy() or control
    target.setFocus()
    QTest.keyClicks(target, words)


WORDS = st.text(alphabet="abc xyzABC.,", min_size=1, max_size=20).filter(lambda w: w.strip() == w)
CODES = st.sampled_from([o.code for o in LIST.options])
Gesture = Callable[[Held, st.DataObject], dict[str, AnswerValue]]


def _typed(held: Held, data: st.DataObject) -> dict[str, AnswerValue]:
    words = data.draw(WORDS)
    type_in(held.editor.control, words)
    return {"": words}


def _lines(held: Held, data: st.DataObject) -> dict[str, AnswerValue]:
    lines = data.draw(st.lists(WORDS, min_size=1, max_size=4))
    for place, words in enumerate(lines):
        if place:
            held.editor.add_button.click()
        type_in(held.editor.controls()[place], words)
    return {"": tuple(lines)}


def _date(held: Held, data: st.DataObject) -> dict[str, AnswerValue]:
    day = data.draw(st.dates(date(1950, 1, 1), date(2150, 1, 1)))
    type_in(held.editor.control, f"{day:%d/%m/%Y}")
    return {"": day.isoformat()}


def _number(held: Held, data: st.DataObject) -> dict[str, AnswerValue]:
    number = data.draw(st.integers(0, 100))
    type_in(held.editor.control, str(number))
    return {"": str(number)}


def _yes_no(held: Held, data: st.DataObject) -> dict[str, AnswerValue]:
    place = data.draw(st.integers(0, 2))
    held.editor.control.cells()[place].click()
    answer = ("yes", "no", "not-asked")[place]
    if answer != "yes":
        return {"": answer}
    words = data.draw(WORDS)
    type_in(held.editor.note, words)
    return {"": answer, "note": words}


def _one(held: Held, data: st.DataObject) -> dict[str, AnswerValue]:
    code = data.draw(CODES)
    control = held.editor.control
    control.setCurrentIndex(control.findData(code))
    control.activated.emit(control.currentIndex())
    return {"": code}


def _many(held: Held, data: st.DataObject) -> dict[str, AnswerValue]:
    codes = data.draw(st.lists(CODES, min_size=1, max_size=5, unique=True))
    for code in codes:
        next(c for c in held.editor.control.chips() if c.option.id == code).click()
    return {"": tuple(codes)}


def _scale(held: Held, data: st.DataObject) -> dict[str, AnswerValue]:
    mark = data.draw(st.integers(0, 10))
    held.editor.control.cells()[mark].click()
    return {"": str(mark)}


def _medicine(held: Held, data: st.DataObject) -> dict[str, AnswerValue]:
    place = data.draw(st.integers(0, 1))
    held.editor.control.setCurrentIndex(place)
    held.editor.control.activated.emit(place)
    return {"": CONTEXT.medicines[place][0]}


def _grid(held: Held, data: st.DataObject) -> dict[str, AnswerValue]:
    row, choice, words = data.draw(CODES), data.draw(CODES), data.draw(WORDS)
    editor = held.editor
    assert isinstance(editor, GridEditor)
    next(c for c in editor.picker.chips() if c.option.id == row).click()
    cell = editor.cells[f"{row}.a"]
    cell.setCurrentIndex(cell.findData(choice))
    cell.activated.emit(cell.currentIndex())
    type_in(editor.cells[f"{row}.b"], words)
    return {row: "yes", f"{row}.a": choice, f"{row}.b": words}


def _checks(held: Held, data: st.DataObject) -> dict[str, AnswerValue]:
    codes = data.draw(st.sets(CODES, min_size=1))
    editor = held.editor
    assert isinstance(editor, ChecksEditor)
    for code in codes:
        tick = editor.ticks[code]
        tick.setFocus()
        QTest.keyClick(tick, Qt.Key.Key_Space)
    return {"": tuple(o.code for o in LIST.options if o.code in codes)}


def _shown(held: Held, _data: st.DataObject) -> dict[str, AnswerValue]:
    assert held.editor.words.text() == "120 mg a day"
    return {}


GESTURES: dict[str, Gesture] = {
    "text": _typed,
    "note": _typed,
    "person": _typed,
    "lines": _lines,
    "date": _date,
    "int": _number,
    "dec": _number,
    "yn": _yes_no,
    "one": _one,
    "doc": _one,
    "many": _many,
    "scale10": _scale,
    "med": _medicine,
    "grid": _grid,
    "checks": _checks,
    "shown": _shown,
}
"""What a person does in each kind of field, and the answers that must come of it."""
