"""How a person answers each kind of field through its own editor, and what must come of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from pharmreview.domain.review.answer import AnswerValue
from pharmreview.domain.review.step import Field
from ui.widgets.choices.chips import ChipSet
from ui.widgets.choices.drop_down import DropDown

Given = dict[str, AnswerValue]
DAY = date(2027, 1, 6)
CHOSEN = {"who_decided": "WD3", "aim": "AIM2", "result": "RS4", "result_12": "RS4", "decision": "OPT4"}
"""Choices that open a field which is otherwise hidden."""
SAID_NO = {"pregnant", "hold", "crisis", "substances", "under_care", "stops"}
"""What would stop a plan from being made; whoever answers yes is on another path."""


def take_keys(control: QWidget) -> QWidget:
    """Give a control the keys, and what in it has them."""
    target = control.focusProxy() or control
    target.setFocus(Qt.FocusReason.TabFocusReason)
    return target


def type_into(control: QWidget, words: str) -> None:
    """Type into a control and leave it."""
    target = take_keys(control)
    QTest.keyClicks(target, words)
    QTest.keyClick(target, Qt.Key.Key_Tab)


def choose(control: Any, code: str, codes: Sequence[str]) -> str:
    """Choose in a drop-down by its keys, or in a bar by the mouse."""
    place = list(codes).index(code)
    if isinstance(control, DropDown):
        take_keys(control)
        QTest.keyClick(control, Qt.Key.Key_Home)
        for _ in range(place - control.currentIndex()):
            QTest.keyClick(control, Qt.Key.Key_Down)
    else:
        QTest.mouseClick(control.cells()[place], Qt.MouseButton.LeftButton)
    return code


def pick(chips: ChipSet, *places: int) -> tuple[str, ...]:
    """Pick chips by mouse."""
    codes = [chips.chips()[place].option.id for place in places]
    for code in codes:
        chip = next(c for c in chips.chips() if c.option.id == code)
        QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    return tuple(codes)


def _typed(editor: Any, field: Field, _codes: Sequence[str]) -> Given:
    words = f"Said {field.id}"
    type_into(editor.control, words)
    return {"": words}


def _lines(editor: Any, _field: Field, _codes: Sequence[str]) -> Given:
    lines = ("First line", "Second line")
    target = take_keys(editor)
    QTest.keyClicks(target, lines[0])
    QTest.keyClick(target, Qt.Key.Key_Return)
    QTest.keyClicks(editor.controls()[1], lines[1])
    return {"": lines}


def _date(editor: Any, _field: Field, _codes: Sequence[str]) -> Given:
    type_into(editor.control, "6 Jan 2027")
    return {"": DAY.isoformat()}


def _number(editor: Any, field: Any, _codes: Sequence[str]) -> Given:
    number = str(max(field.least, 2))
    type_into(editor.control, number)
    return {"": number}


def _yes_no(editor: Any, field: Field, _codes: Sequence[str]) -> Given:
    answer = choose(editor.control, "no" if field.id in SAID_NO else "yes", ("yes", "no", "not-asked"))
    if answer == "no" or editor.note is None:
        return {"": answer}
    type_into(editor.note, "A note")
    return {"": answer, "note": "A note"}


def _one(editor: Any, field: Field, codes: Sequence[str]) -> Given:
    return {"": choose(editor.control, CHOSEN.get(field.id, codes[-1]), codes)}


def _many(editor: Any, field: Field, _codes: Sequence[str]) -> Given:
    if field.id in SAID_NO:
        return {}
    if hasattr(editor, "ticks"):
        codes = [code for code in editor.ticks if code != "other"][:2]
        for code in codes:
            QTest.keyClick(take_keys(editor.ticks[code]), Qt.Key.Key_Space)
        return {"": tuple(codes)}
    return {"": pick(editor.control, 0, 1)}


def _scale(editor: Any, _field: Field, _codes: Sequence[str]) -> Given:
    target = take_keys(editor.control)
    QTest.keyClick(target, Qt.Key.Key_7)
    return {"": editor.control.value()}


def _medicine(editor: Any, _field: Field, _codes: Sequence[str]) -> Given:
    first = str(editor.control.itemData(0))
    return {"": choose(editor.control, first, (first,))}


def _grid(editor: Any, _field: Field, _codes: Sequence[str]) -> Given:
    (row,) = pick(editor.picker, 0)
    given: Given = {row: "yes"}
    for key in [key for key in editor.cells if key.startswith(f"{row}.")]:
        cell = editor.cells[key]
        if isinstance(cell, DropDown):
            first = str(cell.itemData(0))
            given[key] = choose(cell, first, (first,))
        else:
            given[key] = f"In {key}"
            type_into(cell, f"In {key}")
    return given


def _checks(editor: Any, _field: Field, _codes: Sequence[str]) -> Given:
    """All but the last are talked about."""
    *talked_about, _last = editor.ticks
    for code in talked_about:
        QTest.keyClick(take_keys(editor.ticks[code]), Qt.Key.Key_Space)
    return {"": tuple(talked_about)}


def _shown(editor: Any, _field: Field, _codes: Sequence[str]) -> Given:
    assert editor.words.text()
    return {}


ANSWER: dict[str, Callable[[Any, Any, Sequence[str]], Given]] = {
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


def under(key: str, given: Given) -> Given:
    """Answers by their whole keys."""
    return {f"{key}.{rest}" if rest else key: value for rest, value in given.items()}
