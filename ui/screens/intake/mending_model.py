"""Putting rows right: opened, typed, kept, taken back; each time the people it speaks of are read again."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from shiboken6 import isValid

from pharmreview.domain.errors import InputProblem
from ui import text as words_of
from ui.forms.repair.offers import Offers
from ui.forms.repair.props import RepairProps, derive
from ui.jobs import Err, Ok
from ui.screens.intake import work
from ui.screens.intake.props import chosen_row, shown_rows
from ui.screens.intake.rows.mending import NO_MEDICINE, Mending, broken, first, repair_of
from ui.screens.intake.rows.sorting import FileRow, Heap

if TYPE_CHECKING:
    from ui.forms.repair.props import Draft
    from ui.screens.intake.view_model import IntakeModel

ONLY_TO_FIX = "Only a row to fix, or one put right by hand, is opened here."


class MendingModel(QObject):
    """The part of the import that puts rows right. It changes nothing but the import's own inputs."""

    def __init__(self, model: IntakeModel) -> None:
        super().__init__(model)
        self._model = model
        self._turn = 0

    def find(self, typed: str) -> tuple[str, ...]:
        """The names of medicines to choose from."""
        return self._offers.find(typed)

    @property
    def props(self) -> RepairProps | None:
        """What the editor shows; None while it is shut."""
        row, mending = self._row(), self._model.inputs.mending
        if row is None or row.key != mending.open or mending.draft is None:
            return None
        tables, preview = self._model.desk.app.tables, self._model.inputs.preview
        factors = tables.factor_table(None if preview is None else preview.table)
        return derive(broken(row, self._model.inputs.rows), mending.draft, tables.read_row, factors)

    def open(self) -> None:
        """Open the chosen row."""
        row = self._row()
        if row is None or row.standing is None or row.part not in (Heap.FIX, Heap.BY_HAND):
            self._model.status.emit(ONLY_TO_FIX)
        elif not row.words_key:
            self._model.status.emit(NO_MEDICINE)
        else:
            self._model.fold(mending=self._model.inputs.mending.opened(row), problem=("", ""))

    def draft(self, draft: Draft) -> None:
        """Something was typed."""
        if self._model.inputs.mending.open:
            self._model.fold(mending=self._model.inputs.mending.drafted(draft), problem=("", ""))

    @property
    def is_begun(self) -> bool:
        """Whether something is typed for the row that is open, and not kept."""
        row, mending = self._row(), self._model.inputs.mending
        return row is not None and row.key == mending.open and mending.draft != first(row)

    def keep(self) -> None:
        """Keep what is typed, and go to the next row to fix."""
        row, props, desk = self._row(), self.props, self._model.desk
        if row is None or props is None:
            return
        if not props.ready:
            self._model.status.emit(props.wanting)
            return
        try:
            repair = repair_of(row, props.draft, desk.session.user.name, desk.clock.now())
            desk.app.tables.check_repair(repair)
        except InputProblem as problem:
            self._model.refuse(problem.what, problem.remedy)
            return
        self._read_again(self._model.inputs.mending.kept(repair), row)

    def take_back(self) -> None:
        """Take back what was put right last."""
        mending = self._model.inputs.mending
        if mending.made:
            self._read_again(mending.took_back(), None)
        else:
            self._model.status.emit("There is nothing to undo")

    def do_again(self) -> None:
        """Put right again what was taken back last."""
        mending = self._model.inputs.mending
        if mending.undone:
            self._read_again(mending.did_again(), None)
        else:
            self._model.status.emit("There is nothing to do again")

    @cached_property
    def _offers(self) -> Offers:
        return Offers(self._model.desk.app.tables.formulary)

    def _read_again(self, mending: Mending, after: FileRow | None) -> None:
        """Read the file as it was first read by the repairs as they stand now."""
        inputs = self._model.inputs
        before = inputs.preview
        if before is None or inputs.working:
            return
        app = self._model.desk.app
        repairs = {**self._model.known.repairs, **{repair.key: repair for repair in mending.made}}
        self._turn += 1
        turn = self._turn
        self._model.fold(mending=mending)
        self._model.desk.lanes.press.run(
            lambda: work.again(app, before, repairs), lambda told: self._was_read(turn, after, told)
        )

    def _was_read(self, turn: int, after: FileRow | None, outcome: Ok[work.Found] | Err) -> None:
        model = self._model
        if not isValid(self) or turn != self._turn:
            return
        file = model.inputs.preview.file if model.inputs.preview is not None else None
        if isinstance(outcome, Err):
            model.refuse_error(outcome.error)
            return
        preview, rows = outcome.value.preview, outcome.value.rows
        if preview.file is not file:
            return
        fix = rows.heap(Heap.FIX)
        chosen = model.inputs.chosen
        if after is not None:
            later = next((row for row in fix if (row.row or 0) > (after.row or 0)), fix[0] if fix else None)
            chosen = "" if later is None else later.key
        heap = Heap.FIX if after is not None else model.inputs.heap
        model.fold(preview=preview, rows=rows, heap=heap, chosen=chosen, moves=None)
        made = model.inputs.mending.made
        model.status.emit(
            f"{words_of.count(len(made), 'line')} put right. {len(fix):,} to fix. Nothing saved yet."
        )
        model.compare()
        if after is not None and fix:
            self.open()

    def _row(self) -> FileRow | None:
        inputs = self._model.inputs
        found = chosen_row(inputs, shown_rows(inputs))
        return found[1] if found is not None and isinstance(found[1], FileRow) else None
