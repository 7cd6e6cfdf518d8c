"""Agreeing a plan: what it waits for, then one verb of the store, then its papers."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from pharmreview.domain.case import Case
from pharmreview.domain.errors import PharmReviewError
from ui.errors import words_for
from ui.jobs import Err, Ok
from ui.screens.taper.draft.agreeing import keep_agreed, waits_for, with_reason
from ui.screens.taper.gestures.held import Held
from ui.screens.taper.props import REASON_KEY


class Agreement(QObject):
    """From a draft to an agreed version. Nothing of it is lost where the store cannot be written."""

    case_kept = Signal(object)
    papers_wanted = Signal()
    waiting = Signal()
    """The plan waits for a reason, or for a second look."""

    def __init__(self, held: Held) -> None:
        super().__init__(held)
        self._held = held

    def set_reason(self, words: str) -> None:
        """Why a step above 10 percent is right here."""
        self._held.desk.open_case.edit(
            "Reason for a large step", lambda case: with_reason(case, words), merge=f"passed.{REASON_KEY}"
        )

    def confirm(self, *, confirmed: bool) -> None:
        """The second look at a step above 20 percent."""
        self._held.fold(confirmed=confirmed)

    def agree(self) -> None:
        """Agree the plan and issue it, or say what waits. An agreed plan goes on to its papers."""
        held = self._held
        case, plan = held.desk.open_case.case, held.inputs.plan
        if case is None or plan is None or not held.props.header.can_agree:
            if held.props.header.why_not:
                held.status.emit(held.props.header.why_not)
            return
        if held.inputs.agreed is not None:
            self.papers_wanted.emit()
            return
        waits = waits_for(held.props)
        if waits:
            held.fold(gate_open=True)
            held.status.emit(waits)
            self.waiting.emit()
            return
        self._keep(case)

    def _keep(self, case: Case) -> None:
        held = self._held
        plan, request = held.inputs.plan, held.inputs.request
        if plan is None or request is None:
            return
        reason = held.props.reason.strip() if held.props.gate.why else ""
        held.fold(keeping=True, problem=None, gate_open=False)
        drafted = case.model_copy(update={"taper": request})
        held.desk.lanes.vault.run(
            partial(keep_agreed, held.desk, drafted, plan, reason), partial(self._kept, case.id)
        )

    def _kept(self, case_id: str, outcome: Ok[Case] | Err) -> None:
        held = self._held
        case = held.desk.open_case.case
        if case is None or case.id != case_id:
            held.fold(keeping=False)
            return
        if isinstance(outcome, Err):
            held.fold(keeping=False, problem=words_for(outcome.error).problem)
            if not isinstance(outcome.error, PharmReviewError):
                raise outcome.error
            return
        held.fold(keeping=False)
        self.case_kept.emit(outcome.value)
        held.status.emit(f"Version {len(outcome.value.agreed)} agreed")
        self.papers_wanted.emit()
