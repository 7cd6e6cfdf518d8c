"""The dates of the plan that was agreed, as a file that the person's calendar takes in."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ui.errors import words_for
from ui.jobs import Err, Ok
from ui.screens.taper.gestures.held import Held

FILE_NAME = "taper plan.ics"
"""Nobody is named in it: the file leaves the store."""


class DatesOut(QObject):
    """Saves the last version that was agreed; what earlier ones said of a step that is gone is called off."""

    status = Signal(str)

    def __init__(self, held: Held, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._held = held

    def why_not(self) -> str:
        """Why there are no dates to give, or nothing."""
        case = self._held.inputs.case
        if case is None or not case.agreed:
            return "Agree the plan first: its dates are given as they were agreed."
        return ""

    def save(self, path: Path) -> None:
        """Write the file, whole or not at all, and say so."""
        case, app = self._held.inputs.case, self._held.desk.app
        if case is None or self.why_not():
            self.status.emit(self.why_not())
            return
        *before, now = (version.plan for version in case.agreed)

        def told(outcome: Ok[None] | Err) -> None:
            if isinstance(outcome, Err):
                self.status.emit(words_for(outcome.error).sentence)
            else:
                which = f"version {case.agreed[-1].version}"
                self.status.emit(
                    f"Saved the dates of {which} in {path}. The file is not locked as the store is"
                )

        self._held.desk.lanes.press.run(lambda: app.save_calendar(path, now, before), told)
