"""A pause: made up, shown with all that it moves, saved as one change, and taken out again."""

from dataclasses import replace
from datetime import date

from pharmreview.domain.taper.plan import StepKind
from ui.screens.taper.draft import changes
from ui.screens.taper.draft.pausing import begin_after, pause_of
from ui.screens.taper.gestures.held import Held
from ui.screens.taper.words.pausing import PauseDraft
from ui.screens.taper.words.steps import steps_of

_NO_PAUSE = "Delete takes out a pause. Choose a pause; a step is left out with Join."


class PauseGestures:
    """Nothing changes until a pause is saved."""

    def __init__(self, held: Held) -> None:
        self._held = held

    def begin(self) -> None:
        """Begin to make up a pause after the chosen step."""
        inputs = self._held.inputs
        request, plan = inputs.request, inputs.plan
        if not self._held.props.header.can_pause or request is None or plan is None or inputs.pausing:
            return
        steps = steps_of(plan.steps, request.order[0] if request.order else "")
        left = self._held.desk.half_typed.words(self._where("start"))
        start = date.fromisoformat(left) if left else begin_after(steps, inputs.chosen, inputs.today)
        self.draft(PauseDraft(start=start, other=self._held.desk.half_typed.words(self._where("other"))))

    def draft(self, draft: PauseDraft) -> None:
        """The pause as it now stands; what it would move is shown, not kept."""
        held = self._held
        held.desk.half_typed.write(self._where("other"), draft.other)
        if held.inputs.pausing is not None and draft.start is not None:
            held.desk.half_typed.write(self._where("start"), draft.start.isoformat())
        held.put(held.planner.with_pause(replace(held.inputs, pausing=draft)))

    def _where(self, part: str = "") -> str:
        """The place of what is half typed of a pause."""
        return f"pause/{self._held.desk.open_case.id}/{part}"

    def refuse(self, sentence: str) -> None:
        """The day typed for the pause cannot be used."""
        self._held.fold(pause_problem=sentence)

    def save(self) -> None:
        """Keep the pause, as one change."""
        held = self._held
        draft, shown = held.inputs.pausing, held.props.pausing
        if draft is None or shown is None or not shown.can_save:
            return
        pause = pause_of(draft, {o.code: o.label for o in held.inputs.reasons})
        if pause is not None:
            held.desk.half_typed.forget(self._where())
            held.inputs = replace(held.inputs, pausing=None, paused=None, pause_problem="")
            held.attempt(
                "pause",
                f"Pause: {pause.reason}".removesuffix(": "),
                lambda r: changes.with_pause(r, pause),
                merge=False,
            )
            held.status.emit("Pause saved. Every later step has moved with it.")

    def cancel(self) -> None:
        """Leave everything as it was."""
        self._held.desk.half_typed.forget(self._where())
        self._held.fold(pausing=None, paused=None, pause_problem="")

    def remove(self) -> None:
        """Take the pause of the chosen row out again."""
        plan, chosen = self._held.inputs.plan, self._held.inputs.chosen
        step = None if plan is None else next((s for s in plan.steps if s.number == chosen), None)
        if step is None or step.kind is not StepKind.PAUSE:
            self._held.status.emit(_NO_PAUSE)
            return
        start = step.start
        if self._held.attempt(
            "pause", "Pause taken out", lambda r: changes.without_pause(r, start), merge=False
        ):
            self._held.status.emit("Pause taken out. Every later step has moved back.")
