"""Somebody else saved first: what they changed and what was changed here, and both kept together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject

from pharmreview.domain.caseload.joined import Joined, joined
from pharmreview.domain.review.answer import field_key, text_of
from ui import text as words_of
from ui.jobs import Err, Ok

if TYPE_CHECKING:
    from pharmreview.domain.case import Case, SavedCase
    from pharmreview.domain.review.step import ReviewForm
    from ui.shell.leaving.not_kept import NotKept
    from ui.state.autosave import Autosave
    from ui.state.desk import Desk

_PARTS = {
    "taper": "the plan that is built",
    "beside": "the plan beside it",
    "agreed": "the plan agreed",
    "finish": "the end of the review",
    "skipped": "steps put aside",
    "private_note": "the private note",
    "patient": "who the person is",
}
_MOST = 240
"""Letters of a version shown, from where it begins to differ."""


class Overtaken(QObject):
    """Asks the store for what it holds as soon as it refuses an older case, and offers to keep both."""

    def __init__(self, desk: Desk, autosave: Autosave, notice: NotKept) -> None:
        super().__init__(notice)
        self._desk = desk
        self._autosave = autosave
        self._notice = notice
        self._theirs: SavedCase | None = None
        autosave.overtaken.connect(self._ask)
        notice.both_wanted.connect(self.keep_both)

    def keep_both(self, ours: bool) -> None:
        """Keep both together; where both changed the same thing, `ours` says whose stands."""
        theirs, here, before = self._theirs, self._desk.open_case.case, self._autosave.kept
        if theirs is None or here is None or before is None or here.id != theirs.case.id:
            return
        together = joined(before, here, theirs.case, ours=ours)
        if together is not None:
            self._theirs = None
            self._autosave.go_on_from(theirs.case)
            self._desk.open_case.break_run()
            self._desk.open_case.edit("Kept both", lambda _: together.case)
            self._autosave.flush()

    def _ask(self, case_id: str) -> None:
        def told(outcome: Ok[tuple[SavedCase, ...]] | Err) -> None:
            if isinstance(outcome, Ok) and outcome.value and shiboken6.isValid(self):
                self._say(outcome.value[0])

        self._desk.lanes.vault.run(lambda: self._desk.casework().several((case_id,)), told)

    def _say(self, theirs: SavedCase) -> None:
        here, before = self._desk.open_case.case, self._autosave.kept
        if here is None or before is None or here.id != theirs.case.id:
            return
        together = joined(before, here, theirs.case, ours=True)
        if together is None:
            return
        self._theirs = theirs
        at = words_of.clock_time(theirs.saved_at.astimezone(self._desk.clock.now().tzinfo))
        title = f"{theirs.saved_by} saved at {at}"
        sentences = told_of(self._desk.app.form, together, here, theirs.case)
        self._notice.say_overtaken(title, sentences, clashes=bool(together.both))


def told_of(form: ReviewForm, together: Joined, here: Case, there: Case) -> str:
    """What was changed in the store and here, and both versions of what was changed at both."""
    lines = [
        f"{where}: {named}."
        for where, keys in (("Changed there", together.there), ("Changed here", together.here))
        if (named := "; ".join(dict.fromkeys(_name(form, key) for key in keys)))
    ]
    if not together.both:
        return "\n".join((*lines, "Both can be kept."))
    for key in together.both:
        versions = text_of(there.answers, key), text_of(here.answers, key)
        theirs, mine = _from_where_they_differ(*versions)
        both = f" There: “{theirs}” Here: “{mine}”" if any(versions) else ""
        lines.append(f"Changed at both: {_name(form, key)}.{both}")
    return "\n".join((*lines, "All else of both is kept. The other version stays in the record."))


def _name(form: ReviewForm, key: str) -> str:
    field = form.field(field_key(key))
    step = field_key(key).split(".")[0]
    known = next((s.title for s in form.steps if s.id == step), "")
    if field is not None:
        return f"{known}, {field.label[:1].lower()}{field.label[1:]}"
    return known or _PARTS.get(key, "the record")


def _from_where_they_differ(one: str, other: str) -> tuple[str, str]:
    same = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    start = max((min(len(one), len(other)) if same is None else same) - 30, 0)
    return _short(one, start), _short(other, start)


def _short(words: str, start: int) -> str:
    shown = " ".join(words[start : start + _MOST].split())
    return f"{'…' if start else ''}{shown}{'…' if len(words) > start + _MOST else ''}"
