"""What the builder holds: inputs folded one thing at a time, told anew only where what is shown differs."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from pharmreview.domain.taper.plan import TaperRequest
from ui.screens.taper.derive import derive
from ui.screens.taper.draft import changes
from ui.screens.taper.draft.last_answers import LastAnswers
from ui.screens.taper.draft.planned import Planner
from ui.screens.taper.props import Inputs, Props
from ui.state.desk import Desk

Change = Callable[[TaperRequest], TaperRequest]


class Held(QObject):
    """Inputs and what is made of them. What cannot be planned is said beside its field and never kept."""

    changed = Signal(object)
    """Told with the new props."""
    status = Signal(str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.planner = Planner(desk)
        self.inputs = self._derived = self.planner.fresh()
        self._last = LastAnswers()
        self._props = self._told = derive(self.inputs, self._last)

    @property
    def props(self) -> Props:
        """What is to be shown, which may not be told yet."""
        if self._derived is not self.inputs:
            self._derived = self.inputs
            self._props = derive(self.inputs, self._last)
        return self._props

    def take_up(self) -> None:
        """Take up the open case as it stands."""
        self.put(self.planner.take_up(self.inputs))

    def begin_anew(self) -> None:
        """Another person, or nobody: nothing of the one before stays."""
        self.inputs = replace(self.planner.fresh(), small=self.inputs.small)
        self._last = LastAnswers()

    def fold(self, **news: object) -> None:
        """Change these fields of the inputs."""
        self.put(replace(self.inputs, **news))  # type: ignore[arg-type]  # fields of Inputs

    def put(self, inputs: Inputs) -> None:
        """Show what follows from these inputs."""
        if inputs.confirmed and inputs.plan is not self.inputs.plan:
            inputs = replace(inputs, confirmed=False)
        self.inputs = inputs
        if inputs is not self._derived:
            self.desk.lanes.turns.soon(self, "tell", self._tell)

    def _tell(self) -> None:
        """A plan is made in the turn in which it is asked for, and put into words and shown in the next."""
        if self.props != self._told:
            self._told = self.props
            self.changed.emit(self._told)

    def refuse(self, field: str, sentence: str) -> None:
        """A field holds something that cannot be used, or no longer does."""
        problems = {k: v for k, v in self.inputs.problems.items() if k != field}
        self.fold(problems=problems | ({field: sentence} if sentence else {}))

    def attempt(
        self, field: str, text: str, change: Change, *, merge: bool = True, beside_field: bool = True
    ) -> bool:
        """Plan the changed request; keep it as one edit, or say why it cannot be: beside the field, or else,
        where nothing was typed that would stay wrong, in the status line."""
        request = self.inputs.request
        if request is None:
            return False
        after = change(request)
        problem = self.planner.problem_of(after, self.inputs)
        if problem:
            if beside_field:
                self.refuse(field, problem)
            else:
                self.status.emit(problem)
            return False
        if field in self.inputs.problems:
            rest = {k: v for k, v in self.inputs.problems.items() if k != field}
            self.inputs = replace(self.inputs, problems=rest)
        self.desk.open_case.edit(
            text,
            lambda case: case.model_copy(update={"taper": after}),
            merge=f"taper.{field}" if merge else "",
        )
        self.put(self.inputs)
        return True

    def attempt_beside(self, field: str, text: str, change: Change) -> bool:
        """The same for the pace of plan B."""
        request, other = self.inputs.request, self.inputs.beside_request
        if request is None or other is None:
            return False
        after = change(other)
        problem = self.planner.problem_of(changes.beside(request, after), self.inputs)
        if problem:
            self.refuse(field, problem)
            return False
        if field in self.inputs.problems:
            rest = {k: v for k, v in self.inputs.problems.items() if k != field}
            self.inputs = replace(self.inputs, problems=rest)
        self.desk.open_case.edit(
            f"{text}, plan B",
            lambda case: case.model_copy(update={"beside": after}),
            merge=f"taper.b.{field}",
        )
        self.put(self.inputs)
        return True
