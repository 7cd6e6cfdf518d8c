"""The builder's model: every gesture is one change of the request, planned before it is kept."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial

from PySide6.QtCore import QObject, Signal

from pharmreview.domain.case import Case
from pharmreview.domain.errors import PharmReviewError
from pharmreview.domain.review.answer import with_answer
from pharmreview.domain.taper.plan import StepKind, TaperRequest
from pharmreview.services.tapering import Choices
from ui.errors import words_for
from ui.jobs import Err, Ok
from ui.screens.taper.derive import derive
from ui.screens.taper.draft import changes
from ui.screens.taper.draft.agreeing import keep_agreed, waits_for, with_reason
from ui.screens.taper.draft.pausing import begin_after, pause_of
from ui.screens.taper.draft.planned import Planner
from ui.screens.taper.props import REASON_KEY, SHOW_KEY, Inputs
from ui.screens.taper.words.pausing import PauseDraft
from ui.screens.taper.words.steps import steps_of
from ui.state.desk import Desk

Change = Callable[[TaperRequest], TaperRequest]


class TaperModel(QObject):
    """Folds what happens into inputs. What cannot be planned is said beside its field and never kept."""

    changed = Signal(object)
    case_kept = Signal(object)
    issuing = Signal()
    """Told just before an agreed plan goes to the store, so that what is unsaved can go first."""
    papers_wanted = Signal()
    status = Signal(str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._planner = Planner(desk)
        self._inputs = self._planner.fresh()
        self._derived = self._inputs
        self.props = derive(self._inputs)
        desk.open_case.changed.connect(self._case_changed)
        desk.assessed_again.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Take up the open case as it stands."""
        self._put(self._planner.take_up(self._inputs))

    def set_small(self, *, small: bool) -> None:
        """The window is small: the table leaves out the size of each step."""
        if small != self._inputs.small:
            self._fold(small=small)

    # -- the pace ----------------------------------------------------------------------------------

    def set_percent(self, percent: Decimal | None) -> None:
        """The size of each step, at most."""
        self._take("percent", percent, "Size of each step", changes.with_percent)

    def set_basis(self, basis: str) -> None:
        """What the share is of."""
        self._take("basis", basis, "Share of the dose", changes.with_basis)

    def set_interval(self, days: Decimal | None) -> None:
        """How many days each dose lasts."""
        whole = None if days is None else int(days)
        self._take("every", whole, "Time between steps", changes.with_interval)

    def set_start(self, start: date | None) -> None:
        """The day of the first step."""
        self._take("start", start, "First step", changes.with_start)

    def set_lower_first(self, moment: str) -> None:
        """Which dose of the day falls first."""
        self._take("lower", moment, "Which dose falls first", changes.with_lower_first)

    def set_aim(self, aim: Decimal | None) -> None:
        """Where the changing medicine is going, a day."""
        self._take("aim", aim, "Aim", changes.with_aim)

    def note_refused(self, field: str, sentence: str) -> None:
        """A field holds something that cannot be used, or no longer does."""
        problems = {k: v for k, v in self._inputs.problems.items() if k != field}
        self._fold(problems=problems | ({field: sentence} if sentence else {}))

    def _take(
        self,
        field: str,
        value: Decimal | int | str | date | None,
        text: str,
        change: Callable[..., TaperRequest],
    ) -> None:
        if value is None:
            self.note_refused(field, changes.LEFT_EMPTY[field])
            return
        self._try(field, text, lambda request: change(request, value))

    def _try(self, field: str, text: str, change: Change, *, merge: bool = True) -> bool:
        """Plan the changed request; keep it as one edit, or say beside the field why it cannot be."""
        request = self._inputs.request
        if request is None:
            return False
        after = change(request)
        problem = self._planner.problem_of(after, self._inputs)
        if problem:
            self.note_refused(field, problem)
            return False
        rest = {k: v for k, v in self._inputs.problems.items() if k != field}
        self._inputs = replace(self._inputs, problems=rest)
        self._desk.open_case.edit(
            text,
            lambda case: case.model_copy(update={"taper": after}),
            merge=f"taper.{field}" if merge else "",
        )
        self._put(self._inputs)
        return True

    # -- medicines ---------------------------------------------------------------------------------

    def ask_about(self, medicine: str) -> None:
        """Somebody pressed a locked medicine: say why it is, or close it again."""
        self._fold(asked="" if self._inputs.asked == medicine else medicine)

    def change_instead(self, medicine: str) -> None:
        """Let this medicine be the one that changes."""
        known = self._inputs.choices.get(medicine)
        if isinstance(known, Choices):
            self._fold(asked="", chosen=None)
            self._try(
                "order", "Another medicine changes", lambda r: changes.with_changing(r, medicine, Decimal(0))
            )

    def answer_about(self, medicine: str, **told: object) -> None:
        """What was asked about a medicine: `directions` as really taken, or `interval_hours`."""
        self._try(
            "order",
            "What is really taken",
            lambda r: changes.with_answer_about(r, medicine, **told),
            merge=False,
        )

    def begin_again(self) -> None:
        """A new draft from the record as it is now."""
        fresh = self._planner.proposal()
        if fresh is not None:
            self._desk.open_case.edit("New plan", lambda case: case.model_copy(update={"taper": fresh}))

    # -- steps -------------------------------------------------------------------------------------

    def choose(self, key: int | None) -> None:
        """Look at one step: the table and the chart move together."""
        if key is not None and key != self._inputs.chosen:
            self._fold(chosen=key)

    def move(self, way: int) -> None:
        """The step before or after the chosen one."""
        keys = [row.key for row in self.props.table.rows]
        if keys:
            here = keys.index(self._inputs.chosen) if self._inputs.chosen in keys else 0
            self.choose(keys[min(max(here + way, 0), len(keys) - 1)])

    def show_to_person(self, code: str) -> None:
        """How much of the route is printed for the person."""

        def change(case: Case) -> Case:
            return case.model_copy(update={"answers": with_answer(case.answers, SHOW_KEY, code)})

        self._desk.open_case.edit("What is printed for the person", change)

    # -- a pause -----------------------------------------------------------------------------------

    def add_pause(self) -> None:
        """Begin to make up a pause. Nothing changes until it is saved."""
        request, plan = self._inputs.request, self._inputs.plan
        if not self.props.header.can_pause or request is None or plan is None or self._inputs.pausing:
            return
        steps = steps_of(plan.steps, request.order[0] if request.order else "")
        self.draft_pause(PauseDraft(start=begin_after(steps, self._inputs.chosen, self._inputs.today)))

    def draft_pause(self, draft: PauseDraft) -> None:
        """The pause as it now stands; what it would move is shown, not kept."""
        self._put(self._planner.with_pause(replace(self._inputs, pausing=draft)))

    def refuse_pause(self, sentence: str) -> None:
        """The day typed for the pause cannot be used."""
        self._fold(pause_problem=sentence)

    def save_pause(self) -> None:
        """Keep the pause, as one change."""
        draft = self._inputs.pausing
        if draft is None or self.props.pausing is None or not self.props.pausing.can_save:
            return
        pause = pause_of(draft, {o.code: o.label for o in self._inputs.reasons})
        if pause is not None:
            self._inputs = replace(self._inputs, pausing=None, paused=None, pause_problem="")
            self._try(
                "pause",
                f"Pause: {pause.reason}".removesuffix(": "),
                lambda r: changes.with_pause(r, pause),
                merge=False,
            )
            self.status.emit("Pause saved. Every later step has moved with it.")

    def cancel_pause(self) -> None:
        """Leave everything as it was."""
        self._fold(pausing=None, paused=None, pause_problem="")

    def remove_pause(self) -> None:
        """Take the pause of the chosen row out again."""
        plan, chosen = self._inputs.plan, self._inputs.chosen
        step = None if plan is None else next((s for s in plan.steps if s.number == chosen), None)
        if step is not None and step.kind is StepKind.PAUSE:
            start = step.start
            if self._try("pause", "Pause taken out", lambda r: changes.without_pause(r, start), merge=False):
                self.status.emit("Pause taken out. Every later step has moved back.")

    # -- agreeing ----------------------------------------------------------------------------------

    def set_reason(self, words: str) -> None:
        """Why a step above 10 percent is right here."""
        self._desk.open_case.edit(
            "Reason for a large step", lambda case: with_reason(case, words), merge=f"passed.{REASON_KEY}"
        )

    def confirm(self, *, confirmed: bool) -> None:
        """The second look at a step above 20 percent."""
        self._fold(confirmed=confirmed)

    def agree(self) -> None:
        """Agree the plan and issue it, or say what waits. An agreed plan goes on to its papers."""
        case, plan = self._desk.open_case.case, self._inputs.plan
        if case is None or plan is None or not self.props.header.can_agree:
            if self.props.header.why_not:
                self.status.emit(self.props.header.why_not)
            return
        if self._inputs.agreed is not None:
            self.papers_wanted.emit()
            return
        waits = waits_for(self.props)
        if waits:
            self._fold(gate_open=True)
            self.status.emit(waits)
            return
        self._keep(case)

    def _keep(self, case: Case) -> None:
        plan, request = self._inputs.plan, self._inputs.request
        if plan is None or request is None:
            return
        reason = self.props.reason.strip() if self.props.gate.why else ""
        self._fold(keeping=True, problem=None, gate_open=False)
        self.issuing.emit()
        drafted = case.model_copy(update={"taper": request})
        self._desk.lanes.vault.run(
            partial(keep_agreed, self._desk, drafted, plan, reason), partial(self._kept, case.id)
        )

    def _kept(self, case_id: str, outcome: Ok[Case] | Err) -> None:
        case = self._desk.open_case.case
        if case is None or case.id != case_id:
            self._fold(keeping=False)
            return
        if isinstance(outcome, Err):
            words = words_for(outcome.error)
            self._fold(keeping=False, problem=(words.what, words.remedy))
            if not isinstance(outcome.error, PharmReviewError):
                raise outcome.error
            return
        self._fold(keeping=False)
        self.case_kept.emit(outcome.value)
        self.status.emit(f"Version {len(outcome.value.agreed)} agreed")
        self.papers_wanted.emit()

    # -- folding -----------------------------------------------------------------------------------

    def _case_changed(self, before: Case | None, after: Case | None) -> None:
        if before is None or after is None or before.id != after.id:
            self._inputs = replace(self._planner.fresh(), small=self._inputs.small)
        self.refresh()

    def _fold(self, **news: object) -> None:
        self._put(replace(self._inputs, **news))  # type: ignore[arg-type]  # fields of Inputs

    def _put(self, inputs: Inputs) -> None:
        if inputs.confirmed and inputs.plan is not self._inputs.plan:
            inputs = replace(inputs, confirmed=False)
        if inputs is self._derived:
            return
        self._inputs = self._derived = inputs
        props = derive(inputs)
        if props != self.props:
            self.props = props
            self.changed.emit(props)
