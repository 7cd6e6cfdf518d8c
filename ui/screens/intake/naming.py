"""Naming the columns of a file by hand: opened, said, called by a name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from shiboken6 import isValid

from ui.jobs import Err, Ok
from ui.screens.intake import work
from ui.screens.intake.mapping.state import Columns

if TYPE_CHECKING:
    from collections.abc import Callable

    from pharmreview.domain.lines.mapping import ColumnMapping, Peek
    from pharmreview.services.caseload.mappings import Mappings
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

    def rename(self) -> None:
        """Give the mapping chosen the name that is typed."""
        columns = self._model.inputs.columns
        if columns is not None and columns.can_rename:
            old, new = columns.chosen, " ".join(columns.name.split())
            said = f"The mapping {old} is called {new} now."
            self._change_kept(lambda mappings: mappings.rename(old, new), new, said)

    def delete(self) -> None:
        """Keep the mapping chosen no longer; what it says of this file's columns stays."""
        columns = self._model.inputs.columns
        if columns is not None and columns.chosen:
            name = columns.chosen
            said = f"The mapping {name} is deleted. These columns stay named until the file is let go."
            self._change_kept(lambda mappings: mappings.delete(name), "", said)

    def _change_kept(self, change: Callable[[Mappings], None], chosen: str, said: str) -> None:
        model, desk = self._model, self._model.desk

        def work() -> tuple[ColumnMapping, ...]:
            mappings = desk.caseload().mappings
            change(mappings)
            return mappings.kept()

        def done(outcome: Ok[tuple[ColumnMapping, ...]] | Err) -> None:
            if not isValid(model):
                return
            if isinstance(outcome, Err):
                model.refuse_error(outcome.error)
                return
            model.known = replace(model.known, mappings=outcome.value)
            self.change(lambda columns: columns.among(outcome.value, chosen))
            model.status.emit(said)

        desk.lanes.vault.run(work, done)

    def _was_looked_at(self, turn: int, outcome: Ok[Peek] | Err) -> None:
        model = self._model
        if not isValid(model) or turn != model.turn:
            return
        if isinstance(outcome, Err):
            model.refuse_error(outcome.error)
        else:
            columns = Columns.of(outcome.value, model.known.mappings, model.half.mapping())
            model.fold(columns=columns, page="columns", problem=("", ""))
