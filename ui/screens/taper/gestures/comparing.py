"""Two plans side by side: the second begun, changed, taken in the place of the first, put away."""

from dataclasses import replace

from pharmreview.domain.taper.plan import TaperRequest
from ui.screens.taper.comparing.compared import A, B
from ui.screens.taper.draft import changes
from ui.screens.taper.gestures.held import Held

_WEEK = 7
_LONGER_BY = 2 * _WEEK


class CompareGestures:
    """Plan B is kept with the case; it shares everything with A but pace, aim and steps set by hand."""

    def __init__(self, held: Held) -> None:
        self._held = held

    def turn(self) -> None:
        """Begin to compare, or leave it."""
        inputs = self._held.inputs
        if inputs.beside_request is not None:
            self._held.inputs = replace(inputs, changing=A)
            self._edit("Compare put away", None)
            self._held.status.emit("Plan B is put away.")
            return
        request = inputs.request
        if request is None or not self._held.props.header.can_pause or inputs.pausing is not None:
            self._held.status.emit("There is no plan to hold another against yet.")
            return
        self._held.inputs = replace(inputs, changing=B)
        self._edit("Compare with another pace", self._gentler(request))
        self._held.status.emit("Plan B stands beside the draft. The pace now changes B.")

    def set_changing(self, which: str) -> None:
        """Which of the two the pace is set for."""
        self._held.fold(changing=which, problems={})

    def swap(self) -> None:
        """Plan B becomes the draft, and the draft becomes plan B."""
        request, other = self._held.inputs.request, self._held.inputs.beside_request
        if request is None or other is None or self._held.inputs.beside is None:
            self._held.status.emit("There is no plan B to use.")
            return
        taken = changes.beside(request, other)
        self._held.inputs = replace(self._held.inputs, changing=A)
        self._held.desk.open_case.edit(
            "Plan B used", lambda case: case.model_copy(update={"taper": taken, "beside": request})
        )
        self._held.status.emit("Plan B is now the draft; what was the draft is plan B.")

    def _gentler(self, request: TaperRequest) -> TaperRequest:
        """The same steps further apart; where they are as far apart as may be, half the size."""
        settings = self._held.inputs.settings
        every = request.pace.every_days or settings.every_days
        if every + _LONGER_BY <= settings.longest_every_days:
            return changes.with_interval(request, every + _LONGER_BY)
        return changes.with_percent(request, (request.pace.percent or settings.percent) / 2)

    def _edit(self, text: str, other: TaperRequest | None) -> None:
        self._held.desk.open_case.edit(text, lambda case: case.model_copy(update={"beside": other}))
        self._held.put(self._held.inputs)
