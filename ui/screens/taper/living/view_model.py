"""The living plan's model: an event is made up, what would follow is planned, and it is kept as a version."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QObject, Signal

from pharmreview.domain.case import Case, with_version
from pharmreview.domain.errors import InputProblem
from pharmreview.domain.taper.events import EventKind
from pharmreview.domain.taper.plan import StepKind, TaperPlan
from pharmreview.domain.taper.running.effects.dose import takes_nothing
from pharmreview.domain.taper.running.effects.request import AT_THE_AIM, begun
from ui.screens.taper.draft.filled import filled, stands
from ui.screens.taper.draft.planned import british
from ui.screens.taper.living.derive import derive, running_step
from ui.screens.taper.living.made_of import choices_of, families_beside, unnamed
from ui.screens.taper.living.props import EventDraft, Inputs, Props
from ui.screens.taper.living.words import event_of, happened
from ui.state.desk import Desk

_REASONS = "pause-reasons"
_GOES_ON_DOWN = (EventKind.SMALLER_STEP, EventKind.CHANGE_OF_PRODUCT)
"""Events by which a plan is made to go on; they wait while something stands in the way."""
_LESS = Decimal("0.5")
_IN_WORDS = ("words", "name", "directions")
"""What of an event is typed in words."""


class LivingModel(QObject):
    """Folds gestures into inputs. Nothing is kept before `save`; what was saved can be undone."""

    changed = Signal(object)
    kept = Signal()
    status = Signal(str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._inputs = Inputs(desk.clock.today(), desk.app.tapering.settings)
        self.props = Props()
        desk.open_case.changed.connect(self._case_changed)
        desk.assessed_again.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Take up the open case as it stands."""
        case = self._desk.open_case.case
        today = self._desk.clock.today()
        if case is None or not case.agreed:
            self._put(Inputs(today, self._inputs.settings, case=case, small=self._inputs.small))
            return
        reasons = next(one.options for one in self._desk.app.form.lists if one.id == _REASONS)
        standing = stands(self._desk, case, self._desk.assessed)
        news = replace(
            self._inputs, today=today, case=case, running=case.agreed[-1], reasons=reasons, standing=standing
        )
        self._plan(news)

    # -- opening and closing -----------------------------------------------------------------------

    def begin(self, kind: EventKind = EventKind.HOLD) -> None:
        """Begin to say what happened, as of today, however long the plan has been open."""
        self._inputs = replace(self._inputs, today=self._desk.clock.today())
        if self._inputs.running is None:
            self.status.emit("Agree a plan first: then say here what happens to it.")
        elif self._inputs.running.plan.ended is not None:
            self.status.emit("This plan was ended. Begin a new plan from the dose taken now.")
        else:
            self._plan(replace(self._inputs, draft=self._draft_of(kind), shown=0, beside=0))

    def look_back(self) -> None:
        """Look at the versions: the one that holds, beside the one before."""
        running = self._inputs.running
        if running is None:
            self.status.emit("There is no version yet: nothing was agreed.")
        else:
            before = running.version - 1
            self._plan(replace(self._inputs, draft=None, problem="", shown=running.version, beside=before))

    def close(self) -> None:
        """Leave everything as it was."""
        if self._inputs.draft is not None:
            self._desk.half_typed.forget(self._where())
        self._plan(replace(self._inputs, draft=None, after=None, problem="", shown=0, beside=0))

    # -- an event ----------------------------------------------------------------------------------

    def choose_kind(self, kind: str) -> None:
        """Another kind of event: what was typed of the day and the reason stays."""
        now = self._inputs.draft
        if now is not None and kind != now.kind.value:
            self.draft(replace(self._draft_of(EventKind(kind)), reasons=now.reasons))

    def draft(self, draft: EventDraft) -> None:
        """The event as it now stands; what would follow is shown, not kept."""
        half = self._desk.half_typed
        for part in _IN_WORDS:
            half.write(f"{self._where()}{part}", getattr(draft, part))
        typed = draft.day if draft.day != self._likeliest(draft.kind).day else None
        half.write(f"{self._where()}day", "" if typed is None else typed.isoformat())
        self._plan(replace(self._inputs, draft=draft))

    def refuse(self, sentence: str) -> None:
        """What is typed in a field cannot be read: nothing may be saved."""
        if sentence:
            self._put(replace(self._inputs, after=None, problem=sentence, ends_here=False))
        else:
            self._plan(self._inputs)

    def save(self) -> None:
        """Keep what would follow as the next version; where nothing is left to come down, end the plan."""
        if self.props.ends_here and self._inputs.draft is not None:
            self.draft(replace(self._inputs.draft, kind=EventKind.ENDED_EARLY))
            return
        after, running = self._inputs.after, self._inputs.running
        if after is None or running is None or not self.props.can_save:
            if self._inputs.problem:
                self.status.emit(self._inputs.problem)
            return
        by, at = self._desk.session.user.name, self._desk.clock.now()
        event = after.events[-1]
        self._inputs = replace(self._inputs, draft=None, after=None, problem="")
        self._desk.half_typed.forget(self._where())

        def change(case: Case) -> Case:
            return with_version(case, after, by, at, event.reason)

        self._desk.open_case.edit(f"Version {running.version + 1}: {happened(event)}", change)
        self.kept.emit()
        self.status.emit(f"Version {running.version + 1} kept. Print its papers: they replace the old ones.")

    # -- versions ----------------------------------------------------------------------------------

    def show_version(self, number: int) -> None:
        """Look at a version, beside the one before it."""
        if number and number != self._inputs.shown:
            self._plan(replace(self._inputs, shown=number, beside=number - 1))

    def compare_with(self, number: int) -> None:
        """Look at the version shown beside another one, or alone for 0."""
        self._plan(replace(self._inputs, beside=number))

    # -- folding -----------------------------------------------------------------------------------

    def _where(self) -> str:
        """The place of what is half typed of an event."""
        return f"event/{self._desk.open_case.id}/"

    def _draft_of(self, kind: EventKind) -> EventDraft:
        """A draft with the day and the size that are likeliest, and the words that were left."""
        left = {part: self._desk.half_typed.words(f"{self._where()}{part}") for part in (*_IN_WORDS, "day")}
        draft = replace(
            self._likeliest(kind), words=left["words"], name=left["name"], directions=left["directions"]
        )
        return replace(draft, day=date.fromisoformat(left["day"])) if left["day"] else draft

    def _likeliest(self, kind: EventKind) -> EventDraft:
        running, today = self._inputs.running, self._inputs.today
        if running is None:
            return EventDraft(kind=kind, day=today)
        plan, day = running.plan, min(max(today, running.plan.steps[0].start), running.plan.steps[-1].end)
        if kind is EventKind.PAUSE:
            day = next((d for d in _changes(plan) if d > today), day)
        elif kind is EventKind.STEP_TAKEN:
            day = max((s.start for s in begun(plan) if s.start <= today), default=day)
        pace = plan.request.pace
        every = pace.every_days or self._desk.app.tapering.settings.every_days
        percent = pace.percent or self._desk.app.tapering.settings.percent
        return EventDraft(
            kind=kind,
            day=day,
            days=2 if kind is EventKind.MISSED_SUPPLY else EventDraft().days,
            percent=max(Decimal(1), (percent * _LESS).to_integral_value()),
            every_days=min(every + 14, self._desk.app.tapering.settings.longest_every_days),
        )

    def _plan(self, inputs: Inputs) -> None:
        """Plan what would follow from the draft, and find what the doses of the plans are made of."""
        case, running = inputs.case, inputs.running
        if case is None or running is None:
            self._put(inputs)
            return
        families = inputs.families
        if inputs.draft is not None:
            step = running_step(running.plan, inputs)
            families = () if step is None else families_beside(step, running.plan, self._desk.app)
            inputs = self._followed(replace(inputs, families=families), case, running.plan)
        shown = inputs.draft is not None or inputs.shown
        plans = [a.plan for a in case.agreed] + ([inputs.after] if inputs.after is not None else [])
        choices = choices_of(plans, self._desk.app) if shown else {}
        self._put(replace(inputs, choices=choices))

    def _followed(self, inputs: Inputs, case: Case, plan: TaperPlan) -> Inputs:
        """The inputs with the plan after the event, or why there is none."""
        draft = inputs.draft
        none = replace(inputs, after=None, ends_here=False)
        if draft is None:
            return replace(none, problem="")
        if draft.kind in _GOES_ON_DOWN and inputs.standing:
            return replace(none, problem=f"{inputs.standing[0].because} Hold the dose, or end the plan.")
        event = event_of(draft, inputs.reasons, inputs.families)
        if isinstance(event, str):
            return replace(none, problem=event)
        step = running_step(plan, inputs)
        if event.directions and not event.name and step is not None and not takes_nothing(event):
            asked = unnamed(step, plan)
            if asked:
                return replace(none, problem=asked)
        request = filled(plan.request, self._desk, case, self._desk.assessed, self._desk.app.practice())
        now = plan.model_copy(update={"request": request.model_copy(update={"circumstances": ()})})
        try:
            after = self._desk.app.tapering.replan(now, [event], inputs.today)
        except InputProblem as problem:
            return replace(none, problem=british(problem.sentence), ends_here=problem.code == AT_THE_AIM)
        if after.refusals:
            return replace(none, problem=after.refusals[0].text)
        return replace(none, after=after, problem="")

    def _case_changed(self, before: Case | None, after: Case | None) -> None:
        if before is None or after is None or before.id != after.id:
            today, settings = self._desk.clock.today(), self._inputs.settings
            self._inputs = Inputs(today, settings, small=self._inputs.small)
        self.refresh()

    def _put(self, inputs: Inputs) -> None:
        self._inputs = inputs
        props = derive(inputs)
        if props != self.props:
            self.props = props
            self.changed.emit(props)


def _changes(plan: TaperPlan) -> Iterator[date]:
    yield from (s.start for s in plan.steps if s.kind in (StepKind.REDUCE, StepKind.STOP))
