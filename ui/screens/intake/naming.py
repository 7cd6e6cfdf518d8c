"""Naming the columns of a file by hand: opened, said, called by a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shiboken6 import isValid

from ui.jobs import Err, Ok
from ui.screens.intake import work
from ui.screens.intake.mapping.state import Columns

if TYPE_CHECKING:
    from collections.abc import Callable

    from pharmreview.domain.lines.mapping import Peek
    from ui.screens.intake.view_model import IntakeModel


class Naming:
    """The part of the import that says what columns hold. It changes nothing but the import's own inputs."""

    def __init__(self, model: IntakeModel) -> None:
        self._model = model

    def open(self) -> None:
        """Show what the columns of the file hold, to be said otherwise by hand."""
        model = self._model
        if model.inputs.columns is not None:
            model.fold(page="columns", problem=("", ""))
            return
        path = model.inputs.source.path
        if path is None or model.inputs.working:
            return
        model.fold(asked=model.inputs.source)
        turn, app = model.turn, model.desk.app
        model.desk.lanes.press.run(
            lambda: work.top_of(app, path), lambda told: self._was_looked_at(turn, told)
        )

    def change(self, change: Callable[[Columns], Columns]) -> None:
        """Say what a column holds, by whose mapping, or under which name it is kept."""
        if self._model.inputs.columns is not None:
            self._model.fold(columns=change(self._model.inputs.columns), problem=("", ""))

    def _was_looked_at(self, turn: int, outcome: Ok[Peek] | Err) -> None:
        model = self._model
        if not isValid(model) or turn != model.turn:
            return
        if isinstance(outcome, Err):
            model.refuse_error(outcome.error)
        else:
            columns = Columns.of(outcome.value, model.known.mappings, model.half.mapping())
            model.fold(columns=columns, page="columns", problem=("", ""))
