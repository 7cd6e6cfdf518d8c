"""One step by hand: longer or shorter, split, joined with the next; never shorter than the pace keeps it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from pharmreview.domain.taper.plan import Step, StepKind, TaperRequest
from pharmreview.services.tapering import Choices
from ui.screens.taper.by_hand import way as by_hand
from ui.screens.taper.by_hand.way import Way
from ui.screens.taper.draft import changes
from ui.screens.taper.gestures.held import Held
from ui.screens.taper.words.doses import dose_words
from ui.screens.taper.words.medicines import changing_id
from ui.screens.taper.words.steps import length_words

WEEK = 7
_FALLS = (StepKind.REDUCE, StepKind.STOP)


class StepGestures:
    """Each is one edit; turns of the same length of the same step are one run."""

    def __init__(self, held: Held) -> None:
        self._held = held

    def turn(self, weeks: int) -> None:
        """The chosen step so many weeks longer, or shorter where that is less than nothing."""
        way = self._way()
        step = None if way is None else way.step(self._held.inputs.chosen)
        if way is None or step is None:
            return
        now = step.days if step.kind is StepKind.PAUSE else way.days_on(step.daily_dose)
        self.set_days(step.number, now + weeks * WEEK)

    def set_days(self, number: int, days: int) -> None:
        """A step of so many days; a pause likewise. Its dose stays, and everything after it moves."""
        way = self._way()
        step = None if way is None else way.step(number)
        if way is None or step is None:
            return
        if step.kind is StepKind.PAUSE:
            self._pause_of(step.start, max(days, 1))
            return
        if step.kind is StepKind.START or not step.daily_dose:
            self._held.status.emit("Choose a step that goes down: that can be made longer.")
            return
        self._lasting(way, step, days)

    def pull(self, number: int, days: int) -> None:
        """A step is being drawn longer on the chart, whose axis stays still meanwhile."""
        chart = self._held.props.chart
        if self._held.inputs.within is None and chart is not None:
            self._held.inputs = replace(self._held.inputs, within=(chart.start, chart.end))
        self.set_days(number, days)

    def let_go(self) -> None:
        """The end of a pull: one edit, however long it took."""
        self._held.desk.open_case.break_run()
        self._held.fold(within=None)

    def split(self) -> None:
        """One more dose on the way to the chosen step's, as near the middle as products make."""
        way = self._way()
        step = None if way is None else way.step(self._held.inputs.chosen)
        middle = None if way is None or step is None or step.kind not in _FALLS else way.between(step)
        if way is None or step is None or middle is None:
            if way is not None:
                self._held.status.emit(by_hand.why_no_split(step))
            return
        stops = [*way.stops(), middle]
        said = f"Split: {dose_words(middle, step.unit)} comes in between"
        self._edit(said, lambda r: by_hand.with_stops(r, way.medicine, stops))

    def join(self) -> None:
        """The chosen step and the next made one: its dose is left out."""
        way = self._way()
        step = None if way is None else way.step(self._held.inputs.chosen)
        if way is None or step is None:
            return
        if step.kind not in _FALLS or step.daily_dose not in way.stops():
            self._held.status.emit("Choose a step with another after it: those two can be joined.")
            return
        stops = [d for d in way.stops() if d != step.daily_dose]
        said = f"Joined: {dose_words(step.daily_dose, step.unit)} is left out"
        if stops:
            self._edit(said, lambda r: by_hand.with_stops(r, way.medicine, stops))
        else:
            self._held.status.emit("Two steps are left: choose a larger size of each step instead.")

    def clear(self) -> None:
        """Give every step back to the pace."""
        self._edit("Steps set by hand taken out", lambda r: r.model_copy(update={"by_hand": {}}))

    def _lasting(self, way: Way, step: Step, days: int) -> None:
        dose, medicine = step.daily_dose, way.medicine
        bare = by_hand.with_days(way.request, medicine, dose, None)
        least = self._days_on(bare, medicine, dose)
        if least is None:
            return
        if days <= least and way.days_on(dose) <= least:
            if days < least:
                self._held.status.emit(
                    f"The pace keeps this step {length_words(least)}. It is never shorter."
                )
            return
        wanted = None if days <= least else days
        self._edit(
            f"Step of {length_words(max(days, least))}",
            lambda r: by_hand.with_days(r, medicine, dose, wanted),
            merge=f"last.{dose}",
        )

    def _pause_of(self, start: date, days: int) -> None:
        self._edit(
            f"Pause of {length_words(days)}",
            lambda r: changes.with_pause_days(r, start, days),
            merge=f"pause.{start}",
        )

    def _edit(self, text: str, change: Callable[[TaperRequest], TaperRequest], merge: str = "") -> None:
        if self._held.attempt(merge, text, change, merge=bool(merge), beside_field=False):
            self._held.status.emit(text + ".")

    def _days_on(self, request: TaperRequest, medicine: str, dose: Decimal) -> int | None:
        """How long the pace alone would keep a dose."""
        plan = self._held.planner.plan_of(request)
        if plan is None:
            return None
        return Way.of(request, plan.steps, medicine, ()).days_on(dose)

    def _way(self) -> Way | None:
        inputs = self._held.inputs
        request, plan, medicine = inputs.request, inputs.plan, changing_id(inputs.request)
        known = inputs.choices.get(medicine)
        frozen = bool(self._held.props.pace.frozen) or inputs.pausing is not None
        if request is None or plan is None or not isinstance(known, Choices):
            return None
        if frozen:
            self._held.status.emit(self._held.props.pace.frozen or "Save the pause first, or leave it.")
            return None
        return Way.of(request, plan.steps, medicine, known.doses)
