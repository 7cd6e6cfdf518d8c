"""The builder's model: every gesture is one change of the request, planned before it is kept."""

from decimal import Decimal

from PySide6.QtCore import QObject

from pharmreview.domain.case import Case
from pharmreview.domain.review.answer import with_answer
from pharmreview.services.tapering import Choices
from ui.screens.taper.draft import changes
from ui.screens.taper.gestures.agreement import Agreement
from ui.screens.taper.gestures.asking import AskGestures, SwitchGestures
from ui.screens.taper.gestures.comparing import CompareGestures
from ui.screens.taper.gestures.held import Held
from ui.screens.taper.gestures.pace import PaceGestures
from ui.screens.taper.gestures.pausing import PauseGestures
from ui.screens.taper.gestures.steps import StepGestures
from ui.screens.taper.person.turning import TurnGestures
from ui.screens.taper.props import SHOW_KEY, Props
from ui.screens.taper.words.medicines import changing_id
from ui.screens.taper.working.figures import working_of
from ui.state.desk import Desk
from ui.widgets.panels.working import WorkingLine


class TaperModel(QObject):
    """The gestures by what they change, over what is held. `held.changed` tells the new props."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.held = Held(desk, self)
        self.pace = PaceGestures(self.held)
        self.pause = PauseGestures(self.held)
        self.steps = StepGestures(self.held)
        self.compare = CompareGestures(self.held)
        self.ask = AskGestures(self.held, self.pace)
        self.turn = TurnGestures(self.held)
        self.switch = SwitchGestures(self.held)
        self.agreement = Agreement(self.held)
        desk.open_case.changed.connect(self._case_changed)
        desk.assessed_again.connect(self.refresh)
        self.refresh()

    @property
    def props(self) -> Props:
        """What is shown."""
        return self.held.props

    def refresh(self) -> None:
        """Take up the open case as it stands."""
        self.held.take_up()

    def set_small(self, *, small: bool) -> None:
        """The window is small: the table leaves out the size of each step."""
        if small != self.held.inputs.small:
            self.held.fold(small=small)

    # -- medicines ---------------------------------------------------------------------------------

    def ask_about(self, medicine: str) -> None:
        """Somebody pressed a locked medicine: say why it is, or close it again."""
        self.held.fold(asked="" if self.held.inputs.asked == medicine else medicine)

    def change_instead(self, medicine: str) -> None:
        """Let this medicine be the one that changes."""
        known = self.held.inputs.choices.get(medicine)
        if isinstance(known, Choices):
            self.held.fold(asked="", chosen=None)
            self.held.attempt(
                "order", "Another medicine changes", lambda r: changes.with_changing(r, medicine, Decimal(0))
            )

    def answer_about(self, medicine: str, **told: object) -> None:
        """What was asked about a medicine: `directions` as really taken, or `interval_hours`."""
        self.held.attempt(
            "order",
            "What is really taken",
            lambda r: changes.with_answer_about(r, medicine, **told),
            merge=False,
        )

    def use_record(self, medicine: str) -> None:
        """Go by the record's dose, where an earlier plan left another; else begin with its words anew."""
        if medicine in self.held.inputs.arrived:
            self.held.attempt(
                "order",
                "The record's dose",
                lambda r: changes.by_record(r, medicine),
                merge=False,
                beside_field=False,
            )
        else:
            self.begin_again()

    def begin_again(self) -> None:
        """A new draft from the record as it is now."""
        fresh = self.held.planner.proposal()
        if fresh is not None:
            self.held.fold(chosen=None)
            self._desk.open_case.edit("New plan", lambda case: case.model_copy(update={"taper": fresh}))

    # -- steps -------------------------------------------------------------------------------------

    def choose(self, key: int | None) -> None:
        """Look at one step: the table and the chart move together."""
        if key is not None and key != self.held.inputs.chosen:
            self.held.fold(chosen=key)

    def move(self, way: int) -> None:
        """The step before or after the chosen one."""
        keys = [row.key for row in self.props.table.rows]
        if keys:
            here = keys.index(self.held.inputs.chosen) if self.held.inputs.chosen in keys else 0
            self.choose(keys[min(max(here + way, 0), len(keys) - 1)])

    def working(self) -> tuple[WorkingLine, ...]:
        """How the figures of the chosen step were reached."""
        inputs = self.held.inputs
        known = inputs.choices.get(changing_id(inputs.request))
        step = (
            None
            if inputs.plan is None
            else next((s for s in inputs.plan.steps if s.number == inputs.chosen), None)
        )
        if inputs.plan is None or step is None or not isinstance(known, Choices):
            return ()
        return working_of(step, inputs.plan, known, inputs.settings)

    def show_to_person(self, code: str) -> None:
        """How much of the route is printed for the person."""

        def change(case: Case) -> Case:
            return case.model_copy(update={"answers": with_answer(case.answers, SHOW_KEY, code)})

        self._desk.open_case.edit("What is printed for the person", change)

    def _case_changed(self, before: Case | None, after: Case | None) -> None:
        if before is None or after is None or before.id != after.id:
            self.held.begin_anew()
            self.refresh()
            self._desk.lanes.turns.finish()
        else:
            self.refresh()
