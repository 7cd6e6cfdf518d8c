"""Every paper and text there is: on which shelf it stands, when it fits, to whom it goes and how."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from pharmreview.domain.case import Case, CaseState, Channel
from pharmreview.domain.errors import PaperProblem
from pharmreview.domain.journey.asking import asking_since
from pharmreview.domain.journey.contact import (
    TEXT_CONSENT,
    TEXT_NAMED,
    first_way,
    way_for_paper,
    why_no_email,
    why_no_post,
)
from pharmreview.domain.journey.ladder import Went, next_rung
from pharmreview.domain.paper import PaperKind, Setting, TextKind
from pharmreview.domain.review.answer import text_of
from pharmreview.domain.review.decision import NO_CHANGE
from pharmreview.domain.taper.events import EventKind

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
        *(PaperKind.CHANGE, PaperKind.PAUSE, PaperKind.EXPERIENCE),
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


def due_now(case: Case, went: Sequence[Went], today: date) -> str:
    """The id of the paper or text that is next for this person by the calendar; empty where none is.

    It is the next step for somebody who was not reached, or to ask how a visit was.
    """
    rung = next_rung(case, went, today)
    if rung is not None:
        return rung.paper
    if asking_since(case, went, today) is None:
        return ""
    return (TextKind.EXPERIENCE if first_way(case) is Channel.TEXT else PaperKind.EXPERIENCE).value


def fitting(case: Case, due: str = "") -> tuple[Offered, ...]:
    """What fits where the case stands now, in the order it is wanted; no text for who said no to texts.

    `due` is the id of the paper that is next by the calendar; it comes first.
    """
    first = (offered(due),) if due else ()
    fits = tuple(dict.fromkeys((*first, *_fitting(case), *_talked(case))))
    if case.patient.facts.get(TEXT_CONSENT) == "no":
        return tuple(kind for kind in fits if not isinstance(kind, TextKind))
    return fits


def _fitting(case: Case) -> tuple[Offered, ...]:
    if not is_decided(case):
        return _asking(case)
    if nothing_changes(case) or not case.agreed:
        return (PaperKind.FOLLOW_UP, PaperKind.GP, *_asked_for(case))
    told: tuple[Offered, ...] = (*PLANS, PaperKind.FOLLOW_UP, PaperKind.GP, PaperKind.PHARMACY)
    if case.state is CaseState.ON_HOLD or _paused_last(case):
        return (*told, PaperKind.PAUSE, TextKind.PAUSE, *_asked_for(case))
    if len(case.agreed) > 1:
        changed = TextKind.CHANGED_NAMED if _agreed_to_names(case) else TextKind.CHANGED
        return (*told, PaperKind.CHANGE, changed, *_asked_for(case))
    return (*told, TextKind.FOLLOW_UP, *_asked_for(case))


def _paused_last(case: Case) -> bool:
    """Whether what was agreed last was to pause, or to stay where the person is."""
    events = case.agreed[-1].plan.events
    return bool(events) and events[-1].kind in (EventKind.PAUSE, EventKind.HOLD)


def _talked(case: Case) -> tuple[PaperKind, ...]:
    """The leaflet of what was explained, once something was."""
    explained = any(key.startswith("explain.") and value for key, value in case.answers.items())
    return (PaperKind.TALKED,) if explained else ()


def _asking(case: Case) -> tuple[Offered, ...]:
    """What asks somebody to come, the way they like best first."""
    invite = TextKind.INVITE_NAMED if _agreed_to_names(case) else TextKind.INVITE
    letter: tuple[Offered, ...] = (PaperKind.INVITATION, PaperKind.SHEET)
    ways: dict[Channel, tuple[Offered, ...]] = {Channel.TEXT: (invite,), Channel.PHONE: (PaperKind.CALL,)}
    first = ways.get(first_way(case), letter)
    rest = (*letter, PaperKind.CALL, invite, TextKind.REMINDER)
    return tuple(dict.fromkeys((*first, *rest)))


def _asked_for(case: Case) -> tuple[PaperKind, ...]:
    """Papers that an answer of the review calls for."""
    wanted = ((PaperKind.MDT, "follow_up.mdt_question"), (PaperKind.SUPPORT, "follow_up.recovery_worker"))
    return tuple(kind for kind, answer in wanted if text_of(case.answers, answer).strip())


def _agreed_to_names(case: Case) -> bool:
    return case.patient.facts.get(TEXT_NAMED) == "yes"


def ticked_at_first(case: Case) -> tuple[PaperKind, ...]:
    """The papers that go out unless somebody says otherwise."""
    if not is_decided(case):
        by_letter = case.state is CaseState.FOUND and first_way(case) not in {Channel.TEXT, Channel.PHONE}
        return (PaperKind.INVITATION, PaperKind.SHEET) if by_letter else ()
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


def channel_for(case: Case, kind: Offered) -> Channel:
    """How it goes unless somebody says otherwise: as the person likes, where it is for the person."""
    if isinstance(kind, TextKind):
        return Channel.TEXT
    if kind is PaperKind.CALL:
        return Channel.PHONE
    return Channel.EMAIL if kind in _COLLEAGUES else way_for_paper(case, handed=kind not in POSTED)


def closed_way(case: Case, kind: Offered, channel: Channel) -> str:
    """Why a paper for the person cannot go by post or by e-mail, in one sentence; empty where it can."""
    if kind not in TO_THE_PERSON:
        return ""
    if channel is Channel.EMAIL:
        return why_no_email(case)
    return why_no_post(case.patient) if channel is Channel.POST else ""


_RATHER = {
    Channel.TEXT: "likes texts best: send one from their papers.",
    Channel.PHONE: "likes a phone call best: the script is among their papers.",
    Channel.EMAIL: "likes e-mail best: send it from their papers.",
    Channel.NHS_APP: "likes the NHS App best: send it from their papers.",
}


def way_in_batch(case: Case, kind: PaperKind, asked: Channel | None) -> Channel:
    """How one of many letters goes: as asked, or, with None, as the person likes.

    Raises PaperProblem, in one sentence, for somebody it cannot go to that way.
    """
    liked_best = first_way(case)
    if asked is None and kind in POSTED and liked_best in _RATHER:
        who = case.patient.calling_name or "This person"
        raise PaperProblem(f"{who} {_RATHER[liked_best]}", "Or choose the post for everyone.")
    way = asked or way_for_paper(case, handed=kind not in POSTED)
    why = closed_way(case, kind, way)
    if why:
        raise PaperProblem(why, "Add it to the record.", code="paper-address")
    return way


SETTINGS = ((Setting.STANDARD, "14"), (Setting.LARGE, "18"), (Setting.SIMPLE, "Simple"))
"""How a paper for the person may be set, as the sizes are called."""
LONGEST_TEXT = 306
"""How many characters a text message may have by the practice's own rule: two parts."""
