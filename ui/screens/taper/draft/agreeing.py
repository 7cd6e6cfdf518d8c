"""Agreeing a plan: what it waits for, and what then goes to the store."""

from pharmreview.domain.case import Case
from pharmreview.domain.taper.plan import TaperPlan
from ui.screens.taper.props import REASON_KEY, Props
from ui.state.desk import Desk


def waits_for(props: Props) -> str:
    """What agreeing waits for, in words: a reason above 10 percent, a second look above 20; or nothing."""
    if props.gate.why and not props.reason.strip():
        return "A step above 10% waits for a reason"
    if props.gate.confirm and not props.confirmed:
        return "A step above 20% waits to be confirmed"
    return ""


def with_reason(case: Case, words: str) -> Case:
    """The case with the reason for a large step; an empty one takes it away."""
    rest = {k: v for k, v in case.passed.items() if k != REASON_KEY}
    return case.model_copy(update={"passed": rest | ({REASON_KEY: words} if words else {})})


def keep_agreed(desk: Desk, case: Case, plan: TaperPlan, reason: str) -> Case:
    """On the store's lane: agree the plan.

    What is unsaved goes to the store first, so its revision is only known here.
    """
    revision = desk.session.vault.load(case.id).case.revision
    return desk.casework().agree(case.model_copy(update={"revision": revision}), plan, reason)
