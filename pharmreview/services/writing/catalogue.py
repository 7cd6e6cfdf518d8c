"""Every paper and text there is: on which shelf it stands, when it fits, to whom it goes and how."""

from enum import StrEnum

from pharmreview.domain.case import Case, CaseState, Channel
from pharmreview.domain.paper import PaperKind, Setting, TextKind
from pharmreview.domain.review.answer import text_of
from pharmreview.domain.review.decision import NO_CHANGE

Offered = PaperKind | TextKind
PLANS = (PaperKind.NEXT_STEP, PaperKind.NEXT_THREE, PaperKind.WHOLE_ROUTE)


class Shelf(StrEnum):
    """Where a paper is looked for."""

    BEFORE = "Before the visit"
    PERSON = "For the person"
    COLLEAGUES = "For colleagues"
    TEXTS = "Texts and calls"


_BEFORE = (PaperKind.INVITATION, PaperKind.SECOND_INVITATION, PaperKind.SHEET, PaperKind.DIARY)
_COLLEAGUES = (
    PaperKind.GP,
    PaperKind.PHARMACY,
    PaperKind.HOSPITAL,
    PaperKind.MDT,
    PaperKind.DISCHARGE,
)
SHELVES: dict[Shelf, tuple[Offered, ...]] = {
    Shelf.BEFORE: _BEFORE,
    Shelf.PERSON: tuple(kind for kind in PaperKind if kind not in {*_BEFORE, *_COLLEAGUES, PaperKind.CALL}),
    Shelf.COLLEAGUES: _COLLEAGUES,
    Shelf.TEXTS: (PaperKind.CALL, *TextKind),
}
"""Every one, each on one shelf."""
TO_THE_PERSON = frozenset(
    kind for kind in PaperKind if kind not in _COLLEAGUES and kind is not PaperKind.CALL
)
POSTED = frozenset(
    {
        *(PaperKind.INVITATION, PaperKind.SECOND_INVITATION, PaperKind.GROUP, PaperKind.SUPPORT),
        *(PaperKind.CHANGE, PaperKind.PAUSE),
    }
)
"""Letters that reach the person between visits."""


def offered(id_: str) -> Offered:
    """The paper or text of an id. Raises ValueError where there is none."""
    return TextKind(id_) if id_ in set(TextKind) else PaperKind(id_)


def is_decided(case: Case) -> bool:
    """Whether the review has come to a decision, so that papers tell of it."""
    return bool(case.agreed or text_of(case.answers, "decide.decision"))


def nothing_changes(case: Case) -> bool:
    """Whether the decision is to leave things be for now."""
    return text_of(case.answers, "decide.decision") in NO_CHANGE


def fitting(case: Case) -> tuple[Offered, ...]:
    """What fits where the case stands now, in the order it is wanted."""
    if not is_decided(case):
        invite = TextKind.INVITE_NAMED if _agreed_to_names(case) else TextKind.INVITE
        return (PaperKind.INVITATION, PaperKind.SHEET, PaperKind.CALL, invite, TextKind.REMINDER)
    if nothing_changes(case) or not case.agreed:
        return (PaperKind.FOLLOW_UP, PaperKind.GP, *_asked_for(case))
    told: tuple[Offered, ...] = (*PLANS, PaperKind.FOLLOW_UP, PaperKind.GP, PaperKind.PHARMACY)
    if case.state is CaseState.ON_HOLD:
        return (*told, PaperKind.PAUSE, TextKind.PAUSE, *_asked_for(case))
    if len(case.agreed) > 1:
        changed = TextKind.CHANGED_NAMED if _agreed_to_names(case) else TextKind.CHANGED
        return (*told, PaperKind.CHANGE, changed, *_asked_for(case))
    return (*told, TextKind.FOLLOW_UP, *_asked_for(case))


def _asked_for(case: Case) -> tuple[PaperKind, ...]:
    """Papers that an answer of the review calls for."""
    wanted = ((PaperKind.MDT, "follow_up.mdt_question"), (PaperKind.SUPPORT, "follow_up.recovery_worker"))
    return tuple(kind for kind, answer in wanted if text_of(case.answers, answer).strip())


def _agreed_to_names(case: Case) -> bool:
    return case.patient.facts.get("text-named") == "yes"


def ticked_at_first(case: Case) -> tuple[PaperKind, ...]:
    """The papers that go out unless somebody says otherwise."""
    if not is_decided(case):
        return (PaperKind.INVITATION, PaperKind.SHEET) if case.state is CaseState.FOUND else ()
    letters = (PaperKind.FOLLOW_UP, PaperKind.GP)
    return (plan_asked_for(case), *letters) if case.agreed and not nothing_changes(case) else letters


_SHOWN = {
    "next-step": PaperKind.NEXT_STEP,
    "next-3": PaperKind.NEXT_THREE,
    "whole-route": PaperKind.WHOLE_ROUTE,
}


def plan_asked_for(case: Case) -> PaperKind:
    """The form of the plan the person asked for; the next step unless they asked for more."""
    return _SHOWN.get(text_of(case.answers, "taper.show_to_person"), PaperKind.NEXT_STEP)


def channel_for(kind: Offered) -> Channel:
    """How it goes unless somebody says otherwise."""
    if isinstance(kind, TextKind):
        return Channel.TEXT
    if kind is PaperKind.CALL:
        return Channel.PHONE
    return Channel.EMAIL if kind in _COLLEAGUES else Channel.POST if kind in POSTED else Channel.HANDED


def no_post(case: Case, kind: Offered, channel: Channel) -> str:
    """Why a paper for the person cannot go by post, in one sentence; empty where it can."""
    if channel is not Channel.POST or kind not in TO_THE_PERSON:
        return ""
    if any(line.strip() for line in case.patient.address):
        return ""
    who = case.patient.calling_name or "This person"
    return f"There is no address for {who}: add it to the record, or hand the letter over."


SETTINGS = ((Setting.STANDARD, "14"), (Setting.LARGE, "18"), (Setting.SIMPLE, "Simple"))
"""How a paper for the person may be set, as the sizes are called."""
LONGEST_TEXT = 306
"""How many characters a text message may have by the practice's own rule: two parts."""
