"""From the open case to the plan that is shown, with the last good one kept while something is wrong."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from pharmreview.domain.errors import InputProblem
from pharmreview.domain.taper.course.refuse import example
from pharmreview.domain.taper.plan import DoseAt, Medicine, Refusal, StepKind, TaperPlan, TaperRequest
from pharmreview.services.tapering import Choices
from ui import text as words_of
from ui.screens.taper.asking.asked import next_christmas
from ui.screens.taper.comparing.compared import A
from ui.screens.taper.draft import changes
from ui.screens.taper.draft.filled import filled, stands, unfilled
from ui.screens.taper.draft.pausing import pause_of
from ui.screens.taper.draft.proposal import Basis, proposed
from ui.screens.taper.going_on.arrived import arrived, begun, has_begun
from ui.screens.taper.props import Inputs
from ui.screens.taper.words.medicines import changing_id
from ui.screens.taper.words.steps import steps_of

if TYPE_CHECKING:
    from pharmreview.domain.case import Agreed, Case
    from ui.state.desk import Desk

_REASONS = "pause-reasons"
_REMEMBERED = 4
"""Plans at hand: the draft and the one held against it, before and after a change."""
_ISO_DAY = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")


def british(sentence: str) -> str:
    """A sentence with its days as the screen writes them."""
    return _ISO_DAY.sub(lambda m: words_of.day(date(int(m[1]), int(m[2]), int(m[3]))), sentence)


class Planner:
    """Asks the service for plans. One request is planned once, however often it is shown."""

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk
        self._last: list[tuple[TaperRequest, TaperPlan | InputProblem]] = []
        self._proposed: tuple[object, TaperRequest | None] | None = None

    def fresh(self) -> Inputs:
        """Inputs of an empty screen."""
        app = self._desk.app
        reasons = next(one.options for one in app.form.lists if one.id == _REASONS)
        return Inputs(
            today=self._desk.clock.today(),
            settings=app.tapering.settings,
            factors=app.tables.factors,
            reasons=reasons,
            where_on=next_christmas(self._desk.clock.today()),
        )

    def proposal(self) -> TaperRequest | None:
        """The request to begin with, from the record as it is now."""
        case, assessed = self._desk.open_case.case, self._desk.assessed
        if case is None or assessed is None:
            return None
        today, settings = self._desk.clock.today(), self._desk.app.tapering.settings
        decided = {k: v for k, v in case.answers.items() if k.startswith("decide.")}
        usual = self._desk.app.practice().issue_days or settings.issue_days
        key = (assessed, decided, today, case.agreed, usual)
        if self._proposed is None or self._proposed[0] != key:
            plans = [a.plan for a in begun(case, today)]
            basis = Basis(
                chooser=lambda medicine, taking: self.choose_from(medicine, (), taking),
                reached=lambda medicines, day: self._desk.app.tapering.reached(plans, medicines, day),
                settings=settings,
                issue_days=usual,
            )
            self._proposed = (key, proposed(assessed.current, case.answers, basis, today))
        return self._proposed[1]

    def choose_from(
        self, medicine: Medicine, products: tuple[str, ...] = (), taking: tuple[DoseAt, ...] = ()
    ) -> Choices | str:
        """What could be chosen for a medicine, or the sentence that says why it cannot change."""
        try:
            found = self._desk.app.tapering.choices(medicine, products, taking)
        except InputProblem as problem:
            return british(problem.sentence)
        return found if isinstance(found, Choices) else found.text

    def take_up(self, inputs: Inputs) -> Inputs:
        """The inputs with the open case as it stands, and its plan."""
        case, assessed, today = self._desk.open_case.case, self._desk.assessed, self._desk.clock.today()
        if case is None:
            return replace(self.fresh(), small=inputs.small)
        request = case.taper if case.taper is not None else self.proposal()
        if request is not None:
            request = filled(request, self._desk, case, assessed, self._desk.app.practice())
        agreed = _agreed(case, request)
        running = agreed is not None and has_begun(agreed.plan, today)
        plan, blocked = self._shown(request, agreed, case, today)
        unasked = inputs.where_on == next_christmas(inputs.today)
        news = replace(
            inputs,
            today=today,
            problems={} if request is not None else inputs.problems,
            where_on=next_christmas(today) if unasked else inputs.where_on,
            case=case,
            assessed=assessed,
            request=request,
            plan=plan,
            blocked=blocked,
            agreed=agreed,
            running=running or _has_begun(case, request, today),
            choices=self._choices(request),
            standing=stands(self._desk, case, assessed),
            arrived=arrived(case, request, plan, today, self._desk.app.tapering),
            intervals=self._intervals(request) if plan is not None and plan.refusals else (),
            examples=self._examples(request) if plan is not None and plan.refusals else {},
        )
        chosen = _chosen(news)
        if chosen != news.chosen:
            news = replace(news, chosen=chosen)
        return self.with_pause(self._with_beside(news))

    def _with_beside(self, inputs: Inputs) -> Inputs:
        """The inputs with the plan that this one is held against, or why it cannot be made."""
        case, request = inputs.case, inputs.request
        other = None if case is None else case.beside
        if other is None or request is None:
            alone = inputs.beside_request is None and not inputs.beside_problem and inputs.changing == A
            if alone:
                return inputs
            return replace(inputs, beside_request=None, beside=None, beside_problem="", changing=A)
        found = self._planned(changes.beside(request, other), None)
        if isinstance(found, InputProblem):
            sentence = british(found.sentence)
            return replace(inputs, beside_request=other, beside=None, beside_problem=sentence)
        return replace(inputs, beside_request=other, beside=found, beside_problem="")

    def problem_of(self, request: TaperRequest, inputs: Inputs) -> str:
        """Why a request cannot be planned, or nothing. A refusal is a plan: it is shown, with its reason."""
        found = self._planned(request, self._no_earlier(request, inputs.case, inputs.today))
        return british(found.sentence) if isinstance(found, InputProblem) else ""

    def plan_of(self, request: TaperRequest) -> TaperPlan | None:
        """The plan of any request, whatever day it begins on; None where there is none."""
        found = self._planned(request, None)
        return None if isinstance(found, InputProblem) else found

    def with_pause(self, inputs: Inputs) -> Inputs:
        """The inputs with the plan as it would be with the pause that is being made up."""
        draft, request = inputs.pausing, inputs.request
        if draft is None or request is None:
            unasked = inputs.paused is None and not inputs.pause_problem
            return inputs if unasked else replace(inputs, paused=None, pause_problem="")
        pause = pause_of(draft, {o.code: o.label for o in inputs.reasons})
        if pause is None:
            what = (
                "Give the day the pause begins." if draft.start is None else "Give how long the pause lasts."
            )
            return replace(inputs, paused=None, pause_problem=what)
        if inputs.running and pause.start < inputs.today:
            today = words_of.day(inputs.today)
            return replace(
                inputs, paused=None, pause_problem=f"That day is past. Choose {today} or a later day."
            )
        longer = changes.with_pause(request, pause)
        found = self._asked(longer, self._no_earlier(longer, inputs.case, inputs.today))
        if isinstance(found, InputProblem):
            return replace(inputs, paused=None, pause_problem=british(found.sentence))
        return replace(inputs, paused=found, pause_problem="")

    def _shown(
        self, request: TaperRequest | None, agreed: "Agreed | None", case: "Case", today: date
    ) -> tuple[TaperPlan | None, str]:
        """The plan to show, and why it may not be agreed."""
        if request is None or not request.order:
            return None, ""
        if agreed is not None:
            return agreed.plan, ""
        waits = self._waits(request, case)
        if waits is not None:
            return TaperPlan(request=request, table=self._desk.app.tables.factors.id, refusals=(waits,)), ""
        found = self._planned(request, self._no_earlier(request, case, today))
        if not isinstance(found, InputProblem):
            return found, ""
        sentence = british(found.sentence)
        undated = self._planned(request, None)
        return (None if isinstance(undated, InputProblem) else undated), sentence

    def _waits(self, request: TaperRequest, case: "Case") -> Refusal | None:
        """Why a plan for another medicine may not begin: one moves at a time."""
        if not case.agreed or not has_begun(case.agreed[-1].plan, self._desk.clock.today()):
            return None
        return self._desk.app.tapering.waits(case.agreed[-1].plan, request)

    @staticmethod
    def _no_earlier(request: TaperRequest, case: "Case | None", today: date) -> date | None:
        """Today, unless the plan has begun as it was agreed: then its start is rightly past."""
        starts = () if case is None else tuple(a.plan.request.start for a in case.agreed)
        return None if request.start in starts else today

    def _planned(self, request: TaperRequest, today: date | None) -> TaperPlan | InputProblem:
        """The plan of a request, made once; a first step that is past is said before anything is planned."""
        if today is not None and request.start < today:
            return self._asked(request, today)
        same = (e for e in self._last if e[0] is request or e[0] == request)
        entry = next(same, None) or (request, self._asked(request, None))
        self._last = [entry, *(e for e in self._last if e is not entry)][:_REMEMBERED]
        return entry[1]

    def _asked(self, request: TaperRequest, today: date | None) -> TaperPlan | InputProblem:
        try:
            return self._desk.app.tapering.plan(request, today)
        except InputProblem as problem:
            return problem

    def _choices(self, request: TaperRequest | None) -> dict[str, Choices | str]:
        if request is None:
            return {}
        products, taking = request.products, request.taking
        return {
            m.id: self.choose_from(m, products.get(m.id, ()), taking.get(m.id, ())) for m in request.medicines
        }

    def _intervals(self, request: TaperRequest | None) -> tuple[Decimal, ...]:
        """The intervals that the changing medicine is made for."""
        first = changing_id(request)
        medicine = None if request is None else next((m for m in request.medicines if m.id == first), None)
        if medicine is None:
            return ()
        product = self._desk.app.tapering.read(medicine).product
        return () if product is None else self._desk.app.tables.formulary.intervals(product)

    def _examples(self, request: TaperRequest | None) -> dict[str, str]:
        """For each medicine, directions of its kind as they may be written out."""
        read = self._desk.app.tapering.read
        return {} if request is None else {m.id: example(read(m).product) for m in request.medicines}


def _agreed(case: "Case", request: TaperRequest | None) -> "Agreed | None":
    """The last agreed version, while the draft is still what was agreed."""
    if not case.agreed or request is None:
        return None
    last = case.agreed[-1].plan.request
    return case.agreed[-1] if last == unfilled(request, last) else None


def _has_begun(case: "Case", request: TaperRequest | None, today: date) -> bool:
    """True for a draft that goes on from an agreed plan whose first step has been taken."""
    if not case.agreed or request is None:
        return False
    before = case.agreed[-1].plan.request
    return before.start == request.start <= today and before.medicines == request.medicines


def _chosen(inputs: Inputs) -> int | None:
    """The chosen step, while there is one; else the next that is to come."""
    if inputs.plan is None:
        return inputs.chosen
    steps = steps_of(inputs.plan.steps, changing_id(inputs.request))
    numbers = [s.number for s in steps]
    if inputs.chosen in numbers or not numbers:
        return inputs.chosen
    if inputs.chosen is not None:
        return numbers[-1]
    coming = [s.number for s in steps if s.kind is not StepKind.START and s.end >= inputs.today]
    return coming[0] if coming else numbers[-1]
