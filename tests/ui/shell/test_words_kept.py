"""Never losing a word that was typed.

A marker is put into every text field there is, and looked for in what the store and the folder hold once the
window is locked.
"""

from __future__ import annotations

import ast
import itertools
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QTextEdit, QWidget

from pharmreview.domain.paper import PaperKind, TextKind
from pharmreview.domain.taper.events import EventKind
from tests.ui.shell.conftest import Hand
from ui.shell.training import worked
from ui.widgets.fields.date_field import DateField
from ui.widgets.fields.framed import BareEdit
from ui.widgets.fields.note_field import NoteField
from ui.widgets.fields.stepper import Stepper
from ui.widgets.fields.text_field import SecretField, TextField

UI = Path(__file__).parents[3] / "ui"
PLAIN = {"QLineEdit", "QTextEdit", "QPlainTextEdit"}
NOT_KEPT = {
    "ui/screens/unlock/pages.py": "a passphrase is never kept",
    "ui/screens/unlock/making.py": "there is no store yet, and no key to seal anything with",
    "ui/screens/practice/panels/versions.py": "shows a version and is never typed in",
    "ui/screens/taper/asking/asked_panel.py": "asks a question of the plan; what is used is in the plan",
    "ui/widgets/fields/stepper.py": "a number is taken up or refused at each key",
}
_ENOUGH = 2
"""Of fields made in one loop, how many are typed into."""
FINDS, SECRETS = "Find a", "Passphrase"
"""What only looks for something, and what is never kept: by the beginning of their names."""


@dataclass
class Watched:
    """Where each field was made, and what was typed into which."""

    made: dict[int, list[tuple[str, int]]] = field(default_factory=dict)
    typed: dict[str, tuple[str, list[tuple[str, int]]]] = field(default_factory=dict)
    times: Counter[tuple[tuple[str, int], ...]] = field(default_factory=Counter)
    done: set[int] = field(default_factory=set)
    keep: list[QWidget] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(700_101, 7))

    def note(self, widget: QWidget) -> None:
        """Remember from where it was made."""
        frame: FrameType | None = sys._getframe(2)
        stack = []
        while frame is not None:
            name = frame.f_code.co_filename
            if name.startswith(str(UI)):
                stack.append((Path(name).relative_to(UI.parent).as_posix(), frame.f_lineno))
            frame = frame.f_back
        self.made[id(widget)] = stack
        self.keep.append(widget)  # so that no other takes its number

    def type_into_all(self, hand: Hand, within: QWidget | None = None) -> None:
        """Type a marker into every field that is shown and was not typed into before."""
        hand.settle()
        inside = within or hand.window
        for kind in (QLineEdit, QTextEdit):
            for found in inside.findChildren(kind):
                stack = tuple(self.made.get(id(found), ()))
                if stack and self.times[stack] < _ENOUGH and id(found) not in self.done and _can(found):
                    self.times[stack] += 1
                    self._type(found)
        hand.settle()

    def _type(self, found: QLineEdit | QTextEdit) -> None:
        self.done.add(id(found))
        number, holder = next(self.numbers), found.parentWidget()
        marker = str(number)
        if isinstance(holder, DateField):
            day = date(2027, 3, 1) + timedelta(days=(number - 700_101) // 7)
            marker = f"{day.day} {day:%b %Y}"
        name = found.accessibleName() or (holder.accessibleName() if holder is not None else "")
        found.selectAll()
        QGuiApplication.clipboard().setText(marker)
        found.paste()
        self.typed[marker] = (name, self.made[id(found)])


def _can(found: QLineEdit | QTextEdit) -> bool:
    shown = found.isVisibleTo(found.window()) and found.isEnabled() and not found.isReadOnly()
    looks = found.accessibleName().startswith(FINDS)
    return shown and not looks and not isinstance(found, SecretField) and not _is_in_stepper(found)


def _is_in_stepper(found: QWidget) -> bool:
    holder = found.parentWidget()
    while holder is not None:
        if isinstance(holder, Stepper):
            return True
        holder = holder.parentWidget()
    return False


@contextmanager
def watching() -> Iterator[Watched]:
    """Every field that is made meanwhile is known, with where it was made."""
    watched = Watched()
    with pytest.MonkeyPatch.context() as patch:
        for kind in (TextField, NoteField, BareEdit):
            patch.setattr(kind, "__init__", _noted(kind.__init__, watched))
        yield watched


def _noted(before: Any, watched: Watched) -> Any:
    def made(self: QWidget, *args: object, **named: object) -> None:
        before(self, *args, **named)
        watched.note(self)

    return made


def fields_in_the_source() -> dict[tuple[str, int, int], str]:
    """Every place in the source where a text field is made: its file and lines, and its first argument."""
    trees = {path.relative_to(UI.parent).as_posix(): ast.parse(path.read_text()) for path in UI.rglob("*.py")}
    kinds = set(PLAIN) | {"DateField"}
    bases = {
        node.name: {getattr(base, "id", "") for base in node.bases}
        for tree in trees.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }
    while more := {name for name, of in bases.items() if of & kinds} - kinds:
        kinds |= more
    return {
        (path, node.lineno, node.end_lineno or node.lineno): ast.unparse(node.args[0]) if node.args else ""
        for path, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in kinds
    }


def held(hand: Hand) -> str:
    """Everything that the store and the folder hold, as text."""
    store = [saved.case.model_dump_json() for saved in hand.vault.kept.values()]
    left = [words for by in hand.vault.words_left.values() for words in by.values()]
    files = [path.read_text(errors="replace") for path in hand.app.places.home.rglob("*") if path.is_file()]
    return "\n".join((*store, *left, *files))


def iso(marker: str) -> str:
    """A typed day as the store writes it."""
    for offset in range(400):
        day = date(2027, 3, 1) + timedelta(days=offset)
        if marker == f"{day.day} {day:%b %Y}":
            return day.isoformat()
    return marker


def test_that_no_word_typed_anywhere_is_lost(hand: Hand) -> None:
    with watching() as watched:
        hand.unlock()
        _import(hand, watched)
        hand.running.desk.half_typed.flush()
        hand.settle()
        there = held(hand)  # what is typed into an import goes with it
        _people(hand, watched)
        _review(hand, watched)
        _plan(hand, watched)
        _papers_and_practice(hand, watched)
    hand.window.lock()
    hand.settle()
    there += held(hand)
    lost = {
        name: at[0]
        for marker, (name, at) in watched.typed.items()
        if marker not in there and iso(marker) not in there and not any(file in NOT_KEPT for file, _ in at)
    }
    assert not lost, f"typed and kept nowhere: {lost}"
    seen = {at for _, stack in watched.typed.values() for at in stack}
    unseen = {
        (path, first, said)
        for (path, first, last), said in fields_in_the_source().items()
        if path not in NOT_KEPT
        and not said.strip("'\"").startswith((FINDS, SECRETS))
        and not any(path == file and first <= line <= last for file, line in seen)
    }
    assert not unseen, f"never typed into here, so nobody knows whether they are kept: {unseen}"


def _import(hand: Hand, watched: Watched) -> None:
    hand.window.go("intake")
    view = hand.window.workspace.view("intake")
    model = view._model
    model.show_paste()
    watched.type_into_all(hand, view)
    with worked.search_file() as search:
        view.open_file(search)
        hand.settle()
        view._naming.open()
        watched.type_into_all(hand, view)
        model.back()
        view._next_unread()
        view._mending.open()
        watched.type_into_all(hand, view)
        view._mending.draft(replace(model.inputs.mending.draft, how="other"))
        watched.type_into_all(hand, view)


def _people(hand: Hand, watched: Watched) -> None:
    view = hand.window.workspace.view("intake")
    view._mending.keep()
    view._model.back()
    view._model.go_on()
    hand.settle()
    hand.window.go("people")
    hand.settle()
    people = hand.window.workspace.view("people")
    work = people.work
    for open_drawer in (work.open_tier, work.open_leave, lambda: _unread(hand, people)):
        open_drawer()
        watched.type_into_all(hand, people)
        work.close()
    for page in ("baselines", "sample", "settings"):
        work.open_list(page)
        watched.type_into_all(hand, people)
    work.close()
    people._rows.tick([people._rows.row_at(0).id])
    work.open_letters()
    hand.settle()
    drawer = people.side.letters
    drawer.paper.set_value(PaperKind.SECOND_INVITATION.value)
    drawer._choose(PaperKind.SECOND_INVITATION.value)
    watched.type_into_all(hand, people)
    work.close()


def _unread(hand: Hand, people: Any) -> None:
    unread = next(k for k, saved in hand.vault.kept.items() if saved.case.patient.family_name == "MCBRIDE")
    people._model.choose(unread)
    hand.settle()
    people.work.open_first_unread()


def _review(hand: Hand, watched: Watched) -> None:
    hand.open_jean()
    given, _ = worked.answers()
    hand.running.desk.open_case.edit("Answers", lambda case: case.model_copy(update={"answers": given}))
    view = hand.window.workspace.view("review")
    for step in hand.app.form.steps:
        if step.id != "taper":
            hand.window.show_step(step.id)
            watched.type_into_all(hand, view)
    hand.window.show_step("follow_up")
    hand.settle()
    view.page.directory.edit(None)
    for part in view.page._holders:
        view.page.show_part(part)
        view.page.signposts._pick(("REF01",))
        watched.type_into_all(hand, view)
    hand.window.show_step("listen")
    hand.settle()
    view.write_privately()
    view.model.finish()
    watched.type_into_all(hand)


def _plan(hand: Hand, watched: Watched) -> None:
    hand.window.show_step("taper")
    hand.settle()
    view = hand.window.workspace.view("taper")
    model = view.model
    watched.type_into_all(hand, view)
    model.pause.begin()
    watched.type_into_all(hand, view)
    model.held.fold(pausing=None, paused=None)
    view.pages.supply()
    watched.type_into_all(hand, view)
    view.pages.close()
    model.pace.set_percent(Decimal(25))
    model.held.fold(gate_open=True)
    watched.type_into_all(hand, view)
    model.answer_about(model.props.medicines[0].id, directions="As directed")
    watched.type_into_all(hand, view)
    hand.running.desk.open_case.history.undo()
    model.agreement.confirm(confirmed=True)
    model.agreement.agree()
    hand.settle()
    hand.window.show_step("taper")
    view.living.model.begin(EventKind.DOSE_CHANGED)
    watched.type_into_all(hand, view)


def _papers_and_practice(hand: Hand, watched: Watched) -> None:
    hand.window.go("papers")
    hand.settle()
    papers = hand.window.workspace.view("papers")
    papers.beside.practice.set_open(on=True)
    for row in (PaperKind.HOSPITAL.value, TextKind.PAUSE.value):
        papers.model.choose(row)
        watched.type_into_all(hand, papers)
    hand.window.go("practice")
    hand.settle()
    practice = hand.window.workspace.view("practice")
    watched.type_into_all(hand, practice)
    practice.turn_to("team")
    watched.type_into_all(hand, practice)
